"""What stands on a page beside, between and below an article's paragraphs and is none of it: found by its marks, and taken out.

What the mark-up says of an element (its tag, its role, the words of its class) is believed where the element holds little prose, and a
word is believed where it stands on little of the page's, as the same words stand on elements that hold whole articles. Readers' comments
are believed whatever they hold.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.pages.lines import BLOCKS, HEADINGS, LEAST_PROSE_LINE, Held, held_by, lines_of
from onrecord.read.pages.marks import (
    COMMENTS,
    EMBEDDED,
    INLINE_BOXES,
    ROLES,
    STANDFIRST,
    UNSEEN,
    heads_box,
    heads_comments,
    heads_list,
    is_advert,
    marks_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from onrecord.read.pages.lines import Line

#: A box beside an article holds no more characters of prose than this, and no larger share of the page's.
MOST_BOXED = 900
MOST_BOXED_SHARE = 1 / 3
#: A word that stands on a larger share of the page's prose means no box there.
MOST_MARKED_SHARE = 1 / 2
#: What is hidden and holds less prose than this is no part of the article that waits for a subscriber.
LEAST_HIDDEN = 200
#: A box with a larger share of its characters in links is a list of them; a paragraph may have more.
MOST_LINKED = 0.6
MOST_LINKED_PARAGRAPH = 0.8
#: A picture's box holds no more characters beside it than this.
LONGEST_CAPTION = 250
#: A form's box holds no more characters than this.
LONGEST_FORM = 400
#: So many links one below the other, with no more of such length on each, are a list of other articles.
LEAST_TEASERS = 3
LONGEST_TEASER = 200
#: The mark of a note is no longer.
LONGEST_NOTE_MARK = 5

_NEVER = ".//nav|.//dialog|.//menu|.//button|.//amp-sidebar|.//amp-consent|.//amp-ad|.//amp-sticky-ad|.//amp-next-page"
_NOTE_MARKS = ".//sup[a]|.//a[starts-with(@href, '#')][@role='doc-noteref' or contains(@class, 'footnote')]"
_EMBEDDED = f".//blockquote[{' or '.join(f'contains(@class, {name!r})' for name in EMBEDDED)}]"
_INLINE = frozenset({"a", "abbr", "b", "cite", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"})
_UNTOUCHED = frozenset({"html", "body", "main"})
_LISTS = frozenset({"article", "aside", "div", "dl", "ol", "p", "section", "table", "td", "ul"})
_PICTURED = frozenset({"div", "dl", "figure", "table"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Sight(NamedTuple):
    """A page as it stands.

    Attributes:
        most: the most prose of it that a box may hold.
    """

    lines: list[Line]
    held: dict[HtmlElement, Held]
    most: int


def clear(tree: HtmlElement, *, believing: bool = True) -> None:
    """Takes out of a page, which is changed, what is no article's text by its marks; by what boxes are called only if that is believed."""
    clear_around(tree)
    _clear_always(tree)
    clear_comments(tree)
    sight = _sight(tree)
    _clear_forms(tree, sight)
    if believing:
        _clear_marked(tree, sight)
    for element in list(_shaped(_sight(tree))):
        _drop(element)


def clear_around(tree: HtmlElement) -> None:
    """Takes out of a page that marks its article the menus and boxes around it."""
    if tree.find(".//article") is not None:
        for beside in tree.xpath(".//*[self::aside or self::nav or self::footer][not(ancestor::article or descendant::article)]"):
            _drop(beside)


def clear_comments(tree: HtmlElement) -> None:
    """Takes readers' comments out of a page, however much of it they are."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNTOUCHED or element.tag in _INLINE:
            continue
        words = words_of(element)
        if COMMENTS.isdisjoint(words) and "Comment" not in element.get("itemtype", ""):
            continue
        opens_comments = element.tag == "article" and "comments" in words and "comment" not in words  # <article class="comments-open">
        if not opens_comments and next(element.iter("h1"), None) is None:
            _drop(element)


def is_box(element: HtmlElement) -> bool:
    """Whether an element is called a box beside an article."""
    return element.tag not in _UNTOUCHED and bool(marks_of(element))


def _sight(tree: HtmlElement) -> _Sight:
    lines = lines_of(tree)
    held = held_by(tree, lines)
    return _Sight(lines, held, min(MOST_BOXED, int(MOST_BOXED_SHARE * held.get(tree, Held()).prose)))


def _clear_always(tree: HtmlElement) -> None:
    for element in tree.xpath(_EMBEDDED):
        _drop(element)
    for element in tree.xpath(_NOTE_MARKS):
        words = element.text_content().strip()
        if len(words) <= LONGEST_NOTE_MARK and not words.isalpha():  # [12], 3, †, ↩
            _drop(element)
    for element in tree.xpath(_NEVER):
        _drop(element)


def _clear_forms(tree: HtmlElement, sight: _Sight) -> None:
    """Takes out forms, with the box that each stands in; but old systems put the whole page into one."""
    for form in list(tree.iter("form")):
        box, parent = form, form.getparent()
        while parent is not None and parent.tag not in _UNTOUCHED and _is_small(parent, sight):
            box, parent = parent, parent.getparent()
        if box not in sight.held or _is_small(box, sight):
            _drop(box)


def _is_small(element: HtmlElement, sight: _Sight) -> bool:
    one = sight.held.get(element, Held())
    return one.chars <= LONGEST_FORM and one.prose <= sight.most


def _clear_marked(tree: HtmlElement, sight: _Sight) -> None:
    """Takes out boxes by what their mark-up calls them."""
    disbelieved = _disbelieved(tree, sight)
    first = next((line.block for line in sight.lines if line.prose), None)
    gone: set[HtmlElement] = set()
    begun = False
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element in gone:
            continue
        if element.tag in _INLINE:
            boxed = not INLINE_BOXES.isdisjoint(words_of(element)) or not UNSEEN.isdisjoint(pairwise(words_of(element)))
        elif element.tag in _UNTOUCHED or element not in sight.held or sight.held[element].prose > sight.most:
            boxed = False
        else:
            marks = marks_of(element) - disbelieved
            hidden = _is_hidden(element) and sight.held[element].prose < LEAST_HIDDEN
            boxed = hidden or _is_box(element, marks, begun=begun)
        if boxed:
            gone.update(element.iter())
            _drop(element)
        elif element is first or (element.tag == "p" and element in sight.held and sight.held[element].prose):
            begun = True


def _disbelieved(tree: HtmlElement, sight: _Sight) -> set[str]:
    """The words that stand on so much of the page's prose that they mean no box on it, as some systems call every block a widget."""
    marks: dict[HtmlElement, frozenset[str]] = {}
    for element in tree.iter():
        if element in sight.held:
            parent = element.getparent()
            above = marks.get(parent, frozenset()) if parent is not None else frozenset()
            own = marks_of(element) if sight.held[element].prose <= sight.most else frozenset()
            marks[element] = above | own
    marked: Counter[str] = Counter()
    for line in sight.lines:
        if line.prose and not line.linked:
            marked.update(dict.fromkeys(marks.get(line.block, ()), line.prose))
    most = MOST_MARKED_SHARE * sum(line.prose for line in sight.lines)
    return {word for word, prose in marked.items() if prose > most}


def _is_box(element: HtmlElement, marks: frozenset[str], *, begun: bool) -> bool:
    """Whether an element is a box by its tag, its role or the marks on it; ``begun`` says that paragraphs stand above."""
    tag = element.tag
    if tag in {"figcaption", "address"} or element.get("role") in ROLES - ({"banner"} if tag == "header" else set()):
        return True
    if tag == "footer":
        return not _is_within(element, "blockquote")
    if tag in {"header", "hgroup"}:
        return not begun or next(element.iter("h2", "h3", "h4"), None) is None
    if not begun and not STANDFIRST.isdisjoint(words_of(element)):
        return True
    if not marks and tag not in {"aside", "figure"}:
        return False
    return tag != "blockquote" and next(element.iter("blockquote"), None) is None


def _is_within(element: HtmlElement, tag: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == tag


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _shaped(sight: _Sight) -> Iterator[HtmlElement]:
    """Boxes by what they hold: links, figures in a table, a picture and its caption, teasers, a heading that says what follows."""
    for element, one in sight.held.items():
        if element.tag in _UNTOUCHED:
            if _is_teasers(element, sight.held):
                yield from (child for child in element if child in sight.held and sight.held[child].links)
            continue
        is_small = one.prose <= sight.most
        if (is_small and (_is_links(element, one) or _is_figures(element, one) or _is_picture(element, one))) or _is_teasers(
            element, sight.held
        ):
            yield element
    for line in sight.lines:
        label = line.text[: len(line.text) - line.linked].strip(" :–—-›»") if line.linked else ""
        if is_advert(line.text) or heads_list(label) or heads_box(label):
            yield line.block
        elif line.is_heading and (heads_box(line.text) or heads_list(line.text)):
            yield from _under(line.block, sight, is_sure=heads_box(line.text))


def _is_links(element: HtmlElement, one: Held) -> bool:
    most = MOST_LINKED_PARAGRAPH if element.tag == "p" else MOST_LINKED
    return element.tag in _LISTS and one.linked >= most * one.chars and one.chars - one.linked < 2 * LEAST_PROSE_LINE


def _is_figures(element: HtmlElement, one: Held) -> bool:
    return element.tag == "table" and (not one.prose or next(element.iter("caption", "th", "thead"), None) is not None)


def _is_picture(element: HtmlElement, one: Held) -> bool:
    """Whether it holds a picture, with its caption in another element."""
    if element.tag not in _PICTURED or one.chars > LONGEST_CAPTION or _has_own_text(element):
        return False
    picture = next(element.iter("img", "picture", "amp-img"), None)
    return picture is not None and (_is_within(picture, "a") or not _has_own_text(picture.getparent()))


def _has_own_text(element: HtmlElement) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _is_teasers(element: HtmlElement, held: dict[HtmlElement, Held]) -> bool:
    """Whether it lists other articles: a link each, and then no more than a few words on it."""
    whole = held[element]
    if whole.links < LEAST_TEASERS or whole.prose > LONGEST_TEASER * whole.links:
        return False
    teasers = [child for child in element if child in held and held[child].links and held[child].paragraphs <= 1]
    if len(teasers) < LEAST_TEASERS or sum(held[teaser].paragraphs for teaser in teasers) < whole.paragraphs:
        return False
    firsts = [next((line for line in lines_of(teaser) if line.is_linked or line.prose), None) for teaser in teasers]
    return all(first is not None and first.is_linked for first in firsts)


def _under(heading: HtmlElement, sight: _Sight, *, is_sure: bool) -> Iterator[HtmlElement]:
    """The box that a heading heads; where it stands free, what follows it up to the next heading."""
    has_comments = heads_comments(" ".join(heading.text_content().split()))

    def may_go(element: HtmlElement) -> bool:
        one = sight.held[element]
        if has_comments and element is not heading and next(element.iter("h1"), None) is None:
            return True
        return one.links >= max(1, one.paragraphs) or one.prose <= (sight.most if is_sure else 0)

    box, parent = heading, heading.getparent()
    while parent is not None and parent.tag not in _UNTOUCHED and may_go(parent) and _begins_with(parent, box, sight.held):
        box, parent = parent, parent.getparent()
    beside = [] if sight.held[box].chars > sight.held[heading].chars else [one for one in box.itersiblings() if one in sight.held]
    followers: list[HtmlElement] = []
    for following in beside:
        heads = next(following.iter(*HEADINGS), None) is not None
        if following.tag in HEADINGS or not may_go(following) or (heads and not is_sure):
            break
        followers.append(following)
    prose = sum(sight.held[one].prose for one in followers if sight.held[one].links < max(1, sight.held[one].paragraphs))
    if has_comments or prose <= sight.most:
        yield from (box, *followers)


def _begins_with(parent: HtmlElement, child: HtmlElement, held: dict[HtmlElement, Held]) -> bool:
    return not (parent.text or "").strip() and not any(before in held for before in child.itersiblings(preceding=True))


def _drop(element: HtmlElement) -> None:
    """Takes an element out; where text follows a block, the line that it ended stays ended."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:  # which an empty element takes over, as joining texts over and over takes for ever
        left = element.makeelement("hr" if element.tag in BLOCKS and element.tail.strip() else "wbr")
        left.tail, element.tail = element.tail, None
        parent.replace(element, left)
    else:
        parent.remove(element)
