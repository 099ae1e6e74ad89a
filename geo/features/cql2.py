"""Filters in CQL2, the Common Query Language of OGC: read by a library, answered from a table's columns.

What is not known is neither true nor false, as CQL2 has it: `not` does not make a feature without a value match.
A filter is asked of the different values of a column, not of its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import cql2
import numpy as np

from geo.features.cql2_arrays import ARRAY_OPERATORS, array_test
from geo.features.cql2_geometry import SPATIAL_OPERATORS, has_geometry, spatial
from geo.features.cql2_scalars import SCALAR_OPERATORS, scalar_test
from geo.features.cql2_time import TEMPORAL_OPERATORS, temporal_test
from geo.features.errors import wrong_filter
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.features.table import Table

    Mask = NDArray[np.bool_]
    Test = Callable[[Mapping[str, Any]], bool | None]

MOST_CHARACTERS = 4000
MOST_DEPTH = 40
"""Brackets in brackets."""


class Truth(NamedTuple):
    """Of which features something is true, and of which it is false; of the rest it is not known."""

    true: Mask
    false: Mask


def parse(text: str, language: str) -> Any:  # noqa: ANN401 - JSON.
    """Return a filter as CQL2's JSON.

    Parameters
    ----------
    text
        The filter.
    language
        `cql2-text` or `cql2-json`.

    Raises
    ------
    QueryError
        When it is no CQL2, too long, or too deep.
    """
    if len(text) > MOST_CHARACTERS:
        raise wrong_filter(
            Sentence(marked("It may have {count} characters at most."), {"count": MOST_CHARACTERS})
        )
    read = cql2.parse_text if language == "cql2-text" else cql2.parse_json
    try:
        found = read(text).to_json()
    except (cql2.ParseError, cql2.ValidationError, ValueError, TypeError):
        raise wrong_filter(
            Sentence(
                marked("It is no {language}."),
                {"language": "CQL2 Text" if read is cql2.parse_text else "CQL2 JSON"},
            )
        ) from None
    if _depth(found) > MOST_DEPTH:
        raise wrong_filter(Sentence(marked("It has too many brackets in one another.")))
    return found


def _depth(content: Any) -> int:  # noqa: ANN401 - JSON.
    """Return how deep JSON is, without going deeper than Python may."""
    depth, level = 0, [content]
    while level and depth <= MOST_DEPTH:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def matching(table: Table, expression: Any) -> Mask:  # noqa: ANN401 - JSON.
    """Return which features a filter is true of.

    Parameters
    ----------
    table
        The features.
    expression
        CQL2's JSON, as `parse` returns it.

    Raises
    ------
    QueryError
        When it asks for what there is not.
    """
    return _truth(table, expression).true


def _truth(table: Table, expression: Any) -> Truth:  # noqa: ANN401 - JSON.
    if isinstance(expression, bool):
        return _everywhere(table, holds=expression)
    if isinstance(expression, dict) and "property" in expression:
        return _tested(table, scalar_test("=", [expression, True], table.collection))
    if not isinstance(expression, dict) or "op" not in expression:
        raise wrong_filter(Sentence(marked("It is no condition that is true or false.")))
    operator, given = str(expression["op"]), list(expression.get("args", []))
    if operator in {"and", "or"}:
        return _joined(operator, [_truth(table, one) for one in given])
    if operator == "not" and len(given) == 1:
        found = _truth(table, given[0])
        return Truth(found.false, found.true)
    return _condition(table, operator.lower(), given)


def _condition(table: Table, operator: str, given: list[Any]) -> Truth:
    """Return where a single condition holds."""
    collection = table.collection
    if operator == "isnull" and given == [{"property": "geometry"}]:
        known = has_geometry(table)
        return Truth(~known, known)
    if operator in SPATIAL_OPERATORS:
        true = spatial(table, operator, given)
        return Truth(true, has_geometry(table) & ~true)
    if operator in TEMPORAL_OPERATORS:
        return _tested(table, temporal_test(operator, given, collection))
    if operator in ARRAY_OPERATORS:
        return _tested(table, array_test(operator, given, collection))
    if operator in SCALAR_OPERATORS:
        return _tested(table, scalar_test(operator, given, collection))
    raise wrong_filter(
        Sentence(marked("{operator} cannot be asked here."), {"operator": operator[:60]}),
    )


def _everywhere(table: Table, *, holds: bool) -> Truth:
    true = np.full(table.length, holds)
    return Truth(true, ~true)


def _joined(operator: str, parts: Sequence[Truth]) -> Truth:
    """Return where all of some conditions hold, or any."""
    if not parts:
        raise wrong_filter(Sentence(marked("It is no condition that is true or false.")))
    trues, falses = zip(*parts, strict=True)
    if operator == "and":
        return Truth(np.logical_and.reduce(trues), np.logical_or.reduce(falses))
    return Truth(np.logical_or.reduce(trues), np.logical_and.reduce(falses))


def _tested(table: Table, asked: tuple[list[str], Test]) -> Truth:
    """Return where a test holds, which is put to each different combination of values once.

    Parameters
    ----------
    table
        The features.
    asked
        The properties that the test needs, and the test, whose answer is None where it is not known.
    """
    names, test = asked
    if not names:
        return _known(np.zeros(table.length, dtype=np.int64), [test({})])
    columns = [table.coded_column(name) for name in names]
    sizes = [max(1, len(column.different)) for column in columns]
    if len(columns) == 1:
        different, of_row = np.arange(sizes[0]), columns[0].codes.astype(np.int64)
    else:
        together = np.ravel_multi_index([column.codes.astype(np.int64) for column in columns], sizes)
        different, of_row = np.unique(together, return_inverse=True)
    parts = np.unravel_index(different, sizes)
    if table.length == 0:
        return _everywhere(table, holds=False)
    answers = [
        test({name: column.different[part] for name, column, part in zip(names, columns, row, strict=True)})
        for row in zip(*(part.tolist() for part in parts), strict=True)
    ]
    return _known(of_row, answers)


def _known(of_row: NDArray[np.int64], answers: Sequence[bool | None]) -> Truth:
    true = np.array([answer is True for answer in answers], dtype=bool)
    false = np.array([answer is False for answer in answers], dtype=bool)
    return Truth(true[of_row], false[of_row])
