"""Delimited text changed row by row: every row that is not changed keeps its line, byte for byte."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.revisions.record import Change, Row


def changed_csv(content: bytes, changes: Iterable[Change], delimiter: str = ",", group: str = "") -> bytes:
    r"""Return a table with changes made in it.

    Parameters
    ----------
    content
        The file, UTF-8 with a header.
    changes
        Of rows of this table; a row that is changed or withdrawn is found by its cells.
    delimiter
        Between cells.
    group
        A column; an added row comes after the last one that has the same cell in it. Without one, or where no row
        has it, it comes where the order of the first column puts it, if the file is in that order, else last.

    Raises
    ------
    ValueError
        When a row that shall be changed is not there.

    Examples
    --------
    >>> from geo.revisions.record import Change
    >>> old = b'id,text\na,"x"\nc,y\n'
    >>> changed_csv(old, [Change("t", "b", None, {"id": "b", "text": "1, 2"})])
    b'id,text\na,"x"\nb,"1, 2"\nc,y\n'
    """
    lines = _lines(content.decode("utf-8"), delimiter)
    header, rows = lines[0][1], lines[1:]
    end = "\r\n" if lines[0][0].endswith("\r\n") else "\n"
    if not (rows or lines)[-1][0].endswith("\n"):  # What is added begins a line of its own.
        (rows or lines)[-1] = ((rows or lines)[-1][0] + end, (rows or lines)[-1][1])
    for change in changes:
        text = "" if change.after is None else _written(header, change.after, delimiter, end)
        cells = [] if change.after is None else [change.after.get(name, "") for name in header]
        if change.before is None:
            rows.insert(_place(header, rows, cells, group), (text, cells))
            continue
        old = [change.before.get(name, "") for name in header]
        at = next((number for number, (_line, found) in enumerate(rows) if found == old), None)
        if at is None:
            message = f"no row {old}"
            raise ValueError(message)
        rows[at : at + 1] = [] if change.after is None else [(text, cells)]
    return "".join(line for line, _cells in [lines[0], *rows]).encode()


def _lines(text: str, delimiter: str) -> list[tuple[str, list[str]]]:
    """Return each record of the text with its cells; a record may reach over several lines."""
    given = _Given(io.StringIO(text, newline=""))
    return [(given.taken(), cells) for cells in csv.reader(given, delimiter=delimiter, strict=True)]


class _Given:
    """The lines of a text, remembered since they were last asked for."""

    def __init__(self, text: io.StringIO) -> None:
        self._text = text
        self._since: list[str] = []

    def __iter__(self) -> _Given:
        return self

    def __next__(self) -> str:
        line = self._text.readline()
        if not line:
            raise StopIteration
        self._since.append(line)
        return line

    def taken(self) -> str:
        text = "".join(self._since)
        self._since.clear()
        return text


def _written(header: Sequence[str], row: Mapping[str, str] | Row, delimiter: str, end: str) -> str:
    line = io.StringIO(newline="")
    # A bare carriage return is quoted only where it ends lines.
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(
        [row.get(name, "") for name in header]
    )
    return line.getvalue()[:-2] + end


def _place(header: Sequence[str], rows: list[tuple[str, list[str]]], cells: list[str], group: str) -> int:
    column = header.index(group) if group in header else None
    if column is not None:
        alike = [
            number for number, (_line, found) in enumerate(rows) if found and found[column] == cells[column]
        ]
        if alike:
            return alike[-1] + 1
    first = [found[0] if found else "" for _line, found in rows]
    if first and all(one <= other for one, other in pairwise(first)):
        return next((number for number, cell in enumerate(first) if cell > cells[0]), len(rows))
    return len(rows)
