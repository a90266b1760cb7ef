"""The program as users run it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEBATE = ROOT / "examples" / "debate"
COMMAND = [sys.executable, "-m", "onrecord.cli.main"]

#: A sentence that any reader worth its name reads: a quotation, its speaker, a plain verb.
DAM = "“The dam will hold for a hundred years,” Ana Ruiz said."


def environment(**more: str) -> dict[str, str]:
    """This process's environment without settings of onrecord's own, and with some more."""
    return {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")} | more


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines on standard error but those that tell of progress, which a busy machine brings about."""
    return [line for line in done.stderr.splitlines() if " words a second; last " not in line]


def onrecord(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs a command to its end; output that is not UTF-8 fails the test.

    Args:
        arguments: what follows ``onrecord`` on the command line.
        more: variables of the environment.
    """
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment(**more), capture_output=True, check=False, encoding="utf-8", timeout=120)
