"""Strict reader of delimited text (CSV), with the line number of every row."""

from __future__ import annotations

import csv
import io

import pandas as pd

from geo.datapackage.descriptor import FILE
from geo.errors import Problem
from geo.i18n import Sentence, marked

_SEPARATED = marked("columns separated by {separator}")


def read_strict_csv(
    path: str, data: bytes, columns: list[str], delimiter: str, problems: list[Problem]
) -> pd.DataFrame | None:
    """Read a table as text.

    Parameters
    ----------
    path
        Path inside the package, for messages.
    data
        Content of the file: UTF-8 without a byte order mark.
    columns
        The columns there must be; their order in the file does not matter.
    delimiter
        What separates the cells.
    problems
        What is wrong is added here.

    Returns
    -------
    DataFrame or None
        All columns text, "" where blank; index is the line number in the file, where the
        header is line 1. None when the columns cannot be read.
    """
    text = _decode(path, data, problems)
    return None if text is None else _parse(path, text, columns, delimiter, problems)


def _decode(path: str, data: bytes, problems: list[Problem]) -> str | None:
    if not data.strip():
        problems.append(
            Problem(
                path,
                None,
                "",
                "",
                marked("a header line and rows"),
                marked("Restore the content of the file"),
            )
        )
        return None
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        mark = "UTF-8" if data.startswith(b"\xef") else "UTF-16"
        problems.append(
            Problem(
                path,
                1,
                "",
                Sentence(marked("a {encoding} byte order mark"), {"encoding": mark}),
                marked("text in UTF-8 without a byte order mark"),
                marked("Save the file as UTF-8 without BOM"),
            )
        )
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(
                path,
                line,
                "",
                Sentence(marked("the byte {byte}"), {"byte": f"0x{data[error.start]:02X}"}),
                marked("text in UTF-8"),
                marked("Save the file as UTF-8"),
            )
        )
        return None


def _parse(
    path: str, text: str, columns: list[str], delimiter: str, problems: list[Problem]
) -> pd.DataFrame | None:
    """Return the rows of a CSV text with their line numbers; None without its columns."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    header: list[str] = []
    try:
        header = next(reader)
        if not _header_fits(path, header, columns, delimiter, problems):
            return None
        start = reader.line_num + 1
        for row in reader:
            if len(row) == len(header):
                rows.append(row)
                lines.append(start)
            elif row:
                problems.append(
                    Problem(
                        path,
                        start,
                        "",
                        Sentence(marked("{count} cells"), {"count": str(len(row))}),
                        Sentence(marked("{count} cells, one for each column"), {"count": str(len(header))}),
                        marked("Put cells that hold a separator between quotation marks"),
                    )
                )
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            Problem(
                path,
                reader.line_num,
                "",
                str(error),
                marked("well-formed CSV"),
                marked("Close the quotation marks and write those inside a cell twice"),
            )
        )
    if not header:
        return None
    frame = pd.DataFrame(rows, columns=header, index=pd.Index(lines, name="line"), dtype=str)
    return frame[columns]


def _header_fits(
    path: str, header: list[str], columns: list[str], delimiter: str, problems: list[Problem]
) -> bool:
    """Note what is wrong with a header; True when every column can be read."""
    if len(header) == 1 and len(columns) > 1:
        for other in (";", "\t", ",", "|"):
            if other != delimiter and other in header[0]:
                name = {"\t": "tab"}.get(other, other)
                problems.append(
                    Problem(
                        path,
                        1,
                        "",
                        Sentence(_SEPARATED, {"separator": repr(name)}),
                        Sentence(_SEPARATED, {"separator": repr(delimiter)}),
                        Sentence(
                            marked("Save the file with {separator} as separator"),
                            {"separator": repr(delimiter)},
                        ),
                    )
                )
                return False
    before = len(problems)
    problems.extend(
        Problem(path, 1, column, "", marked("this column"), marked("Add the column"))
        for column in columns
        if column not in header
    )
    missing = len(problems) > before
    problems.extend(
        Problem(
            path,
            1,
            column,
            column,
            marked("only the columns of the Table Schema"),
            Sentence(marked("Remove the column or describe it in {descriptor}"), {"descriptor": FILE}),
        )
        for column in header
        if column not in columns
    )
    doubled = sorted({column for column in header if header.count(column) > 1})
    problems.extend(
        Problem(
            path, 1, column, column, marked("each column once"), marked("Remove or rename the second one")
        )
        for column in doubled
    )
    return not missing and not doubled
