"""What is left of a database when the program is killed: nothing that was finished is lost, nothing is doubled, all is sound.

A child process does one work over and over, and tells what it begins and what it has finished; it is killed (SIGKILL) at a random
moment within one act, and the database is compared with what it told. Then the work is done again.

    python -m benchmarks.kills --kills 200
    python -m benchmarks.kills --kills 60 --postgresql
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import random
import signal
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.killing.bench import Bench, Files, Server, Told
from benchmarks.killing.works import WORKS
from onrecord.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

#: How many acts a child finishes before the one it is killed in. Works alternate between two things, so that the last act but one
#: says how long one takes; the first is slower than the others.
ACTS = (3, 4)
_BEGUN, _FINISHED = "begun", "finished"


class Outcome(NamedTuple):
    """What one kill left.

    Attributes:
        inside: whether it fell into an act: that act was begun and not finished.
        seconds: how long an act took.
        wrong: what is wrong with the database.
    """

    inside: bool
    seconds: float
    wrong: list[str]


def killed_once(work: str, ground: Files | Server, moment: float, acts: int = ACTS[0]) -> Outcome:
    """Starts a child at its work, kills it, and compares the database with what the child told.

    Args:
        work: one of ``ground.works``.
        ground: where databases are made.
        moment: when to kill, as a share of one act.
        acts: how many it finishes before.
    """
    bench = ground.bench(work)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["benchmarks.killing.bench"])
    told, tells = processes.Pipe(duplex=False)
    child = processes.Process(target=_work, args=(work, bench, tells), daemon=True)
    child.start()
    tells.close()
    said: list[str] = []
    times: list[float] = []
    while said.count(_BEGUN) <= acts:
        said.append(told.recv())
        times.append(time.perf_counter())
    seconds = times[-4] - times[-5]
    time.sleep(moment * seconds)
    child.kill()
    child.join()
    child.close()
    with contextlib.suppress(EOFError, OSError):  # the last word was cut off: it was not said
        while told.poll():
            said.append(told.recv())
    told.close()
    ground.settle(bench)
    finished = said.count(_FINISHED)
    wrong = WORKS[work].lost(bench, Told(finished, begun=said.count(_BEGUN) > finished))
    ground.clear(bench)
    return Outcome(finished == acts, seconds, wrong)


def _work(work: str, bench: Bench, tells: Connection) -> None:
    """The child: does one thing after another, and tells when it begins and when it is finished."""
    with Database.open(bench.database) as database:
        for number in range(WORKS[work].most):
            tells.send(_BEGUN)
            WORKS[work].act(bench, database, number)
            tells.send(_FINISHED)
        signal.pause()


@contextlib.contextmanager
def _ground(*, postgresql: bool) -> Iterator[Files | Server]:
    with tempfile.TemporaryDirectory() as name:
        if not postgresql:
            yield Files(Path(name))
            return
        from tests.postgres_server import postgres_server  # noqa: PLC0415 - needs packages that only tests have

        with postgres_server() as server:
            yield Server(server, Path(name))


def main() -> None:
    """Kills as often as asked for, and prints what was killed and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how often to kill, the works in turn")
    parser.add_argument("--works", nargs="+", choices=WORKS, help="only these")
    parser.add_argument("--postgresql", action="store_true", help="a server instead of SQLite files")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    moments = random.Random(asked.seed)  # noqa: S311 - moments, no secrets
    kills: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    seconds: dict[str, float] = defaultdict(float)
    wrong: list[str] = []
    with _ground(postgresql=asked.postgresql) as ground:
        works = [work for work in asked.works or ground.works if work in ground.works]
        for number in range(asked.kills):
            work = works[number % len(works)]
            outcome = killed_once(work, ground, moments.random(), moments.choice(ACTS))
            kills[work] += 1
            inside[work] += outcome.inside
            seconds[work] += outcome.seconds
            wrong += [f"kill {number}, {work}: {one}" for one in outcome.wrong]
    print("\n".join(wrong))
    print(f"{'work':10}{'kills':>8}{'inside':>8}{'ms each':>9}")
    for work, number in kills.items():
        print(f"{work:10}{number:8}{inside[work]:8}{1000 * seconds[work] / number:9.0f}")
    print(f"{asked.kills} kills, {inside.total()} inside an act; wrong: {len(wrong)}")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
