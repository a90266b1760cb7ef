"""Which statements of two readings of one text are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Least share of characters that the contents of the same statement have in common (intersection over union).
LEAST = 0.5
#: Least share of the shorter content that lies in the longer one, where source and cue are the same besides.
WITHIN = 0.9


def aligned(old: Mapping[str, Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The ids of the new statements that an older reading has, by their fingerprint.

    One to one, the contents that have most in common first, then those whose sources overlap, then the order of the text; what is left
    matches where one content lies in the other and the cue, or with no cue the source, is the same. A reported statement only ever
    matches a reported one.

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
            inside = bool(both) and both >= WITHIN * min(len(content), len(before[id_])) and _same_act(one, other)
            if share >= LEAST or inside:
                pairs.append((share < LEAST, -share, -_common(one["source"], other["source"]), place, id_))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_, place, id_ in sorted(pairs):
        fingerprint = new[place]["id"]
        if fingerprint not in found and id_ not in taken:
            found[fingerprint] = id_
            taken.add(id_)
    return found


def _same_act(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """True where two statements share the words that attribute."""
    return bool(_common(one["cue"], other["cue"]) or (not one["cue"] and not other["cue"] and _common(one["source"], other["source"])))


def _characters(spans: Sequence[Sequence[int]] | None) -> set[int]:
    return {at for start, end in spans or () for at in range(start, end)}


def _common(one: Sequence[Sequence[int]] | None, other: Sequence[Sequence[int]] | None) -> int:
    return len(_characters(one) & _characters(other))
