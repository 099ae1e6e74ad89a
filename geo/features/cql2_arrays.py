"""Lists of CQL2: whether a property that is a list holds, equals or shares entries with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.features.cql2_scalars import known
from geo.features.errors import wrong_filter
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.features.collections import Collection

    Values = Mapping[str, Any]
    Members = Callable[[Values], frozenset[Any]]

SIDES = 2
ARRAY_OPERATORS: Mapping[str, Callable[[frozenset[Any], frozenset[Any]], bool]] = {
    "a_contains": lambda one, other: one >= other,
    "a_containedby": lambda one, other: one <= other,
    "a_equals": lambda one, other: one == other,
    "a_overlaps": lambda one, other: not one.isdisjoint(other),
}


def array_test(
    operator: str, given: Sequence[Any], collection: Collection
) -> tuple[list[str], Callable[[Values], bool | None]]:
    """Return the properties that a comparison of lists needs, and what tests their values.

    Parameters
    ----------
    operator
        One of `ARRAY_OPERATORS`.
    given
        Two lists as CQL2's JSON: of texts, or a property that is a list. Their order does not matter.
    collection
        Whose properties are asked for.

    Raises
    ------
    QueryError
        When the comparison cannot be made.
    """
    if len(given) != SIDES:
        raise _no_list()
    names: set[str] = set()
    one, other = (_members(side, collection, names) for side in given)
    holds = ARRAY_OPERATORS[operator]
    return sorted(names), lambda row: bool(holds(one(row), other(row)))


def _members(side: Any, collection: Collection, names: set[str]) -> Members:  # noqa: ANN401 - JSON.
    if isinstance(side, list) and all(isinstance(entry, (str, int, float)) for entry in side):
        entries = frozenset(side)
        return lambda _row: entries
    if isinstance(side, str):
        return lambda _row: frozenset({side})
    if isinstance(side, dict) and "property" in side:
        name = known(str(side["property"]), collection)
        if collection.queryables[name].kind == "strings":
            names.add(name)
            return lambda row: frozenset(row[name] or ())
    raise _no_list()


def _no_list() -> Exception:
    return wrong_filter(Sentence(marked("expected two lists: of texts, or a property that is a list.")))
