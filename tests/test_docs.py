"""What the documents say can be done: commands parse, files exist, the first lines show how to begin."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib

import click
import pytest

from onrecord.cli.main import cli
from tests.program import ROOT, environment, onrecord

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    path.relative_to(ROOT).as_posix()
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob("tests/debates/**/*.md")]
]
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def blocks(text: str, *languages: str) -> list[str]:
    return [match["body"] for match in _BLOCK.finditer(text) if match["language"] in languages]


def shown(text: str) -> list[list[str]]:
    """The commands of the program in shell blocks or help texts, without comments and what the shell does with their output."""
    commands = []
    for line in text.splitlines():
        words = shlex.split(line.strip().removeprefix("$ "), comments=True) if "onrecord " in line else []
        if words and words[0] == "onrecord":
            end = next((at for at, word in enumerate(words) if word in {">", "|", "&&", "2>"}), len(words))
            commands.append(words[1:end])
    return commands


DOCUMENTED = [
    (name, command)
    for name in DOCUMENTS
    for block in blocks((ROOT / name).read_text(encoding="utf-8"), "sh", "console", "shell", "bash")
    for command in shown(block)
]
HELPED = [(name, command) for name, one in cli.commands.items() for command in shown(one.help or "")]


def tree(text: str) -> list[str]:
    """The paths in a drawing of folders, where what stands further to the right lies in the folder above it."""
    paths: list[str] = []
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        match = re.match(r"( *)(\S+)", line)
        if match:
            above = [(indent, path) for indent, path in above if indent < len(match[1])]
            path = (above[-1][1] if above else "") + match[2]
            above.append((len(match[1]), path))
            paths.append(path)
    return paths


def test_the_first_lines_show_how_to_begin() -> None:
    first = "\n".join(README.splitlines()[:20])
    assert "make demo" in first
    assert "make test" in first


def test_the_readme_shows_every_command() -> None:
    assert {command[0] for name, command in DOCUMENTED if name == "README.md"} >= set(cli.commands)


@pytest.mark.parametrize(
    ("where", "command"), [*DOCUMENTED, *HELPED], ids=lambda value: value if isinstance(value, str) else " ".join(value)
)
def test_a_command_shown_is_one(where: str, command: list[str]) -> None:
    assert command, where
    name, *arguments = command
    if name.startswith("-"):
        assert any(name in option.opts for option in cli.params if isinstance(option, click.Option)) or name == "--help"
    else:
        assert name in cli.commands, where
        if "--help" not in arguments:
            cli.commands[name].make_context(name, arguments)


@pytest.mark.parametrize("command", [c for _, c in [*DOCUMENTED, *HELPED] if any(word.startswith("examples/") for word in c)], ids=" ".join)
def test_a_command_shown_on_an_example_runs(command: list[str]) -> None:
    done = onrecord(*command)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_code_shown_runs() -> None:
    for block in blocks(README, "python"):
        command = [sys.executable, "-c", block]
        done = subprocess.run(command, cwd=ROOT, env=environment(PYTHONUTF8="1"), capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        assert done.stdout


def test_what_the_tree_names_exists() -> None:
    paths = [path for block in blocks(README.partition("## The tree")[2], "", "text") for path in tree(block)]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_tree_names_every_part_of_the_package() -> None:
    drawn = {path.rstrip("/") for block in blocks(README.partition("## The tree")[2], "", "text") for path in tree(block)}
    package = ROOT / "src" / "onrecord"
    parts = {p.relative_to(ROOT).as_posix() for p in package.iterdir() if p.suffix == ".py" or (p.is_dir() and p.name != "__pycache__")}
    assert parts - drawn == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_files_lead_somewhere(name: str) -> None:
    path = ROOT / name
    assert [link for link in _LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()] == []


def test_the_changelog_has_an_entry_for_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    headings = re.findall(r"^## \[?([\w.]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert version in headings or "Unreleased" in headings


def test_the_tree_is_read_as_it_is_drawn() -> None:
    assert tree("a/b/\n  c.py  what\n  d/\n    e\nf/   what") == ["a/b/", "a/b/c.py", "a/b/d/", "a/b/d/e", "f/"]


def test_comments_and_the_shells_part_are_no_part_of_a_command() -> None:
    assert shown("$ onrecord extract a/ > b.jsonl  # reads\nmake demo\n  onrecord schema | head") == [["extract", "a/"], ["schema"]]
