"""Databases of every schema that was released are brought to the present one, with all that they hold."""

import os
import sqlite3
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine, insert, select, text

from benchmarks.killing.made import NEWER, PAIRS, article, article_id, fill, statement_id
from benchmarks.killing.old import RELEASED, make_old, rows_of
from benchmarks.killing.soundness import unsound
from onrecord.codebook.changing import rename_issue, reword_issue
from onrecord.errors import CodebookError, StoreError
from onrecord.store.codebooks.books import history_of
from onrecord.store.codebooks.books import present as present_codebook
from onrecord.store.codebooks.changing import change_codebook
from onrecord.store.codebooks.judging import JudgedClaim, put_judged, run_for, unjudged
from onrecord.store.database import Database
from onrecord.store.debates.freezing import freeze
from onrecord.store.debates.sets import debate_number, make_debate, put_into_debate
from onrecord.store.keeping.copies import restore
from onrecord.store.keeping.forgetting import forget
from onrecord.store.migrate import HEAD, version_of, versions_known
from onrecord.store.ruling.merging import merge_speakers
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule, undo
from onrecord.store.schema import attributes, metadata, stances
from onrecord.store.words import NAMES
from onrecord.store.writing.articles import add_record
from onrecord.store.writing.catching_up import catch_up
from onrecord.store.writing.outlets import renew
from onrecord.store.writing.rereading import reread_text
from tests.postgres_server import PostgresServer

ROOT = Path(__file__).parents[2]
#: What follows from the rest.
AS_ANEW = ("entries", "claims", "speakers", "stances", "issues")
#: Made from the others whenever they change: the older schemas did not have them all.
DERIVED = {"tallies", "mastheads", "outlet_signs", "text_marks", "quotation_marks"}


CODEBOOK = "issues:\n  - {id: dam, text: The dam should go}\n  - {id: levy, text: The levy should rise}\n"


def used(database: Database) -> None:
    """Does with a database all that leaves rows in a table."""
    fill(database, range(8))
    rule(database, statement_id(0), "kind", "assessment", by=By("eva"))
    rule(database, statement_id(1), "speaker", "Nobody Known", by=By("eva"))
    rule(database, statement_id(2), "form", "mixed", by=By("eva"))
    undo(database)
    merge_speakers(database, *PAIRS[2], coder="eva")
    reread_text(database, article(3, model=NEWER))
    make_debate(database, "Dams", codebook=CODEBOOK)
    make_debate(database, "Broken", codebook="issues: [")
    put_into_debate(database, "Dams", [article_id(number) for number in range(4)])
    rule(database, statement_id(0), "stance", "dam: for", by=By("eva"))
    rule(database, statement_id(1), "stance", "levy: against", by=By("eva"))
    rule(database, statement_id(1), "stance", "dam: against", by=By("eva", blind=True))
    rule(database, statement_id(3), "stance", "dam: neither", by=By("bo"))
    reword = lambda book: reword_issue(book, "levy", "The levy should fall", meaning="other")  # noqa: E731
    change_codebook(database, debate_number(database, "Dams"), reword, words="reworded levy", coder="eva")  # so that a stance waits
    run = run_for(database, "stances 1", {})
    for judged in list(unjudged(database, run, {article_id(2)})):  # an abstention, of which no older schema could know
        claim = judged.statements[0]["claims"][0]
        put_judged(database, judged, run, [JudgedClaim(judged.statements[0]["id"], 0, claim["span"], "The dam should go", None, 0.4, {})])
    freeze(database, "Dams", "spring")
    with database.begin() as connection:
        connection.execute(insert(attributes).values(of="outlet", key="Post", name="country", value="Norland"))
        renew(connection)
    forget(database, article_id(7), reason="licence ended")


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database at the present schema with something in every table."""
    with Database.open(str(tmp_path_factory.mktemp("present") / "record.db")) as database:
        used(database)
        with database.read() as connection:
            assert [name for name, rows in rows_of(connection).items() if not rows] == ["copies"]  # which older ones count twice
        yield database


@pytest.fixture(params=[f"{kind} {revision}" for kind in ("sqlite", "postgresql") for revision in RELEASED])
def old(request: pytest.FixtureRequest, present: Database, tmp_path: Path) -> Iterator[str]:
    """The URL of a database of each kind at each schema that was released."""
    kind, revision = request.param.split()
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'record.db'}"
        make_old(url, revision, present)
        yield url
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        make_old(url, revision, present)
        yield url


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        return rows_of(connection)


def test_every_schema_before_the_present_one_is_tested() -> None:
    assert versions_known() - {HEAD} == set(RELEASED)


def test_a_migrated_database_keeps_what_it_had(old: str) -> None:
    before = rows(old)
    Database.open(old).close()
    after = rows(old)
    assert before["statements"]
    for name in {name for name in before if before[name]} - DERIVED:
        columns = before[name][0].keys()
        assert sorted(({c: row[c] for c in columns} for row in after[name]), key=repr) == before[name]


def test_a_migrated_database_is_as_one_made_anew(old: str, present: Database) -> None:
    with Database.open(old) as database:
        assert version_of(database.engine) == HEAD
        assert unsound(database) == []
        assert list(catch_up(database)) in ([0], [])  # the last schema before this one had looked for copies already
        with database.read() as connection, present.read() as other:
            found, expected = rows_of(connection), rows_of(other)
    assert {name: found[name] for name in AS_ANEW} == {name: expected[name] for name in AS_ANEW}


def test_a_migrated_debate_has_its_codebook_and_one_that_is_none_is_told(old: str) -> None:
    with Database.open(old) as database:
        dams, broken = (debate_number(database, name) for name in ("Dams", "Broken"))
        with database.read() as connection:
            assert present_codebook(connection, dams).ids == ("dam", "levy")
            assert [row["change"] for row in history_of(connection, dams)] == ["there before"]
            with pytest.raises(CodebookError, match="the codebook of Broken, line 2: is no YAML"):
                present_codebook(connection, broken)
        change_codebook(database, dams, lambda book: rename_issue(book, "dam", "wall"), words="renamed dam to wall")
        with database.read() as connection:
            assert {(row.issue, row.stance, row.coder) for row in connection.execute(select(stances))} == {
                ("wall", "for", "eva"),
                ("wall", "neither", "bo"),
            }


KILLED = """
import os, sys
from onrecord.codebook import reading
reading.parse_codebook = lambda *_: os._exit(9)
from onrecord.store.database import Database
Database.open(sys.argv[1])
"""


@pytest.mark.parametrize("revision", RELEASED)
def test_a_program_that_is_killed_inside_leaves_the_database_as_it_was(present: Database, tmp_path: Path, revision: str) -> None:
    url = f"sqlite:///{tmp_path / 'record.db'}"
    make_old(url, revision, present)
    before = rows(url)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "record.db")], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (9, "")
    with create_engine(url, poolclass=NullPool).connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == revision
    assert rows(url) == before
    with Database.open(str(tmp_path / "record.db")) as database:
        assert unsound(database) == []


def test_a_migrated_database_is_written_to_as_before(old: str) -> None:
    with Database.open(old) as database:
        assert add_record(database, article(100)) == "new"
        rule(database, statement_id(100), "kind", "assessment", by=By("eva"))
        undo(database)
        forget(database, article_id(100), reason="licence ended")
        assert unsound(database) == []


@pytest.mark.parametrize("revision", RELEASED)
def test_a_backup_of_an_older_schema_is_restored(present: Database, tmp_path: Path, revision: str) -> None:
    make_old(f"sqlite:///{tmp_path / 'backup.db'}", revision, present)
    restore(tmp_path / "backup.db", str(tmp_path / "record.db"))
    with Database.open(str(tmp_path / "record.db")) as database:
        assert unsound(database) == []
    assert rows(f"sqlite:///{tmp_path / 'backup.db'}")["statements"]
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(revision,)]


def test_the_migrations_make_the_tables_that_the_schema_tells(database: Database) -> None:
    def told(_object: object, name: str | None, kind: str, _reflected: object, _compared: object) -> bool:
        words = kind in {"table", "index"} and name is not None and any(one in name for one in NAMES)
        return not words and not (name or "").endswith("lower_name")  # indexes of expressions cannot be compared on SQLite

    with database.read() as connection, warnings.catch_warnings(action="ignore"):  # which tell what is left out
        context = MigrationContext.configure(connection, opts={"include_object": told, "compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_there_is_no_way_back() -> None:
    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert len(scripts) == len(RELEASED) + 1
    assert not [script.revision for script in scripts if hasattr(script.module, "downgrade")]


def test_a_newer_database_is_refused_and_left_alone(database: Database) -> None:
    add_record(database, article(0))
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer version.*9999.*update onrecord"):
        Database.open(database.engine.url)
    with database.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == ["9999"]
        assert connection.execute(text("SELECT count(*) FROM texts")).scalar() == 1


OPEN = """
import os, sys
from onrecord.codebook.changing import rename_issue, reword_issue
from onrecord.errors import CodebookError, StoreError
from onrecord.store.codebooks.books import history_of
from onrecord.store.codebooks.books import present as present_codebook
from onrecord.store.codebooks.changing import change_codebook
from onrecord.store.codebooks.judging import JudgedClaim, put_judged, run_for, unjudged
from onrecord.store.database import Database
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
try:
    Database.open(sys.argv[1]).close()
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])  # as databases and backups are
@pytest.mark.parametrize("revision", RELEASED)
def test_a_read_only_file_of_an_older_schema_is_told(present: Database, revision: str, journal: str) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as name:  # pytest's own folders are closed to other users
        path = Path(name) / "record.db"
        make_old(f"sqlite:///{path}", revision, present)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA journal_mode = {journal}")
        Path(name).chmod(0o777 if journal == "WAL" else 0o755)  # a log of writes needs files beside it, also for reading
        path.chmod(0o444)
        told = subprocess.run([sys.executable, "-c", OPEN, path], check=True, capture_output=True, text=True, cwd=ROOT)
        assert f"older schema {revision}" in told.stdout
        assert "read-only" in told.stdout
        with create_engine(f"sqlite:///{path}", poolclass=NullPool).connect() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == revision


@pytest.mark.parametrize("revision", RELEASED)
def test_a_server_that_lets_one_only_read_an_older_schema_is_told(postgres: PostgresServer, present: Database, revision: str) -> None:
    with postgres.database() as url:
        make_old(url, revision, present)
        with pytest.raises(StoreError, match=f"older schema {revision}.*read-only"):
            Database.open(f"{url}&options=-c%20default_transaction_read_only%3Don")


AT_ONCE = """
import sys
from onrecord.store.database import Database
print("ready", flush=True)
sys.stdin.readline()
Database.open(sys.argv[1]).close()
"""


def test_programs_that_open_an_old_database_at_once_wait_for_each_other(old: str) -> None:
    command = [sys.executable, "-W", "error", "-c", AT_ONCE, old]
    programs = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    errors = [program.communicate()[1] for program in programs]
    assert errors == ["", "", ""]
    with Database.open(old) as database:
        assert unsound(database) == []
