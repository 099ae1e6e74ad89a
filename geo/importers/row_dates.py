"""Dates of the rows of a table, no finer than the table's codes for precision."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dates import day_date, day_number
from geo.i18n import Sentence, marked
from geo.identifiers import fold
from geo.importers.cells import code_text, each, is_blank, tidy
from geo.importers.date_parsing import (
    DATE_FAULTS,
    DAY,
    MONTH,
    PRECISIONS,
    YEAR,
    Dates,
    from_parts,
    month_bounds,
    one_end,
    parse_dates,
    year_bounds,
)
from geo.importers.date_words import STILL
from geo.importers.header_synonyms import plain
from geo.importers.layouts import PLAIN
from geo.importers.precision_words import date_precision, one_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.i18n import Words
    from geo.importers.date_parsing import DateFault
    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table

    Bools = npt.NDArray[np.bool_]

PERIODS = frozenset({"referenceperiodstart", "periodstart", "startperiod", "periodfrom", "periodbegin"})
"""Headers of the first day of a period in which something was counted."""
A_DATE = marked("a date of the calendar")
WRITE_IT = marked("Write the date as year-month-day, as 2020-11-25; the year with four digits")
BOTH_DAYS = marked("Write the days between which it happened, as 1992-01-01/1993-12-31")
EXPECTED: dict[DateFault, tuple[Words, Words]] = {
    "missing": (marked("a date; it is missing"), marked("Write the date as year-month-day, as 2020-11-25")),
    "unread": (A_DATE, WRITE_IT),
    "era": (
        marked("a date of the common era"),
        marked("Leave the row out; what happened before the year 1 cannot be shown"),
    ),
    "before": (marked("a date with a first day; this one only says before when it was"), BOTH_DAYS),
    "after": (marked("a date with a last day; this one only says after when it was"), BOTH_DAYS),
    "years": (
        marked("a date whose year has four digits"),
        marked("Say which hundred years the years are of, or write all four digits"),
    ),
}


@dataclass(frozen=True)
class Days:
    """The days that a dataset tells of, since 1970-01-01; an event outside of them is not shown.

    Parameters
    ----------
    first
        None where the events themselves decide where the timeline begins.
    last
        Today.
    """

    first: int | None
    last: int

    @classmethod
    def until_today(cls, first: int | None = None, today: int | None = None) -> Days:
        """Return the days until today."""
        return cls(first, day_number(datetime.now(UTC).date()) if today is None else today)


def dates_of(table: Table, mapping: ColumnMapping, notes: Notes, days: Days | None = None) -> Dates:
    """Read the dates, make them no finer than the table's codes, and tell what cannot be read."""
    frame = table.frame
    texts, column = date_texts(table, mapping)
    dates = parse_dates(texts, mapping.date_order, mapping.day_numbers, mapping.short_years)
    if mapping.open_ends and days is not None:
        dates = _with_ends(texts, mapping, dates, days)
    first, last = dates.first.copy(), dates.last.copy()
    precision, read, spans = dates.precision.copy(), dates.read.copy(), dates.spans.copy()
    _note_unread(texts, column, dates, ~dates.read, notes)
    for end_column in mapping.columns("end_date"):
        ends = frame[end_column]
        found = parse_dates(ends, mapping.date_order, mapping.day_numbers, mapping.short_years)
        given = found.faults != DATE_FAULTS.index("missing")
        still = given & ~found.read
        still[still] = each(ends[still], _still).eq("1").to_numpy(bool)
        expected, remedy = marked("a last day, or a blank cell"), marked("It is shown without a last day")
        notes.add(
            frame.index[still & read], end_column, ends[still & read], expected, remedy, severity="warning"
        )
        given &= ~still
        unread, early = given & read & ~found.read, given & read & found.read & (found.last < first)
        _note_unread(ends, end_column, found, unread, notes)
        expected, remedy = marked("a last day on or after the first"), marked("Correct one of the days")
        notes.add(frame.index[early], end_column, ends[early], expected, remedy)
        good = given & read & found.read & ~early
        last[good] = found.last[good]
        precision[good] = np.maximum(precision, found.precision)[good]
        spans[good] |= (found.last > dates.last)[good]
        read &= ~unread & ~early
    if plain(column) in PERIODS:
        precision = np.maximum(precision, _whole(first, last, spans))
    dates = replace(dates, first=first, last=last, read=read, spans=spans)
    read = read & ~_note_beyond(texts, column, dates, days, notes)
    doubtful = dates.qualified & read
    expected = marked("a date that is certain")
    remedy = marked("It is shown as precise as it can be read, and its words are kept in a claim on the date")
    notes.add(frame.index[doubtful], column, texts[doubtful], expected, remedy, severity="warning")
    coarse = _date_codes(table, mapping, notes)
    return replace(dates, precision=np.maximum(precision, coarse), read=read)


def _with_ends(texts: pd.Series, mapping: ColumnMapping, dates: Dates, days: Days) -> Dates:
    """Return dates with those that name one end only, the other being the first of the days or the last."""
    columns = {field.name: getattr(dates, field.name).copy() for field in fields(dates)}
    ends = [DATE_FAULTS.index(fault) for fault in ("before", "after")]
    for row in np.flatnonzero(np.isin(dates.faults, ends)):
        found = one_end(texts.iloc[row], mapping.date_order, mapping.short_years, (days.first, days.last))
        if found is not None:
            for name, value in {**found._asdict(), "read": True, "faults": 0}.items():
                columns[name][row] = value
    return Dates(**columns)


def _still(text: str) -> str:
    return "1" if fold(tidy(text)) in STILL else ""


def _note_unread(texts: pd.Series, column: str, dates: Dates, wrong: Bools, notes: Notes) -> None:
    for fault, (expected, remedy) in EXPECTED.items():
        rows = wrong & (dates.faults == DATE_FAULTS.index(fault))
        notes.add(texts.index[rows], column, texts[rows], expected, remedy)
    rows = wrong & (dates.faults == DATE_FAULTS.index("numbers"))
    remedy = marked("Say whether they are day numbers of Excel or seconds since 1970, or write the dates out")
    expected = marked("a date; a bare number is one only once it is known what it counts")
    notes.tell(texts.index[rows], column, texts[rows], expected, remedy)


def _note_beyond(texts: pd.Series, column: str, dates: Dates, days: Days | None, notes: Notes) -> Bools:
    """Note the rows wholly before the days of the dataset, or after today."""
    read = dates.read
    if days is None:
        return np.zeros(len(read), bool)
    early = read & (dates.last < days.first) if days.first is not None else np.zeros(len(read), bool)
    late = read & (dates.first > days.last)
    remedy = marked("Correct the date; or leave it, the event is only not shown here")
    for rows, limit, expected in (
        (early, days.first, marked("a date on or after {day}, the first day of this dataset")),
        (late, days.last, marked("a date until today, {day}")),
    ):
        if rows.any() and limit is not None:
            sentence = Sentence(expected, {"day": day_date(limit).isoformat()})
            add = notes.tell if rows.sum() > 1 and rows.all() else notes.add
            add(texts.index[rows], column, texts[rows], sentence, remedy)
    return early | late


def _whole(first: npt.NDArray[np.int32], last: npt.NDArray[np.int32], spans: Bools) -> npt.NDArray[np.int8]:
    """Return the precision of periods: a whole month is the month, no range of its days."""
    precision = np.zeros(len(first), dtype="int8")
    for code, bounds in ((MONTH, month_bounds), (YEAR, year_bounds)):
        of_first, of_last = bounds(first)
        precision[spans & (first == of_first) & (last == of_last)] = code
    return precision


def date_texts(table: Table, mapping: ColumnMapping) -> tuple[pd.Series, str]:
    """Return the cells that the dates of the rows are read from, and the name of their column."""
    frame = table.frame
    column = (mapping.columns("date") or mapping.columns("year") or mapping.columns("attested"))[0]
    if mapping.columns("date"):
        texts = frame[column]
        for spare in mapping.columns("attested"):
            texts = texts.where(texts.str.strip() != "", frame[spare])
        return texts, column
    if mapping.columns("year"):
        month, day = (
            frame[name] if name else None
            for name in (next(iter(mapping.columns(field)), "") for field in ("month", "day"))
        )
        return from_parts(frame[column], month, day), column
    return frame[column], column


def _date_codes(table: Table, mapping: ColumnMapping, notes: Notes) -> npt.NDArray[np.int8]:
    coarse = np.zeros(len(table.frame), dtype="int8")
    for column in mapping.columns("date_precision"):
        codes = each(table.frame[column], code_text)
        known = dict(mapping.date_codes)
        if mapping.layout == PLAIN:
            known = {text: word for text in codes.unique() if (word := date_precision(text, known))} | known
        rows, different = pd.factorize(codes)
        words = [known.get(text, "" if is_blank(text) else None) for text in different]
        strange = np.array([word is None for word in words], bool)[rows]
        listed = ", ".join(mapping.date_codes)
        expected = one_of(listed)
        remedy = marked("Add the code to the mapping; until then the date counts as it is written")
        notes.add(table.frame.index[strange], column, codes[strange], expected, remedy, severity="warning")
        positions = {word: code for code, word in enumerate(PRECISIONS)}
        coarse = np.array([positions.get(word or "", DAY) for word in words], "int8")[rows]
    return coarse


def bounds_of(dates: Dates, *, keep_end: bool) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the first and last day, the last as the first where it is only what the precision says.

    Where both days were written, both are kept, unless they are the whole month or year of the precision.
    """
    start, end = dates.first.copy(), dates.last.copy()
    if not keep_end:
        for code, bounds in ((MONTH, month_bounds), (YEAR, year_bounds)):
            of_start, of_end = bounds(start), bounds(end)
            of_code = dates.precision == code
            same = of_code & ~dates.spans & (of_start[0] == of_end[0])
            whole = of_code & (start == of_start[0]) & (end == of_start[1])
            end[same | whole] = start[same | whole]
    return start, end


def interval_of(
    dates: Dates, start: npt.NDArray[np.int32], end: npt.NDArray[np.int32], end_texts: pd.Series
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the days as :func:`geo.dates.interval` does: without an end, the whole month or year."""
    first, last = start.copy(), end.copy()
    open_ended = pd.isna(end_texts).to_numpy(bool)
    for code, bounds in ((MONTH, month_bounds), (YEAR, year_bounds)):
        whole = open_ended & (dates.precision == code)
        of_first, of_last = bounds(start)
        first[whole], last[whole] = of_first[whole], of_last[whole]
    day = open_ended & (dates.precision == DAY)
    last[day] = first[day]
    return first, last
