"""Each attribution gets the one speaker that the article gives it; none where it gives none."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Attribution, Entity, Markings
from onrecord.resolve.speakers import resolve_speakers
from onrecord.spans import Span
from tests.markings_made import quoted, resolved, said, who

SAFE = "the bridge is safe"


def test_a_surname_is_the_full_name() -> None:
    text = "Ana Ruiz won the seat. Ruiz said the bridge is safe."
    assert who(text, said("Ruiz", "said", SAFE), person=["Ana Ruiz", "Ruiz"]) == ("person", "Ana Ruiz")


def test_a_surname_is_the_full_name_that_follows_later() -> None:
    text = "Ruiz said the bridge is safe.\n\nThe road of Ana Ruiz was long."
    assert who(text, said("Ruiz", "said", SAFE), person=["Ana Ruiz", "Ruiz"]) == ("person", "Ana Ruiz")


def test_all_names_of_a_person_are_one_speaker() -> None:
    text = "Ana Ruiz said the bridge is safe. Ruiz added that it is old. She smiled at the thought that it may fall."
    some = (said("Ana Ruiz", "said", SAFE), said("Ruiz", "added", "that it is old"), said("She", "smiled", "that it may fall"))
    assert len({s and s.id for s in resolved(text, *some, person=["Ana Ruiz", "Ruiz"])}) == 1


def test_of_two_persons_of_one_surname_the_one_who_spoke_last_is_meant() -> None:
    text = (
        "Lee Ki-tae, a scholar, praised the visit of President Lee Jae Myung.\n\n"
        "Lee Won-deog, another scholar, said the timing was poor. The visit was short.\n\n"
        "“It will take years,” Lee said."
    )
    persons = ["Lee Ki-tae", "Lee Jae Myung", "Lee Won-deog", "Lee"]
    some = (
        said("Lee Ki-tae, a scholar", "praised", "the visit of President Lee Jae Myung"),
        said("Lee Won-deog, another scholar", "said", "the timing was poor"),
        quoted("Lee", "said", "“It will take years,”"),
    )
    assert who(text, *some, person=persons) == ("person", "Lee Won-deog")


def test_an_administration_named_after_somebody_does_not_speak_for_a_namesake() -> None:
    text = (
        "Lee Ki-tae, a scholar, said the timing was poor.\n\n"
        "The Lee Jae Myung administration sees it otherwise.\n\n"
        "“It will take years,” Lee said."
    )
    some = (said("Lee Ki-tae, a scholar", "said", "the timing was poor"), quoted("Lee", "said", "“It will take years,”"))
    assert who(text, *some, person=["Lee Ki-tae", "Lee Jae Myung", "Lee"]) == ("person", "Lee Ki-tae")


def test_a_title_tells_two_persons_of_one_surname_apart() -> None:
    text = "Maria Johnson met Peter Johnson on the bridge.\n\nMs Johnson said the bridge is safe."
    assert who(text, said("Ms Johnson", "said", SAFE), person=["Maria Johnson", "Peter Johnson", "Johnson"]) == ("person", "Maria Johnson")


def test_an_office_tells_two_persons_of_one_surname_apart() -> None:
    text = "Governor Gary Johnson met Secretary Jeh Johnson on the bridge. Nobody fell.\n\nGovernor Johnson said the bridge is safe."
    assert who(text, said("Governor Johnson", "said", SAFE), person=["Gary Johnson", "Jeh Johnson", "Johnson"]) == (
        "person",
        "Gary Johnson",
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Mr Okafor", "Okafor"),
        ("Sen. Dale Whitcomb", "Dale Whitcomb"),
        ("Datuk Azlan Rahim", "Azlan Rahim"),
        ("MK Orit Levanon", "Orit Levanon"),
        ("Minister for Digital Development Cheryl Quek", "Cheryl Quek"),
        ("Foreign Minister Park Ji-hoon", "Park Ji-hoon"),
        ("White House spokesman Amir Haddad", "Amir Haddad"),
        ("former secretary of state Jane Roe", "Jane Roe"),
        ("Nguyen Thi Hoa", "Nguyen Thi Hoa"),
        ("Zhang Weimin", "Zhang Weimin"),
        ("Nasser al-Rumaihan", "Nasser al-Rumaihan"),
        ("Pieter van den Berg", "Pieter van den Berg"),
        ("Ana Ruiz Soto", "Ana Ruiz Soto"),
    ],
)
def test_a_name_is_given_without_title_and_role(source: str, name: str) -> None:
    assert who(f"On Monday, {source} said the bridge is safe.", said(source, "said", SAFE), person=[name]) == ("person", name)


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Nasser al-Rumaihan", "al-Rumaihan"),
        ("Pieter van den Berg", "Van den Berg"),
        ("Pieter van den Berg", "van den Berg"),
        ("Ana Ruiz Soto", "Ruiz"),
        ("Ana Ruiz Soto", "Ruiz Soto"),
        ("Nguyen Thi Hoa", "Hoa"),
        ("Zhang Weimin", "Zhang"),
        ("Park Ji-hoon", "Park"),
    ],
)
def test_short_forms_of_names_from_many_regions_are_the_full_name(full: str, short: str) -> None:
    text = f"It was {full} who built it, in the year of the flood. Last week {short} said the bridge is safe."
    assert who(text, said(short, "said", SAFE), person=[full, short]) == ("person", full)


@pytest.mark.parametrize(("pronoun", "name"), [("She", "Maria Soto"), ("He", "Peter Okafor")])
def test_a_pronoun_is_the_one_whom_it_fits(pronoun: str, name: str) -> None:
    text = f"Peter Okafor met Maria Soto. {pronoun} said the bridge is safe."
    assert who(text, said(pronoun, "said", SAFE), person=["Peter Okafor", "Maria Soto"]) == ("person", name)


def test_a_pronoun_is_rather_who_spoke_last() -> None:
    text = "Peter Okafor said rain was near. The rain came down on John Weber. He said the bridge is safe."
    some = (said("Peter Okafor", "said", "rain was near"), said("He", "said", SAFE))
    assert who(text, *some, person=["Peter Okafor"]) == ("person", "Peter Okafor")


def test_a_pronoun_is_whom_the_reader_is_sure_of() -> None:
    text = "Peter Okafor met John Weber. He said the bridge is safe."
    one = said("He", "said", SAFE, aliases=(("John Weber", 0.9), ("Peter Okafor", 0.2)))
    assert who(text, one, person=["Peter Okafor", "John Weber"]) == ("person", "John Weber")


def test_a_reader_who_contradicts_a_known_pronoun_is_not_followed() -> None:
    text = "Peter Okafor met Maria Soto. He said the bridge is safe."
    one = said("He", "said", SAFE, aliases=(("Maria Soto", 0.9),))
    assert who(text, one, person=["Peter Okafor", "Maria Soto"]) == ("person", "Peter Okafor")


def test_a_pronoun_that_fits_nobody_is_none() -> None:
    assert who("Maria Soto was there. He said the bridge is safe.", said("He", "said", SAFE), person=["Maria Soto"]) is None
    assert who("It rained. She said the bridge is safe.", said("She", "said", SAFE)) is None


def test_a_pronoun_may_be_an_unnamed_person_who_spoke_before() -> None:
    text = "A senior adviser said rain was near. He said the bridge is safe."
    some = (said("A senior adviser", "said", "rain was near"), said("He", "said", SAFE))
    assert who(text, *some) == ("unnamed", "senior adviser")


@pytest.mark.parametrize(
    ("introduced", "source"),
    [
        ("Senator Dale Whitcomb", "The senator"),
        ("Dale Whitcomb, professor of Japanese studies at Hanmaek University", "The professor"),
        ("Chief economist Dale Whitcomb", "The economist"),
    ],
)
def test_a_noun_for_a_role_is_whoever_has_it(introduced: str, source: str) -> None:
    text = f"{introduced}, met Maria Soto on Monday. {source} said the bridge is safe."
    assert who(text, said(source, "said", SAFE), person=["Dale Whitcomb", "Maria Soto"]) == ("person", "Dale Whitcomb")


def test_a_noun_for_a_role_may_be_named_later() -> None:
    text = "The supply minister said the bridge is safe.\n\nThe minister, Omar Sabry, had walked over it."
    assert who(text, said("The supply minister", "said", SAFE), person=["Omar Sabry"]) == ("person", "Omar Sabry")


def test_the_holder_of_another_office_is_not_meant() -> None:
    text = "Maria Soto, the finance minister, was there. It was late.\n\nAt last the prime minister said the bridge is safe."
    assert who(text, said("the prime minister", "said", SAFE), person=["Maria Soto"]) == ("unnamed", "prime minister")


def test_a_noun_for_a_role_that_nobody_has_is_unnamed() -> None:
    text = "Maria Soto, a judge, was there. It was late.\n\nAt last the fisherman said the bridge is safe."
    assert who(text, said("the fisherman", "said", SAFE), person=["Maria Soto"]) == ("unnamed", "fisherman")


def test_who_is_the_person_named_right_before() -> None:
    text = "It was up to Maria Soto, who said the bridge is safe."
    assert who(text, said("who", "said", SAFE), person=["Maria Soto"]) == ("person", "Maria Soto")


def test_who_is_the_person_named_before_an_insertion() -> None:
    text = "It was up to Maria Soto of the Harbour Union, who said the bridge is safe."
    assert who(text, said("who", "said", SAFE), person=["Maria Soto"], organization=["Harbour Union"]) == ("person", "Maria Soto")


def test_who_behind_a_plural_is_a_group() -> None:
    text = "Maria Soto met some local fishermen who said the bridge is safe."
    assert who(text, said("who", "said", SAFE), person=["Maria Soto"]) == ("group", "some local fishermen")


def test_who_behind_a_singular_is_an_unnamed_person() -> None:
    text = "Maria Soto met a student reporter who said the bridge is safe."
    assert who(text, said("who", "said", SAFE), person=["Maria Soto"]) == ("unnamed", "student reporter")


def test_who_keeps_the_place_of_a_group() -> None:
    text = "Maria Soto met people in the harbour who said the bridge is safe."
    (speaker,) = resolved(text, said("who", "said", SAFE), person=["Maria Soto"])
    assert speaker is not None
    assert speaker.type == "group"
    assert speaker.name.endswith("people in the harbour")


def test_who_keeps_the_owner_of_a_group() -> None:
    text = "It pleased Maria Soto’s supporters who said the bridge is safe."
    assert who(text, said("who", "said", SAFE), person=["Maria Soto"]) == ("group", "Maria Soto’s supporters")


def test_which_is_the_organisation_right_before() -> None:
    text = "The boats belong to the Harbour Union, which said the bridge is safe."
    assert who(text, said("which", "said", SAFE), organization=["Harbour Union"]) == ("organization", "Harbour Union")


def test_the_campaign_of_a_person_is_an_organisation() -> None:
    text = "A bus of the Ruiz campaign stood there. Ruiz’s campaign said the bridge is safe."
    assert who(text, said("Ruiz’s campaign", "said", SAFE), person=["Ruiz"]) == ("organization", "Ruiz campaign")


def test_an_acronym_is_the_organisation_spelt_out() -> None:
    text = "The European Central Bank (ECB) met. The ECB said the bridge is safe."
    assert who(text, said("The ECB", "said", SAFE), organization=["European Central Bank", "ECB"]) == (
        "organization",
        "European Central Bank",
    )


def test_it_is_the_organisation_that_spoke_before() -> None:
    text = "The Harbour Union said rain was near. It said the bridge is safe."
    some = (said("The Harbour Union", "said", "rain was near"), said("It", "said", SAFE))
    assert who(text, *some, organization=["Harbour Union"]) == ("organization", "Harbour Union")


def test_they_are_the_group_that_spoke_before() -> None:
    text = "Several officials said rain was near. They said the bridge is safe."
    some = (said("Several officials", "said", "rain was near"), said("They", "said", SAFE))
    assert who(text, *some) == ("group", "Several officials")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Council of State", "Council of State"),
        ("The Ministry of Human Resources and Social Development", "Ministry of Human Resources and Social Development"),
        ("The White House", "White House"),
    ],
)
def test_institutions_are_organisations(words: str, name: str) -> None:
    assert who(f"{words} said the bridge is safe.", said(words, "said", SAFE), organization=[name]) == ("organization", name)


def test_a_capital_speaks_for_its_country() -> None:
    text = "South Korea and Japan met. Seoul said the bridge is safe."
    assert who(text, said("Seoul", "said", SAFE), place=["South Korea", "Japan", "Seoul"]) == ("country", "South Korea")


def test_a_capital_within_a_group_does_not_make_it_a_country() -> None:
    text = "South Korea waits. Some observers in Seoul and Washington said the bridge is safe."
    one = said("Some observers in Seoul and Washington", "said", SAFE)
    assert who(text, one, place=["South Korea", "Seoul", "Washington"]) == ("group", "Some observers in Seoul and Washington")


def test_names_joined_by_and_are_a_group() -> None:
    text = "Maria Soto and Peter Okafor said the bridge is safe."
    one = said("Maria Soto and Peter Okafor", "said", SAFE)
    assert who(text, one, person=["Maria Soto", "Peter Okafor"]) == ("group", "Maria Soto and Peter Okafor")


def test_a_poll_is_its_makers() -> None:
    text = "A survey by the pollster Opinia in October said the bridge is safe."
    assert who(text, said("A survey by the pollster Opinia in October", "said", SAFE), organization=["Opinia"]) == (
        "organization",
        "Opinia",
    )


def test_a_document_keeps_its_words() -> None:
    assert who("An internal memo said the bridge is safe.", said("An internal memo", "said", SAFE)) == ("document", "internal memo")


def test_we_outside_quotation_marks_is_the_author() -> None:
    assert who("We believe the bridge is safe.", said("We", "believe", SAFE)) == ("author", "author")


def test_i_within_quotation_marks_is_who_is_quoted() -> None:
    text = "“It is late,” Maria Soto said. “But I think the bridge is safe.”"
    some = (quoted("Maria Soto", "said", "“It is late,”"), said("I", "think", SAFE))
    assert who(text, *some, person=["Maria Soto"]) == ("person", "Maria Soto")


def test_i_within_a_statement_is_its_speaker() -> None:
    text = "Maria Soto said: “I think the bridge is safe.”"
    some = (quoted("Maria Soto", "said", "“I think the bridge is safe.”"), said("I", "think", SAFE, within=0))
    assert who(text, *some, person=["Maria Soto"]) == ("person", "Maria Soto")


def test_a_passive_without_a_source_has_no_speaker() -> None:
    text = "Maria Soto said rain was near. It is expected that the bridge is safe."
    some = (said("Maria Soto", "said", "rain was near"), said("", "is expected", "that the bridge is safe"))
    assert who(text, *some, person=["Maria Soto"]) is None


def test_a_bare_quotation_runs_on_from_the_speaker_before() -> None:
    text = "“It is late,” Maria Soto said.\n\n“The bridge is safe.”"
    some = (quoted("Maria Soto", "said", "“It is late,”"), quoted("", "", "“The bridge is safe.”"))
    assert who(text, *some, person=["Maria Soto"]) == ("person", "Maria Soto")


def test_a_bare_quotation_far_from_any_speaker_has_none() -> None:
    text = "“It is late,” Maria Soto said.\n\nIt rained.\n\nIt snowed.\n\nIt froze.\n\nIt thawed.\n\n“The bridge is safe.”"
    some = (quoted("Maria Soto", "said", "“It is late,”"), quoted("", "", "“The bridge is safe.”"))
    assert who(text, *some, person=["Maria Soto"]) is None


def test_a_quotation_after_one_of_nobody_does_not_skip_back_over_it() -> None:
    text = "“The bridge is safe.” It rained."
    assert who(text, quoted("", "", "“The bridge is safe.”")) is None


def test_a_dateline_is_no_speaker() -> None:
    text = "CAIRO - Egypt waits. CAIRO - Maria Soto said the bridge is safe."
    assert who(text, said("CAIRO - Maria Soto", "said", SAFE), person=["Maria Soto"]) == ("person", "Maria Soto")


def test_the_capitals_of_a_headline_are_no_names() -> None:
    text = "Harbour Masters Shun Whitcomb Over Crane Rules\n\nDale Whitcomb lost a vote.\n\nWhitcomb said the bridge is safe."
    assert who(text, said("Whitcomb", "said", SAFE), person=["Shun Whitcomb", "Dale Whitcomb", "Whitcomb"]) == ("person", "Dale Whitcomb")


def test_a_role_and_an_affiliation_come_with_the_speaker() -> None:
    text = "Maria Soto, a research fellow at the Alder Institute, was there. She said the bridge is safe."
    (speaker,) = resolved(text, said("She", "said", SAFE), person=["Maria Soto"], organization=["Alder Institute"])
    assert speaker is not None
    assert (speaker.role, speaker.affiliation) == ("research fellow", "Alder Institute")


def test_a_marked_role_comes_with_the_speaker() -> None:
    text = "Maria Soto said the bridge is safe and the beekeeper smiled."
    (speaker,) = resolved(text, said("Maria Soto", "said", SAFE), roles=["beekeeper"], person=["Maria Soto"])
    assert speaker is not None
    assert speaker.role == "beekeeper"


def test_a_speaker_within_a_statement_does_not_become_the_one_who_spoke_last() -> None:
    text = "Maria Soto said that Ana Weber feared rain.\n\n“The bridge is safe.”"
    some = (
        said("Maria Soto", "said", "that Ana Weber feared rain"),
        said("Ana Weber", "feared", "rain", within=0),
        quoted("", "", "“The bridge is safe.”"),
    )
    assert who(text, *some, person=["Maria Soto", "Ana Weber"]) == ("person", "Maria Soto")


def test_the_same_name_has_the_same_id_in_every_article() -> None:
    one = resolved("Ana Ruiz said the bridge is safe.", said("Ana Ruiz", "said", SAFE), person=["Ana Ruiz"])[0]
    other = resolved("It rained. ANA RUIZ: the bridge is safe.", said("ANA RUIZ", "", SAFE), person=["ANA RUIZ"])[0]
    assert one is not None
    assert other is not None
    assert one.id == other.id


def test_names_of_different_types_have_different_ids() -> None:
    person = resolved("Harlan Weber said the bridge is safe.", said("Harlan Weber", "said", SAFE), person=["Harlan Weber"])[0]
    group = resolved("Critics said the bridge is safe.", said("Critics", "said", SAFE))[0]
    assert person is not None
    assert group is not None
    assert person.id != group.id


def test_without_attributions_there_are_no_speakers() -> None:
    assert resolved("It rained.") == []


LINE = (
    "Ana Ruiz Lee Ki-tae Seoul the The a who which He she they it we minister bank poll report officials of in and by YouGov "
    "Mr Dr van de al-Rumaihan Norway government ’s , . “ ” ( ) — \n II MP NATO (NATO) said campaign Ruiz’s 40 percent % former one some"
)
WORDS = LINE.split(" ")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Markings]:
    """A text of such words with names and attributions at any of their places."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    text = " ".join(words)
    ends = [0, *itertools.accumulate(len(w) + 1 for w in words)]

    def span() -> Span:
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, min(first + 5, len(words) - 1)))
        return Span(ends[first], ends[last] + len(words[last]))

    names = [Entity(span=span(), type=draw(st.sampled_from(("person", "organization", "place")))) for _ in range(draw(st.integers(0, 4)))]
    found = []
    for number in range(draw(st.integers(0, 5))):
        within = draw(st.none() | st.integers(0, number - 1)) if number else None
        pieces = [(span(),) if draw(st.booleans()) else () for _ in range(2)]
        aliases = ((span(), 0.9),) if draw(st.booleans()) else ()
        form = draw(st.sampled_from(("direct", "indirect", "mixed")))
        found.append(Attribution(content=(span(),), source=pieces[0], cue=pieces[1], form=form, within=within, aliases=aliases))
    return text, Markings(attributions=tuple(found), entities=tuple(names))


@given(marked())
def test_every_speaker_is_named_in_words_of_the_text(given_text: tuple[str, Markings]) -> None:
    text, markings = given_text
    speakers = resolve_speakers(text, markings)
    assert len(speakers) == len(markings.attributions)
    plain = " ".join(text.split())
    for speaker in speakers:
        if speaker is not None and speaker.type != "author":
            assert speaker.name.strip()
            assert " ".join(speaker.name.split()) in plain or speaker.name.endswith((" campaign", " government", " administration"))
