"""A Word document → articles."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article


def read_docx(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:  # noqa: ARG001
    """The articles of the part."""
    raise InputError(part.origin, "binary", "A Word document cannot be read yet")
    yield


def is_word(part: Part) -> bool:
    """Whether a ZIP archive is a Word document."""
    try:
        with zipfile.ZipFile(part.file) as archive:
            return "word/document.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
