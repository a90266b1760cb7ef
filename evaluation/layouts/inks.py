"""The one module that touches reportlab: fonts, widths, canvases."""

from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

TRUETYPE = (
    "DejaVuSerif",
    "DejaVuSerif-Bold",
    "DejaVuSerif-Italic",
    "DejaVuSans",
    "DejaVuSans-Bold",
    "DejaVuSansCondensed",
    "DejaVuSansCondensed-Bold",
)


def load_fonts(folder: Path | None) -> None:
    """Registers the free TrueType fonts, from the folder given or where reportlab looks by itself."""
    if folder is not None:
        rl_config.TTFSearchPath = [str(folder), *rl_config.TTFSearchPath]
    for name in TRUETYPE:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, name + ".ttf"))


def text_width(text: str, font: str, size: float) -> float:
    """Gives the width of the text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def open_canvas(path: Path, size: tuple[float, float], *, packed: bool = True, password: str = "") -> Any:  # noqa: ANN401
    """Opens a canvas whose file comes out the same at every run."""
    lock = StandardEncryption(password, ownerPassword=password + "-owner", strength=128) if password else None
    return Canvas(str(path), pagesize=size, invariant=1, pageCompression=int(packed), encrypt=lock)


def as_image(picture: Any) -> Any:  # noqa: ANN401
    """Wraps a picture for drawing."""
    return ImageReader(picture)
