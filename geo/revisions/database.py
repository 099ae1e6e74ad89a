"""The database of the mended record: SQLite in a dot-folder without any set-up, or PostgreSQL by its address."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from geo.i18n import Sentence, marked
from geo.revisions.errors import RevisionError
from geo.revisions.places import DATABASE, try_writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection, Engine

CHECK_SECONDS = 5
"""Whoever asks whether a server can be reached waits so long for it."""
WAIT_SECONDS = 60
"""A writer waits so long for another one."""
MIGRATION_LOCK = 418_207_113
"""Number of the advisory lock under which a server migrates a database of PostgreSQL."""
WRITE_LOCK = 418_207_114
"""Number of that under which the record is changed."""

_migrating = threading.Lock()


def exists(url: str) -> bool:
    """Whether there can be something in a database: a file of SQLite that is not there yet has nothing."""
    database = make_url(url)
    return not database.drivername.startswith("sqlite") or Path(str(database.database)).is_file()


@lru_cache(maxsize=8)
def opened(url: str) -> Engine:
    """Return the database at an address, made and migrated where it is not yet.

    Raises
    ------
    RevisionError
        When it cannot be opened.
    """
    try:
        engine = _engine(url)
        _migrate(engine)
    except (SQLAlchemyError, ArgumentError, NoSuchModuleError, ImportError, OSError) as error:
        raise RevisionError(_refusal(url, error)) from error
    return engine


def shortcoming(url: str) -> Sentence | None:
    """Return why a database cannot be used, None where it can; nothing is made or changed.

    Parameters
    ----------
    url
        Its address. A file of SQLite need not be there yet, but its folder must let it be made.
    """
    try:
        address = make_url(url)
        if address.drivername.startswith("sqlite"):
            try_writing(Path(str(address.database)).parent)
            return None
        if "connect_timeout" not in address.query:
            address = address.update_query_dict({"connect_timeout": str(CHECK_SECONDS)})
        engine = _engine(address)
        try:
            with engine.connect():
                return None
        finally:
            engine.dispose()
    except (SQLAlchemyError, ArgumentError, NoSuchModuleError, ImportError, OSError) as error:
        return _refusal(url, error)


def _refusal(url: str, error: Exception) -> Sentence:
    try:
        shown = make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        shown = DATABASE
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()
    return Sentence(
        marked("The database of suggestions cannot be opened ({database}): {reason}"),
        {"database": shown, "reason": reason[0] if reason else type(error).__name__},
    )


def _engine(url: str | URL) -> Engine:
    address = make_url(url)
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername="postgresql+psycopg")
    if not address.drivername.startswith("sqlite"):
        return create_engine(address, pool_pre_ping=True, pool_size=10, max_overflow=20)
    # It holds e-mail addresses: nobody else on the machine need read it.
    Path(str(address.database)).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:  # noqa: ANN401 - A connection of the driver.
        connection.isolation_level = (
            None  # Transactions begin and end as it is said below, not as the driver thinks.
        )
        for pragma in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "secure_delete = ON",
            "synchronous = FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its place at once: one that has read before would fail where another has written since.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the database, and waits for no writer."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose changes are all there when the block has ended, or none of them."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


def alone(connection: Connection) -> None:
    """Let no other writer between this and the end of the transaction; in SQLite a writer is alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": WRITE_LOCK})


def _migrate(engine: Engine) -> None:
    """Bring the tables up to those of this program; of several servers that start at once one does it."""
    # A server that nobody mends anything on does without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:  # Readers go on while somebody writes.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN")
    with _migrating, writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def close(url: str | None = None) -> None:
    """Close the databases that are open, for whoever replaces or removes their files."""
    with suppress(RevisionError):
        if url is not None:
            opened(url).dispose()
    opened.cache_clear()
