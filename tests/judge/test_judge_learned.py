"""Rulings on stances move how pairs like them are judged; the model itself stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.infer.stancing import STANCES, IssueClaim, Stances
from onrecord.judge.learned import LearnedJudge

if TYPE_CHECKING:
    from collections.abc import Sequence

NIGHT = [IssueClaim("trams should run at night", f"night trams {k}") for k in range(6)]
FARES = IssueClaim("fares should fall", "fares are too high")


def model(pairs: Sequence[IssueClaim]) -> Stances:
    """A model that takes everything for a little more for than against."""
    features = [[1.0, 0.0] if "night" in pair.issue else [0.0, 1.0] for pair in pairs]
    return Stances(np.array([[0.5, 0.3, 0.2]] * len(pairs), np.float32), np.array(features, np.float32))


def encode(texts: Sequence[str]) -> Any:
    return np.array([[1.0, 0.0] if "night" in text else [0.0, 1.0] for text in texts], np.float32)


def sides(chances: Any) -> list[str]:
    return [STANCES[k] for k in chances.argmax(axis=1)]


def test_pairs_like_those_ruled_on_get_what_was_ruled_and_others_stay() -> None:
    learned = LearnedJudge(model, encode, NIGHT[:5], ["against"] * 5)
    asked = [NIGHT[5], FARES]
    assert sides(model(asked).chances) == ["for", "for"]
    found = learned(asked)
    assert sides(found.chances) == ["against", "for"]
    assert np.allclose(found.chances[1], [0.5, 0.3, 0.2], atol=1e-3)


def test_chances_add_up_to_one_and_features_are_the_models() -> None:
    found = LearnedJudge(model, encode, NIGHT[:3], ["neither", "for", "against"])([NIGHT[4], FARES])
    assert np.allclose(found.chances.sum(axis=1), 1, atol=1e-5)
    assert np.array_equal(found.features, model([NIGHT[4], FARES]).features)


def test_no_pairs_are_no_stances() -> None:
    learned = LearnedJudge(lambda pairs: model(pairs) if pairs else Stances(np.zeros((0, 3)), np.zeros((0, 2))), encode, NIGHT, ["for"] * 6)
    assert len(learned([]).chances) == 0
