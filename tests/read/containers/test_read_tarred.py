"""Articles in tar archives, and in what is packed with gzip."""

from __future__ import annotations

import gzip
import io
import tarfile

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.formats import read_part
from onrecord.read.part import Part

TEXT = "The council voted on Monday to buy a second ferry for the harbour, the mayor said."


def tarred(*members: tuple[str, bytes | None]) -> bytes:
    """A tar archive; a member without bytes is a link to /etc/passwd."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members:
            member = tarfile.TarInfo(name)
            if data is None:
                member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            else:
                member.size = len(data)
            archive.addfile(member, io.BytesIO(data or b""))
    return stream.getvalue()


def read(data: bytes, name: str = "a") -> list[tuple[str, str]]:
    part = Part(origin=name, name=name, file=io.BytesIO(data))
    return [(one.origin, one.reason if isinstance(one, InputError) else "") for one in read_part(part, ReadOptions())]


def test_the_members_of_a_tar_archive_are_read_in_their_order() -> None:
    assert read(tarred(("b.txt", TEXT.encode()), ("a.txt", TEXT.encode()))) == [("a/b.txt", ""), ("a/a.txt", "")]


def test_links_are_told_of_and_never_followed() -> None:
    assert read(tarred(("a.txt", None), ("b.txt", TEXT.encode()))) == [("a/a.txt", "unreadable"), ("a/b.txt", "")]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt"])
def test_a_name_that_leads_out_of_a_tar_archive_is_refused(name: str) -> None:
    assert read(tarred((name, TEXT.encode()))) == [("a", "unsafe-name")]


def test_a_tar_archive_cut_off_gives_what_stands_before() -> None:
    data = tarred(("a.txt", TEXT.encode()), ("b.txt", TEXT.encode() * 100))
    found = read(data[:3000])
    assert found[0] == ("a/a.txt", "")
    assert found[-1][1] == "broken"


def test_a_packed_file_is_read_under_its_own_name_and_the_ending_of_what_is_in_it() -> None:
    assert read(gzip.compress(b"title,text\nA ferry," + TEXT.replace(",", ";").encode()), "table.csv.gz") == [("table.csv.gz:2", "")]


def test_a_packed_tar_archive_is_opened() -> None:
    assert read(gzip.compress(tarred(("a.txt", TEXT.encode()))), "a.tar.gz") == [("a.tar.gz/a.txt", "")]


def test_a_packed_file_cut_off_is_told_of() -> None:
    assert read(gzip.compress(TEXT.encode() * 100)[:-20]) == [("a", "broken")]


def test_what_unpacks_without_end_is_refused() -> None:
    assert read(gzip.compress(b"The minister said. " * 3_000_000, 9)) == [("a", "too-large")]


def test_packed_in_itself_again_and_again_is_refused() -> None:
    data = TEXT.encode()
    for _ in range(10):
        data = gzip.compress(data)
    assert read(data) == [("a", "nested")]
