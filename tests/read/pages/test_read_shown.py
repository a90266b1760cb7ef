"""What a page that states nothing of its article shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read import ReadOptions
from onrecord.read.pages.html import read_html

if TYPE_CHECKING:
    from onrecord.records import Article

TEXT = (
    "<p>The harbour council voted on Monday to buy a second ferry, a year after the first one broke down.</p>"
    "<p>“We cannot wait for the bridge,” said Mira Olden, who chairs the council. She called the decision overdue.</p>"
    "<p>The ferry would cost nine million crowns, according to the town’s treasurer, who expects it in May.</p>"
)


def read(body: str, title: str = "", before: str = "") -> Article:
    return read_html(f"{before}<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), "a.html", ReadOptions())


def test_title_and_outlet_are_told_apart_by_the_heading_on_the_page() -> None:
    for title in ("Harbour News - A second ferry for the town", "A second ferry for the town | Harbour News"):
        article = read(f"<div><b>A second ferry for the town</b></div>{TEXT}", title)
        assert (article.title, article.outlet) == ("A second ferry for the town", "Harbour News")


def test_the_byline_and_the_date_beside_the_heading_tell() -> None:
    head = "<div>Tuesday, February 10, 2026</div><h1>A second ferry for the town</h1><div>By Lotte Bergan and Emil Stace</div>"
    article = read(f"{head}<div>Staff</div>{TEXT}", "A second ferry for the town")
    assert (article.authors, article.published) == (("Lotte Bergan", "Emil Stace"), "2026-02-10")


def test_a_blogs_note_of_who_posted_it_tells() -> None:
    article = read(f"<h3>A second ferry for the town</h3>{TEXT}<p>posted by Lotte Bergan @ 9:14 AM</p>", "A second ferry for the town")
    assert article.authors == ("Lotte Bergan",)


def test_a_line_that_only_begins_like_a_byline_is_none() -> None:
    assert read(f"<h1>A second ferry for the town</h1><div>By the end of May</div>{TEXT}", "A second ferry for the town").authors == ()


def test_the_day_on_which_a_page_was_looked_at_is_not_the_articles() -> None:
    top = "<div>Today is Friday, March 6, 2026</div><div>Weather: snow</div><div>Home</div><h1>A second ferry for the town</h1>"
    assert read(top + TEXT, "A second ferry for the town").published is None


def test_a_saved_page_tells_where_it_was_saved_from() -> None:
    noted = "<!-- saved from url=(0033)https://harbour.example/2026/ferry -->"
    assert read(TEXT, before=noted).url == "https://harbour.example/2026/ferry"
    noted = "<!--\n Page saved with SingleFile \n url: https://harbour.example/2026/boat \n saved date: Tue Feb 10 2026 -->"
    assert read(TEXT, before=f"<!doctype html>{noted}").url == "https://harbour.example/2026/boat"
