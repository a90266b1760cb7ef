"""Articles in Parquet, written here by the library that others write it with."""

from __future__ import annotations

import datetime
import io
import sys
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article

TEXT = "The council voted on Monday to buy a second ferry for the harbour, the mayor said."


def table(**columns: list[Any]) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream)
    return stream.getvalue()


def read(data: bytes, **options: str) -> list[Article | InputError]:
    return list(read_part(Part(origin="a", name="a", file=io.BytesIO(data)), ReadOptions(**options)))  # type: ignore[arg-type]


def test_each_row_is_an_article_by_the_names_of_the_columns() -> None:
    found = read(
        table(text=[TEXT, f"{TEXT} It is new."], title=["A", "B"], published=[datetime.date(2026, 2, 10), None], authors=[["Ana Ruiz"], []])
    )
    assert [(one.title, one.published, one.authors, one.origin) for one in found if isinstance(one, Article)] == [
        ("A", "2026-02-10", ("Ana Ruiz",), "a:1"), ("B", None, (), "a:2"),
    ]  # fmt: skip


def test_a_time_is_read_as_its_day() -> None:
    (article,) = read(table(text=[TEXT], published=[datetime.datetime(2026, 2, 10, 9, 30, tzinfo=datetime.UTC)]))
    assert isinstance(article, Article)
    assert article.published == "2026-02-10"


def test_a_path_leads_into_nested_columns() -> None:
    (article,) = read(table(article=[{"body": TEXT}]), text_field="article.body")
    assert isinstance(article, Article)
    assert article.text == TEXT


def test_a_table_without_the_column_names_those_that_it_has() -> None:
    (error,) = read(table(body=[TEXT]))
    assert isinstance(error, InputError)
    assert (error.reason, "columns found: body" in error.advice) == ("no-text-field", True)


@pytest.mark.parametrize("cut", [8, 60, -8])
def test_a_table_cut_off_is_told_of(cut: int) -> None:
    (error,) = read(table(text=[TEXT] * 100)[:cut])
    assert isinstance(error, InputError)
    assert error.reason == "broken"


def test_without_the_library_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (error,) = read(table(text=[TEXT]))
    assert isinstance(error, InputError)
    assert (error.reason, "onrecord[tables]" in error.advice) == ("not-installed", True)
