"""What is added while folders are followed, look by look, on a clock of the tests' own and without the model."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from onrecord.cli.following import Following
from onrecord.cli.inputs import Progress, Skipped
from onrecord.cli.stopping import Stop
from onrecord.cli.storing import Storing
from onrecord.errors import InputError
from onrecord.read import ReadOptions, read_inputs
from onrecord.records import Record
from onrecord.store.database import Database
from onrecord.store.debates.sets import make_debate, texts_of_debate
from onrecord.store.schema import appearances, texts
from tests.program import DAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onrecord.records import Article


class Desk:
    """A folder that is followed, its database, and what was read for it."""

    def __init__(self, folder: Path, database: Database, debate: str | None = None) -> None:
        self.folder = folder
        self.database = database
        self.extracted: list[str] = []
        self.opened: list[str] = []
        self.stop = Stop()
        self.skipped = Skipped()
        self.clock = 0.0
        storing = Storing(database, debate=debate, settings="scale readers")
        self.following = Following([folder], storing, Progress(self.skipped), read=self._read, extract=self._extract)

    def _read(self, paths: Iterator[Path]) -> Iterator[Article | InputError]:
        def noted() -> Iterator[Path]:
            for path in paths:
                self.opened.append(path.name)
                yield path

        return read_inputs(noted(), ReadOptions())

    def _extract(self, articles: Iterator[Article]) -> Iterator[Record | InputError]:
        """Records without statements, two articles behind, as the real one is behind."""
        waiting: list[Article] = []
        for article in articles:
            waiting.append(article)
            if len(waiting) > 2:
                yield self._record(waiting.pop(0))
        yield from map(self._record, waiting)

    def _record(self, article: Article) -> Record:
        self.extracted.append(article.text.split()[-1])
        return Record(article=article, statements=(), model="made")

    def look(self, times: int = 1) -> None:
        """Looks, with as much time between as a file must be quiet."""
        for _ in range(times):
            self.following.look(self.clock, wall=4e9)
            self.clock += 2

    def put(self, name: str, words: str | None = None) -> Path:
        """Writes a file that is an article, unless told other words."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{DAM} It was {name}" if words is None else words, encoding="utf-8")
        return path

    def stored(self) -> tuple[int, int]:
        """Texts and appearances in the database."""
        with self.database.read() as connection:
            return tuple(connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (texts, appearances))  # type: ignore[return-value]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(str(tmp_path / "record.db")) as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path, database: Database) -> Desk:
    folder = tmp_path / "in"
    folder.mkdir()
    return Desk(folder, database)


def stopped() -> Stop:
    """A request to stop that was made before."""
    return Stop(asked=True)


def lines(capsys: pytest.CaptureFixture[str], desk: Desk) -> list[str]:
    """What was told on standard error since, with the folder's name cut off."""
    return [line.replace(f"{desk.folder}{os.sep}", "") for line in capsys.readouterr().err.splitlines()]


def test_what_lies_there_is_added_and_then_what_arrives(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put("a.txt")
    desk.put("deep/b.txt")
    desk.look()
    (told,) = lines(capsys, desk)
    assert told == f"2 added; waiting for what arrives in {desk.folder}; Ctrl-C ends it"
    desk.put("c.txt")
    desk.look()
    assert desk.stored() == (2, 2)  # not quiet yet
    desk.look()
    assert desk.stored() == (3, 3)
    assert lines(capsys, desk) == ["c.txt: 1 added"]


def test_a_file_is_opened_once_however_often_one_looks(desk: Desk) -> None:
    desk.put("a.txt")
    desk.put("broken.txt", "")
    desk.look(5)
    assert desk.opened == ["a.txt", "broken.txt"]


def test_a_file_that_changes_is_added_again(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.put("a.txt")
    desk.look()
    desk.put("a.txt", f"{DAM} Corrected.")
    desk.look(2)
    assert desk.stored() == (2, 2)
    os.utime(path, (5, 5))
    desk.look(2)
    assert lines(capsys, desk)[1:] == ["a.txt: 1 added: other versions of articles, counted once with them", "a.txt: 1 unchanged"]
    assert desk.extracted == ["a.txt", "Corrected."]


def test_a_file_is_left_alone_until_it_gets_its_name(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.look()
    part = desk.put("a.txt.part")
    desk.look(3)
    assert desk.opened == []
    part.rename(desk.folder / "a.txt")
    desk.look(2)
    assert lines(capsys, desk)[1:] == ["a.txt: 1 added"]


def test_a_folder_moved_in_is_read_with_all_in_it(desk: Desk, tmp_path: Path) -> None:
    desk.look()
    outside = Desk(tmp_path / "outside", desk.database)
    outside.put("a.txt")
    outside.put("deep/b.txt")
    outside.folder.rename(desk.folder / "moved")
    desk.look(2)
    assert desk.stored() == (2, 2)


def test_a_bad_file_is_told_once_and_stops_nothing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.look()
    desk.put("a.txt")
    desk.put("b.txt", "")
    desk.put("c.txt")
    desk.look(4)
    told = sorted(lines(capsys, desk)[1:])
    assert told[1].startswith("b.txt: skipped (empty): the file is empty (")
    assert [told[0], told[2]] == ["a.txt: 1 added", "c.txt: 1 added"]
    assert len(told) == 3
    assert desk.stored() == (2, 2)


def test_a_bad_file_that_lay_there_is_told_too(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put("a.txt", "")
    desk.look(3)
    bad, waiting = lines(capsys, desk)
    assert bad.startswith("a.txt: skipped (empty): ")
    assert waiting.startswith("1 skipped (1 empty); waiting")


def test_a_file_of_many_articles_gets_one_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.look()
    rows = [f'{{"text": "{DAM} Row {number}."}}' for number in range(7)]
    desk.put("a.jsonl", "\n".join([*rows, "{broken", '{"text": ""}', rows[0]]))
    desk.look(2)
    (told,) = lines(capsys, desk)[1:]
    assert told.startswith("a.jsonl: 7 added, 1 known from elsewhere: one more appearance, 2 skipped (")


def test_a_file_taken_away_before_it_is_read_is_no_error(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.look()
    desk.put("a.txt")
    gone = desk.put("b.txt")
    desk.look()
    gone.unlink()
    desk.look()
    desk.following.until(stopped())
    assert lines(capsys, desk)[1:] == ["a.txt: 1 added"]
    assert desk.skipped.exit_code == 0


def test_a_file_taken_away_while_the_one_before_is_read_is_no_error(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    second = desk.put("b.txt")
    desk.put("a.txt")
    read = desk.following._read  # noqa: SLF001

    def taking_away(paths: Iterator[Path]) -> Iterator[Article | InputError]:
        for one in read(paths):
            second.unlink(missing_ok=True)
            yield one

    desk.following._read = taking_away  # noqa: SLF001
    desk.look(3)
    assert desk.opened == ["a.txt"]
    assert lines(capsys, desk)[0].startswith("1 added; waiting")


def test_a_file_taken_away_while_it_is_read_is_no_error_and_read_when_it_is_back(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.look()
    path = desk.put("a.txt")
    words, read = path.read_text(encoding="utf-8"), desk.following._read  # noqa: SLF001

    def gone(paths: Iterator[Path]) -> Iterator[Article | InputError]:
        for one in paths:
            one.unlink()
            yield InputError(str(one), "broken", "it is broken")

    desk.following._read = gone  # noqa: SLF001
    desk.look(2)
    desk.following._read = read  # noqa: SLF001
    desk.put("a.txt", words)
    desk.look(2)
    assert lines(capsys, desk)[1:] == ["a.txt: 1 added"]


def test_a_folder_that_is_away_is_told_once_and_waited_for(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put("a.txt")
    desk.look()
    away = desk.folder.rename(desk.folder.with_name("away"))
    desk.look(3)
    away.rename(desk.folder)
    desk.put("b.txt")
    desk.look(3)
    told = lines(capsys, desk)[1:]
    assert told == [f"{desk.folder}: cannot be reached; waiting for it", f"{desk.folder}: is there again", "b.txt: 1 added"]
    assert desk.opened == ["a.txt", "b.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_what_is_no_file_is_told_once_and_reported(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(desk.folder / "pipe")
    desk.look(2)
    away = desk.folder.rename(desk.folder.with_name("away"))
    desk.look()
    away.rename(desk.folder)
    desk.look()
    desk.following.until(stopped())
    assert [line for line in lines(capsys, desk) if "pipe" in line] == [
        "pipe: skipped (unreadable): it is neither a file nor a folder (leave it out)"
    ]
    assert [error.reason for error in desk.skipped.errors] == ["unreadable"]


def test_a_second_run_extracts_nothing_that_is_stored(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put("a.txt")
    desk.put("b.txt")
    desk.look()
    again = Desk(desk.folder, desk.database)
    again.look()
    assert again.extracted == []
    assert desk.stored() == (2, 2)
    assert lines(capsys, desk)[-1].startswith("2 unchanged; waiting")


def test_the_report_has_the_last_reading_of_each_file(desk: Desk) -> None:
    desk.put("a.txt", "")
    desk.put("b.txt", "")
    desk.look()
    desk.put("a.txt")
    desk.put("b.txt", " ")
    desk.look(2)
    desk.following.until(stopped())
    assert [(error.origin, error.reason) for error in desk.skipped.errors] == [(str(desk.folder / "b.txt"), "empty")]
    assert desk.skipped.exit_code == 3


def test_a_request_to_stop_lets_what_is_begun_be_stored(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.put("a.jsonl", "\n".join(f'{{"text": "{DAM} Row {number}."}}' for number in range(20)))
    desk.following._stop = desk.stop  # noqa: SLF001
    extract = desk._extract  # noqa: SLF001

    def stopping(articles: Iterator[Article]) -> Iterator[Record | InputError]:
        for number, record in enumerate(extract(articles)):
            desk.stop.asked = number >= 4
            yield record

    desk.following._extract = stopping  # noqa: SLF001
    desk.look()
    assert 5 <= desk.stored()[0] < 20
    assert desk.stored()[0] == len(desk.extracted)
    assert lines(capsys, desk) == []


def test_what_a_parser_says_after_a_request_to_stop_is_no_error(desk: Desk) -> None:
    desk.put("a.txt")

    def dying(paths: Iterator[Path]) -> Iterator[Article | InputError]:
        for path in paths:
            desk.stop.asked = True  # Ctrl-C ends the parser's process as well
            yield InputError(str(path), "broken", "its parser broke down over it")

    desk.following._read = dying  # noqa: SLF001
    desk.following.until(desk.stop)
    assert desk.skipped.errors == []


def test_articles_go_into_the_debate(tmp_path: Path, database: Database) -> None:
    make_debate(database, "Barrage")
    desk = Desk(tmp_path / "in", database, "Barrage")
    desk.put("a.txt")
    desk.look()
    desk.put("b.txt")
    desk.look(2)
    assert len(texts_of_debate(database, "Barrage")) == 2


def test_the_database_in_the_folder_is_not_taken_for_an_article(tmp_path: Path, database: Database) -> None:
    desk = Desk(tmp_path, database)
    desk.put("a.txt")
    desk.look(3)
    assert desk.opened == ["a.txt"]


def test_errors_keep_nothing_of_what_was_read(desk: Desk) -> None:
    desk.put("a.txt", "Der Damm wird hundert Jahre halten, sagte die Ministerin am Montag in Berlin. " * 9)
    desk.look()
    (error,) = desk.following.unread[str(desk.folder / "a.txt")]
    assert error.reason == "not-english"
    assert error.__traceback__ is None
    assert error.__cause__ is error.__context__ is None


def test_many_arrivals_leave_nothing_in_work(desk: Desk) -> None:
    desk.look()
    for number in range(30):
        desk.put(f"{number}.txt").rename(desk.folder / "one.txt")
        desk.look(2)
    assert len(desk.extracted) == 30
    assert desk.following.unread == {}
    assert not desk.following._files  # noqa: SLF001 - what is kept is the point
