"""The blocks of a newsletter that holds several articles → its items; none where it is one running text, whatever subheads it has.

A newsletter falls apart only where its parts say in the same way that they are articles: each headline is a link to a place of its own, or
each part has a byline or a dateline below its headline, or leads to the full story. Headlines of one kind (elements of one name, bold
lines, numbered lines) part the items; items that hold most of the words have to say so.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.read.bylines import Byline
from onrecord.read.mail.digest_pieces import Piece, pieces_of, rank_of
from onrecord.read.pages.marks import heads_box, heads_list, is_advert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.read.pages.fragment import Block

#: An item of fewer words is a teaser.
LEAST_WORDS = 25
#: The items hold this share of the words; where they hold less, they are beside a text.
LEAST_SHARE = 0.6
#: So many of the items say that they are articles: one may be a note of the editor's, or an advertisement.
LEAST_SAYING = 0.75
#: More words before the first headline are an article of their own.
LONGEST_GREETING = 50
#: Headlines that are links and nothing more stand in running texts too, below other words than a greeting.
MOST_ABOVE_LINKS = 40
MOST_ABOVE_LINKED_HEADINGS = 80


class Item(NamedTuple):
    """One of the articles.

    Attributes:
        title: its headline; None of what stands above the first.
        url: where the headline leads to.
        outlet: whose article it is, where the newsletter says that it is another's.
    """

    title: str | None
    text: str
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    outlet: str | None = None


class _Cut(NamedTuple):
    """A headline, and what stands below it."""

    head: Piece
    below: tuple[Piece, ...]
    is_advert: bool

    @property
    def words(self) -> int:
        """The words of its prose."""
        return _words(self.below)


def items_of(blocks: Iterable[Block], title: str) -> list[Item]:
    """The articles of a newsletter, in order; none where it is one text, or none.

    Args:
        blocks: what stands in it, without what stands around its text.
        title: what the newsletter is called, which is no item's headline.
    """
    pieces = [piece for piece in pieces_of(blocks) if piece.text.split() != title.split()]
    best: list[_Cut] = []
    opening: list[Piece] = []
    for style in dict.fromkeys(piece.style for piece in pieces if piece.style):
        above, cuts = _cut(pieces, style)
        if _is_digest(above, cuts, style) and len(_full(cuts)) > len(_full(best)):
            best, opening = cuts, above
    found = [_item(cut) for cut in best if not cut.is_advert and (cut.words >= LEAST_WORDS or _says_anything(cut))]
    if found and _words(opening) > LONGEST_GREETING:
        found.insert(0, Item(None, "\n".join(piece.text for piece in opening if piece.role in {"headline", "prose"})))
    return found


def _cut(pieces: Sequence[Piece], style: str) -> tuple[list[Piece], list[_Cut]]:
    """What stands above the first headline of a style, and the items below each such headline and each of a higher rank."""
    first = next(at for at, piece in enumerate(pieces) if piece.style == style)
    starts = [
        at
        for at in range(first, len(pieces))
        if pieces[at].style == style or (pieces[at].style and rank_of(pieces[at].style) < rank_of(style))
    ]
    cuts: list[_Cut] = []
    for start, end in pairwise([*starts, len(pieces)]):
        below = list(pieces[start + 1 : end])
        while below and below[-1].role in {"headline", "other"}:  # the name of the next section
            below.pop()
        last = pieces[start - 1] if start else pieces[start]
        advert = any(is_advert(one.text) for one in (last, pieces[start], *below[:1])) or heads_box(pieces[start].text)
        cuts.append(_Cut(pieces[start], tuple(below), advert or heads_list(pieces[start].text)))
    return list(pieces[:first]), list(_joined(cuts, style))


def _joined(cuts: Iterable[_Cut], style: str) -> Iterator[_Cut]:
    """The items, where of two lines that might be headlines, one right below the other, the longer is the headline: of a plain text."""
    held: _Cut | None = None
    for cut in cuts:
        if held is not None and not held.below and rank_of(style) == rank_of(held.head.style):
            head = max(held.head, cut.head, key=lambda piece: len(piece.text))
            held = cut._replace(head=head._replace(link=head.link or cut.head.link), is_advert=held.is_advert or cut.is_advert)
            continue
        if held is not None:
            yield held
        held = cut
    if held is not None:
        yield held


def _full(cuts: Iterable[_Cut]) -> list[_Cut]:
    return [cut for cut in cuts if cut.words >= LEAST_WORDS and not cut.is_advert]


def _words(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.role == "prose")


def _is_digest(above: Sequence[Piece], cuts: Sequence[_Cut], style: str) -> bool:
    full = _full(cuts)
    if len(full) < 2 or sum(cut.words for cut in full) < LEAST_SHARE * (_words(above) + sum(cut.words for cut in cuts)):  # noqa: PLR2004
        return False
    saying = [[cut for cut in full if says(cut)] for says in (_has_byline, _has_dateline, _leads_on)]
    most = MOST_ABOVE_LINKED_HEADINGS if rank_of(style) < rank_of("linked") else MOST_ABOVE_LINKS
    if _words(above) <= most:
        saying.append([cut for cut in full if _has_place(cut)])
        if len({cut.head.link for cut in saying[-1]}) < len(saying[-1]):  # all to the newsletter's own page
            saying.pop()
    return any(len(some) >= max(2, LEAST_SAYING * len(full)) for some in saying)


def _has_place(cut: _Cut) -> bool:
    return cut.head.link.startswith(("http://", "https://"))


def _has_byline(cut: _Cut) -> bool:
    return any(piece.role == "byline" for piece in cut.below[:2])


def _has_dateline(cut: _Cut) -> bool:
    return next((piece.has_dateline for piece in cut.below if piece.role == "prose"), False)


def _leads_on(cut: _Cut) -> bool:
    return any(piece.role == "more" or piece.leads_on for piece in cut.below)


_SAYING: tuple[Callable[[_Cut], bool], ...] = (_has_byline, _has_dateline, _leads_on, _has_place)


def _says_anything(cut: _Cut) -> bool:
    return cut.words > 0 and any(says(cut) for says in _SAYING)


def _item(cut: _Cut) -> Item:
    byline = next((piece.byline for piece in cut.below[:2] if piece.byline), None) or Byline()
    first = next((at for at, piece in enumerate(cut.below) if piece.role == "prose"), 0)  # names of sources stand above it
    return Item(
        title=cut.head.text,
        text="\n".join(piece.text for piece in cut.below[first:] if piece.role in {"headline", "prose", "other"}),
        url=cut.head.link if _has_place(cut) else None,
        authors=byline.authors,
        published=byline.published,
        outlet=byline.outlet,
    )
