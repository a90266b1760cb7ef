"""What stands around the text of a newsletter."""

from __future__ import annotations

import pytest

from onrecord.read.mail.around import forwarded, without_surroundings
from onrecord.read.pages.fragment import Block

ARTICLE = [Block("The council voted on Monday to buy a second ferry for the harbour. " * 4, "p"), Block("“We go,” said Mira Olden.", "p")]


def paragraphs(*texts: str, linked: float = 0.0) -> list[Block]:
    return [Block(text, "p", linked) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "View this email in your browser",
        "Having trouble viewing this email?",
        "Open in app or online",
        "Read online | Sign up | Advertise",
        "Forwarded this email? Subscribe here for more",
        "A second ferry",
    ],
)
def test_links_and_the_title_above_go(text: str) -> None:
    assert without_surroundings(paragraphs(text, linked=0.5) + ARTICLE, "A second ferry") == ARTICLE


def test_a_name_and_a_menu_above_go() -> None:
    assert without_surroundings(paragraphs("Harbour News", "News Sport", linked=1.0) + ARTICLE, "") == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "Unsubscribe",
        "You are receiving this email because you opted in at our website.",
        "Update your preferences or unsubscribe from this list",
        "© 2026 Harbour News. All rights reserved.",
        "Copyright (C) 2026 Harbour News",
        "This email was sent to reader@post.example",
        "Privacy policy | Terms of use",
        "Want to change how you receive these emails?",
    ],
)
def test_terms_below_go_with_the_address_after_them(text: str) -> None:
    below = [*paragraphs(text, linked=0.4), *paragraphs("1 Quay Street, Tamsel")]
    assert without_surroundings(ARTICLE + below, "") == ARTICLE


@pytest.mark.parametrize("text", ["Share", "Share | Tweet | Forward", "Read more »", "Continue reading →", "Facebook Twitter LinkedIn"])
def test_buttons_go_wherever_they_stand(text: str) -> None:
    assert without_surroundings([ARTICLE[0], *paragraphs(text, linked=1.0), ARTICLE[1]], "") == ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "“Readers unsubscribe when they are bored,” said Olden.",
        "The privacy policy of the harbour has been a matter of dispute since the ferry sank. " * 8,
        "He can copy a text in an hour.",
        "Share prices fell.",
    ],
)
def test_sentences_of_the_article_stay(text: str) -> None:
    blocks = [*ARTICLE, *paragraphs(text)]
    assert without_surroundings(blocks, "") == blocks


def test_terms_at_the_top_do_not_take_a_short_article_with_them() -> None:
    short = paragraphs("The council voted.", "The ferry is bought.", "That is all.")
    assert without_surroundings(paragraphs("You are receiving this because you asked.", linked=0.2) + short, "") == short


def test_a_message_passed_on_is_found_behind_its_mark() -> None:
    blocks = paragraphs(
        "FYI", "---------- Forwarded message ---------", "From: Harbour News", "Date: 10 Feb 2026", "Subject: A ferry", "Text."
    )
    found = forwarded(blocks, "Fwd: A ferry")
    assert found is not None
    assert (found.headers["from"], found.headers["subject"], [one.text for one in found.blocks]) == ("Harbour News", "A ferry", ["Text."])


def test_an_answer_is_no_message_passed_on() -> None:
    assert forwarded(paragraphs("I agree.", "From: Harbour News", "Sent: 10 Feb 2026", "Subject: A ferry", "Text."), "Re: A ferry") is None
