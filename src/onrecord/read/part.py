"""A piece of input that holds articles: a file, or a member of one; what is stated of an article; both → article."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from onrecord.errors import InputError
from onrecord.read.article import article_from_text, not_english
from onrecord.read.language import language_name, says_english

if TYPE_CHECKING:
    from onrecord.read.options import ReadOptions
    from onrecord.records import Article

#: A longer text or page is not read; tables and containers may be of any length.
LARGEST = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a page, a feed, a container states of an article; None and empty where it is silent.

    Attributes:
        body: the article's text, where it is stated apart from what is shown (JSON-LD).
        language: a code or a name; where it means English the text is not looked at again.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    uri: str | None = None
    body: str | None = None
    language: str | None = None
    translation: Literal["human", "machine"] | None = None
    original_language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of input.

    Attributes:
        origin: the file, or the file and the member, for errors and the record.
        name: the file's or the member's name; where the bytes leave open what they are, its ending tells.
        file: its bytes; it can be read more than once (``seek``).
        told: what the container says of it. The part's own word comes first.
        charset: how its text is encoded, as the server that sent it said.
        depth: how many containers it lies in.
    """

    origin: str
    name: str
    file: BinaryIO
    told: Stated = Stated()
    charset: str | None = None
    depth: int = 0

    def whole(self, largest: int | None = None, *, advice: str = "split it into its articles, or write it as JSON Lines") -> bytes:
        """All bytes of the part.

        Raises:
            InputError: there are more than ``largest``, or ``LARGEST`` where nothing is said.
        """
        largest = LARGEST if largest is None else largest
        self.file.seek(0)
        data = self.file.read(largest + 1)
        if len(data) > largest:
            raise InputError(self.origin, "too-large", f"the file is larger than {largest // 1_000_000} MB", advice=advice)
        return data


def article_of(text: str, stated: Stated, origin: str, options: ReadOptions, *, raw: bytes | None = None) -> Article:
    """The article of a text, with what is stated of it and, where that is silent, with what the options say of all.

    Raises:
        InputError: the text is empty, too long or not English, or the date is none.
    """
    language = (stated.language or "").strip()
    if language and not says_english(language):
        raise not_english(origin, language_name(language))
    translation = stated.translation or options.translation
    return article_from_text(
        text,
        origin=origin,
        raw=raw,
        title=stated.title,
        outlet=stated.outlet or options.outlet,
        authors=stated.authors,
        published=stated.published or options.published,
        modified=stated.modified,
        url=stated.url,
        uri=stated.uri,
        translation=translation,
        original_language=(stated.original_language or options.original_language) if translation else None,
        check_language=not language,
    )


def either(*stated: Stated) -> Stated:
    """Of each field the first that is stated."""
    found: dict[str, Any] = {}
    for field in fields(Stated):
        found[field.name] = next((value for one in stated if (value := getattr(one, field.name))), field.default)
    return Stated(**found)


def translation_named(words: str | None, otherwise: Literal["human", "machine"] | None = None) -> Literal["human", "machine"] | None:
    """Who translated, in any of the words that files have for it; ``otherwise`` where nothing or something else is said.

    Example: ``translation_named("Machine translation (DeepL)")`` is ``"machine"``.
    """
    said = (words or "").lower()
    if re.search(r"machine|auto|mt\b|deepl|google", said):
        return "machine"
    return "human" if re.search(r"human|person|by hand|translator", said) else otherwise
