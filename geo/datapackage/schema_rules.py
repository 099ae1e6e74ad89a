"""Rules that the cells of a table must pass, made of the fields of its Table Schema."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.datapackage.patterns import has_form
from geo.dates import is_day
from geo.errors import Problem, Severity
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from geo.i18n import Words

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#<>\"'`][^\s<>\"`]*")
"""One sign of a host, then what no address leaves out; nothing that two parts of the expression could both take."""
LONGEST_ADDRESS = 4_000


@dataclass(frozen=True)
class Rule:
    """What a cell must be: the test, what was expected, and what to do about a cell that fails."""

    passes: Callable[[str], bool]
    expected: Words
    remedy: Words
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
    found: list[Problem] = []
    if frame.empty:
        return found
    for name, field in fields.items():
        for rule in field_rules(field):
            wrong = ~each_once(frame[name], rule.passes)
            found += [
                Problem(path, int(str(line)), name, value, rule.expected, rule.remedy, rule.severity)
                for line, value in frame.loc[wrong, name].items()
            ]
    return found


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


def number_between(low: float, high: float) -> Sentence:
    """Return what was expected of a number within bounds."""
    return Sentence(marked("a number from {low} to {high}"), {"low": f"{low:g}", "high": f"{high:g}"})


def field_rules(field: Mapping[str, Any]) -> list[Rule]:
    """Return the rules a field's cells must pass, from its type, format and constraints."""
    constraints = field.get("constraints", {})
    remedy: Words
    expected: Words
    rules = []
    if constraints.get("required"):
        rules.append(Rule(lambda cell: bool(cell.strip()), marked("a value"), marked("Fill in the cell")))
    if field.get("type") == "date":
        remedy = marked("Write the date as year-month-day")
        rules.append(Rule(_optional(is_day), marked("a date like 2020-11-25"), remedy))
    if field.get("type") in {"number", "integer"}:
        rules.append(_number_rule(constraints))
    if field.get("format") == "uri":
        expected = marked("an address that begins with https:// or http://")
        remedy = marked("Give the full address; until then the source is shown without a link")
        rules.append(Rule(_optional(is_web_address), expected, remedy, "warning"))
    if "enum" in constraints:
        allowed = [str(value) for value in constraints["enum"]]
        expected = Sentence(marked("one of {values}"), {"values": ", ".join(allowed)})
        remedy = marked("Use one of these values, or add the new one to the Table Schema")
        rules.append(Rule(_optional(set(allowed).__contains__), expected, remedy))
    if "pattern" in constraints:
        pattern = str(constraints["pattern"])
        form = {"pattern": pattern}
        described = str(field.get("description") or "").rstrip(".")  # The dataset's own words.
        expected = described or Sentence(marked("text of the form {pattern}"), form)
        remedy = Sentence(marked("Write it in the form {pattern}"), form)
        rules.append(Rule(_optional(lambda cell: has_form(cell, pattern)), expected, remedy))
    return rules


def _number_rule(constraints: Mapping[str, Any]) -> Rule:
    low = float(constraints.get("minimum", -math.inf))
    high = float(constraints.get("maximum", math.inf))
    expected: Words = marked("a number with a point before the decimals")
    if math.isfinite(low) and math.isfinite(high):
        expected = number_between(low, high)
    return Rule(_optional(lambda cell: is_number(cell, low, high)), expected, marked("Correct the number"))


def _optional(passes: Callable[[str], bool]) -> Callable[[str], bool]:
    """Let a blank cell pass."""
    return lambda cell: cell == "" or passes(cell)


def is_number(cell: str, low: float = -math.inf, high: float = math.inf) -> bool:
    """Whether a cell is a finite number within bounds, both included.

    Digits are those of ASCII: Python would also read `４６.१`, which no other reader of the file does.
    """
    if NUMBER.fullmatch(cell) is None:
        return False
    number = float(cell)
    return math.isfinite(number) and low <= number <= high


def is_web_address(cell: str) -> bool:
    """Whether a cell is an http or https address."""
    return len(cell) <= LONGEST_ADDRESS and WEB_ADDRESS.fullmatch(cell) is not None
