"""A part → the articles in it, by its kind; a container → its parts. The one place that says which format is read where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.containers.gzipped import parts_of_gzip
from onrecord.read.containers.tarred import parts_of_tar
from onrecord.read.containers.warc import parts_of_warc
from onrecord.read.containers.zipped import parts_of_zip
from onrecord.read.detect import HEAD, Kind, kind_of, nature_of_binary
from onrecord.read.documents.docx import is_word, read_docx
from onrecord.read.documents.markdown import read_markdown
from onrecord.read.documents.pdf import read_pdf
from onrecord.read.documents.rtf import read_rtf
from onrecord.read.feeds.feed import read_feed
from onrecord.read.mail.mailbox import parts_of_mailbox
from onrecord.read.mail.message import parts_of_message, read_message
from onrecord.read.newsroom.newsml import read_newsml
from onrecord.read.newsroom.ninjs import read_ninjs
from onrecord.read.pages.page import read_page
from onrecord.read.tables.csv_rows import read_csv
from onrecord.read.tables.json_lines import read_json
from onrecord.read.tables.parquet import read_parquet
from onrecord.read.text import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: Containers in containers are opened so deep: a mail in a mailbox in an archive has mails attached to mails in archives.
DEEPEST = 8
#: What lies deeper than this is a bomb where it holds too many containers.
SHALLOW = 3
#: So many containers within one that lies no deeper than ``SHALLOW`` are opened.
MOST_DEEP = 100
#: A container that lies deeper than ``SHALLOW`` may be so long: what leads to its bytes is unpacked again with each look.
LARGEST_DEEP = 60_000_000
#: What is read in the process itself, by the standard library alone.
OWN: frozenset[Kind] = frozenset({"text", "json", "csv", "empty", "binary"})

#: A container → its parts, in order, each to be read before the next is asked for, with errors in the place of members that cannot be.
_OPENERS: Mapping[Kind, Callable[[Part], Iterator[Part | InputError]]] = {
    "zip": parts_of_zip,
    "gzip": parts_of_gzip,
    "tar": parts_of_tar,
    "warc": parts_of_warc,
    "mbox": parts_of_mailbox,
    "email": parts_of_message,
}
#: What is no container → its articles; what it cannot read at all it raises.
_READERS: Mapping[Kind, Callable[[Part, ReadOptions], Iterator[Article | InputError]]] = {
    "text": read_plain,
    "markdown": read_markdown,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
    "html": read_page,
    "feed": read_feed,
    "ninjs": read_ninjs,
    "newsml": read_newsml,
    "email": read_message,
    "rtf": read_rtf,
    "pdf": read_pdf,
    "docx": read_docx,
}


def kind_of_part(part: Part) -> Kind:
    """The kind of a part, by its first bytes, its name and, of a ZIP archive, its members."""
    part.file.seek(0)
    head = part.file.read(HEAD)
    kind = kind_of(head, part.name)
    if kind == "empty" and len(head) == HEAD:  # white space so far
        while head and not head.strip():
            head = part.file.read(HEAD)
        kind = kind_of(head.lstrip(), part.name)
    if kind == "zip" and is_word(part):
        kind = "docx"
    part.file.seek(0)
    return kind


def parts_of(part: Part) -> Iterator[Part | InputError]:
    """The parts of a container; the part itself where it is none."""
    kind = kind_of_part(part)
    if kind not in _OPENERS:
        yield part
    elif part.depth >= DEEPEST:
        message = f"it lies more than {DEEPEST} containers deep"
        yield InputError(part.origin, "nested", message, advice="unpack it, and name what it holds")
    else:
        yield from _OPENERS[kind](part)


@dataclass(slots=True)
class _Deep:
    """How many containers were opened within one."""

    opened: int = 0

    @property
    def is_full(self) -> bool:
        return self.opened > MOST_DEEP


def read_part(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a part, whatever it is; what cannot be read is an error in its place, and never raised.

    Raises:
        ImportError: a broken installation, which is no broken file.
    """
    yield from _read(part, options, _Deep())


def _read(part: Part, options: ReadOptions, deep: _Deep) -> Iterator[Article | InputError]:
    try:
        yield from _within(part, options, _Deep() if part.depth <= SHALLOW else deep)
    except InputError as error:
        yield error
    except MemoryError:
        message = "reading it takes more memory than a parser may have"
        yield InputError(part.origin, "too-large", message, advice="leave it out, or save its text by itself")
    except ImportError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever foreign code makes of a file
        message = f"it is broken, or no file of its kind ({type(error).__name__})"
        yield InputError(part.origin, "broken", message, advice="save or fetch it again, or leave it out")


def _within(part: Part, options: ReadOptions, deep: _Deep) -> Iterator[Article | InputError]:
    if part.depth > SHALLOW:
        part = _counted(part, deep)
    for one in parts_of(part):
        if isinstance(one, InputError):
            yield one
        elif one is part:
            yield from _articles(one, options)
        else:
            yield from _read(one, options, deep)
        if deep.is_full:
            return


def _counted(part: Part, deep: _Deep) -> Part:
    """A part that lies deep, counted and with its bytes at hand where it is a container."""
    if kind_of_part(part) not in _OPENERS:
        return part
    deep.opened += 1
    if deep.is_full:
        message = f"with what lies beside it, it is one of more than {MOST_DEEP} containers within others"
        raise InputError(part.origin, "bomb", message, advice="unpack what holds it, and name what you trust")
    return replace(part, file=BytesIO(part.whole(LARGEST_DEEP, advice="unpack it, and name what it holds")))


def _articles(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    kind = kind_of_part(part)
    if kind == "empty":
        raise InputError(part.origin, "empty", "the file is empty", advice="put a text in it, or leave it out")
    if kind == "binary":
        what = nature_of_binary(part.file.read(HEAD)) or "no text"
        raise InputError(part.origin, "binary", f"the file is {what}", advice="save the article as plain text or as a web page")
    yield from _READERS[kind](part, options)
