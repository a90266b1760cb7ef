"""NewsML 1, the older XML of news agencies → the texts in an item, and what is stated of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.article import split_authors
from onrecord.read.newsroom.elements import anywhere, attribute, below, first_words
from onrecord.read.newsroom.nitf import nitf_blocks, nitf_stated
from onrecord.read.pages.fragment import blocks_of, blocks_of_source, local_name
from onrecord.read.part import Stated, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from onrecord.read.pages.fragment import Block

_NAME = "FormalName"


def old_status(item: Element) -> str | None:
    """Whether the item may be used: ``Usable``, ``Canceled``, ``Withheld``."""
    return attribute(below(item, "newsmanagement/status"), _NAME)


def old_texts(item: Element) -> Iterator[tuple[list[Block], Stated]]:
    """The texts of an item, one of each set of equivalent ones, with what the components around it state."""
    told = _of_item(item)
    taken: set[Element] = set()
    for content in anywhere(item, "contentitem"):
        around = [one for one in content.iterancestors() if local_name(one) == "newscomponent"]
        sets = {one for one in around if one.get("EquivalentsList") == "yes"}
        roles = (attribute(below(one, "role"), _NAME) or "" for one in around)
        if sets & taken or any("caption" in role.lower() for role in roles):
            continue
        blocks, own = _text(content)
        if blocks:
            taken |= sets
            yield blocks, either(*(_of_component(one) for one in around), own, told)


def _text(content: Element) -> tuple[list[Block], Stated]:
    for data in below(content, "datacontent"):
        nitf = next(anywhere(data, "nitf"), None)
        if nitf is not None:
            return nitf_blocks(nitf), nitf_stated(nitf)
        return (blocks_of(data) if len(data) else blocks_of_source(data.text or "")), Stated()
    return [], Stated()


def _of_item(item: Element) -> Stated:
    management = list(below(item, "newsmanagement"))
    identifier = "identification/newsidentifier"
    named = [first_words(below(item, f"{identifier}/{name}")) for name in ("providerid", "newsitemid")]
    return Stated(
        outlet=named[0],
        uri=":".join(filter(None, named)) if named[1] else None,
        modified=first_words(*(below(one, "thisrevisioncreated") for one in management)),
        published=first_words(
            *(below(one, name) for one in management for name in ("thisrevisioncreated", "firstcreated")),
            below(item, f"{identifier}/dateid"),
        ),
    )


def _of_component(component: Element) -> Stated:
    provider = [party for name in ("provider", "source") for party in below(component, f"administrativemetadata/{name}/party")]
    return Stated(
        title=first_words(below(component, "newslines/headline")),
        outlet=attribute(provider, _NAME),
        authors=tuple(split_authors(first_words(below(component, "newslines/byline")) or "")),
        language=attribute(below(component, "descriptivemetadata/language"), _NAME),
    )
