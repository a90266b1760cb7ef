"""Writes the PDF files and their known texts: `python -m evaluation.layouts.make_layouts`, at the root of the repository."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from evaluation.layouts import columns, papers, refusals, reports
from evaluation.layouts.drawing import Doc, save
from evaluation.layouts.inks import load_fonts
from evaluation.layouts.source import Source, known, read_source, write_json

HERE = Path(__file__).parent


class Layout(NamedTuple):
    """A layout: its file's name, what it is, who makes it, what a reader of the figures should know."""

    name: str
    layout: str
    make: Callable[[Source], Doc]
    notes: str


class Refusal(NamedTuple):
    """A file to be refused: its name, what it is, who makes it, why, and notes."""

    name: str
    layout: str
    make: Callable[[Path], int]
    reason: str
    notes: str


LAYOUTS = (
    Layout("one-column", "one-column report", reports.one_column, "Lines are drawn whole."),
    Layout("two-columns", "two columns", columns.two_columns, "Title and byline stand at the head of the first column."),
    Layout(
        "three-column-newspaper",
        "newspaper page in three columns",
        columns.three_columns,
        "Justified, with thin rules between the columns; the nameplate and its line are left out.",
    ),
    Layout(
        "headline-across",
        "two columns under a headline across both",
        columns.headline_across,
        "Each word is drawn by itself and no space is drawn. A picture with a caption, left out, heads the second column.",
    ),
    Layout(
        "pull-quote",
        "two columns with a pull quote in a box between them",
        columns.pull_quote,
        "The pull quote repeats words of the article and is left out. Reading order: the whole first column, then the second.",
    ),
    Layout(
        "sidebar",
        "article with a shaded sidebar of other text",
        columns.sidebar,
        "The sidebar's text goes after the article.",
    ),
    Layout(
        "two-articles",
        "two articles on one page",
        columns.two_articles,
        "The upper article is in three columns, the lower in two; text holds the first, then the second.",
    ),
    Layout(
        "running-heads",
        "report with running heads and page numbers",
        reports.running_heads,
        "Heads differ on odd and even pages; the even ones carry a date.",
    ),
    Layout(
        "footnotes",
        "footnotes at the bottoms of pages",
        reports.footnotes,
        "Reference marks are drawn raised as small figures and are left out of the text; the notes are given apart.",
    ),
    Layout(
        "letter",
        "letter with a letterhead",
        papers.letter,
        "The letterhead is not in the text. Each line of the address is a paragraph.",
    ),
    Layout(
        "press-release",
        "press release with a contact block",
        papers.press_release,
        "The name at the upper left and the contact block are not in the text. Each word is drawn by itself.",
    ),
    Layout(
        "transcript",
        "hearing transcript with line numbers",
        papers.transcript,
        "25 lines to a page, numbered in the left margin; a double rule parts numbers and text.",
    ),
    Layout("justified-hyphenated", "justified narrow column, many words broken", reports.justified, "Spaces are widened by word spacing."),
    Layout("bullet-lists", "bullet lists", reports.bullet_lists, "A list item begins with its mark and a space."),
    Layout("table-between", "table between paragraphs", reports.table_between, "The table is given apart; its caption is left out."),
    Layout(
        "drop-capital",
        "drop capital over three lines",
        reports.drop_capital,
        "The capital is drawn by itself; it and the letters after it are one word.",
    ),
    Layout(
        "subheads",
        "subheads in small capitals and in bold",
        reports.subheads,
        "The first and third subheads are drawn in small capitals, so that the file holds capitals: compare them without regard to case.",
    ),
    Layout(
        "ligatures",
        "ligatures and curly quotes in a TrueType font",
        papers.ligatures,
        "Joined letters are drawn as single glyphs; the text has them as separate letters.",
    ),
    Layout(
        "drawn-out-of-order",
        "text drawn in another order than it is read",
        papers.drawn_out_of_order,
        "Three columns are drawn from right to left, each from its foot upward.",
    ),
    Layout("rotated-page", "one page turned by 90 degrees", papers.rotated_page, "The second of three pages is turned."),
    Layout("slides", "landscape slides", papers.slides, "A list item begins with its mark and a space."),
    Layout(
        "letter-spaced",
        "letter-spaced headings",
        papers.letter_spaced,
        "The title is spaced by character spacing; the subheads are drawn letter by letter. Their words are whole in the text.",
    ),
    Layout(
        "page-breaks",
        "pages that end within a sentence and within a word",
        reports.page_breaks,
        "The last line of every page but the last ends in a broken word.",
    ),
    Layout(
        "policy-paper",
        "paper in two columns with an abstract across",
        columns.policy_paper,
        "Drawn as typesetting programs do, with moves in place of spaces and small kerns within words.",
    ),
    Layout(
        "newsletter",
        "newsletter with uneven columns",
        columns.newsletter,
        "The wide column comes first, then the narrow one.",
    ),
    Layout(
        "cover-report",
        "A4 report with a cover",
        reports.cover_report,
        "Title and subtitle stand on the cover; its other lines are not in the text.",
    ),
)

REFUSALS = (
    Refusal(
        "scanned",
        "pages that are pictures",
        refusals.make_scanned,
        "no text, only page images",
        "Page images only, a little askew, with specks; no fonts.",
    ),
    Refusal("encrypted", "locked file", refusals.make_encrypted, "a user password is needed", "128-bit standard encryption."),
    Refusal(
        "truncated",
        "file cut short",
        refusals.make_truncated,
        "the file is truncated",
        "The latter 45 per cent is missing; pages as before.",
    ),
    Refusal("loop", "page tree that refers to itself", refusals.make_loop, "the page tree is a loop", "No page can be reached."),
    Refusal("no-pages", "file without pages", refusals.make_no_pages, "the file has no pages", "Otherwise sound."),
)


def make_all(folder: Path) -> int:
    """Writes every file into the folder and gives their number."""
    for entry in LAYOUTS:
        source = read_source(entry.name)
        doc = entry.make(source)
        save(doc, folder / f"{entry.name}.pdf", source.title)
        write_json(folder / f"{entry.name}.json", known(source, doc, entry.layout, entry.notes))
    for refusal in REFUSALS:
        pages = refusal.make(folder / f"{refusal.name}.pdf")
        content: dict[str, object] = {"title": refusal.name, "layout": refusal.layout, "pages": pages}
        write_json(folder / f"{refusal.name}.json", {**content, "notes": refusal.notes, "refuse": refusal.reason})
    return len(LAYOUTS) + len(REFUSALS)


def main() -> None:
    """Reads the arguments and writes the files."""
    parser = argparse.ArgumentParser(description="Write PDF files with known text.")
    parser.add_argument("--fonts", type=Path, help="folder with the DejaVu fonts, where they are not found by themselves")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    given = parser.parse_args()
    load_fonts(given.fonts)
    print(f"{make_all(given.out)} files")


if __name__ == "__main__":
    main()
