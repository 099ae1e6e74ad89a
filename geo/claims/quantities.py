"""Quantities in claims: numbers read out of text, units brought to a common one, figures that agree or do not.

The text is what the source wrote and stays on the page as it is; the numbers are for comparing and drawing.
Whatever is not plainly one number, one range of numbers or one word for a number is left as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from geo.claims.rules import BOUND_MARGIN, MEASURE_MARGIN, ROUNDING_MARGIN

Bound = Literal["exact", "about", "at_least", "at_most", "vague"]

PREFIXES: dict[str, Bound] = {
    **dict.fromkeys(
        ("about", "around", "approximately", "approx.", "roughly", "some", "nearly", "almost", "c.", "ca."),
        "about",
    ),
    **dict.fromkeys(("~", "≈"), "about"),
    **dict.fromkeys(
        ("at least", "more than", "no fewer than", "no less than", "over", ">", "≥"),
        "at_least",
    ),
    **dict.fromkeys(
        ("at most", "up to", "no more than", "fewer than", "less than", "under", "<", "≤"),
        "at_most",
    ),
}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
WORDS: dict[str, tuple[float, float]] = {
    **{
        word: (number, number)
        for number, word in enumerate(
            (
                *("zero", "one", "two", "three", "four", "five", "six"),
                *("seven", "eight", "nine", "ten", "eleven", "twelve"),
            )
        )
    },
    "dozens": (24, 999),
    "hundreds": (200, 9_999),
    "thousands": (2_000, 99_999),
    "tens of thousands": (20_000, 999_999),
    "hundreds of thousands": (200_000, 9_999_999),
}
"""Words for numbers; that of an unknown number has a range wide enough to contradict nothing near it."""

SHARE = "percent"
UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("km2", "sq km", "square km"), ("km2", 1.0)),
    **dict.fromkeys(("ha", "hectares", "hectare"), ("km2", 0.01)),
    "m2": ("km2", 1e-6),
    "km": ("km", 1.0),
    "m": ("km", 1e-3),
    "miles": ("km", 1.609344),  # The international mile of 1959, exact by definition.
    "MW": ("MW", 1.0),
    "kW": ("MW", 1e-3),
    "million kWh": ("million kWh", 1.0),
    "GWh": ("million kWh", 1.0),
    "tonnes": ("tonnes", 1.0),
    "kg": ("tonnes", 1e-3),
    **dict.fromkeys((SHARE, "%"), (SHARE, 1.0)),
}
"""Units with an exact conversion: unit to (common unit, factor)."""

LONGEST = 80
JUST_UNDER_HALF = 0.499
"""Of the last place: what rounds to 351 is never what rounds to 352."""
SMALLEST_ROUND = 100
"""Whole numbers below this are taken as counted one by one, zeros included."""

# 53,340 or 53 340 (with a no-break space; an ordinary space may part two numbers) or 53340, then decimals.
_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[\u00a0\u202f]\d{3})+|\d{1,15})(?:\.\d{1,6})?"
_PREFIX = "|".join(re.escape(word) for word in sorted(PREFIXES, key=len, reverse=True))
_PATTERN = re.compile(
    rf"(?:(?P<between>between)\s+|(?P<prefix>{_PREFIX})\s*)?"
    rf"(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|—|\bto\b|\band\b)\s*(?P<high>{_NUMBER}))?"
    rf"\s*(?P<scale>thousand|million|billion)?(?P<plus>\+)?\s*(?P<percent>%)?",
    re.IGNORECASE | re.ASCII,
)
_WORD = re.compile(rf"(?:(?P<prefix>{_PREFIX})\s*)?(?P<word>[a-z ]+)", re.IGNORECASE | re.ASCII)
_SUM = re.compile(rf"{_NUMBER}(?:\s+\+\s+{_NUMBER})+", re.ASCII)


@dataclass(frozen=True)
class Quantity:
    """A number as a source gives it: one value (`low == high`) or a range, and how firmly.

    Parameters
    ----------
    low, high
        The number, or the ends of the range, in the unit of the claim.
    bound
        `exact`, `about`, `at_least`, `at_most`, or `vague` for a word like "thousands".
    step
        The number is written to the nearest multiple of this (53,340: 10; 60,000: 10,000;
        846.7: 0.1).
    """

    low: float
    high: float
    bound: Bound = "exact"
    step: float = field(default=1.0, compare=False)

    @property
    def is_point(self) -> bool:
        """Whether it is one number and no range."""
        return self.low == self.high


def read_quantity(text: str, unit: str | None = None) -> Quantity | None:
    """Read one number or one range of numbers; None when the text is anything else.

    Parameters
    ----------
    text
        A claim's value, for example `53,340`, `about 60,000`, `80+`, `500-1000`, `two`,
        `thousands` or `about half` (50, of a hundred).
    unit
        The claim's unit, None where it does not matter. A share of a hundred is no number of
        anything else: `60%` with the unit `persons` says nothing of how many they are.

    Returns
    -------
    Quantity or None
        None for dates (`2020-11-15`), times, several numbers (`8 / 20`, `33 + 28`) and other
        words.

    Examples
    --------
    >>> read_quantity("about 60,000", "persons").low, read_quantity("60%", "persons")
    (60000.0, None)
    """
    text = text.strip()
    if unit and is_share(text) and UNITS.get(unit, (unit,))[0] != "percent":
        return None
    match = _PATTERN.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return _read_word(text)
    if bool(match["between"]) != (bool(match["high"]) and " and " in text.lower()):
        return None
    if _is_padded(match["low"]) or (match["high"] and _is_padded(match["high"])):
        return None
    scale = SCALES.get((match["scale"] or "").lower(), 1.0)
    low = _number(match["low"]) * scale
    high = _number(match["high"]) * scale if match["high"] else low
    if high < low:
        return None
    bound = "at_least" if match["plus"] else PREFIXES.get((match["prefix"] or "").lower(), "exact")
    return Quantity(low, high, bound, _step(match["low"]) * scale)


def read_sum(text: str) -> Quantity | None:
    """Read the sum that a source writes out (`33 + 28`); None when the text is anything else."""
    if len(text) > LONGEST or _SUM.fullmatch(text.strip()) is None:
        return None
    total = sum(_number(part) for part in text.split("+"))
    return Quantity(total, total)


def is_share(text: str) -> bool:
    """Return whether a text is itself a share of a hundred: `60%`, `about half`."""
    return text.strip().endswith("%") or text.lower().split()[-1:] == ["half"]


def in_common_unit(quantity: Quantity, unit: str) -> tuple[Quantity, str]:
    """Return a quantity in the common unit of its dimension, and that unit.

    Only exact conversions are made. A unit without one stays as it is.
    """
    common, factor = UNITS.get(unit, (unit, 1.0))
    if factor == 1.0:
        return quantity, common
    return replace(
        quantity,
        low=quantity.low * factor,
        high=quantity.high * factor,
        step=quantity.step * factor,
    ), common


def is_measured(unit: str) -> bool:
    """Return whether figures of a unit are measured and not counted; a share is as exact as it is written."""
    return unit in UNITS and unit != SHARE


def agree(first: Quantity, second: Quantity, *, measured: bool = False, converted: bool = False) -> bool:
    """Return whether two figures in one unit can both be right as they are written.

    Each figure stands for a range: a number for what rounds to it, at most 5 percent either way;
    "about" for 5 percent either way; "at least" and "at most" for 10 percent on their side, since
    "at least 150" is no agreement with 511; a word like "thousands" for all that the word allows.
    Small whole numbers are counted one by one, measured ones are rounded too. Lengths, areas and
    powers given in two units also agree within 1 percent. Two figures agree when their ranges meet.
    The relation is symmetric, and each figure agrees with itself.

    Parameters
    ----------
    first, second
        Quantities in the same unit.
    measured
        Whether the unit is one of measure (`is_measured`), not of counting.
    converted
        Whether the two were given in different units.
    """
    low, high = _stands_for(first, measured=measured)
    other_low, other_high = _stands_for(second, measured=measured)
    slack = MEASURE_MARGIN * max(first.high, second.high) if measured and converted else 0.0
    tolerance = slack + 1e-9 * max(high, other_high)
    return low <= other_high + tolerance and other_low <= high + tolerance


def exceeds(first: Quantity, second: Quantity) -> bool:
    """Return whether a figure is above another however both are read: "at least 40" may be any more.

    Parameters
    ----------
    first, second
        Quantities in the same unit.
    """
    lowest = 0.0 if first.bound == "at_most" else _stands_for(first)[0]
    highest = float("inf") if second.bound == "at_least" else _stands_for(second)[1]
    return lowest > highest


def _stands_for(quantity: Quantity, *, measured: bool = False) -> tuple[float, float]:
    if quantity.bound == "vague" or not quantity.is_point:
        return quantity.low, quantity.high
    value = quantity.low
    rounding = min(JUST_UNDER_HALF * quantity.step, ROUNDING_MARGIN * value)
    if not measured and value < SMALLEST_ROUND and value == int(value) and quantity.step >= 1:
        rounding = 0.0
    match quantity.bound:
        case "about":
            rounding = ROUNDING_MARGIN * value
        case "at_least":
            return value, value * (1 + BOUND_MARGIN)
        case "at_most":
            return value * (1 - BOUND_MARGIN), value
    return value - rounding, value + rounding


def _read_word(text: str) -> Quantity | None:
    match = _WORD.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    word = match["word"].strip().lower()
    bound = PREFIXES.get((match["prefix"] or "").lower(), "exact")
    if word == "half":
        return Quantity(50, 50, bound)
    if word not in WORDS:
        return None
    low, high = WORDS[word]
    return Quantity(low, high, bound if low == high else "vague")


def _number(text: str) -> float:
    return float(re.sub("[,\u00a0\u202f]", "", text))


def _step(text: str) -> float:
    """Return the place of the last digit that is not a zero at the end of a whole number."""
    digits = re.sub("[,\u00a0\u202f]", "", text)
    if "." in digits:
        return 10.0 ** -len(digits.split(".")[1])
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0 ** min(zeros, max(len(digits) - 1, 0))


def _is_padded(text: str) -> bool:
    """Whether a number is written like part of a date or a code: with a leading zero."""
    return len(text) > 1 and text[0] == "0" and text[1] != "."
