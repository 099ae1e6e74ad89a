"""Times of CQL2: how a day or an interval lies to another, by their first and last days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.features.collections import UNTIL_NOW
from geo.features.cql2_scalars import day_of, known
from geo.features.errors import wrong_filter
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.features.collections import Collection

    Values = Mapping[str, Any]
    Bound = Callable[[Values], float | None]

FAR = float("inf")
SIDES = 2

# a, b are first and last day of the one; c, d of the other; both included.
TEMPORAL_OPERATORS: Mapping[str, Callable[[float, float, float, float], bool]] = {
    "t_after": lambda a, _b, _c, d: a > d,
    "t_before": lambda _a, b, c, _d: b < c,
    "t_contains": lambda a, b, c, d: a < c and b > d,
    "t_disjoint": lambda a, b, c, d: b < c or a > d,
    "t_during": lambda a, b, c, d: a > c and b < d,
    "t_equals": lambda a, b, c, d: a == c and b == d,
    "t_finishedby": lambda a, b, c, d: a < c and b == d,
    "t_finishes": lambda a, b, c, d: a > c and b == d,
    "t_intersects": lambda a, b, c, d: a <= d and b >= c,
    "t_meets": lambda _a, b, c, _d: b == c,
    "t_metby": lambda a, _b, _c, d: a == d,
    "t_overlappedby": lambda a, b, c, d: c < a < d < b,
    "t_overlaps": lambda a, b, c, d: a < c < b < d,
    "t_startedby": lambda a, b, c, d: a == c and b > d,
    "t_starts": lambda a, b, c, d: a == c and b < d,
}


def temporal_test(
    operator: str, given: Sequence[Any], collection: Collection
) -> tuple[list[str], Callable[[Values], bool | None]]:
    """Return the properties that a comparison of times needs, and what tests their values.

    Parameters
    ----------
    operator
        One of `TEMPORAL_OPERATORS`.
    given
        Two times as CQL2's JSON: a day, a moment, a property that is a day, or an interval of such.
    collection
        Whose properties are asked for.

    Raises
    ------
    QueryError
        When the comparison cannot be made.
    """
    if len(given) != SIDES:
        raise _no_time()
    names: set[str] = set()
    bounds = [bound for one in given for bound in _bounds(one, collection, names)]
    holds = TEMPORAL_OPERATORS[operator]

    def test(row: Values) -> bool | None:
        days = [bound(row) for bound in bounds]
        if any(day is None for day in days):
            return None
        first, last, other_first, other_last = (float(day) for day in days if day is not None)
        return bool(holds(first, last, other_first, other_last))

    return sorted(names), test


def _bounds(time: Any, collection: Collection, names: set[str]) -> tuple[Bound, Bound]:  # noqa: ANN401 - JSON.
    """Return what gives the first and the last day of a time, noting the properties it needs."""
    if isinstance(time, dict) and "interval" in time:
        start, end = [*list(time["interval"]), None, None][:2]
        return _bound(start, collection, names, -FAR), _bound(end, collection, names, FAR)
    one = _bound(time, collection, names, None)
    return one, one


def _bound(day: Any, collection: Collection, names: set[str], is_open: float | None) -> Bound:  # noqa: ANN401 - JSON.
    if day == ".." and is_open is not None:
        return lambda _row: is_open
    if isinstance(day, str):
        day = {"date": day}
    if not isinstance(day, dict):
        raise _no_time()
    if "property" in day:
        name = known(str(day["property"]), collection)
        if collection.queryables[name].kind != "day":
            raise _no_time()
        names.add(name)

        def of_property(row: Values) -> float | None:
            value = row[name]
            return FAR if value == UNTIL_NOW else None if value is None else float(value)

        return of_property
    if "date" in day or "timestamp" in day:
        number = float(day_of(day))
        return lambda _row: number
    raise _no_time()


def _no_time() -> Exception:
    return wrong_filter(
        Sentence(marked("expected two times: days, properties that are days, or intervals of such."))
    )
