"""Tables that are read of a store, and the problems that were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.csv_injection import neutralise
from geo.errors import Problem
from geo.i18n import gettext, number_text
from geo.store import layout
from geo.store.address import Place
from geo.store.importing import manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

SHOWN = 20
MOST_LISTED = 1_000_000
"""Problems in one CSV; all of them are in the store."""


def tables(address: str, name: str) -> Iterator[pa.Table]:
    """Yield the files of a table of a store: events, claims, sources, problems or counts."""
    found = manifest(address)
    store = Place(address)
    for path in found["tables"][name] if found else ():
        with store.open(f"versions/{found['version'] if found else ''}/{path}") as file:
            yield pq.read_table(file)


@dataclass(frozen=True)
class Problems:
    """Problems of an import, by file and line.

    Parameters
    ----------
    count
        How many there are.
    rows
        The first `MOST_LISTED` of them.
    files
        Names of the files.
    """

    count: int
    rows: pd.DataFrame
    files: tuple[str, ...]

    def first(self) -> list[str]:
        """Return the first as sentences, and how many there are more."""
        shown = [str(self._problem(row)) for row in self.rows.head(SHOWN).itertuples(index=False)]
        more = self.count - len(shown)
        if more > 0:
            words = gettext("... and {count} problems more: write them all with --problems FILE.")
            shown.append(words.format(count=number_text(more)))
        return shown

    def _problem(self, row: Any) -> Problem:  # noqa: ANN401 (a row of any frame)
        name = self.files[row.file]
        return Problem(name, row.line, row.column, row.value, row.expected, row.remedy, row.severity)

    def csv(self) -> bytes:
        """Return the problems as CSV (UTF-8): file, line, column, value, expected, remedy, severity; no formula."""
        names = self.rows["file"].map(dict(enumerate(self.files)))
        columns = ["column", "value", "expected", "remedy", "severity"]
        texts = self.rows[columns].map(lambda cell: neutralise(str(cell)))
        texts.insert(0, "line", self.rows["line"])
        texts.insert(0, "file", names.map(neutralise))
        return texts.to_csv(index=False, lineterminator="\r\n").encode()


def problems(address: str) -> Problems:
    """Return the problems of the version of a store that is read."""
    found = manifest(address)
    parts, count = [layout.PROBLEMS.empty_table()], 0
    for table in tables(address, "problems"):
        if count < MOST_LISTED:
            parts.append(table)
        count += len(table)
    frame = pa.concat_tables(parts).to_pandas().head(MOST_LISTED).fillna("")
    frame = frame.sort_values(["file", "line"], kind="stable", ignore_index=True)
    return Problems(count, frame, tuple(one["name"] for one in found["inputs"]) if found else ())
