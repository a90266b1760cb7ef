"""What went into a file or came out of one, in numbers: for manifests."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.exchange.contents import Loss

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.exchange.contents import Contents, Document, Said
    from onrecord.spans import Span


def tally(contents: Contents) -> dict[str, int]:
    """How many of each kind of thing there are."""
    statements = [said for document in contents.documents for said in document.statements]
    claims = [claim for said in statements for claim in said.claims]
    return {
        "documents": len(contents.documents),
        "statements": len(statements),
        "claims": len(claims),
        "stances": sum(len(claim.stances) for claim in claims),
        "actors": len(contents.actors),
        "issues": len(contents.codebook.issues),
        "coders": len(contents.coders),
    }


def only_marked(contents: Contents, marks: Callable[[Document, tuple[Span, ...]], bool], losses: Losses) -> Contents:
    """The contents without the statements and claims that mark nothing in a format that marks words."""

    def kept(document: Document, said: Said) -> Said:
        claims = tuple(claim for claim in said.claims if marks(document, claim.span))
        losses.add("claim without words", "words are marked, and it has none", len(said.claims) - len(claims))
        return said if len(claims) == len(said.claims) else replace(said, claims=claims)

    documents = []
    for document in contents.documents:
        marked = [said for said in document.statements if marks(document, said.content)]
        losses.add("statement without words", "words are marked, and it has none", len(document.statements) - len(marked))
        documents.append(replace(document, statements=tuple(kept(document, said) for said in marked)))
    return replace(contents, documents=tuple(documents))


class Losses:
    """What is left behind while a file is written or read, counted by kind."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, what: str, why: str, count: int = 1) -> None:
        """Counts something that is left behind, and why."""
        if count:
            self._counts[what, why] += count

    def all(self) -> tuple[Loss, ...]:
        """The losses, in the order in which each was first met."""
        return tuple(Loss(what=what, count=count, why=why) for (what, why), count in self._counts.items())
