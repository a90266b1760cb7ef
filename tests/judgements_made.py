"""Judgements made by hand: what the judge reads of one statement, given by the words that it covers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from onrecord.infer.heads import JUDGE_WIDTH, KINDS, LEVELS, PHRASES, ROLES
from onrecord.infer.judging import SLICES, Judgement, sequence_of
from onrecord.records import Statement
from onrecord.spans import Span
from tests.readings_made import SURE, pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABELS: dict[str, Sequence[str]] = {"claim": ("claim",), "inner": ROLES, **{name: (name,) for name in PHRASES}}
_CLASSES: dict[str, Sequence[str | int]] = {"kind": KINDS, "level": LEVELS, "attitude": (-1, 0, 1)}


class JudgementMade:
    """A judgement in the making: one claim, an assessment, neither for nor against, until told otherwise.

    The text holds the statement's parts in marks: ``[s:Ana Ruiz] [q:said] [c:the dam will hold].``
    """

    def __init__(self, marked: str) -> None:
        self.text = ""
        parts: dict[str, list[Span]] = {"s": [], "q": [], "c": []}
        for words, letter, inside in re.findall(r"([^\[]+)|\[([sqc]):([^\]]*)\]", marked):
            if letter:
                parts[letter].append(Span(len(self.text), len(self.text) + len(inside)))
            self.text += words or inside
        self.source, self.cue, self.content = (tuple(parts[letter]) for letter in "sqc")
        self.pieces = pieces_of(self.text)
        self.at, self.marks = sequence_of(self.pieces, self.source, self.cue, self.content)
        self.logits = np.zeros((len(self.at), JUDGE_WIDTH), dtype=np.float32)
        for head in _LABELS:
            self.logits[:, SLICES[head].start] = SURE
        self.classed("kind", "assessment").classed("level", "none").classed("attitude", 0)
        self._tag_rows("claim", 0, self.rows_of(self.text[self.content[0].start : self.content[-1].end]))

    def rows_of(self, words: str) -> np.ndarray:
        """The rows of the words where they stand first."""
        at = self.text.index(words)
        low, high = self.pieces.range_of(Span(at, at + len(words)))
        return np.nonzero((self.at >= low) & (self.at < high))[0]

    def tag(self, head: str, words: str, label: str = "") -> JudgementMade:
        """Marks the words with one of a head's labels."""
        self._tag_rows(head, list(_LABELS[head]).index(label or head), self.rows_of(words))
        return self

    def untag(self, head: str) -> JudgementMade:
        """Takes a head's labels away."""
        self.logits[:, SLICES[head]] = 0
        self.logits[:, SLICES[head].start] = SURE
        return self

    def classed(self, head: str, label: str | int, words: str = "") -> JudgementMade:
        """Gives the words, by default all, a class."""
        rows = self.rows_of(words) if words else np.arange(len(self.at))
        self.logits[rows, SLICES[head]] = 0
        self.logits[rows, SLICES[head].start + list(_CLASSES[head]).index(label)] = SURE
        return self

    def main(self, words: str) -> JudgementMade:
        """Makes a claim the main one."""
        self.logits[self.rows_of(words), SLICES["main"]] = SURE
        return self

    def made(self) -> Judgement:
        """The judgement."""
        return Judgement(self.pieces, self.at, self.marks, self.logits)

    def statement(self) -> Statement:
        """The statement that is judged."""
        return Statement(id="0" * 16, content=self.content, source=self.source, cue=self.cue, form="indirect", confidence=0.9)

    def _tag_rows(self, head: str, label: int, rows: np.ndarray) -> None:
        column = SLICES[head].start + 2 * label
        self.logits[rows, SLICES[head]] = 0
        self.logits[rows[:1], column + 1] = SURE
        self.logits[rows[1:], column + 2] = SURE
