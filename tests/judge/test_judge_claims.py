"""From what the judge reads of a statement to its claims."""

from datetime import date

import numpy as np
import pytest

from onrecord.infer.judging import SLICES
from onrecord.judge.claims import Dates, judge_claims
from onrecord.records import Claim
from onrecord.scales import scale
from onrecord.spans import Span, words_of
from tests.judgements_made import JudgementMade

FEBRUARY = Dates(said=date(2026, 2, 9), published=date(2026, 2, 10))


def claims_of(one: JudgementMade, *, dates: Dates = FEBRUARY, on: str = "readers") -> tuple[Claim, ...]:
    return judge_claims(one.text, one.statement(), one.made(), dates, scale(on))


def test_a_content_of_one_clause_is_one_claim() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will hold].").classed("kind", "prediction")
    (claim,) = claims_of(made)
    assert words_of(made.text, claim.span) == "the dam will hold"
    assert (claim.kind, claim.main, claim.attitude) == ("prediction", True, 0)


def test_a_content_of_two_sentences_is_cut() -> None:
    made = JudgementMade("[c:“The dam is old. We must mend it,”] [s:Ana Ruiz] [q:said].")
    made.untag("claim").tag("claim", "The dam is old.").tag("claim", "We must mend it").classed("kind", "prescription", "We must mend it")
    made.main("We must mend it")
    first, second = claims_of(made)
    assert [words_of(made.text, c.span) for c in (first, second)] == ["The dam is old.", "We must mend it"]
    assert [c.kind for c in (first, second)] == ["assessment", "prescription"]
    assert [c.main for c in (first, second)] == [False, True]


def test_a_claim_may_run_over_the_reporters_words() -> None:
    made = JudgementMade("[c:“The dam,”] [s:Ana Ruiz] [q:said], [c:“will hold.”]")
    (claim,) = claims_of(made)
    assert [made.text[s:e] for s, e in claim.span] == ["The dam", "will hold."]


def test_a_content_that_claims_nothing_has_no_claim() -> None:
    assert claims_of(JudgementMade("[s:Ana Ruiz] [q:spoke about] [c:the meeting].").classed("kind", "other")) == ()


def test_a_content_in_which_no_claim_was_cut_is_one_claim() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will hold].").untag("claim")
    (claim,) = claims_of(made)
    assert words_of(made.text, claim.span) == "the dam will hold"


def test_a_claim_that_cannot_be_placed_is_an_assessment_with_no_confidence() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will hold].")
    made.logits[:, SLICES["gate"]] = np.nan
    (claim,) = claims_of(made)
    assert (claim.kind, claim.confidence, claim.attitude) == ("assessment", 0.0, 0)


def test_certainty_has_phrase_level_and_band() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will likely hold].").tag("certainty", "likely")
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert (certainty.phrase, certainty.level, certainty.low, certainty.high, certainty.scale) == ("likely", "likely", 0.67, 0.8, "readers")


def test_the_band_is_that_of_the_scale_asked_for() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will likely hold].").tag("certainty", "likely")
    certainty = claims_of(made, on="icd-203")[0].certainty
    assert certainty is not None
    assert (certainty.low, certainty.high, certainty.scale) == (0.55, 0.8, "icd-203")


def test_a_certainty_in_the_cue_holds_for_the_claim() -> None:
    made = JudgementMade("[c:The talks] are [q:expected] [c:to fail].").tag("certainty", "expected")
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert certainty.level == "likely"


def test_the_judges_level_stands_for_words_that_no_list_holds() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:you can bank on the dam].").tag("certainty", "bank on").classed("level", "certain")
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert (certainty.level, certainty.low, certainty.scale) == ("certain", None, None)


def test_a_condition_comes_with_its_logic() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will hold unless the rains come].").tag("condition", "unless the rains come")
    claim = claims_of(made)[0]
    assert words_of(made.text, claim.condition) == "unless the rains come"
    assert claim.condition_logic is not None
    assert (claim.condition_logic.connective, claim.condition_logic.type) == ("unless", "unless")


def test_a_horizon_counts_from_the_day_of_the_statement() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will fail this year].").classed("kind", "prediction").tag("horizon", "this year")
    horizon = claims_of(made)[0].horizon
    assert horizon is not None
    assert horizon.phrase == "this year"
    assert horizon.interval.end == date(2026, 12, 31)


def test_without_any_date_a_horizon_has_no_days_and_says_so() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will fail this year].").classed("kind", "prediction").tag("horizon", "this year")
    horizon = claims_of(made, dates=Dates(None, None))[0].horizon
    assert horizon is not None
    assert (horizon.interval.start, horizon.interval.end) == (None, None)
    assert horizon.open == "the article has no date"


def test_an_assessment_has_no_horizon() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam failed this year].").tag("horizon", "this year")
    assert claims_of(made)[0].horizon is None


def test_only_a_prescription_has_an_addressee() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:Norland must pay].").tag("addressee", "Norland")
    assert claims_of(made)[0].addressee == ()
    made.classed("kind", "prescription")
    assert words_of(made.text, claims_of(made)[0].addressee) == "Norland"


@pytest.mark.parametrize("attitude", [1, -1])
def test_an_attitude_has_a_target(attitude: int) -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:praised] [c:the old dam].").classed("attitude", attitude).tag("target", "the old dam")
    claim = claims_of(made)[0]
    assert claim.attitude == attitude
    assert words_of(made.text, claim.target) == "the old dam"


def test_a_claim_neither_for_nor_against_has_no_target() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:saw] [c:the old dam].").tag("target", "the old dam")
    assert claims_of(made)[0].target == ()


def test_the_same_statement_gives_the_same_ids() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will hold].")
    assert claims_of(made)[0].id == claims_of(made)[0].id


def test_a_number_before_the_word_of_certainty_is_part_of_it() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:there is a 70 percent chance that the dam holds].").tag("certainty", "chance")
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert (certainty.phrase, certainty.level, certainty.low, certainty.scale) == ("70 percent chance", "likely", 0.7, "stated")


def test_a_concession_is_no_condition() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the levy is fair even if prices rise].").tag("condition", "if prices rise")
    assert claims_of(made)[0].condition == ()


def test_a_word_that_is_always_certainty_needs_little_from_the_judge() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam could fail].")
    made.logits[made.rows_of("could"), SLICES["certainty"]] = (2.0, 0.0, -9.0)
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert certainty.phrase == "could"


def test_a_not_behind_the_word_of_certainty_turns_it() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the bill will probably not pass].").tag("certainty", "probably")
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert (certainty.phrase, certainty.level, certainty.low, certainty.high) == ("will probably not", "unlikely", 0.25, 0.4)


@pytest.mark.parametrize(
    ("words", "tagged", "phrase", "level"),
    [
        ("it is not very likely to hold", "likely", "not very likely", "unlikely"),
        ("there is little doubt that it holds", "doubt", "little doubt", "certain"),
        ("there is no chance of a deal", "chance", "no chance", "remote"),
        ("it is far from certain to hold", "certain", "far from certain", "possible"),
        ("it could probably hold", "probably", "could probably", "possible"),
        ("there is a 60 to 70 percent chance that it holds", "chance", "60 to 70 percent chance", "likely"),
        ("the chance was between 60 and 70 percent", "chance", "chance was between 60 and 70 percent", "likely"),
        ("it is highly likely to hold", "likely", "highly likely", "likely"),
    ],
)
def test_what_stands_beside_a_word_of_certainty_belongs_to_it(words: str, tagged: str, phrase: str, level: str) -> None:
    made = JudgementMade(f"[s:Ana Ruiz] [q:said] [c:{words}].").tag("certainty", tagged)
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert (certainty.phrase, certainty.level) == (phrase, level)


def test_a_hedge_inside_a_reported_view_is_its_holders() -> None:
    made = JudgementMade("[s:Lee] [q:said] [c:that Norland believes the dam is likely to fail].").tag("certainty", "likely")
    at = made.text.index("the dam")
    reported = [Span(at, made.text.index("fail") + 4)]
    (claim,) = judge_claims(made.text, made.statement(), made.made(), FEBRUARY, scale("readers"), reported=reported)
    assert claim.certainty is None


def test_what_cannot_be_ruled_out_governs_the_could_behind_it() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:we cannot rule out that the dam could break].").tag("certainty", "could")
    certainty = claims_of(made)[0].certainty
    assert certainty is not None
    assert certainty.phrase == "cannot rule out"


def test_a_word_of_certainty_in_another_sense_is_dropped() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:we must make sure that it holds].").tag("certainty", "sure")
    assert claims_of(made)[0].certainty is None


def test_a_time_that_is_past_is_no_horizon() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the dam will hold as it did in 2008].").tag("horizon", "in 2008")
    assert claims_of(made.classed("kind", "prediction"))[0].horizon is None


def test_a_time_that_belongs_to_a_noun_is_no_horizon() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:he will lose next week’s vote].").tag("horizon", "next week")
    assert claims_of(made.classed("kind", "prediction"))[0].horizon is None


def test_a_connective_of_time_takes_its_clause() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:they will stay until the wall is mended, he swore].").tag("horizon", "until")
    horizon = claims_of(made.classed("kind", "commitment"))[0].horizon
    assert horizon is not None
    assert horizon.phrase == "until the wall is mended"


def test_addressees_joined_by_and_are_one_answer() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:it would be wise for Norland and Ostrand to talk].").tag("addressee", "Norland")
    (claim,) = claims_of(made.classed("kind", "prescription"))
    assert words_of(made.text, claim.addressee) == "Norland and Ostrand"


def test_what_may_soon_be_is_a_prediction_whatever_the_judge_says() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the valley may soon be empty].").classed("kind", "assessment")
    assert claims_of(made)[0].kind == "prediction"


def test_what_somebody_must_do_now_has_a_horizon() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:the council must now mend the wall].").classed("kind", "prescription")
    horizon = claims_of(made)[0].horizon
    assert horizon is not None
    assert horizon.phrase == "now"
