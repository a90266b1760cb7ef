"""Which outlet an article is from, by what it states and where it stands: names and addresses brought into one form and compared.

Two names are one outlet's where they differ in the case of letters, accents, punctuation, spaces and a "The" before them, in nothing
else: "The Times" is not "Times of India", "The Guardian Nigeria" not "The Guardian". A name that is an address ("BBC.co.uk") says no
more than that address. What a person says of an address, a feed or a name outranks all of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from onrecord.lexicon import wire_agencies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Attributes of outlets by which articles are recognised; of each there may be several, parted by semicolons.
DOMAIN, FEED, MASTHEAD = SIGNS = ("domain", "feed", "masthead")

_BEFORE = re.compile(r"^(?:www?\d{0,2}|m|mobile|amp)\.(?=[^.]+\.)")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/[^/]+/(https?:/.+)", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z][a-z0-9-]{1,}")
#: A name that is an address: no letters with points ("U.S.News"), and an ending that is no word of a name ("St.Petersburg").
_NAMED_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]{2,}\.(?:[a-z]{2,3}\.)?[a-z]{2,7}|[a-z]\.[a-z]{2,7}")
_ACCENTS = re.compile("[\u0300-\u036f]")
_APART = re.compile(r"[^\w+]|_")
_ITEM = re.compile(r":\d+$")


class Masthead(NamedTuple):
    """How articles name their outlet, and where they stand.

    Attributes:
        stated: the name that they state; "" for none.
        host: that of their addresses; "" for none.
        number: how many articles.
    """

    stated: str
    host: str
    number: int = 1

    @property
    def names(self) -> bool:
        """Whether it tells the name of an outlet: it is no address, and no wire agency on another's page."""
        return bool(self.stated) and named_host(self.stated) is None and not _is_others(self.stated, self.host)

    @property
    def key(self) -> str:
        """The name in one form; the host that is to be named, where none is told."""
        return folded(self.stated) if self.names else named_host(self.stated) or self.host

    @property
    def signs(self) -> list[str]:
        """By what a person may have said whose it is, the surest first."""
        return [*domain_signs(self.host), *([_sign_of_name(self.stated)] if self.names else domain_signs(self.key))]


def host_of(url: str | None) -> str | None:
    """The host of an address on the web, without what names the same site on other devices (``www.``, ``m.``, ``amp.``)."""
    archived = _ARCHIVED.match(url or "")
    try:
        host = urlsplit(archived[1] if archived else url or "").hostname if _WEB.match(url or "") else None
        return _site(host) if host else None
    except ValueError:  # brackets, or a port that is none
        return None


def named_host(name: str) -> str | None:
    """The host that a name is ("BBC.co.uk"); None for a name that is no address."""
    bare = _WEB.sub("", name.strip()).rstrip("/").lower()
    return _site(bare) if _NAMED_HOST.fullmatch(bare) else None


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name in one form: small letters and digits without accents, spaces, punctuation, and "The" at its start or end."""
    plain = unicodedata.normalize("NFKC", _ACCENTS.sub("", unicodedata.normalize("NFKD", name.casefold()))).replace("&", " and ")
    words = [word for word in _APART.split(plain) if word]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    elif len(words) > 1 and words[-1] == "the" and "," in name:
        words = words[:-1]
    return "".join(words) or plain


def domain_signs(host: str) -> list[str]:
    """The signs of a host and of the domains that it lies in, the nearest first."""
    labels = host.split(".") if host else []
    return [f"{DOMAIN} {'.'.join(labels[at:])}" for at in range(max(len(labels) - 1, min(len(labels), 1)))]


def feed_signs(origin: str) -> list[str]:
    """The signs of a feed that an article may be an item of: its address, or its file with and without folders."""
    place = _ITEM.sub("", origin)
    address = _WEB.search(place)
    names = [place[address.start() :]] if address else [place, re.split(r"[/\\]", place)[-1]]
    return [f"{FEED} {_feed(name)}" for name in names]


def signs_of(name: str, value: str) -> list[str] | None:
    """The signs that an attribute of an outlet gives: none where it is no such attribute, None where its value is unusable.

    Args:
        name: the attribute's.
        value: what it says; several are parted by semicolons.
    """
    found: list[str] = []
    for one in filter(None, map(str.strip, value.split(";"))):
        if name.casefold() == DOMAIN:
            bare = _WEB.sub("", one.removeprefix("*.")).partition("/")[0].partition(":")[0].lower()
            if not _HOST.fullmatch(bare):
                return None
            found.append(f"{DOMAIN} {_site(bare)}")
        elif name.casefold() == FEED:
            found += [f"{FEED} {_feed(one)}", *([] if _WEB.match(one) else [_sign_of_name(one)])]
        elif name.casefold() == MASTHEAD:
            found.append(_sign_of_name(one))
    return found


def signs_in_table(rows: Iterable[tuple[str, str, str]]) -> dict[str, set[str]]:
    """The outlets that each sign stands for.

    Args:
        rows: outlet, name and value of attributes; an outlet is recognised by its own name, whatever it has.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for outlet, name, value in rows:
        for sign in (_sign_of_name(outlet), *(signs_of(name, value) or ())):
            found[sign].add(outlet)
    return dict(found)


def meant(
    mastheads: Sequence[Masthead], signs: Mapping[str, str], known: Mapping[str, set[str | None]] | None = None
) -> dict[Masthead, str | None]:
    """The outlet of each masthead: a sign's; or what its name is mostly written like; or, without a name, the one outlet of its host.

    Args:
        mastheads: all of those whose names have the same form; without a name, all that there are of a host or its ``known`` outlets.
        signs: what people said: the outlet of a sign.
        known: outlets of hosts besides those that the mastheads tell.
    """
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in mastheads:
        if one.names:
            spellings[one.key][one.stated] += one.number
    found: dict[Masthead, str | None] = {}
    for one in mastheads:
        if one.names:
            found[one] = _first(one.signs, signs) or _spelled(spellings[one.key])
    at: defaultdict[str, set[str | None]] = defaultdict(set, {host: set(outlets) for host, outlets in (known or {}).items()})
    for one, outlet in found.items():
        at[one.host].add(outlet)
    for one in mastheads:
        if not one.names:
            there = at[one.key] if one.key else set()
            found[one] = _first(one.signs, signs) or (next(iter(there)) if len(there) == 1 else one.key or one.stated or None)
    return found


def by_feed(signs: Mapping[str, str], host: str, origin: str) -> str | None:
    """The outlet that a feed tells; None where it tells none, or where the domain does, which is the surer sign."""
    return None if _first(domain_signs(host), signs) else _first(feed_signs(origin), signs)


def _first(asked: Iterable[str], signs: Mapping[str, str]) -> str | None:
    return next((signs[sign] for sign in asked if sign in signs), None)


def _spelled(spellings: Counter[str]) -> str:
    """The most frequent spelling; of several, one in capitals and small letters, with "The", the first by the alphabet."""
    return min(spellings, key=lambda name: (-spellings[name], name.islower(), name.isupper(), not name.startswith("The "), name))


def _sign_of_name(name: str) -> str:
    host = named_host(name)
    return f"{DOMAIN} {host}" if host else f"{MASTHEAD} {folded(name)}"


def _feed(name: str) -> str:
    return _WEB.sub("", name.strip()).rstrip("/").casefold()


@lru_cache(maxsize=4096)
def _is_others(name: str, host: str) -> bool:
    """Whether a name is that of a wire agency and the host is not."""
    own = _agencies().get(folded(name))
    return own is not None and bool(host) and not any(host == domain or host.endswith(f".{domain}") for domain in own)


@lru_cache(maxsize=1)
def _agencies() -> dict[str, tuple[str, ...]]:
    return {folded(name): domains for name, domains in wire_agencies().items()}


@lru_cache(maxsize=4096)
def _site(host: str) -> str:
    host = host.rstrip(".").lower()
    while (bare := _BEFORE.sub("", host)) != host:
        host = bare
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host
