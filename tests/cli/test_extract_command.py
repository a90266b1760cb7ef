"""``onrecord extract`` keeps its contract: records on standard output, what was skipped on standard error, exit codes 0, 2, 3."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.program import COMMAND, DAM, DEBATE, complaints, environment, onrecord

C_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
PAGE = f"""<!DOCTYPE html><html><head><title>The dam</title><meta property="og:site_name" content="The Port Post"></head>
<body><article><h1>The dam</h1><p>{DAM} She spoke to reporters in the town hall after the council had met for more than
four hours behind closed doors.</p><p>The council will meet again in the spring, when the engineers are back.</p></article></body></html>"""
GERMAN = "Der Bürgermeister sagte am Montag, dass die Brücke im Frühjahr wieder für den Verkehr geöffnet wird, wenn das Wetter es erlaubt."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles that can be read, four inputs that cannot."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(f"Title: The dam\nDate: 2026-02-10\n\n{DAM}\n", encoding="utf-8")
    (folder / "b.html").write_text(PAGE, encoding="utf-8")
    (folder / "c.jsonl").write_text(json.dumps({"text": DAM, "outlet": "The Port Post"}) + "\n{broken\n", encoding="utf-8")
    (folder / "d.txt").write_bytes(b"")
    (folder / "e.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "f.txt").write_text(GERMAN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read(folder: Path) -> subprocess.CompletedProcess[str]:
    """What came of the folder."""
    return onrecord("extract", folder, "--format", "jsonl")


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One article that can be read."""
    path = tmp_path_factory.mktemp("article") / "dam.txt"
    path.write_text(DAM, encoding="utf-8")
    return path


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def words(record: dict[str, Any]) -> list[str]:
    return [record["article"]["text"][s:e] for one in record["statements"] for s, e in one["content"]]


def test_every_input_read_is_exit_0_and_silence_on_standard_error(article: Path) -> None:
    done = onrecord("extract", article, "--format", "jsonl")
    assert (done.returncode, complaints(done)) == (0, [])
    (record,) = records(done)
    assert words(record) == ["“The dam will hold for a hundred years,”"]
    assert record["statements"][0]["speaker"]["name"] == "Ana Ruiz"


def test_some_inputs_skipped_is_exit_3_and_the_rest_is_read(read: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert read.returncode == 3
    origins = [record["article"]["origin"] for record in records(read)]
    assert [Path(o).relative_to(folder).as_posix() for o in origins] == ["a.txt", "b.html", "c.jsonl:1"]


@pytest.mark.parametrize(("name", "reason"), [("c.jsonl:2", "json"), ("d.txt", "empty"), ("e.png", "binary"), ("f.txt", "not-english")])
def test_each_skipped_input_is_named_with_its_reason_and_what_to_do(
    read: subprocess.CompletedProcess[str], folder: Path, name: str, reason: str
) -> None:
    (line,) = [line for line in read.stderr.splitlines() if str(folder / name) in line]
    assert line.split()[:2] == ["skipped", reason]
    assert line.endswith(")"), "the advice stands in brackets at the end"


def test_the_last_line_counts_what_was_skipped_by_reason(read: subprocess.CompletedProcess[str]) -> None:
    assert read.stderr.splitlines()[-1] == "read 3, skipped 4: 1 binary, 1 empty, 1 json, 1 not-english"


def test_records_are_as_the_schema_says(read: subprocess.CompletedProcess[str]) -> None:
    schema = json.loads(onrecord("schema").stdout)
    found = records(read)
    assert len(found) == 3
    for record in found:
        jsonschema.validate(record, schema, jsonschema.Draft202012Validator)


def test_stances_which_are_to_come_are_empty_never_invented(read: subprocess.CompletedProcess[str]) -> None:
    for record in records(read):
        assert record["schema"] == 1
        claims = [claim for one in record["statements"] for claim in one["claims"]]
        assert claims
        assert all(claim["stances"] == [] for claim in claims)


def test_what_an_article_tells_of_itself_is_kept(read: subprocess.CompletedProcess[str]) -> None:
    plain, page, row = (record["article"] for record in records(read))
    assert (plain["title"], plain["published"], plain["text"].strip()) == ("The dam", "2026-02-10", DAM)
    assert page["outlet"] == row["outlet"] == "The Port Post"
    assert row["text"] == DAM


def test_a_path_that_does_not_exist_is_skipped(article: Path, tmp_path: Path) -> None:
    done = onrecord("extract", tmp_path / "none.txt", article, "--format", "jsonl")
    assert done.returncode == 3
    assert len(records(done)) == 1
    assert "not-found" in done.stderr


def test_names_that_would_command_the_terminal_are_shown_harmless(tmp_path: Path) -> None:
    done = onrecord("extract", tmp_path / "a\x1b[2J\nb.txt")
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), "Missing argument"),
        (("a.txt", "--no-such-option"), "--no-such-option"),
        (("a.txt", "--format", "xml"), "'table', 'jsonl', 'html'"),
        (("a.txt", "--published", "the other day"), "write it as 2026-02-10"),
        (("a.txt", "--published", "2026-02-31"), "write it as 2026-02-10"),
        (("a.txt", "--workers", "0"), "whole number from 1 to"),
        (("a.txt", "--workers", "many"), "many"),
    ],
)
def test_wrong_usage_is_exit_2_and_says_what_is_right(options: tuple[str, ...], expected: str) -> None:
    done = onrecord("extract", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_is_one_line_and_exit_2(article: Path) -> None:
    done = onrecord("extract", article, ONRECORD_WORKERS="abc")
    assert done.returncode == 2
    assert done.stderr == "onrecord: ONRECORD_WORKERS cannot be 'abc'; give a whole number from 1 to 64\n"


def test_a_model_that_is_missing_is_one_line_and_exit_2(article: Path, tmp_path: Path) -> None:
    done = onrecord("extract", article, ONRECORD_MODEL=str(tmp_path))
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "model.json" in done.stderr


def test_a_date_on_the_command_line_is_for_articles_without_one(folder: Path) -> None:
    done = onrecord("extract", folder / "a.txt", folder / "c.jsonl", "--published", "3 March 2026", "--format", "jsonl")
    assert [record["article"]["published"] for record in records(done)] == ["2026-02-10", "2026-03-03"]


def test_fields_of_json_lines_are_found_under_the_names_given(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps({"body": DAM, "meta": {"date": "2026-02-10"}}), encoding="utf-8")
    done = onrecord("extract", path, "--text-field", "body", "--published-field", "meta.date", "--format", "jsonl")
    assert records(done)[0]["article"]["published"] == "2026-02-10"


def test_table_is_what_is_printed_unless_told(article: Path) -> None:
    done = onrecord("extract", article, COLUMNS="120")
    assert done.returncode == 0
    assert "Ana Ruiz" in done.stdout
    assert "\x1b" not in done.stdout
    assert done.stdout == onrecord("extract", article, "--format", "table", COLUMNS="120").stdout


def test_html_is_one_page(article: Path) -> None:
    page = onrecord("extract", article, "--format", "html").stdout
    assert page.lower().startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert "Ana Ruiz" in page


@pytest.mark.parametrize("form", ["jsonl", "html", "table"])
def test_out_holds_what_would_have_been_printed(article: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / "record"
    done = onrecord("extract", article, "--format", form, "--out", out, COLUMNS="80")
    assert (done.returncode, done.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == onrecord("extract", article, "--format", form, COLUMNS="80").stdout
    assert list(tmp_path.iterdir()) == [out]


def test_out_keeps_what_was_there_where_the_run_fails(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "record.jsonl"
    out.write_text("before", encoding="utf-8")
    done = onrecord("extract", article, "--format", "jsonl", "--out", out, ONRECORD_MODEL=str(tmp_path / "none"))
    assert done.returncode == 2
    assert out.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("name", ["missing/record.jsonl", "."])
def test_out_that_cannot_be_written_is_exit_2(article: Path, tmp_path: Path, name: str) -> None:
    done = onrecord("extract", article, "--out", tmp_path / name)
    assert done.returncode == 2
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_out_through_a_link_leaves_the_link(article: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.jsonl", tmp_path / "link.jsonl"
    target.touch()
    link.symlink_to(target)
    assert onrecord("extract", article, "--format", "jsonl", "--out", link).returncode == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("{")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_out_that_is_no_file_is_written_to_and_stays_what_it_is(article: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [*COMMAND, "extract", str(article), "--format", "jsonl", "--out", str(pipe)]
    with subprocess.Popen(command, env=environment()) as process:
        assert json.loads(pipe.read_text(encoding="utf-8"))["schema"] == 1
    assert process.returncode == 0
    assert pipe.is_fifo()


@pytest.mark.parametrize("form", ["jsonl", "html", "table"])
def test_a_closed_pipe_ends_the_run_without_complaint(form: str) -> None:
    command = [*COMMAND, "extract", str(DEBATE), "--format", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if form == "jsonl":
            assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        said = process.stderr.read()
    assert not any(word in said for word in (b"Traceback", b"Exception", b"Error"))


@pytest.mark.parametrize("form", ["jsonl", "html", "table"])
def test_output_is_utf_8_whatever_the_locale(article: Path, form: str) -> None:
    done = onrecord("extract", article, "--format", form, **C_LOCALE)
    assert done.returncode == 0
    assert "“The dam will hold" in done.stdout


@pytest.mark.parametrize("escaped", ["\\ud83d\\ude00", "\\ud83d", "\\udc00", "\\u0000"])
def test_emoji_and_halves_of_them_survive_with_right_offsets(tmp_path: Path, escaped: str) -> None:
    line = json.dumps({"text": f"MARK MARK\n\n{DAM}\n\nMARK", "title": "A dam MARK"}).replace("MARK", escaped)
    path = tmp_path / "a.jsonl"
    path.write_text(line, encoding="ascii")
    done = onrecord("extract", path, "--format", "jsonl")
    assert done.returncode == 0
    (record,) = records(done)
    assert record["article"]["text"] == json.loads(line)["text"]
    assert record["article"]["title"] == json.loads(line)["title"]
    assert words(record) == ["“The dam will hold for a hundred years,”"]


@pytest.mark.parametrize("form", ["html", "table"])
def test_halves_of_surrogate_pairs_break_no_other_format(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": f"\ud83d\n{DAM}", "title": "A \udc00 dam", "outlet": "\ud800"}), encoding="ascii")
    assert "The dam will hold" in onrecord("extract", path, "--format", form).stdout
