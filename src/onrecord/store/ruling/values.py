"""A ruling's value in plain words ↔ what the record holds.

Spans are given as offsets (``120-168``, several parted by commas) or as the words themselves; ``none`` clears a field; whatever has
several parts can be given as JSON too, with the fields of the contract.
"""

from __future__ import annotations

import calendar
import json
import re
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, get_args

from onrecord.errors import RulingError
from onrecord.records import Form, Kind, Level
from onrecord.scales import scale
from onrecord.store.writing.projection import MISSED, words

#: Fields that hold spans, and whether they can be without any.
SPANS = {
    "content": False, "span": False, "source": True, "cue": True, "occasion": True, "condition": True, "addressee": True, "target": True,
}  # fmt: skip
#: What an attitude or stance is called.
SIDES = {"for": 1, "against": -1, "neither": 0}
NONE = "none"
_CHOICES: dict[str, tuple[str, ...]] = {"statement": ("yes", "no"), "form": get_args(Form)}
_OFFSETS = re.compile(r"\s*\d+\s*-\s*\d+\s*(,\s*\d+\s*-\s*\d+\s*)*")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PARTS = re.compile(r"\s*(?:\.\.|/)\s*")


class About(NamedTuple):
    """What a value is given for.

    Attributes:
        text: the article's.
        near: the spans of the statement or claim, where words that stand in several places are looked for first.
        old: the field's present value.
    """

    text: str
    near: list[list[int]]
    old: Any = None


def value_of(field: str, given: str, about: About) -> Any:  # noqa: ANN401 - what the field holds
    """What a ruling with these words holds; a speaker is looked up elsewhere.

    Raises:
        RulingError: the field cannot have it.
    """
    given = given.strip()
    if field in SPANS:
        return spans_of(field, given, about)
    if field in _CHOICES:
        return _one_of(field, given, _CHOICES[field])
    if not given:
        raise RulingError(field, "needs a value", advice=f"`{NONE}` clears it")
    if field != "stance" and given.lower() == NONE:
        return None
    parse = {"kind": _kind, "attitude": _attitude, "certainty": _certainty, "stance": _stance}.get(field)
    if parse is not None:
        return parse(given, about)
    return _time(field, given, about) if field in ("horizon", "said") else given


def spans_of(field: str, given: str, about: About) -> list[list[int]] | None:
    """The spans that offsets or words tell; None where they clear the field.

    Raises:
        RulingError: they reach out of the text, overlap, are not in it, or stand in several places and nothing says which.
    """
    advice = "give START-END[,START-END] or the exact words" + (f", or {NONE}" if SPANS.get(field) else "")
    if given.lower() == NONE:
        if SPANS.get(field):
            return None
        raise RulingError(field, "cannot be none", advice="rule `statement no` where it is no statement")
    if given.startswith("["):
        found = _json(field, given)
    elif _OFFSETS.fullmatch(given):
        found = [[int(at) for at in piece.split("-")] for piece in given.split(",")]
    else:
        return _located(field, given, about, advice)
    return _checked_spans(field, found, about.text, advice)


def words_alone(given: str) -> str | None:
    """The words of a time that were given without its days; None for days, for words with days, for JSON, and for what clears the field."""
    given = given.strip()
    plain = given and given.lower() != NONE and not given.startswith("{")
    return given if plain and not _is_days(given.rpartition(":")[2].strip()) else None


def told(field: str, value: Any, text: str) -> str:  # noqa: ANN401 - what the field holds
    """A value in the words in which it could be given."""
    if value is None:
        return NONE
    if field in SPANS or field == MISSED:
        return words(text, value)
    if field == "attitude":
        return next((side for side, number in SIDES.items() if number == value), str(value))
    if field == "stance":
        return f"{value['issue']}: {value.get('stance') or NONE}"
    if isinstance(value, dict):
        if field == "certainty":
            return f"{value['level']}: {value['phrase']}"
        if field in ("horizon", "said"):
            days = "..".join(value.get(end) or "" for end in ("from", "to"))
            return f"{value['phrase']}: {days}" if days != ".." else str(value["phrase"])
        return str(value.get("name") or NONE)
    return str(value)


def _one_of(field: str, given: str, choices: tuple[str, ...], *, clears: bool = False, more: str = "") -> str:
    if given.lower() in choices:
        return given.lower()
    last = more or (NONE if clears else "")
    raise RulingError(field, f"cannot be {given!r}", advice=f"choose {', '.join(choices)}" + (f" or {last}" if last else ""))


def _json(field: str, given: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
    try:
        return json.loads(given)
    except ValueError as error:
        raise RulingError(field, f"{given!r} is no JSON", advice=str(error)) from error


def _checked_spans(field: str, found: Any, text: str, advice: str) -> list[list[int]]:  # noqa: ANN401 - as given
    whole = isinstance(found, list) and found and all(isinstance(p, list) and len(p) == 2 for p in found)  # noqa: PLR2004 - start, end
    if not whole or not all(type(at) is int for piece in found for at in piece):
        raise RulingError(field, f"{found!r} are no spans", advice=advice)
    pieces = sorted(found)
    for start, end in pieces:
        if not 0 <= start < end <= len(text):
            raise RulingError(field, f"{start}-{end} is empty or reaches out of the article's {len(text)} characters", advice=advice)
    for (_, end), (start, _) in pairwise(pieces):
        if start < end:
            raise RulingError(field, f"the pieces overlap at {start}", advice=advice)
    return pieces


def _located(field: str, given: str, about: About, advice: str) -> list[list[int]]:
    """Where words stand: as a whole, else piece by piece."""
    for pieces in ([given], [p for p in re.split(r"\s*…\s*", given) if p]):
        found = [_place(field, piece, about) for piece in pieces]
        if found and all(found):
            return _checked_spans(field, found, about.text, advice)
    raise RulingError(field, f"the article does not have the words {given!r}", advice=advice)


def _place(field: str, piece: str, about: About) -> list[int] | None:
    """The place of words that is nearest to the statement; the only one where there is no statement yet."""
    places = _places(piece, about.text)
    if not places:
        return None
    if not about.near:
        if len(places) > 1:
            listed = ", ".join(f"{start}-{end}" for start, end in places)
            raise RulingError(field, f"the words {piece!r} stand in several places", advice=f"choose one of {listed}")
        return places[0]
    return min(places, key=lambda place: min(max(s - place[0], place[1] - e, 0) for s, e in about.near))


def _places(piece: str, text: str) -> list[list[int]]:
    """Everywhere that words stand, whatever the white space between them."""
    pattern = r"\s+".join(map(re.escape, piece.split()))
    return [[m.start(), m.end()] for m in re.finditer(pattern, text)] if pattern else []


def _kind(given: str, _about: About) -> str:
    return _one_of("kind", given, get_args(Kind), clears=True)


def _attitude(given: str, _about: About) -> int:
    by_number = {"1": 1, "+1": 1, "-1": -1, "0": 0}
    return by_number[given] if given in by_number else SIDES[_one_of("attitude", given, tuple(SIDES), more="1, -1, 0 or none")]


def _certainty(given: str, about: About) -> dict[str, Any]:
    field, levels = "certainty", get_args(Level)
    if given.startswith("{"):
        data = _parts(field, given, ("phrase", "level"), ("span", "low", "high", "scale"))
    else:
        level, _, phrase = (part.strip() for part in given.partition(":"))
        data = {"level": level, "phrase": phrase}
    level, phrase = _one_of(field, str(data["level"]), levels, clears=True), data["phrase"]
    if not phrase and about.old:
        return {**about.old, "level": level}
    if not phrase:
        raise RulingError(field, "needs the words too", advice=f"for instance `{level}: probably`")
    span = _span_of(field, data, about)
    band = scale().band_of(phrase)
    looked_up = {"low": band.low, "high": band.high, "scale": scale().name} if band else dict.fromkeys(("low", "high", "scale"))
    for end in ("low", "high"):
        share = data.get(end)
        if share is not None and not (isinstance(share, int | float) and 0 <= share <= 1):
            raise RulingError(field, f"{end} cannot be {share!r}", advice="give a share from 0 to 1")
    return {"phrase": phrase, "span": span, "level": level, **looked_up, **{k: data[k] for k in looked_up if k in data}}


def _time(field: str, given: str, about: About) -> dict[str, Any]:
    """Words of time with their days: ``this year: 2026``, ``by May: ..2026-05-31``, the days alone, or the words alone.

    In JSON a horizon can also say why it has no end (``open``), and whether its days rest on a convention (``assumed``). Words of a
    horizon need not stand in the article where they have days or a reason.
    """
    more: dict[str, Any] = {}
    if given.startswith("{"):
        extra = ("assumed", "open") if field == "horizon" else ()
        data = _parts(field, given, ("phrase",), ("span", "from", "to", *extra))
        days = tuple(None if data.get(end) is None else _end(field, str(data[end]), end) for end in ("from", "to"))
        more = _openness(field, {name: data[name] for name in extra if name in data})
    else:
        phrase, _, said = given.rpartition(":")
        days = _days(field, said.strip()) if _is_days(said.strip()) else (None, None)
        data = {"phrase": (phrase if _is_days(said.strip()) else given).strip()}
    if days[0] and days[1] and days[0] > days[1]:
        raise RulingError(field, f"{days[0]} is after {days[1]}", advice="give FROM..TO")
    known = about.old or {"phrase": "", "span": None}
    phrase = data["phrase"] or known["phrase"]
    if not phrase:
        raise RulingError(field, "needs the words too", advice="for instance `this year: 2026` or `by May: ..2026-05-31`")
    found = {"phrase": phrase, "span": known["span"], "from": days[0], "to": days[1]}
    if data["phrase"]:
        found["span"] = _span_of_time(field, data, about, read=bool(any(days) or more.get("open")))
    if field == "said":
        return found
    return found | {"assumed": False, "open": None if days[1] else "a coder gave no end"} | more


def _openness(field: str, more: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(more.get("assumed", False), bool) or not isinstance(more.get("open"), str | None):
        raise RulingError(field, f"{more} cannot be", advice="`assumed` is true or false, `open` the reason in words, or null")
    return more


def _span_of_time(field: str, data: dict[str, Any], about: About, *, read: bool) -> list[list[int]] | None:
    """Where the words of a time stand; None where they are a coder's own."""
    if field == "horizon" and read and data.get("span") is None and not _places(data["phrase"], about.text):
        return None
    return _span_of(field, data, about)


def _is_days(given: str) -> bool:
    ends = _PARTS.split(given)
    return len(ends) <= 2 and any(ends) and all(not end or _DAY.fullmatch(end) for end in ends)  # noqa: PLR2004 - from, to


def _days(field: str, given: str) -> tuple[str | None, str | None]:
    ends = _PARTS.split(given)
    start, end = (ends[0], ends[-1])
    return _end(field, start, "from") if start else None, _end(field, end, "to") if end else None


def _end(field: str, given: str, which: str) -> str:
    """The first or the last day of a year, a month or a day."""
    match = _DAY.fullmatch(given)
    try:
        if match is None:
            raise ValueError  # noqa: TRY301 - told below, as a day outside the calendar is
        year, month, day = (int(part) if part else None for part in match.groups())
        last = which == "to"
        month_ = month or (12 if last else 1)
        day_ = day or (calendar.monthrange(year or 1, month_)[1] if last else 1)
        return date(year or 0, month_, day_).isoformat()
    except (ValueError, calendar.IllegalMonthError) as error:
        raise RulingError(field, f"{given!r} is no day, month or year", advice="write 2026, 2026-05 or 2026-05-31") from error


def _stance(given: str, _about: About) -> dict[str, Any]:
    field = "stance"
    if given.startswith("{"):
        data = _parts(field, given, ("issue", "stance"), ())
        issue, side = str(data["issue"]), str(data["stance"] or NONE)
    else:
        issue, _, side = (part.strip() for part in given.rpartition(":"))
    if not issue:
        raise RulingError(field, "needs the issue too", advice=f"ISSUE: {', '.join(SIDES)} or {NONE}")
    side = _one_of(field, side, (*SIDES, NONE))
    return {"issue": issue, "stance": None if side == NONE else side}


def _parts(field: str, given: str, needed: tuple[str, ...], more: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a value that was given as a JSON object."""
    data = _json(field, given)
    if not isinstance(data, dict) or not set(needed) <= set(data) or not set(data) <= {*needed, *more}:
        advice = f"it needs {', '.join(needed)}" + (f" and can have {', '.join(more)}" if more else "")
        raise RulingError(field, f"{given} has other fields", advice=advice)
    if "phrase" in data and not isinstance(data["phrase"], str):
        raise RulingError(field, f"the words cannot be {data['phrase']!r}", advice="give the words as the article has them")
    return data


def _span_of(field: str, data: dict[str, Any], about: About) -> list[list[int]]:
    advice = "give START-END[,START-END] or the exact words"
    if data.get("span") is not None:
        return _checked_spans(field, data["span"], about.text, advice)
    return _located(field, data["phrase"], about, advice)
