"""Stores for tests, and what they hold."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from geo.importers.terms import Terms
from geo.store.importing import Sizes, Workers, import_files, make_plan
from geo.store.reading import tables
from geo.store.slices import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geo

WHERE = ["file", "line"]
TODAY = 20_000
SIZES, HERE = Sizes(), Workers()


def text_of(columns: Sequence[str], rows: Sequence[Sequence[str]], newline: str = "\n") -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=newline)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def import_into(
    store: Path | str,
    files: Sequence[Path | str],
    dataset: geo.Dataset,
    *,
    sizes: Sizes = SIZES,
    workers: Workers = HERE,
    own: bool = False,
    title: str = "Made up",
) -> dict[str, Any]:
    plan, _ = make_plan(
        list(map(str, files)),
        str(store),
        dataset,
        reading=Reading(),
        terms=Terms(title),
        sizes=sizes,
        bundled=own,
        today=TODAY,
    )
    return import_files(
        str(store), plan, dataset if own else None, base=dataset, workers=workers, sizes=sizes
    )


def table(store: Path | str, name: str) -> pd.DataFrame:
    found = [part.replace_schema_metadata(None) for part in tables(str(store), name)]
    return pa.concat_tables(found).to_pandas() if found else pd.DataFrame()


def contents(store: Path | str) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of all tables but where in which file they stood, those of the events in their order."""
    found = {}
    for name in ("events", "claims", "sources", "problems", "counts"):
        frame = table(store, name)
        frame = frame.drop(columns=[column for column in WHERE if column in frame])
        rows = [tuple(map(str, row)) for row in frame.itertuples(index=False)]
        found[name] = rows if name in {"events", "claims"} else sorted(rows)
    return found
