"""A mailbox (mbox) → its messages."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.mail.message import LARGEST
from onrecord.read.part import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of a line that are looked at as one.
LONGEST_LINE = 65_536

# "From " begins sentences too; the line that parts messages has a time and a year.
_ENVELOPE = re.compile(rb"From \S.*\d\d?:\d\d.*\d{4}|From -(?:\s|$)|From \S+@\S+\s*$")
_QUOTED = re.compile(rb">+From ")


def parts_of_mailbox(part: Part) -> Iterator[Part | InputError]:
    """The messages, in order, each with the bytes that it had before it was put into the box."""
    part.file.seek(0)
    number, held, size = 0, BytesIO(), 0
    is_blank = True
    while line := part.file.readline(LONGEST_LINE):
        if is_blank and _ENVELOPE.match(line):
            if number:
                yield _message(part, number, held, size)
            number, held, size = number + 1, BytesIO(), 0
        elif number:
            if size <= LARGEST:
                held.write(line[1:] if _QUOTED.match(line) else line)
            size += len(line)
        is_blank = not line.strip(b"\r\n")
    if number:
        yield _message(part, number, held, size)
    else:
        yield InputError(part.origin, "no-article", "the mailbox holds no message", advice="export it again")


def _message(part: Part, number: int, held: BytesIO, size: int) -> Part | InputError:
    origin = f"{part.origin}:{number}"
    if size > LARGEST:
        return InputError(origin, "too-large", f"the message is larger than {LARGEST // 1_000_000} MB", advice="save its text by itself")
    data = held.getvalue()
    for end in (b"\r\n", b"\n"):  # the blank line before the next message is the box's
        if data.endswith(end * 2):
            data = data[: -len(end)]
            break
    return Part(origin=origin, name=f"{number}.eml", file=BytesIO(data), told=part.told, depth=part.depth + 1)
