"""Networks that the tests of the files draw, and any that hypothesis thinks of."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from onrecord.debate.design import Design
from onrecord.debate.networks import network
from onrecord.debate.windows import Windows, over_time
from onrecord.exchange.networks.network_files import FileEdge, FileNode, NetworkFile, Spell, network_file
from tests.debate.debates_made import row

FERRY = (
    row("1", "2026-03-02", "Ana Ruiz", "The ferry should be free", 1, ident="s1"),
    row("1", "2026-03-02", "Ana Ruiz", "The port should grow", 0, ident="s2"),
    row("2", "2026-04-09", 'Jo "Kit" O’Neil', "The ferry should be free", 0, ident="s3"),
    row("2", "2026-04-09", 'Jo "Kit" O’Neil', "The port should grow", 1, ident="s4"),
    row("3", "2026-04-20", "김서연 🚢", "The ferry should be free", 1, ident="s5"),
    row("4", "2026-05-04", "Ana Ruiz", "The port should grow", 1, ident="s6"),
)
SUBTRACT = Design(aggregation="subtract")
ONE_MODE = Design(network="onemode", aggregation="subtract")


def two_mode(*, windows: bool = False) -> NetworkFile:
    """Three actors and two issues; one edge cancels to 0."""
    return network_file(
        network(FERRY, SUBTRACT),
        title="The ferry & the port",
        groups={"Ana Ruiz": 1, "김서연 🚢": 1, 'Jo "Kit" O’Neil': 2},
        attributes={"Ana Ruiz": {"party": "Harbour <List>", "seats": 3}, "김서연 🚢": {"seats": 2.5}},
        intervals={("Ana Ruiz", "The ferry should be free"): (0.5, 1.5)},
        windows=over_time(FERRY, Windows(), SUBTRACT) if windows else (),
    )


def one_mode() -> NetworkFile:
    """The same three actors, for and against each other."""
    return network_file(network(FERRY, ONE_MODE), title="The ferry", intervals={('Jo "Kit" O’Neil', "Ana Ruiz"): (-3.0, 0.0)})


_words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
_day = st.dates(date(2000, 1, 1), date(2030, 1, 1))
_value = st.one_of(_words, st.integers(-(2**60), 2**60), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
_weight = st.floats(-1e6, 1e6, allow_nan=False).filter(bool)


@st.composite
def network_files(draw: st.DrawFn) -> NetworkFile:
    """Any network: names of any letters, attributes of one type each, edges with and without an interval and windows."""
    names = draw(st.lists(st.tuples(st.sampled_from(["actor", "issue"]), _words.filter(bool)), min_size=1, max_size=6, unique=True))
    columns = draw(st.dictionaries(st.sampled_from(["party", "seats", "Größe"]), st.sampled_from([str, int, float, bool]), max_size=3))
    of_type = {str: _words, int: st.integers(-(2**60), 2**60), float: st.floats(allow_nan=False, allow_infinity=False), bool: st.booleans()}
    nodes = [
        FileNode(
            id=f"{kind}:{name}",
            name=name,
            kind=kind,
            group=draw(st.none() | _words),
            attributes={column: draw(of_type[form]) for column, form in columns.items()},
        )
        for kind, name in names
    ]
    edges = []
    for source, target in draw(st.lists(st.tuples(st.sampled_from(nodes), st.sampled_from(nodes)), max_size=6)):
        days = sorted(draw(st.lists(_day, unique=True, max_size=3)))
        edges.append(
            FileEdge(
                source=source.id,
                target=target.id,
                weight=draw(_weight),
                sign=draw(st.sampled_from([1, -1, None])),
                statements=tuple(draw(st.lists(st.text("abcdef0123456789", min_size=1, max_size=4), unique=True, max_size=3))),
                low=(low := draw(st.none() | _weight)),
                high=None if low is None else low + 1,
                spells=tuple(Spell(day, day + timedelta(days=0), draw(_weight)) for day in days),
            )
        )
    mode = "twomode" if len({node.kind for node in nodes}) > 1 else "onemode"
    title = draw(_words).strip()
    return NetworkFile(title=title, mode=mode, nodes=tuple(nodes), edges=tuple(edges), directed=draw(st.booleans()))
