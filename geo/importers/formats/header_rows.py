"""The row with the names of the columns: found among title lines and blank rows, or left to be asked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.i18n import Sentence, marked
from geo.identifiers import fold
from geo.importers.angles import looks_like_pair, read_angle
from geo.importers.cells import is_blank, tidy
from geo.importers.counts import read_count
from geo.importers.date_parsing import fault_of, parse_date
from geo.importers.header_synonyms import BY_WORD, plain
from geo.importers.layouts import LAYOUTS
from geo.importers.problems import refusal
from geo.importers.table import Alternative, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.i18n import Words
    from geo.importers.problems import Notes

    Row = Sequence[str]

NONE = "none"
LOOKED_AT = 60
"""Rows in which the header is looked for."""
MOSTLY, NEARLY = 0.6, 0.8
SHOWN_ROWS, SHOWN_CELLS, SHOWN_CHARACTERS = 3, 8, 40
FIGURES = re.compile(r"[\s\d.,:;/°º'’′″\"”+\-−–()%NSEWTZ]*\d[\s\d.,:;/°º'’′″\"”+\-−–()%NSEWTZ]*")
POWER = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
"""A number as programs write large ones: 1.5e6."""
DEGREE_SIGNS = ".,°º'′"
"""Signs in a coordinate of which a letter for the side is a part; "S1" may be a name."""
TAG = re.compile(r"#[a-z][a-z_]*(?:\s*\+[\w]+)*(?:\s*\+)?", re.IGNORECASE)
"""An HXL tag with its attributes (https://hxlstandard.org/standard/1-1final/tagging/)."""
TOTALS = frozenset(
    map(
        fold,
        (
            *("total", "totals", "grand total", "sum", "overall"),
            *("всего", "итого", "сумма", "общий итог", "cəmi", "yekun", "toplam", "genel toplam", "ընդամենը"),
            *("gesamt", "summe", "insgesamt", "gesamtsumme", "totaux", "somme"),
        ),
    )
)
ABOVE_HEADER = marked(
    "The names of the columns stand in line {line}; lines above it that were not read as rows: {count}"
    " (“{first}”)."
)
LAST_ROWS = 5
"""Rows at the end in which totals are looked for."""


@dataclass(frozen=True)
class Header:
    """Where the names of the columns stand.

    Parameters
    ----------
    rows
        Positions of one or two rows; none for a table without names.
    body
        Position of the first row below.
    names
        The names, "" where there is none.
    tags
        HXL tags by position of the column.
    certain
        Whether nobody needs to be asked.
    """

    rows: tuple[int, ...]
    body: int
    names: tuple[str, ...]
    tags: tuple[str, ...] = ()
    certain: bool = True


def find_header(rows: Sequence[Row]) -> Header:
    """Find the row with the names of the columns among the first rows of a table.

    It is the first that is about as wide as the rows below it and holds no numbers, dates or addresses. A
    first wide row that does hold them is a row of data: then the table has no names, and that is asked. It
    is asked too where no word of the names is known and nothing below differs from them.

    >>> find_header([["Title"], [], ["what", "date"], ["a", "2020-10-01"]]).rows
    (2,)
    >>> find_header([["a", "2020-10-01"], ["b", "2020-10-02"]]).rows
    ()
    """
    rows = rows[:LOOKED_AT]
    counts = [sum(map(_filled, row)) for row in rows]
    below = sorted(count for count in counts[len(counts) // 3 :] if count) or sorted(filter(None, counts))
    width = below[len(below) // 2] if below else 1
    least = max(2 if width > 1 else 1, MOSTLY * width)
    for at, row in enumerate(rows):
        if counts[at] < least or _is_comment(row):
            continue
        if _is_tags(row):
            return Header((), at + 1, tuple(row), tuple(row))
        values = sum(_is_value(cell) for cell in row if _filled(cell))
        known = _header_word_count(row)
        if values and not (known > 1 and values < counts[at] / 2):
            return Header((), at, (), certain=False)
        strange = any(map(_is_strange, row))
        return _from(rows, at, sure=known > strange or (not strange and _contrast(rows, at) > 0))
    first = next((at for at, count in enumerate(counts) if count), 0)
    return _from(rows, first, sure=True) if rows else Header((), 0, ())


def told_header(name: str, rows: Sequence[Row], answer: str, numbers: Sequence[int]) -> Header:
    """Return the header where a person says it is.

    Parameters
    ----------
    name
        Of the file, for messages.
    rows
        The first rows.
    answer
        `none`, a line ("4") or two of them ("4-5").
    numbers
        The line in the file of each row.

    Raises
    ------
    ImportProblems
        When there is no such line.
    """
    if answer.strip().lower() == NONE:
        first = next((at for at, row in enumerate(rows) if any(map(_filled, row))), 0)
        return Header((), first, ())
    wanted = [int(part) for part in answer.split("-") if part.strip().isdecimal()]
    at = [list(numbers).index(line) for line in wanted if line in numbers]
    if not at or len(at) != len(wanted) or len(at) > 2 or at != list(range(at[0], at[-1] + 1)):  # noqa: PLR2004
        expected = marked("the line of the header (as 4, or 4-5 for one of two lines), or none")
        raise refusal(name, answer, expected, marked("Look at the first lines of the file"))
    if len(at) == 1:
        return _tagged(rows, Header((at[0],), at[0] + 1, tuple(cell.strip() for cell in rows[at[0]])))
    return _tagged(rows, Header(tuple(at), at[1] + 1, _joined(rows[at[0]], rows[at[1]], both=True)))


def header_text(header: Header, numbers: Sequence[int]) -> str:
    """Return where the header stands as a person writes it: "4", "4-5" or "none"."""
    return "-".join(str(numbers[at]) for at in header.rows) or NONE


def question_of(rows: Sequence[Row], header: Header, numbers: Sequence[int]) -> tuple[Question, ...]:
    """Return the question where the header stands, none where it is certain and in the first row."""
    first = next((at for at, row in enumerate(rows) if any(map(_filled, row))), 0)
    if header.certain and (header.rows[:1] == (first,) or header.tags):
        return ()
    chosen = header_text(header, numbers)
    found = [_alternative(chosen, header, rows)]
    for at in (first, *header.rows[-1:], header.body):
        if at < len(rows) and any(map(_filled, rows[at])):
            value = str(numbers[at])
            names = tuple(cell.strip() for cell in rows[at])
            found.append(_alternative(value, Header((at,), at + 1, names), rows))
    if len(header.rows) == 1 and _is_second(rows, header.rows[0]):
        at = header.rows[0]
        names = _joined(rows[at], rows[at + 1], both=True)
        both_lines = f"{numbers[at]}-{numbers[at + 1]}"
        found.append(_alternative(both_lines, Header((at, at + 1), at + 2, names), rows))
    found.append(_alternative(NONE, Header((), first, ()), rows))
    distinct = {one.value: one for one in reversed(found)}
    ordered = [distinct[chosen], *(one for value, one in reversed(distinct.items()) if value != chosen)]
    return (Question("header", marked("Which line holds the names of the columns?"), tuple(ordered)),)


def _alternative(value: str, header: Header, rows: Sequence[Row]) -> Alternative:
    label: Words = (
        marked("No line: the first row is data")
        if value == NONE
        else Sentence(marked("Line {line}"), {"line": value})
    )
    width = max((len(row) for row in rows[header.body : header.body + SHOWN_ROWS]), default=0)
    names = [name or f"column {at}" for at, name in enumerate(header.names, start=1)]
    names += [f"column {at}" for at in range(len(names) + 1, width + 1)]
    shown = [names, *rows[header.body : header.body + SHOWN_ROWS]]
    return Alternative(
        value, label, tuple(tuple(c[:SHOWN_CHARACTERS] for c in row[:SHOWN_CELLS]) for row in shown)
    )


def remarks_of(rows: Sequence[Row], header: Header, numbers: Sequence[int]) -> tuple[Words, ...]:
    """Return what became of lines above the names of the columns, and whether there are names at all."""
    start = header.rows[0] if header.rows else header.body - bool(header.tags)
    above = [row for row in rows[:start] if any(map(_filled, row))]
    remarks: list[Words] = []
    if above:
        first = " ".join(filter(_filled, above[0])).strip()[:SHOWN_CHARACTERS]
        values: dict[str, str | int] = {
            "line": header_text(header, numbers),
            "count": len(above),
            "first": first,
        }
        words = (
            ABOVE_HEADER
            if header.rows
            else marked("Lines above the rows that were not read as rows: {count} (“{first}”).")
        )
        remarks.append(Sentence(words, values))
    if not header.rows and not header.tags:
        remarks.append(
            marked("No line with the names of the columns was found: the first row is read as data.")
        )
    if header.tags:
        remarks.append(
            marked("A row of HXL tags was found; it says what the columns mean, and is no row of the table.")
        )
    return tuple(remarks)


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row at the end of a table only sums up the others.

    >>> is_total(["Total", "", "7"]), is_total(["Total war", "2020", "7"])
    (True, False)
    """
    return any(fold(cell).strip(" :.") in TOTALS for cell in cells)


def note_total(notes: Notes, line: int, cells: Sequence[str]) -> None:
    """Note a row of totals, which is no event."""
    value = ", ".join(filter(_filled, cells))
    expected = marked("a row of the table, not the sum of the others")
    notes.add([line], "", [value], expected, marked("Nothing: a row of totals is left out"))


def _from(rows: Sequence[Row], at: int, *, sure: bool) -> Header:
    """Return the header that begins in a row: this, or this and the next, or the next under words for groups."""
    row = [cell.strip() for cell in rows[at]]
    below = rows[at + 1] if at + 1 < len(rows) else []
    if _is_second(rows, at):
        known, above = _header_word_count(below), _header_word_count(row)
        both = known >= above
        if not both and not known:
            # It may as well be the first row, and no row is taken for names by a guess.
            return _tagged(rows, Header((at,), at + 1, tuple(row), certain=False))
        whole = all(row) and len(row) >= len(below)
        names = tuple(row) if whole and not both else _joined(row, below, both=both)
        apart = not any(over and under.strip() for over, under in zip(row, below, strict=False))
        certain = sure and not whole and (known > above or (apart and known > 0))
        return _tagged(rows, Header((at, at + 1), at + 2, names, certain=certain))
    group = rows[at - 1] if at else []
    if len(set(filter(None, row))) < sum(map(bool, row)) and sum(map(_filled, group)) > 1:
        return _tagged(rows, Header((at,), at + 1, _joined(group, row, both=True), certain=sure))
    return _tagged(rows, Header((at,), at + 1, tuple(row), certain=sure))


def _tagged(rows: Sequence[Row], header: Header) -> Header:
    """Return a header with the HXL tags that stand in the row below it, if they do."""
    if header.body < len(rows) and _is_tags(rows[header.body]):
        tags = tuple(cell.strip() for cell in rows[header.body])
        return Header(header.rows, header.body + 1, header.names, tags, certain=True)
    return header


def _is_second(rows: Sequence[Row], at: int) -> bool:
    """Whether the row below a header belongs to it: it fills what is blank, or holds words over columns of values."""
    if at + 2 >= len(rows) or _is_tags(rows[at + 1]):
        return False
    row, below = rows[at], rows[at + 1]
    if any(_is_value(cell) for cell in below if _filled(cell)) or not any(map(_filled, below)):
        return False
    blanks = [position for position, cell in enumerate(row) if not _filled(cell)]
    used = [p for p in (*blanks, *range(len(row), len(below))) if _column_filled(rows, at + 2, p)]
    filling = bool(used) and all(p < len(below) and _filled(below[p]) for p in used)
    contrast = _contrast(rows, at + 1)
    if not filling and any(map(is_blank, below)):
        return False  # Names have no NA among them: it is the first row, of which little is known.
    return (filling and (contrast > 0 or _header_word_count(below) > 0)) or (
        contrast > 1 and _contrast(rows, at) > 1
    )


def _joined(row: Row, below: Row, *, both: bool) -> tuple[str, ...]:
    """Return names of two rows: the lower, with the upper before it where that alone is not its own."""
    width = max(len(row), len(below))
    upper, group = [], ""
    for position in range(width):
        cell = row[position].strip() if position < len(row) else ""
        group = cell or group
        upper.append(cell or (group if position < len(below) and _filled(below[position]) else ""))
    lower = [below[position].strip() if position < len(below) else "" for position in range(width)]
    again = {name for name, count in Counter(lower).items() if count > 1}
    names = []
    for over, under in zip(upper, lower, strict=True):
        apart = both and under in again and over and under
        names.append(f"{over}: {under}" if apart else under or over)
    return tuple(names)


def _contrast(rows: Sequence[Row], at: int) -> int:
    """Return in how many columns values stand below a word."""
    found = 0
    for position, cell in enumerate(rows[at]):
        under = [
            row[position] for row in rows[at + 1 : at + 21] if position < len(row) and _filled(row[position])
        ]
        values = sum(map(_is_value, under))
        found += _filled(cell) and not _is_value(cell) and bool(under) and values >= MOSTLY * len(under)
    return found


def _column_filled(rows: Sequence[Row], start: int, position: int) -> bool:
    return any(position < len(row) and _filled(row[position]) for row in rows[start : start + 20])


def _is_tags(row: Row) -> bool:
    cells = [cell.strip() for cell in row if _filled(cell)]
    return bool(cells) and sum(bool(TAG.fullmatch(cell)) for cell in cells) >= NEARLY * len(cells)


def _is_comment(row: Row) -> bool:
    first = row[0].strip() if row else ""
    return first.startswith("#") and " " in first and not TAG.fullmatch(first)


def _filled(cell: str) -> bool:
    return bool(cell.strip())


def _is_value(cell: str) -> bool:
    """Whether a cell holds a number, a date, a coordinate, an address or a geometry, and so is no name of a column."""
    cell = cell.strip()
    if cell.lower().startswith(("http://", "https://", "point(", "point (")):
        return True
    if not any(letter.isdigit() for letter in cell):
        return False
    return (
        FIGURES.fullmatch(cell) is not None
        or POWER.fullmatch(cell) is not None
        or parse_date(cell) is not None
        or (any(sign in cell for sign in DEGREE_SIGNS) and not read_angle(tidy(cell)).fault)
        or looks_like_pair(cell)
        or read_count(cell) is not None
    )


def _is_strange(cell: str) -> bool:
    """Whether a cell names a column badly: it holds a word for nothing, or a date that says only before when."""
    return _filled(cell) and (
        is_blank(cell) or (any(map(str.isdigit, cell)) and fault_of(cell) not in {"unread", "missing"})
    )


_PUBLISHED = frozenset(
    plain(column) for layout in LAYOUTS for columns in layout.fields.values() for column in columns
)


def _header_word_count(row: Row) -> int:
    """Return how many cells are words that head columns."""
    return sum(plain(cell) in BY_WORD or plain(cell) in _PUBLISHED for cell in row if _filled(cell))
