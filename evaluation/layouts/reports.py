"""Layouts in one column: reports, briefings, essays."""

from evaluation.layouts.drawing import A4, LETTER, Doc
from evaluation.layouts.parts import on_pages, rule, stack, styles
from evaluation.layouts.setting import RAISED, Block, Frame, Notch, Style, measure, pour
from evaluation.layouts.source import Source

SANS = Style("Helvetica", 8, 10)
SERIF = Style("Times-Roman", 9, 11)


def one_column(source: Source) -> Doc:
    """A plain report in one column with bold subheads and page numbers."""
    doc = Doc(LETTER)
    doc.add(pour(source.without(), styles("Times-Roman", "Times-Bold", 12, 16, after=8), stack(72, 720, 468, 80)))
    on_pages(doc, lambda page: doc.aside(page, (306, 44), f"Page {page + 1} of {doc.pages}", SANS, "center"))
    return doc


def running_heads(source: Source) -> Doc:
    """A report whose running heads differ on odd and even pages and carry a date."""
    doc = Doc((420.0, 595.0))
    kinds = styles("Times-Roman", "Times-BoldItalic", 10.5, 14, justify=True, first=14)
    doc.add(pour(source.without(), kinds, stack(55, 530, 310, 70, first_top=490)))
    italic = Style("Times-Italic", 9.5, 12)

    def heads(page: int) -> None:
        if page % 2:
            doc.aside(page, (55, 556), str(page + 1), italic)
            doc.aside(page, (365, 556), "Regional Development Board, 22 November 2023", italic, "right")
        else:
            doc.aside(page, (55, 556), "After the Mill", italic)
            doc.aside(page, (365, 556), str(page + 1), italic, "right")
        rule(doc, page, 55, 549, 310)
        doc.aside(page, (210, 40), "Draft for comment, not to be quoted", SANS, "center")

    on_pages(doc, heads)
    return doc


def footnotes(source: Source) -> Doc:
    """A note with raised reference marks and footnotes under a short rule at the bottom of each page."""
    doc = Doc(LETTER)
    kinds = styles("Times-Roman", "Times-Bold", 12, 18, after=6)
    placed = doc.add(pour(source.without(), kinds, stack(84, 715, 444, 170)))
    small = Style("Times-Roman", 8.5, 10.5)
    notes = {block.text.partition(" ")[0]: block.text.partition(" ")[2] for block in source.only("note")}
    marks = [(item.page, mark) for item in placed.items for mark in RAISED.findall(item.text)]
    for page in range(doc.pages):
        here = [Block("note", f"{mark} {notes[mark]}") for on, mark in marks if on == page]
        if here:
            rule(doc, page, 84, 156, 120)
            doc.items.extend(pour(here, {"note": small}, [Frame(page, 84, 150, 444, 60)]).items)
        doc.footnotes.extend(block.text for block in here)
    on_pages(doc, lambda page: doc.aside(page, (528, 44), str(page + 1), SERIF, "right"))
    return doc


def justified(source: Source) -> Doc:
    """A narrow justified column with many words broken at the line's end."""
    doc = Doc((420.0, 595.0))
    kinds = styles("Times-Roman", "Times-Bold", 11, 13.5, justify=True, hyphenate=True, first=12)
    doc.add(pour(source.without(), kinds, stack(125, 545, 168, 60)))
    on_pages(doc, lambda page: doc.aside(page, (210, 36), f"– {page + 41} –", SERIF, "center"))
    return doc


def bullet_lists(source: Source) -> Doc:
    """A paper with bullet lists, each item hanging from its mark."""
    doc = Doc(LETTER)
    kinds = styles("Helvetica", "Helvetica-Bold", 10.5, 14, after=5)
    kinds["item"] = kinds["item"].but(left=30, after=4)
    doc.add(pour(source.without(), kinds, stack(70, 725, 470, 70)))
    on_pages(doc, lambda page: doc.aside(page, (540, 40), f"Options Paper – {page + 1}", SANS, "right"))
    return doc


def table_between(source: Source) -> Doc:
    """A note with a ruled table and its caption between two paragraphs."""
    doc = Doc(A4)
    kinds = styles("Times-Roman", "Helvetica-Bold", 11, 14.5, after=7)
    at = next(number for number, block in enumerate(source.blocks) if block.kind == "row")
    y = doc.add(pour(source.blocks[:at], kinds, [Frame(0, 65, 775, 465, 100)])).y - 6
    rows = [[cell.strip() for cell in block.text.split("|")] for block in source.only("row")]
    for number, row in enumerate(rows):
        y -= 16
        style = Style("Helvetica" if number else "Helvetica-Bold", 9, 12)
        for place, cell in enumerate(row):
            at_x = 70 + 78 * place if place < 2 else 70 + 78 * place + 60
            doc.put(0, (at_x, y), cell, style, "left" if place < 2 else "right")
        rule(doc, 0, 65, y - 4, 465)
    doc.tables.append(rows)
    caption = source.only("cap")[0].text
    doc.aside(0, (65, y - 18), caption, Style("Helvetica-Oblique", 8.5, 11))
    rest = [block for block in source.blocks[at:] if block.kind == "para"]
    doc.add(pour(rest, kinds, [Frame(0, 65, y - 36, 465, 80), Frame(1, 65, 775, 465, 80)]))
    on_pages(doc, lambda page: doc.aside(page, (297, 45), str(page + 1), SERIF, "center"))
    return doc


def drop_capital(source: Source) -> Doc:
    """An essay whose first letter is set three lines deep, by itself."""
    doc = Doc((450.0, 650.0))
    kinds = styles("Times-Roman", "Times-Italic", 12, 15, justify=True, first=14)
    kinds["title"] = Style("Times-Italic", 26, 30, center=True, after=6)
    kinds["by"] = Style("Times-Roman", 10, 13, center=True, after=18)
    top = doc.add(pour(source.only("title", "by"), kinds, [Frame(0, 60, 590, 330, 300)])).y
    body = source.only("para")
    letter, rest = body[0].text[0], body[0].text[1:]
    big = Style("Times-Bold", 54, 54)
    doc.put(0, (60, top - 40), letter, big)
    notch = Notch(3, measure(letter, big) + 4)
    frames = [Frame(0, 60, top, 330, 70), Frame(1, 60, 590, 330, 70)]
    doc.add(pour([Block("para", rest), *body[1:]], kinds, frames, notch=notch))
    on_pages(doc, lambda page: doc.aside(page, (225, 40), str(page + 112), SERIF, "center"))
    return doc


def subheads(source: Source) -> Doc:
    """A bulletin whose subheads are set in small capitals, by turns with bold ones."""
    doc = Doc(A4)
    kinds = styles("Times-Roman", "Times-Bold", 11.5, 15, first=12)
    kinds["bold"] = kinds["head"]
    kinds["head"] = Style("Times-Roman", 13, 17, before=10, after=2, mode="caps")
    blocks, count = [], 0
    for block in source.without():
        count += block.kind == "head"
        blocks.append(Block("bold", block.text) if block.kind == "head" and count % 2 == 0 else block)
    doc.add(pour(blocks, kinds, stack(90, 770, 415, 80)))
    on_pages(doc, lambda page: doc.aside(page, (505, 44), f"Bioethics Bulletin 31, page {page + 3}", SERIF, "right"))
    return doc


def page_breaks(source: Source) -> Doc:
    """Pages that each end within a sentence and within a broken word."""
    doc = Doc((420.0, 340.0))
    kinds = styles("Helvetica", "Helvetica-Bold", 11, 15, after=6)
    doc.add(pour(source.without(), kinds, stack(55, 275, 310, 75), end_in_hyphen=True))

    def foot(page: int) -> None:
        doc.aside(page, (55, 36), "Law Reform Forum", SANS)
        doc.aside(page, (365, 36), f"{page + 1}", SANS, "right")
        doc.aside(page, (365, 304), "Discussion Paper 5 | February 2024", SANS, "right")

    on_pages(doc, foot)
    return doc


def cover_report(source: Source) -> Doc:
    """A report on A4 whose first page is a cover."""
    doc = Doc(A4)
    doc.put(0, (70, 560), source.title, Style("Helvetica-Bold", 44, 50))
    doc.put(0, (70, 524), source.only("deck")[0].text, Style("Helvetica", 18, 22))
    rule(doc, 0, 70, 500, 200, thick=4)
    lines = ("Northern Districts Care Commission", "September 2024", "ISBN 0-000-00000-0")
    for number, text in enumerate(lines):
        doc.put(0, (70, 170 - 20 * number), text, Style("Helvetica", 13, 16))
    doc.either_way.extend(lines)
    kinds = styles("DejaVuSerif", "DejaVuSans-Bold", 10, 15, after=7)
    frames = [Frame(page, 75, 765, 445, 90) for page in range(1, 5)]
    doc.add(pour(source.without("title", "deck"), kinds, frames))

    def foot(page: int) -> None:
        doc.aside(page, (75, 50), "Ageing at Home: Care, Cost and Choice in the Northern Districts", SANS)
        doc.aside(page, (520, 50), str(page + 1), SANS, "right")

    on_pages(doc, foot, start=1)
    return doc
