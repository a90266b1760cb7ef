"""The page shows each article's text as it is, with its statements marked, and needs nothing but itself."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from onrecord.exchange.page import Mark, render_page, segments
from onrecord.records import Record, Statement
from onrecord.spans import Span
from tests.records_made import article, record, speaker, statement, talks

ANY_TEXT = st.text(st.one_of(st.sampled_from("\n\r\t <>&\"'“”é\u2028"), st.characters(exclude_categories=["Cc", "Cs", "Cn"])), max_size=60)


def parse(*records: Record) -> Any:
    return html.document_fromstring(render_page(records))


def text_of(page: Any) -> str:
    return "".join(part.text_content() for part in page.iter("article"))


def with_classes(page: Any, *names: str) -> list[str]:
    return [m.text for m in page.find(".//article").iter("span") if set(names) <= set(m.get("class").split())]


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    text = draw(ANY_TEXT)
    places = st.integers(0, len(text))
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), places, places)
    some = st.lists(span, max_size=3).map(tuple)
    made = [
        Statement(id=f"s{k}", content=draw(some), source=draw(some), cue=draw(some), form="mixed", confidence=0.5)
        for k in range(draw(st.integers(0, 4)))
    ]
    return Record(article=article(text), statements=tuple(made), model="made")


@given(any_record())
def test_the_text_on_the_page_is_the_article_s_text(made: Record) -> None:
    assert text_of(parse(made)) == made.article.text


@given(any_record())
def test_every_character_of_a_content_is_marked_as_content(made: Record) -> None:
    lines = segments(made.article.text, [(Mark(k, "content"), s) for k, one in enumerate(made.statements) for s in one.content])
    at = 0
    for segment in (segment for line in lines for segment in line):
        here = {k for k, one in enumerate(made.statements) for s in one.content if s.start <= at < s.end}
        assert set(segment.numbers) == here
        at += len(segment.text)


def test_source_cue_and_every_piece_of_the_content_are_marked() -> None:
    text = "“Yes,” Ana Ruiz said. “No.”"
    page = parse(record(text, statement(text, "“Yes,”", "“No.”", source="Ana Ruiz", cue="said")))
    assert (with_classes(page, "content"), with_classes(page, "source"), with_classes(page, "cue")) == (
        ["“Yes,”", "“No.”"],
        ["Ana Ruiz"],
        ["said"],
    )


def test_a_statement_inside_a_statement_is_marked_as_nested() -> None:
    assert with_classes(parse(talks()), "nested") == ["the lake"]


def test_two_statements_share_a_source() -> None:
    text = "Ruiz said yes and promised money."
    made = (statement(text, "yes", source="Ruiz", cue="said"), statement(text, "money", source="Ruiz", cue="promised"))
    marks = [m for m in parse(record(text, *made)).iter("span") if m.text == "Ruiz"]
    assert [(m.get("data-s"), m.get("data-n")) for m in marks] == [("1 2", "1,2")]


def test_a_content_over_two_paragraphs_is_cut_at_their_border() -> None:
    text = "“One.\n\nTwo,” she said."
    page = parse(record(text, statement(text, "“One.\n\nTwo,”", source="she")))
    assert [p.text_content() for p in page.find(".//article").iter("p")] == ["“One.\n\n", "Two,” she said."]


def test_a_mark_tells_who_and_what() -> None:
    note = next(m.get("data-note") for m in parse(talks()).iter("span") if m.text == "the lake")
    assert "Norland (country)" in note
    assert "as reported by Ana Ruiz (2)" in note
    assert "cue “wants”" in note
    assert "sure, 90%" in note


def test_marks_are_reached_by_keyboard_and_described_by_elements_of_the_page() -> None:
    page = parse(talks())
    marks = page.xpath("//article//*[@role='mark']")
    named = {i for m in marks for i in m.get("aria-describedby").split()}
    assert marks[0].get("tabindex") == "0"
    assert named <= set(page.xpath("//@id"))


def test_each_statement_is_listed_under_its_speaker_with_a_link_to_its_mark() -> None:
    page = parse(talks())
    links = page.xpath("//li/a[starts-with(@href, '#a1-s')]/@href")
    assert sorted(links) == ["#a1-s1", "#a1-s2", "#a1-s3", "#a1-s4"]
    assert {link[1:] for link in links} <= set(page.xpath("//article//@id"))
    assert [h.text.strip() for h in page.find_class("speaker")] == ["Ana Ruiz", "Norland", "No speaker named"]


def test_an_unsure_statement_carries_a_question_mark() -> None:
    assert "4?" in parse(talks()).xpath("//article//@data-n")


def test_markup_in_what_was_read_stays_text() -> None:
    bad = "<script>alert(1)</script>\"'><img src=x>"
    text = f"{bad} said {bad}."
    made = statement(text, bad, source=bad, speaker=speaker(bad, role=bad, affiliation=bad))
    page = parse(record(text, made, title=bad, outlet=bad, authors=(bad,), published="2026-01-01"))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img")
    assert page.findtext(".//h1") == bad


def test_a_link_that_would_run_a_script_is_left_out() -> None:
    assert "javascript:" not in render_page([talks(url="javascript:alert(1)")])


def test_characters_that_no_document_may_hold_are_replaced() -> None:
    assert text_of(parse(record("a\x00b\x1b\ud800c"))) == "a\ufffdb\ufffd\ufffdc"


def test_the_page_loads_nothing() -> None:
    page = parse(talks(), talks())
    assert not page.xpath("//link | //@src")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert "url(" not in page.findtext(".//style")


def test_the_page_has_one_heading_a_title_a_language_and_a_viewport() -> None:
    for page in (parse(talks()), parse(talks(), talks()), parse()):
        assert len(page.xpath("//h1")) == 1
        assert page.findtext(".//title")
        assert page.get("lang") == "en"
        assert page.xpath("//meta[@name='viewport']")


def test_ids_are_unique_on_a_page_of_several_articles() -> None:
    ids = parse(talks(), talks()).xpath("//@id")
    assert len(ids) == len(set(ids))
