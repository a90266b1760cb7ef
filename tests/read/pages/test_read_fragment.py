"""Pieces of HTML → paragraphs of text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.read.pages.fragment import Block, blocks_of, blocks_of_lines, blocks_of_source, text_of, without_title


def text(source: str) -> str:
    return text_of(blocks_of_source(source))


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
        ("<div>One <b>bold</b> word.</div>Two.", ["One bold word.", "Two."]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<blockquote>“We go,” he said.</blockquote>After.", ["“We go,” he said.", "After."]),
        ("One.<br><br>Two.", ["One.", "Two."]),
        ("One.<br>Two.", ["One.", "Two."]),
        ("The council voted<br>on Monday.", ["The council voted on Monday."]),
        ("<table><tr><td>One.</td><td><p>Two.</p></td></tr></table>", ["One.", "Two."]),
        ("<pre>One\nTwo</pre>", ["One", "Two"]),
        ("<p>A\n  line\tbroken</p>", ["A line broken"]),
        ("<p>She said <q>yes</q>, he <q>“no”</q>.</p>", ["She said “yes”, he “no”."]),
        ("No tag, &amp; two lines.\n\nSecond.", ["No tag, & two lines.", "Second."]),
        ("<p>x &lt; y &amp; z</p>", ["x < y & z"]),
        ("<p>&#147;Yes&#x94; &#8212; &#233;</p>", ["“Yes” — é"]),
    ],
)
def test_blocks_part_paragraphs_and_what_is_inline_does_not(source: str, lines: list[str]) -> None:
    assert text(source).split("\n") == lines


@pytest.mark.parametrize(
    "source",
    [
        "<script>track()</script>",
        "<style>p{}</style>",
        '<img src="https://t.example/pixel.gif" alt="A picture" width=1>',
        "<figure><img src=a.jpg><figcaption>A caption.</figcaption></figure>",
        '<div class="wp-caption"><p class="wp-caption-text">A caption.</p></div>',
        '<div style="display: none">Preview text.</div>',
        '<span style="max-height:0;overflow:hidden">Preview text.</span>',
        "<p hidden>Hidden.</p>",
        "<iframe>No frames.</iframe>",
        "<button>Share</button>",
        "<!-- a comment -->",
        "<p>&nbsp;&zwnj;&#847;</p>",
    ],
)
def test_what_shows_no_words_of_the_article_is_left_out(source: str) -> None:
    assert text(f"<p>Before.</p>{source}<p>After.</p>") == "Before.\nAfter."


def test_the_words_after_what_is_left_out_are_kept() -> None:
    assert text("<p>One <script>x</script>two <img src=a> three.</p>") == "One two three."


def test_a_quotation_set_as_a_figure_is_kept() -> None:
    assert text("<figure><blockquote>“We go.”</blockquote><figcaption>Olden</figcaption></figure>") == "“We go.”"


def test_what_only_looks_hidden_is_kept() -> None:
    assert text('<td style="font-size:0px;opacity:0.9;max-height:0.5em">Words.</td>') == "Words."


def test_characters_stay_as_they_are() -> None:
    words = "Cafe\u0301 Café “a”\u00a0b …"
    assert text(f"<p>{words}</p>") == words


def test_a_block_tells_its_element_and_what_of_it_is_a_link() -> None:
    assert blocks_of_source('<h2>Head</h2><p>ab <a href="x">cd</a></p>') == [Block("Head", "h2"), Block("ab cd", "p", 0.5, 0.0, "x")]


def test_xhtml_in_a_namespace_is_read_by_its_local_names() -> None:
    root = etree.fromstring('<x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>One.</x:p><x:script>t</x:script><x:p>Two.</x:p></x:div>')
    assert text_of(blocks_of(root)) == "One.\nTwo."


def test_a_title_above_the_text_is_no_part_of_it() -> None:
    blocks = blocks_of_lines("A  ferry\nThe council voted.")
    assert text_of(without_title(blocks, "A ferry")) == "The council voted."
    assert without_title(blocks, "Another") == blocks


def test_many_and_deep_tags_end_in_time() -> None:
    began = time.monotonic()
    blocks_of_source("<div>" * 200_000 + "deep")
    blocks_of_source("<b>" * 100_000 + "deep")
    assert len(blocks_of_source("<p>a" * 50_000)) == 50_000
    assert time.monotonic() - began < 10


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1), min_size=1))
def test_paragraphs_come_out_as_they_went_in(paragraphs: list[str]) -> None:
    source = "".join(f"<p>{words}</p>" for words in paragraphs)
    kept = [words for words in paragraphs if text(f"<p>{words}</p>")]
    assert text(source).split("\n") == (kept or [""])
