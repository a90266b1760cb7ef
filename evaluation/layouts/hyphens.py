"""Where an English word may be broken at a line's end: a few plain rules, for making test pages only."""

import re

VOWELS = frozenset("aeiouy")
TOGETHER = frozenset({"th", "ch", "sh", "ph", "ck", "gh", "wh", "qu", "ng", "gn", "wn", "ld", "rk", "rd", "ws", "rs", "nk"})
ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "ness", "less", "ship", "ward")
BEGINNINGS = ("inter", "over", "under", "trans", "counter", "trade")
WORD = re.compile(r"[a-z]{6,}")
LEAST_BEFORE = 2
LEAST_AFTER = 3
LEAST_BEFORE_OPEN = 4


def _sounded(tail: str) -> bool:
    """Tells whether the part after a break has a vowel of its own that is spoken."""
    kept = re.sub(r"(e|ed|es)$", "", tail)
    return any(letter in VOWELS for letter in kept)


def _between(word: str, place: int) -> bool:
    """Tells whether two consonants meet at the place, the first of them right after a vowel."""
    before, after = word[place - 1], word[place]
    if before in VOWELS or after in VOWELS or word[place - 2] not in VOWELS:
        return False
    return before + after not in TOGETHER and word[place:] != "tly" and _sounded(word[place:])


def _open(word: str, place: int) -> bool:
    """Tells whether a single consonant between vowels begins the part after the place, well inside the word."""
    if place < LEAST_BEFORE_OPEN or word[place - 1] not in VOWELS or word[place] in VOWELS | {"x", "w", "r"}:
        return False
    return word[place + 1] in VOWELS and word[place - 2] not in VOWELS and _sounded(word[place:])


def break_points(fragment: str) -> list[int]:
    """Gives the places in the fragment, as offsets, at which it may be broken.

    Args:
        fragment: A word as printed, perhaps with quotation marks or a comma about it.

    Returns:
        The offsets in rising order; none for names, figures and short words.
    """
    found = WORD.search(fragment)
    if found is None or fragment[: found.start()].strip("\"'“‘(") or "-" in fragment:
        return []
    word = found.group()
    places = {place for place in range(LEAST_BEFORE, len(word) - LEAST_AFTER + 1) if _between(word, place) or _open(word, place)}
    places |= {len(word) - len(end) for end in ENDINGS if word.endswith(end) and len(word) > len(end) + 1}
    places |= {len(begin) for begin in BEGINNINGS if word.startswith(begin) and len(word) > len(begin) + 2}
    return sorted(found.start() + place for place in places)
