"""Which statements of two readings of one text are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Least share of characters that the contents of the same statement have in common (intersection over union).
LEAST = 0.5


def aligned(old: Mapping[str, Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The ids of the new statements that an older reading has, by their fingerprint.

    One to one, the contents that have most in common first, then those whose sources overlap, then the order of the text;
    a reported statement only ever matches a reported one.

    Args:
        old: the older reading's statements (the contract's objects) by the id they have.
        new: the newer reading's statements, their ``id`` being the fingerprint.
    """
    before = {id_: _characters(one["content"]) for id_, one in old.items()}
    pairs = []
    for place, one in enumerate(new):
        content = _characters(one["content"])
        for id_, other in old.items():
            if bool(one["reported_by"]) != bool(other["reported_by"]):
                continue
            both = len(content & before[id_])
            share = both / len(content | before[id_]) if both else 0.0
            if share >= LEAST:
                pairs.append((-share, -_common(one["source"], other["source"]), place, id_))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, place, id_ in sorted(pairs):
        fingerprint = new[place]["id"]
        if fingerprint not in found and id_ not in taken:
            found[fingerprint] = id_
            taken.add(id_)
    return found


def _characters(spans: Sequence[Sequence[int]] | None) -> set[int]:
    return {at for start, end in spans or () for at in range(start, end)}


def _common(one: Sequence[Sequence[int]] | None, other: Sequence[Sequence[int]] | None) -> int:
    return len(_characters(one) & _characters(other))
