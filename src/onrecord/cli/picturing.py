"""Pictures from the command line: the network, who stands where on what, stances over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from onrecord.debate.groups import groups
from onrecord.debate.networks import network
from onrecord.debate.windows import Windows, over_time
from onrecord.pictures.picture import Caption

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.debate.design import Design, Selection
    from onrecord.debate.windows import Unit
    from onrecord.maps import DebateMap
    from onrecord.pictures.picture import Picture

_REPORTED = {
    "exclude": "Stances that others report of somebody are left out.",
    "include": "Stances that others report of somebody are counted too.",
    "only": "Only stances that others report of somebody.",
}
_COUNTED = {
    "ignore": "statements, whatever side they take", "subtract": "statements for less those against", "combine": "which sides were taken",
    "congruence": "statements on the same side of an issue", "conflict": "statements on opposite sides of an issue",
}  # fmt: skip


def picture(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> None:
    """Draws what the options ask for into the file that they name, and beside it the table of the statements.

    Raises:
        BadParameter: the format is none of a picture, or the file's name ends otherwise.
        SettingsError: there is nothing to draw, or it cannot be written.
    """
    from onrecord.pictures.writing import write_picture  # noqa: PLC0415 - heavy

    form, out = options["form"], options["out"]
    if form not in ("svg", "png"):
        message = f"there is no {form} of it; choose svg or png"
        raise click.BadParameter(message, param_hint="--format")
    if out.suffix.lower() != f".{form}":
        message = f"{out} does not end in .{form}"
        raise click.BadParameter(message, param_hint="--out")
    made = _draw(drawn, design, selection, options)
    files: tuple[Path, Path] = write_picture(made, out)
    click.echo(f"{files[0]}; the statements behind it: {files[1]}", err=True)


def _draw(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> Picture:
    from onrecord.pictures.dots import draw_dots  # noqa: PLC0415
    from onrecord.pictures.heat_map import draw_heat_map  # noqa: PLC0415
    from onrecord.pictures.network import draw_network  # noqa: PLC0415
    from onrecord.pictures.shares import draw_shares  # noqa: PLC0415

    whole = network(drawn.stances, design, selection, dna_compat=options["dna_compat"])
    members = (
        groups(drawn.stances, method=options["groups"], number=options["number"], seed=options["seed"]).members if drawn.stances else {}
    )
    name = options["debate"] or "The record"
    if options["show"] == "heatmap":
        said = "Each cell: statements for and against, with their number; colour by the side that prevails."
        return draw_heat_map(whole, _caption(drawn, f"{name}: who stands where", said, options), groups=members)
    if options["show"] == "time" and options["issue"]:
        said = f"Each dot: what was said on {options['issue']}, for above the line, against below it."
        return draw_dots(whole, options["issue"], _caption(drawn, f"{name}: {options['issue']} over time", said, options), groups=members)
    if options["show"] == "time":
        unit: Unit = "months" if options["window"] == "no" else options["window"]
        windows = over_time(drawn.stances, Windows(unit, options["size"], options["step"]), design, selection)
        said = f"Shares of statements for and against each issue, by {unit}; no bar where nothing was said."
        return draw_shares(windows, _caption(drawn, f"{name}: stances over time", said, options))
    joined = "actors and issues" if design.network == "twomode" else f"{design.of}s"
    divided = "" if design.normalisation == "no" else f", divided by {design.normalisation}"
    counted = _COUNTED[design.aggregation]
    if design.network == "onemode" and design.aggregation == "subtract":
        counted = "statements on the same side of an issue less those on opposite sides"
    said = f"Lines between {joined}: {counted}{divided}. Groups by {options['groups']}."
    return draw_network(whole, _caption(drawn, f"{name}: the network", said, options), groups=members)


def _caption(drawn: DebateMap, title: str, definition: str, options: dict[str, Any]) -> Caption:
    notes = [_REPORTED[options["reported"]]]
    if drawn.without:
        notes.append(f"{drawn.without} statements of speakers without {options['level']} are left out.")
    notes.append(drawn.doubt[:1].upper() + drawn.doubt[1:] + ".")
    return Caption(title=title, definition=definition, notes=tuple(notes))
