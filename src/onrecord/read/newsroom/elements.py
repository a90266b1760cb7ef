"""Elements of the XML of news agencies by their local names, whatever the namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.read.pages.fragment import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element


def below(element: Element, path: str) -> Iterator[Element]:
    """The elements at the end of the path of names from the element's children on: ``itemmeta/provider``."""
    found: Iterable[Element] = [element]
    for name in path.split("/"):
        found = [child for one in found for child in one if local_name(child) == name]
    yield from found


def anywhere(element: Element, name: str) -> Iterator[Element]:
    """The elements of that name at any depth in the element, in order."""
    return (one for one in element.iterdescendants() if local_name(one) == name)


def words_of(element: Element) -> str | None:
    """The words in an element, on one line."""
    return " ".join("".join(element.itertext()).split()) or None


def first_words(*elements: Iterable[Element]) -> str | None:
    """The words of the first element that has some."""
    return next((words for some in elements for one in some if (words := words_of(one))), None)


def attribute(elements: Iterable[Element], *names: str) -> str | None:
    """The first of the attributes that one of the elements has."""
    return next((value.strip() for one in elements for name in names if (value := one.get(name)) and value.strip()), None)
