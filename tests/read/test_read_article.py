import hashlib

import pytest

from onrecord.errors import InputError, SettingsError
from onrecord.read import ReadOptions, article_from_text
from onrecord.read.article import LONGEST_TEXT, iso_day, split_authors

TEXT = "“We are late,” the minister of the harbour said on Monday."


def test_the_id_is_of_the_text_and_the_hash_of_the_bytes() -> None:
    article = article_from_text(TEXT, origin="a.txt", raw=b"raw")
    assert article.id == hashlib.sha256(TEXT.encode()).hexdigest()[:16]
    assert article.sha256 == hashlib.sha256(b"raw").hexdigest()


def test_without_bytes_the_hash_is_of_the_text() -> None:
    assert article_from_text(TEXT, origin="a").sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_text_stays_as_it_is() -> None:
    text = f"  {TEXT}\r\n\r\n  Cafe\u0301\u00a0owners were glad of it.\n"
    assert article_from_text(text, origin="a").text == text


def test_half_a_surrogate_pair_has_an_id() -> None:
    assert len(article_from_text(f"{TEXT} \ud800", origin="a").id) == 16


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\u00a0", "empty"),
        ("a" * (LONGEST_TEXT + 1), "too-large"),
        ("Der Minister sagte, dass er nicht geht. " * 3, "not-english"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason_and_advice(text: str, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        article_from_text(text, origin="a.txt")
    assert (refused.value.origin, refused.value.reason) == ("a.txt", reason)
    assert refused.value.advice


def test_the_language_guessed_is_named() -> None:
    with pytest.raises(InputError, match="German"):
        article_from_text("Der Minister sagte, dass er nicht geht. " * 3, origin="a")


def test_the_language_is_not_looked_at_where_it_is_known() -> None:
    assert article_from_text("Der Minister sagte, dass er nicht geht. " * 3, origin="a", check_language=False).language == "en"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="soon") as refused:
        article_from_text(TEXT, origin="a", published="soon")
    assert refused.value.reason == "date"


def test_blank_fields_are_none() -> None:
    article = article_from_text(TEXT, origin="a", title=" ", outlet="", authors=["", " Lotte  Bergan "], published=" ", url="")
    assert (article.title, article.outlet, article.authors, article.published, article.url) == (None, None, ("Lotte Bergan",), None, None)


@pytest.mark.parametrize(
    "words",
    [
        "2026-02-10",
        "2026-02-10T09:30:00Z",
        "2026-02-10 23:59:59+09:00",
        "10 February 2026",
        "February 10, 2026",
        "Tue, 10 Feb 2026 09:30:00 GMT",
        "2026/02/10",
        "20260210",
        " Feb. 10, 2026 ",
    ],
)
def test_a_day_is_read_in_the_forms_in_use(words: str) -> None:
    assert iso_day(words) == "2026-02-10"


@pytest.mark.parametrize("words", ["soon", "2026-02-30", "10/02/2026", "2026", "1770681600", ""])
def test_what_names_no_day_is_none(words: str) -> None:
    assert iso_day(words) is None


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Lotte Bergan", ["Lotte Bergan"]),
        ("By Lotte Bergan and Emil Stace", ["Lotte Bergan", "Emil Stace"]),
        ("Lotte Bergan, Emil Stace and Per Haug", ["Lotte Bergan", "Emil Stace", "Per Haug"]),
        ("Lotte Bergan, Emil Stace, and Per Haug", ["Lotte Bergan", "Emil Stace", "Per Haug"]),
        ("Bergan, Lotte; Stace, Emil", ["Bergan, Lotte", "Stace, Emil"]),
        ("Bergan, Lotte", ["Bergan, Lotte"]),
        ("Owen Marsh, Jr. & Ida Sand", ["Owen Marsh, Jr.", "Ida Sand"]),
        ("Byron Anderson", ["Byron Anderson"]),
        ("", []),
    ],
)
def test_a_byline_is_parted_into_its_names(byline: str, names: list[str]) -> None:
    assert split_authors(byline) == names


def test_a_default_date_must_be_one() -> None:
    with pytest.raises(SettingsError, match="published"):
        ReadOptions(published="soon")


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("2026-02-10T09:30:00+01:00", "2026-02-10T08:30:00+00:00"),
        ("2026-02-10T09:30:00Z", "2026-02-10T09:30:00+00:00"),
        ("2026-02-10T09:30", "2026-02-10T09:30:00+00:00"),
        ("2026-02-10", "2026-02-10"),
        ("10 February 2026", "2026-02-10"),
        ("10 February 2026, 09:30", "2026-02-10"),
        ("when the council has met", None),
    ],
)
def test_the_time_of_the_last_change_is_told_in_utc_as_far_as_it_is_known(words: str, time: str | None) -> None:
    found = article_from_text("The council met.", origin="a", modified=words, check_language=False)
    assert found.modified == time
