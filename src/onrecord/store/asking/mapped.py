"""The stances as debate maps are drawn from them: at a level of speakers, with their days; and how far checked ones were right."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from onrecord.errors import UnknownError
from onrecord.store.asking.filtering import Filter, conditions, days_of, kind_of
from onrecord.store.database import logged
from onrecord.store.debates.sets import find_debate
from onrecord.store.ruling.coding import samples
from onrecord.store.ruling.missed import WHOLE
from onrecord.store.schema import attributes, entries, rulings, stances, statements
from onrecord.store.schema import issues as known_issues
from onrecord.store.writing.stances import judged_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from onrecord.store.database import Database

#: Levels that are no attribute of the user's.
LEVELS = ("speaker", "person", "organization", "country")
#: What the sides are as DNA writes agreement.
AGREEMENT = {"for": 1, "against": 0}
#: Names of attributes that tell an organisation, where users' tables have such.
_BELONGS = ("organization", "organisation", "affiliation")


class StanceRow(NamedTuple):
    """One stance of a statement.

    Attributes:
        document: the id of the article.
        day: ISO date of publication; None where it is not known.
        actor: what stands for the speaker.
        issue: the issue's id.
        side: 1 for, 0 against.
        place: where in the article the statement begins.
        statement: its id.
        ruled: whether a person gave the stance.
    """

    document: str
    day: str | None
    actor: str
    issue: str
    side: int
    place: int
    statement: str
    ruled: bool


class Mapped(NamedTuple):
    """Stances ready to be counted.

    Attributes:
        rows: those with an actor and a side, in order of time.
        without: how many stances have no actor at this level.
        neither: how many take no side.
    """

    rows: list[StanceRow]
    without: int
    neither: int


def mapped_stances(database: Database, wanted: Filter, *, level: str = "speaker", issues: Collection[str] | None = None) -> Mapped:
    """The stances of the statements that a filter lets through.

    Args:
        database: that holds them.
        wanted: which statements.
        level: what stands for the speaker: one of ``LEVELS`` or the name of an attribute of speakers.
        issues: the ids of the issues; all unless told, and of a debate those of its codebook and of the record's.

    Raises:
        UnknownError: the database knows no such speaker, outlet, debate or attribute.
    """
    with database.read() as connection:
        if issues is None and wanted.debate is not None:
            numbers = (0, find_debate(connection, database.name, wanted.debate).id)  # 0 is the record
            issues = set(connection.execute(select(known_issues.c.id).where(known_issues.c.debate_id.in_(numbers))).scalars())
        asked = [*conditions(connection, database.name, wanted), *days_of(wanted, entries.c.number), *kind_of(wanted)]
        rows = connection.execute(
            select(
                stances.c.issue, stances.c.stance, stances.c.coder, stances.c.place.label("claim"), entries.c.statement_id,
                entries.c.text_id, entries.c.place, entries.c.published, entries.c.speaker_id, entries.c.speaker_name,
                entries.c.speaker_type, entries.c.affiliation,
            )
            .join(entries, entries.c.statement_id == stances.c.statement_id)
            .where(*asked)
            .order_by(entries.c.number, stances.c.place, stances.c.issue)
        ).all()  # fmt: skip
        naming = _Naming(connection, database.name, level)
    found: list[StanceRow] = []
    counts: Counter[str] = Counter()
    names = _told_apart(rows)
    for row in rows:
        if issues is not None and row.issue not in issues:
            continue
        if row.stance not in AGREEMENT:
            counts["neither"] += 1
            continue
        actor = naming.actor(row, names)
        if not actor:
            counts["without"] += 1
            continue
        ids = row.text_id, row.published, actor, row.issue
        found.append(StanceRow(*ids, AGREEMENT[row.stance], row.place, row.statement_id, row.coder is not None))
    return Mapped(found, counts["without"], counts["neither"])


def checked_articles(database: Database, within: Collection[str] | None = None) -> list[tuple[int, int, int, int]]:
    """How the program's stances compare with people's in the articles of random samples that somebody read to the end.

    Of each article how many are right, on the other side, wrong and missed; see ``onrecord.debate.uncertainty.CheckedArticle``.
    """
    with database.read() as connection:
        drawn = {id_ for sample in samples(connection).values() for id_ in sample.articles}
        read = drawn & set(logged(connection, WHOLE))
        return [_compared(connection, id_) for id_ in sorted(read) if within is None or id_ in within]


def _compared(connection: Connection, text_id: str) -> tuple[int, int, int, int]:
    machine = {
        (statement, span, one["issue"]): one["stance"]
        for statement, claims in judged_of(connection, text_id).items()
        for span, given in claims.items()
        for one in given
        if one["stance"] in AGREEMENT
    }
    own = select(entries.c.data).where(entries.c.text_id == text_id)
    person = {
        (data["id"], tuple(map(tuple, claim["span"])), one["issue"]): one["stance"]
        for data in connection.execute(own).scalars()
        for claim in data["claims"]
        for one in claim.get("stances") or ()
        if one["stance"] in AGREEMENT
    }
    moved = set(
        connection.execute(
            select(rulings.c.statement_id)
            .join(statements, statements.c.id == rulings.c.statement_id)
            .where(statements.c.text_id == text_id, rulings.c.field == "speaker", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
        ).scalars()
    )
    right = sum(person.get(key) == side and key[0] not in moved for key, side in machine.items())
    flipped = sum(key in person and person[key] != side and key[0] not in moved for key, side in machine.items())
    return right, flipped, len(machine) - right - flipped, len(person) - right - flipped


def _told_apart(rows: Collection[Any]) -> dict[str, str]:
    """The speakers' names by id; where several have one name, with the beginning of the id."""
    names = {row.speaker_id: row.speaker_name for row in rows if row.speaker_id}
    many = {name for name, number in Counter(names.values()).items() if number > 1}
    return {id_: f"{name} ({id_[:4]})" if name in many else name for id_, name in names.items()}


class _Naming:
    """Tells what stands for a speaker at a level."""

    def __init__(self, connection: Connection, of: str, level: str) -> None:
        self.level = level
        wanted = {"organization": _BELONGS, "country": ("country",)}.get(level, () if level in LEVELS else (level,))
        self.told: dict[str, list[Any]] = defaultdict(list)
        for row in connection.execute(select(attributes).where(attributes.c.of == "speaker", attributes.c.name.in_(wanted))):
            self.told[row.key].append(row)
        if level not in LEVELS and not self.told:
            there = sorted(set(connection.execute(select(attributes.c.name).where(attributes.c.of == "speaker")).scalars()))
            advice = f"choose {', '.join((*LEVELS, *there))}"
            raise UnknownError(of, f"speakers have no attribute {level!r}", advice=advice)
        country = select(entries.c.speaker_name).where(entries.c.speaker_type == "country").distinct()
        self.countries = set(connection.execute(country).scalars()) if level == "country" else set()
        self.belongs = _affiliations(connection) if level in ("organization", "country") else {}

    def actor(self, row: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - a row of stances
        """What stands for the speaker of a stance; empty where nothing does."""
        own = names.get(row.speaker_id or "", row.speaker_name or "")
        if self.level == "speaker":
            return own
        if self.level == "person":
            return own if row.speaker_type == "person" else ""
        told = self._attribute(row)
        if told:
            return told
        if self.level == "organization":
            return own if row.speaker_type in ("organization", "country", "group") else self._affiliation(row)
        if self.level == "country":
            belongs = self._affiliation(row)
            return own if row.speaker_type == "country" else belongs if belongs in self.countries else ""
        return ""

    def _affiliation(self, row: Any) -> str:  # noqa: ANN401
        """What the article says the speaker belongs to, else what the last article before it did, else the first one after."""
        if row.affiliation:
            return str(row.affiliation)
        known = self.belongs.get(row.speaker_id or "", ())
        before = [name for day, name in known if day <= (row.published or "")]
        return before[-1] if before else known[0][1] if known else ""

    def _attribute(self, row: Any) -> str:  # noqa: ANN401
        """The value of the attribute on the day of the article."""
        day = row.published or ""
        for key in (row.speaker_id, row.speaker_name):
            for one in self.told.get(key or "", ()):
                if (not one.since or (day and one.since <= day)) and (not one.until or (day and day <= one.until)):
                    return str(one.value)
        return ""


def _affiliations(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """What articles say that speakers belong to, in order of time."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    own = select(entries.c.speaker_id, entries.c.published, entries.c.affiliation).where(entries.c.affiliation.is_not(None))
    for id_, published, affiliation in connection.execute(own.order_by(entries.c.number)):
        if id_ and (not found[id_] or found[id_][-1][1] != affiliation):
            found[id_].append((published or "", affiliation))
    return found
