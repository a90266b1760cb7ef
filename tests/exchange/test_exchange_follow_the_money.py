from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from onrecord.errors import ExchangeError
from onrecord.exchange import follow_the_money
from onrecord.exchange.contents import Actor, Contents
from onrecord.exchange.follow_the_money import read_follow_the_money, write_follow_the_money
from tests.exchange.contents_made import FERRY, contents


def entities(whole: Contents, path: Path) -> list[dict[str, Any]]:
    write_follow_the_money(whole, path)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@given(whole=contents())
@settings(max_examples=25, deadline=None)
def test_every_entity_is_one_of_its_schema(whole: Contents) -> None:
    model = pytest.importorskip("followthemoney", reason="pip install --group ftm").model
    with tempfile.TemporaryDirectory() as place:
        found = entities(whole, Path(place) / "x.ftm.json")
    ids = {one["id"]: one["schema"] for one in found}
    assert len(ids) == len(found)
    for one in found:
        schema = model.get(one["schema"])
        assert schema is not None
        assert not schema.abstract
        made = model.get_proxy(one, cleaned=False)
        for name, values in one["properties"].items():
            prop = schema.get(name)
            assert prop is not None, (one["schema"], name)
            assert len(made.get(name)) == len(set(values)), (name, values, made.get(name))
            if prop.type.name == "entity":
                assert all(model.get(ids[value]).is_a(prop.range) for value in values), (name, values)
        schema.validate(one)


@given(whole=contents())
@settings(max_examples=40, deadline=None)
def test_speakers_come_back(whole: Contents) -> None:
    named = tuple(actor for actor in whole.actors if actor.type not in {"unnamed", "document"})
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "x.ftm.json"
        entities(whole, path)
        assert read_follow_the_money(path)[0].actors == named


def test_speakers_come_back_with_what_is_known_of_them(tmp_path: Path) -> None:
    entities(FERRY, tmp_path / "x")
    back, manifest = read_follow_the_money(tmp_path / "x")
    assert back.actors == FERRY.actors
    assert {loss.what: loss.count for loss in manifest.losses} == {
        "entity of schema Note": 8, "entity of schema Article": 2, "entity of schema Documentation": 3, "entity of schema UnknownLink": 5,
    }  # fmt: skip


def test_a_stance_ties_a_speaker_to_an_issue_with_its_words(tmp_path: Path) -> None:
    found = {one["id"]: one for one in entities(FERRY, tmp_path / "x")}
    links = [one["properties"] for one in found.values() if one["schema"] == "UnknownLink"]
    told = {
        (found[one["subject"][0]]["properties"]["name"][0], one["role"][0], found[one["object"][0]]["properties"]["name"][0])
        for one in links
    }
    assert ("The Harbour Union", "against", "The ferry should cross at night.") in told
    assert ("Ana Ruiz", "for", "The ferry should cross at night.") in told
    ferry = next(one for one in links if "The ferry 🚢 must sail by spring." in one["description"])
    assert found[ferry["proof"][0]]["properties"]["title"] == ["The second ferry"]
    assert ferry["date"] == ["2026-02-10"]


def test_an_affiliation_is_a_membership(tmp_path: Path) -> None:
    found = {one["id"]: one for one in entities(FERRY, tmp_path / "x")}
    membership = next(one["properties"] for one in found.values() if one["schema"] == "Membership")
    assert found[membership["organization"][0]]["properties"]["name"] == ["Port Town"]
    assert found[membership["member"][0]]["properties"]["political"] == ["H & L"]


def test_what_there_is_no_word_for_is_counted(tmp_path: Path) -> None:
    unnamed = Actor(id="a-n", name="officials", type="unnamed")
    manifest = write_follow_the_money(replace(FERRY, actors=(*FERRY.actors, unnamed)), tmp_path / "x")
    assert {loss.what: loss.count for loss in manifest.losses} == {
        "speaker without a name": 1, "parent of an issue": 1, "place of a passage": 17, "form, voice and confidence of a statement": 6,
        "kind and certainty of a claim": 4, "coder of a stance": 3,
    }  # fmt: skip


def test_people_and_ties_from_elsewhere_are_read(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "x.json",
        {
            "id": "Q1",
            "schema": "Person",
            "properties": {"name": ["Ana Ruiz", "A. Ruiz"], "position": ["mayor", "chair"], "country": ["no"]},
        },
        {"id": "Q2", "schema": "Company", "properties": {"name": ["Port Ltd"], "notes": ["Founded: 1990"]}},
        {"id": "Q3", "schema": "Directorship", "properties": {"director": ["Q1"], "organization": ["Q2"]}},
        {"id": "Q4", "schema": "Membership", "properties": {"member": ["Q1"], "organization": ["Q9"]}},
        {"id": "Q5", "schema": "Vessel", "properties": {"name": ["Ferry"]}},
        {"id": "Q6", "schema": "Person", "properties": {}},
    )
    back, manifest = read_follow_the_money(path)
    assert back.actors == (
        Actor(id="Q1", name="Ana Ruiz", type="person", attributes={"role": "mayor; chair", "country": "no", "affiliation": "Port Ltd"}),
        Actor(id="Q2", name="Port Ltd", type="organization", attributes={"notes": "Founded: 1990"}),
    )
    assert Counter({loss.what: loss.count for loss in manifest.losses}) == {
        "speaker without a name": 1, "tie to somebody who is not in the file": 1, "entity of schema Vessel": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "line 2 is no JSON"),
        ("[" * 100_000, "line 2 is no JSON"),
        ("[]", ":2: it is no entity"),
        ('{"id": "a", "schema": 3}', ":2: it is no entity"),
        ('{"id": "a", "schema": "Person", "properties": {"name": "Ana"}}', "which are lists of texts"),
        (f'"{"a" * 1100}"', "line 2 is longer than 1,000 bytes"),
    ],
)
def test_a_line_that_is_no_entity_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, told: str) -> None:
    monkeypatch.setattr(follow_the_money, "_LONGEST_LINE", 1_000 if "longer" in told else 1_000_000)
    path = lines(tmp_path / "x.json", {"id": "Q1", "schema": "Person", "properties": {}})
    with path.open("a", encoding="utf-8") as file:
        file.write(row)
    with pytest.raises(ExchangeError, match=told):
        read_follow_the_money(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="cannot be read: No such file"):
        read_follow_the_money(tmp_path / "none")
