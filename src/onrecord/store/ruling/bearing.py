"""The speaker that a ruling names: looked up among those that are known, tied to the article, untied when the ruling is taken back."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import delete, insert, or_, select

from onrecord.errors import RulingError, UnknownError
from onrecord.records import SpeakerType
from onrecord.store.database import now
from onrecord.store.schema import attributes, rulings, speaker_rulings, speakers, statements, variants
from onrecord.store.writing.naming import key_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

_ID = re.compile(r"[0-9a-f]{16}")
_FIELD = "speaker"
_FIELDS = ("name", "type", "role", "affiliation")


def speaker_of(connection: Connection, text_id: str, given: str) -> dict[str, Any] | None:
    """The speaker that a ruling gives: a known one by id or name, those of the article first; else a new one of that name.

    Raises:
        UnknownError: no speaker has the id.
        RulingError: several speakers have the name, or it is none.
    """
    if given.lower() == "none":
        return None
    if given.startswith("{"):
        return _described(given)
    if not given:
        raise RulingError(_FIELD, "needs a name", advice="give a name, the id of a known speaker, or none")
    here = connection.execute(select(variants).where(variants.c.text_id == text_id)).all()
    by_id = [v for v in here if given in (v.local_id, v.speaker_id)]
    if by_id:
        return _of_variant(by_id[0])
    plain = given.casefold()
    by_name = [v for v in here if v.name.casefold() == plain]
    if by_name:
        _check_one(given, {v.speaker_id: v.name for v in by_name})
        return _of_variant(by_name[0])
    return _over_all(connection, given)


def tie(connection: Connection, text_id: str, speaker: dict[str, Any], coder: str, ruling: int) -> None:
    """Ties a speaker that a ruling brought into an article to the speaker over all articles, made where there is none."""
    id_ = speaker["id"]
    if connection.execute(select(variants.c.local_id).where(variants.c.text_id == text_id, variants.c.local_id == id_)).first():
        return
    if connection.execute(select(speakers.c.id).where(speakers.c.id == id_)).first() is None:
        connection.execute(
            insert(speakers).values(
                id=id_, name=speaker["name"], type=speaker["type"], key=key_of(speaker["name"], speaker["type"]), added_at=now()
            )
        )
    row = {name: speaker[name] for name in _FIELDS} | {"text_id": text_id, "local_id": id_, "speaker_id": id_}
    connection.execute(insert(variants).values(**row, score=1.0, evidence={"ruling": ruling}, coder=coder))


def untie(connection: Connection, text_id: str) -> None:
    """Takes away from an article the ties that rulings made and that no standing ruling needs, and speakers that nothing else knows."""
    standing = connection.execute(
        select(rulings.c.new)
        .join(statements, statements.c.id == rulings.c.statement_id)
        .where(statements.c.text_id == text_id, rulings.c.field == "speaker", rulings.c.undone_at.is_(None), rulings.c.blind.is_(False))
    ).scalars()
    needed = {new["id"] for new in standing if new}
    for row in connection.execute(select(variants).where(variants.c.text_id == text_id)).all():
        if row.local_id in needed or not (row.evidence or {}).get("ruling"):
            continue
        connection.execute(delete(variants).where(variants.c.text_id == text_id, variants.c.local_id == row.local_id))
        known = (
            select(variants.c.local_id).where(variants.c.speaker_id == row.speaker_id),
            select(speaker_rulings.c.id).where(
                or_(speaker_rulings.c.speaker_a == row.speaker_id, speaker_rulings.c.speaker_b == row.speaker_id)
            ),
            select(attributes.c.id).where(attributes.c.of == "speaker", attributes.c.key.in_((row.speaker_id, row.name))),
        )
        if not any(connection.execute(query).first() for query in known):
            connection.execute(delete(speakers).where(speakers.c.id == row.speaker_id))


def _check_one(given: str, found: dict[str, str]) -> None:
    if len(found) > 1:
        raise RulingError(_FIELD, f"several speakers are called {given!r}", advice=f"give one of the ids {', '.join(sorted(found))}")


def _of_variant(row: Row[Any]) -> dict[str, Any]:
    return {"id": row.local_id} | {name: getattr(row, name) for name in _FIELDS}


def _over_all(connection: Connection, given: str) -> dict[str, Any]:
    found = connection.execute(select(speakers).where(or_(speakers.c.id == given, speakers.c.name == given))).all()
    _check_one(given, {row.id: row.name for row in found})
    if found:
        return {"id": found[0].id, "name": found[0].name, "type": found[0].type, "role": None, "affiliation": None}
    if _ID.fullmatch(given):
        raise UnknownError(given, "no speaker has this id", advice="`onrecord speakers` lists them")
    return _new("person", given)


def _new(type_: str, name: str) -> dict[str, Any]:
    words = " ".join(re.sub(r"[-.’']", "", word).casefold() for word in name.split())
    id_ = hashlib.sha256(f"{type_}\x00{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return {"id": id_, "name": name, "type": type_, "role": None, "affiliation": None}


def _described(given: str) -> dict[str, Any]:
    """A speaker given as a JSON object with a name, and a type, a role and an affiliation where there are such."""
    try:
        data = json.loads(given)
    except ValueError as error:
        raise RulingError(_FIELD, f"{given!r} is no JSON", advice=str(error)) from error
    if not data.get("name") or not set(data) <= set(_FIELDS) or not all(isinstance(v, str | None) for v in data.values()):
        raise RulingError(_FIELD, f"{given} has other fields", advice=f"it needs name, and can have {', '.join(_FIELDS[1:])}")
    type_ = data.get("type") or "person"
    if type_ not in get_args(SpeakerType):
        raise RulingError(_FIELD, f"type cannot be {type_!r}", advice=f"choose {', '.join(get_args(SpeakerType))}")
    return {**_new(type_, data["name"]), "role": data.get("role"), "affiliation": data.get("affiliation")}
