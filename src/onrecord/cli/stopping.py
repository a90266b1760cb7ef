"""How a command that runs until it is told to stop hears of it: Ctrl-C and SIGTERM as a request, not as a crash."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Stop:
    """Whether somebody has asked to stop."""

    asked: bool = False


@contextmanager
def stop_on_signals() -> Iterator[Stop]:
    """Within it the first Ctrl-C or SIGTERM is a request to stop when what is begun is finished; the second one breaks off."""
    stop = Stop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def ask(*_: object) -> None:
        stop.asked = True
        restore()

    for number in before:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        restore()
