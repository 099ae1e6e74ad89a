"""Delimited text (CSV, TSV) of any separator, read fast, with the line of every row."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from geo.importers.layouts import HEADERLESS
from geo.importers.limits import check_shape
from geo.importers.problems import Notes, refusal
from geo.importers.table import Table, unique_names

if TYPE_CHECKING:
    import numpy.typing as npt

    Lines = npt.NDArray[np.int64]

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_NAMES = {"\t": "tab"}
LEADING = re.compile(rb"(?:[\r\n]|\xef\xbb\xbf)*")
"""Blank lines and byte order marks before the header."""
SAMPLE_LINES = 50
SAMPLE = 1 << 17
BLOCK = 1 << 26
"""Bytes that are parsed at once; no row may be longer."""


def read_delimited(
    name: str, data: bytes, encoding: str, remarks: tuple[str, ...] = (), *, separator: str = ""
) -> Table:
    """Read delimited text in UTF-8; `encoding` is what the file was in.

    Unless it is given, the separator is the one that cuts the first lines into the same number of
    cells. Rows with another number of cells are not read, and told with their line.

    Raises
    ------
    ImportProblems
        When there is no header or no row.
    """
    start = len(LEADING.match(data)[0])  # type: ignore[index]
    body = pa.py_buffer(data).slice(start)
    sample = _sample(data, start)
    if not sample.strip() and not data[start:].strip():
        raise refusal(name, "", "a header line and rows", "Save or download the file again")
    separator = separator or sniff(sample)
    first = next(csv.reader(io.StringIO(sample, newline=""), delimiter=separator), [])
    layout, header = _headerless(first, separator)
    names = unique_names(header or first)
    check_shape(name, 0, names)
    table, bad = _parse(name, body, separator, names, quotes=separator != "\t" or _quoted(sample))
    lines, bad_lines = _lines(table, bad, 1 + data.count(b"\n", 0, start), quoted=b'"' in data)
    notes = Notes()
    unread = _note_bad_rows(notes, bad, bad_lines, separator, len(names))
    if not header:  # It was read as the first row.
        table, lines = table.slice(1), lines[1:]
    keep = ~_blank(table)
    if not keep.all():
        table, lines = table.filter(pa.array(keep)), lines[keep]
    frame = table.to_pandas(types_mapper={pa.large_string(): pd.StringDtype(na_value=np.nan)}.get)
    frame.index = pd.Index(lines, name="line")
    check_shape(name, len(frame), names)
    if not len(frame) and not unread:
        raise refusal(name, "", "rows below the header", "Save or download the file again", 1)
    return Table(name, frame, unread, notes, remarks, layout=layout, encoding=encoding, separator=separator)


def _sample(data: bytes, start: int) -> str:
    """Return the first lines as text, all of them whole."""
    sample = data[start : start + SAMPLE]
    if len(data) > start + SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    return sample.decode("utf-8", "ignore")


def sniff(text: str) -> str:
    """Return the separator that cuts the first lines into the most cells, the same number in each."""
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            widths = Counter(len(row) for row, _ in zip(rows, range(SAMPLE_LINES), strict=False) if row)
        except csv.Error:
            continue
        width, count = widths.most_common(1)[0] if widths else (1, 0)
        score = (width > 1) * (count / max(1, widths.total()) * 100 + min(width, 60))
        if score > best_score:
            best, best_score = separator, score
    return best


def _headerless(first: list[str], separator: str) -> tuple[str, tuple[str, ...]]:
    """Return the layout and columns of a file that is published without a header."""
    for layout, columns in HEADERLESS:
        if separator == "\t" and len(first) == len(columns) and first[0].isdigit() and first[1].isdigit():
            return layout, columns
    return "", ()


Bad = list[tuple[int, int, str]]
"""Rows with another number of cells: position from 0, number of cells, text."""


def _parse(
    name: str, body: pa.Buffer, separator: str, names: list[str], *, quotes: bool
) -> tuple[pa.Table, Bad]:
    bad: Bad = []

    def pass_over(row: arrow_csv.InvalidRow) -> str:
        bad.append((int(row.number) - 1, int(row.actual_columns), str(row.text)))
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=names),
            arrow_csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=pass_over,
                quote_char='"' if quotes else False,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.large_string()),
                null_values=[],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        remedy = "Close the quotation marks and write those inside a cell twice"
        raise refusal(name, str(error), "well-formed delimited text", remedy) from None
    return table, bad


def _quoted(sample: str) -> bool:
    """Whether cells of tab separated text are quoted: GDELT and Linked Places never quote."""
    return sample.startswith('"') or '\t"' in sample or '\n"' in sample


def _lines(table: pa.Table, bad: Bad, first: int, *, quoted: bool) -> tuple[Lines, Lines]:
    """Return the line that each row begins on: of the rows that were read, and of the bad ones."""
    total = len(table) + len(bad)
    is_bad = np.zeros(total, dtype=bool)
    is_bad[[position for position, _, _ in bad]] = True
    breaks = np.zeros(total, dtype="int64")
    for column in table.columns if quoted else ():
        breaks[~is_bad] += pc.count_substring(column, "\n").to_numpy().astype("int64")
    breaks[is_bad] = [text.count("\n") for _, _, text in bad]
    begins = first + np.arange(total) + np.cumsum(breaks) - breaks
    return begins[~is_bad], begins[is_bad]


def _blank(table: pa.Table) -> npt.NDArray[np.bool_]:
    blank = np.ones(len(table), dtype=bool)
    for column in table.columns:
        rows = np.flatnonzero(blank)
        if not rows.size:
            break
        blank[rows] = pc.equal(pc.utf8_trim_whitespace(column.take(rows)), "").to_numpy()
    return blank


def _note_bad_rows(notes: Notes, bad: Bad, lines: Lines, separator: str, width: int) -> int:
    """Note the rows with another number of cells, and return how many there are."""
    found = [(line, cells, text) for line, (_, cells, text) in zip(lines, bad, strict=True) if text.strip()]
    sign = SEPARATOR_NAMES.get(separator, separator)
    for line, cells, text in found:
        other = next((s for s in SEPARATORS if s != separator and text.count(s) == width - 1), "")
        remedy = "Put cells that hold a separator or a line break between quotation marks"
        if other:
            wrong = SEPARATOR_NAMES.get(other, other)
            remedy = f"Separate the cells of this row by {sign!r} too, not by {wrong!r}"
        elif cells < width and text.count('"') % 2:
            remedy = "Close the quotation mark; or the file was cut off here, then download it again"
        elif cells < width and line == lines.max(initial=0):
            remedy = "Complete the row; if it is the last, the file may have been cut off"
        expected = f"{width} cells, one for each column, separated by {sign!r}"
        notes.add([line], "", [f"{cells} cells: {text}"], expected, remedy)
    return len(found)
