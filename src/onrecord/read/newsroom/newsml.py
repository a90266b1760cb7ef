"""NewsML-G2, NewsML 1 and NITF, the XML of news agencies → articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import split_authors
from onrecord.read.newsroom.elements import anywhere, attribute, below, first_words
from onrecord.read.newsroom.newsml_old import old_status, old_texts
from onrecord.read.newsroom.nitf import nitf_blocks, nitf_stated, nitf_status
from onrecord.read.pages.fragment import blocks_of, blocks_of_source, local_name, text_of, without_title
from onrecord.read.part import Stated, article_of, either
from onrecord.read.slices import parsed, sliced, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from onrecord.read.options import ReadOptions
    from onrecord.read.pages.fragment import Block
    from onrecord.read.part import Part
    from onrecord.read.slices import Slice
    from onrecord.records import Article

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_TEXT = frozenset({"picture", "graphic", "video", "audio", "animation"})
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def read_newsml(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a file, in order, with an error in the place of each item that holds none.

    Raises:
        InputError: it holds no item.
    """
    text = xml_text(part.whole(), part.origin)
    file = sliced(text, "newsItem", "packageItem", "NewsItem")
    if not file.items:
        file = sliced(text, "nitf")
    if not file.items:
        raise InputError(part.origin, "no-article", "the file holds no item", advice="leave it out")
    for number, item in enumerate(file.items, 1):
        origin = part.origin if len(file.items) == 1 else f"{part.origin}:{number}"
        try:
            yield from _read_item(item, file.scope, origin, part.told, options)
        except InputError as error:
            yield error


def _read_item(item: Slice, scope: str, origin: str, told: Stated, options: ReadOptions) -> Iterator[Article | InputError]:
    if not item.whole:
        raise InputError(origin, "broken", "the file breaks off in it", advice="save it again")
    root = parsed(item.source, origin, scope)
    if (status := _status(root)) in _WITHDRAWN:
        raise InputError(origin, "withdrawn", f"the agency has withdrawn it ({status})", advice="leave it out")
    texts = list(_texts(root))
    if not texts:
        raise InputError(origin, "no-article", _what(root), advice="leave it out, or add the file that holds the text")
    for number, (blocks, stated) in enumerate(texts, 1):
        place = origin if len(texts) == 1 else f"{origin}/{number}"
        try:
            yield article_of(text_of(without_title(blocks, stated.title)), either(stated, told), place, options, raw=item.raw)
        except InputError as error:
            yield error


def _status(root: Element) -> str:
    status = attribute(below(root, "itemmeta/pubstatus"), "qcode", "uri") or old_status(root) or nitf_status(root) or ""
    return status.lower().replace("/", ":").rpartition(":")[2]


def _texts(root: Element) -> Iterator[tuple[list[Block], Stated]]:
    """The texts of an item and what is stated of each."""
    if root.tag.endswith("NewsItem"):
        yield from old_texts(root)
    elif local_name(root) == "nitf":
        if blocks := nitf_blocks(root):
            yield blocks, nitf_stated(root)
    elif _item_class(root) not in _NO_TEXT:
        found = list(_renditions(root))
        if found:
            blocks, own = max(found, key=lambda one: len(text_of(one[0])))
            yield blocks, either(_stated(root), own)


def _renditions(root: Element) -> Iterator[tuple[list[Block], Stated]]:
    """The text of an item of NewsML-G2 in each of the forms that stand in it."""
    for inline in below(root, "contentset/inlinexml"):
        nitf = next(anywhere(inline, "nitf"), None)
        blocks, own = (blocks_of(inline), Stated()) if nitf is None else (nitf_blocks(nitf), nitf_stated(nitf))
        if blocks:
            yield blocks, own
    for inline in below(root, "contentset/inlinedata"):
        kind = (inline.get("contenttype") or "text/plain").lower()
        if (
            (kind.startswith("text/") or "html" in kind)
            and inline.get("encoding") is None
            and (blocks := blocks_of_source(inline.text or ""))
        ):
            yield blocks, Stated()


def _item_class(root: Element) -> str:
    return (attribute(below(root, "itemmeta/itemclass"), "qcode", "uri") or "").lower().replace("/", ":").rpartition(":")[2]


def _what(root: Element) -> str:
    if local_name(root) == "packageitem":
        return "it is a list of items, and no text"
    remote = attribute(below(root, "contentset/remotecontent"), "href")
    kind = _item_class(root)
    if kind in _NO_TEXT:
        return f"it is a {kind}, and no text"
    return f"its text stands elsewhere ({remote[:200]})" if remote else "it holds no text of an article"


def _stated(root: Element) -> Stated:
    meta, content = list(below(root, "itemmeta")), list(below(root, "contentmeta"))
    headlines = sorted(
        (one for inner in content for one in below(inner, "headline")), key=lambda one: "main" not in (one.get("role") or "main")
    )
    guid = (root.get("guid") or "").strip()
    return Stated(
        title=first_words(headlines, *(below(one, "title") for one in meta)),
        outlet=_party(one for inner in meta for one in below(inner, "provider")),
        authors=tuple(_authors(content)),
        published=first_words(
            *(below(inner, name) for name in ("versioncreated", "firstcreated") for inner in meta),
            *(below(inner, "contentcreated") for inner in content),
        ),
        modified=first_words(*(below(inner, "versioncreated") for inner in meta)),
        uri=guid or None,
        url=guid if guid.lower().startswith(("http://", "https://")) else None,
        language=attribute((one for inner in content for one in below(inner, "language")), "tag") or root.get(_LANGUAGE),
    )


def _party(parties: Iterator[Element]) -> str | None:
    """The name of a party; where it has none, its literal or the last part of its code."""
    for party in parties:
        name = first_words(below(party, "name")) or attribute([party], "literal") or attribute([party], "qcode")
        if name:
            return name.rpartition(":")[2].strip()
    return None


def _authors(content: list[Element]) -> Iterator[str]:
    """The names in the byline or, without one, of those who made it, who are not organisations."""
    bylines = [name for inner in content for one in below(inner, "by") for name in split_authors(first_words([one]) or "")]
    if bylines:
        yield from dict.fromkeys(bylines)
        return
    for inner in content:
        for creator in below(inner, "creator"):
            if "org" not in (creator.get("type") or "") and (
                name := first_words(below(creator, "name")) or attribute([creator], "literal")
            ):
                yield name
