from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import ExchangeError
from onrecord.exchange import bundles
from onrecord.exchange.bundles import opened_bundle, write_archive, write_folder

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = {"b.txt": "ünter 🚢".encode(), "sub/a.txt": b"a\r\nb"}


def archive_of(path: Path, names: list[str], data: bytes = b"x", packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name in names:
            archive.writestr(name, data)
    return path


def refused(path: Path, told: str, read: str | None = None) -> None:
    with pytest.raises(ExchangeError, match=told), opened_bundle(path) as bundle:
        bundle.read(read or bundle.names[0])


@pytest.mark.parametrize("write", [write_archive, write_folder])
def test_what_is_written_is_read(tmp_path: Path, write: object) -> None:
    assert callable(write)
    write(tmp_path / "out", MEMBERS)
    with opened_bundle(tmp_path / "out") as bundle:
        assert {name: bundle.read(name) for name in bundle.names} == MEMBERS
        assert bundle.text("b.txt") == "ünter 🚢"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_an_archive_that_grows_beyond_measure_is_refused(tmp_path: Path) -> None:
    bomb = archive_of(tmp_path / "bomb.zip", ["project.qde"], b"0" * (bundles.SAFE_BYTES + 1))
    assert bomb.stat().st_size < 20_000
    refused(bomb, r"it unpacks to 10,000,001 bytes, [\d,]+ times its size; do not trust")


def test_a_member_that_is_larger_than_it_states_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "liar.zip", ["a"], b"0" * 5_000_000)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    assert struct.unpack_from("<I", data, at) == (5_000_000,)
    struct.pack_into("<I", data, at, 10)
    path.write_bytes(data)
    refused(path, "a broken one")


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:/x", "..\\..\\x"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    refused(archive_of(tmp_path / "out.zip", [name]), "leads out of the archive")


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = archive_of(tmp_path / "twice.zip", ["a", "a"])
    refused(path, "two members are called 'a'")


def test_an_unusual_packing_is_refused(tmp_path: Path) -> None:
    refused(archive_of(tmp_path / "x.zip", ["a"], packing=zipfile.ZIP_LZMA), "packed in an unusual way")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "x.zip", ["a"])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    refused(path, "encrypted")


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_MEMBERS", 2)
    refused(archive_of(tmp_path / "many.zip", ["a", "b", "c"]), "more than 2 files")
    write_folder(tmp_path / "many", dict.fromkeys("abc", b""))
    refused(tmp_path / "many", "more than 2 files")


def test_a_large_member_is_refused_only_where_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "LARGEST_MEMBER", 4)
    path = tmp_path / "film.zip"
    write_archive(path, {"film.mp4": b"12345", "a.txt": b"1234"})
    with opened_bundle(path) as bundle:
        assert bundle.read("a.txt") == b"1234"
    refused(path, r"'film\.mp4' has 5 bytes", read="film.mp4")


def test_a_broken_member_is_told(tmp_path: Path) -> None:
    path = archive_of(tmp_path / "x.zip", ["a"], b"words that are packed and then broken")
    data = bytearray(path.read_bytes())
    data[35:40] = b"\xff" * 5
    path.write_bytes(data)
    refused(path, "a broken one")


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_text("no archive")
    refused(tmp_path / "x.zip", "it is no ZIP archive")
    refused(tmp_path / "none.zip", "there is no such file or folder")


def test_links_and_hidden_files_in_a_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "folder"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "a.txt").write_text("hidden")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "a.txt").write_text("seen")
    with opened_bundle(folder) as bundle:
        assert bundle.names == ("a.txt",)


def test_a_text_that_is_not_in_utf8_is_told(tmp_path: Path) -> None:
    write_folder(tmp_path / "x", {"a.txt": b"caf\xe9"})
    with pytest.raises(ExchangeError, match=r"a\.txt: it is not in UTF-8 \(byte 3\)"), opened_bundle(tmp_path / "x") as bundle:
        bundle.text("a.txt")


def test_a_folder_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExchangeError, match="cannot be written"):
        write_folder(tmp_path / "file" / "out", MEMBERS)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
