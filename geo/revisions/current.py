"""The current record: the package on disk with every accepted change that it does not have yet."""

from __future__ import annotations

import json
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from geo.revisions.record import Applied, Change, overlaid
from geo.revisions.tables import release, revision, revision_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from geo.revisions.record import Record

_lock = Lock()
_kept: dict[tuple[int, str], tuple[Record, int, Record]] = {}
MOST_KEPT = 4


def last_revision(connection: Connection) -> int:
    """Return the number of the last change that was accepted, 0 before the first."""
    return int(connection.scalar(select(func.max(revision.c.id))) or 0)


def applied(connection: Connection, after: int = 0) -> list[Applied]:
    """Return the accepted changes after a revision, in their order."""
    rows = connection.execute(
        select(revision, revision_text.c.content)
        .outerjoin(revision_text, revision_text.c.id == revision.c.id)
        .where(revision.c.id > after)
        .order_by(revision.c.id)
    )
    found = []
    for row in rows:
        content = json.loads(row.content) if row.content else {"before": None, "after": None}
        change = Change(row.table_name, row.record_key, content["before"], content["after"])
        found.append(Applied(int(row.id), change, row.before_digest, row.after_digest))
    return found


def base_revision(connection: Connection, seal: str) -> int:
    """Return the last revision that a package has in it: that of the release that it is, 0 of another one."""
    found = connection.scalar(select(func.max(release.c.up_to_revision)).where(release.c.digest == seal))
    return int(found or 0)


def current(connection: Connection, record: Record) -> Record:
    """Return the record with all that was accepted; the last answer is kept until there is more.

    Parameters
    ----------
    connection
        Of the database.
    record
        Of the package on disk.
    """
    last = last_revision(connection)
    if last == 0:
        return record
    place = (id(record), str(connection.engine.url))
    with _lock:
        kept = _kept.get(place)
    if kept is not None and kept[0] is record and kept[1] == last:
        return kept[2]
    live = overlaid(record, applied(connection))
    with _lock:
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[place] = (record, last, live)
    return live
