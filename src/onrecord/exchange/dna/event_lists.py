"""Discourse Network Analyzer's three lists: its event list, and a network as a matrix in CSV and in UCINET's DL.

DNA parts fields by semicolons, and where a value holds what parts fields or ends words, puts something else there. Event lists do so
where ``dna_compat`` asks for it; otherwise each value stands as it is, quoted as in RFC 4180, with what DNA leaves out behind it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from onrecord.exchange.dna.codings import coder_numbers, codings, is_person, organization_of
from onrecord.exchange.dna.documents import dna_fields, substitute_date
from onrecord.exchange.dna.schema import AGREEMENT, CONCEPT, ORGANIZATION, PERSON, PROGRAM
from onrecord.exchange.dna.text import seconds, when

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from onrecord.debate.network import Network
    from onrecord.exchange.contents import Actor, Contents
    from onrecord.exchange.dna.codings import Coding
    from onrecord.exchange.dna.documents import DocumentFields

VARIABLES: Final = (PERSON, ORGANIZATION, CONCEPT, AGREEMENT)
HEADER: Final = (
    *("statement_id", "time", *VARIABLES, "start_position", "stop_position", "text", "coder", "document_id"),
    *("document_title", "document_author", "document_source", "document_section", "document_type"),
)
#: What DNA's list does not have: our ids, the claim's kind, who reports it, and whether a person checked it.
MORE: Final = ("onrecord_statement", "onrecord_claim", "kind", "reported_by", "checked", "coder_name")
_WORDS: Final = frozenset({PERSON, ORGANIZATION, CONCEPT, "text", "document_title", "document_author", "document_source"})


def event_list(contents: Contents, statements: Collection[str] | None = None, *, dna_compat: bool = False) -> str:
    """The codings as DNA lists events, in its order: one row a claim, issue and side, numbered as in a ``.dna`` file of the same contents.

    Args:
        contents: what is listed.
        statements: the ids of the statements that are; None for all. ``Network.stances`` has those behind a network.
        dna_compat: DNA's own columns alone, and ``,`` for ``;`` and ``'`` for ``"`` in values, as DNA writes them.
    """
    substitute = substitute_date(contents.documents)
    fields = {one.id: (at, dna_fields(one, substitute)) for at, one in enumerate(contents.documents, start=1)}
    coders = coder_numbers(contents)
    actors = {actor.id: actor for actor in contents.actors}
    issues = {issue.id: issue.text for issue in contents.codebook.issues}
    rows = []
    for number, coding in enumerate(codings(contents), start=1):
        document, shown = fields[coding.document.id]
        if statements is None or coding.said.id in statements:
            order = (shown.date, document, *coding.span, number)
            row = _event(coding, number, (document, shown), actors, issues) | {"coder": coders[coding.coder]}
            rows.append((order, row))
    ordered = [row for _, row in sorted(rows, key=lambda pair: pair[0])]
    if dna_compat:
        return _dna_lines(ordered)
    return _csv(ordered, sorted({f"{name}_attribute" for name in _attributes(actors.values())}))


def _event(
    coding: Coding, number: int, document: tuple[int, DocumentFields], actors: Mapping[str, Actor], issues: Mapping[str, str]
) -> dict[str, Any]:
    at, shown = document
    actor = actors.get(coding.said.actor or "")
    start, stop = (shown.text.to_dna(offset) for offset in coding.span)
    person = actor is not None and is_person(actor)
    time = when(shown.date) or ""
    row: dict[str, Any] = {
        "statement_id": number,
        "time": f"{time[:10]} {time[11:19] or '00:00:00'}",
        PERSON: actor.name if person and actor else "",
        ORGANIZATION: organization_of(coding.said, actors) if person or actor is None else actor.name,
        CONCEPT: issues.get(coding.issue, coding.issue),
        AGREEMENT: int(coding.side == "for"),
        "start_position": start,
        "stop_position": stop,
        "text": shown.text.text[start:stop],
        "document_id": at,
        "document_title": shown.title,
        "document_author": shown.author,
        "document_source": shown.source,
        "document_section": "",
        "document_type": "",
        "onrecord_statement": coding.said.id,
        "onrecord_claim": coding.claim.id,
        "kind": coding.claim.kind or "",
        "reported_by": coding.said.reported_by or "",
        "checked": int(coding.said.checked),
        "coder_name": coding.coder or PROGRAM,
    }
    if seconds(coding.document.published) is None:
        row["undated"] = True
    return row | {f"{name}_attribute": value for name, value in (actor.attributes if actor else {}).items()}


def _attributes(actors: Iterable[Actor]) -> set[str]:
    return {name for actor in actors for name in actor.attributes}


def _csv(rows: list[dict[str, Any]], attributes: list[str]) -> str:
    """The rows with all that is known, each value as it is; a day that is not known stays empty."""
    written = io.StringIO()
    fields = [*HEADER, *MORE, *attributes]
    form: dict[str, Any] = {"delimiter": ";", "lineterminator": "\n", "quoting": csv.QUOTE_NONNUMERIC}
    writer = csv.DictWriter(written, fields, restval="", extrasaction="ignore", **form)
    writer.writeheader()
    writer.writerows({**row, "time": ""} if row.get("undated") else row for row in rows)
    return written.getvalue()


def _dna_lines(rows: list[dict[str, Any]]) -> str:
    """The rows byte for byte as DNA has them, without a line end behind the last."""
    quoted = {*_WORDS, "document_section", "document_type"}
    lines = [";".join(f'"{name}"' for name in HEADER)]
    for row in rows:
        values = (f'"{_tame(row[name])}"' if name in quoted else str(row[name]) for name in HEADER)
        lines.append(";".join(values))
    return "\n".join(lines)


def _tame(words: str) -> str:
    return words.replace(";", ",").replace('"', "'")


def matrix_csv(network: Network) -> str:
    """A network as DNA's matrix in CSV: names of columns in the first row, those of rows in front of each."""
    names = ["", *(name.replace('"', "'") for name in network.columns)]
    lines = [";".join(f'"{name}"' for name in names)]
    for name, figures in zip(network.rows, _figures(network), strict=True):
        plain = name.replace('"', "'")
        lines.append(";".join((f'"{plain}"', *figures)))
    return "\n".join(lines)


def ucinet_dl(network: Network) -> str:
    """A network as a full matrix in UCINET's DL, as DNA writes it: names without quotation marks and apostrophes.

    Names that are the same without these, or differ in white space alone, have a number behind them: UCINET knows nodes by their names.
    """
    rows, columns = (_labels(names) for names in (network.rows, network.columns))
    if network.design.network == "onemode":
        lines = [f"dl n = {len(rows)}, format = fullmatrix", "labels:", *rows]
    else:
        lines = [f"dl nr = {len(rows)}, nc = {len(columns)}, format = fullmatrix", "row labels:", *rows, "col labels:", *columns]
    return "\n".join([*lines, "data:", *("".join(f" {figure}" for figure in figures) for figures in _figures(network))])


def _labels(names: Iterable[str]) -> list[str]:
    taken: set[str] = set()
    labels = []
    for name in names:
        plain = " ".join(name.replace('"', "").replace("'", "").split())
        label, number = plain, 1
        while label in taken:
            number += 1
            label = f"{plain} {number}"
        taken.add(label)
        labels.append(f'"{label}"')
    return labels


def _figures(network: Network) -> Iterable[list[str]]:
    """The figures row by row: whole numbers as such where all are, otherwise with six decimals, as in DNA."""
    matrix = network.matrix.tocsr()
    whole = network.design.normalisation == "no" and bool((matrix.data == matrix.data.round()).all())
    for at in range(len(network.rows)):
        values = matrix[[at], :].toarray()[0].tolist()
        yield [str(int(value)) if whole else f"{value:.6f}" for value in values]
