"""Dates of the rows of a table, no finer than the table's codes for precision."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.importers.date_parsing import (
    DAY,
    MONTH,
    PRECISIONS,
    YEAR,
    Dates,
    from_parts,
    month_bounds,
    parse_dates,
    year_bounds,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table


def dates_of(table: Table, mapping: ColumnMapping, notes: Notes) -> Dates:
    """Read the dates, make them no finer than the table's codes, and tell what cannot be read."""
    frame = table.frame
    texts, column = _date_texts(table, mapping)
    dates = parse_dates(texts, mapping.date_order)
    first, last = dates.first.copy(), dates.last.copy()
    precision, read = dates.precision.copy(), dates.read.copy()
    remedy = "Write the date as year-month-day, as 2020-11-25; the year with four digits"
    notes.add(frame.index[~read], column, texts[~read], "a date of the calendar", remedy)
    for end_column in mapping.columns("end_date"):
        ends = frame[end_column].str.strip()
        given = (ends != "").to_numpy(bool)
        found = parse_dates(ends, mapping.date_order)
        unread, early = given & read & ~found.read, given & read & found.read & (found.last < first)
        notes.add(frame.index[unread], end_column, ends[unread], "a date of the calendar", remedy)
        expected = "a last day on or after the first"
        notes.add(frame.index[early], end_column, ends[early], expected, "Correct one of the days")
        good = given & read & found.read & ~early
        last[good] = found.last[good]
        precision[good] = np.maximum(precision, found.precision)[good]
        read &= ~unread & ~early
    doubtful = dates.qualified & read
    expected = "a date without ? or ~"
    remedy = "It is shown like a certain one; say in the summary that it is not"
    notes.add(frame.index[doubtful], column, texts[doubtful], expected, remedy, severity="warning")
    coarse = _date_codes(table, mapping, notes)
    return replace(dates, first=first, last=last, precision=np.maximum(precision, coarse), read=read)


def _date_texts(table: Table, mapping: ColumnMapping) -> tuple[pd.Series, str]:
    frame = table.frame
    column = (mapping.columns("date") or mapping.columns("year") or mapping.columns("attested"))[0]
    if mapping.columns("date"):
        texts = frame[column].str.strip()
        for spare in mapping.columns("attested"):
            texts = texts.where(texts != "", frame[spare].str.strip())
        return texts, column
    if mapping.columns("year"):
        month, day = (
            frame[name] if name else None
            for name in (next(iter(mapping.columns(field)), "") for field in ("month", "day"))
        )
        return from_parts(frame[column], month, day), column
    return frame[column].str.strip(), column


def _date_codes(table: Table, mapping: ColumnMapping, notes: Notes) -> npt.NDArray[np.int8]:
    coarse = np.zeros(len(table.frame), dtype="int8")
    for column in mapping.columns("date_precision"):
        codes = table.frame[column].str.strip().str.replace(r"\.0$", "", regex=True)
        words = codes.map(dict(mapping.date_codes))
        strange = (words.isna() & (codes != "")).to_numpy(bool)
        expected = f"one of {', '.join(mapping.date_codes) or 'the codes of the mapping'}"
        remedy = "Add the code to the mapping; until then the date counts as it is written"
        notes.add(table.frame.index[strange], column, codes[strange], expected, remedy, severity="warning")
        positions = {word: code for code, word in enumerate(PRECISIONS)}
        coarse = words.map(positions).fillna(DAY).to_numpy(dtype="int8")
    return coarse


def bounds_of(dates: Dates, *, keep_end: bool) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the first and last day, the last as the first where it is only what the precision says."""
    start, end = dates.first.copy(), dates.last.copy()
    if not keep_end:
        for code, bounds in ((MONTH, month_bounds), (YEAR, year_bounds)):
            of_start, of_end = bounds(start), bounds(end)
            one = (dates.precision == code) & (of_start[0] == of_end[0])
            end[one] = start[one]
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
