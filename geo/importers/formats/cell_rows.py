"""A table of rows of cells, as workbooks and web pages hold them: header found, totals and stray cells told."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pandas as pd

from geo.i18n import Sentence, marked
from geo.importers.formats.header_rows import (
    LAST_ROWS,
    find_header,
    header_text,
    is_total,
    note_total,
    question_of,
    remarks_of,
    told_header,
)
from geo.importers.limits import check_shape
from geo.importers.problems import Notes, refusal
from geo.importers.table import Table, unique_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.i18n import Words


def table_of_rows(name: str, rows: Sequence[Sequence[str]], header: str = "", sheet: str = "") -> Table:
    """Make a table of rows of texts; a row's line is its position from 1.

    Parameters
    ----------
    name
        Of the file.
    rows
        All rows, blank ones too; they may be of different lengths.
    header
        Where the names of the columns stand; "" to find out.
    sheet
        Which the rows are of, for messages.

    Raises
    ------
    ImportProblems
        When there are no rows below the header.
    """
    edge = _left_edge(rows)
    cut = [row[edge:] for row in rows]
    numbers = range(1, len(rows) + 1)
    found = told_header(name, cut, header, numbers) if header else find_header(cut)
    body = [(line, row) for line, row in zip(numbers, cut, strict=True) if line > found.body and any(row)]
    notes = Notes()
    totals = [(line, row) for line, row in body[-LAST_ROWS:] if len(body) > 1 and is_total(row)]
    for line, row in totals:
        note_total(notes, line, row)
    left_out = {line for line, _ in totals}
    body = [(line, row) for line, row in body if line not in left_out]
    width = max([len(found.names), *(_width(row) for _, row in body)])
    given = (*found.names, *("" for _ in range(width - len(found.names))))
    names = unique_names(given)
    check_shape(name, len(body), names)
    if not body and not totals:
        read = Sentence(marked("the sheet {sheet}"), {"sheet": sheet}) if sheet else ""
        raise refusal(name, str(read), marked("rows below the header"), marked("Choose another sheet"))
    columns = list(
        itertools.zip_longest(*((*row[:width], *[""] * (width - len(row))) for _, row in body), fillvalue="")
    )
    columns = columns or [()] * width
    kept = [at for at in range(width) if given[at].strip() or any(columns[at])]
    frame = pd.DataFrame({names[at]: pd.Series(columns[at], dtype="str") for at in kept})
    frame.index = pd.Index([line for line, _ in body], name="line", dtype="int64")
    remarks: list[Words] = list(remarks_of(cut, found, numbers))
    bare = [names[at] for at in kept if found.names and not given[at].strip()]
    if bare:
        words = marked("Cells stand in columns without a name; these are called {columns}.")
        remarks.append(Sentence(words, {"columns": ", ".join(bare)}))
    return Table(
        name,
        frame,
        len(totals),
        notes,
        tuple(remarks),
        header=header_text(found, numbers),
        questions=() if header else question_of(cut, found, numbers),
        tags={names[at]: tag for at, tag in enumerate(found.tags) if tag},
    )


def _left_edge(rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns at the left are blank in all rows."""
    edges = [next(at for at, cell in enumerate(row) if cell) for row in rows if any(row)]
    return min(edges, default=0)


def _width(row: Sequence[str]) -> int:
    return max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0)
