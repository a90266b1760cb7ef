"""``onrecord debate``: named sets of articles, frozen, compared, passed on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.days import day
from onrecord.cli.inputs import SKIPPED
from onrecord.cli.tables import format_options, print_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.store.database import Database
    from onrecord.store.debates.bundles import Exported
    from onrecord.store.debates.comparing import Comparison
    from onrecord.store.debates.importing import Imported
    from onrecord.store.debates.sets import Choice

_LISTED = ("name", "question", "article_count", "statement_count", "first_published", "last_published", "freezes")
_COMPARED = ("cause", "why", "day", "speaker", "content_text", "statement")
#: Bytes that a codebook can have.
_LARGEST = 4_000_000


_CHOICE = (
    click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Those of an outlet; may be given again."),
    click.option("--since", metavar="DATE", callback=day, help="Published on this day or later."),
    click.option("--until", metavar="DATE", callback=day, help="Published on this day or before."),
    click.option("--text", metavar="WORDS", help='That hold all of these words; "in marks" for a phrase.'),
    click.option("--articles", multiple=True, metavar="ID…", help="These; `onrecord articles` lists the ids."),
    click.argument("ids", nargs=-1, metavar=""),
)


def _choice_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options that say which articles are meant."""
    for option in reversed(_CHOICE):
        command = option(command)
    return command


def _choice(options: dict[str, Any], within: str | None) -> Choice:
    """The articles that the options mean; ids are parted by spaces or commas.

    Raises:
        UsageError: articles are listed and sought at once.
    """
    from onrecord.store.debates.sets import Choice  # noqa: PLC0415

    ids = tuple(id_ for words in (*options["articles"], *options["ids"]) for id_ in words.replace(",", " ").split())
    sought = {key: options[key] for key in ("outlets", "since", "until", "text")}
    if ids and any(sought.values()):
        message = "either list articles or seek them by outlet, dates and words"
        raise click.UsageError(message)
    return Choice(articles=ids, within=within, **sought)


def _database(options: dict[str, Any]) -> Database:
    return open_database(options["db"], options["db_file"])


def _itself(name: str, options: dict[str, Any]) -> None:
    """The option --debate can only repeat the name."""
    if options["debate"] not in (None, name):
        message = f"the debate is {name!r} already; leave --debate out"
        raise click.UsageError(message)


@click.group()
def debate() -> None:
    """Debates: named sets of articles with a question and a codebook.

    \b
    Example:
      onrecord debate new Barrage --text barrage --since 2026-01-01
    """  # noqa: D301 - \b is click's sign for lines to keep


@debate.command()
@click.argument("name")
@click.option("--question", metavar="TEXT", help="What it is about.")
@click.option("--codebook", type=click.Path(path_type=Path), metavar="FILE", help="Its codebook.")
@_choice_options
@database_options
def new(name: str, question: str | None, codebook: Path | None, **options: Any) -> None:  # noqa: ANN401 - the options of the choice
    """Makes the debate NAME, with the articles that are listed, or that meet everything asked.

    \b
    Examples:
      onrecord debate new Barrage --question "Should the barrage be built?" --text barrage --since 2026-01-01
      onrecord debate new Seoul --outlet "The Korea Herald" --codebook seoul.yml
      onrecord debate new Two --articles 0f3a1b22c3d4e5f6 91b2c3d4e5f60718
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.debates.sets import make_debate  # noqa: PLC0415 - `--help` needs no database

    words = _codebook(codebook) if codebook else None
    choice = _choice(options, options["debate"])
    with _database(options) as database:
        number = make_debate(database, name, question=question, codebook=words, choice=choice)
    click.echo(f"made the debate {name} with {_counted(number, 'article')}", err=True)


@debate.command("list")
@format_options
@database_options
def list_(form: str, out: Path | None, **options: Any) -> None:  # noqa: ANN401 - those of the database
    """Lists the debates.

    \b
    Example:
      onrecord debate list --format json
    """  # noqa: D301
    from onrecord.store.debates.sets import list_debates  # noqa: PLC0415

    with _database(options) as database:
        rows = list_debates(database, options["debate"])
    print_rows(rows, form, out, columns=_LISTED)


@debate.command()
@click.argument("name")
@_choice_options
@database_options
def add(name: str, **options: Any) -> None:  # noqa: ANN401 - the options of the choice
    """Puts articles into the debate NAME.

    \b
    Example:
      onrecord debate add Barrage --text barrage --since 2026-03-01
    """  # noqa: D301
    from onrecord.store.debates.sets import add_chosen  # noqa: PLC0415

    _change(name, options, add_chosen, "added")


@debate.command()
@click.argument("name")
@_choice_options
@database_options
def remove(name: str, **options: Any) -> None:  # noqa: ANN401 - the options of the choice
    """Takes articles out of the debate NAME; they stay in the database.

    \b
    Example:
      onrecord debate remove Barrage --outlet "The Lake Herald"
    """  # noqa: D301
    from onrecord.store.debates.sets import take_out_of_debate  # noqa: PLC0415

    _change(name, options, take_out_of_debate, "removed")


def _change(name: str, options: dict[str, Any], change: Callable[[Database, str, Choice], int], done: str) -> None:
    """Puts the articles that the options mean into a debate, or takes them out."""
    from onrecord.store.debates.sets import texts_of_debate  # noqa: PLC0415

    choice = _needed(_choice(options, options["debate"]))
    with _database(options) as database:
        number = change(database, name, choice)
        left = len(texts_of_debate(database, name))
    click.echo(f"{name}: {_counted(number, 'article')} {done}, {left} in it now", err=True)


@debate.command()
@click.argument("name")
@click.argument("version")
@click.option("--option", "pairs", multiple=True, metavar="NAME=VALUE", help="An option that figures are made with; may be given again.")
@database_options
def freeze(name: str, version: str, pairs: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401 - those of the database
    """Pins the debate NAME as it stands under the name VERSION: models, codebook, rulings, options. A freeze never changes.

    \b
    Example:
      onrecord debate freeze Barrage 2026-03 --option reported=exclude
    """  # noqa: D301
    from onrecord.store.debates.freezing import freeze as pin  # noqa: PLC0415

    _itself(name, options)
    for pair in pairs:
        if "=" not in pair or not pair.partition("=")[0].isidentifier():
            message = f"{pair!r} is no NAME=VALUE"
            raise click.BadParameter(message, param_hint="--option")
    with _database(options) as database:
        counts = pin(database, name, version, options={p.partition("=")[0]: p.partition("=")[2] for p in pairs})["counts"]
    told = ", ".join(
        _counted(counts[of], what) for of, what in (("articles", "article"), ("statements", "statement"), ("rulings", "ruling"))
    )
    click.echo(f"{name} frozen as {version}: {told}", err=True)


@debate.command()
@click.argument("name")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", default="now")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="What to print.")
@database_options
def compare(name: str, before: str, after: str, form: str, **options: Any) -> None:  # noqa: ANN401 - those of the database
    """Tells what differs between the freezes A and B of the debate NAME; B is the present state unless told.

    New speech, what another model reads otherwise, what people ruled, other ties to speakers, and what is gone are told apart. JSON is a
    list with an object for each, which holds the count, the statements' ids and the changes.

    \b
    Examples:
      onrecord debate compare Barrage 2026-02 2026-03
      onrecord debate compare Barrage 2026-03 now --format json
    """  # noqa: D301
    from onrecord.store.debates.comparing import compare as compared  # noqa: PLC0415

    _itself(name, options)
    with _database(options) as database:
        found = compared(database, name, before, after)
    if form == "json":
        print_rows(_groups(found), "json", None, columns=("id",))
        return
    print_rows([c._asdict() for c in found.changes], "table", None, columns=_COMPARED, empty="no statement differs")
    click.echo("; ".join(_summary(found)))


def _summary(found: Comparison) -> list[str]:
    """How many statements changed and why, those causes alone that there are."""
    later = sum(c.later for c in found.changes if c.cause == "new speech")
    told = [f"{number} {cause}" for cause, number in found.counts().items() if number]
    told += [f"{later} of the new speech said after all of the earlier state"] if later else []
    told += [f"{found.forgotten} of those gone deleted on request"] if found.forgotten else []
    told += [f"{found.same} as they were", f"articles: {found.articles[0]} came, {found.articles[1]} went"]
    return told + [f"another {one}" for one in found.other]


def _groups(found: Comparison) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for cause, number in found.counts().items():
        changes = [c._asdict() for c in found.changes if c.cause == cause]
        rows.append({"id": cause, "count": number, "statements": [c["statement"] for c in changes], "changes": changes})
    rows.append({"id": "as they were", "count": found.same})
    rows += [{"id": "articles that came", "count": found.articles[0]}, {"id": "articles that went", "count": found.articles[1]}]
    return rows + [{"id": f"another {one}", "count": 1} for one in found.other]


@debate.command()
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--freeze", "version", default="now", metavar="VERSION", help="A freeze of it.  [default: the present state]")
@database_options
def export(name: str, file: Path, version: str, **options: Any) -> None:  # noqa: ANN401 - those of the database
    """Writes the replication bundle of the debate NAME into FILE, a zip.

    It holds identifiers, hashes, offsets, classes, rulings and coders' names, merges and splits of speakers, the freezes, the codebook and
    the question, and none of the articles' words: where one of these quotes an article, four words or more in a row, a reference stands
    for them.

    \b
    Example:
      onrecord debate export Barrage barrage-2026-03.zip --freeze 2026-03
    """  # noqa: D301
    from onrecord.store.debates.bundles import export_bundle  # noqa: PLC0415

    _itself(name, options)
    with _database(options) as database:
        done = export_bundle(database, name, file, version=version)
    left = f"; {_counted(done.homeless, 'ruling')} left out: the model no longer finds what they are on" if done.homeless else ""
    told = [_counted(done.articles, "article"), _counted(done.statements, "statement"), *_ruled(done)]
    click.echo(f"{file}: {', '.join(told)}{left}", err=True)


@debate.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="How to call the debate.  [default: as in the bundle]")
@database_options
def import_(file: Path, name: str | None, **options: Any) -> None:  # noqa: ANN401 - those of the database
    """Puts the replication bundle FILE into a database that has its articles (`onrecord add` them first).

    Articles are known by their hashes. Where the bundle's model has not read an article here, its reading becomes the present one; your
    rulings and all ids are kept, and of two on one thing the later counts. Merges and splits of the debate's speakers are made here too,
    and its freezes are there to compare with. Importing again changes nothing, and completes what was skipped because an article was
    missing. `onrecord undo --coder NAME` takes back what a coder of the bundle ruled.
    Exit code: 0 if everything was put in, 3 if something was skipped (it is named with the reason), 2 for a file that is no bundle.

    \b
    Example:
      onrecord debate import barrage-2026-03.zip
    """  # noqa: D301
    from onrecord.store.debates.importing import import_bundle  # noqa: PLC0415
    from onrecord.wording import plain  # noqa: PLC0415

    if options["debate"] is not None:
        message = "the bundle names the debate; --name gives it another name"
        raise click.UsageError(message)
    with _database(options) as database:
        done = import_bundle(database, file, name=name)
    for skip in done.skipped:
        click.echo(f"skipped  {plain(skip.of)}: {plain(skip.reason)}", err=True)
    told = [f"{_counted(done.articles, 'article')} put in, {done.readings} with the bundle's reading", *_ruled(done)]
    click.echo(f"{done.debate}: {', '.join(told)}; {len(done.skipped)} skipped", err=True)
    sys.exit(SKIPPED if done.skipped else 0)


def _ruled(done: Exported | Imported) -> list[str]:
    """The rulings of a bundle, and the freezes, in words."""
    told = [_counted(done.rulings, "ruling")]
    told += [f"{_counted(done.speakers, 'merge or split', 'merges and splits')} of speakers"] if done.speakers else []
    return told + ([_counted(done.freezes, "freeze")] if done.freezes else [])


def _counted(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"


def _needed(choice: Choice) -> Choice:
    if choice._replace(within=None) == type(choice)() and choice.within is None:
        message = "say which articles: --articles, or --outlet, --since, --until, --text"
        raise click.UsageError(message)
    return choice


def _codebook(path: Path) -> str:
    try:
        data = path.read_bytes()
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path} is no UTF-8 text"
        raise click.BadParameter(message, param_hint="--codebook") from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise click.BadParameter(message, param_hint="--codebook") from error
    if len(data) > _LARGEST or "\x00" in words:
        message = f"{path} is no codebook: it is larger than {_LARGEST:,} bytes, or holds NUL characters"
        raise click.BadParameter(message, param_hint="--codebook")
    return words
