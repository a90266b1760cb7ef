"""Attributions as the bundled reader and the finder give them together, on plain cases and on articles with the marks in the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evaluation.marked import read_marked
from onrecord.find.attributions import find_attributions
from onrecord.pipeline import bundled_reader
from onrecord.spans import words_of

if TYPE_CHECKING:
    from onrecord.records import Attribution

ARTICLES = sorted((Path(__file__).parent.parent / "articles").glob("*.md"))


def found_in(text: str) -> list[Attribution]:
    return list(find_attributions(text, bundled_reader()(text)))


def test_content_split_by_the_cue_is_one_statement_in_two_pieces() -> None:
    text = "“The dam will hold,” Ana Ruiz said on Monday. “Nobody has to leave the valley.”"
    (one,) = found_in(text)
    assert [text[s:e] for s, e in one.content] == ["“The dam will hold,”", "“Nobody has to leave the valley.”"]


def test_a_quotation_over_a_paragraph_break_belongs_to_the_cue_at_its_end() -> None:
    text = "“The talks were hard from the first day on.\n\n“But they are over now,” Tom Hill, the union leader, said."
    (one,) = [a for a in found_in(text) if a.within is None]
    assert words_of(text, one.content) == text.replace("\n\n", " ").split(" Tom Hill")[0]
    assert "Tom Hill" in words_of(text, one.source)


def test_a_bare_quotation_is_a_statement_without_cue() -> None:
    text = "“The dam will hold,” Ana Ruiz told reporters.\n\n“We have built it for a hundred years and more.”"
    assert [(a.form, bool(a.cue)) for a in found_in(text)] == [("direct", True), ("direct", False)]


def test_a_turn_is_kept_whatever_stands_in_it() -> None:
    text = (
        "ANNA KELLER: We think the levy is too high.\n\nBOB ROE: The Fed told us that rates would fall.\n\n"
        "ANNA KELLER: And?\n\nBOB ROE: They rose."
    )
    outer = [a for a in found_in(text) if a.within is None]
    assert [words_of(text, a.source) for a in outer] == ["ANNA KELLER", "BOB ROE", "ANNA KELLER", "BOB ROE"]


def test_outer_attributions_come_in_the_order_of_the_text_and_nested_ones_behind_theirs() -> None:
    text = "\n\n".join(read_marked(path).text for path in ARTICLES[:4])
    found = found_in(text)
    outer = [a.content[0] for a in found if a.within is None]
    assert outer == sorted(outer)
    assert all(a.within < k and found[a.within].within is None for k, a in enumerate(found) if a.within is not None)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_whole_quotation_of_an_article_is_in_some_statement_to_the_character(path: Path) -> None:
    article = read_marked(path)
    pieces = [s for a in found_in(article.text) for s in a.content]
    quoted = [
        span
        for s in article.statements
        if s.reported_by is None
        for span in s.content
        if article.text[span[0]] in '“"‘' and article.text[span[1] - 1] in '”"’' and len(article.text[span[0] : span[1]].split()) > 5
    ]
    lost = [article.text[s:e] for s, e in quoted if not any(p.start <= s and e <= p.end + 1 for p in pieces)]
    assert len(lost) <= len(quoted) // 10, lost
