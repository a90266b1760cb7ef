"""Changes to a codebook, each a new codebook and a rule for every stance on the old one: nothing is lost without being named."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from onrecord.codebook.issues import Codebook, Issue, choices, shown
from onrecord.errors import CodebookError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: What a new text says: the same as the old one, its opposite, or something else.
Meaning = Literal["same", "mirrored", "other"]
MEANINGS: tuple[Meaning, ...] = ("same", "mirrored", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where the stances on an issue go.

    Attributes:
        to: the issues of the new codebook that they are on; empty where they are on none.
        mirrored: whether for becomes against, and against for.
        claims: what single claims are on, before ``to`` is asked; claims that are not named go by ``to``.
        waits: why stances that go to no issue wait for a person; None where they end, because their issue was taken out.
    """

    to: tuple[str, ...] = ()
    mirrored: bool = False
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    waits: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A codebook before and after a change.

    Attributes:
        routes: where stances go, by the issue that they were on; those on an issue that is not named stay on it.
    """

    before: Codebook
    after: Codebook
    routes: Mapping[str, Route] = field(default_factory=lambda: MappingProxyType({}))


def add_issue(codebook: Codebook, issue: Issue) -> Change:
    """The codebook with one issue more, behind the others.

    Raises:
        CodebookError: its id is taken, or its parent unknown.
    """
    return Change(before=codebook, after=Codebook((*codebook.issues, issue)))


def merge_issues(codebook: Codebook, id_: str, into: str, *, mirrored: bool = False) -> Change:
    """The codebook in which one issue has become part of another, which keeps its text.

    The notes of both are kept. What hung below the one hangs below the other, which takes the place of the one in the tree if it hung
    below it itself.

    Args:
        codebook: the codebook.
        id_: the issue that goes.
        into: the issue that stays.
        mirrored: whether who is for the one is against the other.

    Raises:
        CodebookError: there is no such issue, or both are one.
    """
    gone, kept = codebook.issue(id_), codebook.issue(into)
    if gone is kept:
        raise CodebookError(id_, f"cannot be merged into itself; {choices(id_, [i for i in codebook.ids if i != id_])}")
    heading = f"Of the opposite, “{gone.text}”:\n" if mirrored else ""
    notes = "\n".join(filter(None, (kept.notes, gone.notes and heading + gone.notes)))
    parent = gone.parent if id_ in codebook.above(into) else kept.parent
    merged = replace(kept, notes=kept.notes if gone.notes == kept.notes else notes, parent=parent)

    def changed(one: Issue) -> Issue:
        return merged if one is kept else replace(one, parent=into) if one.parent == id_ else one

    return _changed(codebook, changed, {id_: Route(to=(into,), mirrored=mirrored)}, without=id_)


def rename_issue(codebook: Codebook, id_: str, new: str) -> Change:
    """The codebook in which an issue has another id; its stances follow.

    Raises:
        CodebookError: there is no such issue, or the new id is taken or can be none.
    """
    renamed = replace(codebook.issue(id_), id=new)

    def changed(one: Issue) -> Issue:
        return renamed if one.id == id_ else replace(one, parent=new) if one.parent == id_ else one

    return _changed(codebook, changed, {id_: Route(to=(new,))} if new != id_ else {})


def reword_issue(codebook: Codebook, id_: str, text: str, *, meaning: Meaning) -> Change:
    """The codebook in which an issue has another text.

    Its stances stay if the text says the ``same``, change sides if it is ``mirrored``, and wait for a person if it says something
    ``other``.

    Raises:
        CodebookError: there is no such issue, or the text is none.
    """
    old = codebook.issue(id_)
    new = replace(old, text=text)
    route = reworded_route(id_, old, meaning)
    return _changed(codebook, lambda one: new if one.id == id_ else one, {} if new.text == old.text else {id_: route})


def reworded_route(id_: str, old: Issue, meaning: Meaning) -> Route:
    """Where the stances on an issue go whose text is another now; ``id_`` is its id now.

    Raises:
        CodebookError: there is no such meaning.
    """
    if meaning not in MEANINGS:
        raise CodebookError(id_, f"meaning cannot be {shown(meaning)!r}; choose one of {', '.join(MEANINGS)}")
    if meaning == "other":
        return Route(waits=f"the text of {id_} was “{old.text}” when the stance was given")
    return Route(to=(id_,), mirrored=meaning == "mirrored")


def annotate_issue(codebook: Codebook, id_: str, notes: str) -> Change:
    """The codebook in which an issue has other notes; stances stay.

    Raises:
        CodebookError: there is no such issue, or the notes cannot be kept.
    """
    new = replace(codebook.issue(id_), notes=notes)
    return _changed(codebook, lambda one: new if one.id == id_ else one, {})


def split_issue(codebook: Codebook, id_: str, parts: Sequence[Issue], *, claims: Mapping[str, tuple[str, ...]] | None = None) -> Change:
    """The codebook in which several issues stand in the place of one.

    A part that names no parent has that of the issue. What hung below the issue hangs below the part that has its id, else below its
    parent.

    Args:
        codebook: the codebook.
        id_: the issue.
        parts: the issues that it becomes, two or more; one of them may have its id.
        claims: the parts that a claim's stance is on, for claims where that is known (none: it is on no part and ends); the stances on
            others wait for a person.

    Raises:
        CodebookError: there is no such issue, a part's id is taken, or a claim is to go to what is no part.
    """
    old = codebook.issue(id_)
    names = [part.id for part in parts]
    if len(parts) < 2:  # noqa: PLR2004 - what a split is
        raise CodebookError(id_, f"can be split in two parts or more, not in {len(parts)}")
    claims = MappingProxyType(dict(claims or {}))
    for claim, targets in claims.items():
        wrong = next((one for one in targets if one not in names), None)
        if wrong is not None:
            raise CodebookError(id_, f"claim {shown(claim)} cannot go to {shown(wrong)!r}, which is no part; {choices(wrong, names)}")
    below = id_ if id_ in names else old.parent
    placed = [replace(part, parent=old.parent) if part.parent is None else part for part in parts]
    issues: list[Issue] = []
    for one in codebook.issues:
        issues += placed if one is old else [replace(one, parent=below) if one.parent == id_ else one]
    waits = f"{id_} was split in {', '.join(names)}"
    return Change(before=codebook, after=Codebook(tuple(issues)), routes=MappingProxyType({id_: Route(claims=claims, waits=waits)}))


def remove_issue(codebook: Codebook, id_: str) -> Change:
    """The codebook without an issue; its stances end, and what hung below it hangs below its parent.

    Raises:
        CodebookError: there is no such issue.
    """
    old = codebook.issue(id_)
    return _changed(codebook, lambda one: replace(one, parent=old.parent) if one.parent == id_ else one, {id_: Route()}, without=id_)


def place_issue(codebook: Codebook, id_: str, parent: str | None) -> Change:
    """The codebook in which an issue hangs below another, or below none; stances stay.

    Raises:
        CodebookError: there is no such issue, or the other hangs below it.
    """
    new = replace(codebook.issue(id_), parent=parent)
    return _changed(codebook, lambda one: new if one.id == id_ else one, {})


def _changed(codebook: Codebook, changed: Callable[[Issue], Issue], routes: dict[str, Route], *, without: str | None = None) -> Change:
    after = Codebook(tuple(changed(one) for one in codebook.issues if one.id != without))
    return Change(before=codebook, after=after, routes=MappingProxyType(routes))
