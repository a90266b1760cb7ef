"""Ids made from the sentences of issues."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from onrecord.codebook.issues import LONGEST_ID, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

#: An id made from a sentence ends with the last whole word before this many characters.
LONGEST_MADE = 40
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_PARTS = re.compile(r"[^\W_]+")


def id_from(text: str, taken: Iterable[str] = ()) -> str:
    """An id for a sentence: its first words, or with a number behind them where that is taken.

    >>> id_from("The city’s trams should run at night.", ["the-citys-trams-should-run-at-night"])
    'the-citys-trams-should-run-at-night-2'
    """
    plain = "".join(_unmarked(letter) for letter in unicodedata.normalize("NFKC", text[: 10 * LONGEST_MADE]))
    words = _PARTS.findall(_APOSTROPHES.sub("", plain).casefold())
    made = words[0][:LONGEST_MADE] if words else "issue"
    for word in words[1:]:
        if len(made) + 1 + len(word) > LONGEST_MADE:
            break
        made = f"{made}-{word}"
    used = {folded(one) for one in taken}
    found, number = made, 1
    while folded(found) in used:
        number += 1
        found = f"{made[: LONGEST_ID - 8]}-{number}"
    return found


def _unmarked(letter: str) -> str:
    """A Latin letter without its marks; any other as it is."""
    plain = unicodedata.normalize("NFKD", letter)[0]
    return plain if plain.isascii() else letter
