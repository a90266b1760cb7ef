"""Times networks of a large debate made at random, and prints the peak memory of the process.

Run ``python -m benchmarks.networks [--stances 100000] [--actors 2000] [--issues 200]``. Exit code 1 where the congruence of each
week of two years takes longer or more memory than it may.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.debate.design import Design, Selection
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.debate.windows import Windows, over_time

if TYPE_CHECKING:
    from collections.abc import Callable

#: What the congruence of each week may take, in seconds and in bytes.
SECONDS, BYTES = 30, 2_000_000_000
FIRST, DAYS = date(2024, 1, 1), 731
#: Bytes in the unit in which the kernel tells the peak.
UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> int:
    """Makes the debate, draws its networks, prints what they took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stances", type=int, default=100_000)
    parser.add_argument("--actors", type=int, default=2_000)
    parser.add_argument("--issues", type=int, default=200)
    given = parser.parse_args()
    rows = made(given.stances, given.actors, given.issues)
    congruence = Design(network="onemode", aggregation="congruence", normalisation="average")
    document = Selection(duplicates="document")
    weekly = timed("congruence of each week", lambda: windows_of(rows, Windows("weeks"), congruence, document))
    reached = peak()
    timed("the statements behind each cell of each week", lambda: f"{listed(rows, congruence, document)} statements")
    timed("congruence of four weeks, week by week", lambda: windows_of(rows, Windows("weeks", 4, 1), congruence, document))
    timed("congruence of half a year, week by week", lambda: windows_of(rows, Windows("weeks", 26, 1), congruence, document))
    timed("congruence of the whole", lambda: f"{network(rows, congruence, document).matrix.nnz} cells")
    timed("table of actors and issues", lambda: f"{network(rows, Design(aggregation='subtract'), document).matrix.nnz} cells")
    return int(weekly > SECONDS or reached > BYTES)


def made(stances: int, actors: int, issues: int) -> list[DebateStance]:
    """Stances at random: few actors speak often, few issues are in dispute all the time."""
    chance = random.Random(7)  # noqa: S311 - nothing is secret here
    often = [1 / (rank + 20) for rank in range(actors)]
    disputed = [1 / (rank + 10) for rank in range(issues)]
    who = chance.choices(range(actors), often, k=stances)
    what = chance.choices(range(issues), disputed, k=stances)
    return [
        DebateStance(
            document=f"d{at // 4:06}",
            day=FIRST + timedelta(days=at * DAYS // stances),
            actor=f"actor {who[at]:04}",
            issue=f"issue {what[at]:03}",
            qualifier=int(chance.random() < (0.8 if (who[at] + what[at]) % 2 else 0.3)),
            place=at % 4,
            statements=(f"s{at}",),
        )
        for at in range(stances)
    ]


def windows_of(rows: list[DebateStance], windows: Windows, design: Design, selection: Selection) -> str:
    """What all windows hold, drawn one after the other."""
    cells = [window.network.matrix.nnz for window in over_time(rows, windows, design, selection)]
    return f"{len(cells)} windows, {sum(cells)} cells"


def listed(rows: list[DebateStance], design: Design, selection: Selection) -> int:
    """How many statements stand behind all edges of all weeks."""
    windows = over_time(rows, Windows("weeks"), design, selection)
    return sum(len(edge.statements) for window in windows for edge in window.network.edges())


def timed(name: str, run: Callable[[], str]) -> float:
    """The seconds something took, printed with the peak memory so far."""
    began = time.perf_counter()
    said = run()
    seconds = time.perf_counter() - began
    print(f"{name}: {seconds:.2f} s, {peak() / 1e6:.0f} MB at the peak; {said}", flush=True)
    return seconds


def peak() -> int:
    """The most bytes the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


if __name__ == "__main__":
    sys.exit(main())
