"""From text to network: two debates of marked articles, read, judged and mapped by the program, against the network of the marks.

Run: python -m evaluation.debate_maps [transit pact …] [--threshold P] [--write FILE]

``evaluation/stances/transit`` is the development part, ``pact`` the held-out one; both were written independently of the method. A stance
is right where a statement with the same content (IoU of at least .5) of the same speaker has a claim with that side of that issue. Edges
are actor × issue, for less against; a gold edge is found where the program's has the same sign. Weights are compared by Spearman's
rank correlation over all edges that either has, groups (Louvain) by the adjusted Rand index (Hubert and Arabie, 1985) over the actors
that both have.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from math import comb
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import spearmanr

from evaluation.marked import read_marked
from evaluation.records import of_marked
from onrecord.applying import Applying
from onrecord.codebook.comparing import compare_codebooks, replace_codebook
from onrecord.codebook.reading import read_codebook
from onrecord.debate.design import Design
from onrecord.debate.groups import groups
from onrecord.debate.networks import network
from onrecord.debate.stances import DebateStance
from onrecord.maps import read_map
from onrecord.store.asking.evidence import positions_by_evidence
from onrecord.store.asking.filtering import Filter
from onrecord.store.codebooks.changing import change_codebook
from onrecord.store.database import Database
from onrecord.store.writing.articles import add_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evaluation.marked import MarkedArticle

FOLDER = Path(__file__).with_name("stances")
DEBATES = ("transit", "pact")
SIDES = {"for": 1, "against": 0}


def main() -> None:
    """Prints the figures of each debate, and writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("debates", nargs="*", default=DEBATES)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--keep", type=Path, help="A folder for the databases, which are filled once.")
    options = parser.parse_args()
    found = {name: measured(name, options.threshold, options.keep) for name in options.debates}
    print(json.dumps(found, indent=1))
    if options.write:
        options.write.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def measured(name: str, threshold: float | None, keep: Path | None = None) -> dict[str, Any]:
    """The figures of one debate."""
    articles = [read_marked(path) for path in sorted((FOLDER / name).glob("[0-9]*.md"))]
    with tempfile.TemporaryDirectory() as folder:
        path = (keep or Path(folder)) / f"{name}.db"
        with Database.open(str(path), create=True) as database:
            texts = filled(database, name, articles)
            applying = Applying(database, threshold=threshold, learn=False)
            list(applying.run(2))
            return {"threshold": applying.bar.side} | against_marks(database, articles, texts)


def filled(database: Database, name: str, articles: Sequence[MarkedArticle]) -> dict[str, int]:
    """Puts the articles and the codebook in, where they are not; returns which text is which article."""
    book = read_codebook(FOLDER / name / "codebook.yml")
    change_codebook(database, None, lambda before: replace_codebook(compare_codebooks(before, book)), words="evaluation")
    by_text = {article.text: at for at, article in enumerate(articles)}
    from sqlalchemy import select  # noqa: PLC0415 - one look into the table

    from onrecord.store.schema import texts  # noqa: PLC0415

    with database.read() as connection:
        there = connection.execute(select(texts.c.id, texts.c.text)).all()
    if not there:
        for record in of_marked(list(articles)):
            add_record(database, record)
        with database.read() as connection:
            there = connection.execute(select(texts.c.id, texts.c.text)).all()
    return {id_: by_text[text] for id_, text in there}


def against_marks(database: Database, articles: Sequence[MarkedArticle], texts: Mapping[str, int]) -> dict[str, Any]:
    """Stances, edges and groups of the program against those of the marks; reported statements are left out on both sides."""
    names = Names(articles)
    gold = [row for at, article in enumerate(articles) for row in _gold(article, at, names)]
    drawn = read_map(database, Filter(reported="exclude"))
    spans = _contents(database)
    mine = [
        Row(texts[one.document], names.key(one.actor), one.issue, int(one.qualifier or 0), spans[one.statements[0]], one.day)
        for one in drawn.stances
    ]
    return {"stances": _stances(gold, mine), "positions": _positions(database, gold, names)} | _networks(gold, mine)


class Row:
    """A stance: its article, actor, issue and side, and where its statement stands."""

    def __init__(self, article: int, actor: str, issue: str, side: int, content: frozenset[int], day: Any) -> None:  # noqa: ANN401
        self.article, self.actor, self.issue, self.side, self.content, self.day = article, actor, issue, side, content, day

    def same_place(self, other: Row) -> bool:
        """Whether both are of one statement: at least half of the characters of both together."""
        return self.article == other.article and 2 * len(self.content & other.content) >= len(self.content | other.content)


class Names:
    """Which speakers of the marks are one, and which one a name of the program's means."""

    def __init__(self, articles: Iterable[MarkedArticle]) -> None:
        self.known: dict[str, str] = {}
        people: dict[str, set[str]] = {}
        for article in articles:
            for key, speaker in (article.head.get("speakers") or {}).items():
                self.known[_plain(speaker["name"])] = str(key)
                if speaker["type"] == "person":
                    people.setdefault(_plain(speaker["name"]).split()[-1], set()).add(str(key))
        self.surnames = {name: next(iter(keys)) for name, keys in people.items() if len(keys) == 1}

    def key(self, name: str) -> str:
        """The key of the marks' speaker; the name itself where there is none."""
        plain = _plain(name)
        return self.known.get(plain) or self.surnames.get(plain.split()[-1] if plain else "", plain)


def _plain(name: str) -> str:
    words = name.replace("’", "'").casefold().removeprefix("the ").split()
    return " ".join(words)


def _gold(article: MarkedArticle, at: int, names: Names) -> Iterable[Row]:
    for statement in article.statements:
        if statement.reported_by is not None or not statement.speaker:
            continue
        content = frozenset(place for start, end in statement.content for place in range(start, end))
        for claim in statement.claims:
            for issue, stance in (claim.get("stances") or {}).items():
                if stance in SIDES:
                    yield Row(at, names.key(statement.speaker["name"]), issue, SIDES[stance], content, article.head["published"])


def _contents(database: Database) -> dict[str, frozenset[int]]:
    from sqlalchemy import select  # noqa: PLC0415

    from onrecord.store.schema import entries  # noqa: PLC0415

    with database.read() as connection:
        rows = connection.execute(select(entries.c.statement_id, entries.c.data))
        return {id_: frozenset(at for start, end in data["content"] for at in range(start, end)) for id_, data in rows}


def _stances(gold: Sequence[Row], mine: Sequence[Row]) -> dict[str, Any]:
    """How many stances given are right; a gold stance counts as covered where its claim's statement was given a side on its issue."""
    right = sum(any(m.same_place(g) and (m.actor, m.issue, m.side) == (g.actor, g.issue, g.side) for g in gold) for m in mine)
    turned = sum(
        any(m.same_place(g) and m.issue == g.issue and m.side != g.side for g in gold)
        and not any(m.same_place(g) and (m.issue, m.side) == (g.issue, g.side) for g in gold)
        for m in mine
    )
    covered = sum(any(m.same_place(g) and m.issue == g.issue for m in mine) for g in gold)
    return {
        "gold": len(gold), "given": len(mine), "right": right, "other_side": turned, "precision": round(right / max(1, len(mine)), 3),
        "coverage": round(covered / max(1, len(gold)), 3),
    }  # fmt: skip


def _positions(database: Database, gold: Sequence[Row], names: Names) -> list[dict[str, Any]]:
    """Sides of speakers by all that was judged of them, at several thresholds, against the sides that their marked stances are on.

    A speaker's side is that of at least two thirds of the marked stances on the issue; whoever is divided has none.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    for row in gold:
        counts.setdefault((row.actor, row.issue), [0, 0])[row.side] += 1
    sides = {key: int(n[1] > n[0]) for key, n in counts.items() if max(n) >= 2 * min(n)}
    found = []
    for least in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8):
        rows = positions_by_evidence(database, Filter(reported="exclude"), least=least)
        mine = {(names.key(row["speaker"]), row["issue"]): SIDES[row["stance"]] for row in rows if row["stance"] in SIDES}
        right = sum(sides.get(key) == side for key, side in mine.items())
        precision = round(right / max(1, len(mine)), 3)
        found.append({"least": least, "gold": len(sides), "right": right, "wrong": len(mine) - right, "precision": precision})
    return found


def _networks(gold: Sequence[Row], mine: Sequence[Row]) -> dict[str, Any]:
    drawn = [_network(rows) for rows in (gold, mine)]
    edges = [{(edge.row, edge.column): edge.weight for edge in one.edges()} for one in drawn]
    hits = sum(key in edges[0] and (edges[0][key] > 0) == (weight > 0) for key, weight in edges[1].items())
    every = sorted(edges[0].keys() | edges[1].keys())
    weights = [[one.get(key, 0.0) for key in every] for one in edges]
    joined = [_network(rows, "onemode", "congruence") for rows in (gold, mine)]
    cells = [{(edge.row, edge.column): edge.weight for edge in one.edges()} for one in joined]
    pairs = sorted(cells[0].keys() | cells[1].keys())
    ties = [[one.get(key, 0.0) for key in pairs] for one in cells]
    members = [groups(_rows(rows)).members for rows in (gold, mine)]
    both = sorted(members[0].keys() & members[1].keys())
    return {
        "edges": {"gold": len(edges[0]), "found": len(edges[1]), "precision": round(hits / max(1, len(edges[1])), 3),
                  "recall": round(hits / max(1, len(edges[0])), 3)},
        "rank_correlation": _rho(weights),
        "congruence_rank_correlation": _rho(ties),
        "groups": {"actors": len(both), "gold": len(set(members[0].values())), "found": len(set(members[1].values())),
                   "adjusted_rand": round(adjusted_rand(*([one[a] for a in both] for one in members)), 3) if both else None},
    }  # fmt: skip


def _rows(rows: Iterable[Row]) -> list[DebateStance]:
    return [DebateStance(str(r.article), r.day, r.actor, r.issue, r.side) for r in rows if r.actor]


def _network(rows: Iterable[Row], kind: Any = "twomode", aggregation: Any = "subtract") -> Any:  # noqa: ANN401
    return network(_rows(rows), Design(network=kind, aggregation=aggregation))


def _rho(weights: Sequence[Sequence[float]]) -> float | None:
    if len(weights[0]) < 3 or any(len(set(column)) < 2 for column in weights):
        return None
    return round(float(spearmanr(*weights).statistic), 3)


def adjusted_rand(one: Sequence[int], other: Sequence[int]) -> float:
    """How much two divisions agree beyond chance; 1 where they are the same."""
    table = np.zeros((max(one, default=0) + 1, max(other, default=0) + 1), dtype=np.int64)
    for a, b in zip(one, other, strict=True):
        table[a, b] += 1
    together = sum(comb(int(n), 2) for n in table.ravel())
    rows, columns = (sum(comb(int(n), 2) for n in table.sum(axis=axis)) for axis in (1, 0))
    every = comb(len(one), 2)
    expected = rows * columns / every if every else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


if __name__ == "__main__":
    main()
