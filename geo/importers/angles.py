"""Degrees as people write them: decimals, minutes and seconds, letters for the side, pairs in one cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from geo.importers.cells import LONGEST, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

Axis = Literal["", "lon", "lat"]
Fault = Literal["", "unread", "minutes", "sign", "open"]
PairOrder = Literal["", "lat-lon", "lon-lat"]
SIXTY = 60
MOST_LATITUDE, MOST_LONGITUDE = 90, 180

NORTH = (
    *("n", "north", "n.lat", "nlat", "с.ш", "сш", "с", "север", "северной широты", "северная широта"),
    *(
        "ş.e",
        "şm.e",
        "şm.e.d",
        "ş.e.d",
        "şimal",
        "şimal en dairəsi",
        "k",
        "kuzey",
        "nord",
        "n.br",
        "nördl.br",
    ),
    *("հս.լ", "հյուսիսային լայնություն", "հ.լ", "пн.ш"),
)
SOUTH = (
    *(
        "s",
        "south",
        "ю.ш",
        "юш",
        "ю",
        "юг",
        "южной широты",
        "c.e",
        "cənub",
        "g",
        "güney",
        "süd",
        "s.br",
        "sud",
    ),
    *("հվ.լ", "пд.ш"),
)
EAST = (
    *(
        "e",
        "east",
        "в.д",
        "вд",
        "в",
        "восток",
        "восточной долготы",
        "восточная долгота",
        "ş.u",
        "ş.u.d",
        "şərq",
    ),
    *("şərq uzunluğu", "d", "doğu", "ö.l", "östl.l", "ost", "est", "արլ.ե", "ավ.ե", "а.е", "сх.д", "ա.ե"),
)
WEST = (
    *("w", "west", "з.д", "зд", "з", "запад", "западной долготы", "q.u", "qərb", "b", "batı", "w.l", "ouest"),
    *("արմ.ե", "зх.д"),
)


def _key(side: str) -> str:
    return re.sub(r"[ .․]", "", side.lower())


SIDES: dict[str, tuple[Axis, int]] = {
    **{_key(word): ("lat", 1) for word in NORTH},
    **{_key(word): ("lat", -1) for word in SOUTH},
    **{_key(word): ("lon", 1) for word in EAST},
    **{_key(word): ("lon", -1) for word in WEST},
}
"""Axis and sign by the word for a side, without blanks and points, in seven languages."""
SIGNS = {
    **dict.fromkeys(map(ord, "º˚∘"), "°"),
    **dict.fromkeys(map(ord, "′’‘ʹ´`ʼ"), "'"),
    **dict.fromkeys(map(ord, "″”“ʺ„"), '"'),
}
NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,20})?"
SMALL = r"[0-9]{1,2}(?:[.,][0-9]{1,20})?"
PLAIN = re.compile(rf"({NUMBER}) ?(?:°|deg\.?|degrees?|град\.?|градус(?:а|ов)?|dərəcə)?")
SIGNED = re.compile(rf"({NUMBER}) ?° ?({SMALL}) ?'?(?: ?({SMALL}) ?(?:\"|'')?)?")
LETTERED = re.compile(rf"({NUMBER}) ?d(?:eg)? ?({SMALL}) ?(?:min|m|')(?: ?({SMALL}) ?(?:sec|s|\")?)?")
PARTED = re.compile(rf"({NUMBER})[ :]({SMALL})[ :]({SMALL})")
MINUTES = re.compile(rf"({NUMBER})[ :]({SMALL})'?")
WORD = re.compile(r"[^\W\d_][^\d_°'\"+:-]{0,40}")
BRACKETS = str.maketrans("", "", "()[]{}")
SPLITS = (";", "|", "/", ", ", " ", ",")
HALVES = 2


class Angle(NamedTuple):
    """Degrees, the axis that a letter names, and what is wrong."""

    value: float
    axis: Axis = ""
    fault: Fault = ""


class Pair(NamedTuple):
    """Two angles of one cell, in their order."""

    first: Angle
    second: Angle


UNREAD = Angle(float("nan"), "", "unread")


def read_angle(text: str) -> Angle:
    r"""Read degrees with what stands around them.

    >>> read_angle("39°45'36\"N"), read_angle("N 39 45.6").axis, read_angle("39,76 с. ш.").value
    (Angle(value=39.76, axis='lat', fault=''), 'lat', 39.76)
    >>> read_angle("39°75'00\"N").fault, read_angle("-39.76 S").fault, read_angle("soon").fault
    ('minutes', 'sign', 'unread')
    """
    if len(text) > LONGEST:
        return UNREAD
    text = tidy(text.translate(SIGNS)).lower().replace("''", '"')
    axis: Axis = ""
    side = 0
    before = WORD.match(text)
    if before and (named := SIDES.get(_key(before[0]))):
        (axis, side), text = named, text[before.end() :].lstrip()
    text, sign = _signed(text)
    value, fault, rest = _degrees(text, has_side=bool(side))
    if rest:
        named = None if side else SIDES.get(_key(rest))
        if named is None:
            return UNREAD
        axis, side = named
    if fault:
        return Angle(float("nan"), axis, fault)
    if side and sign < 0:
        return Angle(float("nan"), axis, "sign")
    return Angle(value * sign * (side or 1), axis)


def _signed(text: str) -> tuple[str, int]:
    if text[:1] in {"+", "-"}:
        return text[1:].lstrip(), -1 if text[0] == "-" else 1
    return text, 1


def _degrees(text: str, *, has_side: bool) -> tuple[float, Fault, str]:
    """Return the value of the longest spelling at the beginning, its fault, and the rest."""
    for pattern in (SIGNED, LETTERED, PARTED, MINUTES, PLAIN):
        found = pattern.match(text)
        if found is None:
            continue
        rest = text[found.end() :].strip()
        if rest[:1].isdigit() or (pattern is not PLAIN and rest and SIDES.get(_key(rest)) is None):
            continue
        if pattern is MINUTES and not (has_side or rest or found[0].endswith("'") or ":" in found[0]):
            continue  # "39 45" may as well be two numbers.
        parts = [part for part in found.groups() if part]
        if any(_is_broken(part) for part in parts[:-1]):
            continue  # Only the last part may have decimals.
        values = [float(part.replace(",", ".")) for part in parts]
        if any(value >= SIXTY for value in values[1:]):
            return float("nan"), "minutes", rest
        return sum(value / SIXTY**place for place, value in enumerate(values)), "", rest
    return float("nan"), "unread", ""


def _is_broken(part: str) -> bool:
    return bool(set(part) & {".", ","} and part.replace(",", ".").partition(".")[2].strip("0"))


def read_pair(text: str) -> Pair | None:
    """Read two angles of one cell; None when there are not two.

    >>> [angle.value for angle in read_pair("(39.76°, 46.75°)")], read_pair("39,76; 46,75").second.value
    ([39.76, 46.75], 46.75)
    """
    if len(text) > LONGEST:
        return None
    text = tidy(text.translate(SIGNS)).translate(BRACKETS).strip(" ,;").removeprefix("@").removeprefix("geo:")
    for split in SPLITS:
        parts = [part.strip() for part in text.split(split)]
        if split == " " and len(parts) > HALVES:
            parts = _halves(text)
        if len(parts) != HALVES or not all(parts):
            continue
        pair = Pair(*map(read_angle, parts))
        if not any(angle.fault == "unread" for angle in pair):
            return pair
    return _glued(text)


def _glued(text: str) -> Pair | None:
    """Return two angles without anything between them, parted by the letters of their sides: 39.76N46.75E."""
    for cut in range(1, len(text)):
        if text[cut].isdigit() and text[cut - 1].isalpha():
            pair = Pair(read_angle(text[:cut]), read_angle(text[cut:]))
            if all(angle.axis and not angle.fault for angle in pair):
                return pair
    return None


def _halves(text: str) -> list[str]:
    """Return the two halves of a text whose angles have blanks in them, cut where both can be read."""
    words = text.split(" ")
    for cut in range(1, len(words)):
        halves = [" ".join(words[:cut]), " ".join(words[cut:])]
        found = [read_angle(half) for half in halves]
        if all(not angle.fault and (angle.axis or len(words) == 2 * cut) for angle in found):
            return halves
    return []


def looks_like_pair(text: str) -> bool:
    """Whether a cell holds two angles with decimals or signs of degrees, so that no number is taken for two."""
    pair = read_pair(text)
    if pair is None or not all(_is_place(angle) for angle in pair):
        return False
    return all(angle.axis or not float(angle.value).is_integer() for angle in pair) or "°" in text.translate(
        SIGNS
    )


def _is_place(angle: Angle) -> bool:
    return not angle.fault and abs(angle.value) <= MOST_LONGITUDE


def order_of(pairs: Iterable[Pair]) -> PairOrder:
    """Return the order that letters or the range of the numbers decide for a column, "" where none does."""
    orders: dict[PairOrder, int] = {"lat-lon": 0, "lon-lat": 0}
    for first, second in pairs:
        if first.axis == "lat" or second.axis == "lon" or abs(second.value) > MOST_LATITUDE:
            orders["lat-lon"] += 1
        elif first.axis == "lon" or second.axis == "lat" or abs(first.value) > MOST_LATITUDE:
            orders["lon-lat"] += 1
    if not any(orders.values()):
        return ""
    return max(orders, key=lambda order: orders[order])


def in_order(pair: Pair, order: PairOrder) -> tuple[Angle, Angle]:
    """Return longitude and latitude of a pair; letters in it decide before the order of the column."""
    first, second = pair
    if first.axis == "lat" or second.axis == "lon":
        return second, first
    if first.axis == "lon" or second.axis == "lat" or order == "lon-lat":
        return first, second
    return second, first
