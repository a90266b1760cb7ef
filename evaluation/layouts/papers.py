"""Other papers that analysts meet: letters, releases, transcripts, slides, pages drawn in odd ways."""

from evaluation.layouts.drawing import A4, LETTER, Doc, Shape
from evaluation.layouts.parts import columns, on_pages, rule, stack, styles
from evaluation.layouts.setting import Block, Frame, Placed, Style, balance, pour
from evaluation.layouts.source import Source

SANS = Style("Helvetica", 8, 10)
TYPED = Style("Courier", 11, 24)


def letter(source: Source) -> Doc:
    """A letter under a letterhead, with date, address, salutation and close."""
    doc = Doc(A4)
    head = ("Federation of Tenant Associations", "88 Larch Lane, Port Ellery | 555 0142 | office@tenants.example")
    doc.put(0, (297, 790), head[0], Style("Times-Bold", 18, 22), "center")
    doc.put(0, (297, 774), head[1], SANS, "center")
    doc.either_way.extend(head)
    rule(doc, 0, 70, 766, 455)
    kinds = styles("Times-Roman", "Times-Bold", 11, 14.5, after=8)
    kinds["title"] = Style("Times-Bold", 11, 14.5, after=8)
    kinds["line"] = kinds["line"].but(after=1)
    kinds["last"] = kinds["line"].but(after=15)
    doc.add(pour(source.without(), kinds, stack(70, 725, 455, 110, first_top=745)))
    on_pages(doc, lambda page: doc.aside(page, (525, 60), f"{page + 1}/{doc.pages}", SANS, "right"))
    return doc


def press_release(source: Source) -> Doc:
    """A press release with a contact block at the upper right."""
    doc = Doc(LETTER)
    doc.put(0, (72, 736), "COASTAL ALLIANCE", Style("Helvetica-Bold", 16, 20))
    contact = ("Contact: Tamsin Boyle", "555 0171 (mobile)", "press@coast.example")
    for number, text in enumerate(contact):
        doc.put(0, (540, 740 - 11 * number), text, SANS.but(size=9), "right")
    doc.either_way.extend(("COASTAL ALLIANCE", *contact))
    kinds = styles("Helvetica", "Helvetica-Bold", 10.5, 15, after=8, mode="words")
    kinds["line"] = kinds["line"].but(after=10)
    doc.add(pour(source.without(), kinds, stack(72, 690, 468, 80)))
    on_pages(doc, lambda page: doc.aside(page, (306, 40), f"-{page + 1}-", SANS, "center"))
    return doc


def transcript(source: Source) -> Doc:
    """A hearing in typescript, 25 numbered lines to a page."""
    doc = Doc(LETTER)
    kinds = dict.fromkeys(("title", "line"), TYPED)
    kinds["para"] = TYPED.but(first=36)
    top, lines = 715.0, 25
    frames = [Frame(page, 110, top, 430, top - lines * TYPED.lead - 1) for page in range(9)]
    doc.add(pour(source.without(), kinds, frames))

    def margin(page: int) -> None:
        for number in range(lines):
            doc.aside(page, (90, top - number * TYPED.lead - TYPED.size), str(number + 1), TYPED, "right")
        doc.aside(page, (540, 745), str(page + 1), TYPED, "right")
        doc.aside(page, (306, 60), "ELLERY REPORTING SERVICE", TYPED.but(size=9), "center")
        for x in (98.0, 101.0):
            doc.shapes.append(Shape(page, x, 90, 0.5, 640))

    on_pages(doc, margin)
    return doc


def ligatures(source: Source) -> Doc:
    """A TrueType font with joined letters (fi, fl, ff, ffi, ffl) and curly quotation marks."""
    doc = Doc(A4)
    kinds = styles("DejaVuSerif", "DejaVuSerif-Bold", 10.5, 16, first=14, ligatures=True, after=2)
    kinds["title"] = kinds["title"].but(ligatures=True)
    doc.add(pour(source.without(), kinds, stack(80, 770, 435, 110)))
    on_pages(doc, lambda page: doc.aside(page, (297, 60), str(page + 1), Style("DejaVuSerif", 9, 11), "center"))
    return doc


def _backwards(items: list[Placed]) -> list[Placed]:
    """Puts what stands further right first, and of that what stands lower first."""
    return sorted(items, key=lambda item: (item.page, -round(item.x / 150), item.y))


def drawn_out_of_order(source: Source) -> Doc:
    """Three columns drawn from right to left, each from its foot upward."""
    doc = Doc(LETTER, order=_backwards)
    kinds = styles("Helvetica", "Helvetica-Bold", 10, 14, after=5)
    top = doc.add(pour(source.only("title", "by"), kinds, [Frame(0, 50, 735, 512, 500)])).y
    doc.add(balance(source.without("title", "by"), kinds, columns(0, 3, 50, top, 512, 80, 22), 80))
    doc.aside(0, (50, 50), "Town & Cable, autumn 2024", SANS)
    return doc


def rotated_page(source: Source) -> Doc:
    """Three pages, the middle one turned by 90 degrees."""
    doc = Doc(LETTER, turned={1})
    kinds = styles("Times-Roman", "Times-Bold", 12, 16, after=7)
    parts: list[list[Block]] = [[]]
    for block in source.blocks:
        if block.kind in {"turn", "back"}:
            parts.append([])
        else:
            parts[-1].append(block)
    frames = (Frame(0, 72, 720, 468, 80), Frame(1, 80, 545, 632, 80), Frame(2, 72, 720, 468, 80))
    for part, frame in zip(parts, frames, strict=True):
        doc.add(pour(part, kinds, [frame]))
    for page, place in enumerate(((540.0, 40.0), (712.0, 40.0), (540.0, 40.0))):
        doc.aside(page, place, f"Heat plan, annex B, {page + 1}", SANS, "right")
    return doc


def slides(source: Source) -> Doc:
    """Slides exported as landscape pages, with a footer and a number on each."""
    doc = Doc((720.0, 405.0))
    body = Style("Helvetica", 17, 22, left=24, mark="•", after=9)
    kinds = {"item": body, "para": body, "slide": Style("Helvetica-Bold", 27, 32, after=14)}
    cover = {"title": Style("Helvetica-Bold", 34, 40, after=12), "by": Style("Helvetica", 17, 22)}
    doc.add(pour(source.only("title", "by"), cover, [Frame(0, 50, 280, 620, 60)]))
    page = 0
    for block in source.only("slide", "item"):
        if block.kind == "slide":
            page += 1
            y = 365.0
        y = doc.add(pour([block], kinds, [Frame(page, 50, y, 620, 40)])).y

    def foot(number: int) -> None:
        doc.shapes.append(Shape(number, 0, 0, 720, 28, 0.85))
        doc.aside(number, (50, 10), "Council training, October 2024", SANS)
        doc.aside(number, (670, 10), str(number + 1), SANS, "right")

    on_pages(doc, foot)
    return doc


def letter_spaced(source: Source) -> Doc:
    """Headings whose letters stand apart: the title by letter spacing, the subheads letter by letter."""
    doc = Doc(A4, packed=False)
    kinds = styles("Times-Roman", "Helvetica", 11.5, 15.5, justify=True, first=12)
    kinds["title"] = Style("Helvetica", 22, 28, center=True, spacing=7, after=8)
    kinds["head"] = Style("Helvetica-Bold", 10, 15, spacing=4, before=12, after=3, mode="glyphs")
    doc.add(pour(source.without(), kinds, stack(85, 760, 425, 80)))
    on_pages(doc, lambda page: doc.aside(page, (297, 44), str(page + 1), Style("Times-Roman", 9, 11), "center"))
    return doc
