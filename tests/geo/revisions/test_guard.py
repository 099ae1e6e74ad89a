"""The database itself keeps what was said: whoever writes to it can add, and neither change nor delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from geo.revisions import decide
from geo.revisions.database import opened, writing
from geo.revisions.errors import RevisionError
from geo.revisions.redaction import redact
from geo.revisions.tables import GUARDED, METADATA, TEXTS
from tests.revisions import LOCAL, REVIEWER, suggest_value

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from geo.revisions import Record

COLUMNS = {
    "person": "subject",
    "suggestion": "question",
    "suggestion_record": "kind",
    "decision": "outcome",
    "revision": "kind",
    "release": "version",
    "redaction": "reason",
}


@pytest.fixture
def filled(engine: Engine, record: Record) -> Engine:
    sent = suggest_value(engine, record, "13")
    decide(engine, record, sent.id, "accept", REVIEWER)
    other = suggest_value(engine, record.changed([]), "61", source="b")
    redact(engine, other.id, LOCAL, "By order of a court.")
    with writing(engine) as connection:
        connection.execute(
            text(
                "INSERT INTO release (id, version, digest, base_digest, content, up_to_revision, folder, person_id, at)"
                " VALUES (1, '1', 'a', 'b', 'c', 1, 'f', 1, 'now')"
            )
        )
    return engine


@pytest.mark.parametrize("table", [*GUARDED, *TEXTS])
def test_no_row_is_changed_or_deleted(filled: Engine, table: str) -> None:
    column = COLUMNS.get(table, "content")
    for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608 - Names of ours.
        with pytest.raises(DBAPIError, match="only added"), writing(filled) as connection:
            connection.execute(text(statement))


def test_no_row_is_replaced_and_no_table_emptied(filled: Engine) -> None:
    if filled.dialect.name == "postgresql":
        statement = "TRUNCATE suggestion CASCADE"
    else:
        statement = "INSERT OR REPLACE INTO person (id, subject, at) VALUES (1, 'x', 'now')"
    with pytest.raises(DBAPIError, match="only added"), writing(filled) as connection:
        connection.execute(text(statement))


def test_the_migrations_make_the_tables_that_the_program_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert found == []


def test_a_database_that_is_migrated_is_opened_again(database_url: str, engine: Engine) -> None:
    opened.cache_clear()
    again = opened(database_url)
    assert again is not engine
    again.dispose()


def test_a_database_that_cannot_be_opened_is_told_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(RevisionError, match="cannot be opened"):
        opened(f"sqlite:///{tmp_path / 'file' / 'record.sqlite'}")
    with pytest.raises(RevisionError) as refused:
        opened("postgresql+psycopg://me:hunter2@127.0.0.1:1/none")
    assert "hunter2" not in str(refused.value)
