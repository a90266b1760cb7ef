"""XML of many items → the items one by one, with nothing followed that a file may declare."""

from __future__ import annotations

import time

import pytest

from onrecord.errors import InputError
from onrecord.read.slices import parsed, sliced, xml_text

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    "<rss><item>&c;</item></rss>"
)


def test_items_are_cut_out_as_they_stand() -> None:
    found = sliced('<rss xmlns:x="u"><a/><item>1</item> <item k="2">2</item><b/></rss>', "item")
    assert [item.source for item in found.items] == ["<item>1</item>", '<item k="2">2</item>']
    assert found.rest == '<rss xmlns:x="u"><a/> <b/></rss>'
    assert found.scope == ' xmlns:x="u"'


def test_tags_in_character_data_and_in_comments_are_none() -> None:
    source = "<item><![CDATA[<item></item>]]><!-- </item> --></item>"
    assert [item.source for item in sliced(f"<rss>{source}</rss>", "item").items] == [source]


def test_a_list_of_items_is_no_item() -> None:
    assert [item.source for item in sliced("<items><li/></items><item/>", "item").items] == ["<item/>"]


def test_an_item_that_breaks_off_is_told() -> None:
    assert [item.whole for item in sliced("<rss><item>a<item>b</item><item>c", "item").items] == [False, True, False]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<a>x &amp; y &lt; z</a>", "x & y < z"),
        ("<a>caf&eacute; &mdash; &nbsp;x</a>", "café — \u00a0x"),
        ("<a>AT&T & others &unknown; &#8220;q&#x201d; &#147;</a>", "AT&T & others &unknown; “q” “"),
        ("<a>one\x0b two &#11; three</a>", "one two  three"),
        ("<a><![CDATA[x & y &amp; z]]></a>", "x & y &amp; z"),
        ("<a>open <b>tag</a>", "open tag"),
        ("<p:a>no namespace</p:a>", "no namespace"),
    ],
)
def test_words_survive_what_is_not_well_formed(source: str, words: str) -> None:
    assert "".join(parsed(source, "a").itertext()) == words


def test_entities_that_a_file_declares_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        xml_text(BOMB.encode(), "a.xml")
    assert caught.value.reason == "entities"


def test_an_entity_that_leads_to_a_file_is_refused() -> None:
    with pytest.raises(InputError, match="entities"):
        xml_text(b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "a.xml")


def test_a_document_type_after_the_declaration_is_left_out() -> None:
    text = xml_text(b'<?xml version="1.0"?>\n<!DOCTYPE rss PUBLIC "-//Netscape//DTD" "http://my.example/rss.dtd">\n<rss/>', "a.xml")
    assert text.strip() == "<rss/>"


def test_an_entity_declared_in_the_middle_is_not_followed() -> None:
    assert "ha end" not in "".join(parsed('<a><!DOCTYPE b [<!ENTITY x "ha">]>&x; end</a>', "a").itertext())


def test_the_encoding_is_the_declared_one() -> None:
    assert xml_text('<?xml version="1.0" encoding="windows-1251"?><a>Дом Дом Дом</a>'.encode("cp1251"), "a") == "<a>Дом Дом Дом</a>"


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        parsed("<a>" * 100_000, "a.xml")
    assert caught.value.reason == "nested"


@pytest.mark.parametrize("piece", ["<![CDATA[", "<!--", "<item>", "</item>", "<item ", "&", "<item></item>"])
def test_hostile_repetition_ends_in_time(piece: str) -> None:
    began = time.monotonic()
    found = sliced(f"<rss>{piece * 100_000}", "item")
    if found.items:
        parsed(found.items[0].source[:1000] + "</item>", "a")
    assert time.monotonic() - began < 5
