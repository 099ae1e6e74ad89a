"""Sheets of an Office Open XML workbook (.xlsx), read: the values as they were last calculated."""

from __future__ import annotations

import io
import itertools
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pandas as pd
from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from geo.importers.limits import MOST_COLUMNS, MOST_ROWS, check_shape, open_archive
from geo.importers.limits import UNREADABLE as UNPACKING
from geo.importers.problems import Notes, refusal
from geo.importers.table import Table, unique_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

PREFERRED = "events"
UNREADABLE = (
    *UNPACKING,
    InvalidFileException,
    DefusedXmlException,
    SyntaxError,  # Of XML, by either library that openpyxl may read it with.
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    OverflowError,
)
"""What openpyxl raises for workbooks that are broken in one way or another."""
ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")
ILLEGAL = re.compile(r"_x000[0-9A-F]_")


def read_workbook(name: str, data: bytes, sheet: str = "") -> Table:
    """Read one sheet: the named one, else `events`, else the first with rows. The first row is the header.

    Formulas are never calculated: what the spreadsheet program saved beside them is read. A
    formula without a saved value, and a cell with an error like #REF!, is told and read as blank.

    Raises
    ------
    ImportProblems
        When it is no whole workbook, or no sheet of it has a header and rows.
    """
    with open_archive(name, data):
        pass
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        chosen, rows = _sheet(name, book, sheet)
        formulas = _formulas(data, chosen)
    except UNREADABLE as error:
        raise _broken(name, error) from None
    header, *body = rows
    names = unique_names(header)
    notes = Notes()
    _note_cells(notes, names, body, formulas)
    lines = [line for line, row in enumerate(body, start=2) if any(cell not in (None, "") for cell in row)]
    width = len(names)
    columns = list(itertools.zip_longest(*(_padded(body[line - 2], width) for line in lines), fillvalue=None))
    if not columns:
        raise refusal(name, f"the sheet {chosen}", "rows below the header", "Choose another sheet")
    frame = pd.DataFrame(
        {
            column: pd.Series([_text(cell) for cell in cells], dtype="str")
            for column, cells in zip(names, columns, strict=True)
        }
    )
    frame.index = pd.Index(lines, name="line")
    others = [other for other in book.sheetnames if other != chosen]
    remarks = (f"Read the sheet {chosen!r}; there are {len(others)} more.",) if others else ()
    parts = tuple(book.sheetnames) if others else ()
    return Table(name, frame, notes=notes, remarks=remarks, parts=parts, part=chosen if others else "")


def _broken(name: str, error: Exception) -> Exception:
    remedy = "Open it in a spreadsheet program and save it again as .xlsx"
    return refusal(name, type(error).__name__, "a workbook that can be read", remedy)


def _sheet(name: str, book: Workbook, asked: str) -> tuple[str, list[Sequence[Any]]]:
    order = sorted(book.sheetnames, key=lambda title: title.casefold() != PREFERRED)
    if asked:
        if asked not in book.sheetnames:
            raise refusal(name, asked, f"one of the sheets {', '.join(book.sheetnames)}", "Choose another")
        order = [asked]
    for title in order:
        rows = list(_rows(name, book[title]))
        if len(rows) > 1:
            return title, rows
    raise refusal(name, "", "a sheet with a header and rows", "Choose another file")


def _rows(name: str, sheet: Any) -> Iterator[Sequence[Any]]:  # noqa: ANN401 (a sheet of either mode)
    if not hasattr(sheet, "iter_rows"):  # A sheet that holds only a chart.
        return
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            check_shape(name, number, map(str, range(len(row))))
        yield row


def _formulas(data: bytes, title: str) -> Sequence[Sequence[Any]]:
    """Return the same rows with formulas in place of values."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    return list(book[title].iter_rows(min_row=2, values_only=True))


def _note_cells(
    notes: Notes, names: list[str], rows: list[Sequence[Any]], formulas: Sequence[Sequence[Any]]
) -> None:
    for line, (row, written) in enumerate(zip(rows, formulas, strict=False), start=2):
        for column, value, formula in zip(names, row, written, strict=False):
            if value is None and isinstance(formula, str) and formula.startswith("="):
                expected = "a value beside the formula"
                remedy = "Open the file in a spreadsheet program and save it, or put the value in its place"
                notes.add([line], column, [formula], expected, remedy, severity="warning")
            elif value in ERRORS and isinstance(value, str):
                remedy = "Mend the formula and save the file"
                notes.add([line], column, [value], "a value without an error", remedy, severity="warning")


def _padded(row: Sequence[Any], width: int) -> list[Any]:
    return [*row[:width], *[None] * (width - len(row))]


def _text(cell: Any) -> str:  # noqa: ANN401 (whatever a cell may hold)
    """Return a cell as text: days in ISO 8601, whole numbers without decimals."""
    if cell is None or (isinstance(cell, str) and cell in ERRORS):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return ILLEGAL.sub("\ufffd", str(cell)) if isinstance(cell, str) else str(cell)
