"""Foreign formats are parsed in a child process with limits of memory and time, which can be killed without harm to the run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import onrecord
from onrecord.errors import InputError
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions

#: Seconds that a parser may be silent.
PATIENCE = 60.0
#: So many parts of one file may fail hard before the rest of it is given up.
MOST_KILLED = 20
#: Answers that may wait: what bounds the memory of a stream.
AHEAD = 16


class _Task(NamedTuple):
    path: Path
    name: str
    origin: str
    options: ReadOptions


class Apart:
    """A child process that reads files, started when it is first needed and again after it was killed."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._child: _Child | None = None

    def read(self, path: Path, name: str, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
        """The articles of a file, in order, with an error in the place of each part that could not be read.

        Args:
            path: the file.
            name: what it is called, whose ending may tell its kind.
            origin: how errors and records call it.
            options: where the fields of rows stand, and what holds for articles that do not tell.
        """
        task, skip = _Task(path, name, origin, options), 0
        for _ in range(MOST_KILLED + 1):
            at, place = skip, origin
            done = slow = False
            try:
                for answer in self._answers(task, skip):
                    if "begin" in answer:
                        at, place = answer["begin"], answer["origin"]
                    elif "done" in answer:
                        at, place = answer["done"] + 1, origin
                    elif "end" in answer:
                        done = True
                    elif "slow" in answer:
                        slow = True
                    else:
                        yield _read(answer)
            finally:
                if not done:  # killed or too slow; or nobody wants the rest, which must not be taken for another file's
                    self.close()
            if done:
                return
            yield _killed(place, self.patience if slow else None)
            if place == origin:  # it fails as a whole
                return
            skip = at + 1
        message = f"{MOST_KILLED + 1} of its parts cannot be read"
        yield InputError(origin, "broken", message, advice="the rest of it was not looked at; leave those parts out")

    def close(self) -> None:
        """Ends the child."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _answers(self, task: _Task, skip: int) -> Iterator[dict[str, Any]]:
        """What the child answers, to the end; it breaks off where the child is gone, or silent for too long, which is told."""
        if self._child is None or not self._child.is_alive:
            self.close()
            self._child = _Child()
        child = self._child
        asked = {"path": os.fspath(task.path), "name": task.name, "origin": task.origin, "options": asdict(task.options), "skip": skip}
        child.ask(asked)
        while (answer := child.answer(self.patience)) is not None:
            yield answer
            if "end" in answer or "slow" in answer:
                return


class _Child:
    """A running child, with a thread that takes what it says."""

    def __init__(self) -> None:
        root = str(Path(onrecord.__file__).parents[1])
        paths = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "onrecord.read.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths}, text=True, encoding="utf-8",
        )  # fmt: skip
        self._said: Queue[dict[str, Any] | None] = Queue(maxsize=AHEAD)
        self._listener = Thread(target=_listen, args=(self._process.stdout, self._said), daemon=True)
        self._listener.start()

    @property
    def is_alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def ask(self, task: dict[str, Any]) -> None:
        """Gives it a task."""
        assert self._process.stdin is not None  # noqa: S101 - it is a pipe
        try:
            self._process.stdin.write(json.dumps(task) + "\n")
            self._process.stdin.flush()
        except OSError:  # it has just died: there will be no answer
            pass

    def answer(self, patience: float) -> dict[str, Any] | None:
        """Its next answer; that it is slow, where it has been silent for so many seconds; None where it has ended."""
        try:
            return self._said.get(timeout=patience)
        except Empty:
            return {"slow": True}

    def end(self) -> None:
        """Kills it."""
        self._process.kill()
        self._process.wait()
        while self._listener.is_alive():  # it may wait for room in the queue
            try:
                self._said.get(timeout=0.01)
            except Empty:
                continue
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # a task that was not taken
                    continue


def _listen(stdout: IO[str], said: Queue[dict[str, Any] | None]) -> None:
    try:
        for line in stdout:
            said.put(json.loads(line))
    except ValueError:  # killed in the middle of a line
        pass
    said.put(None)


def _read(answer: dict[str, Any]) -> Article | InputError:
    if "error" in answer:
        origin, reason, message, advice = answer["error"]
        return InputError(origin, reason, message, advice=advice)
    return Article(**{**answer["article"], "authors": tuple(answer["article"]["authors"])})


def _killed(origin: str, patience: float | None) -> InputError:
    if patience is None:
        return InputError(origin, "broken", "its parser broke down over it", advice="save it again, or leave it out")
    message = f"reading it takes more than {patience:g} seconds"
    return InputError(origin, "too-slow", message, advice="leave it out, or save its text by itself")
