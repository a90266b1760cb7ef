"""``onrecord briefing`` prints who said what, each line with its source; exit codes as for ``extract``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.program import DAM, DEBATE, complaints, onrecord

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

ARTICLE = DEBATE / "01-cabinet-opens-talks.txt"


@pytest.fixture(scope="module")
def as_json() -> subprocess.CompletedProcess[str]:
    """The briefing of an example, as JSON."""
    return onrecord("briefing", ARTICLE, "--format", "json", "--title", "The barrage")


def lines(briefing: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for speaker in briefing["speakers"] for line in (*speaker["lines"], *speaker["reported"])]


def test_the_page_names_the_debate_its_articles_and_speakers() -> None:
    done = onrecord("briefing", ARTICLE, "--title", "The barrage", COLUMNS="100")
    assert (done.returncode, complaints(done)) == (0, [])
    assert done.stdout.startswith("The barrage\n")
    assert "Marit Solvane" in done.stdout
    assert "[1 ¶2]" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_json_is_one_object_with_the_title_given(as_json: subprocess.CompletedProcess[str]) -> None:
    assert (as_json.returncode, complaints(as_json)) == (0, [])
    briefing = json.loads(as_json.stdout)
    assert briefing["title"] == "The barrage"
    assert briefing["checked"] == 0


def test_every_line_cites_statements_that_extract_gives(as_json: subprocess.CompletedProcess[str]) -> None:
    record = json.loads(onrecord("extract", ARTICLE, "--format", "jsonl").stdout)
    known = {statement["id"] for statement in record["statements"]}
    cited = {one for line in lines(json.loads(as_json.stdout)) for one in line["statements"]}
    assert cited <= known
    assert all(line["statements"] for line in lines(json.loads(as_json.stdout)))


def test_a_limit_says_what_it_leaves_out() -> None:
    done = onrecord("briefing", ARTICLE, "--limit", "1")
    assert done.returncode == 0
    assert " more" in done.stdout


def test_some_inputs_skipped_is_exit_3_and_the_rest_is_read(tmp_path: Path) -> None:
    done = onrecord("briefing", ARTICLE, tmp_path / "none.txt", "--format", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["articles"]) == 1
    assert "not-found" in done.stderr


def test_nothing_read_is_still_a_page(tmp_path: Path) -> None:
    done = onrecord("briefing", tmp_path / "none.txt")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "Missing argument"),
        ((ARTICLE, "--format", "pdf"), "'terminal', 'json'"),
        ((ARTICLE, "--limit", "0"), "--limit"),
        ((ARTICLE, "--published", "soon"), "write it as 2026-02-10"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_is_right(options: tuple[str | Path, ...], expected: str) -> None:
    done = onrecord("briefing", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_output_is_utf_8_whatever_the_locale_and_the_text(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"\ud83d\n{DAM}", "title": "A \udc00 dam"}), encoding="ascii")
    done = onrecord("briefing", path, "--format", form, LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "“The dam will hold" in done.stdout
