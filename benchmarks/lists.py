"""Times the lists and searches of a large database, made by repeating a file of records with changed names and dates.

Run ``python -m benchmarks.lists RECORDS [--statements 1000000] [--db build/bench/lists.db]``; RECORDS is what ``onrecord extract
--format jsonl`` prints. A database of that name that has enough statements is used as it is. Exit code 1 where a list is too slow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select

from benchmarks.articles import ROOT
from onrecord.store import words as index
from onrecord.store.asking.balance import FIELDS, balance_of
from onrecord.store.asking.filtering import Filter, texts_of_debate
from onrecord.store.asking.listing import list_articles, list_log, list_statements
from onrecord.store.asking.speaking import list_speakers
from onrecord.store.database import Database, note, now
from onrecord.store.debates.sets import make_debate, put_into_debate
from onrecord.store.ruling.coding import review_queue
from onrecord.store.schema import appearances, claims, entries, readings, runs, speakers, statements, texts, variants, versions
from onrecord.store.writing.projection import doubt, main_claim, word_count, words
from onrecord.store.writing.tallying import recount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Table

#: What a list may take: the median and the worst of its runs, in seconds.
MEDIAN, WORST = 0.2, 0.6
RUNS = 20
#: Texts that are inserted in one transaction.
BATCH = 200
OUTLETS = 60
#: How many names a name becomes; a few of them are frequent, as in the news.
NAMES = 3_000
FIRST_DAY, DAYS = 730_000, 5_000
#: One statement of so many is checked, and one text of so many is in the debate.
CHECKED, DEBATED = 500, 20
DEBATE = "Barrage"
#: One statement of so many has a Chinese word of two letters.
CHINESE = 20


class Case(NamedTuple):
    """A list that is timed."""

    name: str
    run: Callable[[], Iterable[Any]]


def main() -> None:
    """Makes the database, times each list, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--db", default=str(ROOT / "build/bench/lists.db"))
    options = parser.parse_args()
    database = Database.open(options.db)
    try:
        made(database, options.records, options.statements)
        slow = [case.name for case in cases(database) if not timed(case)]
    finally:
        database.close()
    sys.exit(f"too slow: {', '.join(slow)}" if slow else 0)


def made(database: Database, path: Path, number: int) -> None:
    """Fills the database until it has so many statements."""
    with database.read() as connection:
        there = int(connection.execute(select(func.count()).select_from(entries)).scalar_one())
    records = [one for one in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if one["statements"]]
    began, copies = time.monotonic(), _Copies(records, start=there)
    with database.begin() as connection:
        if there == 0:
            connection.execute(insert(runs).values(id=1, model="repeated", settings="", started_at=now()))
    while copies.number < number:
        rows = copies.some(BATCH)
        with database.begin() as connection:
            for table, some in rows.items():
                if table is speakers:
                    known = set(connection.execute(select(speakers.c.id).where(speakers.c.id.in_([s["id"] for s in some]))).scalars())
                    some = [one for one in some if one["id"] not in known]  # noqa: PLW2901 - those that are new
                if some:
                    connection.execute(insert(table), some)
            index.put(connection, "text_words", [(r["number"], r["text"]) for r in rows[texts]])
            index.put(connection, "entry_words", [(r["number"], r["content_text"]) for r in rows[entries]])
            recount(connection, [], rows[entries])
            for one in rows[texts]:
                note(connection, "add", one["id"])
        print(f"\r{copies.number:,} statements, {time.monotonic() - began:.0f} s", end="", file=sys.stderr)
    print(file=sys.stderr)
    if there == 0:
        make_debate(database, DEBATE)
        with database.read() as connection:
            ids = list(connection.execute(select(texts.c.id)).scalars())
        put_into_debate(database, DEBATE, ids[::DEBATED])
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")  # what the server does by itself after a while


class _Copies:
    """Copies of articles under other names and dates."""

    def __init__(self, records: Sequence[dict[str, Any]], start: int) -> None:
        self.records = records
        self.number = start
        self.turn = start
        self.chance = random.Random(start)  # noqa: S311 - a repeatable choice

    def some(self, number: int) -> dict[Table, list[dict[str, Any]]]:
        """The rows of so many texts."""
        tables = (texts, appearances, speakers, variants, statements, versions, readings, entries, claims)
        rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in tables}
        for _ in range(number):
            self._copy(self.records[self.turn % len(self.records)], rows)
            self.turn += 1
        rows[speakers] = list({one["id"]: one for one in rows[speakers]}.values())
        return rows

    def _copy(self, record: dict[str, Any], rows: dict[Table, list[dict[str, Any]]]) -> None:
        id_ = _hash(f"text {self.turn}")
        published = time.strftime("%Y-%m-%d", time.gmtime((FIRST_DAY - 719_163 + self.chance.randrange(DAYS)) * 86_400))
        outlet = f"Outlet {int(OUTLETS ** self.chance.random())}"
        article, text = record["article"], f"{record['article']['text']}\n\nNo. {self.turn}"
        kept = {name: article[name] for name in ("language", "translation", "original_language")}
        number = index.number_of(id_, published)
        rows[texts].append({"id": id_, "text": text, **kept, "run_id": 1, "number": number, "added_at": now()})
        place = {"sha256": _hash(text) * 4, "origin": f"copy {self.turn}", "url": None, "outlet": outlet, "title": article["title"]}
        rows[appearances].append({**place, "text_id": id_, "authors": [], "published": published, "added_at": now()})
        rows[readings].append({"text_id": id_, "run_id": 1, "read_at": now()})
        named = dict(self._named(record, id_, rows))
        for one in record["statements"]:
            speaker = named.get(one["speaker"]["id"]) if one["speaker"] else None
            self._say(one, text, {"text_id": id_, "outlet": outlet, "published": published}, speaker, rows)

    def _named(self, record: dict[str, Any], text_id: str, rows: dict[Table, list[dict[str, Any]]]) -> Iterator[tuple[str, Any]]:
        """The article's speakers under other names, by their ids there."""
        for local, one in {s["speaker"]["id"]: s["speaker"] for s in record["statements"] if s["speaker"]}.items():
            name = f"{one['name']} {int(NAMES ** self.chance.random())}"
            speaker = {"id": _hash(name), "name": name, "type": one["type"]}
            rows[speakers].append({**speaker, "added_at": now()})
            of = {"text_id": text_id, "local_id": local, "speaker_id": speaker["id"], "name": name, "type": one["type"]}
            rows[variants].append(
                {**of, "role": one["role"], "affiliation": one["affiliation"], "score": 1.0, "evidence": {}, "coder": None}
            )
            yield local, {**one, **speaker}

    def _say(
        self, one: dict[str, Any], text: str, of: dict[str, Any], speaker: dict[str, Any] | None, rows: dict[Table, list[dict[str, Any]]]
    ) -> None:
        id_ = _hash(f"statement {self.number}")
        data = {**one, "id": id_, "speaker": speaker, "checked": self.number % CHECKED == 0, "checked_fields": []}
        content = f"{words(text, one['content'])} no{self.number}{'' if self.number % CHINESE else ' 政府表示'}"  # one word that is rare
        main, number = main_claim(data), word_count(content)
        rows[statements].append({"id": id_, "text_id": of["text_id"], "added_by": None, "added_at": now(), "gone_at": None})
        rows[versions].append({"statement_id": id_, "run_id": 1, "fingerprint": id_, "data": data})
        person = {f"speaker_{name}": speaker[name] if speaker else None for name in ("id", "name", "type")}
        position = {name: speaker[name] if speaker else None for name in ("role", "affiliation")}
        rows[entries].append(
            {
                **of, **person, **position, "statement_id": id_, "number": index.number_of(id_, of["published"]),
                "place": one["content"][0][0], "content_text": content, "source_text": words(text, one["source"]) or None,
                **{name: one[name] for name in ("form", "voice", "reported_by", "confidence")}, "kind": main["kind"] if main else None,
                "checked": data["checked"], "claims": len(one["claims"]), "doubt": doubt(data), "data": data,
                "words": number, "quoted_words": number if one["form"] == "direct" else 0,
            }
        )  # fmt: skip
        for place, claim in enumerate(one["claims"]):
            rows[claims].append(
                {"statement_id": id_, "place": place, "kind": claim["kind"], "attitude": claim["attitude"], "conditional": False}
            )
        self.number += 1


def cases(database: Database) -> list[Case]:
    """The lists that are timed: what is frequent, what is rare, and what of both."""
    with database.read() as connection:
        named = select(entries.c.speaker_name).where(entries.c.speaker_id.is_not(None)).group_by(entries.c.speaker_name)
        ranked = list(connection.execute(named.order_by(func.count().desc(), entries.c.speaker_name)).scalars())
    often, seldom = ranked[0], ranked[-1]
    asked: dict[str, dict[str, Any]] = {
        "newest": {},
        "oldest": {"sort": "oldest"},
        "by speaker": {"sort": "speaker"},
        "by doubt": {"sort": "doubt"},
        "page 1,000": {"page": 1_000},
        "frequent speaker": {"speaker": often},
        "rare speaker": {"speaker": seldom},
        "speaker in capitals": {"speaker": often.upper()},
        "predictions": {"kind": "prediction"},
        "commitments": {"kind": "commitment"},
        "one year": {"since": "2005-01-01", "until": "2005-12-31"},
        "one outlet": {"outlet": "Outlet 59"},
        "checked": {"checked_only": True},
        "reported": {"reported": "only"},
        "debate": {"debate": DEBATE},
        "frequent word": {"text": "the"},
        "two words": {"text": "government people"},
        "phrase": {"text": '"of the"'},
        "rare word": {"text": "no7777"},
        "frequent word, rare speaker": {"text": "the", "speaker": seldom},
        "frequent word, checked, by doubt": {"text": "the", "checked_only": True, "sort": "doubt"},
        "frequent word, commitments, one year": {"text": "the", "kind": "commitment", "since": "2003-01-01", "until": "2003-12-31"},
        "rare speaker, commitments": {"speaker": seldom, "kind": "commitment"},
        "frequent word, debate": {"text": "the", "debate": DEBATE},
        "frequent word, debate, by doubt": {"text": "government", "debate": DEBATE, "sort": "doubt"},
        "rare word, debate": {"text": "no7777", "debate": DEBATE},
        "frequent word, frequent speaker": {"text": "the", "speaker": often},
        "word of two CJK letters": {"text": "政府"},
        "word of two CJK letters, debate": {"text": "政府", "debate": DEBATE},
        "frequent speaker, commitments, debate": {"speaker": often, "kind": "commitment", "debate": DEBATE},
        "checked, one outlet, by speaker": {"checked_only": True, "outlet": "Outlet 59", "sort": "speaker"},
    }
    found = [Case(f"statements: {name}", _statements(database, dict(options))) for name, options in asked.items()]
    found += [
        Case("articles: newest", lambda: list_articles(database, Filter())),
        Case("articles: frequent word", lambda: list_articles(database, Filter(text="government"))),
        Case("articles: rare word", lambda: list_articles(database, Filter(text='"No 77"'))),
        Case("articles: one outlet, one year", lambda: list_articles(database, Filter(outlet="Outlet 59", since="2003-01-01"))),
        Case("articles: debate, frequent speaker", lambda: list_articles(database, Filter(debate=DEBATE, speaker=often))),
        Case("speakers", lambda: list_speakers(database, Filter())),
        Case("speakers: people, letters of the name", lambda: list_speakers(database, Filter(text="an"), type_="person")),
        Case("speakers: debate", lambda: list_speakers(database, Filter(debate=DEBATE))),
        Case("speakers: checked", lambda: list_speakers(database, Filter(checked_only=True))),
        Case("log", lambda: list_log(database)),
        Case("log: of one kind", lambda: list_log(database, action="debate")),
        Case("articles: speaker, word", lambda: list_articles(database, Filter(speaker=often, text="government"))),
        Case("speakers: one year", lambda: list_speakers(database, Filter(since="2005-01-01", until="2005-12-31"))),
        Case("queue", lambda: _queue(database)),
        Case("queue: debate", lambda: _queue(database, DEBATE)),
    ]
    return found + [Case(f"balance: {name}", partial(balance_of, database, by, **more)) for name, by, more in _balances()]


def _balances() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What statements are counted by, and how."""
    for by in FIELDS:
        yield f"by {by}", by, {"limit": 50}
    debate, checked = Filter(debate=DEBATE), Filter(checked_only=True)
    for by in ("type", "speaker"):
        yield f"by {by}, debate", by, {"wanted": debate, "limit": 50}
        yield f"by {by}, checked", by, {"wanted": checked, "limit": 50}
    for by in ("type", "role", "outlet"):
        yield f"by {by}, debate, over months", by, {"wanted": debate, "over": "month", "limit": 50}
    yield "by type, over months", "type", {"over": "month"}
    yield "by outlet, one year", "outlet", {"wanted": Filter(since="2005-01-01", until="2005-12-31")}
    yield "by outlet, days", "outlet", {"wanted": Filter(since="2005-01-10", until="2005-12-10")}
    yield "by outlet, without reported", "outlet", {"wanted": Filter(reported="exclude")}


def _queue(database: Database, debate: str | None = None) -> list[dict[str, Any]]:
    """The statements on which most rests, of a debate or of all."""
    with database.read() as connection:
        of_debate = texts_of_debate(connection, database.name, debate) if debate else None
        within = None if of_debate is None else [str(id_) for id_ in connection.execute(of_debate).scalars()]
        return review_queue(connection, limit=50, within=within)


def _statements(database: Database, options: dict[str, Any]) -> Callable[[], Iterable[Any]]:
    paged = {name: options.pop(name) for name in ("sort", "page") if name in options}
    wanted = Filter(**options)
    return lambda: list_statements(database, wanted, **paged)


def timed(case: Case) -> bool:
    """Times a list, prints median and worst, and says whether both are quick enough."""
    took = []
    rows, worked = 0, time.process_time()
    for _ in range(RUNS):
        began = time.perf_counter()
        rows = len(list(case.run()))
        took.append(time.perf_counter() - began)
    worked = (time.process_time() - worked) / RUNS  # on SQLite all of it, whatever else the machine does
    median, worst = statistics.median(took), max(took)
    fine = median <= MEDIAN and worst <= WORST
    print(
        f"{case.name:45} {rows:6} rows  median {median * 1000:6.0f} ms  worst {worst * 1000:6.0f} ms  processor {worked * 1000:6.0f} ms"
        f"{'' if fine else '  too slow'}",
        flush=True,
    )
    return fine


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
