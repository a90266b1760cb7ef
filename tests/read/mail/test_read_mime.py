"""The entities of a message, with the standard library's own parser as judge."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read.mail.mime import entity_of, leaves, words_of_header

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\x85"), min_size=1, max_size=60
)


def build(texts: list[str], shape: str, *, crlf: bool) -> bytes:
    made = EmailMessage()
    made["Subject"] = "S"
    made.set_content(texts[0])
    for words in texts[1:]:
        if shape == "alternative":
            made.add_alternative(words, subtype="html")
        else:
            made.add_attachment(words, filename="a.txt")
    return made.as_bytes(policy=email.policy.SMTP if crlf else email.policy.default)


@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(["alternative", "mixed"]), st.booleans())
def test_a_message_is_cut_as_the_standard_library_cuts_it(texts: list[str], shape: str, crlf: bool) -> None:  # noqa: FBT001
    data = build(texts, shape, crlf=crlf)
    theirs = [
        (part.get_content_type(), part.get_payload(decode=True))
        for part in email.message_from_bytes(data).walk()
        if not part.is_multipart()
    ]
    assert [(entity.kind, entity.content(data)) for entity, _ in leaves(entity_of(data, "a.eml"))] == theirs


def test_a_boundary_within_a_line_or_with_more_after_it_is_none() -> None:
    data = b"Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none --b two\n--bc\n--b  \n\nlast\n--b--\nepilogue\n"
    assert [entity.content(data) for entity, _ in leaves(entity_of(data, "a"))] == [b"one --b two\n--bc", b"last"]


def test_empty_parts_and_a_missing_end_are_borne() -> None:
    data = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n\n--b\nContent-Type: text/html\n\n<p>x"
    assert [(entity.kind, entity.content(data)) for entity, _ in leaves(entity_of(data, "a"))][-1] == ("text/html", b"<p>x")


@pytest.mark.parametrize("raw", [b"aGVsbG8=", b"aGVs\r\nbG8", b"a G V sbG8==", b"aGVsbG8=\n!", b"aGVsbG8h=a"])
def test_base64_is_read_whatever_stands_in_it(raw: bytes) -> None:
    data = b"Content-Transfer-Encoding: base64\n\n" + raw
    assert entity_of(data, "a").content(data).startswith(b"hello")


@pytest.mark.parametrize(
    ("value", "words"), [("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("plain\n folded", "plain folded"), ("=?", "=?"), ("", "")]
)
def test_the_words_of_a_header(value: str, words: str) -> None:
    assert words_of_header(value) == words


def test_parts_are_counted_and_their_depth_too() -> None:
    flat = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 1_500
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(30))
    for data, reason in ((flat, "too-large"), (deep, "nested")):
        with pytest.raises(InputError) as caught:
            entity_of(data, "a.eml")
        assert caught.value.reason == reason
