"""PDF files read as a whole: what is text, in which order, what is refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.documents import pdf
from onrecord.read.documents.pdf import read_pdf
from onrecord.read.part import Part, Stated
from onrecord.records import Article
from tests.read.documents.pdf_made import BOLD, HIGH, STORY, WIDE, Sheets, lines_at, made

HEAD = "Harbour town closes its fish market"


def outcome(data: bytes, told: Stated | None = None, **options: Any) -> list[Article | InputError]:
    part = Part(origin="a.pdf", name="a.pdf", file=io.BytesIO(data), told=told or Stated())
    try:
        return list(read_pdf(part, ReadOptions(**options)))
    except InputError as error:
        return [error]


def read(data: bytes, **options: Any) -> Article:
    (one,) = outcome(data, **options)
    assert isinstance(one, Article), one
    return one


def refused(data: bytes) -> InputError:
    (one,) = outcome(data)
    assert isinstance(one, InputError)
    assert one.advice
    return one


def story(sheets: Sheets, **fill: Any) -> float:
    sheets.put(HEAD, 60, 80, 18, BOLD)
    return sheets.fill(STORY, **({"left": 60, "base": 110, "width": 460} | fill))


def test_a_column_is_its_paragraphs_and_the_largest_line_its_title() -> None:
    article = read(made(story))
    assert article.title == HEAD
    assert article.text.split("\n") == list(STORY)


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


def test_words_outside_the_page_are_left_out() -> None:
    def draw(sheets: Sheets) -> None:
        story(sheets)
        sheets.put("Printer’s mark 17B", WIDE + 40, 200)

    assert "Printer" not in read(made(draw)).text


def metadata(**said: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(story))))
    writer.add_metadata({f"/{name}": value for name, value in said.items()})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_an_author_that_the_text_names_too_is_one() -> None:
    assert read(metadata(Author="Tomas Ribeiro")).authors == ("Tomas Ribeiro",)
    assert read(metadata(Author="Jane Typist")).authors == ()
    assert read(metadata(Author="mayor")).authors == ()


def test_a_title_that_is_a_files_name_is_none() -> None:
    assert read(metadata(Title="Microsoft Word - fish_v3.docx")).title == HEAD


def test_when_a_file_was_made_is_not_when_it_was_published() -> None:
    assert read(metadata(CreationDate="D:20240101000000Z")).published is None


def test_the_day_and_the_outlet_that_a_publisher_put_into_the_file_count() -> None:
    packet = (
        b"<rdf:Description><prism:publicationName>Harbour &amp; Coast</prism:publicationName><prism:coverDate>2022-05-03</prism:coverDate>"
    )
    data = made(story).replace(b"%%EOF", b"% " + packet + b"\n%%EOF")
    article = read(data)
    assert (article.outlet, article.published) == ("Harbour & Coast", "2022-05-03")


def test_the_options_and_the_container_fill_in_what_is_not_said() -> None:
    (article,) = outcome(made(story), Stated(published="2022-05-03"), outlet="Post")
    assert isinstance(article, Article)
    assert (article.published, article.outlet) == ("2022-05-03", "Post")


def picture(sheets: Sheets) -> None:
    sheets.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDE, HIGH)


def test_a_scanned_file_is_refused_as_such() -> None:
    error = refused(made(picture))
    assert error.reason == "scanned"
    assert "OCR" in error.advice


def test_a_scanned_page_among_others_is_told_and_the_rest_is_read() -> None:
    sheets = Sheets()
    for draw in (story, picture, story):
        draw(sheets)
        sheets.page()
    article, error = outcome(sheets.done()[:])
    assert isinstance(article, Article)
    assert isinstance(error, InputError)
    assert (error.reason, error.message) == ("scanned", "page 2 is an image without text")


def test_a_scanned_file_with_recognised_text_under_it_is_read() -> None:
    def draw(sheets: Sheets) -> None:
        picture(sheets)
        for number, line in enumerate(lines_at(460, " ".join(STORY))):
            text = sheets.canvas.beginText(60, HIGH - 80 - 12 * number)
            text.setFont("Times-Roman", 10)
            text.setTextRenderMode(3)
            text.textLine(line)
            sheets.canvas.drawText(text)

    assert read(made(draw)).text == " ".join(STORY)


def locked(user: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(story))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_file_with_a_password_is_refused_and_one_that_only_forbids_printing_is_read() -> None:
    assert refused(locked("secret")).reason == "encrypted"
    assert read(locked("")).text.split("\n") == list(STORY)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_refused(share: float) -> None:
    data = made(story)
    assert refused(data[: int(len(data) * share)]).reason == "truncated"


def test_a_file_for_fast_web_view_that_is_cut_off_after_its_first_end_is_refused() -> None:
    data = made(story)
    fast = data.replace(b"%PDF-1.3\n", b"%PDF-1.3\n1 0 obj\n<</Linearized 1/L 9000000/N 1>>\nendobj\n", 1)
    assert refused(fast).reason == "truncated"


def objects(*bodies: bytes, root: int = 1) -> bytes:
    """A file of these objects, with a right table of where they are."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, root, table)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


ONE_PAGE, PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R>>"


@pytest.mark.parametrize(
    ("data", "reasons"),
    [
        (objects(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), {"no-pages"}),
        (objects(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), {"no-pages", "broken", "empty"}),
        (objects(CATALOG, ONE_PAGE, b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"), {"no-pages", "broken", "empty"}),
        (objects(CATALOG, ONE_PAGE, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"), {"empty"}),
        (objects(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 100000000>>", PAGE), {"too-large", "broken", "empty"}),
        (b"%PDF-1.4\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF", {"broken"}),
        (b"%PDF-1.4\nThis is a text and no PDF.\n%%EOF", {"broken"}),
    ],
    ids=["no pages", "a page tree in itself", "a loop of two", "an empty page", "a false count", "nested", "a text"],
)  # fmt: skip
def test_damaged_and_hostile_files_are_refused(data: bytes, reasons: set[str]) -> None:
    assert refused(data).reason in reasons


def test_a_form_that_draws_itself_is_read_to_its_end() -> None:
    content = b"BT /F 10 Tf 60 700 Td (The council voted on Monday to close the market.) Tj ET /X Do"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>\nstream\n/X Do\nendstream"
    data = objects(
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>/XObject<</X 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        form,
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    )
    assert read(data).text == "The council voted on Monday to close the market."


def test_too_many_pages_or_letters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = Sheets()
    for _ in range(3):
        story(sheets)
        sheets.page()
    data = sheets.done()
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    assert refused(data).reason == "too-large"
    monkeypatch.setattr(pdf, "MOST_PAGES", 9)
    monkeypatch.setattr(pdf, "MOST_LETTERS", 900)
    assert refused(data).reason == "too-large"


def test_a_file_in_another_language_is_refused() -> None:
    german = "Der Rat hat am Montag beschlossen, eine zweite Fähre zu kaufen, ein Jahr nachdem die erste ausgefallen war. " * 3
    assert refused(made(lambda sheets: sheets.fill([german], 60, 80, 400))).reason == "not-english"
