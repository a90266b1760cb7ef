"""``onrecord rule``, ``undo`` and ``history``: what people say of the record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database, texts_within
from onrecord.cli.tables import format_options, print_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from onrecord.store.database import Database
    from onrecord.store.ruling.rows import Ruled
    from onrecord.store.ruling.undoing import Parted

#: How much of a moment a table shows.
_MINUTE = len("2026-02-10T12:00")
_COLUMNS = ("id", "at", "by", "field", "old", "new", "reason", "undone")


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("what", metavar="STATEMENT|ARTICLE")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@click.option("--coder", required=True, metavar="NAME", help="Who rules.")
@click.option("--claim", type=click.IntRange(min=1), metavar="N", help="Which claim, counted from 1.  [default: the main one]")
@click.option("--reason", metavar="TEXT", help="Why; kept with the ruling.")
@click.option("--blind", is_flag=True, help="Made without sight of the machine's values: kept as a coding, changes and shows nothing.")
@click.option("--adjudicate", is_flag=True, help="Decides between codings that differ; the value may be none of theirs.")
@click.option("--speaker", metavar="NAME", help="Whose statement it is that was missed: a name, or a speaker's id.")
@database_options
def rule(what: str, field: str, value: str, **options: Any) -> None:  # noqa: ANN401 - the options above
    """Rules on a field of a statement: it outranks the machine, now and after a better model's reading.

    \b
    FIELD            VALUE
    statement        yes, no
    kind             assessment, prediction, prescription, commitment; none: claims nothing
    attitude         for, against, neither (1, -1, 0)
    speaker          a name, or the id of a known speaker
    role, affiliation   any words
    form             direct, indirect, mixed
    certainty        LEVEL: WORDS, as in "likely: probably"
    horizon, said    WORDS: DAYS, as in "this year: 2026" or "by May: ..2026-05-31"
    horizon          WORDS alone, as in "by the end of 2027" or "next spring": the days are
                     counted from the statement's or the article's date
    stance           ISSUE: for, against, neither
    content, source, cue, occasion, span, condition, addressee, target
                     START-END[,START-END], or the exact words, pieces parted by " … "
    missed           of an ARTICLE: the content of a statement that was missed;
                     none: it was read to the end

    `none` clears a field. Certainty, horizon, said, stance and speaker can be JSON.

    \b
    Examples:
      onrecord rule 3f2a91c04b7d5e68 kind prediction --coder Kim
      onrecord rule 3f2a91c04b7d5e68 certainty "likely: probably" --coder Kim --claim 2
      onrecord rule 3f2a91c04b7d5e68 statement no --coder Kim --blind
      onrecord rule 90be12aa34cd56ef missed "the dam will hold" --coder Kim --speaker "Ana Ruiz"
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.ruling.missed import add_missed, read_to_the_end  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.store.ruling.rows import By  # noqa: PLC0415
    from onrecord.store.ruling.rulings import rule as make  # noqa: PLC0415
    from onrecord.store.writing.projection import MISSED  # noqa: PLC0415

    by = By(options["coder"], options["reason"], options["blind"], options["adjudicate"])
    _refuse("claim" if field == MISSED else "speaker", options)
    with open_database(options["db"], options["db_file"]) as database:
        within = texts_within(database, options["debate"])
        if field == "horizon":
            value = _with_days(database, what, value, within)
        if field != MISSED:
            made = make(database, what, field, value, by=by, claim=options["claim"], within=within)
        elif value.strip().lower() == "none":
            read_to_the_end(database, what, by.coder, within)
            click.echo(f"{by.coder} has read {what} to the end")
            return
        else:
            made = add_missed(database, what, value, by=by, speaker=options["speaker"], within=within)
    click.echo(f"{made.id}: {_told(made)}")
    if field == "horizon" and (reason := _open(value)):
        click.echo(f"{made.id}: no last day: {reason}", err=True)


@click.command()
@click.option("--coder", metavar="NAME", help="The last thing that this coder did.  [default: that anybody did]")
@database_options
def undo(coder: str | None, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Takes back the last ruling, merge or split that stands; done again, the one before it.

    Nothing is deleted: `onrecord history` shows what was taken back, and when; `onrecord log` shows merges and splits.

    \b
    Examples:
      onrecord undo
      onrecord undo --coder Kim
    """  # noqa: D301
    from onrecord.store.ruling.undoing import undo_last  # noqa: PLC0415

    with open_database(db, db_file) as database:
        done = undo_last(database, coder, texts_within(database, debate))
    for line in [f"ruling {one.id}: {_told(one)}" for one in done] if isinstance(done, list) else [_told_parted(done)]:
        click.echo(f"taken back: {line}")


@click.command()
@click.argument("statement", metavar="STATEMENT")
@click.argument("field", metavar="[FIELD]", required=False)
@format_options
@database_options
def history(statement: str, field: str | None, form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - which database
    """Shows what each run read in a field and what each person ruled on it.

    Without FIELD: every field that was ruled on; where none was, every field that has a value.

    \b
    Examples:
      onrecord history 3f2a91c04b7d5e68
      onrecord history 3f2a91c04b7d5e68 kind --format json
    """  # noqa: D301
    from onrecord.store.ruling.rulings import history as found  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        rows = found(database, statement, field, texts_within(database, options["debate"]))
    if form == "table":
        rows = [{**row, **{key: row[key] and row[key][:_MINUTE] for key in ("at", "undone")}} for row in rows]
    print_rows(rows, form, out, columns=_COLUMNS, empty="no model read anything there, and nobody ruled on it")


def _with_days(database: Database, statement: str, given: str, within: Collection[str] | None) -> str:
    """A horizon given in words alone, with the days that the program reads from them; what has days, or names no time, stays as it is."""
    from datetime import date  # noqa: PLC0415

    from onrecord.judge.when.horizons import horizon_dates  # noqa: PLC0415
    from onrecord.judge.when.wordings import NO_TIME  # noqa: PLC0415
    from onrecord.store.ruling.rulings import dates_of  # noqa: PLC0415
    from onrecord.store.ruling.values import words_alone  # noqa: PLC0415

    words = words_alone(given)
    if words is None:
        return given
    said, published = (date.fromisoformat(day) if day else None for day in dates_of(database, statement, within))
    found = horizon_dates(words, said=said, published=published)
    if found.open == NO_TIME:  # perhaps a slip: the article must have the words
        return given
    start, end = (day.isoformat() if day else None for day in found.interval)
    return json.dumps({"phrase": words, "from": start, "to": end, "assumed": found.assumed, "open": found.open}, ensure_ascii=False)


def _open(value: str) -> str | None:
    """Why the words of a horizon have no last day."""
    return json.loads(value).get("open") if value.startswith("{") else None


def _refuse(name: str, options: dict[str, Any]) -> None:
    if options[name] is not None:
        message = "goes with `missed` alone" if name == "speaker" else "does not go with `missed`"
        raise click.BadParameter(message, param_hint=f"--{name}")


def _told(ruled: Ruled) -> str:
    """One line on a ruling; of a blind one nothing that the machine read."""
    claim = f"claim {ruled.claim}: " if ruled.claim is not None else ""
    before = "" if ruled.blind else f"{ruled.old} → "
    return f"{ruled.statement} {claim}{ruled.field}: {before}{ruled.new} ({ruled.coder}{', blind' if ruled.blind else ''})"


def _told_parted(done: Parted) -> str:
    """One line on a merge or split that was taken back: what it had done, and how it is now."""
    if done.same:
        return f"merge {done.ruling}: {done.other} is no longer {done.speaker} but a speaker of its own again ({done.coder})"
    return f"split {done.ruling}: {done.other} is {done.speaker} again, no longer a speaker of its own ({done.coder})"
