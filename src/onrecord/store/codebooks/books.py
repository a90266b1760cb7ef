"""Codebooks: the whole record has one, and each debate one of its own; an id means the same issue in all of them.

Every change is a row of its own that says what was done; the last row of a debate, or of the record, is the present codebook.
Here a debate is known by its number; None is the whole record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from onrecord.codebook.issues import Codebook, wording_of
from onrecord.codebook.reading import parse_codebook
from onrecord.codebook.writing import codebook_as_yaml
from onrecord.errors import CodebookError, UnknownError
from onrecord.store.database import note, now
from onrecord.store.schema import codebooks, debate_texts, debates, issues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

#: What the codebook of the whole record is called where one of a debate has the debate's name.
RECORD = "the record"


def present(connection: Connection, debate: int | None) -> Codebook:
    """The present codebook of a debate or of the record; one without issues where there is none yet.

    Raises:
        CodebookError: what the debate was made with is no codebook.
    """
    if debate is None:
        last = select(codebooks.c.text).where(codebooks.c.debate_id.is_(None)).order_by(codebooks.c.id.desc()).limit(1)
        found = connection.execute(last).scalar()
    else:
        found = connection.execute(select(debates.c.codebook).where(debates.c.id == debate)).scalar_one()
    return Codebook() if found is None else parse_codebook(found, f"the codebook of {name_of(connection, debate)}")


def put_codebook(connection: Connection, debate: int | None, codebook: Codebook, *, change: str, coder: str | None) -> None:
    """Makes a codebook the present one, in a transaction that writes.

    Raises:
        CodebookError: another codebook of the database has one of the ids with another sentence.
    """
    _refuse_other_meaning(connection, debate, codebook)
    words = codebook_as_yaml(codebook)
    connection.execute(insert(codebooks).values(debate_id=debate, text=words, change=change, coder=coder, added_at=now()))
    if debate is not None:
        connection.execute(update(debates).where(debates.c.id == debate).values(codebook=words))
    list_issues(connection, debate, codebook)
    note(connection, "codebook", name_of(connection, debate), who=coder, details={"change": change, "issues": len(codebook.issues)})


def keep_words(connection: Connection, debate: int, words: str) -> None:
    """Keeps the codebook that a debate was made with as it was written; its issues are known if it is a codebook at all.

    Raises:
        CodebookError: another codebook of the database has one of the ids with another sentence.
    """
    connection.execute(insert(codebooks).values(debate_id=debate, text=words, change="made with the debate", added_at=now()))
    try:
        codebook = parse_codebook(words, f"the codebook of {name_of(connection, debate)}")
    except CodebookError:
        return  # a bundle's can lack words; commands that need it say what is wrong
    _refuse_other_meaning(connection, debate, codebook)
    list_issues(connection, debate, codebook)


def list_issues(connection: Connection, debate: int | None, codebook: Codebook) -> None:
    """Lists the issues of a codebook as the present ones of a debate or of the record."""
    number = debate or 0
    connection.execute(delete(issues).where(issues.c.debate_id == number))
    rows = [
        {"debate_id": number, "id": one.id, "place": place, "text": one.text, "wording": wording_of(one.text)}
        for place, one in enumerate(codebook.issues)
    ]
    if rows:
        connection.execute(insert(issues), rows)


def find_issue(connection: Connection, of: str, id_: str) -> str:
    """The sentence of an issue, in whichever codebook.

    Args:
        connection: of the database.
        of: the database's name, for the error.
        id_: the issue's id.

    Raises:
        UnknownError: no codebook has it; it names those that there are.
    """
    rows = connection.execute(select(issues.c.id, issues.c.text).order_by(issues.c.debate_id, issues.c.place))
    known = {row.id: row.text for row in rows}
    if id_ not in known:
        advice = f"there are: {', '.join(known)}" if known else "no codebook has been imported yet: `onrecord issues import FILE`"
        raise UnknownError(of, f"there is no issue {id_!r}", advice=advice)
    return str(known[id_])


def issues_by_text(connection: Connection, texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """The issues that each of some texts is judged against, id to sentence: the record's, then those of each debate that it is in."""
    wanted = list(texts)
    rows = connection.execute(select(issues.c.debate_id, issues.c.id, issues.c.text).order_by(issues.c.debate_id, issues.c.place)).all()
    found = {text: {row.id: row.text for row in rows if not row.debate_id} for text in wanted}
    numbers = {row.debate_id for row in rows if row.debate_id}
    if numbers and wanted:
        pairs = select(debate_texts.c.debate_id, debate_texts.c.text_id).where(
            debate_texts.c.text_id.in_(wanted), debate_texts.c.debate_id.in_(numbers)
        )
        for number, text in sorted(connection.execute(pairs)):
            found[text].update({row.id: row.text for row in rows if row.debate_id == number})
    return found


def name_of(connection: Connection, debate: int | None) -> str:
    """What the codebook of a debate, or of the record, is called."""
    return RECORD if debate is None else str(connection.execute(select(debates.c.name).where(debates.c.id == debate)).scalar_one())


def history_of(connection: Connection, debate: int | None) -> list[dict[str, Any]]:
    """What was done to the codebook of a debate, or of the record, the latest first."""
    same = codebooks.c.debate_id.is_(None) if debate is None else codebooks.c.debate_id == debate
    rows = connection.execute(select(codebooks).where(same).order_by(codebooks.c.id.desc()))
    return [{"id": str(row.id), "at": row.added_at, "coder": row.coder, "change": row.change} for row in rows]


def _refuse_other_meaning(connection: Connection, debate: int | None, codebook: Codebook) -> None:
    others = connection.execute(select(issues).where(issues.c.debate_id != (debate or 0)))
    known = {row.id: row for row in others}
    for issue in codebook.issues:
        other = known.get(issue.id)
        if other is not None and other.text != issue.text:
            name = name_of(connection, other.debate_id or None)
            message = f"the codebook of {name} has this id for another sentence: “{other.text}”"
            raise CodebookError(issue.id, f"{message}; give one of the two another id (`onrecord issues rename`)")
