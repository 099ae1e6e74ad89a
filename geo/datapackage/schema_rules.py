"""Validate tables against their Table Schema: a pandera schema is built from the description."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from geo.datapackage.patterns import has_form
from geo.errors import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

WEB_ADDRESS = re.compile(r"https?://[^\s/?#<>\"'`][^\s<>\"`]*")
"""One sign of a host, then what no address leaves out; nothing that two parts of the expression could both take."""
LONGEST_ADDRESS = 4_000


@dataclass(frozen=True)
class Rule:
    """What a cell must be: the test, what was expected, and what to do about a cell that fails."""

    passes: Callable[[str], bool]
    expected: str
    remedy: str
    severity: Severity = "error"


def validate_table(path: str, frame: pd.DataFrame, fields: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """Return a problem for every cell that is not what the Table Schema says.

    Parameters
    ----------
    path
        Path of the table inside the package.
    frame
        The table as text, index the line number.
    fields
        The fields of the Table Schema by name.
    """
    rules: dict[str, Rule] = {}
    columns: dict[str, pa.Column] = {}
    for name, field in fields.items():
        checks = []
        for rule in field_rules(field):
            key = f"rule {len(rules)}"
            rules[key] = rule
            checks.append(pa.Check(_by_value(rule), name=key, error=key))
        columns[name] = pa.Column(None, checks)
    if frame.empty:
        return []
    try:
        pa.DataFrameSchema(columns).validate(frame, lazy=True)
    except SchemaErrors as errors:
        failures = errors.failure_cases
        found = zip(
            failures["index"], failures["column"], failures["failure_case"], failures["check"], strict=True
        )
        return [_problem(path, line, column, value, rules[key]) for line, column, value, key in found]
    return []


def _problem(path: str, line: int, column: str, value: str, rule: Rule) -> Problem:
    return Problem(path, int(line), column, value, rule.expected, rule.remedy, rule.severity)


def _by_value(rule: Rule) -> Callable[[pd.Series[str]], pd.Series[bool]]:
    """Test each different value once."""

    def passes(column: pd.Series[str]) -> pd.Series[bool]:
        return pd.Series(each_once(column, rule.passes), column.index)

    return passes


def each_once(column: pd.Series[str], passes: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
    """Return of which cells of a column a test holds; each different value is tested once.

    Parameters
    ----------
    column
        Text or `category` of text, without missing values.
    passes
        The test.
    """
    codes, different = pd.factorize(column)
    return np.fromiter((passes(value) for value in different), dtype=bool, count=len(different))[codes]


def field_rules(field: Mapping[str, Any]) -> list[Rule]:
    """Return the rules a field's cells must pass, from its type, format and constraints."""
    constraints = field.get("constraints", {})
    rules = []
    if constraints.get("required"):
        rules.append(Rule(lambda cell: bool(cell.strip()), "a value", "Fill in the cell"))
    if field.get("type") == "date":
        remedy = "Write the date as year-month-day"
        rules.append(Rule(_optional(is_date), "a date like 2020-11-25", remedy))
    if field.get("type") in {"number", "integer"}:
        rules.append(_number_rule(constraints))
    if field.get("format") == "uri":
        expected = "an address that begins with https:// or http://"
        remedy = "Give the full address; until then the source is shown without a link"
        rules.append(Rule(_optional(is_web_address), expected, remedy, "warning"))
    if "enum" in constraints:
        allowed = [str(value) for value in constraints["enum"]]
        expected = f"one of {', '.join(allowed)}"
        remedy = "Use one of these values, or add the new one to the Table Schema"
        rules.append(Rule(_optional(set(allowed).__contains__), expected, remedy))
    if "pattern" in constraints:
        pattern = str(constraints["pattern"])
        expected = str(field.get("description") or f"text of the form {pattern}")
        rules.append(
            Rule(
                _optional(lambda cell: has_form(cell, pattern)),
                expected.rstrip("."),
                f"Write it in the form {pattern}",
            )
        )
    return rules


def _number_rule(constraints: Mapping[str, Any]) -> Rule:
    low = float(constraints.get("minimum", -math.inf))
    high = float(constraints.get("maximum", math.inf))
    expected = "a number with a point before the decimals"
    if math.isfinite(low) and math.isfinite(high):
        expected = f"a number from {low:g} to {high:g}"
    return Rule(_optional(lambda cell: is_number(cell, low, high)), expected, "Correct the number")


def _optional(passes: Callable[[str], bool]) -> Callable[[str], bool]:
    """Let a blank cell pass."""
    return lambda cell: cell == "" or passes(cell)


def is_date(cell: str) -> bool:
    """Whether a cell is a whole ISO 8601 calendar date."""
    try:
        return len(cell) == len("2020-11-25") and bool(date.fromisoformat(cell))
    except ValueError:
        return False


def is_number(cell: str, low: float = -math.inf, high: float = math.inf) -> bool:
    """Whether a cell is a finite number within bounds, both included."""
    try:
        number = float(cell)
    except ValueError:
        return False
    return math.isfinite(number) and low <= number <= high and "_" not in cell


def is_web_address(cell: str) -> bool:
    """Whether a cell is an http or https address."""
    return len(cell) <= LONGEST_ADDRESS and WEB_ADDRESS.fullmatch(cell) is not None
