"""``onrecord bands``: the scales of certainty words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.scales import Band, Scale


@click.command()
@click.argument("name", required=False, metavar="[SCALE]")
@click.option("--format", "as_format", type=click.Choice(["table", "json"]), default="table", show_default=True, help="What to print.")
@click.option("--phrase", metavar="WORDS", help="What these words mean on the scale, or on every one.")
def bands(name: str | None, as_format: str, phrase: str | None) -> None:
    """Lists the scales of certainty words; with SCALE (a name, or a .yml file), explains its bands.

    A band says what readers take the words to mean, or what a standard lays down. It is never the speaker's own number.

    \b
    Examples:
      onrecord bands
      onrecord bands icd-203
      onrecord bands --phrase "very likely"
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.scales import scale, scale_names  # noqa: PLC0415

    scales = [scale(name)] if name else [scale(one) for one in scale_names()]
    if phrase:
        rows = [_phrase_row(phrase, one) for one in scales]
    elif name:
        rows = [_band_row(b) for b in scales[0].bands]
    else:
        rows = [_scale_row(one) for one in scales]
    if as_format == "json":
        whole = [{**_scale_row(one), "bands": [_band_row(b) for b in one.bands]} for one in scales]
        click.echo(json.dumps(rows if phrase else whole, ensure_ascii=False, indent=2))
        return
    if phrase and all(r["level"] is None and r["low"] is None for r in rows):
        click.echo(f"no scale and no list of certainty words knows “{phrase}”")
        return
    _print_table(rows if name or phrase else [{k: v for k, v in r.items() if k != "source"} for r in rows])
    if name and not phrase:
        click.echo(f"\n{scales[0].title}, version {scales[0].version}. Source: {scales[0].source}. Licence: {scales[0].licence}.")


def _scale_row(one: Scale) -> dict[str, Any]:
    return {
        "id": one.name, "title": one.title, "version": one.version, "kind": one.kind, "phrases": sum(len(b.words) for b in one.bands),
        "source": one.source, "licence": one.licence,
    }  # fmt: skip


def _band_row(band: Band) -> dict[str, Any]:
    return {
        "words": list(band.words), "low": band.low, "median": band.median, "high": band.high,
        "source": band.source, "answers": band.answers,
    }  # fmt: skip


def _phrase_row(phrase: str, one: Scale) -> dict[str, Any]:
    from onrecord.judge.certainty import level_of, likelihood  # noqa: PLC0415

    found = likelihood(phrase, one)
    return {
        "id": f"{one.name}:{phrase}",
        "scale": found.scale if found else one.name,
        "asked": one.name,
        "phrase": phrase,
        "level": level_of(phrase),
        "low": found.low if found else None,
        "median": found.median if found else None,
        "high": found.high if found else None,
        "scored": bool(found and not found.possibility),
    }


def _print_table(rows: list[dict[str, Any]]) -> None:
    """The rows as a table; of a scale's fields those that fit a line."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    names = [n for n in rows[0] if n not in ("licence", "asked") and (n != "id" or "phrase" not in rows[0])]
    names = [n for n in names if any(r[n] not in (None, "", []) for r in rows)]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for n in names:
        table.add_column(n, justify="right" if n in ("low", "median", "high", "answers", "phrases") else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row[n]) for n in names))
    Console(highlight=False).print(table)


def _cell(value: Any) -> str:  # noqa: ANN401 - what a row holds
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.1%}".replace(".0%", "%")
    return "" if value is None else str(value)
