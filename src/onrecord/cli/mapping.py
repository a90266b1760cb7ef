"""What ``onrecord network`` prints and writes: networks with their intervals, groups, indices, centralities, files of other programs."""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.tables import print_rows, whole_file
from onrecord.debate.networks import event_list
from onrecord.debate.networks import network as count_network
from onrecord.debate.smoothing import smoothed
from onrecord.debate.windows import NetworkWindow, Windows, over_time, shifted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onrecord.debate.design import Design, Selection
    from onrecord.debate.network import Edge, Network
    from onrecord.debate.uncertainty import Interval
    from onrecord.exchange.networks.network_files import NetworkFile
    from onrecord.maps import DebateMap
    from onrecord.store.database import Database

    Edges = Mapping[tuple[str, str], Interval]

#: Formats that need a file or folder to write to.
_FILES = ("gephi", "pajek", "svg", "png")
_GRID = 12


def show(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> None:
    """Counts what the options ask for and prints or writes it; what was left out is told on standard error.

    Raises:
        SettingsError: options that do not go together.
        BadParameter: a format that there is not for it, or no file to write to.
    """
    form, what = options["form"], options["show"]
    if form in _FILES and options["out"] is None:
        message = f"{form} needs a {'folder' if form == 'gephi' else 'file'} to write to"
        raise click.BadParameter(message, param_hint="--out")
    if what in ("heatmap", "time") or (what == "network" and form in ("svg", "png")):
        from onrecord.cli.picturing import picture  # noqa: PLC0415 - heavy

        picture(drawn, design, selection, options)
    elif what == "network":
        _network(drawn, design, selection, options)
    else:
        _figures(what, drawn, design, selection, options)
    left = [f"{drawn.without:,} stances of speakers without {options['level']}"] if drawn.without else []
    left += [f"{drawn.neither:,} claims that take no side"] if drawn.neither else []
    told = [f"{len(drawn.stances):,} stances, reported ones {_REPORTED[options['reported']]}"]
    doubt = drawn.doubt if options["window"] == "no" else _NO_WINDOWS
    click.echo("; ".join([*told, *([f"left out: {', '.join(left)}"] if left else []), doubt]), err=True)


_NO_WINDOWS = "no intervals: they are of the whole period alone, not of windows"
_REPORTED = {"exclude": "excluded", "include": "included", "only": "alone"}


def _network(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> None:
    form, out = options["form"], options["out"]
    whole = count_network(drawn.stances, design, selection, dna_compat=options["dna_compat"])
    windows = _windows(drawn, design, selection, options)
    if windows is not None and form in ("dl", "svg", "png", "pajek", "gephi"):
        message = f"{form} holds one network; leave it out, or choose json, csv, edges or gexf"
        raise click.BadParameter(message, param_hint="--window")
    bounds = {} if options["no_intervals"] or windows is not None else _intervals(drawn, whole, selection, options)
    if form == "json":
        period = _whole_period(drawn, whole, selection)
        slices, known = ([period], bounds) if windows is None else (windows, {})
        rows = [_object(one, k, options=options, design=design, bounds=known, period=period) for k, one in enumerate(slices)]
        doubt = drawn.doubt if windows is None else _NO_WINDOWS
        print_rows(({**row, "doubt": doubt} for row in rows), "json", out, columns=())
    elif form == "events":
        counted = event_list(drawn.stances, design, selection, dna_compat=options["dna_compat"])
        print_rows((_event(one) for one in counted), "csv", out, columns=("document", "day", "actor", "issue", "side", "statements"))
    elif form == "edges" or (windows is not None and form in ("table", "csv")):
        nets = windows if windows is not None else [_whole_period(drawn, whole, selection)]
        rows = [row for k, one in enumerate(nets) for row in _edge_rows(one, k, bounds if windows is None else {})]
        columns = ("first", "last", "row", "column", "weight", "low", "high", "statements")
        print_rows(rows, "table" if form == "table" else "csv", out, columns=columns, empty="no edges")
    elif form in ("table", "csv"):
        print_rows(_matrix_rows(whole, bounds, form), form, out, columns=_matrix_columns(whole, form), empty="no edges")
    else:
        _file(form, out, whole, bounds, windows or (), drawn=drawn, options=options)


def _windows(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> list[NetworkWindow] | None:
    """The networks of the windows; None where the whole period is one."""
    if options["window"] == "no":
        if options["kernel"] != "no":
            message = "a kernel smooths over windows: give --window too"
            raise click.BadParameter(message, param_hint="--kernel")
        return None
    windows = Windows(options["window"], options["size"], options["step"])
    if options["kernel"] != "no":
        return list(smoothed(drawn.stances, options["kernel"], windows, design, selection, dna_compat=options["dna_compat"]))
    return list(over_time(drawn.stances, windows, design, selection, dna_compat=options["dna_compat"]))


def _whole_period(drawn: DebateMap, whole: Network, selection: Selection) -> NetworkWindow:
    days = [one.day for one in drawn.stances if one.day is not None]
    first = selection.first or (min(days) if days else selection.last or date.min)
    last = selection.last or (max(days) if days else first)
    return NetworkWindow(first, last, whole=True, network=whole)


def _intervals(drawn: DebateMap, whole: Network, selection: Selection, options: dict[str, Any]) -> Edges:
    from onrecord.maps import network_intervals  # noqa: PLC0415

    return network_intervals(drawn, whole, selection, dna_compat=options["dna_compat"])


def _object(
    one: NetworkWindow, number: int, *, options: dict[str, Any], design: Design, bounds: Edges, period: NetworkWindow
) -> dict[str, Any]:
    """A window as the object that DNA's figures are compared with; a period without a day has none."""
    found = one.network
    days = {"start": period.first, "stop": period.last, "mid": _middle(one, options), "slice_start": one.first, "slice_stop": one.last}
    edges = [_edge(edge, bounds) for edge in found.edges()]
    statements = list(dict.fromkeys(id_ for stance in found.stances for id_ in stance.statements))
    return {
        "id": f"slice-{number}", "network": design.network, "of": design.of, "qualifier": options["qualifier"],
        "aggregation": design.aggregation, "normalisation": design.normalisation, "isolates": "1" if design.isolates else "0",
        "duplicates": options["duplicates"], "window": options["window"], "size": str(options["size"]), "kernel": options["kernel"],
        "level": options["level"], "reported": options["reported"], "dna_compat": options["dna_compat"], "slice": number,
        **{name: None if day.year == 1 else day.isoformat() for name, day in days.items()}, "rows": list(found.rows),
        "cols": list(found.columns), "n_statements": len(found.stances), "matrix": found.dense().tolist(), "edges": edges,
        "statements": statements,
    }  # fmt: skip


def _middle(one: NetworkWindow, options: dict[str, Any]) -> date:
    """The day in the middle of a window; DNA's windows of dates reach half their size to both sides of it."""
    if options["dna_compat"] and options["window"] not in ("no", "events"):
        return shifted(one.first, options["size"] // 2, options["window"])
    return one.first + timedelta(days=(one.last - one.first).days // 2)


def _event(one: Any) -> dict[str, Any]:  # noqa: ANN401 - a stance
    side = {1: "for", 0: "against"}.get(one.qualifier)
    day = one.day.isoformat() if one.day else None
    return {"document": one.document, "day": day, "actor": one.actor, "issue": one.issue, "side": side, "statements": list(one.statements)}


def _edge_rows(one: NetworkWindow, number: int, bounds: Edges) -> Iterable[dict[str, Any]]:
    for edge in one.network.edges():
        id_ = f"{number}:{edge.row}:{edge.column}"
        yield {"id": id_, "first": one.first.isoformat(), "last": one.last.isoformat(), **_edge(edge, bounds)}


def _edge(edge: Edge, bounds: Edges) -> dict[str, Any]:
    low, high = bounds.get((edge.row, edge.column), (None, None))
    ends = {"row": edge.row, "column": edge.column, "weight": edge.weight, "low": low, "high": high}
    return {**ends, "statements": list(edge.statements)}


def _matrix_columns(found: Network, form: str) -> tuple[str, ...]:
    if form == "table" and len(found.columns) > _GRID:
        return ("row", "column", "weight", "low", "high")
    return ("", *found.columns)


def _matrix_rows(found: Network, bounds: Edges, form: str) -> list[dict[str, Any]]:
    """The matrix row by row; in a table too wide for a terminal its edges, the heaviest first."""
    if form == "table" and len(found.columns) > _GRID:
        edges = sorted(found.edges(), key=lambda edge: -abs(edge.weight))
        return [_edge(e, bounds) for e in edges]
    dense = found.dense()
    cell: Callable[[int, int], Any] = lambda k, m: _cell(float(dense[k, m]), bounds.get((found.rows[k], found.columns[m])), form)  # noqa: E731
    return [{"": row, **{column: cell(k, m) for m, column in enumerate(found.columns)}} for k, row in enumerate(found.rows)]


def _cell(weight: float, bound: Interval | None, form: str) -> Any:  # noqa: ANN401 - a number, or words for people
    if form != "table" or bound is None:
        return weight
    return f"{weight:.3g} ({bound.low:.2g} to {bound.high:.2g})"


def _file(
    form: str,
    out: Path | None,
    whole: Network,
    bounds: Edges,
    windows: Iterable[NetworkWindow],
    *,
    drawn: DebateMap,
    options: dict[str, Any],
) -> None:
    """Writes a file of another program; without --out its text goes to standard output."""
    from onrecord.exchange.networks.network_files import network_file  # noqa: PLC0415

    name = options["debate"] or "the record"
    members = _members(drawn, options)
    made = network_file(whole, title=name, groups=members, intervals=bounds, windows=windows)
    if out is not None:
        _write(form, made, whole, out)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"network.{form}"
        _write(form, made, whole, path)
        sys.stdout.write(path.read_text(encoding="utf-8"))


def _write(form: str, made: NetworkFile, whole: Network, out: Path) -> None:
    from onrecord.exchange.networks.gephi_csv import write_gephi_csv  # noqa: PLC0415
    from onrecord.exchange.networks.gexf import write_gexf  # noqa: PLC0415
    from onrecord.exchange.networks.graphml import write_graphml  # noqa: PLC0415
    from onrecord.exchange.networks.pajek import write_pajek  # noqa: PLC0415

    if form in ("dl", "matrix"):
        from onrecord.exchange.dna.event_lists import matrix_csv, ucinet_dl  # noqa: PLC0415

        with whole_file(out) as file:
            file.write((ucinet_dl if form == "dl" else matrix_csv)(whole).encode())
        return
    write = {"gephi": write_gephi_csv, "gexf": write_gexf, "graphml": write_graphml, "pajek": write_pajek}[form]
    manifest = write(made, out)
    for loss in manifest.losses:
        click.echo(f"{form}: without {loss.count} {loss.what}: {loss.why}", err=True)


def export_network(database: Database, form: str, out: Path, debate: str | None) -> None:
    """Writes the network of actors and issues, for less against, with the choices of ``onrecord network`` as they are by default."""
    from onrecord.debate.design import Design, Selection  # noqa: PLC0415
    from onrecord.exchange.networks.network_files import network_file  # noqa: PLC0415
    from onrecord.maps import read_map  # noqa: PLC0415
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415

    drawn = read_map(database, Filter(debate=debate, reported="exclude"))
    selection = Selection()
    whole = count_network(drawn.stances, Design(aggregation="subtract"), selection)
    members = _members(drawn, {"groups": "louvain", "number": None, "seed": 0})
    bounds = _intervals(drawn, whole, selection, {"dna_compat": False})
    _write(form, network_file(whole, title=debate or "the record", groups=members, intervals=bounds), whole, out)
    click.echo(f"{out}: {len(whole.rows)} actors, {len(whole.columns)} issues, {len(drawn.stances)} stances; {drawn.doubt}", err=True)


def _members(drawn: DebateMap, options: dict[str, Any]) -> Mapping[str, int]:
    from onrecord.debate.groups import groups  # noqa: PLC0415

    return groups(drawn.stances, method=options["groups"], number=options["number"], seed=options["seed"]).members if drawn.stances else {}


def _figures(what: str, drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> None:
    form = options["form"]
    if form not in ("table", "json", "csv"):
        message = f"there is no {form} of {what}; choose table, json or csv"
        raise click.BadParameter(message, param_hint="--format")
    rows, columns = {"groups": _groups, "polarisation": _polarisation, "centralities": _centralities, "backbone": _backbone}[what](
        drawn, design, selection, options
    )
    print_rows(rows, form, options["out"], columns=columns, empty="no stances to count")


Rows = tuple[list[dict[str, Any]], tuple[str, ...]]


def _groups(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> Rows:
    from onrecord.debate.groups import groups  # noqa: PLC0415

    found = groups(drawn.stances, design, selection, method=options["groups"], number=options["number"], seed=options["seed"])
    by_actor: dict[str, list[str]] = {}
    for stance in drawn.stances:
        by_actor.setdefault(stance.actor if design.of == "actor" else stance.issue, []).extend(stance.statements)
    rows: list[dict[str, Any]] = []
    for name, group in sorted(found.members.items(), key=lambda pair: (pair[1], pair[0])):
        statements = list(dict.fromkeys(by_actor.get(name, ())))
        rows.append(
            {"id": name, "group": group, "name": name, "method": found.method, "modularity": found.modularity, "statements": statements}
        )
    rows += [
        {
            "id": name,
            "group": None,
            "name": name,
            "method": found.method,
            "modularity": found.modularity,
            "statements": by_actor.get(name, []),
        }
        for name in found.alone
    ]
    return rows, ("group", "name", "modularity")


def _polarisation(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> Rows:
    from onrecord.debate.design import Design as Asked  # noqa: PLC0415
    from onrecord.debate.polarisation import polarisation  # noqa: PLC0415
    from onrecord.maps import index_intervals  # noqa: PLC0415

    asked = Asked(network="onemode", of=design.of, aggregation="congruence", normalisation="average", qualifier=design.qualifier)
    number = options["number"] or 2
    found = polarisation(drawn.stances, number, asked, selection, seed=options["seed"])

    def figures(stances: Any) -> Mapping[str, float | None]:  # noqa: ANN401 - those of a draw
        again = polarisation(stances, found.groups, asked, selection, draws=0, seed=options["seed"])
        return again.indices._asdict()

    bounds = {} if options["no_intervals"] else index_intervals(drawn, figures)
    rows = []
    for name, value in found.indices._asdict().items():
        low, high = bounds.get(name, (None, None))
        more = {"low": low, "high": high, "percentile": found.percentile(name), "stances": found.stances, "groups": dict(found.groups)}
        rows.append({"id": name, "index": name, "value": value, **more})
    return rows, ("index", "value", "low", "high", "percentile", "stances")


def _centralities(drawn: DebateMap, design: Design, selection: Selection, options: dict[str, Any]) -> Rows:
    from onrecord.debate.centrality import centralities  # noqa: PLC0415

    found = centralities(count_network(drawn.stances, design, selection, dna_compat=options["dna_compat"]))
    rows = [{"id": f"{one.side}:{one.name}", **one._asdict()} for one in found]
    return rows, ("side", "name", "degree", "strength", "eigenvector", "betweenness", "closeness")


def _backbone(drawn: DebateMap, _design: Design, selection: Selection, _options: dict[str, Any]) -> Rows:
    from onrecord.debate.backbone import nested_backbone  # noqa: PLC0415

    rows = [{"id": one.issue, "place": k, **one._asdict()} for k, one in enumerate(nested_backbone(drawn.stances, None, selection), 1)]
    return rows, ("place", "issue", "kept", "dropped")
