"""``onrecord schema`` prints the JSON Schema of a record, with the contract's fields."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

from onrecord.exchange.record_json import json_text, record_as_dict, record_schema
from tests.program import onrecord
from tests.records_made import talks

ARTICLE = [
    "id",
    "text",
    "title",
    "outlet",
    "authors",
    "published",
    "language",
    "translation",
    "original_language",
    "url",
    "sha256",
    "origin",
]
STATEMENT = ["id", "source", "cue", "content", "form", "voice", "said", "occasion", "speaker", "reported_by", "confidence", "claims"]


def valid(record: dict[str, Any]) -> bool:
    return bool(jsonschema.Draft202012Validator(record_schema()).is_valid(record))


def test_the_command_prints_the_schema() -> None:
    done = onrecord("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == record_schema()


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(record_schema())


def test_it_takes_no_arguments() -> None:
    assert onrecord("schema", "extract").returncode == 2


def test_it_requires_the_contracts_fields() -> None:
    properties = record_schema()["properties"]
    assert record_schema()["required"] == ["schema", "model", "article", "statements"]
    assert properties["article"]["required"] == ARTICLE
    assert properties["statements"]["items"]["required"] == STATEMENT


def test_a_record_is_valid() -> None:
    assert valid(record_as_dict(talks()))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("statements", 0, "content"), []),
        (("statements", 0, "content"), [[3, 1.5]]),
        (("statements", 0, "content"), [[1, 2, 3]]),
        (("statements", 0, "source"), []),
        (("statements", 0, "form"), "verbatim"),
        (("statements", 0, "confidence"), 1.2),
        (("statements", 0, "speaker", "type"), "alien"),
        (("article", "published"), "10 February 2026"),
        (("article", "sha256"), "abc"),
        (("schema",), 2),
    ],
)
def test_what_breaks_the_contract_is_not(path: tuple[str | int, ...], value: object) -> None:
    record = copy.deepcopy(record_as_dict(talks()))
    part: Any = record
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not valid(record)


def test_fields_unknown_to_the_contract_are_refused() -> None:
    assert not valid({**record_as_dict(talks()), "more": 1})


def test_json_text_escapes_halves_of_surrogate_pairs_alone() -> None:
    assert json_text({"a": "“\ud83d😀”"}) == '{"a": "“\\ud83d😀”"}'
