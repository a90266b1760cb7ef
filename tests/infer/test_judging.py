"""The pieces that the judge reads of a statement, and statements longer than it takes at once."""

from __future__ import annotations

from onrecord.infer.judging import LONGEST, sequence_of
from onrecord.judge.cut import cut_claims
from onrecord.pipeline import bundled_reader
from onrecord.spans import Span
from tests.readings_made import pieces_of

LONG = "“" + " ".join(f"The dam of village {n} will fail." for n in range(120)) + "”"
TEXT = f"{LONG} Ana Ruiz said."
CONTENT = (Span(0, len(LONG)),)
SOURCE, CUE = (Span(len(LONG) + 1, len(LONG) + 9),), (Span(len(LONG) + 10, len(LONG) + 14),)


def test_each_piece_knows_what_it_is_to_the_statement() -> None:
    text = "Ana Ruiz said the dam will hold."
    at, marks = sequence_of(pieces_of(text), (Span(0, 8),), (Span(9, 13),), (Span(14, 31),))
    assert at.tolist() == list(range(8))
    assert marks.tolist() == [1, 1, 2, 3, 3, 3, 3, 0]


def test_a_long_statement_is_read_in_parts_that_hold_every_piece_once() -> None:
    reader = bundled_reader()
    judgement = reader.judge(reader(TEXT), SOURCE, CUE, CONTENT)
    assert len(judgement.at) > LONGEST
    assert judgement.at.tolist() == sorted(set(judgement.at.tolist()))
    assert set(judgement.marks.tolist()) == {1, 2, 3}


def test_every_sentence_of_a_long_quotation_is_judged() -> None:
    reader = bundled_reader()
    claims = cut_claims(TEXT, CONTENT, reader.judge(reader(TEXT), SOURCE, CUE, CONTENT))
    assert len(claims) == 120
    assert TEXT[claims[-1][0].start : claims[-1][-1].end].startswith("The dam of village 119 will fail")
