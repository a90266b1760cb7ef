"""``onrecord issues``: the codebook of a debate or of the whole record, and changes to it with stances following."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.tables import format_options, print_rows, whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.codebook.changing import Change
    from onrecord.codebook.issues import Codebook

CODER = click.option("--coder", metavar="NAME", help="Who does it; kept in the history.")


@click.group()
def issues() -> None:
    """The codebook: issues that one can be for or against, and the stances that speakers take on them.

    The whole record has a codebook, and with --debate every debate one of its own.

    \b
    Example:
      onrecord issues propose --yaml --out issues.yml      # then edit the file
      onrecord issues import issues.yml
      onrecord issues apply
    """  # noqa: D301 - \b is click's sign for lines to keep


@issues.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--same", multiple=True, metavar="ID", help="This issue's new text says the same: its stances stay.")
@click.option("--mirrored", multiple=True, metavar="ID", help="This issue's new text says the opposite: its stances change sides.")
@click.option("--add", "adding", is_flag=True, help="Keep the issues that FILE lacks.")
@click.option("--replace", "ending", is_flag=True, help="Let people's stances end on issues that FILE lacks.")
@CODER
@database_options
def import_(file: Path, same: tuple[str, ...], mirrored: tuple[str, ...], *, coder: str | None, **options: Any) -> None:  # noqa: ANN401 - flags, and those of the database
    """Makes the YAML file FILE the codebook, and tells what is other than before and which issues mirror or overlap each other.

    People's stances follow an issue that got another id; where its sentence has other words they wait for a person
    (`onrecord issues waiting`), unless --same or --mirrored tells what it says now. A file that would end stances that people gave is
    refused without --replace.

    \b
    Example:
      onrecord issues import seoul.yml --debate Seoul
      onrecord issues import seoul.yml --add --same night-trains
    """  # noqa: D301
    from onrecord.codebook.comparing import compare_codebooks, replace_codebook  # noqa: PLC0415 - `--help` needs none of it
    from onrecord.codebook.issues import Codebook  # noqa: PLC0415
    from onrecord.codebook.reading import read_codebook  # noqa: PLC0415

    new, there = read_codebook(file), _there(options)
    if options["adding"] and there:
        known = set(new.ids)
        new = Codebook((*(one for one in there.issues if one.id not in known), *new.issues))
    meanings: dict[str, Any] = {**dict.fromkeys(same, "same"), **dict.fromkeys(mirrored, "mirrored")}
    lines: list[str] = []

    def make(before: Codebook) -> Change:
        difference = compare_codebooks(before, new)
        lines.extend(difference.lines)
        return replace_codebook(difference, meanings=meanings)

    if meanings or there != new:  # what is there already is no line more in the history
        _change(make, words=f"imported {file.name}", coder=coder, options=options, anew=True, ending=options["ending"])
    for line in lines:
        click.echo(line, err=True)
    click.echo(f"{file}: {len(new.issues)} issue{'' if len(new.issues) == 1 else 's'}", err=True)
    _warn(new)


@issues.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to, instead of standard output.")
@database_options
def export(out: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Writes the codebook as YAML, to keep under version control; `issues import` reads it.

    \b
    Example:
      onrecord issues export --out seoul.yml
    """  # noqa: D301
    from onrecord.codebook.writing import codebook_as_yaml  # noqa: PLC0415

    words = codebook_as_yaml(_present(options))
    if out is None:
        click.echo(words, nl=False)
        return
    with whole_file(out) as file:
        file.write(words.encode())


@issues.command("list")
@format_options
@database_options
def list_(form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Lists the issues, with how many speakers are for and against each, by what they say themselves.

    \b
    Example:
      onrecord issues list
    """  # noqa: D301
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415
    from onrecord.store.asking.positions import positions  # noqa: PLC0415

    book = _present(options)
    with open_database(options["db"], options["db_file"]) as database:
        found = positions(database, Filter(debate=options["debate"], reported="exclude"), set(book.ids))
    rows = []
    for one in book.issues:
        own = [row for row in found if row["issue"] == one.id]
        counts = {f"{side}_count": sum(row["stance"] == side for row in own) for side in ("for", "against", "neither", "divided")}
        ids = list(dict.fromkeys(id_ for row in own for id_ in row["statements"]))
        rows.append({"id": one.id, "text": one.text, "parent": one.parent, **counts, "notes": one.notes, "statements": ids})
    columns = ("id", "text", "parent", "for_count", "against_count", "neither_count", "divided_count")
    print_rows(rows, form, out, columns=columns, empty="no issues yet: `onrecord issues propose`, or `onrecord issues import FILE`")


@issues.command()
@format_options
@database_options
def history(form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Lists what was done to the codebook, the latest first.

    \b
    Example:
      onrecord issues history
    """  # noqa: D301
    from onrecord.store.codebooks.books import history_of  # noqa: PLC0415
    from onrecord.store.debates.sets import debate_number  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        number = debate_number(database, options["debate"])
        with database.read() as connection:
            rows = history_of(connection, number)
    print_rows(rows, form, out, columns=("at", "coder", "change"), empty="no codebook yet")


@issues.command()
@format_options
@database_options
def waiting(form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Lists people's stances of which somebody must say what they are since the codebook changed; a new ruling takes one off the list.

    \b
    Example:
      onrecord issues waiting --format csv --out waiting.csv
    """  # noqa: D301
    from onrecord.cli.databases import texts_within  # noqa: PLC0415
    from onrecord.store.codebooks.waiting import waiting_stances  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        rows = waiting_stances(database, texts_within(database, options["debate"]))
    columns = ("statements", "claim", "issue", "stance", "coder", "why", "content_text")
    print_rows(rows, form, out, columns=columns, empty="nothing waits")


@issues.command()
@database_options
def check(**options: Any) -> None:  # noqa: ANN401
    """Tells which issues mirror or overlap each other, by their words and by meaning.

    Exit code: 0 if there are none, 1 if there are.

    \b
    Example:
      onrecord issues check
    """  # noqa: D301
    sys.exit(1 if _warn(_present(options)) else 0)


@issues.command()
@click.argument("id_", metavar="ID")
@click.argument("text")
@click.option("--notes", default="", metavar="TEXT", help="What counts and what does not.")
@click.option("--parent", metavar="ID", help="The issue that it is a part of.")
@CODER
@database_options
def add(id_: str, text: str, notes: str, parent: str | None, coder: str | None, **options: Any) -> None:  # noqa: ANN401
    """Adds an issue to the codebook.

    \b
    Example:
      onrecord issues add night-trains "Trains should run through the night"
    """  # noqa: D301
    from onrecord.codebook.changing import add_issue  # noqa: PLC0415
    from onrecord.codebook.issues import Issue  # noqa: PLC0415

    one = Issue(id=id_, text=text, notes=notes, parent=parent)
    _change(lambda book: add_issue(book, one), words=f"added {id_}", coder=coder, options=options)


@issues.command()
@click.argument("id_", metavar="ID")
@click.argument("new", metavar="NEW")
@CODER
@database_options
def rename(id_: str, new: str, coder: str | None, **options: Any) -> None:  # noqa: ANN401
    """Gives an issue another id; stances follow.

    \b
    Example:
      onrecord issues rename trains night-trains
    """  # noqa: D301
    from onrecord.codebook.changing import rename_issue  # noqa: PLC0415

    _change(lambda book: rename_issue(book, id_, new), words=f"renamed {id_} to {new}", coder=coder, options=options)


@issues.command()
@click.argument("id_", metavar="ID")
@click.argument("into", metavar="INTO")
@click.option("--mirrored", is_flag=True, help="Who is for the one is against the other.")
@CODER
@database_options
def merge(id_: str, into: str, coder: str | None, *, mirrored: bool, **options: Any) -> None:  # noqa: ANN401
    """Makes the issue ID a part of INTO, which keeps its sentence; stances follow.

    \b
    Example:
      onrecord issues merge no-night-trains night-trains --mirrored
    """  # noqa: D301
    from onrecord.codebook.changing import merge_issues  # noqa: PLC0415

    words = f"merged {id_} into {into}" + (", mirrored" if mirrored else "")
    _change(lambda book: merge_issues(book, id_, into, mirrored=mirrored), words=words, coder=coder, options=options)


@issues.command()
@click.argument("id_", metavar="ID")
@click.argument("text")
@click.option("--meaning", type=click.Choice(["same", "mirrored", "other"]), required=True, help="What the new sentence says.")
@CODER
@database_options
def reword(id_: str, text: str, meaning: Any, coder: str | None, **options: Any) -> None:  # noqa: ANN401
    """Gives an issue another sentence: stances stay, change sides, or wait for a person.

    \b
    Example:
      onrecord issues reword night-trains "Trains should run all night" --meaning same
    """  # noqa: D301
    from onrecord.codebook.changing import reword_issue  # noqa: PLC0415

    make = lambda book: reword_issue(book, id_, text, meaning=meaning)  # noqa: E731
    _change(make, words=f"reworded {id_}, {meaning}", coder=coder, options=options)


@issues.command()
@click.argument("id_", metavar="ID")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--claim", "claims", multiple=True, metavar="STATEMENT:N=ID", help="The part that a claim's stance is on; may be given again."
)
@CODER
@database_options
def split(id_: str, file: Path, claims: tuple[str, ...], coder: str | None, **options: Any) -> None:  # noqa: ANN401
    """Puts the issues of the codebook FILE in the place of the issue ID.

    Stances go where --claim says; people's others wait for a person, and the program judges anew with `issues apply`.

    \b
    Example:
      onrecord issues split trains parts.yml --claim 3f2a91c04b7d5e68:1=night-trains
    """  # noqa: D301
    from onrecord.codebook.changing import split_issue  # noqa: PLC0415
    from onrecord.codebook.reading import read_codebook  # noqa: PLC0415

    parts = read_codebook(file).issues
    given = _claims(claims)
    make = lambda book: split_issue(book, id_, parts, claims=given)  # noqa: E731
    _change(make, words=f"split {id_} in {', '.join(part.id for part in parts)}", coder=coder, options=options)


@issues.command()
@click.argument("id_", metavar="ID")
@CODER
@database_options
def remove(id_: str, coder: str | None, **options: Any) -> None:  # noqa: ANN401
    """Takes an issue out of the codebook; its stances end.

    \b
    Example:
      onrecord issues remove night-trains
    """  # noqa: D301
    from onrecord.codebook.changing import remove_issue  # noqa: PLC0415

    _change(lambda book: remove_issue(book, id_), words=f"removed {id_}", coder=coder, options=options)


@issues.command()
@click.argument("id_", metavar="ID")
@click.argument("parent", required=False)
@CODER
@database_options
def place(id_: str, parent: str | None, coder: str | None, **options: Any) -> None:  # noqa: ANN401
    """Hangs an issue below PARENT, or below none.

    \b
    Example:
      onrecord issues place night-trains trains
    """  # noqa: D301
    from onrecord.codebook.changing import place_issue  # noqa: PLC0415

    words = f"placed {id_} below {parent or 'none'}"
    _change(lambda book: place_issue(book, id_, parent), words=words, coder=coder, options=options)


def _present(options: dict[str, Any]) -> Codebook:
    from onrecord.store.codebooks.books import present  # noqa: PLC0415
    from onrecord.store.debates.sets import debate_number  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        number = debate_number(database, options["debate"])
        with database.read() as connection:
            return present(connection, number)


def _there(options: dict[str, Any]) -> Codebook | None:
    """The present codebook; None where what a debate was made with is none."""
    from onrecord.errors import CodebookError  # noqa: PLC0415

    try:
        return _present(options)
    except CodebookError:
        return None


def _change(
    make: Callable[[Codebook], Change],
    *,
    words: str,
    coder: str | None,
    options: dict[str, Any],
    anew: bool = False,
    ending: bool = True,
) -> None:
    """Changes the codebook that the options name, and tells what became of stances."""
    from onrecord.store.codebooks.changing import change_codebook  # noqa: PLC0415
    from onrecord.store.debates.sets import debate_number  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        number = debate_number(database, options["debate"])
        done = change_codebook(database, number, make, words=words, coder=coder, anew=anew, ending=ending)
    told = [f"{count} {what}" for what, count in done._asdict().items() if count]
    if told:
        click.echo(f"stances: {', '.join(told)}", err=True)
    if done.waiting:
        click.echo("`onrecord issues waiting` lists those of which a person must say what they are", err=True)


def _claims(given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """``STATEMENT:N=ID`` by the claim; a claim can be on several parts, or with nothing behind the sign on none."""
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        claim, sign, issue = one.partition("=")
        statement, _, number = claim.rpartition(":")
        if not sign or not statement or not number.isdigit():
            message = f"{one!r} cannot be; write STATEMENT:N=ID, as in 3f2a91c04b7d5e68:1=night-trains"
            raise click.BadParameter(message, param_hint="--claim")
        found[claim] = (*found.get(claim, ()), *([issue] if issue else []))
    return found


def _warn(book: Codebook) -> bool:
    """Tells which issues mirror or overlap each other; by words alone where the model has no sentence encoder."""
    from onrecord.codebook.nearness import issue_warnings  # noqa: PLC0415
    from onrecord.errors import ModelError  # noqa: PLC0415
    from onrecord.infer.sentences import OnnxSentences  # noqa: PLC0415

    try:
        found = issue_warnings(book, vectors=OnnxSentences())
    except ModelError as error:
        click.echo(f"compared by words alone: {error}", err=True)
        found = issue_warnings(book)
    for one in found:
        click.echo(f"warning: {' and '.join(one.issues)}: {one.kind}: {one.reason}", err=True)
    return bool(found)
