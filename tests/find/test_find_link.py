"""Every cue gets its own source and content; contents that no cue claims stand by themselves."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.find.link import Draft, link, range_means
from tests.readings_made import ReadingMade


def words(made: ReadingMade, piece: tuple[int, int] | None) -> str | None:
    if piece is None:
        return None
    return made.text[made.pieces.starts[piece[0]] : made.pieces.ends[piece[1] - 1]]


def told(made: ReadingMade, drafts: list[Draft]) -> list[tuple[str | None, str | None, list[str | None]]]:
    """Source, cue and contents of drafts, in words."""
    return [(words(made, d.source), words(made, d.cue), [words(made, c) for c in d.contents]) for d in drafts]


def test_a_text_without_tags_has_no_drafts() -> None:
    assert link(ReadingMade("The dam held through the night.").made()) == []


def test_a_cue_gets_the_source_and_the_content_that_it_is_tied_to() -> None:
    made = ReadingMade("The mayor said the dam would hold.").says("The mayor", "said", "the dam would hold")
    assert told(made, link(made.made())) == [("The mayor", "said", ["the dam would hold"])]


def test_a_content_split_by_its_cue_is_one_drafts_two_pieces() -> None:
    made = ReadingMade("The dam, she said, would hold.").says("she", "said", "The dam", "would hold")
    assert told(made, link(made.made())) == [("she", "said", ["The dam", "would hold"])]


def test_two_cues_keep_their_own_sources_and_contents() -> None:
    text = "Ruiz said the dam holds. Otieno doubts that it does."
    made = ReadingMade(text).says("Ruiz", "said", "the dam holds").says("Otieno", "doubts", "that it does")
    assert told(made, link(made.made())) == [("Ruiz", "said", ["the dam holds"]), ("Otieno", "doubts", ["that it does"])]


def test_two_cues_may_share_one_source() -> None:
    text = "Ruiz denied a leak and promised a report."
    made = ReadingMade(text).says("Ruiz", "denied", "a leak").says("Ruiz", "promised", "a report")
    assert told(made, link(made.made())) == [("Ruiz", "denied", ["a leak"]), ("Ruiz", "promised", ["a report"])]


def test_a_content_that_two_cues_surely_own_parts_of_is_cut_between_them() -> None:
    made = ReadingMade("He said the dam holds the lake is full she added.")
    made.says("He", "said", "the dam holds").says("she", "added", "the lake is full")
    made.tag("tags", "content", "the dam holds the lake is full")
    assert told(made, link(made.made())) == [("He", "said", ["the dam holds"]), ("she", "added", ["the lake is full"])]


def test_a_content_cut_between_two_cues_loses_none_of_its_words() -> None:
    made = ReadingMade("He said well the dam holds the lake is full too she added.")
    made.says("He", "said", "the dam holds").says("she", "added", "the lake is full")
    made.tag("tags", "content", "well the dam holds the lake is full too")
    assert told(made, link(made.made())) == [("He", "said", ["well the dam holds"]), ("she", "added", ["the lake is full too"])]


def test_a_content_that_no_cue_claims_is_a_draft_of_its_own() -> None:
    made = ReadingMade("“Nobody ever asked us.” She said the dam holds.").says("She", "said", "the dam holds")
    made.tag("tags", "content", "Nobody ever asked us")
    assert told(made, link(made.made())) == [(None, None, ["Nobody ever asked us"]), ("She", "said", ["the dam holds"])]


def test_contents_without_any_cue_are_drafts_of_their_own() -> None:
    made = ReadingMade("“Nobody ever asked us.”").tag("tags", "content", "Nobody ever asked us")
    assert told(made, link(made.made())) == [(None, None, ["Nobody ever asked us"])]


def test_a_cue_without_a_tagged_content_takes_the_run_that_it_is_surely_tied_to() -> None:
    made = ReadingMade("The mayor said the dam would hold.").tag("tags", "cue", "said")
    made.relate("content", "said", "the dam would hold").relate("source", "said")
    (draft,) = link(made.made())
    assert words(made, draft.contents[0]) == "the dam would hold"
    assert draft.content_score < 0.6


def test_a_cue_without_a_content_is_no_statement() -> None:
    made = ReadingMade("The mayor said nothing.").tag("tags", "cue", "said").relate("content", "said").relate("source", "said")
    assert link(made.made()) == []


def test_a_source_that_no_tag_marks_is_the_run_that_the_cue_is_surely_tied_to() -> None:
    made = ReadingMade("The mayor said the dam would hold.").says("", "said", "the dam would hold")
    made.relate("source", "said", "The mayor")
    assert told(made, link(made.made())) == [("The mayor", "said", ["the dam would hold"])]


def test_a_cue_that_nothing_is_the_source_of_has_none_and_is_sure_of_it() -> None:
    made = ReadingMade("It is expected that the dam will hold.").says("", "is expected", "that the dam will hold")
    (draft,) = link(made.made())
    assert draft.source is None
    assert draft.source_score > 0.9


def test_a_far_source_that_the_cue_is_not_tied_to_is_not_taken() -> None:
    made = ReadingMade("The mayor left early. It is expected that the dam will hold.").tag("tags", "source", "The mayor")
    made.says("", "is expected", "that the dam will hold")
    assert told(made, link(made.made())) == [(None, "is expected", ["that the dam will hold"])]


def test_the_inner_layer_is_read_by_itself() -> None:
    made = ReadingMade("She said that Norland wants the lake.").says("Norland", "wants", "the lake", head="inner")
    assert link(made.made()) == []
    assert told(made, link(made.made(), "inner")) == [("Norland", "wants", ["the lake"])]


def test_drafts_come_in_the_order_of_their_contents() -> None:
    text = "The lake is full, she said. Ruiz said the dam holds."
    made = ReadingMade(text).says("Ruiz", "said the", "dam holds")
    made.tag("tags", "content", "The lake is full")
    contents = [d.contents[0] for d in link(made.made())]
    assert contents == sorted(contents)


def test_scores_of_what_is_sure_are_near_one() -> None:
    made = ReadingMade("The mayor said the dam would hold.").says("The mayor", "said", "the dam would hold")
    (draft,) = link(made.made())
    assert draft.cue_score > 0.9
    assert draft.source_score > 0.9
    assert draft.content_score > 0.9


def test_range_means_are_the_means_of_the_ranges() -> None:
    values = np.array([1.0, 2.0, 3.0, 6.0], dtype=np.float32)
    assert range_means(values, np.array([0, 1]), np.array([2, 4])).tolist() == pytest.approx([1.5, 11 / 3])
