"""Articles in CSV."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article

TEXT = "The council voted on Monday to buy a second ferry for the harbour, the mayor said."


def table(*rows: tuple[str, ...], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def read(data: str | bytes, **options: str) -> list[Article | InputError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_part(Part(origin="a.csv", name="a.csv", file=io.BytesIO(raw)), ReadOptions(**options)))  # type: ignore[arg-type]


def article(data: str | bytes, **options: str) -> Article:
    (found,) = read(data, **options)
    assert isinstance(found, Article), found
    return found


def test_each_row_is_an_article_by_the_names_in_the_head() -> None:
    rows = [
        ("title", "text", "outlet", "published", "authors", "url"),
        ("A ferry", TEXT, "Post", "2026-02-10", "Ana Ruiz; Bo Li", "https://post.example/a"),
    ]
    found = article(table(*rows))
    assert (found.title, found.text, found.outlet, found.published, found.url) == (
        "A ferry",
        TEXT,
        "Post",
        "2026-02-10",
        "https://post.example/a",
    )
    assert (found.authors, found.origin) == (("Ana Ruiz", "Bo Li"), "a.csv:2")


def test_the_columns_may_have_any_name() -> None:
    assert article(table(("Headline", "Body"), ("A ferry", TEXT)), text_field="Body", title_field="Headline").title == "A ferry"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_head_tells_what_parts_the_cells(delimiter: str) -> None:
    assert article(table(("title", "text"), ("A ferry", TEXT), delimiter=delimiter)).title == "A ferry"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert article(table(("title", "text"), ("Café “Été”", TEXT)).encode(encoding)).title == "Café “Été”"


def test_a_text_of_several_lines_stays_as_it_is() -> None:
    text = f"{TEXT}\n\n“Why now?” asked the\r\nopposition."
    assert article(table(("text",), (text,))).text == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1, max_size=60))
def test_any_text_that_was_written_is_read(tail: str) -> None:
    assert article(table(("title", "text"), ("A", f"{TEXT} {tail}"))).text == f"{TEXT} {tail}"


def test_a_translation_is_told_with_what_it_was_translated_from() -> None:
    rows = table(("text", "language", "translation", "original_language"), (TEXT, "en", "machine", "de"))
    assert (article(rows).translation, article(rows).original_language) == ("machine", "de")


def test_a_row_with_too_many_cells_is_told_of_and_the_rest_is_read() -> None:
    found = read("title,text\nA,The mayor said, on Monday, that\nB,The mayor said on Monday that it would rain.\n")
    assert [one.reason if isinstance(one, InputError) else one.title for one in found] == ["csv", "B"]


def test_an_open_quotation_mark_is_told_of() -> None:
    (error,) = read(f'title,text\nA,"{TEXT}\n')
    assert isinstance(error, InputError)
    assert (error.origin, error.reason) == ("a.csv:2", "csv")


def test_a_table_without_the_column_names_those_that_it_has() -> None:
    (error,) = read(table(("headline", "body"), ("A", TEXT)))
    assert isinstance(error, InputError)
    assert "headline, body" in error.advice
    assert error.reason == "no-text-field"


def test_a_wrong_date_is_told_of_with_its_row() -> None:
    (error,) = read(table(("text", "published"), (TEXT, "yesterday")))
    assert isinstance(error, InputError)
    assert (error.origin, error.reason) == ("a.csv:2", "date")


def test_what_a_spreadsheet_export_made_harmless_is_read_as_it_was() -> None:
    assert article(table(("title", "text"), ("'=A ferry", TEXT))).title == "=A ferry"


def test_a_cell_larger_than_any_article_is_told_of() -> None:
    (error,) = read("text\n" + "a" * 20_000_001 + "\n")
    assert isinstance(error, InputError)
    assert error.reason == "csv"
