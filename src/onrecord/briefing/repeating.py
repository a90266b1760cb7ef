"""What the articles of a briefing repeat of each other, so that it counts once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.repeats.grouping import Printed, groups_of
from onrecord.repeats.standing import Member, Told, standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.briefing.grouping import Place
    from onrecord.records import Record, Statement
    from onrecord.repeats.grouping import Group
    from onrecord.spans import Span

#: A statement of an article: the article's number, the statement's id.
Said = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Repeats:
    """What is repeated.

    Attributes:
        articles: the number of the article that each one repeats or replaces, by its own.
        aside: the statements that count no more: they repeat one, or a newer version has them no more.
        by: the articles that repeat a statement.
    """

    articles: dict[int, int] = field(default_factory=dict)
    aside: set[Said] = field(default_factory=set)
    by: dict[Said, tuple[int, ...]] = field(default_factory=dict)


def repeats_of(records: Sequence[Record], speakers: Mapping[Place, str]) -> Repeats:
    """What of these records repeats something.

    Args:
        records: in the order of their dates, numbered from 1.
        speakers: which speakers of articles are one.
    """
    found = Repeats()
    for group in groups_of([Printed(a.text, a.url or a.uri, a.title, a.published) for a in (r.article for r in records)]):
        first = group.members[0] + 1
        found.articles.update((at + 1, first) for at in group.members[1:])
        for id_, stands in standing(_members(records, speakers, group)).items():
            number, _, statement = id_.partition(" ")
            said = int(number), statement
            if stands.repeat_of is not None:
                before, _, root = stands.repeat_of.partition(" ")
                origin = int(before), root
                found.by[origin] = (*found.by.get(origin, ()), said[0])
            if stands.repeat_of is not None or stands.withdrawn is not None:
                found.aside.add(said)
    return found


def _members(records: Sequence[Record], speakers: Mapping[Place, str], group: Group) -> list[Member]:
    members = []
    for at in group.members:
        record, newer = records[at], group.replaced.get(at)
        told = tuple(_told(at + 1, one, record, speakers) for one in record.statements)
        day = None if newer is None else records[newer].article.published or "since"
        by = None if newer is None else str(newer + 1)
        members.append(Member(id=str(at + 1), text=record.article.text, statements=told, replaced_by=by, replaced_on=day))
    return members


def _told(number: int, one: Statement, record: Record, speakers: Mapping[Place, str]) -> Told:
    return Told(
        id=f"{number} {one.id}",
        content=" … ".join(record.article.text[start:end] for start, end in one.content),
        spans=_plain(one.content),
        attribution=_plain((*one.source, *one.cue)),
        speaker=speakers[number, one.speaker.id] if one.speaker else None,
        person=one.speaker is not None and one.speaker.type == "person",
        reported=one.reported_by is not None,
    )


def _plain(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)
