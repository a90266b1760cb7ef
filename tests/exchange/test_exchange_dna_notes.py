"""What is carried beside DNA's fields is read back piece by piece, and what is none of ours is left out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.exchange.contents import Stance
from onrecord.exchange.dna.codings import codings
from onrecord.exchange.dna.notes import (
    CodingNote,
    DocumentNote,
    FileNote,
    document_line,
    file_line,
    note_of,
    read_document_line,
    read_file_line,
    read_note,
)
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
FIELDS = (
    "statement",
    "claim",
    "span",
    "actor",
    "issue",
    "others",
    "content",
    "form",
    "notes",
    "read",
    "level",
    "id",
    "text",
    "authors",
    "long",
)


def test_a_statement_carries_what_it_was() -> None:
    note = read_note(note_of(next(codings(FERRY))))
    assert note is not None
    assert (note.statement, note.claim, note.span, note.side, note.coder, note.main) == (
        "s-bridge",
        "c-sail",
        (Span(86, 118),),
        "for",
        "Jo Vik",
        False,
    )
    assert note.said["source"] == (Span(54, 68),)


def test_a_note_is_plain_ascii() -> None:
    assert all(note_of(one).isascii() for one in codings(FERRY))


@pytest.mark.parametrize("written", ["", "see page 4", "[1]", "{}", '{"statement":"s","claim":"c"}', "[" * 5000, "9" * 5000])
def test_what_is_no_note_of_ours_is_none(written: str) -> None:
    assert read_note(written) is None


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_no_note_breaks_the_reading(fields: dict[str, object]) -> None:
    line = json.dumps(fields)
    note = read_note(line)
    assert note is None or isinstance(note, CodingNote)
    assert isinstance(read_file_line(line), FileNote)
    assert isinstance(read_document_line("onrecord: " + line), DocumentNote)


def test_a_field_that_cannot_be_is_left_out() -> None:
    fields = {"statement": "s", "claim": "c", "span": [[0, 4]], "issue": "i", "form": "sung", "read": 7, "level": 3, "content": [[5, 2]]}
    note = read_note(json.dumps(fields | {"others": [["for", "Ann", 0.5], ["maybe", None, None], 3]}))
    assert note is not None
    assert (note.said["form"], note.said["confidence"], note.level, note.said["content"]) == ("indirect", None, None, ())
    assert note.others == (Stance(issue="i", side="for", coder="Ann", confidence=0.5),)


def test_a_document_s_notes_are_for_people_with_our_line_below() -> None:
    note = DocumentNote(id="d", replaced=((3, "🚢"),), fields={"title": None}, url="https://x.example", own="https://x.example")
    line = document_line(note)
    assert line.startswith("https://x.example\n\nonrecord: {")
    assert read_document_line(line) == note


def test_notes_without_our_line_are_a_person_s() -> None:
    assert read_document_line("read twice\nonrecord: no") == DocumentNote(own="read twice\nonrecord: no")


def test_the_settings_carry_what_has_no_field() -> None:
    note = FileNote(name="Ferry", model="m", issues=({"id": "a", "text": "b"},), names={"a": "Long"}, long={"person:a": {"role": "x"}})
    assert read_file_line(file_line(note)) == note


def test_settings_that_are_none_of_ours_carry_nothing() -> None:
    assert read_file_line("3.0") == FileNote()
