"""Two versions of a codebook side by side, and the change that leads from one to the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from onrecord.codebook.changing import Change, Meaning, Route, reworded_route
from onrecord.codebook.issues import choices, shown
from onrecord.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from onrecord.codebook.issues import Codebook, Issue

#: Marks between words that say nothing; signs such as % and + do.
_MARKS = re.compile(r"[\s.,;:!?…'’‘\"“”„«»()\[\]/‐‑–—-]+")


class IssuePair(NamedTuple):
    """One issue in two versions of a codebook."""

    before: Issue
    after: Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What differs between two versions of a codebook.

    An issue is the same in both if its text is, whatever its id; if no text is the same, if its id is.

    Attributes:
        renamed: issues with another id.
        reworded: issues with another text, were it a comma.
        annotated: issues with other notes.
        placed: issues below another parent.
        reordered: whether the issues that are in both stand in another order.
    """

    before: Codebook
    after: Codebook
    added: tuple[Issue, ...]
    removed: tuple[Issue, ...]
    renamed: tuple[IssuePair, ...]
    reworded: tuple[IssuePair, ...]
    annotated: tuple[IssuePair, ...]
    placed: tuple[IssuePair, ...]
    reordered: bool

    @property
    def lines(self) -> tuple[str, ...]:
        """The difference in words, one line for each; empty where there is none."""
        return (
            *(f"added {one.id}: {one.text}" for one in self.added),
            *(f"removed {one.id}: {one.text}" for one in self.removed),
            *(f"renamed {old.id} to {new.id}" for old, new in self.renamed),
            *(f"reworded {new.id}: “{old.text}” is now “{new.text}”" for old, new in self.reworded),
            *(f"other notes on {new.id}" for _, new in self.annotated),
            *(f"placed {new.id} below {new.parent or 'none'}" for _, new in self.placed),
            *(["other order"] if self.reordered else []),
        )


def compare_codebooks(before: Codebook, after: Codebook) -> Difference:
    """What differs between two versions of a codebook."""
    pairs = _pairs(before, after)
    new_ids = {old.id: new.id for old, new in pairs}
    same = {new.id for _, new in pairs}
    olds = [old.id for old, _ in pairs]
    return Difference(
        before=before,
        after=after,
        added=tuple(one for one in after.issues if one.id not in same),
        removed=tuple(one for one in before.issues if one.id not in new_ids),
        renamed=tuple(pair for pair in pairs if pair.before.id != pair.after.id),
        reworded=tuple(pair for pair in pairs if pair.before.text != pair.after.text),
        annotated=tuple(pair for pair in pairs if pair.before.notes != pair.after.notes),
        placed=tuple(pair for pair in pairs if _parent(pair.before, new_ids) != pair.after.parent),
        reordered=olds != [one.id for one in before.issues if one.id in new_ids],
    )


def replace_codebook(difference: Difference, *, meanings: Mapping[str, Meaning] | None = None) -> Change:
    """The change from the one version to the other, for an import over what there is.

    Stances follow an issue to its new id. Where its text has other words, they wait for a person unless ``meanings`` says, by its new id,
    that the text says the same or is mirrored. Stances on a removed issue end.

    Raises:
        CodebookError: ``meanings`` names an issue whose text is the same as before, or a meaning that there is not.
    """
    told = dict(meanings or {})
    reworded = {new.id: old for old, new in difference.reworded}
    routes = {one.id: Route() for one in difference.removed}
    routes |= {old.id: Route(to=(new.id,)) for old, new in difference.renamed}
    for id_ in told:
        if id_ not in reworded:
            raise CodebookError(shown(id_), f"has no new text, so nothing can be said of its meaning; {choices(id_, reworded)}")
    for id_, old in reworded.items():
        same_words = _words(old.text) == _words(difference.after.issue(id_).text)
        routes[old.id] = reworded_route(id_, old, told.get(id_, "same" if same_words else "other"))
    return Change(before=difference.before, after=difference.after, routes=MappingProxyType(routes))


def _pairs(before: Codebook, after: Codebook) -> Sequence[IssuePair]:
    """The issues in both, in the order of the later version."""
    left = dict.fromkeys(before.issues)
    found: dict[Issue, Issue] = {}  # by the later one
    keys: tuple[Callable[[Issue], Hashable], ...] = (
        lambda one: (one.id, _words(one.text)),
        lambda one: _words(one.text),
        lambda one: one.id,
    )
    for key in keys:
        by_key: dict[Hashable, list[Issue]] = {}
        for old in reversed(left):
            by_key.setdefault(key(old), []).append(old)
        for new in after.issues:
            olds = by_key.get(key(new)) if new not in found else None
            if olds:
                found[new] = olds.pop()
                del left[found[new]]
    return [IssuePair(found[new], new) for new in after.issues if new in found]


def _words(text: str) -> tuple[str, ...]:
    """The words of a text without letter case and the marks between them; a text of marks alone is one word."""
    return tuple(_MARKS.sub(" ", text).casefold().split()) or (text,)


def _parent(old: Issue, new_ids: Mapping[str, str]) -> str | None:
    return None if old.parent is None else new_ids.get(old.parent, old.parent)
