"""Spans of cues, sources and contents → drafts of attributions, each cue with its own source and content.

The reader scores, for every cue, which pieces are its source and which its content; the tags say where spans begin and
end. A content span goes to the cue that claims it; where two cues claim parts of one, it is cut between them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from onrecord.infer.heads import ROLES
from onrecord.infer.reading import softmax
from onrecord.infer.tags import Tagged, tag_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.infer.reading import Reading

SOURCE, CUE, CONTENT = range(len(ROLES))
#: Thresholds on the mean probability of a pair; chosen on PolNeAR dev.
SOURCE_LEAST = 0.35
CONTENT_LEAST = 0.35
#: A run of pieces that the pair scores give to a cue although no tag marks it: least probability of each piece.
RUN_LEAST = 0.5

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """An attribution in the making: ranges of pieces and the scores of its choice."""

    cue: Range | None
    source: Range | None = None
    contents: list[Range] = field(default_factory=list)
    cue_score: float = 0.0
    source_score: float = 0.0
    content_score: float = 0.0


def link(reading: Reading, head: str = "tags") -> list[Draft]:
    """The drafts of one layer of tags (``tags`` or ``inner``) in the order of the text; contents without a cue are drafts of their own."""
    spans = tag_spans(softmax(reading.head(head)), reading.pieces.paragraphs)
    cues = [s for s in spans if s.label == CUE]
    sources = [s for s in spans if s.label == SOURCE]
    contents = [s for s in spans if s.label == CONTENT]
    drafts = [Draft((c.start, c.end), cue_score=c.score) for c in cues]
    pull = [_chances(reading, "content", c) for c in cues]
    for draft, cue in zip(drafts, cues, strict=True):
        _find_source(draft, _chances(reading, "source", cue), sources)
    lone = _share_contents(drafts, contents, pull)
    for draft, chances in zip(drafts, pull, strict=True):
        if not draft.contents:
            _find_run(draft, chances)
    drafts = [d for d in drafts if d.contents]
    drafts.extend(Draft(None, contents=[r], content_score=score) for r, score in lone)
    return sorted(drafts, key=lambda d: d.contents[0])


def _chances(reading: Reading, relation: str, cue: Tagged) -> NDArray[np.float32]:
    scores = reading.related(relation, range(cue.start, cue.end))
    return (1 / (1 + np.exp(-scores))).astype(np.float32)


def range_means(values: NDArray[np.float32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float64]:
    """The mean of the values in each half-open range; ranges are not empty."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    means: NDArray[np.float64] = (sums[ends] - sums[starts]) / (ends - starts)
    return means


def _find_source(draft: Draft, chances: NDArray[np.float32], sources: list[Tagged]) -> None:
    if sources:
        means = range_means(chances, np.array([s.start for s in sources]), np.array([s.end for s in sources]))
        best = sources[int(means.argmax())]
        draft.source_score = float(means.max())
        if draft.source_score >= SOURCE_LEAST:
            draft.source = (best.start, best.end)
            return
    top = int(chances.argmax())
    if chances[top] >= RUN_LEAST:
        draft.source = _run(chances, top)
        draft.source_score = float(chances[slice(*draft.source)].mean())
    else:
        draft.source_score = float(1 - chances[top])


def _run(chances: NDArray[np.float32], at: int) -> Range:
    start = end = at
    while start > 0 and chances[start - 1] >= RUN_LEAST:
        start -= 1
    while end < len(chances) and chances[end] >= RUN_LEAST:
        end += 1
    return start, max(end, at + 1)


def _share_contents(drafts: list[Draft], contents: list[Tagged], pull: list[NDArray[np.float32]]) -> list[tuple[Range, float]]:
    """Gives every content to the cue that claims it most, cut where the claim changes; returns those nobody claims."""
    lone = []
    for content in contents:
        if not drafts:
            lone.append(((content.start, content.end), content.score))
            continue
        claims = np.stack([p[content.start : content.end] for p in pull])
        for start, end, owner in _pieces_of(claims):
            score = float(claims[owner, start:end].mean())
            piece = (content.start + start, content.start + end)
            if score >= CONTENT_LEAST:
                drafts[owner].contents.append(piece)
                drafts[owner].content_score = max(drafts[owner].content_score, score * content.score)
            else:
                lone.append((piece, content.score))
    return lone


def _pieces_of(claims: NDArray[np.float32]) -> list[tuple[int, int, int]]:
    """Cuts a content, (cues, pieces) of chances, into stretches with one owner each: whole unless two cues each surely own a part."""
    whole = int(claims.mean(axis=1).argmax())
    owners = claims.argmax(axis=0)
    stretches: list[list[int]] = []
    for at, owner in enumerate(owners):
        if stretches and stretches[-1][2] == owner:
            stretches[-1][1] = at + 1
        else:
            stretches.append([at, at + 1, int(owner)])
    sure = [s for s in stretches if s[1] - s[0] >= 2 and claims[s[2], s[0] : s[1]].mean() >= 0.5]  # noqa: PLR2004
    if len({s[2] for s in sure}) < 2:  # noqa: PLR2004
        return [(0, claims.shape[1], whole)]
    cut = [list(s) for s in sure]
    for left, right in pairwise(cut):
        left[1] = right[0]
    cut[0][0], cut[-1][1] = 0, claims.shape[1]
    return [(s, e, o) for s, e, o in cut]


def _find_run(draft: Draft, chances: NDArray[np.float32]) -> None:
    top = int(chances.argmax())
    if chances[top] >= RUN_LEAST:
        draft.contents = [_run(chances, top)]
        draft.content_score = float(chances[slice(*draft.contents[0])].mean()) * 0.5
