"""Sheets of an OpenDocument spreadsheet (.ods), read: the values as they were last calculated.

The form is that of OASIS OpenDocument 1.3, part 3 (sections 9 and 19): rows and cells that repeat are written once.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from geo.i18n import Sentence, marked
from geo.importers.formats.cell_rows import table_of_rows
from geo.importers.formats.other_workbooks import locked
from geo.importers.formats.xlsx import preferred, with_sheets
from geo.importers.limits import MOST_COLUMNS, MOST_ROWS, check_shape, unpack
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

    from geo.importers.table import Table

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
OFFICE, TABLE, TEXT, STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text", "style")
)
PLAIN_NUMBERS = frozenset({"float", "percentage", "currency"})
MOST_REPEATED = 100_000
"""Rows of a sheet that are written once for several: some hundred bytes would be millions of events."""
BROKEN = (ParseError, DefusedXmlException, BadZipFile, ValueError, KeyError, TypeError, RecursionError)


def read_open_document(name: str, archive: ZipFile, sheet: str = "", header: str = "") -> Table:
    """Read one sheet, chosen as :func:`geo.importers.formats.xlsx.read_workbook` does.

    Raises
    ------
    ImportProblems
        When it is no spreadsheet that can be read, or has a password.
    """
    if MANIFEST in archive.namelist() and b"encryption-data" in unpack(name, archive, MANIFEST):
        raise locked(name)
    try:
        sheets, hidden, endless = _sheets(name, unpack(name, archive, CONTENT))
    except BROKEN as error:
        if hasattr(error, "problems"):
            raise
        remedy = marked("Open it in a spreadsheet program and save it as .xlsx")
        raise refusal(name, "", marked("a workbook that can be read"), remedy) from None
    titles = list(sheets)
    for title in preferred(name, titles, hidden, sheet):
        if sum(map(any, sheets[title])) > 1:
            if title in endless:
                expected = Sentence(marked("at most {rows} rows that repeat one"), {"rows": MOST_REPEATED})
                raise refusal(name, title, expected, marked("Delete the rows below the table"))
            return with_sheets(table_of_rows(name, sheets[title], header, title), titles, title, hidden)
    raise refusal(name, sheet, marked("a sheet with a header and rows"), marked("Choose another file"))


def _sheets(name: str, content: bytes) -> tuple[dict[str, list[list[str]]], frozenset[str], frozenset[str]]:
    """Return the rows of each sheet by its name, which sheets are hidden, and in which too many rows repeat one."""
    hidden_styles: set[str] = set()
    hidden: set[str] = set()
    sheets: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    endless: set[str] = set()
    blank = again = 0
    title = style = ""
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if event == "start":
            if element.tag == f"{STYLE}style":
                style = element.get(f"{STYLE}name", "")
            elif element.tag == f"{TABLE}table":
                title = element.get(f"{TABLE}name", "")
                rows, blank, again = sheets.setdefault(title, []), 0, 0
                if element.get(f"{TABLE}style-name") in hidden_styles:
                    hidden.add(title)
            continue
        if element.tag == f"{STYLE}table-properties" and element.get(f"{TABLE}display") == "false":
            hidden_styles.add(style)
        elif element.tag == f"{TABLE}table-row":
            cells = _cells(element)
            repeated = max(1, int(element.get(f"{TABLE}number-rows-repeated", "1")))
            element.clear()
            if not any(cells):
                blank += repeated
                continue
            again += repeated - 1
            if again > MOST_REPEATED:
                endless.add(title)
                repeated = 1
            check_shape(name, len(rows) + blank + repeated, map(str, range(len(cells))))
            rows += [[] for _ in range(min(blank, MOST_ROWS))]
            rows += [cells for _ in range(repeated)]
            blank = 0
    return sheets, frozenset(hidden), frozenset(endless)


def _cells(row: Element) -> list[str]:
    """Return the texts of a row, without the blank ones at its end."""
    cells: list[str] = []
    blank = 0
    for cell in row:
        if cell.tag not in {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}:
            continue
        repeated = max(1, int(cell.get(f"{TABLE}number-columns-repeated", "1")))
        text = "" if cell.tag == f"{TABLE}covered-table-cell" else _text(cell)
        if not text:
            blank += repeated
            continue
        if len(cells) + blank + repeated > MOST_COLUMNS:
            return [*cells, *[""] * (MOST_COLUMNS + 1 - len(cells))]  # Too wide, and refused as such.
        cells += [""] * blank + [text] * repeated
        blank = 0
    return cells


def _text(cell: Element) -> str:
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind in PLAIN_NUMBERS:
        value = cell.get(f"{OFFICE}value", "")
        return value.removesuffix(".0")
    if kind == "date":
        return cell.get(f"{OFFICE}date-value", "").removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value", "")
    return "\n".join("".join(_spans(part)) for part in cell.findall(f"{TEXT}p"))


def _spans(element: Element) -> list[str]:
    """Return the texts within a paragraph; several blanks are written as elements."""
    found = [element.text or ""]
    for part in element:
        if part.tag == f"{TEXT}s":
            found.append(" " * min(int(part.get(f"{TEXT}c", "1")), MOST_COLUMNS))
        elif part.tag == f"{TEXT}tab":
            found.append("\t")
        elif part.tag == f"{TEXT}line-break":
            found.append("\n")
        else:
            found += _spans(part)
        found.append(part.tail or "")
    return found
