"""Mailboxes → messages, with the standard library's own reader as judge."""

from __future__ import annotations

import mailbox
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import kind_of_part, read_part
from onrecord.read.mail import mailbox as box
from onrecord.read.mail.mailbox import parts_of_mailbox
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from pathlib import Path

ONE = "The council voted on Monday to buy a second ferry for the harbour."


def message(number: int) -> bytes:
    return (
        f"From: Harbour News <n@h.example>\nTo: a@b.example\nSubject: Number {number}\nDate: Tue, 10 Feb 2026 09:00:00 +0000\n\n{ONE}\n\n"
        "From there it went on.\n\nFrom the harbour at 9:30 they left.\n"
    ).encode()


def part(data: bytes) -> Part:
    return Part(origin="a.mbox", name="a.mbox", file=BytesIO(data))


def made(folder: Path, number: int) -> bytes:
    path = folder / "a.mbox"
    writer = mailbox.mbox(path)
    for one in range(number):
        writer.add(message(one))
    writer.close()
    return path.read_bytes()


def test_each_message_is_a_part_with_its_own_bytes(tmp_path: Path) -> None:
    data = made(tmp_path, 3)
    assert kind_of_part(part(data)) == "mbox"
    found = list(parts_of_mailbox(part(data)))
    assert [one.origin for one in found] == ["a.mbox:1", "a.mbox:2", "a.mbox:3"]
    assert [one.file.read() for one in found if isinstance(one, Part)] == [message(0), message(1), message(2)]


def test_its_articles_are_read(tmp_path: Path) -> None:
    found = list(read_part(part(made(tmp_path, 2)), ReadOptions()))
    assert [(one.origin, one.title, one.published) for one in found if isinstance(one, Article)] == [
        ("a.mbox:1", "Number 0", "2026-02-10"),
        ("a.mbox:2", "Number 1", "2026-02-10"),
    ]


def test_a_sentence_that_begins_as_a_mailbox_does_parts_nothing() -> None:
    data = b"From n@h.example Tue Feb 10 09:00:00 2026\n" + message(1)
    assert len(list(parts_of_mailbox(part(data)))) == 1


def test_a_message_that_is_too_large_is_told_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(box, "LARGEST", 1_000)
    envelope = b"From n@h.example Tue Feb 10 09:00:00 2026\n"
    data = envelope + message(1) + b"x" * 5_000 + b"\n\n" + envelope + message(2)
    first, second = parts_of_mailbox(part(data))
    assert isinstance(first, InputError)
    assert (first.reason, first.origin) == ("too-large", "a.mbox:1")
    assert isinstance(second, Part)


def test_a_box_in_a_box_ends() -> None:
    data = b"From n@h.example Tue Feb 10 09:00:00 2026\n" * 50 + message(1)
    assert list(read_part(part(data), ReadOptions()))


def test_what_holds_no_message_is_told() -> None:
    (found,) = parts_of_mailbox(part(b"From here on: nothing\nTo: a\nSubject: b\n"))
    assert isinstance(found, InputError)
    assert found.reason == "no-article"


@pytest.mark.parametrize(
    "text", ["From here it went on.\nThe council voted.", "From: here\n\nThe council voted.", "Note: From Monday on.\n"]
)
def test_a_text_that_begins_with_from_is_no_mail(text: str) -> None:
    assert kind_of_part(Part(origin="a.txt", name="a.txt", file=BytesIO(text.encode()))) == "text"
