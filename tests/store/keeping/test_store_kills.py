"""A program that is killed at any moment loses nothing that it had finished, and doubles nothing."""

import multiprocessing
from pathlib import Path

import pytest

from benchmarks.kills import WORKS, killed_once

pytestmark = pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="needs forkserver")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "killed").mkdir()
    return tmp_path / "killed"


@pytest.mark.parametrize("moment", [0.21, 0.83])
@pytest.mark.parametrize("work", WORKS)
def test_nothing_finished_is_lost_and_nothing_doubled(folder: Path, work: str, moment: float) -> None:
    outcome = killed_once(work, folder, moment)
    assert outcome.finished > 0
    assert outcome.wrong == []
