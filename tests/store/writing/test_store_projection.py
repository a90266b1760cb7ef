"""A statement with the rulings on it."""

from typing import Any

import pytest

from onrecord.store.writing.projection import Ruling, as_it_stands, doubt, main_claim, ruled

DATA: dict[str, Any] = {
    "id": "s",
    "content": [[0, 4]],
    "form": "direct",
    "confidence": 0.9,
    "speaker": {"id": "a", "name": "Ana Ruiz", "type": "person", "role": "mayor", "affiliation": None},
    "claims": [
        {"id": "1", "main": False, "kind": "assessment", "confidence": 0.6, "stances": []},
        {"id": "2", "main": True, "kind": "prediction", "confidence": 0.8, "stances": [], "condition": [[0, 1]], "condition_logic": {}},
    ],
}


def on(field: str, new: object, *, claim: int | None = None, number: int = 1, blind: bool = False) -> Ruling:
    return Ruling(number, claim, field, new, "Kim", blind)


def stands(*rulings: Ruling) -> dict[str, Any]:
    found = as_it_stands(DATA, rulings)
    assert found is not None
    return found


def test_without_rulings_it_is_what_the_machine_read() -> None:
    assert stands() == DATA | {"checked": False, "checked_fields": []}


def test_the_latest_ruling_counts() -> None:
    assert stands(on("form", "mixed", number=2), on("form", "indirect"))["form"] == "mixed"


def test_the_machines_reading_is_left_as_it_is() -> None:
    stands(on("kind", "commitment", claim=0), on("speaker", None))
    assert (DATA["claims"][0]["kind"], DATA["speaker"]["name"]) == ("assessment", "Ana Ruiz")


def test_blind_rulings_change_nothing() -> None:
    assert stands(on("form", "mixed", blind=True)) == stands()


def test_what_was_ruled_on_is_told() -> None:
    assert stands(on("form", "mixed"), on("kind", "commitment", claim=1))["checked_fields"] == ["1.kind", "form"]


@pytest.mark.parametrize(("values", "there"), [(["no"], False), (["no", "yes"], True), (["yes"], True)])
def test_a_statement_can_be_none(values: list[str], there: bool) -> None:  # noqa: FBT001 - a test's case
    rulings = [on("statement", value, number=at) for at, value in enumerate(values)]
    assert (as_it_stands(DATA, rulings) is not None) == there


def test_a_claim_that_is_none_goes_and_keeps_its_place_for_rulings() -> None:
    rulings = [on("kind", None, claim=0), on("kind", "commitment", claim=1, number=2)]
    assert [c["kind"] for c in stands(*rulings)["claims"]] == ["commitment"]
    assert [c["kind"] for c in ruled(DATA, rulings)[0]["claims"]] == [None, "commitment"]


def test_a_kind_adds_the_next_claim_and_nothing_else_does() -> None:
    assert [c["kind"] for c in stands(on("kind", "commitment", claim=2))["claims"]] == ["assessment", "prediction", "commitment"]
    assert len(stands(on("attitude", 1, claim=2), on("kind", "commitment", claim=3))["claims"]) == 2


def test_a_claim_without_its_condition_has_no_logic_of_it() -> None:
    assert stands(on("condition", None, claim=1))["claims"][1]["condition_logic"] is None


def test_another_speaker_has_no_role_of_the_first() -> None:
    assert stands(on("speaker", "Bo Lind"))["speaker"] == {
        "id": None,
        "name": "Bo Lind",
        "type": "person",
        "role": None,
        "affiliation": None,
    }


def test_a_role_is_ruled_on_apart() -> None:
    assert stands(on("role", "minister"))["speaker"] == DATA["speaker"] | {"role": "minister"}


def test_what_is_checked_is_not_in_doubt() -> None:
    assert (doubt(stands()), doubt(stands(on("form", "mixed")))) == (0.8, 0.0)


def test_the_main_claim_is_the_one_marked() -> None:
    found = main_claim(DATA)
    assert found is not None
    assert found["id"] == "2"


def placed(*spans: list[int]) -> dict[str, Any]:
    """The statement with claims that stand at these spans."""
    claims = [DATA["claims"][0] | {"id": str(n), "span": [span]} for n, span in enumerate(spans)]
    return DATA | {"claims": claims}


def kinds(data: dict[str, Any], *rulings: Ruling) -> list[str]:
    found = as_it_stands(data, rulings)
    assert found is not None
    return [c["kind"] for c in found["claims"]]


def test_a_ruling_follows_its_claim_to_another_place() -> None:
    ruling = Ruling(1, 0, "kind", "prediction", "Kim", blind=False, claim_span=[[20, 40]])
    assert kinds(placed([0, 15], [20, 38]), ruling) == ["assessment", "prediction"]


def test_a_ruling_whose_claim_is_gone_changes_no_other() -> None:
    ruling = Ruling(1, 0, "kind", "prediction", "Kim", blind=False, claim_span=[[20, 40]])
    assert kinds(placed([0, 15], [50, 90]), ruling) == ["assessment", "assessment"]


def test_a_ruling_finds_its_claim_where_fewer_are_left() -> None:
    ruling = Ruling(1, 3, "kind", "prediction", "Kim", blind=False, claim_span=[[20, 40]])
    assert kinds(placed([20, 40]), ruling) == ["prediction"]
