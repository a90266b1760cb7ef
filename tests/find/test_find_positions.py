"""Positions of others in words that leave no doubt."""

import pytest

from onrecord.find.positions import positions_in
from onrecord.spans import Span
from tests.judgements_made import JudgementMade


def found(made: JudgementMade) -> list[tuple[str, str, str]]:
    text = made.text
    spans = [(p.source, p.cue, p.content) for p in positions_in(text, made.content, made.made())]
    return [tuple(text[slice(*Span(*s))] for s in some) for some in spans]  # type: ignore[misc]


def test_what_a_holder_would_like_is_his_position() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:that Norland would like the talks to go on, but nobody listens].").tag(
        "inner", "Norland", "source"
    )
    assert found(made) == [("Norland", "would like", "the talks to go on")]


def test_a_viewpoint_names_its_holder() -> None:
    made = JudgementMade("[c:“From Norland’s perspective, a weak dam is worse than none,”] [s:Ana Ruiz] [q:said].")
    assert found(made) == [("Norland", "perspective", "a weak dam is worse than none")]


def test_a_subject_that_the_judge_takes_for_no_source_holds_nothing() -> None:
    assert found(JudgementMade("[s:Ana Ruiz] [q:said] [c:that Norland would like the talks to go on].")) == []


@pytest.mark.parametrize("who", ["I", "we", "you", "who"])
def test_the_speaker_and_those_spoken_to_are_no_others(who: str) -> None:
    made = JudgementMade(f"[s:Ana Ruiz] [q:said] [c:that {who} would like the talks to go on].").tag("inner", who, "source")
    assert found(made) == []


def test_a_cue_with_nothing_behind_it_is_none() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:that this is what Norland wants].").tag("inner", "Norland", "source")
    assert found(made) == []
