"""PDF files that hold several articles → the articles; reports, and papers with subheads, stay one."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from onrecord.records import Article
from tests.read.documents.pdf_made import BOLD, SERIF, STORY, Sheets, outcome


class Clip(NamedTuple):
    """An article as it is drawn."""

    title: str
    text: tuple[str, ...]
    below: str = ""
    above: str = ""
    mark: str | None = None


ROOF = Clip("No roof, no market, says the council", STORY[:2])
QUAY = Clip("A quay for the spring divides Harrow Bay", STORY[2:])
FERRY = Clip(
    "Ferry workers reject second pay offer",
    (
        "Deckhands and engineers on the Sound ferries have turned down a pay offer for the second time in a month, raising the prospect of "
        "a strike over the holiday weekend.",
        "“As clear as a foghorn,” said the general secretary of the union, Moira Tansley, of the vote, in which six hundred took part.",
    ),
)
THREE = (ROOF, QUAY, FERRY)


def drawn(*clips: Clip, own_pages: bool = False, size: float = 18, plate: str = "", marks: bool = False, cover: str = "") -> bytes:
    """A document of articles one below the other, or each on a page of its own."""
    sheets = Sheets()
    base = 70.0
    if cover:
        sheets.put(cover, 60, base, 24, BOLD)
        sheets.page()
    if plate:
        sheets.put(plate, 60, base, 30, BOLD)
        base += 40
    for number, clip in enumerate(clips):
        if own_pages and number:
            sheets.page()
            base = 70.0
        if clip.above:
            sheets.put(clip.above, 60, base, 9, SERIF)
            base += 24
        if marks:
            sheets.canvas.bookmarkPage(str(number))
            sheets.canvas.addOutlineEntry(clip.mark or clip.title, str(number))
        sheets.put(clip.title, 60, base, size, BOLD)
        base += 20
        if clip.below:
            sheets.put(clip.below, 60, base, 9, SERIF)
            base += 18
        base = sheets.fill(clip.text, 60, base + 4, 460) + 30
    return sheets.done()


def articles(data: bytes) -> list[Article]:
    found = outcome(data)
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


@pytest.mark.parametrize("own_pages", [False, True])
@pytest.mark.parametrize(
    "lines",
    [
        ("By Lena Ortiz", "By Emil Stroud and Jo Vik", "By Ada Holm"),
        ("The Harbour Post, 9 February 2026", "Coast Weekly, 10 February 2026", "Island Daily, 11 February 2026"),
        ("9 February 2026", "Tuesday, 10 February 2026", "By Ada Holm, 11 February 2026"),
    ],
    ids=["bylines", "outlets", "dates"],
)
def test_headlines_of_one_size_that_each_have_a_byline_are_of_articles(lines: tuple[str, ...], own_pages: bool) -> None:  # noqa: FBT001
    clips = [clip._replace(below=line) for clip, line in zip(THREE, lines, strict=True)]
    found = articles(drawn(*clips, own_pages=own_pages))
    assert [one.title for one in found] == [clip.title for clip in clips]
    assert [one.text for one in found] == ["\n".join([clip.below, *clip.text]) for clip in clips]
    assert [one.origin for one in found] == ["a.pdf#1", "a.pdf#2", "a.pdf#3"]


def test_what_stands_around_a_headline_is_stated_of_its_article() -> None:
    above = ("The Harbour Post, 9 February 2026", "Coast Weekly, 10 February 2026", "Island Daily, 11 February 2026")
    clips = [clip._replace(above=line, below="By Lena Ortiz") for clip, line in zip(THREE, above, strict=True)]
    found = articles(drawn(*clips))
    assert [(one.outlet, one.published) for one in found] == [
        ("The Harbour Post", "2026-02-09"), ("Coast Weekly", "2026-02-10"), ("Island Daily", "2026-02-11"),
    ]  # fmt: skip
    assert {one.authors for one in found} == {("Lena Ortiz",)}
    assert not any(line in one.text for one in found for line in above)


def test_the_outlet_and_the_day_at_the_top_are_of_every_article_without_its_own() -> None:
    first, *others = (clip._replace(below="By Lena Ortiz") for clip in THREE)
    found = articles(drawn(first._replace(above="The Harbour Post, 9 February 2026"), *others))
    assert {(one.outlet, one.published) for one in found} == {("The Harbour Post", "2026-02-09")}


def test_datelines_mark_articles_too() -> None:
    clips = [clip._replace(text=(f"HARROW BAY (Coast News) — {clip.text[0]}", *clip.text[1:])) for clip in THREE]
    assert [one.title for one in articles(drawn(*clips))] == [clip.title for clip in clips]


def test_a_second_article_may_have_a_smaller_headline_and_subheads_smaller_still() -> None:
    sheets = Sheets()
    base = 70.0
    for clip, size in zip(THREE, (26, 20, 18), strict=True):
        sheets.put(clip.title, 60, base, size, BOLD)
        sheets.put("By Lena Ortiz", 60, base + 18, 9, SERIF)
        base = sheets.fill(clip.text[:1], 60, base + 36, 460) + 12
        sheets.put("What comes next", 60, base, 14, BOLD)
        base = sheets.fill(clip.text[1:], 60, base + 20, 460) + 30
    found = articles(sheets.done())
    assert [one.title for one in found] == [clip.title for clip in THREE]
    assert all("What comes next" in one.text for one in found)


def test_the_name_of_the_paper_above_them_is_no_article() -> None:
    clips = [clip._replace(below="By Lena Ortiz") for clip in THREE]
    assert [one.title for one in articles(drawn(*clips, plate="The Harbour Gazette"))] == [clip.title for clip in clips]


def test_bookmarks_mark_headlines_that_are_hardly_larger_than_the_text() -> None:
    clips = [clip._replace(below="By Lena Ortiz") for clip in THREE]
    assert [one.title for one in articles(drawn(*clips, size=10.5, marks=True))] == [clip.title for clip in clips]


def test_bookmarks_that_are_headlines_at_the_tops_of_pages_mark_articles() -> None:
    found = articles(drawn(*THREE, own_pages=True, marks=True, cover="Press review of the week"))
    assert [one.title for one in found] == [clip.title for clip in THREE]


CHAPTERS = ("Introduction", "2. What the harbour costs its owners", "Conclusions and further work")


@pytest.mark.parametrize(
    "data",
    [
        drawn(*THREE),
        drawn(*THREE, own_pages=True),
        drawn(*THREE, marks=True),
        drawn(ROOF._replace(below="By Lena Ortiz"), QUAY, FERRY),
        drawn(*(clip._replace(title=title) for clip, title in zip(THREE, CHAPTERS, strict=True)), own_pages=True, marks=True),
        drawn(*(clip._replace(below="By Lena Ortiz", text=("Short.",)) for clip in THREE)),
        drawn(*(clip._replace(mark="Page") for clip in THREE), own_pages=True, marks=True),
    ],
    ids=["subheads", "subheads on pages", "bookmarks without pages", "one byline", "chapters", "no texts", "bookmarks of pages"],
)
def test_what_is_no_clippings_stays_one(data: bytes) -> None:
    (found,) = articles(data)
    assert found.origin == "a.pdf"
