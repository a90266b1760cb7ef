"""Causal and trend links inside one claim."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.judge.causal.links import links_in
from onrecord.lexicon import LinkVerb, direction_verbs, link_verbs, link_words
from onrecord.spans import Span

PIECES = st.sampled_from(
    [
        *("drought", "the drought", "a tax", "prices", "would", "could", "may", "is", "was", "not", "lead to", "cause", "fuels", "reduced"),
        *(
            "driven by",
            "because of",
            "thanks to",
            "the more",
            "the less",
            "the weaker",
            "as",
            "rise",
            "falls",
            "makes",
            "it",
            "harder",
            "to",
        ),
        *(
            "more likely",
            "the result of",
            "the risk of",
            "up",
            "down",
            "push",
            "stems from",
            "and",
            "that",
            "which",
            "they",
            "this year",
            "Kenya",
        ),
        *(",", ".", "?", "“", "”", "'", "’", "—", "\n", "\u2028", "é", "😀", "%", "$", "_", "\u0130"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map(" ".join), st.lists(PIECES, max_size=24).map("".join))


@st.composite
def texts_with_a_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, Span(start, end)


def links(claim: str, *, before: str = "", after: str = "") -> list[tuple[str, str, int]]:
    text = before + claim + after
    found = links_in(text, Span(len(before), len(before) + len(claim)))
    return [(" | ".join(text[s:e] for s, e in one.cause), " | ".join(text[s:e] for s, e in one.effect), one.sign) for one in found]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect"),
    [
        ("A weaker rupee would lead to higher fuel bills.", "A weaker rupee", "higher fuel bills"),
        ("Longer droughts will cause crop failures across the Sahel.", "Longer droughts", "crop failures across the Sahel"),
        ("The tariff could trigger a trade war with Brussels.", "The tariff", "a trade war with Brussels"),
        ("Cheap credit is fuelling a housing bubble.", "Cheap credit", "a housing bubble"),
        ("A blockade would drive smuggling.", "A blockade", "smuggling"),
        ("The eclipse of coal has raised unemployment in Silesia.", "The eclipse of coal", "unemployment in Silesia"),
        ("The ruling sparked protests in Lahore.", "The ruling", "protests in Lahore"),
        ("The merger may result in ticket shortages.", "The merger", "ticket shortages"),
        ("Better roads are likely to boost exports.", "Better roads", "exports"),
        ("The embargo threatens to deepen the famine.", "The embargo", "the famine"),
        ("The levy helped to raise school attendance.", "The levy", "school attendance"),
        ("The reform paves the way for a second chamber.", "The reform", "a second chamber"),
        ("Cutting the subsidy would provoke riots.", "Cutting the subsidy", "riots"),
        ("The decree would have encouraged logging.", "The decree", "logging"),
        ("The heat forces herders to sell cattle.", "The heat", "herders to sell cattle"),
        ("A ban on exports would mean lower prices at home.", "A ban on exports", "lower prices at home"),
        ("A stronger Kenya could fuel an arms race.", "A stronger Kenya", "an arms race"),
    ],
)
def test_more_of_a_cause_brings_more_of_its_effect(sentence: str, cause: str, effect: str) -> None:
    assert links(sentence) == [(cause, effect, 1)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect"),
    [
        ("A carbon tax would cut emissions.", "A carbon tax", "emissions"),
        ("The ceasefire reduced the flow of refugees.", "The ceasefire", "the flow of refugees"),
        ("The new fence will curb grazing.", "The new fence", "grazing"),
        ("Sanctions undermine confidence in the lira.", "Sanctions", "confidence in the lira"),
        ("The scandal has weakened the coalition in Lima.", "The scandal", "the coalition in Lima"),
        ("Red tape hinders trade along the Mekong.", "Red tape", "trade along the Mekong"),
        ("The pact prevents either side from rearming.", "The pact", "either side from rearming"),
        ("The strike may hurt small exporters.", "The strike", "small exporters"),
        ("The dam could put an end to the floods.", "The dam", "the floods"),
        ("A drought threatens the coffee harvest.", "A drought", "the coffee harvest"),
    ],
)
def test_more_of_a_cause_brings_less_of_its_effect(sentence: str, cause: str, effect: str) -> None:
    assert links(sentence) == [(cause, effect, -1)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect", "sign"),
    [
        ("Migration is driven by falling harvests.", "falling harvests", "Migration", 1),
        ("The unrest was largely caused by bread prices.", "bread prices", "The unrest", 1),
        ("Fishing could be hampered by the new cable.", "the new cable", "Fishing", -1),
        ("Farmers have been hurt by the closure of the canal.", "the closure of the canal", "Farmers", -1),
    ],
)
def test_a_passive_turns_cause_and_effect_round(sentence: str, cause: str, effect: str, sign: int) -> None:
    assert links(sentence) == [(cause, effect, sign)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect", "sign"),
    [
        ("The result of the merger would be fewer jobs.", "the merger", "fewer jobs", 1),
        ("The delay stems from a lack of ships.", "a lack of ships", "The delay", 1),
        ("The flood is a result of poor drainage.", "poor drainage", "The flood", 1),
        ("Poverty is the main driver of crime.", "Poverty", "crime", 1),
        ("The shortage was due to the strike.", "the strike", "The shortage", 1),
        ("Because of the drought, harvests will fall.", "the drought", "harvests", -1),
        ("Thanks to the subsidy, bus fares have stayed low.", "the subsidy", "bus fares have stayed low", 1),
        ("The ferry was cancelled because of the storm.", "the storm", "The ferry was cancelled", 1),
        ("Rents have risen as a result of the expo.", "the expo", "Rents", 1),
    ],
)
def test_nouns_and_prepositions_link_as_well(sentence: str, cause: str, effect: str, sign: int) -> None:
    assert links(sentence) == [(cause, effect, sign)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect", "sign"),
    [
        ("The more the army advances, the more civilians flee.", "the army advances", "civilians flee", 1),
        ("The more tourists come, the less water remains for farms.", "tourists come", "water remains for farms", -1),
        ("The less it rains, the less power the dams give.", "it rains", "power the dams give", 1),
        ("The longer the strike lasts, the weaker the currency gets.", "the strike lasts", "the currency", -1),
        ("The longer the siege lasts, the more likely a famine becomes.", "the siege lasts", "a famine", 1),
        ("The higher rents climb, the less likely it is that nurses stay.", "rents climb", "nurses stay", -1),
        ("The hotter the summer, the more ice cream is sold.", "hotter the summer", "ice cream is sold", 1),
    ],
)
def test_the_more_the_more_is_a_trend(sentence: str, cause: str, effect: str, sign: int) -> None:
    assert links(sentence) == [(cause, effect, sign)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect", "sign"),
    [
        ("As rates rise, lending falls.", "rates", "lending", -1),
        ("Lending falls as rates rise.", "rates", "Lending", -1),
        ("As exports grow, wages will rise.", "exports", "wages", 1),
        ("As herds shrink, milk output is likely to decline.", "herds", "milk output", 1),
        ("As the glacier shrank, the river slowed further.", "the glacier", "the river", 1),
    ],
)
def test_quantities_that_move_together_are_a_trend(sentence: str, cause: str, effect: str, sign: int) -> None:
    assert links(sentence) == [(cause, effect, sign)]


@pytest.mark.parametrize(
    ("sentence", "cause", "effect", "sign"),
    [
        ("The poll makes a snap election more likely.", "The poll", "a snap election", 1),
        ("The poll makes a snap election less likely.", "The poll", "a snap election", -1),
        ("The verdict makes a boycott inevitable.", "The verdict", "a boycott", 1),
        ("The verdict makes it harder to recruit nurses.", "The verdict", "recruit nurses", -1),
        ("The verdict makes it more likely that ports will close.", "The verdict", "ports will close", 1),
    ],
)
def test_what_makes_something_likely_is_linked_to_it(sentence: str, cause: str, effect: str, sign: int) -> None:
    assert links(sentence) == [(cause, effect, sign)]


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("A blockade would push oil prices up.", 1),
        ("A blockade would push up oil prices.", 1),
        ("A truce would drive oil prices down.", -1),
        ("A truce could bring down oil prices.", -1),
        ("A blockade would send oil prices higher.", 1),
    ],
)
def test_a_particle_tells_the_sign_and_is_no_part_of_the_effect(sentence: str, sign: int) -> None:
    assert [(effect, way) for _, effect, way in links(sentence)] == [("oil prices", sign)]


def test_a_push_towards_something_is_a_push() -> None:
    assert links("The treaty could push Accra toward a currency union.") == [("The treaty", "Accra toward a currency union", 1)]


def test_of_a_risk_the_risk_itself_is_the_effect() -> None:
    assert links("Higher wages would increase the risk of inflation.") == [("Higher wages", "inflation", 1)]


def test_verbs_that_and_joins_share_a_cause() -> None:
    sentence = "The new port will raise exports and lower shipping costs."
    assert links(sentence) == [("The new port", "exports", 1), ("The new port", "shipping costs", -1)]


def test_a_span_of_time_is_no_part_of_an_effect() -> None:
    assert links("The tunnel will reduce congestion in the coming years.") == [("The tunnel", "congestion", -1)]


def test_an_adverb_is_no_part_of_an_effect() -> None:
    assert links("The tunnel will reduce congestion considerably.") == [("The tunnel", "congestion", -1)]


def test_an_adverb_is_no_part_of_a_cause() -> None:
    assert links("The tunnel greatly reduced the noise.") == [("The tunnel", "the noise", -1)]


def test_quotation_marks_are_no_part_of_a_span() -> None:
    assert links("The treaty could fuel “an arms race”.") == [("The treaty", "an arms race", 1)]


def test_a_span_with_marks_inside_comes_in_pieces() -> None:
    assert links("The “night levy” would fuel anger.") == [("The | night levy", "anger", 1)]


def test_a_cause_begins_behind_what_says_it() -> None:
    assert links("Economists in Accra warn that a devaluation would trigger a run on banks.") == [("a devaluation", "a run on banks", 1)]


def test_a_clause_before_a_comma_is_no_part_of_a_cause() -> None:
    assert links("If the dam fails, flooding would destroy crops.") == [("flooding", "crops", -1)]


@pytest.mark.parametrize("insertion", ["which takes effect in May", "he said", "said the governor"])
def test_a_clause_between_commas_does_not_part_a_cause_from_its_verb(insertion: str) -> None:
    assert links(f"The tax cut, {insertion}, will increase the deficit.") == [("The tax cut", "the deficit", 1)]


def test_a_fear_holds_its_clause() -> None:
    assert links("The leak fuelled fears that the reactor was unsafe.") == [("The leak", "fears that the reactor was unsafe", 1)]


def test_links_stand_in_the_order_of_the_text() -> None:
    claim = "A drought would cut output. Lower output would raise prices."
    assert links(claim) == [("A drought", "output", -1), ("Lower output", "prices", 1)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tariffs would not lead to more jobs.",
        "The wall won't reduce smuggling.",
        "The pact has never prevented a raid.",
        "The rule is unlikely to curb speculation.",
        "No sanction would trigger a recession.",
        "Nothing would raise turnout.",
        "The levy would cause no harm.",
        "I doubt that tariffs would trigger a recession.",
        "It is not true that migrants' arrival lowers the wages.",
        "There is no evidence that the vaccine causes infertility.",
        "It was not because of the storm that the ferry sank.",
    ],
)
def test_what_is_denied_is_no_link(sentence: str) -> None:
    assert links(sentence) == []


def test_what_the_words_before_a_claim_deny_is_no_link() -> None:
    assert links("tariffs would trigger a recession", before="The minister denied that ", after=".") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Would tariffs trigger a recession?",
        "Nobody can say whether tariffs would trigger a recession.",
        "Studies ask how tariffs fuel the crisis.",
        "If tariffs cause the layoffs, voters will revolt.",
        "Unless the drought reduces the herds, prices will hold.",
    ],
)
def test_what_is_asked_or_only_supposed_is_no_link(sentence: str) -> None:
    assert links(sentence) == []


def test_a_question_mark_just_behind_a_claim_counts() -> None:
    assert links("Tariffs would trigger a recession", after="?") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The council should reduce fares.",
        "A new law must curb logging.",
        "The plan is meant to reduce traffic.",
        "The bill aims to curb logging.",
        "The goal of the scheme is raising wages.",
    ],
)
def test_a_duty_or_an_aim_is_no_link(sentence: str) -> None:
    assert links(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister will raise taxes.",
        "The central bank would cut rates.",
        "Nairobi will reduce tariffs.",
        "Anita Rao would undermine the court.",
        "They will raise the levy.",
        "Farmers reduced the acreage.",
        "Taxes will be raised by the government.",
    ],
)
def test_what_somebody_does_by_will_is_no_link(sentence: str) -> None:
    assert links(sentence) == []


@pytest.mark.parametrize(
    "sentence", ["This would trigger a recession.", "It will fuel anger.", "The tax would hurt them.", "That led to it."]
)
def test_a_bare_pronoun_is_neither_cause_nor_effect(sentence: str) -> None:
    assert links(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The root causes of the war remain.",
        "Price increases fuel anger.",
        "It brought increased trade.",
        "Special forces attempted a landing.",
        "The coach made it hard to imagine defeat.",
        "The road leads to the port.",
        "The appeal raised $2 million.",
        "The rain will stop falling.",
        "Prices were reduced by half.",
        "The sooner, the better.",
        "A judiciary that reflects the nation prevents the abuse.",
        "The spring festival was held as planned.",
        "Without a truce, the harvest would rot.",
        "The tax, he said, is fair.",
        "The canal, two locks and a lake, will deepen trade.",
    ],
)
def test_what_only_looks_like_a_link_is_left_alone(sentence: str) -> None:
    assert links(sentence) == []


def test_a_link_outside_the_claim_is_not_its_own() -> None:
    assert links("Lower output is feared.", before="A drought would cut output. ") == []


@pytest.mark.parametrize("entry", [*link_verbs(), *link_verbs("reverse")], ids=lambda e: " ".join((e.forms[0], *e.tail)))
def test_every_listed_verb_links(entry: LinkVerb) -> None:
    forms, tail = entry.forms, " ".join(entry.tail)
    found = links(f"The storm would {forms[0]} {tail}{' ' if tail else ''}the delay.")
    assert [{cause, effect} for cause, effect, _ in found] == [{"The storm", "the delay"}]


def test_no_verb_both_rises_and_falls() -> None:
    listed = [form for job in ("rising", "falling") for forms in link_words(job) for form in set(forms.split())]
    assert len(listed) == len(direction_verbs())


@given(texts_with_a_span())
@settings(deadline=None, max_examples=600)
def test_spans_stand_in_the_claim_and_hold_words(made: tuple[str, Span]) -> None:
    text, claim = made
    for link in links_in(text, claim):
        assert link.cause
        assert link.effect
        for span in (*link.cause, *link.effect):
            assert claim.holds(span)
            assert text[span.start : span.end].strip()
        assert not any(one.overlaps(other) for one in link.cause for other in link.effect)
