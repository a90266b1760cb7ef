"""The words around a time in a horizon, as patterns: those that give a length by default, those that give no days, and those that relate.

All patterns but those for events inside a phrase are matched against lower case or without regard to case.
"""

from __future__ import annotations

import re

from onrecord.dates import MONTHS, WEEKDAYS
from onrecord.judge.when.lengths import DEFAULTS, Length

NO_DATE = "the article has no date"
NO_TIME = "names no time"
NO_END = "has no end"
INDEFINITE = "names no definite time"
REPEATED = "comes round again and again"
ELSEWHERE = "points to a time named elsewhere"
PAST = "ends before the day it counts from"
OUTSIDE = "lies outside the calendar"
EVENT = "hangs on an event: "
FEAST = "hangs on a feast that is not computed: "

_NOW, _SOON = Length(7, 7, "day", rough=True), Length(90, 90, "day", rough=True)
_NEAR, _MEDIUM, _LONG = (Length(years, years, "year", rough=True) for years in (1, 5, 10))
#: Words without a number → the length from the anchor on that they are taken for.
LENGTHS = {
    r"(?:as of )?(?:right )?now|immediately|at once|(?:right |straight ?)away|instantly|promptly|forthwith|without delay|urgently|"
    r"for now|currently|(?:for|at) (?:the moment|the time being|the present|present|this time|this point|this moment)": _NOW,
    r"(?:very |real |pretty )?soon|any ?time (?:soon|now)|imminent(?:ly)?|shortly|momentarily|before (?:too )?long|"
    r"sooner rather than later|(?:so |very )?(?:quickly|fast|swiftly|rapidly)|any (?:day|moment|minute|week)(?: now)?|"
    r"in short order|in no time|as (?:soon|quickly|fast) as (?:possible|we can|they can)|asap": _SOON,
    r"overnight": DEFAULTS["hour"],
    r"(?:near|immediate|not[ -](?:too|so)[ -]distant)(?:[ -](?:future|term))?|(?:short|shorter|nearer)[ -](?:term|run)": _NEAR,
    r"(?:medium|intermediate|mid|middle)[ -](?:term|run)|foreseeable future": _MEDIUM,
    r"(?:long|longer)[ -](?:term|run|haul)|distant future": _LONG,
}
#: Words that denote no days → why.
REASONS = {
    r".*\b(?:forever|for ever|permanently|perpetually|in perpetuity|indefinitely|for good|(?:at|for) all times?)\b.*": NO_END,
    r"never\b.*|always|ever": NO_END,
    r".*\b(?:every|each)\b.*|daily|weekly|monthly|yearly|annually|(day|week|month|year) after \1": REPEATED,
    r"day by day|year-? ?round|(?:once|twice|\w+ times) (?:a|per) (?:day|week|month|year)": REPEATED,
    r"(?:(?:by|until|till|after|before|since|at|from|around|on) )?(?:then|that|this|that (?:time|point|day|date)|those days)": ELSEWHERE,
    r"thereafter|afterwards?|(?:in the )?(?:meantime|interim)|meanwhile|simultaneously": ELSEWHERE,
    r"eventually|ultimately|finally|over time|in (?:due )?(?:time|course)|(?:at )?some (?:point|day|stage)": INDEFINITE,
    r"someday|one day|later(?: on)?|down the (?:road|line|track)|in (?:the )?future|(?:going|moving) forward": INDEFINITE,
    r"sooner or later|(?:in|at) the end|(?:for )?(?:a while|some time|a long time)|until further notice": INDEFINITE,
    r"in (?:our|your|my) lifetimes?|(?:(?:for|in|within) )?(?:a generation|generations)(?: to come)?": INDEFINITE,
    r"(?:in|for) .*(?:thousand|million|billion) years": INDEFINITE,
}
FEASTS = re.compile(
    r"\b(?:Ramadan|Eid(?: al-\w+)?|Diwali|Deepavali|Passover|Hanukkah|Yom Kippur|Rosh Hashanah|(?:Lunar|Chinese|Jewish) New Year|"
    r"Nowruz|Tet|Chuseok|Seollal|Holi|Vesak|Ashura|Arbaeen|Hajj|Songkran)\b",
    re.IGNORECASE,
)
#: Words before a time that change nothing.
HEDGE = re.compile(
    r"(?:sometime|some time|at some (?:point|stage|time)|perhaps|maybe|possibly|probably|likely|hopefully|ideally|certainly|again|back|"
    r"only|just|even|at least|at most|at the (?:very )?(?:latest|earliest)|well(?= into)|right(?= \w+ )|all|first thing|,) *\b",
    re.IGNORECASE,
)
#: How a claim lies to the time that follows, and the words that say so. The order matters: "as early as" comes before "as".
RELATIONS = {
    "from": r"as (?:early|soon) as|no (?:earlier|sooner) than|not (?:before|until)(?! after)|as of|as from|from|"
    r"(?:start|beginn)ing(?: in| on| from| with| at)?|effective(?: from| on)?",
    "by": r"by no later than|(?:no|not) later than|as late as|by",
    "before": r"before|until before|ahead of|prior to|in advance of|(?:in the )?(?:run|lead)-?up to|"
    r"(?:leading up|heading|going|moving) (?:to|into)",
    "after": r"after|not until after|following|beyond|past|once|upon",
    "until": r"(?:up )?(?:until|till|'til|through to)(?: after)?|through|to|up to|(?:well )?into",
    "since": r"(?:ever )?since",
    "when": r"when(?:ever)?|as|while|if",
    "in": r"in|on|at|during|over|for|within|inside(?: of)?|across|come|of|under|amid|throughout",
}
RELATED = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in RELATIONS.items()) + r")\s+(?P<rest>.+)",
    re.IGNORECASE,
)
#: Words after a time that say how a claim lies to it.
TRAILED = re.compile(
    r"(?P<head>.+?),? (?:(?P<by>at the (?:very )?latest|or (?:sooner|earlier|before))|"
    r"(?P<from>at the (?:very )?earliest|on|onwards?|(?:or|and) (?:later|after|beyond|afterwards?)))",
    re.IGNORECASE,
)
FROM_TO = re.compile(
    r"(?:(?P<between>between) (?P<first>.+?) and|from (?P<since>.+?) (?:to|until|till|through|into|up to)|"
    r"(?P<now>now) (?:to|until|till|through)) (?P<last>.+)",
    re.IGNORECASE,
)
#: A time told by its distance from another.
BESIDE = re.compile(
    r"(?P<length>.+?) (?:(?P<now>from now|from today|hence|later|down the (?:road|line))|"
    r"(?P<before>before|ahead of|leading up to|prior to)|(?P<after>after|of|following)|(?P<day>from))(?: (?P<rest>.+))?",
    re.IGNORECASE,
)
THIS_TIME = re.compile(r"(?:about )?this time next (?P<unit>week|month|year)")
EDGE_OF = re.compile(r"(?:the )?(?:very )?(?:(?P<end>end|close)|start|beginning|outset|onset|dawn)(?: of |-| )")
#: A phrase that begins so names an event rather than nothing.
NAMES_EVENT = re.compile(
    r"(?:the|this|that|these|those|next|his|her|their|its|our|my|your|an?|all|around|about|depending|pending|without) ", re.IGNORECASE
)
CLAUSE = re.compile(r"\b(?:after|before|following|that|which|who|whose|if|unless|since|until|till)\b", re.IGNORECASE)
#: The new year is a time here, elsewhere its first day.
NEW_YEAR = re.compile(r"\b(?P<word>in|early|during|throughout)(?: in)? the new year\b", re.IGNORECASE)
ABOUT = re.compile(r"(?:about|around|roughly|approximately) ")
AHEAD = re.compile(r"(?:the |this )?(?:next|coming)\b")
_MONTHS = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_DAYS = "|".join(name.title() for name in WEEKDAYS)
#: Days and longer times that date an event ("the Nov. 8 election", "its October meeting"): capitals tell May from may.
DAY_INSIDE = re.compile(
    rf"(?<!Super )(?<!Black )\b(?:(?:next |this )?(?:{_DAYS})|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS})(?: \d{{4}})?|Christmas|Easter|Thanksgiving)\b"
)
LONG_INSIDE = re.compile(
    r"\b(?:(?:early|mid|late)[ -])?"
    rf"(?:(?:this|next) (?:weekend|week|month|quarter|year|decade|spring|summer|autumn|fall|winter|{_MONTHS})|"
    rf"(?:{_MONTHS})\b(?: \d{{4}})?|20\d\d)\b(?P<last>$)?"
)
#: Spellings of the same words → the one that the other patterns know.
_SPELLINGS = tuple(
    (re.compile(words), one)
    for words, one in (
        (r"(?<=[a-z])\.(?=\d)", " "),
        (r"(?<=[a-z])\.", ""),
        (r"(?<=\d),(?=\d{3}\b)", ""),
        (r"\b(week|month|year|summer|autumn|fall|winter|day) long$", r"\1"),
        (r"\b(?:near|short|medium)(?:[ -]term)?,? (?:to|and|or) (?=(?:medium|long)\b)", ""),
        (r"\b((?:(?:this|next|the) )?\w+)(?:'s |(?<=week|year)[- ]|(?<=month)[- ])end\b", r"end of \1"),
        (r"\b((?:the|this|next) \w+) (?:is (?:out|over|up|done)|ends|closes|runs out|has ended)$", r"end of \1"),
        (r"\bend of (?=(?:week|month|quarter|year|decade|century)$)", "end of the "),
        (r"\bmid(?=week|year|summer|winter|month|decade|century)", "mid-"),
        (r"\b(?:hours|days|weeks|months|years),? (?:and|or|to|if not) (?=(?:days|weeks|months|years|decades)\b)", ""),
    )
)


def plain(text: str) -> str:
    """The words in lower case and in the spelling that the other patterns know: "by year's end" is "by end of the year"."""
    text = text.lower()
    for words, one in _SPELLINGS:
        text = words.sub(one, text)
    return text


_UNITS = "days?|weeks?|months?|years?|decades?|quarter|spring|summer|autumn|fall|winter|morning|afternoon|evening|weekend|term|century"
_COUNT = r"(?:few |several |couple of |two |three |four |five |six |ten |\d+ )?"
#: What mostly names a time in a claim about what is to come (in two thirds of its places in the labels
#: for training, lengths and events in two fifths).
TIMES = re.compile(
    r"\b(?:any ?time soon|as soon as possible|soon|overnight|right now|right away|now|immediately|quickly|shortly|tomorrow|tonight"
    r"|on day one|(?:in|for) (?:the|our|my|your|their|his|her) (?:\w+ )?future|at some point|(?:going|moving) forward|eventually"
    r"|someday|one day|over time|on Election Day|by (?:month|year)[’']s end|down the (?:road|line)|until (?:[\w’'-]+ ?){1,8}"
    rf"|(?:for|over) (?:the next |another |at least |a period of )?(?:\w+ )?(?:more )?(?:{_UNITS})"
    rf"|through the end of (?:the|this) (?:{_UNITS})"
    r"|(?:after|before|until|till|through|by|in|during|ahead of) (?:the|a|his|her|our|their|this|next) (?:[\w’'.-]+ ){0,3}"
    r"(?:elections?|primary|primaries|convention|caucuses|debates?|vote|inauguration|presidency|term|session|midterms|summit|campaign)"
    rf"|(?:in|over|during|for) (?:the )?coming (?:{_UNITS})|later this (?:{_UNITS})|next (?:{_UNITS})"
    rf"|(?:by |in |within |before |until |during |over |later )?(?:the )?(?:next|coming|this) {_COUNT}(?:{_UNITS}|{_DAYS})"
    rf"|(?:in|within) (?:a |the )?{_COUNT}(?:{_UNITS})"
    rf"|(?:by|before|until|in|on) (?:the end of |early |late |mid-)?(?:{_MONTHS})\.?(?: \d{{1,2}})?(?:,? \d{{4}})?"
    rf"|(?:by|on|before|until) (?:{_DAYS})"
    r"|(?:by|before|until|in) (?:the end of )?20\d\d|in the (?:near|short|medium|long)(?:er)? (?:term|run|future)"
    r"|by the end of (?:the|this) (?:year|month|week|decade))\b",
    re.IGNORECASE,
)
