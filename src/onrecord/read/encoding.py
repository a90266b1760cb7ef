"""Bytes → characters, by the mark at the start, the page's own word, or what the bytes look like."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
#: Encodings that pages name and that browsers read as a larger one (WHATWG Encoding Standard).
_ALIASES = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
    "windows-1252": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932",
    "x-sjis": "cp932", "iso-8859-9": "cp1254", "tis-620": "cp874", "big5": "big5hkscs",
}  # fmt: skip
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_BAD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
#: Share of characters that no text has above which decoding has failed.
_BAD_SHARE = 0.01


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an HTML page names in its first bytes."""
    match = _META.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "ignore").lower() if match else None


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The characters of some bytes, lines ending in a line feed; nothing else is changed.

    Raises:
        ValueError: no encoding makes text of them.
    """
    text = _decode(data, declared)
    if text is None or len(_BAD.findall(text)) > _BAD_SHARE * max(200, len(text)):
        message = "the bytes are no text in any encoding tried"
        raise ValueError(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, declared: str | None) -> str | None:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data[:512].count(0) > len(data[:512]) // 3:
        return data.decode("utf-16-be" if data[:1] == b"\x00" else "utf-16-le", "replace")
    if declared:
        try:
            return data.decode(_ALIASES.get(declared, declared))
        except (LookupError, UnicodeDecodeError):
            pass
    almost = data.decode("utf-8", "replace")
    if almost.count("\ufffd") * 200 <= len(almost):  # a few broken bytes in UTF-8
        return almost
    return _guessed(data)


def _guessed(data: bytes) -> str | None:
    """Western text first: its marks and accents are few among ASCII letters; the guesser for all else."""
    letters = sum(65 <= c < 123 for c in data)
    if letters > 0.6 * len(data):  # noqa: PLR2004
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - heavy, and seldom needed

    best = from_bytes(data[: 1 << 20]).best()
    return data.decode(best.encoding, "replace") if best is not None else None
