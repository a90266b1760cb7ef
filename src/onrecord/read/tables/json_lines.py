"""JSON Lines, and JSON as one list or object → articles, one an object."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.read.detect import HEAD
from onrecord.read.encoding import decode, wide
from onrecord.read.tables.rows import article_of_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: A longer line, or a longer list in one, is not read.
LONGEST = 20_000_000
#: So many lines at the start tell whether each holds an object of its own.
LOOK_AT = 20

_BETWEEN = re.compile(r"[\s,]*")
_SPLIT_ADVICE = "write it as JSON Lines, one article a line, which may be of any length"


def read_json(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a part in JSON."""
    return read_table(part.file, part.origin, options)


def read_table(file: BinaryIO, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a file in JSON that can be read twice, in order, with an error in the place of each that is none."""
    head = file.read(HEAD)
    if wide(head):
        try:
            file = BytesIO(decode(head + file.read(LONGEST)).encode("utf-8", errors="surrogatepass"))
        except ValueError as error:
            yield InputError(origin, "encoding", str(error), advice="save the file as UTF-8")
            return
    file.seek(0)
    by_line = _is_by_line(file)
    file.seek(0)
    yield from _read_lines(file, origin, options) if by_line else _read_whole(file, origin, options)


def _is_by_line(file: BinaryIO) -> bool:
    """True where the first line is an object, or most of the first lines look like one."""
    line = b"\n"
    while line and not line.strip():
        line = file.readline(LONGEST + 1)
    if len(line) > LONGEST:
        return not line.lstrip().startswith(b"[")
    try:
        return isinstance(json.loads(decode(line)), dict)
    except (ValueError, RecursionError):
        pass
    lines = [line.strip(), *(file.readline(LONGEST).strip() for _ in range(LOOK_AT))]
    lines = [line for line in lines if line]
    return 2 * sum(line.startswith(b"{") and line.endswith(b"}") for line in lines) > len(lines)


def _read_lines(file: BinaryIO, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
    for one in lines_of(file, origin):
        yield one if isinstance(one, InputError) else _read_line(*one, options)


def lines_of(file: BinaryIO, origin: str) -> Iterator[tuple[bytes, str] | InputError]:
    """The lines that hold anything, each with its place, and an error in the place of one that is too long."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        member = f"{origin}:{number}"
        if len(line.rstrip(b"\r\n")) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST)
            yield InputError(member, "too-large", f"the line is longer than {LONGEST:,} bytes", advice="split its text into articles")
        elif line.strip():
            yield line.rstrip(b"\r\n"), member


def _read_line(line: bytes, origin: str, options: ReadOptions) -> Article | InputError:
    try:
        text = decode(line)
    except ValueError as error:
        return InputError(origin, "encoding", str(error), advice="save the file as UTF-8")
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        return InputError(origin, "json", f"the line is no JSON: {_why(error)}", advice="mend the line, or leave it out")
    return article_of_row(row, line, origin, options)


def _read_whole(file: BinaryIO, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        yield InputError(origin, "too-large", f"the JSON is longer than {LONGEST:,} bytes", advice=_SPLIT_ADVICE)
        return
    try:
        text = decode(data)
    except ValueError as error:
        yield InputError(origin, "encoding", str(error), advice="save the file as UTF-8")
        return
    try:
        for number, (row, start, end) in enumerate(_members(text), 1):
            yield article_of_row(row, text[start:end].encode("utf-8", errors="surrogatepass"), f"{origin}:{number}", options)
    except (ValueError, RecursionError) as error:
        yield InputError(origin, "json", f"the JSON breaks off: {_why(error)}", advice="what stands before was read; mend the rest")


def _members(text: str) -> Iterator[tuple[object, int, int]]:
    """The members of a list, or the objects one after the other, with the place of each in the text.

    Raises:
        ValueError: what follows is no JSON.
    """
    decoder = json.JSONDecoder()
    at = len(text) - len(text.lstrip())
    is_list = text.startswith("[", at)
    at = _past(text, at + is_list)
    while at < len(text) and not (is_list and text[at] == "]"):
        row, end = decoder.raw_decode(text, at)
        yield row, at, end
        at = _past(text, end)
    if is_list and at >= len(text):
        message = "the list is not closed"
        raise ValueError(message)


def _past(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _why(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
