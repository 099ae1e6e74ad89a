"""A spreadsheet for people: events, claims, sources, and where they come from."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from geo.csv_injection import neutralise, printable
from geo.dataset.record_columns import Column
from geo.export.provenance import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.cell import Cell

    from geo.export.provenance import Provenance
    from geo.export.records import Records

TEXT_FORMAT = "@"
"""Cells of this format stay as they are typed: 1993-04 does not become the first of April."""
WRAPPED_WIDTH = 40
HEADER = Font(bold=True)
HEADER_FILL = PatternFill("solid", start_color="E8EFF6")
TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
ABOUT = (Column("what", "", width=28), Column("text", "", width=110))


def spreadsheet(records: Records, provenance: Provenance) -> bytes:
    """Write records as an Office Open XML workbook (.xlsx).

    Parameters
    ----------
    records
        What to write.
    provenance
        Fills the sheet `about` and the properties of the file.

    Returns
    -------
    bytes
        Sheets `events`, `claims`, `sources` and `about`, the header frozen and with filters. Dates
        are text (ISO 8601, EDTF), text that looks like a formula is neutralised, numbers stay
        numbers, and line breaks are LF. A cell holds 32,767 characters at most: Excel's limit.
    """
    book = Workbook(write_only=True)
    book.properties.title = printable(provenance.about.title)
    book.properties.description = printable(provenance.text(RECORDS, records.language))
    book.properties.version = provenance.about.version
    for name, table in records.tables().items():
        rows = table.itertuples(index=False, name=None)
        _fill(book.create_sheet(name), records.columns[name], rows, len(table))
    entries = provenance.entries(RECORDS, records.language)
    _fill(book.create_sheet("about"), ABOUT, entries, len(entries))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(
    sheet: Any,  # noqa: ANN401 (openpyxl types a write-only sheet without its layout)
    columns: tuple[Column, ...],
    rows: Iterable[tuple[Any, ...]],
    count: int,
) -> None:
    """Write a header and rows; a write-only sheet wants its layout before its first row."""
    for position, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    sheet.append([_header(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, column) for value, column in zip(row, columns, strict=True)])


def _header(sheet: Any, column: Column) -> Cell:  # noqa: ANN401 (see above)
    cell: Cell = WriteOnlyCell(sheet, column.name)
    cell.font, cell.fill, cell.alignment = HEADER, HEADER_FILL, TOP
    if column.meaning:
        cell.comment = Comment(column.description, "", height=60, width=260)
    return cell


def _cell(sheet: Any, value: Any, column: Column) -> Cell:  # noqa: ANN401 (a cell of any column)
    if column.kind != "string":
        cell: Cell = WriteOnlyCell(sheet, None if value != value else value)  # noqa: PLR0124 (NaN is unlike itself)
    else:
        cell = WriteOnlyCell(sheet, neutralise(printable(value)))
        cell.data_type = "s"
        cell.number_format = TEXT_FORMAT
    cell.alignment = WRAPPED if column.width >= WRAPPED_WIDTH else TOP
    return cell
