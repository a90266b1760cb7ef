"""Outlets by what articles state and where they stand."""

from __future__ import annotations

import itertools

import pytest

from onrecord.outlets import Masthead, feed_signs, folded, host_of, meant, named_host, signs_in_table, signs_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Port-Post.example/2026/dam", "port-post.example"),
        ("http://m.port-post.example:8080/dam", "port-post.example"),
        ("https://amp.www.port-post.example/", "port-post.example"),
        ("https://user:secret@port-post.example./", "port-post.example"),
        ("https://sport.port-post.example/", "sport.port-post.example"),
        ("https://www.example/", "www.example"),
        ("https://münster.example/", "xn--mnster-3ya.example"),
        ("https://web.archive.org/web/2020id_/http://www.lake.example/a", "lake.example"),
        ("file:///home/dam.html", None),
        ("doi:10.1000/1", None),
        ("https://[broken/", None),
        ("", None),
        (None, None),
    ],
)
def test_a_host_is_the_same_on_every_device(url: str | None, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "names",
    [
        ("The Korea Herald", "Korea Herald", "KOREA HERALD", "the korea-herald", "Korea Herald, The", "KoreaHerald"),
        ("El País", "El Pais"),
        ("Mail & Guardian", "Mail and Guardian"),
        ("Al-Jazeera", "Al Jazeera"),
        ("東京新聞", "東京新聞 "),
    ],
)
def test_spellings_of_a_name_are_one(names: tuple[str, ...]) -> None:
    assert len({folded(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Times", "Times of India"),
        ("The Times", "The Sunday Times"),
        ("The Guardian", "The Guardian Nigeria"),
        ("BBC", "BBC News"),
        ("Daily Star", "Star"),
        ("Canal+", "Canal"),
        ("The Independent", "Independent.ie"),
        ("ガーディアン", "カーテイアン"),
        ("The", "Post"),
        ("—", "…"),
    ],
)
def test_different_outlets_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("BBC.co.uk", "bbc.co.uk"),
        ("www.Gazeta.ru", "gazeta.ru"),
        ("https://post.example/", "post.example"),
        ("X.com", "x.com"),
        ("U.S.News", None),
        ("St.Petersburg Times", None),
        ("St.Petersburg", None),
        ("The Post", None),
    ],
)
def test_a_name_that_is_an_address_is_told_from_others(name: str, host: str | None) -> None:
    assert named_host(name) == host


def named(*mastheads: Masthead, table: tuple[tuple[str, str, str], ...] = ()) -> list[str | None]:
    signs = {sign: next(iter(outlets)) for sign, outlets in signs_in_table(table).items() if len(outlets) == 1}
    found = meant(mastheads, signs)
    return [found[one] for one in mastheads]


def test_an_outlet_is_called_by_its_most_frequent_spelling_whatever_came_first() -> None:
    three = (Masthead("KOREA HERALD", "", 2), Masthead("The Korea Herald", "kh.example", 3), Masthead("Korea Herald", "", 2))
    for order in itertools.permutations(three):
        assert named(*order) == ["The Korea Herald"] * 3


def test_of_spellings_as_frequent_the_fuller_one_is_taken() -> None:
    for order in itertools.permutations((Masthead("KOREA HERALD", ""), Masthead("Korea Herald", ""), Masthead("The Korea Herald", ""))):
        assert named(*order) == ["The Korea Herald"] * 3


def test_where_nothing_is_stated_the_one_outlet_of_the_host_is_meant() -> None:
    assert named(Masthead("", "post.example"), Masthead("The Port Post", "post.example")) == ["The Port Post"] * 2
    assert named(Masthead("", "post.example"), Masthead("The Port Post", "other.example"))[0] == "post.example"
    two = named(Masthead("", "news.example"), Masthead("The Port Post", "news.example"), Masthead("Lake Herald", "news.example"))
    assert two[0] == "news.example"
    assert named(Masthead("", "")) == [None]


def test_an_address_as_a_name_says_no_more_than_the_address() -> None:
    assert named(Masthead("BBC.co.uk", ""), Masthead("BBC", "bbc.co.uk")) == ["BBC", "BBC"]
    assert named(Masthead("BBC.co.uk", ""), Masthead("BBC", "")) == ["bbc.co.uk", "BBC"]


def test_a_wire_agency_is_no_outlet_of_a_papers_page() -> None:
    paper, page = Masthead("The Port Post", "post.example"), Masthead("Reuters", "post.example")
    assert named(page, paper) == ["The Port Post", "The Port Post"]
    assert named(page) == ["post.example"]
    assert named(Masthead("Reuters", "uk.reuters.com"), Masthead("REUTERS", "")) == ["Reuters", "Reuters"]


def test_the_users_table_comes_first_and_its_nearest_domain() -> None:
    table = (
        ("The Star (Malaysia)", "domain", "thestar.com.my; star.example"),
        ("Star Sport", "domain", "https://sport.star.example/"),
        ("The Port Post", "masthead", "PP; Port Post Online"),
        ("The Port Post", "country", "Norland"),
    )
    asked = (
        Masthead("The Star", "thestar.com.my"), Masthead("", "m2.sport.star.example"), Masthead("The Star", "thestar.example"),
        Masthead("P.P.", ""), Masthead("PORT POST", ""), Masthead("thestar.com.my", ""),
    )  # fmt: skip
    assert named(*asked, table=table) == [
        "The Star (Malaysia)", "Star Sport", "The Star", "The Port Post", "The Port Post", "The Star (Malaysia)",
    ]  # fmt: skip


def test_a_domain_recognises_no_address_that_only_ends_like_it() -> None:
    assert named(Masthead("", "notstar.example"), table=(("Star", "domain", "star.example"),)) == ["notstar.example"]


def test_a_feed_is_known_by_address_file_or_title() -> None:
    (address,) = signs_of("feed", "https://post.example/rss.xml/") or ()
    assert address in feed_signs("crawl.warc.gz/http://post.example/rss.xml:12")
    file, _ = signs_of("Feed", "Post.xml") or ()
    assert file in feed_signs("/home/eva/post.xml:3")
    assert not set(feed_signs("/home/eva/compost.xml:3")) & {address, file}
    assert named(Masthead("Port Post – World", ""), table=(("The Port Post", "feed", "Port Post: World"),)) == ["The Port Post"]


@pytest.mark.parametrize("value", ["post", "the post.example", "-", "http://", "post..example"])
def test_a_domain_that_is_none_is_told(value: str) -> None:
    assert signs_of("domain", value) is None


def test_other_attributes_are_no_signs() -> None:
    assert signs_of("owner", "post.example") == []
