"""Named scales of certainty words: which band of probability a phrase has, and who says so.

A phrase has no band of its own: "highly likely" is 80 to 90 % on one scale and 90 to 100 % on another. A scale is a file of
YAML, with its version, source and licence; those that come with the package lie in ``lexicons/scales``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from onrecord.errors import ScaleError
from onrecord.settings import DEFAULT_SCALE

ScaleKind = Literal["survey", "ladder", "nested"]
KINDS = ("survey", "ladder", "nested")
_FIELDS = ("name", "title", "version", "source", "licence", "bands")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What some words mean on a scale, as probabilities from 0 to 1.

    Attributes:
        words: phrases in lower case that have this band.
        low: the lower end; of a survey the 25th percentile of the answers.
        high: the upper end; of a survey the 75th percentile.
        median: of a survey the median answer; None on a scale that sets bands by rule.
        source: of a survey which one; ``default`` for a value that no survey stands behind.
        answers: of a survey how many people answered, where known.
    """

    words: tuple[str, ...]
    low: float
    high: float
    median: float | None = None
    source: str | None = None
    answers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A named scale.

    Attributes:
        kind: ``survey`` (each phrase its own answers, which may overlap), ``ladder`` (bands apart), ``nested`` (a band may hold another).
    """

    name: str
    title: str
    version: str
    source: str
    licence: str
    kind: ScaleKind
    bands: tuple[Band, ...]

    def band_of(self, phrase: str) -> Band | None:
        """The band of a phrase, in any case; None where the scale does not have it."""
        words = " ".join(phrase.lower().split())
        return next((b for b in self.bands if words in b.words), None)

    def band_at(self, value: float) -> Band | None:
        """The band that a probability lies in, the narrowest of several.

        In a gap it is the nearer band, of two as near the one nearer to one half.
        None on a survey, whose bands are answers and no partition.
        """
        if self.kind == "survey":
            return None
        away = {b: round(max(b.low - value, value - b.high, 0.0), 9) for b in self.bands}
        return min(self.bands, key=lambda b: (away[b], 0.0 if away[b] else b.high - b.low, abs((b.low + b.high) / 2 - 0.5)))


def scale_names() -> tuple[str, ...]:
    """The scales that come with the package, the default first."""
    names = sorted(f.name.removesuffix(".yml") for f in files("onrecord").joinpath("lexicons/scales").iterdir() if f.name.endswith(".yml"))
    return (DEFAULT_SCALE, *(n for n in names if n != DEFAULT_SCALE))


@cache
def scale(name: str = DEFAULT_SCALE) -> Scale:
    """The scale of a name, or of a YAML file.

    Raises:
        ScaleError: there is no such scale, or its file is wrong.
    """
    if name in scale_names():
        return parse_scale(files("onrecord").joinpath(f"lexicons/scales/{name}.yml").read_text(encoding="utf-8"), name)
    path = Path(name)
    if path.suffix not in (".yml", ".yaml"):
        raise ScaleError(name, f"there is no such scale; choose one of {', '.join(scale_names())}, or give a .yml file")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ScaleError(name, f"cannot be read ({error}); the scales are {', '.join(scale_names())}") from error
    return parse_scale(text, name)


def parse_scale(text: str, origin: str) -> Scale:
    """The scale that a YAML text describes.

    Raises:
        ScaleError: a field is missing, or a band is empty, outside 0 to 1, overlaps another, or repeats a phrase; with its line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        row: Any = yaml.safe_load(text)
    except ValueError as error:  # a date that no calendar has
        raise ScaleError(origin, f"holds a value that is none: {error}; put it in quotation marks", line=1) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ScaleError(origin, f"is no YAML: {getattr(error, 'problem', error)}", line=mark.line + 1 if mark else None) from error
    if not isinstance(root, yaml.MappingNode) or not isinstance(row, dict):
        raise ScaleError(origin, f"must hold the fields {', '.join(_FIELDS)}", line=1)
    missing = [f for f in _FIELDS if not row.get(f)]
    if missing:
        raise ScaleError(origin, f"lacks {', '.join(missing)}", line=1)
    kind = row.get("kind", "ladder")
    lines = {key.value: value for key, value in root.value}
    if kind not in KINDS:
        raise ScaleError(origin, f"kind cannot be {kind!r}; it is one of {', '.join(KINDS)}", line=lines["kind"].start_mark.line + 1)
    node = lines["bands"]
    if not isinstance(node, yaml.SequenceNode):
        raise ScaleError(origin, "bands must be a list", line=node.start_mark.line + 1)
    numbers = [n.start_mark.line + 1 for n in node.value]
    bands = [_band(origin, one, line) for one, line in zip(row["bands"], numbers, strict=True)]
    _check_apart(origin, kind, bands, numbers)
    fields = {name: str(row[name]).strip() for name in ("name", "title", "version", "source", "licence")}
    return Scale(**fields, kind=cast("ScaleKind", kind), bands=tuple(bands))


def _band(origin: str, row: Any, line: int) -> Band:  # noqa: ANN401 - what a YAML file holds
    if not isinstance(row, dict) or not isinstance(row.get("words"), list) or not row["words"]:
        raise ScaleError(origin, "a band needs words: [a list of phrases], low and high", line=line)
    values = {name: row.get(name) for name in ("low", "median", "high")}
    for name, value in values.items():
        if value is None and name == "median":
            continue
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ScaleError(origin, f"{name} of {row['words'][0]!r} must be a number from 0 to 1, not {value!r}", line=line)
        if not 0 <= value <= 1:
            raise ScaleError(origin, f"{name} of {row['words'][0]!r} is {value}, outside 0 to 1", line=line)
    low, median, high = (None if v is None else float(v) for v in values.values())
    if low is None or high is None or low > high or (low == high and median is None):
        raise ScaleError(origin, f"the band of {row['words'][0]!r} is empty: from {low} to {high}", line=line)
    if median is not None and not low <= median <= high:
        raise ScaleError(origin, f"the median of {row['words'][0]!r}, {median}, lies outside {low} to {high}", line=line)
    words = tuple(" ".join(str(w).lower().split()) for w in row["words"])
    return Band(words=words, low=low, high=high, median=median, source=row.get("source"), answers=row.get("answers"))


def _check_apart(origin: str, kind: str, bands: list[Band], lines: list[int]) -> None:
    """Refuses a phrase in two bands, and bands that overlap where the scale's kind does not let them."""
    for (one, _), (other, line) in combinations(zip(bands, lines, strict=True), 2):
        twice = set(one.words) & set(other.words)
        if twice:
            raise ScaleError(origin, f"{sorted(twice)[0]!r} has two bands", line=line)
        overlap = one.low < other.high and other.low < one.high
        held = (one.low <= other.low and other.high <= one.high) or (other.low <= one.low and one.high <= other.high)
        if (kind == "ladder" and overlap) or (kind == "nested" and overlap and not held):
            message = (
                f"the bands of {one.words[0]!r} ({one.low} to {one.high}) and {other.words[0]!r} ({other.low} to {other.high}) overlap"
            )
            raise ScaleError(origin, message, line=line)
