"""Whose voice a document has: the author of an op-ed, who holds a speech, who issues a release, who asks and who answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from onrecord.lexicon import function_words, genre_words, given_names, institutions, noun_kinds, titles
from onrecord.records import Entity
from onrecord.resolve.institutions import Institutions
from onrecord.resolve.names import is_part_of, parse_name, title_before
from onrecord.resolve.people import People, Person
from onrecord.resolve.phrase import read_phrase
from onrecord.resolve.roles import Station, stations
from onrecord.resolve.scene import make_speaker, person_speaker
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.records import Attribution, Genre, GenreKind, Speaker, SpeakerType
    from onrecord.resolve.names import Name
    from onrecord.resolve.phrase import Phrase
    from onrecord.resolve.scene import Scene

#: Documents that are their author's, whoever else they name.
_AUTHORS: tuple[GenreKind, ...] = ("op-ed", "editorial", "letter")
#: Documents that an institution may issue; elsewhere it is a person who speaks.
_ISSUED: tuple[GenreKind, ...] = ("release", "statement")
#: Letters of a label that may abbreviate a name ("GO" for Grace Otieno) or an outlet ("DW").
_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks in a document where it attributes its words to nobody.

    Attributes:
        speaker: the author, whoever holds the speech, the issuer, whoever answers; None in a transcript that names nobody.
        person: the same among the article's persons, where there is one.
        asker: whoever puts the questions; None where they are reporters' without a name.
        writer: whom "I" means outside quotation marks and turns.
        answers: labels that mean the speaker though they are no name: the only one beside "Q".
    """

    speaker: Speaker | None
    person: Person | None = None
    asker: Speaker | None = None
    writer: Speaker | None = None
    answers: frozenset[str] = frozenset()


def voices_of(scene: Scene, genre: Genre | None, attributions: Sequence[Attribution] = ()) -> Voices | None:
    """The voices of a document; None for a report.

    Args:
        scene: the article.
        genre: what kind of document it is.
        attributions: its statements, for the labels of its turns.
    """
    if genre is None:
        return None
    author = make_speaker("author", "author")
    if genre.kind in _AUTHORS:
        return Voices(author, writer=author)
    by_turns = genre.kind in ("interview", "transcript")
    words = scene.text[slice(*genre.speaker)] if genre.speaker else genre.named
    speaker, person = _party(scene, words, genre) if words else (None if by_turns else author, None)
    asker = author if genre.kind == "interview" else None
    if genre.asker:
        asker = _party(scene, scene.text[slice(*genre.asker)], genre)[0]
    labels = {scene.text[slice(*a.source[0])] for a in attributions if a.voice == "document" and a.source}
    others = {label for label in labels if label.lower().rstrip(".") not in genre_words("asking")}
    abbreviated = len(others) == 1 and others != labels and all(label.isupper() and len(label) <= _ABBREVIATION for label in others)
    return Voices(speaker, person, asker, author if by_turns else speaker, frozenset(others if abbreviated else ()))


def names_nobody(text: str, one: Attribution) -> bool:
    """True for the label of a turn that is no name: "Q", "Moderator"."""
    low = text[slice(*one.source[0])].lower().rstrip(".") if one.voice == "document" and one.source else ""
    return any(low in genre_words(job) for job in ("asking", "answering", "nameless"))


def document_speaker(scene: Scene, one: Attribution) -> tuple[Speaker | None, Person | None]:
    """Who says what a document says of its own: its voice, or whoever's turn of a transcript it is."""
    voices = scene.voices
    main = (voices.speaker, voices.person) if voices else (None, None)
    if not one.source:
        return main
    label = scene.text[slice(*one.source[0])]
    low = label.lower().rstrip(".")
    if voices and label in voices.answers:
        return main
    if low in function_words("first_person") or low in genre_words("answering"):
        return main
    if low in genre_words("asking") and voices:
        return voices.asker or make_speaker("unnamed", label), None
    if voices and voices.speaker and _means(low, label, voices.speaker):
        return main
    if re.sub(r" \d+$", "", low) in genre_words("nameless") or low in genre_words("asking"):
        return make_speaker("unnamed", label), None
    if label in institutions():
        return make_speaker("organization", label), None
    return _by_label(scene, label, organization=any(e.type == "organization" for e in scene.entities_near(one.source[0])))


def as_voice(scene: Scene, speaker: Speaker | None) -> Speaker | None:
    """The document's own speaker where a source names the same one: "Acme announced" in a release by Acme."""
    voices = scene.voices
    own = voices.speaker if voices else None
    return own if own is not None and speaker is not None and own.name == speaker.name else speaker


def _by_label(scene: Scene, label: str, *, organization: bool) -> tuple[Speaker | None, Person | None]:
    """The person whom a label names, maybe in capitals: by the full name, where the text has it somewhere.

    Args:
        scene: the article.
        label: the words.
        organization: whether the reader takes them for an organisation's, as it may do with capitals; a person known by them outranks that.
    """
    name = parse_name(_as_written(label), Span(0, len(label)))
    if name is None or len(label) < 3:  # noqa: PLR2004 - "MR", initials
        return None, None
    person = scene.people.find(name, scene.active)
    if person is not None:
        return person_speaker(scene, person), person
    if organization:
        return make_speaker("organization", label), None
    full = re.search(rf"\b([A-Z][\w’'-]+(?: [A-Z]\.)?) {re.escape(name.words[-1])}(?![\w-])", scene.text) if len(name.words) == 1 else None
    if full and full[1].lower() not in titles().offices | titles().honorifics | function_words("never_names"):
        return make_speaker("person", full.group()), None
    return make_speaker("person", label[slice(*name.span)]), None


def _means(low: str, label: str, speaker: Speaker) -> bool:
    """True for a label that stands for a speaker: by name, by initials, by what he or she is ("THE PRESIDENT")."""
    if speaker.type != "person":
        return low == speaker.name.lower()
    words = tuple(_as_written(speaker.name).split())
    if label.isupper() and len(label) <= _ABBREVIATION and label == "".join(w[0] for w in words if w[0].isupper()):
        return True
    office = low.removeprefix("the ")
    if speaker.role and (office == speaker.role.lower() or (low != office and office in speaker.role.lower().split())):
        return True
    name = parse_name(_as_written(label), Span(0, len(label)))
    return name is not None and bool(is_part_of(name.words, words))


def _as_written(words: str) -> str:
    """Words in capitals ("ANA RUIZ", "Mr. DORN") as they would be written in a sentence, of the same length."""
    titled = words
    if words.isupper():
        titled = words.title()
    elif words.partition(" ")[0].lower() in titles().honorifics:
        titled = re.sub(r"[A-Z]{2,}", lambda m: m.group().title(), words)
    return titled if len(titled) == len(words) else words


def _party(scene: Scene, words: str, genre: Genre) -> tuple[Speaker | None, Person | None]:
    """Who is named by words of the head: "Prime Minister Ana Ruiz", "Dr. Lee Min-ho, Director, Institute of Water", "the Foreign Ministry".

    They are read as a text of their own, since they may stand in the title alone; what the article knows of the same person is added.
    """
    raw = ", ".join(part.strip(" ,") for part in words.splitlines())
    text = _as_written(raw)
    named = _known_in(scene, text)
    phrase = read_phrase(text, Span(0, len(text)), named, [e.span for e in named if e.type == "person"])
    name = _name_in(text, phrase) if phrase.what in ("person", "organization") else _name_at_end(text, phrase)
    if name is not None and _is_person(text, name, phrase, named, genre.kind):
        return _person(scene, text, raw, name, genre)
    holds_office = "person" in noun_kinds().get(phrase.head.split("-")[-1], ())
    if phrase.what in ("organization", "country", "person") and not (phrase.what == "organization" and holds_office):
        issuing = replace(phrase, what="country" if phrase.what == "country" else "organization")
        fullest, kind = Institutions(text, named).fullest(issuing)
        return make_speaker(kind, _mixed_case(scene.text, fullest, raw)), None
    kind_of: SpeakerType = "group" if phrase.what == "group" else "unnamed"
    return make_speaker(kind_of, raw[slice(*phrase.span)]), None


def _known_in(scene: Scene, text: str) -> list[Entity]:
    """The article's names as they stand in another text."""
    types = {scene.text[slice(*e.span)]: e.type for e in scene.entities}
    places = ((re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text), kind) for name, kind in types.items() if name in text)
    return sorted((Entity(span=Span(*m.span()), type=kind) for m, kind in places if m), key=attrgetter("span"))


def _mixed_case(text: str, name: str, raw: str) -> str:
    """A name that the head has in capitals as the text writes it, else as the head does."""
    if name in raw:
        return name
    match = next((m.group() for m in re.finditer(re.escape(name), text, re.IGNORECASE) if not m.group().isupper()), None)
    return match or name.upper()


def _name_in(text: str, phrase: Phrase) -> Name | None:
    title = title_before(text, phrase.span.start)
    return parse_name(text, Span(title.start, phrase.span.end) if title else phrase.span)


def _name_at_end(text: str, phrase: Phrase) -> Name | None:
    """The name that several offices end with: "Environment Secretary and Norfolk MP Elizabeth Truss"."""
    if phrase.what not in ("group", "unnamed", "anaphor"):
        return None
    name = parse_name(text, Span(phrase.span.start, phrase.span.start + len(re.split(r",|\sand\s(?=the\s)", text[slice(*phrase.span)])[0])))
    known = name is not None and name.title and len(name.words) > 1 and name.words[0].lower() in given_names()
    return name if known else None


def _is_person(text: str, name: Name, phrase: Phrase, named: Sequence[Entity], kind: GenreKind) -> bool:
    """True for a person's name; what an institution may have issued needs more than the shape of one."""
    if phrase.what == "organization":
        return name.title.lower() in titles().offices
    if phrase.what != "person":
        return True
    if kind not in _ISSUED:
        return True
    said = next((e.type for e in named if e.span == name.span), None)
    told = name.words[0].lower() in given_names() or bool(name.title) or _station(text, name).role is not None
    return said == "person" or (said is None and told)


def _person(scene: Scene, text: str, raw: str, name: Name, genre: Genre) -> tuple[Speaker, Person | None]:
    told = _station(text, name)
    role, affiliation = (_as_in(raw, text, words) for words in (told.role, told.affiliation))
    person = scene.people.find(name, scene.active) if len(name.words) > 1 else None
    speaker = make_speaker("person", raw[slice(*name.span)]) if person is None else person_speaker(scene, person)
    known = speaker.affiliation
    if genre.speaker and known and scene.text.find(known, genre.speaker.end, scene.lines[scene.line_of(genre.speaker.end)].end) >= 0:
        known = None  # "at the Water Forum": where the speech was held
    return replace(speaker, role=role or speaker.role, affiliation=affiliation or known), person


def _as_in(raw: str, text: str, words: str | None) -> str | None:
    """The words as the head writes them, which may be in capitals."""
    at = text.find(words) if words else -1
    return raw[at : at + len(words)] if words and at >= 0 else words


def _station(text: str, name: Name) -> Station:
    """What the words around a name say the person is: "Director" and, behind the next comma, "Institute of Water"."""
    people = People("", ())
    people.persons.append(Person(name.words, name.span, [name]))
    found = stations(text, people, ()).get(0, Station())
    if found.role is None or found.role in name.title.split():
        title = " ".join(w for w in name.title.split() if w.lower() not in titles().honorifics)
        found = Station(title or None, found.affiliation)
    parts = [p.strip() for p in text[name.span.end :].split(",")[1:]]
    if found.role and not found.affiliation and len(parts) > 1 and parts[0].removeprefix("the ").startswith(found.role):
        words = parts[1].removeprefix("the ")
        if words[:1].isupper() and any("organization" in noun_kinds().get(w.lower(), ()) for w in words.split()):
            return Station(found.role, words)
    return found
