"""Dates as people and programs write them, each read as an interval of days with its precision.

Known are ISO 8601 days, months and years, also with a time and its zone, EDTF intervals and unspecified digits
(`199X`, `1993-XX`), days and months of zero (`1992-05-00` is a month), `20200927`, days written with points,
slashes or hyphens in either order, days with the name of the month, and ranges of all of these. After a date
nothing may follow but a time: what else stands in a cell makes it no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from geo.dates import day_number, partial_interval
from geo.i18n import Sentence, marked
from geo.identifiers import fold
from geo.importers.cells import LONGEST, is_blank, tidy
from geo.importers.date_words import (
    ABOUT,
    AFTER,
    BEFORE,
    BESIDE_AFTER,
    DECADES,
    ERAS,
    NOT_INCLUDED,
    SEASONS,
    SMALL_WORDS,
    WINTER,
    month_number,
    weekdays,
)
from geo.short_texts import cached_if_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from geo.i18n import Words

Order = Literal["", "dmy", "mdy"]
DayNumbers = Literal["", "excel", "excel-1904", "epoch"]
"""What bare numbers count: days of Excel from 1900 or 1904, or seconds since 1970 and their thousandths."""
ShortYears = Literal["", "1900", "1950", "2000"]
"""First of the hundred years that years of two digits are of."""
OpenEnds = Literal["", "record"]
"""Whether a date that names one end only has the record's first day, or today, for the other."""
DateFault = Literal["", "missing", "unread", "numbers", "era", "before", "after", "years"]
DATE_FAULTS: tuple[DateFault, ...] = ("", "missing", "unread", "numbers", "era", "before", "after", "years")
PRECISIONS = ("day", "month", "year")
"""From the finest; positions are codes."""
DAY, MONTH, YEAR = range(3)

ISO_LENGTH = 10
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ZONE = (
    r"(?:Z|UTC|GMT|AZT|AMT|MSK|TRT|GET|CET|CEST|EET|EEST|WET|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT)?"
    r"(?: ?[+-][0-9]{2}(?::?[0-9]{2})?)?(?: ?\([^()]{1,60}\))?"
)
TIME = re.compile(
    rf"(?:T|,? (?:at |um |в |à |saat )?)?(?:(?P<hour>[0-9]{{1,2}})[:.](?P<minute>[0-9]{{2}})"
    rf"(?:[:.](?P<second>[0-9]{{2}})(?:[.,][0-9]{{1,9}})?)?|(?<=T)[0-9]{{2}}(?:[0-9]{{2}}){{0,2}})"
    rf"(?: ?[AP]\.?M\.?)? ?{ZONE}|Z|[+-][0-9]{{2}}:[0-9]{{2}}",
    re.IGNORECASE,
)
LAST_HOUR, LAST_MINUTE = 24, 59
YEAR_FIRST = re.compile(r"([0-9]{4})([./ -])([0-9]{1,2})(?:\2([0-9]{1,2}))?\.?")
YEAR_LAST = re.compile(r"([0-9]{1,2}) ?([./ -]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})\.?")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T?[0-9]{6}Z?)?")
WEEK = re.compile(r"[0-9]{4}-?W[0-9]{2}(?:-?[1-7])?")
UNSPECIFIED = re.compile(r"([0-9]{3}[0-9X]|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
YEARS = re.compile(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
SHORT_YEAR = re.compile(
    r"(?<![\w./-])([0-9]{1,2}(?P<sign>[./-])[0-9]{1,2}(?P=sign)"
    r"|[0-9]{1,2}[ .-]{1,2}(?P<month>[^\W\d_]{3,12})\.?[ .,-]{1,2})'?(?P<year>[0-9]{2})(?![\w./:-])"
)
"""A day whose year has two digits; without a day it may be one itself."""
FIGURE = re.compile(r"([0-9]{5,19})(?:[.,][0-9]{1,12})?")
TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")
BETWEEN_TOKENS = frozenset(" .,-'’/")
AFTER_YEAR = (
    *("-ci ilin", "-ci ili", "-ci il", "-cı il", "-cu il", "-cü il", " il", " года", "года", " год", "год"),
    *(" году", " г.", "г.", " г", "г", " թ.", "թ.", " թ", "թ", " yılı", "."),
)
TO = (
    *(
        " - ",
        "..",
        " to ",
        " until ",
        " till ",
        " through ",
        " thru ",
        " по ",
        " до ",
        " bis ",
        " au ",
        " al ",
    ),
    *("/", " and ", " и ", "-", "~", " մինչև "),
)
FROM = ("from ", "between ", "с ", "со ", "от ", "vom ", "von ", "du ", "entre ", "зі ", "з ", "de ", "dal ")
QUALIFIERS = "?~%"
HIGHEST_MONTH = 12
HUNDRED, MILLENNIUM = 100, 2000
YEAR_LENGTH, DAY_LENGTH = 4, 2
MOST_SPLITS = 6
EXCEL_EPOCH, EXCEL_1904_EPOCH = date(1899, 12, 30), date(1904, 1, 1)
EXCEL_DAYS = (10_000, 80_000)
"""Day numbers that are taken for such: 1927 to 2119."""
LEAP_BUG = 60
"""Excel's 29 February 1900, which there was not."""
SECONDS = ((12, 1), (15, 1_000), (18, 1_000_000), (20, 1_000_000_000))
"""Below how many digits a number counts which parts of a second, from 1973 on."""
SECONDS_A_DAY = 86_400


class When(NamedTuple):
    """First and last day (days since 1970-01-01, both included) and the code of the precision.

    `qualified` is a date that is only about so, `spans` one of two ends that were both written.
    """

    first: int
    last: int
    precision: int
    qualified: bool = False
    spans: bool = False


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
    spans
        Which have two ends that were both written, so that both are kept.
    faults
        int8 positions in `DATE_FAULTS`: why a row holds none.
    """

    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    precision: npt.NDArray[np.int8]
    read: npt.NDArray[np.bool_]
    qualified: npt.NDArray[np.bool_]
    spans: npt.NDArray[np.bool_]
    faults: npt.NDArray[np.int8]

    def at(self, rows: npt.NDArray[np.int64]) -> Dates:
        """Return those of some rows."""
        return Dates(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class OrderFound:
    """Whether days or months come first in a column, and whether the column itself decides it."""

    order: Order
    reason: Words
    certain: bool = True


def parse_dates(
    texts: pd.Series, order: Order, numbers: DayNumbers = "", short_years: ShortYears = ""
) -> Dates:
    """Read a column of dates; each different text is read once."""
    codes, different = pd.factorize(texts)
    count = len(different)
    first, last = np.zeros(count, "int32"), np.zeros(count, "int32")
    precision, faults = np.zeros(count, "int8"), np.zeros(count, "int8")
    qualified, spans = np.zeros(count, bool), np.zeros(count, bool)
    for position, text in enumerate(different):
        found = parse_date(text, order, numbers, short_years)
        if found is not None:
            first[position], last[position], precision[position], qualified[position], spans[position] = found
        else:
            faults[position] = DATE_FAULTS.index("missing" if is_blank(text) else fault_of(text))
    read = faults == 0
    taken = (values[codes] for values in (first, last, precision, read, qualified, spans, faults))
    return Dates(*taken)


def parse_date(
    text: str, order: Order = "dmy", numbers: DayNumbers = "", short_years: ShortYears = ""
) -> When | None:
    """Return the interval of one date; None when it cannot be read.

    >>> parse_date("27 Sep–10 Nov 2020") == parse_date("2020-09-27/2020-11-10")
    True
    >>> parse_date("1992 2000 people"), parse_date("2020-09-27 2020-11-10")
    (None, None)
    """
    if len(text) > LONGEST:
        return None
    try:
        if ISO_DAY.match(text) and "-00" not in text[:ISO_LENGTH] and _is_time(text[ISO_LENGTH:]):
            day = day_number(date.fromisoformat(text[:ISO_LENGTH]))
            return When(day, day, DAY)
        bare = tidy(text)
        if short_years:
            bare = whole_years(bare, int(short_years))
        return _single(bare, order, numbers) or _range(bare, order)
    except (ValueError, OverflowError):
        return None


def fault_of(text: str) -> DateFault:
    """Return why a text that cannot be read as a date cannot."""
    if len(text) > LONGEST:
        return "unread"
    bare = tidy(text)
    if not bare:
        return "missing"
    folded = fold(bare)
    if any(folded.endswith(f" {era}") for era in ERAS) or (bare[0] == "-" and bare[1:5].isdigit()):
        return "era"
    if looks_like_number(bare):
        return "numbers"
    return _half_open(bare, set(TOKEN.findall(folded))) or (
        "years" if whole_years(bare, MILLENNIUM) != bare else "unread"
    )


def _half_open(text: str, words: set[str]) -> DateFault:
    """Return which end a text leaves open that names the other one, "" for neither."""
    if not any(word.isdigit() for word in words):
        return ""
    if text.startswith(("..", "/")) or (words & BEFORE and not words & AFTER):
        return "before"
    return "after" if words & AFTER or text[-1] in "-/" or ".." in text else ""


def one_end(text: str, order: Order, short_years: ShortYears, days: tuple[int | None, int]) -> When | None:
    """Return the interval of a date that names one end only, with the first or last of some days for the other.

    Parameters
    ----------
    text
        Whose :func:`fault_of` is `before` or `after`.
    order, short_years
        As for :func:`parse_date`.
    days
        The first day, None where there is none, and the last.
    """
    bare = tidy(text)
    words = set(TOKEN.findall(fold(bare)))
    is_before = fault_of(text) == "before"
    known = BEFORE if is_before else AFTER | BEFORE | BESIDE_AFTER
    left = TOKEN.sub(lambda found: "" if fold(found[0]) in known else found[0], bare).strip(" .,/-")
    named = parse_date(left, order, "", short_years)
    first, last = days
    if named is None:
        return None
    if is_before:
        end = named.first - 1 if words & NOT_INCLUDED else named.last
        begin = first
    else:
        begin = named.last + 1 if words & NOT_INCLUDED else named.first
        end = last
    if begin is None or begin > end:
        return None
    return When(begin, end, named.precision, qualified=True, spans=True)


def whole_years(text: str, first: int) -> str:
    """Return a tidied text whose years of two digits are those of the hundred years from `first` on.

    >>> whole_years("27.09.20 - 3 Oct 20", 1950), whole_years("27-Sep-92", 1950), whole_years("10:30 20", 1950)
    ('27.09.2020 - 3 Oct 2020', '27-Sep-1992', '10:30 20')
    """

    def whole(found: re.Match[str]) -> str:
        if found["month"] and not month_number(fold(found["month"])):
            return found[0]
        year = first + (int(found["year"]) - first) % HUNDRED
        return f"{found[1]}{year}"

    return SHORT_YEAR.sub(whole, text)


def looks_like_number(text: str) -> DayNumbers:
    """Return what a bare number may count that is no date as it stands, "" for anything else."""
    found = FIGURE.fullmatch(text)
    if found is None or COMPACT.fullmatch(text):
        return ""
    if len(found[1]) == len("44101"):
        return "excel" if EXCEL_DAYS[0] <= int(found[1]) <= EXCEL_DAYS[1] else ""
    return "epoch" if len(found[1]) > len("20200927") else ""


def _single(text: str, order: Order, numbers: DayNumbers = "") -> When | None:
    """Return one date, with what may stand around it."""
    bare = text.strip(QUALIFIERS).strip()
    qualified = bare != text
    if bare[:1] == "+":
        bare = bare[1:]  # Wikidata writes its years so.
    if (counted := _day_of_count(bare, numbers)) is not None:
        return When(counted, counted, DAY)
    bare, circa = _without_words(bare)
    found = _numeric(bare, order) or _with_time(bare, order) or _in_words(bare)
    return found._replace(qualified=found.qualified or qualified or circa) if found else None


def _with_time(text: str, order: Order) -> When | None:
    """Return a date before a time of the day."""
    colon = text.find(":")
    if colon < 0:
        return None
    start = colon
    while start and text[start - 1].isdigit():
        start -= 1
    head = text[:start].rstrip()
    cut = len(head)
    for word in ("T", "t", ",", " at", " um", " в", " à", " saat"):
        if head.endswith(word):
            cut = len(head) - len(word)
    tail = text[start:]
    if not cut or not TIME.fullmatch(tail) or not _is_time(tail):
        return None
    return _numeric(head[:cut], order) or _in_words(head[:cut])


@cached_if_short(4096, longest=100)
def _is_time(text: str) -> bool:
    if not text:
        return True
    found = TIME.fullmatch(text)
    if found is None:
        return False
    return int(found["hour"] or 0) <= LAST_HOUR and max(
        map(int, (found["minute"] or 0, found["second"] or 0))
    ) <= (LAST_MINUTE)


def _without_words(text: str) -> tuple[str, bool]:
    """Return a text without weekdays and words for "about" before a date, and whether there were such words."""
    circa = False
    while text and not text[0].isdigit():
        found = TOKEN.match(text)
        if found is None or found[0][0].isdigit():
            break
        word, rest = fold(found[0]), text[found.end() :].lstrip(" .,-")
        if word in ABOUT:
            circa = True
        elif not (word in weekdays() or (word in {"of", "the", "in", "в", "во", "на"} and rest)):
            break
        elif month_number(word) is not None and not _has_month(rest):
            break  # "mar." is Tuesday in one language, and March in another.
        text = rest
    return text, circa


def _has_month(text: str) -> bool:
    tokens = TOKEN.findall(fold(text))
    return (
        any(month_number(token) for token in tokens) or sum(token.isdigit() for token in tokens) > DAY_LENGTH
    )


def _numeric(text: str, order: Order) -> When | None:
    """Return a date in figures."""
    for ending in AFTER_YEAR:
        if text.endswith(ending) and text[: -len(ending)][-1:].isdigit():
            text = text[: -len(ending)]
            break
    if len(text) == YEAR_LENGTH and text.isdigit():
        return _partial(text)
    return _year_first(text) or _year_last(text, order) or _decade(text)


def _year_first(text: str) -> When | None:
    if found := YEAR_FIRST.fullmatch(text):
        year, sign, month, day = found.groups()
        if day is None and (sign == " " or int(month) > HIGHEST_MONTH):
            return _years(text)
        return _day(year, month, day or "0")
    if found := COMPACT.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if WEEK.fullmatch(text):
        return _week(text)
    if found := UNSPECIFIED.fullmatch(text.upper()):
        return _unspecified(*found.groups())
    return None


def _year_last(text: str, order: Order) -> When | None:
    if found := YEAR_LAST.fullmatch(text):
        day, month = (found[1], found[3]) if order != "mdy" else (found[3], found[1])
        return _day(found[4], month, day)
    if found := MONTH_YEAR.fullmatch(text):
        return _day(found[2], found[1], "0") if int(found[1]) else None
    return None


def _decade(text: str) -> When | None:
    """Return the ten years of `1990s`."""
    year, rest = text[:YEAR_LENGTH], text[YEAR_LENGTH:]
    tokens = TOKEN.findall(fold(rest))
    if not (year.isdigit() and year[-1] == "0" and tokens and all(token in DECADES for token in tokens)):
        return None
    if not set(TOKEN.sub("", fold(rest))) <= BETWEEN_TOKENS:
        return None
    first, last = _partial(year), _partial(f"{year[:3]}9")
    return When(first.first, last.last, YEAR, qualified=True, spans=True)


def _years(text: str) -> When | None:
    """Return years with the second shortened: 1988-94."""
    found = YEARS.fullmatch(text)
    if found is None or not int(found[2]) < int(found[3]):
        return None
    return _span(_partial(found[1] + found[2]), _partial(found[1] + found[3]))


def _week(text: str) -> When:
    """Return a day or the seven days of a week as ISO 8601 numbers them."""
    first = day_number(date.fromisoformat(text))
    whole = text[-3] == "W"
    return When(first, first + 6 * whole, DAY, spans=whole)


def _partial(text: str) -> When:
    first, last = partial_interval(text)
    return When(first, last, {4: YEAR, 7: MONTH}.get(len(text), DAY))


def _day(year: str, month: str, day: str) -> When:
    """Return a day; of zero it is the month, and with a month of zero the year."""
    if int(month) == 0:
        if int(day):
            raise ValueError(month)
        return _partial(year)
    if int(day) == 0:
        return _partial(f"{year}-{int(month):02}")
    number = day_number(date(int(year), int(month), int(day)))
    return When(number, number, DAY)


def _span(first: When | None, last: When | None) -> When | None:
    if first is None or last is None or last.last < first.first:
        return None
    return When(
        first.first,
        last.last,
        max(first.precision, last.precision),
        qualified=first.qualified or last.qualified,
        spans=True,
    )


def _unspecified(year: str, month: str | None, day: str | None) -> When | None:
    if "X" in year:
        return _span(_partial(year.replace("X", "0")), _partial(year.replace("X", "9")))
    if month is None or month == "XX":
        return _partial(year)
    return _partial(f"{year}-{month}") if day in {None, "XX"} else _partial(f"{year}-{month}-{day}")


def _in_words(text: str) -> When | None:
    """Return a date with the name of the month: `12 März 2020`, `March 12, 2020`, `mars 2020`, `spring 1992`."""
    folded = fold(text)
    tokens = TOKEN.findall(folded)
    if not set(TOKEN.sub("", folded)) <= BETWEEN_TOKENS:
        return None
    while tokens and tokens[0] in weekdays() and any(month_number(token) for token in tokens[1:]):
        tokens = tokens[1:]
    figures = [token for token in tokens if token[0].isdigit()]
    words = [token for token in tokens if not token[0].isdigit()]
    named = [word for word in words if word not in SMALL_WORDS or month_number(word)]
    years = [figure for figure in figures if len(figure) == YEAR_LENGTH]
    days = [figure for figure in figures if len(figure) <= DAY_LENGTH]
    if len(years) != 1 or len(figures) != 1 + len(days) or len(days) > 1 or len(named) > 1:
        return None
    if not named:
        return _partial(years[0]) if words and not days else None  # "в 1992 году"
    month = month_number(named[0])
    if month is not None:
        return _day(years[0], str(month), days[0] if days else "0")
    return None if days else _season(named[0], years[0])


def _season(word: str, year: str) -> When | None:
    if word in WINTER:
        return _partial(year)._replace(qualified=True)
    start = SEASONS.get(word)
    if start is None:
        return None
    found = _span(_partial(f"{year}-{start:02}"), _partial(f"{year}-{start + 2:02}"))
    return found._replace(qualified=True) if found else None


def _day_of_count(text: str, numbers: DayNumbers) -> int | None:
    """Return the day that a number counts to, None where it is none or nobody said what it counts."""
    if not numbers or looks_like_number(text) != numbers.partition("-")[0]:
        return None
    digits = re.split("[.,]", text)[0]
    number = int(digits)
    if numbers == "excel":
        return day_number(EXCEL_EPOCH + timedelta(number + (number < LEAP_BUG)))
    if numbers == "excel-1904":
        return day_number(EXCEL_1904_EPOCH + timedelta(number))
    parts = next(parts for most, parts in SECONDS if len(digits) < most)
    day = number // parts // SECONDS_A_DAY
    return day_number(date(1970, 1, 1) + timedelta(day))


def _range(text: str, order: Order) -> When | None:
    """Return the interval between two dates; the first may leave out what both have in common."""
    for word in FROM:
        if text.lower().startswith(word):
            text = text[len(word) :]
            break
    for between in TO:
        for start in _places(text, between):
            first, last = text[:start].strip(), text[start + len(between) :].strip()
            if first and last and (found := _ends(first, last, order)):
                return found
    return None


def _places(text: str, between: str) -> Iterator[int]:
    start = text.find(between)
    for _ in range(MOST_SPLITS):
        if start < 0:
            return
        yield start
        start = text.find(between, start + 1)


def _ends(first: str, last: str, order: Order) -> When | None:
    end = _tried(last, order)
    begin = _tried(first, order)
    if end is None and begin is None:
        month = next((word for word in TOKEN.findall(first) if month_number(fold(word))), "")
        end = _tried(f"{month} {last}", order) if month else None  # "September 27-28, 2020"
    if end is None:
        return None
    if begin is not None:
        return _span(begin, end)
    year = date.fromordinal(end.last + date(1970, 1, 1).toordinal())
    for shared in _completed(first, year.year, year.month):
        begin = _tried(shared, order)
        if begin is not None and (found := _span(begin, end)) is not None:
            return found
    return None


def _completed(first: str, year: int, month: int) -> Iterator[str]:
    """Yield the ways to complete the first of two dates by the year, or year and month, of the second."""
    if first.rstrip(".").isdigit():
        if len(first.rstrip(".")) <= DAY_LENGTH:
            yield f"{year:04}-{month:02}-{int(first.rstrip('.')):02}"
        return
    sign = next((sign for sign in "./" if sign in first.rstrip(".")), " ")
    for whole in (year, year - 1):  # "27 December to 3 January 2021"
        yield f"{first.rstrip('.') if sign == '.' else first}{sign}{whole:04}"


def _tried(text: str, order: Order) -> When | None:
    try:
        return _single(text, order)
    except (ValueError, OverflowError):
        return None


def find_order(texts: Iterable[str]) -> OrderFound:
    """Decide over a whole column whether days or months come first in dates like 03/04/2020.

    A number above 12 in the first or second place decides. Where none does, points mean that
    the day comes first (nobody writes months first with points); with slashes and hyphens it
    stays open, and day first is assumed until a person says otherwise.
    """
    cells = (whole_years(tidy(text), MILLENNIUM) for text in texts if len(text) <= LONGEST)
    found = [match for text in cells if (match := YEAR_LAST.match(text))]
    first = sum(int(match[1]) > HIGHEST_MONTH for match in found)
    second = sum(int(match[3]) > HIGHEST_MONTH for match in found)
    if not found:
        return OrderFound("", marked("no date is written with the day or the month first"))
    if first and second:
        order: Order = "dmy" if first >= second else "mdy"
        reason = marked("{first} dates can only be day first, {second} only month first")
        return OrderFound(order, Sentence(reason, {"first": first, "second": second}), certain=False)
    if first or second:
        example = next(match[0] for match in found if int(match[1 if first else 3]) > HIGHEST_MONTH)
        return OrderFound(
            "dmy" if first else "mdy", Sentence(marked("{date} can only be read so"), {"date": example})
        )
    if all(match[2] == "." for match in found):
        return OrderFound("dmy", marked("dates with points have the day first"))
    both = Sentence(marked("{date} and the others can be read both ways"), {"date": found[0][0]})
    return OrderFound("dmy", both, certain=False)


def from_parts(year: pd.Series, month: pd.Series | None, day: pd.Series | None) -> pd.Series:
    """Return separate years, months and days as partial ISO 8601 dates; a month or day of 0 is unknown."""
    texts = _figure(year).str.replace(r"\.0$", "", regex=True)
    for part in (month, day):
        if part is None:
            break
        numbers = _figure(part)
        if part is month:
            named = {text: month_number(fold(text).rstrip(".")) for text in numbers.unique()}
            numbers = numbers.map({text: str(number or text) for text, number in named.items()})
        known = ~numbers.isin(["", "0", "00"]) & texts.str.contains("-").eq(part is day)
        texts = texts.where(~known, texts + "-" + numbers.str.zfill(2))
    return texts


def _figure(texts: pd.Series) -> pd.Series:
    return texts.str.strip().str.replace(r"^(\d+)\.0$", r"\1", regex=True)


def iso_date(text: str, order: Order = "dmy") -> str:
    """Return one date as a day, month or year of ISO 8601, "" where it is none of these."""
    found = None if is_blank(text) else parse_date(text, order or "dmy")
    if found is None or found.spans:
        return ""
    day = date.fromordinal(found.first + date(1970, 1, 1).toordinal()).isoformat()
    return day[: (10, 7, 4)[found.precision]]


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
