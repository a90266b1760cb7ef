"""``onrecord quotations`` and ``versions``, and what lists say of repeats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import cli
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
from tests.ferry_made import CORRECTED, CUT, FIRST, OTHER, WIRE, version

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = str(tmp_path / "record.db")
    with Database.open(path) as database:
        older = version(*WIRE, "Later that day nothing else was said on it.")
        for one in (FIRST, CUT, OTHER, older, version(*CORRECTED, published="2026-02-12")):
            add_record(database, record_as_dict(one))
    return path


def run(db: str, *words: str) -> Result:
    found = CliRunner().invoke(cli, [*words, "--db", db])
    assert found.exit_code == 0, found.output
    return found


def test_a_table_of_quotations_has_a_row_for_every_wording(db: str) -> None:
    output = " ".join(run(db, "quotations").output.split())
    assert "2026-02-10" in output
    assert "The Sun" in output


def test_quotations_in_csv_have_the_statements_of_each_wording(db: str) -> None:
    head, row = run(db, "quotations", "--format", "csv").output.strip().splitlines()
    assert head.split(",")[:4] == ["id", "speaker", "first", "wording"]
    assert "Ana Ruiz" in row


def test_versions_show_what_went_and_what_came(db: str) -> None:
    (row,) = json.loads(run(db, "versions", "--format", "json").output)
    assert ("14.5", "15.4") in [(one["old"], one["new"]) for one in row["changes"]]
    output = " ".join(run(db, "versions").output.split())
    assert "2026-02-12" in output


def test_versions_of_an_article_that_is_not_there_are_refused(db: str) -> None:
    found = CliRunner().invoke(cli, ["versions", "feedfeedfeedfeed", "--db", db])
    assert found.exit_code == 1
    assert "there is no article 'feedfeedfeedfeed'" in str(found.exception)


def test_statements_are_shown_once_and_with_their_repeats_where_asked(db: str) -> None:
    once, all_ = (json.loads(run(db, "statements", "--format", "json", *more).output) for more in ((), ("--repeats", "--withdrawn")))
    assert len(once) < len(all_)
    assert {row["repeat_of"] for row in once} == {row["withdrawn"] for row in once} == {None}
    assert any(row["withdrawn"] for row in all_)


def test_balance_and_speakers_count_once_and_all_where_asked(db: str) -> None:
    for words in (("balance", "--by", "speaker"), ("speakers",)):
        once, all_ = (json.loads(run(db, *words, "--format", "json", *more).output) for more in ((), ("--repeats", "--withdrawn")))
        assert sum(row["statement_count"] for row in once) < sum(row["statement_count"] for row in all_)


def test_articles_are_shown_once(db: str) -> None:
    once, all_ = (json.loads(run(db, "articles", "--format", "json", *more).output) for more in ((), ("--repeats",)))
    assert (len(once), len(all_)) == (2, 5)
