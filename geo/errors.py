"""What can be wrong with a data package, in sentences for the person who made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
LONGEST_VALUE = 80
PARTS = ("/", ".parquet")
"""Endings of a folder of files and of a file that have rows, and no lines."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and what to do about it.

    Parameters
    ----------
    file
        Path of the file inside the data package.
    row
        Line number in the file (the header is line 1), or the position (from 1) of a feature
        in a GeoJSON file or of a row in Parquet files; None when the file as a whole is meant.
    column
        Name of the column or property, "" when the row as a whole is meant.
    value
        What was read, "" when there is nothing to quote.
    expected
        What was expected, as the end of the sentence "expected ...".
    remedy
        What to do, as a sentence without its full stop.
    severity
        An error keeps the dataset from being shown, a warning does not.
    """

    file: str
    row: int | None
    column: str
    value: str
    expected: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """Say it in one line: where, what was read, what was expected, what to do."""
        where = self.file
        if self.row is not None:
            unit = (
                "feature"
                if self.file.endswith(".geojson")
                else "row"
                if self.file.endswith(PARTS)
                else "line"
            )
            where += f", {unit} {self.row}"
        if self.column:
            where += f", {self.column}"
        read = f"read {shorten(self.value)!r}, " if self.value else ""
        return f"{where}: {read}expected {self.expected}. {self.remedy}."


class DataPackageError(ValueError):
    """A data package cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message is one line for each."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def shorten(text: str, length: int = LONGEST_VALUE) -> str:
    """Cut a long text to a length in characters, with an ellipsis as the last."""
    return text if len(text) <= length else text[: length - 1] + "…"
