"""One network for each point in time, in which rows count the less the further away they are.

With w the width and u twice the distance of a row from the middle, in whole units, as a share of w::

    uniform       1/2            where |u| <= 1
    triangular    1 - |u|        where |u| <= 1    (DNA: |1 - u|)
    epanechnikov  3/4 (1 - u²)   where |u| <= 1
    gaussian      the normal density of u

A row counts by its kernel in a two-mode network; in a one-mode network a pair counts by the root of both kernels' product, and the
average activity is that of the kernels' sums.

Leifeld, P. 2020. Policy debates and discourse network analysis: a research agenda. Politics and Governance 8(2).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
from scipy import sparse

from onrecord.debate.design import Design, Selection, one_of
from onrecord.debate.matrices import inverse
from onrecord.debate.networks import Counting, count
from onrecord.debate.table import NO_DAY
from onrecord.debate.windows import NetworkWindow, Windows, shifted
from onrecord.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from onrecord.debate.network import Network
    from onrecord.debate.stances import DebateStance
    from onrecord.debate.windows import Unit

Kernel = Literal["uniform", "triangular", "epanechnikov", "gaussian"]


def weights_of(shares: NDArray[np.float64], kernel: Kernel, *, dna_compat: bool = False) -> NDArray[np.float64]:
    """What rows count, by their distances from the middle as shares of half the width."""
    if kernel == "gaussian":
        return np.asarray(np.exp(-(shares**2) / 2) / np.sqrt(2 * np.pi), dtype=np.float64)
    if kernel == "uniform":
        found = np.full(len(shares), 0.5)
    elif kernel == "triangular":
        found = np.abs(1 - shares) if dna_compat else 1 - np.abs(shares)
    else:
        found = 0.75 * (1 - shares**2)
    return np.where(np.abs(shares) <= 1, found, 0.0)


def distances(middle: date, days: NDArray[np.int64], unit: Unit) -> NDArray[np.float64]:
    """How many whole units lie between each day and the middle; above 0 for days before it."""
    apart = (middle.toordinal() - days).astype(np.float64)
    if unit in {"days", "weeks"}:
        return np.trunc(apart / (7 if unit == "weeks" else 1))

    def months(ordinal: int) -> int:
        early, late = sorted((date.fromordinal(ordinal), middle))
        between = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
        return between if early != middle else -between

    found, at = np.unique(days, return_inverse=True)
    return np.trunc(np.array([months(int(day)) for day in found], dtype=np.float64)[at] / (12 if unit == "years" else 1))


def smoothed(
    stances: Iterable[DebateStance],
    kernel: Kernel,
    windows: Windows,
    design: Design | None = None,
    selection: Selection | None = None,
    *,
    dna_compat: bool = False,
) -> Iterator[NetworkWindow]:
    """The network around each point in time, from the first to the last day of the period, or of its rows; all with all nodes.

    A window's days are those half the width away from its middle; its middle lies ``step`` units after the one before, 1 without a
    step. An odd width is made even. Duplicates are looked for in the whole period.

    Raises:
        SettingsError: an unknown kernel, windows of events, a normalisation that has no smoothed form, or figures of DNA that its
            definitions do not tell.
    """
    one_of("kernel", kernel, get_args(Kernel))
    one_of("window of a kernel", windows.unit, ("days", "weeks", "months", "years"))
    design, selection = design or Design(), selection or Selection()
    if design.aggregation == "combine":
        raise SettingsError(name="aggregation", value="combine", choices="sets of sides cannot be smoothed")
    if design.network == "onemode":
        one_of("normalisation of a smoothed network", design.normalisation, ("no", "average"))
    if dna_compat and (design.normalisation == "average" or (design.aggregation == "subtract" and design.qualifier.kind == "number")):
        reason = "DNA smooths averages and numbers by other rules, which are not repeated"
        raise SettingsError(name="normalisation and qualifier", value=f"{design.normalisation}, {design.qualifier.kind}", choices=reason)
    counting = count(stances, design, selection, dna_compat=dna_compat)
    kept = counting.kept[counting.table.day[counting.kept] != NO_DAY]
    if not len(kept):
        return
    days = counting.table.day[kept]
    first = selection.first or date.fromordinal(int(days[0]))
    last = selection.last or date.fromordinal(int(days[-1]))
    half = (windows.size + 1) // 2
    for number in range(0, (last - first).days + 1, windows.step or 1):
        middle = shifted(first, number, windows.unit)
        if middle > last:
            return
        weights = weights_of(distances(middle, days, windows.unit) / half, kernel, dna_compat=dna_compat)
        start, end = shifted(middle, -half, windows.unit), shifted(middle, half, windows.unit)
        yield NetworkWindow(start, end, start >= first and end <= last, weighted(counting, kept[weights > 0], weights[weights > 0]))


def weighted(counting: Counting, at: NDArray[np.int64], weights: NDArray[np.float64]) -> Network:
    """The network of rows that count by weights of their own."""
    table, design, nodes = counting.table, counting.design, counting.all_nodes()
    once = table.weight.copy()
    once[at] *= weights
    if design.network == "twomode":
        return replace(counting, table=replace(table, weight=once)).draw(at, nodes)
    root = table.weight.copy()
    root[at] *= np.sqrt(weights)
    plain = replace(counting, table=replace(table, weight=root), design=replace(design, normalisation="no"))
    drawn = replace(plain.draw(at, nodes), design=design)
    if design.normalisation == "no":
        return drawn
    codes, names = (table.actor, nodes[0]) if design.of == "actor" else (table.issue, nodes[1])
    total = np.bincount(np.searchsorted(names, codes[at]), weights=once[at], minlength=len(names))
    cells = drawn.matrix.tocoo()
    divided = cells.data * inverse((total[cells.row] + total[cells.col]) / 2)
    return replace(drawn, matrix=sparse.coo_array((divided, (cells.row, cells.col)), shape=cells.shape).tocsr())
