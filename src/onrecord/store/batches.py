"""Many values, a few at a time: databases take no more than some ten thousand in one query."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Value = TypeVar("_Value")
#: How many values one query is given.
BATCH = 500


def batches(many: Iterable[_Value]) -> Iterator[list[_Value]]:
    """The values in their order, ``BATCH`` at a time; those of a set are sorted, so that every run asks the same."""
    found = iter(sorted(many) if isinstance(many, set | frozenset) else many)
    while some := list(islice(found, BATCH)):
        yield some
