"""What counts once: among texts that repeat each other the entry that was first, unless its article was changed and has it no more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, func, select, update

from onrecord.repeats.standing import COUNTED as COUNTS
from onrecord.repeats.standing import Firsts, Member, Standing, Told, standing
from onrecord.store.schema import appearances, entries, rulings, statements, texts, variants, versions
from onrecord.store.writing.projection import words
from onrecord.store.writing.tallying import COUNTED, recount

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

_OWN = ("statement_id", "text_id", "content_text", "repeat_of", "withdrawn", "replaced_by")
#: Behind every date.
_UNDATED = "9999"


class _Text(NamedTuple):
    """A text of a group: its first day, its length, what replaced it wherever it stood, and since when; whether it is shown."""

    id: str
    published: str | None
    length: int
    replaced_by: str | None
    replaced_on: str | None
    shown: bool
    translated: bool


def count_once(connection: Connection, group: str, renewed: tuple[str, Collection[str]] | None = None) -> None:
    """Settles which entries of a group count, and which of its texts is shown.

    Args:
        connection: of a transaction that writes.
        group: the group's name.
        renewed: the text whose entries alone were made anew, if so, with the ids of those that it had or has.
    """
    members = _texts(connection, group)
    leaves = renewed is not None and _leaves_the_others(connection, members, *renewed)
    _show(connection, members)
    if renewed is not None and leaves:
        _change(connection, *_after_the_others(connection, members, renewed[0]))
        return
    changed = {one.id for one in members if one.replaced_by} | {one.replaced_by for one in members if one.replaced_by}
    rows = _rows(connection, [one.id for one in members], spans_of=changed)
    read = select(texts.c.id, texts.c.text).where(texts.c.id.in_(changed))
    texts_of = {id_: text for id_, text in connection.execute(read)} if changed else {}  # noqa: C416 - rows are no pairs to a type checker
    ruled_out = _ruled_out(connection, [one.id for one in members])
    whole = [
        Member(
            id=one.id,
            text=texts_of.get(one.id, ""),
            statements=tuple(_told(row) for row in rows[one.id]),
            replaced_by=one.replaced_by,
            replaced_on=one.replaced_on,
            ruled_out=tuple(ruled_out.get(one.id, ())),
        )
        for one in members
    ]
    _change(connection, [row for some in rows.values() for row in some], standing(whole))


def count_again(connection: Connection, ids: Collection[str]) -> None:
    """Settles anew which entries of texts count, whose groups have changed; those of a text without one all do."""
    groups = connection.execute(select(texts.c.group_id, texts.c.id).where(texts.c.id.in_(ids))).all()
    alone = [row.id for row in groups if row.group_id is None]
    _change(connection, [row for some in _rows(connection, alone, spans_of=()).values() for row in some], {})
    for group in sorted({row.group_id for row in groups if row.group_id is not None}):
        count_once(connection, group)


def _leaves_the_others(connection: Connection, members: Sequence[_Text], text_id: str, ids: Collection[str]) -> bool:
    """Whether the entries of the others stay as they are: the text is the last of copies, and none of them repeats it."""
    if members[-1].id != text_id or any(one.replaced_by for one in members) or sum(one.shown for one in members if one.id != text_id) != 1:
        return False
    return connection.execute(select(entries.c.statement_id).where(entries.c.repeat_of.in_(ids)).limit(1)).first() is None


def _texts(connection: Connection, group: str) -> list[_Text]:
    """The texts of a group in order: those published first, of one day a version before the one that replaced it, else the longest.

    Translations come last: what their original says is its own.
    """
    columns = (texts.c.id, func.length(texts.c.text).label("length"), texts.c.repeat_of, texts.c.translation)
    of_group = {row.id: row for row in connection.execute(select(*columns).where(texts.c.group_id == group))}
    printed: dict[str, list[Any]] = defaultdict(list)
    own = appearances.c.text_id.in_(select(texts.c.id).where(texts.c.group_id == group))
    of_places = (appearances.c.text_id, appearances.c.published, appearances.c.replaced_by, appearances.c.replaced_on)
    for row in connection.execute(select(*of_places).where(own).order_by(appearances.c.replaced_on, appearances.c.id)):
        printed[row.text_id].append(row)
    found = []
    for id_, text in of_group.items():
        days = [row.published for row in printed[id_] if row.published]
        gone = printed[id_][-1] if printed[id_] and all(row.replaced_by for row in printed[id_]) else None
        by, on = (gone.replaced_by, gone.replaced_on) if gone is not None and gone.replaced_by in of_group else (None, None)
        found.append(_Text(id_, min(days, default=None), text.length, by, on, text.repeat_of is None, text.translation is not None))
    return _in_order(found)


def _in_order(found: Sequence[_Text]) -> list[_Text]:
    by_id = {one.id: one for one in found}
    earliest = {one.id: one.published or _UNDATED for one in found}
    depth: dict[str, int] = {}
    for one in found:  # a version counts from the day of the first one
        chain, at = [one.id], one
        while at.replaced_by in by_id and at.replaced_by not in chain:
            at = by_id[at.replaced_by or ""]
            chain.append(at.id)
            earliest[at.id] = min(earliest[at.id], earliest[one.id])
        depth[one.id] = len(chain)
    return sorted(found, key=lambda one: (one.translated, earliest[one.id], -depth[one.id], -one.length, one.id))


def _show(connection: Connection, members: Sequence[_Text]) -> None:
    """Shows the last version of the first text; the others are its repeats."""
    if not members:
        return
    by_id = {one.id: one for one in members}
    shown, seen = members[0], set[str]()
    while shown.replaced_by in by_id and shown.id not in seen:
        seen.add(shown.id)
        shown = by_id[shown.replaced_by or ""]
    ids = list(by_id)
    others = texts.c.id.in_(ids), texts.c.id != shown.id, texts.c.repeat_of.is_distinct_from(shown.id)
    connection.execute(update(texts).where(*others).values(repeat_of=shown.id))
    connection.execute(update(texts).where(texts.c.id == shown.id, texts.c.repeat_of.is_not(None)).values(repeat_of=None))


def _rows(connection: Connection, ids: Collection[str], *, spans_of: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """The entries of texts, with what people and machines read of those whose spans are needed."""
    found: dict[str, list[dict[str, Any]]] = {id_: [] for id_ in ids}
    columns = [*dict.fromkeys((*(entries.c[name] for name in _OWN), *COUNTED))]
    query = select(*columns).where(entries.c.text_id.in_(ids)).order_by(entries.c.place, entries.c.statement_id)
    for row in connection.execute(query).mappings():
        found[row["text_id"]].append({**row, "data": None})
    if spans_of:
        read = select(entries.c.statement_id, entries.c.data).where(entries.c.text_id.in_(spans_of))
        data = {id_: one for id_, one in connection.execute(read)}  # noqa: C416 - rows are no pairs to a type checker
        for rows in found.values():
            for one in rows:
                one["data"] = data.get(one["statement_id"])
    return found


def _told(row: Mapping[str, Any]) -> Told:
    data = row["data"] or {}
    return Told(
        id=row["statement_id"],
        content=row["content_text"],
        spans=_spans(data.get("content")),
        attribution=_spans([*(data.get("source") or ()), *(data.get("cue") or ())]),
        speaker=row["speaker_id"],
        person=row["speaker_type"] == "person",
        reported=row["reported_by"] is not None,
    )


def _ruled_out(connection: Connection, ids: Collection[str]) -> dict[str, list[Told]]:
    """The statements of texts that a person has ruled to be none: they have no entries."""
    own = (
        select(statements.c.id, statements.c.text_id)
        .join(rulings, rulings.c.statement_id == statements.c.id)
        .where(statements.c.text_id.in_(ids), rulings.c.field == "statement", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
        .where(statements.c.id.not_in(select(entries.c.statement_id).where(entries.c.text_id.in_(ids))))
    )
    found: dict[str, list[Told]] = defaultdict(list)
    for id_, text_id in connection.execute(own.distinct()).all():
        read = select(versions.c.data, texts.c.text).join(texts, texts.c.id == text_id).where(versions.c.statement_id == id_)
        row = connection.execute(read.order_by(versions.c.run_id.desc()).limit(1)).first()
        if row is not None:
            local = (row.data.get("speaker") or {}).get("id")
            tied = select(variants.c.speaker_id, variants.c.type).where(variants.c.text_id == text_id, variants.c.local_id == local)
            who = connection.execute(tied).first()
            found[text_id].append(
                Told(
                    id=id_,
                    content=words(row.text, row.data["content"]),
                    speaker=who.speaker_id if who else None,
                    person=who is not None and who.type == "person",
                    reported=row.data["reported_by"] is not None,
                )
            )
    return found


def _spans(found: Iterable[Sequence[int]] | None) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in found or ())


def _after_the_others(connection: Connection, members: Sequence[_Text], text_id: str) -> tuple[list[dict[str, Any]], dict[str, Standing]]:
    """How the entries of the last text stand, the others' being as they were."""
    own = _rows(connection, [text_id], spans_of=())[text_id]
    others = [one.id for one in members if one.id != text_id]
    query = select(*(entries.c[name] for name in (*_OWN, "speaker_id", "speaker_type", "reported_by")))
    firsts = Firsts()
    for row in connection.execute(query.where(entries.c.text_id.in_(others), entries.c.counted)).mappings():
        firsts.add(row["text_id"], [_told({**row, "data": None})])
    for id_, told in _ruled_out(connection, others).items():
        firsts.add(id_, told)
    return own, {row["statement_id"]: Standing(repeat_of=firsts.said_by(_told(row), text_id)) for row in own}


def _change(connection: Connection, rows: Iterable[Mapping[str, Any]], found: Mapping[str, Standing]) -> None:
    """Writes how entries stand where that is new, and counts them so."""
    changes, old, new = [], [], []
    for row in rows:
        stands = found.get(row["statement_id"], COUNTS)
        if stands == (row["repeat_of"], row["withdrawn"], row["replaced_by"]) and row["counted"] == (stands == COUNTS):
            continue
        counted = stands == COUNTS
        now = {f"now_{key}": value for key, value in stands._asdict().items()}
        changes.append({"of": row["statement_id"], **now, "now_counted": counted})
        old.append(row)
        new.append({**row, "counted": counted})
    if changes:
        names = (*Standing._fields, "counted")
        change = update(entries).where(entries.c.statement_id == bindparam("of"))
        connection.execute(change.values({name: bindparam(f"now_{name}") for name in names}), changes)
        recount(connection, old, new)
