"""The mended record of this server: its database, and the record as it is now."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from components.settings import settings
from geo.revisions.current import current
from geo.revisions.database import opened, reading
from geo.revisions.record import read_record, seal_of

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from geo.revisions.record import Record

_lock = Lock()
_read: dict[Path, Record] = {}


def database() -> Engine:
    """Return the database of suggestions.

    Raises
    ------
    RevisionError
        When it cannot be opened.
    """
    return opened(settings().database)


def record() -> Record:
    """Return the record of the dataset's folder, read anew when its descriptor has changed.

    Raises
    ------
    DataPackageError, OSError
        When it cannot be read.
    """
    folder = settings().dataset
    with _lock:
        kept = _read.get(folder)
        if kept is None or kept.seal != seal_of(folder):
            _read.clear()
            kept = _read[folder] = read_record(folder)
        return kept


def live() -> Record:
    """Return the record with all that was accepted."""
    base = record()
    with reading(database()) as connection:
        return current(connection, base)
