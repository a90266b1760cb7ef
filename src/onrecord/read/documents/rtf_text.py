r"""RTF → the text that it shows: ``\u`` and code pages read, hidden and deleted words, notes, margins, pictures left out.

Read here and not by striprtf, which writes the addresses of links and the bars of tables into the words, shows what was deleted, and leaves
the halves of characters beyond the first plane apart. The tests compare with it where both mean the same.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

#: Groups that are nested deeper are no document.
DEEPEST = 1000

_TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL)
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
_WORDS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\n", "nestcell": "\n", "nestrow": "\n", "column": "\n",
    "tab": " ", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
#: Groups that hold no text of the document, though no star before them says so.
_OUT = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "footnote", "annotation", "atnid", "atnauthor", "listtext", "pntext", "fldinst", "xe", "tc", "rxe", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "filetbl", "nonshppict", "nonesttables", "sp", "themedata", "datastore",
})  # fmt: skip
#: Groups that are text although a star stands before them.
_IN = frozenset({"shptxt", "shpinst", "cs", "ud", "nesttableprops"})


class RtfText(NamedTuple):
    """The text of a file in RTF.

    Attributes:
        body: the lines that it shows.
        title: as its information says; empty where it is silent.
        author: likewise.
        whole: False where the file breaks off.
    """

    body: str
    title: str
    author: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group and the groups in it."""

    into: str | None = "body"
    hidden: bool = False
    deleted: bool = False
    skip: int = 1
    font: int = -1
    starred: bool = False


@dataclass(slots=True)
class _Reader:
    page: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=lambda: {"body": [], "title": [], "author": []})
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    held: bytearray = field(default_factory=bytearray)
    to_skip: int = 0
    in_fonts: int = 0
    reading_font: int = -1

    def read(self, data: bytes) -> bool:
        """Whether the document's group ends."""
        at = 0
        while match := _TOKEN.match(data, at):
            at = match.end()
            word, number, byte, symbol, brace, plain = match.groups()
            if byte or plain:
                self._characters(plain or bytes([int(byte, 16)]))
                continue
            self._flush()
            if brace == b"{":
                self._open()
            elif brace and self._close():
                return True
            elif word:
                at = self._word(word.decode("ascii"), None if number is None else int(number), at)
            elif symbol:
                self._symbol(symbol)
        self._flush()
        return False

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.state = replace(self.state, starred=True)
        elif symbol in _SYMBOLS:
            self._say(_SYMBOLS[symbol])

    def _open(self) -> None:
        if len(self.stack) >= DEEPEST:
            raise RecursionError
        self.stack.append(self.state)
        self.state = replace(self.state, starred=False)
        self.to_skip = 0

    def _close(self) -> bool:
        if self.stack:
            self.state = self.stack.pop()
        if len(self.stack) < self.in_fonts:
            self.in_fonts = 0
        self.to_skip = 0
        return not self.stack

    def _word(self, word: str, number: int | None, at: int) -> int:
        """Does what a control word says; where what comes next begins."""
        if word == "bin":
            return at + max(0, number or 0)
        if self.state.starred and word not in _IN:
            self.state = replace(self.state, into=None, starred=False)
            return at
        self.state = replace(self.state, starred=False)
        self.to_skip = 0
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self.to_skip = self.state.skip
        elif word in _WORDS:
            self._say(_WORDS[word])
        elif word in {"title", "author"} and len(self.stack) == 3:  # noqa: PLR2004  (the document, its information, one of it)
            self.state = replace(self.state, into=word)
        elif word in _OUT:
            self.state = replace(self.state, into=None)
            if word == "fonttbl":
                self.in_fonts = len(self.stack)
        else:
            self._format(word, number)
        return at

    def _format(self, word: str, number: int | None) -> None:
        if word == "v":
            self.state = replace(self.state, hidden=number != 0)
        elif word == "deleted":
            self.state = replace(self.state, deleted=number != 0)
        elif word == "plain":
            self.state = replace(self.state, hidden=False, deleted=False, font=-1)
        elif word == "uc":
            self.state = replace(self.state, skip=max(0, number or 0))
        elif word == "ansicpg" and number:
            self.page = _known(f"cp{number}") or self.page
        elif word == "mac":
            self.page = "mac_roman"
        elif word == "pc":
            self.page = "cp437"
        elif word == "f" and number is not None:
            self.reading_font = number
            self.state = replace(self.state, font=number)
        elif word == "fcharset" and self.in_fonts and number in _CHARSETS and number:
            self.fonts[self.reading_font] = _CHARSETS[number]

    def _characters(self, data: bytes) -> None:
        skipped = min(self.to_skip, len(data))
        self.to_skip -= skipped
        if self._heard():
            self.held += data[skipped:]

    def _heard(self) -> bool:
        return self.state.into is not None and not self.state.hidden and not self.state.deleted

    def _say(self, text: str) -> None:
        if self.state.into is not None and self._heard():
            self.said[self.state.into].append(text)

    def _flush(self) -> None:
        if self.held and self.state.into is not None:
            page = self.fonts.get(self.state.font, self.page)
            self.said[self.state.into].append(self.held.decode(page, errors="replace"))
        self.held.clear()


def rtf_text(data: bytes) -> RtfText:
    """The text that the file shows, with the title and the author that it states.

    Raises:
        RecursionError: its groups are nested deeper than ``DEEPEST``.
    """
    reader = _Reader()
    whole = reader.read(data)
    body, title, author = (_joined(reader.said[name]) for name in ("body", "title", "author"))
    return RtfText(body, " ".join(title.split()), " ".join(author.split()), whole)


def _joined(pieces: list[str]) -> str:
    """The pieces as one text, the two halves of a character put together, a half alone replaced."""
    return "".join(pieces).encode("utf-16-le", errors="surrogatepass").decode("utf-16-le", errors="replace")


def _known(page: str) -> str | None:
    try:
        return codecs.lookup(page).name
    except LookupError:
        return "utf-8" if page == "cp65001" else None
