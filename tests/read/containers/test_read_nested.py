"""Containers in containers: as deep as mail lies in archives, and not as wide and deep as bombs."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
from email.message import EmailMessage

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import MOST_DEEP, read_part
from onrecord.read.part import Part
from tests.read.documents.pdf_made import made, story

TEXT = "The council voted on Monday to buy a second ferry for the harbour, the mayor said."


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


def mail(text: str = "See attached.") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Harbour News <news@harbour.example>"
    message["Subject"] = "A second ferry"
    message["Date"] = "Tue, 10 Feb 2026 09:30:00 +0000"
    message["To"] = "reader@post.example"
    message.set_content(text)
    return message


def read(data: bytes, name: str) -> list[tuple[str, str]]:
    part = Part(origin=name, name=name, file=io.BytesIO(data))
    return [(one.origin, one.reason if isinstance(one, InputError) else "") for one in read_part(part, ReadOptions())]


def test_a_document_attached_to_a_mail_that_is_attached_to_a_mail_of_a_packed_mailbox_is_read() -> None:
    inner = mail()
    inner.add_attachment(made(story), maintype="application", subtype="pdf", filename="ferry.pdf")
    outer = mail()
    outer.add_attachment(inner)
    box = b"From a@b.example Tue Feb 10 09:30:00 2026\n" + bytes(outer) + b"\n"
    found = read(packed(box_gz=gzip.compress(box)), "a.zip")
    assert [(origin.rpartition("/")[2], reason) for origin, reason in found if not reason] == [("ferry.pdf", "")]
    assert {reason for _, reason in found} <= {"", "no-article"}


def test_a_document_in_an_archive_attached_to_a_mail_in_an_archive_is_read() -> None:
    message = mail()
    message.add_attachment(packed(b_zip=packed(c_txt=TEXT.encode())), maintype="application", subtype="zip", filename="a.zip")
    assert read(packed(m_eml=bytes(message)), "x.zip")[-1] == ("x.zip/m.eml/a.zip/b.zip/c.txt", "")


def test_an_archive_of_archives_of_archives_that_grows_without_end_is_given_up() -> None:
    data = packed(a_txt=TEXT.encode())
    for _ in range(7):
        data = packed(**{f"{letter}_zip": data for letter in "abcd"})
    begun = time.monotonic()
    found = read(data, "x.zip")
    assert time.monotonic() - begun < 20
    assert "bomb" in {reason for _, reason in found}
    assert len(found) < 4**3 * (MOST_DEEP + 1)  # and not 4 to the power of 7


def test_hundreds_of_files_deep_down_are_no_bomb() -> None:
    data = packed(**{f"a{number}_txt": TEXT.encode() for number in range(300)})
    for _ in range(5):
        data = packed(z_zip=data)
    assert {reason for _, reason in read(data, "x.zip")} == {""}


def test_two_hundred_mails_with_mails_attached_in_a_packed_mailbox_are_no_bomb() -> None:
    one = mail()
    one.add_attachment(mail(TEXT))
    envelope = b"From a@b.example Tue Feb 10 09:30:00 2026\n"
    box = b"".join(envelope + bytes(one) + b"\n" for _ in range(2 * MOST_DEEP))
    found = read(gzip.compress(box), "a.gz")
    assert sum(not reason for _, reason in found) == 2 * MOST_DEEP
