"""Exports of press databases, in Word and RTF, → their articles, checked against their own list."""

from __future__ import annotations

import io
import time

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.read.press.exports import export_of
from onrecord.records import Article
from tests.read.documents.docx_made import paragraphs
from tests.read.press.press_made import PIECES, factiva, labelled_factiva, nexis, proquest

BUILDERS = {"nexis": nexis, "factiva": factiva, "proquest": proquest}


def in_word(lines: list[str]) -> list[Article | InputError]:
    return list(read_part(Part(origin="a.docx", name="a.docx", file=io.BytesIO(paragraphs(*lines))), ReadOptions()))


def in_rtf(lines: list[str]) -> list[Article | InputError]:
    body = r"\par ".join("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line) for line in lines)
    data = (r"{\rtf1\ansi " + body + r"\par}").encode("ascii")
    return list(read_part(Part(origin="a.rtf", name="a.rtf", file=io.BytesIO(data)), ReadOptions()))


def told(found: list[Article | InputError]) -> list[str]:
    """The title of each article, the reason of each error."""
    return [f"{one.origin} {one.reason}" if isinstance(one, InputError) else f"{one.origin} {one.title}" for one in found]


def whole(found: list[Article | InputError]) -> list[tuple[str | None, str | None, tuple[str, ...], str | None, str]]:
    assert all(isinstance(one, Article) for one in found), found
    return [(one.title, one.outlet, one.authors, one.published, one.text) for one in found if isinstance(one, Article)]


EXPECTED = [(p.title, p.outlet, tuple(p.author.split(" and ")), "2026-02-10", "\n".join(p.text)) for p in PIECES]


@pytest.mark.parametrize("reader", [in_word, in_rtf])
@pytest.mark.parametrize("database", BUILDERS)
def test_each_article_has_its_title_outlet_authors_date_and_its_text_alone(database: str, reader: object) -> None:
    found = reader(BUILDERS[database](*PIECES))  # type: ignore[operator]
    assert whole(found) == EXPECTED


@pytest.mark.parametrize("database", BUILDERS)
def test_one_article_is_an_export_too_and_has_a_number(database: str) -> None:
    found = in_word(BUILDERS[database](PIECES[0]))
    assert whole(found) == EXPECTED[:1]
    assert [one.origin for one in found] == ["a.docx#1"]


def test_the_hash_is_of_the_article_and_not_of_the_file() -> None:
    first, *_ = in_word(nexis(*PIECES))
    (alone,) = in_word(nexis(PIECES[0], cover=False))
    assert isinstance(first, Article)
    assert isinstance(alone, Article)
    assert first.sha256 == alone.sha256


def test_an_export_of_nexis_with_fewer_articles_than_its_cover_says_is_incomplete() -> None:
    *articles, last = in_word(nexis(*PIECES, said=12))
    assert whole(articles) == EXPECTED
    assert isinstance(last, InputError)
    assert (last.origin, last.reason, last.message) == ("a.docx", "incomplete", "the file says 12 articles, 3 were found")


def test_the_list_on_the_cover_counts_where_no_number_is_said() -> None:
    lines = [line for line in nexis(*PIECES) if not line.startswith("Documents (")]
    end = lines.index("End of Document")
    start = lines.index("End of Document", end + 1)
    assert told(in_word(lines[: end + 1] + lines[start + 1 :])) == [
        f"a.docx#1 {PIECES[0].title}", f"a.docx#2 {PIECES[2].title}", "a.docx incomplete",
    ]  # fmt: skip


def test_an_export_that_breaks_off_says_so_in_the_place_of_the_last_article() -> None:
    assert told(in_word(nexis(*PIECES)[:-5])) == [f"a.docx#1 {PIECES[0].title}", f"a.docx#2 {PIECES[1].title}", "a.docx#3 truncated"]
    assert told(in_word(factiva(*PIECES)[:-3]))[-1] == "a.docx#3 truncated"


def test_lists_of_factiva_and_proquest_are_checked_too() -> None:
    lines = factiva(*PIECES, listed=True)
    assert whole(in_word(lines)) == EXPECTED
    assert told(in_word(["A title that is missing .......... 9", *lines]))[-1] == "a.docx incomplete"
    assert whole(in_word(proquest(*PIECES, said=3))) == EXPECTED
    assert told(in_word(proquest(*PIECES, said=4)))[-1] == "a.docx incomplete"


def test_an_article_without_its_text_is_an_error_in_its_place() -> None:
    lines = nexis(*PIECES)
    at = lines.index("Body", lines.index("End of Document"))
    assert told(in_word(lines[:at] + lines[at + 3 :])) == [
        f"a.docx#1 {PIECES[0].title}", "a.docx#2 no-article", f"a.docx#3 {PIECES[2].title}",
    ]  # fmt: skip


def test_an_article_in_another_language_is_an_error_in_its_place() -> None:
    lines = ["German" if line == "English" else line for line in factiva(PIECES[0])]
    assert told(in_word(lines + factiva(PIECES[1]))) == ["a.docx#1 not-english", f"a.docx#2 {PIECES[1].title}"]


def test_labels_of_factiva_are_read_wherever_they_stand() -> None:
    assert whole(in_rtf(labelled_factiva(PIECES[0]))) == EXPECTED[:1]


@pytest.mark.parametrize(
    ("above", "title", "authors"),
    [
        (["Business", "Council buys a second ferry", "By Mira Olden"], "Council buys a second ferry", ("Mira Olden",)),
        (["Council buys a second ferry", "Mira Olden and Jo Vik"], "Council buys a second ferry", ("Mira Olden", "Jo Vik")),
        (["Business", "Council Buys Ferry"], "Council Buys Ferry", ()),
        (["Council buys a second ferry"], "Council buys a second ferry", ()),
    ],
)
def test_what_stands_above_an_article_of_factiva_is_its_section_title_and_byline(
    above: list[str], title: str, authors: tuple[str, ...]
) -> None:
    second = factiva(PIECES[1])
    for before in ([], ["Another title of a list ........ 2"], factiva(PIECES[0])):
        export = export_of([*before, *above, *second[2:]])
        assert export is not None
        assert (export.entries[-1].stated.title, export.entries[-1].stated.authors) == (title, authors)


def test_a_month_is_no_date_of_publication() -> None:
    lines = ["February 2026" if line == "February 10, 2026 Tuesday" else line for line in nexis(PIECES[0])]
    (found,) = in_word(lines)
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.published) == (PIECES[0].title, PIECES[0].outlet, None)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Body", *PIECES[0].text],
        ["640 words", *PIECES[0].text, "End of Document"],
        ["Title: A ferry", "_" * 60, *PIECES[0].text],
        [*PIECES[0].text, "Document HARBP0020260210em2a00001"],
    ],
)
def test_a_document_that_only_has_a_line_like_theirs_is_no_export(lines: list[str]) -> None:
    assert export_of(lines) is None


def test_three_thousand_articles_and_a_list_of_as_many_are_parted_in_time() -> None:
    begun = time.monotonic()
    export = export_of(nexis(*PIECES * 1000))
    assert export is not None
    assert (len(export.entries), export.said) == (3000, 3000)
    export_of(["x" * 200 + " ." * 2000 + "y"] * 50)
    export_of(["640 words", "."] * 20_000)
    assert time.monotonic() - begun < 6
