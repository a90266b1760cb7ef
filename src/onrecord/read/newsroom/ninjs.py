"""ninjs, the JSON of news agencies (IPTC; versions 1, 2 and 3) → articles: one item, several in a list, or one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError
from onrecord.read.article import split_authors
from onrecord.read.encoding import decode, unix_lines, wide
from onrecord.read.pages.fragment import blocks_of_source, text_of, without_title
from onrecord.read.part import Stated, article_of, either
from onrecord.read.tables.json_lines import LONGEST, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.read.options import ReadOptions
    from onrecord.read.part import Part
    from onrecord.records import Article

#: One of so many lines at the start that holds an object of its own tells that each does.
LOOK_AT = 5
#: Items associated with items are followed so deep.
DEEPEST = 4

_NO_TEXT = frozenset({"picture", "photo", "image", "graphic", "video", "audio", "animation", "event", "planning"})
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
#: The version that is read counts its "Monday" from its own day.
_DAYS = ("versioncreated", "firstcreated", "contentcreated")
_LISTS = ("items", "_items", "data", "results")
_OBJECT = tuple[dict[str, Any], bytes, str]


def read_ninjs(part: Part, options: ReadOptions) -> Iterator[Article | InputError]:
    """The articles of the items, in order, and of the texts that are associated with them."""
    for one in _objects(part):
        if isinstance(one, InputError):
            yield one
        else:
            item, raw, origin = one
            yield from _read_item(_lowered(item), raw, origin, part.told, options, 0)


def _objects(part: Part) -> Iterator[_OBJECT | InputError]:
    """The items with their bytes and places."""
    part.file.seek(0)
    lines = [line for line in (part.file.readline(LONGEST + 1) for _ in range(LOOK_AT)) if line.strip()]
    is_list = bool(lines) and lines[0].lstrip(b"\xef\xbb\xbf \t").startswith(b"[")
    many = len(lines) > 1 or bool(part.file.read(1))
    if many and not is_list and not wide(lines[0]) and any(isinstance(_loaded(line), dict) for line in lines):
        part.file.seek(0)
        yield from _objects_by_line(part)
    else:
        yield from _objects_of_whole(part)


def _objects_by_line(part: Part) -> Iterator[_OBJECT | InputError]:
    for one in lines_of(part.file, part.origin):
        item = None if isinstance(one, InputError) else _loaded(one[0])
        if isinstance(one, InputError):
            yield one
        elif isinstance(item, dict):
            yield item, *one
        else:
            yield InputError(one[1], "json", "the line is no JSON object", advice="mend the line, or leave it out")


def _objects_of_whole(part: Part) -> Iterator[_OBJECT | InputError]:
    try:
        text = decode(part.whole())
        found, end = json.JSONDecoder().raw_decode(text, len(text) - len(text.lstrip()))
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        yield InputError(part.origin, "json", f"it is no JSON: {why}", advice="save it again, or leave it out")
        return
    if isinstance(found, dict):
        inner = next((found[name] for name in _LISTS if isinstance(found.get(name), list)), None)
        if inner is None or "uri" in found:
            yield found, text.strip().encode("utf-8", errors="surrogatepass"), part.origin
            if text[end:].strip():
                yield InputError(part.origin, "json", "something follows the item", advice="write one item a line, or a list of them")
            return
        found = inner
    for number, item in enumerate(found if isinstance(found, list) else [found], 1):
        origin = f"{part.origin}:{number}"
        if isinstance(item, dict):
            yield item, _bytes(item), origin
        else:
            yield InputError(origin, "json", "this is no JSON object", advice="leave it out")


def _loaded(line: bytes) -> object:
    try:
        return json.loads(decode(line))
    except (ValueError, RecursionError):
        return None


def _bytes(item: object) -> bytes:
    return json.dumps(item, ensure_ascii=False).encode("utf-8", errors="surrogatepass")


def _lowered(item: dict[str, Any]) -> dict[str, Any]:
    """The item with its names as versions 1 and 2 write them, without the capitals of version 3."""
    return {name.lower(): value for name, value in item.items()}


def _read_item(
    item: dict[str, Any], raw: bytes, origin: str, told: Stated, options: ReadOptions, depth: int
) -> Iterator[Article | InputError]:
    stated = either(_stated(item), told)
    inner = list(_associated(item, origin))
    try:
        yield _article(item, stated, raw, origin, options)
    except InputError as error:
        if error.reason != "no-article" or not any(_has_text(one) for one, _ in inner):
            yield error
    if depth < DEEPEST:
        for one, place in inner:
            if _has_text(one):
                yield from _read_item(one, _bytes(one), place, Stated(outlet=stated.outlet), options, depth + 1)


def _article(item: dict[str, Any], stated: Stated, raw: bytes, origin: str, options: ReadOptions) -> Article:
    if (status := _string(item.get("pubstatus")) or "").lower().rpartition(":")[2] in _WITHDRAWN:
        raise InputError(origin, "withdrawn", f"the agency has withdrawn it ({status})", advice="leave it out")
    text = _text(item, stated.title)
    if text is None:
        kind = _string(item.get("type")) or "item"
        advice = "add the item that holds the text" if kind not in _NO_TEXT else "leave it out"
        raise InputError(origin, "no-article", f"the {kind} holds no text of an article", advice=advice)
    return article_of(text, stated, origin, options, raw=raw)


def _has_text(item: dict[str, Any]) -> bool:
    return (_string(item.get("type")) or "text") not in _NO_TEXT and _text(item, None) is not None


def _text(item: dict[str, Any], title: str | None) -> str | None:
    """The body, HTML before plain text as it tells the paragraphs."""
    if (_string(item.get("type")) or "") in _NO_TEXT:
        return None
    bodies = [
        ((_string(body.get("contenttype")) or "").lower(), words)
        for body in map(_lowered, _dicts(item.get("bodies")))
        if (words := _string(body.get("value")))
    ]
    bodies += [
        ("text/plain" if name == "text" else "text/html", words)
        for name in ("html", "xhtml", "text")
        if (words := _string(item.get(f"body_{name}")))
    ]
    marked = [words for kind, words in bodies if "html" in kind or "nitf" in kind]
    texts = [text_of(without_title(blocks_of_source(words), title)) for words in marked]
    plain = [unix_lines(words).strip() for kind, words in bodies if "html" not in kind and "nitf" not in kind]
    return max(texts, key=len, default="") or max(plain, key=len, default="") or None


def _associated(item: dict[str, Any], origin: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The items associated with it, by their names in version 1, in a list since version 2."""
    found = item.get("associations")
    named = found.items() if isinstance(found, dict) else enumerate(found, 1) if isinstance(found, list) else ()
    for name, one in named:
        if isinstance(one, dict):
            lowered = _lowered(one)
            yield lowered, f"{origin}/{str(_string(lowered.get('name')) or name)[:60]}"


def _stated(item: dict[str, Any]) -> Stated:
    return Stated(
        title=_headline(item),
        outlet=_name(item.get("provider")) or _name(item.get("source")) or _outlet(item) or _string(item.get("copyrightholder")),
        authors=tuple(split_authors(_string(item.get("byline")) or _string(item.get("by")) or "")),
        published=next((day for name in _DAYS if (day := _string(item.get(name)))), None),
        modified=_string(item.get("versioncreated")),
        uri=_string(item.get("uri")),
        url=next((address for address in _addresses(item) if address.lower().startswith(("http://", "https://"))), None),
        language=_string(item.get("language")),
    )


def _headline(item: dict[str, Any]) -> str | None:
    headlines = sorted(map(_lowered, _dicts(item.get("headlines"))), key=lambda one: one.get("role") not in {"main", "headline", None})
    words = [_string(item.get("headline")), *(_string(one.get("value")) for one in headlines), _string(item.get("title"))]
    return next(filter(None, words), None)


def _outlet(item: dict[str, Any]) -> str | None:
    sources = [_lowered(one) for one in _dicts(item.get("infosources"))]
    return next((name for one in sources if (name := _string(one.get("name")))), None)


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    yield from filter(None, [_string(item.get("canonicalurl")), _string(item.get("uri"))])
    others = item.get("altids")
    for one in others.values() if isinstance(others, dict) else others if isinstance(others, list) else ():
        yield from filter(None, [_string(one.get("value")) if isinstance(one, dict) else _string(one)])


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _name(value: object) -> str | None:
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
