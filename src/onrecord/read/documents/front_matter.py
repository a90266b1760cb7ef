"""The front matter of a Markdown file, YAML between ``---`` or TOML between ``+++`` → what it states of the article."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import NamedTuple

from onrecord.read.article import split_authors
from onrecord.read.part import Stated, translation_named

#: A longer one is none.
LONGEST = 32_768

_NAMES = {
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "date_published", "datepublished", "publish_date", "publishdate", "pubdate"),
    "authors": ("authors", "author", "by", "byline", "creator"),
    "outlet": ("outlet", "publication", "publisher", "newspaper", "site_name", "site", "website", "source"),
    "url": ("url", "link", "canonical_url", "canonical", "permalink", "source_url", "source"),
    "language": ("language", "lang"),
    "original": ("translated_from", "original_language"),
    "translation": ("translation", "translated_by"),
}
_MATTER = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"^([A-Za-z][\w -]{0,40}):[ \t]+(\S.*?)[ \t]*$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+$", re.IGNORECASE)
_WIKI_LINK = re.compile(r"^\[\[(.*)\]\]$")


class Matter(NamedTuple):
    """What the front matter states, and where the text begins after it: 0 where there is none."""

    stated: Stated
    end: int


def front_matter(whole: str) -> Matter:
    """The front matter of a file, if it has one: a first block that gives values names."""
    match = _MATTER.match(whole[:LONGEST])
    found = _loaded(match[2], is_toml=match[1] == "+++") if match else {}
    return Matter(_stated(found), match.end()) if match and found else Matter(Stated(), 0)


def _loaded(source: str, *, is_toml: bool) -> dict[str, object]:
    """The values by their names in small letters; line by line where the YAML is wrong, as with a colon in an unquoted title."""
    import yaml  # noqa: PLC0415

    try:
        loaded = tomllib.loads(source) if is_toml else yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):
        loaded = {name: words.strip("\"'[]") for name, words in _LINE.findall(source)}
    if not isinstance(loaded, dict):
        return {}
    return {str(name).strip().lower().replace("-", "_").replace(" ", "_"): value for name, value in loaded.items()}


def _stated(found: dict[str, object]) -> Stated:
    values = {name: [words for key in keys for words in _words(found.get(key))] for name, keys in _NAMES.items()}
    original = next(iter(values["original"]), None)
    return Stated(
        title=next(iter(values["title"]), None),
        outlet=next((words for words in values["outlet"] if not _ADDRESS.match(words)), None),
        authors=tuple(dict.fromkeys(name for words in values["authors"] for name in split_authors(words))),
        published=next(iter(values["published"]), None),
        url=next((words for words in values["url"] if _ADDRESS.match(words)), None),
        language=next(iter(values["language"]), None),
        translation=translation_named(next(iter(values["translation"]), None), "human" if original else None),
        original_language=original,
    )


def _words(value: object) -> list[str]:
    """The words of a value, or of each of several, or of its name."""
    if isinstance(value, list):
        return [words for one in value if not isinstance(one, list) for words in _words(one)]
    if isinstance(value, dict):
        return _words(value["name"]) if isinstance(value.get("name"), str) else []
    if isinstance(value, date):
        return [value.isoformat()]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return []
    return [words] if (words := _WIKI_LINK.sub(r"\1", str(value).strip())) else []
