"""PDF files read as a whole: what they state, what is refused."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.apart import Apart
from onrecord.read.documents import pdf
from onrecord.read.part import Stated
from onrecord.records import Article
from tests.read.documents.pdf_made import HEAD, HIGH, STORY, WIDE, Sheets, lines_at, made, outcome, read, refused, story

if TYPE_CHECKING:
    from pathlib import Path


def test_a_column_is_its_paragraphs_and_the_largest_line_its_title() -> None:
    article = read(made(story))
    assert article.title == HEAD
    assert article.text.split("\n") == list(STORY)


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


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 4 Tf " + b"".join(b"1 0 0 1 %d %d Tm (.) Tj " % (x * 8, y * 6) for x in range(70) for y in range(130)) + b"ET",
        b"q " * 500_000,
        zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9),
    ],
    ids=["a page of dots", "a million states", "a bomb"],
)
def test_pages_made_to_take_long_are_refused_in_good_time(content: bytes, tmp_path: Path) -> None:
    packed = b"/Filter[/FlateDecode/FlateDecode]" if content.startswith(b"\x78") else b""
    data = objects(
        CATALOG,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), packed, content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    one = Apart(patience=30)
    try:
        (error,) = one.read(path, "a.pdf", "a.pdf", ReadOptions())
    finally:
        one.close()
    assert isinstance(error, InputError)
    assert error.reason in {"empty", "not-english", "too-large"}
