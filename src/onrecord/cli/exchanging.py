"""``onrecord export`` and ``import``: the record in other people's formats."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database

if TYPE_CHECKING:
    from onrecord.exchange.contents import Contents, Manifest

#: What each format is, for the help; those of networks are of actors by issues.
EXPORTS = {
    "dna": "Discourse Network Analyzer 3: documents, statements, attributes, coders",
    "events": "Discourse Network Analyzer's event list, CSV",
    "brat": "brat standoff, a folder or zip",
    "refi-qda": "REFI-QDA project (.qdpx): NVivo, MAXQDA, ATLAS.ti, QualCoder",
    "json-ld": "JSON-LD: W3C Web Annotations, schema.org",
    "uima": "UIMA CAS XMI: INCEpTION, DKPro",
    "ftm": "FollowTheMoney entities, JSON lines: Aleph",
    "parquet": "tables, Parquet, a folder",
    "gexf": "network, GEXF 1.3: Gephi",
    "graphml": "network, GraphML: visone, Gephi",
    "gephi": "network, Gephi's CSV pair, a folder",
    "pajek": "network, Pajek .net",
    "dl": "network, UCINET DL",
    "matrix": "network, matrix as CSV",
}
IMPORTS = ("dna", "brat", "refi-qda", "ftm")
#: What formats are called as well.
ALSO = {"refi": "refi-qda", "qdpx": "refi-qda", "jsonld": "json-ld", "xmi": "uima", "eventlist": "events", "ucinet": "dl"}


class FormatName(click.Choice[str]):
    """The name of a format, or what it is called as well."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401 - as declared there
        """The format's own name."""
        return super().convert(ALSO.get(str(value).lower(), str(value).lower()), param, ctx)


_NETWORKS = ("gexf", "graphml", "gephi", "pajek", "dl", "matrix")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=FormatName(list(EXPORTS)))
@click.argument("file", type=click.Path(path_type=Path))
@database_options
def export_(form: str, file: Path, db: str | None, db_file: Path | None, debate: str | None) -> None:
    """Writes the record, or a debate, into FILE in another program's format; what the format cannot hold is listed.

    \b
    FORMAT
    dna      Discourse Network Analyzer 3     events    its event list, CSV
    brat     brat standoff, folder or zip     refi-qda  REFI-QDA .qdpx: NVivo, MAXQDA
    json-ld  W3C Web Annotations, schema.org  uima      UIMA CAS XMI: INCEpTION
    ftm      FollowTheMoney: Aleph            parquet   tables, a folder
    gexf, graphml, gephi, pajek, dl, matrix   the network of actors and issues
                                              (`onrecord network` has the choices)

    \b
    Examples:
      onrecord export dna seoul.dna --debate Seoul
      onrecord export refi-qda seoul.qdpx --debate Seoul
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.exchange.gathering import gather  # noqa: PLC0415 - `--help` needs none of it
    from onrecord.store.asking.gathered import note_export  # noqa: PLC0415

    with open_database(db, db_file) as database:
        if form in _NETWORKS:
            from onrecord.cli.mapping import export_network  # noqa: PLC0415

            export_network(database, form, file, debate)
            return
        contents = gather(database, debate)
        manifest = _written(form, contents, file)
        note_export(database, file.name, form)
    tell(manifest, f"{file}: ")


@click.command("import")
@click.argument("form", metavar="FORMAT", type=FormatName(IMPORTS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", default="imported", show_default=True, metavar="NAME", help="Whose rulings those are that name nobody in FILE.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), metavar="FILE", help="dna: what other statement types and variables mean, YAML."
)
@click.option("--dry-run", is_flag=True, help="Tell what FILE holds, and change nothing.")
@database_options
def import_(form: str, file: Path, coder: str, mapping: Path | None, *, dry_run: bool, **options: Any) -> None:  # noqa: ANN401
    """Takes another program's FILE in: articles, codebook, statements, and what people coded as their rulings.

    What came from here and was changed there comes back as that coder's rulings; importing again changes nothing. With --debate the
    articles are put into that debate and the issues into its codebook. `onrecord reread` reads the new articles.
    Exit code: 0 if everything was taken in, 3 if something has no place here (it is listed), 2 for a file that cannot be taken in.

    \b
    FORMAT
    dna       Discourse Network Analyzer 3 (.dna)    brat   brat standoff, folder or zip
    refi-qda  REFI-QDA project (.qdpx)               ftm    FollowTheMoney: speakers' attributes

    \b
    Examples:
      onrecord import dna seoul.dna --coder Kim
      onrecord import dna old.dna --mapping old.yml --dry-run
    """  # noqa: D301
    if mapping is not None and form != "dna":
        message = f"is for dna, not for {form}"
        raise click.BadParameter(message, param_hint="--mapping")
    from onrecord.exchange.taking import take_in  # noqa: PLC0415
    from onrecord.store.asking.gathered import last_export  # noqa: PLC0415

    contents, manifest = _read(form, file, mapping)
    tell(manifest, f"{file}: ")
    lost = bool(manifest.losses)
    if not dry_run:
        with open_database(options["db"], options["db_file"], create=True) as database:
            done = take_in(
                database,
                contents,
                origin=file.name,
                coder=coder,
                debate=options["debate"],
                as_of=last_export(database, file.name) or _saved(file),
            )
        told = f"{done.articles} new articles, {done.issues} new issues, {done.added} statements added, {done.rulings} rulings"
        click.echo(f"taken in: {told}", err=True)
        for loss in done.losses:
            click.echo(f"left out: {loss.count} {loss.what}: {loss.why}", err=True)
        lost = lost or bool(done.losses)
    sys.exit(3 if lost else 0)


def _saved(file: Path) -> str:
    """When a file, or the newest file in a folder, was last saved: UTC, ISO."""
    from datetime import UTC, datetime  # noqa: PLC0415

    newest = max(one.stat().st_mtime for one in (file, *(file.rglob("*") if file.is_dir() else ())))
    return datetime.fromtimestamp(newest, UTC).isoformat(timespec="microseconds")


def tell(manifest: Manifest, start: str) -> None:
    """What went into a file or came out of one, and what was left behind, on standard error."""
    told = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items() if count) or "nothing"
    click.echo(f"{start}{told}", err=True)
    for loss in manifest.losses:
        click.echo(f"left out: {loss.count:,} {loss.what}: {loss.why}", err=True)


def _written(form: str, contents: Contents, file: Path) -> Manifest:
    """Writes contents in a format."""
    if form == "events":
        from onrecord.cli.tables import whole_file  # noqa: PLC0415
        from onrecord.exchange.contents import Manifest  # noqa: PLC0415
        from onrecord.exchange.dna.event_lists import event_list  # noqa: PLC0415

        words = event_list(contents)
        with whole_file(file) as stream:
            stream.write(words.encode())
        return Manifest(format=form, counts={"lines": max(0, words.count("\n") - 1)})
    from importlib import import_module  # noqa: PLC0415 - one of many modules, each with its library

    module, name = _WRITERS[form]
    written: Manifest = getattr(import_module(f"onrecord.exchange.{module}"), name)(contents, file)
    return written


_WRITERS = {
    "dna": ("dna.writing", "write_dna"),
    "brat": ("brat.writing", "write_brat"),
    "refi-qda": ("refi.writing", "write_refi"),
    "json-ld": ("web_annotation", "write_web_annotations"),
    "uima": ("uima", "write_uima"),
    "ftm": ("follow_the_money", "write_follow_the_money"),
    "parquet": ("parquet", "write_parquet"),
}
_READERS = {
    "brat": ("brat.reading", "read_brat"),
    "refi-qda": ("refi.reading", "read_refi"),
    "ftm": ("follow_the_money", "read_follow_the_money"),
}


def _read(form: str, file: Path, mapping: Path | None) -> tuple[Contents, Manifest]:
    """Reads contents from a format."""
    if form == "dna":
        from onrecord.exchange.dna.mapping import load_mapping  # noqa: PLC0415
        from onrecord.exchange.dna.reading import read_dna  # noqa: PLC0415

        return read_dna(file, load_mapping(mapping) if mapping else None)
    from importlib import import_module  # noqa: PLC0415

    module, name = _READERS[form]
    found: tuple[Contents, Manifest] = getattr(import_module(f"onrecord.exchange.{module}"), name)(file)
    return found
