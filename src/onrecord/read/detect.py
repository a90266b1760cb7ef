"""What kind of input some bytes are, told by their content alone."""

from __future__ import annotations

import json
import re
from typing import Literal

Kind = Literal["html", "json", "text", "binary", "empty"]

_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"BZh", b"\x7fELF", b"MZ\x90", b"RIFF", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"SQLite format 3")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_TAG = re.compile(rb"</?(?:p|div|span|a|h[1-6]|li|ul|section|br|meta|title)\b[^>]*>", re.IGNORECASE)
_HEAD = 4096
#: Least number of tags in the first bytes for text without a document element to be HTML.
_TAGS = 4
#: Share of control characters above which bytes are no text.
_CONTROL = 0.1


def detect(data: bytes) -> Kind:
    """The kind of an input; at most its first 64 KiB are looked at."""
    head = data[: 16 * _HEAD]
    bom = next((b for b in _BOMS if head.startswith(b)), b"")
    if not head[len(bom) :].strip(b" \t\r\n\x00") and len(data) < 16 * _HEAD:
        return "empty"
    if head.startswith(_MAGIC):
        return "binary"
    wide = bom in (b"\xff\xfe", b"\xfe\xff") or _looks_utf16(head)
    plain = head.replace(b"\x00", b"") if wide else head[len(bom) :]
    if not wide and b"\x00" in head:
        return "binary"
    control = sum(c < 9 or 13 < c < 32 for c in plain[:_HEAD])
    if control > _CONTROL * max(1, len(plain[:_HEAD])):
        return "binary"
    if _is_json(plain):
        return "json"
    if _HTML.search(plain[:_HEAD]) or len(_TAG.findall(plain[:_HEAD])) >= _TAGS:
        return "html"
    return "text"


def _looks_utf16(head: bytes) -> bool:
    """True for UTF-16 without a mark: nearly every second byte of Latin text is zero."""
    some = head[:512]
    if len(some) < 8:  # noqa: PLR2004
        return False
    even, odd = some[0::2].count(0), some[1::2].count(0)
    return max(even, odd) > 0.7 * len(some) / 2 and min(even, odd) < 0.05 * len(some)  # noqa: PLR2004


def _is_json(plain: bytes) -> bool:
    start = plain.lstrip()[:1]
    if start not in (b"{", b"["):
        return False
    line = plain.lstrip().split(b"\n", 1)[0].strip()
    if start == b"{":
        try:
            return isinstance(json.loads(line), dict)
        except ValueError:
            return re.match(rb'\{\s*("|\}|$)', plain.lstrip()) is not None
    return re.match(rb"\[\s*(\{|\]|$)", plain.lstrip()) is not None
