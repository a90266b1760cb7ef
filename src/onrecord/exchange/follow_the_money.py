"""Contents → FollowTheMoney entities as JSON Lines, for Aleph and OpenAleph; and speakers in from such a file.

FollowTheMoney has no word for a statement or for an issue: an issue and the words of a statement are notes here, a stance is a link
between a speaker and an issue.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import quote, unquote

from onrecord.errors import ExchangeError
from onrecord.exchange.characters import encodable
from onrecord.exchange.contents import Actor, Contents, Manifest, quoted
from onrecord.exchange.days import day_of
from onrecord.exchange.tallies import Losses, tally
from onrecord.exchange.whole import written_whole
from onrecord.records import SpeakerType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from onrecord.codebook.issues import Issue
    from onrecord.exchange.contents import Document, Said

    Entity = dict[str, Any]

FORMAT = "ftm"
#: How the ids of actors begin, and those of organisations that are known by the affiliation of somebody alone.
_ACTOR, _GROUP = "onrecord-actor-", "onrecord-organisation-"
_ADDRESS = re.compile(r"https?://\S+")
#: Three letters, as FollowTheMoney writes languages.
_LANGUAGES = {"en": "eng"}
_SCHEMAS: dict[str, str] = {
    "person": "Person", "author": "Person", "organization": "Organization", "country": "PublicBody", "group": "LegalEntity",
}  # fmt: skip
#: What speakers are in a file from elsewhere, by their schema.
_TYPES: dict[str, SpeakerType] = {
    "Person": "person", "Organization": "organization", "Company": "organization", "PublicBody": "organization", "LegalEntity": "group",
}  # fmt: skip
#: Schemas that tie somebody to an organisation, and which of their fields hold the two.
_TIES = {"Membership": ("member", "organization"), "Employment": ("employee", "employer"), "Directorship": ("director", "organization")}
_LONGEST_LINE = 10_000_000
_LONGEST_NAME = 120
_NO_WORD = "FollowTheMoney has no word for it"


def write_follow_the_money(contents: Contents, path: Path) -> Manifest:
    """Writes one entity a line: speakers and what they belong to, articles, issues, the words of statements, stances as links.

    Raises:
        ExchangeError: the file cannot be written.
    """
    losses = Losses()
    entities: dict[str, Entity] = {}
    for entity in _entities(contents, losses):
        entities.setdefault(entity["id"], entity)
    with written_whole(path) as stream:
        for entity in entities.values():
            stream.write(encodable(json.dumps(entity, ensure_ascii=False)).encode("utf-8") + b"\n")
    statements = [said for document in contents.documents for said in document.statements]
    losses.add("place of a passage", _NO_WORD, sum(len(said.content) + len(said.source) + len(said.cue) for said in statements))
    losses.add("form, voice and confidence of a statement", _NO_WORD, len(statements))
    losses.add("kind and certainty of a claim", _NO_WORD, sum(bool(c.kind or c.level) for said in statements for c in said.claims))
    losses.add("coder of a stance", _NO_WORD, sum(one.coder is not None for said in statements for c in said.claims for one in c.stances))
    return Manifest(format=FORMAT, counts=tally(contents), losses=losses.all())


def _entities(contents: Contents, losses: Losses) -> Iterator[Entity]:
    speakers = {actor.id: actor for actor in contents.actors if actor.type in _SCHEMAS}
    losses.add("speaker without a name", "it is no entity that could be found again", len(contents.actors) - len(speakers))
    organisations = {actor.name: _actor_id(actor) for actor in speakers.values() if actor.type == "organization"}
    for actor in speakers.values():
        yield from _speaker(actor, organisations)
    for issue in contents.codebook.issues:
        yield _issue(issue)
    losses.add("parent of an issue", _NO_WORD, sum(issue.parent is not None for issue in contents.codebook.issues))
    issues = set(contents.codebook.ids)
    for document in contents.documents:
        yield _article(document)
        for said in document.statements:
            yield from _statement(document, said, speakers, issues, losses)


def _entity(id_: str, schema: str, **properties: str | Iterable[str] | None) -> Entity:
    """An entity with those properties that have a value."""
    found = {name: [value] if isinstance(value, str) else list(value or ()) for name, value in properties.items()}
    held = {name: [value for value in values if value.strip()] for name, values in found.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _id(kind: str, *words: str) -> str:
    digest = hashlib.sha256("\x1f".join(words).encode("utf-8", "replace")).hexdigest()
    return f"onrecord-{kind}-{digest[:24]}"


def _actor_id(actor: Actor) -> str:
    """The id of an actor in a form that the other programs take and that can be read back."""
    return _ACTOR + quote(encodable(actor.id), safe="").replace(".", "%2E")


def _speaker(actor: Actor, organisations: dict[str, str]) -> Iterator[Entity]:
    known = dict(actor.attributes)
    person = _SCHEMAS[actor.type] == "Person"
    role, party, group = (known.pop(name, None) if person else None for name in ("role", "party", "affiliation"))
    yield _entity(
        _actor_id(actor), _SCHEMAS[actor.type], name=actor.name, position=role, political=party, keywords=actor.type,
        notes=[f"{name}: {value}" for name, value in known.items()],
    )  # fmt: skip
    if group is not None and group.strip():
        organisation = organisations.setdefault(group, _id("organisation", group))
        yield _entity(organisation, "Organization", name=group)
        yield _entity(_id("membership", actor.id, group), "Membership", member=_actor_id(actor), organization=organisation, role=role)


def _issue(issue: Issue) -> Entity:
    return _entity(_id("issue", issue.id), "Note", name=issue.text, description=issue.notes, keywords=["issue", issue.id])


def _article(document: Document) -> Entity:
    address = document.url if _ADDRESS.fullmatch(document.url or "") else None
    return _entity(
        _id("article", document.id), "Article", fileName=document.id, title=document.title or document.id, author=document.authors,
        publisher=document.outlet, publishedAt=day_of(document.published), sourceUrl=address,
        language=_LANGUAGES.get(document.language), bodyText=document.text,
    )  # fmt: skip


def _statement(document: Document, said: Said, speakers: dict[str, Actor], issues: set[str], losses: Losses) -> Iterator[Entity]:
    article, words = _id("article", document.id), quoted(document, said.content)
    actor = speakers.get(said.actor or "")
    name = f"{actor.name}: {words}" if actor else words
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
    who = _actor_id(actor) if actor else None
    note = _id("statement", said.id)
    yield _entity(note, "Note", name=short, description=words, entity=who, proof=article, keywords=["statement", said.id])
    if actor is None or who is None:
        losses.add("stance of nobody", "a link needs a speaker", sum(len(claim.stances) for claim in said.claims))
        return
    yield _entity(_id("documentation", document.id, actor.id), "Documentation", document=article, entity=who, role="speaker")
    for claim in said.claims:
        for number, stance in enumerate(claim.stances):
            if stance.issue not in issues:
                losses.add("stance on an issue that is not in the codebook", "a link needs both ends")
                continue
            yield _entity(
                _id("stance", said.id, claim.id, str(number)), "UnknownLink", subject=who, object=_id("issue", stance.issue),
                role=stance.side, description=quoted(document, claim.span), proof=article, date=day_of(document.published),
            )  # fmt: skip


def read_follow_the_money(path: Path) -> tuple[Contents, Manifest]:
    """The speakers in a file of entities, one a line; the rest is counted.

    Raises:
        ExchangeError: the file cannot be read, or a line holds no entity.
    """
    losses, left = Losses(), Counter[str]()
    actors: dict[str, Actor] = {}
    groups: dict[str, str] = {}
    ties: list[tuple[str, str]] = []
    for number, entity in _lines(path):
        id_, schema, properties = _parts(entity, f"{path}:{number}")
        if schema in _TYPES:
            if id_.startswith(_GROUP) and "name" in properties:
                groups[id_] = properties["name"][0]
            elif "name" in properties:
                actors[id_] = _actor(id_, schema, properties)
            else:
                losses.add("speaker without a name", "it cannot be found in a text")
        elif schema in _TIES:
            who, what = (properties.get(field, []) for field in _TIES[schema])
            ties += [(one, other) for one in who for other in what]
        else:
            left[schema] += 1
    _tie(actors, ties, groups | {id_: actor.name for id_, actor in actors.items()}, losses)
    for schema, count in left.items():
        losses.add(f"entity of schema {schema[:60]}", "speakers alone are read", count)
    contents = Contents(name=path.stem, actors=tuple(actors.values()))
    return contents, Manifest(format=FORMAT, counts=tally(contents), losses=losses.all())


def _lines(path: Path) -> Iterator[tuple[int, object]]:
    try:
        with path.open("rb") as stream:
            number = 0
            while line := stream.readline(_LONGEST_LINE + 1):
                number += 1
                if len(line) > _LONGEST_LINE:
                    message = f"line {number} is longer than {_LONGEST_LINE:,} bytes; there is one entity a line"
                    raise ExchangeError(str(path), message)
                if line.strip():
                    yield number, json.loads(line)
    except OSError as error:
        raise ExchangeError(str(path), f"cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        message = f"line {number} is no JSON; there is one entity a line"
        raise ExchangeError(str(path), message) from error


def _parts(entity: object, place: str) -> tuple[str, str, dict[str, list[str]]]:
    if isinstance(entity, dict) and isinstance(entity.get("id"), str) and isinstance(entity.get("schema"), str):
        properties = entity.get("properties", {})
        if isinstance(properties, dict) and all(isinstance(values, list) for values in properties.values()):
            found = {name: [encodable(one) for one in values if isinstance(one, str)] for name, values in properties.items()}
            return encodable(entity["id"]), entity["schema"], {name: values for name, values in found.items() if values}
    raise ExchangeError(place, "it is no entity: an object with id, schema and properties, which are lists of texts")


def _actor(id_: str, schema: str, properties: dict[str, list[str]]) -> Actor:
    own = id_.startswith(_ACTOR)
    kind = next((one for one in get_args(SpeakerType) if own and one in properties.get("keywords", ())), _TYPES[schema])
    attributes = {}
    for name, field in (("role", "position"), ("party", "political"), ("country", "country"), ("alias", "alias")):
        if field in properties:
            attributes[name] = "; ".join(properties[field])
    for note in properties.get("notes", ()):
        name, colon, value = note.partition(": ")
        if own and colon:
            attributes[name] = value
        elif not own:
            attributes["notes"] = f"{attributes['notes']}\n{note}" if "notes" in attributes else note
    return Actor(id=unquote(id_.removeprefix(_ACTOR)) if own else id_, name=properties["name"][0], type=kind, attributes=attributes)


def _tie(actors: dict[str, Actor], ties: Iterable[tuple[str, str]], names: Mapping[str, str], losses: Losses) -> None:
    """Writes the names of the organisations that actors belong to among their attributes."""
    for one, other in ties:
        if one not in actors or other not in names:
            losses.add("tie to somebody who is not in the file", "both ends are needed")
            continue
        attributes = dict(actors[one].attributes)
        belongs = [*filter(None, attributes.get("affiliation", "").split("; ")), names[other]]
        actors[one] = replace(actors[one], attributes=attributes | {"affiliation": "; ".join(dict.fromkeys(belongs))})
