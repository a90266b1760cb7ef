"""Files that are written whole or not at all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from onrecord.errors import ExchangeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that gets its name when the block ends well.

    Raises:
        ExchangeError: it cannot be written.
    """
    try:
        path = path.resolve()  # a link stays one
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as stream:
                yield stream
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise ExchangeError(str(path), f"cannot be written: {error.strerror}") from error
