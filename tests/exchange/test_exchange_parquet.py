from __future__ import annotations

import builtins
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pyarrow import parquet

from onrecord.codebook.issues import Codebook, Issue
from onrecord.errors import ExchangeError
from onrecord.exchange.bundles import opened_bundle
from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
from onrecord.exchange.parquet import TABLES, write_parquet
from onrecord.spans import Span
from tests.exchange.contents_made import FERRY, FERRY_TEXT, contents

Rows = list[dict[str, Any]]


def tables(folder: Path) -> dict[str, Rows]:
    return {name: parquet.read_table(folder / f"{name}.parquet").to_pylist() for name in TABLES}


def spans(value: Rows) -> tuple[Span, ...]:
    return tuple(Span(one["start"], one["end"]) for one in value)


def put_together(rows: dict[str, Rows], name: str, model: str | None) -> Contents:
    """The contents again, from the tables alone."""

    def claim(row: dict[str, Any]) -> ClaimMade:
        stances = (one for one in rows["stances"] if one["claim"] == row["id"])
        made = tuple(Stance(**{key: one[key] for key in ("issue", "side", "confidence", "coder")}) for one in stances)
        return ClaimMade(span=spans(row["span"]), stances=made, **{key: row[key] for key in ("id", "main", "kind", "level")})

    def said(row: dict[str, Any]) -> Said:
        plain = ("id", "form", "voice", "actor", "reported_by", "confidence", "checked", "coder")
        parts = {key: spans(row[key]) for key in ("content", "source", "cue")}
        claims = tuple(claim(one) for one in rows["claims"] if one["statement"] == row["id"])
        return Said(claims=claims, notes=dict(row["notes"]), **parts, **{key: row[key] for key in plain})

    documents = (
        Document(**row | {"authors": tuple(row["authors"]), "statements": tuple(map(said, mine(rows, row["id"])))})
        for row in rows["documents"]
    )
    return Contents(
        name=name,
        model=model,
        documents=tuple(documents),
        actors=tuple(Actor(**row | {"attributes": dict(row["attributes"])}) for row in rows["actors"]),
        codebook=Codebook(tuple(Issue(**row) for row in rows["issues"])),
    )


def mine(rows: dict[str, Rows], document: str) -> Rows:
    return [row for row in rows["statements"] if row["document"] == document]


@given(whole=contents())
@settings(max_examples=25, deadline=None)
def test_the_tables_hold_everything(whole: Contents) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_parquet(whole, Path(place) / "out")
        assert put_together(tables(Path(place) / "out"), whole.name, whole.model) == whole


def test_words_after_a_pictogram_are_at_their_places(tmp_path: Path) -> None:
    manifest = write_parquet(FERRY, tmp_path / "out")
    bridge = tables(tmp_path / "out")["statements"][0]
    assert [FERRY_TEXT[span.start : span.end] for span in spans(bridge["content"])] == [
        "“We cannot wait for a bridge,”", "“The ferry 🚢 must sail by spring.”",
    ]  # fmt: skip
    assert bridge["content_text"] == "“We cannot wait for a bridge,” … “The ferry 🚢 must sail by spring.”"
    assert (bridge["source_text"], bridge["cue_text"]) == ("Mayor Ana Ruiz", "said on Monday")
    assert manifest.losses == ()


def test_a_stance_names_its_actor_so_that_a_network_takes_one_table(tmp_path: Path) -> None:
    write_parquet(FERRY, tmp_path / "out")
    found = {(row["actor"], row["issue"], row["side"], row["coder"]) for row in tables(tmp_path / "out")["stances"]}
    assert ("a-union", "night-crossings", "against", None) in found
    assert ("a-ruiz", "night-crossings", "for", "Mira") in found


def test_the_schema_says_what_it_is_of(tmp_path: Path) -> None:
    write_parquet(FERRY, tmp_path / "out")
    schema = parquet.read_schema(tmp_path / "out" / "claims.parquet")
    assert schema.metadata == {b"onrecord": b"1", b"name": b"The ferry debate", b"model": b"reader 0.3.0"}
    assert str(schema.field("span").type) == "list<element: struct<start: int32, end: int32>>"


def test_tables_without_rows_keep_their_columns(tmp_path: Path) -> None:
    write_parquet(Contents(name="nothing"), tmp_path / "out")
    for name, columns in TABLES.items():
        assert parquet.read_table(tmp_path / "out" / f"{name}.parquet").column_names == list(columns)


def test_an_archive_holds_the_same_files(tmp_path: Path) -> None:
    write_parquet(FERRY, tmp_path / "out")
    write_parquet(FERRY, tmp_path / "out.zip")
    with opened_bundle(tmp_path / "out") as folder, opened_bundle(tmp_path / "out.zip") as archive:
        assert {name: folder.read(name) for name in folder.names} == {name: archive.read(name) for name in archive.names}


def test_half_a_character_is_replaced_and_counted(tmp_path: Path) -> None:
    document = Document(id="d", text="a\ud83d", statements=(Said(id="s", content=(Span(1, 2),)),))
    manifest = write_parquet(Contents(name="x", documents=(document,)), tmp_path / "out")
    assert tables(tmp_path / "out")["statements"][0]["content_text"] == "\ufffd"
    assert [(loss.what, loss.count) for loss in manifest.losses] == [("text with half a character", 1)]


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any) -> Any:
        if name == "pyarrow":
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExchangeError, match=r"pip install onrecord\[tables\]"):
        write_parquet(FERRY, tmp_path / "out")
    assert not (tmp_path / "out").exists()
