"""``onrecord network``: the debate map's networks, indices and groups, as tables, files and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.databases import database_options, open_database
from onrecord.cli.lists import CHECKED, OUTLET, days

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.debate.design import Aggregation, Design, Selection

FORMATS = ("table", "json", "csv", "edges", "events", "dl", "graphml", "gexf", "gephi", "pajek", "svg", "png")
SHOWN = ("network", "groups", "polarisation", "centralities", "backbone", "heatmap", "time")

_OPTIONS = (
    click.option("--show", type=click.Choice(SHOWN), default="network", show_default=True, help="Which figures or picture."),
    click.option("--network", "kind", type=click.Choice(["twomode", "onemode"]), default="twomode", show_default=True,
                 help="Actors by issues, or one kind."),
    click.option("--of", type=click.Choice(["actor", "issue"]), default="actor", show_default=True, help="Whose one-mode network."),
    click.option("--aggregation", type=click.Choice(["ignore", "subtract", "combine", "congruence", "conflict"]),
                 help="How sides are put together.  [default: subtract; of a one-mode network congruence]"),
    click.option("--qualifier", type=click.Choice(["agreement", "none"]), default="agreement", show_default=True,
                 help="Whether sides are looked at."),
    click.option("--normalisation", type=click.Choice(["no", "activity", "prominence", "average", "jaccard", "cosine", "dna_cosine"]),
                 default="no", show_default=True, help="What counts are divided by."),
    click.option("--duplicates", type=click.Choice(["include", "document", "week", "month", "year", "acrossrange"]), default="include",
                 show_default=True, help="Within what the same said again counts once."),
    click.option("--isolates/--no-isolates", default=False, help="Keep nodes that nothing joins.  [default: no]"),
    click.option("--window", type=click.Choice(["no", "days", "weeks", "months", "years", "events"]), default="no", show_default=True,
                 help="One network for each stretch of time, or of so many events."),
    click.option("--size", type=click.IntRange(min=1), default=1, show_default=True, help="How many units a window is wide."),
    click.option("--step", type=click.IntRange(min=1), help="Units from one window's start to the next.  [default: the size]"),
    click.option("--kernel", type=click.Choice(["no", "uniform", "triangular", "epanechnikov", "gaussian"]), default="no",
                 show_default=True, help="Smooth over the windows."),
    click.option("--level", default="speaker", show_default=True, metavar="speaker|person|organization|country|ATTRIBUTE",
                 help="What stands for who speaks."),
    click.option("--reported", type=click.Choice(["exclude", "include", "only"]), default="exclude", show_default=True,
                 help="Stances that others report of somebody."),
    click.option("--exclude-actor", multiple=True, metavar="NAME", help="Leave out; may be given again."),
    click.option("--exclude-issue", multiple=True, metavar="ID", help="Leave out; may be given again."),
    click.option("--only", is_flag=True, help="Keep only what the --exclude options list, instead."),
    click.option("--min-actor", type=click.IntRange(min=0), default=0, help="Drop actors with fewer stances."),
    click.option("--min-issue", type=click.IntRange(min=0), default=0, help="Drop issues with fewer stances."),
    click.option("--issue", metavar="ID", help="With --show time: who said what on this issue, actor by actor."),
    click.option("--groups", type=click.Choice(["louvain", "hierarchical"]), default="louvain", show_default=True,
                 help="How groups are found."),
    click.option("--number", type=click.IntRange(min=1), help="How many groups at most."),
    click.option("--seed", type=int, default=0, show_default=True, help="What chance starts from."),
    click.option("--dna-compat", is_flag=True, help="Discourse Network Analyzer's own figures where its definitions differ."),
    click.option("--no-intervals", is_flag=True, help="Leave out the intervals, which take some seconds."),
    click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="What to print or write."),
    click.option("--out", type=click.Path(path_type=Path), help="A file to write to (gephi: a folder), instead of standard output."),
)  # fmt: skip


def _options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@_options
@days
@OUTLET
@CHECKED
@database_options
def network(**options: Any) -> None:  # noqa: ANN401 - the options above
    """Draws the debate map: who is for and against what, who stands with whom, over time and in groups.

    It rests on the stances of `onrecord issues apply` and on rulings. Stances that others report of somebody are left out unless
    --reported says otherwise. With a checked random sample, edges and indices have 95 % intervals; without one, it is said. Picture and
    file formats need --out.

    \b
    Examples:
      onrecord network
      onrecord network --network onemode --normalisation average --level organization
      onrecord network --window months --format json
      onrecord network --show heatmap --format svg --out map.svg
      onrecord network --show polarisation --groups hierarchical --number 2
    """  # noqa: D301 - \b is click's sign for lines to keep
    from onrecord.cli.mapping import show  # noqa: PLC0415 - `--help` needs none of it
    from onrecord.maps import read_map  # noqa: PLC0415
    from onrecord.store.asking.filtering import Filter  # noqa: PLC0415

    design, selection = _design(options), _selection(options)
    wanted = Filter(
        since=options["since"], until=options["until"], outlet=options["outlet"], checked_only=options["checked_only"],
        reported=options["reported"], debate=options["debate"],
    )  # fmt: skip
    with open_database(options["db"], options["db_file"]) as database:
        drawn = read_map(database, wanted, level=options["level"])
    _refuse_unknown(options["exclude_actor"], {one.actor for one in drawn.stances}, "--exclude-actor")
    _refuse_unknown(options["exclude_issue"], {one.issue for one in drawn.stances}, "--exclude-issue")
    show(drawn, design, selection, options)


def _refuse_unknown(given: tuple[str, ...], known: set[str], option: str) -> None:
    """A name that no stance has would leave out nothing, or with --only everything."""
    from onrecord.codebook.issues import choices  # noqa: PLC0415

    for name in given:
        if name not in known:
            message = f"no stance has {name!r}; {choices(name, sorted(known))}"
            raise click.BadParameter(message, param_hint=option)


def _design(options: dict[str, Any]) -> Design:
    from onrecord.debate.design import Design, Qualifier  # noqa: PLC0415

    counted = options["qualifier"] == "none"
    usual: Aggregation = "ignore" if counted else "congruence" if options["kind"] == "onemode" else "subtract"
    return Design(
        network=options["kind"], of=options["of"], aggregation=options["aggregation"] or usual, normalisation=options["normalisation"],
        qualifier=Qualifier("none" if counted else "agreement"), isolates=options["isolates"],
    )  # fmt: skip


def _selection(options: dict[str, Any]) -> Selection:
    from datetime import date  # noqa: PLC0415

    from onrecord.debate.design import LeaveOut, Selection  # noqa: PLC0415

    first, last = (date.fromisoformat(options[end]) if options[end] else None for end in ("since", "until"))
    leave = LeaveOut(actors=frozenset(options["exclude_actor"]), issues=frozenset(options["exclude_issue"]), inverted=options["only"])
    return Selection(
        first=first, last=last, duplicates=options["duplicates"], leave_out=leave, least_actor=options["min_actor"],
        least_issue=options["min_issue"],
    )  # fmt: skip
