"""Delimited text (CSV, TSV) of any separator, read fast, with the line of every row."""

from __future__ import annotations

import contextlib
import csv
import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from geo.i18n import Sentence, marked
from geo.importers.formats.encoding import BROKEN
from geo.importers.formats.header_rows import (
    LAST_ROWS,
    LOOKED_AT,
    Header,
    find_header,
    header_text,
    is_total,
    note_total,
    question_of,
    remarks_of,
    told_header,
)
from geo.importers.layouts import HEADERLESS
from geo.importers.limits import check_shape
from geo.importers.problems import ROWS, Notes, refusal
from geo.importers.table import Table, unique_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from geo.i18n import Words
    from geo.importers.formats.encoding import Decoded
    from geo.importers.table import Question

    Lines = npt.NDArray[np.int64]
    Ways = tuple[list[str], arrow_csv.ParseOptions, arrow_csv.ConvertOptions]

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_NAMES = {"\t": "tab"}
LEADING = re.compile(rb"(?:[\r\n]|\xef\xbb\xbf)*")
"""Blank lines and byte order marks before anything else."""
DECLARED = re.compile(rb'"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)', re.IGNORECASE)
"""The line by which spreadsheet programs say what separates the cells."""
LINE_END = re.compile(rb"\r\n|\n|\r")
SAMPLE_LINES = 50
SAMPLE = 1 << 17
LONG = 1 << 25
"""Bytes from which text is parsed on all processors."""
BLOCK, LONGEST_ROW = 1 << 22, 1 << 26
"""Bytes that are parsed at once, as many as a processor has near it; and where a row is longer."""
STRADDLES = "straddl"
"""What Arrow says of a row that is longer than what is parsed at once."""
LAST_BYTES = 1 << 16
"""Of a text, in which its last rows are."""
WIDE = 4
"""Columns from which a line with the separators of several rows is taken for these."""
QUOTES_ARE_LETTERS = marked("Quotation marks are read as letters: they enclose no cells in this file.")
AGAIN = marked("Save or download the file again")


def read_delimited(name: str, text: Decoded, *, separator: str = "", header: str = "") -> Table:
    """Read delimited text.

    Unless it is given, the separator is the one that cuts the first lines into the same number of
    cells, and the header is found (:mod:`geo.importers.formats.header_rows`). Rows with another number of
    cells, rows with bytes that are no text, and a row of totals are not read, and told with their line.

    Parameters
    ----------
    name
        Name of the file.
    text
        From :func:`geo.importers.formats.encoding.decode`.
    separator
        Between the cells; "" to find out.
    header
        Where the names of the columns stand ("4", "4-5", `none`); "" to find out.

    Raises
    ------
    ImportProblems
        When there is no row.
    """
    form = form_of(name, text, separator=separator, header=header)
    data, names = text.data, list(form.names)
    body = pa.py_buffer(data).slice(form.begin)
    table, bad, letters = _parse_quoted(name, body, form.separator, names, quotes=form.quotes)
    read = _checked_rows(table, bad, form, text, form.begin)
    if not len(read.frame) and not read.unread:
        raise refusal(name, "", marked("rows below the header"), AGAIN, 1)
    check_shape(name, len(read.frame), read.frame.columns)
    return Table(
        name,
        read.frame,
        read.unread,
        read.notes,
        (*text.remarks, *letters, *form.remarks),
        layout=form.layout,
        encoding=text.encoding,
        separator=form.separator,
        header=form.header,
        questions=(*text.questions, *form.questions),
        tags=form.tags,
    )


@dataclass(frozen=True)
class Form:
    """How delimited text is written, as its first lines say.

    Parameters
    ----------
    separator
        Between the cells.
    names
        Of all cells of a row.
    columns
        How many of them the table has.
    begin
        Where the rows begin, in bytes.
    line
        The line that they begin on.
    quotes
        Whether quotation marks enclose cells.
    layout, header, remarks, questions, tags
        As in :class:`geo.importers.table.Table`.
    """

    separator: str
    names: tuple[str, ...]
    columns: int
    begin: int
    line: int
    quotes: bool
    layout: str
    header: str
    remarks: tuple[Words, ...]
    questions: tuple[Question, ...]
    tags: Mapping[str, str]


def form_of(name: str, text: Decoded, *, separator: str = "", header: str = "") -> Form:
    """Find out how delimited text is written; its first lines are enough.

    Parameters
    ----------
    name, text, separator, header
        As for :func:`read_delimited`.

    Raises
    ------
    ImportProblems
        When there is no row.
    """
    data = text.data
    start = len(LEADING.match(data)[0])  # type: ignore[index]
    declared = DECLARED.match(data, start)
    if declared is not None:
        start, separator = declared.end(), separator or declared[1].decode("latin-1")
    sample = _sample(data, start)
    if not sample.strip() and not data[start:].strip():
        raise refusal(name, "", marked("a header line and rows"), AGAIN)
    separator = separator or sniff(sample)
    first_line = 1 + len(LINE_END.findall(data, 0, start))
    rows, begins = _first_rows(sample, separator)
    numbers = [first_line + begin for begin in begins]
    layout, columns = _headerless(next(iter(rows), []), separator)
    found = Header((), 0, ()) if layout and not header else None
    found = found or (told_header(name, rows, header, numbers) if header else find_header(rows))
    names, fresh = (list(columns), 0) if layout and not header else _names(found, rows)
    check_shape(name, 0, names)
    above = begins[found.body] if found.body < len(begins) else begins[-1] + 1 if begins else 0
    begin = _offset(data, start, above)
    if not data[begin : begin + SAMPLE].strip() and not data[begin:].strip():
        raise refusal(name, "", marked("rows below the header"), AGAIN, 1)
    plain = layout and not header
    return Form(
        separator,
        tuple(names),
        fresh or len(names),
        begin,
        first_line + above,
        separator != "\t" or _quoted(sample),
        layout if plain else "",
        header_text(found, numbers),
        () if plain else remarks_of(rows, found, numbers),
        () if plain or header else question_of(rows, found, numbers),
        {names[at]: tag for at, tag in enumerate(found.tags) if tag and at < len(names)},
    )


class Rows(NamedTuple):
    """Rows of delimited text.

    Parameters
    ----------
    frame
        As in :class:`geo.importers.table.Table`.
    unread
        How many could not be read; `notes` says why.
    notes
        What is wrong with them.
    """

    frame: pd.DataFrame
    unread: int
    notes: Notes


def read_rows(
    name: str, text: Decoded, form: Form, *, is_end: bool = True, columns: Sequence[str] = ()
) -> Rows:
    """Read rows out of the midst of delimited text.

    Parameters
    ----------
    name
        Name of the file.
    text
        Whole rows, without a header.
    form
        How they are written; its `line` is that of the first of these rows.
    is_end
        Whether the text ends here, where a row of totals may stand.
    columns
        Those that are needed, all without any. The others are left out where no row can be wrong by them.

    Raises
    ------
    ImportProblems
        When a row is longer than what is parsed at once.
    """
    if columns and (read := _plain_rows(text, form, columns, is_end=is_end)):
        return read
    table, bad = _parse(name, pa.py_buffer(text.data), form.separator, list(form.names), quotes=form.quotes)
    return _checked_rows(table, bad, form, text, 0, is_end=is_end)


def _plain_rows(text: Decoded, form: Form, columns: Sequence[str], *, is_end: bool) -> Rows | None:
    """Return some columns of text in which each line is a whole row; None where that is not so."""
    if is_end:
        return _with_end(text, form, columns)
    count = text.data.count(b"\n")
    if form.columns != len(form.names) or _holds(text.data, BROKEN.encode()) or _holds(text.data, b"\r\r"):
        return None
    names, parting, reading = _ways(form.separator, list(form.names), quotes=form.quotes)
    reading.include_columns = list(columns)
    try:
        table = _parsed(
            pa.py_buffer(text.data), (names, parting, reading), lambda _row: "error", threads=False
        )
    except pa.ArrowInvalid:
        return None
    if len(table) != count or not text.data.endswith(b"\n") or _blank(table).any():
        return None
    frame = table.to_pandas(types_mapper={pa.large_string(): pd.StringDtype(na_value=np.nan)}.get)
    frame.index = pd.RangeIndex(form.line, form.line + count, name="line")
    return Rows(frame, 0, Notes())


def _holds(data: bytes, wanted: bytes) -> bool:
    """Whether bytes are in others; the first of them alone is looked for much faster, and mostly not there."""
    return wanted[:1] in data and wanted in data


def _with_end(text: Decoded, form: Form, columns: Sequence[str]) -> Rows | None:
    """Return the same of text that ends a file, whose last rows are looked at as a whole."""
    at = max(len(text.data) - LAST_BYTES, 0)
    cut = text.data.find(b"\n", at) + 1 if at else 0
    body = replace(text, data=text.data[:cut])
    if not cut or not (head := _plain_rows(body, form, columns, is_end=False)):
        return None
    rest = replace(form, line=form.line + len(head.frame))
    tail = read_rows("", replace(text, data=text.data[cut:]), rest)
    return Rows(pd.concat([head.frame, tail.frame[list(columns)]]), tail.unread, tail.notes)


def _checked_rows(
    table: pa.Table, bad: Bad, form: Form, text: Decoded, begin: int, *, is_end: bool = True
) -> Rows:
    """Return rows as they were parsed, those that are none left out and told."""
    names, data = list(form.names), text.data
    broken = b'"' in data and data.count(b"\n", begin) > len(table) + len(bad)  # Lines within cells.
    lines, bad_lines = _lines(table, bad, form.line, broken=broken)
    table, lines, bad, bad_lines = _with_blank_cells(table, lines, bad, bad_lines, form.separator)
    notes = Notes()
    unread = _note_bad_rows(notes, bad, bad_lines, form.separator, len(names), is_end=is_end)
    keep = ~_blank(table)
    told = 0
    if BROKEN.encode() in data:
        keep, told = _note_broken(notes, table, lines, keep, (text.encoding, form.separator))
    keep, beyond = _note_beyond(notes, table, lines, keep, (names[: form.columns], form.separator))
    keep, totals = _note_totals(notes, table, lines, keep) if is_end else (keep, 0)
    if not keep.all():
        table, lines = table.filter(pa.array(keep)), lines[keep]
    table = table.select(names[: form.columns])
    frame = table.to_pandas(types_mapper={pa.large_string(): pd.StringDtype(na_value=np.nan)}.get)
    frame.index = pd.Index(lines, name="line")
    return Rows(frame, unread + told + beyond + totals, notes)


def _sample(data: bytes, start: int) -> str:
    """Return the first lines as text, all of them whole."""
    sample = data[start : start + SAMPLE]
    if len(data) > start + SAMPLE:
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b"\r")) + 1] or sample
    return sample.decode("utf-8", "ignore")


def _first_rows(sample: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """Return the first rows and the line, from 0, that each begins on."""
    rows: list[list[str]] = []
    begins: list[int] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    begin = 0
    try:
        for row in reader:
            rows.append(row)
            begins.append(begin)
            begin = reader.line_num
            if len(rows) > LOOKED_AT:
                break
    except csv.Error:  # A cell of more than 128 KiB; what stands before it is enough.
        pass
    return rows, begins


def _offset(data: bytes, start: int, lines: int) -> int:
    """Return where the line begins that stands some lines below a position."""
    if not lines:
        return start
    ends = LINE_END.finditer(data, start)
    found = next(itertools.islice(ends, lines - 1, None), None)
    return found.end() if found is not None else len(data)


def _names(header: Header, rows: list[list[str]]) -> tuple[list[str], int]:
    """Return names for all cells of a row, and how many of them the table has; 0 for all.

    Blank names at the end without a cell below are left out; cells beyond the names that are all blank are
    read under names of their own, so that no row is refused for a separator at its end.
    """
    below = [
        row for row in rows[header.body : header.body + SAMPLE_LINES] if any(cell.strip() for cell in row)
    ]
    widths = Counter(map(len, below))
    width = widths.most_common(1)[0][0] if widths else len(header.names)
    names = list(header.names)
    if not header.rows and not header.tags:
        return unique_names([""] * width), 0
    if len(names) + 1 == width and all(row[0].strip().isdecimal() for row in below if len(row) == width):
        return unique_names(["", *names]), 0  # As R writes tables: the numbers of the rows have no name.
    while len(names) > width and not names[-1].strip():
        names.pop()
    given = len(names)
    if all(not cell.strip() for row in below for cell in row[given:]):
        names += [""] * max(0, width - given)
    bare = [at for at, name in enumerate(names) if not name.strip()]
    last = len(names)
    while last - 1 in bare and not any(len(row) >= last and row[last - 1].strip() for row in below):
        last -= 1
    return unique_names(names), last if 0 < last < len(names) else 0


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


def _parse_quoted(
    name: str, body: pa.Buffer, separator: str, names: list[str], *, quotes: bool
) -> tuple[pa.Table, Bad, tuple[Words, ...]]:
    """Parse text whose cells may be quoted, and say where its quotation marks turn out to enclose none."""
    table, bad = _parse(name, body, separator, names, quotes=quotes)
    swallowed = sum(_row_count(text, separator, len(names)) for _, _, text in bad)
    if quotes and swallowed > len(
        bad
    ):  # A quotation mark that nothing closes takes whole rows into its cell.
        other_table, other_bad = _parse(name, body, separator, names, quotes=False)
        if len(other_bad) < swallowed:
            return other_table, other_bad, (QUOTES_ARE_LETTERS,)
    return table, bad, ()


def _parse(
    name: str, body: pa.Buffer, separator: str, names: list[str], *, quotes: bool
) -> tuple[pa.Table, Bad]:
    ways = _ways(separator, names, quotes=quotes)
    if len(body) >= LONG:
        with contextlib.suppress(
            pa.ArrowInvalid
        ):  # Where a row is bad its number is told only of rows in order.
            return _parsed(body, ways, lambda _row: "error", threads=True), []
    try:
        return _parsed_in_order(body, ways, BLOCK)
    except pa.ArrowInvalid as error:
        is_long = STRADDLES in str(error)
    with contextlib.suppress(pa.ArrowInvalid):
        if is_long:
            return _parsed_in_order(body, ways, LONGEST_ROW)
    remedy = marked("Close the quotation marks and write those inside a cell twice")
    raise refusal(name, "", marked("well-formed delimited text"), remedy)


def _parsed_in_order(body: pa.Buffer, ways: Ways, block: int) -> tuple[pa.Table, Bad]:
    bad: Bad = []

    def pass_over(row: arrow_csv.InvalidRow) -> str:
        bad.append((int(row.number) - 1, int(row.actual_columns), str(row.text)))
        return "skip"

    return _parsed(body, ways, pass_over, threads=False, block=block), bad


def _ways(separator: str, names: list[str], *, quotes: bool) -> Ways:
    """Return how Arrow is to part and to read cells: all as they are written."""
    parting = arrow_csv.ParseOptions(
        delimiter=separator,
        newlines_in_values=True,
        ignore_empty_lines=False,
        quote_char='"' if quotes else False,
    )
    reading = arrow_csv.ConvertOptions(
        # It was found to be UTF-8, or made so.
        column_types=dict.fromkeys(names, pa.large_string()),
        null_values=[],
        strings_can_be_null=False,
        check_utf8=False,
    )
    return names, parting, reading


def _parsed(
    body: pa.Buffer,
    ways: Ways,
    bad: Callable[[arrow_csv.InvalidRow], str],
    *,
    threads: bool,
    block: int = BLOCK,
) -> pa.Table:
    """Parse text in order, or on all processors; `bad` is told of rows with another number of cells."""
    names, parting, reading = ways
    parting.invalid_row_handler = bad
    how = arrow_csv.ReadOptions(use_threads=threads, block_size=block, column_names=names)
    return arrow_csv.read_csv(pa.BufferReader(body), how, parting, reading)


def _quoted(sample: str) -> bool:
    """Whether cells of tab separated text are quoted: GDELT and Linked Places never quote."""
    return sample.startswith('"') or '\t"' in sample or '\n"' in sample


def _lines(table: pa.Table, bad: Bad, first: int, *, broken: bool) -> tuple[Lines, Lines]:
    """Return the line that each row begins on: of the rows that were read, and of the bad ones."""
    total = len(table) + len(bad)
    is_bad = np.zeros(total, dtype=bool)
    is_bad[[position for position, _, _ in bad]] = True
    breaks = np.zeros(total, dtype="int64")
    for column in table.columns if broken else ():
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


def _with_blank_cells(
    table: pa.Table, lines: Lines, bad: Bad, bad_lines: Lines, separator: str
) -> tuple[pa.Table, Lines, Bad, Lines]:
    """Return the table with those bad rows that only have blank cells too many, and the other bad rows."""
    width = table.num_columns
    good: list[tuple[int, list[str]]] = []
    left: list[int] = []
    for at, (_, cells, text) in enumerate(bad):
        read = (
            next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), []) if cells > width else []
        )
        if len(read) > width and not any(cell.strip() for cell in read[width:]):
            good.append((at, read[:width]))
        else:
            left.append(at)
    if not good:
        return table, lines, bad, bad_lines
    columns = zip(*(cells for _, cells in good), strict=True)
    added = pa.table([pa.array(column, pa.large_string()) for column in columns], names=table.column_names)
    found = np.concatenate([lines, bad_lines[[at for at, _ in good]]])
    order = np.argsort(found, kind="stable")
    whole = pa.concat_tables([table, added]).take(pa.array(order))
    return whole, found[order], [bad[at] for at in left], bad_lines[left]


def _note_broken(
    notes: Notes, table: pa.Table, lines: Lines, keep: npt.NDArray[np.bool_], written: tuple[str, str]
) -> tuple[npt.NDArray[np.bool_], int]:
    """Note rows that hold bytes which are no text, and leave them out; `written` is the encoding and the separator."""
    encoding, separator = written
    count = 0
    expected = Sentence(marked("text in {encoding}, without broken bytes"), {"encoding": encoding.upper()})
    for column in table.column_names:
        broken = keep & pc.match_substring(table.column(column), BROKEN).to_numpy().astype(bool)
        if broken.any():
            cells = table.column(column).filter(pa.array(broken)).to_pylist()
            values = [cell.replace(BROKEN, "\ufffd") for cell in cells]
            remedy = marked("Write the text of this row anew, or save the whole file as UTF-8")
            notes.add(lines[broken], column, values, expected, remedy)
            keep = keep & ~broken
            count += _count_rows(notes, table, broken, separator)
    return keep, count


def _note_beyond(
    notes: Notes, table: pa.Table, lines: Lines, keep: npt.NDArray[np.bool_], written: tuple[list[str], str]
) -> tuple[npt.NDArray[np.bool_], int]:
    """Note rows with text in cells beyond the last name of a column, and leave them out."""
    names, separator = written
    count = 0
    for column in table.column_names[len(names) :]:
        there = keep & pc.not_equal(pc.utf8_trim_whitespace(table.column(column)), "").to_numpy().astype(bool)
        if there.any():
            values = table.column(column).filter(pa.array(there)).to_pylist()
            expected = marked("no cell beyond the last column that has a name")
            remedy = marked("Put cells that hold a separator or a line break between quotation marks")
            notes.add(lines[there], "", values, expected, remedy)
            keep = keep & ~there
            count += _count_rows(notes, table, there, separator)
    return keep, count


def _count_rows(notes: Notes, table: pa.Table, left_out: npt.NDArray[np.bool_], separator: str) -> int:
    """Return how many rows were left out with those of the last note: their cells may have taken others into them."""
    counts = [
        1
        + sum(
            _is_row(line, separator, table.num_columns)
            for cell in row.values()
            for line in cell.split("\n")[1:]
        )
        for row in table.filter(pa.array(left_out)).to_pylist()
    ]
    notes.parts[-1][ROWS] = counts
    return sum(counts)


def _note_totals(
    notes: Notes, table: pa.Table, lines: Lines, keep: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.bool_], int]:
    """Note rows of totals among the last rows, and leave them out."""
    last = np.flatnonzero(keep)[-LAST_ROWS:]
    rows = table.take(pa.array(last)).to_pylist() if len(last) > 1 else []
    count = 0
    for at, row in zip(last, rows, strict=False):
        if is_total(list(row.values())):
            note_total(notes, int(lines[at]), list(row.values()))
            keep = keep.copy()
            keep[at] = False
            count += 1
    return keep, count


def _note_bad_rows(notes: Notes, bad: Bad, lines: Lines, separator: str, width: int, *, is_end: bool) -> int:
    """Note the rows with another number of cells, and return how many there are."""
    found = [(line, cells, text) for line, (_, cells, text) in zip(lines, bad, strict=True) if text.strip()]
    sign = SEPARATOR_NAMES.get(separator, separator)
    last = lines.max(initial=0)
    for line, cells, text in found:
        read = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
        if is_end and len(lines) and line >= last - LAST_ROWS and is_total(read):
            note_total(notes, int(line), read)
            continue
        other = next((s for s in SEPARATORS if s != separator and text.count(s) == width - 1), "")
        remedy: Words = marked("Put cells that hold a separator or a line break between quotation marks")
        if other:
            remedy = Sentence(
                marked("Separate the cells of this row by {sign} too, not by {wrong}"),
                {"sign": repr(sign), "wrong": repr(SEPARATOR_NAMES.get(other, other))},
            )
        elif cells < width and text.count('"') % 2:
            remedy = marked("Close the quotation mark; or the file was cut off here, then download it again")
        elif cells < width and line == last:
            remedy = marked("Complete the row; if it is the last, the file may have been cut off")
        expected = Sentence(
            marked("{width} cells, one for each column, separated by {sign}, not {cells}"),
            {"width": width, "sign": repr(sign), "cells": cells},
        )
        notes.add([line], "", [text.replace(BROKEN, "\ufffd")], expected, remedy)
        notes.parts[-1][ROWS] = max(1, sum(_rows_of(line, separator, width) for line in text.splitlines()))
    return int(sum(part[ROWS].sum() for part in notes.parts))


def _row_count(text: str, separator: str, width: int) -> int:
    """Return how many rows a text holds that was read as one."""
    return max(1, sum(_is_row(line, separator, width) for line in text.splitlines()))


def _rows_of(line: str, separator: str, width: int) -> int:
    """Return how many rows a line holds: with the cells of several it has lost the line ends between them."""
    together, more = divmod(line.count(separator), width - 1) if width >= WIDE else (0, 0)
    return together if together > 1 and not more else int(_is_row(line, separator, width))


def _is_row(line: str, separator: str, width: int) -> bool:
    """Whether a line is parted as rows are."""
    return line.count(separator) * 2 >= width
