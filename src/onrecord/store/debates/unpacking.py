"""A bundle's file opened with mistrust: known members alone, of bounded size, whole, and every row of the shape that it must have."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from onrecord.errors import StoreError
from onrecord.records import Form, Kind, Level, SpeakerType, Voice
from onrecord.store.debates.bundles import CODEBOOK, FORMAT, FREEZES, MANIFEST, RULINGS, SPEAKERS, STATEMENTS
from onrecord.store.writing.articles import storable
from onrecord.store.writing.projection import CLAIM_FIELDS, MISSED, STATEMENT_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MIB = 1 << 20
#: The most bytes that a member may have.
LARGEST = {
    MANIFEST: 256 * _MIB, STATEMENTS: 2048 * _MIB, RULINGS: 512 * _MIB, SPEAKERS: 512 * _MIB, FREEZES: 2048 * _MIB, CODEBOOK: 8 * _MIB,
}  # fmt: skip
#: The longest line.
LONGEST_LINE = 4 * _MIB
_BLOCK = 1 << 16
#: How JSON writes what may be a NUL or half of a character.
_ESCAPED = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")
#: How hashes, identifiers and moments are written.
SHA256, ID, MOMENT = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{1,16}"), re.compile(r"\d{4}[0-9T:.+Z-]{0,28}")
_MOST_RUNS = 10_000


class Bundle:
    """An open bundle whose members are whole.

    Attributes:
        manifest: of the shape that it must have.
        hash: by which the bundle is known.
    """

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = str(path)
        self._archive = archive
        names = [info.filename for info in archive.infolist()]
        if names.count(MANIFEST) != 1:
            self.refuse("it has no manifest, so it is no replication bundle")
        data = b"".join(self._blocks(MANIFEST))
        self.hash = hashlib.sha256(data).hexdigest()
        self.manifest = self._parsed(data, MANIFEST)
        self._check_manifest()
        for name, expected in self.manifest["members"].items():
            if names.count(name) != 1:
                self.refuse(f"{name} is not in it")
            digest = hashlib.sha256()
            for block in self._blocks(name):
                digest.update(block)
            if digest.hexdigest() != expected:
                self.refuse(f"{name} is not what it was")

    def refuse(self, why: str, cause: Exception | None = None) -> NoReturn:
        """Raises the error of a bundle that is not as it must be."""
        raise StoreError(self._path, why, advice="nothing was changed; get the file again") from cause

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a member, one after another; none of one that the bundle does without."""
        if name not in self.manifest["members"]:
            return
        rest = b""
        for block in self._blocks(name):
            *lines, rest = (rest + block).split(b"\n")
            for line in lines:
                yield self._parsed(line, name)
            if len(rest) > LONGEST_LINE:
                self.refuse(f"a line of {name} is too long")
        if rest:
            self.refuse(f"{name} ends within a line")

    def codebook(self) -> str | None:
        """The text of the codebook; None where there is none."""
        if CODEBOOK not in self.manifest["members"]:
            return None
        try:
            return b"".join(self._blocks(CODEBOOK)).decode()
        except UnicodeDecodeError as error:
            self.refuse(f"{CODEBOOK} is no UTF-8", error)

    def _blocks(self, name: str) -> Iterator[bytes]:
        read = 0
        try:
            with self._archive.open(name) as stream:
                while block := stream.read(_BLOCK):
                    read += len(block)
                    if read > LARGEST[name]:
                        self.refuse(f"{name} is larger than {LARGEST[name] // _MIB} MiB")
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            self.refuse(f"{name} cannot be read: {error}", error)

    def _parsed(self, data: bytes, name: str) -> dict[str, Any]:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError) as error:
            self.refuse(f"{name} holds what is no JSON", error)
        if not isinstance(found, dict):
            self.refuse(f"{name} holds what is no JSON object")
        if _ESCAPED.search(data) and not storable(*_strings(found)):
            self.refuse(f"{name} holds characters that no database keeps")
        return found

    def _check_manifest(self) -> None:
        found = self.manifest
        form = found.get("onrecord")
        if type(form) is not int:
            self.refuse("its manifest is not that of a replication bundle")
        if form > FORMAT:
            raise StoreError(self._path, "was made by a newer version of onrecord", advice="update onrecord")
        members = found.get("members")
        whole = (
            isinstance(members, dict)
            and {STATEMENTS, RULINGS} <= set(members) <= {STATEMENTS, RULINGS, SPEAKERS, FREEZES, CODEBOOK}
            and all(isinstance(value, str) and SHA256.fullmatch(value) for value in members.values())
            and all(isinstance(found.get(key), str) for key in ("debate", "version"))
            and isinstance(found.get("question"), str | None)
            and isinstance(found.get("runs"), list)
            and len(found["runs"]) <= _MOST_RUNS
            and all(isinstance(r, dict) and isinstance(r.get("model"), str) and isinstance(r.get("settings"), str) for r in found["runs"])
            and isinstance(found.get("texts"), list)
            and all(self._is_text(text) for text in found["texts"])
        )
        if not whole:
            self.refuse("its manifest is not that of a replication bundle")
        ids = [text["id"] for text in found["texts"]]
        if ids != sorted(set(ids)):
            self.refuse("its manifest names a text twice")

    def _is_text(self, text: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
        return (
            isinstance(text, dict)
            and isinstance(text.get("id"), str)
            and bool(ID.fullmatch(text["id"]))
            and isinstance(text.get("sha256"), str)
            and (text.get("run") is None or is_place(text["run"], len(self.manifest["runs"])))
            and isinstance(text.get("appearances"), list)
            and all(isinstance(one, dict) and isinstance(one.get("sha256"), str) for one in text["appearances"])
        )


@contextmanager
def opened(path: Path) -> Iterator[Bundle]:
    """A bundle, checked from end to end.

    Raises:
        StoreError: it is missing, cut off, no bundle, or made by a newer program.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield Bundle(path, archive)
    except zipfile.BadZipFile as error:
        raise StoreError(str(path), "is no whole zip", advice="nothing was changed; get the file again") from error
    except OSError as error:
        raise StoreError(str(path), f"cannot be read: {error.strerror}") from error


def _strings(data: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON can hold
    """Every string of JSON, keys among them."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _strings(value)


def is_place(value: Any, number: int) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Whether it is the place of one of so many."""
    return type(value) is int and 0 <= value < number


def is_row_of_statements(row: dict[str, Any], runs: int) -> bool:
    """Whether a row of the statements has everything but sound data."""
    ids = all(isinstance(row.get(key), str) and ID.fullmatch(row[key]) for key in ("id", "text", "fingerprint"))
    if not ids or not isinstance(row.get("added_by"), str | None):
        return False
    if row.get("data") is None:  # one that a coder added blind
        return row["added_by"] is not None
    return is_place(row.get("run"), runs) and isinstance(row["data"], dict)


#: More characters than any text has.
LONGEST_TEXT = 1 << 31


def is_row_of_rulings(row: dict[str, Any]) -> bool:
    """Whether a row of the rulings has everything but a sound value."""
    ids = all(isinstance(row.get(key), str) and ID.fullmatch(row[key]) for key in ("statement", "text"))
    claim = row.get("claim")
    return (
        ids
        and (claim is None or is_place(claim, 1000))
        and (row.get("claim_span") is None or is_spans(row["claim_span"], LONGEST_TEXT))
        and all(isinstance(row.get(key), str) and row[key] for key in ("field", "coder", "ruled_at"))
        and row["field"] in (*STATEMENT_FIELDS, *CLAIM_FIELDS, MISSED)
        and bool(MOMENT.fullmatch(row["ruled_at"]))
        and isinstance(row.get("reason"), str | None)
        and isinstance(row.get("blind"), bool)
    )


def is_statement(data: Any, length: int) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Whether it is a statement of the contract whose spans lie in a text of this length."""
    try:
        return (
            is_spans(data["content"], length)
            and bool(data["content"])
            and all(is_spans(data[key], length) for key in ("source", "cue", "occasion"))
            and data["form"] in get_args(Form)
            and data["voice"] in get_args(Voice)
            and _is_words(data["reported_by"])
            and _is_share(data["confidence"])
            and (data["said"] is None or _is_time(data["said"], length))
            and (data["speaker"] is None or is_speaker(data["speaker"]))
            and all(_is_claim(claim, length) for claim in data["claims"])
        )
    except (KeyError, TypeError, AttributeError, ValueError):
        return False


def is_speaker(value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Whether it is a speaker of the contract."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and bool(ID.fullmatch(value["id"]))
        and isinstance(value.get("name"), str)
        and value.get("type") in get_args(SpeakerType)
        and all(_is_words(value.get(key)) for key in ("role", "affiliation"))
    )


def is_spans(value: Any, length: int) -> bool:  # noqa: ANN401 - whatever JSON can hold
    """Whether it is spans within a text of this length, or none."""
    return value is None or (
        isinstance(value, list)
        and all(isinstance(s, list) and len(s) == 2 and type(s[0]) is int and type(s[1]) is int for s in value)  # noqa: PLR2004
        and all(0 <= start < end <= length for start, end in value)
    )


def is_value(field: str, value: Any, length: int) -> bool:  # noqa: ANN401, C901 - a field each
    """Whether a ruling on the field can hold the value."""
    if field in ("content", "span", MISSED):
        return bool(value) and is_spans(value, length)
    if field in ("source", "cue", "occasion", "condition", "addressee", "target"):
        return is_spans(value, length)
    if field == "statement":
        return value in ("yes", "no")
    if field == "form":
        return value in get_args(Form)
    if field == "kind":
        return value is None or value in get_args(Kind)
    if field == "speaker":
        return value is None or is_speaker(value)
    if field in ("role", "affiliation"):
        return _is_words(value)
    if field == "attitude":
        return value is None or (type(value) is int and value in (-1, 0, 1))
    if field == "certainty":
        return value is None or _is_certainty(value, length)
    if field in ("said", "horizon"):
        return value is None or _is_time(value, length)
    return field == "stance" and _is_stance(value)


def _is_claim(claim: dict[str, Any], length: int) -> bool:
    return (
        isinstance(claim["id"], str)
        and all(is_spans(claim[key], length) for key in ("span", "condition", "target", "addressee"))
        and isinstance(claim["main"], bool)
        and claim["kind"] in get_args(Kind)
        and _is_share(claim["confidence"])
        and (claim["certainty"] is None or _is_certainty(claim["certainty"], length))
        and (claim["horizon"] is None or _is_time(claim["horizon"], length))
        and (claim["condition_logic"] is None or all(_is_words(v) for v in claim["condition_logic"].values()))
        and is_value("attitude", claim["attitude"], length)
        and all(is_spans(link["from"], length) and is_spans(link["to"], length) and link["sign"] in (1, -1) for link in claim["links"])
        and all(_is_stance(stance) for stance in claim["stances"])
    )


def _is_certainty(value: Any, length: int) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return (
        isinstance(value, dict)
        and isinstance(value.get("phrase"), str)
        and is_spans(value.get("span"), length)
        and value.get("level") in get_args(Level)
        and all(value.get(key) is None or _is_share(value[key]) for key in ("low", "high"))
        and _is_words(value.get("scale"))
    )


def _is_time(value: Any, length: int) -> bool:  # noqa: ANN401 - whatever JSON can hold
    day = re.compile(r"\d{4}-\d{2}-\d{2}")
    return (
        isinstance(value, dict)
        and isinstance(value.get("phrase"), str)
        and is_spans(value.get("span"), length)
        and all(value.get(key) is None or (isinstance(value[key], str) and day.fullmatch(value[key])) for key in ("from", "to"))
        and _is_words(value.get("open"))
    )


def _is_stance(value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return isinstance(value, dict) and isinstance(value.get("issue"), str) and value.get("stance") in ("for", "against", "neither", None)


def _is_share(value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return type(value) in (int, float) and 0 <= value <= 1


def _is_words(value: Any) -> bool:  # noqa: ANN401 - whatever JSON can hold
    return value is None or isinstance(value, str)
