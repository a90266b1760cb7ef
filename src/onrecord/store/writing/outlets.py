"""Recognises the outlet of every article, and recognises earlier ones again where a name, a host or the users' table says more.

``mastheads`` keeps what articles stated and where they stood, so that an article costs two look-ups in an index however many there are.
How an outlet is called follows from all of its articles, not from which came first; it is looked at again whenever a spelling has
twice as many, so that two in turn do not rename it over and over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from onrecord.outlets import FEED, Masthead, by_feed, domain_signs, feed_signs, host_of, meant, signs_in_table
from onrecord.store.batches import batches
from onrecord.store.schema import appearances, attributes, entries, mastheads, outlet_signs
from onrecord.store.writing.tallying import COUNTED, recount

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import ColumnElement, Connection

#: A text's appearances in their order: the first gives outlet and date.
FIRST = (appearances.c.published.is_(None), appearances.c.published, appearances.c.id)
_BATCH = 500
_OWN = mastheads.c


def recognised(connection: Connection, article: Mapping[str, Any]) -> str | None:
    """The outlet of an article that is being added; None where nothing tells it. Others' outlets change where it tells more of them.

    Args:
        connection: of the transaction in which the article's appearance is written afterwards.
        article: with ``outlet`` as stated, ``url`` and ``origin``.
    """
    came = Masthead(article["outlet"] or "", host_of(article["url"]) or "")
    here = (_OWN.stated == came.stated, _OWN.host == came.host)
    counted = update(mastheads).where(*here).values(number=_OWN.number + 1).returning(_OWN.outlet, _OWN.number)
    there = connection.execute(counted).first()
    if there is None and _make_first(connection):
        there = connection.execute(counted).first()
    if there is None:
        connection.execute(insert(mastheads).values(_row(came, None)))
    usual = there.outlet if there is not None else None
    if there is None or (came.names and there.number.bit_count() == 1):
        _settle(connection, came)
        usual = connection.execute(select(_OWN.outlet).where(*here)).scalar_one()
    signs = _signs(connection, outlet_signs.c.sign.in_([*domain_signs(came.host), *feed_signs(article["origin"])]))
    return by_feed(signs, came.host, article["origin"]) or usual


def renew(connection: Connection) -> int:
    """Recognises all articles again, as after a change of the users' table, and returns how many appearances have another outlet."""
    _read_table(connection)
    signs = _signs(connection)
    _fill_hosts(connection)
    stated, host = (func.coalesce(column, "").label(name) for name, column in (("s", appearances.c.stated), ("h", appearances.c.host)))
    counted = connection.execute(select(stated, host, func.count()).group_by(stated, host))
    found = meant([Masthead(*row) for row in counted], signs)
    connection.execute(delete(mastheads))
    for some in batches([_row(one, outlet) for one, outlet in found.items()]):
        connection.execute(insert(mastheads), some)
    usual = {(one.stated, one.host): outlet for one, outlet in found.items()}
    moved, last = 0, 0
    while rows := _next(connection, last):
        right = [by_feed(signs, row.host or "", row.origin) or usual[row.stated or "", row.host or ""] for row in rows]
        wrong = [(row.id, row.text_id, outlet) for row, outlet in zip(rows, right, strict=True) if row.outlet != outlet]
        _move(connection, wrong)
        moved, last = moved + len(wrong), rows[-1].id
    return moved


def shared_signs(connection: Connection) -> list[tuple[str, list[str]]]:
    """The signs that the users' table gives to several outlets, so that no article is recognised by them, each with these outlets."""
    twice = select(outlet_signs.c.sign).group_by(outlet_signs.c.sign).having(func.count() > 1)
    found: dict[str, list[str]] = {}
    for sign, outlet in connection.execute(select(outlet_signs).where(outlet_signs.c.sign.in_(twice)).order_by(*outlet_signs.c)):
        found.setdefault(sign, []).append(outlet)
    return list(found.items())


def _make_first(connection: Connection) -> bool:
    """Recognises what an older version of the program put in, once; returns whether it did."""
    lacking = connection.execute(select(_OWN.stated).limit(1)).first() is None
    if lacking and connection.execute(select(appearances.c.id).limit(1)).first():
        renew(connection)
        return True
    return False


def _settle(connection: Connection, came: Masthead) -> None:
    """Recognises again all that what came can tell of: its name in other spellings, and what has no name at the same hosts."""
    group = _mastheads(connection, _OWN.key == came.key, _OWN.names) if came.names else {}
    hosts = {one.host for one in group if one.host} | ({came.key} if not came.names and came.key else set())
    nameless = _mastheads(connection, _OWN.key.in_(hosts), ~_OWN.names)
    if not came.names and not came.key:
        nameless |= _mastheads(connection, _OWN.stated == came.stated, _OWN.host == came.host)
    known = {host: _named_at(connection, host, came.key if came.names else None) for host in hosts}
    before = group | nameless
    signs: dict[str, str] = {}
    for some in batches({sign for one in before for sign in one.signs}):
        signs |= _signs(connection, outlet_signs.c.sign.in_(some))
    for one, outlet in meant(list(before), signs, known).items():
        if outlet != before[one]:
            _rename(connection, one, before[one], outlet)


def _rename(connection: Connection, masthead: Masthead, old: str | None, new: str | None) -> None:
    """Gives a masthead another outlet, and its appearances with it but for those that a feed says otherwise of."""
    connection.execute(update(mastheads).where(_OWN.stated == masthead.stated, _OWN.host == masthead.host).values(outlet=new))
    own = appearances.c
    same = [column == value if value else column.is_(None) for column, value in ((own.stated, masthead.stated), (own.host, masthead.host))]
    rows = connection.execute(select(own.id, own.text_id, own.origin).where(*same, own.outlet.is_not_distinct_from(old))).all()
    feeds = _signs(connection, outlet_signs.c.sign.startswith(f"{FEED} "))  # a domain's sign would have kept the outlet as it is
    _move(connection, [(row.id, row.text_id, new) for row in rows if by_feed(feeds, "", row.origin) is None])


def _mastheads(connection: Connection, *asked: ColumnElement[bool]) -> dict[Masthead, str | None]:
    """Mastheads, each with its outlet."""
    rows = connection.execute(select(_OWN.stated, _OWN.host, _OWN.number, _OWN.outlet).where(*asked))
    return {Masthead(row.stated, row.host, row.number): row.outlet for row in rows}


def _named_at(connection: Connection, host: str, without: str | None) -> set[str | None]:
    """Outlets that are named at a host, two at most; those of one name are left out."""
    there = select(_OWN.outlet).where(_OWN.host == host, _OWN.names).distinct().limit(2)
    return set(connection.execute(there if without is None else there.where(_OWN.key != without)).scalars())


def _signs(connection: Connection, *asked: ColumnElement[bool]) -> dict[str, str]:
    """The signs of the users' table that stand for one outlet, each with that."""
    own = outlet_signs.c
    sure = select(own.sign, func.min(own.outlet).label("outlet")).where(*asked).group_by(own.sign).having(func.count() == 1)
    return {row.sign: row.outlet for row in connection.execute(sure)}


def _read_table(connection: Connection) -> None:
    """Makes the signs anew from the attributes of outlets."""
    own = attributes.c
    rows = connection.execute(select(own.key, own.name, own.value).where(own.of == "outlet"))
    found = signs_in_table((row.key, row.name, row.value) for row in rows)
    connection.execute(delete(outlet_signs))
    for some in batches([{"sign": sign, "outlet": outlet} for sign, outlets in found.items() for outlet in sorted(outlets)]):
        connection.execute(insert(outlet_signs), some)


def _fill_hosts(connection: Connection) -> None:
    """Gives appearances that an older version of the program put in their hosts."""
    last = 0
    own = appearances.c
    lacking = select(own.id, own.url).where(own.host.is_(None), own.url.is_not(None)).order_by(own.id).limit(_BATCH)
    while rows := connection.execute(lacking.where(own.id > last)).all():
        last = rows[-1].id
        found = [{"of": row.id, "found": host} for row in rows if (host := host_of(row.url))]
        if found:
            connection.execute(update(appearances).where(own.id == bindparam("of")).values(host=bindparam("found")), found)


def _next(connection: Connection, last: int) -> list[Any]:
    """Some appearances behind one."""
    own = appearances.c
    some = select(own.id, own.text_id, own.stated, own.host, own.origin, own.outlet)
    return list(connection.execute(some.where(own.id > last).order_by(own.id).limit(_BATCH)))


def _move(connection: Connection, rows: Iterable[tuple[int, str, str | None]]) -> None:
    """Gives appearances their outlets, and the entries of their texts with them.

    Args:
        connection: of a transaction that writes.
        rows: an appearance's id, its text and the outlet.
    """
    change = update(appearances).where(appearances.c.id == bindparam("of")).values(outlet=bindparam("to"))
    for some in batches(rows):
        connection.execute(change, [{"of": id_, "to": outlet} for id_, _, outlet in some])
        _carry(connection, {text_id for _, text_id, _ in some})


def _carry(connection: Connection, texts: Collection[str]) -> None:
    """Gives the entries of texts the outlets of their first appearances."""
    own = appearances.c
    first: dict[str, str | None] = {}
    for text_id, outlet in connection.execute(select(own.text_id, own.outlet).where(own.text_id.in_(texts)).order_by(*FIRST)):
        first.setdefault(text_id, outlet)
    there = connection.execute(select(entries.c.text_id, *COUNTED).where(entries.c.text_id.in_(texts))).mappings()
    old = [dict(row) for row in there if row["outlet"] != first[row["text_id"]]]
    if old:
        change = update(entries).where(entries.c.text_id == bindparam("of")).values(outlet=bindparam("to"))
        connection.execute(change, [{"of": id_, "to": first[id_]} for id_ in sorted({row["text_id"] for row in old})])
        recount(connection, old, [row | {"outlet": first[row["text_id"]]} for row in old])


def _row(masthead: Masthead, outlet: str | None) -> dict[str, Any]:
    return {**masthead._asdict(), "key": masthead.key, "names": masthead.names, "outlet": outlet}
