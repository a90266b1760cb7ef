"""A copy is told from what only shares words with it."""
# ruff: noqa: E501 - articles, a paragraph a line

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.repeats.copies import Compared, Likeness, likeness

WRITTEN = Path(__file__).parents[2] / "evaluation" / "copies" / "written"
#: Of the 48 pairs that were written independently of the method, so many are told right.
LEAST_RIGHT = 46
REPORT = """The harbour council voted on Monday to buy a second ferry, after a winter in which the first one lay in dock for eleven weeks.

“We cannot run an island on one engine,” the mayor, Ana Ruiz, said after the vote. “People missed funerals, and the school missed its teachers.”

The boat will cost 14.5 million and is due in the spring of next year. It can carry 60 cars, twice as many as the old one.

Opponents called the price absurd and asked why no other yard had been invited to bid for the work. A petition against the purchase has 1,900 names.

The council will put the loan to the county in June."""


def like(one: str, other: str) -> Likeness:
    return likeness(Compared.of(one), Compared.of(other))


def test_a_text_is_a_copy_of_itself() -> None:
    found = like(REPORT, REPORT)
    assert (found.shared, found.of_longer, found.reworded, found.is_copy) == (1.0, 1.0, 0.0, True)


def test_it_does_not_matter_which_is_named_first() -> None:
    cut = REPORT.rsplit("\n\n", 2)[0]
    assert like(REPORT, cut) == like(cut, REPORT)


def test_a_cut_with_a_slug_and_its_paragraphs_moved_is_a_copy() -> None:
    lines = REPORT.split("\n\n")
    assert like(REPORT, "\n".join(["PORT (AP) — " + lines[0], lines[2], lines[1]])).is_copy


def test_a_copy_with_some_words_changed_is_a_copy_and_its_share_of_changed_words_is_told() -> None:
    changed = REPORT.replace("buy", "purchase").replace("winter", "season").replace("price", "cost").replace("absurd", "foolish")
    found = like(REPORT, changed)
    assert found.is_copy
    assert 0 < found.reworded < 0.1


def test_an_own_report_with_the_same_quotation_is_none() -> None:
    own = """Islanders will get a second boat. By nine votes to six, councillors last night approved an order that had divided the town for a year.

“We cannot run an island on one engine,” the mayor, Ana Ruiz, said after the vote. “People missed funerals, and the school missed its teachers.”

Whether the yard can deliver is another matter: its last two vessels were late, and a union warns of strikes before summer."""
    assert not like(REPORT, own).is_copy


def test_the_next_issue_of_a_recurring_report_is_none() -> None:
    issue = (
        "Support for the governing party stands at {} per cent, {} points {} than last month, a poll by Norsk published on {} found. "
        "The opposition is at {} per cent and the Greens at {} per cent. The poll asked {} voters between {} and {} and has a margin of error of "
        "{} points. {} per cent said that they had not made up their minds."
    )
    may = issue.format(31, 2, "more", "4 May", 28, 12, "1,204", "28 April", "2 May", 2.9, 18)
    june = issue.format(27, 4, "less", "8 June", 33, 9, "1,187", "1 June", "6 June", 3.1, 21)
    assert not like(may, june).is_copy


def test_a_text_that_quotes_another_in_full_is_none() -> None:
    statement = (
        " ".join(line.replace("“", "").replace("”", "") for line in REPORT.split("\n\n")[2:4])
        + " The council stands by its vote of Monday."
    )
    quoting = f"The council answered its critics with a long statement: “{statement}” It did not say who had written it, or why it came so late in the day."
    assert not like(statement, quoting).is_copy


def test_a_brief_in_a_digest_is_none() -> None:
    digest = "\n".join(
        f"In town {n}, the {word} office opened again after repairs that took {n + 3} weeks, a clerk there said."
        for n, word in enumerate(
            [
                "tax",
                "post",
                "land",
                "job",
                "school",
                "port",
                "mines",
                "fish",
                "road",
                "rail",
                "water",
                "power",
                "gas",
                "grain",
                "wool",
                "coal",
                "salt",
                "iron",
            ]
        )
    )
    assert not like(REPORT, f"{digest}\n{REPORT.split(chr(10), maxsplit=1)[0]}\n{digest}").is_copy


@pytest.mark.parametrize("text", ["", "Rain.", "“”"])
def test_almost_nothing_can_be_compared(text: str) -> None:
    assert not like(text, REPORT).is_copy


def test_pairs_written_independently_are_told_right() -> None:
    pairs = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(WRITTEN.glob("*.json"))]
    right = sum(like(pair["original"]["text"], pair["copy"]["text"]).is_copy == pair["same"] for pair in pairs)
    assert len(pairs) == 48
    assert right >= LEAST_RIGHT
