"""What the encoder's heads predict, in the order of the graph's outputs.

The graph gives ``logits`` of shape (pieces, ``WIDTH``), cut here into heads, and ``pairs`` of shape
(``len(RELATIONS)``, pieces, pieces): how likely it is that a column's piece stands in a relation to a row's piece.
"""

from __future__ import annotations

#: What a span is to a statement. BIO labels: 0 outside, 2k + 1 begins role k, 2k + 2 goes on.
ROLES = ("source", "cue", "content")
ENTITIES = ("person", "organization", "place", "other")
KINDS = ("assessment", "prediction", "prescription", "commitment", "other")
LEVELS = ("none", "certain", "likely", "possible", "unlikely", "remote", "hedged")
PHRASES = ("certainty", "condition", "horizon", "addressee", "target")
#: From a cue to its source, from a cue to its content, from a mention to the names that mean the same.
RELATIONS = ("source", "content", "same")

#: Heads in order, with their widths.
WIDTHS: dict[str, int] = {
    "tags": 2 * len(ROLES) + 1,
    "inner": 2 * len(ROLES) + 1,
    "ner": 2 * len(ENTITIES) + 1,
    "roles": 5,
    "said": 5,
}
WIDTH = sum(WIDTHS.values())

#: Width of the encoder's states.
STATE_WIDTH = 384

#: What a piece is to the statement that is judged: nothing, or a part of its source, cue or content.
MARKS = ("none", *ROLES)
#: Heads of the judge, which reads one statement at a time, with their widths. ``main``: whether a claim is its statement's main one.
JUDGE_WIDTHS: dict[str, int] = {
    "claim": 3,
    **dict.fromkeys(PHRASES, 3),
    "inner": 2 * len(ROLES) + 1,
    "kind": len(KINDS),
    "level": len(LEVELS),
    "attitude": 3,
    "main": 1,
    "gate": 4,
}
#: Heads that classify a whole claim, in the order of the columns of ``gate``, which weigh its pieces.
GATES = ("kind", "level", "attitude", "main")
JUDGE_WIDTH = sum(JUDGE_WIDTHS.values())


def slices(widths: dict[str, int] = WIDTHS) -> dict[str, slice]:
    """Each head's columns."""
    out, at = {}, 0
    for name, width in widths.items():
        out[name] = slice(at, at + width)
        at += width
    return out
