"""A codebook changed, and the stances taken along: people's by rulings that say so, the program's by rows beside the old ones."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, or_, select

from onrecord.codebook.following import GivenStance, follow
from onrecord.codebook.issues import Codebook, wording_of
from onrecord.errors import CodebookError
from onrecord.store.batches import batches
from onrecord.store.codebooks.books import name_of, present, put_codebook
from onrecord.store.database import now
from onrecord.store.ruling.rows import By, insert_ruling
from onrecord.store.schema import debate_texts, issues, judged, rulings, statements, texts, waiting
from onrecord.store.writing.articles import refresh
from onrecord.store.writing.projection import Ruling

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from onrecord.codebook.changing import Change, Route
    from onrecord.store.database import Database

_FIELD = "stance"
_OPPOSITE = {"for": "against", "against": "for"}


class Moved(NamedTuple):
    """What became of stances when their codebook changed.

    Attributes:
        kept: people's stances that are on an issue of another id or sentence now.
        waiting: people's stances of which a person must say what they are: ``onrecord issues waiting``.
        ended: people's stances whose issue went.
        judged: the program's stances that followed.
    """

    kept: int
    waiting: int
    ended: int
    judged: int


class _Given(NamedTuple):
    """A standing ruling on a stance, with the text it is in."""

    ruling: Any
    text: str

    @property
    def claim(self) -> str:
        """What the claim is called where claims are told apart: STATEMENT:NUMBER."""
        return f"{self.ruling.statement_id}:{self.ruling.claim + 1}"


def change_codebook(
    database: Database,
    debate: int | None,
    make: Callable[[Codebook], Change],
    *,
    words: str,
    coder: str | None = None,
    anew: bool = False,
    ending: bool = True,
) -> Moved:
    """Changes the codebook of a debate, or of the record, and takes the stances along, in one transaction.

    Args:
        database: that holds it.
        debate: the debate's number; None for the record.
        make: the change, from the present codebook.
        words: what is done, for the history.
        coder: who does it.
        anew: whether what the debate was made with may be no codebook at all; then it is as if there were none.
        ending: whether people's stances may end.

    Raises:
        CodebookError: the change cannot be made, another codebook has an id with another sentence, or stances would end that may not.
    """
    with database.begin() as connection:
        change = make(_before(connection, debate, anew=anew))
        scope = _texts_of(connection, debate)
        elsewhere = _elsewhere(connection, debate)
        put_codebook(connection, debate, change.after, change=words, coder=coder)
        kept, waits, ended, touched = _take_along(connection, change, scope, elsewhere, f"{words}{f', by {coder}' if coder else ''}")
        if ended and not ending:
            gone = sorted(id_ for id_, route in change.routes.items() if not route.to and not route.waits)
            what = f"{ended} stances that people gave would end with {', '.join(gone)}"
            raise CodebookError(name_of(connection, debate), f"{what}; give --replace to end them, or --add to keep the issues")
        followed = 0
        for id_, route in change.routes.items():
            followed += _judged_along(connection, change, id_, route)
        for text_id in sorted(touched | _judged_texts(connection, scope)):
            refresh(connection, text_id)
        return Moved(kept, waits, ended, followed)


def _before(connection: Connection, debate: int | None, *, anew: bool) -> Codebook:
    try:
        return present(connection, debate)
    except CodebookError:
        if anew:
            return Codebook()
        raise


def _texts_of(connection: Connection, debate: int | None) -> set[str] | None:
    """The texts of a debate; None, which is all, for the record."""
    if debate is None:
        return None
    return set(connection.execute(select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate)).scalars())


def _elsewhere(connection: Connection, debate: int | None) -> set[str]:
    """The ids of the issues that other codebooks have too."""
    return set(connection.execute(select(issues.c.id).where(issues.c.debate_id != (debate or 0))).scalars())


def _judged_texts(connection: Connection, scope: set[str] | None) -> set[str]:
    """The texts whose stances were judged: their lists of stances may be others now."""
    found = set(connection.execute(select(texts.c.id).where(texts.c.stance_run_id.is_not(None))).scalars())
    return found if scope is None else found & scope


def _standing(connection: Connection, scope: set[str] | None, known: set[str]) -> list[_Given]:
    """The last standing ruling of each coder on each claim's stance on the issues that change."""
    rows = connection.execute(
        select(rulings, statements.c.text_id)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(rulings.c.field == _FIELD, rulings.c.undone_at.is_(None), rulings.c.claim.is_not(None))
        .order_by(rulings.c.id)
    )
    last: dict[tuple[Any, ...], _Given] = {}
    for row in rows:
        if row.new["issue"] in known and (scope is None or row.text_id in scope):
            last[row.statement_id, row.claim, row.new["issue"], row.coder, row.blind] = _Given(row, row.text_id)
    return [one for one in last.values() if one.ruling.new.get("stance")]


def _take_along(
    connection: Connection, change: Change, scope: set[str] | None, elsewhere: set[str], reason: str
) -> tuple[int, int, int, set[str]]:
    """Rules people's stances anew where they are on other issues now; counts of kept, waiting and ended ones, and the texts touched."""
    groups: dict[tuple[str, bool], list[_Given]] = defaultdict(list)
    for one in _standing(connection, scope, set(change.routes)):
        groups[one.ruling.coder, one.ruling.blind].append(one)
    counts, touched = [0, 0, 0], set()
    moment = now()
    for some in groups.values():
        by_stance = {GivenStance(one.claim, one.ruling.new["issue"], one.ruling.new["stance"]): one for one in some}
        followed = follow(change, by_stance)
        for keeping in followed.kept:
            if keeping.before == (keeping.after,):
                continue
            first = by_stance[keeping.before[0]]
            _rule(connection, first, keeping.after.issue, keeping.after.stance, reason=reason, moment=moment)
            counts[0] += 1
        for waits in dict.fromkeys(followed.waiting):
            one = by_stance[waits.stance]
            values = {"statement_id": one.ruling.statement_id, "claim": one.ruling.claim, "issue": waits.stance.issue}
            more = {"stance": waits.stance.stance, "coder": one.ruling.coder, "why": waits.reason, "since": moment}
            connection.execute(insert(waiting).values(**values, **more))
            counts[1] += 1
        counts[2] += len(followed.ended)
        for stance, one in by_stance.items():
            stays = any(k.after.issue == stance.issue and stance in k.before for k in followed.kept)
            if not stays and stance.issue not in elsewhere:
                _rule(connection, one, stance.issue, None, reason=reason, moment=moment)
            touched.add(one.text)
    return counts[0], counts[1], counts[2], touched


def _rule(connection: Connection, one: _Given, issue: str, stance: str | None, *, reason: str, moment: str) -> None:
    """A ruling of the coder who gave the stance, with what changed as the reason."""
    row = one.ruling
    new = Ruling(0, row.claim, _FIELD, {"issue": issue, "stance": stance}, row.coder, row.blind, row.claim_span)
    by = By(row.coder, reason=f"the codebook changed: {reason}", blind=row.blind)
    insert_ruling(connection, new, row.statement_id, old=row.new, by=by, moment=moment)


def _judged_along(connection: Connection, change: Change, id_: str, route: Route) -> int:
    """Gives the present stances of the program on an issue's old sentence to the sentences that it became; returns how many."""
    old = wording_of(change.before.issue(id_).text)
    present_rows = (
        select(judged, statements.c.text_id)
        .join(statements, statements.c.id == judged.c.statement_id)
        .join(texts, texts.c.id == statements.c.text_id)
        .where(judged.c.wording == old, judged.c.run_id == texts.c.stance_run_id)
    )
    fresh = []
    for row in connection.execute(present_rows):
        targets = route.claims.get(f"{row.statement_id}:{row.place + 1}", route.to)
        for target in targets:
            new = wording_of(change.after.issue(target).text)
            stance = _OPPOSITE.get(row.stance, row.stance) if route.mirrored else row.stance
            if new != old:
                own = {c: getattr(row, c) for c in ("statement_id", "place", "run_id", "span", "confidence")}
                fresh.append({**own, "wording": new, "stance": stance, "evidence": {**row.evidence, "followed": id_}})
    number = 0
    for some in batches(fresh):
        keys = [(judged.c.statement_id == r["statement_id"]) & (judged.c.place == r["place"]) & (judged.c.wording == r["wording"])
                & (judged.c.run_id == r["run_id"]) for r in some]  # fmt: skip
        there = {
            (row.statement_id, row.place, row.wording, row.run_id)
            for part in batches(keys)
            for row in connection.execute(select(judged).where(or_(*part)))
        }
        rows = {(r["statement_id"], r["place"], r["wording"], r["run_id"]): r for r in some}
        left = [row for key, row in rows.items() if key not in there]
        if left:
            connection.execute(insert(judged), left)
        number += len(left)
    return number
