"""Issues that ask the same question twice: the opposite of one another, or much the same. People decide; nothing is merged by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from onrecord.codebook.wordpairs import SentenceWords, may_share, shared_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from onrecord.codebook.issues import Codebook, Issue
    from onrecord.codebook.wordpairs import Shared

    #: Texts to vectors, one a row, near in angle where near in meaning.
    Vectors = Callable[[Sequence[str]], NDArray[np.float32]]

#: Thresholds chosen on the 40 pairs in ``tests/codebook/pairs.yml`` and two codebooks of debates, and looked at on the 27 of
#: ``pairs_held_out.yml``: the share of words for a mirrored pair, for an overlapping one, and the cosine of the sentence encoder for one
#: near in meaning.
MIRRORED = 0.6
OVERLAPPING = 0.65
NEAR = 0.86
#: An issue of so many words that are all in another one is a narrower or wider question; of fewer, anything could be.
FEWEST_CONTAINED = 3


class IssueWarning(NamedTuple):
    """Two issues that should perhaps be one.

    Attributes:
        kind: ``mirror`` where who is for the one is against the other, ``overlap`` where they ask much the same, ``near`` where their
            meanings are near and their words do not tell which of the two it is.
        issues: their ids, in the order of the codebook.
        reason: what the warning rests on, in words.
    """

    kind: Literal["mirror", "overlap", "near"]
    issues: tuple[str, str]
    reason: str


def issue_warnings(codebook: Codebook, *, vectors: Vectors | None = None) -> tuple[IssueWarning, ...]:
    """The pairs of issues that mirror or overlap each other, in the order of the codebook.

    An issue may overlap or be near one that hangs above it: there the narrower question is meant.

    Args:
        codebook: the codebook.
        vectors: makes texts comparable by meaning; without it words alone are compared.
    """
    issues = codebook.issues
    words = [SentenceWords.of(one.text) for one in issues]
    angles = dict(_near(issues, vectors)) if vectors and len(issues) > 1 else {}
    above = {one.id: set(codebook.above(one.id)) for one in issues}
    found: list[IssueWarning] = []
    for one, other in sorted({*_sharing(words), *angles}):
        ids = issues[one].id, issues[other].id
        related = ids[0] in above[ids[1]] or ids[1] in above[ids[0]]
        warning = _judged(ids, shared_words(words[one], words[other]), angles.get((one, other)))
        if warning and (warning.kind == "mirror" or not related):
            found.append(warning)
    return tuple(found)


def _judged(ids: tuple[str, str], shared: Shared, cosine: float | None) -> IssueWarning | None:
    known = shared.share * 100
    if shared.turned and (shared.share >= MIRRORED or cosine is not None):
        return IssueWarning("mirror", ids, f"{known:.0f} % of the words are the same, and turned by {', '.join(shared.by)}")
    if not shared.turned and shared.share >= OVERLAPPING:
        return IssueWarning("overlap", ids, f"{known:.0f} % of the words are the same")
    if not shared.turned and shared.contained == 1 and shared.fewest >= FEWEST_CONTAINED:
        return IssueWarning("overlap", ids, "all words of the one are in the other")
    return IssueWarning("near", ids, f"near in meaning ({cosine:.2f})") if cosine is not None else None


def _sharing(words: Sequence[SentenceWords]) -> Iterator[tuple[int, int]]:
    """The pairs that share words enough to be looked at."""
    having: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(words):
        same = Counter(before for word in one.different for before in having[word])
        least = min(MIRRORED, OVERLAPPING)
        yield from ((before, number) for before, count in same.items() if may_share(words[before], one, count, least))
        for word in one.different:
            having[word].append(number)


def _near(issues: Sequence[Issue], vectors: Vectors) -> Iterator[tuple[tuple[int, int], float]]:
    import numpy as np  # noqa: PLC0415 - heavy, and only for comparing by meaning

    rows = np.asarray(vectors([one.text for one in issues]), dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows / np.where(lengths > 0, lengths, 1.0)
    cosines = np.triu(rows @ rows.T, 1)
    for one, other in zip(*np.nonzero(cosines >= NEAR), strict=True):
        yield (int(one), int(other)), float(cosines[one, other])
