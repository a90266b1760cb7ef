"""Of texts that repeat each other every statement counts once; what a newer version has no more is withdrawn."""

from __future__ import annotations

from typing import Any

from onrecord.repeats.standing import COUNTED, Member, Standing, Told, standing

FERRY = (
    "“We cannot run an island on one engine,” Mayor Ruiz said. "
    "The boat will cost 14 million, she told the council. Critics called it absurd."
)


def told(text: str, id_: str, content: str, source: str = "", *, speaker: str | None = "ruiz", **more: Any) -> Told:
    """A statement of a text, its parts given by their words."""
    parts = tuple((text.index(w), text.index(w) + len(w)) for w in (source,) if w)
    at = text.index(content)
    return Told(id=id_, content=content, spans=((at, at + len(content)),), attribution=parts, speaker=speaker, **more)


def member(id_: str, text: str = FERRY, *, engine: str = "We cannot run an island on one engine", cost: str = "", **more: Any) -> Member:
    """A text with its statement on the engine, and where its words are given, the one on the cost."""
    found = [told(text, f"{id_}1", engine, "Mayor Ruiz said" if "Mayor Ruiz said" in text else "")] if engine else []
    if cost:
        found.append(told(text, f"{id_}2", cost, "she told the council"))
    return Member(id=id_, text=text, statements=tuple(found), **more)


def test_a_copy_repeats_the_statements_of_the_text_that_was_first() -> None:
    found = standing([member("a"), member("b"), member("c")])
    assert found == {"a1": COUNTED, "b1": Standing(repeat_of="a1"), "c1": Standing(repeat_of="a1")}


def test_what_a_copy_adds_counts() -> None:
    found = standing([member("a"), member("b", cost="will cost 14 million")])
    assert found["b2"] == COUNTED


def test_a_copy_of_a_copy_repeats_the_statement_that_was_first() -> None:
    found = standing([member("a"), member("b", cost="will cost 14 million"), member("c", cost="will cost 14 million", engine="")])
    assert found["c2"] == Standing(repeat_of="b2")


def test_a_statement_that_stands_twice_in_both_texts_counts_twice() -> None:
    twice = [Member(id=t, statements=(Told(id=f"{t}1", content="we stay here"), Told(id=f"{t}2", content="we stay here"))) for t in "ab"]
    found = standing(twice)
    assert [found[i].repeat_of for i in ("a1", "a2")] == [None, None]
    assert {found[i].repeat_of for i in ("b1", "b2")} == {"a1", "a2"}


def test_a_reported_statement_repeats_only_a_reported_one() -> None:
    one = Member(id="a", statements=(Told(id="a1", content="the lake is theirs", reported=True),))
    other = Member(id="b", statements=(Told(id="b1", content="the lake is theirs"),))
    assert standing([one, other])["b1"] == COUNTED


def test_a_statement_that_the_newer_version_keeps_counts_where_it_was_first() -> None:
    newer = member("b", "Updated. " + FERRY)
    found = standing([member("a", replaced_by="b", replaced_on="2026-02-12"), newer])
    assert found == {"a1": COUNTED, "b1": Standing(repeat_of="a1")}


def test_a_dropped_statement_is_withdrawn_on_the_day_of_the_newer_version() -> None:
    newer = member("b", FERRY.replace("The boat will cost 14 million, she told the council. ", ""))
    found = standing([member("a", cost="will cost 14 million", replaced_by="b", replaced_on="2026-02-12"), newer])
    assert found["a2"] == Standing(withdrawn="2026-02-12")
    assert found["a1"] == COUNTED


def test_a_corrected_statement_is_withdrawn_and_the_corrected_one_counts() -> None:
    newer = member("b", FERRY.replace("14", "41"), cost="will cost 41 million")
    found = standing([member("a", cost="will cost 14 million", replaced_by="b", replaced_on="2026-02-12"), newer])
    assert found["a2"] == Standing(withdrawn="2026-02-12", replaced_by="b2")
    assert found["b2"] == COUNTED


def test_a_quotation_given_to_somebody_else_is_withdrawn() -> None:
    text = FERRY.replace("Mayor Ruiz said", "the harbour master said")
    newer = Member(id="b", text=text, statements=(told(text, "b1", "We cannot run an island on one engine", speaker="master"),))
    found = standing([member("a", replaced_by="b", replaced_on="2026-02-12"), newer])
    assert found == {"a1": Standing(withdrawn="2026-02-12", replaced_by="b1"), "b1": COUNTED}


def test_a_statement_stands_where_nothing_changed_but_what_the_model_finds() -> None:
    newer = member("b", "Updated. " + FERRY, engine="")
    assert standing([member("a", replaced_by="b", replaced_on="2026-02-12"), newer]) == {"a1": COUNTED}


def test_a_third_version_is_compared_with_the_second() -> None:
    second = member("b", "Updated. " + FERRY, cost="will cost 14 million", replaced_by="c", replaced_on="2026-02-13")
    third = member("c", FERRY.replace("will cost 14", "may cost 15"), cost="may cost 15 million")
    found = standing([member("a", cost="will cost 14 million", replaced_by="b", replaced_on="2026-02-12"), second, third])
    assert found["a2"] == Standing(withdrawn="2026-02-13", replaced_by="c2")
    assert found["b2"] == Standing(repeat_of="a2", withdrawn="2026-02-13", replaced_by="c2")
    assert found["c1"] == Standing(repeat_of="a1")
    assert found["c2"] == COUNTED


def test_what_another_outlet_still_says_counts_there() -> None:
    newer = member("b", FERRY.replace("The boat will cost 14 million, she told the council. ", ""))
    found = standing(
        [
            member("a", cost="will cost 14 million", replaced_by="b", replaced_on="2026-02-12"),
            newer,
            member("c", cost="will cost 14 million"),
        ]
    )
    assert found["c2"] == COUNTED
    assert found["c1"] == Standing(repeat_of="a1")


def test_versions_that_replace_each_other_in_a_circle_end() -> None:
    one, other = member("a", replaced_by="b", replaced_on="2026-02-12"), member("b", replaced_by="a", replaced_on="2026-02-13")
    assert standing([one, other])["a1"] == COUNTED


def test_what_a_person_ruled_to_be_no_statement_does_not_count_in_a_copy() -> None:
    one = member("a")
    found = standing([Member(id="a", text=FERRY, ruled_out=one.statements), member("b")])
    assert found == {"b1": Standing(repeat_of="a1")}


def test_two_persons_never_make_one_statement() -> None:
    words = "we cannot run an island on one engine and will not try"
    one = Member(id="a", statements=(Told(id="a1", content=words, speaker="ruiz", person=True),))
    other = Member(id="b", statements=(Told(id="b1", content=words, speaker="brunn", person=True),))
    ministry = Member(id="c", statements=(Told(id="c1", content=words, speaker="ministry"),))
    assert standing([one, other, ministry]) == {"a1": COUNTED, "b1": COUNTED, "c1": Standing(repeat_of="b1")}


def test_a_statement_that_moved_up_stands() -> None:
    text = "The boat will cost 14 million, she told the council. " + FERRY.replace(
        " The boat will cost 14 million, she told the council.", ""
    )
    newer = member("b", text, cost="will cost 14 million")
    found = standing([member("a", cost="will cost 14 million", replaced_by="b", replaced_on="2026-02-12"), newer])
    assert (found["a2"], found["b2"]) == (COUNTED, Standing(repeat_of="a2"))
