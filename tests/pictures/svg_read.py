"""What stands in an SVG of ours, read back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from onrecord.pictures.picture import Picture

SVG = "{http://www.w3.org/2000/svg}"
_PLACE = re.compile(r"translate\((?P<x>[-\d.]+) (?P<y>[-\d.]+)\) scale\((?P<scale>[\d.]+)")


class Box(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether a point lies in both."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


def root(picture: Picture) -> etree._Element:
    return etree.fromstring(picture.svg)


def groups(picture: Picture, name: str) -> list[etree._Element]:
    """The groups of a class, in order."""
    return [group for group in root(picture).iter(SVG + "g") if group.get("class") == name]


def title(group: etree._Element) -> str:
    return str(group.findtext(SVG + "title"))


def words(picture: Picture) -> list[str]:
    """All lines of text, in order."""
    return [group.get("aria-label") for group in root(picture).iter(SVG + "g") if group.get("aria-label") is not None]


def label_box(group: etree._Element) -> Box:
    """Around the letters of a group: from the first to the last, from the top of capitals to the baseline."""
    found = [_PLACE.search(use.get("transform")) for use in group.iter(SVG + "use")]
    places = [(float(place["x"]), float(place["y"]), float(place["scale"]) * 1000) for place in found if place]
    return Box(
        min(x for x, _, _ in places),
        min(y - 0.7 * size for _, y, size in places),
        max(x + 0.3 * size for x, _, size in places),
        max(y for _, y, _ in places),
    )


def description(picture: Picture) -> str:
    """The caption below the picture, as one line."""
    return " ".join(str(root(picture).findtext(SVG + "desc")).split())
