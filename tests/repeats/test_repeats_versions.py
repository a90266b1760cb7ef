"""A newer version's difference, and where the older one's words stand in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.repeats.versions import Difference, Place, is_version
from tests.repeats.test_repeats_copies import REPORT

CORRECTED = REPORT.replace("14.5 million", "15.4 million").replace(" A petition against the purchase has 1,900 names.", "")


def words(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]


def test_what_went_and_what_came_is_told_word_by_word() -> None:
    found = Difference(REPORT, CORRECTED).changes
    assert [(words(REPORT, c.old), words(CORRECTED, c.new)) for c in found] == [
        ("14.5", "15.4"),
        ("A petition against the purchase has 1,900 names", ""),
    ]


def test_typography_is_no_change() -> None:
    assert Difference(REPORT, REPORT.replace("“", '"').replace("”", '"')).changes == ()


def test_words_that_stay_are_found_where_they_stand_now() -> None:
    at = REPORT.index("twice as many")
    (there,) = Difference(REPORT, "Corrected. " + CORRECTED).kept([(at, at + 24)]) or ()
    assert words("Corrected. " + CORRECTED, there) == "twice as many as the old"


def test_words_that_went_are_not_kept() -> None:
    at = REPORT.index("A petition")
    assert Difference(REPORT, CORRECTED).kept([(at, at + 30)]) is None


def test_words_are_not_kept_where_another_came_between_them() -> None:
    newer = REPORT.replace("is due in the spring", "is not due in the spring")
    at = REPORT.index("is due in")
    assert Difference(REPORT, newer).kept([(at, at + 20)]) is None


def test_a_paragraph_that_moved_up_is_kept_or_came_anew_but_never_both() -> None:
    lines = REPORT.split("\n\n")
    newer = "\n\n".join([lines[3], *lines[:3], lines[4]])
    found = Difference(REPORT, newer)
    at = REPORT.index("Opponents")
    came = any("Opponents" in words(newer, c.new) for c in found.changes)
    assert (found.kept([(at, at + 9)]) is None) == came


def test_a_transcript_of_thousands_of_sentences_is_compared_sentence_by_sentence() -> None:
    lines = [
        f"Question {n} of the member for ward {n % 7} was put, and the answer was that {n} is no round number at all." for n in range(3000)
    ]
    newer = [*lines[:1500], "The chair asked for order, and a vote was put off.", *lines[1501:]]
    assert len(Difference("\n".join(lines), "\n".join(newer)).changes) == 1


@given(
    st.lists(st.sampled_from(["The ferry is late.", "Nobody knew it.", "Prices will rise by 4 percent next year."]), max_size=6), st.data()
)
def test_what_did_not_change_and_what_did_make_up_both_texts(lines: list[str], data: st.DataObject) -> None:
    old, new = " ".join(lines), " ".join(data.draw(st.permutations(lines)))
    found = Difference(old, new)
    rest = [old, new]
    for change in reversed(found.changes):
        rest = [text[: span.start] + text[span.end :] for text, span in zip(rest, change, strict=True)]
    left, right = (text.replace(".", "").split() for text in rest)
    assert left == right


def test_another_article_at_the_same_address_is_no_version() -> None:
    other = "The weather will turn by Friday. Rain is expected on all coasts, and the wind may reach gale force in the north of the county."
    assert not is_version(REPORT, other, Place())
    assert is_version(REPORT, CORRECTED, Place())


def test_a_rewritten_article_under_its_title_is_a_version_and_the_next_day_of_a_column_is_none() -> None:
    rewritten = (
        "A second ferry will come. It can carry 60 cars, twice as many as the old one. " + "Nothing else of the first report stayed. " * 4
    )
    assert is_version(REPORT, rewritten, Place(same_title=True))
    assert not is_version(REPORT, rewritten, Place(same_title=True, same_day=False))
    assert not is_version(REPORT, "Rain will come to all coasts by Friday, and the wind with it.", Place(same_title=True))
