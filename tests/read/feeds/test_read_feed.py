"""Feeds → articles."""

from __future__ import annotations

import hashlib
import time
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

import feedparser
import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.apart import Apart
from onrecord.read.detect import kind_of
from onrecord.read.feeds.feed import read_feed
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from pathlib import Path

ONE = "The council voted on Monday to buy a second ferry for the harbour, and the money will come from the state’s own funds."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council and has done so since the old ferry sank."
FULL = f"<p>{ONE}</p><p>{TWO}</p>"
TEXT = f"{ONE}\n{TWO}"
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def rss(*items: str) -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0" {SPACES}><channel><title>Harbour News</title><language>en</language>'
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


def atom(*entries: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title><author><name>The desk</name></author>'
        f"{''.join(f'<entry>{entry}</entry>' for entry in entries)}</feed>"
    )


def encoded(words: str = FULL) -> str:
    return f"<content:encoded><![CDATA[{words}]]></content:encoded>"


def read(source: str | bytes) -> list[Article | InputError]:
    data = source.encode() if isinstance(source, str) else source
    assert kind_of(data, "feed.xml") == "feed"
    return list(read_feed(Part(origin="feed.xml", name="feed.xml", file=BytesIO(data)), ReadOptions()))


def article(source: str) -> Article:
    (found,) = read(source)
    assert isinstance(found, Article), found
    return found


def error(source: str) -> InputError:
    (found,) = read(source)
    assert isinstance(found, InputError), found
    return found


def test_an_rss_item_with_its_whole_text_is_an_article() -> None:
    found = article(
        rss(
            f"<title>A &amp;amp; B</title><link>https://h.example/1</link><description>{ONE[:60]}</description>{encoded()}"
            "<dc:creator>Lotte Bergan and Jo Berg</dc:creator><pubDate>Tue, 10 Feb 2026 09:30:00 +0900</pubDate><guid>17</guid>"
        )
    )
    assert (found.text, found.title, found.outlet, found.authors) == (TEXT, "A & B", "Harbour News", ("Lotte Bergan", "Jo Berg"))
    assert (found.published, found.url, found.origin) == ("2026-02-10", "https://h.example/1", "feed.xml:1")


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html">{escape(FULL)}</content>',
        f'<content type="html"><![CDATA[{FULL}]]></content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{FULL}</div></content>',
        f'<content type="text">{TEXT}</content>',
        f"<content>{TEXT}</content>",
        f'<content type="text/html" mode="escaped">{escape(FULL)}</content>',
    ],
)
def test_an_atom_entry_holds_its_text_in_any_of_its_ways(content: str) -> None:
    found = article(
        atom(
            '<title type="html">A &lt;b>ferry&lt;/b></title><link rel="edit" href="https://h.example/e"/><link href="https://h.example/1"/>'
            f"<author><name>Lotte Bergan</name></author><published>2026-02-10T09:30:00Z</published><updated>2026-02-12</updated>{content}"
        )
    )
    assert (found.text, found.title, found.authors) == (TEXT, "A ferry", ("Lotte Bergan",))
    assert (found.url, found.published, found.outlet) == ("https://h.example/1", "2026-02-10", "Harbour News")


def test_rss_1_and_0_91_are_read_as_well() -> None:
    one = (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {SPACES}>'
        "<channel><title>Harbour News</title><items><rdf:Seq><rdf:li resource='u'/></rdf:Seq></items></channel>"
        f"<item><title>A</title><link>https://h.example/1</link><dc:date>2026-02-10</dc:date>{encoded()}</item></rdf:RDF>"
    )
    old = (
        '<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss.dtd">\n'
        f'<rss version="0.91"><channel><title>Harbour News</title><item><description>{ONE * 7}</description></item></channel></rss>'
    )
    assert (article(one).text, article(one).published, article(one).outlet) == (TEXT, "2026-02-10", "Harbour News")
    assert article(old).text == ONE * 7


def test_a_description_as_long_as_an_article_is_one_and_a_short_one_is_a_teaser() -> None:
    long = "".join(f"<p>{ONE}</p>" for _ in range(7))
    assert article(rss(f"<description>{escape(long)}</description>")).text == "\n".join([ONE] * 7)
    found = error(rss(f"<link>https://h.example/1</link><description>{ONE}</description>"))
    assert (found.origin, found.reason) == ("feed.xml:1", "teaser")
    assert "https://h.example/1" in found.advice


@pytest.mark.parametrize(
    "end", ["[…]", "[...]", " [&hellip;]", "…", '<p><a href="u">Read more</a></p>', "<p><a href='u'>Continue reading A →</a></p>"]
)
def test_a_text_that_is_cut_is_a_teaser_whatever_it_is_called(end: str) -> None:
    assert error(rss(encoded(f"<p>{ONE} {TWO} {end}"))).reason == "teaser"


def test_a_long_text_may_end_in_an_ellipsis() -> None:
    assert article(rss(encoded(f"<p>{ONE * 30} And so on …</p>"))).text.endswith("And so on …")


def test_content_that_is_the_description_again_counts_as_a_description() -> None:
    assert error(rss(f"<description>{escape(FULL)}</description>{encoded()}")).reason == "teaser"


def test_what_a_blog_system_puts_below_is_no_text() -> None:
    below = '<p>The post <a href="u">A ferry</a> appeared first on <a href="v">Harbour News</a>.</p>'
    assert article(rss(encoded(FULL + below))).text == TEXT


def test_an_item_from_elsewhere_has_its_own_outlet() -> None:
    assert article(rss(f'<source url="https://p.example/rss">Post</source>{encoded()}')).outlet == "Post"
    assert article(atom(f'<source><title>Post</title></source><content type="html">{escape(FULL)}</content>')).outlet == "Post"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("jo@h.example (Jo Berg)", ("Jo Berg",)),
        ("Jo Berg &lt;jo@h.example&gt;", ("Jo Berg",)),
        ("jo@h.example", ()),
        ("By Jo Berg", ("Jo Berg",)),
    ],
)
def test_an_author_is_a_name_without_an_address(given: str, name: tuple[str, ...]) -> None:
    assert article(rss(f"<author>{given}</author>{encoded()}")).authors == name


def test_an_atom_entry_without_an_author_has_the_feeds() -> None:
    assert article(atom(f'<content type="html">{escape(FULL)}</content>')).authors == ("The desk",)


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("<guid>https://h.example/1</guid>", "https://h.example/1"),
        ('<guid isPermaLink="false">https://h.example/1</guid>', None),
        ("<guid>tag:17</guid>", None),
        ("<link>https://f.example/x</link><feedburner:origLink>https://h.example/1</feedburner:origLink>", "https://h.example/1"),
    ],
)
def test_the_address_is_the_link_or_a_permanent_guid(given: str, url: str | None) -> None:
    assert article(rss(given + encoded())).url == url


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("<pubDate>Tue, 10 Feb 26 09:30:00 GMT</pubDate>", "2026-02-10"),
        ("<pubDate>soon</pubDate><dc:date>2026-02-10T01:00:00Z</dc:date>", "2026-02-10"),
        ("<pubDate>soon</pubDate>", None),
        ("", None),
    ],
)
def test_a_day_is_one_that_is_stated_and_can_be_read(given: str, day: str | None) -> None:
    assert article(rss(given + encoded())).published == day


def test_what_is_said_of_a_picture_is_not_of_the_item() -> None:
    picture = '<media:content url="a.jpg"/><media:title>Boat</media:title><media:description>A boat.</media:description>'
    found = article(rss(f"{picture}<title>A ferry</title>{encoded()}"))
    assert (found.title, found.text) == ("A ferry", TEXT)


def test_items_keep_their_order_and_a_guid_given_twice_gives_two() -> None:
    found = read(rss(*(f"<guid>1</guid><title>{number}</title>{encoded(FULL + str(number))}" for number in "123")))
    assert [(one.origin, one.title) for one in found if isinstance(one, Article)] == [
        ("feed.xml:1", "1"),
        ("feed.xml:2", "2"),
        ("feed.xml:3", "3"),
    ]


def test_the_hash_is_of_the_items_own_bytes() -> None:
    item = f"<item><title>É</title>{encoded()}</item>"
    found = article(rss("X").replace("<item>X</item>", item))
    assert found.sha256 == hashlib.sha256(item.encode()).hexdigest()


def test_a_broken_item_is_read_as_far_as_it_goes_and_hides_no_other() -> None:
    first, second = read(rss(f"<title>AT&T & <b>others</title>{encoded()}", f"<title>Next</title>{encoded()}"))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.text, second.title) == ("AT&T & others", TEXT, "Next")


def test_a_feed_that_breaks_off_gives_what_is_whole() -> None:
    whole = rss(encoded(), f"<title>Second</title>{encoded()}")
    first, last = read(whole[: whole.index("Second") + 200])
    assert isinstance(first, Article)
    assert isinstance(last, InputError)
    assert (last.origin, last.reason) == ("feed.xml:2", "broken")


def test_a_feed_without_items_is_told() -> None:
    with pytest.raises(InputError) as caught:
        read(rss())
    assert caught.value.reason == "no-article"


def test_a_bomb_of_entities_is_refused_apart_too(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + rss("<title>&b;</title>").partition("?>")[2]
    path = tmp_path / "feed.xml"
    path.write_text(bomb, encoding="utf-8")
    child = Apart()
    try:
        (found,) = child.read(path, "feed.xml", "feed.xml", ReadOptions())
    finally:
        child.close()
    assert isinstance(found, InputError)
    assert found.reason == "entities"


def test_a_feed_of_very_many_items_ends_in_time() -> None:
    began = time.monotonic()
    assert len(read(rss(*["<title>x</title>"] * 5_000))) == 5_000
    assert time.monotonic() - began < 10


def test_another_reader_finds_the_same_titles_days_and_addresses() -> None:
    source = rss(
        *(
            f"<title>News {number} &amp; more</title><link>https://h.example/{number}</link>"
            f"<pubDate>Tue, {number} Feb 2026 09:30:00 GMT</pubDate>{encoded()}"
            for number in range(10, 20)
        )
    )
    ours = [(one.title, one.url, one.published) for one in read(source) if isinstance(one, Article)]
    theirs = [(one.title, one.link, "{}-{:02}-{:02}".format(*one.published_parsed[:3])) for one in feedparser.parse(source).entries]
    assert ours == theirs
