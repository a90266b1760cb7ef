"""Contents for tests of what is exchanged: two articles written for it, and a strategy that makes any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from onrecord.codebook.issues import Codebook, Issue
from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said, Stance
from onrecord.spans import Span
from tests.codebook.books import codebooks

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A pictogram of two UTF-16 units stands before every mark, and one inside a content.
FERRY_TEXT = (
    "⛴️ 🚢 The second ferry\n\n"
    "“We cannot wait for a bridge,” Mayor Ana Ruiz said on Monday. “The ferry 🚢 must sail by spring.”\n\n"
    "The Harbour Union said that Ruiz wants night crossings, which it opposes.\n\n"
    "Fares are expected to double."
)
NIGHT_TEXT = "🌙🌊 Night crossings would be “a gift to the hotels”, according to union head Bo Ek."


def spans_of(text: str, *words: str) -> tuple[Span, ...]:
    """Where the words stand first, one span for each."""
    return tuple(Span(text.index(one), text.index(one) + len(one)) for one in words)


def _ferry() -> Document:
    text = FERRY_TEXT
    bridge = Said(
        id="s-bridge", content=spans_of(text, "“We cannot wait for a bridge,”", "“The ferry 🚢 must sail by spring.”"),
        source=spans_of(text, "Mayor Ana Ruiz"), cue=spans_of(text, "said on Monday"), form="direct", actor="a-ruiz",
        confidence=0.96, checked=True,
        claims=(
            ClaimMade(
                id="c-wait", span=spans_of(text, "We cannot wait for a bridge,"), kind="assessment", level="certain",
                stances=(
                    Stance(issue="second-ferry", side="for", confidence=0.91),
                    Stance(issue="second-ferry", side="neither", coder="Mira"),
                ),
            ),
            ClaimMade(
                id="c-sail", span=spans_of(text, "The ferry 🚢 must sail by spring."), main=False, kind="prescription",
                stances=(Stance(issue="second-ferry", side="for", coder="Jo Vik"),),
            ),
        ),
    )  # fmt: skip
    outer = Said(
        id="s-union", content=spans_of(text, "that Ruiz wants night crossings, which it opposes"),
        source=spans_of(text, "The Harbour Union"), cue=(Span(text.index("said that"), text.index("said that") + 4),),
        actor="a-union", confidence=0.7,
        claims=(
            ClaimMade(
                id="c-opposes", span=spans_of(text, "night crossings, which it opposes"), kind="assessment",
                stances=(Stance(issue="night-crossings", side="against", confidence=0.8),),
            ),
        ),
    )  # fmt: skip
    inner = Said(
        id="s-wants", content=spans_of(text, "night crossings"), source=(Span(text.index("Ruiz wants"), text.index("Ruiz wants") + 4),),
        cue=spans_of(text, "wants"), actor="a-ruiz", reported_by="s-union", coder="Mira",
        claims=(
            ClaimMade(
                id="c-wants", span=spans_of(text, "night crossings"), kind="prescription", level="likely",
                stances=(Stance(issue="night-crossings", side="for", coder="Mira"),),
            ),
        ),
        notes={"memo": "Said by the union; ask her office."},
    )  # fmt: skip
    nobody = Said(id="s-fares", content=spans_of(text, "Fares", "to double"), cue=spans_of(text, "are expected"), confidence=0.4)
    return Document(
        id="d-ferry", text=text, title="The second ferry", outlet="The Harbour Post", authors=("Mira Olden", "Jo Vik"),
        published="2026-02-10", url="https://harbour.example/ferry?a=1&b=2", statements=(bridge, outer, inner, nobody),
    )  # fmt: skip


def _night() -> Document:
    text = NIGHT_TEXT
    gift = Said(
        id="s-gift", content=spans_of(text, "Night crossings would be “a gift to the hotels”"), source=spans_of(text, "union head Bo Ek"),
        cue=spans_of(text, "according to"), form="mixed", actor="a-ek", confidence=0.88,
    )  # fmt: skip
    column = Said(id="s-column", content=spans_of(text, "🌙🌊 Night crossings"), voice="document", confidence=0.5)
    return Document(id="d-night", text=text, statements=(column, gift))


#: Two documents, three actors, two issues, two coders; all that contents can hold is in it.
FERRY = Contents(
    name="The ferry debate",
    model="reader 0.3.0",
    documents=(_ferry(), _night()),
    actors=(
        Actor(id="a-ruiz", name="Ana Ruiz", type="person", attributes={"role": "mayor", "affiliation": "Port Town", "party": "H & L"}),
        Actor(id="a-union", name="The Harbour Union", type="organization"),
        Actor(id="a-ek", name="Bo Ek", type="person", attributes={"role": "union head"}),
    ),
    codebook=Codebook(
        (
            Issue(id="second-ferry", text="The town should buy a second ferry.", notes="Not the bridge.\nNot the fares."),
            Issue(id="night-crossings", text="The ferry should cross at night.", parent="second-ferry"),
        )
    ),
)  # fmt: skip

WORDS = (
    st.text(st.sampled_from("abc éŁ东🚢“”'\"&<>;:|,.-_ "), min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)
TEXTS = st.text(st.sampled_from("abcdeé東🚢🌙“”'&<>;:.-\n\n     "), min_size=1, max_size=60)
_SHARES = st.integers(0, 1000).map(lambda number: number / 1000)


@st.composite
def spans_in(draw: st.DrawFn, within: Sequence[Span], *, most: int = 3) -> tuple[Span, ...]:
    """Spans in order, none of which touches another or is empty, each inside one of those given."""
    found: list[Span] = []
    for span in within:
        cuts = draw(st.sets(st.integers(span.start, span.end), min_size=2, max_size=2 * most))
        ordered = sorted(cuts)
        found.extend(Span(start, end) for start, end in zip(ordered[::2], ordered[1::2], strict=False))
    return tuple(found[: draw(st.integers(1, max(1, len(found))))])


@st.composite
def _claims(draw: st.DrawFn, content: tuple[Span, ...], ids: list[str], issues: tuple[str, ...]) -> tuple[ClaimMade, ...]:
    made = []
    for id_ in ids:
        machine = st.builds(Stance, issue=st.sampled_from(issues), side=st.sampled_from(["for", "against", "neither"]), confidence=_SHARES)
        person = st.builds(
            Stance,
            issue=st.sampled_from(issues),
            side=st.sampled_from(["for", "against", "neither"]),
            coder=st.sampled_from(["Mira", "Jo Vik", "Ø 🚢"]),
        )
        stances = draw(st.lists(machine | person, max_size=3, unique_by=lambda one: (one.issue, one.coder))) if issues else []
        made.append(
            ClaimMade(
                id=id_,
                span=draw(spans_in(content, most=1)),
                main=draw(st.booleans()),
                kind=draw(st.none() | st.sampled_from(["assessment", "prediction", "prescription", "commitment"])),
                level=draw(st.none() | st.sampled_from(["certain", "likely", "possible", "unlikely", "remote", "hedged"])),
                stances=tuple(stances),
            )
        )
    return tuple(made)


@st.composite
def _said(draw: st.DrawFn, text: str, id_: str, actors: tuple[str, ...], issues: tuple[str, ...]) -> Said:
    whole = (Span(0, len(text)),)
    content = draw(spans_in(whole))
    coder = draw(st.none() | st.sampled_from(["Mira", "Jo Vik"]))
    claims = [f"{id_}.{number}" for number in range(draw(st.integers(0, 2)))]
    return Said(
        id=id_,
        content=content,
        source=draw(st.just(()) | spans_in(whole, most=2)),
        cue=draw(st.just(()) | spans_in(whole, most=2)),
        form=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        voice=draw(st.sampled_from(["report", "document"])),
        actor=draw(st.none() | st.sampled_from(actors)) if actors else None,
        confidence=None if coder else draw(_SHARES),
        checked=draw(st.booleans()),
        coder=coder,
        claims=draw(_claims(content, claims, issues)),
        notes=draw(st.dictionaries(WORDS, WORDS, max_size=2)),
    )


@st.composite
def _document(draw: st.DrawFn, number: int, actors: tuple[str, ...], issues: tuple[str, ...]) -> Document:
    text = draw(TEXTS.filter(lambda text: len(text) > 1))
    said = [draw(_said(text, f"s{number}-{at}", actors, issues)) for at in range(draw(st.integers(0, 3)))]
    said.sort(key=lambda one: one.content[0].start)
    for at in range(1, len(said)):
        if draw(st.booleans()):
            said[at] = replace(said[at], reported_by=said[at - 1].id)
    return Document(
        id=f"d{number}",
        text=text,
        title=draw(st.none() | WORDS),
        outlet=draw(st.none() | WORDS),
        authors=tuple(draw(st.lists(WORDS, max_size=2))),
        published=draw(st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda day: day.isoformat())),
        url=draw(st.none() | WORDS.map(lambda words: f"https://x.example/{words}")),
        statements=tuple(said),
    )


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    """Contents of up to two documents, with ids that are unique, spans in order, and stances on issues of the codebook."""
    codebook = draw(codebooks())
    kinds = st.sampled_from(["person", "organization", "country", "group", "unnamed", "document", "author"])
    names = draw(st.lists(WORDS, max_size=3))
    actors = tuple(
        Actor(id=f"a{at}", name=name, type=draw(kinds), attributes=draw(st.dictionaries(st.sampled_from(["role", "party", "é 🚢"]), WORDS)))
        for at, name in enumerate(names)
    )
    ids = tuple(one.id for one in actors)
    documents = tuple(draw(_document(number, ids, codebook.ids)) for number in range(draw(st.integers(0, 2))))
    return Contents(name=draw(WORDS), documents=documents, actors=actors, codebook=codebook, model=draw(st.none() | WORDS))


def damage(data: st.DataObject, whole: bytes) -> bytes:
    """The bytes with one or two stretches replaced by what hurts a reader, or by other stretches of them."""
    hurting = st.sampled_from(
        [b"", b'"', b"<", b"\t", b"\n", b" ", b"-1", b"9" * 30, b"null", b"{}", b'{"id": [1]}', b"\xff", b"&", b"\x00"]
    )
    for _ in range(data.draw(st.integers(1, 2))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(len(whole), start + data.draw(st.integers(0, 40)))
        other = data.draw(st.integers(0, len(whole)))
        new = data.draw(hurting | st.just(whole[other : other + 20]))
        whole = whole[:start] + new + whole[end:]
    return whole
