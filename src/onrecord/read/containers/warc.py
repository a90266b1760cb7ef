"""A web archive (WARC, also packed) → the pages and documents in it."""

from __future__ import annotations

import re
from io import SEEK_END, BytesIO
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.part import LARGEST, Part, Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = frozenset({"response", "resource", "conversion"})
# What may hold an article; pictures, scripts, styles and the like are left out.
_MEDIA = re.compile(
    r"(?:text/(?:html|plain|markdown|xml|csv|rtf)|application/(?:xhtml\+xml|(?:rss|atom|rdf)\+xml|xml|pdf|rtf|(?:[\w.-]+\+)?json|msword"
    r"|vnd\.openxmlformats-officedocument\.wordprocessingml\.document)|message/rfc822)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_FOUND = 200


def parts_of_warc(part: Part) -> Iterator[Part | InputError]:
    """What a web archive holds that may be an article, in its order, read as a stream: one record is in memory at a time.

    Records of requests, of other answers than 200 and of pictures, scripts and styles are left out.

    Raises:
        InputError: it is broken; what stands before was read.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - only where there is one
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    part.file.seek(0)
    records = ArchiveIterator(part.file)
    found = False
    try:
        for record in records:
            found = found or record.rec_type is not None
            one = _part(record, part)
            if isinstance(one, Part) and record.raw_stream.limit > 0 and one.file.seek(0, SEEK_END) <= LARGEST:
                raise _broken(part)
            if one is not None:
                yield one
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        raise _broken(part) from error
    finally:
        records.close()
    if not found:
        raise _broken(part)


def _broken(part: Part) -> InputError:
    advice = "what stands before was read; fetch the archive again"
    return InputError(part.origin, "broken", "the web archive breaks off, or is none", advice=advice)


def _part(record: Any, part: Part) -> Part | InputError | None:  # noqa: ANN401 - of a library without types
    if record.rec_type not in _KINDS:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    origin = f"{part.origin}/{url or record.rec_headers.get_header('WARC-Record-ID')}"
    headers = record.http_headers or record.rec_headers
    media = headers.get_header("Content-Type") or ""
    if record.http_headers is not None and not record.http_headers.get_statuscode().startswith(str(_FOUND)):
        return None
    if not _MEDIA.match(media.strip()):
        return None
    if (record.rec_headers.get_header("WARC-Truncated") or "").strip():
        return InputError(origin, "truncated", "the archive holds only the beginning of the page", advice="fetch the page again")
    if record.http_headers is not None and "br" in (record.http_headers.get_header("Content-Encoding") or "").lower():
        return InputError(origin, "encoding", "the page is packed with Brotli", advice="fetch it again without that packing")
    data = record.content_stream().read(LARGEST + 1)
    charset = _CHARSET.search(media)
    return Part(
        origin=origin,
        name=url.partition("?")[0].rpartition("/")[2],
        file=BytesIO(data),
        told=Stated(url=url or None, modified=record.rec_headers.get_header("WARC-Date")),
        charset=charset[1] if charset else None,
        depth=part.depth + 1,
    )
