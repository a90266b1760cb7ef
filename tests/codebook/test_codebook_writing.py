"""Codebooks written as YAML and read again."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.codebook.issues import Codebook, Issue
from onrecord.codebook.reading import parse_codebook
from onrecord.codebook.writing import codebook_as_yaml
from onrecord.errors import CodebookError
from tests.codebook.books import codebooks
from tests.program import ROOT


@settings(deadline=None, max_examples=50)
@given(book=codebooks())
@example(book=Codebook())
@example(book=Codebook((Issue(id="no", text="# : - [", notes="- a\n# b\n\n  c: d\n'e' \"f\""), Issue(id="12", text="null", notes="~"))))
@example(book=Codebook((Issue(id="a", text="😀 é …", notes="a\tb\n\tc"), Issue(id="b", text="!x", notes="---\n..."))))
def test_what_is_written_is_read_again(book: Codebook) -> None:
    written = codebook_as_yaml(book)
    assert parse_codebook(written, "x") == book
    assert parse_codebook(written.encode(), "x") == book
    assert codebook_as_yaml(parse_codebook(written, "x")) == written


@settings(deadline=None, max_examples=50)
@given(text=st.text(min_size=1, max_size=60))
def test_a_text_is_kept_or_refused(text: str) -> None:
    try:
        book = Codebook((Issue(id="a", text=text, notes=text),))
    except CodebookError:
        return
    assert parse_codebook(codebook_as_yaml(book), "x") == book


def test_a_codebook_reads_well() -> None:
    book = Codebook((Issue(id="a", text="Yes: do it", notes="first\nsecond"), Issue(id="b", text="x " * 100, parent="a")))
    assert codebook_as_yaml(book) == (
        "issues:\n  - id: a\n    text: 'Yes: do it'\n    notes: |-\n      first\n      second\n"
        f"  - id: b\n    text: {('x ' * 100).strip()}\n    parent: a\n"
    )


def test_the_codebooks_of_the_debates_are_written_as_they_are_kept() -> None:
    for name in ("pact", "transit"):
        text = (ROOT / "evaluation" / "stances" / name / "codebook.yml").read_text(encoding="utf-8")
        assert codebook_as_yaml(parse_codebook(text, name)) == text
