"""Where the fields of an article stand in a row or a JSON object, and what holds for articles that do not tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.errors import SettingsError
from onrecord.read.article import iso_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read. A field's name may be a path with dots: ``meta.date``.

    Attributes:
        published: the date of articles that have none of their own.
        outlet: the outlet of articles that have none of their own.
        translation: who translated articles that do not tell.
        original_language: what articles that are translations, and do not tell, were translated from.

    Raises:
        SettingsError: ``published`` is no date.
    """

    text_field: str = "text"
    title_field: str = "title"
    outlet_field: str = "outlet"
    authors_field: str = "authors"
    published_field: str = "published"
    modified_field: str = "modified"
    url_field: str = "url"
    language_field: str = "language"
    translation_field: str = "translation"
    original_language_field: str = "original_language"
    published: str | None = None
    outlet: str | None = None
    translation: Literal["human", "machine"] | None = None
    original_language: str | None = None

    def __post_init__(self) -> None:
        """Refuse a default date that is none."""
        if self.published is not None and iso_day(self.published) is None:
            name = "published"
            raise SettingsError(name, self.published, "give a day, such as 2026-02-10")
