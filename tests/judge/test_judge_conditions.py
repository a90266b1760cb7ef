"""What a claim hangs on: connectives with their logic, and conditions found by rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.judge.conditions import condition_spans, logic_of
from onrecord.lexicon import Connective, condition_connectives
from onrecord.spans import Span

PIECES = st.sampled_from(
    [
        *(
            "if",
            "unless",
            "only if",
            "as long as",
            "once",
            "without",
            "should the",
            "were he to",
            "had she signed",
            "in that scenario",
            "as",
        ),
        *(
            "the more",
            "the less",
            "depending on",
            "even",
            "they",
            "will",
            "would",
            "the dam",
            "fails",
            "prices rise",
            "Ms. Rao",
            "U.S.",
            "2.5",
        ),
        *(",", ".", "?", "“", "”", "'", "’", "—", "(", "\n", "\u2028", "é", "😀", "%", "$", "[I]f", "_", "\u0130"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=24).map(" ".join), st.lists(PIECES, max_size=24).map("".join))


@st.composite
def texts_with_a_span(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text, Span(start, end)


def conditions(claim: str, *, before: str = "", after: str = "") -> list[str]:
    text = before + claim + after
    return [text[s:e] for s, e in condition_spans(text, Span(len(before), len(before) + len(claim)))]


def logic(sentence: str, condition: str) -> tuple[str, str] | None:
    at = sentence.index(condition)
    found = logic_of(sentence, [Span(at, at + len(condition))])
    return (found.connective, found.type) if found else None


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("The dam will overflow if the spring rains come early.", "if the spring rains come early"),
        ("If the peso slides again, bakers will raise prices.", "If the peso slides again"),
        ("Nairobi would lose its port traffic if the railway were sold.", "if the railway were sold"),
        ("The herders will move south unless wells are dug.", "unless wells are dug"),
        ("Unless the lake refills, fishing villages will empty.", "Unless the lake refills"),
        ("The fund will pay only if the audit is published.", "only if the audit is published"),
        ("The truce will hold as long as the crossing stays open.", "as long as the crossing stays open"),
        ("The miners would return, provided that wages are paid.", "provided that wages are paid"),
        ("Trains will run at night once the tunnel is finished.", "once the tunnel is finished"),
        ("Rents could fall next year, depending on how many flats are built.", "depending on how many flats are built"),
        ("In case of a strike, the ferries will carry mail only.", "In case of a strike"),
        ("In the event of a blackout, hospitals would last two days.", "In the event of a blackout"),
        ("Assuming the court agrees, the vote will be held in May.", "Assuming the court agrees"),
        ("In that scenario, Jakarta would import rice again.", "In that scenario"),
        ("Under those circumstances, the airline would close.", "Under those circumstances"),
        ("Without a new pipeline, Amman will run dry in summer.", "Without a new pipeline"),
        ("Absent a deal on fishing, the talks will collapse.", "Absent a deal on fishing"),
        ("Had the levee been built, the town would have stayed dry.", "Had the levee been built"),
        ("Should the vote fail, the cabinet will resign.", "Should the vote fail"),
        ("The bank would step in should the lira weaken further.", "should the lira weaken further"),
        ("Were the mine to close, half the valley would leave.", "Were the mine to close"),
        ("The more ships turn back, the higher freight costs will climb.", "The more ships turn back"),
        ("As Dhaka builds more ports, Colombo will lose trade.", "As Dhaka builds more ports"),
        ("As president, she would reopen the border.", "As president"),
        ("If so, the harvest will be late.", "If so"),
        ("[I]f it was left to the council, nothing would change.", "[I]f it was left to the council"),
    ],
)
def test_a_condition_runs_from_its_connective_to_the_end_of_its_clause(sentence: str, condition: str) -> None:
    assert conditions(sentence) == [condition]


@pytest.mark.parametrize(
    "sentence",
    [
        "Even if the rains come, the wells will stay empty.",
        "The village will be flooded even when the dam holds.",
        "He speaks as if the war were over.",
        "Officials asked if the bridge would reopen.",
        "The minister was asked on Friday if the bridge would reopen.",
        "It is unclear if the vaccine will arrive in Lima by June.",
        "We do not know if the reservoir will hold.",
        "Time will tell if the reform works.",
        "Voters will see if the promise is kept.",
        "Farmers wonder if it will rain.",
        "If anything, the ceasefire will make trade easier.",
        "If I may add a point, the harbour will silt up.",
        "If you look at the map, the two rivers will meet here.",
        "The port will close, if I am not mistaken.",
        "Thousands, if not millions, will lose their homes.",
        "The mayor will speak once a week.",
        "The bridge will open once again.",
        "The town was once rich and will be again.",
        "The strike will last for as long as three weeks.",
        "The troops left without a word.",
        "When the factory closed, families moved to Monterrey.",
        "A union spoke on condition of anonymity and will strike.",
        "What if the dam breaks?",
        "The agency provided food and will provide tents.",
        "The council should approve the plan.",
        "Her ministers had the budget rewritten.",
        "As mayors age, cities forget.",
        "Whether the road is built or not, trucks will come.",
        "It was surprising that he would not care if the mill closed.",
    ],
)
def test_what_only_looks_like_a_condition_is_left_alone(sentence: str) -> None:
    assert conditions(sentence) == []


def test_a_question_is_told_by_the_words_before_the_claim() -> None:
    assert conditions("if the mine would reopen", before="Reporters asked the governor ", after=".") == []


def test_a_claim_that_is_nothing_but_a_condition_has_none() -> None:
    assert conditions("if the mine reopens") == []


def test_a_condition_outside_the_claim_is_not_its_own() -> None:
    assert conditions("the mine will close", before="If copper falls, ") == []


def test_a_condition_before_its_main_clause_ends_without_a_comma_at_the_next_subject() -> None:
    assert conditions("If the levy passes we will leave the league.") == ["If the levy passes"]


def test_a_condition_joined_by_and_before_its_main_clause_is_one() -> None:
    sentence = "If the snow melts, and the gates stay shut, the plain will flood."
    assert conditions(sentence) == ["If the snow melts, and the gates stay shut"]


def test_a_relative_clause_within_a_condition_belongs_to_it() -> None:
    sentence = "If Ms. Rao, who leads the senate, resigns, the bill will die."
    assert conditions(sentence) == ["If Ms. Rao, who leads the senate, resigns"]


def test_names_in_a_row_stay_in_a_condition_at_the_end() -> None:
    sentence = "The coalition would win if it took Oaxaca, Puebla and Veracruz."
    assert conditions(sentence) == ["if it took Oaxaca, Puebla and Veracruz"]


def test_a_condition_ends_before_a_reason() -> None:
    assert conditions("Banks will fail if rates rise because deposits are thin.") == ["if rates rise"]


def test_a_condition_ends_at_a_dash() -> None:
    assert conditions("Banks will fail if rates rise — and they will.") == ["if rates rise"]


def test_two_conditions_of_a_claim_are_both_found() -> None:
    assert conditions("Unless it rains, crops will fail if pests return.") == ["Unless it rains", "if pests return"]


def test_quotation_marks_around_words_in_a_condition_stay_whole() -> None:
    assert conditions("They will strike if the “night levy” is kept.") == ["if the “night levy” is kept"]


def test_the_mark_that_closes_a_quotation_ends_a_condition() -> None:
    assert conditions("“We will strike if the levy is kept,” he said.") == ["if the levy is kept"]


def test_an_apostrophe_of_a_plural_ends_nothing() -> None:
    assert conditions("Classes will stop if the teachers’ pay is cut.") == ["if the teachers’ pay is cut"]


@pytest.mark.parametrize(
    ("sentence", "condition", "connective", "kind"),
    [
        ("Prices will fall if the harvest is good.", "if the harvest is good", "if", "sufficient"),
        ("If and when the road opens, trade will grow.", "If and when the road opens", "if and when", "sufficient"),
        ("The port would close in case of war.", "in case of war", "in case of", "sufficient"),
        ("Should the lira fall, rates will rise.", "Should the lira fall", "should", "sufficient"),
        ("Were he to win, taxes would rise.", "Were he to win", "were ... to", "sufficient"),
        ("Under a Wójcik presidency, courts would change.", "Under a Wójcik presidency", "under", "sufficient"),
        ("Given a ceasefire, aid would flow.", "Given a ceasefire", "given", "sufficient"),
        ("As president, she would veto it.", "As president", "as", "sufficient"),
        ("Unless it rains, wells will fail.", "Unless it rains", "unless", "unless"),
        ("Without rain, wells will fail.", "Without rain", "without", "unless"),
        ("Absent rain, wells will fail.", "Absent rain", "absent", "unless"),
        ("All ports will close except if the union agrees.", "except if the union agrees", "except if", "unless"),
        ("Only if it rains will wells fill.", "Only if it rains", "only if", "necessary"),
        ("Aid will come only when the road is safe.", "when the road is safe", "only when", "necessary"),
        ("The fund will only pay if books are opened.", "if books are opened", "if", "necessary"),
        ("Aid is subject to a vote.", "subject to a vote", "subject to", "necessary"),
        ("The levy will not end until the debt is paid.", "until the debt is paid", "until", "necessary"),
        ("The levy stays until the debt is paid.", "until the debt is paid", "until", "unless"),
        ("Peace lasts as long as pay lasts.", "as long as pay lasts", "as long as", "while"),
        ("They will sail provided that the sea is calm.", "provided that the sea is calm", "provided that", "while"),
        ("Once the tunnel opens, traffic will halve.", "Once the tunnel opens", "once", "milestone"),
        ("When the tunnel opens, traffic will halve.", "When the tunnel opens", "when", "milestone"),
        ("Rents vary depending on the season.", "depending on the season", "depending on", "depends"),
        ("It hinges on the vote.", "hinges on the vote", "hinges on", "depends"),
        ("In that scenario, rice would be imported.", "In that scenario", "in that scenario", "points_back"),
        ("Otherwise, rice will be imported.", "Otherwise", "otherwise", "points_back"),
        ("If so, rice will be imported.", "If so", "if so", "points_back"),
        ("Had the wall held, the town would have been spared.", "Had the wall held", "had", "counterfactual"),
        ("If the wall had held, the town would have been spared.", "If the wall had held", "if", "counterfactual"),
        ("Had it not been for the wall, the town would be gone.", "Had it not been for the wall", "had it not been for", "counterfactual"),
        ("As seas rise, atolls will empty.", "As seas rise", "as", "trend"),
        ("The faster seas rise, the sooner atolls empty.", "The faster seas rise", "the faster", "trend"),
    ],
)
def test_a_connective_tells_the_logic(sentence: str, condition: str, connective: str, kind: str) -> None:
    assert logic(sentence, condition) == (connective, kind)


def test_had_with_a_noun_is_no_counterfactual() -> None:
    assert logic("If the province had money, it would build schools.", "If the province had money") == ("if", "sufficient")


def test_only_worse_is_no_necessary_condition() -> None:
    assert logic("Floods will only get worse if forests go.", "if forests go") == ("if", "sufficient")


def test_words_before_the_connective_change_nothing() -> None:
    assert logic("Prices will fall, and especially if demand weakens.", "and especially if demand weakens") == ("if", "sufficient")


def test_a_connective_just_before_the_marked_words_counts() -> None:
    assert logic("Crops will fail unless pests die out.", "pests die out") == ("unless", "unless")


def test_a_connective_further_inside_the_marked_words_counts() -> None:
    assert logic("It will open, the mayor said, once pipes are laid.", "the mayor said, once pipes are laid") == ("once", "milestone")


@pytest.mark.parametrize("condition", ["even if it rains", "as if it rained", "although it rained"])
def test_a_concession_has_no_logic_of_a_condition(condition: str) -> None:
    assert logic(f"The wells will fail, {condition}.", condition) is None


def test_a_concession_is_told_by_the_word_before() -> None:
    assert logic("The wells will fail even if it rains.", "if it rains") is None


def test_words_without_a_connective_have_no_logic() -> None:
    assert logic("Close one door and the river finds another.", "Close one door") is None


def test_no_condition_has_no_logic() -> None:
    assert logic_of("The wells will fail.", []) is None


def test_the_first_piece_with_a_connective_decides() -> None:
    text = "They — unless paid — will stop if asked."
    assert logic_of(text, [Span(5, 5), Span(7, 18), Span(31, 39)]) == logic_of(text, [Span(7, 18)])


@pytest.mark.parametrize(
    "connective", [c for c in condition_connectives() if c.words not in ("as a", "until", "till")], ids=lambda c: c.words
)
def test_every_listed_connective_is_known_by_its_words(connective: Connective) -> None:
    words, kind = connective.words, connective.type
    sentence = f"It will go well {words}, the bridge."
    found = logic(sentence, words)
    assert found is not None
    if words != "as":
        assert found == (words, kind)


@given(texts_with_a_span())
@settings(deadline=None, max_examples=400)
def test_conditions_stand_in_the_claim_in_order_and_apart(made: tuple[str, Span]) -> None:
    text, claim = made
    at = claim.start
    for span in condition_spans(text, claim):
        assert at <= span.start < span.end <= claim.end
        assert text[span.start : span.end].strip()
        at = span.end


@given(texts_with_a_span())
@settings(deadline=None, max_examples=400)
def test_logic_is_told_of_any_text(made: tuple[str, Span]) -> None:
    text, span = made
    found = logic_of(text, [span])
    assert found is None or (found.connective == found.connective.lower() and found.connective)
