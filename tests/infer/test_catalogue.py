"""A model runs only if it is whole and the one released; what is wrong with it is said, with what to do."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.infer import session
from onrecord.infer.catalogue import WEIGHTS, bundled, checked_bytes
from onrecord.infer.encode import WINDOW
from onrecord.infer.heads import JUDGE_WIDTH, RELATIONS, WIDTH
from onrecord.infer.session import OnnxReader
from onrecord.spans import Span
from tests.program import DAM, DEBATE

if TYPE_CHECKING:
    from pathlib import Path

WHAT_TO_DO = "install the package again"


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    """The bundled reader."""
    return OnnxReader(bundled(WEIGHTS))


def described(folder: Path, **changes: object) -> Path:
    """A folder with a description of the bundled model, changed; a change to None takes the field out."""
    row = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    row |= {name: str(WEIGHTS / row[name]) for name in ("graph", "judge", "tokenizer")} | changes
    row = {key: value for key, value in row.items() if value is not None}
    (folder / "model.json").write_text(json.dumps(row), encoding="utf-8")
    return folder


def test_the_bundled_graph_has_the_hash_of_its_description() -> None:
    model = bundled(WEIGHTS)
    for graph in (model.graph, model.judge):
        assert hashlib.sha256(checked_bytes(model, graph)).hexdigest() == dict(model.sha256)[graph.name]


def test_the_bundled_model_has_name_licence_and_a_rising_curve() -> None:
    model = bundled(WEIGHTS)
    assert len(model.name.split()) == 2
    assert model.licence
    assert list(model.confidence) == sorted(model.confidence)
    shares = [share for _, share in model.confidence]
    assert shares == sorted(shares)
    assert all(0 <= share <= 1 for share in shares)


def test_a_folder_may_be_named_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", str(described(tmp_path, name="another", version="7")))
    assert bundled().name == "another 7"


def test_an_empty_name_in_the_environment_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MODEL", "")
    assert bundled().graph.parent == WEIGHTS


def test_a_folder_without_description(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=WHAT_TO_DO):
        bundled(tmp_path / "none")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null", '"x"'])
def test_a_broken_description(tmp_path: Path, content: str) -> None:
    (tmp_path / "model.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=WHAT_TO_DO):
        bundled(tmp_path)


def test_a_description_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(ModelError, match=WHAT_TO_DO):
        bundled(tmp_path)


@pytest.mark.parametrize("field", ["name", "version", "graph", "judge", "tokenizer", "sha256", "licence", "confidence"])
def test_a_description_that_lacks_a_field_names_it(tmp_path: Path, field: str) -> None:
    with pytest.raises(ModelError, match=field):
        bundled(described(tmp_path, **{field: None}))


@pytest.mark.parametrize("field", ["graph", "judge", "tokenizer"])
def test_a_missing_file_is_named(tmp_path: Path, field: str) -> None:
    with pytest.raises(ModelError, match=f"gone.*{WHAT_TO_DO}"):
        bundled(described(tmp_path, **{field: "gone"}))


@pytest.mark.parametrize("field", ["graph", "judge"])
def test_a_file_that_was_exchanged(tmp_path: Path, field: str) -> None:
    name = getattr(bundled(WEIGHTS), field).name
    (tmp_path / name).write_bytes(b"another")
    with pytest.raises(ModelError, match=f"sha256.*{WHAT_TO_DO}"):
        OnnxReader(bundled(described(tmp_path, **{field: name})))


def test_a_file_cut_short(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(bundled(WEIGHTS).graph.read_bytes()[:-1])
    with pytest.raises(ModelError, match=f"sha256.*{WHAT_TO_DO}"):
        OnnxReader(bundled(described(tmp_path, graph="reader.onnx")))


def test_a_file_that_goes_between_the_look_and_the_reading(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"here")
    model = bundled(described(tmp_path, graph="reader.onnx"))
    model.graph.unlink()
    with pytest.raises(ModelError, match=WHAT_TO_DO):
        checked_bytes(model, model.graph)


def test_a_graph_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "reader.onnx").write_bytes(b"no graph")
    folder = described(tmp_path, graph="reader.onnx", sha256={"reader.onnx": hashlib.sha256(b"no graph").hexdigest()})
    with pytest.raises(ModelError, match=f"reader.onnx cannot be loaded.*{WHAT_TO_DO}"):
        OnnxReader(bundled(folder))


def test_a_tokenizer_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "pieces.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=f"pieces.json cannot be loaded.*{WHAT_TO_DO}"):
        OnnxReader(bundled(described(tmp_path, tokenizer="pieces.json")))


def test_a_graph_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "INPUTS", ["ids", "mask"])
    with pytest.raises(ModelError, match=f"takes ids, case, quote, first, not ids, mask.*{WHAT_TO_DO}"):
        OnnxReader(bundled(WEIGHTS))


def test_a_window_gives_the_same_numbers_each_time(reader: OnnxReader) -> None:
    first, second = reader(DAM), reader(DAM)
    assert len(first.pieces) < WINDOW
    assert first.logits.shape == (len(first.pieces), WIDTH)
    assert len(first.rows) == len(RELATIONS)
    assert np.isfinite(first.logits).all()
    assert np.array_equal(first.logits, second.logits)


def test_the_judge_gives_the_same_numbers_each_time(reader: OnnxReader) -> None:
    reading = reader(DAM)
    content = (Span(0, 40),)
    first, second = (reader.judge(reading, (), (), content) for _ in range(2))
    assert first.logits.shape == (len(first.at), JUDGE_WIDTH)
    assert np.array_equal(first.logits, second.logits)


def test_a_statement_without_pieces_gives_an_empty_judgement(reader: OnnxReader) -> None:
    assert reader.judge(reader(DAM), (), (), ()).logits.shape == (0, JUDGE_WIDTH)


def test_threads_do_not_change_the_numbers(reader: OnnxReader) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        readings = list(pool.map(reader, [DAM] * 8))
    assert all(np.array_equal(one.logits, readings[0].logits) for one in readings)


def test_what_follows_a_window_does_not_change_it(reader: OnnxReader) -> None:
    text = (DEBATE / "01-cabinet-opens-talks.txt").read_text(encoding="utf-8")
    alone, followed = reader(text), reader(f"{text}\n\n{'word ' * 2 * WINDOW}")
    first = slice(0, WINDOW // 2)
    assert np.array_equal(alone.logits[first], followed.logits[first])


def test_no_text_gives_an_empty_reading(reader: OnnxReader) -> None:
    assert reader("").logits.shape == (0, WIDTH)
