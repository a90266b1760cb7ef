import codecs
import hashlib
import json
from io import BytesIO

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.tables import json_lines as table
from onrecord.read.tables.json_lines import read_table
from onrecord.records import Article

ONE = "The council voted on Monday to buy a second ferry for the harbour."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council."


def read(data: bytes | str | list[object], **options: str) -> list[Article | InputError]:
    if isinstance(data, list):
        data = "\n".join(json.dumps(row, ensure_ascii=False) for row in data)
    raw = data.encode() if isinstance(data, str) else data
    return list(read_table(BytesIO(raw), "a.jsonl", ReadOptions(**options)))


def article(read: Article | InputError) -> Article:
    assert isinstance(read, Article), read
    return read


def error(read: Article | InputError) -> InputError:
    assert isinstance(read, InputError), read
    return read


def test_every_line_is_an_article_named_by_its_number() -> None:
    assert [(a.origin, article(a).text) for a in read([{"text": ONE}, {"text": TWO}])] == [("a.jsonl:1", ONE), ("a.jsonl:2", TWO)]


def test_the_fields_are_read_by_their_usual_names() -> None:
    row = {
        "text": ONE,
        "title": "A ferry",
        "outlet": "Harbour News",
        "authors": ["Lotte Bergan"],
        "published": "2026-02-10",
        "url": "https://h.example",
    }
    found = article(read([row])[0])
    assert (found.title, found.outlet, found.authors, found.published, found.url) == (
        "A ferry",
        "Harbour News",
        ("Lotte Bergan",),
        "2026-02-10",
        "https://h.example",
    )


def test_fields_may_have_other_names_and_stand_deeper() -> None:
    row = {"body": {"plain": ONE}, "meta": {"date": "10 February 2026", "source.name": "x"}, "source.name": "Harbour News"}
    found = article(read([row], text_field="body.plain", published_field="meta.date", outlet_field="source.name")[0])
    assert (found.text, found.published, found.outlet) == (ONE, "2026-02-10", "Harbour News")


def test_the_text_is_left_as_it_is() -> None:
    text = f"  {ONE}\r\n\r\nCafe\u0301\rowners\u2028were glad. \n"
    assert article(read([{"text": text}])[0]).text == text


def test_the_hash_is_of_the_line_without_its_end() -> None:
    line = json.dumps({"text": ONE}).encode()
    assert article(read(line + b"\r\n" + line)[0]).sha256 == hashlib.sha256(line).hexdigest()


def test_blank_lines_count_but_are_no_error() -> None:
    assert [a.origin for a in read(f'\n{{"text": "{ONE}"}}\n\n{{"text": "{ONE}"}}\n')] == ["a.jsonl:2", "a.jsonl:4"]


def test_a_broken_line_is_an_error_and_the_rest_is_read() -> None:
    first, broken, last = read(f'{{"text": "{ONE}"}}\n{{"text": "cut of\n{{"text": "{ONE}"}}')
    assert (error(broken).origin, error(broken).reason) == ("a.jsonl:2", "json")
    assert article(first).text == article(last).text == ONE


def test_a_broken_first_line_does_not_hide_the_others() -> None:
    assert [type(a) for a in read(f'{{"text": broken}}\n{{"text": "{ONE}"}}\n{{"text": "{ONE}"}}')] == [InputError, Article, Article]


def test_a_line_that_is_no_object_is_an_error() -> None:
    assert error(read(f'{{"text": "{ONE}"}}\n[1, 2]')[1]).reason == "json"


def test_a_missing_text_names_the_fields_there_are() -> None:
    found = error(read([{"headline": "A ferry", "body": ONE}])[0])
    assert found.reason == "no-text-field"
    assert "headline, body" in found.advice
    assert "--text-field" in found.advice


@pytest.mark.parametrize("value", [None, 5, [ONE], {"plain": ONE}])
def test_a_text_that_is_no_string_is_an_error(value: object) -> None:
    assert error(read([{"text": value}])[0]).reason == "no-text-field"


def test_an_empty_text_is_an_error() -> None:
    assert error(read([{"text": " "}])[0]).reason == "empty"


@pytest.mark.parametrize("value", ["2026-02-10T23:30:00+09:00", "2026-02-10", "February 10, 2026", 20260210])
def test_dates_are_read_in_many_forms(value: object) -> None:
    assert article(read([{"text": ONE, "published": value}])[0]).published == "2026-02-10"


@pytest.mark.parametrize("value", ["soon", "2026-13-01", 1770681600, ["2026-02-10"], True])
def test_a_date_that_is_none_is_an_error_of_its_line(value: object) -> None:
    bad, good = read([{"text": ONE, "published": value}, {"text": ONE}])
    assert (error(bad).origin, error(bad).reason) == ("a.jsonl:1", "date")
    assert article(good).published is None


@pytest.mark.parametrize("value", [None, "", " "])
def test_an_article_without_a_date_has_the_default(value: object) -> None:
    assert article(read([{"text": ONE, "published": value}], published="2026-02-10")[0]).published == "2026-02-10"


def test_an_article_without_an_outlet_has_the_default() -> None:
    assert article(read([{"text": ONE}], outlet="Harbour News")[0]).outlet == "Harbour News"


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        (["Lotte Bergan", "Emil Stace"], ("Lotte Bergan", "Emil Stace")),
        ("By Lotte Bergan and Emil Stace", ("Lotte Bergan", "Emil Stace")),
        ([{"name": "Lotte Bergan"}], ("Lotte Bergan",)),
        (None, ()),
    ],
)
def test_authors_are_a_list_or_a_byline(value: object, authors: tuple[str, ...]) -> None:
    assert article(read([{"text": ONE, "authors": value}])[0]).authors == authors


def test_a_language_given_is_believed() -> None:
    german = "Der Minister sagte am Montag, dass er das Gesetz nicht unterschreibt."
    told, foreign = read([{"text": german, "language": "en-US"}, {"text": ONE, "language": "de"}])
    assert article(told).text == german
    assert error(foreign).reason == "not-english"
    assert "German" in str(foreign)


@pytest.mark.parametrize("value", [None, "", "und"])
def test_without_a_language_the_text_tells(value: object) -> None:
    german = "Der Minister sagte am Montag, dass er das Gesetz nicht unterschreibt."
    assert error(read([{"text": german, "language": value}])[0]).reason == "not-english"


def test_a_list_of_objects_is_read_like_lines() -> None:
    found = read(json.dumps([{"text": ONE}, {"text": TWO}], indent=2))
    assert [(a.origin, article(a).text) for a in found] == [("a.jsonl:1", ONE), ("a.jsonl:2", TWO)]


def test_the_hash_of_a_member_is_of_its_own_bytes() -> None:
    assert article(read(f'[ {{"text": "{ONE}" }} , 5]')[0]).sha256 == hashlib.sha256(f'{{"text": "{ONE}" }}'.encode()).hexdigest()


def test_one_object_over_many_lines_is_an_article() -> None:
    assert article(read(json.dumps({"text": ONE, "title": "A ferry"}, indent=2))[0]).title == "A ferry"


def test_what_stands_before_a_break_in_a_list_is_read() -> None:
    first, broken = read(json.dumps([{"text": ONE}, {"text": TWO}], indent=2)[:-30])
    assert (article(first).text, error(broken).reason) == (ONE, "json")


def test_a_list_that_is_not_closed_is_an_error_after_its_members() -> None:
    assert [type(a) for a in read(f'[{{"text": "{ONE}"}}')] == [Article, InputError]


def test_nesting_without_end_is_an_error() -> None:
    assert error(read('{"text": ' + "[" * 200_000)[0]).reason == "json"


@pytest.mark.parametrize("name", ["utf-16", "utf-32", "utf-8-sig"])
def test_lines_in_other_unicode_encodings_are_read(name: str) -> None:
    data = f'{{"text": "{TWO}"}}\n{{"text": "{ONE}"}}'.encode(name)
    assert [article(a).text for a in read(data)] == [TWO, ONE]


def test_a_line_in_windows_1252_is_read() -> None:
    assert article(read(f'{{"text": "{TWO}"}}'.encode("cp1252"))[0]).text == TWO


def test_a_broken_utf_16_is_an_error() -> None:
    assert error(read(codecs.BOM_UTF16_LE + b"{\x00" + b"\x00\xd8" * 500)[0]).reason == "encoding"


def test_a_line_too_long_is_an_error_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LONGEST", 1000)
    long, good = read([{"text": ONE * 100}, {"text": ONE}])
    assert (error(long).origin, error(long).reason) == ("a.jsonl:1", "too-large")
    assert article(good).origin == "a.jsonl:2"


def test_a_list_too_long_is_an_error_that_names_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LONGEST", 1000)
    found = error(read(json.dumps([{"text": ONE}] * 100))[0])
    assert found.reason == "too-large"
    assert "JSON Lines" in found.advice
