"""A row of a table, or an object of a list → article, by where the options say that its fields stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.read.article import DATE_ADVICE, iso_day, split_authors
from onrecord.read.language import says_english
from onrecord.read.part import Stated, article_of, translation_named

if TYPE_CHECKING:
    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

_NO_LANGUAGE = frozenset({"", "und", "unknown", "none", "null"})


def article_of_row(row: object, raw: bytes, origin: str, options: ReadOptions) -> Article | InputError:
    """The article of a row, or the reason why it is none; ``raw`` are the bytes that it was read from."""
    if not isinstance(row, dict):
        return InputError(origin, "json", "this is no JSON object", advice='write each article as {"text": "…", "title": "…"}')
    try:
        text = _text(row, origin, options)
        return article_of(text, _stated(row, origin, options), origin, options, raw=raw)
    except InputError as error:
        return error


def _stated(row: dict[str, object], origin: str, options: ReadOptions) -> Stated:
    language = (_string(_field(row, options.language_field)) or "").strip()
    original = (_string(_field(row, options.original_language_field)) or "").strip()
    told = _string(_field(row, options.translation_field))
    return Stated(
        title=_string(_field(row, options.title_field)),
        outlet=_string(_field(row, options.outlet_field)),
        authors=tuple(_authors(_field(row, options.authors_field))),
        published=_published(_field(row, options.published_field), origin),
        modified=_string(_field(row, options.modified_field)),
        url=_string(_field(row, options.url_field)),
        language=language if language.lower() not in _NO_LANGUAGE else None,
        translation=translation_named(told, "human" if original and not says_english(original) else None),
        original_language=original or None,
    )


def _text(row: dict[str, object], origin: str, options: ReadOptions) -> str:
    text = _field(row, options.text_field)
    if isinstance(text, str):
        return text
    found = ", ".join(str(name)[:40] for name in list(row)[:20]) or "none"
    advice = f"fields found: {found}; name the one that holds the text with --text-field"
    what = "is missing" if text is None else "holds no string"
    raise InputError(origin, "no-text-field", f"the field {options.text_field!r} {what}", advice=advice)


def _field(row: dict[str, object], path: str) -> object:
    """The value of the field of that name or, where there is none, at the end of the path that its dots part."""
    if path in row:
        return row[path]
    value: object = row
    for name in path.split("."):
        if not isinstance(value, dict) or name not in value:
            return None
        value = value[name]
    return value


def _string(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _authors(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for item in value if (name := _string(item))]
    return split_authors(_string(value) or "")


def _published(value: object, origin: str) -> str | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    words = _string(value)
    day = iso_day(words) if words else None
    if day is None:
        raise InputError(origin, "date", f"{str(value)[:60]!r} is no date", advice=DATE_ADVICE)
    return day
