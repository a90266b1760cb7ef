"""Which speakers of different articles are one, by the rules that the record goes by too."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from onrecord.variants.choice import Known, choose
from onrecord.variants.match import Variant, bearer_keys, family_key, keys_of, lone_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.records import Record, Speaker

#: A speaker of an article: the article's number, the speaker's id in it.
Place = tuple[int, str]


def grouped(records: Sequence[Record]) -> dict[Place, str]:
    """What the speakers of articles have in common where they are one, by the article's number (from 1) and the speaker's id.

    Full names are compared before family names alone, so that these find all who bear them.
    """
    names = {
        (number, one.id): variant_of(one, record.article.published)
        for number, record in enumerate(records, start=1)
        for one in _speakers(record)
    }
    groups = _Groups()
    for place, variant in sorted(names.items(), key=lambda pair: bool(lone_key(pair[1]))):
        groups.put(place, variant)
    return groups.of


def variant_of(speaker: Speaker, day: str | None) -> Variant:
    """A speaker as an article of a day has it."""
    return Variant(speaker.name, speaker.type, speaker.role, speaker.affiliation, day)


class _Groups:
    """Speakers put together so far."""

    def __init__(self) -> None:
        self.of: dict[Place, str] = {}
        self._here: dict[int, set[str]] = {}
        self._under: dict[str, list[str]] = {}
        self._names: dict[str, Counter[Variant]] = {}

    def put(self, place: Place, variant: Variant) -> None:
        """Gives a speaker of an article its group."""
        number, id_ = place
        keys = keys_of(variant)
        here = self._here.setdefault(number, set())
        found = None
        if keys is not None:
            near = {*keys.near, *(bearer_keys(variant.name) if lone_key(variant) else ()), family_key(variant)}
            found = choose(variant, self._known(near), here=here)
        group = found.id if found else f"{number} {id_}"
        if keys is not None:
            if group not in self._names:
                self._under.setdefault(keys.own, []).append(group)
            self._names.setdefault(group, Counter())[variant] += 1
        self.of[place] = group
        here.add(group)

    def _known(self, keys: Iterable[str]) -> list[Known]:
        ids = sorted({group for key in keys for group in self._under.get(key, ())})
        return [Known(id_, tuple(self._names[id_].items()), self._names[id_].total()) for id_ in ids]


def _speakers(record: Record) -> list[Speaker]:
    return list({s.speaker.id: s.speaker for s in record.statements if s.speaker}.values())
