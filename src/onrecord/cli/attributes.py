"""``onrecord attributes``: what users know of speakers, outlets and issues, in and out as CSV."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.inputs import SKIPPED
from onrecord.cli.tables import format_options, print_rows, whole_file

_KINDS = click.Choice(["speaker", "outlet", "issue"])
_COLUMNS = ("of", "called", "name", "value", "since", "until")


@click.group()
def attributes() -> None:
    """Attributes of speakers, outlets and issues that you define: party, country, owner.

    They only ever come from your files. The program never infers gender, ethnicity, religion or anything else of a person.

    Three attributes of outlets say what their articles are recognised by, several with semicolons between: `domain` (with all that lies
    under it), `feed` (its title, address or file) and `masthead` (another name). `onrecord outlets` shows what came of it.

    \b
    Example:
      onrecord attributes import parties.csv --of speaker
      onrecord attributes import outlets.csv --of outlet
    """  # noqa: D301 - \b is click's sign for lines to keep


@attributes.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--of", "kind", type=_KINDS, help="What the keys are, unless the file has a column `of`.")
@database_options
def import_(file: Path, kind: str | None, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Puts the attributes of FILE, a CSV, into the database.

    Its first line names the columns: `key` (of a speaker the id or the exact name, of an outlet the name, of an issue its id in the
    codebook), or instead `speaker`, `outlet` or `issue`; one column for each attribute; and `since` and `until` where they hold for a
    time. Empty cells say nothing; another value for the same days takes the place of the one there.
    Exit code: 0 if every line was put in, 3 if some were skipped (they are named with their numbers).

    \b
    Examples:
      onrecord attributes import parties.csv --of speaker
      onrecord attributes import owners.csv --of outlet
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.ruling.attributes import KINDS, import_attributes  # noqa: PLC0415 - `--help` needs no database
    from onrecord.wording import plain  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file) as database:
        done = import_attributes(database, file, next((k for k in KINDS if k == kind), None))
    for skip in done.skipped:
        click.echo(f"skipped  line {skip.line}: {plain(skip.reason)}", err=True)
    for sign, outlets in done.shared:
        click.echo(f"not used  {plain(sign)}: it is of {plain(', '.join(outlets))}", err=True)
    click.echo(f"{done.new} put in, {done.same} there before, {len(done.skipped)} lines skipped", err=True)
    if done.moved:
        click.echo(f"{done.moved} articles recognised as another outlet's than before", err=True)
    sys.exit(SKIPPED if done.skipped else 0)


@attributes.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--of", "kind", type=_KINDS, help="Only those of speakers, outlets or issues.")
@database_options
def export(file: Path, kind: str | None, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Writes the attributes into FILE, as a CSV that `attributes import` reads.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it; importing takes it away again.

    \b
    Example:
      onrecord attributes export attributes.csv
    """  # noqa: D301
    from onrecord.store.ruling.attributes import KINDS, attributes_csv  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file) as database:
        words = attributes_csv(database, next((k for k in KINDS if k == kind), None))
    with whole_file(file) as stream:
        stream.write(words.encode("utf-8", "backslashreplace"))


@attributes.command()
@click.argument("key")
@click.option("--of", "kind", type=_KINDS, required=True, help="What KEY is.")
@click.option("--name", metavar="NAME", help="This attribute alone; all of them unless told.")
@database_options
def remove(key: str, kind: str, name: str | None, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Takes away attributes of KEY: a speaker (id or exact name), an outlet, or an issue.

    \b
    Example:
      onrecord attributes remove "The Port Post" --of outlet --name domain
    """  # noqa: D301
    from onrecord.store.ruling.attributes import KINDS, remove_attributes  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file) as database:
        gone = remove_attributes(database, next(k for k in KINDS if k == kind), key, name)
    click.echo(f"{gone} removed", err=True)


@attributes.command("list")
@click.option("--of", "kind", type=_KINDS, help="Only those of speakers, outlets or issues.")
@format_options
@database_options
def list_(kind: str | None, form: str, out: Path | None, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Lists the attributes.

    \b
    Example:
      onrecord attributes list --of speaker
    """  # noqa: D301
    from onrecord.store.ruling.attributes import KINDS, list_attributes  # noqa: PLC0415

    _no_debate(debate)
    with open_database(db, db_file) as database:
        print_rows(list_attributes(database, next((k for k in KINDS if k == kind), None)), form, out, columns=_COLUMNS)


def _no_debate(debate: str | None) -> None:
    if debate is not None:
        message = "attributes belong to the whole database, not to a debate"
        raise click.UsageError(message)
