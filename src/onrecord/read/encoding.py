"""Bytes → text, without a change to any of its characters."""

from __future__ import annotations

import codecs
import re
import unicodedata

from onrecord.read.quiet import quiet

#: So far into a file a declaration of its encoding is looked for.
DECLARED_WITHIN = 8192
#: So much of a file the guesser sees.
GUESSED_FROM = 100_000
#: A text with a larger share of replaced and control characters is not decoded but broken.
MOST_BROKEN = 0.01
#: English in a one-byte encoding has few letters beyond ASCII; with a larger share it is another language, and guessed.
MOST_FOREIGN = 0.1

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the labels mean on the web (https://encoding.spec.whatwg.org/#names-and-labels), where it is not what Python takes them for.
_LABELS = {
    **dict.fromkeys(["iso-8859-1", "iso8859-1", "latin-1", "latin1", "l1", "ascii", "us-ascii", "x-cp1252"], "cp1252"),
    **dict.fromkeys(["iso-8859-9", "iso8859-9", "latin5"], "cp1254"),
    **dict.fromkeys(["iso-8859-11", "tis-620"], "cp874"),
    **dict.fromkeys(["gb2312", "gbk", "gb-2312", "x-gbk", "chinese"], "gb18030"),
    **dict.fromkeys(["euc-kr", "ks_c_5601-1987", "ks_c_5601-1989", "ksc5601", "korean", "windows-949"], "cp949"),
    **dict.fromkeys(["shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j"], "cp932"),
    **dict.fromkeys(["big5", "x-x-big5", "cn-big5"], "big5hkscs"),
    **dict.fromkeys(["macintosh", "x-mac-roman", "mac"], "mac_roman"),
    "x-euc-jp": "euc_jp",
    **dict.fromkeys(["utf-16", "utf-16le", "utf-16be", "unicode"], "utf-8"),  # who could read the label was not reading UTF-16
}
_TEXT_ENCODING = re.compile(r"(?:cp|windows|iso|koi8|mac|euc|shift|big5|gb|hz|johab|utf-?_?8|tis)")  # none of Python's odd ones
_META = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_PROLOG = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
# Windows-1252 as the web knows it: the five bytes that it leaves open stand for themselves.
_CP1252 = {byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_USUAL = frozenset("“”‘’‚„«»–—…•·€£¥©®™§°½¼¾×\u00a0\u00ad´¡¿ªº")


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text that the bytes hold: by their byte order mark, as UTF-8, as ``declared``, or as it reads most sensibly.

    Raises:
        ValueError: none of them makes sense.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _sound(data[len(mark) :].decode(name, errors="replace"))
    if unmarked := unmarked_wide(data):
        return _sound(data.decode(unmarked, errors="replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for text in (_nearly_utf8(data), _as_declared(data, declared), _western(data)):
        if text is not None:
            return _sound(text)
    return _sound(_guessed(data))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page says it is in, as it says it."""
    head = data[:DECLARED_WITHIN]
    match = _PROLOG.search(head) or _META.search(head)
    return match[1].decode("ascii", errors="replace") if match else None


def unix_lines(text: str) -> str:
    r"""The text with every line ended by ``\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unmarked_wide(data: bytes) -> str | None:
    """The name of the UTF-16 that bytes without a mark are in: every second byte of theirs is zero, or nearly; else None."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:  # noqa: PLR2004
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.6 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.02 * half:
        return "utf-16-be"
    return None


def wide(data: bytes) -> bool:
    """True where the bytes are in UTF-16 or UTF-32, whose lines do not end in one byte."""
    return data.startswith(tuple(mark for mark, _ in _MARKS[1:])) or unmarked_wide(data) is not None


def broken_share(text: str) -> float:
    """The share of characters that no text has: replaced ones and control characters."""
    if not text or text.isprintable():
        return text.count("\ufffd") / len(text) if text else 0.0
    return sum(char == "\ufffd" or (unicodedata.category(char) == "Cc" and char not in "\t\n\r\f\v\x85") for char in text) / len(text)


def _sound(text: str) -> str:
    if broken_share(text[:GUESSED_FROM]) > MOST_BROKEN or broken_share(text[-GUESSED_FROM:]) > MOST_BROKEN:
        message = "no encoding makes sense of the bytes"
        raise ValueError(message)
    return text


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut off in a character, or has a few bytes of another encoding in it."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not char.isascii() for char in text) - bad
    if bad == 1 and good and text.endswith("\ufffd"):
        return text[:-1]
    few = bad <= max(1, len(text) // 200)
    return text if good > 4 * bad or (few and good >= bad) else None


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().lower()
    name = _LABELS.get(name, name)
    if name in {"cp1252", "windows-1252"}:
        return _cp1252(data)
    if not _TEXT_ENCODING.match(name):
        return None
    try:
        text = data.decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
    return text if broken_share(text) <= MOST_BROKEN else None


def _western(data: bytes) -> str | None:
    """English with what a word processor put in: curly quotation marks, dashes, accents in names."""
    text = _cp1252(data)
    letters = [at for at, char in enumerate(text) if not char.isascii() and char not in _USUAL]
    if len(letters) > max(2, MOST_FOREIGN * len(text)):
        return None
    return text if all(_in_word(text, at) for at in letters) else None


def _in_word(text: str, at: int) -> bool:
    """True for a letter with an ASCII letter beside it, which is not a capital amid small ones."""
    char = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not char.isalpha() or not any(beside.isascii() and beside.isalpha() for beside in (before, after)):
        return False
    return not (char.isupper() and before.islower())


def _cp1252(data: bytes) -> str:
    return data.decode("latin-1").translate(_CP1252)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (heavy)

    with quiet():
        best = from_bytes(data[:GUESSED_FROM]).best()
    if best is None:
        message = "no encoding makes sense of the bytes"
        raise ValueError(message)
    return data.decode(best.encoding, errors="replace")
