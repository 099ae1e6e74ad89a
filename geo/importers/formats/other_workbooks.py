"""Workbooks of Excel that are no .xlsx, read: those of 1997 to 2003 (.xls), and binary ones (.xlsb)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from geo.i18n import marked
from geo.importers.formats.cell_rows import table_of_rows
from geo.importers.formats.xlsx import cell_text, preferred, with_sheets
from geo.importers.limits import check_shape
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from geo.importers.table import Table

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream of a compound file that holds a workbook with a password."""
PANIC = "PanicException"
BROKEN = (CalamineError, OSError, ValueError, KeyError, IndexError, TypeError, OverflowError)


def read_other_workbook(name: str, data: bytes, sheet: str = "", header: str = "") -> Table:
    """Read one sheet, chosen as :func:`geo.importers.formats.xlsx.read_workbook` does.

    Raises
    ------
    ImportProblems
        When it is no workbook that can be read, or has a password.
    """
    if ENCRYPTED in data:
        raise locked(name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        entries = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
        hidden = frozenset(entry.name for entry in entries if entry.visible != SheetVisibleEnum.Visible)
        sheets = [entry.name for entry in entries]
        for title in preferred(name, sheets, hidden, sheet):
            found = book.get_sheet_by_name(title)
            check_shape(name, found.total_height, map(str, range(found.total_width)))
            rows = [[cell_text(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
            if sum(map(any, rows)) > 1:
                return with_sheets(table_of_rows(name, rows, header, title), sheets, title, hidden)
    except PasswordError:
        raise locked(name) from None
    except BaseException as error:
        # A panic of the reader, which some broken files cause, is no Exception.
        broken = isinstance(error, BROKEN) or type(error).__name__ == PANIC
        if hasattr(error, "problems") or not broken:
            raise
        remedy = marked("Open it in a spreadsheet program and save it as .xlsx")
        raise refusal(name, "", marked("a workbook that can be read"), remedy) from None
    raise refusal(name, sheet, marked("a sheet with a header and rows"), marked("Choose another file"))


def locked(name: str) -> Exception:
    """Return the refusal of a workbook with a password."""
    remedy = marked("Open it with its password in a spreadsheet program, and save it without one")
    return refusal(name, "", marked("a workbook without a password"), remedy)
