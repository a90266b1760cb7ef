"""The package of a Word document → its parsed parts, in bounded memory."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element as Element

    from onrecord.read.part import Part

#: A member of the package that is larger, unpacked, is not parsed.
MOST_XML = 60_000_000

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is read of a Word document.

    Attributes:
        styles: None where it has none that can be read.
        properties: ``title`` and ``creator``, as far as they are stated.
    """

    body: Element
    styles: Element | None
    properties: Mapping[str, str]


def is_word(part: Part) -> bool:
    """Whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(part.file) as archive:
            return _BODY in archive.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def document_of(part: Part) -> Document:
    """The parsed parts of a document.

    Raises:
        InputError: its text is a bomb or cannot be parsed.
        zipfile.BadZipFile: the archive is broken; ``RuntimeError`` where it is encrypted, ``KeyError`` where it has no text.
    """
    with zipfile.ZipFile(part.file) as archive:
        body = _parsed(_unpacked(archive, _BODY, part.origin), part.origin)
        styles = _optional(archive, _STYLES, part.origin)
        core = _optional(archive, _PROPERTIES, part.origin)
    names = ("title", "creator") if core is not None else ()
    return Document(body=body, styles=styles, properties={name: _words(core, name) for name in names})


def _words(core: Element | None, name: str) -> str:
    return "" if core is None else " ".join((core.findtext(f"{_DC}{name}") or "").split())


def _unpacked(archive: zipfile.ZipFile, name: str, origin: str) -> bytes:
    """A member's bytes: what it says of its size may be a lie, and is not looked at."""
    try:
        with archive.open(name) as member:
            data = member.read(MOST_XML + 1)
    except (OSError, ValueError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    except Exception as error:
        if type(error).__module__ != "zlib":  # its error is no child of any that zipfile states
            raise
        raise zipfile.BadZipFile(str(error)) from error
    if len(data) > MOST_XML:
        message = f"its text unpacks to more than {MOST_XML // 1_000_000} MB"
        raise InputError(origin, "bomb", message, advice="do not trust this file; save a real one in pieces")
    return data


def _optional(archive: zipfile.ZipFile, name: str, origin: str) -> Element | None:
    """A member that the text can be read without."""
    if name not in archive.NameToInfo:
        return None
    try:
        return _parsed(_unpacked(archive, name, origin), origin)
    except (InputError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None


def _parsed(source: bytes, origin: str) -> Element:
    """The root of the XML, in which no entity is resolved.

    Raises:
        InputError: it declares entities, is nested too deeply or is no XML.
    """
    from lxml import etree  # noqa: PLC0415  (heavy)

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source, parser=parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower() or "huge" in str(error).lower():
            raise InputError(origin, "nested", "it is nested too deeply, or a text in it is too long", advice="leave it out") from error
        raise InputError(origin, "broken", "its text is no well-formed XML", advice="save it again") from error
    if root.getroottree().docinfo.internalDTD is not None:  # which no word processor writes
        raise InputError(origin, "entities", "its text declares entities", advice="do not trust this file; save it again in Word")
    return root
