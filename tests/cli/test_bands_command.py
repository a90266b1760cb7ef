"""``onrecord bands`` lists and explains the scales of certainty words."""

import json
from pathlib import Path

from onrecord.scales import scale_names
from tests.program import onrecord


def test_it_lists_every_scale() -> None:
    done = onrecord("bands")
    assert done.returncode == 0
    for name in scale_names():
        assert name in done.stdout


def test_it_explains_one_with_source_and_licence() -> None:
    done = onrecord("bands", "phia")
    assert "realistic possibility" in done.stdout
    assert "40%" in done.stdout
    assert "Open Government Licence" in " ".join(done.stdout.split())


def test_json_holds_every_band() -> None:
    rows = json.loads(onrecord("bands", "--format", "json").stdout)
    assert [row["id"] for row in rows] == list(scale_names())
    assert all(row["bands"] and row["licence"] for row in rows)


def test_it_tells_what_words_mean_on_each_scale() -> None:
    rows = json.loads(onrecord("bands", "--phrase", "likely", "--format", "json").stdout)
    assert {row["asked"]: (row["low"], row["high"]) for row in rows}["icd-203"] == (0.55, 0.8)


def test_it_tells_that_mere_possibility_is_not_scored() -> None:
    (row,) = json.loads(onrecord("bands", "readers", "--phrase", "might", "--format", "json").stdout)
    assert (row["level"], row["scored"]) == ("possible", False)


def test_an_unknown_scale_ends_with_2_and_the_list() -> None:
    done = onrecord("bands", "weather")
    assert done.returncode == 2
    assert "choose one of readers, efsa, icd-203, ipcc, nato, phia" in done.stderr


def test_a_wrong_file_ends_with_2_and_its_line(tmp_path: Path) -> None:
    path = tmp_path / "ours.yml"
    path.write_text(
        "name: a\ntitle: b\nversion: 1\nsource: c\nlicence: d\nbands:\n  - {words: [x], low: 0.5, high: 0.4}\n", encoding="utf-8"
    )
    done = onrecord("bands", str(path))
    assert done.returncode == 2
    assert "line 7" in done.stderr
