"""Dates as people and programs write them, each read as an interval of days with its precision.

Known are ISO 8601 days, months and years (also with a time, which is dropped), EDTF intervals and
unspecified digits (`199X`, `1993-XX`), `20200927`, days written with points, slashes or hyphens in
either order, and days with the name of the month in seven languages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from geo.dates import day_number, month_names, partial_interval
from geo.identifiers import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

Order = Literal["", "dmy", "mdy"]
LANGUAGES = ("en", "az", "ru", "hy", "de", "fr", "tr")
PRECISIONS = ("day", "month", "year")
"""From the finest; positions are codes."""
DAY, MONTH, YEAR = range(3)

ISO_LENGTH = 10
NUMERIC = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4})\.?(?:[ T,]+\d{1,2}[:.]\d{2}.*)?")
YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})(?:[./](\d{1,2}))?\.?(?:[ T]+\d{1,2}:\d{2}.*)?")
ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:[ T]+\d{1,2}:?\d{2}.*|Z)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
YEAR_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
UNSPECIFIED = re.compile(r"(\d{3}[\dX]|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?")
SMALL_WORDS = frozenset(
    {
        "г",
        "год",
        "года",
        "de",
        "of",
        "the",
        "il",
        "ci",
        "cu",
        "th",
        "st",
        "nd",
        "rd",
        "er",
        "թ",
        "ի",
        "in",
        "y",
    }
)
QUALIFIERS = "?~%"
HIGHEST_MONTH = 12


class When(NamedTuple):
    """First and last day (days since 1970-01-01, both included) and the code of the precision."""

    first: int
    last: int
    precision: int


@dataclass(frozen=True)
class Dates:
    """Dates of rows.

    Parameters
    ----------
    first, last
        int32 days since 1970-01-01, both included; 0 where nothing was read.
    precision
        int8 positions in `PRECISIONS`.
    read
        Which rows hold a date.
    qualified
        Which are marked as uncertain or approximate.
    """

    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    precision: npt.NDArray[np.int8]
    read: npt.NDArray[np.bool_]
    qualified: npt.NDArray[np.bool_]

    def at(self, rows: npt.NDArray[np.int64]) -> Dates:
        """Return those of some rows."""
        return Dates(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class OrderFound:
    """Whether days or months come first in a column, and whether the column itself decides it."""

    order: Order
    reason: str
    certain: bool = True


def parse_dates(texts: pd.Series, order: Order) -> Dates:
    """Read a column of dates; each different text is read once."""
    codes, different = pd.factorize(texts.str.strip())
    count = len(different)
    first, last = np.zeros(count, "int32"), np.zeros(count, "int32")
    precision, read, qualified = np.zeros(count, "int8"), np.zeros(count, bool), np.zeros(count, bool)
    for position, text in enumerate(different):
        bare = text.rstrip(QUALIFIERS)
        found = parse_date(bare, order)
        if found is not None:
            first[position], last[position], precision[position] = found
            read[position], qualified[position] = True, bare != text
    return Dates(first[codes], last[codes], precision[codes], read[codes], qualified[codes])


def parse_date(text: str, order: Order = "dmy") -> When | None:
    """Return the interval of one date; None when it cannot be read."""
    try:
        if len(text) >= ISO_LENGTH and text[4] == text[7] == "-" and (whole := ISO.fullmatch(text)):
            day = day_number(date.fromisoformat(whole[1]))
            return When(day, day, DAY)
        return _parse(text, order)
    except ValueError:
        return None


def _parse(text: str, order: Order) -> When | None:  # noqa: PLR0911 (one return for each spelling)
    if found := ISO.fullmatch(text):
        return _partial(found[1])
    if found := COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := NUMERIC.fullmatch(text):
        day, month = (found[1], found[3]) if order != "mdy" else (found[3], found[1])
        return _day(found[4], month, day)
    if found := YEAR_FIRST.fullmatch(text):
        return _day(*found.groups()) if found[3] else _partial(f"{found[1]}-{int(found[2]):02}")
    if found := YEAR_MONTH.fullmatch(text):
        return _partial(f"{found[2]}-{int(found[1]):02}")
    if "/" in text and text.count("/") == 1:
        return _span(*(parse_date(part.strip().rstrip(QUALIFIERS), order) for part in text.split("/")))
    if found := UNSPECIFIED.fullmatch(text.upper()):
        return _unspecified(*found.groups())
    return _in_words(text)


def _partial(text: str) -> When:
    first, last = partial_interval(text)
    return When(first, last, {4: YEAR, 7: MONTH}.get(len(text), DAY))


def _day(year: str, month: str, day: str) -> When:
    number = day_number(date(int(year), int(month), int(day)))
    return When(number, number, DAY)


def _span(first: When | None, last: When | None) -> When | None:
    if first is None or last is None or last.last < first.first:
        return None
    return When(first.first, last.last, max(first.precision, last.precision))


def _unspecified(year: str, month: str | None, day: str | None) -> When | None:
    if "X" in year:
        return _span(_partial(year.replace("X", "0")), _partial(year.replace("X", "9")))
    if month is None or month == "XX":
        return _partial(year)
    return _partial(f"{year}-{month}") if day in {None, "XX"} else _partial(f"{year}-{month}-{day}")


def _in_words(text: str) -> When | None:
    """Return a date with the name of the month: `12 März 2020`, `March 12, 2020`, `mars 2020`."""
    words = [word for word in re.findall(r"[^\W\d_]+", fold(text)) if word not in SMALL_WORDS]
    figures = re.findall(r"\d+", text)
    years = [figure for figure in figures if len(figure) == len("2020")]
    days = [figure for figure in figures if len(figure) <= len("31")]
    months = month_names(*LANGUAGES)
    if len(words) != 1 or words[0] not in months or len(years) != 1 or len(figures) != 1 + len(days):
        return None
    if not days:
        return _partial(f"{years[0]}-{months[words[0]]:02}")
    return _day(years[0], str(months[words[0]]), days[0]) if len(days) == 1 else None


def find_order(texts: Iterable[str]) -> OrderFound:
    """Decide over a whole column whether days or months come first in dates like 03/04/2020.

    A number above 12 in the first or second place decides. Where none does, points mean that
    the day comes first (nobody writes months first with points); with slashes and hyphens it
    stays open, and day first is assumed until a person says otherwise.
    """
    found = [match for text in texts if (match := NUMERIC.fullmatch(text.strip()))]
    first = sum(int(match[1]) > HIGHEST_MONTH for match in found)
    second = sum(int(match[3]) > HIGHEST_MONTH for match in found)
    if not found:
        return OrderFound("", "no date is written with the day or the month first")
    if first and second:
        order: Order = "dmy" if first >= second else "mdy"
        reason = f"{first} dates can only be day first, {second} only month first"
        return OrderFound(order, reason, certain=False)
    if first or second:
        example = next(match[0] for match in found if int(match[1 if first else 3]) > HIGHEST_MONTH)
        return OrderFound("dmy" if first else "mdy", f"{example} can only be read so")
    if all(match[2] == "." for match in found):
        return OrderFound("dmy", "dates with points have the day first")
    return OrderFound("dmy", f"{found[0][0]} and the others can be read both ways", certain=False)


def from_parts(year: pd.Series, month: pd.Series | None, day: pd.Series | None) -> pd.Series:
    """Return separate years, months and days as partial ISO 8601 dates; a month or day of 0 is unknown."""
    texts = _figure(year).str.replace(r"\.0$", "", regex=True)
    for part in (month, day):
        if part is None:
            break
        numbers = _figure(part)
        if part is month:
            names = {name: str(number) for name, number in month_names(*LANGUAGES).items()}
            numbers = numbers.map(
                {text: names.get(fold(text).rstrip("."), text) for text in numbers.unique()}
            )
        known = ~numbers.isin(["", "0", "00"]) & texts.str.contains("-").eq(part is day)
        texts = texts.where(~known, texts + "-" + numbers.str.zfill(2))
    return texts


def _figure(texts: pd.Series) -> pd.Series:
    return texts.str.strip().str.replace(r"^(\d+)\.0$", r"\1", regex=True)


def iso(days: npt.NDArray[np.int32]) -> pd.Series:
    """Return days since 1970-01-01 in ISO 8601."""
    codes, different = pd.factorize(days)
    written = np.datetime_as_string(different.astype("datetime64[D]"), unit="D").astype(object)
    return pd.Series(written[codes], dtype="str")


def month_bounds(days: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the first and last day of the month of each day."""
    return _bounds(days, "datetime64[M]")


def year_bounds(days: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the first and last day of the year of each day."""
    return _bounds(days, "datetime64[Y]")


def _bounds(days: npt.NDArray[np.int32], unit: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    whole = days.astype("datetime64[D]").astype(unit)
    first = whole.astype("datetime64[D]").astype("int32")
    last = (whole + 1).astype("datetime64[D]").astype("int32") - 1
    return first, last.astype("int32")
