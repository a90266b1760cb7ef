"""Articles that are told apart by their number: who says what in them is known without reading them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from onrecord.store.writing.articles import add_record

if TYPE_CHECKING:
    from onrecord.store.database import Database

MODEL, NEWER = "made", "newer"
#: Speakers two by two, as they speak in the articles: those of article 0 are the first pair, those of article 1 the second.
PAIRS = (
    ("Ana Ruiz", "Bo Lindqvist"),
    ("Chen Weiming", "Dora Petrova"),
    ("Emeka Obi", "Fatima Zahra"),
    ("Grace Mbeki", "Hiro Tanaka"),
    ("Ines Duarte", "Jonas Keller"),
    ("Kofi Mensah", "Leila Haddad"),
)
#: Articles that are there before a work begins, and statements in each.
BEFORE, STATEMENTS = 60, 4
_EMPTY = dict.fromkeys(("certainty", "condition", "condition_logic", "horizon", "target", "addressee", "attitude"))


def article_id(number: int) -> str:
    """The id of an article."""
    return f"{number:016x}"


def statement_id(number: int, place: int = 0) -> str:
    """The id of a statement of an article."""
    return f"{number:08x}{place:08x}"


def word_of(number: int) -> str:
    """A word that stands in this article alone."""
    return f"quartz{number:05d}x"


def _filling(number: int, place: int) -> str:
    """A sentence that no other article has, so that none is a copy of another."""
    return (
        " ".join(f"{word}{number}{'abcdefgh'[place % 8]}{number}" for word in ("alder", "birch", "cedar", "delta", "ember", "fjord")) + "."
    )


def article(number: int, statements: int = STATEMENTS, model: str = MODEL) -> dict[str, Any]:
    """The record of one article.

    Args:
        number: tells it apart.
        statements: how many it has.
        model: who read it; ``NEWER`` has contents that are a little shorter, other fingerprints, and not the last statement.
    """
    names = PAIRS[number % len(PAIRS)]
    text, made = "", []
    for place in range(statements):
        name, content = names[place % 2], f"that the dam {word_of(number)} will hold in year {place}"
        start = len(text) + len(f"{name} said ")
        text += f"{name} said {content}. {_filling(number, place)} "
        made.append(_statement(number, place, name, (start, start + len(content))))
    if model == NEWER:
        made = [{**one, "id": f"f{one['id'][1:]}", "content": [[one["content"][0][0] + 5, one["content"][0][1]]]} for one in made[:-1]]
    return {
        "schema": 1, "model": model,
        "article": {
            "id": article_id(number), "text": text, "title": f"Dam {number}", "outlet": "Post", "authors": [], "published": "2026-02-10",
            "language": "en", "translation": None, "original_language": None, "url": None, "sha256": f"{number:064x}",
            "origin": f"made {number}",
        },
        "statements": made,
    }  # fmt: skip


def fill(database: Database, numbers: range) -> None:
    """Adds articles."""
    for number in numbers:
        add_record(database, article(number))


def _statement(number: int, place: int, name: str, content: tuple[int, int]) -> dict[str, Any]:
    id_ = hashlib.sha256(name.encode()).hexdigest()[:16]
    start, end = content
    claim = {
        **_EMPTY, "id": f"c{statement_id(number, place)[1:]}", "span": [[start + 5, end]], "main": True, "kind": "prediction",
        "confidence": 0.8, "links": [], "stances": [],
    }  # fmt: skip
    return {
        "id": statement_id(number, place), "source": [[start - len(f"{name} said "), start - len(" said ")]],
        "cue": [[start - len("said "), start - len(" ")]], "content": [[start, end]],
        "form": "direct" if place == 0 else "indirect", "voice": "report",
        "said": None, "occasion": None,
        "speaker": {"id": id_, "name": name, "type": "person", "role": None, "affiliation": None},
        "reported_by": None, "confidence": 0.9, "claims": [claim],
    }  # fmt: skip
