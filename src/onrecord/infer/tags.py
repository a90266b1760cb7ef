"""Role tags → spans of pieces, by the best path in which every span begins with its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Tagged(NamedTuple):
    """A range of pieces with its label's number and the mean probability of its tags."""

    start: int
    end: int
    label: int
    score: float


def tag_spans(probabilities: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> list[Tagged]:
    """The spans on the best path of each range.

    Args:
        probabilities: (pieces, 1 + 2 × labels), BIO: 0 outside, 2k + 1 begins label k, 2k + 2 goes on with it.
        ranges: half-open ranges of pieces, usually paragraphs, that no span crosses.
    """
    found: list[Tagged] = []
    logs = np.log(probabilities + 1e-9)
    busy = probabilities[:, 0] < 0.95  # noqa: PLR2004 - a range whose every piece is surely outside has no span
    for start, end in ranges:
        if busy[start:end].any():
            path = _best_path(logs[start:end].tolist())
            found.extend(_spans(path, start, probabilities))
    return found


def _best_path(rows: list[list[float]]) -> list[int]:
    """Viterbi: any label may follow any other, save that "goes on" follows only its own beginning or itself."""
    labels = range((len(rows[0]) - 1) // 2)
    scores = [value if state % 2 or not state else -1e9 for state, value in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(len(scores)), key=scores.__getitem__)
        best = scores[top]
        now = [best + row[0]]
        came = [top]
        for k in labels:
            begin, go = 2 * k + 1, 2 * k + 2
            now.append(best + row[begin])
            came.append(top)
            before = begin if scores[begin] >= scores[go] else go
            now.append(scores[before] + row[go])
            came.append(before)
        back.append(came)
        scores = now
    state = max(range(len(scores)), key=scores.__getitem__)
    path = [state]
    for came in reversed(back):
        state = came[state]
        path.append(state)
    return path[::-1]


def _spans(path: list[int], offset: int, probabilities: NDArray[np.float32]) -> list[Tagged]:
    spans = []
    at = 0
    while at < len(path):
        state = path[at]
        stop = at + 1
        if state:
            label = (state - 1) // 2
            while stop < len(path) and path[stop] == 2 * label + 2:
                stop += 1
            chance = probabilities[offset + at : offset + stop, 2 * label + 1 : 2 * label + 3].sum(axis=1).mean()
            spans.append(Tagged(offset + at, offset + stop, label, float(chance)))
        at = stop
    return spans


def plain_spans(probabilities: NDArray[np.float32]) -> list[Tagged]:
    """The spans of each piece's likeliest tag, for heads with short spans: one begins where the label changes or a beginning stands."""
    best = probabilities.argmax(axis=1)
    found: list[Tagged] = []
    for at in np.nonzero(best)[0].tolist():
        state = int(best[at])
        label = (state - 1) // 2
        if found and state % 2 == 0 and found[-1].end == at and found[-1].label == label:
            found[-1] = found[-1]._replace(end=at + 1)
        else:
            found.append(Tagged(at, at + 1, label, float(probabilities[at, state])))
    return found
