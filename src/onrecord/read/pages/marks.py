"""The words by which makers of pages call what is no article's text, and the words that such boxes begin with."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Attributes that name an element.
_NAMES = ("class", "id", "data-component", "data-gu-name", "data-hook", "aria-label")

COMMENTS = frozenset({
    "comment", "comments", "commentlist", "commentarea", "commentsection", "disqus", "livefyre", "respond", "viafoura",
})  # fmt: skip
BOXES = frozenset({
    # advertising
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsbygoogle", "adsbox", "adslot", "gpt", "outbrain", "promo",
    "promoted", "promotion", "sponsor", "sponsored", "sponsors", "taboola", "mcnad",
    # asking for something
    "consent", "cookie", "cookies", "cta", "donate", "donation", "gdpr", "mailchimp", "mailpoet", "newsletter", "newsletters", "onetrust",
    "optin", "paywall", "regwall", "signup", "subscribe", "subscription", "survey", "poll", "quiz",
    # other articles
    "bookmark", "cards", "interstitial", "mostread", "mostviewed", "onward", "pager", "pagination", "popular", "recent", "recentposts",
    "recirc", "recirculation",
    "recommendation", "recommendations", "recommended", "related", "relatedposts", "teaser", "teasers", "trending",
    # tools
    "breadcrumb", "breadcrumbs", "claps", "clipboard", "likes", "print", "share", "sharebar", "sharedaddy", "sharing", "socials",
    "toolbar", "tooltip",
    # about the article
    "attachments", "byline", "bylines", "citation", "cite", "columnnumber", "contributor", "contributors", "copyright", "credit",
    "credits", "datestamp", "disclaimer", "downloads", "keywords", "legal", "postmeta", "readingtime", "tags", "taxonomy", "timeline",
    "timestamp", "toc",
    # about who wrote it
    "authorbox", "avatar", "bio", "biography", "expert", "profile", "vcard",
    # of pictures and other sites
    "caption", "captions", "gallery", "instagram", "tiktok", "tweet", "twitter",
    # notes
    "endnote", "endnotes", "footnote", "footnotes", "marginnote", "reflist", "sidenote",
    # what the page is built of
    "footer", "masthead", "menu", "modal", "navigation", "popup", "sidebar", "skip", "widget", "widgets",
})  # fmt: skip
#: Two words in a row that mean what neither does alone.
PAIRS = frozenset({
    ("about", "author"), ("article", "meta"), ("author", "bio"), ("author", "box"), ("author", "card"), ("author", "profile"),
    ("column", "number"), ("entry", "meta"), ("image", "caption"), ("key", "events"), ("links", "block"), ("media", "contact"),
    ("media", "contacts"), ("more", "from"), ("most", "read"), ("most", "viewed"), ("post", "footer"), ("post", "meta"),
    ("press", "contact"), ("press", "contacts"), ("read", "more"), ("read", "next"), ("read", "time"), ("reading", "time"),
    ("rich", "link"), ("screen", "reader"), ("social", "bar"), ("social", "embed"), ("social", "icons"), ("social", "links"),
    ("social", "media"), ("social", "share"), ("social", "sharing"), ("sr", "only"), ("story", "card"), ("sub", "headline"),
    ("sub", "meta"), ("topics", "block"), ("up", "next"), ("visually", "hidden"),
})  # fmt: skip
#: What stands between the heading and the text and sums it up. Only above the text: elsewhere the words mean other things.
STANDFIRST = frozenset({"deck", "dek", "excerpt", "standfirst", "subheadline", "subheading", "subtitle", "summary", "subhead"})
ROLES = frozenset({
    "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "doc-bibliography", "doc-endnotes", "doc-footnote",
    "doc-toc", "form", "menu", "menubar", "navigation", "search", "toolbar", "tooltip",
})  # fmt: skip
#: On what stands in a line of text.
INLINE_BOXES = frozenset({"credit", "credits", "footnote", "marginnote", "sidenote", "skip"})
UNSEEN = frozenset({("screen", "reader"), ("sr", "only"), ("visually", "hidden")})
#: Posts of other sites.
EMBEDDED = ("twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "reddit-embed")

#: Headings of boxes, whatever is in them.
_BOXED = re.compile(
    r"""related(?:\ (?:articles?|coverage|content|links|news|posts|reading|research|stories|topics))?
    | you\ (?:may|might)\ also\ (?:enjoy|like) | recommended(?:\ (?:for\ you|reading|stories))?
    | (?:latest|more|recent|top)\ (?:articles|headlines|news|posts|stories) | most\ (?:e-?mailed|popular|read|viewed)
    | more\ (?:by|from|like\ this|on\ this|stories)\b.*
    | about\ the\ (?:authors?|contributors?|editors?|writers?) | (?:written|posted|reviewed)\ by\b.* | how\ to\ cite.*
    | (?:foot|end)?notes | (?:notes\ and\ )?references | bibliography | further\ reading
    | responses
    | (?:sign\ up|subscribe|stay\ in\ touch|don.t\ miss|newsletter|in\ your\ inbox|support\ (?:our|us))\b.*
    | (?:press|media)\ (?:contacts?|enquiries|inquiries|office)(?:\ .*)? | contacts?(?:\ for\ (?:the\ )?(?:press|media|journalists))?
    | downloads | attachments | share\ this(?:\ (?:article|page|post|story))?:?""",
    re.IGNORECASE | re.VERBOSE,
)
#: Headings of readers' comments, which no part of an article has.
_COMMENTED = re.compile(
    r"""\d+\ (?:comments?|responses?|repl(?:y|ies)):? | (?:comments?|responses?|replies)\ \(\d+\) | comments:? | \d+\ thoughts\ on\b.*
    | discussion\ about\ this\b.* | leave\ a\ (?:comment|reply) | join\ the\ (?:conversation|discussion)""",
    re.IGNORECASE | re.VERBOSE,
)
#: Headings of lists of links, which may also head a part of an article.
_LISTED = re.compile(
    r"""(?:read|up|what.s|coming\ up)\ next | (?:listen|read|see|watch)(?:\ (?:also|more|now))?
    | more\ (?:about|in|on|to)\b.*
    | explore\ more\b.* | elsewhere | in\ this\ issue | key\ events | (?:table\ of\ )?contents | conversation
    | (?:tags|topics|filed\ under|tagged|share)\b.{0,20}""",
    re.IGNORECASE | re.VERBOSE,
)
_ADVERT = re.compile(
    r"(?:sponsored|promoted|advertisement|advertorial|a message from our sponsors?|paid (?:content|post))(?:\s*[:·|–—-].{0,300})?"
    r"|(?:the )?(?:article|story) continues (?:after|below).{0,40}|scroll to continue.{0,30}|ad could not be loaded",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
#: A longer line is no heading of a box.
LONGEST_HEADING = 80


def words_of(element: HtmlElement) -> tuple[str, ...]:
    """The words that a page's makers call an element by, in small letters."""
    return _split(" ".join(filter(None, map(element.get, _NAMES))))


@lru_cache(maxsize=4096)
def _split(names: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(names[:500]))


def marks_of(element: HtmlElement) -> frozenset[str]:
    """Those of an element's words, and pairs of words, that mean a box beside an article."""
    return _marks(words_of(element))


@lru_cache(maxsize=4096)
def _marks(words: tuple[str, ...]) -> frozenset[str]:
    return (BOXES & set(words)) | {" ".join(pair) for pair in PAIRS.intersection(pairwise(words))}


def heads_box(heading: str) -> bool:
    """Whether a heading says that what it heads is no article's text."""
    return heads_comments(heading) or (len(heading) <= LONGEST_HEADING and _BOXED.fullmatch(heading) is not None)


def heads_comments(heading: str) -> bool:
    """Whether a heading says that it heads readers' comments."""
    return len(heading) <= LONGEST_HEADING and _COMMENTED.fullmatch(heading) is not None


def heads_list(heading: str) -> bool:
    """Whether a heading may say that it heads a list of links."""
    return len(heading) <= LONGEST_HEADING and _LISTED.fullmatch(heading) is not None


def is_advert(line: str) -> bool:
    """Whether a line says that it is advertising."""
    return _ADVERT.fullmatch(line) is not None
