"""The place where an article stands: its address, without what only tells who followed a link to it; or the file it came from.

What stands at one place at different times are versions of one article, or one article after another.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

#: A row or an item of a file, by its number.
_ITEM = re.compile(r"(.+):\d+")
#: Fragments that name no article: none, parts that every page has, notes of who sent the reader.
_NOISE = re.compile(
    r"[!/]*$|:~:|.*=|(?:comment|top|main|content|respond|reader|disqus|echobox|xtor|ref|link|share|sthash|lrm|ixzz|close|section)\w*\b",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
#: Parameters of an address that do not change what stands there.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|cmpid|cmp|ocid|ref|ref_src|smid|xtor|at_\w+|ito|icid|amp)$", re.IGNORECASE
)


def place_of(url: str | None, origin: str, *, uri: str | None = None, title: str | None = None) -> str:
    """A hash of the place, 16 hexadecimal digits.

    Args:
        url: the article's address.
        origin: the file that it came from, or the file and its place in it. Rows and items change their places: titles tell them apart.
        uri: what its publisher calls it in every version, where it has no address.
        title: the article's.
    """
    if url or uri:
        words = f"address\x00{plain_address(url or uri or '')}"
    elif (item := _ITEM.fullmatch(origin)) is not None and title:
        words = f"item\x00{item[1]}\x00{title}"
    else:
        words = f"origin\x00{origin}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain_address(url: str) -> str:
    """An address without scheme, www, tracking parameters and slash at the end; as it is where it is none.

    A fragment stays where it names a part of the page that may be an article of its own.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    host = _PREFIX.sub("", parts.netloc.lower().removesuffix(":80").removesuffix(":443"))
    asked = sorted((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name))
    path = parts.path.rstrip("/").removesuffix("/amp")
    part = "" if _NOISE.match(parts.fragment) else f"#{parts.fragment}"
    return f"{host}{path}" + (f"?{urlencode(asked)}" if asked else "") + part
