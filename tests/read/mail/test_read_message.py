"""E-mails → the article in the text, and what is attached."""

from __future__ import annotations

import base64
import hashlib
import time
from email.message import EmailMessage
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.apart import Apart
from onrecord.read.formats import kind_of_part, read_part
from onrecord.read.mail.message import parts_of_message
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from pathlib import Path

ONE = "The council voted on Monday to buy a second ferry for the harbour, and the money will come from the state’s own funds."
TWO = "“We cannot wait for a bridge,” said Mira Olden, who chairs the council and has done so since the old ferry sank."
TEXT = f"{ONE}\n{TWO}"
HTML = f"<p>{ONE}</p><p>{TWO}</p>"
HEAD = b"From: a@b.example\nTo: c@d.example\nSubject: S\nMIME-Version: 1.0\n"


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in {
        "From": "Harbour News <news@mail.harbour.example>",
        "To": "reader@post.example",
        "Subject": "A second ferry",
        "Date": "Tue, 10 Feb 2026 09:30:00 +0900",
        **headers,
    }.items():
        if value:
            made[name] = value
    return made


def newsletter(html: str = HTML, plain: str = "View this email in your browser: https://h.example/1", **headers: str) -> EmailMessage:
    made = message(**headers)
    made.set_content(plain)
    made.add_alternative(html, subtype="html")
    return made


def read(made: EmailMessage | bytes) -> list[Article | InputError]:
    data = made if isinstance(made, bytes) else bytes(made)
    part = Part(origin="a.eml", name="a.eml", file=BytesIO(data))
    assert kind_of_part(part) == "email"
    return list(read_part(part, ReadOptions()))


def article(made: EmailMessage | bytes) -> Article:
    (found,) = read(made)
    assert isinstance(found, Article), found
    return found


def error(made: EmailMessage | bytes) -> InputError:
    (found,) = read(made)
    assert isinstance(found, InputError), found
    return found


def test_a_newsletter_is_an_article_with_what_its_head_states() -> None:
    made = newsletter()
    found = article(made)
    assert (found.text, found.title, found.outlet, found.published) == (TEXT, "A second ferry", "Harbour News", "2026-02-10")
    assert (found.origin, found.sha256) == ("a.eml", hashlib.sha256(bytes(made)).hexdigest())


@pytest.mark.parametrize(
    ("sender", "outlet"),
    [
        ('"Harbour News, weekly" <n@h.example>', "Harbour News, weekly"),
        ("=?utf-8?q?H=C3=A4fen?= =?iso-8859-1?q?_=FCber?= <n@h.example>", "Häfen über"),
        ("news@Harbour.example", "harbour.example"),
        ("<news@harbour.example>", "harbour.example"),
        ("news@harbour.example (Harbour News)", "harbour.example"),
    ],
)
def test_the_outlet_is_the_senders_name_or_else_its_domain(sender: str, outlet: str) -> None:
    data = bytes(newsletter()).replace(b"Harbour News <news@mail.harbour.example>", sender.encode())
    assert article(data).outlet == outlet


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?b?4oCcRmVycnnigJ0=?= bought", "“Ferry” bought"),
        ("=?windows-1252?q?=93Ferry=94?=\r\n bought", "“Ferry” bought"),
        ("Fwd: RE: A ferry", "A ferry"),
        ("=?x-unknown?q?Ferry?=", "Ferry"),
        ("=?utf-8?b?!!!?=", "=?utf-8?b?!!!?="),
        ("caf\u00e9 raw", "café raw"),
    ],
)
def test_a_subject_is_read_however_it_is_encoded(subject: str, title: str) -> None:
    data = bytes(newsletter()).replace(b"Subject: A second ferry", b"Subject: " + subject.encode())
    assert article(data).title == title


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_text_is_read_however_it_is_sent(encoding: str, charset: str) -> None:
    made = message()
    made.set_content(TEXT, charset=charset, cte=encoding)
    assert article(made).text == TEXT


def test_a_text_in_utf_16_is_read() -> None:
    sent = base64.encodebytes(TEXT.encode("utf-16"))
    assert article(HEAD + b"Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n" + sent).text == TEXT


def test_an_encoding_that_shifts_is_not_taken_for_ascii() -> None:
    made = message()
    made.set_content(f"{TEXT} In Tokyo (東京) they agreed with it.", charset="iso-2022-jp-2", cte="7bit")
    assert "東京" in article(made).text


def test_of_alternatives_the_richer_one_is_read() -> None:
    assert article(newsletter()).text == TEXT
    assert article(newsletter(html="<p>Your mail program shows no HTML.</p>", plain=f"{ONE}\n\n{TWO}")).text == TEXT


def test_what_stands_around_the_text_is_left_out() -> None:
    html = (
        '<div style="display:none">A second ferry is bought</div><p><a href="u">View in browser</a></p><h1>A second ferry</h1>'
        f'{HTML}<p><a href="u">Share</a> | <a href="v">Tweet</a></p><p>You are receiving this because you <a href="u">signed up</a>.</p>'
        '<p>Harbour News, 1 Quay Street, Tamsel</p><p><a href="u">Unsubscribe</a></p><img src="https://t.example/p.gif">'
    )
    assert article(newsletter(html)).text == TEXT
    plain = f"View in browser: https://h.example/1\n\n{ONE}\n\n{TWO}\n\n-- \nHarbour News\n1 Quay Street\n"
    made = message()
    made.set_content(plain)
    assert article(made).text == TEXT


def test_an_article_on_newsletters_keeps_its_words() -> None:
    last = "“Readers unsubscribe when they are bored,” said Mira Olden, who reads three newsletters on Mondays."
    assert article(newsletter(f"{HTML}<p>{last}</p>")).text == f"{TEXT}\n{last}"


def test_a_newsletter_of_several_pieces_is_one_article() -> None:
    html = f"<h2>A ferry</h2><p>{ONE}</p><h2>A bridge</h2><p>{TWO}</p>"
    assert article(newsletter(html)).text == f"A ferry\n{ONE}\nA bridge\n{TWO}"


def test_pictures_and_invitations_are_ignored() -> None:
    made = newsletter()
    shown = made.get_payload()[1]  # type: ignore[index]
    shown.add_related(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    made.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="a.ics")
    assert article(made).text == TEXT


def test_what_is_attached_is_read_by_its_kind() -> None:
    made = newsletter(HTML * 4)
    page = f"<html><body><article>{HTML}<p>{ONE} {TWO}</p></article></body></html>"
    made.add_attachment(page, subtype="html", filename="../../etc/page.html")
    made.add_attachment(b"Title: Notes\n\n" + ONE.encode(), maintype="text", subtype="plain", filename="notes.txt")
    body, attached, notes = read(made)
    assert isinstance(body, Article)
    assert isinstance(attached, Article)
    assert isinstance(notes, Article)
    assert body.text == "\n".join([TEXT] * 4)
    assert (attached.origin, notes.origin, notes.title) == ("a.eml/page.html", "a.eml/notes.txt", "Notes")
    assert attached.outlet is None


def test_two_attachments_of_one_name_are_told_apart() -> None:
    made = message()
    for _ in range(2):
        made.add_attachment(ONE, filename="a.txt")
    assert [one.origin for one in read(made)] == ["a.eml/a.txt", "a.eml/2-a.txt"]


def test_a_note_to_what_is_attached_is_no_article() -> None:
    made = message()
    made.set_content("Please find the article attached.")
    made.add_attachment(ONE, filename="a.txt")
    note, attached = read(made)
    assert isinstance(note, InputError)
    assert note.reason == "no-article"
    assert isinstance(attached, Article)


def test_of_a_message_passed_on_as_an_attachment_the_inner_one_is_read() -> None:
    outer = message(Subject="Fwd: see below", From="Bob <bob@post.example>", Date="Thu, 12 Feb 2026 10:00:00 +0000")
    outer.add_attachment(newsletter())
    (found,) = read(outer)
    assert isinstance(found, Article)
    assert (found.origin, found.title, found.outlet, found.published) == (
        "a.eml/part-1.eml",
        "A second ferry",
        "Harbour News",
        "2026-02-10",
    )


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-----Original Message-----",
        "________________________________",
    ],
)
def test_of_a_message_passed_on_in_the_text_the_inner_one_is_read(mark: str) -> None:
    plain = (
        f"FYI\n\n{mark}\nFrom: Harbour News <n@h.example>\nDate: Tue, 10 Feb 2026\nSubject: A second ferry\nTo: bob@post.example\n\n{TEXT}"
    )
    made = message(Subject="Fwd: A second ferry", From="Bob <bob@post.example>", Date="Thu, 12 Feb 2026 10:00:00 +0000")
    made.set_content(plain)
    found = article(made)
    assert (found.text, found.title, found.outlet, found.published) == (TEXT, "A second ferry", "Harbour News", "2026-02-10")


def test_a_digest_gives_each_of_its_messages() -> None:
    one, two = bytes(newsletter(Subject="One")), bytes(newsletter(Subject="Two"))
    data = (
        b"From: list@h.example\nTo: a@b.example\nSubject: Digest\nMIME-Version: 1.0\nContent-Type: multipart/digest; boundary=x\n\n"
        b"--x\n\n" + one + b"\n--x\n\n" + two + b"\n--x--\n"
    )
    assert [found.title for found in read(data) if isinstance(found, Article)] == ["One", "Two"]


def test_a_message_without_a_text_is_told() -> None:
    made = message()
    made.set_content("\n")
    assert error(made).reason == "no-article"


def test_an_encrypted_message_is_told() -> None:
    made = message()
    made.set_content(b"\x30\x80", maintype="application", subtype="pkcs7-mime")
    assert error(made).reason == "encrypted"


def test_a_message_in_a_message_ends_with_the_depth_of_containers() -> None:
    for depth, is_read in ((7, True), (12, False)):
        made = newsletter()
        for _ in range(depth):
            outer = message()
            outer.add_attachment(made)
            made = outer
        (found,) = read(made)
        assert isinstance(found, Article) if is_read else isinstance(found, InputError) and found.reason == "nested"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_message_that_breaks_off_gives_what_it_holds(share: float) -> None:
    made = bytes(newsletter())
    (found,) = read(made[: int(len(made) * share)])
    assert isinstance(found, InputError) or found.text in TEXT or found.text.startswith(ONE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000, "too-large"),
        (HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(1000)), "nested"),
        (HEAD + b"X-A: " + b"x" * 10_000_000 + b"\n\ntext", "too-large"),
        (HEAD + b"X-A: a\n" * 1_500_000 + b"\n\ntext", "too-large"),
    ],
)
def test_hostile_messages_are_refused_in_time_apart(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(data)
    child, began = Apart(patience=20), time.monotonic()
    try:
        (found,) = child.read(path, "a.eml", "a.eml", ReadOptions())
    finally:
        child.close()
    assert isinstance(found, InputError)
    assert found.reason == reason
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Content-Type: text/plain; charset=" + b'"' * 500_000 + b"\n\nx",
        HEAD.replace(b": S", b": " + b"=?utf-8?q?" * 50_000) + b"\nx",
        HEAD.replace(b"a@b.example", b"(" * 100_000) + b"\nx",
        HEAD + b"Content-Type: text/plain\n\n" + b">" * 500_000,
        HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 30_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"\n--" * 500_000,
        HEAD + b"\n" + b"unsubscribe " * 200_000,
    ],
)
def test_odd_messages_end_in_time(data: bytes) -> None:
    began = time.monotonic()
    read(data)
    assert time.monotonic() - began < 10


def test_the_message_without_its_attachments_holds_none() -> None:
    made = newsletter(HTML * 4)
    made.add_attachment(ONE, filename="a.txt")
    body, _attached = parts_of_message(Part(origin="a.eml", name="a.eml", file=BytesIO(bytes(made))))
    assert isinstance(body, Part)
    assert list(parts_of_message(body)) == [body]
