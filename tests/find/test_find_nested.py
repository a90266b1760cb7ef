"""Statements that a statement reports of others, from the second pass over its content."""

from onrecord.find.nested import with_nested
from onrecord.records import Attribution, Markings
from tests.judgements_made import JudgementMade


def nested_of(made: JudgementMade, *known: Attribution, form: str = "indirect") -> tuple[Attribution, ...]:
    outer = Attribution(content=made.content, source=made.source, cue=made.cue, form=form)  # type: ignore[arg-type]
    markings = Markings(attributions=(outer, *known))
    found = with_nested(made.text, markings, [made.made()] * len(markings.attributions))
    assert found.attributions[0] == outer
    return found.attributions[1:]


def words(made: JudgementMade, one: Attribution) -> tuple[str, str, str]:
    source, cue, content = (" ".join(made.text[s:e] for s, e in spans) for spans in (one.source, one.cue, one.content))
    return source, cue, content


def test_a_position_of_somebody_else_is_a_statement_of_its_own() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:that Norland would like the talks to go on and that she would wait].")
    made.tag("inner", "Norland", "source").tag("inner", "would like", "cue").tag("inner", "the talks to go on", "content")
    (one,) = nested_of(made)
    assert words(made, one) == ("Norland", "would like", "the talks to go on")
    assert one.within == 0


def test_two_positions_of_one_holder_share_the_source() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:that Norland wants the lake and opposes the new dam].")
    made.tag("inner", "Norland", "source").tag("inner", "wants", "cue").tag("inner", "the lake", "content")
    made.tag("inner", "opposes", "cue").tag("inner", "the new dam", "content")
    assert [words(made, one) for one in nested_of(made)] == [("Norland", "wants", "the lake"), ("Norland", "opposes", "the new dam")]


def test_a_content_without_a_cue_is_none() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:that Norland wants the lake].").tag("inner", "the lake", "content")
    assert nested_of(made) == ()


def test_it_is_direct_only_with_marks_of_its_own() -> None:
    made = JudgementMade("[c:“Norland told us ‘the lake is ours’ and left,”] [s:Ana Ruiz] [q:said].")
    made.tag("inner", "Norland", "source").tag("inner", "told us", "cue").tag("inner", "‘the lake is ours’", "content")
    assert [one.form for one in nested_of(made, form="direct")] == ["direct"]
    plain = JudgementMade("[c:“Norland wants the whole lake and left,”] [s:Ana Ruiz] [q:said].")
    plain.tag("inner", "Norland", "source").tag("inner", "wants", "cue").tag("inner", "the whole lake", "content")
    assert [one.form for one in nested_of(plain, form="direct")] == ["indirect"]


def test_the_whole_content_again_is_none() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:Norland wants the lake of her fathers].")
    made.tag("inner", "Norland wants the lake of her fathers", "content").tag("inner", "said", "cue")
    assert nested_of(made) == ()


def test_what_the_first_pass_found_is_not_found_again() -> None:
    made = JudgementMade("[s:Ana Ruiz] [q:said] [c:that Norland wants the lake].")
    made.tag("inner", "Norland", "source").tag("inner", "wants", "cue").tag("inner", "the lake", "content")
    (first,) = nested_of(made)
    assert nested_of(made, first) == (first,)
