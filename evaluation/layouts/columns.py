"""Layouts in columns: newspapers, magazines, newsletters, papers."""

from evaluation.layouts.drawing import A4, LETTER, Doc, Shape
from evaluation.layouts.parts import columns, on_pages, rule, styles
from evaluation.layouts.setting import Block, Frame, Style, balance, pour
from evaluation.layouts.source import Source, split_articles

SMALL = Style("Helvetica", 7.5, 9)
TABLOID = (640.0, 860.0)


def two_columns(source: Source) -> Doc:
    """Two columns, title in the first; the text runs over to a second page."""
    doc = Doc(A4)
    kinds = styles("Helvetica", "Helvetica-Bold", 12, 16.5, after=8)
    kinds["title"] = kinds["title"].but(size=16, lead=19)
    frames = [frame for page in range(3) for frame in columns(page, 2, 50, 780, 495, 300 if page == 0 else 610, 24)]
    doc.add(pour(source.without(), kinds, frames))
    on_pages(doc, lambda page: doc.aside(page, (297, 50), str(page + 1), SMALL, "center"))
    return doc


def three_columns(source: Source) -> Doc:
    """A newspaper page: nameplate, headline across, three justified columns with broken words."""
    doc = Doc(TABLOID)
    doc.aside(0, (320, 800), "The Port Ellery Messenger", Style("Times-Bold", 40, 44), "center")
    doc.aside(0, (40, 772), "Wednesday, 15 May 2024", SMALL)
    doc.aside(0, (600, 772), "Vol. 88, No. 112", SMALL, "right")
    rule(doc, 0, 40, 785, 560)
    rule(doc, 0, 40, 764, 560)
    kinds = styles("Times-Roman", "Times-Bold", 12, 15, justify=True, hyphenate=True, first=10)
    kinds["title"] = Style("Times-Bold", 34, 38, after=4)
    kinds["deck"] = Style("Times-Italic", 16, 20, after=6)
    top = doc.add(pour(source.only("title", "deck"), kinds, [Frame(0, 40, 755, 560, 300)])).y
    frames = columns(0, 3, 40, top - 6, 560, 60, 16)
    end = doc.add(balance(source.without("title", "deck"), kinds, frames, 60))
    low = min(item.y for item in end.items)
    for number in (1, 2):
        doc.shapes.append(Shape(0, frames[number].x - 8, low, 0.4, top - 6 - low))
    doc.aside(0, (320, 36), "More news on page 4", SMALL, "center")
    return doc


def headline_across(source: Source) -> Doc:
    """Two columns under a headline across both, with a picture and its caption in the second."""
    doc = Doc(LETTER)
    kinds = styles("Times-Roman", "Helvetica-Bold", 10.5, 13, justify=True, mode="words", first=12)
    kinds["title"] = Style("Helvetica-Bold", 28, 31, after=6)
    kinds["deck"] = Style("Helvetica", 13, 16, after=8)
    top = doc.add(pour(source.only("title", "deck"), kinds, [Frame(0, 50, 742, 512, 400)])).y
    left, right = columns(0, 2, 50, top, 512, 120, 20)
    doc.shapes.append(Shape(0, right.x, top - 150, right.width, 140, 0.75))
    caption = Style("Helvetica-Oblique", 8, 10)
    doc.aside(0, (right.x, top - 161), "Milk on its way to the bottling plant at Orrin.", caption)
    doc.aside(0, (right.x, top - 171), "Photograph: Messenger archive", caption)
    under = Frame(0, right.x, top - 182, right.width, 120)
    doc.add(pour(source.without("title", "deck"), kinds, [left, under, *columns(1, 2, 50, 730, 512, 460, 20)]))
    on_pages(doc, lambda page: doc.aside(page, (562, 60), f"Ellery Review | {page + 18}", SMALL, "right"))
    return doc


def pull_quote(source: Source) -> Doc:
    """Two columns with a quotation set large in a box that cuts into both."""
    doc = Doc(LETTER)
    kinds = styles("Helvetica", "Helvetica-Bold", 10, 13.5, first=10)
    top = doc.add(pour(source.only("title", "by"), kinds, [Frame(0, 54, 740, 504, 400)])).y
    high, low, inner = 520.0, 390.0, 70.0
    left, right = columns(0, 2, 54, top, 504, 110, 20)
    frames = [
        Frame(0, left.x, top, left.width, high),
        Frame(0, left.x, high, left.width - inner, low),
        Frame(0, left.x, low, left.width, 196),
        Frame(0, right.x, top, right.width, high),
        Frame(0, right.x + inner, high, right.width - inner, low),
        Frame(0, right.x, low, right.width, 60),
    ]
    doc.add(pour(source.without("title", "by"), kinds, frames))
    box = Style("Helvetica-BoldOblique", 15, 19, center=True)
    edge = left.x + left.width - inner + 6
    inside = Frame(0, edge + 8, high - 28, 2 * inner + 20 - 28, low)
    doc.shapes.append(Shape(0, edge, low + 8, 2 * inner + 20 - 12, high - low - 14, 0.5, filled=False))
    doc.items.extend(pour(source.only("pull"), {"pull": box}, [inside]).items)
    doc.left_out.extend(block.text for block in source.only("pull"))
    return doc


def sidebar(source: Source) -> Doc:
    """An article in the wide column and a shaded sidebar with a text of its own beside it."""
    doc = Doc(A4)
    kinds = styles("Times-Roman", "Times-Bold", 12, 17, after=7)
    side = styles("Helvetica", "Helvetica-Bold", 9.5, 13.5, after=7)
    kinds["box"], kinds["boxtitle"] = side["para"], side["head"].but(after=6)
    doc.add(pour(source.without("box", "boxtitle"), kinds, [Frame(0, 50, 790, 335, 60)]))
    doc.shapes.append(Shape(0, 402, 400, 150, 326, 0.88))
    doc.add(pour(source.only("box", "boxtitle"), kinds, [Frame(0, 412, 716, 132, 405)]))
    doc.aside(0, (50, 34), "Rail & Road, June 2024", SMALL)
    doc.aside(0, (545, 34), "27", SMALL, "right")
    return doc


def two_articles(source: Source) -> Doc:
    """Two articles on one page, the first above in three columns, the second below in two."""
    doc = Doc(LETTER)
    doc.aside(0, (40, 760), "LOCAL NEWS", Style("Helvetica-Bold", 11, 13))
    doc.aside(0, (572, 760), "Tarn Valley Times, Tuesday 4 June 2024", SMALL, "right")
    rule(doc, 0, 40, 754, 532, thick=1.5)
    top = 744.0
    settings = ((3, "Times-Roman", "Times-Bold", 11, 13, 24), (2, "Times-Roman", "Helvetica-Bold", 12, 15.5, 26))
    for blocks, (count, plain, bold, size, lead, big) in zip(split_articles(source), settings, strict=True):
        kinds = styles(plain, bold, size, lead, justify=True, hyphenate=True, first=9)
        kinds["title"] = Style(bold, big, big * 1.1, after=6)
        top = doc.add(pour(blocks[:1], kinds, [Frame(0, 40, top, 532, 60)])).y
        placed = doc.add(balance(blocks[1:], kinds, columns(0, count, 40, top, 532, 60, 14), 40))
        top = min(item.y for item in placed.items) - 14
        if count == 3:
            rule(doc, 0, 40, top, 532)
        top -= 12
    return doc


def newsletter(source: Source) -> Doc:
    """A newsletter: a wide column with the main article and a narrow one with short notices."""
    doc = Doc(A4)
    sans = styles("DejaVuSansCondensed", "DejaVuSansCondensed-Bold", 12, 19, after=9)
    tight = styles("DejaVuSansCondensed", "DejaVuSansCondensed-Bold", 9.5, 14, after=6)
    doc.put(0, (50, 770), source.title, Style("DejaVuSerif-Bold", 30, 34))
    doc.aside(0, (545, 748), "Spring number, 2024", SMALL, "right")
    rule(doc, 0, 50, 742, 495, thick=2)
    start = next(number for number, block in enumerate(source.blocks) if block.kind == "small")
    wide = {**sans, "lead": sans["title"]}
    narrow = {**tight, "small": tight["head"]}
    doc.add(pour(source.blocks[1:start], wide, [Frame(0, 50, 730, 300, 80)]))
    doc.add(pour(source.blocks[start:], narrow, [Frame(0, 380, 722, 165, 80)]))
    doc.aside(0, (297, 40), "Printed by members, for members", SMALL, "center")
    return doc


def policy_paper(source: Source) -> Doc:
    """A paper of a university: title, authors and abstract across, then two columns, words kerned, no space drawn."""
    doc = Doc(LETTER)
    kinds = styles("Times-Roman", "Times-Bold", 10, 12, justify=True, hyphenate=True, first=12, mode="kern")
    kinds["title"] = Style("Times-Bold", 17, 20, center=True, after=8, mode="kern")
    kinds["by"] = Style("Times-Roman", 11, 14, center=True, mode="kern")
    kinds["line"] = Style("Times-Italic", 10, 12, center=True, after=12, mode="kern")
    kinds["abstract"] = Style("Times-Roman", 9, 11, justify=True, hyphenate=True, after=12, mode="kern")
    across = source.only("title", "by", "line")
    top = doc.add(pour(across, kinds, [Frame(0, 60, 730, 492, 300)])).y
    top = doc.add(pour(source.only("abstract"), kinds, [Frame(0, 100, top, 412, 300)])).y
    rest: list[Block] = source.without("title", "by", "line", "abstract")
    frames = [frame for page in range(3) for frame in columns(page, 2, 60, 720 if page else top, 492, 300 if page == 0 else 478, 22)]
    doc.add(pour(rest, kinds, frames))
    head = Style("Times-Italic", 8.5, 10)
    on_pages(doc, lambda page: doc.aside(page, (306, 48), str(page + 201), Style("Times-Roman", 9, 11), "center"))
    on_pages(doc, lambda page: doc.aside(page, (306, 748), "Journal of Small Comparisons 4 (2024)", head, "center"))
    return doc
