"""Borders of rows in delimited text of any length, found without reading cells: a line break in quotes is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import numpy.typing as npt

BLOCK = 1 << 24
"""Bytes that are looked at at once."""
LONGEST = 1 << 26
"""Bytes of a row; more without an end are taken for a quotation mark that nothing closes."""
QUOTE, NEWLINE = 0x22, 0x0A


class Border(NamedTuple):
    """Where a row begins: bytes before it, and line breaks between the first row and it."""

    at: int
    lines: int


class UnclosedError(Exception):
    """A quotation mark is never closed: in this text they are letters."""


def find_borders(
    file: BinaryIO, begin: int, separator: str, size: int, *, quotes: bool, block: int = BLOCK
) -> Iterator[Border]:
    """Yield where slices of a text begin, the first where its rows do, and last where the text ends.

    Parameters
    ----------
    file
        The text, in an encoding in which quotation marks and line breaks are single bytes as in ASCII.
    begin
        Where its rows begin.
    separator
        Between the cells.
    size
        Bytes of a slice, at least; it ends with the first row that ends after these.
    quotes
        Whether quotation marks enclose cells.
    block
        Bytes that are read at once.

    Raises
    ------
    UnclosedError
        When the text ends within quotation marks, or a row is longer than what is parsed at once.
    """
    file.seek(begin)
    at, lines = begin, 0
    target = begin + size
    held = b""
    yield Border(begin, 0)
    while read := file.read(block):
        held += read
        content = np.frombuffer(held, "uint8")
        breaks = np.flatnonzero(content == NEWLINE)
        ends = breaks[~_inside(held, content, breaks, separator)] + 1 if quotes else breaks + 1
        if not len(ends):
            if len(held) > LONGEST:
                raise UnclosedError
            continue
        while True:
            next_end = int(np.searchsorted(ends, target - at))
            if next_end >= len(ends):
                break
            end = int(ends[next_end])
            yield Border(at + end, lines + int(np.searchsorted(breaks, end)))
            target = at + end + size
        done = int(ends[-1])
        lines += int(np.searchsorted(breaks, done))
        at += done
        held = held[done:]
    if quotes and held and _is_enclosed(held, separator):
        raise UnclosedError
    yield Border(at + len(held), lines + held.count(b"\n"))


def _inside(
    text: bytes, content: npt.NDArray[np.uint8], at: npt.NDArray[np.intp], separator: str
) -> npt.NDArray[np.bool_]:
    """Return which positions lie within quotation marks, in a text that begins with a row.

    Marks open and close by turns, those written twice too, as long as each that opens stands where a cell begins.
    Where one does not (a 5" pipe, in a cell without quotes), the cells are gone through one by one.
    """
    marks = np.flatnonzero(content == QUOTE)
    opening, closing = marks[::2], marks[1::2]
    before = np.where(opening > 0, content[opening - 1], NEWLINE)
    fits = np.isin(before, [NEWLINE, 0x0D, ord(separator)])
    fits[1:] |= opening[1:] - 1 == closing[: len(opening) - 1]  # The second of two: the cell goes on.
    if not fits.all():
        cells = list(_quoted_cells(text, separator))
        opening = np.array([cell.start(1) for cell in cells], dtype=np.intp)
        closing = np.array([cell.end(1) - 1 for cell in cells if _is_closed(cell)], dtype=np.intp)
    inside: npt.NDArray[np.bool_] = np.searchsorted(opening, at) > np.searchsorted(closing, at)
    return inside


def _quoted_cells(text: bytes, separator: str) -> Iterator[re.Match[bytes]]:
    """Yield the cells that begin with a quotation mark, as one that goes on at the end where nothing closes it."""
    cell = re.compile(rb'(?:\A|(?<=[\n\r%s]))("(?:[^"]|"")*+"?)' % re.escape(separator.encode()))
    return cell.finditer(text)


def _is_closed(cell: re.Match[bytes]) -> bool:
    marks = len(cell[1]) - len(cell[1].replace(b'"', b""))
    return marks % 2 == 0


def _is_enclosed(text: bytes, separator: str) -> bool:
    """Whether a text that begins with a row ends within quotation marks."""
    last = None
    for last in _quoted_cells(text, separator):  # noqa: B007 (the last one is wanted)
        pass
    return last is not None and not _is_closed(last)
