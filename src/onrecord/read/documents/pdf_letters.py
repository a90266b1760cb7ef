"""PDFium → the letters, frames and pictures of a page. The one module that speaks to the library."""

from __future__ import annotations

import ctypes
import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.read.documents.pdf_page import Box, Letter

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Objects of a page that are looked at for frames and pictures; a map or a drawing has more than tell anything.
MOST_OBJECTS = 4_000
#: A frame is at least so wide and so high; less is a rule.
LEAST_FRAME = 24.0
#: A letter that seems wider than it moves the next one by more than this share of its size is several joined ones.
MOST_OVERHANG = 0.2

_Edges = tuple[float, float, float, float]

_JOINED = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st", "\xa0": " ", "\xad": "-", "‐": "-"})
_HYPHEN = 2  # what PDFium makes of a hyphen at a line's end
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "cmbx")
_SLANTED = ("italic", "oblique", "slanted", "cmti")


class Sheet(NamedTuple):
    """A page as PDFium has it, turned so that most of its text stands upright.

    Attributes:
        unknown: letters of which the file does not say what they are.
        pictured: the share of the page that its largest picture covers.
    """

    width: float
    height: float
    letters: tuple[Letter, ...]
    frames: tuple[Box, ...]
    pictures: tuple[Box, ...]
    unknown: int
    pictured: float


class Refused(Exception):  # noqa: N818  (no error of ours, it becomes one)
    """A document that PDFium does not open; ``locked`` tells whether it asks for a password."""

    def __init__(self, *, locked: bool) -> None:
        super().__init__("locked" if locked else "broken")
        self.locked = locked


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The document of some bytes.

    Raises:
        Refused: it does not open.
    """
    import pypdfium2  # noqa: PLC0415  (heavy)
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # the library's last error may be that of a file before
        locked = getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY} and b"/Encrypt" in data
        raise Refused(locked=locked) from error
    try:
        yield document
    finally:
        document.close()


def sheet_of(document: Any, number: int) -> Sheet:  # noqa: ANN401  (the library's)
    """A page's letters, frames and pictures.

    Raises:
        Refused: the page cannot be loaded.
    """
    import pypdfium2  # noqa: PLC0415  (heavy)

    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise Refused(locked=False) from error
    try:
        drawn = _Drawn(page)
        turn = drawn.turn()
        left, bottom, right, top = page.get_bbox()
        frames, pictures = _rectangles(page)
        window = turn.box(left, bottom, right, top)
        shift = _Shift(window.left, window.top)
        letters = tuple(shift.letter(letter) for letter in drawn.upright(turn) if _inside(letter, window))
        return Sheet(
            width=window.width,
            height=window.height,
            letters=letters,
            frames=tuple(shift.box(turn.box(*frame)) for frame in frames),
            pictures=tuple(shift.box(turn.box(*picture)) for picture in pictures),
            unknown=drawn.unknown,
            pictured=max((_share(turn.box(*picture), window) for picture in pictures), default=0.0),
        )
    finally:
        page.close()


class _Turn(NamedTuple):
    """By how many quarters text is turned to the left, which is undone."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.quarters == 1:
            return y, x
        if self.quarters == 2:  # noqa: PLR2004
            return -x, y
        return (-y, -x) if self.quarters == 3 else (x, -y)  # noqa: PLR2004

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class _Shift(NamedTuple):
    """Moves the corner of a page to zero."""

    left: float
    top: float

    def letter(self, one: Letter) -> Letter:
        return one._replace(left=one.left - self.left, right=one.right - self.left, base=one.base - self.top)

    def box(self, one: Box) -> Box:
        return Box(one.left - self.left, one.top - self.top, one.right - self.left, one.bottom - self.top)


class _Style(NamedTuple):
    size: float
    advance: float  # the size along the line
    quarters: int | None  # by how many it is turned to the left; None where it stands askew
    font: int
    bold: bool
    italic: bool


class _Raw(NamedTuple):
    text: str
    edges: _Edges
    origin: tuple[float, float]
    style: _Style


class _Drawn:
    """The letters of a page in the order in which they are drawn, in the page's own directions."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401
        from pypdfium2 import raw  # noqa: PLC0415

        self._raw = raw
        self._fonts: dict[int, tuple[int, bool, bool]] = {}
        self._widths: dict[tuple[int, int, float], float] = {}
        self.unknown = 0
        text = page.get_textpage()
        try:
            self.letters = list(self._read(text))
        finally:
            text.close()

    def _read(self, text: Any) -> Iterator[_Raw]:  # noqa: ANN401
        raw, edges, x, y = self._raw, self._raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        last, style = None, _Style(0.0, 0.0, None, 0, bold=False, italic=False)
        for index in range(text.count_chars()):
            if raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            code = raw.FPDFText_GetUnicode(text, index)
            drawn = raw.FPDFText_GetTextObject(text, index)
            address = ctypes.cast(drawn, ctypes.c_void_p).value
            if address != last or last is None:
                last, style = address, self._style(text, index, drawn)
            if not raw.FPDFText_GetLooseCharBox(text, index, edges) or not raw.FPDFText_GetCharOrigin(text, index, x, y):
                continue
            if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or _is_private(code):
                self.unknown += 1
            character = "-" if code == _HYPHEN else chr(code).translate(_JOINED) if _is_character(code) else "\ufffd"
            box = self._without_overhang(drawn, code, style, (edges.left, edges.bottom, edges.right, edges.top), x.value)
            if character and all(map(math.isfinite, (*box, x.value, y.value, style.size))):
                yield _Raw(character, box, (x.value, y.value), style)

    def _style(self, text: Any, index: int, drawn: Any) -> _Style:  # noqa: ANN401
        raw, matrix = self._raw, self._raw.FS_MATRIX()
        size = advance = abs(raw.FPDFText_GetFontSize(text, index))
        if raw.FPDFText_GetMatrix(text, index, matrix):
            advance, size = size * math.hypot(matrix.a, matrix.b), size * math.hypot(matrix.c, matrix.d)
        angle = -raw.FPDFText_GetCharAngle(text, index) % math.tau / (math.pi / 2)  # it counts to the right
        near = round(angle)
        return _Style(size, advance, near % 4 if abs(angle - near) < 0.05 else None, *self._look(drawn))  # noqa: PLR2004

    def _without_overhang(self, drawn: Any, code: int, style: _Style, edges: _Edges, x: float) -> _Edges:  # noqa: ANN401
        """The edges of an upright letter without the part of it that hangs over the next one, as that of a slanted f does."""
        if style.quarters != 0 or not style.advance:
            return edges
        key = (style.font, code, style.advance)
        if key not in self._widths:
            width = ctypes.c_float()
            known = self._raw.FPDFFont_GetGlyphWidth(self._raw.FPDFTextObj_GetFont(drawn), code, style.advance, width)
            self._widths[key] = width.value if known else math.inf
        end = x + self._widths[key]
        return (*edges[:2], end, edges[3]) if 0 < edges[2] - end < MOST_OVERHANG * style.size else edges

    def _look(self, drawn: Any) -> tuple[int, bool, bool]:  # noqa: ANN401
        """The font, whether it is bold and whether it is slanted, by its name."""
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(drawn)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._fonts:
            room = ctypes.create_string_buffer(128)
            length = raw.FPDFFont_GetBaseFontName(font, room, 128) if address else 0
            name = room.raw[: min(length, 128)].decode("latin-1").lower()
            self._fonts[address] = (address, any(word in name for word in _BOLD), any(word in name for word in _SLANTED))
        return self._fonts[address]

    def turn(self) -> _Turn:
        """How most of the letters stand."""
        counts = [0, 0, 0, 0]
        for letter in self.letters:
            if letter.style.quarters is not None:
                counts[letter.style.quarters] += 1
        return _Turn(counts.index(max(counts)))

    def upright(self, turn: _Turn) -> Iterator[Letter]:
        """The letters that stand so, turned upright. Others are stamps and watermarks across the page or along its side."""
        for one in self.letters:
            style = one.style
            if style.quarters == turn.quarters:
                box, base = turn.box(*one.edges), turn.point(*one.origin)[1]
                yield Letter(one.text, box.left, box.right, base, style.size or box.height, style.bold, style.italic)


def _rectangles(page: Any) -> tuple[list[_Edges], list[_Edges]]:  # noqa: ANN401
    """The edges of the frames and of the pictures on a page."""
    from pypdfium2 import raw  # noqa: PLC0415

    frames, pictures = [], []
    for count, one in enumerate(page.get_objects(max_depth=3)):
        if count >= MOST_OBJECTS:
            break
        if one.type not in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}:
            continue
        left, bottom, right, top = one.get_bounds()
        if min(right - left, top - bottom) < LEAST_FRAME:
            continue
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures.append((left, bottom, right, top))
        elif raw.FPDFPath_CountSegments(one) in {4, 5}:
            frames.append((left, bottom, right, top))
    return frames, pictures


def _inside(letter: Letter, window: Box) -> bool:
    middle = (letter.left + letter.right) / 2
    return window.left - 1 <= middle <= window.right + 1 and window.top - 1 <= letter.base <= window.bottom + letter.size


def _share(picture: Box, window: Box) -> float:
    seen = Box(
        max(picture.left, window.left), max(picture.top, window.top), min(picture.right, window.right), min(picture.bottom, window.bottom)
    )
    area = window.width * window.height
    return max(seen.width, 0.0) * max(seen.height, 0.0) / area if area else 0.0


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code in {0, 0xFFFD, 0xFFFE, 0xFFFF}  # noqa: PLR2004


def _is_character(code: int) -> bool:
    return code >= 0x20 and not 0x7F <= code < 0xA0 and not 0xD800 <= code <= 0xDFFF and code not in {0xFFFE, 0xFFFF}  # noqa: PLR2004
