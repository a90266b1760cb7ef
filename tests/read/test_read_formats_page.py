"""What docs/formats.md says of formats is so: its examples are read, its reasons and limits are those of the readers."""

from __future__ import annotations

import io
import re
from typing import get_args

import pytest

from onrecord.read import ReadOptions, apart, article, child, formats, part
from onrecord.read.containers import zipped
from onrecord.read.detect import Kind
from onrecord.read.documents import pdf
from onrecord.read.mail import message, mime
from onrecord.read.part import Part
from onrecord.records import Article
from tests.program import ROOT

PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
#: What an error of an input is raised for elsewhere than in reading: what cannot be kept.
ELSEWHERE = {"not-storable", "origin"}


@pytest.mark.parametrize(("name", "source"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_an_example_is_read_with_its_title_outlet_and_day(name: str, source: str) -> None:
    found = list(formats.read_part(Part(origin=name, name=name, file=io.BytesIO(source.encode())), ReadOptions()))
    assert all(isinstance(one, Article) for one in found), found
    first = found[0]
    assert isinstance(first, Article)
    assert (first.title, first.published) == ("Council buys a second ferry", "2026-02-10")
    assert first.outlet == ("The Harbour Post" if name != "ferry.json" else None)
    assert len(found) == (2 if name == "brief.eml" else 1)


def test_there_is_an_example_of_each_format_that_is_text() -> None:
    assert len(EXAMPLES) == 8
    heads = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    sections = re.split(r"^### .+$", PAGE.partition("## Options")[0], flags=re.MULTILINE)[1:]
    assert [head for head, section in zip(heads, sections, strict=True) if "```" not in section] == []


def test_every_kind_is_named() -> None:
    rows = PAGE.partition("## The formats")[2].partition("###")[0]
    assert {kind for kind in get_args(Kind) if f"`{kind}`" not in rows} == {"binary", "empty"}


def test_the_reasons_are_those_that_the_readers_give() -> None:
    rows = PAGE.partition("| reason |")[2].partition("## Limits")[0]
    named = {word for row in rows.splitlines() for word in re.findall(r"`([a-z-]+)`", row.split("|")[1] if row.count("|") > 1 else "")}
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/onrecord/read").rglob("*.py"))
    words = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))
    given = set(re.findall(r'InputError\(\s*[^,()]+(?:\([^()]*\))?,\s*"([a-z-]+)"', source)) - ELSEWHERE
    assert given - named == set()
    assert named - words == set()


def test_the_limits_are_those_of_the_readers() -> None:
    limits = PAGE.partition("## Limits")[2]
    assert f"{article.LONGEST_TEXT:,} characters" in limits
    assert f"| {part.LARGEST // 1_000_000} MB |" in limits
    assert f"| {message.LARGEST // 1_000_000} MB |" in limits
    assert formats.LARGEST_DEEP == message.LARGEST
    assert f"| {pdf.LARGEST // 1_000_000} MB, {pdf.MOST_PAGES} pages, {pdf.MOST_LETTERS:,} letters |" in limits
    assert f"{child.MOST_MEMORY // 1024**3} GB of memory, {apart.PATIENCE:g} seconds" in limits
    assert f"{formats.DEEPEST} deep; of those more than {formats.SHALLOW} deep, {formats.MOST_DEEP} within one" in limits
    assert f"{zipped.MOST_UNPACKED:,} bytes and {zipped.MOST_GROWTH} times" in limits
    assert f"{mime.MOST_PARTS:,}, nested {mime.DEEPEST} deep" in limits
