"""The briefing tells who said what, puts speakers together with care, and keeps reports apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord.briefing.as_json import briefing_as_dict
from onrecord.briefing.compose import Briefing, SpeakerEntry, compose
from tests.records_made import record, speaker, statement, talks

if TYPE_CHECKING:
    from onrecord.records import Record, Speaker


def one(text: str, who: Speaker | None, **more: str) -> Record:
    return record(text, statement(text, text, speaker=who), **more)


def entry(briefing: Briefing, name: str) -> SpeakerEntry:
    return next(e for e in briefing.speakers if e.name == name)


def test_a_quotation_keeps_its_marks_and_shows_where_it_was_split() -> None:
    assert entry(compose([talks()]), "Ana Ruiz").lines[0].text == "“The dam will hold,” … “Ask anyone.”"


def test_a_comma_left_by_the_cue_opens_no_piece() -> None:
    text = "The dam, she said, will hold."
    assert compose([record(text, statement(text, "The dam", ", will hold"))]).speakers[0].lines[0].text == "The dam … will hold"


def test_a_line_cites_article_and_paragraph() -> None:
    lines = entry(compose([talks()]), "Ana Ruiz").lines
    assert [(line.article, line.paragraph) for line in lines] == [(1, 1), (1, 2)]


def test_what_is_reported_stands_apart_with_its_reporter() -> None:
    norland = entry(compose([talks()]), "Norland")
    assert norland.lines == ()
    assert [(line.text, line.reported_by) for line in norland.reported] == [("the lake", "Ana Ruiz")]


def test_articles_stand_in_the_order_of_their_dates() -> None:
    days = [None, "2026-03-01", "2026-01-01"]
    briefing = compose([one(f"Text {day}.", None, **({"published": day} if day else {})) for day in days])
    assert [a.published for a in briefing.articles] == ["2026-01-01", "2026-03-01", None]
    assert briefing.dates == ("2026-01-01", "2026-03-01")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (speaker("Ana Ruiz"), speaker("ANA RUIZ")),
        (speaker("Asan Institute", "organization"), speaker("Asan Institute", "organization")),
        (speaker("Japan", "country"), speaker("Tokyo", "country")),
        (speaker("Lee Jae-myung"), speaker("Lee Jae Myung")),
        (speaker("Merkel", role="chancellor"), speaker("Angela Merkel", role="Chancellor")),
        (speaker("Judicial Watch"), speaker("Judicial Watch", "organization")),
        (None, None),
    ],
)
def test_these_are_one_speaker_across_articles(first: Speaker | None, second: Speaker | None) -> None:
    assert len(compose([one("A.", first), one("B.", second)]).speakers) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (speaker("Lee"), speaker("Lee")),
        (speaker("Ana Ruiz", role="foreign minister"), speaker("Ana Ruiz", role="football coach")),
        (speaker("Washington"), speaker("Washington", "country")),
        (speaker("Smith and Jones"), speaker("Smith and Jones")),
        (speaker("observers in Seoul", "group"), speaker("observers in Seoul", "group")),
        (speaker("an official there", "unnamed"), speaker("an official there", "unnamed")),
        (speaker("the annual report", "document"), speaker("the annual report", "document")),
        (speaker("author", "author"), speaker("author", "author")),
    ],
)
def test_these_stay_two_across_articles(first: Speaker, second: Speaker) -> None:
    assert len(compose([one("A.", first), one("B.", second)]).speakers) == 2


def test_a_speaker_goes_by_the_full_name_used_most() -> None:
    names = ("Merkel", "Angela D. Merkel", "Angela Merkel", "Angela Merkel")
    (found,) = compose([one(f"Text {n}.", speaker(name, role="chancellor")) for n, name in enumerate(names)]).speakers
    assert found.name == "Angela Merkel"


def test_roles_are_kept_as_each_article_states_them() -> None:
    made = [
        one("A.", speaker("Ana Ruiz", role="Mayor")),
        one("B.", speaker("Ana Ruiz", role="senator")),
        one("C.", speaker("Ana Ruiz", role="mayor")),
    ]
    assert [(r.role, r.articles) for r in compose(made).speakers[0].roles] == [("Mayor", (1, 3)), ("senator", (2,))]


def test_speakers_are_ordered_by_statements_then_articles_then_name() -> None:
    twice = "Yes. No."
    two_in_one = record(twice, *(statement(twice, w, speaker=speaker("Cy Dee")) for w in ("Yes.", "No.")))
    rest = [one("A.", speaker("Bo Bee")), one("B.", speaker("Bo Bee")), one("C.", speaker("Zed Zee")), one("D.", speaker("Al Aye"))]
    assert [e.name for e in compose([two_in_one, *rest]).speakers] == ["Bo Bee", "Cy Dee", "Al Aye", "Zed Zee"]


def test_an_author_goes_by_the_byline() -> None:
    assert compose([one("A.", speaker("author", "author"), authors=("Jo Poe",))]).speakers[0].name == "The author: Jo Poe"


def test_a_briefing_of_one_article_has_its_title() -> None:
    assert compose([talks()]).title == "Dam talks"


def test_the_briefing_is_plain_data_with_the_statements_of_each_line() -> None:
    made = talks()
    data = json.loads(json.dumps(briefing_as_dict(compose([made], title="The dam"))))
    lines = [line for who in data["speakers"] for line in (*who["lines"], *who["reported"])]
    assert data["title"] == "The dam"
    assert sorted(i for line in lines for i in line["statements"]) == sorted(s.id for s in made.statements)
