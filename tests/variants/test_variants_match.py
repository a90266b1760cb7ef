"""Names of two articles that are one speaker's, and names that are not."""

from typing import Any

import pytest

from onrecord.variants.match import LEAST, Variant, keys_of, same_speaker


def person(name: str, **more: Any) -> Variant:
    return Variant(name, "person", **more)


def organisation(name: str, kind: str = "organization") -> Variant:
    return Variant(name, kind)


def found(one: Variant, other: Variant) -> bool:
    """Whether the two are looked for under one key and are one."""
    keys, others = keys_of(one), keys_of(other)
    assert keys is not None
    assert others is not None
    assert same_speaker(one, other).score == same_speaker(other, one).score
    return same_speaker(one, other).score >= LEAST and others.own in keys.near and keys.own in others.near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bernie Sanders", "Bernard Sanders"),
        ("Chuck Grassley", "Charles Grassley"),
        ("Ted Kennedy", "Edward M. Kennedy"),
        ("Hillary Clinton", "Hillary Rodham Clinton"),
        ("Sen. Lindsey Graham", "Lindsey O. Graham"),
        ("Felipe Calderón", "Felipe Calderon"),
        ("Martin O’Malley", "Martin O'Malley"),
        ("Lee Jae-myung", "Lee Jae Myung"),
        ("Lee Jae-myung", "I Jae-myeong"),
        ("Lee Jae-myung", "Jae-myung Lee"),
        ("Lee Jae-myung", "Jaemyung Lee"),
        ("Yoon Suk Yeol", "Yoon Seok-youl"),
        ("Park Geun-hye", "Pak Kun Hye"),
        ("Xi Jinping", "Hsi Chin-p'ing"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodymyr Zelenskiy", "Volodymyr Zelenskyy"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Ursula von der Leyen", "Ursula Von Der Leyen"),
        ("Ludwig van Beethoven", "Ludwig Beethoven"),
        ("Khalid bin Salman", "Khalid ibn Salman"),
        ("Mohammed Khatami", "Mohammad Khatami"),
        ("Bashar al-Assad", "Bashar Assad"),
        ("Rick Hasen", "Richard Hasen"),
    ],
)
def test_forms_of_one_name_are_one_speaker(one: str, other: str) -> None:
    assert found(person(one), person(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("Donald Trump", "Donald Trump Jr."),
        ("George W. Bush", "George H. W. Bush"),
        ("John A. Smith", "John B. Smith"),
        ("Lee Jae-myung", "Lee Jae-yong"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Maria Cantwell", "Maria Bartiromo"),
        ("J. Smith", "John Smith"),
        ("Clinton", "Hillary Clinton"),
        ("Dan Smith", "Dana Smith"),
        ("Ursula van der Leyen", "Ursula von der Leyen"),
        ("van der Leyen", "von der Leyen"),
        ("Volodymyr Zelensky", "Vladimir Zelensky"),
    ],
)
def test_names_of_two_people_are_two_speakers(one: str, other: str) -> None:
    assert same_speaker(person(one), person(other)).score < LEAST


def test_a_name_and_its_initial_with_an_office_in_common_are_one() -> None:
    assert found(person("J. Smith", role="mayor"), person("John Smith", role="Mayor"))


def test_a_suffix_that_is_missing_does_not_matter_where_the_office_is_the_same() -> None:
    assert found(person("Joe Biden", role="Vice President"), person("Joseph R. Biden Jr.", role="vice president"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"role": "Sen.", "affiliation": "R-Iowa"}, {"role": "plumber", "affiliation": None}),
        ({"role": "foreign minister"}, {"role": "football coach"}),
        ({"role": "minister"}, {"role": "football coach"}),
        ({"role": "Mayor", "affiliation": "Dover"}, {"role": "mayor", "affiliation": "Salem"}),
        ({"date": "1921-05-01"}, {"date": "2020-05-01"}),
    ],
)
def test_namesakes_do_not_merge(one: dict[str, Any], other: dict[str, Any]) -> None:
    match = same_speaker(person("John Smith", **one), person("John Smith", **other))
    assert match.score < LEAST
    assert "against" in match.evidence


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"role": "Sen.", "affiliation": "R-Tex."}, {"role": "Senator", "affiliation": "Texas"}),
        ({"role": "Cleveland minister"}, {"role": "pastor"}),
        ({"role": "Sen.", "affiliation": "D-N.Y."}, {"role": "Secretary of State", "affiliation": None}),
        ({"role": "Rep.", "affiliation": "D-S.C."}, {"role": "congressman", "affiliation": "South Carolina"}),
        (
            {"role": "governor", "affiliation": "Vermont", "date": "1999-01-01"},
            {"role": "governor", "affiliation": "Ohio", "date": "2019-01-01"},
        ),
    ],
)
def test_offices_over_time_and_their_short_forms_do_not_speak_against_one_person(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert found(person("Ana Ruiz", **one), person("Ana Ruiz", **other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FBI", "Federal Bureau of Investigation"),
        ("the F.B.I.", "FBI"),
        ("AHT", "Alder Harbour Trust"),
        ("The Guardian", "Guardian"),
        ("Alder Mills Inc.", "Alder Mills"),
        ("Department of State", "U.S. State Department"),
        ("Clinton campaign", "Mrs. Clinton's campaign"),
        ("Real Clear Politics", "RealClearPolitics"),
    ],
)
def test_forms_of_an_organisation_are_one_speaker(one: str, other: str) -> None:
    assert found(organisation(one), organisation(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("New York Times", "New York Times/CBS News"),
        ("Democratic Party", "Ohio Democratic Party"),
        ("Washington Post", "Washington Post editorial board"),
        ("Turkish Ministry of Justice", "French Ministry of Justice"),
        ("Clinton campaign", "Clinton Foundation"),
    ],
)
def test_an_organisation_is_never_its_part(one: str, other: str) -> None:
    assert same_speaker(organisation(one), organisation(other)).score < LEAST


@pytest.mark.parametrize("name", ["his campaign", "group", "the party", "Times", "PAC", "The"])
def test_a_noun_that_only_its_article_makes_clear_has_no_key(name: str) -> None:
    assert keys_of(organisation(name)) is None


@pytest.mark.parametrize("other", ["German government", "Federal Republic of Germany"])
def test_a_country_is_its_government(other: str) -> None:
    assert found(organisation("Germany", "country"), organisation(other, "country"))


def test_two_countries_are_two() -> None:
    assert same_speaker(organisation("Germany", "country"), organisation("France", "country")).score == 0


@pytest.mark.parametrize("kind", ["group", "unnamed", "document", "author"])
def test_what_has_no_name_of_its_own_never_merges(kind: str) -> None:
    one = Variant("Senate aides", kind)
    assert same_speaker(one, one).score == 0
    assert keys_of(one) is None


@pytest.mark.parametrize("kind", ["group", "unnamed", "document", "author"])
def test_a_person_never_merges_with_what_is_none(kind: str) -> None:
    assert same_speaker(person("Ana Ruiz"), Variant("Ana Ruiz", kind)).score == 0


def test_a_person_never_merges_with_a_country() -> None:
    assert same_speaker(person("Washington"), organisation("Washington", "country")).score == 0


@pytest.mark.parametrize(
    ("several", "role", "one"),
    [
        ("Smith and Jones", None, "Jones"),
        ("Smith and Jones", None, "Smith and Jones"),
        ("Bill and Hillary Clinton", None, "Hillary Clinton"),
        ("John Smith & Ana Jones", None, "Ana Jones"),
        ("Smith/Jones", None, "Smith"),
        ("Johnny Isakson", "Sens.", "Johnny Isakson"),
        ("Ana Jones", "Foreign Ministers", "Ana Jones"),
        ("Ana Jones", "Congresswomen", "Ana Jones"),
    ],
)
def test_a_name_of_several_people_never_merges(several: str, role: str | None, one: str) -> None:
    assert same_speaker(person(several, role=role), person(one, role=role)).score == 0
    assert keys_of(person(several, role=role)) is None


@pytest.mark.parametrize(
    ("name", "role"),
    [("Brandy Anders", "boss"), ("Ana Ruiz", "Mrs."), ("José Ortega y Gasset", None), ("Land Orr", "Sen."), ("Bo Lee", "prosecutors")],
)
def test_a_name_of_one_person_is_none_of_several(name: str, role: str | None) -> None:
    assert found(person(name, role=role), person(name, role=role))


def test_one_name_that_was_taken_for_two_types_is_one() -> None:
    assert found(person("Judicial Watch"), organisation("Judicial Watch"))


@pytest.mark.parametrize("name", ["", " ", "…", "’s", "Jr.", "von", "the", "李在明", "Ø"])
def test_odd_names_are_compared_without_an_error(name: str) -> None:
    for kind in ("person", "organization", "country"):
        keys_of(Variant(name, kind))
        assert same_speaker(Variant(name, kind), person("Ana Ruiz")).score < 0.5
