"""Word documents made for tests: with python-docx, or their XML by hand."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def written(document: Document) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A document of plain paragraphs, whose properties say nothing."""
    return written(document_of(texts))


def document_of(texts: Iterable[str]) -> Document:
    """The same, to be added to."""
    document = docx.Document()
    document.core_properties.title = document.core_properties.author = ""
    for text in texts:
        document.add_paragraph(text)
    return document


def of_xml(body: str, *, before: str = "") -> bytes:
    """A document whose body is this XML, after the given declarations."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'{before}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()
