import codecs
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.detect import Kind, kind_of, nature_of_binary


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><html><body>Hello</body></html>",
        b"<HTML>\n<BODY>Hello",
        codecs.BOM_UTF8 + b"\n<!-- saved from a mirror -->\n<!doctype HTML>",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>',
        b"<article><p>One.</p></article>",
        b'<div class="story"><p>One.</p><p>Two.</p></div>',
        "<!doctype html><p>“Hello”</p>".encode("utf-16"),
        b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html><body>Hello</body></html>",
    ],
)
def test_a_page_is_html_however_it_begins(head: bytes) -> None:
    assert kind_of(head) == "html"


@pytest.mark.parametrize(
    "head",
    [
        b'{"text": "One."}\n{"text": "Two."}\n',
        b'\n\n{"text": "One."}',
        b'[{"text": "One."}, {"text": "Two."}]',
        b'{\n  "text": "One."\n}\n',
        b'[\n  {\n    "text": "One."\n  }\n]',
        codecs.BOM_UTF8 + b'{"text": "One."}',
        b'{broken\n{"text": "Two."}\n',
        b'{"text": "' + b"a" * 100_000,
        '{"text": "One."}'.encode("utf-16"),
    ],
)
def test_json_is_one_kind_in_all_its_shapes(head: bytes) -> None:
    assert kind_of(head) == "json"


@pytest.mark.parametrize(
    "head",
    [
        b"The minister resigned.",
        b"[Editor's note: this was corrected.]\nThe minister resigned.",
        b"{sic} he wrote",
        b"The <b>minister</b> wrote x < y and y > z.",
        "“Это” is what he said.".encode("utf-16"),
        "“We go,” he said, and went home.".encode("utf-16-le"),
        "“We’re late,” he said.".encode("cp1252"),
        b"<Unknown> said the tag is <not> HTML.",
        b"\xff\xfea",
    ],
)
def test_prose_is_text(head: bytes) -> None:
    assert kind_of(head) == "text"


@pytest.mark.parametrize(
    "head",
    [
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0JFIF",
        b"BZh91AY",
        b"some text with a \x00 in it",
        b"\x01\x02\x03\x04\x05\x06 and little else",
    ],
)
def test_what_is_no_text_is_binary(head: bytes) -> None:
    assert kind_of(head) == "binary"


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj", "a", "pdf"),
        (b"\r\n%PDF-1.4", "a", "pdf"),
        (b"PK\x03\x04word/document.xml", "a.docx", "zip"),
        (b"\x1f\x8b\x08\x00abc", "a", "gzip"),
        (b"{\\rtf1\\ansi", "a.doc", "rtf"),
        (b"PAR1\x15", "a", "parquet"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo", "a", "warc"),
        (b"\0" * 257 + b"ustar\x0000", "a", "tar"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel>', "a", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a", "feed"),
        (b'<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">', "a.xml", "newsml"),
        (b'{"uri": "x", "body_html": "<p>The minister said.</p>"}', "a", "ninjs"),
        (b"From: News <news@post.example>\r\nTo: a@b.example\r\nSubject: Today\r\nMIME-Version: 1.0\r\n\r\nHello", "a", "email"),
        (b"From news@post.example Tue Feb 10 09:00:00 2026\nFrom: News <news@post.example>\nSubject: Today\n\nHello", "a", "mbox"),
        (b"title,text\nA,B\n", "a.csv", "csv"),
        (b"# A ferry\n\nThe council voted.", "a.md", "markdown"),
        (b"# A ferry\n\nThe council voted.", "a.txt", "text"),
        (b"Date: 2026-02-10\nTitle: A ferry\n\nThe council voted.", "a.txt", "text"),
    ],
)
def test_a_format_is_told_by_its_first_bytes_and_where_they_are_text_by_its_name(head: bytes, name: str, kind: Kind) -> None:
    assert kind_of(head, name) == kind


@pytest.mark.parametrize("head", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_white_space_is_empty(head: bytes) -> None:
    assert kind_of(head) == "empty"


def test_a_known_binary_is_named() -> None:
    assert nature_of_binary(b"BZh91AY") == "a bzip2 archive"


def test_an_article_on_riffs_is_no_recording() -> None:
    assert kind_of(b"RIFFs are what the guitarist is known for.") == "text"


@given(st.binary(max_size=300))
def test_any_bytes_have_a_kind(head: bytes) -> None:
    assert kind_of(head) in get_args(Kind)
