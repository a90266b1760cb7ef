"""XML of other programs, read without what could hurt: no entities, no network, no document type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from onrecord.errors import ExchangeError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def parsed_xml(data: bytes, place: str) -> Element:
    """The root of a document.

    Raises:
        ExchangeError: it is no well-formed XML, or declares a document type, by which entities could be told to grow.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ExchangeError(place, f"it is no XML that can be read, line {error.lineno}: {error.msg}; export it again") from error
    if root.getroottree().docinfo.doctype:
        raise ExchangeError(place, "it declares a document type, which no program needs here; do not trust this file")
    return root
