"""Marks in an article's text are read into spans, and what is wrong with them is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.marked import MarkedArticle, main, read_marked, strip_marks

ROOT = Path(__file__).parent.parent.parent
HEAD = """---
title: Dam talks
published: 2026-02-10
speakers:
  ruiz: {{name: Ana Ruiz, type: person, role: mayor}}
  norland: {{name: Norland, type: country}}
statements:
{rows}
---
{body}
"""
BODY = "[1s: Ana Ruiz, the mayor,] [1q: said] [1c: that [2s: Norland] [2q: wants] [2c: the lake]]."
ROWS = ("1: {speaker: ruiz}", "2: {speaker: norland, in: 1}")


def read(tmp_path: Path, body: str = BODY, *rows: str) -> MarkedArticle:
    path = tmp_path / "dam.md"
    path.write_text(HEAD.format(rows="\n".join(f"  {row}" for row in rows or ROWS), body=body), encoding="utf-8")
    return read_marked(path)


def test_the_text_is_what_remains_without_the_marks(tmp_path: Path) -> None:
    article = read(tmp_path)
    assert article.text == "Ana Ruiz, the mayor, said that Norland wants the lake."
    assert article.problems == ()
    assert article.name == "dam"


def test_spans_cover_the_words_that_were_marked(tmp_path: Path) -> None:
    article = read(tmp_path)
    outer, inner = article.statements
    assert [article.text[s:e] for s, e in (*outer.source, *outer.cue, *outer.content)] == [
        "Ana Ruiz, the mayor,",
        "said",
        "that Norland wants the lake",
    ]
    assert [article.text[s:e] for s, e in (*inner.source, *inner.cue, *inner.content)] == ["Norland", "wants", "the lake"]


def test_speakers_and_the_outer_statement_come_from_the_head(tmp_path: Path) -> None:
    outer, inner = read(tmp_path).statements
    assert outer.speaker is not None
    assert outer.speaker["name"] == "Ana Ruiz"
    assert inner.reported_by == 1


def test_a_role_in_several_pieces_has_them_in_order(tmp_path: Path) -> None:
    article = read(tmp_path, "[1c: “The dam,”] [1s: Ana Ruiz, mayor,] [1q: said], [1c: “will hold.”]", "1: {speaker: ruiz}")
    assert [article.text[s:e] for s, e in article.statements[0].content] == ["“The dam,”", "“will hold.”"]


def test_words_may_serve_two_statements() -> None:
    text, spans, problems = strip_marks("[1s 2s: Lee] [1q: denied] [1c: a leak]")
    assert text == "Lee denied a leak"
    assert spans[1, "s"] == spans[2, "s"] == [(0, 3)]
    assert problems == []


def test_brackets_of_the_text_are_written_with_a_backslash() -> None:
    text, spans, problems = strip_marks(r"[1c: the \[old\] dam]")
    assert text == "the [old] dam"
    assert spans[1, "c"] == [(0, 13)]
    assert problems == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("[1c: the dam", "never closed"),
        ("the dam]", "without an opening one"),
        ("the [old dam", "opens no mark"),
    ],
)
def test_marks_that_do_not_parse_are_named(body: str, problem: str) -> None:
    assert problem in strip_marks(body)[2][0]


@pytest.mark.parametrize(
    ("body", "rows", "problem"),
    [
        ("[1s: Ana Ruiz, mayor,] [3q: said] [1c: it]", ["1: {speaker: ruiz}"], "statement 3 is marked in the text but missing"),
        ("[1c: It], said Ana Ruiz, mayor.", ["1: {speaker: nobody}"], "'nobody' is not among"),
        ("Ana Ruiz, mayor, spoke.", ["1: {speaker: ruiz}"], "no content is marked"),
        ("[1c: It ]held, said Ana Ruiz, mayor.", ["1: {speaker: ruiz}"], "begins or ends with a space"),
        ("[1c: It], [2c: so], Ana Ruiz, mayor.", ["1: {speaker: ruiz}", "2: {speaker: ruiz, in: 1}"], "does not lie in the content of 1"),
        ("[1c: It], Ana Ruiz, mayor.", ["1: {speaker: ruiz, in: 7}"], "which does not exist"),
        ("[1c: It held].", ["1: {}"], "speaker name 'Ana Ruiz' does not stand in the text"),
        ("[1c: It], Ana Ruiz, mayor.", ["1: {claims: [{kind: guess}]}"], "claim kind 'guess'"),
        ("[1c: It may], Ana Ruiz, mayor.", ["1: {claims: [{kind: prediction, certainty: may}]}"], "with level None"),
        ("[1c: It], Ana Ruiz, mayor.", ["1: {claims: [{kind: prediction, horizon: in May}]}"], "horizon 'in May' does not stand"),
        ("[1c: It], Ana Ruiz, mayor.", ["1: {claims: [{kind: assessment, text: the dam}]}"], "claim text 'the dam' does not stand"),
        ("[1c: It], Ana Ruiz, mayor.", ["1: {claims: [{kind: assessment, attitude: 2}]}"], "attitude 2"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, body: str, rows: list[str], problem: str) -> None:
    assert any(problem in p for p in read(tmp_path, f"{body} Norland", *rows).problems)


def test_a_certainty_or_target_may_stand_in_the_cue(tmp_path: Path) -> None:
    rows = "1: {speaker: ruiz, claims: [{kind: prediction, certainty: fears, level: hedged}]}"
    assert read(tmp_path, "Norland: [1s: Ana Ruiz, the mayor,] [1q: fears] [1c: a flood].", rows).problems == ()


def test_a_file_without_a_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("No head here.", encoding="utf-8")
    with pytest.raises(ValueError, match="no YAML head"):
        read_marked(path)


def test_the_check_counts_files_with_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read(tmp_path)
    good = str(tmp_path / "dam.md")
    (tmp_path / "bad.md").write_text("No head here.", encoding="utf-8")
    assert main([good]) == 0
    assert "2 statements" in capsys.readouterr().out
    assert main([good, str(tmp_path / "bad.md")]) == 1


@pytest.mark.parametrize("folder", ["training/articles", "evaluation/articles", "tests/articles"])
def test_our_own_articles_are_marked_without_a_mistake(folder: str) -> None:
    paths = sorted((ROOT / folder).glob("*.md"))
    assert paths
    assert {path.name: problems for path in paths if (problems := read_marked(path).problems)} == {}


@given(
    st.recursive(
        st.text(alphabet="ab “”'.[]\\\n", max_size=6),
        lambda inner: st.tuples(st.integers(1, 9), st.sampled_from("sqc"), st.lists(inner, max_size=3)),
    )
)
@settings(deadline=None, max_examples=150)
def test_any_marked_text_comes_back_with_its_spans(tree: object) -> None:
    expected: dict[tuple[int, str], list[tuple[int, int]]] = {}

    def write(node: object, at: int) -> tuple[str, str]:
        """The node with marks and without, its spans noted."""
        if isinstance(node, str):
            plain = node.replace("\\", "/")
            return plain.replace("[", "\\[").replace("]", "\\]"), plain
        number, letter, children = node
        marked, plain = "", ""
        for child in children:
            more_marked, more_plain = write(child, at + len(plain))
            marked, plain = marked + more_marked, plain + more_plain
        gap = " " if not marked.startswith(" ") else ""
        expected.setdefault((number, letter), []).append((at, at + len(plain)))
        return f"[{number}{letter}:{gap}{marked}]" if gap else f"[{number}{letter}: {marked}]", plain

    marked, plain = write(tree, 0)
    text, spans, problems = strip_marks(marked)
    assert (text, problems) == (plain, [])
    assert {key: sorted(found) for key, found in spans.items()} == {key: sorted(found) for key, found in expected.items()}
