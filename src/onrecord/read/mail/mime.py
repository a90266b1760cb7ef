"""The bytes of an e-mail → the entities that it is made of, with the place of each, in time that grows with its length alone.

The standard library's own parser takes any number and depth of parts; here both are limited, and so is the length of a head.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.parser import BytesParser
from email.policy import compat32
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.encoding import decode, unix_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

#: Newsletters have some tens of parts, of which most are pictures.
MOST_PARTS = 1_000
#: A message with attachments that were forwarded twice is some six deep.
DEEPEST = 20
#: Bytes of a message's or a part's head; that of a message to a thousand people has some tens of thousands.
LONGEST_HEAD = 1_000_000
#: Characters of a single header's value that are looked at.
LONGEST_VALUE = 4_000

_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_LINE_END = rb"(?:\r\n|\n|\r)"
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
# Encodings whose bytes are all ASCII and would be taken for it.
_SHIFTING = re.compile(r"iso-2022-|utf-?7$|hz", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entity:
    """A message or a part of one.

    Attributes:
        headers: its head, without a content.
        start: where its head begins in the bytes of the whole.
        body: where its content begins.
        end: where it ends.
        kind: its type, such as ``text/html``.
        parts: what it is made of, where it is a multipart.
    """

    headers: Message
    start: int
    body: int
    end: int
    kind: str
    parts: tuple[Entity, ...] = ()

    @property
    def filename(self) -> str | None:
        """The name that it is to be saved under."""
        name = self.headers.get_filename()
        return words_of_header(name) or None if name else None

    @property
    def disposition(self) -> str:
        """``inline``, ``attachment``, or nothing."""
        return (self.headers.get_content_disposition() or "").lower()

    def header(self, name: str) -> str:
        """The words of a header, without line breaks; empty where there is none."""
        return words_of_header(self.raw_header(name))

    def raw_header(self, name: str) -> str:
        """A header as it stands, with its encoded words, and with lone surrogates for its bytes beyond ASCII."""
        value = next((words for key, words in self.headers.raw_items() if key.lower() == name), "")
        return " ".join(value.split())

    def parameter(self, name: str) -> str:
        """A parameter of the type: ``format``, ``delsp``, ``start``."""
        value = self.headers.get_param(name)
        return value.strip().lower() if isinstance(value, str) else ""

    def content(self, data: bytes) -> bytes:
        """Its content, decoded from what it was sent in; ``data`` are the bytes of the whole."""
        raw = data[self.body : self.end]
        sent = str(self.headers.get("content-transfer-encoding", "")).strip().lower()
        if sent == "base64":
            letters = _NO_BASE64.sub(b"", raw)
            try:
                return base64.b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
            except binascii.Error:
                return b""
        return quopri.decodestring(raw) if sent == "quoted-printable" else raw

    def text(self, data: bytes, origin: str) -> str:
        """Its content as text.

        Raises:
            InputError: its encoding cannot be told.
        """
        content, charset = self.content(data), self.headers.get_content_charset()
        if charset and _SHIFTING.match(charset):
            try:
                return unix_lines(content.decode(charset, errors="replace"))
            except LookupError:
                pass
        try:
            return unix_lines(decode(content, declared=charset))
        except ValueError as error:
            raise InputError(origin, "encoding", str(error), advice="save the message's text as UTF-8") from error


def entity_of(data: bytes, origin: str) -> Entity:
    """The message that the bytes hold.

    Raises:
        InputError: it has too many parts, too deep, or a head without an end.
    """
    return _Cutter(data, origin).entity(0, len(data), 0)


def leaves(entity: Entity, within: Entity | None = None) -> Iterator[tuple[Entity, Entity | None]]:
    """The entities that hold a content, each with the outermost set of alternatives that it is one of."""
    if not entity.parts:
        yield entity, within
        return
    if within is None and entity.kind == "multipart/alternative":
        within = entity
    for part in entity.parts:
        yield from leaves(part, within)


def words_of_header(value: str) -> str:
    """The words of a header's value, of which parts may be encoded and others be in bytes of any encoding."""
    value = value[:LONGEST_VALUE]
    if any("\ud800" <= char <= "\udfff" for char in value):
        try:
            value = decode(value.encode("utf-8", errors="surrogateescape"))
        except (UnicodeEncodeError, ValueError):
            value = value.encode("ascii", errors="replace").decode("ascii")
    try:
        chunks = decode_header(value)
    except (HeaderParseError, ValueError):
        return " ".join(value.split())
    return " ".join("".join(_chunk(*chunk) for chunk in chunks).split()) or " ".join(value.split())


def _chunk(words: str | bytes, charset: str | None) -> str:
    if isinstance(words, str):
        return words
    if charset is None:
        return words.decode("raw-unicode-escape", errors="replace")
    try:
        return words.decode(charset, errors="replace") if _SHIFTING.match(charset) else decode(words, declared=charset)
    except (LookupError, ValueError):
        return words.decode("ascii", errors="replace")


class _Cutter:
    """Cuts a message into its entities."""

    def __init__(self, data: bytes, origin: str) -> None:
        self._data = data
        self._origin = origin
        self._count = 0

    def entity(self, start: int, end: int, depth: int, otherwise: str = "text/plain") -> Entity:
        """The entity between two places; ``otherwise`` is its type where it states none."""
        self._count += 1
        if self._count > MOST_PARTS:
            self._refuse("too-large", f"it has more than {MOST_PARTS} parts")
        if depth > DEEPEST:
            self._refuse("nested", f"its parts are nested more than {DEEPEST} deep")
        head, body = self._head(start, end)
        headers = BytesParser(policy=compat32).parsebytes(head, headersonly=True)
        for name in ("content-type", "content-disposition"):
            if len(value := str(headers.get(name, ""))) > LONGEST_VALUE:
                headers.replace_header(name, value[:LONGEST_VALUE])
        kind = headers.get_content_type() if "content-type" in headers else otherwise
        boundary = headers.get_boundary() if kind.startswith("multipart/") else None
        parts = tuple(self._parts(body, end, boundary, depth, kind)) if boundary else ()
        return Entity(headers, start, body, end, kind, parts)

    def _head(self, start: int, end: int) -> tuple[bytes, int]:
        """The bytes of the head, and where the content begins."""
        data = self._data
        if data[start : start + 1] in {b"\r", b"\n"}:  # no head at all
            return b"", start + (2 if data[start : start + 2] == b"\r\n" else 1)
        match = _HEAD_END.search(data, start, min(end, start + LONGEST_HEAD))
        if match:
            return data[start : match.start()], match.end()
        if end - start > LONGEST_HEAD:
            self._refuse("too-large", f"its head is longer than {LONGEST_HEAD:,} bytes")
        return data[start:end], end

    def _parts(self, start: int, end: int, boundary: str, depth: int, kind: str) -> Iterator[Entity]:
        mark = re.escape(boundary.encode("utf-8", errors="surrogateescape"))
        line = re.compile(rb"(?:" + _LINE_END + rb"|(?<=[\r\n]))--" + mark + rb"(--)?[ \t]*(?:" + _LINE_END + rb"|\Z)")
        otherwise = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        at = None
        while match := line.search(self._data, start, end):
            if at is not None:
                yield self.entity(at, max(at, match.start()), depth + 1, otherwise)
            at = match.end()
            if match[1]:
                return
            start = at - 1 if at < end else at  # the end of this line may be the beginning of the next mark
            start = max(start, match.start() + 1)
        if at is not None:  # it breaks off
            yield self.entity(at, end, depth + 1, otherwise)

    def _refuse(self, reason: str, message: str) -> None:
        raise InputError(self._origin, reason, message, advice="save the article in it by itself")
