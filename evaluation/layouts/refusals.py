"""Files that a reader should refuse: scanned, locked, cut short, broken."""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from evaluation.layouts.drawing import LETTER, Doc, save
from evaluation.layouts.inks import as_image, open_canvas
from evaluation.layouts.parts import stack, styles
from evaluation.layouts.setting import pour
from evaluation.layouts.source import Source, read_source

DOTS = 100
SEED = 20240516
SPECKS = 400
KEPT_SHARE = 0.55


def _typeset(source: Source, bottom: float = 80) -> Doc:
    """Sets a source plainly, each page filled down to the height given."""
    doc = Doc(LETTER)
    kinds = styles("Times-Roman", "Times-Bold", 12, 16, after=8)
    doc.add(pour(source.without(), kinds, stack(72, 720, 468, bottom)))
    return doc


def _picture(doc: Doc, page: int, chance: random.Random) -> Image.Image:
    """Gives a picture of a page as a scanner would: black on white, specks, a little askew."""
    share = DOTS / 72
    picture = Image.new("L", (int(LETTER[0] * share), int(LETTER[1] * share)), 255)
    pen = ImageDraw.Draw(picture)
    for item in doc.items:
        if item.page == page:
            font = ImageFont.truetype("DejaVuSerif.ttf", int(item.style.size * share * 0.86))
            pen.text((item.x * share, (LETTER[1] - item.y - item.style.size) * share), item.text, 0, font)
    for _ in range(SPECKS):
        pen.point((chance.randrange(picture.width), chance.randrange(picture.height)), 0)
    return picture.rotate(0.6, fillcolor=255).convert("1")


def make_scanned(path: Path) -> int:
    """Writes a file whose pages are pictures and nothing else."""
    doc = _typeset(read_source("scanned"), 640)
    chance = random.Random(SEED)  # noqa: S311
    canvas = open_canvas(path, LETTER)
    for page in range(doc.pages):
        canvas.drawImage(as_image(_picture(doc, page, chance)), 0, 0, *LETTER)
        canvas.showPage()
    canvas.save()
    return doc.pages


def make_encrypted(path: Path) -> int:
    """Writes a file that needs a password to be opened."""
    source = read_source("encrypted")
    doc = _typeset(source)
    save(doc, path, "Draft reply", password="gannet-bank")  # noqa: S106
    return doc.pages


def make_truncated(path: Path) -> int:
    """Writes a file of which the latter part is missing."""
    source = read_source("truncated")
    doc = _typeset(source, 640)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.pdf"
        save(doc, whole, source.title)
        content = whole.read_bytes()
    path.write_bytes(content[: int(len(content) * KEPT_SHARE)])
    return doc.pages


def _bare_file(objects: Sequence[str]) -> bytes:
    """Gives a PDF file of these objects, the first being its catalogue."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for place in places:
        out += f"{place:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def make_loop(path: Path) -> int:
    """Writes a file whose page tree leads back to itself."""
    path.write_bytes(
        _bare_file(
            [
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 2 /MediaBox [0 0 612 792] >>",
                "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
            ]
        )
    )
    return 0


def make_no_pages(path: Path) -> int:
    """Writes a file that is sound and has no pages."""
    path.write_bytes(_bare_file(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]))
    return 0
