"""Exports of press databases made for tests: the marks are the databases', the words our own."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """An article as a database has it."""

    title: str
    outlet: str
    author: str
    text: tuple[str, ...]


PIECES = (
    Piece(
        "Council buys a second ferry",
        "The Harbour Post",
        "Mira Olden",
        ("The council voted on Monday to buy a second ferry for the harbour.", "“We cannot wait for a bridge,” the mayor said."),
    ),
    Piece(
        "Treasurer warns of the price of the ferry",
        "Island Daily",
        "Jo Bergan and Lotte Vik",
        ("The ferry will cost four million crowns, the treasurer warned.", "Body: a word that no label is when more stands behind it."),
    ),
    Piece(
        "Fishermen oppose the plan for the quay",
        "Coast Weekly",
        "Ada Holm",
        ("Fishermen said on Tuesday that the new quay would take their berths.", "They asked the council to think again."),
    ),
)


def nexis(*pieces: Piece, said: int | None = None, cover: bool = True, rights: str = "All Rights Reserved") -> list[str]:
    """The paragraphs of an export of Nexis Uni."""
    lines: list[str] = []
    if cover:
        lines = ["User Name: A Reader", "Date and Time: Tuesday, March 3, 2026 9:15 AM CET", "Job Number: 1"]
        lines += [f"Documents ({len(pieces) if said is None else said})"]
        for number, piece in enumerate(pieces, 1):
            lines += [f"{number}. {piece.title}", "Client/Matter: -None-", "Search Terms: ferry", "Search Type: Natural Language"]
    for piece in pieces:
        lines += [
            piece.title, piece.outlet, "February 10, 2026 Tuesday", "Late Edition", f"Copyright 2026 {piece.outlet} {rights}",
            "Section: Section A; Pg. 1", "Length: 640 words", f"Byline: By {piece.author}", "Highlight: What the council did",
            "Dateline: HARBOUR", "Body", *piece.text, "Graphic", "PHOTO: The harbour", "Classification", "Language: ENGLISH",
            "Publication-Type: Newspaper", "Subject: FERRIES (90%)", "Load-Date: February 11, 2026", "End of Document",
        ]  # fmt: skip
    return lines


def factiva(*pieces: Piece, listed: bool = False) -> list[str]:
    """The paragraphs of an export of Factiva without labels."""
    lines = [f"{piece.title} ........ {number}" for number, piece in enumerate(pieces, 2)] if listed else []
    for number, piece in enumerate(pieces):
        lines += [
            piece.title, f"By {piece.author}", "640 words", "10 February 2026", piece.outlet, "HARBP", "English",
            "(c) 2026 Harbour Media. All rights reserved.", *piece.text, f"Document HARBP0020260210em2a0000{number}",
            f"Page {number + 1} of 9 © 2026 Factiva, Inc. All rights reserved.",
        ]  # fmt: skip
    return lines


def labelled_factiva(piece: Piece) -> list[str]:
    """The paragraphs of an export of Factiva with labels, each in a cell of its own."""
    first, *rest = piece.text
    return [
        "SE", "News", "HD", piece.title, "BY", f"By {piece.author}", "WC", "640 words", "PD", "10 February 2026", "ET", "09:30",
        "SN", piece.outlet, "SC", "HARBP", "LA", "English", "CY", "(c) 2026 Harbour Media.", "LP", first, "TD", *rest,
        "CO", "harbco : Harbour Company", "RE", "eurz : Europe", "AN", "Document HARBP00020260210em2a00001",
    ]  # fmt: skip


def proquest(*pieces: Piece, said: int | None = None) -> list[str]:
    """The paragraphs of an export of ProQuest."""
    lines: list[str] = []
    if said is not None:
        lines = ["Table of contents", *(f"{number}. A title" for number in range(1, said + 1))]
    for number, piece in enumerate(pieces):
        lines += [
            "_" * 60, piece.title, f"Author: {piece.author}", f"Publication info: {piece.outlet} ; Harbour [Harbour]10 Feb 2026: A.1.",
            f"https://example.org/docview/{number}", "Abstract: What the council did.", f"Full text: {piece.text[0]}", *piece.text[1:],
            "Subject: Ferries", f"Title: {piece.title}", f"Publication title: {piece.outlet}; Harbour", "Publication year: 2026",
            "Publication date: Feb 10, 2026", "Language of publication: English", f"Document URL: https://example.org/docview/{number}",
            "Copyright: Harbour Media", "Database: A Newsstand",
        ]  # fmt: skip
    return [*lines, "_" * 60, "Contact us at: https://example.org/contact", "Database copyright 2026"]
