"""What stands around an article's paragraphs is no text of it; what only looks like it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.read import ReadOptions
from onrecord.read.pages.html import read_html

if TYPE_CHECKING:
    from onrecord.records import Article

SAID = [
    "The harbour council voted on Monday to buy a second ferry, a year after the first one broke down in the channel.",
    "“We cannot wait for the bridge,” said Mira Olden, who chairs the council. She called the decision overdue.",
    "The ferry would cost nine million crowns, according to the town’s treasurer, who expects it in May if the yard delivers.",
    "Fishermen said that the new timetable would leave them two hours a day in which to unload, and asked for four.",
]
ABOVE, BELOW = (f"<p>{SAID[0]}</p><p>{SAID[1]}</p>", f"<p>{SAID[2]}</p><p>{SAID[3]}</p>")


def read(body: str | bytes, head: str = "") -> Article:
    if isinstance(body, bytes):
        return read_html(body, "a.html", ReadOptions())
    return read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html", ReadOptions())


def lines(between: str, before: str = "") -> list[str]:
    return read(f"<div class='x1'>{before}<div class='x2'>{ABOVE}{between}{BELOW}</div></div>").text.split("\n")


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>Never miss a ferry</h3><p>Our letter tells you each week what the council did.</p><form><input type=email></form></div>",
        "<div class='wp-block-group'><h3>Don’t miss a post</h3><p>The best of our coverage, in your inbox every day at seven.</p></div>",
        "<div class='NewsletterPromo_a1b2'><p>Our letter tells you each week what the council did.</p></div>",
        "<p>Sponsored: New stairlifts cost less than you think.</p>",
        "<p>Article continues below</p>",
        "<div class='ad-slot'>A message of some length from somebody who has paid for it.</div>",
        "<p><a href='/b'>A bridge too late</a></p>",
        "<p><b>Read more:</b> <a href='/b'>A bridge too late</a></p>",
        "<div><h4>Related</h4><ul><li><a href='/b'>A bridge too late</a></li></ul></div>",
        "<figure><img src=a.jpg><figcaption>The ferry in the channel, in a photograph taken last year.</figcaption></figure>",
        "<table width=200><tr><td><img src=a.jpg></td></tr><tr><td>The ferry in the channel.<i>Photo: E. Stace</i></td></tr></table>",
        "<table><caption>Crossings</caption><tr><th>Year</th><th>Boats</th></tr><tr><td>2025</td><td>1,204</td></tr></table>",
        "<blockquote class='twitter-tweet'><p>The vote is done, and I have never heard such a silence.</p></blockquote>",
        "<div class='share-tools'>Share this with all of your friends.</div>",
        "<div hidden>Words that nobody sees, since they are hidden from everybody.</div>",
        "<aside><p>Three things to know about ferries, told in one short paragraph.</p></aside>",
    ],
)
def test_a_box_between_the_paragraphs_is_no_text(box: str) -> None:
    assert lines(box) == SAID


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>Elsewhere</h2><p>On the outer islands nobody had expected the vote, and nobody was pleased with it.</p>",
        "<h2>More in sorrow than in anger</h2><p>On the outer islands nobody had expected the vote to go that way.</p>",
        "<blockquote><p>I would rather swim than wait for that bridge, and I cannot swim.</p></blockquote>",
        "<ul><li>a second ferry, from May;</li><li>a night boat, if there is money left.</li></ul>",
        "<p>The treasurer had warned of it in <a href='/report'>a report to the council</a> that nobody read.</p>",
        "<section><header><h2>The bill</h2></header><p>Nine million crowns is what the town spends on its schools in a year.</p></section>",
        "<p class='social-worker'>A social worker from the outer islands said that the sick could not wait either.</p>",
        "<p>“No.”</p>",
    ],
)
def test_what_is_of_the_text_stays_though_it_looks_like_a_box(kept: str) -> None:
    found = lines(kept)
    assert [line for line in found if line in SAID] == SAID
    assert len(found) > len(SAID)


def test_a_heading_that_heads_nothing_that_is_left_goes_with_it() -> None:
    assert lines("<h2>Read next</h2><div><a href='/b'>A bridge too late</a></div><h2>The bill</h2>") == [*SAID[:2], "The bill", *SAID[2:]]


def test_a_word_that_stands_on_every_paragraph_means_nothing() -> None:
    body = "".join(f"<div class='elementor-widget elementor-widget-text-editor'><p>{said}</p></div>" for said in SAID)
    assert read(f"<div class='elementor'>{body}</div>").text.split("\n") == SAID


def test_a_standfirst_is_no_text() -> None:
    assert lines("", "<h1>A second ferry</h1><p class='Deck_y06yau'>The council would not wait for the bridge any longer.</p>") == SAID


def test_who_wrote_it_and_when_is_no_text() -> None:
    before = "<h1>A second ferry</h1><div>By Lotte Bergan</div><div>10 February 2026</div><div>3 min read</div>"
    assert lines("", before) == SAID


def test_a_note_on_the_author_below_is_no_text() -> None:
    body = f"<div>{ABOVE}{BELOW}<h3>About the author</h3><p>Lotte Bergan has written on ships and harbours for twenty years.</p></div>"
    assert read(body).text.split("\n") == SAID


def test_text_hidden_behind_a_paywall_is_text() -> None:
    hidden = f"<div class='subscriber-only' style='display:none'>{BELOW}</div>"
    body = f"<article>{ABOVE}{hidden}<div class='paywall'>Subscribe to read on.</div></article>"
    assert read(body).text.split("\n") == SAID


def test_a_long_pull_quote_that_repeats_the_text_is_left_out() -> None:
    repeated = "<aside><blockquote>The ferry would cost nine million crowns, according to the town’s treasurer</blockquote></aside>"
    assert lines(repeated) == SAID


def test_marks_of_notes_and_the_notes_are_no_text() -> None:
    body = (
        f"<main>{ABOVE.replace('channel.', 'channel.<sup><a href=#fn1>1</a></sup>')}{BELOW}"
        "<section class='footnotes'><ol><li id=fn1>Minutes of the council, which nobody has printed so far.</li></ol></section></main>"
    )
    assert read(body).text.split("\n") == SAID


def test_paragraphs_parted_by_line_breaks_are_paragraphs() -> None:
    menu = "".join(f"<tr><td><a href='/{n}'>Section {n}</a></td></tr>" for n in range(20))
    body = f"<table><tr><td><table>{menu}</table></td><td><font>{'<br><br>'.join(SAID)}</font></td></tr></table>"
    assert read(body).text.split("\n") == SAID


def test_a_line_break_in_a_sentence_parts_nothing() -> None:
    assert lines("<p>The yard at Olmsund has promised to deliver<br>before the ice, or to pay a fine.</p>")[2] == (
        "The yard at Olmsund has promised to deliver before the ice, or to pay a fine."
    )


def test_paragraphs_that_are_no_paragraphs_to_the_mark_up_are_read() -> None:
    body = "".join(f"<div><div><span>{said}</span></div></div>" for said in SAID)
    assert read(f"<div id=root><div>Menu</div><div>{body}</div></div>").text.split("\n") == SAID


def test_bullets_that_are_typed_are_no_text() -> None:
    assert lines("<div>• a second ferry, from May;</div><div>• a night boat, if there is money left.</div>")[2:4] == [
        "a second ferry, from May;",
        "a night boat, if there is money left.",
    ]


def test_a_no_break_space_stays() -> None:
    assert "9\u00a0million crowns are a lot of money for a town that has no bridge." in lines(
        "<p>9&nbsp;million crowns are a lot of money for a town that has no bridge.</p>"
    )


def test_a_page_that_shows_the_opening_and_states_the_whole_text_gives_the_whole() -> None:
    whole = "\\n".join(SAID)
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{whole}"}}</script>'
    assert read(f"<article>{ABOVE}</article>", head).text.split("\n") == SAID


def test_what_a_page_states_and_does_not_show_the_like_of_is_not_its_text() -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "' + "Something else entirely. " * 60 + '"}</script>'
    assert read(f"<article>{ABOVE}{BELOW}</article>", head).text.split("\n") == SAID


def test_an_old_page_that_names_no_encoding_is_read_as_browsers_read_it() -> None:
    page = f"<html><body><h1>Šárka’s ferry</h1><p>{SAID[1]}</p><p>Šárka Novotná, Ján Čech said, “would rather swim”.</p><p>{SAID[0]}</p>"
    encoded = page.replace("Č", "C").encode("cp1252")
    assert "Šárka Novotná, Ján Cech said, “would rather swim”." in read(encoded).text
