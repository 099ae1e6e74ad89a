"""Sheets of an Office Open XML workbook (.xlsx), read: the values as they were last calculated."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from geo.i18n import Sentence, marked, sentence_text
from geo.importers.formats.cell_rows import table_of_rows
from geo.importers.limits import MOST_COLUMNS, MOST_ROWS, check_shape, open_archive
from geo.importers.limits import UNREADABLE as UNPACKING
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook

    from geo.importers.table import Table

PREFERRED = "events"
HIDDEN = marked("{sheet} (hidden)")
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


def read_workbook(name: str, data: bytes, sheet: str = "", header: str = "") -> Table:
    """Read one sheet: the named one, else `events`, else the first visible one with rows.

    Formulas are never calculated: what the spreadsheet program saved beside them is read. A
    formula without a saved value, and a cell with an error like #REF!, is told and read as blank. What a
    sheet declares of its own size is not believed.

    Parameters
    ----------
    name, data
        The file.
    sheet
        Its name; "" for the likeliest.
    header
        Where the names of the columns stand; "" to find out.

    Raises
    ------
    ImportProblems
        When it is no whole workbook, or no sheet of it has a header and rows.
    """
    with open_archive(name, data):
        pass
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        hidden = frozenset(entry.title for entry in book if entry.sheet_state != "visible")
        chosen, rows = _sheet(name, book, sheet, hidden)
        formulas = _formulas(data, chosen)
    except UNREADABLE:
        raise _broken(name) from None
    table = table_of_rows(name, [[cell_text(cell) for cell in row] for row in rows], header, chosen)
    _note_cells(table, rows, formulas)
    return with_sheets(table, book.sheetnames, chosen, hidden)


def with_sheets(table: Table, sheets: Sequence[str], chosen: str, hidden: frozenset[str]) -> Table:
    """Return a table with a remark on the other sheets of its workbook, and the choice of them."""
    others = [title for title in sheets if title != chosen]
    if not others:
        return table
    marked_hidden = [Sentence(HIDDEN, {"sheet": title}) if title in hidden else title for title in others]
    names = ", ".join(map(sentence_text, marked_hidden))
    words = marked("Read the sheet {sheet}; not read: {others}.")
    remark = Sentence(words, {"sheet": repr(chosen), "others": names})
    return replace(table, remarks=(remark, *table.remarks), parts=tuple(sheets), part=chosen)


def _broken(name: str) -> Exception:
    remedy = marked("Open it in a spreadsheet program and save it again as .xlsx")
    return refusal(name, "", marked("a workbook that can be read"), remedy)


def preferred(name: str, sheets: Sequence[str], hidden: frozenset[str], asked: str) -> list[str]:
    """Return the sheets in the order in which they are tried: `events` first, hidden ones last.

    Raises
    ------
    ImportProblems
        When there is none of the name that is asked for.
    """
    if asked and asked not in sheets:
        expected = Sentence(marked("one of the sheets {sheets}"), {"sheets": ", ".join(sheets)})
        raise refusal(name, asked, expected, marked("Choose another"))
    if asked:
        return [asked]
    return sorted(sheets, key=lambda title: (title in hidden, title.casefold() != PREFERRED))


def _sheet(name: str, book: Workbook, asked: str, hidden: frozenset[str]) -> tuple[str, list[Sequence[Any]]]:
    for title in preferred(name, book.sheetnames, hidden, asked):
        rows = list(_rows(name, book[title]))
        if sum(any(cell not in (None, "") for cell in row) for row in rows) > 1:
            return title, rows
    raise refusal(name, asked, marked("a sheet with a header and rows"), marked("Choose another file"))


def _rows(name: str, sheet: Any) -> Iterator[Sequence[Any]]:  # noqa: ANN401 (a sheet of either mode)
    if not hasattr(sheet, "iter_rows"):  # A sheet that holds only a chart.
        return
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            check_shape(name, number, map(str, range(len(row))))
        yield row


def _formulas(data: bytes, title: str) -> Sequence[Sequence[Any]]:
    """Return the same rows with formulas in place of values."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    sheet: Any = book[title]
    sheet.reset_dimensions()
    return list(sheet.iter_rows(values_only=True))


def _note_cells(table: Table, rows: list[Sequence[Any]], formulas: Sequence[Sequence[Any]]) -> None:
    """Note formulas without a value and cells with an error, by the names of their columns."""
    named = table.header.rpartition("-")[2]
    begin = int(named) + 1 if named.isdecimal() else 1
    header = rows[begin - 2] if begin > 1 else ()
    notes = table.notes
    for line, (row, written) in enumerate(itertools.zip_longest(rows, formulas, fillvalue=()), start=1):
        if line < begin:
            continue
        for at, (value, formula) in enumerate(itertools.zip_longest(row, written)):
            column = str(header[at] or "") if at < len(header) else ""
            if value is None and isinstance(formula, str) and formula.startswith("="):
                expected = marked("a value beside the formula")
                remedy = marked(
                    "Open the file in a spreadsheet program and save it, or put the value in its place"
                )
                notes.add([line], column, [formula], expected, remedy, severity="warning")
            elif value in ERRORS and isinstance(value, str):
                remedy = marked("Mend the formula and save the file")
                notes.add(
                    [line], column, [value], marked("a value without an error"), remedy, severity="warning"
                )


def cell_text(cell: Any) -> str:  # noqa: ANN401 (whatever a cell may hold)
    """Return a cell as text: days in ISO 8601, whole numbers without decimals."""
    if cell is None or (isinstance(cell, str) and cell in ERRORS):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return ILLEGAL.sub("\ufffd", str(cell)) if isinstance(cell, str) else str(cell)
