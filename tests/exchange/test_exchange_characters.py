from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.exchange.characters import Utf16Offsets, encodable, for_xml
from onrecord.spans import Span

ANY = st.text(st.characters() | st.characters(categories=["Cs"]) | st.sampled_from("🚢\x00\x0b\ufffe"))


@given(text=st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("🚢🌙")), data=st.data())
def test_offsets_are_those_of_utf16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Utf16Offsets(text).span(Span(start, end))
    units = text.encode("utf-16-le")
    assert units[2 * found[0] : 2 * found[1]].decode("utf-16-le") == text[start:end]


@given(text=ANY)
def test_every_text_can_be_written_and_keeps_its_length(text: str) -> None:
    assert len(encodable(text)) == len(text)
    encodable(text).encode("utf-8")


@given(text=ANY)
def test_xml_takes_what_is_made_for_it(text: str) -> None:
    made = for_xml(text)
    assert len(made) == len(text)
    element = etree.Element("a")
    element.set("b", made)
    assert etree.fromstring(etree.tostring(element)).get("b") == made
