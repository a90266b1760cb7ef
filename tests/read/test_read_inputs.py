import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.read import ReadOptions, part, read_inputs
from onrecord.read.formats import read_part
from onrecord.records import Article

TEXT = "The council voted on Monday to buy a second ferry for the harbour.\n"
EXAMPLES = Path(__file__).parents[2] / "examples" / "debate"


def read(*paths: Path) -> list[Article | InputError]:
    return list(read_inputs(paths, ReadOptions()))


def reasons(*paths: Path) -> list[str]:
    return [item.reason if isinstance(item, InputError) else "" for item in read(*paths)]


def write(path: Path, content: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_file_is_an_article_named_by_its_path(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    assert [item.origin for item in read(path)] == [str(path)]


def test_the_content_tells_and_not_the_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", json.dumps({"text": TEXT, "title": "A ferry"}))
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.title, article.origin) == ("A ferry", f"{path}:1")


def test_a_folder_is_read_with_all_that_is_in_it_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c.txt", "a/b/y.md"):
        write(tmp_path / name)
    assert [Path(item.origin).relative_to(tmp_path).as_posix() for item in read(tmp_path)] == ["a/b/y.md", "a/z.txt", "b.txt", "c.txt"]


def test_hidden_files_and_the_readme_of_a_folder_are_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", ".hidden.txt", ".git/b.txt", "README.md"):
        write(tmp_path / name)
    assert [Path(item.origin).name for item in read(tmp_path)] == ["a.txt"]


def test_a_readme_that_is_asked_for_is_read(tmp_path: Path) -> None:
    assert reasons(write(tmp_path / "README.md")) == [""]


def test_other_files_in_a_folder_are_told_of(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.png", b"\x89PNG\r\n\x1a\n")
    assert reasons(tmp_path) == ["", "binary"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b" " * 100_000, "empty"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        (bytes(range(1, 256)) * 4, "binary"),
        (b"<html><body></body></html>", "no-article"),
        ("장관은 월요일에 법안에 서명하지 않을 것이라고 말했다. 야당은 여러 차례 서명을 요구했다.".encode(), "not-english"),
        (b"Date: soon\n\nThe minister resigned.", "date"),
        (b'{"body": "x"}', "no-text-field"),
        (b'{"text": "x', "json"),
        (b"The end. " * 600_000, "too-large"),
        (b"\xef\xbb\xbfThe minister said so. " + b"\x81\x8d\x8f" * 20, "encoding"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_a_reason_and_advice(tmp_path: Path, content: bytes, reason: str) -> None:
    (error,) = read(write(tmp_path / "a", content))
    assert isinstance(error, InputError)
    assert error.reason == reason
    assert error.origin.startswith(str(tmp_path / "a"))
    assert error.advice


def test_after_an_error_the_rest_is_read(tmp_path: Path) -> None:
    assert reasons(tmp_path / "none.txt", write(tmp_path / "a.txt"), write(tmp_path / "b.txt", b""), write(tmp_path / "c.txt")) == [
        "not-found",
        "",
        "empty",
        "",
    ]


@pytest.mark.parametrize("name", ["none", "a.txt/none", "nul\0", "x" * 5000])
def test_a_path_that_cannot_be_is_an_error(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.txt")
    assert reasons(tmp_path / name)[0] in {"not-found", "unreadable"}


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "README.md")
    assert reasons(tmp_path) == ["nothing-readable"]


def test_a_folder_of_images_alone_is_an_error_besides_theirs(tmp_path: Path) -> None:
    write(tmp_path / "a.png", b"\x89PNG\r\n\x1a\n\x00")
    assert reasons(tmp_path) == ["binary", "nothing-readable"]


def test_a_link_back_to_its_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b").symlink_to(tmp_path)
    assert reasons(tmp_path) == [""]


def test_a_link_to_nothing_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    assert reasons(tmp_path) == ["", "unreadable"]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b")
    assert reasons(tmp_path) == ["", "unreadable"]


def test_a_file_that_may_not_be_opened_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(path) == ["unreadable"]


@pytest.mark.parametrize("content", [TEXT, f"<html><body><p>{TEXT}</p></body></html>"])
def test_a_text_or_page_too_large_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    monkeypatch.setattr(part, "LARGEST", 50)
    with write(tmp_path / "a", content).open("rb") as file:
        found = list(read_part(part.Part(origin="a", name="a", file=file), ReadOptions()))
    assert [one.reason for one in found if isinstance(one, InputError)] == ["too-large"]


def test_json_lines_may_be_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "LARGEST", 50)
    assert reasons(write(tmp_path / "a", (json.dumps({"text": TEXT}) + "\n") * 5)) == [""] * 5


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The minister said. ")
    os.truncate(path, 50_000_000)  # zeros without end
    assert reasons(path) == ["binary"]
    with path.open("wb") as file:
        file.writelines(b"The minister said so. " * 50_000 for _ in range(46))
    assert reasons(path) == ["too-large"]


@pytest.mark.parametrize("content", [b"x" * 5_000_000, b"<html>" + b"x" * 5_000_000, b'{"text": "' + b"x" * 5_000_000])
def test_one_endless_line_is_an_error(tmp_path: Path, content: bytes) -> None:
    assert all(reasons(write(tmp_path / "a", content)))


def test_the_stream_reads_no_further_than_it_is_asked(tmp_path: Path) -> None:
    def paths() -> list[Path]:
        return [write(tmp_path / "a.txt"), tmp_path / "later.txt"]

    stream = read_inputs(paths(), ReadOptions())
    assert isinstance(next(stream), Article)
    write(tmp_path / "later.txt")
    assert isinstance(next(stream), Article)


def test_the_example_debate_is_read_whole() -> None:
    found = read(EXAMPLES)
    assert len(found) == 10  # README.md is none of them
    for article in found:
        assert isinstance(article, Article)
        assert article.title
        assert article.outlet
        assert article.authors
        assert article.published
        assert "cookies" not in article.text


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("trafilatura", "lxml", "py3langid", "numpy", "charset_normalizer")
    code = f"import sys, onrecord.read; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


STARTS = [
    b"",
    b"<html><body><p>",
    b'{"text": "',
    b'[{"text": "a"},',
    b"Title: x\nDate: ",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"<p>a<p>b<p>c",
    b" date ",
]


@settings(deadline=None)
@given(st.sampled_from(STARTS), st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_give_articles_or_errors(start: bytes, rest: bytes) -> None:
    found = list(read_part(part.Part(origin="a", name="a", file=BytesIO(start + rest)), ReadOptions()))
    assert found
    assert all(isinstance(item, Article | InputError) for item in found)
