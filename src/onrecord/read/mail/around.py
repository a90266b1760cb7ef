"""What stands around the text of a newsletter: links to its page at the top, terms and ways to leave it at the end, a forwarder's note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.mail.plain import HEADER_LINE

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.read.pages.fragment import Block

#: So many blocks at the top may be links to the page, a name, a date.
TOP = 8
#: Characters of a block that says how to leave a list.
LONGEST_TERMS = 600
#: Without a link in it, a block of so many characters may do so.
SHORT = 120
#: So many characters may stand between or after such blocks: addresses, names of other pages.
BETWEEN = 400

_BROWSER = re.compile(
    r"\b(?:view|read|open|see|display)\w*\b.{0,40}\b(?:browser|online|in app|as a web ?page|web version)\b|trouble (?:viewing|reading)"
    r"|not displaying (?:correctly|properly)|^web version\W*$|images? not (?:showing|displayed)",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"\bunsubscribe\b|\bopt[- ]out\b|\b(?:manage|update|change|edit)\b.{0,40}\b(?:preferences|subscriptions?|settings)\b"
    r"|\breceiv(?:e|ed|ing) (?:this|these|our)\b|\b(?:did|am) i (?:get|receiv)|\bthis (?:e-?mail|message|newsletter) (?:was|is) sent\b"
    r"|\bsent to \S+@|\bmailing list\b|\bmailing address\b|\badd us to your\b|\bprivacy (?:policy|notice|statement)\b|\bterms of use\b",
    re.IGNORECASE,
)
# What no other page says.
_LEAVES = re.compile(
    r"\bunsubscribe\b(?!.{0,20}\bany ?time\b)|\b(?:view|read|open|see)\b.{0,20}\be-?mail\b.{0,20}\b(?:browser|online)\b|\bin your browser\b"
    r"|\bthis (?:e-?mail|newsletter) (?:was|is) sent\b|\breceiving this (?:e-?mail|newsletter)?\b.{0,10}\bbecause\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"^\W*(?:copyright\b|©|\(c\) (?:19|20)\d\d)|\ball rights reserved\b", re.IGNORECASE)
_PASSED_ON = re.compile(
    r"\bforwarded (?:this|to you)\b|^(?:subscribe|sign up)\b.{0,60}$|^share (?:this|with)\b|^follow us\b|^forward to a friend\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:(?:share|tweet|like|comment|restack|forward|reply|facebook|twitter|x|linkedin|instagram|bluesky|mastodon|youtube|subscribe|listen"
    r"|read (?:more|on|in app|online)|continue reading|see (?:more|all)|read the (?:full )?(?:story|article))[\s|·•/,»›→>]*)+",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\W*-*\s*(?:begin )?(?:forwarded message|original message|forwarded by .*|weitergeleitete .*)\s*:?\s*-*\W*", re.IGNORECASE
)
_SAID = re.compile(r"\b(?:said|says|told)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:][\"”’)\]]*$")


class Forwarded(NamedTuple):
    """A message within the text of another: its headers by their names in small letters, and its text."""

    headers: dict[str, str]
    blocks: list[Block]


def forwarded(blocks: list[Block], subject: str) -> Forwarded | None:
    """The message that was passed on in the text of this one; None where there is none."""
    for at, block in enumerate(blocks):
        is_marked = _FORWARD.fullmatch(block.text) is not None
        headers, after = _headers(blocks, at + is_marked)
        if {"from", "subject"} <= headers.keys() and (is_marked or at == 0 or re.match(r"(?:fwd?|wg|tr)\s*:", subject, re.IGNORECASE)):
            return Forwarded(headers, blocks[after:])
    return None


def _headers(blocks: list[Block], at: int) -> tuple[dict[str, str], int]:
    headers: dict[str, str] = {}
    while at < len(blocks) and (match := HEADER_LINE.fullmatch(blocks[at].text)):
        headers.setdefault(match[1].lower(), match[2].strip())
        at += 1
    return headers, at


def without_surroundings(blocks: list[Block], title: str) -> list[Block]:
    """The blocks without what stands above and below the text of a newsletter, and without buttons."""
    blocks = [block for block in blocks if not _BUTTON.fullmatch(block.text)]
    return _without_bottom(_without_top(blocks, title))


def without_frame(blocks: list[Block]) -> list[Block]:
    """The blocks without those that say how to leave the list, who sends it, where its page is, and what is below them; links stay."""
    begin = 0
    for at, block in enumerate(blocks[:TOP]):
        if _is_terms(block) or _BROWSER.search(block.text):
            begin = at + 1
        elif len(block.text) > SHORT:
            break
    end = _bottom(blocks, lambda block: _is_terms(block) and not _PASSED_ON.search(block.text))  # each item may have a button to share it
    return [block for block in blocks[begin : max(begin, end)] if not _is_terms(block)]


def is_newsletter(blocks: list[Block]) -> bool:
    """Whether the blocks of a page say how to leave the list that they were sent to, or that they are an e-mail."""
    near = [*blocks[:TOP], *blocks[-2 * TOP :]]
    return any(len(block.text) <= LONGEST_TERMS and _LEAVES.search(block.text) for block in near)


def _without_top(blocks: list[Block], title: str) -> list[Block]:
    begin = 0
    for at, block in enumerate(blocks[:TOP]):
        text = block.text
        if text.split() == title.split() or _BROWSER.search(text) or _is_terms(block):
            begin = at + 1
        elif not _is_link(block):
            break
    blocks = blocks[begin:]
    while blocks and _is_link(blocks[0]):
        blocks = blocks[1:]
    return blocks[1:] if blocks and blocks[0].text.split() == title.split() else blocks


def _is_link(block: Block) -> bool:
    """Whether it is nothing but a short link, such as a name or a menu."""
    return block.linked > 0.9 and not block.is_heading and len(block.text) < SHORT and not _SENTENCE_END.search(block.text)  # noqa: PLR2004


def _without_bottom(blocks: list[Block]) -> list[Block]:
    end = _bottom(blocks, _is_terms)
    while end > 1 and (_is_link(blocks[end - 1]) or _is_terms(blocks[end - 1])):
        end -= 1
    return blocks[:end]


def _bottom(blocks: list[Block], is_end: Callable[[Block], bool]) -> int:
    """Where the first of the blocks at the end stands that end the text, by what is said to end it."""
    end, between = len(blocks), 0
    for at in range(len(blocks) - 1, 0, -1):
        block = blocks[at]
        if is_end(block):
            end, between = at, 0
            continue
        between += 0 if _is_link(block) else len(block.text)
        if between > BETWEEN:
            break
    return end


def _is_terms(block: Block) -> bool:
    """Whether it says how to leave the list, who sends it, whose rights are reserved."""
    text = block.text
    if len(text) > LONGEST_TERMS or _SAID.search(text):
        return False
    if _RIGHTS.search(text):
        return True
    is_linked = block.linked > 0 or "://" in text or len(text) <= SHORT
    return is_linked and any(pattern.search(text) for pattern in (_BROWSER, _LEAVING, _PASSED_ON))
