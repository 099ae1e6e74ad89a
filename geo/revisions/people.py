"""People who suggest and decide, and what each may do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from geo.revisions.tables import person as people

if TYPE_CHECKING:
    from sqlalchemy import Connection

Role = Literal["reader", "contributor", "reviewer", "local", "anonymous", "program"]
LOCAL, ANONYMOUS, PROGRAM = "local", "anonymous", "program"
LONGEST_NAME = 80
_BELOW_SPACE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


@dataclass(frozen=True)
class Person:
    """Somebody who acts.

    Parameters
    ----------
    subject
        What tells them from others: the provider's name for them, or one of `LOCAL`, `ANONYMOUS`, `PROGRAM`.
    name
        Shown in the history; "" for one who is not named.
    role
        What they are to the record: a reviewer decides, a contributor suggests, `local` is whoever sits at a machine
        that knows no sign-in, and does both.
    districts
        The districts that a reviewer decides on; none for all.
    """

    subject: str
    name: str
    role: Role
    districts: frozenset[str] = frozenset()

    @property
    def may_suggest(self) -> bool:
        """Whether they may suggest."""
        return self.role in {"contributor", "reviewer", "local", "anonymous"}

    @property
    def may_review(self) -> bool:
        """Whether they may decide on what others suggest."""
        return self.role in {"reviewer", "local"}

    @property
    def is_local(self) -> bool:
        """Whether they are the one person of a machine without a sign-in, who may decide on their own too."""
        return self.role == "local"


READER = Person("", "", "reader")


def now() -> str:
    """Return the moment, as the tables keep it."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def number_of(connection: Connection, subject: str) -> int:
    """Return the number of a person in the table, who is put into it where they are new."""
    found = connection.scalar(select(people.c.id).where(people.c.subject == subject))
    if found is not None:
        return int(found)
    values = {"subject": subject, "at": now()}
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(people).values(values).on_conflict_do_nothing())
    elif connection.dialect.name == "sqlite":
        connection.execute(sqlite.insert(people).values(values).on_conflict_do_nothing())
    else:
        connection.execute(insert(people).values(values))
    return int(connection.execute(select(people.c.id).where(people.c.subject == subject)).scalar_one())


def clean(text: str, longest: int = 20_000) -> str:
    r"""Return a text as it is kept: without control signs and marks that turn the direction, cut to a length.

    >>> clean(" a\x00b\r\nc ")
    'ab\nc'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _BELOW_SPACE.sub("", plain).strip()[:longest]
