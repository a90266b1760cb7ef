"""Exports of press databases in plain text, HTML and Markdown → their articles, checked against their own list."""

from __future__ import annotations

import html
import io
import textwrap
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article
from tests.read.press.press_made import PIECES, Piece, factiva, labelled_factiva, nexis, proquest

if TYPE_CHECKING:
    from collections.abc import Callable

BUILDERS = {"nexis": nexis, "factiva": factiva, "proquest": proquest}
EXPECTED = [(p.title, p.outlet, tuple(p.author.split(" and ")), "2026-02-10", "\n".join(p.text)) for p in PIECES]
#: The text of an article with paragraphs of several lines each.
LONG = (
    "The council voted on Monday to buy a second ferry for the harbour, and to pay for it out of the reserve that was meant for a new roof "
    "on the fish market, which has been waiting for one since the storm of five years ago.",
    "“We cannot wait for a bridge,” the mayor said. “Every winter two boats are one boat, because the other one is on the slip with its "
    "bottom scraped, and this winter it was none for nine days.”",
    "The treasurer warned that the price would rise.",
    "Nobody on the council voted against the plan, although three of its members left the hall before the vote and told reporters on the "
    "steps that they would have liked to be asked first.",
)


def plain(lines: list[str]) -> str:
    return "\n".join(lines)


def spaced(lines: list[str]) -> str:
    return "\r\n\r\n".join(lines)


def page(lines: list[str]) -> str:
    shown = "".join("<hr>" if line.startswith("____") else f"<p>{html.escape(line)}</p>" for line in lines)
    return f"<!doctype html><html><head><title>Export</title></head><body>{shown}</body></html>"


def broken_page(lines: list[str]) -> str:
    """A line of the page a line."""
    return f"<html><body><div>{'<br>'.join(html.escape(line) for line in lines)}</div></body></html>"


def markdown(lines: list[str]) -> str:
    """As converters write it: labels in bold, titles as headings, a rule for a line of underscores."""
    titles = {piece.title for piece in PIECES}
    shown = [
        "* * *"
        if line.startswith("____")
        else f"# {line}"
        if line in titles
        else f"**{line}**"
        if line in {"Body", "End of Document"}
        else line
        for line in lines
    ]
    return "\n\n".join(shown)


def tight_markdown(lines: list[str]) -> str:
    return "\n".join(line.replace("_", r"\_") if line.startswith("____") else f"**{line}**" if line == "Body" else line for line in lines)


FORMS: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    "plain": ("a.txt", plain),
    "spaced": ("a.txt", spaced),
    "html": ("a.html", page),
    "breaks": ("a.htm", broken_page),
    "markdown": ("a.md", markdown),
    "tight markdown": ("a.md", tight_markdown),
    "plain named Markdown": ("a.md", plain),
}


def read(text: str, name: str = "a.txt") -> list[Article | InputError]:
    return list(read_part(Part(origin=name, name=name, file=io.BytesIO(text.encode())), ReadOptions()))


def whole(found: list[Article | InputError]) -> list[tuple[str | None, str | None, tuple[str, ...], str | None, str]]:
    assert all(isinstance(one, Article) for one in found), found
    return [(one.title, one.outlet, one.authors, one.published, one.text) for one in found if isinstance(one, Article)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("database", BUILDERS)
def test_each_article_is_read_with_what_is_stated_of_it(database: str, form: str) -> None:
    name, written = FORMS[form]
    found = read(written(BUILDERS[database](*PIECES)), name)
    assert whole(found) == EXPECTED
    assert [one.origin for one in found] == [f"{name}#1", f"{name}#2", f"{name}#3"]


@pytest.mark.parametrize("form", FORMS)
def test_the_number_that_the_list_says_is_checked(form: str) -> None:
    name, written = FORMS[form]
    *articles, last = read(written(nexis(*PIECES, said=12)), name)
    assert whole(articles) == EXPECTED
    assert isinstance(last, InputError)
    assert (last.origin, last.reason, last.message) == (name, "incomplete", "the file says 12 articles, 3 were found")


def test_labels_of_factiva_are_read_in_plain_text() -> None:
    assert whole(read(plain(labelled_factiva(PIECES[0])))) == EXPECTED[:1]


def broken(database: str, space: str) -> list[str]:
    """The texts read of an export whose lines are broken to fit a page."""
    lines = BUILDERS[database](Piece("Council buys a second ferry", "The Harbour Post", "Mira Olden", LONG), PIECES[1])
    return [one[-1] for one in whole(read("\n".join(textwrap.fill(line, 72) + space for line in lines)))]


@pytest.mark.parametrize("database", BUILDERS)
def test_paragraphs_that_were_broken_to_fit_a_page_are_whole(database: str) -> None:
    assert broken(database, "\n") == ["\n".join(LONG), EXPECTED[1][-1]]


@pytest.mark.parametrize("database", BUILDERS)
def test_without_blank_lines_a_short_line_ends_a_paragraph(database: str) -> None:
    first, _ = broken(database, "")
    assert first == "\n".join(LONG)


def test_a_plain_text_that_breaks_off_says_so() -> None:
    found = read(plain(nexis(*PIECES)[:-5]))
    assert [one.reason if isinstance(one, InputError) else one.title for one in found] == [PIECES[0].title, PIECES[1].title, "truncated"]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_an_article_that_only_speaks_of_documents_is_one(name: str) -> None:
    lines = [*LONG, "The full text stands in Document 12 of the council, which was the end of document after document."]
    text = "\n\n".join(f"<p>{line}</p>" if name == "a.html" else line for line in lines)
    (found,) = read(text, name)
    assert isinstance(found, Article)
    assert found.origin == name
