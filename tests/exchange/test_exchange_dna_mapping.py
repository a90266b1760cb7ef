"""A mapping file says what foreign statement types mean; what it cannot say is refused with the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.errors import ExchangeError
from onrecord.exchange.dna.mapping import STANDARD, FileType, SideRule, TypeRule, check_mapping, load_mapping, parse_mapping, told

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
types:
  DNA Statement:
    person: person
    organization: organization
    issue: concept
    side: agreement
  Position:
    organization: actor
    issue: policy
    side: {variable: score, for: [1, 2], against: [-2, -1], neither: [0]}
  Call:
    person: who
    issue: what
    side: {always: for}
  Tone:
    person: who
    issue: what
    side: {variable: tone, for: [warm, "yes"], against: [sour]}
  Annotation: skip
"""
STATEMENT = FileType(
    name="DNA Statement",
    variables={"person": "short text", "organization": "short text", "concept": "short text", "agreement": "boolean"},
    count=3,
)
POSITION = FileType(
    name="Position", variables={"actor": "short text", "policy": "short text", "score": "integer", "why": "long text"}, count=2
)


def rule(side: str = "agreement", name: str = "DNA Statement", issue: str = "concept") -> str:
    return f"types:\n  {name}:\n    person: person\n    issue: {issue}\n    side: {side}\n"


def test_a_file_says_what_variables_are_and_which_values_take_which_side(tmp_path: Path) -> None:
    path = tmp_path / "map.yml"
    path.write_text(WHOLE)
    mapping = load_mapping(path)
    assert mapping["DNA Statement"] == STANDARD["DNA Statement"]
    assert mapping["Position"] == TypeRule(
        organization="actor",
        issue="policy",
        side=SideRule(variable="score", values={1: "for", 2: "for", -2: "against", -1: "against", 0: "neither"}),
    )
    assert mapping["Call"].side == SideRule(always="for")
    assert mapping["Tone"].side.values == {"warm": "for", "yes": "for", "sour": "against"}
    assert mapping["Annotation"].skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "map.yml: is empty; a mapping begins with types:"),
        ("- a", "map.yml:1: a mapping must have fields"),
        ("tipes: {}", "map.yml:1: a mapping has an unknown field 'tipes'; choose one of types"),
        ("types:\n  A: 1\n", "map.yml:2: the type 'A' must have fields .* or be skip"),
        ("types:\n  A: skip\n  A: skip\n", "map.yml:3: types has 'A' twice"),
        ("types:\n  A: {person: a, concept: b}\n", "map.yml:2: the type 'A' has an unknown field 'concept'"),
        ("types:\n  A: {person: a, issue: b}\n", "map.yml:2: the type 'A' needs an issue, a side, and a person or an organization"),
        ("types:\n  A: {issue: b, side: c}\n", "needs an issue, a side, and a person or an organization"),
        ("types:\n  A: {person: [a], issue: b, side: c}\n", "person of the type 'A' must be the name of a variable"),
        (rule("{for: [1]}"), "map.yml:5: side of the type 'DNA Statement' needs a variable, or always"),
        (rule("{variable: a, for: 1}"), "map.yml:5: for in side .* must be a list of values"),
        (rule("{variable: a, for: [yes]}"), "map.yml:5: .* has 'yes', which YAML takes for no word"),
        (rule("{variable: a, for: [1.5]}"), "has '1.5', which YAML takes for no word"),
        (rule("{variable: a, for: [1], against: [1]}"), "map.yml:5: .* '1' cannot be both for and against"),
        (rule("{always: maybe}"), "always stands alone and is one of for, against, neither"),
        (rule("{always: for, variable: a}"), "always stands alone"),
        ("types: &a {}\n", "map.yml:1: anchors, aliases and tags are not taken"),
        ("types: !!python/object:os.system {}\n", "anchors, aliases and tags are not taken"),
        ("types: [[[[[[[]]]]]]]\n", "a mapping is not nested so deep"),
        ("types: {\n", "map.yml:2: is no YAML"),
    ],
)
def test_what_is_wrong_is_said_with_the_line(text: str, problem: str) -> None:
    with pytest.raises(ExchangeError, match=problem):
        parse_mapping(text, "map.yml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="cannot be read: No such file"):
        load_mapping(tmp_path / "none.yml")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_bytes("types: {Größe: skip}".encode("latin-1"))
    with pytest.raises(ExchangeError, match="is not in UTF-8"):
        load_mapping(tmp_path / "map.yml")


def test_a_file_that_is_too_large_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(ExchangeError, match="too large for a mapping"):
        load_mapping(tmp_path / "map.yml")


def test_without_a_mapping_the_standard_type_is_read() -> None:
    assert check_mapping(None, [STATEMENT], "f.dna") == STANDARD


def test_types_without_statements_need_no_rule() -> None:
    unused = FileType(name="NPF Story Element", variables={"hero": "short text"}, count=0)
    assert check_mapping(None, [STATEMENT, unused], "f.dna") == STANDARD


def test_without_a_mapping_other_types_are_listed_with_their_variables() -> None:
    with pytest.raises(ExchangeError) as caught:
        check_mapping(None, [STATEMENT, POSITION], "f.dna")
    assert "statements are of the type 'Position', which is not mapped" in str(caught.value)
    assert "'Position' (2 statements, actor: short text, policy: short text, score: integer, why: long text)" in str(caught.value)


def test_a_standard_type_that_lost_a_variable_is_named() -> None:
    lost = FileType(name="DNA Statement", variables={"person": "short text", "concept": "short text", "agreement": "boolean"}, count=1)
    with pytest.raises(ExchangeError, match="organization is 'organization', which is no variable of short text there"):
        check_mapping(None, [lost], "f.dna")


@pytest.mark.parametrize(
    ("side", "problem"),
    [
        ("why", "side is 'why', which is no variable of yes or no, whole numbers or short text there"),
        ("score", "'score' is of integer: list the values for and against"),
        ("{variable: score, for: [high]}", "'score' is of integer, and cannot be 'high'"),
        ("{variable: policy, for: [1]}", "'policy' is of short text, and cannot be 1"),
        ("nothing", "side is 'nothing'"),
    ],
)
def test_a_side_that_the_type_does_not_have_is_refused(side: str, problem: str) -> None:
    mapping = parse_mapping(f"types:\n  Position:\n    organization: actor\n    issue: policy\n    side: {side}\n", "map.yml")
    with pytest.raises(ExchangeError, match=problem):
        check_mapping(mapping, [POSITION], "f.dna")


def test_a_type_that_the_file_does_not_have_is_refused() -> None:
    with pytest.raises(ExchangeError, match=r"names the type 'Postion', which is not there; the file has 'Position'"):
        check_mapping(parse_mapping("types: {Postion: skip}", "map.yml"), [POSITION], "f.dna")


def test_the_types_of_a_file_are_told_in_words() -> None:
    assert told([FileType(name="A", variables={"x": "integer"}, count=1)]) == "'A' (1 statement, x: integer)"
