"""A PostgreSQL of the system's own package, for tests: in a temporary folder, run by an ordinary user."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MISSING = (
    "The suggestions are tested on PostgreSQL too, and there is none: install it with"
    " `sudo apt-get install postgresql` (Debian) or `brew install postgresql` (macOS)."
)
USER = "record"


def programs() -> Path:
    """Return the folder of the server's programs.

    Raises
    ------
    RuntimeError
        When it is not installed; the message says what to install.
    """
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    raise RuntimeError(MISSING)


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server while the block runs, and give the address of its databases without a name."""
    bin_folder = programs()
    with tempfile.TemporaryDirectory(prefix="record-postgresql-") as top:
        data = Path(top) / "data"
        is_root = os.name == "posix" and os.getuid() == 0
        account = pwd.getpwnam("postgres") if is_root else None  # PostgreSQL refuses to run as root.
        if account is not None:
            os.chown(top, account.pw_uid, account.pw_gid)
        as_user = {"user": account.pw_uid, "group": account.pw_gid} if account else {}

        def run(program: str, *arguments: str) -> None:
            subprocess.run(  # noqa: S603 - A program of the system, with arguments of ours.
                [str(bin_folder / program), *arguments],
                check=True,
                stdout=subprocess.DEVNULL,
                stdin=subprocess.DEVNULL,
                cwd=top,
                **as_user,  # type: ignore[call-overload]
            )

        run(
            "initdb",
            "--pgdata",
            str(data),
            "--username",
            USER,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--no-sync",
        )
        port = _free_port()
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
            " -c full_page_writes=off -c max_connections=120"
        )
        log = str(Path(top) / "log")
        run("pg_ctl", "--pgdata", str(data), "--log", log, "--options", options, "--wait", "start")
        try:
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "--pgdata", str(data), "--mode", "immediate", "--wait", "stop")


def _free_port() -> int:
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port: int = candidate.getsockname()[1]
        return port


def make_schema(server: str, name: str) -> str:
    """Make an empty schema, which is as good as a database of its own, and return its address."""
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - Whoever has no server needs neither.

    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE SCHEMA "{name}"'))
    engine.dispose()
    return f"{server}/postgres?options=-csearch_path%3D{name}"


def empty(url: str) -> None:
    """Take every row out of the tables of a record, past the triggers that keep them."""
    from sqlalchemy import create_engine, text  # noqa: PLC0415

    from geo.revisions.tables import METADATA  # noqa: PLC0415

    names = ", ".join(table.name for table in METADATA.sorted_tables if table.name != "secret")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()
