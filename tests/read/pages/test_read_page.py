"""Pages of one article and of several, and those that would harm the reader."""

from __future__ import annotations

import json
import time
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.apart import Apart
from onrecord.read.pages.page import read_page
from onrecord.read.part import Part, Stated
from onrecord.records import Article

if TYPE_CHECKING:
    from pathlib import Path

SAID = (
    "The harbour council voted on Monday to buy a second ferry, a year after the first one broke down.",
    "“We cannot wait for the bridge,” said Mira Olden, who chairs the council, and called the decision overdue.",
    "The ferry would cost nine million crowns, according to the treasurer, who expects it in May.",
    "Fishermen said that the new timetable would leave them two hours a day in which to unload.",
    "The yard at Olmsund has promised to deliver before the ice, or to pay a fine for every week.",
    "Residents of the outer islands have asked for a night boat since the hospital there was closed.",
)
LIVE = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "The ferry vote"}</script>'
ARTICLE = '<meta property="og:type" content="article">'


def paragraphs(*numbers: int) -> str:
    return "".join(f"<p>{SAID[number]}</p>" for number in numbers)


def text(*numbers: int) -> str:
    return "\n".join(SAID[number] for number in numbers)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>The ferry vote</title>{head}</head><body>{body}</body></html>"


def read(source: str, told: Stated | None = None) -> list[Article | InputError]:
    part = Part(origin="a.html", name="a.html", file=BytesIO(source.encode()), told=told or Stated())
    return list(read_page(part, ReadOptions()))


def articles(source: str, told: Stated | None = None) -> list[Article]:
    found = [one for one in read(source, told) if isinstance(one, Article)]
    assert len(found) == len(read(source, told))
    return found


def refused(source: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read(source)
    return caught.value


def live_post(number: int, clock: str, heading: str = "", byline: str = "") -> str:
    return (
        f'<article id="post-{number}"><header><time datetime="2026-02-10T{clock}:00Z">{clock}</time>{heading}{byline}</header>'
        f"{paragraphs(number)}<footer>Share</footer></article>"
    )


LIVE_BLOG = page(
    '<main><h1>The ferry vote</h1><div class="blocks">'
    + live_post(0, "14:39", "<h2>Council votes yes</h2>", '<a rel="author" href="/lotte">Lotte Bergan</a>')
    + live_post(3, "13:05")
    + "</div></main>",
    LIVE,
)


def test_a_live_blog_is_an_article_a_post_in_the_order_of_the_page() -> None:
    first, second = articles(LIVE_BLOG)
    assert (first.text, second.text) == (text(0), text(3))
    assert (first.origin, second.origin) == ("a.html#post-0", "a.html#post-3")
    assert (first.published, second.published) == ("2026-02-10", "2026-02-10")
    assert (first.title, first.authors) == ("Council votes yes", ("Lotte Bergan",))


def test_a_live_post_without_a_heading_is_called_by_the_page_and_its_time() -> None:
    assert articles(LIVE_BLOG)[1].title == "The ferry vote, 13:05"


def test_posts_of_one_page_are_told_apart_by_the_hash_of_their_text() -> None:
    first, second = articles(LIVE_BLOG)
    assert first.sha256 != second.sha256


def test_posts_without_ids_are_counted() -> None:
    source = LIVE_BLOG.replace('id="post-0"', "").replace('id="post-3"', "")
    assert [one.origin for one in articles(source)] == ["a.html#1", "a.html#2"]


def test_a_post_embedded_from_another_site_is_no_text_of_a_live_post() -> None:
    tweet = '<blockquote class="twitter-tweet"><p>The vote is done, and I have never heard such a silence here.</p></blockquote>'
    assert articles(LIVE_BLOG.replace("<footer>Share", f"{tweet}<footer>Share", 1))[0].text == text(0)


def test_a_live_blog_that_shows_nothing_is_read_from_what_it_states() -> None:
    updates = [
        {"headline": "Yes", "datePublished": "2026-02-10T14:00:00Z", "articleBody": SAID[0]},
        {"headline": "No", "datePublished": "2026-02-09T14:00:00Z", "articleBody": SAID[3]},
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "The ferry vote", "liveBlogUpdate": updates})
    found = articles(page("<div id='app'></div>", f'<script type="application/ld+json">{data}</script>'))
    assert [(one.title, one.published, one.text) for one in found] == [("Yes", "2026-02-10", SAID[0]), ("No", "2026-02-09", SAID[3])]


def blog_post(number: int, *numbers: int) -> str:
    return (
        f'<div class="post"><h2><a href="https://harbour.example/{number}">Post number {number}</a></h2>'
        f'<p class="meta">10 February 202{number}</p>{paragraphs(*numbers)}</div>'
    )


def test_a_front_page_of_whole_posts_is_an_article_each() -> None:
    first, second = articles(page(f"<h1>Harbour notes</h1><div>{blog_post(1, 0, 1)}{blog_post(2, 2, 3, 4)}</div>"))
    assert (first.title, first.published, first.url, first.text) == (
        "Post number 1", "2021-02-10", "https://harbour.example/1", text(0, 1),
    )  # fmt: skip
    assert (second.title, second.published, second.text) == ("Post number 2", "2022-02-10", text(2, 3, 4))


def test_what_the_container_tells_holds_for_every_post() -> None:
    told = Stated(outlet="Harbour News", translation="human", original_language="da", language="en")
    found = articles(page(f"<div>{blog_post(1, 0, 1)}{blog_post(2, 2, 3, 4)}</div>"), told)
    assert {(one.outlet, one.translation, one.original_language) for one in found} == {("Harbour News", "human", "da")}


def test_items_of_a_newsletter_that_lead_to_the_site_are_an_article_each() -> None:
    items = "".join(
        f'<tr><td class="item"><h2>Item {n}</h2>{paragraphs(n, n + 1)}<p><a href="#">Continue reading online</a></p></td></tr>'
        for n in (0, 2)
    )
    found = articles(page(f"<table><tr><td><h1>The week</h1></td></tr>{items}<tr><td>Unsubscribe</td></tr></table>"))
    assert [(one.title, one.text) for one in found] == [("Item 0", text(0, 1)), ("Item 2", text(2, 3))]


def test_a_post_in_another_language_is_an_error_in_its_place() -> None:
    german = "<p>Der Rat hat am Montag beschlossen, eine zweite Fähre zu kaufen, ein Jahr nachdem die erste ausgefallen war.</p>" * 2
    first, second = read(page(f"<div>{blog_post(1, 0, 1)}{blog_post(2, 2, 3, 4).replace(paragraphs(2, 3, 4), german + german[:-4])}</div>"))
    assert isinstance(first, Article)
    assert isinstance(second, InputError)
    assert (second.origin, second.reason) == ("a.html#2", "not-english")


SECTIONS = "".join(f"<section><h2>Part {n}</h2>{paragraphs(n, n + 1)}</section>" for n in (0, 2, 4))


def test_an_article_in_sections_is_one_article() -> None:
    (one,) = articles(page(f"<article><h1>The ferry vote</h1>{SECTIONS}</article>"))
    assert one.text == "\n".join([text(0, 1), "Part 2", text(2, 3), "Part 4", text(4, 5)])


def test_a_page_that_says_that_it_is_one_article_is_one_whatever_its_parts_look_like() -> None:
    dated = SECTIONS.replace("</h2>", '</h2><time datetime="2026-02-10">10 February</time>')
    (one,) = articles(page(f"<main><h1>The ferry vote</h1>{dated}</main>", ARTICLE))
    assert all(line in one.text for line in SAID)


def test_an_article_with_cards_of_others_below_is_one_article() -> None:
    cards = "".join(
        f'<article><h3><a href="/{n}">Another story {n}</a></h3><time datetime="2026-01-0{n}">{n} January</time>'
        f"<p>A sentence of some length says what the story number {n} is about.</p></article>"
        for n in range(1, 7)
    )
    source = page(f"<main><article><h1>The ferry vote</h1>{paragraphs(0, 1, 2, 3)}</article></main><div>{cards}</div>")
    (one,) = articles(source)
    assert one.text == text(0, 1, 2, 3)


def test_a_short_article_with_cards_below_that_are_no_links_is_read_alone() -> None:
    cards = "".join(
        f"<div class='k{n}'><h2>Another story of the week</h2><h3>I cancelled my subscription over less than number {n}.</h3></div>"
        for n in range(12)
    )
    below = f"<div class='q7'><h2>More from Lotte Bergan and Harbour News</h2>{cards}</div>"
    (one,) = articles(page(f"<div><article><h1>The ferry vote</h1>{paragraphs(0, 1, 2)}</article>{below}</div>"))
    assert one.text == text(0, 1, 2)


TEASER = (
    "<p>The council of the harbour town voted on Monday to buy a second ferry, and the story goes on in the usual way for {} words …</p>"
)


@pytest.mark.parametrize("words", [30, 300], ids=["short", "long"])
def test_a_list_of_teasers_is_no_article(words: int) -> None:
    teaser = TEASER.format("many " * (words // 6))
    teasers = "".join(f'<div class="story"><h2><a href="/{n}">Story number {n}</a></h2>{teaser}</div>' for n in range(9))
    error = refused(page(f"<main><h1>All stories</h1>{teasers}</main>"))
    assert (error.reason, bool(error.advice)) == ("no-article", True)


COMMENT = "<p>As a reader of this paper I think that the council should be ashamed of what it did on Monday, all of it.</p>"


@pytest.mark.parametrize(
    "comments",
    [
        f'<div id="comments"><ol>{f"<li>{COMMENT}</li>" * 40}</ol></div>',
        f'<section class="comments-area">{f"<article class=comment-body>{COMMENT}</article>" * 40}</section>',
        f"<ul>{f'<li itemscope itemtype=https://schema.org/Comment>{COMMENT}</li>' * 40}</ul>",
        f'<div id="disqus_thread">{COMMENT * 40}</div>',
        f"<h4>8 Comments:</h4><dl>{f'<dt>A reader said</dt><dd>{COMMENT}</dd>' * 40}</dl>",
        f"<div><h3>Responses (40)</h3>{f'<div><b>Reader</b><a href=/r>Reply</a>{COMMENT}</div>' * 40}</div>",
    ],
    ids=["id", "class", "itemtype", "disqus", "free heading", "heading"],
)
def test_comments_are_no_text_though_they_are_longer_than_the_article(comments: str) -> None:
    (one,) = articles(page(f"<div><h1>The ferry vote</h1><div>{paragraphs(0, 1, 2)}</div>{comments}</div>"))
    assert one.text == text(0, 1, 2)


def test_comments_without_an_article_are_none() -> None:
    assert refused(page(f'<div id="comments"><ol>{f"<li>{COMMENT}</li>" * 40}</ol></div>')).reason == "no-article"


HOSTILE = {
    "a million nested tags": "<div>" * 1_000_000 + "Text.",
    "two thousand nested tags": "<article>" + "<div>" * 2_000 + paragraphs(0, 1, 2),
    "a million tags": "<body>" + "<b></b>" * 1_000_000 + paragraphs(0, 1, 2),
    "a million attributes": "<body><div " + " ".join(f"a{n}=1" for n in range(1_000_000)) + ">" + paragraphs(0, 1, 2),
    "entities of entities": "<!DOCTYPE html [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><body>"
    + "&b;" * 100_000
    + paragraphs(0, 1, 2),
    "an entity that names a file": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><body><article><p>&x;</p>"
    + paragraphs(0, 1, 2),
    "a line of 18 MB": "<body><p>" + "word " * 3_600_000 + "</p>",
    "more than 20 MB": "<body>" + paragraphs(*range(6)) * 40_000,
    "a deep list of data": f"<script type='application/ld+json'>{'[' * 1_000_000}</script>" + paragraphs(0, 1, 2),
    "notes without end": "<body><p>" + "<sup><a href='#fn1'>1</a></sup>word " * 5_000 + "</p>" + paragraphs(0, 1, 2),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_an_article_or_an_error_in_bounded_time(source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<!doctype html><html>" + source if "DOCTYPE" not in source else source, encoding="utf-8")
    apart = Apart(patience=2)
    began = time.monotonic()
    try:
        (one,) = apart.read(path, "a.html", "a.html", ReadOptions())
    finally:
        apart.close()
    assert time.monotonic() - began < 20
    if isinstance(one, Article):
        assert SAID[0] in one.text
        assert "root:" not in one.text
    else:
        assert one.reason in {"too-large", "too-slow", "no-article", "not-english"}
        assert one.advice
