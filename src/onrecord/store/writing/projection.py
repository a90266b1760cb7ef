"""What a machine read of a statement and what people ruled on it → the statement as it stands.

A ruling outranks the machine; of several on one field the latest counts. Rulings made blind are codings to compare with, and
change nothing.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Fields of a statement that can be ruled on; ``statement`` with the value "no" says that it is none.
STATEMENT_FIELDS = ("statement", "content", "source", "cue", "form", "speaker", "role", "affiliation", "said", "occasion")
#: Fields of a claim that can be ruled on; a kind of None says that it claims nothing.
CLAIM_FIELDS = ("kind", "certainty", "condition", "horizon", "addressee", "attitude", "target", "stance", "span")
#: The field of the ruling that adds a statement; its version holds what was added.
MISSED = "missed"
#: Least share of characters that a newer reading's claim has in common with the one ruled on.
SAME_CLAIM = 0.5


#: The machine's stances (the contract's objects) by the spans of the claim; see ``span_key``.
Judged = Mapping[tuple[tuple[int, ...], ...], Sequence[Mapping[str, Any]]]


class Ruling(NamedTuple):
    """A ruling that stands, in the order of its making."""

    id: int
    claim: int | None
    field: str
    new: Any
    coder: str
    blind: bool
    claim_span: list[list[int]] | None = None


def as_it_stands(data: Mapping[str, Any], rulings: Iterable[Ruling], judged: Judged | None = None) -> dict[str, Any] | None:
    """The statement's JSON object with the rulings on it; None where somebody ruled that it is no statement.

    The object has the machine's fields, and ``checked`` (whether a person has ruled on it) and ``checked_fields`` besides; a stance that
    a person gave has the ``coder``.

    Args:
        data: what the machine read.
        rulings: those that stand.
        judged: the machine's stances of the statement's claims.
    """
    found, gone = ruled(data, rulings, judged)
    found["claims"] = [c for c in found["claims"] if c["kind"] is not None]
    return None if gone else found


def ruled(data: Mapping[str, Any], rulings: Iterable[Ruling], judged: Judged | None = None) -> tuple[dict[str, Any], bool]:
    """The statement with the rulings on it, and whether it was ruled to be none; claims that were ruled to be none keep their place."""
    seen = sorted((r for r in rulings if not r.blind), key=lambda r: r.id)
    found: dict[str, Any] = copy.deepcopy(dict(data)) if seen or judged else dict(data)  # only these change what lies deeper
    found["claims"] = list(found.get("claims") or [])
    fields: list[str] = []
    gone = False
    for ruling in seen:
        fields.append(ruling.field if ruling.claim is None else f"{ruling.claim}.{ruling.field}")
        if ruling.field == "statement":
            gone = ruling.new == "no"
        elif ruling.field == MISSED:
            gone = False
        elif ruling.claim is not None:
            _rule_claim(found, ruling)
        elif ruling.field in ("role", "affiliation"):
            found["speaker"] = {**(found.get("speaker") or {"id": None, "name": None, "type": "unnamed"}), ruling.field: ruling.new}
        elif ruling.field == "speaker":
            found["speaker"] = _speaker(found.get("speaker"), ruling.new)
        else:
            found[ruling.field] = ruling.new
    found["checked"], found["checked_fields"] = bool(fields), sorted(set(fields))
    for claim in found["claims"] if judged else ():
        _add_judged(claim, judged.get(span_key(claim["span"]), ()) if judged else ())
    for claim in found["claims"] if seen else ():
        claim["stances"] = [s for s in claim.get("stances") or [] if s["stance"]]
    return found, gone


def span_key(span: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    """A claim's spans as a key."""
    return tuple(tuple(piece) for piece in span)


def _add_judged(claim: dict[str, Any], judged: Iterable[Mapping[str, Any]]) -> None:
    """Gives a claim the machine's stances on issues that nobody ruled on."""
    given = list(claim.get("stances") or [])
    told = {s["issue"] for s in given}
    claim["stances"] = [*given, *(dict(s) for s in judged if s["issue"] not in told)]


def _speaker(old: Mapping[str, Any] | None, new: Any) -> dict[str, Any] | None:  # noqa: ANN401 - what a ruling holds
    """The speaker ruled; role and affiliation of another one do not pass to it."""
    if new is None:
        return None
    given = new if isinstance(new, dict) else {"name": new, "id": None}
    blank = {"id": None, "name": None, "type": "person", "role": None, "affiliation": None}
    kept = old if old and old.get("name") == given.get("name") else {}
    return {**blank, **kept, **given}


def _rule_claim(found: dict[str, Any], ruling: Ruling) -> None:
    claims = found["claims"]
    place = claim_of(claims, ruling)
    if place is None or (place == len(claims) and ruling.field != "kind"):
        return
    if place == len(claims):
        claims.append(new_claim(found, place))
    claim = claims[place]
    if ruling.field == "stance":
        issue = ruling.new["issue"]
        kept = [s for s in claim.get("stances", []) if s["issue"] != issue]
        claim["stances"] = [*kept, {**ruling.new, "confidence": 1.0, "coder": ruling.coder}]
        return
    claim[ruling.field] = ruling.new
    if ruling.field == "kind":
        claim["confidence"] = 1.0
    elif ruling.field == "condition" and not ruling.new:
        claim["condition_logic"] = None


def claim_of(claims: Sequence[Mapping[str, Any]], ruling: Ruling) -> int | None:
    """The place of the claim that a ruling is on; None where a newer reading no longer has it.

    It is the claim at the ruling's place where that stands as it stood, else the one that shares most of its characters, at least half of
    both together.
    """
    if ruling.claim is None or ruling.claim > len(claims):
        return None if ruling.claim is None or ruling.claim_span is None else _nearest(claims, ruling.claim_span)
    if ruling.claim_span is None or ruling.claim == len(claims) or _share(claims[ruling.claim]["span"], ruling.claim_span) == 1:
        return ruling.claim
    return _nearest(claims, ruling.claim_span)


def _nearest(claims: Sequence[Mapping[str, Any]], span: Sequence[Sequence[int]]) -> int | None:
    shares = [_share(c["span"], span) for c in claims]
    best = max(range(len(claims)), key=shares.__getitem__, default=None)
    return None if best is None or shares[best] < SAME_CLAIM else best


def _share(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    a, b = ({at for start, end in spans for at in range(start, end)} for spans in (one, other))
    return len(a & b) / max(1, len(a | b))


def new_claim(data: Mapping[str, Any], place: int) -> dict[str, Any]:
    """A claim that a coder added to a statement: the whole content, and nothing known of it yet."""
    id_ = hashlib.sha256(f"{data['id']}\x00claim\x00{place}".encode()).hexdigest()[:16]
    empty = dict.fromkeys(("kind", "certainty", "condition", "condition_logic", "horizon", "attitude", "target", "addressee"))
    return {"id": id_, "span": data["content"], "main": place == 0, **empty, "confidence": 1.0, "links": [], "stances": []}


def words(text: str, spans: Iterable[Iterable[int]] | None) -> str:
    """The text under spans, pieces parted by " … "."""
    return " … ".join(text[s:e] for s, e in spans or ())


def word_count(content: str) -> int:
    """How many words a content has: it has single spaces between them but for line breaks, which are rare enough not to matter."""
    return content.strip(" ").count(" ") + 1


def main_claim(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The claim that the speaker would be held to; None where nothing is claimed."""
    claims = data.get("claims") or []
    return next((c for c in claims if c.get("main")), claims[0] if claims else None)


def doubt(data: Mapping[str, Any]) -> float:
    """What the review queue goes by: the number of claims, at least one, times the chance that something about them is wrong."""
    if data.get("checked"):
        return 0.0
    claims = data.get("claims") or []
    sure = float(data["confidence"])
    for claim in claims:
        sure = min(sure, float(claim["confidence"]))
    return round(max(1, len(claims)) * (1 - sure), 4)
