"""Records as a table in the terminal: one row a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from onrecord.exchange.told import Told, tell
from onrecord.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from onrecord.records import Article, Record

#: How many characters of a statement a row shows, and how many of the rest.
WORDS, NAMES, CUES, CLAIM = 180, 70, 40, 60


def print_table(records: Sequence[Record], console: Console) -> None:
    """Prints one row a statement: who, how, what, and the article and paragraph that it stands in.

    Articles are numbered in the order given and listed below the table.
    """
    table = Table(box=box.SIMPLE_HEAD, leading=1, expand=True, pad_edge=False, padding=(0, 1), collapse_padding=True)
    table.add_column("Speaker, role", ratio=3, overflow="ellipsis")
    table.add_column("Form", no_wrap=True, min_width=8)
    table.add_column("Statement", ratio=5, overflow="ellipsis")
    table.add_column("Cue", ratio=2, overflow="ellipsis")
    table.add_column("Art. ¶", no_wrap=True, justify="right")
    table.add_column("Conf.", no_wrap=True, justify="right")
    count = 0
    for number, record in enumerate(records, start=1):
        for one in tell(record):
            count += 1
            table.add_row(
                _who(one),
                Text(one.statement.form),
                _what(one),
                Text(shorten(one.cue, CUES)),
                Text(f"{number} ¶{one.paragraph}"),
                Text(f"{one.statement.confidence:.0%}{'?' if one.unsure else ' '}"),
            )
    if count:
        console.print(table, highlight=False)
    for number, record in enumerate(records, start=1):
        line = Text(f"{number}  ", style="bold")
        line.append(_named(record.article), style="not bold")
        console.print(line, highlight=False, overflow="ellipsis")
    console.print(Text(_summary(records, count), style="dim"), highlight=False)


def shorten(text: str, size: int) -> str:
    """The text cut after a whole word, with an ellipsis, where it is longer than ``size``."""
    if len(text) <= size:
        return text
    head = text[: size - 1]
    whole = head.rsplit(" ", 1)[0] if " " in head and not text[size - 1].isspace() else head
    return whole.rstrip(" ,;:–—…") + " …"


def _who(one: Told) -> Text:
    who = Text(shorten(plain(one.name), NAMES), style="bold")
    speaker = one.statement.speaker
    position = ", ".join(filter(None, (speaker.role, speaker.affiliation))) if speaker else ""
    if position:
        who.append(f", {shorten(plain(position), NAMES)}", style="not bold dim")
    if one.reporter:
        who.append(f", as reported by {shorten(plain(one.reporter), NAMES)}", style="not bold italic")
    return who


def _what(one: Told) -> Text:
    """The statement's words, and a line for each of its claims."""
    what = Text(shorten(one.words, WORDS))
    for claim in one.claims:
        words = f"{shorten(claim.words, CLAIM)} — " if claim.words else ""
        what.append(f"\n› {words}{shorten(claim.known, WORDS)}", style="dim")
    return what


def _named(article: Article) -> str:
    return plain(" · ".join(filter(None, (article.published, article.outlet, article.title or article.origin))))


def _summary(records: Sequence[Record], count: int) -> str:
    articles = f"{len(records)} article{'' if len(records) == 1 else 's'}"
    statements = f"{count} statement{'' if count == 1 else 's'}"
    return f"{statements} in {articles}; none checked by a person yet. “?”: more of these are wrong than right."
