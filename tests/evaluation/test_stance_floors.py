"""The bundled stance model holds its floors on a part of the development corpora: what was measured, less what the part can vary by."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.records import SHARED
from evaluation.stance_corpora import judged
from onrecord.infer.stancing import OnnxStances
from training.stance_examples import Pair, argkp, perspectrum

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.exists(), reason="needs the corpora beside the checkout")]
PART = 240


def right(pairs: list[Pair]) -> float:
    """The share of every so many-th pair whose side is right."""
    some = pairs[:: max(1, len(pairs) // PART)][:PART]
    chances = judged(OnnxStances(), some).chances
    return float((chances[:, :2].argmax(axis=1) == np.array([pair.stance for pair in some])).mean())


def test_arguments_for_and_against_a_motion_are_told_apart() -> None:
    assert right(argkp(SHARED / "corpora" / "argkp", "dev")) >= 0.80


def test_perspectives_that_support_and_undermine_a_claim_are_told_apart() -> None:
    assert right(perspectrum(SHARED / "corpora" / "perspectrum", "dev")) >= 0.74
