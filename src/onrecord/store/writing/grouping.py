"""Texts that repeat each other are brought together in groups, as they come in, whichever comes first.

A text's marks lead to the texts that it may be a copy of; it is compared with the likest. A group is what hangs together by copies and
versions. It enters a debate as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, insert, or_, select, update

from onrecord.repeats.copies import Compared, likeness
from onrecord.repeats.marks import FEWEST_SHARED, marks_of, words_of, worth_comparing
from onrecord.store.batches import batches
from onrecord.store.database import note, now
from onrecord.store.schema import appearances, copies, debate_texts, debates, text_marks, texts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from onrecord.repeats.marks import Word

#: The version of what marks and copies are; texts marked by an older one are marked anew by the next command that writes.
MARKS = 1
#: A mark is kept of so many texts at most: what bounds the search for a copy. Further copies find those.
MOST_TEXTS = 400
#: How many texts of one group, and how many groups, a text is compared with, the likest first.
OF_GROUP, GROUPS = 4, 30


class Likest(NamedTuple):
    """A text that may be a copy, with its group, or itself where it has none."""

    id: str
    group: str
    shared: int


def group_text(connection: Connection, text_id: str) -> None:
    """Finds what a text repeats, or is repeated by, and brings them together; its marks are kept for those that come later.

    The entries of the group are not renewed: see ``onrecord.store.writing.counting``.
    """
    text = connection.execute(select(texts.c.text).where(texts.c.id == text_id)).scalar_one()
    words = words_of(text)
    number, shared = _mark(connection, words, text_id)
    likest = _likest(connection, shared, number)
    found = _compared(connection, Compared.of_words(text, words), likest) if likest else []
    for other, kind, like in found:
        tie(connection, text_id, other, kind, shared=like.shared, reworded=like.reworded)
    if found:
        join(connection, [text_id, *(other for other, _, _ in found)])


def mark_text(connection: Connection, text_id: str) -> None:
    """Keeps the marks of a text whose group is known already, as after a load: they are in no dump."""
    _mark(connection, words_of(connection.execute(select(texts.c.text).where(texts.c.id == text_id)).scalar_one()), text_id)


def tie(connection: Connection, one: str, other: str, kind: str, *, shared: float, reworded: float) -> None:
    """Keeps that two texts are copies, or versions, of one another, and how like they are; what is kept of them already stays."""
    first, second = sorted((one, other))
    pair = copies.c.one == first, copies.c.other == second
    known = connection.execute(select(copies.c.kind).where(*pair)).scalar()
    if known is None:
        row = {"one": first, "other": second, "kind": kind, "shared": round(shared, 4), "reworded": round(reworded, 4)}
        connection.execute(insert(copies).values(row))
    elif known != kind == "version":
        connection.execute(update(copies).where(*pair).values(kind=kind))


def join(connection: Connection, ids: Collection[str]) -> str:
    """Makes one group of texts and of all that they are in groups with; returns its name, the least of their ids."""
    groups = {g for g in connection.execute(select(texts.c.group_id).where(texts.c.id.in_(ids))).scalars() if g}
    whole = set(ids) | set(connection.execute(select(texts.c.id).where(texts.c.group_id.in_(groups))).scalars())
    name = min(whole)
    for some in batches(whole):
        connection.execute(update(texts).where(texts.c.id.in_(some)).values(group_id=name))
    _enter_debates(connection, whole)
    return name


def group_of(connection: Connection, text_id: str) -> str | None:
    """The group of a text; None where it stands alone."""
    return connection.execute(select(texts.c.group_id).where(texts.c.id == text_id)).scalar()


def with_repeats(connection: Connection, ids: Iterable[str]) -> set[str]:
    """The texts, and all that repeat them."""
    found = set(ids)
    for some in batches(found):
        groups = select(texts.c.group_id).where(texts.c.id.in_(some), texts.c.group_id.is_not(None))
        found |= set(connection.execute(select(texts.c.id).where(texts.c.group_id.in_(groups))).scalars())
    return found


def part_with(connection: Connection, text_id: str) -> set[str]:
    """Takes a text out of its group, with its marks, before it is deleted; returns the others, which are brought together anew."""
    marks = marks_of(words_of(connection.execute(select(texts.c.text).where(texts.c.id == text_id)).scalar_one()))
    for some in batches(marks):
        connection.execute(delete(text_marks).where(text_marks.c.mark.in_(some), text_marks.c.text_id == text_id))
    connection.execute(delete(copies).where(or_(copies.c.one == text_id, copies.c.other == text_id)))
    own = select(appearances.c.place, appearances.c.replaced_by, appearances.c.replaced_on).where(appearances.c.text_id == text_id)
    next_at = {row.place: (row.replaced_by, row.replaced_on) for row in connection.execute(own)}
    before = select(appearances.c.id, appearances.c.place, appearances.c.replaced_on).where(appearances.c.replaced_by == text_id)
    for row in connection.execute(before).all():  # the version before is replaced by the next one, or stands again
        by, on = next_at.get(row.place, (None, None))
        when = {"replaced_by": by, "replaced_on": on and min(on, row.replaced_on)}
        connection.execute(update(appearances).where(appearances.c.id == row.id).values(**when))
    group = group_of(connection, text_id)
    if group is None:
        return set()
    others = set(connection.execute(select(texts.c.id).where(texts.c.group_id == group, texts.c.id != text_id)).scalars())
    connection.execute(update(texts).where(texts.c.group_id == group).values(group_id=None, repeat_of=None))
    _bring_together(connection, others)
    return others


def _bring_together(connection: Connection, ids: Collection[str]) -> None:
    """Makes groups of texts that have none, by what is kept of them, and by comparing those that hung together by another text."""
    for one, other in connection.execute(select(copies.c.one, copies.c.other).where(copies.c.one.in_(ids), copies.c.other.in_(ids))):
        join(connection, [one, other])
    made = {row.id: Compared.of(row.text) for row in connection.execute(select(texts.c.id, texts.c.text).where(texts.c.id.in_(ids)))}
    parts: dict[str, list[str]] = defaultdict(list)
    for one in sorted(ids):
        parts[group_of(connection, one) or one].append(one)
    seen: list[list[str]] = []
    for some in parts.values():
        there = next((other for other in seen if _is_copy_of(connection, made, some, other)), None)
        if there is None:
            seen.append(some)
        else:
            join(connection, [some[0], there[0]])
            there += some


def _is_copy_of(connection: Connection, made: Mapping[str, Compared], some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether one of some texts is a copy of one of the others; a few of each are compared."""
    for one in some[:OF_GROUP]:
        for other in others[:OF_GROUP]:
            like = likeness(made[one], made[other])
            if like.is_copy:
                tie(connection, one, other, "copy", shared=like.shared, reworded=like.reworded)
                return True
    return False


def _mark(connection: Connection, words: Sequence[Word], text_id: str) -> tuple[int, Mapping[str, int]]:
    """Keeps a text's marks; tells how many it has, and how many of them each other text shares."""
    marks = marks_of(words)
    by_mark: dict[int, int] = defaultdict(int)
    by_text: dict[str, int] = defaultdict(int)
    for some in batches(marks):
        query = select(text_marks.c.mark, text_marks.c.text_id).where(text_marks.c.mark.in_(some), text_marks.c.text_id != text_id)
        for mark, other in connection.execute(query):
            by_mark[mark] += 1
            by_text[other] += 1
    connection.execute(update(texts).where(texts.c.id == text_id).values(marked=MARKS, mark_count=len(marks)))
    fresh = [{"mark": mark, "text_id": text_id} for mark in sorted(marks) if by_mark[mark] < MOST_TEXTS]
    if fresh:
        connection.execute(insert(text_marks), fresh)
    return len(marks), by_text


def _likest(connection: Connection, shared: Mapping[str, int], own: int) -> list[Likest]:
    """The texts that are worth comparing, the likest first, a few of a group."""
    found: list[Likest] = []
    for some in batches([id_ for id_, number in shared.items() if number >= FEWEST_SHARED]):
        query = select(texts.c.id, texts.c.mark_count, texts.c.group_id).where(texts.c.id.in_(some))
        found += [
            Likest(row.id, row.group_id or row.id, shared[row.id])
            for row in connection.execute(query)
            if worth_comparing(shared[row.id], own, row.mark_count)
        ]
    found.sort(key=lambda one: (-one.shared, one.id))
    tried: dict[str, int] = defaultdict(int)
    kept = []
    for one in found:
        if tried[one.group] < OF_GROUP and (one.group in tried or len(tried) < GROUPS):
            tried[one.group] += 1
            kept.append(one)
    return kept


def _compared(connection: Connection, own: Compared, likest: Iterable[Likest]) -> list[Any]:
    """What a text is a copy of, one text of a group: (id, "copy", likeness)."""
    found: dict[str, Any] = {}
    for one in likest:
        if one.group in found:
            continue
        like = likeness(own, Compared.of(connection.execute(select(texts.c.text).where(texts.c.id == one.id)).scalar_one()))
        if like.is_copy:
            found[one.group] = one.id, "copy", like
    return list(found.values())


def _enter_debates(connection: Connection, ids: Collection[str]) -> None:
    """Lets texts enter the debates that one of them is in."""
    there: dict[int, set[str]] = defaultdict(set)
    for some in batches(ids):
        for debate, text_id in connection.execute(
            select(debate_texts.c.debate_id, debate_texts.c.text_id).where(debate_texts.c.text_id.in_(some))
        ):
            there[debate].add(text_id)
    for debate, inside in sorted(there.items()):
        lacking = sorted(set(ids) - inside)
        if lacking:
            moment = now()
            connection.execute(insert(debate_texts), [{"debate_id": debate, "text_id": i, "added_at": moment} for i in lacking])
            name = connection.execute(select(debates.c.name).where(debates.c.id == debate)).scalar_one()
            note(connection, "debate", name, details={"added": len(lacking), "repeats": True})
