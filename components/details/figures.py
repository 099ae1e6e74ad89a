"""Read a number out of a claim's text, and place the numbers of one field on a common scale.

The text is what the source wrote and stays on the page as it is; the numbers are only for drawing.
Whatever is not plainly one number or one range of numbers is left as text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

Bound = Literal["exact", "about", "at_least", "at_most"]

_PREFIXES: dict[str, Bound] = {
    "about": "about",
    "around": "about",
    "approximately": "about",
    "approx.": "about",
    "roughly": "about",
    "some": "about",
    "nearly": "about",
    "almost": "about",
    "c.": "about",
    "ca.": "about",
    "~": "about",
    "≈": "about",
    "at least": "at_least",
    "more than": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "over": "at_least",
    ">": "at_least",
    "≥": "at_least",
    "at most": "at_most",
    "up to": "at_most",
    "fewer than": "at_most",
    "less than": "at_most",
    "under": "at_most",
    "<": "at_most",
    "≤": "at_most",
}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
# 53,340 or 53 340 (with a no-break space; an ordinary space may part two numbers) or 53340, then decimals.
_NUMBER = r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[\u00a0\u202f]\d{3})+|\d{1,15})(?:\.\d{1,6})?"
_PREFIX = "|".join(re.escape(word) for word in sorted(_PREFIXES, key=len, reverse=True))
_PATTERN = re.compile(
    rf"(?:(?P<between>between)\s+|(?P<prefix>{_PREFIX})\s*)?"
    rf"(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|—|\bto\b|\band\b)\s*(?P<high>{_NUMBER}))?"
    rf"\s*(?P<scale>thousand|million|billion)?(?P<plus>\+)?\s*%?",
    re.IGNORECASE | re.ASCII,
)
_STEPS = (1, 2, 2.5, 5, 10)
_MOST_TICKS = 5
_LONGEST = 80


@dataclass(frozen=True)
class Figure:
    """A number as a source gives it: one value (``low == high``) or a range, and how firmly."""

    low: float
    high: float
    bound: Bound = "exact"


def read_figure(text: str) -> Figure | None:
    """Read one number or one range of numbers; ``None`` when the text is anything else.

    Parameters
    ----------
    text
        A claim's value, for example ``"53,340"``, ``"about 60,000"``, ``"80+"`` or ``"500-1000"``.

    Returns
    -------
    Figure or None
        ``None`` for dates (``2020-11-15``), times, several numbers (``8 / 20``, ``33 + 28``) and words.
    """
    text = text.strip()
    match = _PATTERN.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or bool(match["between"]) != (bool(match["high"]) and " and " in text.lower()):
        return None
    if _is_padded(match["low"]) or (match["high"] and _is_padded(match["high"])):
        return None
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    low = _number(match["low"]) * scale
    high = _number(match["high"]) * scale if match["high"] else low
    if high < low:
        return None
    bound = _PREFIXES.get((match["prefix"] or "").lower(), "exact")
    if match["plus"]:
        bound = "at_least"
    return Figure(low, high, bound)


def scale_ticks(largest: float) -> tuple[float, ...]:
    """Return round marks from 0 that reach at least ``largest``, at most six of them."""
    if largest <= 0:
        return (0.0, 1.0)
    rough = largest / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * (1 - 1e-9))
    count = math.ceil(largest / step * (1 - 1e-9))
    return tuple(step * position for position in range(count + 1))


def _number(text: str) -> float:
    return float(re.sub("[,\u00a0\u202f]", "", text))


def _is_padded(text: str) -> bool:
    """Whether a number is written like part of a date or a code: with a leading zero."""
    return len(text) > 1 and text[0] == "0" and text[1] != "."
