"""Which of some articles repeat each other: copies, and versions of one; where no database keeps their marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from onrecord.repeats.copies import Compared, likeness
from onrecord.repeats.marks import marks_of, worth_comparing
from onrecord.repeats.places import plain_address
from onrecord.repeats.versions import Place, is_excerpt, is_version

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Printed(NamedTuple):
    """An article as it is compared; without an address it is no version of another."""

    text: str
    url: str | None = None
    title: str | None = None
    published: str | None = None


class Group(NamedTuple):
    """Articles that repeat each other, by their places in the order given; which of them replaced which."""

    members: tuple[int, ...]
    replaced: dict[int, int]


def groups_of(articles: Sequence[Printed]) -> list[Group]:
    """The groups of at least two articles.

    Args:
        articles: those published first before the others: of two versions the later one replaces the other.
    """
    root = list(range(len(articles)))

    def find(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    replaced: dict[int, int] = {}
    standing: dict[str, int] = {}
    for at, article in enumerate(articles):
        if not article.url:
            continue
        place = plain_address(article.url)
        before = standing.get(place)
        if before is not None and _are_versions(articles[before], article):
            root[find(at)] = find(before)
            if is_excerpt(articles[before].text, article.text):
                continue
            replaced[before] = at
        standing[place] = at
    for one, other in _copies(articles):
        root[find(one)] = find(other)
    members: dict[int, list[int]] = defaultdict(list)
    for at in range(len(articles)):
        members[find(at)].append(at)
    return [
        Group(tuple(some), {a: b for a, b in replaced.items() if find(a) == find(some[0])}) for some in members.values() if len(some) > 1
    ]


def _are_versions(old: Printed, new: Printed) -> bool:
    place = Place(bool(old.title) and old.title == new.title, old.published == new.published)
    return old.text != new.text and is_version(old.text, new.text, place)


def _copies(articles: Sequence[Printed]) -> Iterator[tuple[int, int]]:
    """The pairs of which one is a copy of the other."""
    made = [Compared.of(article.text) for article in articles]
    marks = [marks_of(one.words) for one in made]
    by_mark: dict[int, list[int]] = defaultdict(list)
    by_text: dict[str, int] = {}
    for at, article in enumerate(articles):
        same = by_text.setdefault(article.text, at)
        if same != at:
            yield same, at
            continue
        shared = Counter(other for mark in marks[at] for other in by_mark[mark])
        for other, number in sorted(shared.items()):
            if worth_comparing(number, len(marks[at]), len(marks[other])) and likeness(made[at], made[other]).is_copy:
                yield other, at
        for mark in marks[at]:
            by_mark[mark].append(at)
