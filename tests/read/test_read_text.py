from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.language import says_english
from onrecord.read.part import Part
from onrecord.read.text import read_plain, split_head
from onrecord.records import Article

BODY = "The harbour council voted on Monday to buy a second ferry.\n\n“We cannot wait,” said Mira Olden."


def read(text: str | bytes, **options: str) -> Article:
    data = text.encode() if isinstance(text, str) else text
    (found,) = read_plain(Part(origin="a.txt", name="a.txt", file=BytesIO(data)), ReadOptions(**options))
    assert isinstance(found, Article)
    return found


def test_a_text_without_a_head_is_the_text() -> None:
    article = read(BODY)
    assert (article.text, article.title, article.origin) == (BODY, None, "a.txt")


def test_the_labelled_lines_of_the_head_are_told_and_cut() -> None:
    head = "Title: A second ferry\nOutlet: Harbour News\nAuthor: Lotte Bergan\nDate: 2026-02-10\nURL: https://harbour.example/ferry\n\n"
    article = read(head + BODY)
    assert article.text == BODY
    assert (article.title, article.outlet, article.authors) == ("A second ferry", "Harbour News", ("Lotte Bergan",))
    assert (article.published, article.url) == ("2026-02-10", "https://harbour.example/ferry")


def test_other_words_for_the_labels_are_known_in_any_case() -> None:
    article = read("SOURCE: Harbour News\nby: Lotte Bergan and Emil Stace\npublished: 10 February 2026\n" + BODY)
    assert (article.outlet, article.authors, article.published) == ("Harbour News", ("Lotte Bergan", "Emil Stace"), "2026-02-10")
    assert article.text == BODY


def test_two_author_lines_are_two_authors() -> None:
    assert read("Author: Lotte Bergan\nAuthor: Emil Stace\n\n" + BODY).authors == ("Lotte Bergan", "Emil Stace")


def test_the_head_ends_at_the_first_other_line() -> None:
    text = f"Title: A second ferry\nFERRY – {BODY}\nDate: soon"
    assert read(text).text == f"FERRY – {BODY}\nDate: soon"


def test_a_label_after_a_blank_line_is_text() -> None:
    assert read(f"Title: A second ferry\n\nSource: the council.\n{BODY}").text == f"Source: the council.\n{BODY}"


def test_a_label_without_a_value_is_text() -> None:
    assert read(f"Title:\n{BODY}").text == f"Title:\n{BODY}"


def test_a_label_that_comes_again_is_text() -> None:
    assert read(f"Title: A second ferry\nTitle: What the council calls it\n{BODY}").text.startswith("Title: What")


def test_a_date_before_the_first_word_is_told_and_cut() -> None:
    article = read(f" date 2026-02-10 {BODY}")
    assert (article.published, article.text) == ("2026-02-10", BODY)


def test_a_date_in_the_first_line_that_is_none_stays_text() -> None:
    assert read(f"date 2026-02-31 {BODY}").text == f"date 2026-02-31 {BODY}"


def test_blank_lines_around_the_text_go_and_an_indent_stays() -> None:
    assert read(f"\n \n   {BODY}\n\n \n").text == f"   {BODY}"


def test_line_ends_become_one() -> None:
    assert read("Title: A second ferry\r\n\r\n" + BODY.replace("\n", "\r\n")).text == BODY


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="soon") as refused:
        read(f"Date: soon\n\n{BODY}")
    assert refused.value.reason == "date"
    assert "2026-02-10" in refused.value.advice


def test_a_head_without_a_text_is_empty() -> None:
    with pytest.raises(InputError) as refused:
        read("Title: A second ferry\nDate: 2026-02-10\n")
    assert refused.value.reason == "empty"


def test_a_language_that_is_named_is_believed() -> None:
    with pytest.raises(InputError, match="German") as refused:
        read(f"Language: de\n\n{BODY}")
    assert refused.value.reason == "not-english"
    assert read(f"Language: en-GB\n\n{BODY}").text == BODY


def test_the_options_fill_in_what_the_head_leaves_out() -> None:
    article = read(BODY, published="10 February 2026", outlet="Harbour News")
    assert (article.published, article.outlet) == ("2026-02-10", "Harbour News")


def test_the_head_goes_before_the_options() -> None:
    assert read(f"Date: 2026-01-01\n\n{BODY}", published="2026-02-10").published == "2026-01-01"


def test_a_broken_encoding_is_an_error() -> None:
    with pytest.raises(InputError) as refused:
        read(bytes(range(1, 256)) * 4)
    assert refused.value.reason == "encoding"


@pytest.mark.parametrize(
    ("language", "is_english"), [("en", True), ("en_US", True), ("English", True), ("eng", True), ("ens", False), ("fr", False)]
)
def test_codes_and_names_of_english_are_known(language: str, *, is_english: bool) -> None:
    assert says_english(language) is is_english


LINE = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["Title: A ferry", "Date: 2026-02-10", "By: Lotte", "Title:", "", " ", " date 2026-02-10 words", "URL: x", "\tx"]),
)


@given(st.lists(LINE, max_size=8).map("\n".join))
def test_cutting_the_head_keeps_the_words(text: str) -> None:
    headed = split_head(text)
    assert text.rstrip().endswith(headed.text)
    cut = text.rstrip()[: len(text.rstrip()) - len(headed.text)]
    labels = {"title:", "date:", "date", "by:", "url:", "author:", "authors:", "published:", "outlet:", "source:", "language:"}
    told = " ".join(headed.fields.values()).replace(";", " ").split()
    assert all(word.lower() in labels or word.strip(";") in told for word in cut.split())
