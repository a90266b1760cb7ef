"""How fast articles are read, and which step takes how much of the time."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from onrecord.find.markings import find_markings
from onrecord.infer.encode import cut_pieces, cut_windows
from onrecord.infer.reading import Reading, read_pieces
from onrecord.infer.session import OnnxReader
from onrecord.pipeline import extract_all, extract_article
from onrecord.read import ReadOptions, read_inputs
from onrecord.records import Article, Record
from onrecord.resolve.statements import make_statements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

#: Articles read before the clock starts.
WARM = 3


class TimedReader(OnnxReader):
    """The bundled reader with a clock in each of its parts.

    Attributes:
        spent: seconds by part: tokenise, encode (the reader's graph), lay out (what is done with its numbers), judge (its graph).
    """

    def __init__(self) -> None:
        super().__init__()
        self.spent = {"tokenise": 0.0, "encode": 0.0, "lay out": 0.0, "judge": 0.0}

    def __call__(self, text: str) -> Reading:
        """The reading of a text, as the bundled reader makes it."""
        began, encoded = time.perf_counter(), self.spent["encode"]
        pieces = cut_pieces(text, self._tokenizer)
        cut = time.perf_counter()
        reading = read_pieces(pieces, cut_windows(pieces), self._run)
        self.spent["tokenise"] += cut - began
        self.spent["lay out"] += time.perf_counter() - cut - (self.spent["encode"] - encoded)
        return reading

    def _run_judge(self, states: NDArray[np.float32], marks: NDArray[np.int64]) -> NDArray[np.float32]:
        began = time.perf_counter()
        result = super()._run_judge(states, marks)
        self.spent["judge"] += time.perf_counter() - began
        return result

    def _run(self, *inputs: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        began = time.perf_counter()
        result = super()._run(*inputs)
        self.spent["encode"] += time.perf_counter() - began
        return result


def articles_in(path: Path) -> list[Article]:
    """The articles of a file."""
    return [one for one in read_inputs([path], ReadOptions()) if isinstance(one, Article)]


def words_a_second(path: Path, *, workers: int = 2) -> float:
    """Words a second from file to records, the model loaded and warm."""
    for _ in extract_all(articles_in(path)[:WARM], workers=workers):
        pass
    words = 0
    began = time.perf_counter()
    for one in extract_all(read_inputs([path], ReadOptions()), workers=workers):
        words += len(one.article.text.split()) if isinstance(one, Record) else 0
    return words / (time.perf_counter() - began)


def seconds_by_step(articles: Sequence[Article]) -> dict[str, float]:
    """Seconds by step for some articles, one after the other on one thread; ``claims`` is all that is done for claims but the graph."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    reader = TimedReader()
    for article in articles[:WARM]:
        reader(article.text)
    spent = {"find": 0.0, "resolve": 0.0}
    reader.spent = dict.fromkeys(reader.spent, 0.0)
    whole = time.perf_counter()
    for article in articles:
        reading = reader(article.text)
        began = time.perf_counter()
        markings = find_markings(article.text, reading)
        found = time.perf_counter()
        make_statements(article, markings, reader.model.confidence)
        spent["find"] += found - began
        spent["resolve"] += time.perf_counter() - found
    without = time.perf_counter() - whole
    graph = reader.spent.copy()
    whole = time.perf_counter()
    for article in articles:
        extract_article(article, reader=reader)
    added = time.perf_counter() - whole - without
    judge = reader.spent["judge"]
    del os.environ["TOKENIZERS_PARALLELISM"]
    return graph | spent | {"judge": judge, "claims": max(0.0, added - judge)}
