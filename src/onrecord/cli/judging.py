"""``onrecord issues apply`` and ``propose``: stances on the issues of the codebook, and issues that the record suggests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import PATIENCE, database_options, open_database, texts_within
from onrecord.cli.lists import REPORTED
from onrecord.cli.tables import format_options, print_rows

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from onrecord.store.database import Database

_ROWS = ("issue", "speaker", "stance", "reported_by", "confidence", "checked", "statements")


@click.command()
@click.option(
    "--threshold", type=click.FloatRange(0, 1), metavar="P", help="Least chance at which a stance is given.  [default: the model's]"
)
@click.option("--learn/--no-learn", default=True, show_default=True, help="Learn from the rulings on stances, where there are enough.")
@click.option("--workers", type=click.IntRange(min=1), metavar="N", help="Articles judged at once; the number of cores unless told.")
@REPORTED
@format_options
@database_options
def apply(form: str, out: Path | None, db: str | None, db_file: Path | None, debate: str | None, **options: Any) -> None:  # noqa: ANN401
    """Judges the claims against the issues of the codebook, and prints who is for and who against, abstentions left out.

    What was judged already is not judged again; a run that was broken off goes on where it stopped. Below the threshold the program
    abstains: a wrong stance costs more than a missing one. Rulings (`onrecord rule STATEMENT stance "ISSUE: for"`) outrank the program.

    \b
    Examples:
      onrecord issues apply
      onrecord issues apply --debate Seoul --format json --out stances.json
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.store.asking.evidence import positions_by_evidence  # noqa: PLC0415
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415 - `--help` needs none of it

    with open_database(db, db_file) as database:
        within = texts_within(database, debate)
        _judge_all(database, within, debate, options)
        wanted = Filter(debate=debate, reported=options["reported"])
        rows = positions_by_evidence(database, wanted, least=_least(options["threshold"]))
    if debate is not None:
        own = _ids(db, db_file, debate)
        rows = [row for row in rows if row["issue"] in own]
    rows = [row for row in rows if row["stance"] in ("for", "against")]
    if form == "table":
        rows = [{**row, "statements": len(row["statements"])} for row in rows]
    print_rows(rows, form, out, columns=_ROWS, empty="no speaker's side is sure enough: rule on stances, or give a lower --threshold")


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="How many, the best founded first.")
@click.option("--yaml", "as_yaml", is_flag=True, help="As a codebook to edit and import, the statements behind each issue in its notes.")
@format_options
@database_options
def propose(form: str, out: Path | None, limit: int, *, as_yaml: bool, **options: Any) -> None:  # noqa: ANN401
    """Proposes issues: what speakers are for and against, grouped by meaning, each named by its most central words.

    Accept, edit or refuse them in a file (--yaml --out FILE), and import that. What the codebook has already is left out.

    \b
    Examples:
      onrecord issues propose
      onrecord issues propose --debate Seoul --yaml --out seoul.yml
    """  # noqa: D301
    from onrecord.cli.tables import whole_file  # noqa: PLC0415
    from onrecord.infer.sentences import OnnxSentences  # noqa: PLC0415
    from onrecord.judge.proposals import proposals_as_codebook, propose_issues  # noqa: PLC0415
    from onrecord.store.asking.claimed import claims_made  # noqa: PLC0415
    from onrecord.store.codebooks.books import present  # noqa: PLC0415
    from onrecord.store.debates.sets import debate_number  # noqa: PLC0415

    with open_database(options["db"], options["db_file"]) as database:
        number = debate_number(database, options["debate"])
        with database.read() as connection:
            known = present(connection, number)
        made = claims_made(database, texts_within(database, options["debate"]))
    found = propose_issues(made, encode=OnnxSentences(), known=[issue.text for issue in known.issues], limit=limit)
    if as_yaml:
        from onrecord.codebook.writing import codebook_as_yaml  # noqa: PLC0415

        words = codebook_as_yaml(proposals_as_codebook(found, taken=known.ids))
        if out is None:
            click.echo(words, nl=False)
            return
        with whole_file(out) as file:
            file.write(words.encode())
        return
    rows = [{"id": str(k), **one._asdict(), "statements": list(one.statements)} for k, one in enumerate(found, 1)]
    columns = ("id", "text", "speakers", "for_count", "against_count", "statement_count")
    print_rows(rows, form, out, columns=columns, empty="no statement is for or against anything yet: `onrecord add` articles")


def _least(threshold: float | None) -> float:
    """The least chance at which a speaker's side is told: the model's, unless somebody asks for another."""
    from onrecord.infer.catalogue import bundled  # noqa: PLC0415

    fitted = bundled().stances
    return threshold if threshold is not None else fitted.speaker if fitted else 1.0


def _ids(db: str | None, db_file: Path | None, debate: str) -> Collection[str]:
    from onrecord.store.codebooks.books import present  # noqa: PLC0415
    from onrecord.store.debates.sets import debate_number  # noqa: PLC0415

    with open_database(db, db_file) as database:
        number = debate_number(database, debate)
        with database.read() as connection:
            return set(present(connection, number).ids) | set(present(connection, None).ids)


def _judge_all(database: Database, within: Collection[str] | None, debate: str | None, options: dict[str, Any]) -> None:
    """Judges what the present run has not judged, text by text, each kept as soon as it is done."""
    from onrecord.applying import Applying  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415

    applying = Applying(database, within, threshold=options["threshold"], learn=options["learn"])
    if not applying.total:
        click.echo("no codebook covers an article with statements yet: `onrecord issues import FILE`", err=True)
        return
    began = told = time.monotonic()
    for _ in applying.run(options["workers"] or Settings().workers):
        if time.monotonic() - told >= PATIENCE:
            told = time.monotonic()
            pace = applying.done / (told - began)
            click.echo(
                f"{applying.done} of at most {applying.total} articles judged, {applying.given} stances, {pace:.1f} articles a second",
                err=True,
            )
    applying.note(debate)
    learned = f", learned from {applying.rulings} rulings" if applying.rulings else ""
    click.echo(
        f"{applying.done} articles judged, {applying.given} stances for or against given, at {applying.bar.side:.2f} or surer{learned}",
        err=True,
    )
