"""RTF → article."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.documents.rtf_text import rtf_text
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = "The council voted on Monday to buy a second ferry for the harbour."
TWO = "The ferry will cost four million crowns, the treasurer warned."


def made(body: str, head: str = "") -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Arial;}}" + head + body + "}").encode("latin-1")


def reads(data: bytes) -> Iterator[Article | InputError]:
    return read_part(Part(origin="a.rtf", name="a.rtf", file=io.BytesIO(data)), ReadOptions())


def read(data: bytes) -> Article:
    (found,) = reads(data)
    assert isinstance(found, Article), found
    return found


def reason(data: bytes) -> str:
    (found,) = reads(data)
    assert isinstance(found, InputError)
    return found.reason


def test_paragraphs_are_lines() -> None:
    assert read(made(rf"\pard\b {ONE}\b0\par" + "\n" + rf"\pard {TWO}\par")).text == f"{ONE}\n{TWO}"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\'93caf\'e9\'94", "“café”"),
        (r"\ldblquote x\rdblquote\emdash y", "“x”—y"),
        (r"\u8364?5", "€5"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\uc2\u8364\'80\'80}5", "€5"),
        (r"{\uc0\u8364 }5", "€5"),
        (r"{\f1\'cc\'e8\'f0}", "Мир"),
        (r"a\~b\\\{\}", "a\xa0b\\{}"),
        (r"a{\v hidden}b{\deleted gone}c", "abc"),
        (r"a{\footnote note}b{\*\unknown x}c{\header h}", "abc"),
        (r"{\field{\*\fldinst HYPERLINK http://x}{\fldrslt the plan}}", "the plan"),
        (r"a{\pict\bin3 }}}b}c", "ac"),
        (r"one\line two\tab x", "one\ntwo x"),
    ],
)
def test_what_is_shown_is_the_text(source: str, text: str) -> None:
    assert rtf_text(made(source)).body == text


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["C", "Z"], exclude_characters="\\{}|"), min_size=1))
def test_escaped_characters_are_read_as_striprtf_reads_them(text: str) -> None:
    source = made("".join(f"\\u{ord(c) if ord(c) < 0x8000 else ord(c) - 0x10000}?" for c in text) + r"\par ")
    assert rtf_text(source).body == f"{text}\n" == rtf_to_text(source.decode("latin-1"))


def test_the_information_states_title_and_author_where_the_text_bears_them_out() -> None:
    info = r"{\info{\title Council buys a second ferry}{\author Mira Olden}{\creatim\yr2020\mo1\dy1}}"
    found = read(made(rf"By Mira Olden\par {ONE}\par", info))
    assert (found.title, found.authors, found.published) == ("Council buys a second ferry", ("Mira Olden",), None)


def test_a_truncated_file_is_told() -> None:
    assert reason(made(rf"\pard {ONE}\par {TWO}")[:-40]) == "truncated"


def test_a_file_without_text_is_empty() -> None:
    assert reason(made(r"{\pict 00ff00ff}")) == "empty"


def test_a_million_groups_in_one_another_are_refused_quickly() -> None:
    begun = time.monotonic()
    assert reason(made("{" * 1_000_000)) == "nested"
    assert time.monotonic() - begun < 5


def test_a_megabyte_of_small_groups_is_read_in_time() -> None:
    begun = time.monotonic()
    assert len(rtf_text(made(r"{\b x}" * 150_000)).body) == 150_000
    assert time.monotonic() - begun < 8
