"""``onrecord add`` and ``onrecord reread``."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

from onrecord.store.database import Database
from onrecord.store.debates.sets import make_debate
from onrecord.store.schema import appearances, debate_texts, entries, texts
from tests.program import COMMAND, DAM, DEBATE, environment, onrecord


def counts(path: Path) -> tuple[int, int, int]:
    database = Database.open(str(path), create=False)
    with database.read() as connection:
        found = tuple(connection.execute(select(func.count()).select_from(t)).scalar_one() for t in (texts, appearances, entries))
    database.close()
    return found  # type: ignore[return-value] # three tables


def some(folder: Path, number: int) -> Path:
    folder.mkdir()
    for path in sorted(DEBATE.glob("*"))[:number]:
        shutil.copy(path, folder)
    return folder


def test_articles_are_added_once(tmp_path: Path) -> None:
    folder, file = some(tmp_path / "in", 3), tmp_path / "record.db"
    first = onrecord("add", folder, "--db", file)
    assert (first.returncode, first.stdout) == (0, "")
    before = counts(file)
    again = onrecord("add", folder, "--db", file)
    assert "unchanged" in again.stderr
    assert counts(file) == before


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    folder, file = some(tmp_path / "in", 1), tmp_path / "record.db"
    (folder / "empty.txt").write_text("", encoding="utf-8")
    done = onrecord("add", folder, "--db", file)
    assert done.returncode == 3
    assert "empty.txt" in done.stderr
    assert counts(file)[0] == 1


def test_a_url_with_a_password_is_refused(tmp_path: Path) -> None:
    done = onrecord("add", str(tmp_path), "--db", "postgresql://me:secret@host/name")
    assert done.returncode == 2
    assert "--db-file" in done.stderr
    assert "secret" not in done.stderr


def test_articles_can_go_into_a_debate(tmp_path: Path) -> None:
    folder, file = some(tmp_path / "in", 1), tmp_path / "record.db"
    database = Database.open(str(file))
    make_debate(database, "Barrage")
    assert onrecord("add", folder, "--db", file, "--debate", "Barrage").returncode == 0
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(debate_texts)).scalar_one() == 1
    database.close()


def test_a_debate_that_does_not_exist_is_told_of_before_anything_is_read(tmp_path: Path) -> None:
    folder, file = some(tmp_path / "in", 1), tmp_path / "record.db"
    done = onrecord("add", folder, "--db", file, "--debate", "Barrage")
    assert done.returncode == 2
    assert "Barrage" in done.stderr
    assert counts(file) == (0, 0, 0)


def test_reading_again_with_the_same_model_changes_nothing(tmp_path: Path) -> None:
    folder, file = some(tmp_path / "in", 1), tmp_path / "record.db"
    onrecord("add", folder, "--db", file)
    before = counts(file)
    done = onrecord("reread", "--db", file)
    assert done.returncode == 0
    assert "0 articles read again" in done.stderr
    assert counts(file) == before


def test_a_run_that_was_killed_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    command = [*COMMAND, "add", str(DEBATE), "--db", str(file), "--workers", "1"]
    for patience in (0.9, 1.3, 1.7):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()) as running:
            time.sleep(patience)
            running.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    done = onrecord("add", DEBATE, "--db", file)
    assert done.returncode == 0
    once = tmp_path / "once.db"
    onrecord("add", str(DEBATE), "--db", once)
    assert counts(file) == counts(once)


def test_halves_of_characters_are_skipped_with_the_reason(tmp_path: Path) -> None:
    good, file = json.dumps({"text": DAM}), tmp_path / "record.db"
    (tmp_path / "in.jsonl").write_text(
        good + "\n" + json.dumps({"text": DAM + " A half: HALF."}).replace("HALF", "\\ud800") + "\n", encoding="utf-8"
    )
    done = onrecord("add", tmp_path / "in.jsonl", "--db", file)
    assert done.returncode == 3
    assert "not-storable" in done.stderr
    assert counts(file)[0] == 1
