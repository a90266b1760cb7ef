"""Articles in ZIP archives."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import InputError
from onrecord.read import ReadOptions
from onrecord.read.containers import zipped
from onrecord.read.containers.zipped import parts_of_zip
from onrecord.read.formats import read_part
from onrecord.read.part import Part
from onrecord.records import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXT = "The council voted on Monday to buy a second ferry for the harbour, the mayor said."


def packed(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def part(data: bytes) -> Part:
    return Part(origin="a.zip", name="a.zip", file=io.BytesIO(data))


def read(data: bytes) -> list[tuple[str, str]]:
    return [(one.origin, one.reason if isinstance(one, InputError) else "") for one in read_part(part(data), ReadOptions())]


def test_each_member_is_read_by_name_whatever_it_is() -> None:
    found = read(
        packed(
            {
                "b.txt": TEXT,
                "a/page.html": f"<article><p>{TEXT}</p><p>{TEXT} It is new.</p></article>",
                "c.jsonl": json.dumps({"text": TEXT}),
            }
        )
    )
    assert found == [("a.zip/a/page.html", ""), ("a.zip/b.txt", ""), ("a.zip/c.jsonl:1", "")]


def test_an_archive_in_an_archive_is_opened() -> None:
    assert read(packed({"inner.zip": packed({"a.txt": TEXT})})) == [("a.zip/inner.zip/a.txt", "")]


def test_archives_in_archives_without_end_are_refused() -> None:
    data = packed({"a.txt": TEXT})
    for _ in range(12):
        data = packed({"z.zip": data})
    ((origin, reason),) = read(data)
    assert (origin, reason) == ("a.zip" + "/z.zip" * 8, "nested")


def test_hidden_files_and_what_macos_adds_are_left_out() -> None:
    assert read(packed({".DS_Store": "x", "__MACOSX/a.txt": TEXT, "README.md": TEXT, "a.txt": TEXT})) == [("a.zip/a.txt", "")]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "a/../../b.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_the_rest_is_read(name: str) -> None:
    assert sorted(read(packed({name: TEXT, "b.txt": TEXT}))) == [("a.zip", "unsafe-name"), ("a.zip/b.txt", "")]


def test_an_encrypted_member_is_told_of() -> None:
    data = bytearray(packed({"a.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert read(bytes(data)) == [("a.zip/a.txt", "encrypted")]


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_an_archive_cut_off_is_told_of(cut: int) -> None:
    ((_, reason),) = read(packed({"a.txt": TEXT})[:cut])
    assert reason == "broken"


def test_a_damaged_member_is_told_of_and_the_rest_is_read() -> None:
    data = packed({"a.txt": TEXT * 3, "b.txt": TEXT})
    at = data.index(b"a.txt") + 10
    found = read(data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :])
    assert found == [("a.zip/a.txt", "broken"), ("a.zip/b.txt", "")]


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(InputError, match="times its size"):
        list(parts_of_zip(part(packed({"a.txt": b" " * 3_000_000}))))


def test_a_member_that_unpacks_to_too_much_is_refused() -> None:
    assert read(packed({"a.txt": (TEXT + " ").encode() * 300_000})) == [("a.zip/a.txt", "too-large")]


def test_an_office_file_that_is_not_read_is_named() -> None:
    (error,) = read_part(part(packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})), ReadOptions())
    assert isinstance(error, InputError)
    assert (error.reason, error.message) == ("binary", "the file is an Excel file")


def test_the_hash_is_of_the_member() -> None:
    (article,) = read_part(part(packed({"a.txt": TEXT})), ReadOptions())
    assert isinstance(article, Article)
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
