"""Contents of another program's file taken into a database: articles, issues, statements, and what people coded as their rulings."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from onrecord.codebook.changing import Change as BookChange
from onrecord.codebook.issues import Codebook
from onrecord.errors import CodebookError
from onrecord.exchange.contents import Loss
from onrecord.exchange.dna.changes import changes
from onrecord.exchange.dna.codings import is_person, organization_of
from onrecord.exchange.gathering import gather
from onrecord.store.codebooks.books import present
from onrecord.store.codebooks.changing import change_codebook
from onrecord.store.debates.sets import debate_number, put_into_debate
from onrecord.store.ruling.coded import CodedClaim, CodedRuling, CodedStatement, take_coded, take_rulings
from onrecord.store.writing.articles import add_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onrecord.exchange.contents import Actor, ClaimMade, Contents, Document, Said
    from onrecord.exchange.dna.changes import Change
    from onrecord.store.database import Database

#: The model of a text that no model has read: `onrecord reread` reads it.
UNREAD = "imported"
_WHY = {
    "statements that the program read": "nobody ruled on them: `onrecord reread` and `onrecord issues apply` find them anew",
    "changes of what somebody ruled on since the file was last saved": "the later ruling stays; rule again where the file is right",
    "documents without text": "there is nothing to read",
    "documents that were deleted on request": "they may not come back",
    "marks that a statement is told by somebody else": "no ruling holds that: it counts as the speaker's own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of a file's contents.

    Attributes:
        articles: how many were not here.
        issues: how many were not in the codebook.
        added: statements that were not here.
        rulings: rulings made, those of added statements among them.
        losses: what could not be taken in.
    """

    articles: int
    issues: int
    added: int
    rulings: int
    losses: tuple[Loss, ...]


def take_in(
    database: Database, contents: Contents, *, origin: str, coder: str, debate: str | None = None, as_of: str | None = None
) -> TakenIn:
    """Takes contents in: what came from here comes back as the rulings that differ, anything else as people's statements and rulings.

    Taking the same in again changes nothing. A run that was broken off goes on where it stopped.

    Args:
        database: where to.
        contents: what a file holds.
        origin: the file, kept with articles and rulings.
        coder: whose rulings those are that name nobody.
        debate: the debate that the articles are put into, and whose codebook gets the issues.
        as_of: when the file was last saved (UTC, ISO): what somebody ruled later on the same thing stays. All is taken in without it.

    Raises:
        UnknownError: there is no such debate.
        CodebookError: an issue has another sentence here.
    """
    number = debate_number(database, debate)
    issues = _take_issues(database, contents.codebook, number, origin)
    actors = {actor.id: actor for actor in contents.actors}
    losses: Counter[str] = Counter()
    counts: Counter[str] = Counter(issues=issues)
    ids = {document.id: hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()[:16] for document in contents.documents}
    before = gather(database, debate, only=set(ids.values()))
    ours = _came_from_here(before, contents, ids)
    for document in contents.documents:
        text_id = ids[document.id]
        if not document.text.strip():
            losses["documents without text"] += 1
            continue
        outcome = "unchanged" if text_id in ours else add_record(database, _record(document, text_id, origin))
        counts["articles"] += outcome in ("new", "repeat", "version")
        if outcome == "forgotten":
            losses["documents that were deleted on request"] += 1
            continue
        if debate is not None:
            put_into_debate(database, debate, [text_id])
        reason = f"imported from {origin}"
        if text_id in ours:
            rows = _rulings(before, contents, document, ids, coder)
            made, later = take_rulings(database, text_id, rows, reason=reason, as_of=as_of)
            counts["rulings"] += made
            losses["changes of what somebody ruled on since the file was last saved"] += later
        new = [one for one in document.statements if text_id not in ours or one.id not in ours[text_id]]
        if contents.model is not None:
            losses["statements that the program read"] += len(new)
            new = [one for one in new if _is_persons(one)]
            losses["statements that the program read"] -= len(new)
        if new:
            losses["marks that a statement is told by somebody else"] += sum(one.reported_by is not None for one in new)
            done = take_coded(database, text_id, [_coded(one, actors, coder, own=contents.model is not None) for one in new], reason=reason)
            counts["added"] += done.added
            counts["rulings"] += done.rulings
    told = tuple(Loss(what=what, count=count, why=_WHY[what]) for what, count in losses.items() if count)
    return TakenIn(
        articles=counts["articles"], issues=issues, added=counts["added"], rulings=counts["rulings"], losses=told
    )  # fmt: skip


def _take_issues(database: Database, codebook: Codebook, debate: int | None, origin: str) -> int:
    """Adds the issues that the present codebook lacks; returns how many."""
    with database.read() as connection:
        there = {one.id: one.text for one in present(connection, debate).issues}
    for one in codebook.issues:
        only_named = (one.id, one.id.replace("_", " ").replace("-", " "))  # as programs do that keep no sentence
        if one.text not in (there.get(one.id, one.text), *only_named):
            message = f"{origin} has this id for another sentence, “{one.text}”, than the codebook here, “{there[one.id]}”"
            raise CodebookError(one.id, f"{message}; give one of the two another id (`onrecord issues rename`)")
    added: list[str] = []

    def make(before: Codebook) -> BookChange:
        new = [one for one in codebook.issues if one.id not in before.ids]
        added.extend(one.id for one in new)
        known = {*before.ids, *added}
        kept = (replace(one, parent=one.parent if one.parent in known else None) for one in new)
        return BookChange(before=before, after=Codebook((*before.issues, *kept)))

    if any(one.id not in there for one in codebook.issues):
        change_codebook(database, debate, make, words=f"imported {origin}")
    return len(added)


def _came_from_here(before: Contents, contents: Contents, ids: Mapping[str, str]) -> dict[str, set[str]]:
    """The texts of which the file has statements by the ids that they have here, with these ids."""
    here = {document.id: {one.id for one in document.statements} for document in before.documents}
    found = {ids[d.id]: here.get(ids[d.id], set()) & {one.id for one in d.statements} for d in contents.documents}
    return {text_id: statements for text_id, statements in found.items() if statements}


def _record(document: Document, text_id: str, origin: str) -> dict[str, Any]:
    published = document.published[:10] if document.published else None
    article = {
        "id": text_id, "text": document.text, "title": document.title, "outlet": document.outlet, "authors": list(document.authors),
        "published": published, "language": document.language, "translation": None, "original_language": None, "url": document.url,
        "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(), "origin": f"{origin}:{document.id}",
    }  # fmt: skip
    return {"article": article, "statements": [], "model": UNREAD}


def _is_persons(one: Said) -> bool:
    """Whether a person added a statement, ruled on it, or gave one of its stances: what the program read it reads again."""
    return one.checked or one.coder is not None or any(stance.coder for claim in one.claims for stance in claim.stances)


def _coded(one: Said, actors: Mapping[str, Actor], coder: str, *, own: bool) -> CodedStatement:
    """A statement as its coder's; ``own`` is whether stances without a coder are the program's, which gives them anew."""
    actor = actors.get(one.actor or "")
    speaker: dict[str, str | None] | None = None
    if actor is not None:
        speaker = {"id": actor.id, "name": actor.name, "type": actor.type, "role": actor.attributes.get("role")}
        speaker["affiliation"] = organization_of(one, actors) if is_person(actor) else actor.attributes.get("affiliation")
    parts = {"source": _list(one.source), "cue": _list(one.cue)}
    claims = [_claim(claim, one.coder or coder, own=own) for claim in one.claims]
    return CodedStatement(one.id, _list(one.content), speaker, parts, claims, one.coder or coder)


def _claim(claim: ClaimMade, coder: str, *, own: bool) -> CodedClaim:
    stances = {stance.issue: (stance.side, stance.coder or coder) for stance in claim.stances if stance.coder or not own}
    return CodedClaim(_list(claim.span), claim.kind, stances)


def _list(spans: Iterable[Any]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _rulings(before: Contents, after: Contents, document: Document, ids: Mapping[str, str], coder: str) -> list[CodedRuling]:
    """What people changed of a document that came from here; on issues that the file does not know nothing was."""
    text_id = ids[document.id]
    there = next(one for one in before.documents if one.id == text_id)
    known = {one.id for one in there.statements}
    kept = tuple(one for one in document.statements if one.id in known)
    anew = {one.content for one in document.statements if one.id not in known}  # an earlier import may have added these here
    was = _on_issues(replace(there, statements=tuple(o for o in there.statements if o.content not in anew)), set(after.codebook.ids))
    # what is known of speakers here may have changed since; the file's own tells which of its statements are other than usual
    pair = (
        replace(before, documents=(was,), actors=after.actors),
        replace(after, documents=(replace(document, id=text_id, statements=kept),)),
    )
    names = {actor.id: actor for actor in after.actors}
    own = {one.id: one for one in document.statements}
    found: list[CodedRuling] = []
    grouped: dict[str, list[Change]] = defaultdict(list)
    for change in changes(*pair):
        grouped[change.statement].append(change)
    for statement, some in grouped.items():
        for change in some:
            found += _ruled(change, own.get(statement), names, change.coder or coder)
    return found


def _on_issues(document: Document, issues: Collection[str]) -> Document:
    """The document without the stances on other issues."""

    def kept(claim: ClaimMade) -> ClaimMade:
        return replace(claim, stances=tuple(one for one in claim.stances if one.issue in issues))

    statements = (replace(one, claims=tuple(kept(claim) for claim in one.claims)) for one in document.statements)
    return replace(document, statements=tuple(statements))


def _ruled(change: Change, said: Said | None, names: Mapping[str, Actor], coder: str) -> Iterable[CodedRuling]:
    """A change as rulings."""
    old, new = change.old, change.new

    def told(field: str, value: Any, claim: str | None = change.claim) -> CodedRuling:  # noqa: ANN401 - what a ruling holds
        return CodedRuling(change.statement, claim, field, value, coder)

    if change.kind in ("removed", "issue changed") and old is not None and old.issue:
        yield told("stance", {"issue": old.issue, "stance": None})
    if change.kind in ("added", "issue changed", "stance changed", "coder changed") and new is not None and new.issue:
        yield told("stance", {"issue": new.issue, "stance": new.side})
    if change.kind == "moved" and said is not None:
        claim = next((one for one in said.claims if one.id == change.claim), None)
        if claim is not None:
            yield told("span", _list(claim.span))
    if change.kind == "re-attributed":
        actor = names.get((new.actor if new else None) or "")
        yield told("speaker", {"id": actor.id, "name": actor.name, "type": actor.type} if actor else None, None)
    if change.kind == "affiliation changed" and new is not None:
        yield told("affiliation", new.organization or None, None)
    if change.kind == "checked":
        yield told("statement", "yes", None)
