"""JSON Lines, or a JSON array, of articles with fields of any names; the text field stays as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.article import article_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

#: Bytes above which a line is no article.
MOST_BYTES = 20_000_000
#: Names under which other programs write the same, tried where the field named by the options is absent.
_ELSEWHERE = {"published": ("date", "published_at", "datePublished"), "outlet": ("publisher", "source"), "authors": ("author", "byline")}


def articles_from_lines(stream: BinaryIO, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of a stream of JSON Lines, or of one JSON document, one at a time."""
    number = 0
    while True:
        line = stream.readline(MOST_BYTES + 1)
        if not line:
            return
        number += 1
        where = f"{origin}:{number}"
        if len(line) > MOST_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES)
            yield InputError(where, "too-large", f"the line is longer than {MOST_BYTES:,} bytes", advice="split it into articles")
            continue
        line = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not line:
            continue
        if number == 1 and _is_document(line):
            yield from _document(line + b"\n" + stream.read(MOST_BYTES), origin, options)
            return
        yield _article_or_error(line, where, options)


def _is_document(line: bytes) -> bool:
    if line.startswith(b"["):
        return True
    try:
        json.loads(line)
    except ValueError:
        return line in (b"{", b"{}") or not line.endswith(b"}")
    return False


def _document(data: bytes, origin: str, options: ReadOptions) -> Iterator[Article | InputError]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        yield InputError(origin, "json", f"it does not parse as JSON: {error}", advice="write one object a line (JSON Lines)")
        return
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        yield _of_row(row, json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass"), f"{origin}:{number}", options)


def _article_or_error(line: bytes, where: str, options: ReadOptions) -> Article | InputError:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return InputError(where, "encoding", "the line is not UTF-8", advice="save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return InputError(where, "json", f"the line does not parse: {error}", advice="write one JSON object a line")
    return _of_row(row, line, where, options)


def _of_row(row: Any, raw: bytes, where: str, options: ReadOptions) -> Article | InputError:  # noqa: ANN401 - JSON
    if not isinstance(row, dict):
        return InputError(where, "json", f"it is a {type(row).__name__}, not an object", advice="write one JSON object a line")
    text = _field(row, options.text_field)
    if not isinstance(text, str):
        fields = ", ".join(sorted(row)[:12]) or "none"
        advice = f"name the field of the text with --text-field; the fields are {fields}"
        return InputError(where, "no-text-field", f"there is no text in a field {options.text_field!r}", advice=advice)
    published = _text(_first(row, options.published_field, "published")) or options.published
    language = _text(_field(row, options.language_field))
    try:
        return article_from_text(
            text,
            origin=where,
            raw=raw,
            title=_text(_field(row, options.title_field)),
            outlet=_text(_first(row, options.outlet_field, "outlet")) or options.outlet,
            authors=_authors(_first(row, options.authors_field, "authors")),
            published=published,
            url=_text(_field(row, options.url_field)),
            language=language,
        )
    except InputError as error:
        return error


def _field(row: dict[str, Any], path: str) -> Any:  # noqa: ANN401 - JSON
    """The value at a path of names parted by dots; None where there is none."""
    if path in row:
        return row[path]
    value: Any = row
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def _first(row: dict[str, Any], path: str, field: str) -> Any:  # noqa: ANN401 - JSON
    found = _field(row, path)
    if found is None and path == field:
        found = next((row[n] for n in _ELSEWHERE[field] if row.get(n)), None)
    return found


def _text(value: Any) -> str | None:  # noqa: ANN401 - JSON
    if value is None or isinstance(value, (dict, list)):
        return None
    return str(value).strip() or None


def _authors(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON
    some = value if isinstance(value, list) else [value]
    names = (_text(v.get("name") if isinstance(v, dict) else v) for v in some)
    return tuple(n for n in names if n)
