"""``onrecord add --follow`` as users run it: a process that is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Thread
from typing import IO, TYPE_CHECKING, Self

import pytest

from tests.cli.test_add_command import counts
from tests.program import COMMAND, DAM, ROOT, environment, onrecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Seconds that a busy machine may take for anything.
PATIENCE = 60.0
DAY = 86_400

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to a process")


class Running:
    """The command in the background, and what it has said so far."""

    def __init__(self, *arguments: str | Path) -> None:
        command = [*COMMAND, "add", "--follow", *map(str, arguments)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
        )
        self.said = ""
        assert self.process.stderr is not None
        self._listener = Thread(target=self._listen, args=(self.process.stderr,))
        self._listener.start()

    def _listen(self, stderr: IO[str]) -> None:
        for line in stderr:
            self.said += line

    def wait_for(self, words: str) -> None:
        """Waits until it has said the words."""
        end = time.monotonic() + PATIENCE
        while words not in self.said:
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def end(self, send: Callable[[int], None]) -> int:
        """Sends it a signal and waits for the end."""
        send(self.process.pid)
        code = self.process.wait(PATIENCE)
        self._listener.join()
        return code

    def __enter__(self) -> Self:
        """The command, ended at the end of the block however it comes."""
        return self

    def __exit__(self, *_: object) -> None:
        """Ends it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._listener.join()
        if self.process.stderr is not None:
            self.process.stderr.close()


def terminate(process: int) -> None:
    os.kill(process, signal.SIGTERM)


def press_ctrl_c(process: int) -> None:
    """A terminal tells all processes of the group."""
    os.killpg(process, signal.SIGINT)


def put(path: Path, words: str) -> None:
    """A file that was written yesterday."""
    path.write_text(words, encoding="utf-8")
    os.utime(path, (time.time() - DAY, time.time() - DAY))


def test_a_slow_writer_and_a_new_name_are_waited_for_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    folder, file = tmp_path / "in", tmp_path / "record.db"
    folder.mkdir()
    put(folder / "first.txt", DAM)
    put(folder / "unfinished.txt.part", f"{DAM} It was renamed.")
    with Running(folder, "--db", file) as running:
        running.wait_for("1 added; waiting for what arrives in")
        (folder / "unfinished.txt.part").rename(folder / "renamed.txt")
        with (folder / "slow.txt").open("w", encoding="utf-8") as slow:
            for piece in (DAM, " It was", " written", " in pieces", "."):
                slow.write(piece)
                slow.flush()
                time.sleep(0.5)
        running.wait_for("renamed.txt: 1 added")
        running.wait_for("slow.txt: 1 added")
        assert running.end(press_ctrl_c) == 0
    assert running.said.count("slow.txt") == 1
    assert running.said.endswith("\n3 added\n")
    assert counts(file)[:2] == (3, 3)


def test_what_was_skipped_is_reported_at_the_end_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    folder, file = tmp_path / "in", tmp_path / "record.db"
    folder.mkdir()
    put(folder / "good.txt", DAM)
    put(folder / "empty.txt", "")
    for outcome in ("added", "unchanged"):
        with Running(folder, "--db", file) as running:
            running.wait_for(f"1 {outcome}, 1 skipped (1 empty); waiting")
            assert running.end(terminate) == 3
        assert "skipped  empty" in running.said
        assert counts(file)[:2] == (1, 1)


def test_a_killed_run_has_kept_what_it_told(tmp_path: Path) -> None:
    folder, file = tmp_path / "in", tmp_path / "record.db"
    folder.mkdir()
    put(folder / "good.txt", DAM)
    with Running(folder, "--db", file) as running:
        running.wait_for("1 added; waiting")
        assert running.end(lambda process: os.kill(process, signal.SIGKILL)) == -signal.SIGKILL
    assert counts(file)[:2] == (1, 1)


def test_a_file_is_no_folder_to_follow(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(DAM, encoding="utf-8")
    for name, why in ((file, "is a file"), (tmp_path / "none", "is not there")):
        done = onrecord("add", "--follow", name, "--db", tmp_path / "record.db")
        assert done.returncode == 2
        assert f"{name} {why}; name folders to follow" in done.stderr.replace("\n", " ")
    assert not (tmp_path / "record.db").exists()
