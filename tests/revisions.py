"""Fixtures of the mended record: the made-up dataset on disk, and a database of SQLite, then of PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.revisions.database import opened
from geo.revisions.people import Person
from geo.revisions.record import Change, read_record
from geo.revisions.suggestions import Suggested, new_form_id, suggest
from tests.made_up.package import write_made_up
from tests.postgresql import empty, make_schema, postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from geo.revisions.record import Record
    from geo.revisions.suggestions import Sent

READER = Person("provider|ann", "Ann", "contributor")
REVIEWER = Person("provider|bea", "Bea", "reviewer")
OTHER_REVIEWER = Person("provider|cem", "Cem", "reviewer")
LOCAL = Person("local", "", "local")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a PostgreSQL, which is started for the tests of one process."""
    with postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_record(postgresql_server: str) -> str:
    """Address of the one record in it that tests share, one after the other."""
    url = make_schema(postgresql_server, "record")
    opened(url).dispose()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record' / 'record.sqlite'}"
    url: str = request.getfixturevalue("postgresql_record")
    empty(url)
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database."""
    found = opened(database_url)
    yield found
    found.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder of the made-up dataset."""
    return write_made_up(tmp_path / "rivermark")


@pytest.fixture
def record(folder: Path) -> Record:
    """The record of the made-up dataset."""
    return read_record(folder)


def claim(record: Record, event: str, source: str, field: str) -> tuple[str, dict[str, str]]:
    """Return key and row of a claim."""
    return next(
        (key, row)
        for key, row in record.where("claims", "event_id", event).items()
        if (row["source_id"], row["field"]) == (source, field)
    )


def changed_claim(
    record: Record, value: str, event: str = "1", source: str = "1", field: str = "deaths"
) -> Change:
    """Return a change of the value of a claim."""
    key, row = claim(record, event, source, field)
    return Change("claims", key, row, {**row, "value": value})


def suggest_value(
    engine: Engine, record: Record, value: str, person: Person = READER, *, email: str = "", **of: str
) -> Sent:
    """Suggest another value for a claim."""
    change = changed_claim(record, value, **of)
    suggested = Suggested("misquoted", (change,), "1", "The text says so.", person.name, email)
    return suggest(engine, record, suggested, person, form_id=new_form_id())
