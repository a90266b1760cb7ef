"""Texts become unit vectors that depend on the text alone; near in meaning is near in angle."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.infer.catalogue import WEIGHTS, bundled
from onrecord.infer.opening import open_tokenizer
from onrecord.infer.sentences import LONGEST, VECTOR_WIDTH, OnnxSentences, text_pieces

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    "The council should build the tram line.",
    "The town ought to construct a tramway, as it has promised its people for years.",
    "Herring is smoked over beech wood.",
]


@pytest.fixture(scope="module")
def sentences() -> OnnxSentences:
    """The bundled sentence encoder."""
    return OnnxSentences(bundled(WEIGHTS))


def test_vectors_have_length_one_and_the_stated_form(sentences: OnnxSentences) -> None:
    vectors = sentences(TEXTS)
    assert vectors.shape == (3, VECTOR_WIDTH)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)


def test_near_in_meaning_is_near_in_angle(sentences: OnnxSentences) -> None:
    tram, town, fish = sentences(TEXTS)
    assert tram @ town > 0.5
    assert tram @ fish < 0.2


def test_a_vector_does_not_depend_on_the_texts_beside_it(sentences: OnnxSentences) -> None:
    together = sentences(TEXTS)
    assert all(np.array_equal(sentences([text])[0], row) for text, row in zip(TEXTS, together, strict=True))


def test_threads_get_the_same_vectors(sentences: OnnxSentences) -> None:
    wanted = sentences(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(sentences, [TEXTS] * 8))
    assert all(np.array_equal(wanted, one) for one in found)


def test_no_texts_make_no_vectors(sentences: OnnxSentences) -> None:
    assert sentences([]).shape == (0, VECTOR_WIDTH)


@pytest.mark.parametrize("text", ["", " \n", "\ud83d half a pair", "\x00", "of " * 2000])
def test_any_text_has_a_vector(sentences: OnnxSentences, text: str) -> None:
    assert np.linalg.norm(sentences([text])[0]) == pytest.approx(1, abs=1e-5)


def test_a_long_text_is_cut_and_keeps_its_end_mark() -> None:
    pieces = text_pieces("of " * 2000, open_tokenizer(bundled(WEIGHTS)))
    assert len(pieces) == LONGEST
    assert (pieces[0], pieces[-1]) == (101, 102)


def test_a_model_without_stances_says_so(tmp_path: Path) -> None:
    row = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    row |= {name: str(WEIGHTS / row[name]) for name in ("graph", "judge", "tokenizer")} | {"name": "plain", "version": "1"}
    row.pop("stances", None)
    (tmp_path / "model.json").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ModelError, match="model plain 1 judges no stances"):
        OnnxSentences(bundled(tmp_path))
