"""``onrecord agree``, ``sample`` and ``queue``: several coders, the model among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.cli.databases import database_options, open_database, texts_within
from onrecord.cli.tables import format_options, print_rows

_FIGURES = ("field", "measure", "n", "articles", "agreement", "alpha", "low", "high", "kappa")
_TWICE = ("article", "statement", "claim", "field", "issue", "weight", "sample")


@click.command()
@click.option(
    "--coder", required=True, metavar="NAME", help="A coder; `model` is the machine, `adjudicated` whoever decided between others."
)
@click.option("--against", required=True, multiple=True, metavar="NAME", help="The coder to compare with; again for more of them.")
@click.option("--field", "fields", multiple=True, metavar="FIELD", help="Only this field; again for more of them.")
@click.option("--sample", metavar="NAME", help="Only the articles of a sample that `onrecord sample` drew.")
@click.option("--blind-only", is_flag=True, help="Only codings made without sight of the machine's values.")
@click.option("--seed", type=int, default=1, show_default=True, help="Of the drawing of articles for the intervals.")
@click.option(
    "--export", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write what was coded twice, with weights, as CSV."
)
@format_options
@database_options
def agree(coder: str, against: tuple[str, ...], fields: tuple[str, ...], export: Path | None, **options: Any) -> None:  # noqa: ANN401 - the rest
    """Compares what coders gave, field by field, on the statements that two of them coded.

    For each field: the number of units, percent agreement, Krippendorff's alpha (nominal; of attitudes also interval; of spans also
    unitised) with a 95 percent interval from drawing whole articles again, and Cohen's kappa (of three coders or more Fleiss').
    The model's codings are what it reads now, without anybody's rulings.

    \b
    Examples:
      onrecord agree --coder model --against Kim
      onrecord agree --coder Kim --against Lee --field kind --format json
      onrecord agree --coder model --against Kim --sample spring --blind-only --export coded-twice.csv
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.cli.comparing import FIELDS, coded_twice, compare, in_sight  # noqa: PLC0415 - `--help` needs none of these
    from onrecord.store.ruling.coding import MODEL, codings, lengths, sample_of  # noqa: PLC0415

    coders = (coder, *against)
    if len(set(coders)) < len(coders):
        message = "give other coders than --coder, each once"
        raise click.BadParameter(message, param_hint="--against")
    if unknown := [f for f in fields if f not in FIELDS]:
        message = f"{unknown[0]!r} is no field; choose {', '.join(FIELDS)}"
        raise click.BadParameter(message, param_hint="--field")
    with open_database(options["db"], options["db_file"]) as database:
        within = texts_within(database, options["debate"])
        with database.read() as connection:
            sample = sample_of(connection, options["sample"]) if options["sample"] else None
            if sample is not None:
                within = set(sample.articles) if within is None else within.intersection(sample.articles)
            coded = codings(connection, coders, within, blind_only=options["blind_only"])
            sizes = lengths(connection, {unit.text for codes in coded.values() for unit in codes})
    rows = compare(coded, sizes, fields=fields, seed=options["seed"])
    if export is not None:
        print_rows(coded_twice(coded, sample, fields=fields), "csv", export, columns=_TWICE)
    seen, made = in_sight(coded)
    if MODEL in coders and seen:
        told = (
            f"{seen} of {made} codings were made with the machine's values in sight and agree with it more than blind ones (--blind-only)"
        )
        click.echo(told, err=True)
    print_rows(rows, options["form"], options["out"], columns=_FIGURES, empty="no statement was coded by two of them")


@click.command()
@click.argument("size", type=click.IntRange(min=1), metavar="N")
@click.option("--seed", required=True, type=int, metavar="S", help="The same seed draws the same articles.")
@click.option("--name", metavar="NAME", help="What the sample is called.  [default: seed-S]")
@click.option("--coder", metavar="NAME", help="Who draws; for the log.")
@format_options
@database_options
def sample(size: int, seed: int, name: str | None, coder: str | None, **options: Any) -> None:  # noqa: ANN401 - the rest
    """Draws N whole articles at random, for estimating how good the machine is.

    They are kept apart from the review queue. A larger sample of the same seed holds the smaller one.

    \b
    Examples:
      onrecord sample 50 --seed 7 --name spring
      onrecord sample 20 --seed 1 --debate "Barrage" --format json
    """  # noqa: D301
    from onrecord.store.ruling.coding import articles_of, draw_sample  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        drawn = draw_sample(database, size, seed, name=name, who=coder, within=texts_within(database, options["debate"]))
        with database.read() as connection:
            rows = articles_of(connection, drawn)
    print_rows(rows, options["form"], options["out"], columns=("id", "title", "outlet", "published", "sample"))


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="How many at most.")
@click.option("--blind", is_flag=True, help="Show nothing that the machine says of a statement but where it stands.")
@click.option("--sample", "of", metavar="NAME", help="The statements of a sample instead, article by article.")
@click.option("--coder", metavar="NAME", help="With --sample: leave out what this coder has coded.")
@click.option("--homeless", is_flag=True, help="Rulings on statements that a newer reading does not have, instead.")
@format_options
@database_options
def queue(limit: int, blind: bool, of: str | None, coder: str | None, homeless: bool, **options: Any) -> None:  # noqa: ANN401, FBT001 - flags
    """Lists what is to be checked first: the number of claims times the chance that something about them is wrong.

    What somebody has checked, and what is in a sample, is left out.

    \b
    Examples:
      onrecord queue --limit 10
      onrecord queue --sample spring --coder Kim --blind
      onrecord queue --homeless --format json
    """  # noqa: D301
    from onrecord.store.ruling import coding  # noqa: PLC0415

    if coder is not None and of is None:
        message = "goes with --sample"
        raise click.BadParameter(message, param_hint="--coder")
    columns: tuple[str, ...] = ("id", "article", "doubt", "claims", "kind", "speaker", "content")
    if blind:
        columns = ("id", "article", "published", "content")
    with open_database(options["db"], options["db_file"]) as database:
        within = texts_within(database, options["debate"])
        with database.read() as connection:
            if homeless:
                rows, columns = coding.homeless(connection, within)[:limit], ("id", "statements", "coder", "field", "value", "reason")
            elif of is not None:
                drawn = coding.sample_of(connection, of)
                rows = coding.to_code(connection, drawn, coder, limit=limit, within=within, blind=blind)
            else:
                rows = coding.review_queue(connection, limit=limit, within=within, blind=blind)
    print_rows(rows, options["form"], options["out"], columns=columns, empty="nothing is left to check")
