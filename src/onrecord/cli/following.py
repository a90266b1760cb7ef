"""``onrecord add --follow``: looks at folders again and again and adds every file that arrives or changes, until told to stop."""

from __future__ import annotations

import time
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.stopping import Stop
from onrecord.cli.storing import outcomes_in_words
from onrecord.errors import InputError
from onrecord.read.arrivals import Arrivals, look_into, shown, stamp_of
from onrecord.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.cli.inputs import Progress
    from onrecord.cli.storing import Storing
    from onrecord.read.arrivals import Look
    from onrecord.records import Article, Record

#: Seconds between two looks, at least; a look that takes long is followed by so many times as long a pause.
PAUSE = 1.0
REST = 10
#: Seconds within which a request to stop is noticed.
NOTICE = 0.1


@dataclass(slots=True)
class _File:
    """A file in work: what became of its articles, how many are still being read, and whether its end was reached."""

    path: str
    counts: Counter[str] = field(default_factory=Counter)
    errors: list[InputError] = field(default_factory=list)
    pending: int = 0
    ended: bool = False


class Following:
    """Adds what lies in folders, and then whatever arrives in them; keeps names, stamps and what could not be read, and no more.

    Attributes:
        unread: the errors of the last reading of each file that could not be read whole.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        storing: Storing,
        progress: Progress,
        *,
        read: Callable[[Iterator[Path]], Iterator[Article | InputError]],
        extract: Callable[[Iterator[Article]], Iterator[Record | InputError]],
    ) -> None:
        self.unread: dict[str, list[InputError]] = {}
        self._folders = list(dict.fromkeys(map(str, folders)))
        self._storing = storing
        self._progress = progress
        self._read = read
        self._extract = extract
        self._leave_out = frozenset(map(str, storing.files_within(folders)))
        self._stop = Stop()
        self._arrivals = Arrivals()
        self._refused: dict[str, InputError] = {}
        self._away: set[str] = set()
        self._files: deque[_File] = deque()  # of the articles that are being read, in order
        self._reading: _File | None = None
        self._first = True
        self._pause = PAUSE

    def until(self, stop: Stop) -> None:
        """Looks and pauses until somebody asks to stop; then all that could not be read is in the report of what was skipped."""
        self._stop = stop
        while not stop.asked:
            self.look(time.monotonic(), time.time())
            end = time.monotonic() + self._pause
            while not stop.asked and time.monotonic() < end:
                time.sleep(NOTICE)
        self._progress.skipped.errors += self._errors()

    def _errors(self) -> list[InputError]:
        return [*self._refused.values(), *(error for path in sorted(self.unread) for error in self.unread[path])]

    def look(self, now: float, wall: float) -> None:
        """Looks once, and adds what has arrived or changed and is quiet.

        Args:
            now: seconds on a clock that only goes forward.
            wall: seconds on the clock that the files' stamps are of.
        """
        began = time.monotonic()
        look = look_into(self._folders, leave_out=self._leave_out)
        self._pause = max(PAUSE, REST * (time.monotonic() - began))
        self._tell_of_places(look)
        paths = self._arrivals.settled(look, now, wall=wall)
        if paths:
            self._add(paths)
        if self._first and not self._stop.asked:
            found = ", ".join([*outcomes_in_words(self._storing.counts), *_skipped_in_words(self._errors())])
            places = ", ".join(plain(folder) for folder in self._folders)
            click.echo(f"{found or 'nothing yet'}; waiting for what arrives in {places}; Ctrl-C ends it", err=True)
        self._first = False

    def _add(self, paths: list[str]) -> None:
        for one in self._extract(self._unknown(paths)):
            file = self._files.popleft()
            file.pending -= 1
            record = self._progress.counted(one)
            if record is not None:
                file.counts[self._storing.store(record)] += 1
                if self._first:
                    self._progress.tell(record)
            self._finish(file)

    def _unknown(self, paths: list[str]) -> Iterator[Article]:
        """The articles of the files that the database does not have; what else they hold is noted with its file."""
        for one in self._read(self._opened(paths)):
            file = self._reading
            if self._stop.asked or file is None:  # Ctrl-C reaches the parser's process too: what it says now is no error of the file
                return
            try:
                if isinstance(one, InputError):
                    raise one
                outcome = self._storing.known(one)
            except InputError as error:  # noted afresh: what was raised holds on to all that was in work where it was raised
                file.errors.append(InputError(error.origin, error.reason, error.message, advice=error.advice))
                continue
            if outcome is not None:
                file.counts[outcome] += 1
                continue
            file.pending += 1
            self._files.append(file)
            yield one

    def _opened(self, paths: list[str]) -> Iterator[Path]:
        """The files one after another, without those that were changed or taken away since the look."""
        for path in paths:
            if self._stop.asked:
                return
            if self._arrivals.is_as_taken(path):
                self._reading = _File(path)
                yield Path(path)
                self._reading.ended = True
                self._finish(self._reading)
            else:
                self._arrivals.again(path)

    def _finish(self, file: _File) -> None:
        """Tells what became of a file, when all of it is read and stored."""
        if not file.ended or file.pending:
            return
        if file.errors and stamp_of(file.path) is None:  # it was taken away meanwhile, or its drive was
            self._arrivals.again(file.path)
            file.errors.clear()
            if not file.counts:
                return
        self.unread.pop(file.path, None)
        if file.errors:
            self.unread[file.path] = file.errors
        if file.errors or not self._first:
            words = [*outcomes_in_words(file.counts), *_skipped_in_words(file.errors, file.path)]
            _tell(file.path, ", ".join(words) or "holds no article")

    def _tell_of_places(self, look: Look) -> None:
        """Tells, once, of folders that are away or there again, and of what is refused before it is opened."""
        for folder in self._folders:
            if folder in look.away and folder not in self._away:
                _tell(folder, "cannot be reached; waiting for it")
            elif folder in self._away and folder not in look.away:
                _tell(folder, "is there again")
        self._away = look.away
        for path, error in look.refused.items():
            if path not in self._refused:
                _tell(path, *_skipped_in_words([error], path))
        unseen = {path: error for path, error in self._refused.items() if any(Path(path).is_relative_to(folder) for folder in look.away)}
        self._refused = unseen | look.refused


def _tell(path: str, words: str) -> None:
    click.echo(plain(f"{shown(path)}: {words}"), err=True)


def _skipped_in_words(errors: list[InputError], path: str = "") -> list[str]:
    """The one reason why a file was skipped, or how often there was which reason."""
    if path and len(errors) == 1:
        return [f"skipped ({errors[0].reason}): " + str(errors[0]).removeprefix(f"{shown(path)}: ")]
    reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(Counter(e.reason for e in errors).items()))
    return [f"{len(errors)} skipped ({reasons})"] if errors else []
