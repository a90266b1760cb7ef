"""How the statements of texts that repeat each other stand: which count, which repeat another, which were withdrawn.

The texts of a group are copies of one article, or versions of it. Every statement counts once, where it was first; the statement of an
article that was changed since is withdrawn where the newer version has other words for it, or none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.repeats.versions import Difference
from onrecord.repeats.wordings import Wording, in_common, is_repeat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement as it is compared.

    Attributes:
        content: its words.
        spans: where they stand.
        attribution: where source and cue stand.
        speaker: the speaker's id over all articles.
        person: whether that is a person with a name: two of these are never one.
        reported: whether it stands in another statement.
    """

    id: str
    content: str
    spans: tuple[tuple[int, int], ...] = ()
    attribution: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    person: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A text of a group.

    Attributes:
        text: its characters; only versions are looked at, so that copies may have none.
        statements: in their order.
        replaced_by: the id of the version that stands in its place; None where it still stands somewhere.
        replaced_on: the day from which it does.
        ruled_out: statements that a person has ruled to be none: what repeats one counts no more than it.
    """

    id: str
    text: str = ""
    statements: tuple[Told, ...] = ()
    replaced_by: str | None = None
    replaced_on: str | None = None
    ruled_out: tuple[Told, ...] = ()


class Standing(NamedTuple):
    """How a statement stands; with nothing of this it counts.

    Attributes:
        repeat_of: the id of the statement that it repeats.
        withdrawn: the day from which its article has it no more.
        replaced_by: the id of the statement that the newer version has in its place.
    """

    repeat_of: str | None = None
    withdrawn: str | None = None
    replaced_by: str | None = None


COUNTED = Standing()

#: A statement of the newer version is the one that stood in the older one where their contents share so many of their characters.
SAME_PLACE = 0.5
#: What took the place of a withdrawn statement has so much of the shorter content's words.
CORRECTED = 0.5


def standing(members: Sequence[Member]) -> dict[str, Standing]:
    """How every statement of a group stands, by its id.

    Args:
        members: the texts, those that came first before the others, a version before the one that replaced it.
    """
    found: dict[str, Standing] = {}
    kept = _after_versions(members, found)
    firsts = Firsts()
    for member in members:
        for one in member.statements:
            root = kept.get(one.id)
            if one.id not in found:
                repeat = (root if root is not None and found.get(root, COUNTED) == COUNTED else None) or firsts.said_by(one, member.id)
                found[one.id] = Standing(repeat_of=repeat)
        firsts.add(member.id, (*(one for one in member.statements if found[one.id] == COUNTED), *member.ruled_out))
    return found


def _after_versions(members: Sequence[Member], found: dict[str, Standing]) -> dict[str, str]:
    """Finds what was withdrawn; returns which statement of an older version each one of a newer version is."""
    by_id = {member.id: member for member in members}
    kept: dict[str, str] = {}
    differences: dict[tuple[str, str], Difference] = {}
    for member in members:
        for one in member.statements:
            if member.replaced_by is None or one.id in kept:  # what is kept from an older version goes its way with that
                continue
            at, told, seen, chain = member, one, {member.id}, [one.id]
            while (newer := by_id.get(at.replaced_by or "")) is not None and newer.id not in seen:
                seen.add(newer.id)
                pair = (at.id, newer.id)
                difference = differences.setdefault(pair, differences.get(pair) or Difference(at.text, newer.text))
                there, same = _in_newer(told, newer, difference)
                if not same:
                    gone = Standing(withdrawn=at.replaced_on, replaced_by=there.id if there else None)
                    found.update(dict.fromkeys(chain, gone._replace(repeat_of=one.id)) | {one.id: gone})
                    break
                if there is None:
                    break  # nothing changed but the reading
                kept.setdefault(there.id, one.id)
                chain.append(there.id)
                at, told = newer, there
    return kept


def _in_newer(one: Told, newer: Member, difference: Difference) -> tuple[Told | None, bool]:
    """The statement that a newer version has for one of the older version, and whether it still says the same."""
    spans = difference.kept(one.spans)
    attribution = difference.kept(one.attribution)
    if spans is not None:
        there = max(newer.statements, key=lambda other: (_share(spans, other.spans), other.id), default=None)
        if there is not None and _share(spans, there.spans) >= SAME_PLACE:
            return there, there.speaker == one.speaker or attribution is not None
        return None, attribution is not None
    words = Wording.of(one.content)
    moved = next(
        (other for other in newer.statements if other.speaker == one.speaker and Wording.of(other.content).forms == words.forms), None
    )
    if moved is not None:
        return moved, True
    near = [(in_common(words, Wording.of(other.content)).of_shorter, other.speaker == one.speaker, other) for other in newer.statements]
    share, _, likest = max(near, key=lambda pair: (pair[0], pair[1], pair[2].id), default=(0.0, False, None))
    return (likest if share >= CORRECTED else None), False


def _share(one: Iterable[Sequence[int]], other: Iterable[Sequence[int]]) -> float:
    """How many of the characters of two contents are in both."""
    here, there = ({at for start, end in spans for at in range(start, end)} for spans in (one, other))
    return len(here & there) / max(len(here | there), 1)


class Firsts:
    """The statements of a group that count, to look up in them what a further text repeats."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Told, Wording]] = {}
        self._by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_mark: dict[int, list[str]] = defaultdict(list)
        self._taken: set[tuple[str, str]] = set()  # a text repeats a statement once

    def add(self, text_id: str, statements: Iterable[Told]) -> None:
        """Puts in the statements of a text that count."""
        for one in statements:
            wording = Wording.of(one.content)
            self._told[one.id] = one, wording
            self._taken.add((text_id, one.id))
            self._by_words[wording.forms].append(one.id)
            for mark in wording.marks:
                self._by_mark[mark].append(one.id)

    def said_by(self, one: Told, text_id: str) -> str | None:
        """The id of the statement that one of a further text repeats; None where it is new."""
        wording = Wording.of(one.content)
        candidates = list(self._by_words.get(wording.forms, ()))
        candidates += sorted({id_ for mark in wording.marks for id_ in self._by_mark.get(mark, ())} - set(candidates))
        best: tuple[float, bool, str] | None = None
        for id_ in candidates:
            other, words = self._told[id_]
            same = other.speaker == one.speaker
            if one.person and other.person and not same:
                continue
            if (text_id, id_) in self._taken or other.reported != one.reported or not is_repeat(wording, words, same_speaker=same):
                continue
            rank = (in_common(wording, words).of_longer, same, id_)
            best = rank if best is None else max(best, rank)
        if best is None:
            return None
        self._taken.add((text_id, best[2]))
        return best[2]
