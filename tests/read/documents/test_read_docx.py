"""Word document → article."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.apart import Apart
from onrecord.read.documents import docx_package
from onrecord.read.documents.docx import is_word, read_docx
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from tests.read.documents.docx_made import document_of, of_xml, paragraphs, written

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.records import Article

ONE = "The council voted on Monday to buy a second ferry for the harbour."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council."
THREE = "The ferry will cost four million crowns, the treasurer warned."


def part(data: bytes) -> Part:
    return Part(origin="a.docx", name="a.docx", file=io.BytesIO(data))


def read(data: bytes) -> Article:
    (found,) = read_docx(part(data), ReadOptions())
    assert not isinstance(found, InputError)
    return found


def reason(data: bytes) -> str:
    (found,) = read_part(part(data), ReadOptions())
    assert isinstance(found, InputError)
    return found.reason


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_the_paragraphs_are_the_text_in_order() -> None:
    data = paragraphs(ONE, TWO, "", THREE)
    found = read(data)
    assert found.text == f"{ONE}\n{TWO}\n{THREE}"
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert (found.title, found.authors, found.published) == (None, (), None)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=5))
def test_what_python_docx_writes_is_read_as_it_was(texts: list[str]) -> None:
    last = " ".join([ONE, TWO, THREE] * 4)  # English, whatever stands above
    assert read(paragraphs(ONE, *texts, last)).text == "\n".join([ONE, *texts, last])


def test_a_paragraph_in_the_style_of_a_title_is_the_title_and_no_text() -> None:
    document = document_of([])
    document.add_heading("A ferry for the harbour", 0)
    document.add_paragraph(ONE)
    document.add_heading("The price", 2)
    document.add_paragraph(THREE)
    found = read(written(document))
    assert (found.title, found.text) == ("A ferry for the harbour", f"{ONE}\nThe price\n{THREE}")


def test_a_heading_that_the_text_begins_with_is_the_title() -> None:
    document = document_of([])
    document.add_heading("A ferry for the harbour", 1)
    document.add_paragraph(ONE)
    assert read(written(document)).title == "A ferry for the harbour"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Council buys second ferry", "Council buys second ferry"),
        ("Microsoft Word - ferry_final.docx", None),
        ("Press release template 2019", None),
        ("Untitled", None),
    ],
)
def test_the_title_in_the_properties_counts_unless_it_names_a_file_or_a_template(said: str, title: str | None) -> None:
    document = document_of([ONE])
    document.core_properties.title = said
    assert read(written(document)).title == title


def test_who_made_the_file_is_its_author_only_where_a_byline_says_so() -> None:
    document = document_of(["By Mira Olden", ONE, TWO])
    document.core_properties.author = "Mira Olden"
    assert read(written(document)).authors == ("Mira Olden",)
    document.core_properties.author = "Jo Typist"
    assert read(written(document)).authors == ()


def test_labelled_lines_at_the_start_state_what_they_say() -> None:
    found = read(paragraphs("Title: A ferry", "Date: 10 February 2026", "Outlet: The Harbour Post", ONE))
    assert (found.title, found.published, found.outlet, found.text) == ("A ferry", "2026-02-10", "The Harbour Post", ONE)


def test_headers_footers_and_tables_of_data_are_left_out_and_tables_of_one_column_are_text() -> None:
    document = document_of([ONE])
    document.sections[0].header.paragraphs[0].text = "The Harbour Post, page 1"
    document.sections[0].footer.paragraphs[0].text = "All rights reserved"
    document.add_table(1, 1).cell(0, 0).text = TWO
    figures = document.add_table(1, 2)
    figures.cell(0, 0).text, figures.cell(0, 1).text = "Ferries", "2"
    document.add_paragraph(THREE)
    assert read(written(document)).text == f"{ONE}\n{TWO}\n{THREE}"


def test_a_document_that_is_one_table_is_read_cell_by_cell() -> None:
    document = document_of([])
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = ONE, TWO
    assert read(written(document)).text == f"{ONE}\n{TWO}"


def table_of(document: docx.document.Document, *rows: tuple[str, ...]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(at, column).text = words


@pytest.mark.parametrize(
    "rows",
    [
        ((f"{ONE}\n{TWO}", THREE),),
        ((ONE, TWO), (THREE, "")),
        (("Ferry", ONE), ("Bridge", TWO), ("Price", THREE)),
        (("MS OLDEN:", TWO), ("THE CHAIR:", THREE)),
    ],
    ids=["columns", "rows", "labels", "a transcript"],
)
def test_a_table_of_sentences_is_layout_and_read_row_by_row(rows: tuple[tuple[str, ...], ...]) -> None:
    document = document_of(["Before the table stands a line of words."])
    table_of(document, *rows)
    document.add_paragraph("After the table stands another line.")
    cells = [line for row in rows for cell in row for line in cell.split("\n") if line]
    assert read(written(document)).text.split("\n") == [
        "Before the table stands a line of words.", *cells, "After the table stands another line.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        (("Year", "Ferries"), ("2024", "1"), ("2025", "2")),
        (("Name", "Party", "Vote"), ("Mira Olden", "Harbour List", "for"), ("Jo Bergan", "Island Party", "against")),
        (("Item", "Cost", "Note"), ("Ferry", "4,000,000", "See the report."), ("Quay", "1,200,000", "Not yet approved.")),
        (
            ("", "12.5", "13.1", "9.9"),
            ("Source: the harbour board, figures for all ferries of the last ten years, estimate", "4", "5", "6"),
        ),
    ],
    ids=["figures", "names", "figures with notes", "a source"],
)
def test_a_table_of_data_is_left_out(rows: tuple[tuple[str, ...], ...]) -> None:
    document = document_of([ONE])
    table_of(document, *rows)
    document.add_paragraph(TWO)
    assert read(written(document)).text == f"{ONE}\n{TWO}"


def test_a_table_of_data_within_a_table_of_layout_is_left_out() -> None:
    document = document_of([ONE])
    layout = document.add_table(1, 2)
    layout.cell(0, 0).text = f"{TWO}\n{THREE}"
    inner = layout.cell(0, 1).add_table(2, 2)
    for at, words in enumerate(("Year", "Ferries", "2025", "2")):
        inner.cell(at // 2, at % 2).text = words
    assert read(written(document)).text == f"{ONE}\n{TWO}\n{THREE}"


def test_what_was_inserted_is_text_and_what_was_deleted_is_not() -> None:
    body = (
        f"<w:p>{run('The council voted on Monday to buy a ')}<w:del><w:r><w:delText>third</w:delText></w:r></w:del>"
        f"<w:ins>{run('second')}</w:ins>{run(' ferry for the harbour.')}</w:p>"
    )
    assert read(of_xml(body)).text == ONE


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run(ONE[:22])}</w:p><w:p>{run(ONE[22:])}</w:p>"
    assert read(of_xml(body)).text == ONE


def test_text_boxes_come_after_the_rest_and_once() -> None:
    box = f"<w:txbxContent><w:p>{run(THREE)}</w:p></w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(of_xml(f"<w:p><w:r>{both}</w:r>{run(ONE)}</w:p><w:p>{run(TWO)}</w:p>")).text == f"{ONE}\n{TWO}\n{THREE}"


def test_hidden_words_and_the_commands_of_fields_are_left_out_and_line_breaks_part_lines() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    assert read(of_xml(f"<w:p>{run(ONE)}{hidden}<w:r><w:br/></w:r>{run(TWO)}</w:p>")).text == f"{ONE}\n{TWO}"


def test_a_document_and_no_other_archive_is_word() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", ONE)
    assert is_word(part(paragraphs(ONE)))
    assert not is_word(part(stream.getvalue()))
    assert not is_word(part(b"PK\x03\x04"))


def test_a_truncated_document_is_broken() -> None:
    data = paragraphs(ONE, TWO)
    with pytest.raises(InputError) as error:
        list(read_docx(part(data[: len(data) // 2]), ReadOptions()))
    assert error.value.reason == "broken"


def test_a_document_whose_bytes_were_changed_is_broken() -> None:
    data = bytearray(of_xml(f"<w:p>{run(ONE * 20)}</w:p>"))
    data[80:90] = bytes(10)
    assert reason(bytes(data)) == "broken"


def test_an_empty_document_is_empty() -> None:
    assert reason(paragraphs()) == "empty"


def test_a_document_that_unpacks_without_end_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MOST_XML", 100_000)
    assert reason(of_xml(f"<w:p>{run('a' * 200_000)}</w:p>")) == "bomb"


def test_a_document_that_declares_entities_is_refused() -> None:
    before = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    assert reason(of_xml(f"<w:p>{run('&b;&b;')}</w:p>", before=before)) == "entities"


def test_a_million_elements_in_one_another_are_refused_in_the_child_process(tmp_path: Path) -> None:
    (tmp_path / "deep.docx").write_bytes(of_xml("<w:r>" * 1_000_000 + "</w:r>" * 1_000_000))
    apart = Apart(patience=20)
    begun = time.monotonic()
    try:
        (found,) = apart.read(tmp_path / "deep.docx", "deep.docx", "deep.docx", ReadOptions())
    finally:
        apart.close()
    assert isinstance(found, InputError)
    assert found.reason == "nested"
    assert time.monotonic() - begun < 15


def test_size_of_letters_changes_nothing() -> None:
    document = docx.Document()
    document.core_properties.title = ""
    paragraph = document.add_paragraph()
    for word in ONE.split(" "):
        paragraph.add_run(word if word == "The" else f" {word}").font.size = Pt(9)
    assert read(written(document)).text == ONE
