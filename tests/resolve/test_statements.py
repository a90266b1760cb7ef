"""Statements: ids that the same text always gives, confidence, times carried over within a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Markings, Statement
from onrecord.resolve.statements import confidence, fingerprints, make_statements
from tests.markings_made import attribution, entities, said
from tests.records_made import article

if TYPE_CHECKING:
    from tests.markings_made import Said

CURVE = ((0.2, 0.1), (0.5, 0.6), (0.9, 0.95))
shares = st.floats(0, 1)


def made(text: str, *some: Said, published: str | None = "2026-02-13") -> tuple[Statement, ...]:
    markings = Markings(attributions=tuple(attribution(text, one) for one in some), entities=entities(text, person=["Ana Ruiz"]))
    return make_statements(article(text, published=published), markings, CURVE)


BRIDGE = "Ana Ruiz said the bridge is safe. Ana Ruiz added that it is old."
SAFE, OLD = said("Ana Ruiz", "said", "the bridge is safe"), said("Ana Ruiz", "added", "that it is old")


def test_the_same_text_gives_the_same_ids() -> None:
    assert [s.id for s in made(BRIDGE, SAFE, OLD)] == [s.id for s in made(BRIDGE, SAFE, OLD)]


def test_an_id_does_not_depend_on_what_else_was_found() -> None:
    assert made(BRIDGE, SAFE, OLD)[1].id == made(BRIDGE, OLD)[0].id


def test_another_text_gives_other_ids() -> None:
    assert made(BRIDGE, SAFE)[0].id != made(BRIDGE + " So it goes.", SAFE)[0].id


def test_a_repeated_content_has_an_id_of_its_own() -> None:
    text = "“Never.” “Never.”"
    one = said("", "", "“Never.”")
    first, second = fingerprints(text, [attribution(text, one)] * 2)
    assert first != second


def test_a_nested_statement_has_another_id_than_one_that_stands_alone() -> None:
    alone = attribution(BRIDGE, SAFE)
    nested = attribution(BRIDGE, said("Ana Ruiz", "said", "the bridge is safe", within=0))
    assert fingerprints(BRIDGE, [alone]) != fingerprints(BRIDGE, [nested])


def test_an_id_has_sixteen_hexadecimal_digits() -> None:
    (identity,) = (s.id for s in made(BRIDGE, SAFE))
    assert len(identity) == 16
    assert int(identity, 16) >= 0


def test_a_lone_surrogate_in_the_text_does_no_harm() -> None:
    text = "Ana Ruiz said \ud800 is safe."
    assert len(made(text, said("Ana Ruiz", "said", "\ud800 is safe"))) == 1


def test_a_nested_statement_names_the_one_it_stands_in() -> None:
    text = "Ana Ruiz said that Norland wants the lake."
    outer, inner = made(text, said("Ana Ruiz", "said", "that Norland wants the lake"), said("Norland", "wants", "the lake", within=0))
    assert inner.reported_by == outer.id
    assert outer.reported_by is None


def test_time_and_occasion_are_carried_over_within_a_sentence() -> None:
    text = "Ana Ruiz said the bridge is safe on Monday at a press conference, calling for more steel."
    first, second = made(text, said("Ana Ruiz", "said", "the bridge is safe"), said("Ana Ruiz", "calling for", "more steel"))
    assert first.said is not None
    assert second.said == first.said
    assert second.occasion == first.occasion != ()


def test_time_is_not_carried_over_to_the_next_sentence() -> None:
    text = "Ana Ruiz said on Monday the bridge is safe. Ana Ruiz added that it is old."
    first, second = made(text, SAFE, OLD)
    assert first.said is not None
    assert second.said is None


def test_a_text_without_attributions_has_no_statements() -> None:
    assert made("It rained.") == ()


@given(st.lists(st.tuples(shares, shares), max_size=6), shares, shares)
def test_confidence_rises_with_the_score(points: list[tuple[float, float]], one: float, other: float) -> None:
    curve = list(zip(sorted(x for x, _ in points), sorted(y for _, y in points), strict=True))
    low, high = sorted((one, other))
    assert 0 <= confidence(low, curve) <= confidence(high, curve) <= 1


def test_confidence_goes_through_the_points_of_the_curve() -> None:
    assert [confidence(x, CURVE) for x, _ in CURVE] == [y for _, y in CURVE]


def test_confidence_stays_at_the_ends_of_the_curve() -> None:
    assert (confidence(0.0, CURVE), confidence(1.0, CURVE)) == (0.1, 0.95)


def test_without_a_curve_the_score_is_the_confidence() -> None:
    assert confidence(0.4, ()) == 0.4
