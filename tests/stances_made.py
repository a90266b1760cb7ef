"""Articles in which it is told who says what, with stances on issues, judged by the program or given by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.codebook.comparing import compare_codebooks, replace_codebook
from onrecord.codebook.issues import Codebook, Issue
from onrecord.exchange.record_json import record_as_dict
from onrecord.store.codebooks.changing import change_codebook
from onrecord.store.codebooks.judging import JudgedClaim, put_judged, run_for, unjudged
from onrecord.store.debates.sets import debate_number
from onrecord.store.ruling.rows import By
from onrecord.store.ruling.rulings import rule
from onrecord.store.writing.articles import add_record
from tests.records_made import record, speaker, statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.records import Kind, Speaker, SpeakerType
    from onrecord.store.database import Database

KIM = By("Kim")
_EMPTY = dict.fromkeys(("certainty", "condition", "condition_logic", "horizon", "attitude", "target", "addressee"))


class Words(NamedTuple):
    """What somebody says in an article.

    Attributes:
        who: the speaker's name; empty where nobody is named.
        what: the content, which is the claim.
        inner: what somebody else is told to say, within the content.
    """

    who: str
    what: str
    kind: SpeakerType = "person"
    affiliation: str | None = None
    inner: tuple[str, str] | None = None
    claim: Kind = "prescription"
    attitude: int | None = None


def article_of(day: str | None, *said: Words, **more: Any) -> dict[str, Any]:
    """The record of an article, one sentence for each of those who say something."""
    first = said[0].what.split()[-1]
    filler = " ".join(f"{word}{first}{day}" for word in ("alder", "birch", "cedar", "delta", "ember", "fjord", "gorse", "heath"))
    text = f"{filler}.\n\n" + "\n\n".join(f"{one.who or 'It was'} said that {one.what}." for one in said)
    made, kinds, attitudes = [], [], []
    for one in said:
        who = speaker(one.who, one.kind, affiliation=one.affiliation) if one.who else None
        made.append(statement(text, one.what, source=one.who, cue="said", speaker=who))
        kinds.append(one.claim)
        attitudes.append(one.attitude)
        if one.inner:
            name, words = one.inner
            made.append(statement(text, words, source=name, speaker=_inner(name), reported_by=made[-1].id))
            kinds.append(one.claim)
            attitudes.append(None)
    found = record_as_dict(record(text, *made, published=day, **more))
    for one_made, kind, attitude in zip(found["statements"], kinds, attitudes, strict=True):
        own = {"id": f"c{one_made['id'][1:]}", "span": one_made["content"], "main": True, "kind": kind, "confidence": 0.8}
        one_made["claims"] = [{**own, "links": [], "stances": [], **_EMPTY, "attitude": attitude}]
    return found


def put(database: Database, *articles: Mapping[str, Any]) -> list[str]:
    """Adds articles; the ids of their statements, in the order of the texts."""
    for one in articles:
        assert add_record(database, one) == "new"
    return [one["id"] for article in articles for one in article["statements"]]


def codebook(database: Database, *ids: str, debate: str | None = None) -> Codebook:
    """Makes a codebook of issues with these ids the present one."""
    book = Codebook(tuple(Issue(id=id_, text=sentence(id_)) for id_ in ids))
    number = debate_number(database, debate)
    change_codebook(database, number, lambda before: replace_codebook(compare_codebooks(before, book)), words="made")
    return book


def sentence(id_: str) -> str:
    """The sentence of an issue."""
    return f"The town should have {id_}"


def judge(database: Database, *said: tuple[str, str, str | None]) -> None:
    """The program's stances: of statements, on an issue, a side; of each article all at once."""
    run = run_for(database, "stances made", {})
    for text in list(unjudged(database, run, None)):
        spans = {one["id"]: one["claims"][0]["span"] for one in text.statements}
        rows = [JudgedClaim(id_, 0, spans[id_], sentence(issue), side, 0.9, {}) for id_, issue, side in said if id_ in spans]
        put_judged(database, text, run, rows)


def give(database: Database, *said: tuple[str, str, str], by: By = KIM) -> None:
    """A person's stances: of statements, on an issue, a side."""
    for id_, issue, side in said:
        rule(database, id_, "stance", f"{issue}: {side}", by=by)


def ids_of(articles: Sequence[Mapping[str, Any]]) -> list[str]:
    """The ids of articles."""
    return [str(one["article"]["id"]) for one in articles]


def _inner(name: str) -> Speaker:
    return speaker(name, "country" if name == "Norland" else "person")
