"""Who is who, in a replication bundle: what people ruled on the debate's speakers, on its way out and in.

A speaker is known by its names in the debate's articles, each told as its article's id with the id that the article's reading gives it:
ids over all articles differ from one database to another.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select, update

from onrecord.store.batches import BATCH
from onrecord.store.database import note
from onrecord.store.debates.quoting import plain
from onrecord.store.ruling.following import PASSING
from onrecord.store.schema import forgotten, speaker_rulings, speakers, variants
from onrecord.store.writing.naming import move, own_speaker, speaker_beside
from onrecord.store.writing.successions import BEFORE, Moved, settle
from onrecord.store.writing.tombstones import name_hash
from onrecord.variants.match import Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    Name = tuple[str, str]


class WhoIsWho(NamedTuple):
    """What a bundle holds of speakers.

    Attributes:
        rows: rulings in the order of their making, then the names of every speaker.
        places: where a ruling stands among the rows, by its number.
    """

    rows: list[dict[str, Any]]
    places: dict[int, int]


def who_is_who(connection: Connection, ids: Collection[str], numbers: Collection[int]) -> WhoIsWho:
    """What people ruled on the speakers of some articles, each ruling with the names that it was on when it was made.

    Args:
        connection: that reads.
        ids: the articles'; no other is named.
        numbers: the rulings' that stood in the state of which the bundle is.
    """
    found = _names_in(connection, ids)
    at = {name: row.speaker_id for name, row in found.items()}
    every = connection.execute(select(speaker_rulings).order_by(speaker_rulings.c.id.desc())).all()
    for row in every:
        if row.id not in numbers:  # made since
            _as_before(row, at, found)
    names = [
        {"speaker": speaker, "names": own_names[start : start + BATCH]}
        for speaker, own_names in sorted(_by_speaker(at).items())
        for start in range(0, len(own_names), BATCH)
    ]
    ruled = []
    for row in (one for one in every if one.id in numbers):
        moved = [] if row.since else sorted({(one["text"], one["local"]) for one in row.moved or ()} & at.keys())
        _as_before(row, at, found)
        both = (row.speaker_a, row.speaker_b) if row.since else (row.speaker_a,)
        kept = sorted(name for name, speaker in at.items() if speaker in both and name not in set(moved))
        if (kept and moved) or (kept and row.since) or (moved and not row.same):
            ruled.append((row, kept, moved))
    ruled.reverse()
    rows = [_ruling(connection, row, kept, moved) for row, kept, moved in ruled]
    return WhoIsWho([*rows, *names], {row.id: place for place, (row, *_) in enumerate(ruled)})


def _names_in(connection: Connection, ids: Collection[str]) -> dict[Name, Any]:
    wanted = sorted(ids)
    return {
        (row.text_id, row.local_id): row
        for start in range(0, len(wanted), BATCH)
        for row in connection.execute(select(variants).where(variants.c.text_id.in_(wanted[start : start + BATCH])))
    }


def _as_before(ruling: Any, at: dict[Name, str], found: dict[Name, Any]) -> None:  # noqa: ANN401 - a row of speaker_rulings
    """Gives names back to the speakers that they were before a ruling that stands."""
    if ruling.undone_at is not None:
        return
    if ruling.since is not None:
        moved = [name for name, speaker in at.items() if speaker == ruling.speaker_b and (found[name].evidence or {}).get(BEFORE)]
        at.update(dict.fromkeys(moved, ruling.speaker_a))
        return
    now_at = ruling.speaker_a if ruling.same else ruling.speaker_b
    for one in ruling.moved or ():
        name = one["text"], one["local"]
        if at.get(name) == now_at:
            at[name] = one["from"]


def _by_speaker(at: dict[Name, str]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = {}
    for name, speaker in sorted(at.items()):
        found.setdefault(speaker, []).append(name)
    return found


def _ruling(connection: Connection, row: Any, kept: list[Name], moved: list[Name]) -> dict[str, Any]:  # noqa: ANN401 - a row
    named = {}
    if row.since is not None:  # who follows may have no name in any article
        name = connection.execute(select(speakers.c.name).where(speakers.c.id == row.speaker_b)).scalar_one()
        named = {"since": row.since, "name": plain(name)}
    return {
        "same": row.same, "a": row.speaker_a, "b": row.speaker_b, "one": kept, "other": moved, "coder": plain(row.coder),
        "reason": row.reason and plain(row.reason), "ruled_at": row.ruled_at, **named,
    }  # fmt: skip


class Recognised:
    """The speakers of a bundle in a database that has its articles: rulings on them are put in, one after another.

    Attributes:
        rulings: the numbers that the bundle's rulings have here, by their place; one can be several here, where the program had kept apart
            what it had made one there.
        touched: the texts whose entries must be made anew.
        skipped: what was not put in, and why.
        put_in: how many rulings were put in.
    """

    def __init__(self, connection: Connection, here: Collection[str], fresh: Collection[str], told: Callable[[str], str]) -> None:
        """Reads the names.

        Args:
            connection: of a transaction that writes.
            here: the articles of the bundle that are here.
            fresh: those of them that came into the debate just now.
            told: restores words of the bundle.
        """
        self._connection = connection
        self._fresh = fresh
        self._told = told
        self._at = {name: row.speaker_id for name, row in _names_in(connection, here).items()}
        self._ids: dict[str, str] = {}
        self._others: list[tuple[str, str, set[Name]]] = []
        self.rulings: dict[int, list[int]] = {}
        self.touched: set[str] = set()
        self.skipped: list[tuple[str, str]] = []
        self.put_in = 0

    def put(self, rows: Iterable[dict[str, Any]]) -> None:
        """Puts in the rulings, in their order, and finds who the speakers are here."""
        listed = list(rows)
        ruled = [row for row in listed if "same" in row]
        self._others = self._rulings_of_others({(self._told(row["coder"]), row["ruled_at"]) for row in ruled})
        for place, row in enumerate(ruled):
            self._put_ruling(place, row)
        if self.put_in:
            self._moved_by_days(settle(self._connection))
        votes: dict[str, Counter[str]] = {}
        for row in listed:
            if "speaker" in row:
                votes.setdefault(row["speaker"], Counter()).update(self._speakers(row["names"]))
        self._ids |= {id_: most for id_, some in votes.items() if (most := _most(some, id_))}

    def speaker(self, id_: str) -> str:
        """The id that a speaker of the bundle has here; the same where nothing here tells."""
        return self._ids.get(id_, id_)

    def _put_ruling(self, place: int, row: dict[str, Any]) -> None:
        coder = self._told(row["coder"])
        table = speaker_rulings.c
        own = table.coder == coder, table.ruled_at == row["ruled_at"], table.same.is_(row["same"])
        there = self._connection.execute(select(speaker_rulings).where(*own).order_by(table.id)).all()
        self.rulings[place] = [one.id for one in there]
        for one in there:
            self._ids.setdefault(row["a"], one.speaker_a)
            self._ids.setdefault(row["b"], one.speaker_b)
        if any(one.undone_at is not None for one in there):
            return
        scope = {name for name in self._known(row["one"], row["other"]) if not there or name[0] in self._fresh}
        what = f"{'merge' if row['same'] else 'split'} of speakers by {coder}"
        later = next((by for at, by, names in self._others if at > row["ruled_at"] and names & scope), None)
        if later is not None:
            self.skipped.append((what, f"a later one by {later} stands here"))
        elif row.get("since"):
            self._follow(place, row, there)
        elif row["same"]:
            self._merge(place, row, scope)
        else:
            self._split(place, row, scope, there)

    def _merge(self, place: int, row: dict[str, Any], scope: set[Name]) -> None:
        """Makes one speaker of all that have the names here."""
        settled = [name for name in self._known(row["one"]) if name not in scope] or self._known(row["one"])
        target = _most(Counter(self._at[name] for name in settled), row["a"])
        others = {self._at[name] for name in self._known(row["other"])}
        if not target or not others:
            return
        self._ids.setdefault(row["a"], target)
        self._ids.setdefault(row["b"], _most(Counter(self._speakers(row["other"])), row["b"]) or target)
        for other in sorted({self._at[name] for name in scope} - {target}):
            names = self._connection.execute(select(variants).where(variants.c.speaker_id == other)).all()
            self._rule(place, row, (target, other), names)

    def _split(self, place: int, row: dict[str, Any], scope: set[Name], there: Sequence[Any]) -> None:
        """Gives the names that are somebody else's to another speaker than has the rest."""
        apart = [name for name in self._known(row["other"]) if name in scope]
        if not apart:
            return
        one = there[0].speaker_a if there else _most(Counter(self._speakers(row["one"] or row["other"])), row["a"])
        other = there[0].speaker_b if there else _most(Counter(self._at[name] for name in apart if self._at[name] != one), row["b"])
        all_names = self._connection.execute(select(variants).where(variants.c.speaker_id == one)).all()
        moved = [name for name in all_names if (name.text_id, name.local_id) in set(apart)]
        if (len(moved) == len(all_names) and not other) or (there and not moved):
            return
        if not other:
            usual = Counter(name.name for name in moved).most_common(1)[0][0]
            first = next(name for name in moved if name.name == usual)
            variant = Variant(usual, first.type, first.role, first.affiliation)
            other = own_speaker(self._connection, first.text_id, first.local_id, variant)
        self._ids.setdefault(row["a"], str(one))
        self._ids.setdefault(row["b"], str(other))
        self._rule(place, row, (str(one), str(other)), moved)

    def _follow(self, place: int, row: dict[str, Any], there: Sequence[Any]) -> None:
        """Lets a government follow another from a day on."""
        one = _most(Counter(self._speakers(row["one"])), row["a"])
        name = self._told(row["name"])
        if there or not one or self._is_forgotten(name):
            return
        type_ = self._connection.execute(select(speakers.c.type).where(speakers.c.id == one)).scalar()
        if type_ not in PASSING:
            return
        called = func.lower(speakers.c.name) == name.lower(), speakers.c.type.in_(PASSING), speakers.c.id != one
        known = Counter(self._connection.execute(select(speakers.c.id).where(*called)).scalars())
        other = _most(known, row["b"]) or speaker_beside(self._connection, one, name, type_)
        self._ids.setdefault(row["a"], one)
        self._ids.setdefault(row["b"], other)
        self._rule(place, row, (one, other), ())
        moved = settle(self._connection)
        rows = [{"text": name.text, "local": name.local, "from": name.of} for name in moved]
        self._connection.execute(update(speaker_rulings).where(speaker_rulings.c.id == self.rulings[place][-1]).values(moved=rows))
        self._moved_by_days(moved)

    def _moved_by_days(self, moved: Iterable[Moved]) -> None:
        for name in moved:
            self.touched.add(name.text)
            if (name.text, name.local) in self._at:
                found = variants.c.text_id == name.text, variants.c.local_id == name.local
                self._at[name.text, name.local] = self._connection.execute(select(variants.c.speaker_id).where(*found)).scalar_one()

    def _rule(self, place: int, row: dict[str, Any], pair: tuple[str, str], names: Sequence[Any]) -> None:
        """Writes a ruling and moves the names, as ``ruling.merging`` does, by the coder and at the time of the bundle."""
        moved = [
            {"text": n.text_id, "local": n.local_id, "from": n.speaker_id, "score": n.score, "evidence": n.evidence, "coder": n.coder}
            for n in names
        ]
        coder, reason = self._told(row["coder"]), row["reason"] and self._told(row["reason"])
        values = {"same": row["same"], "speaker_a": pair[0], "speaker_b": pair[1], "moved": moved, "coder": coder, "reason": reason}
        more = {"ruled_at": row["ruled_at"], "since": row.get("since")}
        made = self._connection.execute(insert(speaker_rulings).values(**values, **more).returning(speaker_rulings.c.id)).scalar_one()
        pairs = [(n.text_id, n.local_id) for n in names]
        to = pair[0] if row["same"] else pair[1]
        self.touched |= move(self._connection, pairs, to, None, coder=coder)
        self._at |= dict.fromkeys(self._at.keys() & set(pairs), to)
        details = {"ruling": int(made), "other": pair[1], "names": len(pairs), "imported": True}
        note(self._connection, "merge" if row["same"] else "split", pair[0], who=coder, details=details)
        self.rulings[place].append(int(made))
        self.put_in += 1

    def _rulings_of_others(self, made: Collection[tuple[str, str]]) -> list[tuple[str, str, set[Name]]]:
        """The rulings here that stand and are not of the bundle: when and by whom they were made, and the names that they moved."""
        rows = self._connection.execute(select(speaker_rulings).where(speaker_rulings.c.undone_at.is_(None)).order_by(speaker_rulings.c.id))
        return [
            (one.ruled_at, one.coder, {(moved["text"], moved["local"]) for moved in one.moved or ()})
            for one in rows
            if (one.coder, one.ruled_at) not in made
        ]

    def _is_forgotten(self, name: str) -> bool:
        hidden = forgotten.c.kind == "speaker", forgotten.c.hash == name_hash(name)
        return self._connection.execute(select(forgotten.c.id).where(*hidden)).first() is not None

    def _known(self, *names: Iterable[Sequence[str]]) -> list[Name]:
        """The names that are here."""
        return [(text, local) for some in names for text, local in some if (text, local) in self._at]

    def _speakers(self, names: Iterable[Sequence[str]]) -> Iterator[str]:
        return (self._at[name] for name in self._known(names))


def _most(votes: Counter[str], usual: str) -> str | None:
    """The speaker that most names have; of several with as many the one that is called as in the bundle, else the first."""
    if not votes:
        return None
    most = max(votes.values())
    best = sorted(id_ for id_, number in votes.items() if number == most)
    return usual if usual in best else best[0]
