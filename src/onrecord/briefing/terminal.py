"""The briefing in a terminal."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from onrecord.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from onrecord.briefing.compose import ArticleEntry, Briefing, Line, RoleEntry, SpeakerEntry
    from onrecord.records import Said

#: A confidence is the share of statements given with it that are right, so that below one half more are wrong than right.
UNSURE_BELOW = 0.5
#: Longer lines are hard to read, however wide the terminal is.
WIDEST = 110
#: Words of a claim that are repeated under a statement of several claims.
CLAIM_WORDS = 8
NAMED = ("person", "organization", "country", "author")


def print_briefing(briefing: Briefing, console: Console, *, limit: int | None = None) -> None:
    """Prints the briefing: what it rests on, the articles, then the speakers with what each one said.

    Args:
        briefing: what to print.
        console: where to.
        limit: at most so many statements a speaker; all where None.
    """
    width = min(console.width, WIDEST)
    cite = max((len(_cite(line)) for entry in briefing.speakers for line in (*entry.lines, *entry.reported)), default=0)

    def show(what: Text | Table | Padding | Rule | str = "") -> None:
        console.print(what, width=width, highlight=False, markup=False)

    for line in _header(briefing):
        show(line)
    if briefing.articles:
        show()
        show(_articles(briefing.articles))
    named = [e for e in briefing.speakers if e.speaker and e.speaker.type in NAMED]
    others = [e for e in briefing.speakers if e.speaker and e.speaker.type not in NAMED]
    others += [e for e in briefing.speakers if e.speaker is None]
    for title, entries in (("Who said what", named), ("Groups, unnamed sources, documents", others)):
        if entries:
            show()
            show(Rule(Text(title, style="bold"), align="left", characters="─", style="dim"))
        for entry in entries:
            show()
            for part in _speaker(entry, cite, limit):
                show(part)


def _header(briefing: Briefing) -> Iterable[Text]:
    own = sum(len(entry.lines) for entry in briefing.speakers)
    reported = sum(len(entry.reported) for entry in briefing.speakers)
    speakers = sum(1 for entry in briefing.speakers if entry.speaker and entry.lines)
    outlets = len({article.outlet for article in briefing.articles if article.outlet})
    repeats = sum(1 for article in briefing.articles if article.repeats)
    parts = [_number(len(briefing.articles), "article") + (f", {repeats} of which repeat{'s' * (repeats == 1)} another" if repeats else "")]
    parts += [_number(outlets, "outlet")] if outlets else []
    parts += [_span(briefing.dates)] if briefing.dates else []
    parts += [_number(speakers, "speaker"), _number(own, "statement") + (f" and {reported} reported by others" if reported else "")]
    yield Text(plain(briefing.title), style="bold")
    yield Text(" · ".join(parts))
    yield Text("Read by a model: none checked by a person yet.", style="italic")
    if own or reported:
        yield Text("[3 ¶7] is article 3, paragraph 7. Quotation marks are the article’s: words in them are verbatim.", style="dim")
        yield Text("? marks a statement of which the model is unsure: more of these are wrong than right.", style="dim")


def _articles(articles: Sequence[ArticleEntry]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(justify="right", style="bold", no_wrap=True)
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(max_width=24, style="dim")
    grid.add_column(ratio=1)
    for a in articles:
        title = plain(a.title or a.origin) + (f" (repeats {a.repeats})" if a.repeats else "")
        grid.add_row(str(a.number), a.published or "no date", Text(plain(a.outlet or "")), Text(title))
    return grid


def _speaker(entry: SpeakerEntry, cite: int, limit: int | None) -> Iterable[Text | Table | Padding]:
    yield _heading(entry)
    if len(entry.lines) != 1:
        yield Text(_counts(entry), style="dim")
    if entry.lines:
        yield _lines(entry.lines, cite, limit)
    if entry.reported:
        yield Padding(Text("as reported by others", style="italic"), (0, 0, 0, 2))
        yield _lines(entry.reported, cite, limit)


def _heading(entry: SpeakerEntry) -> Text:
    heading = Text(plain(entry.name), style="bold")
    if entry.roles:
        several = len(entry.roles) > 1
        heading.append(" — " + "; ".join(_role(role, several=several) for role in entry.roles), style="not bold dim")
    return heading


def _role(entry: RoleEntry, *, several: bool) -> str:
    words = plain(", ".join(filter(None, (entry.role, entry.affiliation))))
    return f"{words} [{', '.join(map(str, entry.articles))}]" if several else words


def _counts(entry: SpeakerEntry) -> str:
    forms = Counter(line.form for line in entry.lines)
    counts = ", ".join(f"{forms[form]} {form}" for form in ("direct", "mixed", "indirect") if forms[form])
    articles = len({line.article for line in entry.lines})
    if not counts:
        return "no statement but what others report"
    return f"{_number(len(entry.lines), 'statement')} in {_number(articles, 'article')}: {counts}"


def _lines(lines: Sequence[Line], cite: int, limit: int | None) -> Table:
    """The lines under a hanging indent, each with its citation at the right."""
    grid = Table.grid(padding=(0, 1, 0, 0), expand=True, pad_edge=False)
    grid.add_column(width=3, justify="right", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(width=cite, justify="right", no_wrap=True, style="dim")
    shown = lines if limit is None else lines[: max(0, limit)]
    for line in shown:
        grid.add_row("?" if line.confidence < UNSURE_BELOW else "•", _statement(line), Text(_cite(line)))
    if len(shown) < len(lines):
        grid.add_row("", Text(f"… {len(lines) - len(shown)} more", style="dim"), "")
    return grid


#: Cues that add nothing to what was said; all others are shown, as "denied" and "hopes" change what a line means.
NEUTRAL_CUES = frozenset(
    ("said", "says", "told", "added", "adds", "stated", "also said", "according to", ":", "saying", "noted", "was told")
)


def _statement(line: Line) -> Text:
    text = Text()
    if line.cue and line.form != "direct" and line.cue.lower() not in NEUTRAL_CUES:
        text.append(f"{plain(line.cue)}: ", style="italic")
    text.append(plain(line.text))
    notes = [f"said {_said(line.said)}"] if line.said else []
    notes += [f"occasion: {plain(line.occasion)}"] if line.occasion else []
    notes += [f"as reported by {plain(line.reported_by)}"] if line.reported_by else []
    notes += [line.translation] if line.translation else []
    notes += [f"also in {', '.join(map(str, line.repeated))}"] if line.repeated else []
    if notes:
        text.append(f" ({'; '.join(notes)})", style="dim")
    for claim in line.claims:
        words = f"{_shortened(claim.text)} — " if claim.text else ""
        text.append(f"\n› {words}{claim.known}", style="dim")
    return text


def _shortened(words: str) -> str:
    """The first words of a claim, enough to tell which it is."""
    some = words.split()
    return words if len(some) <= CLAIM_WORDS else " ".join(some[:CLAIM_WORDS]) + " …"


def _said(said: Said) -> str:
    phrase = plain(said.phrase)
    days = [day for day in said.interval or () if day is not None]
    return f"{_span((days[0].isoformat(), days[-1].isoformat()))}, “{phrase}”" if days else phrase


def _span(dates: tuple[str, str]) -> str:
    first, last = (_day(day) for day in dates)
    return first if first == last else f"{first} to {last}"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b} {day.year}"


def _cite(line: Line) -> str:
    return f"[{line.article} ¶{line.paragraph}]"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
