"""Memory of reading a web archive (WARC) of a gigabyte: of this process and of the child that parses, at their highest.

The archive is made of the pages of ``evaluation/pages``, each under many addresses, and of pictures, as crawls have them.

    python -m benchmarks.web_archive [--megabytes 1000]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.read import ReadOptions, read_inputs

PAGES = Path(__file__).parents[1] / "evaluation" / "pages"
#: Bytes of a picture; three come with every page.
PICTURE = 120_000
#: Bytes that scripts and styles add to a page.
FILLER = 60_000


def main() -> None:
    """Makes the archive, reads it, prints what was read and the memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc"
        with path.open("wb") as file:
            pages = made(file, asked.megabytes * 1_000_000)
        began = time.perf_counter()
        read = Counter(one.reason if isinstance(one, InputError) else "articles" for one in read_inputs([path], ReadOptions()))
        seconds = time.perf_counter() - began
    own, child = (resource.getrusage(who).ru_maxrss / 1000 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{pages} pages, {seconds:.0f} s, read: {dict(read)}; most memory: {own:.0f} MB here, {child:.0f} MB in the child")


def made(file: BinaryIO, size: int) -> int:
    """Writes an archive of at least so many bytes; returns the number of pages in it."""
    sources = [path.read_bytes() for path in sorted(PAGES.glob("*/*.html"))]
    number = 0
    while file.tell() < size:
        html = sources[number % len(sources)] + b"<script>" + b"/* filler */" * (FILLER // 12) + b"</script>"
        _record(file, f"https://post.example/{number}", b"text/html", html)
        for picture in range(3):
            _record(file, f"https://post.example/{number}-{picture}.jpg", b"image/jpeg", b"\xff\xd8\xff" + bytes(PICTURE))
        number += 1
    return number


def _record(file: BinaryIO, url: str, media: bytes, data: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + media + b"\r\n\r\n" + data
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:made:{url}>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    file.write(head.encode() + answer + b"\r\n\r\n")


if __name__ == "__main__":
    main()
