"""Pages in web archives."""

from __future__ import annotations

import gzip
import io
from uuid import uuid4

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article

TEXT = "The council voted on Monday to buy a second ferry for the harbour, the mayor said."
PAGE = f"<html><head><title>A ferry</title></head><body><article><p>{TEXT}</p><p>{TEXT} It’s new.</p></article></body></html>"
Page = tuple[str, bytes, str, str]


def page(url: str, html: str = PAGE, media: str = "text/html; charset=utf-8", status: str = "200 OK", charset: str = "utf-8") -> Page:
    return url, html.encode(charset), media, status


def archive(*pages: Page, gzipped: bool = True) -> bytes:
    """A web archive as crawlers write it: what was asked and what was answered, each packed by itself."""
    records = [_record("warcinfo", None, b"software: tests\r\n", "application/warc-fields")]
    for url, data, media, status in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data
        records.append(_record("request", url, b"GET / HTTP/1.1\r\nHost: post.example\r\n\r\n", "application/http; msgtype=request"))
        records.append(_record("response", url, answer, "application/http; msgtype=response"))
    return b"".join(gzip.compress(record) if gzipped else record for record in records)


def _record(kind: str, url: str | None, data: bytes, media: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid4()}>\r\nWARC-Date: 2026-02-10T09:00:00Z\r\n"
    head += f"WARC-Target-URI: {url}\r\n" if url else ""
    return f"{head}Content-Type: {media}\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data + b"\r\n\r\n"


def read(data: bytes) -> list[Article | InputError]:
    return list(read_part(Part(origin="a.warc", name="a.warc", file=io.BytesIO(data)), ReadOptions()))


def told(data: bytes) -> list[tuple[str, str]]:
    return [(one.origin, one.reason if isinstance(one, InputError) else "") for one in read(data)]


@pytest.mark.parametrize("gzipped", [True, False])
def test_each_page_is_an_article_with_its_address(*, gzipped: bool) -> None:
    first, second = read(archive(page("https://post.example/a"), page("https://post.example/b"), gzipped=gzipped))
    assert isinstance(first, Article)
    assert (first.origin, first.url, first.title) == ("a.warc/https://post.example/a", "https://post.example/a", "A ferry")
    assert second.origin == "a.warc/https://post.example/b"


def test_pictures_scripts_and_pages_that_were_not_there_are_left_out() -> None:
    pages = [page("https://post.example/a.png", media="image/png"), page("https://post.example/a.js", media="text/javascript")]
    assert told(archive(*pages, page("https://post.example/no", status="404 Not Found"))) == []


def test_the_server_tells_the_encoding() -> None:
    (article,) = read(archive(page("https://post.example/a", media="text/html; charset=windows-1251", charset="windows-1251")))
    assert isinstance(article, Article)
    assert "It’s new." in article.text


def test_a_page_that_is_no_article_is_told_of_by_its_address() -> None:
    found = told(archive(page("https://post.example/", "<html><body></body></html>"), page("https://post.example/a")))
    assert found == [("a.warc/https://post.example/", "no-article"), ("a.warc/https://post.example/a", "")]


@pytest.mark.parametrize("gzipped", [True, False])
def test_what_stands_before_the_place_where_an_archive_breaks_off_is_read(*, gzipped: bool) -> None:
    whole = archive(page("https://post.example/a"), page("https://post.example/b", PAGE * 20), gzipped=gzipped)
    found = told(whole[: -300 if gzipped else -4000])
    assert found[0] == ("a.warc/https://post.example/a", "")
    assert found[-1][1] == "broken"


def test_bytes_that_only_begin_like_an_archive_are_told_of() -> None:
    ((origin, reason),) = told(b"WARC/1.0\r\nnothing of the kind\r\n\r\n")
    assert (origin, reason) == ("a.warc", "broken")
