"""What a process of the program costs: its peak memory, its seconds from start to end, and what it takes on the disk.

Memory is asked of the kernel after the process has ended; on Linux it is never told below what the measuring process held
when it started the other, so that this module imports nothing large and is to be used before anything large is loaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks.articles import ROOT

if TYPE_CHECKING:
    from pathlib import Path

#: Bytes in the unit in which the kernel tells the peak.
_UNIT = 1 if sys.platform == "darwin" else 1024


def peak_memory(articles: Path) -> float:
    """Megabytes that ``onrecord extract`` held at its peak while it read a file.

    Raises:
        RuntimeError: it failed.
    """
    command = [sys.executable, "-m", "onrecord.cli.main", "extract", str(articles), "--format", "jsonl", "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{' '.join(command)} ended with {process.returncode}"
        raise RuntimeError(message)
    return usage.ru_maxrss * _UNIT / 1e6


def seconds(*arguments: str, tries: int = 5) -> float:
    """The fewest seconds that Python took from start to end over some tries."""
    found = []
    for _ in range(tries):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        found.append(time.perf_counter() - began)
    return min(found)


def installed_size() -> float:
    """Megabytes of the package with its weights, without what Python compiles."""
    package = ROOT / "src" / "onrecord"
    return sum(path.stat().st_size for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts) / 1e6
