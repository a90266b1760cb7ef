"""Articles on a ferry that repeat each other, with the statements that stand in them: copies, another report, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.records_made import record, speaker, statement

if TYPE_CHECKING:
    from onrecord.records import Record

LEAD = "The harbour council voted on Monday to buy a second ferry, after a winter in which the first one lay in dock for eleven weeks."
ENGINE = "“We cannot run an island on one engine,” the mayor, Ana Ruiz, said after the vote."
COST = "Ruiz said the boat would cost 14.5 million and was due in the spring of next year, with room for 60 cars and a kitchen."
CRITIC = "Carl Voss, who owns the shipyard, called the price absurd and asked why no other yard had been invited to bid for the work."
LOAN = "The council will put the loan to the county in June, once the accounts of the old company have been read by an auditor."
WIRE = (LEAD, ENGINE, COST, CRITIC, LOAN)
MAYOR, YARD = speaker("Ana Ruiz", role="mayor"), speaker("Carl Voss")


def report(*paragraphs: str, **more: Any) -> Record:
    """An article of these paragraphs with the statements that stand in them."""
    text = "\n\n".join(paragraphs)
    made = []
    for content, source, who, form in (
        ("“We cannot run an island on one engine,”", "the mayor, Ana Ruiz", MAYOR, "direct"),
        ("the boat would cost 14.5 million", "Ruiz", MAYOR, "indirect"),
        ("the boat would cost 15.4 million", "Ruiz", MAYOR, "indirect"),
        ("called the price absurd", "Carl Voss", YARD, "indirect"),
    ):
        if content in text:
            made.append(statement(text, content, source=source, speaker=who, form=form))
    return record(text, *made, **more)


FIRST = report(*WIRE, outlet="The Wire", published="2026-02-10")
EDITED = report("PORT TOWN —", LEAD.replace("voted", "decided"), COST, ENGINE, LOAN, CRITIC, outlet="The Post", published="2026-02-11")
CUT = report(LEAD, ENGINE, COST, outlet="The Times", published="2026-02-12")
OTHER = report(
    "An own report of the vote, with nothing of the agency in it but what the mayor told everybody.",
    ENGINE,
    outlet="The Sun",
    published="2026-02-13",
)

AT = "https://post.example/ferry"
CORRECTED = tuple(p.replace("14.5", "15.4") for p in WIRE if p != CRITIC)


def version(*paragraphs: str, **more: Any) -> Record:
    return report(*paragraphs, **{"outlet": "The Post", "url": AT, "published": "2026-02-10", **more})
