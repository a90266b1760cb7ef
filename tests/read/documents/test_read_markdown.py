"""Markdown → article."""

from __future__ import annotations

import hashlib
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.detect import kind_of
from onrecord.read.documents.markdown import read_markdown
from onrecord.read.part import Part
from onrecord.read.text import read_plain

if TYPE_CHECKING:
    from onrecord.records import Article

ONE = "The council voted on Monday to buy a second ferry for the harbour."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council."
EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "debate").glob("*.txt"))


def read(source: str) -> Article:
    data = source.encode()
    (found,) = read_markdown(Part(origin="a.md", name="a.md", file=BytesIO(data)), ReadOptions())
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    return found


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_without_marks_is_read_as_plain_text(path: Path) -> None:
    data = path.read_bytes()
    (found,) = read_markdown(Part(origin="a", name="a.md", file=BytesIO(data)), ReadOptions())
    assert [found] == list(read_plain(Part(origin="a", name="a", file=BytesIO(data)), ReadOptions()))


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n{TWO}",
        f"    {ONE}\n\n    {TWO}",
        f"{ONE}\n{TWO}\n\n* * *\n\n{ONE}",
        f"1. {ONE}\n2. {TWO}",
        f"1986. {ONE}",
        f"{ONE} 5 * 3 is 15, a_b_c, [sic], AT&amp;T \\* x < y.",
        f"{ONE}\r\n\r\n{TWO}".replace("\r\n", "\n"),
    ],
)
def test_a_text_without_marks_stays_as_it_is(text: str) -> None:
    assert read(f"Title: A ferry\n\n{text}").text == text


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        (f"## A ferry\n\n{ONE}", f"A ferry\n{ONE}"),
        (f"A ferry\n---------\n\n{ONE}", f"A ferry\n{ONE}"),
        ("The *council* **voted** on `Monday`.", "The council voted on Monday."),
        ("The [council](https://h.example) voted ![boat](a.jpg) today.", "The council voted today."),
        ("The [council][1] voted.\n\n[1]: https://h.example", "The council voted."),
        (f"> {TWO}\n> He left.\n\n{ONE}", f"{TWO} He left.\n{ONE}"),
        (f"- {ONE}\n- {TWO}", f"{ONE}\n{TWO}"),
        (f"1. **One** {ONE}\n2. {TWO}", f"1. One {ONE}\n2. {TWO}"),
        (f"```\n{ONE}\n```\n\n{TWO}", f"{ONE}\n{TWO}"),
        ("The <b>council</b><br>*voted* <!-- x --> and <Unknown> said AT&amp;T.", "The council\nvoted and <Unknown> said AT&T."),
        (f"<div><p>{ONE}</p></div>\n\n*{TWO}*", f"{ONE}\n{TWO}"),
        ("The council voted\non Monday and *then*\nleft.", "The council voted on Monday and then left."),
        (f"{ONE * 3}\n*{TWO}*", f"{ONE * 3}\n{TWO}"),
        ("| A | B |\n| - | - |\n| c | d |", "A\nB\nc\nd"),
    ],
)
def test_marks_go_and_words_stay(marked: str, words: str) -> None:
    assert read(f"Title: T\n\n{marked}").text == words


def test_a_first_heading_is_the_title_where_none_is_stated() -> None:
    found = read(f"# A *second* ferry\n\n{ONE}")
    assert (found.title, found.text) == ("A second ferry", ONE)


def test_a_first_heading_that_is_the_stated_title_is_no_text_and_another_is() -> None:
    assert read(f"Title: A ferry\n\n# A ferry\n\n{ONE}").text == ONE
    found = read(f"Title: A ferry\n\n# Harbour\n\n{ONE}")
    assert (found.title, found.text) == ("A ferry", f"Harbour\n{ONE}")


def test_front_matter_is_no_text() -> None:
    found = read(f"---\ntitle: A ferry\ndate: 2026-02-10\n---\n\n{ONE}\n\n{TWO}\n")
    assert (found.title, found.published, found.text) == ("A ferry", "2026-02-10", f"{ONE}\n\n{TWO}")


def test_a_name_with_its_ending_is_markdown_even_with_tags_in_it() -> None:
    assert kind_of(("# A\n\n" + "<p>One.</p>\n" * 20).encode(), "a.md") == "markdown"
    assert kind_of(b"<!doctype html><p>One.</p>", "a.md") == "html"


@pytest.mark.parametrize(
    "bomb",
    [
        "> " * 10_000 + "a",
        "[" * 10_000,
        "*a " * 10_000,
        "- " * 10_000 + "a",
        "![[" * 4_000,
        "|a" * 5_000 + "\n" + "|-" * 5_000,
        "`" * 10_000 + "a",
    ],
)
def test_hostile_marks_end_in_time(bomb: str) -> None:
    began = time.monotonic()
    try:
        read(f"{ONE} *x*\n\n{bomb}")
    except InputError as error:
        assert error.reason in {"not-english", "empty"}  # noqa: PT017
    assert time.monotonic() - began < 10


@given(st.lists(st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6))
def test_paragraphs_with_one_mark_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    assert read(f"Title: T\nLanguage: en\n\n*{ONE}*\n\n" + "\n\n".join(paragraphs)).text.split("\n") == [ONE, *paragraphs]
