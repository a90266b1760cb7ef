"""Pairs of issue and claim get chances that depend on the pair alone; broken models are named."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.infer.catalogue import WEIGHTS, bundled
from onrecord.infer.opening import open_tokenizer
from onrecord.infer.sentences import OnnxSentences
from onrecord.infer.stancing import AROUND, CLAIM, STANCES, IssueClaim, OnnxStances, claim_pieces, softened

if TYPE_CHECKING:
    from pathlib import Path

ISSUE = "The council should build the tram line"
PAIRS = [
    IssueClaim(ISSUE, "we need the tram line", "said", "We need the tram line, the mayor said."),
    IssueClaim(ISSUE, "we do not need a tram line", "said"),
    IssueClaim(ISSUE, "herring is smoked over beech wood"),
]


@pytest.fixture(scope="module")
def stances() -> OnnxStances:
    """The bundled stance model."""
    return OnnxStances(bundled(WEIGHTS))


def described(folder: Path, **changes: object) -> Path:
    """A folder with a description of the bundled model, its part on stances changed."""
    row = json.loads((WEIGHTS / "model.json").read_text(encoding="utf-8"))
    row |= {name: str(WEIGHTS / row[name]) for name in ("graph", "judge", "tokenizer")}
    row["stances"] |= {name: str(WEIGHTS / row["stances"][name]) for name in ("sentences", "stance")} | changes
    row["stances"] = {key: value for key, value in row["stances"].items() if value is not None}
    (folder / "model.json").write_text(json.dumps(row), encoding="utf-8")
    return folder


def test_plain_claims_get_their_stances(stances: OnnxStances) -> None:
    found = stances(PAIRS).chances.argmax(axis=1)
    assert [STANCES[k] for k in found] == ["for", "against", "neither"]


def test_chances_add_up_to_one_and_each_pair_has_features(stances: OnnxStances) -> None:
    found = stances(PAIRS)
    assert found.chances.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert found.features.shape == (3, 384)


def test_a_pair_does_not_depend_on_the_pairs_beside_it(stances: OnnxStances) -> None:
    together = stances(PAIRS).chances
    assert all(np.array_equal(stances([pair]).chances[0], row) for pair, row in zip(PAIRS, together, strict=True))


def test_threads_get_the_same_chances(stances: OnnxStances) -> None:
    wanted = stances(PAIRS).chances
    with ThreadPoolExecutor(4) as pool:
        assert all(np.array_equal(wanted, found.chances) for found in pool.map(stances, [PAIRS] * 8))


def test_no_pairs_get_no_chances(stances: OnnxStances) -> None:
    found = stances([])
    assert found.chances.shape == (0, 3)
    assert found.features.shape == (0, 384)


@pytest.mark.parametrize("pair", [IssueClaim("", ""), IssueClaim("a " * 900, "b " * 900, "c " * 900, "d " * 900)])
def test_any_pair_has_chances(stances: OnnxStances, pair: IssueClaim) -> None:
    assert stances([pair]).chances.sum() == pytest.approx(1, abs=1e-5)


def test_an_open_sentence_encoder_can_be_shared(stances: OnnxStances) -> None:
    model = bundled(WEIGHTS)
    again = OnnxStances(model, OnnxSentences(model))
    assert np.array_equal(again(PAIRS).chances, stances(PAIRS).chances)


def test_a_claim_comes_with_its_cue_and_the_sentence_around() -> None:
    tokenizer = open_tokenizer(bundled(WEIGHTS))
    pieces, parts = claim_pieces("it is late", "said", "She said it is late.", tokenizer)
    words = tokenizer.decode(pieces.tolist(), skip_special_tokens=False)
    assert words == "[CLS] said : it is late [SEP] she said it is late. [SEP]"
    assert parts.tolist() == [CLAIM] * 7 + [AROUND] * 7


def test_a_sentence_that_is_the_claim_is_not_said_twice() -> None:
    tokenizer = open_tokenizer(bundled(WEIGHTS))
    alone, parts = claim_pieces("It is late.", "", "It is late. ", tokenizer)
    assert len(alone) == 6
    assert set(parts.tolist()) == {CLAIM}


def test_the_higher_the_temperature_the_less_sure() -> None:
    scores = np.array([[2.0, 0.0, -1.0]], dtype=np.float32)
    cold, hot = softened(scores, 0.5), softened(scores, 3.0)
    assert cold[0, 0] > hot[0, 0] > 1 / 3


def test_temperature_and_threshold_are_described() -> None:
    described_as = bundled(WEIGHTS).stances
    assert described_as is not None
    assert 0.3 < described_as.temperature < 4
    assert 1 / 3 < described_as.threshold < 1


@pytest.mark.parametrize("field", ["version", "sentences", "stance", "temperature", "threshold"])
def test_a_description_that_lacks_a_field_names_it(tmp_path: Path, field: str) -> None:
    with pytest.raises(ModelError, match=field):
        bundled(described(tmp_path, **{field: None}))


@pytest.mark.parametrize("field", ["sentences", "stance"])
def test_a_missing_graph_is_named(tmp_path: Path, field: str) -> None:
    model = bundled(described(tmp_path, **{field: str(tmp_path / "gone")}))
    with pytest.raises(ModelError, match="gone cannot be read"):
        OnnxStances(model)


@pytest.mark.parametrize("field", ["sentences", "stance"])
def test_a_graph_that_was_exchanged(tmp_path: Path, field: str) -> None:
    name = f"{field}.onnx"
    (tmp_path / name).write_bytes(b"another")
    with pytest.raises(ModelError, match=r"sha256.*install the package again"):
        OnnxStances(bundled(described(tmp_path, **{field: str(tmp_path / name)})))
