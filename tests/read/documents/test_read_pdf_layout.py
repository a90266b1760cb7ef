"""Layouts as they are met: what is text, and in which order."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from onrecord.records import Article
from tests.read.documents.pdf_made import BOLD, HEAD, HIGH, STORY, Sheets, lines_at, made, outcome, read, story


def test_columns_are_read_one_after_the_other() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.put(HEAD, 60, 80, 18, BOLD)
        sheets.fill(STORY[:2], 60, 110, 220)
        sheets.fill(STORY[2:], 310, 110, 220)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_columns_whose_lines_are_not_level_and_drawn_from_the_right_are_read_from_the_left() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.fill(STORY[2:], 310, 113.5, 220)
        sheets.fill(STORY[:2], 60, 110, 220)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_two_stories_one_below_the_other_in_columns_are_read_one_after_the_other() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.put(HEAD, 60, 80, 18, BOLD)
        base = max(sheets.fill(STORY[:1], 60, 110, 220), sheets.fill(STORY[1:2], 310, 110, 220))
        sheets.put("No roof, no market", 60, base + 40, 18, BOLD)
        sheets.fill(STORY[2:3], 60, base + 65, 220)
        sheets.fill(STORY[3:], 310, base + 65, 220)

    lines = read(made(draw)).text.split("\n")
    assert lines == [STORY[0], STORY[1], "No roof, no market", STORY[2], STORY[3]]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    sheets = Sheets()
    lines = lines_at(220, " ".join(STORY))
    for number, line in enumerate(lines):
        page, place = divmod(number, 8)
        if page and page % 2 == 0 and place == 0:
            sheets.page()
        sheets.put(line, 60 if page % 2 == 0 else 310, 110 + 12 * place)
    assert read(sheets.done()).text == " ".join(STORY)


def test_words_without_spaces_between_them_are_told_by_the_white() -> None:
    def draw(sheets: Sheets) -> None:
        base = 110.0
        for paragraph in STORY:
            for line in lines_at(440, paragraph):
                left = 60.0
                for word in line.split():
                    sheets.put(word, left, base)
                    left += sheets.canvas.stringWidth(word, "Times-Roman", 10) + 2.4
                base += 12
            base += 8

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_letters_drawn_one_by_one_and_wide_apart_are_words() -> None:
    def draw(sheets: Sheets) -> None:
        for space, base, words in ((2.5, 60, "THE PRICE OF A ROOF"), (5, 90, "FISH AND CHIPS")):
            left = 60.0
            for letter in words:
                if letter != " ":
                    sheets.put(letter, left, base, 14)
                left += sheets.canvas.stringWidth(letter, "Times-Roman", 14) + space
        sheets.put("T H E   T O W N   W A I T S", 60, 120, 14)
        sheets.fill(STORY, 60, 150, 460)

    article = read(made(draw))
    assert [article.title, *article.text.split("\n")][:3] == ["THE PRICE OF A ROOF", "FISH AND CHIPS", "THE TOWN WAITS"]


def test_a_large_initial_belongs_to_its_word() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.put("T", 60, 134, 44)
        base = 110.0
        for number, line in enumerate(lines_at(420, STORY[0][1:])):
            sheets.put(line, 90 if number < 3 else 60, base)
            base += 12
        sheets.fill(STORY[1:], 60, base + 6, 450)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_hyphens_that_only_break_a_line_go_and_others_stay() -> None:
    def draw(sheets: Sheets) -> None:
        lines = [
            "The govern-", "ment said on Tuesday that the long-", "term plan for the harbour was well-", "known, and that the gov-",
            "ernment would publish it. The mayor, Ines Bar-", "rett-Calloway, called it a state-of-the-", "art plan for the seven-",
            "teen quays between the bridge and the point of the island.",
        ]  # fmt: skip
        for number, line in enumerate(lines):
            sheets.put(line, 60, 110 + 12 * number)

    assert read(made(draw)).text == (
        "The government said on Tuesday that the long-term plan for the harbour was well-known, and that the government would publish it. "
        "The mayor, Ines Barrett-Calloway, called it a state-of-the-art plan for the seventeen quays between the bridge and the point of "
        "the island."
    )


def test_running_heads_feet_and_page_numbers_go() -> None:
    sheets = Sheets()
    for number, paragraph in enumerate(STORY):
        sheets.put("The Harbour Report" if number % 2 else "Closing the market", 60, 40, 9)
        sheets.put_right(str(number + 11), 535, 40, 9)
        sheets.put("Not to be quoted", 260, HIGH - 40, 8)
        sheets.fill([paragraph, *STORY], 60, 80, 460)
        sheets.page()
    text = read(sheets.done()).text
    assert [text.count(words) for words in ("The Harbour Report", "Closing the market", "Not to be quoted")] == [0, 0, 0]
    assert not any(line.isdigit() for line in text.split("\n"))
    assert text.count(STORY[0]) == 5


def test_a_subhead_at_the_head_of_each_page_is_text() -> None:
    sheets = Sheets()
    for name in ("What the mayor wants", "What the traders want", "What the board wants"):
        sheets.put(name, 60, 80, 12, BOLD)
        sheets.fill(STORY, 60, 100, 460)
        sheets.page()
    lines = read(sheets.done()).text.split("\n")
    assert [line for line in lines if line.startswith("What the")] == ["What the traders want", "What the board wants"]


def test_line_numbers_go_and_the_numbers_of_a_list_stay() -> None:
    def draw(sheets: Sheets) -> None:
        for number, line in enumerate(lines_at(400, " ".join(STORY))):
            sheets.put_right(str(number + 1), 60, 80 + 16 * number)
            sheets.put(line, 80, 80 + 16 * number)
        for number, name in enumerate(("Close the market", "Open the quay", "Sell the ground", "Ask the board")):
            sheets.put(f"{number + 1}. {name}", 80, 500 + 16 * number)

    assert read(made(draw)).text.split("\n") == [
        " ".join(STORY), "1. Close the market", "2. Open the quay", "3. Sell the ground", "4. Ask the board",
    ]  # fmt: skip


def test_footnotes_and_their_raised_marks_go_and_ordinals_and_squares_stay() -> None:
    def draw(sheets: Sheets) -> None:
        left = 60.0
        for words, raised in (
            ("The council voted on the 19", False),
            ("th", True),
            (" of May to sell 40 km", False),
            ("2", True),
            (" of ground, the mayor said.", False),
            ("1", True),
        ):
            size, base = (6, 76) if raised else (10, 80)
            sheets.put(words, left, base, size)
            left += sheets.canvas.stringWidth(words, "Times-Roman", size)
        base = sheets.fill(STORY, 60, 98, 460)
        sheets.canvas.line(60, sheets.height - base - 300, 160, sheets.height - base - 300)
        sheets.put("1", 60, base + 311, 5)
        sheets.put("Minutes of the council, page 4, in the town archive.", 64, base + 315, 8)
        sheets.put("2", 60, base + 321, 5)
        sheets.put("The board’s letter to the council, which was not made public.", 64, base + 325, 8)

    lines = read(made(draw)).text.split("\n")
    assert lines == ["The council voted on the 19th of May to sell 40 km2 of ground, the mayor said.", *STORY]


def test_a_table_and_its_caption_go() -> None:
    def draw(sheets: Sheets) -> None:
        base = sheets.fill(STORY[:2], 60, 110, 460)
        sheets.put("Table 1. What the market costs", 60, base + 10, 9, BOLD)
        for number, row in enumerate((("Year", "Rent", "Roof"), ("2021", "120", "14"), ("2022", "131", "90"), ("2023", "140", "210"))):
            for left, cell in zip((60, 200, 340), row, strict=True):
                sheets.put(cell, left, base + 26 + 14 * number, 9)
        sheets.fill(STORY[2:], 60, base + 110, 460)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_a_caption_below_a_picture_goes() -> None:
    def draw(sheets: Sheets) -> None:
        base = sheets.fill(STORY[:2], 60, 110, 460)
        sheets.canvas.drawImage(ImageReader(Image.new("RGB", (40, 20), "grey")), 60, HIGH - base - 120, 240, 120)
        sheets.put("The market hall on a winter morning.", 60, base + 132, 8)
        sheets.fill(STORY[2:], 60, base + 170, 460)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_a_box_beside_the_text_comes_after_it() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.fill(STORY, 60, 110, 280)
        sheets.canvas.rect(370, HIGH - 260, 170, 160)
        sheets.fill(
            ["How others did it", "Two towns on the coast closed their markets in the last ten years, and one of them opened it again."],
            380,
            120,
            150,
        )

    lines = read(made(draw)).text.split("\n")
    assert lines[: len(STORY)] == list(STORY)
    assert lines[len(STORY)] == "How others did it"


def test_a_pull_quote_goes() -> None:
    def draw(sheets: Sheets) -> None:
        base = sheets.fill(STORY[:2], 60, 110, 460)
        sheets.put("“We kept it open for as", 150, base + 20, 16)
        sheets.put("long as the roof held”", 150, base + 40, 16)
        sheets.fill(STORY[2:], 60, base + 70, 460)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_a_newspapers_nameplate_is_the_outlet() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.put("The Harbour Messenger", 100, 60, 32, BOLD)
        sheets.put("Tuesday, 3 May 2022", 60, 76, 8)
        sheets.put_right("Vol. 12, No. 41", 535, 76, 8)
        sheets.put(HEAD, 60, 110, 20, BOLD)
        sheets.fill(STORY, 60, 140, 460)

    article = read(made(draw))
    assert (article.outlet, article.title, article.text.split("\n")) == ("The Harbour Messenger", HEAD, list(STORY))


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_a_page_that_is_turned_is_read_upright(quarters: int) -> None:
    writer = PdfWriter()
    page = writer.add_page(PdfReader(io.BytesIO(made(story))).pages[0])
    page.rotate(quarters)
    page.transfer_rotation_to_content()
    file = io.BytesIO()
    writer.write(file)
    assert read(file.getvalue()).text.split("\n") == list(STORY)


def test_a_watermark_across_the_page_is_left_out() -> None:
    def draw(sheets: Sheets) -> None:
        story(sheets)
        sheets.canvas.translate(100, 300)
        sheets.canvas.rotate(40)
        sheets.canvas.setFont("Helvetica", 80)
        sheets.canvas.drawString(0, 0, "DRAFT")

    assert "DRAFT" not in read(made(draw)).text


SPOKEN = (
    "THE CHAIR: Good morning. We are here to hear evidence on the closing of the fish market, and I thank the witnesses for coming.",
    "MS. CALLOWAY: Thank you. The council has asked me to say that the roof is not safe, and that it has not been safe for six years.",
    "MR. RIBEIRO: Nobody told us that. Forty families sell there.",
    "THE CHAIR: Was there a letter?",
    "MS. CALLOWAY: There was a letter, on the ninth of May, and a second one a week later. We had no answer to either of them.",
    "MR. RIBEIRO: We never saw it.",
) * 3


@pytest.mark.parametrize(("leading", "font", "indent"), [(25, "Courier", 36), (26, "Times-Roman", 0), (15, "Courier", 0)])
def test_a_transcript_with_numbered_lines_is_its_turns(leading: float, font: str, indent: float) -> None:
    sheets = Sheets(612, 792)
    rows = [(line, indent if not number else 0) for turn in SPOKEN for number, line in enumerate(lines_at(360, turn, 11, font))]
    for number, (line, left) in enumerate(rows):
        page, place = divmod(number, 25)
        if page and not place:
            sheets.page()
        sheets.put_right(str(place + 1), 95, 90 + leading * place, 11, font)
        sheets.put(line, 110 + left, 90 + leading * place, 11, font)
    assert read(sheets.done()).text.split("\n") == list(SPOKEN)


def test_names_in_a_column_of_their_own_stand_before_what_was_said() -> None:
    def draw(sheets: Sheets) -> None:
        base = 90.0
        for turn in SPOKEN[:6]:
            name, _, said = turn.partition(": ")
            sheets.put(f"{name}:", 60, base, 10, BOLD)
            base = sheets.fill([said], 160, base, 360)

    assert read(made(draw)).text.split("\n") == list(SPOKEN[:6])


INITIALS = (
    "A report to the Council of Harrow Bay says that Ines Calloway, the Mayor, and Tomas Ribeiro of the Traders agree on one thing.",
    "I never said so, said Mayor Ines Calloway on Monday. Mr Tomas Ribeiro, Chair of the Traders, Harrow Bay, had said she did.",
    "After the vote, Mayor Ines Calloway said that Harrow Bay Council, Mr Tomas Ribeiro and Others had talked for a year and a day.",
    "In the vote, Mayor Ines Calloway had Harrow Bay Council behind her, and Mr Tomas Ribeiro of the Traders could only look on.",
)


@pytest.mark.parametrize("deep", [2, 3, 4])
@pytest.mark.parametrize("text", INITIALS, ids=["A", "I", "After", "In"])
def test_an_initial_that_is_a_word_stays_one(text: str, deep: int) -> None:
    def draw(sheets: Sheets) -> None:
        size, base, rest = 15.0 * deep, 100.0, text[1:].lstrip()
        sheets.put(text[0], 60, base + 12 * (deep - 1), size)
        wide = sheets.canvas.stringWidth(text[0], "Times-Roman", size) + 4
        while rest:
            left = 60 + wide if base < 100 + 12 * deep else 60
            line = lines_at(280 - left, rest)[0]
            sheets.put(line, left, base)
            base, rest = base + 12, rest[len(line) :].lstrip()
        sheets.fill(STORY[:2], 310, 100, 220)

    assert read(made(draw)).text.split("\n") == [text, *STORY[:2]]


def test_what_stands_at_the_left_and_at_the_right_of_a_line_is_no_sentence() -> None:
    def draw(sheets: Sheets) -> None:
        sheets.put("FOR IMMEDIATE RELEASE", 60, 100, 10, BOLD)
        sheets.put_right("Contact: Lena Ortiz", 535, 100)
        sheets.put("3 May 2022", 60, 114)
        sheets.put_right("press@harbour.example", 535, 114)
        sheets.put(HEAD, 160, 150, 14, BOLD)
        sheets.fill(STORY, 60, 180, 460)

    lines = ["FOR IMMEDIATE RELEASE", "Contact: Lena Ortiz", "3 May 2022", "press@harbour.example", HEAD, *STORY]
    assert read(made(draw)).text.split("\n") == lines


def test_two_stories_beside_each_other_are_read_one_after_the_other() -> None:
    def draw(sheets: Sheets) -> None:
        for left, head, text in ((60, "No roof, no market", STORY[:2]), (310, "A quay for the spring", STORY[2:])):
            sheets.put(head, left, 80, 18, BOLD)
            sheets.put("By Lena Ortiz", left, 96)
            sheets.fill(text, left, 116, 220)

    assert [(one.title, one.text.split("\n")) for one in outcome(made(draw)) if isinstance(one, Article)] == [
        ("No roof, no market", ["By Lena Ortiz", *STORY[:2]]), ("A quay for the spring", ["By Lena Ortiz", *STORY[2:]]),
    ]  # fmt: skip


def test_columns_above_and_below_a_table_across_the_page_are_read_in_turn() -> None:
    rows = (
        ("Kind", "2019", "2020", "Change"),
        ("Fish", "21", "18", "–14%"),
        ("Bread", "4", "5", "+25%"),
        ("Other goods", "6", "4", "–33%"),
    )

    def draw(sheets: Sheets) -> None:
        base = max(sheets.fill(STORY[:1], 60, 90, 220), sheets.fill(STORY[1:2], 310, 90, 220))
        for number, row in enumerate(rows):
            for left, cell in zip((60, 220, 340, 460), row, strict=True):
                sheets.put(cell, left, base + 16 + 13 * number, 9)
        sheets.fill(STORY[2:3], 60, base + 90, 220)
        sheets.fill(STORY[3:], 310, base + 90, 220)

    assert read(made(draw)).text.split("\n") == list(STORY)


def test_slides_are_their_heads_and_points() -> None:
    sheets = Sheets(720, 405)
    for number, head in enumerate(("Closing the market", "What it costs", "Next steps")):
        sheets.put(head, 50, 70, 28, BOLD)
        for place, point in enumerate(("The roof is not safe, the board says", "Forty families sell there")):
            sheets.put("•", 60, 120 + 34 * place, 18)
            sheets.put(point, 80, 120 + 34 * place, 18)
        sheets.put("Harbour Board", 50, 390, 9)
        sheets.put_right(str(number + 1), 680, 390, 9)
        sheets.page()
    points = ["• The roof is not safe, the board says", "• Forty families sell there"]
    article = read(sheets.done())
    assert [article.title, *article.text.split("\n")] == ["Closing the market", *points, "What it costs", *points, "Next steps", *points]


@settings(deadline=None, max_examples=20)
@given(columns=st.integers(1, 3), size=st.sampled_from([8.0, 9.5, 11.0]), order=st.permutations(STORY * 3), gutter=st.integers(12, 30))
def test_text_set_in_columns_is_read_as_it_was(columns: int, size: float, order: list[str], gutter: int) -> None:
    wide = (475 - gutter * (columns - 1)) / columns
    lines = [(line, not number) for text in order for number, line in enumerate(lines_at(wide - 10, text, size))]
    deep = -(-len(lines) // columns)

    def draw(sheets: Sheets) -> None:
        for number, (line, is_first) in enumerate(lines):
            column, place = divmod(number, deep)
            sheets.put(line, 60 + column * (wide + gutter) + (10 if is_first else 0), 90 + 1.2 * size * place, size)

    assert read(made(draw)).text.split() == " ".join(order).split()
