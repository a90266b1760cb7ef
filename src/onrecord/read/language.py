"""Whether a text is English."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: Characters looked at, from the start, the middle and the end.
_LOOK = 4000
#: Letters below which a guess is no better than chance.
_LEAST = 40
_COMMON = frozenset("the of and to in that is was for it with as his he on be at by had not are but from or have an they which you were said".split())
#: Share of everyday English words that settles the question without a guess.
_SHARE = 0.18


def english(text: str) -> tuple[bool, str]:
    """True for English, with the language's code as guessed (ISO 639-1)."""
    sample = text if len(text) <= _LOOK else text[: _LOOK // 2] + text[len(text) // 2 :][: _LOOK // 2]
    letters = [c for c in sample if c.isalpha()]
    if len(letters) < _LEAST:
        ascii_letters = sum(c.isascii() for c in letters)
        return ascii_letters >= 0.8 * len(letters), "en" if letters else "unknown"  # noqa: PLR2004
    words = sample.lower().split()
    if sum(w in _COMMON for w in words) >= _SHARE * len(words):
        return True, "en"
    code, _ = _identifier().classify(sample)
    return code == "en", str(code)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads its model

    return LanguageIdentifier.from_pickled_model(MODEL_FILE)
