"""PDF files made for tests: words put where a test wants them, columns of running text, and damaged files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.documents.pdf import read_pdf
from onrecord.read.part import Part, Stated
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDE, HIGH = 595.0, 842.0
SERIF, BOLD = "Times-Roman", "Times-Bold"
HEAD = "Harbour town closes its fish market"

#: Enough English for a column or two; each paragraph ends in a line that is not full.
STORY = (
    "The council of Harrow Bay voted on Monday to close the old fish market by the end of the year, a decision that has split the "
    "harbour town and surprised nobody who had followed the debate.",
    "“We kept it open for as long as the roof held,” said the mayor, Ines Calloway, after the vote. She added that the money saved would "
    "go into the new quay, which is due to open in the spring.",
    "The traders see it another way. Their spokesman, Tomas Ribeiro, called the vote a betrayal and said that not one of the forty "
    "families who sell there had been asked what they thought of the plan.",
    "A report to the council puts the cost of a new roof at two million. The harbour board, which owns the ground, says that the figure is "
    "too low, and that the walls would have to be rebuilt as well.",
)


class Sheets:
    """A document to draw on; down is positive, as in the reader."""

    def __init__(self, width: float = WIDE, height: float = HIGH, **options: object) -> None:
        self._file = io.BytesIO()
        self.height = height
        self.canvas = Canvas(self._file, pagesize=(width, height), **options)

    def put(self, text: str, left: float, base: float, size: float = 10, font: str = SERIF) -> None:
        """Draws words as one piece."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, self.height - base, text)

    def put_right(self, text: str, right: float, base: float, size: float = 10, font: str = SERIF) -> None:
        """Draws words that end somewhere."""
        self.put(text, right - stringWidth(text, font, size), base, size, font)

    def fill(  # noqa: PLR0913  (a column)
        self,
        paragraphs: Sequence[str],
        left: float,
        base: float,
        width: float,
        *,
        size: float = 10,
        font: str = SERIF,
        after: float = 6,
        most: float = 2_000,
    ) -> float:
        """Draws running text and gives back where the next line would stand; it stops at ``most``."""
        for paragraph in paragraphs:
            for line in simpleSplit(paragraph, font, size, width):
                if base > most:
                    return base
                self.put(line, left, base, size, font)
                base += 1.2 * size
            base += after
        return base

    def page(self) -> None:
        """Ends the page."""
        self.canvas.showPage()

    def done(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


def made(draw: Callable[[Sheets], None], **options: object) -> bytes:
    """A document of a single page."""
    sheets = Sheets(**options)  # type: ignore[arg-type]
    draw(sheets)
    return sheets.done()


def lines_at(width: float, text: str, size: float = 10, font: str = SERIF) -> list[str]:
    """The lines of a text in a column."""
    return simpleSplit(text, font, size, width)


def outcome(data: bytes, told: Stated | None = None, **options: Any) -> list[Article | InputError]:
    """What is read of a file."""
    part = Part(origin="a.pdf", name="a.pdf", file=io.BytesIO(data), told=told or Stated())
    try:
        return list(read_pdf(part, ReadOptions(**options)))
    except InputError as error:
        return [error]


def read(data: bytes, **options: Any) -> Article:
    """The article of a file that holds one."""
    (one,) = outcome(data, **options)
    assert isinstance(one, Article), one
    return one


def refused(data: bytes) -> InputError:
    """Why a file is refused."""
    (one,) = outcome(data)
    assert isinstance(one, InputError)
    assert one.advice
    return one


def story(sheets: Sheets, **fill: Any) -> float:
    """Draws a headline and four paragraphs."""
    sheets.put(HEAD, 60, 80, 18, BOLD)
    return sheets.fill(STORY, **({"left": 60, "base": 110, "width": 460} | fill))
