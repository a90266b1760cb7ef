"""XML that holds many items → the items one by one, each parsed by itself, so that a broken one does not hide the others.

No document type is looked at, no entity that a file declares is followed, nothing is fetched, and the parser's own limits of depth and
length hold.
"""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import InputError
from onrecord.read.encoding import declared_encoding, decode

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_START = re.compile(r"<[A-Za-z_][\w.:-]*(?=[\s/>])")
_SCOPE = re.compile(r"""\s(xmlns(?::[\w.-]+)?|xml:base|xml:lang)\s*=\s*("[^"<]*"|'[^'<]*')""")
_REFERENCE = re.compile(r"&(?:#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


class Slice(NamedTuple):
    """An item as it stands in the file; ``whole`` is False where the file breaks off in it."""

    source: str
    whole: bool

    @property
    def raw(self) -> bytes:
        """Its bytes, in UTF-8."""
        return self.source.encode("utf-8", errors="surrogatepass")


class Sliced(NamedTuple):
    """A file taken apart.

    Attributes:
        rest: what stands around the items.
        items: them, in order.
        scope: the attributes of the elements around them that hold for all.
    """

    rest: str
    items: list[Slice]
    scope: str


def xml_text(data: bytes, origin: str) -> str:
    """The characters of an XML file, without its declaration and its document type.

    Raises:
        InputError: they cannot be told, or the file declares entities, which may grow without end or lead elsewhere.
    """
    try:
        text = decode(data, declared=declared_encoding(data))
    except ValueError as error:
        raise InputError(origin, "encoding", str(error), advice="save the file as UTF-8") from error
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    first = _START.search(text)
    doctype = _DOCTYPE.search(text, 0, first.start() if first else len(text))
    if doctype is None:
        return text
    end, bracket = text.find(">", doctype.end()), text.find("[", doctype.end())
    if 0 <= bracket < end:
        end = text.find(">", text.find("]", bracket))
    if end < 0 or "<!entity" in text[doctype.start() : end].lower():
        message = "it declares entities of its own, which are not followed"
        raise InputError(origin, "entities", message, advice="save it again without a document type")
    return text[: doctype.start()] + text[end + 1 :]


def sliced(text: str, *names: str) -> Sliced:
    """The elements of these names, none of which stands in another, and what is around them."""
    marks = re.compile(rf"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]+:)?(?:{'|'.join(names)})(?=[\s/>])")
    items: list[Slice] = []
    rest: list[str] = []
    at = begun = after = 0
    inside = False
    while mark := marks.search(text, at):
        at = mark.end()
        if mark[0] in {"<!--", _CDATA}:
            end = text.find("-->" if mark[0] == "<!--" else _CDATA_END, at)
            at = end + 3 if end >= 0 else len(text)
            continue
        close = text.find(">", at)
        at = close + 1 if close >= 0 else len(text)
        if inside and (not mark[1]):  # the one before was not closed
            items.append(Slice(text[begun : mark.start()], whole=False))
            after = mark.start()
            inside = False
        if not inside and not mark[1]:
            rest.append(text[after : mark.start()])
            begun, inside = mark.start(), True
        if inside and (mark[1] or text[close - 1 : close] == "/"):
            items.append(Slice(text[begun:at], whole=close >= 0))
            after, inside = at, False
    if inside:
        items.append(Slice(text[begun:], whole=False))
        after = len(text)
    rest.append(text[after:])
    return Sliced("".join(rest), items, _scope(rest[0]))


def _scope(before: str) -> str:
    """The namespaces, the base and the language that the elements around the items state, the innermost first."""
    attributes: dict[str, str] = {}
    for start in _START.finditer(before):
        for attribute in _SCOPE.finditer(before, start.end(), max(start.end(), before.find(">", start.end()))):
            attributes[attribute[1]] = attribute[2]
    return "".join(f" {name}={value}" for name, value in attributes.items())


def parsed(source: str, origin: str, scope: str = "", *, children: tuple[str, ...] = ()) -> Element:
    """The element that the source holds; what is not well-formed is read as far as it makes sense.

    Args:
        source: the element, from its first to its last character.
        origin: for the error.
        scope: the attributes of elements around it that hold for it too.
        children: elements in it that are parsed one by one where it is not well-formed, so that a tag left open in one spoils no other.

    Raises:
        InputError: it makes none.
    """
    from lxml import etree  # noqa: PLC0415  (heavy)

    wrapped = f"<onrecord{scope}>{_mended(source)}</onrecord>".encode()
    root = _tree(wrapped, origin, recover=False)
    if root is None and children:
        whole = etree.Element("onrecord")
        inner = sliced(source[source.find(">") + 1 : source.rfind("</")], *children)
        whole.extend(parsed(child.source, origin, scope) for child in inner.items)
        if len(whole):
            return whole
    root = _tree(wrapped, origin, recover=True) if root is None else root
    if root is None or not len(root):
        raise InputError(origin, "broken", "it cannot be parsed as XML", advice="save it again, or leave it out")
    return root[0]


def _tree(source: bytes, origin: str, *, recover: bool) -> Element | None:
    from lxml import etree  # noqa: PLC0415  (heavy)

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, recover=recover
    )  # fmt: skip
    try:
        return etree.fromstring(source, parser=parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error) or "huge" in str(error).lower():
            raise InputError(origin, "nested", "it is nested too deeply, or a text in it is too long", advice="leave it out") from error
        return None


def _mended(source: str) -> str:
    """The source with the references that HTML knows as characters, and with ``&amp;`` for an ampersand that begins none."""
    pieces: list[str] = []
    at = 0
    while (start := source.find(_CDATA, at)) >= 0:
        end = source.find(_CDATA_END, start)
        end = len(source) if end < 0 else end + len(_CDATA_END)
        pieces += [_REFERENCE.sub(_character, source[at:start]), source[start:end]]
        at = end
    pieces.append(_REFERENCE.sub(_character, source[at:]))
    return _NO_XML.sub("", "".join(pieces))


def _character(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if number:
        char = html.unescape(match[0])  # 128 to 159 as Windows-1252, as on the web
        return match[0] if char in {"<", ">", "&"} else _NO_XML.sub("", char)
    if name in _XML_ENTITIES:
        return match[0]
    known = html5.get(f"{name};") if name else None
    return html.escape(known, quote=False) if known else f"&amp;{match[0][1:]}"
