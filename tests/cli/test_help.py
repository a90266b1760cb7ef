"""Every command explains itself, with an example."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from onrecord.cli.main import cli
from tests.program import environment, onrecord

COMMANDS = sorted(cli.commands)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_has_an_example(name: str) -> None:
    done = onrecord(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: onrecord {name}")
    examples = done.stdout.partition("Example")[2]
    assert f"  onrecord {name}" in examples
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [p for p in cli.commands[name].params if isinstance(p, click.Option)]
    assert all(option.help for option in options)


def test_help_of_the_program_names_every_command_and_has_an_example() -> None:
    done = onrecord("--help")
    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)
    assert "  onrecord extract" in done.stdout.partition("Example")[2]


def test_short_help_is_the_same() -> None:
    assert onrecord("-h").stdout == onrecord("--help").stdout


def test_version_is_the_packages() -> None:
    assert onrecord("--version").stdout == f"onrecord, version {version('onrecord')}\n"


def test_a_command_that_is_none_is_exit_2() -> None:
    done = onrecord("summarise")
    assert done.returncode == 2
    assert "summarise" in done.stderr


def test_the_installed_program_is_the_same() -> None:
    program = Path(sys.executable).with_name("onrecord.exe" if sys.platform == "win32" else "onrecord")
    done = subprocess.run([program, "--help"], env=environment(), capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, onrecord("--help").stdout)
