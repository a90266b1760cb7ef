"""What a user may tell the readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Names of fields in JSON Lines (dots go into objects), and what holds where an article tells nothing.

    Attributes:
        published: ISO date of articles that tell none.
        outlet: outlet of articles that tell none.
    """

    text_field: str = "text"
    title_field: str = "title"
    outlet_field: str = "outlet"
    authors_field: str = "authors"
    published_field: str = "published"
    url_field: str = "url"
    language_field: str = "language"
    published: str | None = None
    outlet: str | None = None
