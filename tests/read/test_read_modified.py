"""When an article was last changed is read where its format states it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from onrecord.read import ReadOptions, read_inputs
from onrecord.records import Article

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "The harbour council voted on Monday to buy a second ferry, after a winter in which the first one lay in dock for eleven weeks. "
    "“We cannot run an island on one engine,” the mayor said after the vote, and few in the hall were of another mind about it."
)
PAGE = "<html><head><title>A ferry</title>{head}</head><body><article><h1>A ferry</h1><p>{text}</p></article></body></html>"
LD = json.dumps({"@type": "NewsArticle", "headline": "A ferry", "datePublished": "2026-02-10", "dateModified": "2026-02-12T09:00:00Z"})
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>
<entry><title>A ferry</title><id>urn:1</id>
<published>2026-02-10T08:00:00Z</published><updated>2026-02-12T09:00:00Z</updated><content type="text">{text}</content></entry></feed>"""
NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:1">
<itemMeta><versionCreated>2026-02-12T09:00:00Z</versionCreated>
</itemMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body>
</html></inlineXML></contentSet></newsItem>"""
CHANGED = "2026-02-12T09:00:00+00:00"


def warc(page: str) -> str:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
    length = len(answer.encode())
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/ferry\r\nWARC-Date: 2026-02-12T09:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {length}\r\n\r\n{answer}\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("meta.html", PAGE.format(head=f'<meta property="article:modified_time" content="{CHANGED}">', text=TEXT)),
        ("ld.html", PAGE.format(head=f'<script type="application/ld+json">{LD}</script>', text=TEXT)),
        ("ninjs.json", json.dumps({"uri": "urn:1", "type": "text", "versioncreated": "2026-02-12T09:00:00Z", "body_text": TEXT})),
        ("item.xml", NEWSML.format(text=TEXT)),
        ("feed.xml", ATOM.format(text=TEXT)),
        ("rows.jsonl", json.dumps({"text": TEXT, "modified": "2026-02-12T10:00:00+01:00"})),
        ("rows.csv", f'text,modified\n"{TEXT}",2026-02-12T09:00:00Z\n'),
        ("crawl.warc", warc(PAGE.format(head="", text=TEXT))),
    ],
)
def test_the_time_of_the_last_change_is_read(tmp_path: Path, name: str, written: str) -> None:
    path = tmp_path / name
    path.write_text(written, encoding="utf-8", newline="")
    (found,) = read_inputs([path], ReadOptions())
    assert isinstance(found, Article), found
    assert found.modified == CHANGED


def test_an_article_that_does_not_tell_has_none(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = read_inputs([path], ReadOptions())
    assert isinstance(found, Article)
    assert found.modified is None
