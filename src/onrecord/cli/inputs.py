"""What the commands that read articles share: options, progress on standard error, the report of what was skipped."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.days import day
from onrecord.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.records import Article, Record
    from onrecord.scales import Scale
    from onrecord.settings import Settings

#: Exit code where some inputs were skipped.
SKIPPED = 3
#: Seconds before progress is shown, and between two lines of it.
PATIENCE = 2.0

_OPTIONS = (
    click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path)),
    click.option("--published", metavar="DATE", callback=day, help="Date of articles that tell none: 2026-02-10."),
    click.option("--outlet", metavar="NAME", help="Outlet of articles that tell none."),
    click.option("--text-field", default="text", show_default=True, help="Tables and JSON: where the text stands (dots go into objects)."),
    click.option("--title-field", default="title", show_default=True, help="Where the title stands."),
    click.option("--outlet-field", default="outlet", show_default=True, help="Where the outlet stands."),
    click.option("--authors-field", default="authors", show_default=True, help="Where the authors stand."),
    click.option("--published-field", default="published", show_default=True, help="Where the date published stands."),
    click.option("--modified-field", default="modified", show_default=True, help="Where the time of the last change stands."),
    click.option("--url-field", default="url", show_default=True, help="Where the address stands."),
    click.option("--language-field", default="language", show_default=True, help="Where the language stands."),
    click.option("--translation-field", default="translation", show_default=True, help="Where human or machine stands."),
    click.option("--original-language-field", default="original_language", show_default=True, help="Where its first language stands."),
    click.option("--translation", type=click.Choice(["human", "machine"]), help="Who translated articles that do not tell."),
    click.option("--original-language", metavar="CODE", help="What translations that do not tell were translated from: de."),
    click.option(
        "--scale", metavar="NAME", help="Scale of certainty words (`onrecord bands` lists them), or a .yml file of one.  [default: readers]"
    ),
    click.option("--workers", type=int, metavar="N", help="Articles read at once; the number of cores unless told."),
)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the paths and the options of reading to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Skipped:
    """Counts and names what could not be read."""

    def __init__(self) -> None:
        self.errors: list[InputError] = []
        self.read = 0

    def report(self) -> None:
        """Prints each skipped input with its reason and what to do, then the counts, on standard error."""
        if self.errors:
            from onrecord.wording import plain  # noqa: PLC0415
        for error in self.errors:
            click.echo(f"skipped  {error.reason:16} {plain(str(error))}", err=True)  # names of files and fields may hold anything
        if self.errors:
            counts = ", ".join(f"{number} {reason}" for reason, number in sorted(Counter(e.reason for e in self.errors).items()))
            click.echo(f"read {self.read}, skipped {len(self.errors)}: {counts}", err=True)

    @property
    def exit_code(self) -> int:
        """0 if every input was read, 3 if some were skipped."""
        return SKIPPED if self.errors else 0


def settings_of(options: dict[str, Any]) -> tuple[Settings, Scale]:
    """The settings and the scale that a command's options name; both options are taken out.

    Raises:
        SettingsError: a number of workers that cannot be.
        ScaleError: a scale that does not exist, or whose file is wrong.
    """
    from onrecord.scales import scale as load_scale  # noqa: PLC0415 - what reads and runs is loaded when it is needed
    from onrecord.settings import Settings  # noqa: PLC0415

    settings = Settings.read(workers=options.pop("workers"), scale=options.pop("scale"))
    return settings, load_scale(settings.scale)


def articles_in(paths: Iterable[Path], options: dict[str, Any]) -> Iterator[Article | InputError]:
    """The articles of all inputs, in order, and the errors in their places."""
    from onrecord.read import ReadOptions, read_inputs  # noqa: PLC0415

    return read_inputs(paths, ReadOptions(**options))


class Progress:
    """Counts records, keeps errors, and tells on standard error how far a long run has come."""

    def __init__(self, skipped: Skipped) -> None:
        self.skipped = skipped
        self.words = 0
        self.began = self.last = time.monotonic()

    def counted(self, one: Record | InputError) -> Record | None:
        """The record, or None for an error, which is kept for the report."""
        if isinstance(one, InputError):
            self.skipped.errors.append(one)
            return None
        self.skipped.read += 1
        self.words += len(one.article.text.split())
        return one

    def tell(self, one: Record) -> None:
        """Prints a line where the last is long enough ago."""
        now = time.monotonic()
        if now - self.last >= PATIENCE:
            self.last = now
            speed = self.words / (now - self.began)
            articles = f"{self.skipped.read} article{'' if self.skipped.read == 1 else 's'}"
            click.echo(f"{articles}, {self.words:,} words read, {speed:,.0f} words a second; last {one.article.origin}", err=True)


def read_records(paths: Iterable[Path], options: dict[str, Any], skipped: Skipped) -> Iterator[Record]:
    """The records of all inputs, in order; what is skipped is gathered, progress is shown where it takes long.

    Raises:
        InputError: the date given for articles without one is none.
        SettingsError: a number of workers that cannot be.
        ScaleError: a scale that does not exist, or whose file is wrong.
    """
    from onrecord.pipeline import extract_all  # noqa: PLC0415

    settings, scale = settings_of(options)
    progress = Progress(skipped)
    for one in extract_all(articles_in(paths, options), workers=settings.workers, scale=scale):
        record = progress.counted(one)
        if record is not None:
            yield record
            progress.tell(record)
