"""The child process that runs foreign parsers: one task a line on standard input, what was read line by line on standard output.

A task names a file. The answers are ``{"begin": number, "origin": …}`` and ``{"done": number}`` around each part, ``{"article": …}`` and
``{"error": …}`` for what it holds, and ``{"end": true}``. Memory is limited here; time is watched by the parent, which kills this process
where a part takes too long, and starts another that goes on after that part.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from onrecord.errors import InputError
from onrecord.read.formats import parts_of, read_part
from onrecord.read.options import ReadOptions
from onrecord.read.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.records import Article

#: Bytes of address space that a parser may take, where the system can limit it.
MOST_MEMORY = 2 * 1024**3


def main() -> None:
    """Does tasks until standard input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    _limit()
    for line in sys.stdin:
        for answer in _answers(json.loads(line)):
            _tell(answers, answer)


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        try:
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (OSError, ValueError):  # a system that knows the limit but does not let it be set
            continue


def _answers(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    options = ReadOptions(**task["options"])
    try:
        with Path(task["path"]).open("rb") as file:
            for number, part in enumerate(parts_of(Part(origin=task["origin"], name=task["name"], file=file))):
                if number < task["skip"]:
                    continue
                yield {"begin": number, "origin": part.origin}
                if isinstance(part, InputError):
                    yield _told(part)
                else:
                    yield from map(_told, read_part(part, options))
                yield {"done": number}
    except InputError as error:
        yield _told(error)
    except OSError as error:
        message = f"it cannot be read: {error.strerror or error}"
        yield _told(InputError(task["origin"], "unreadable", message, advice="check that you may read it"))
    except MemoryError:
        message = f"reading it takes more than {MOST_MEMORY // 1024**3} GB of memory"
        yield _told(InputError(task["origin"], "too-large", message, advice="unpack it, or leave it out"))
    except ImportError:  # a broken installation is no broken file
        raise
    except Exception as error:  # noqa: BLE001 - whatever foreign code makes of a container
        message = f"it is broken, or no file of its kind ({type(error).__name__}); what stands before was read"
        yield _told(InputError(task["origin"], "broken", message, advice="fetch it again, or leave it out"))
    yield {"end": True}


def _told(one: Article | InputError) -> dict[str, Any]:
    if isinstance(one, InputError):
        return {"error": [one.origin, one.reason, one.message, one.advice]}
    return {"article": asdict(one)}


def _tell(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
