"""A replication bundle put into the database of somebody who has its articles.

An article that the bundle's model has not read here gets its reading, as `reread` gives one: ids and rulings are kept. Rulings come with
their coders and dates. Importing again changes nothing, and completes what was broken off or was skipped since an article was missing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import insert, select

from onrecord.errors import StoreError
from onrecord.store.database import Database, note, now
from onrecord.store.debates.bundles import CLASS_FIELDS, FREEZES, RULINGS, SPEAKERS, STATEMENTS
from onrecord.store.debates.identities import Recognised
from onrecord.store.debates.pinned import Names, put_freezes
from onrecord.store.debates.quoting import GAP, LostError, each_string, restored, with_gaps
from onrecord.store.debates.rows import are_rows_of_freezes, is_row_of_speakers
from onrecord.store.debates.sets import find_debate, insert_debate, put_texts
from onrecord.store.debates.unpacking import is_row_of_rulings, is_row_of_statements, is_statement, is_value, opened
from onrecord.store.ruling.bearing import tie
from onrecord.store.ruling.missed import added_data
from onrecord.store.schema import appearances, debate_texts, debates, forgotten, log, rulings, runs, statements, texts, versions
from onrecord.store.writing.articles import is_forgotten, refresh, run_of, text_hash
from onrecord.store.writing.projection import MISSED
from onrecord.store.writing.rereading import CODER, reread_text
from onrecord.store.writing.tombstones import name_hash, without_forgotten

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from onrecord.store.debates.unpacking import Bundle


#: How many texts are kept at hand.
KEPT = 64
#: Why an article is not used of which nothing may come back.
DELETED = "was deleted here on request"


class Skip(NamedTuple):
    """What was not put in, and why."""

    of: str
    reason: str


class Imported(NamedTuple):
    """What came of a bundle.

    Attributes:
        debate: the name of the debate.
        articles: how many articles are in it now that were not.
        readings: how many articles got the bundle's reading.
        rulings: how many rulings were put in.
        speakers: how many merges and splits of speakers.
        freezes: how many freezes were put in.
        skipped: what was not put in.
    """

    debate: str
    articles: int
    readings: int
    rulings: int
    speakers: int
    freezes: int
    skipped: tuple[Skip, ...]


def import_bundle(database: Database, path: Path, *, name: str | None = None) -> Imported:
    """Puts a bundle's debate, readings, rulings and freezes into a database that has its articles; articles are known by their hashes.

    Args:
        database: that has the articles.
        path: the bundle.
        name: how the debate is to be called; as in the bundle unless told.

    Raises:
        StoreError: the file is no whole bundle, or another debate has the name.
    """
    with opened(path) as bundle:
        _check_rows(bundle)
        one = _Import(database, bundle, name)
        one.find_texts()
        one.read_texts()
        return one.finish()


class _Import:
    """One bundle on its way into one database."""

    def __init__(self, database: Database, bundle: Bundle, name: str | None) -> None:
        self.database = database
        self.bundle = bundle
        self.skipped: list[Skip] = []
        self.here: set[str] = set()
        self.words: dict[str, str] = {}
        self.local: dict[str, str] = {}
        self.added: list[dict[str, Any]] = []
        self.numbers: dict[int, int] = {}
        self.deleted: set[str] = set()
        self.readings = 0
        self.name = name or ""
        self.runs = [(self._told(r["model"]), self._told(r["settings"])) for r in bundle.manifest["runs"]]

    def text(self, id_: str) -> str | None:
        """The text of an article that is here as the bundle knows it."""
        if id_ not in self.here:
            return None
        if id_ not in self.words:
            if len(self.words) >= KEPT:
                self.words.clear()
            with self.database.read() as connection:
                self.words[id_] = connection.execute(select(texts.c.text).where(texts.c.id == id_)).scalar_one()
        return self.words[id_]

    def skip(self, of: str, reason: str) -> None:
        """Notes what is not put in."""
        self.skipped.append(Skip(of, reason))

    def find_texts(self) -> None:
        """Finds the bundle's articles by their hashes and names those that are not here; the debate's name must be free or its own."""
        with self.database.read() as connection:
            for one in self.bundle.manifest["texts"]:
                reason = _lacking(connection, one)
                if reason is None:
                    self.here.add(one["id"])
                else:
                    self.skip(f"article {_called(one)}", reason)
                    self.deleted |= {one["id"]} if reason == DELETED else set()
        self.name = self.name or self._told(self.bundle.manifest["debate"])
        with self.database.read() as connection:
            there = connection.execute(select(debates.c.id).where(debates.c.name == self.name)).first()
            if there is not None and not self._is_own(connection):
                message = f"there is a debate {self.name!r} that is not from this bundle"
                raise StoreError(self.database.name, message, advice="give another with --name")

    def _is_own(self, connection: Connection) -> bool:
        """Whether the debate came from this bundle."""
        made = connection.execute(select(log.c.details).where(log.c.action == "import", log.c.object == self.name)).scalars()
        return any(isinstance(d, dict) and d.get("bundle") == self.bundle.hash for d in made)

    def read_texts(self) -> None:
        """Gives each article the bundle's reading where its model has not read it here, one transaction an article."""
        groups = groupby(self.bundle.rows(STATEMENTS), key=lambda row: str(row["text"]))
        group = next(groups, None)
        for one in self.bundle.manifest["texts"]:
            rows: list[dict[str, Any]] = []
            if group is not None and group[0] == one["id"]:
                rows = list(group[1])
                group = next(groups, None)
            if one["id"] in self.here:
                self._read_text(one["id"], one["run"], rows)

    def _read_text(self, text_id: str, run: int | None, rows: list[dict[str, Any]]) -> None:
        text = self.text(text_id)
        if text is None:
            return
        sound = []
        for row in rows:
            data = self._restored(row["data"], text)
            if is_statement(data, len(text)) or (row["data"] is None and row["added_by"] is not None):
                sound.append({**row, "data": data})
            else:
                self.skip(f"statement {row['id']}", "is damaged in the bundle")
        self.added += [row for row in sound if row["added_by"] is not None]
        machine = [row for row in sound if row["added_by"] is None]
        if run is None:
            return
        prints = {row["id"]: row["fingerprint"] for row in machine}
        found = [
            {**row["data"], "id": row["fingerprint"], "reported_by": prints.get(row["data"]["reported_by"], row["data"]["reported_by"])}
            for row in sorted(machine, key=lambda row: (row["data"]["content"][0], row["id"]))
        ]
        model, settings = self.runs[run]
        with self.database.read() as connection:
            kept = without_forgotten(connection, found)
        if len(kept) < len(found):
            self.skip(f"{len(found) - len(kept)} statements of article {text_id}", "their speaker was deleted here on request")
            left = {row["id"] for row in kept}
            self.deleted |= {id_ for id_, fingerprint in prints.items() if fingerprint not in left}
        record = {"article": {"id": text_id}, "model": model, "statements": kept}
        if reread_text(self.database, record, settings=settings) is not None:
            self.readings += 1
        self._name(text_id, (model, settings), prints)

    def _restored(self, data: Any, text: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """JSON with the words that stand in articles; None where one of these is not here."""
        try:
            return each_string(data, lambda words: restored(words, text, self.text))
        except LostError:
            return None

    def _name(self, text_id: str, run: tuple[str, str], prints: dict[str, str]) -> None:
        """Finds the ids that the bundle's statements have here."""
        with self.database.begin() as connection:
            number = run_of(connection, *run)
            read = (
                select(versions.c.fingerprint, versions.c.statement_id)
                .join(statements, statements.c.id == versions.c.statement_id)
                .where(statements.c.text_id == text_id, versions.c.run_id == number)
            )
            here = dict(connection.execute(read).all())
        self.local |= {id_: here[fingerprint] for id_, fingerprint in prints.items() if fingerprint in here}

    def finish(self) -> Imported:
        """Makes the debate, and puts in what coders added and ruled, and the freezes, in one transaction."""
        with self.database.begin() as connection:
            made = self._make_debate(connection)
            debate = find_debate(connection, self.database.name, self.name)
            own = select(debate_texts.c.text_id).where(debate_texts.c.debate_id == debate.id)
            fresh = self.here - set(connection.execute(own).scalars())
            articles = put_texts(connection, self.database.name, self.name, self.here)
            touched = {row["text"] for row in self.added if self._put_added(connection, row)}
            number = 0
            for place, row in enumerate(self.bundle.rows(RULINGS)):
                if row["text"] in self.here and self._put_ruling(connection, place, row):
                    touched.add(row["text"])
                    number += 1
            who = Recognised(connection, self.here, fresh, self._told)
            who.put(self.bundle.rows(SPEAKERS))
            self.skipped += [Skip(*one) for one in who.skipped]
            for text_id in sorted(touched | who.touched):
                refresh(connection, text_id)
            names = Names(self.local, self.numbers, who.rulings, who.speaker, self._told, self.deleted)
            anew = bool(articles or number or who.put_in)
            pinned = put_freezes(connection, debate, self.bundle.rows(FREEZES), names, self.bundle.hash, anew=anew)
            self.skipped += [Skip(f"freeze {one!r}", "the debate has another of this name here") for one in pinned.refused]
            if made or anew or touched or pinned.put_in:
                details = {"articles": articles, "rulings": number, "speakers": who.put_in, "freezes": pinned.put_in}
                note(connection, "import", self.name, details={"bundle": self.bundle.hash, **details})
        return Imported(self.name, articles, self.readings, number, who.put_in, pinned.put_in, tuple(self.skipped))

    def _make_debate(self, connection: Connection) -> bool:
        """Makes the debate; False where it is there."""
        if connection.execute(select(debates.c.id).where(debates.c.name == self.name)).first() is not None:
            return False
        codebook = self.bundle.codebook()
        words = [None if w is None else self._told(w) for w in (self.bundle.manifest["question"], codebook)]
        if words[1] and GAP in words[1] and GAP not in (codebook or ""):
            self.skip("the codebook", f"quotes articles that are not here: {GAP} stands for their words")
        insert_debate(connection, self.database.name, self.name, question=words[0], codebook=words[1])
        return True

    def _told(self, words: str) -> str:
        """Words of the bundle, with … for those of articles that are not here."""
        return with_gaps(words, self.text)

    def _put_added(self, connection: Connection, row: dict[str, Any]) -> bool:
        """Puts in a statement that a coder added; False where it is there."""
        there = connection.execute(select(statements.c.text_id).where(statements.c.id == row["id"])).scalar()
        if there is None:
            coder, moment, data = self._told(row["added_by"]), now(), row["data"]
            gone = moment if data is None else None
            connection.execute(insert(statements).values(id=row["id"], text_id=row["text"], added_by=coder, added_at=moment, gone_at=gone))
            if data is not None:
                run = run_of(connection, *self.runs[row["run"]])
                connection.execute(insert(versions).values(statement_id=row["id"], run_id=run, fingerprint=row["fingerprint"], data=data))
        elif there != row["text"]:
            self.skip(f"statement {row['id']}", "another article has a statement of this id")
            return False
        self.local[row["id"]] = row["id"]
        return there is None

    def _put_ruling(self, connection: Connection, place: int, row: dict[str, Any]) -> bool:
        """Puts in the ruling at a place of the bundle; False where it is there, or cannot be."""
        named = f"ruling on {row['field']} of statement {row['statement']}"
        statement = self.local.get(row["statement"])
        if statement is None:
            self.skip(named, "the statement is not here")
            return False
        text = self.text(row["text"]) or ""
        old, new = (row.get(key) if row["field"] in CLASS_FIELDS else self._restored(row.get(key), text) for key in ("old", "new"))
        if new is None and row.get("new") is not None:
            self.skip(named, "it has words of an article that is not here")
            return False
        if not is_value(row["field"], new, len(text)):
            self.skip(named, "is damaged in the bundle")
            return False
        coder, reason = self._told(row["coder"]), row["reason"] and self._told(row["reason"])
        found = {"claim": row["claim"], "field": row["field"], "old": old, "new": new, "coder": coder, "blind": row["blind"]}
        there = self._against(connection, statement, found, row["ruled_at"])
        if isinstance(there, int):
            self.numbers[place] = there
            return False
        if there:
            self.skip(named, there)
            return False
        span = row.get("claim_span")
        made = (
            insert(rulings)
            .values(statement_id=statement, reason=reason, ruled_at=row["ruled_at"], claim_span=span, **found)
            .returning(rulings.c.id)
        )
        number = self.numbers[place] = int(connection.execute(made).scalar_one())
        if row["field"] == MISSED and not row["blind"]:
            self._keep_added(connection, statement, coder, new, text)
        if row["field"] == "speaker" and new and not row["blind"]:
            tie(connection, row["text"], new, coder, number)
        return True

    def _keep_added(self, connection: Connection, statement: str, coder: str, content: Any, text: str) -> None:  # noqa: ANN401 - spans
        """Keeps what a coder added who had it before the model did, for a model that does not find it."""
        own = select(versions.c.run_id).join(runs, runs.c.id == versions.c.run_id).where(versions.c.statement_id == statement)
        if connection.execute(own.where(runs.c.model == CODER)).first() is None:
            row = {"statement_id": statement, "run_id": run_of(connection, CODER, coder), "fingerprint": statement}
            connection.execute(insert(versions).values(**row, data=added_data(statement, content, text)))

    def _against(self, connection: Connection, statement: str, found: dict[str, Any], ruled_at: str) -> int | str:
        """Why a ruling is not put in; its number where it is there already, empty where nothing is against it."""
        same = select(rulings).where(rulings.c.statement_id == statement, rulings.c.field == found["field"])
        for one in connection.execute(same):
            if (one.coder, one.ruled_at) == (found["coder"], ruled_at) and all(
                getattr(one, k) == found[k] for k in ("claim", "new", "blind")
            ):
                return int(one.id)
            stands = one.undone_at is None and not one.blind and not found["blind"] and one.claim == found["claim"]
            if stands and one.ruled_at > ruled_at:
                return f"a later one by {one.coder} stands here"
        if found["field"] == "speaker" and found["new"]:
            hidden = name_hash(found["new"]["name"])
            if connection.execute(select(forgotten.c.id).where(forgotten.c.kind == "speaker", forgotten.c.hash == hidden)).first():
                return "its speaker was deleted here on request"
        return ""


def _check_rows(bundle: Bundle) -> None:
    """Goes through all rows before anything is changed.

    Raises:
        StoreError: one is none, or not in the order of the texts.
    """
    places = {text["id"]: place for place, text in enumerate(bundle.manifest["texts"])}
    last = 0
    for row in bundle.rows(STATEMENTS):
        place = places.get(row.get("text", ""), -1) if is_row_of_statements(row, len(bundle.manifest["runs"])) else -1
        if place < last:
            bundle.refuse(f"{STATEMENTS} has a row that is none, or out of order")
        last = place
    for row in bundle.rows(RULINGS):
        if not is_row_of_rulings(row):
            bundle.refuse(f"{RULINGS} has a row that is none")
    if not all(is_row_of_speakers(row) for row in bundle.rows(SPEAKERS)):
        bundle.refuse(f"{SPEAKERS} has a row that is none")
    if not are_rows_of_freezes(bundle.rows(FREEZES)):
        bundle.refuse(f"{FREEZES} has a row that is none, or out of order")


def _lacking(connection: Connection, one: dict[str, Any]) -> str | None:
    """Why an article of the bundle cannot be used; None where it is here with the same text."""
    text: str | None = connection.execute(select(texts.c.text).where(texts.c.id == one["id"])).scalar()
    if text is not None:
        return None if text_hash(text) == one["sha256"] else "its text differs from the bundle's"
    hashes = [a["sha256"] for a in one["appearances"]]
    if is_forgotten(connection, one["sha256"], *hashes):
        return DELETED
    if connection.execute(select(appearances.c.id).where(appearances.c.sha256.in_(hashes))).first():
        return "the same file is here, but its text was read otherwise"
    return "is not in this database; `onrecord add` it and import again"


def _called(one: dict[str, Any]) -> str:
    """An article's id, with outlet and day where the bundle has them."""
    told = [str(a[key]) for a in one["appearances"][:1] for key in ("outlet", "published") if a.get(key)]
    return str(one["id"]) + (f" ({', '.join(told)})" if told else "")
