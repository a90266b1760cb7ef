"""ninjs of all versions → articles."""

from __future__ import annotations

import hashlib
import json
import time
from io import BytesIO
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.detect import kind_of
from onrecord.read.newsroom.ninjs import read_ninjs
from onrecord.read.part import Part
from onrecord.records import Article

ONE = "The council voted on Monday to buy a second ferry for the harbour."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council."
HTML = f"<p>{ONE}</p><p>{TWO}</p>"
TEXT = f"{ONE}\n{TWO}"
FIRST: dict[str, Any] = {
    "uri": "https://w.example/items/1",
    "type": "text",
    "versioncreated": "2026-02-10T09:30:00Z",
    "headline": "A ferry",
    "byline": "By Lotte Bergan and Jo Berg",
    "language": "en-GB",
    "usageterms": "Not for the web.",
    "pubstatus": "usable",
    "body_text": ONE,
    "body_html": HTML,
}
SECOND: dict[str, Any] = {
    "uri": "urn:w:1",
    "type": "text",
    "versioncreated": "2026-02-10T09:30:00Z",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "A ferry"}],
    "by": "Lotte Bergan",
    "infosources": [{"name": "Wire"}],
    "altids": [{"role": "web", "value": "https://w.example/1"}],
    "bodies": [{"role": "plain", "contenttype": "text/plain", "value": ONE}, {"role": "html", "contenttype": "text/html", "value": HTML}],
}
THIRD: dict[str, Any] = {
    "uri": "urn:w:1",
    "standard": {"name": "ninjs", "version": "3.0", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"},
    "versionCreated": "2026-02-10T09:30:00Z",
    "headlines": [{"role": "main", "value": "A ferry"}],
    "by": "Lotte Bergan",
    "canonicalUrl": "https://w.example/1",
    "copyrightHolder": "Wire",
    "bodies": [{"role": "main", "contentType": "application/xhtml+xml", "value": HTML}],
}


def read(source: object, *, lines: bool = False) -> list[Article | InputError]:
    rows = source if lines and isinstance(source, list) else [source]
    data = source if isinstance(source, bytes) else "\n".join(json.dumps(row) for row in rows).encode()
    assert kind_of(data, "a.json") == "ninjs"
    return list(read_ninjs(Part(origin="a.json", name="a.json", file=BytesIO(data)), ReadOptions()))


def article(found: Article | InputError) -> Article:
    assert isinstance(found, Article), found
    return found


def reasons(found: list[Article | InputError]) -> list[tuple[str, str]]:
    return [(one.origin, one.reason) for one in found if isinstance(one, InputError)]


def test_version_1_is_read() -> None:
    (found,) = map(article, read(FIRST))
    assert (found.text, found.title, found.authors) == (TEXT, "A ferry", ("Lotte Bergan", "Jo Berg"))
    assert (found.published, found.url, found.origin) == ("2026-02-10", "https://w.example/items/1", "a.json")


def test_version_2_is_read() -> None:
    (found,) = map(article, read(SECOND))
    assert (found.text, found.title, found.authors, found.outlet) == (TEXT, "A ferry", ("Lotte Bergan",), "Wire")
    assert found.url == "https://w.example/1"


def test_version_3_with_its_capitals_is_read() -> None:
    (found,) = map(article, read(THIRD))
    assert (found.text, found.title, found.outlet, found.published) == (TEXT, "A ferry", "Wire", "2026-02-10")
    assert found.url == "https://w.example/1"


@pytest.mark.parametrize("body", [{"body_text": TEXT}, {"body_xhtml": f"<div>{HTML}</div>"}, {"body_html": HTML}])
def test_the_body_may_be_of_any_kind(body: dict[str, str]) -> None:
    (found,) = map(article, read({"uri": "x", **body}))
    assert found.text == TEXT


def test_plain_text_stays_as_it_is() -> None:
    text = f"{ONE}\n\n  {TWO}  Cafe\u0301."
    (found,) = map(article, read({"uri": "x", "body_text": text}))
    assert found.text == text


def test_several_stand_in_a_list_one_a_line_or_in_an_answer() -> None:
    many = [FIRST, SECOND, THIRD]
    places = ["a.json:1", "a.json:2", "a.json:3"]
    assert [article(one).origin for one in read(many)] == places
    assert [article(one).origin for one in read(many, lines=True)] == places
    assert [article(one).origin for one in read({"_items": many})] == places
    assert [article(one).origin for one in read(json.dumps(many, indent=1).encode())] == places


def test_an_item_over_many_lines_is_one() -> None:
    assert article(read(json.dumps(FIRST, indent=2).encode())[0]).text == TEXT


def test_the_hash_is_of_the_line_or_of_the_file() -> None:
    found = read([FIRST, SECOND], lines=True)
    assert [article(one).sha256 for one in found] == [hashlib.sha256(json.dumps(row).encode()).hexdigest() for row in (FIRST, SECOND)]
    assert article(read(FIRST)[0]).sha256 == hashlib.sha256(json.dumps(FIRST).encode()).hexdigest()


@pytest.mark.parametrize("status", ["canceled", "withheld", "stat:canceled", "Canceled"])
def test_what_the_agency_has_withdrawn_is_told(status: str) -> None:
    assert reasons(read({**FIRST, "pubstatus": status})) == [("a.json", "withdrawn")]
    assert reasons(read({**THIRD, "pubStatus": status})) == [("a.json", "withdrawn")]


def test_a_picture_is_told_to_be_none() -> None:
    (found,) = read({"uri": "x", "type": "picture", "headline": "Boat", "renditions": {}, "body_text": "A boat in the harbour."})
    assert isinstance(found, InputError)
    assert (found.reason, found.message) == ("no-article", "the picture holds no text of an article")


def test_pictures_with_an_article_are_ignored_and_texts_are_articles_of_their_own() -> None:
    side = {"uri": "y", "type": "text", "headline": "Side", "body_text": TWO}
    picture = {"uri": "z", "type": "picture", "body_text": "A boat in the harbour."}
    named = read({**FIRST, "associations": {"main": picture, "side": side}})
    listed = read({**SECOND, "associations": [{**picture, "name": "main"}, {**side, "name": "side"}]})
    for found in (named, listed):
        assert [(article(one).origin, article(one).text) for one in found] == [("a.json", TEXT), ("a.json/side", TWO)]


def test_a_package_is_its_texts() -> None:
    found = read({"uri": "x", "type": "composite", "versioncreated": "2026-02-10", "headline": "P", "associations": {"a": FIRST}})
    assert [article(one).origin for one in found] == ["a.json/a"]


def test_a_broken_line_hides_no_other() -> None:
    data = json.dumps(FIRST).encode() + b'\n{"uri": "x", "body_html": \n[]\n' + json.dumps(SECOND).encode()
    found = read(data)
    assert [type(one) for one in found] == [Article, InputError, InputError, Article]
    assert reasons(found) == [("a.json:2", "json"), ("a.json:3", "json")]


@pytest.mark.parametrize("length", [300, 420])
def test_json_that_breaks_off_is_told(length: int) -> None:
    assert reasons(read(json.dumps([FIRST], indent=1).encode()[:length])) == [("a.json", "json")]


def test_deep_nesting_is_told() -> None:
    began = time.monotonic()
    assert reasons(read(b'{"uri": "x", "body_html": ' + b"[" * 1_000_000)) == [("a.json", "json")]
    item: dict[str, Any] = FIRST
    for _ in range(50):
        item = {**FIRST, "associations": {"a": item}}
    assert len(read(item)) == 5
    assert time.monotonic() - began < 5


def test_values_of_the_wrong_type_are_no_values() -> None:
    item = {
        "uri": 1,
        "body_html": HTML,
        "headline": ["x"],
        "byline": {},
        "associations": [1, "x"],
        "altids": [None],
        "bodies": "x",
        "language": 3,
    }
    assert article(read(item)[0]).text == TEXT


def test_a_table_with_a_text_field_is_no_ninjs() -> None:
    assert kind_of(b'{"text": "One.", "headline": "A", "body_html": "<p>One.</p>", "uri": "x"}\n') == "json"
