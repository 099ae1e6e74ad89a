"""Problems of a data package, in sentences for the person who made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from geo.i18n import Sentence, Words, gettext, sentence_text

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
        What was read, "" when there is nothing to quote; a sentence where it is told in words of ours.
    expected
        What was expected, as the end of the sentence "expected ...": a message marked for the catalogue, or a
        sentence with places.
    remedy
        What to do, as a sentence without its full stop, marked likewise.
    severity
        An error keeps the dataset from being shown, a warning does not.
    """

    file: str
    row: int | None
    column: str
    value: str | Sentence
    expected: Words
    remedy: Words
    severity: Severity = "error"

    @property
    def read(self) -> str:
        """Return what was read, words of ours in the current language."""
        return sentence_text(self.value) if isinstance(self.value, Sentence) else self.value

    def as_json(self) -> dict[str, Any]:
        """Return it as an object for JSON, in words of the current language."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "value": self.read,
            "expected": sentence_text(self.expected),
            "remedy": sentence_text(self.remedy),
            "severity": self.severity,
        }

    def __str__(self) -> str:
        """Say it in the current language: where, what was read, what was expected, what to do."""
        if self.row is None:
            place = self.file
        elif self.file.endswith(".geojson"):
            place = gettext("{file}, feature {row}").format(file=self.file, row=self.row)
        elif self.file.endswith(PARTS):
            place = gettext("{file}, row {row}").format(file=self.file, row=self.row)
        else:
            place = gettext("{file}, line {row}").format(file=self.file, row=self.row)
        where = f"{place}, {self.column}" if self.column else place
        expected, remedy = sentence_text(self.expected), sentence_text(self.remedy)
        read = self.read
        if not read:
            return gettext("{where}: expected {expected}. {remedy}.").format(
                where=where, expected=expected, remedy=remedy
            )
        return gettext("{where}: read {value}, expected {expected}. {remedy}.").format(
            where=where, value=repr(shorten(read)), expected=expected, remedy=remedy
        )


class DataPackageError(ValueError):
    """A data package cannot be used; carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the message is one line for each, in the language of whoever reads it."""
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        """Say every problem, one line for each."""
        return "\n".join(str(problem) for problem in self.problems)


def shorten(text: str, length: int = LONGEST_VALUE) -> str:
    """Cut a long text to a length in characters, with an ellipsis as the last."""
    return text if len(text) <= length else text[: length - 1] + "…"
