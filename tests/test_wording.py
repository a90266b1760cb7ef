"""What people are told of claims, in words."""

from datetime import date

import pytest

from onrecord.dates import DateInterval
from onrecord.records import Certainty, Claim, Horizon
from onrecord.spans import Span
from onrecord.wording import certainty_words, claim_words, days, horizon_words, joined, plain
from tests.records_made import spans

TEXT = "If the rains fail, prices could double by June, and Norland must pay."
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 30)
AT = (Span(0, 1),)


def test_a_band_stands_behind_the_words() -> None:
    likely = Certainty(phrase="likely", span=AT, level="likely", low=0.67, high=0.8, scale="readers")
    assert certainty_words(likely) == "“likely” [67–80 %, readers]"


def test_a_number_of_the_source_is_one_number() -> None:
    assert certainty_words(Certainty(phrase="70%", span=AT, level="likely", low=0.7, high=0.7, scale="stated")) == "“70%” [70 %, stated]"


def test_words_without_a_place_on_the_scale_show_their_level() -> None:
    assert certainty_words(Certainty(phrase="I think", span=AT, level="hedged")) == "“I think” [hedged]"


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (DateInterval(MAY, JUNE), "2026-05-01 to 2026-06-30"), (DateInterval(MAY, MAY), "2026-05-01"),
        (DateInterval(MAY, None), "from 2026-05-01"), (DateInterval(None, JUNE), "until 2026-06-30"), (DateInterval(None, None), ""),
    ],
)  # fmt: skip
def test_days_are_told_as_far_as_they_are_known(interval: DateInterval, words: str) -> None:
    assert days(interval) == words


def test_assumed_days_say_so() -> None:
    assert horizon_words(Horizon(phrase="by June", span=AT, interval=DateInterval(MAY, JUNE), assumed=True)).endswith(
        "2026-06-30, assumed)"
    )


def test_an_open_horizon_says_why() -> None:
    horizon = Horizon(phrase="after the vote", span=AT, interval=DateInterval(None, None), open="hangs on an event: the vote")
    assert horizon_words(horizon) == "“after the vote” (hangs on an event: the vote)"


def test_a_claim_is_told_by_kind_certainty_condition_horizon_addressee_and_attitude() -> None:
    claim = Claim(
        id="0", span=spans(TEXT, "prices could double by June"), main=True, kind="prediction", confidence=0.9,
        certainty=Certainty(phrase="could", span=spans(TEXT, "could"), level="possible", low=0.25, high=0.5, scale="readers"),
        condition=spans(TEXT, "If the rains fail"),
        horizon=Horizon(phrase="by June", span=spans(TEXT, "by June"), interval=DateInterval(None, JUNE)),
        addressee=spans(TEXT, "Norland"), attitude=-1, target=spans(TEXT, "prices"),
    )  # fmt: skip
    assert claim_words(TEXT, claim) == (
        "prediction · “could” [25–50 %, readers] · condition: “If the rains fail” · when: “by June” (until 2026-06-30)"
        " · to act: Norland · against: prices"
    )


def test_words_stand_on_one_line_without_control_characters() -> None:
    assert plain("a\n\x1b[31m  b") == "a [31m b"
    assert joined("one two\nthree", (Span(0, 3), Span(8, 13))) == "one … three"
