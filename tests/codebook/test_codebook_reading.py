"""Codebooks in YAML: what is read, and what is refused in which line and with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from onrecord.codebook import reading
from onrecord.codebook.issues import Issue
from onrecord.codebook.reading import MOST_BYTES, parse_codebook, read_codebook
from onrecord.errors import CodebookError
from tests.program import ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: The parser in C, and the one that stands in where it is missing.
LOADERS = list(dict.fromkeys([getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader]))
BOOK = """\
# kept under version control
issues:
  - id: trams
    text: The town should run trams: not buses
"""


def test_a_codebook_is_read_in_order() -> None:
    text = "issues:\n- {id: b, text: B, parent: a}\n- id: a\n  text: >\n    A long\n    one\n  notes: |\n    first\n\n    second\n"
    assert parse_codebook(text, "x").issues == (
        Issue(id="b", text="B", parent="a"),
        Issue(id="a", text="A long one", notes="first\n\nsecond"),
    )


@pytest.mark.parametrize("name", ["pact", "transit"])
def test_the_codebooks_of_the_debates_are_read(name: str) -> None:
    assert len(read_codebook(ROOT / "evaluation" / "stances" / name / "codebook.yml").issues) == 10


@pytest.mark.parametrize("encoded", ["\ufeffissues: []\r\n".encode(), b"issues: []\r", b"issues: []"])
def test_marks_of_order_and_ends_of_lines_say_nothing(encoded: bytes) -> None:
    assert parse_codebook(encoded, "x").issues == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "is empty; a codebook begins with issues:"),
        ("# nothing\n", 1, "is empty"),
        ("trams", 1, "is words"),
        ("- id: a\n  text: b", 1, "is a list; a codebook begins with issues:"),
        ("topics: []", 1, "unknown field 'topics'; choose one of issues"),
        ("issues:\n", 1, "must be a list, each beginning with - id:, not nothing (issues: [] for none)"),
        ("issues:\n  a: b", 2, "not fields"),
        ("issues: []\nissues: []", 2, "has the field issues twice"),
        ("issues: []\n---\nissues: []", 2, "second document"),
        ("issues:\n- trams", 2, "issue 1 must have the fields id and text, not be words"),
        ("issues:\n- id: a\n  text: b\n- id: c", 4, "issue 2 has no text"),
        ("issues:\n- {}", 2, "has no id and no text; an issue needs id and text, and may have notes and parent"),
        ("issues:\n- id: a\n  text: b\n  text: c", 4, "issue 1 has the field text twice"),
        ("issues:\n- id: a\n  text: b\n  colour: c", 4, "choose one of id, text, notes, parent; what else is to be kept goes into notes"),
        ("issues:\n- id: a\n  label: b", 3, "unknown field 'label'; did you mean text?"),
        ("issues:\n- id: a\n  text: b\n  Notes: c", 4, "unknown field 'Notes'; choose one of notes, id"),
        ("issues:\n- id: a\n  text: b\n  description: c", 4, "did you mean notes?"),
        ("issues:\n- id: no\n  text: b", 2, 'read as a yes or no, not as words; write it in quotation marks: "no"'),
        ("issues:\n- id: 010\n  text: b", 2, 'a number, not as words; write it in quotation marks: "010"'),
        ("issues:\n- id: a\n  text: 2026-02-30", 3, "a date"),
        ("issues:\n- id: a\n  text:\n", 3, "read as nothing, not as words; fill it"),
        ("issues:\n- id: a\n  text: b\n  parent:\n", 4, "fill it or leave it out"),
        ("issues:\n- id: a\n  text: b\n  parent: ''\n", 4, "parent is empty"),
        ("issues:\n- id: a\n  text: [b]", 3, "hold words alone"),
        ("issues:\n- id: a\n  text: ''", 3, "text of a is empty; write one sentence"),
        ("issues:\n- id: a b\n  text: c", 2, "id cannot be 'a b'"),
        ('issues:\n- id: a\n  text: "b\\x07"', 3, "control character U+0007"),
        ("issues:\n- id: a\n  text: b\x1b[2J", 3, "control character U+001B"),
        ("issues:\n- id: a\n  text: b\x00", 3, "control character U+0000"),
        ("issues:\n- id: a\n  text: b\n- id: c\n  text: d\n- id: a\n  text: e", 6, "two issues have the id a"),
        ("issues:\n- id: a\n  text: b\n- id: A\n  text: c", 4, "(the first is in line 2)"),
        ("issues:\n- id: a\n  text: b\n- id: c\n  text: d\n  parent: b", 6, "parent of c cannot be 'b': choose one of a"),
        ("issues:\n- id: a\n  text: b\n  parent: c\n- id: c\n  text: d\n  parent: a", 4, "circle: a → c → a"),
        ("issues:\n- &x {id: a, text: b}\n- *x", 2, "anchors are not taken (&x)"),
        ("issues:\n- id: a\n  text: *x", 3, "aliases are not taken (*x)"),
        ("issues:\n- id: a\n  text: !!python/name:os.system b", 3, "tags are not taken"),
        ("issues:\n- <<: {id: a}\n  text: b", 2, "made of parts"),
        ("? [a]\n: b", 1, "a field whose name is a list"),
        ("issues:\n- id: a\n\ttext: b", 3, "is no YAML"),
        (BOOK, 4, "needs quotation marks"),
        ("issues: " + "[" * 50, 1, "made of parts"),
        ("issues: " + "[" * 50_000, 1, ""),
        ("issues:\n" + "- {id: a}\n" * 2001, 2002, "at most 2000"),
    ],
)
@pytest.mark.parametrize("loader", LOADERS)
def test_what_is_wrong_is_named_with_its_line(loader: object, text: str, line: int, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_LOADER", loader)
    with pytest.raises(CodebookError) as caught:
        parse_codebook(text, "debate.yml")
    error = caught.value
    assert words in str(error)
    assert str(error).startswith(f"debate.yml, line {line}: ")
    assert error.line == line


def test_a_page_of_laughs_is_refused_before_it_is_built() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    with pytest.raises(CodebookError, match="line 1: anchors are not taken"):
        parse_codebook("\n".join(lines), "x")


def test_a_text_of_countless_pieces_is_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_EVENTS", 100)
    with pytest.raises(CodebookError, match="line 98: holds more than a codebook can; at most 2000 issues"):
        parse_codebook("issues:\n" + "- a\n" * 200, "x")


def test_bytes_that_are_no_utf8_are_named_with_their_line() -> None:
    with pytest.raises(CodebookError, match="line 3: is not in UTF-8"):
        parse_codebook("issues:\n- id: a\n  text: caf\u00e9".encode("latin-1"), "x")


def test_a_file_too_large_is_not_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "large.yml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(CodebookError, match="too large"):
        read_codebook(path)


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.yml", tmp_path):
        with pytest.raises(CodebookError, match="cannot be read") as caught:
            read_codebook(path)
        assert str(path) in str(caught.value)
