"""What kind of input some bytes are, told by what they hold; a file's name tells only where the bytes are plain text either way."""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

from onrecord.read.encoding import broken_share, unmarked_wide

Kind = Literal[
    "text", "markdown", "html", "feed", "newsml", "ninjs", "email", "mbox", "rtf", "pdf", "docx", "json", "csv", "parquet",
    "zip", "gzip", "tar", "warc", "binary", "empty",
]  # fmt: skip

#: So many bytes from the start are enough to tell.
HEAD = 65_536
#: A text with a larger share of control characters is none.
MOST_CONTROL = 0.05
#: So many tags make a page of what neither begins with one nor says that it is HTML; with a tag at the start, a third of it.
MANY_TAGS = 9
#: So many kinds of header lines of an e-mail make one.
MANY_HEADERS = 3
#: So many names of ninjs make an item of what has no text among them.
MANY_NINJS = 4

_READ: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b", "gzip"), (b"{\\rtf", "rtf"), (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)  # fmt: skip
_MAGIC = {
    b"\x89PNG\r\n": "an image (PNG)",
    b"\xff\xd8\xff": "an image (JPEG)",
    b"GIF87a": "an image (GIF)",
    b"GIF89a": "an image (GIF)",
    b"II*\x00": "an image (TIFF)",
    b"MM\x00*": "an image (TIFF)",
    b"BZh9": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"(\xb5/\xfd": "a Zstandard archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old Word, Excel or PowerPoint file",
    b"SQLite format 3\x00": "an SQLite database",
    b"\x7fELF": "a program",
    b"OggS": "a recording",
    b"ID3": "a recording",
    b"RIFF": "an image or a recording",
}
_BOMS = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LEAD = re.compile(r"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)+", re.DOTALL | re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE)
_LATE_PAGE = re.compile(r"^\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|button|div|em|figure|footer|form|h[1-6]|header|i|iframe|img|input|li|link|main|meta|nav"
    r"|ol|p|script|section|span|strong|style|table|tbody|td|th|time|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(r"<!doctype(?!\s+html)[^>\[]*(?:\[[^\]]*\]\s*)?>(?:\s+|<!--.*?-->)*", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(r"<(?:rss|rdf:rdf|(?:\w+:)?feed)[\s>]", re.IGNORECASE)
_NEWSML = re.compile(r"<(?:\w+:)?(?:newsMessage|newsItem|packageItem|NewsML|nitf)[\s>]")
# Names that ninjs has, in the spelling of any version; with a text among them one more is enough.
_NINJS = re.compile(
    r'"(uri|altids|body_x?html|body_text|bodies|headlines?|(?:version|first|content)created|pubstatus|representationtype|usageterms'
    r'|copyright(?:holder|notice)|descriptions|description_(?:html|text)|renditions|associations|infosources)"\s*:',
    re.IGNORECASE,
)
_NINJS_SCHEMA = re.compile(r'"\$?schema"\s*:\s*"[^"]*ninjs|"standard"\s*:\s*\{[^{}]*"ninjs"', re.IGNORECASE)
_TEXT_FIELD = re.compile(r'"text"\s*:')
_HEADER = re.compile(
    r"(From|To|Subject|Date|Message-ID|MIME-Version|Content-Type|Received|Return-Path|Delivered-To|Reply-To|List-\w+):", re.IGNORECASE
)
_HEADER_LINE = re.compile(r"[!-9;-~]+[ \t]*:|[ \t>]")
_BLANK_LINE = re.compile(r"\r\n\r\n|\n\n|\r\r|\n\r\n")
_ENVELOPE = re.compile(r"From [^\r\n]*(?:\r\n|\r|\n)")
_JSON = re.compile(r"\{\s*(?:\"(?:[^\"\\\n]|\\.)*\"\s*:|\}\s*$)|\[\s*(?:\{\s*[\"}]|\]\s*$)")


def kind_of(head: bytes, name: str = "") -> Kind:
    """The kind of an input that begins with these bytes, of which the first ``HEAD`` count, and has this name."""
    head = head[:HEAD]
    for magic, kind in _READ:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if nature_of_binary(head) is not None:
        return "binary"
    text = _roughly(head)
    if not text.strip():
        return "empty"
    if broken_share(text.replace("\ufffd", "?")) > MOST_CONTROL:
        return "binary"
    if _is_json(text):
        return "ninjs" if _is_ninjs(text) else "json"
    name = name.lower()
    named = _kind_of_name(name)
    if named == "markdown" and not text.lstrip().startswith("<"):  # which may have tags in it
        return named
    return _kind_of_xml(text) or _kind_of_mail(text, name) or ("html" if _is_html(text) else named)


def _kind_of_xml(text: str) -> Kind | None:
    lead = _LEAD.match(text)
    start = text[lead.end() if lead else 0 :]
    if doctype := _DOCTYPE.match(start):
        start = start[doctype.end() :]
    start = start[:2000]
    if _FEED.match(start):
        return "feed"
    return "newsml" if _NEWSML.match(start) else None


def _is_ninjs(text: str) -> bool:
    if _NINJS_SCHEMA.search(text):
        return True
    names = {name.lower() for name in _NINJS.findall(text)}
    has_body = any(name.startswith("bod") for name in names)
    return len(names) >= (2 if has_body else MANY_NINJS) and _TEXT_FIELD.search(text) is None


def _kind_of_mail(text: str, name: str) -> Kind | None:
    """A message begins with a block of header lines, some of them of the kinds that every message has."""
    start = text.lstrip("\r\n")
    envelope = _ENVELOPE.match(start)
    if envelope:
        start = start[envelope.end() :]
    end = _BLANK_LINE.search(start)
    lines = re.split(r"\r\n|\r|\n", start[: end.start()] if end else start)
    kinds = {match[1].lower() for line in lines if (match := _HEADER.match(line))}
    if not all(_HEADER_LINE.match(line) or not line for line in (lines if end else lines[:-1])):
        return None
    if envelope:
        return "mbox" if len(kinds) >= MANY_HEADERS - 1 else None
    return "email" if len(kinds) >= (1 if name.endswith(".eml") else MANY_HEADERS) else None


def _kind_of_name(name: str) -> Kind:
    if name.endswith((".csv", ".tsv")):
        return "csv"
    return "markdown" if name.endswith((".md", ".markdown")) else "text"


def nature_of_binary(head: bytes) -> str | None:
    """What the bytes are where they are no text, in words; None where they may be text."""
    for magic, name in _MAGIC.items():
        if head.startswith(magic) and (magic != b"RIFF" or b"\0" in head[:16]):
            return name
    if b"\0" in head and not head.startswith(tuple(_BOMS)) and unmarked_wide(head) is None:
        return "no text"
    return None


def _roughly(head: bytes) -> str:
    """The text as far as ASCII goes, whatever the encoding."""
    for mark, name in _BOMS.items():
        if head.startswith(mark):
            return head.decode(name, errors="replace")
    return head.decode(unmarked_wide(head) or "utf-8-sig", errors="replace")


def _is_json(text: str) -> bool:
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return False
    return bool(_JSON.match(start)) or any(_is_object(line) for line in start.split("\n")[1:6])


def _is_object(line: str) -> bool:
    if not line.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_html(text: str) -> bool:
    lead = _LEAD.match(text)
    start = text[lead.end() if lead else 0 :]
    if _PAGE.match(start) or _LATE_PAGE.search(text[:2000]):
        return True
    tags = sum(1 for _ in _TAG.finditer(start[:4000]))
    return tags >= (MANY_TAGS // 3 if _TAG.match(start) else MANY_TAGS)
