"""Query of a collection: the parameters of an address as OGC API - Features has them, checked."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from geo.dates import day_number
from geo.features.collections import COLLECTIONS
from geo.features.cql2 import parse
from geo.features.errors import LONGEST_VALUE, QueryError, wrong
from geo.i18n import LANGUAGES, Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.features.collections import Property

BBOX, DATETIME, LANGUAGE = "bbox", "datetime", "lang"
DEFAULT_LIMIT = 100
MOST_FEATURES = 1000
"""Features of one answer; more are asked for in further ones."""
LAST_OFFSET = 10_000_000
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
FORMATS = ("json", "csv")
FILTER_LANGUAGES = ("cql2-text", "cql2-json")
PARAMETERS = (
    "bbox",
    "bbox-crs",
    "datetime",
    "limit",
    "offset",
    "filter",
    "filter-lang",
    "filter-crs",
    "f",
    "lang",
)
"""Parameters of every collection; those of one are besides the names of what can be asked for."""

_OPEN = ("", "..")
_FRACTION = re.compile(r"(?<=[0-9])\.[0-9]+(?=Z|[+-]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """What is asked of a collection.

    Parameters
    ----------
    bbox
        West, south, east, north in degrees (CRS84); west is beyond east across the antimeridian.
    days
        First and last day of the time, both included, in days since 1970-01-01; None at an open end.
    limit, offset
        How many features, and how many before them are left out.
    equal
        What properties have to be, or lists have to hold.
    expression
        A filter in CQL2's JSON.
    format
        One of `FORMATS`.
    """

    bbox: tuple[float, float, float, float] | None = None
    days: tuple[int | None, int | None] | None = None
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    equal: tuple[tuple[str, str], ...] = ()
    expression: Any = None
    format: str = "json"

    def day(self, today: int) -> int:
        """Return the day of a state: that of `datetime`, of a time its last, else today."""
        if self.days is None:
            return today
        first, last = self.days
        return min(today, last) if last is not None else max(today, first if first is not None else today)


def read_query(collection_id: str, given: Sequence[tuple[str, str]]) -> Query:
    """Return what parameters of an address ask for.

    Parameters
    ----------
    collection_id
        One of `COLLECTIONS`.
    given
        Names and values as they stand in the address, decoded.

    Raises
    ------
    QueryError
        When one cannot be used, is not known or is given twice.
    """
    collection = COLLECTIONS[collection_id]
    check_names([name for name, _value in given], (*PARAMETERS, *collection.queryables))
    values = dict(given)
    for name in ("bbox-crs", "filter-crs"):
        one_of(name, values.get(name, CRS84), (CRS84,))
    one_of("lang", values.get("lang", LANGUAGES[0]), LANGUAGES)
    return Query(
        bbox=_bbox(values[BBOX]) if BBOX in values else None,
        days=_days(values[DATETIME]) if DATETIME in values else None,
        limit=min(MOST_FEATURES, _whole("limit", values.get("limit", str(DEFAULT_LIMIT)), least=1)),
        offset=_whole("offset", values.get("offset", "0"), least=0, most=LAST_OFFSET),
        equal=tuple(
            (name, _checked(collection.queryables[name], value))
            for name, value in sorted(values.items())
            if name in collection.queryables
        ),
        expression=_expression(values),
        format=one_of("f", values.get("f", FORMATS[0]), FORMATS),
    )


def check_names(given: Sequence[str], known: Sequence[str]) -> None:
    """Refuse names that are not known, which a misspelt filter would be, and those that come twice.

    Raises
    ------
    QueryError
        Where there is one.
    """
    for name in given:
        if name not in known:
            raise QueryError(
                Sentence(
                    marked("There is no parameter {name} here. There are: {known}."),
                    {"name": name[:LONGEST_VALUE], "known": ", ".join(known)},
                )
            )
        if given.count(name) > 1:
            raise QueryError(Sentence(marked("{name} is given more than once."), {"name": name}))


def one_of(name: str, value: str, known: Sequence[str]) -> str:
    """Return a value that is known.

    Raises
    ------
    QueryError
        Where it is not.
    """
    if value not in known:
        raise QueryError(
            Sentence(
                marked("{name}: {value} is not known. Known are: {known}."),
                {"name": name, "value": repr(value[:LONGEST_VALUE]), "known": ", ".join(known)},
            )
        )
    return value


def _whole(name: str, value: str, *, least: int, most: int | None = None) -> int:
    if re.fullmatch(r"[0-9]{1,18}", value) and least <= int(value) and (most is None or int(value) <= most):
        return int(value)
    raise wrong(name, value, marked("a whole number that is not too small or too large"))


def _bbox(value: str) -> tuple[float, float, float, float]:
    expected = marked("four numbers: west, south, east and north in degrees")
    try:
        numbers = [float(part) for part in value.split(",")]
    except ValueError:
        raise wrong(BBOX, value, expected) from None
    if len(numbers) == 6:  # noqa: PLR2004 - With heights, of which nothing here has one.
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):  # noqa: PLR2004 - The corners.
        raise wrong(BBOX, value, expected)
    west, south, east, north = numbers
    if south > north or max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:  # noqa: PLR2004
        raise wrong(BBOX, value, expected)
    return west, south, east, north


def _days(value: str) -> tuple[int | None, int | None]:
    start, slash, end = value.partition("/")
    if not slash:
        day = _day(value, value)
        return day, day
    first, last = (None if part in _OPEN else _day(part, value) for part in (start, end))
    if (first is None and last is None) or (first is not None and last is not None and first > last):
        raise wrong(DATETIME, value, _EXPECTED_TIME)
    return first, last


_EXPECTED_TIME = marked("a day, or two with a slash between them, .. for an open end: 2020-09-27/2020-11-10")


def _day(text: str, whole: str) -> int:
    """Return the day of a date, or of a moment as RFC 3339 writes it."""
    try:
        return day_number(text)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(_FRACTION.sub("", text))
        if "T" not in text.upper() or moment.tzinfo is None:
            raise wrong(DATETIME, whole, _EXPECTED_TIME)
        return day_number(moment.astimezone(UTC).date())
    except (ValueError, OverflowError):
        raise wrong(DATETIME, whole, _EXPECTED_TIME) from None


def _checked(asked: Property, value: str) -> str:
    """Return what a property has to be, where it can be."""
    if len(value) > LONGEST_VALUE:
        raise wrong(asked.name, value, marked("a shorter text"))
    if asked.kind == "boolean":
        return one_of(asked.name, value, ("true", "false"))
    if asked.kind in {"integer", "number"}:
        try:
            number = float(value)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise wrong(asked.name, value, marked("a number"))
    if asked.kind in {"date", "day"}:
        try:
            day_number(value)
        except ValueError:
            raise wrong(asked.name, value, marked("a day like 2020-11-25")) from None
    return value


def _expression(values: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON.
    language = one_of("filter-lang", values.get("filter-lang", FILTER_LANGUAGES[0]), FILTER_LANGUAGES)
    return parse(values["filter"], language) if "filter" in values else None
