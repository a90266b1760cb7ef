"""Newsletters made for tests: some that hold several articles, and some that look like it and are one text."""

from __future__ import annotations

import textwrap
from email.message import EmailMessage
from itertools import pairwise
from typing import NamedTuple


class News(NamedTuple):
    """An item of a newsletter."""

    title: str
    author: str
    link: str
    text: tuple[str, ...]


NEWS = (
    News(
        "Ferry strike called off after overnight deal",
        "Sinéad Quirke",
        "https://harbour.example/ferry-strike",
        (
            "A strike that would have stopped ferries to the outer islands from Friday has been called off, after unions and the "
            "operator agreed on a pay rise over two years.",
            "“Nobody is dancing,” said Moira Tansley, who led the talks for the crews. “But the boats will sail.”",
        ),
    ),
    News(
        "Council withdraws parking charge for hospital visitors",
        "Jo Bergan",
        "https://harbour.example/parking",
        (
            "The council has withdrawn a plan to charge visitors for parking at the county hospital. The leader of the council, Ada Holm, "
            "said on Tuesday that the plan had been “a mistake, and mine.”",
        ),
    ),
    News(
        "Will the watchdog fine the energy supplier?",
        "Lotte Vik",
        "https://harbour.example/watchdog",
        (
            "The regulator is expected to fine Northlight Energy for paying refunds late, two people with knowledge of the case said. The "
            "company said that it had “nothing to add” until the ruling is published.",
        ),
    ),
    News(
        "Libraries may lend tools, says ministry",
        "Emil Stroud",
        "https://harbour.example/tools",
        (
            "Public libraries may lend drills and ladders as well as books, the ministry of culture has ruled. Critics warned that nobody "
            "had asked the libraries where they should keep them.",
        ),
    ),
)
TITLES = [one.title for one in NEWS]
TEXTS = ["\n".join(one.text) for one in NEWS]
GREETING = "Good morning. Here is what you need to know today."
LEAVE = "You are receiving this e-mail because you signed up on our website. Unsubscribe: https://harbour.example/leave"
LEAVE_HTML = '<p>You are receiving this because you signed up. <a href="https://harbour.example/leave">Unsubscribe</a></p>'


def mail(*, html: str | None = None, plain: str = "Please open this message in your browser: https://harbour.example/today") -> bytes:
    """A newsletter by mail."""
    made = EmailMessage()
    made["From"] = "The Harbour Post <news@mail.harbour.example>"
    made["To"] = "reader@post.example"
    made["Subject"] = "The Morning Brief"
    made["Date"] = "Tue, 10 Feb 2026 07:30:00 +0000"
    made.set_content(plain)
    if html is not None:
        made.add_alternative(f"<html><body>{html}</body></html>", subtype="html")
    return bytes(made)


def paragraphs(one: News) -> str:
    """An item's text in HTML."""
    return "".join(f"<p>{text}</p>" for text in one.text)


def linked_headings() -> str:
    return f"<p>{GREETING}</p>" + "".join(f'<h2><a href="{one.link}">{one.title}</a></h2>{paragraphs(one)}' for one in NEWS) + LEAVE_HTML


def sections_of_linked_headings() -> str:
    """Names of sections above the items, in larger headings."""
    parts = [f'<h3><a href="{one.link}">{one.title}</a></h3>{paragraphs(one)}' for one in NEWS]
    return f"<h1>The Morning Brief</h1><h2>Islands</h2>{parts[0]}{parts[1]}<h2>Money</h2>{parts[2]}<h2>Culture</h2>{parts[3]}{LEAVE_HTML}"


def table_cells() -> str:
    """A cell an item, with a bold line, line breaks and a button."""
    rows = "".join(
        f"<tr><td><span style='font-size:20px'><b>{one.title}</b></span><br>{'<br><br>'.join(one.text)}<br>"
        f"<a href='{one.link}'>Read more</a></td></tr>"
        for one in NEWS
    )
    return f"<table><tr><td>View this e-mail in your browser</td></tr>{rows}<tr><td>{LEAVE_HTML}</td></tr></table>"


def bylines() -> str:
    return "".join(f"<h2>{one.title}</h2><p>By {one.author}</p>{paragraphs(one)}<hr>" for one in NEWS) + LEAVE_HTML


def styled_boxes() -> str:
    """Headlines that only their style makes bold, in boxes with pictures; the full story linked at the end of the text."""
    boxes = "".join(
        f'<div><img src="a.png"><div style="font-size:22px;font-weight:700"><a href="{one.link}">{one.title}</a></div>'
        f'{paragraphs(one)[:-4]} <a href="{one.link}">Continue reading</a></p></div>'
        for one in NEWS
    )
    return f"<div>{boxes}</div>{LEAVE_HTML}"


def bare_links() -> str:
    return f"<p>{GREETING}</p>" + "".join(f'<p><a href="{one.link}">{one.title}</a></p>{paragraphs(one)}' for one in NEWS) + LEAVE_HTML


def with_an_advertisement() -> str:
    parts = [f'<h2><a href="{one.link}">{one.title}</a></h2>{paragraphs(one)}' for one in NEWS]
    advert = (
        "<p>A message from our sponsor</p><h2><a href='https://advert.example'>Meet the pan that never burns</a></h2>"
        "<p>Forty thousand cooks have thrown out their old pans, and you can be the next: order by Sunday and the lid is free, as is the "
        "postage to any island.</p>"
    )
    return parts[0] + parts[1] + advert + parts[2] + parts[3] + LEAVE_HTML


def numbered_plain() -> str:
    items = [f"{at}. {one.title}\n{one.link}\n\n" + "\n\n".join(one.text) for at, one in enumerate(NEWS, 1)]
    return "\n\n".join([GREETING, *items, "-- ", LEAVE])


def capitals_with_bylines_plain() -> str:
    items = [f"{one.title.upper()}\nBy {one.author}\n\n" + "\n\n".join(one.text) for one in NEWS]
    return "\n\n----------------\n\n".join([*items, LEAVE])


def stars_and_more_plain() -> str:
    items = [f"* {one.title}\n\n" + "\n\n".join(one.text) + f"\n\nRead more: {one.link}" for one in NEWS]
    return "\n\n".join([GREETING, *items, LEAVE])


def wrapped_plain() -> str:
    """Lines broken to fit a screen, addresses in angle brackets."""
    items = [f"{one.title} <{one.link}>\n\n" + "\n\n".join(textwrap.fill(text, 72) for text in one.text) for one in NEWS]
    return "\n\n".join([*items, LEAVE])


def datelines() -> str:
    return (
        "".join(
            f"<h3>{one.title}</h3><p>HARBOUR (Coast News) — {one.text[0]}</p>" + "".join(f"<p>{text}</p>" for text in one.text[1:])
            for one in NEWS
        )
        + LEAVE_HTML
    )


def numbered_sections() -> str:
    """Numbered headings, a way on and a button to share below each."""
    parts = (
        f"<h4>{at}. {one.title}</h4>{paragraphs(one)}<p><a href='{one.link}'>Go deeper</a></p>"
        "<p><a href='https://a.example'>Share this story</a></p>"
        for at, one in enumerate(NEWS, 1)
    )
    return f"<h1>Harbour AM</h1><p>Happy Tuesday! Today's newsletter is 400 words.</p>{''.join(parts)}{LEAVE_HTML}"


def names_of_outlets() -> str:
    """A press review, with the outlet below each headline and the address below the text."""
    return (
        "".join(
            f"<h3>{one.title}</h3><p><i>Coast Weekly, 9 February 2026</i></p>{paragraphs(one)}<p><a href='{one.link}'>{one.link}</a></p>"
            for one in NEWS
        )
        + LEAVE_HTML
    )


def markdown_plain() -> str:
    items = [f"## {one.title}\n\n" + "\n\n".join(one.text) + f"\n\n[Read more]({one.link})" for one in NEWS]
    return "\n\n".join([*items, LEAVE])


DIGESTS_IN_HTML = {
    "numbered sections": numbered_sections,
    "names of outlets": names_of_outlets,
    "linked headings": linked_headings,
    "sections of linked headings": sections_of_linked_headings,
    "cells of a table": table_cells,
    "bylines": bylines,
    "boxes by style": styled_boxes,
    "bare links": bare_links,
    "with an advertisement": with_an_advertisement,
    "datelines": datelines,
}
DIGESTS_IN_PLAIN_TEXT = {
    "numbers": numbered_plain,
    "capitals and bylines": capitals_with_bylines_plain,
    "stars": stars_and_more_plain,
    "wrapped": wrapped_plain,
    "marks of Markdown": markdown_plain,
}


def _sections(tag: str = "h2", link: str = "") -> str:
    head = f'<a href="{link}">{{}}</a>' if link else "{}"
    return "".join(f"<{tag}>{head.format(one.title)}</{tag}>{paragraphs(one)}" for one in NEWS)


_LONG = "".join(f"<p>{text}</p>" for text in (*NEWS[0].text, *NEWS[1].text, *NEWS[2].text))

#: One text each.
SINGLES_IN_HTML = {
    "subheads": f"<h1>The week in the harbour</h1><p>By Ada Holm</p>{_sections()}{LEAVE_HTML}",
    "bold subheads": _sections("b").replace("<b>", "<p><b>").replace("</b>", "</b></p>") + LEAVE_HTML,
    "subheads that link to the newsletter's own page": _sections(link="https://harbour.example/today") + LEAVE_HTML,
    "subheads with places on the page": _sections(link="#part") + LEAVE_HTML,
    "a text with links to others between its paragraphs": _LONG
    + "".join(f'<p><a href="{one.link}">{one.title}</a></p>{paragraphs(NEWS[3 - at])}' for at, one in enumerate(NEWS[:2]))
    + LEAVE_HTML,
    "related pieces named as such": "".join(
        f'<p>{one.text[0]}</p><p><a href="{other.link}">RELATED: {other.title}</a></p>' for one, other in pairwise(NEWS)
    )
    + LEAVE_HTML,
    "a text with teasers below it": _LONG * 2
    + "".join(f'<h3><a href="{one.link}">{one.title}</a></h3><p>{one.text[0]}</p>' for one in NEWS[:2])
    + LEAVE_HTML,
    "numbered takeaways": "".join(f"<p><b>{at}. {one.title}</b></p>{paragraphs(one)}" for at, one in enumerate(NEWS, 1)) + LEAVE_HTML,
    "one item and a list of links": f'<h2><a href="{NEWS[0].link}">{TITLES[0]}</a></h2>{paragraphs(NEWS[0])}<h2>Elsewhere</h2>'
    + "".join(f'<p><a href="{one.link}">{one.title}</a></p>' for one in NEWS[1:])
    + LEAVE_HTML,
}
SINGLES_IN_PLAIN_TEXT = {
    "subheads": "\n\n".join(f"{one.title}\n\n" + "\n\n".join(one.text) for one in NEWS),
    "notes with addresses at the end": "\n\n".join([*TEXTS, "Sources", *(f"{one.title}\n{one.link}" for one in NEWS)]),
}
