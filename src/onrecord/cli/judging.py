"""``onrecord issues apply`` and ``propose``: stances on the issues of the codebook, and issues that the record suggests."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import PATIENCE, database_options, open_database, texts_within
from onrecord.cli.lists import REPORTED
from onrecord.cli.tables import format_options, print_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from onrecord.judge.stances import Bar, Encoder, PairJudge, StanceOn
    from onrecord.store.codebooks.judging import TextToJudge
    from onrecord.store.database import Database

_ROWS = ("issue", "speaker", "stance", "reported_by", "confidence", "checked", "statements")


@click.command()
@click.option("--threshold", type=click.FloatRange(0, 1), metavar="P", help="Least chance at which a stance is given.  [default: the model's]")
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
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415 - `--help` needs none of it
    from onrecord.store.asking.positions import positions  # noqa: PLC0415

    with open_database(db, db_file) as database:
        within = texts_within(database, debate)
        _judge_all(database, within, debate, options)
        rows = positions(database, Filter(debate=debate, reported=options["reported"]))
    if debate is not None:
        own = _ids(db, db_file, debate)
        rows = [row for row in rows if row["issue"] in own]
    rows = [row for row in rows if row["stance"] in ("for", "against")]
    if form == "table":
        rows = [{**row, "statements": len(row["statements"])} for row in rows]
    print_rows(rows, form, out, columns=_ROWS, empty="no stances found")


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
    from onrecord.judge.proposals import propose_issues, proposals_as_codebook  # noqa: PLC0415
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


def _ids(db: str | None, db_file: Path | None, debate: str) -> Collection[str]:
    from onrecord.store.codebooks.books import present  # noqa: PLC0415
    from onrecord.store.debates.sets import debate_number  # noqa: PLC0415

    with open_database(db, db_file) as database:
        number = debate_number(database, debate)
        with database.read() as connection:
            return set(present(connection, number).ids) | set(present(connection, None).ids)


def _judge_all(database: Database, within: Collection[str] | None, debate: str | None, options: dict[str, Any]) -> None:
    """Judges what the present run has not judged, text by text, each kept as soon as it is done."""
    from dataclasses import asdict  # noqa: PLC0415

    from onrecord.infer.catalogue import bundled  # noqa: PLC0415
    from onrecord.infer.sentences import OnnxSentences  # noqa: PLC0415
    from onrecord.infer.stancing import OnnxStances  # noqa: PLC0415
    from onrecord.settings import Settings  # noqa: PLC0415
    from onrecord.store.codebooks.books import RECORD  # noqa: PLC0415
    from onrecord.store.codebooks.judging import JudgedClaim, count_covered, note_applied, put_judged, run_for, unjudged  # noqa: PLC0415

    total = count_covered(database, within)
    if not total:
        click.echo("no codebook covers an article with statements yet: `onrecord issues import FILE`", err=True)
        return
    model = bundled()
    sentences = OnnxSentences(model)
    judge, rulings = _learned(database, within, OnnxStances(model, sentences), sentences, learn=options["learn"])
    bar = _bar(model.stances, options["threshold"])
    version = model.stances.version if model.stances else ""
    run = run_for(database, f"stances {version}", {**asdict(bar), "rulings": rulings})
    began = told = time.monotonic()
    done = given = 0
    workers = options["workers"] or Settings().workers
    for text, said in _judged(unjudged(database, run, within), sentences, judge, bar=bar, workers=workers):
        own = text.issues
        rows = [JudgedClaim(s.claim.statement, s.claim.place, s.claim.span, own[s.issue], s.stance, s.confidence, s.evidence) for s in said]
        given += put_judged(database, text, run, rows)
        done += 1
        if time.monotonic() - told >= PATIENCE:
            told = time.monotonic()
            click.echo(f"{done} of at most {total} articles judged, {given} stances, {done / (told - began):.1f} articles a second", err=True)
    if done:
        note_applied(database, debate or RECORD, {"run": run, "articles": done, "stances": given})
    learned = f", learned from {rulings['count']} rulings" if rulings["count"] else ""
    click.echo(f"{done} articles judged, {given} stances given at {bar.side:.2f} or surer{learned}", err=True)


def _judged(
    texts: Iterator[TextToJudge], encode: Encoder, judge: PairJudge, *, bar: Bar, workers: int
) -> Iterator[tuple[TextToJudge, list[StanceOn]]]:
    """Texts with what was judged of them, in order, several at a time."""
    from collections import deque  # noqa: PLC0415

    from onrecord.judge.stances import claims_of, judge_claims  # noqa: PLC0415

    def one(text: TextToJudge) -> list[StanceOn]:
        return judge_claims(claims_of(text.text, text.statements), text.issues, encode=encode, judge=judge, bar=bar)

    with ThreadPoolExecutor(workers) as pool:
        ahead: deque[Any] = deque()
        for text in texts:
            ahead.append((text, pool.submit(one, text)))
            if len(ahead) > 2 * workers:
                first, coming = ahead.popleft()
                yield first, coming.result()
        for first, coming in ahead:
            yield first, coming.result()


def _learned(
    database: Database, within: Collection[str] | None, judge: PairJudge, encode: Encoder, *, learn: bool
) -> tuple[PairJudge, dict[str, int]]:
    """The judge, moved by the rulings on stances where there are enough, and how many these are and which is the last."""
    from onrecord.infer.stancing import IssueClaim  # noqa: PLC0415
    from onrecord.judge.learned import FEWEST, LearnedJudge  # noqa: PLC0415
    from onrecord.judge.stances import claims_of  # noqa: PLC0415
    from onrecord.store.codebooks.judging import ruled_stances  # noqa: PLC0415

    ruled = ruled_stances(database, within) if learn else []
    if len(ruled) < FEWEST:
        return judge, {"count": 0, "last": 0}
    pairs = [IssueClaim(one.issue, *claims_of(one.text, [one.statement])[0][3:]) for one in ruled]
    return LearnedJudge(judge, encode, pairs, [one.stance for one in ruled]), {"count": len(ruled), "last": ruled[-1].ruling}


def _bar(model: Any, threshold: float | None) -> Bar:  # noqa: ANN401 - the model's description
    from onrecord.judge.stances import Bar  # noqa: PLC0415

    side = model.threshold if threshold is None else threshold
    return Bar(side=side, neither=model.neither, related=model.related, most=model.most)
