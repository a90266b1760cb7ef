"""What runs apart: limits hold, the rest of a container is read, nothing hangs."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions, apart
from onrecord.read.apart import Apart
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (
    "<html><body><article>" + "<p>The council voted on Monday to buy a second ferry for the harbour, the mayor said.</p>" * 5 + "</article>"
)
#: A child of the tests: it answers what it is told to, and fails where it is told to.
CHILD = """
import json, os, sys, time
for line in sys.stdin:
    task = json.loads(line)
    for number, word in enumerate(task["name"].split(",")):
        if number < task["skip"]:
            continue
        print(json.dumps({"begin": number, "origin": "box/" + word}), flush=True)
        if word == "die":
            os._exit(9)
        if word == "hang":
            time.sleep(60)
        print(json.dumps({"error": ["box/" + word, "read", "it is here", ""]}), flush=True)
        print(json.dumps({"done": number}), flush=True)
    print(json.dumps({"end": True}), flush=True)
"""


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Apart]:
    """A child that does what the name of a file tells it."""
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    popen = apart.subprocess.Popen

    def start(_arguments: list[str], **options: Any) -> Any:
        return popen([sys.executable, str(script)], **options)

    monkeypatch.setattr(apart.subprocess, "Popen", start)
    made = Apart(patience=5.0)
    yield made
    made.close()


def told(found: list[Article | InputError]) -> list[tuple[str, str]]:
    return [(one.origin, one.reason) for one in found if isinstance(one, InputError)]


def read(child: Apart, tmp_path: Path, name: str) -> list[tuple[str, str]]:
    return told(list(child.read(tmp_path, name, "box", ReadOptions())))


def test_a_page_read_apart_is_the_page_read_here(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    one = Apart()
    try:
        (article,) = one.read(path, "a.html", "a.html", ReadOptions(outlet="Post"))
    finally:
        one.close()
    assert isinstance(article, Article)
    assert (article.origin, article.outlet, article.authors) == ("a.html", "Post", ())
    assert article.text.startswith("The council voted")


def test_what_kills_the_child_is_an_error_and_the_rest_is_read(child: Apart, tmp_path: Path) -> None:
    assert read(child, tmp_path, "a,die,b,die,c") == [
        ("box/a", "read"), ("box/die", "broken"), ("box/b", "read"), ("box/die", "broken"), ("box/c", "read"),
    ]  # fmt: skip


def test_what_takes_too_long_is_an_error_and_the_rest_is_read(child: Apart, tmp_path: Path) -> None:
    child.patience = 1.0
    began = time.monotonic()
    assert read(child, tmp_path, "a,hang,b") == [("box/a", "read"), ("box/hang", "too-slow"), ("box/b", "read")]
    assert time.monotonic() - began < 30


def test_after_too_many_failures_the_rest_is_given_up_and_said_so(child: Apart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MOST_KILLED", 2)
    assert read(child, tmp_path, "die,die,die,die,a") == [("box/die", "broken")] * 3 + [("box", "broken")]


def test_what_nobody_waits_for_is_not_taken_for_the_next_file(child: Apart, tmp_path: Path) -> None:
    first = child.read(tmp_path, ",".join(["a"] * 100), "box", ReadOptions())
    next(first)
    first.close()  # type: ignore[attr-defined]  # it is a generator
    assert read(child, tmp_path, "b") == [("box/b", "read")]


def test_many_answers_wait_in_the_child_and_not_here(child: Apart, tmp_path: Path) -> None:
    number = 5_000
    assert len(read(child, tmp_path, ",".join(["a"] * number))) == number


def test_bytes_that_make_a_parser_take_all_memory_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 1_000_000, encoding="utf-8")
    one = Apart(patience=60)
    try:
        (error,) = one.read(path, "deep.html", "deep.html", ReadOptions())
    finally:
        one.close()
    assert isinstance(error, InputError)
    assert json.dumps([error.reason, error.advice])
