"""What has arrived in folders is told once, when it is quiet; time is given by the tests, so that none of them waits."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from onrecord.read.arrivals import QUIET, Arrivals, Look, Stamp, is_passed_over, look_into, stamp_of

if TYPE_CHECKING:
    from pathlib import Path

OLD, NOW = 1_000, 1_000_000  # seconds on the files' clock


def seen(**files: tuple[int, float]) -> Look:
    """A look that found files of these sizes, changed at these times."""
    return Look(files={name: Stamp(size, int(modified * 1e9), 0o644) for name, (size, modified) in files.items()})


def looked(*looks: Look, quiet: float = 2, pause: float = 1) -> list[list[str]]:
    """What is told after each of the looks, a pause between them."""
    arrivals = Arrivals(quiet=quiet)
    return [arrivals.settled(look, number * pause, wall=NOW + number * pause) for number, look in enumerate(looks)]


def test_what_lies_there_at_first_is_told_at_once_and_never_again() -> None:
    look = seen(a=(5, OLD), b=(6, OLD))
    assert looked(look, look, look, look) == [["a", "b"], [], [], []]


def test_what_was_changed_just_before_the_first_look_must_be_quiet_first() -> None:
    look = seen(a=(5, NOW - 0.5))
    assert looked(look, look, look) == [[], [], ["a"]]


def test_a_file_of_a_clock_that_is_ahead_is_told_after_the_quiet_time() -> None:
    look = seen(a=(5, NOW + 5000))
    assert looked(look, look, look) == [[], [], ["a"]]


def test_what_arrives_later_is_watched_whatever_its_date() -> None:
    look = seen(a=(5, OLD))
    assert looked(seen(), look, look, look) == [[], [], [], ["a"]]


def test_a_file_that_grows_is_told_when_it_has_stopped() -> None:
    whole = seen(a=(30, NOW + 3))
    assert looked(seen(), seen(a=(10, NOW + 1)), seen(a=(20, NOW + 2)), whole, whole, whole, whole) == [[], [], [], [], [], ["a"], []]


def test_the_same_size_at_another_time_is_a_change() -> None:
    before, after = seen(a=(5, OLD)), seen(a=(5, OLD + 1))
    assert looked(before, after, after, after) == [["a"], [], [], ["a"]]


def test_a_file_that_may_be_read_now_is_told_again() -> None:
    before, after = (Look(files={"a": Stamp(5, OLD, mode)}) for mode in (0o000, 0o644))
    assert looked(before, after, after, after) == [["a"], [], [], ["a"]]


def test_a_file_that_went_before_it_was_quiet_is_not_told() -> None:
    assert looked(seen(), seen(a=(5, OLD)), seen(), seen(), seen()) == [[], [], [], [], []]


def test_a_file_that_was_taken_for_not_read_is_told_again() -> None:
    arrivals, look = Arrivals(quiet=0), seen(a=(5, OLD))
    assert arrivals.settled(look, 0, wall=NOW) == ["a"]
    arrivals.again("a")
    assert arrivals.settled(look, 1, wall=NOW) == ["a"]


def test_files_are_told_in_the_order_of_folders() -> None:
    paths = ["/in/b.txt", "/in/a/z.txt", "/in/a-b.txt"]
    look = Look(files={path: Stamp(1, OLD, 0) for path in paths})
    assert looked(look) == [["/in/a/z.txt", "/in/a-b.txt", "/in/b.txt"]]


def test_names_that_went_are_dropped() -> None:
    arrivals = Arrivals(quiet=0)
    for number in range(50):
        look = Look(files={f"/in/{number}.txt": Stamp(1, OLD, 0)})
        assert arrivals.settled(look, number, wall=NOW) == [f"/in/{number}.txt"]
    assert len(arrivals._taken) == 1  # noqa: SLF001 - what is kept is the point
    assert not arrivals._waiting  # noqa: SLF001


@pytest.mark.parametrize("gone", [{"away": {"/in"}}, {"bare": {"/in"}}])
def test_the_files_of_a_folder_that_was_away_are_not_told_again(gone: dict[str, set[str]]) -> None:
    there = Look(files={"/in/a.txt": Stamp(1, OLD, 0), "/other/b.txt": Stamp(1, OLD, 0)})
    without = Look(files={"/other/b.txt": Stamp(1, OLD, 0)}, **gone)
    assert looked(there, without, there, there, there, there) == [["/in/a.txt", "/other/b.txt"], [], [], [], [], []]


@pytest.mark.parametrize(
    "name", [".hidden", "a.txt.part", "A.PART", "a.tmp", "a.html.crdownload", "a.txt~", "~$letter.docx", "README.md", "a.filepart"]
)
def test_unfinished_and_hidden_names_are_passed_over(name: str) -> None:
    assert is_passed_over(name)


@pytest.mark.parametrize("name", ["a.txt", "part", "a.part.txt", "a~b.txt", "template.html", "tmp"])
def test_other_names_are_not(name: str) -> None:
    assert not is_passed_over(name)


def test_a_look_finds_files_in_folders_in_folders(tmp_path: Path) -> None:
    inner = tmp_path / "one" / "two"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for path in (tmp_path / "a.txt", inner / "b.txt", inner / "c.part", tmp_path / ".git" / "d.txt", tmp_path / "record.db"):
        path.write_text("x", encoding="utf-8")
    look = look_into([str(tmp_path)], leave_out={str(tmp_path / "record.db")})
    assert sorted(look.files) == [str(tmp_path / "a.txt"), str(inner / "b.txt")]
    assert look == Look(files=look.files)


def test_a_look_tells_folders_that_are_away_and_those_that_are_bare(tmp_path: Path) -> None:
    look = look_into([str(tmp_path), str(tmp_path / "none")])
    assert look == Look(away={str(tmp_path / "none")}, bare={str(tmp_path), str(tmp_path / "none")})


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names, no links for everybody")
def test_a_look_opens_no_pipe_and_follows_no_link_in_a_circle(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "back").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    look = look_into([str(tmp_path)])
    assert sorted(look.files) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert [(path, error.reason) for path, error in look.refused.items()] == [(str(tmp_path / "pipe"), "unreadable")]


def test_a_stamp_tells_a_change(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one", encoding="utf-8")
    before = stamp_of(str(file))
    assert before is not None
    os.utime(file, (OLD, OLD))
    assert stamp_of(str(file)) not in {before, None}
    file.unlink()
    assert stamp_of(str(file)) is None
    assert stamp_of(str(tmp_path)) is None


def test_a_file_changed_since_the_look_is_not_as_taken(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one", encoding="utf-8")
    arrivals = Arrivals(quiet=0)
    assert arrivals.settled(look_into([str(tmp_path)]), 0, wall=NOW) == [str(file)]
    assert arrivals.is_as_taken(str(file))
    file.write_text("one more", encoding="utf-8")
    assert not arrivals.is_as_taken(str(file))


def test_the_quiet_time_is_a_couple_of_seconds() -> None:
    assert 1 <= QUIET <= 5
