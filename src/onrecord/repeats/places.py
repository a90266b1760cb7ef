"""The place where an article stands: its address, without what only tells who followed a link to it; or the file it came from.

What stands at one place at different times are versions of one article, or one article after another.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
#: Parameters of an address that do not change what stands there.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|cmpid|cmp|ocid|ref|ref_src|smid|xtor|at_\w+|ito|icid|amp)$", re.IGNORECASE
)


def place_of(url: str | None, origin: str) -> str:
    """A hash of the place, 16 hexadecimal digits."""
    words = f"address\x00{plain_address(url)}" if url else f"origin\x00{origin}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain_address(url: str) -> str:
    """An address without scheme, www, fragment, tracking parameters and slash at the end; as it is where it is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    host = _PREFIX.sub("", parts.netloc.lower().removesuffix(":80").removesuffix(":443"))
    asked = sorted((name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name))
    path = parts.path.rstrip("/").removesuffix("/amp")
    return f"{host}{path}" + (f"?{urlencode(asked)}" if asked else "")
