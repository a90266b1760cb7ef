"""What is released is whole, small, and runs by itself: no network, no file of the checkout, no system but Python's own."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.program import DAM, ROOT, complaints, environment

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = ROOT / "src" / "onrecord"
MOST_BYTES = 100_000_000
PAGE = f"""<!DOCTYPE html><html><head><title>The dam</title></head><body><article><p>{DAM} She spoke to reporters in the
town hall after the council had met for more than four hours behind closed doors.</p><p>It will meet again.</p></article></body></html>"""
NO_NETWORK = '''
"""Loaded by the interpreter at its start: whatever would reach out fails."""
import socket


def refuse(*_: object, **__: object) -> None:
    raise OSError("no network here")


socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
'''
#: What only some systems have.
LEANING = {"fork", "forkpty", "mkfifo", "getuid", "geteuid", "uname", "SIGPIPE", "SIGKILL", "sched_getaffinity"}
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "msvcrt", "winreg"}
PLACES = ("/tmp", "/home", "/usr", "/etc", "/var", "/dev", "~/", "C:\\")  # noqa: S108 - looked for, not used


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as for a release."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, env=environment(), capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and what it requires, nothing else."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [str(python), "-m", "pip", "install", "--quiet", "--no-compile", str(wheel)]
    done = subprocess.run(command, env=environment(PYTHONPATH=""), capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return python


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """An environment whose processes reach no network."""
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    closed = "http://127.0.0.1:9"
    return environment(
        PYTHONPATH=str(tmp_path), HTTP_PROXY=closed, HTTPS_PROXY=closed, ALL_PROXY=closed, http_proxy=closed, https_proxy=closed
    )


@pytest.mark.xdist_group("package")
def test_the_wheel_holds_weights_word_lists_templates_and_types(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {f"onrecord/{path.relative_to(SOURCE).as_posix()}" for path in SOURCE.rglob("*") if path.is_file()}
    wanted = {name for name in wanted if not name.endswith((".pyc", ".part"))}
    assert wanted <= names
    for kind in (".onnx", "tokenizer.json", "model.json", ".yml", ".j2", ".css", ".js", "py.typed", "licenses/LICENSE"):
        assert any(name.endswith(kind) for name in names), kind


@pytest.mark.xdist_group("package")
def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert {name.split("/")[0] for name in archive.namelist()} == {"onrecord", wheel.name.rsplit("-", 3)[0] + ".dist-info"}


@pytest.mark.xdist_group("package")
def test_the_wheel_is_small_before_and_after_unpacking(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES
    with zipfile.ZipFile(wheel) as archive:
        assert sum(info.file_size for info in archive.infolist()) < MOST_BYTES


@pytest.mark.xdist_group("package")
def test_it_installs_with_pip_alone_and_reads_without_network(installed: Path, offline: dict[str, str], tmp_path: Path) -> None:
    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(list(map(str, command)), cwd=tmp_path, env=offline, capture_output=True, check=False, encoding="utf-8")

    (tmp_path / "a.txt").write_text(DAM, encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    done = run(
        installed.with_name("onrecord.exe" if sys.platform == "win32" else "onrecord"), "extract", "a.txt", "b.html", "--format", "jsonl"
    )
    assert (done.returncode, complaints(done)) == (0, [])
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["article"]["origin"] for record in records] == ["a.txt", "b.html"]
    for record in records:
        (start, end) = record["statements"][0]["content"][0]
        assert record["article"]["text"][start:end] == "“The dam will hold for a hundred years,”"
    assert "no network here" in run(installed, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))").stderr


def sources() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


#: What opens no text: file descriptors, databases, and archives, which give bytes.
_OF_BYTES = ("os.open", "Database.open", "self._archive.open", "archive.open", "gzip.open", "tarfile.open")


def guarded(tree: ast.AST) -> set[ast.AST]:
    """The imports that may fail: those for which the program has another way."""
    tries = (node for node in ast.walk(tree) if isinstance(node, ast.Try))
    return {one for node in tries if any(ast.unparse(h.type or node) == "ImportError" for h in node.handlers) for one in node.body}


def opens_text_unnamed(call: ast.Call) -> bool:
    """True for a call that opens a text file without naming its encoding, for each system has its own."""
    method = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) != "io"
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if ast.unparse(call.func) in _OF_BYTES or name not in ({"open", "read_text", "write_text"} if method else {"open"}):
        return False
    modes = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    if name == "open":
        modes += call.args[:1] if method else call.args[1:2]
    binary = any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)
    return not binary and "encoding" not in {keyword.arg for keyword in call.keywords}


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_leans_on_one_system(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    may_fail = guarded(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not node.value.startswith(PLACES), node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in LEANING, node.lineno
        if isinstance(node, (ast.Import, ast.ImportFrom)) and node not in may_fail:
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            assert not names & MODULES, node.lineno
        if isinstance(node, ast.Call):
            assert not opens_text_unnamed(node), f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("open('a')", True), ("open('a', 'w')", True), ("path.open()", True), ("path.read_text()", True), ("path.write_text('b')", True),
        ("open('b')", True), ("open('a', 'rb')", False), ("path.open('rb')", False), ("path.open(mode='wb')", False),
        ("path.read_text(encoding='utf-8')", False),
        ("open('a', encoding='utf-8')", False), ("os.open(name, flags)", False), ("read('a')", False),
    ],
)  # fmt: skip
def test_the_check_for_encodings_finds_what_it_should(code: str, *, found: bool) -> None:
    (call,) = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    assert opens_text_unnamed(call) is found
