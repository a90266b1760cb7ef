"""Who belonged to which organisation, party or government, and when: a dated tree of persons, organisations, countries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from onrecord.store.schema import attributes, entries, speakers
from onrecord.store.writing.bearers import known_speakers
from onrecord.store.writing.successions import Standing
from onrecord.variants.match import LEAST, Variant, keys_of, same_speaker
from onrecord.variants.organisations import country_of, organisation_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from onrecord.store.database import Database

COLUMNS = ("country", "organisation", "person", "role", "from", "to", "articles")
#: The attribute by which a person says to which country or government an organisation or a person belongs, and when.
BELONGS = ("government", "country")


def affiliations(database: Database, *, within: Collection[str] | None = None) -> list[dict[str, Any]]:
    """One row for each person in each organisation, with the first and the last day on which an article says so.

    The country is the one that the organisation's name tells (``Turkish Ministry of Justice``), or what a user's attribute
    ``country`` or ``government`` of the organisation or person says for those days. A government that people told from the one
    before it by a day is the organisation from that day on.

    Args:
        database: the record.
        within: ids of the texts that count; all unless told.
    """
    columns = ("statement_id", "text_id", "speaker_id", "speaker_name", "role", "affiliation", "published")
    with database.read() as connection:
        query = select(*(entries.c[c] for c in columns)).where(
            entries.c.speaker_type == "person", entries.c.affiliation.is_not(None), entries.c.speaker_id.is_not(None)
        )
        rows = [row for row in connection.execute(query) if within is None or row.text_id in within]
        named = {name: _organisation(connection, name) for name in sorted({row.affiliation for row in rows})}
        days = _Days(connection)
        given = _given(connection)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda r: (r.published or "", r.statement_id)):
        key, organisation, country = days.on(named[row.affiliation], row.published)
        one = found.setdefault(
            (row.speaker_id, key),
            {
                "id": f"{row.speaker_id}:{key}", "person": row.speaker_name, "person_id": row.speaker_id, "organisation": organisation,
                "organisation_id": key if key in days.ids or (len(key) == 16 and not country) else None,  # noqa: PLR2004 - an id
                "country": country, "role": row.role,
                "from": row.published, "to": row.published, "articles": set(), "statements": [],
            },
        )  # fmt: skip
        one["role"] = row.role or one["role"]
        one["from"] = one["from"] or row.published
        one["to"] = row.published or one["to"]
        one["articles"].add(row.text_id)
        one["statements"].append(row.statement_id)
    tree = [one | {"articles": len(one["articles"]), "country": _belongs(one, given) or one["country"] or None} for one in found.values()]
    return sorted(tree, key=lambda one: (one["country"] or "~", one["organisation"], one["from"] or "", one["person"]))


class _Days:
    """The governments that follow each other from a day on, as people ruled."""

    def __init__(self, connection: Connection) -> None:
        self._standing = Standing.read(connection)
        ids = [*self._standing.since, *(id_ for some in self._standing.since.values() for _, id_ in some)]
        rows = connection.execute(select(speakers.c.id, speakers.c.name, speakers.c.key).where(speakers.c.id.in_(ids))).all()
        self.ids = set(ids)
        self._names = {row.id: row.name for row in rows}
        self._first = {row.key: row.id for row in rows if row.id in self._standing.since and row.key}

    def on(self, organisation: tuple[str, str, str], day: str | None) -> tuple[str, str, str]:
        """Key, name and country of the organisation on a day."""
        key, name, country = organisation
        keys = keys_of(Variant(country, "country")) if key == country and country else None
        first = self._first.get(keys.own) if keys else key
        now = self._standing.on(first, day) if first else key
        return (now, self._names[now], country) if first and now != first else (key, name, country)


def _organisation(connection: Connection, name: str) -> tuple[str, str, str]:
    """Key, name and country of an affiliation: those of the speaker over all articles where there is one."""
    country = country_of(name)
    if country:
        return country, country, country
    variant = Variant(name, "organization")
    keys = keys_of(variant)
    parts = organisation_name(name)
    if keys is None:
        return name, name, parts.country
    matches = [
        (same_speaker(variant, v).score, one.articles, one.id)
        for one in known_speakers(connection, keys.near)
        for v, _ in one.names
        if v.type != "person"
    ]
    best = max((m for m in matches if m[0] >= LEAST), default=None)
    if best is None:
        return parts.joined, name, parts.country
    usual = connection.execute(select(speakers.c.name).where(speakers.c.id == best[2])).scalar_one()
    return best[2], usual, parts.country


def _given(connection: Connection) -> dict[str, list[tuple[str, str, str]]]:
    """What users say of countries and governments, by the speaker's id or name in lower case: value, since, until."""
    rows = connection.execute(
        select(attributes).where(attributes.c.of == "speaker", attributes.c.name.in_(BELONGS)).order_by(attributes.c.id)
    )
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        found.setdefault(row.key.lower(), []).append((row.value, row.since or "", row.until or "9999"))
    return found


def _belongs(one: dict[str, Any], given: dict[str, list[tuple[str, str, str]]]) -> str | None:
    """The country or government that a user's attribute gives for the days of a row."""
    for key in (one["organisation_id"], one["organisation"], one["person_id"], one["person"]):
        for value, since, until in given.get((key or "").lower(), ()):
            if since <= (one["to"] or "9999") and (one["from"] or "") <= until:
                return value
    return None
