"""Which side an edge stands for: agreement or being for, conflict or being against, or neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.debate.design import Design

Sign = Literal[1, -1]


def sign_of(weight: float, design: Design) -> Sign | None:
    """1 for what joins by agreement or by being for, -1 for conflict or being against; None where sides are not told apart.

    Of a network that subtracts, the weight tells; what cancels to 0 has no side.
    """
    if design.aggregation == "congruence":
        return 1
    if design.aggregation == "conflict":
        return -1
    words = design.network == "twomode" and design.qualifier.kind == "text"  # counted, as there is nothing to subtract
    if design.aggregation == "subtract" and not words and weight:
        return 1 if weight > 0 else -1
    return None
