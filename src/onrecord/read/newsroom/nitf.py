"""NITF, the XML in which agencies send a single text → its paragraphs, and what it states of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.read.article import split_authors
from onrecord.read.newsroom.elements import anywhere, attribute, below, first_words, words_of
from onrecord.read.pages.fragment import blocks_of
from onrecord.read.part import Stated

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from onrecord.read.pages.fragment import Block

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BREAK = re.compile(r"\s{2,}|\n")


def nitf_blocks(nitf: Element) -> list[Block]:
    """The paragraphs of the body, without its head (headline, byline, dateline) and its end."""
    return [block for content in below(nitf, "body/body.content") for block in blocks_of(content)]


def nitf_stated(nitf: Element) -> Stated:
    """What the head and the body's head state."""
    docdata, pubdata = list(below(nitf, "head/docdata")), list(below(nitf, "head/pubdata"))
    issued = [day for one in docdata for day in below(one, "date.issue")]
    copyright_ = [one for data in docdata for one in below(data, "doc.copyright")]
    return Stated(
        title=first_words(anywhere(nitf, "hl1"), below(nitf, "head/title")),
        outlet=attribute(pubdata, "name") or first_words(anywhere(nitf, "distributor")) or attribute(copyright_, "holder"),
        authors=tuple(name for byline in below(nitf, "body/body.head/byline") for name in _names(byline)),
        published=attribute(issued, "norm") or attribute(pubdata, "date.publication") or attribute(anywhere(nitf, "story.date"), "norm"),
        url=next((link for link in (attribute(pubdata, "ex-ref"),) if link and link.startswith("http")), None),
        uri=attribute([one for data in docdata for one in below(data, "doc-id")], "id-string"),
        language=nitf.get(_LANGUAGE),
    )


def nitf_status(nitf: Element) -> str | None:
    """Whether it may be used, in the standard's words: ``usable``, ``canceled``, ``withheld``."""
    return attribute(below(nitf, "head/docdata"), "management-status")


def _names(byline: Element) -> list[str]:
    """The persons named; where none is marked, the names in the words before the title that follows."""
    persons = [name for one in anywhere(byline, "person") if (name := words_of(one))]
    if persons:
        return persons
    words = (byline.text or "") + "".join((one.tail or "") for one in byline)
    return split_authors(_BREAK.split(words.strip())[0])
