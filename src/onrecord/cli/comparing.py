"""The figures of ``onrecord agree``: how far coders agree on each field, and the sample that was coded twice with its weights."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

from onrecord.agree.alpha import interval_alpha, nominal_alpha
from onrecord.agree.bootstrap import interval, of_units
from onrecord.agree.kappa import cohen_kappa, fleiss_kappa
from onrecord.agree.unitised import CodedText, Mark, tallied_alpha, tally
from onrecord.spans import Span
from onrecord.store.ruling.coding import MODEL, NO_VALUE
from onrecord.store.ruling.values import SIDES, SPANS
from onrecord.store.writing.projection import CLAIM_FIELDS, STATEMENT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from onrecord.store.ruling.coding import Coding, Sample, Unit

    Coded = Mapping[str, Mapping[Unit, Coding]]
    Given = Mapping[str, str]

#: The fields in the order of the table.
FIELDS = (*STATEMENT_FIELDS, *CLAIM_FIELDS)
#: How often articles are drawn again for an interval.
RESAMPLES = 1000


def compare(coded: Coded, lengths: Mapping[str, int], *, fields: Collection[str] = (), seed: int = 1) -> list[dict[str, Any]]:
    """How far coders agree: a row for each field and measure.

    Args:
        coded: what each coder gave.
        lengths: how many characters the texts have.
        fields: only these.
        seed: of the intervals.
    """
    shared = _shared(coded)
    rows = []
    for field in (f for f in FIELDS if not fields or f in fields):
        units = [unit for unit in shared if unit.field == field]
        if not units:
            continue
        rows.append(_row("nominal", units, coded, nominal_alpha, seed=seed))
        if field == "attitude":
            numbers = [unit for unit in units if len([1 for v in _given(unit, coded).values() if v != NO_VALUE]) > 1]
            if numbers:
                rows.append(_row("interval", numbers, coded, _attitudes, seed=seed))
        if field in SPANS:
            rows += _unitised(units, coded, lengths, seed=seed)
    return rows


def coded_twice(coded: Coded, sample: Sample | None, *, fields: Collection[str] = ()) -> list[dict[str, Any]]:
    """Every unit that two coders gave a value, and how many articles one of the sample stands for; no weight without a sample."""
    units = [unit for unit in _shared(coded) if not fields or unit.field in fields]
    done = len({unit.text for unit in units})
    weight = sample.population / done if sample is not None and done else None
    return [
        {
            "article": unit.text, "statement": unit.statement, "claim": None if unit.claim is None else unit.claim + 1, "field": unit.field,
            "issue": unit.issue, **{f"by {coder}": _given(unit, coded).get(coder) for coder in coded},
            "weight": weight, "sample": sample.name if sample else None,
        }
        for unit in units
    ]  # fmt: skip


def in_sight(coded: Coded) -> tuple[int, int]:
    """How many codings of people, on what the machine coded too, were made with its values in sight, and how many there are."""
    made = [coded[coder][unit] for unit in _shared(coded) for coder in coded if coder != MODEL and unit in coded[coder]]
    return sum(not coding.blind for coding in made), len(made)


def _shared(coded: Coded) -> list[Unit]:
    """The units that two coders or more gave a value, in order."""
    count: defaultdict[Unit, int] = defaultdict(int)
    for unit in chain.from_iterable(coded.values()):
        count[unit] += 1
    order = {field: at for at, field in enumerate(FIELDS)}
    return sorted((u for u, n in count.items() if n > 1), key=lambda u: (u.text, u.statement, u.claim or 0, order[u.field], u.issue or ""))


def _given(unit: Unit, coded: Coded) -> dict[str, str]:
    return {coder: codings[unit].value for coder, codings in coded.items() if unit in codings}


def _row(
    measure: str, units: Sequence[Unit], coded: Coded, alpha: Callable[[Iterable[Given]], float | None], *, seed: int
) -> dict[str, Any]:
    values = [_given(unit, coded) for unit in units]
    by_article: defaultdict[str, list[Given]] = defaultdict(list)
    for unit, given in zip(units, values, strict=True):
        by_article[unit.text].append(given)
    pairs = [one == other for given in values for one, other in combinations(given.values(), 2)]
    complete = [given for given in values if len(given) == len(coded)]
    kappa = cohen_kappa(complete) if len(coded) == 2 else fleiss_kappa(complete)  # noqa: PLR2004 - Cohen's is of two
    found = interval(list(by_article.values()), of_units(alpha), seed=seed, resamples=RESAMPLES)
    return _figures(measure, units) | {
        "agreement": round(sum(pairs) / len(pairs), 4),
        "alpha": _rounded(alpha(values)),
        "low": _rounded(found.low if found else None),
        "high": _rounded(found.high if found else None),
        "kappa": _rounded(kappa),
    }


def _figures(measure: str, units: Sequence[Unit]) -> dict[str, Any]:
    field = units[0].field
    return {
        "id": f"{field}:{measure}", "field": field, "measure": measure, "n": len(units), "articles": len({u.text for u in units}),
        "agreement": None, "alpha": None, "low": None, "high": None, "kappa": None, "statements": sorted({u.statement for u in units}),
    }  # fmt: skip


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)


def _attitudes(values: Iterable[Given]) -> float | None:
    """Alpha of attitudes as numbers; who gave none gave no number."""
    return interval_alpha([{coder: float(SIDES[v]) for coder, v in given.items() if v in SIDES} for given in values])


def _unitised(units: Sequence[Unit], coded: Coded, lengths: Mapping[str, int], *, seed: int) -> list[dict[str, Any]]:
    """The row of spans compared character by character, on the units that all coders coded."""
    units = [unit for unit in units if len(_given(unit, coded)) == len(coded)]
    if not units:
        return []
    texts: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        texts[unit.text].append(unit)
    tallies = [
        tally(CodedText(lengths[text], {coder: _marks(span for u in own for span in codings[u].spans) for coder, codings in coded.items()}))
        for text, own in texts.items()
    ]
    found = interval(tallies, tallied_alpha, seed=seed, resamples=RESAMPLES)
    ends = {"low": _rounded(found.low if found else None), "high": _rounded(found.high if found else None)}
    return [_figures("unitised", units) | {"alpha": _rounded(tallied_alpha(tallies)), **ends}]


def _marks(spans: Iterable[tuple[int, int]]) -> list[Mark]:
    """A coder's spans as marks that do not overlap: a statement within a statement is one stretch with it."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [Mark(Span(start, end), value=True) for start, end in merged]
