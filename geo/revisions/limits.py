"""Limits for suggestions of those who did not sign in: so many a day from one address."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from geo.i18n import Sentence, marked
from geo.revisions.database import writing
from geo.revisions.errors import NotAllowedError
from geo.revisions.people import now
from geo.revisions.tables import attempt, secret

if TYPE_CHECKING:
    from sqlalchemy import Engine

HOURS = 24


def count_attempt(engine: Engine, address: str, most: int) -> None:
    """Count a suggestion of an address, kept as a digest for a day.

    Parameters
    ----------
    engine
        The database.
    address
        Of the network; of IPv6 the part that stands for one household.
    most
        So many are taken within a day.

    Raises
    ------
    NotAllowedError
        When there were so many already.
    """
    if ":" in address:
        address = ":".join(address.split(":")[:4])
    since = (datetime.now(UTC) - timedelta(hours=HOURS)).isoformat(timespec="microseconds")
    since = since.replace("+00:00", "Z")
    with writing(engine) as connection:
        key = str(connection.execute(select(secret.c.value)).scalar_one())
        mark = hmac.new(key.encode(), address.encode(), hashlib.sha256).hexdigest()
        connection.execute(delete(attempt).where(attempt.c.at < since))
        count = connection.scalar(select(func.count()).select_from(attempt).where(attempt.c.address == mark))
        if int(count or 0) >= most:
            sentence = marked(
                "From this address {count} suggestions came within a day. Sign in, or try tomorrow."
            )
            raise NotAllowedError(Sentence(sentence, {"count": most}))
        connection.execute(insert(attempt).values(address=mark, at=now()))
