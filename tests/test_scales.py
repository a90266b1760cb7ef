"""Scales of certainty words: what comes with the package, and which files are refused."""

from pathlib import Path

import pytest

from onrecord.errors import ScaleError
from onrecord.scales import Scale, parse_scale, scale, scale_names

HEAD = "name: ours\ntitle: Our scale\nversion: '1'\nsource: the desk\nlicence: ours\n"


def made(bands: str, kind: str = "ladder") -> Scale:
    return parse_scale(f"{HEAD}kind: {kind}\nbands:\n{bands}", "ours.yml")


def test_the_default_scale_comes_first() -> None:
    assert scale_names() == ("readers", "efsa", "icd-203", "ipcc", "nato", "phia")


@pytest.mark.parametrize("name", scale_names())
def test_every_scale_tells_its_source_and_licence(name: str) -> None:
    one = scale(name)
    assert one.name == name
    assert one.source
    assert one.licence
    assert one.version


@pytest.mark.parametrize(
    ("name", "phrase", "low", "high"),
    [
        ("icd-203", "likely", 0.55, 0.8),
        ("icd-203", "almost certain", 0.95, 0.99),
        ("phia", "realistic possibility", 0.4, 0.5),
        ("phia", "highly likely", 0.8, 0.9),
        ("nato", "highly likely", 0.9, 1),
        ("ipcc", "virtually certain", 0.99, 1),
        ("ipcc", "likely", 0.66, 1),
        ("efsa", "unlikely", 0.1, 0.33),
        ("readers", "unlikely", 0.1, 0.25),
    ],
)
def test_a_phrase_has_the_band_of_its_scale(name: str, phrase: str, low: float, high: float) -> None:
    band = scale(name).band_of(phrase)
    assert band is not None
    assert (band.low, band.high) == (low, high)


def test_a_value_in_a_gap_belongs_to_the_nearer_band() -> None:
    band = scale("phia").band_at(0.36)
    assert band is not None
    assert band.words == ("unlikely",)


def test_a_value_in_the_middle_of_a_gap_belongs_to_the_band_nearer_to_one_half() -> None:
    band = scale("phia").band_at(0.925)
    assert band is not None
    assert band.words == ("highly likely",)


def test_of_nested_bands_a_value_belongs_to_the_narrowest() -> None:
    band = scale("ipcc").band_at(0.97)
    assert band is not None
    assert band.words == ("extremely likely",)


def test_a_survey_is_no_partition() -> None:
    assert scale("readers").band_at(0.5) is None


def test_an_unknown_scale_is_refused_with_the_list() -> None:
    with pytest.raises(ScaleError, match="weather: there is no such scale; choose one of readers, efsa, icd-203, ipcc, nato, phia"):
        scale("weather")


def test_a_scale_can_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.yml"
    path.write_text(HEAD + "bands:\n  - {words: [Fairly Likely], low: 0.6, high: 0.7}\n", encoding="utf-8")
    band = scale(str(path)).band_of("fairly  likely")
    assert band is not None
    assert band.low == 0.6


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaleError, match="cannot be read"):
        scale(str(tmp_path / "none.yml"))


@pytest.mark.parametrize(
    ("bands", "line", "reason"),
    [
        ("  - {words: [a], low: 0.1, high: 0.5}\n  - {words: [b], low: 0.4, high: 0.6}\n", 9, "overlap"),
        ("  - {words: [a], low: 0.5, high: 0.5}\n", 8, "empty"),
        ("  - {words: [a], low: 0.6, high: 0.5}\n", 8, "empty"),
        ("  - {words: [a], low: 0.1, high: 1.5}\n", 8, "outside 0 to 1"),
        ("  - {words: [a], low: -0.1, high: 0.5}\n", 8, "outside 0 to 1"),
        ("  - {words: [a], low: few, high: 0.5}\n", 8, "must be a number"),
        ("  - {words: [a], high: 0.5}\n", 8, "must be a number"),
        ("  - {words: [], low: 0.1, high: 0.5}\n", 8, "needs words"),
        ("  - {words: [a], low: 0.1, high: 0.2}\n  - {words: [A], low: 0.4, high: 0.6}\n", 9, "'a' has two bands"),
        ("  - {words: [a], low: 0.1, median: 0.6, high: 0.5}\n", 8, "median"),
    ],
)
def test_a_wrong_band_is_refused_with_its_line(bands: str, line: int, reason: str) -> None:
    with pytest.raises(ScaleError, match=reason) as caught:
        made(bands)
    assert caught.value.line == line
    assert f"line {line}" in str(caught.value)


def test_nested_bands_may_hold_but_not_cross_each_other() -> None:
    assert made("  - {words: [a], low: 0.6, high: 1}\n  - {words: [b], low: 0.9, high: 1}\n", "nested").bands
    with pytest.raises(ScaleError, match="overlap"):
        made("  - {words: [a], low: 0.1, high: 0.5}\n  - {words: [b], low: 0.4, high: 0.6}\n", "nested")


def test_bands_of_a_ladder_may_touch() -> None:
    assert len(made("  - {words: [a], low: 0.1, high: 0.5}\n  - {words: [b], low: 0.5, high: 0.6}\n").bands) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must hold the fields"),
        ("- a\n", "must hold the fields"),
        ("name: x\n", "lacks title"),
        (HEAD + "bands: none\n", "must be a list"),
        (HEAD + "kind: circle\nbands: [{words: [a], low: 0, high: 1}]\n", "kind cannot be 'circle'"),
        ("name: [x\n", "is no YAML"),
    ],
)
def test_a_file_that_is_no_scale_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ScaleError, match=reason):
        parse_scale(text, "ours.yml")


def test_a_date_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(ScaleError, match="quotation marks"):
        parse_scale(HEAD.replace("version: '1'", "version: 2026-13-01") + "bands: [{words: [a], low: 0, high: 1}]\n", "ours.yml")
