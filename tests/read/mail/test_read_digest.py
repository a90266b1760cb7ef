"""Newsletters that hold several articles → the articles; newsletters that are one text stay one."""

from __future__ import annotations

import time
from io import BytesIO

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article
from tests.read.mail.newsletters_made import (
    DIGESTS_IN_HTML,
    DIGESTS_IN_PLAIN_TEXT,
    GREETING,
    LEAVE_HTML,
    NEWS,
    SINGLES_IN_HTML,
    SINGLES_IN_PLAIN_TEXT,
    TEXTS,
    TITLES,
    linked_headings,
    mail,
    numbered_plain,
    paragraphs,
)


def read(data: bytes, name: str = "brief.eml") -> list[Article]:
    found = list(read_part(Part(origin=name, name=name, file=BytesIO(data)), ReadOptions()))
    assert not any(isinstance(one, InputError) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def bodies(found: list[Article]) -> list[str]:
    return [one.text.removeprefix("HARBOUR (Coast News) — ") for one in found]


@pytest.mark.parametrize("made", DIGESTS_IN_HTML.values(), ids=DIGESTS_IN_HTML.keys())
def test_a_digest_in_html_is_its_articles(made) -> None:  # noqa: ANN001
    found = read(mail(html=made()))
    assert [one.title for one in found] == TITLES
    assert bodies(found) == TEXTS


@pytest.mark.parametrize("made", DIGESTS_IN_PLAIN_TEXT.values(), ids=DIGESTS_IN_PLAIN_TEXT.keys())
def test_a_digest_in_plain_text_is_its_articles(made) -> None:  # noqa: ANN001
    found = read(mail(plain=made()))
    assert [(one.title or "").upper() for one in found] == [title.upper() for title in TITLES]
    assert bodies(found) == TEXTS


@pytest.mark.parametrize("html", SINGLES_IN_HTML.values(), ids=SINGLES_IN_HTML.keys())
def test_one_text_in_html_stays_one(html: str) -> None:
    (found,) = read(mail(html=html))
    assert found.title == "The Morning Brief"
    assert NEWS[0].text[0] in found.text


@pytest.mark.parametrize("plain", SINGLES_IN_PLAIN_TEXT.values(), ids=SINGLES_IN_PLAIN_TEXT.keys())
def test_one_text_in_plain_text_stays_one(plain: str) -> None:
    (found,) = read(mail(plain=plain))
    assert all(paragraph in found.text for one in NEWS for paragraph in one.text)


@pytest.mark.parametrize("data", [mail(html=linked_headings()), mail(plain=numbered_plain())], ids=["html", "plain"])
def test_each_has_its_place_its_address_and_what_the_mail_states(data: bytes) -> None:
    found = read(data)
    assert [one.origin for one in found] == [f"brief.eml#{at}" for at in (1, 2, 3, 4)]
    assert [one.url for one in found] == [one.link for one in NEWS]
    assert {(one.outlet, one.published) for one in found} == {("The Harbour Post", "2026-02-10")}


def test_a_byline_names_the_author_and_the_day_of_its_item() -> None:
    days = ("9 February 2026", "8 February 2026", "7 February 2026", "6 February 2026")
    html = "".join(f"<h2>{one.title}</h2><p>By {one.author}, {day}</p>{paragraphs(one)}" for one, day in zip(NEWS, days, strict=True))
    found = read(mail(html=html))
    assert [one.authors for one in found] == [(one.author,) for one in NEWS]
    assert [one.published for one in found] == ["2026-02-09", "2026-02-08", "2026-02-07", "2026-02-06"]


def test_a_short_item_among_others_is_read_where_it_says_that_it_is_one() -> None:
    short = '<h2><a href="https://harbour.example/bell">Museum returns a bell</a></h2><p>It will ring on Sunday.</p>'
    assert [one.title for one in read(mail(html=short + linked_headings()))] == ["Museum returns a bell", *TITLES]


def test_a_long_opening_is_an_article_of_its_own() -> None:
    opening = "".join(f"<p>{text}</p>" for text in (*NEWS[0].text, *NEWS[1].text))
    html = opening + "".join(f"<h2>{one.title}</h2><p>By {one.author}</p>{paragraphs(one)}" for one in NEWS[1:] * 2)
    found = read(mail(html=html))
    assert [one.title for one in found] == ["The Morning Brief", *TITLES[1:] * 2]
    assert found[0].text == f"{TEXTS[0]}\n{TEXTS[1]}"


def test_a_digest_that_was_passed_on_has_the_state_of_the_first_mail() -> None:
    head = "---------- Forwarded message ---------\nFrom: Coast Weekly <w@coast.example>\nDate: Mon, 9 Feb 2026 07:00\nSubject: Five things"
    found = read(mail(plain=f"{head}\n\n{numbered_plain()}"))
    assert [one.title for one in found] == TITLES
    assert {(one.outlet, one.published) for one in found} == {("Coast Weekly", "2026-02-09")}


PAGE = "<!doctype html><html><head><title>The Morning Brief</title></head><body>{}</body></html>"


@pytest.mark.parametrize("made", DIGESTS_IN_HTML.values(), ids=DIGESTS_IN_HTML.keys())
def test_the_page_of_a_newsletter_is_its_articles(made) -> None:  # noqa: ANN001
    found = read(PAGE.format(made()).encode(), "brief.html")
    assert [one.title for one in found] == TITLES
    assert bodies(found) == TEXTS


@pytest.mark.parametrize("html", SINGLES_IN_HTML.values(), ids=SINGLES_IN_HTML.keys())
def test_the_page_of_one_text_stays_one(html: str) -> None:
    assert len(read(PAGE.format(html).encode(), "brief.html")) == 1


def test_a_page_that_nobody_can_leave_is_no_newsletter() -> None:
    html = linked_headings().replace(LEAVE_HTML, "").replace(GREETING, "Front page")
    found = list(read_part(Part(origin="a.html", name="a.html", file=BytesIO(PAGE.format(html).encode())), ReadOptions()))
    assert len(found) == 1


def test_a_page_that_states_that_it_is_one_article_is_one() -> None:
    page = PAGE.format(linked_headings()).replace("<head>", '<head><meta property="og:type" content="article">')
    assert len(read(page.encode(), "brief.html")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "= " * 50_000 + "x",
        " " * 100_000 + "x",
        "Read more" + "!" * 100_000 + "x",
        "A. " * 50_000,
        "<https://a.example> " * 5_000,
        "By A, " * 20_000,
    ],
    ids=["marks", "spaces", "more", "sentences", "addresses", "names"],
)
def test_hostile_lines_end_in_time(line: str) -> None:
    begun = time.monotonic()
    read(mail(plain=f"{numbered_plain()}\n\n{line}\n\n{numbered_plain()}"))
    assert time.monotonic() - begun < 5


def test_thousands_of_items_end_in_time() -> None:
    begun = time.monotonic()
    html = "".join(f"<h2><a href='https://a.example/{at}'>A headline of words {at}</a></h2><p>{NEWS[1].text[0]}</p>" for at in range(5_000))
    assert len(read(mail(html=html))) == 5_000
    assert time.monotonic() - begun < 20
