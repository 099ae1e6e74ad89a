"""Comparisons of CQL2: of texts, numbers, days and booleans, patterns, and letters of either case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.dates import day_date, day_number
from geo.features.collections import UNTIL_NOW
from geo.features.errors import LONGEST_VALUE, wrong_filter
from geo.i18n import Sentence, marked
from geo.identifiers import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.features.collections import Collection

    Values = Mapping[str, Any]
    Test = Callable[[Values], bool | None]

COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda one, other: bool(one == other),
    "<>": lambda one, other: bool(one != other),
    "<": lambda one, other: bool(one < other),
    ">": lambda one, other: bool(one > other),
    "<=": lambda one, other: bool(one <= other),
    ">=": lambda one, other: bool(one >= other),
}
BETWEEN, IN, LIKE, IS_NULL = "between", "in", "like", "isnull"
SCALAR_OPERATORS = frozenset({*COMPARISONS, BETWEEN, IN, LIKE, IS_NULL})
COMPARED = 2
"""Operands of a comparison."""
OPERANDS = {BETWEEN: 3, IN: 2, LIKE: 2}
_FOLDING: Mapping[str, Callable[[str], str]] = {"casei": str.casefold, "accenti": fold}
_SCALARS = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "date": "text",
    "day": "day",
}


@dataclass(frozen=True)
class Operand:
    """One side of a comparison.

    Parameters
    ----------
    kind
        `text`, `number`, `boolean` or `day`.
    properties
        Those it needs.
    value
        Returns it from their values; None where it is not known. A day is its number.
    """

    kind: str
    properties: tuple[str, ...]
    value: Callable[[Values], Any]


def scalar_test(operator: str, given: Sequence[Any], collection: Collection) -> tuple[list[str], Test]:
    """Return the properties that a comparison needs, and what tests their values.

    Parameters
    ----------
    operator
        One of `SCALAR_OPERATORS`.
    given
        Its operands as CQL2's JSON.
    collection
        Whose properties are asked for.

    Raises
    ------
    QueryError
        When the comparison cannot be made.
    """
    if operator == IS_NULL:
        return _is_null(given, collection)
    if operator == IN:
        if len(given) != OPERANDS[IN] or not isinstance(given[1], list):
            raise _unusual(operator)
        given = [given[0], *given[1]]
    elif len(given) != OPERANDS.get(operator, COMPARED):
        raise _unusual(operator)
    operands = alike([operand(one, collection) for one in given])
    names = sorted({name for one in operands for name in one.properties})
    if operator == LIKE:
        return names, _like(operands)
    compare: Callable[[list[Any]], bool]
    if operator == BETWEEN:
        compare = lambda values: bool(values[1] <= values[0] <= values[2])  # noqa: E731 - Beside the others.
    elif operator == IN:
        compare = lambda values: values[0] in values[1:]  # noqa: E731
    else:
        compared = COMPARISONS[operator]
        compare = lambda values: compared(*values)  # noqa: E731

    def test(row: Values) -> bool | None:
        values = [one.value(row) for one in operands]
        return None if None in values else compare(values)

    return names, test


def operand(expression: Any, collection: Collection) -> Operand:  # noqa: ANN401 - JSON.
    """Return a side of a comparison from CQL2's JSON.

    Raises
    ------
    QueryError
        When it is none that can be compared.
    """
    if isinstance(expression, bool):
        return Operand("boolean", (), lambda _row: expression)
    if isinstance(expression, (int, float)):
        return Operand("number", (), lambda _row: expression)
    if isinstance(expression, str):
        return Operand("text", (), lambda _row: expression)
    if isinstance(expression, dict):
        if "property" in expression:
            return _property(str(expression["property"]), collection)
        if "date" in expression or "timestamp" in expression:
            day = day_of(expression)
            return Operand("day", (), lambda _row: day)
        function, given = str(expression.get("op")), expression.get("args", [])
        if function in _FOLDING and len(given) == 1:
            return _folded(_FOLDING[function], operand(given[0], collection))
    raise wrong_filter(Sentence(marked("It compares what cannot be compared here.")))


def day_of(expression: Mapping[str, Any]) -> int:
    """Return the day of a date or of a moment, as a number.

    Raises
    ------
    QueryError
        When there is no such day.
    """
    text = str(expression.get("date", expression.get("timestamp")))
    try:
        return day_number(text[: len("2020-11-25")])
    except ValueError:
        raise wrong_filter(
            Sentence(
                marked("read {value}, expected a day like 2020-11-25."), {"value": repr(text[:LONGEST_VALUE])}
            )
        ) from None


def known(name: str, collection: Collection) -> str:
    """Return the name of a property that can be asked for.

    Raises
    ------
    QueryError
        When it cannot.
    """
    if name not in collection.queryables:
        raise wrong_filter(
            Sentence(
                marked("{name} is no property that can be asked for. There are: {known}."),
                {"name": repr(name[:LONGEST_VALUE]), "known": ", ".join(collection.queryables)},
            )
        )
    return name


def _property(name: str, collection: Collection) -> Operand:
    kind = collection.queryables[known(name, collection)].kind
    if kind not in _SCALARS:
        raise wrong_filter(
            Sentence(marked("{name} is a list: ask for it with a_contains."), {"name": repr(name)})
        )

    def value(row: Values) -> Any:  # noqa: ANN401 - A cell.
        found = row[name]
        return None if is_blank(found, kind) else found

    return Operand(_SCALARS[kind], (name,), value)


def is_blank(value: Any, kind: str) -> bool:  # noqa: ANN401 - A cell.
    """Whether a cell says nothing; a last day that has not come is none."""
    if kind == "day" and value == UNTIL_NOW:
        return True
    return value is None or value in {"", ()} or value != value  # noqa: PLR0124 - NaN is unlike itself.


def _folded(change: Callable[[str], str], inner: Operand) -> Operand:
    if inner.kind != "text":
        raise wrong_filter(Sentence(marked("It compares what cannot be compared here.")))

    def value(row: Values) -> Any:  # noqa: ANN401 - A cell.
        found = inner.value(row)
        return None if found is None else change(str(found))

    return Operand("text", inner.properties, value)


def alike(operands: list[Operand]) -> list[Operand]:
    """Return operands as one kind: a day and a text are compared as what the property is.

    Raises
    ------
    QueryError
        When they are of kinds that cannot be compared.
    """
    kinds = {one.kind for one in operands}
    if kinds == {"day", "text"}:
        properties = {one.kind for one in operands if one.properties}
        if properties == {"day"}:
            operands = [one if one.kind == "day" else _as_day(one) for one in operands]
        else:
            operands = [one if one.kind == "text" else _as_text(one) for one in operands]
    elif len(kinds) > 1:
        raise wrong_filter(
            Sentence(
                marked("It compares {kind} with {other}."),
                dict(zip(("kind", "other"), sorted(kinds), strict=False)),
            )
        )
    return operands


def _as_day(one: Operand) -> Operand:
    day = day_of({"date": one.value({})})
    return Operand("day", (), lambda _row: day)


def _as_text(one: Operand) -> Operand:
    def value(row: Values) -> str | None:
        day = one.value(row)
        return None if day is None else day_date(day).isoformat()

    return Operand("text", one.properties, value)


def _is_null(given: Sequence[Any], collection: Collection) -> tuple[list[str], Test]:
    if len(given) != 1 or not isinstance(given[0], dict) or "property" not in given[0]:
        raise _unusual(IS_NULL)
    name = known(str(given[0]["property"]), collection)
    kind = collection.queryables[name].kind
    return [name], lambda row: is_blank(row[name], kind)


def _like(operands: list[Operand]) -> Test:
    text, pattern = operands
    if text.kind != "text" or pattern.properties:
        raise _unusual(LIKE)
    fits = pattern_test(str(pattern.value({})))

    def test(row: Values) -> bool | None:
        found = text.value(row)
        return None if found is None else fits(str(found))

    return test


def pattern_test(pattern: str) -> Callable[[str], bool]:
    r"""Return what tells whether a text is like a pattern: `%` is any characters, `_` is one, `\` makes it plain.

    The parts between the `%` are looked for one after the other, so that no pattern takes long.

    >>> [pattern_test("%ba_")(text) for text in ("kalbajar", "Baku, bay")]
    [False, True]
    """
    parts: list[list[str]] = [[]]
    letters = iter(pattern)
    for letter in letters:
        if letter == "%":
            parts.append([])
        elif letter == "\\":
            parts[-1].append(re.escape(next(letters, "\\")))
        else:
            parts[-1].append("." if letter == "_" else re.escape(letter))
    first, *between = [(re.compile("".join(part), re.DOTALL), len(part)) for part in parts]
    if not between:
        return lambda text: first[0].fullmatch(text) is not None
    last = between.pop()

    def fits(text: str) -> bool:
        if first[0].match(text) is None:
            return False
        place = first[1]
        for one, length in between:
            found = one.search(text, place)
            if found is None:
                return False
            place = found.start() + length
        start = len(text) - last[1]
        return start >= place and last[0].fullmatch(text, start) is not None

    return fits


def _unusual(operator: str) -> Exception:
    return wrong_filter(Sentence(marked("{operator} has other operands."), {"operator": operator}))
