"""What other libraries read from web pages, each as its documents say it is called.

Run by a Python that has the libraries, which need not have this project: file names on standard input, one a line, as bytes of pages;
a JSON object on standard output, library → the texts in the order of the files. A library that is not installed is left out.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def trafilatura_default(page: bytes) -> str:
    """The main text by trafilatura, as it comes but without comments."""
    return _module("trafilatura").extract(page, include_comments=False) or ""


def trafilatura_precise(page: bytes) -> str:
    """The main text by trafilatura where it would rather leave something out."""
    return _module("trafilatura").extract(page, include_comments=False, favor_precision=True) or ""


def readability(page: bytes) -> str:
    """The summary by readability-lxml, its blocks on lines of their own."""
    summary = _module("readability").Document(_decoded(page)).summary()
    html = _module("lxml.html").document_fromstring(summary)
    return "\n".join(html.xpath("//text()"))


def justext(page: bytes) -> str:
    """The paragraphs that jusText finds to be no boilerplate."""
    module = _module("justext")
    return "\n".join(p.text for p in module.justext(page, module.get_stoplist("English")) if not p.is_boilerplate)


def newspaper(page: bytes) -> str:
    """The text by newspaper4k."""
    article = _module("newspaper").Article("https://page.example/", language="en")
    article.download(input_html=_decoded(page))
    article.parse()
    return str(article.text)


def goose(page: bytes) -> str:
    """The cleaned text by goose3."""
    return str(_module("goose3").Goose({"enable_image_fetching": False}).extract(raw_html=_decoded(page)).cleaned_text)


PEERS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "trafilatura": ("trafilatura", trafilatura_default),
    "trafilatura favor_precision": ("trafilatura", trafilatura_precise),
    "readability-lxml": ("readability", readability),
    "jusText": ("justext", justext),
    "newspaper4k": ("newspaper", newspaper),
    "goose3": ("goose3", goose),
}


def _module(name: str) -> Any:  # noqa: ANN401 - foreign, and maybe not installed
    return importlib.import_module(name)


def _decoded(page: bytes) -> str:
    """The page in characters, for libraries that do not look at its encoding themselves: UTF-8, or what old pages mostly were."""
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("cp1252", errors="replace")


def _installed(name: str) -> bool:
    try:
        _module(name)
    except ImportError:
        return False
    return True


def _text(read: Callable[[bytes], str], page: bytes) -> str:
    try:
        return read(page)
    except Exception:  # noqa: BLE001 - whatever a library raises over a page, it has read nothing of it
        return ""


def main() -> None:
    """Reads the files named on standard input."""
    warnings.simplefilter("ignore")
    logging.disable()
    pages = [Path(name).read_bytes() for name in sys.stdin.read().split("\n") if name]
    texts = {name: [_text(read, page) for page in pages] for name, (module, read) in PEERS.items() if _installed(module)}
    json.dump(texts, sys.stdout)


if __name__ == "__main__":
    main()
