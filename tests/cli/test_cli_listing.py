"""The lists as commands print them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from onrecord.cli import tables
from onrecord.cli.main import cli
from onrecord.cli.tables import neutral, print_rows
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record
from tests.records_made import record, speaker, statement, talks


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A database with the talks, and a statement that would start a formula."""
    file = str(tmp_path / "record.db")
    database = Database.open(file)
    add_record(database, record_as_dict(talks()))
    text = "=cmd() said @the lake is deep."
    said = statement(text, "@the lake is deep", source="=cmd()", cue="said", speaker=speaker("=cmd() x"))
    add_record(database, record_as_dict(record(text, said, published="2026-01-05")))
    database.close()
    return file


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")


def run(path: str, *arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [*arguments, "--db", path], terminal_width=200)
    assert result.exit_code == code, result.output
    return result


def rows(path: str, *arguments: str) -> list[dict[str, Any]]:
    found = json.loads(run(path, *arguments, "--format", "json").stdout)
    assert isinstance(found, list)
    return found


def test_json_is_a_list_of_the_contracts_statements(path: str) -> None:
    found = rows(path, "statements")
    contract = record_as_dict(talks())["statements"][0]
    assert len(found) == 5
    assert contract.keys() | {"content_text", "article", "outlet", "published", "checked"} <= found[0].keys()


def test_json_lines_are_the_same_rows(path: str) -> None:
    lines = run(path, "statements", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows(path, "statements")


@pytest.mark.parametrize("command", ["statements", "speakers", "articles", "log"])
def test_every_row_has_an_id(path: str, command: str) -> None:
    found = rows(path, command)
    assert len({row["id"] for row in found}) == len(found) > 0
    assert all(isinstance(row["id"], str) for row in found)


@pytest.mark.parametrize("command", [["speakers"], ["articles"], ["balance", "--by", "type"]])
def test_what_rests_on_statements_names_them(path: str, command: list[str]) -> None:
    assert all(len(row["statements"]) == row["statement_count"] for row in rows(path, *command))


def test_a_table_shows_who_said_what_and_whether_it_was_checked(path: str) -> None:
    shown = run(path, "statements", "--text", "dam").stdout
    assert "Ana Ruiz" in shown
    assert "checked" in shown


def test_an_empty_list_says_so(path: str) -> None:
    assert run(path, "statements", "--checked-only").stdout == "nothing found\n"
    assert rows(path, "statements", "--checked-only") == []
    assert run(path, "log", "--action", "undo").stdout == "nothing found\n"


def test_csv_starts_no_formula_and_keeps_numbers(path: str) -> None:
    (row,) = csv.DictReader(io.StringIO(run(path, "statements", "--until", "2026-01-31", "--format", "csv").stdout))
    assert (row["content_text"], row["speaker_name"], row["confidence"], row["checked"]) == (
        "'@the lake is deep",
        "'=cmd() x",
        "0.9",
        "false",
    )
    assert json.loads(row["content"]) == [[12, 29]]


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-x", "'-x"),
        ("-1.5", "-1.5"),
        ("+49", "+49"),
        (-3, -3),
        (True, "true"),
        ("a=b", "a=b"),
    ],
)
def test_words_that_would_start_a_formula_are_neutralised(cell: Any, safe: Any) -> None:
    assert neutral(cell) == safe


def test_parquet_has_the_rows_with_their_types(path: str, tmp_path: Path) -> None:
    run(path, "statements", "--format", "parquet", "--out", str(tmp_path / "rows.parquet"))
    table = parquet.read_table(tmp_path / "rows.parquet")
    assert table.num_rows == 5
    assert {str(table.schema.field(name).type) for name in ("confidence", "checked", "content_text")} == {"double", "bool", "string"}


def test_parquet_of_nothing_has_columns(path: str, tmp_path: Path) -> None:
    run(path, "statements", "--checked-only", "--format", "parquet", "--out", str(tmp_path / "rows.parquet"))
    assert "content_text" in parquet.read_table(tmp_path / "rows.parquet").column_names


def test_parquet_goes_through_a_pipe(path: str) -> None:
    assert run(path, "speakers", "--format", "parquet").stdout_bytes.startswith(b"PAR1")


def test_columns_that_start_empty_keep_their_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "BATCH", 1)
    print_rows([{"a": None, "b": None}, {"a": 1.5, "b": None}], "parquet", tmp_path / "rows.parquet", columns=("a", "b"))
    assert parquet.read_table(tmp_path / "rows.parquet").to_pylist() == [{"a": None, "b": None}, {"a": 1.5, "b": None}]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_a_file_has_what_would_be_printed(path: str, tmp_path: Path, form: str) -> None:
    file = tmp_path / "rows"
    assert run(path, "articles", "--format", form, "--out", str(file)).stdout == ""
    if form != "table":
        assert file.read_text(encoding="utf-8") == run(path, "articles", "--format", form).stdout
    assert "Dam talks" in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told(path: str, tmp_path: Path) -> None:
    told = run(path, "articles", "--out", str(tmp_path / "no" / "rows"), code=2)
    assert "cannot be written" in told.stderr
    assert not (tmp_path / "no").exists()


def test_a_list_that_fails_leaves_the_file_as_it_was(path: str, tmp_path: Path) -> None:
    file = tmp_path / "rows"
    file.write_text("before", encoding="utf-8")
    assert CliRunner().invoke(cli, ["statements", "--speaker", "Nobody", "--out", str(file), "--db", path]).exit_code != 0
    assert file.read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("rows")] == ["rows"]


def test_a_full_page_names_the_next(path: str) -> None:
    assert "--page 2" in run(path, "statements", "--limit", "2").stderr
    assert run(path, "statements", "--limit", "0").stderr == ""
    assert len(rows(path, "statements", "--limit", "2", "--page", "3")) == 1


def test_all_rows_have_no_second_page(path: str) -> None:
    assert "--limit" in run(path, "statements", "--limit", "0", "--page", "2", code=2).stderr


def test_a_wrong_date_is_told(path: str) -> None:
    assert "'May' is no date" in run(path, "articles", "--since", "May", code=2).stderr


def test_balance_counts_over_months(path: str) -> None:
    found = rows(path, "balance", "--by", "type", "--over", "month")
    assert [(row["time"], row["value"], row["statement_count"]) for row in found][:2] == [
        ("2026-01", "person", 1),
        ("2026-02", "person", 2),
    ]


def test_a_balance_is_shown_by_pages(path: str) -> None:
    whole = rows(path, "balance", "--by", "speaker")
    pages = [rows(path, "balance", "--by", "speaker", "--limit", "1", "--page", str(page)) for page in range(1, len(whole) + 1)]
    assert len(whole) > 1
    assert [row for page in pages for row in page] == whole
