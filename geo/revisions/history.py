"""The history of a record: what was suggested, decided and changed in it, and in which release it came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from geo.revisions.queue import entries
from geo.revisions.tables import decision, release, revision, suggestion_record

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from geo.revisions.queue import Entry

MOST = 500


@dataclass(frozen=True)
class Published:
    """A version of the data package: its number and version, the version that the page shows, when, and its folder."""

    id: int
    version: str
    content: str
    up_to_revision: int
    folder: str
    digest: str
    base_digest: str
    at: str


@dataclass(frozen=True)
class Past:
    """What happened to a record.

    Parameters
    ----------
    suggestions
        Those that speak of it, the newest first, with what was said of each.
    releases
        Of the decisions that changed it, the version that they came out with, by the number of the decision.
    """

    suggestions: tuple[Entry, ...]
    releases: dict[int, Published]


def history(connection: Connection, about: str, key: tuple[str, str] | None = None) -> Past:
    """Return what happened to an event, district, story, source or place, or to one row of the record.

    Parameters
    ----------
    connection
        Of the database.
    about
        As `events/kalbajar-handover`; "" for all.
    key
        Table and key of one row, which counts instead of `about`.
    """
    asked = select(suggestion_record.c.suggestion_id).distinct()
    if key is not None:
        asked = asked.where(
            suggestion_record.c.table_name == key[0], suggestion_record.c.record_key == key[1]
        )
    elif about:
        asked = asked.where(suggestion_record.c.about == about)
    numbers = tuple(
        int(number)
        for number in connection.scalars(asked.order_by(suggestion_record.c.suggestion_id.desc()).limit(MOST))
    )
    found = entries(connection, numbers=numbers, newest_first=True, limit=MOST) if numbers else []
    decisions = [said.id for one in found for said in one.said]
    last = {
        int(row.decision_id): int(row.id)
        for row in connection.execute(
            select(revision.c.decision_id, revision.c.id)
            .where(revision.c.decision_id.in_(decisions))
            .order_by(revision.c.id)
        )
    }
    published = releases(connection)
    came_out = {
        number: next((one for one in reversed(published) if one.up_to_revision >= up_to), None)
        for number, up_to in last.items()
    }
    return Past(tuple(found), {number: one for number, one in came_out.items() if one is not None})


def releases(connection: Connection) -> list[Published]:
    """Return the releases, the newest first."""
    return [
        Published(
            id=int(row.id),
            version=row.version,
            content=row.content,
            up_to_revision=int(row.up_to_revision),
            folder=row.folder,
            digest=row.digest,
            base_digest=row.base_digest,
            at=row.at,
        )
        for row in connection.execute(select(release).order_by(release.c.id.desc()))
    ]


def unreleased(connection: Connection, after: int) -> list[tuple[int, int]]:
    """Return revision and decision numbers that came after a revision, the first first."""
    rows = connection.execute(
        select(revision.c.id, decision.c.id.label("decision"))
        .join(decision, decision.c.id == revision.c.decision_id)
        .where(revision.c.id > after)
        .order_by(revision.c.id)
    )
    return [(int(row.id), int(row.decision)) for row in rows]
