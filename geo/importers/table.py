"""A table as it was read from a file, before anybody says what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geo.importers.problems import Notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from geo.i18n import Words


@dataclass(frozen=True)
class Alternative:
    """A way to read a file: the value that asks for it, its words, and the first rows read so."""

    value: str
    label: Words
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Question:
    """What a file leaves open, and the ways to read it.

    Parameters
    ----------
    about
        The parameter of :func:`geo.importers.read_table` that answers it: `header`, `encoding` or `epsg`;
        the command line has an option of the same name.
    sentence
        The question.
    alternatives
        The ways; the file was read as the first says.
    """

    about: str
    sentence: Words
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, eq=False)
class Table:
    """The rows of a file.

    Parameters
    ----------
    name
        Name of the file.
    frame
        All columns text, "" where blank; the index `line` is the line in the file (the first is
        line 1), the row of a spreadsheet, or the position of a feature from 1.
    unread
        Number of rows that could not be read; `notes` says why.
    notes
        What was wrong with rows so far.
    remarks
        Sentences on how the file was read: an encoding that was guessed, a sheet that was chosen.
    geometry
        Geometries of the rows (EPSG:4326), None for a plain table.
    layout
        Id of the layout where the file's form says it, not its columns; "" otherwise.
    encoding
        How the text was read, "" where the format says it.
    separator
        What stands between the cells of delimited text, "" for other formats.
    parts, part
        The sheets of a workbook, layers of a GeoPackage or files of an archive where there are
        several, and which of them was read.
    header
        Where the names of the columns stand: a line ("4"), two of them ("4-5") or `none`; "" where the
        format says it.
    questions
        What the file leaves open.
    tags
        HXL tags of columns (https://hxlstandard.org): name of the column to its tag.
    """

    name: str
    frame: pd.DataFrame
    unread: int = 0
    notes: Notes = field(default_factory=Notes)
    remarks: tuple[Words, ...] = ()
    geometry: npt.NDArray[np.object_] | None = None
    layout: str = ""
    encoding: str = ""
    separator: str = ""
    parts: tuple[str, ...] = ()
    part: str = ""
    header: str = ""
    questions: tuple[Question, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """Number of rows in the file."""
        return len(self.frame) + self.unread

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return list(self.frame.columns)

    def only(self, columns: Iterable[str]) -> Table:
        """Return the table with these columns alone; of a large file the others take half of the memory."""
        kept = set(columns)
        return replace(self, frame=self.frame[[name for name in self.columns if name in kept]])


def unique_names(header: Iterable[Any]) -> list[str]:
    """Return column names that differ: blanks and repetitions are told apart by their position."""
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(header, start=1):
        name = str(cell if cell is not None else "").strip() or f"column {position}"
        while name in taken:
            name = f"{name} ({position})"
        names.append(name)
        taken.add(name)
    return names
