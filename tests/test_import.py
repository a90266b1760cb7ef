"""Importing the package, and asking the program for help, loads nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import onrecord
from tests.program import environment

HEAVY = "onnxruntime tokenizers torch trafilatura lxml py3langid rich jinja2 numpy yaml"


def loaded(code: str) -> set[str]:
    """Which of the heavy modules a new interpreter has loaded after some code."""
    last = f"import sys; print(*(name for name in {HEAVY.split()} if name in sys.modules), file=sys.stderr)"
    command = [sys.executable, "-c", f"{code}\n{last}"]
    done = subprocess.run(command, env=environment(), capture_output=True, check=True, encoding="utf-8")
    return set(done.stderr.split())


def test_the_import_alone_loads_nothing_heavy() -> None:
    assert loaded("import onrecord") == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["extract", "--help"], ["briefing", "--help"], ["schema"]])
def test_help_version_and_schema_load_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
from onrecord.cli.main import main
sys.argv = ["onrecord", *{arguments!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
    assert loaded(code) == set()


def test_the_error_types_and_records_load_nothing_heavy() -> None:
    assert loaded("from onrecord import Article, InputError, Record, Span, Speaker, Statement") == set()


def test_every_public_name_resolves() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name).__name__ == name


def test_public_names_are_sorted_and_each_stands_once() -> None:
    assert onrecord.__all__ == sorted(set(onrecord.__all__))


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        onrecord.no_such_name  # noqa: B018 - the access is the test


def test_dir_shows_the_public_names() -> None:
    assert set(onrecord.__all__) <= set(dir(onrecord))
