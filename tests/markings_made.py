"""Markings made by hand: their spans are found by the words that they cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.records import Attribution, Entity, Form, Markings
from onrecord.resolve.speakers import resolve_speakers
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.records import Speaker


@dataclass(frozen=True, kw_only=True)
class Said:
    """An attribution by its words."""

    source: str
    cue: str
    content: str
    form: Form
    within: int | None
    aliases: tuple[tuple[str, float], ...]


def said(
    source: str, cue: str, content: str, *, form: Form = "indirect", within: int | None = None, aliases: tuple[tuple[str, float], ...] = ()
) -> Said:
    """An attribution by its words; of a source or cue that the text has more than once, the one nearest to the content is meant."""
    return Said(source=source, cue=cue, content=content, form=form, within=within, aliases=aliases)


def quoted(source: str, cue: str, content: str) -> Said:
    """A direct quotation by its words."""
    return said(source, cue, content, form="direct")


def attribution(text: str, one: Said) -> Attribution:
    """The attribution with its spans in the text."""
    at = text.index(one.content)
    content = Span(at, at + len(one.content))
    return Attribution(
        content=(content,),
        source=_nearest(text, one.source, content),
        cue=_nearest(text, one.cue, content),
        form=one.form,
        within=one.within,
        score=0.9,
        aliases=tuple((place, chance) for words, chance in one.aliases for place in _nearest(text, words, content)),
    )


def entities(text: str, **names: Iterable[str]) -> tuple[Entity, ...]:
    """Every place of some names as whole words, by type; the longest name is taken where several begin."""
    found: dict[Span, Entity] = {}
    typed = [(name, kind) for kind, some in names.items() for name in some]
    for name, kind in sorted(typed, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in found):
                found[span] = Entity(span=span, type=kind)  # type: ignore[arg-type]
    return tuple(found[span] for span in sorted(found))


def resolved(
    text: str, *some: Said, roles: Iterable[str] = (), affiliations: Iterable[str] = (), **names: Iterable[str]
) -> list[Speaker | None]:
    """The speakers of attributions in a text: ``person=["Ana Ruiz"], organization=[…], place=[…]`` are its names."""
    marked = [("role", words) for words in roles] + [("affiliation", words) for words in affiliations]
    markings = Markings(
        attributions=tuple(attribution(text, one) for one in some),
        entities=entities(text, **names),
        roles=tuple((kind, Span(text.index(words), text.index(words) + len(words))) for kind, words in marked),  # type: ignore[misc]
    )
    return list(resolve_speakers(text, markings))


def who(text: str, *some: Said, **names: Iterable[str]) -> tuple[str, str] | None:
    """Type and name of the speaker of the last attribution; None where there is none."""
    speaker = resolved(text, *some, **names)[-1]
    return None if speaker is None else (speaker.type, speaker.name)


def _nearest(text: str, words: str, content: Span) -> tuple[Span, ...]:
    if not words:
        return ()
    places = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    outside = [p for p in places if not p.overlaps(content)] or places
    return (min(outside, key=lambda p: max(content.start - p.end, p.start - content.end)),)
