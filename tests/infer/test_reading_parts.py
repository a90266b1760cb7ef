"""Parts of a reading: a book is worked on piece by piece, an article as a whole."""

from __future__ import annotations

import numpy as np

from onrecord.find.attributions import find_attributions
from onrecord.pipeline import bundled_reader

PARAGRAPH = "“The dam will hold for a hundred years,” Ana Ruiz said on Monday. The minister warned that the river would rise."


def test_an_article_is_one_part() -> None:
    reading = bundled_reader()(f"{PARAGRAPH}\n\n{PARAGRAPH}")
    assert list(reading.parts()) == [reading]


def test_parts_are_whole_paragraphs_and_hold_every_piece_once() -> None:
    reading = bundled_reader()("\n\n".join([PARAGRAPH] * 6))
    parts = list(reading.parts(60))
    assert len(parts) > 1
    assert np.concatenate([p.pieces.starts for p in parts]).tolist() == reading.pieces.starts.tolist()
    assert sum(len(p.pieces.paragraphs) for p in parts) == 6


def test_a_paragraph_longer_than_a_part_is_cut() -> None:
    reading = bundled_reader()(" ".join([PARAGRAPH] * 6))
    parts = list(reading.parts(40))
    assert max(len(p.pieces) for p in parts) <= 40
    assert np.concatenate([p.pieces.ids for p in parts]).tolist() == reading.pieces.ids.tolist()


def test_a_long_text_gives_in_every_part_what_the_first_one_gives() -> None:
    text = "\n\n".join([PARAGRAPH] * 200)
    found = [a for a in find_attributions(text, bundled_reader()(text)) if a.within is None]
    direct = [text[a.content[0].start : a.content[0].end] for a in found if a.form == "direct"]
    assert direct == ["“The dam will hold for a hundred years,”"] * 200
