"""Problems of the rows of a file, kept in columns: of a million rows each may have its problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.csv_injection import neutralise
from geo.errors import DataPackageError, Problem, shorten
from geo.i18n import Sentence, gettext, marked, sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.errors import Severity
    from geo.i18n import Words

COLUMNS = ["line", "column", "value", "expected", "remedy", "severity"]
ROWS = "rows"
"""Of a problem that is told once for many rows, how many these are; 1 otherwise."""


class ImportProblems(DataPackageError):  # noqa: N818 (it carries problems, and is shown as such)
    """A file cannot be imported at all; carries the reasons."""


def refusal(
    name: str, value: str | Sentence, expected: Words, remedy: Words, line: int | None = None
) -> ImportProblems:
    """Return the exception for a file that cannot be used as a whole."""
    return ImportProblems((Problem(name, line, "", value, expected, remedy),))


@dataclass
class Notes:
    """Problems found so far.

    Parameters
    ----------
    parts
        Some rows each, as :meth:`frame` has them.
    one_by_one
        Whether each row is told by itself, also what many have alike: so that what is told of a row does not
        hang on which others are read with it.
    """

    parts: list[pd.DataFrame] = field(default_factory=list)
    one_by_one: bool = False

    def add(
        self,
        lines: Iterable[int],
        column: str,
        values: Iterable[str],
        expected: Words,
        remedy: Words,
        *,
        severity: Severity = "error",
    ) -> None:
        """Note the same problem for some rows, each with the value that was read."""
        lines = np.asarray(list(lines), dtype="int64")
        if not len(lines):
            return
        part = pd.DataFrame({"line": lines, "column": column, "value": [shorten(str(v)) for v in values]})
        part["expected"] = pd.Series([expected] * len(part), dtype=object)
        part["remedy"] = pd.Series([remedy] * len(part), dtype=object)
        self.parts.append(part.assign(severity=severity, rows=1))

    def tell(
        self,
        lines: Iterable[int],
        column: str,
        values: Iterable[str],
        expected: Words,
        remedy: Words,
        *,
        severity: Severity = "error",
    ) -> None:
        """Note one problem of many rows in one sentence, with their number, the first line and its value."""
        if self.one_by_one:
            self.add(lines, column, values, expected, remedy, severity=severity)
            return
        lines = np.asarray(list(lines), dtype="int64")
        if not len(lines):
            return
        if len(lines) > 1:
            template = marked("{expected} ({count} rows have the same, this is the first)")
            expected = Sentence(template, {"expected": _sentence(expected), "count": len(lines)})
        self.add(lines[:1], column, [next(iter(values))], expected, remedy, severity=severity)
        self.parts[-1][ROWS] = len(lines)

    def frame(self) -> pd.DataFrame:
        """Return all problems in the order of the lines.

        Returns
        -------
        DataFrame
            Columns line (int64), column, value, expected and remedy (messages or sentences, put into words by
            :func:`geo.i18n.sentence_text` where they are shown), severity (`error`: the row is not shown;
            `warning`: it is), rows (int64: for how many rows it stands, `line` is the first of them).
        """
        if not self.parts:
            return pd.DataFrame(columns=[*COLUMNS, ROWS]).astype({"line": "int64", ROWS: "int64"})
        parts = [part if ROWS in part else part.assign(rows=1) for part in self.parts]
        return pd.concat(parts, ignore_index=True)[[*COLUMNS, ROWS]].sort_values("line", kind="stable")


def _sentence(words: Words) -> Sentence:
    return words if isinstance(words, Sentence) else Sentence(words)


def as_csv(frame: pd.DataFrame) -> bytes:
    """Return rows of problems as CSV (UTF-8): line, column, value, reason, remedy, severity; no formula."""
    words = frame.assign(**{name: frame[name].map(sentence_text) for name in ("expected", "remedy")})
    rows = words.assign(
        reason=[gettext("expected {expected}").format(expected=text) for text in words["expected"]]
    )
    columns = ["line", "column", "value", "reason", "remedy", "severity"]
    texts = rows[columns[1:]].map(lambda cell: neutralise(str(cell)))
    return rows[["line"]].join(texts).to_csv(index=False, lineterminator="\r\n").encode()


def as_problems(name: str, frame: pd.DataFrame, limit: int | None = None) -> tuple[Problem, ...]:
    """Return rows of problems as sentences with the name of the file, the first `limit` of them."""
    rows = frame.head(limit) if limit is not None else frame
    return tuple(Problem(name, int(line), *cells) for line, *cells in rows[COLUMNS].itertuples(index=False))


def summarised(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the kinds of problems among rows of problems, the most frequent first.

    Returns
    -------
    DataFrame
        Columns column, expected, remedy, severity, rows (int64: how many), line (int64: the first of them)
        and value (what was read there).
    """
    keys = ["column", "expected", "remedy", "severity"]
    if frame.empty:
        return pd.DataFrame(columns=[*keys, "rows", "line", "value"]).astype(
            {"rows": "int64", "line": "int64"}
        )
    words = {name: frame[name].map(sentence_text) for name in ("expected", "remedy")}
    kinds = frame.assign(**words).groupby(keys, sort=False)
    found = kinds.agg(rows=(ROWS, "sum"), line=("line", "first"), value=("value", "first")).reset_index()
    return found.sort_values("rows", ascending=False, kind="stable", ignore_index=True)
