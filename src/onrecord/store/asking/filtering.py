"""What a list is narrowed to: the filters of the commands as conditions on entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, or_, select, union

from onrecord.errors import UnknownError
from onrecord.store.codebooks.books import find_issue
from onrecord.store.debates.sets import find_debate
from onrecord.store.schema import appearances, claims, debate_texts, entries, speakers, stances, texts, variants
from onrecord.store.words import BITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select

#: Statements that stand in another statement: with the others, left out, or alone.
Reported = Literal["include", "exclude", "only"]
#: How many speakers of one name are listed in a query; of more, the query looks for them itself.
FEW = 200
#: Names that an error offers, and names that are compared for that.
SHOWN, COMPARED = 5, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements, or articles, are meant; everything asked for must hold.

    Attributes:
        speaker: an id, a name, or a name that the speaker has in some article.
        issue: an issue's id in the codebook.
        kind: what one of the claims is.
        since: the first day of publication, as ISO date.
        until: the last one.
        text: words, and phrases in quotation marks, all of which the content holds.
        outlet: where the text appeared, there or among others.
        checked_only: only what a person has ruled on.
        reported: what becomes of statements inside statements.
        debate: the name of a debate whose articles alone count.
        repeats: also what only repeats a statement that was first in a copy, or an older version, of the article.
        withdrawn: also what an article has no more since it was changed.
    """

    speaker: str | None = None
    issue: str | None = None
    kind: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    outlet: str | None = None
    checked_only: bool = False
    reported: Reported = "include"
    debate: str | None = None
    repeats: bool = False
    withdrawn: bool = False


def is_plain(wanted: Filter) -> bool:
    """Whether nothing is asked for: every statement that counts is meant, as the kept numbers have them."""
    return wanted == Filter()


def days_of(wanted: Filter, number: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The days as bounds of the number that rises with the date; what has no date lies outside of any."""
    found = []
    if wanted.since or wanted.until:
        found.append(number >= ((date.fromisoformat(wanted.since).toordinal() if wanted.since else 1) << BITS))
    if wanted.until:
        found.append(number < (date.fromisoformat(wanted.until).toordinal() + 1) << BITS)
    return found


def kind_of(wanted: Filter, *, row_by_row: bool = False) -> list[ColumnElement[bool]]:
    """That a claim of a statement has the kind asked for: looked up in a list of all such claims, or row by row where rows are few."""
    if wanted.kind is None:
        return []
    such = select(claims.c.statement_id).where(claims.c.kind == wanted.kind)
    return [such.where(claims.c.statement_id == entries.c.statement_id).exists() if row_by_row else entries.c.statement_id.in_(such)]


def counted(wanted: Filter) -> list[ColumnElement[bool]]:
    """That a statement counts, but for repeats and withdrawn ones where they are asked for."""
    if not wanted.repeats and not wanted.withdrawn:
        return [entries.c.counted]
    found: list[ColumnElement[bool]] = [] if wanted.repeats else [entries.c.repeat_of.is_(None)]
    return found if wanted.withdrawn else [*found, entries.c.withdrawn.is_(None)]


def conditions(connection: Connection, of: str, wanted: Filter) -> list[ColumnElement[bool]]:
    """What is asked of entries, but for days, words and kinds.

    Args:
        connection: of the database.
        of: the database's name, for errors.
        wanted: the filters.

    Raises:
        UnknownError: nothing has that name: a speaker, an outlet, an issue, a debate.
    """
    found = counted(wanted)
    if wanted.speaker is not None:
        found.append(_speaker(connection, of, wanted.speaker))
    if wanted.issue is not None:
        find_issue(connection, of, wanted.issue)
        taken = select(stances.c.statement_id).where(stances.c.issue == wanted.issue)
        found.append(entries.c.statement_id.in_(taken))
    if wanted.outlet is not None:
        found.append(_printed(connection, texts_of_outlet(connection, of, wanted.outlet), repeats=wanted.repeats))
    if wanted.checked_only:
        found.append(entries.c.checked)
    if wanted.reported != "include":
        found.append(entries.c.reported_by.is_(None) if wanted.reported == "exclude" else entries.c.reported_by.is_not(None))
    if wanted.debate is not None:
        found.append(entries.c.text_id.in_(texts_of_debate(connection, of, wanted.debate)))
    return found


def _printed(connection: Connection, printed: Select[tuple[str]], *, repeats: bool) -> ColumnElement[bool]:
    """That a statement stands in one of the texts of an outlet, or was first elsewhere and stands in a copy there."""
    own = entries.c.text_id.in_(printed)
    copied = select(texts.c.id).where(texts.c.id.in_(printed), texts.c.group_id.is_not(None))
    if repeats or connection.execute(copied.limit(1)).first() is None:
        return own
    copy = entries.alias()
    return or_(own, entries.c.statement_id.in_(select(copy.c.repeat_of).where(copy.c.text_id.in_(copied), copy.c.repeat_of.is_not(None))))


def texts_of_outlet(connection: Connection, of: str, outlet: str) -> Select[tuple[str]]:
    """The ids of the texts that appeared in an outlet, as a query.

    Raises:
        UnknownError: nothing appeared there.
    """
    if connection.execute(select(appearances.c.id).where(appearances.c.outlet == outlet).limit(1)).first() is None:
        there = connection.execute(select(appearances.c.outlet).where(appearances.c.outlet.is_not(None)).distinct()).scalars()
        raise UnknownError(of, f"there is no outlet {outlet!r}", advice=_offered(outlet, there))
    return select(appearances.c.text_id).where(appearances.c.outlet == outlet)


def texts_of_debate(connection: Connection, of: str, debate: str) -> Select[tuple[str]]:
    """The ids of the texts of a debate, as a query.

    Raises:
        UnknownError: there is no such debate; it lists those that there are.
    """
    return select(debate_texts.c.text_id).where(debate_texts.c.debate_id == find_debate(connection, of, debate).id)


def speakers_named(connection: Connection, of: str, who: str) -> list[str] | CompoundSelect[tuple[str]]:
    """The ids of the speakers that an id, a name or a variant of a name means; a query of them where they are very many.

    Raises:
        UnknownError: no speaker is called so; it offers names that are near.
    """
    if connection.execute(select(speakers.c.id).where(speakers.c.id == who)).first():
        return [who]
    found = union(
        select(speakers.c.id).where(func.lower(speakers.c.name) == func.lower(who)),
        select(variants.c.speaker_id).where(func.lower(variants.c.name) == func.lower(who)),
    )
    ids = list(connection.execute(found.limit(FEW + 1)).scalars())
    if len(ids) > FEW:
        return found
    return ids or _named_alike(connection, of, who)


def _named_alike(connection: Connection, of: str, who: str) -> list[str]:
    """Those whose names differ in the case of letters that the database does not fold (``É``)."""
    plain = who.casefold()
    known: dict[str, str] = {}
    ids = set()
    for table, id_ in ((speakers, speakers.c.id), (variants, variants.c.speaker_id)):
        for one, name in connection.execute(select(id_, table.c.name).distinct()):
            known.setdefault(name.casefold(), name)
            if name.casefold() == plain:
                ids.add(one)
    if not ids:
        raise UnknownError(of, f"there is no speaker {who!r}", advice=_offered(who, known.values()))
    return sorted(ids)


def _speaker(connection: Connection, of: str, who: str) -> ColumnElement[bool]:
    ids = speakers_named(connection, of, who)
    return entries.c.speaker_id == ids[0] if isinstance(ids, list) and len(ids) == 1 else entries.c.speaker_id.in_(ids)


def _offered(asked: str, names: Iterable[str]) -> str:
    """The names that are nearest to what was asked for; of very many, those that share a word with it are compared."""
    plain = {name.casefold(): name for name in names}
    if not plain:
        return "there is none yet"
    own = set(asked.casefold().split())
    pool = list(plain)
    if len(pool) > COMPARED:
        start = asked.casefold()[:2]
        pool = [name for name in pool if name.startswith(start) or own & set(name.split())][:COMPARED]
    near = [plain[name] for name in get_close_matches(asked.casefold(), pool, n=SHOWN)]
    near += [plain[name] for name in pool if own & set(name.split()) and plain[name] not in near]
    return "near: " + ", ".join(near[:SHOWN]) if near else f"none of the {len(plain):,} names is near"
