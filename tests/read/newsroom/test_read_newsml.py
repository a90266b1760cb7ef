"""NewsML-G2, NewsML 1 and NITF → articles."""

from __future__ import annotations

import hashlib
import time
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

import NewsMLG2
import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.apart import Apart
from onrecord.read.detect import kind_of
from onrecord.read.newsroom.newsml import read_newsml
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from pathlib import Path

ONE = "The council voted on Monday to buy a second ferry for the harbour."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council."
TEXT = f"{ONE}\n{TWO}"
PARAGRAPHS = f"<p>{ONE}</p><p>{TWO}</p>"
SPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
    f"<body>{PARAGRAPHS}</body></html></inlineXML>"
)
NITF = (
    '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" xml:lang="en"><head><title>A ferry</title><docdata management-status="usable">'
    '<date.issue norm="20260210T093000Z"/></docdata><pubdata name="Harbour News" date.publication="20260211"/></head><body><body.head>'
    "<hedline><hl1>A second ferry</hl1></hedline><byline>By <person>Lotte Bergan</person><byttl>Staff</byttl></byline>"
    "<distributor><org>Wire</org></distributor><dateline><location>TAMSEL</location></dateline></body.head>"
    f'<body.content><p lede="true">{ONE}</p><media media-type="image"><media-caption><p>A boat.</p></media-caption></media>'
    f"<p>{TWO}</p></body.content>"
    "<body.end><tagline>The end.</tagline></body.end></body></nitf>"
)


def item(content: str = XHTML, *, kind: str = "text", status: str = "usable", meta: str = "", guid: str = "urn:1") -> str:
    return (
        f'<newsItem {SPACE} guid="{guid}" version="1" standard="NewsML-G2" standardversion="2.34" conformance="power" xml:lang="en">'
        '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>'
        f'<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:W"><name>Wire</name></provider>'
        f'<versionCreated>2026-02-10T09:30:00Z</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>'
        f"<contentMeta><by>Lotte Bergan</by><headline>A ferry</headline>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def read(source: str | bytes) -> list[Article | InputError]:
    data = source.encode() if isinstance(source, str) else source
    assert kind_of(data, "a.xml") == "newsml"
    return list(read_newsml(Part(origin="a.xml", name="a.xml", file=BytesIO(data)), ReadOptions()))


def article(source: str | bytes) -> Article:
    (found,) = read(source)
    assert isinstance(found, Article), found
    return found


def error(source: str) -> InputError:
    (found,) = read(source)
    assert isinstance(found, InputError), found
    return found


@pytest.mark.parametrize(
    "content",
    [
        XHTML,
        f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
        f'<inlineData contenttype="text/plain">{TEXT}</inlineData>',
        f'<inlineData contenttype="text/html">{escape(PARAGRAPHS)}</inlineData>',
        f'<inlineData contenttype="text/html"><![CDATA[{PARAGRAPHS}]]></inlineData>',
        f'<remoteContent href="a.jpg"/><inlineData>{ONE}</inlineData>{XHTML}',
    ],
)
def test_an_item_holds_its_text_in_any_of_its_ways(content: str) -> None:
    found = article(HEAD + item(content))
    assert (found.text, found.title, found.authors, found.outlet, found.published) == (
        TEXT,
        "A ferry",
        ("Lotte Bergan",),
        "Wire",
        "2026-02-10",
    )
    assert found.origin == "a.xml"


def test_a_message_of_several_items_gives_each() -> None:
    package = f'<packageItem {SPACE} guid="p"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta></packageItem>'
    found = read(f"{HEAD}<newsMessage {SPACE}><header/><itemSet>{item()}{item(kind='picture')}{package}{item()}</itemSet></newsMessage>")
    assert [one.origin for one in found] == ["a.xml:1", "a.xml:2", "a.xml:3", "a.xml:4"]
    assert [one.reason for one in found if isinstance(one, InputError)] == ["no-article", "no-article"]


def test_a_message_with_a_prefix_for_its_namespace_is_read() -> None:
    source = item(f'<inlineData contenttype="text/plain">{TEXT}</inlineData>').replace(f" {SPACE}", "")
    prefixed = source.replace("</", "</\0").replace("<", "<n:").replace("<n:/\0", "</n:")
    found = article(f'{HEAD}<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:itemSet>{prefixed}</n:itemSet></n:newsMessage>')
    assert (found.text, found.title) == (TEXT, "A ferry")


def test_the_hash_is_of_the_items_own_bytes() -> None:
    assert article(f"{HEAD}<newsMessage>{item()}</newsMessage>").sha256 == hashlib.sha256(item().encode()).hexdigest()


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_the_agency_has_withdrawn_is_told(status: str) -> None:
    assert error(item(status=status)).reason == "withdrawn"
    assert error(NITF.replace("usable", status)).reason == "withdrawn"


@pytest.mark.parametrize(("kind", "content"), [("picture", XHTML), ("text", '<remoteContent href="text.html"/>'), ("text", "")])
def test_an_item_without_a_text_is_told(kind: str, content: str) -> None:
    found = error(item(content, kind=kind))
    assert found.reason == "no-article"


def test_without_a_byline_the_persons_who_made_it_are_its_authors() -> None:
    made = '<creator type="cpnat:person"><name>Jo Berg</name></creator><creator type="cpnat:organisation"><name>Wire</name></creator>'
    assert article(item(meta=made).replace("<by>Lotte Bergan</by>", "")).authors == ("Jo Berg",)


def test_an_item_in_another_language_is_told() -> None:
    assert error(item(meta='<language tag="de"/>')).reason == "not-english"


def test_an_address_as_identifier_is_its_url() -> None:
    assert article(item(guid="https://w.example/1")).url == "https://w.example/1"


def test_nitf_alone_is_read() -> None:
    found = article(
        '<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">\n' + NITF.replace(' xmlns="http://iptc.org/std/NITF/2006-10-18/"', "")
    )
    assert (found.text, found.title, found.authors, found.outlet) == (TEXT, "A second ferry", ("Lotte Bergan",), "Harbour News")
    assert found.published == "2026-02-10"


@pytest.mark.parametrize(
    "byline", ["By Lotte Bergan<byttl>Staff</byttl>", "By Lotte Bergan\n  Harbour correspondent", "<person>Lotte Bergan</person>"]
)
def test_a_byline_in_nitf_is_a_name_without_a_title(byline: str) -> None:
    source = NITF.replace("By <person>Lotte Bergan</person><byttl>Staff</byttl>", byline)
    assert article(source).authors == ("Lotte Bergan",)


def old(*components: str, status: str = "Usable") -> str:
    return (
        '<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "http://x.example/NewsML_1.2.dtd" [ <!ATTLIST NewsML a CDATA #IMPLIED> ]>'
        "<NewsML Version='1.2'><NewsEnvelope><DateAndTime>20260210T093000Z</DateAndTime></NewsEnvelope><NewsItem>"
        "<Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20260210</DateId></NewsIdentifier></Identification><NewsManagement>"
        "<FirstCreated>20260209T093000Z</FirstCreated><ThisRevisionCreated>20260210T093000Z</ThisRevisionCreated>"
        f"<Status FormalName='{status}'/></NewsManagement><NewsComponent>{''.join(components)}</NewsComponent></NewsItem></NewsML>"
    )


def component(content: str, *, role: str = "Main") -> str:
    return (
        f"<NewsComponent><Role FormalName='{role}'/><NewsLines><HeadLine>A ferry</HeadLine><ByLine>By Lotte Bergan</ByLine></NewsLines>"
        "<AdministrativeMetadata><Provider><Party FormalName='Wire'/></Provider></AdministrativeMetadata>"
        "<DescriptiveMetadata><Language FormalName='en'/></DescriptiveMetadata>"
        f"<ContentItem><DataContent>{content}</DataContent></ContentItem></NewsComponent>"
    )


@pytest.mark.parametrize("content", [PARAGRAPHS, f"<html><body>{PARAGRAPHS}</body></html>", NITF, f"<![CDATA[{PARAGRAPHS}]]>", TEXT])
def test_old_newsml_is_read(content: str) -> None:
    found = article(old(component(content), component("<p>A boat in the harbour.</p>", role="Caption")))
    assert (found.text, found.title, found.authors, found.outlet, found.published) == (
        TEXT,
        "A ferry",
        ("Lotte Bergan",),
        "Wire",
        "2026-02-10",
    )


def test_old_newsml_with_two_texts_gives_two_and_of_equivalent_ones_one() -> None:
    two = component(PARAGRAPHS) + component(f"<p>{TWO}</p>")
    assert [one.origin for one in read(old(two))] == ["a.xml/1", "a.xml/2"]
    assert len(read(old(two).replace("<NewsComponent><NewsComponent>", "<NewsComponent EquivalentsList='yes'><NewsComponent>"))) == 1


def test_old_newsml_that_was_withdrawn_is_told() -> None:
    assert error(old(component(PARAGRAPHS), status="Canceled")).reason == "withdrawn"


def test_an_item_that_breaks_off_is_told_and_hides_no_other() -> None:
    first, last = read(f"<newsMessage>{item()}{item()[:-300]}")
    assert isinstance(first, Article)
    assert isinstance(last, InputError)
    assert last.reason == "broken"


def test_a_message_without_items_is_told() -> None:
    with pytest.raises(InputError) as caught:
        read(f"<newsMessage {SPACE}><itemSet/></newsMessage>")
    assert caught.value.reason == "no-article"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('<!DOCTYPE newsItem [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + item().replace("A ferry", "&b;"), "entities"),
        ('<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + NITF, "entities"),
        (item("<inlineXML>" + "<p>" * 100_000 + "</inlineXML>"), "nested"),
    ],
)
def test_hostile_files_are_refused_apart(tmp_path: Path, source: str, reason: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(source, encoding="utf-8")
    child = Apart()
    try:
        (found,) = child.read(path, "a.xml", "a.xml", ReadOptions())
    finally:
        child.close()
    assert isinstance(found, InputError)
    assert found.reason == reason


def test_very_many_items_end_in_time() -> None:
    began = time.monotonic()
    assert len(read(f"<newsMessage>{'<newsItem/>' * 5_000}</newsMessage>")) == 5_000
    assert time.monotonic() - began < 10


def test_another_reader_finds_the_same_headline_and_provider() -> None:
    theirs = NewsMLG2.NewsMLG2Document((HEAD + item()).encode()).get_item()
    ours = article(HEAD + item())
    assert str(theirs.contentmeta.headline[0]) == ours.title
    assert str(theirs.itemmeta.versioncreated)[:10] == ours.published
