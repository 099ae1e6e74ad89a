"""Writer of events and claims as partitioned GeoParquet."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from geo.atomic_write import naming
from geo.dataset.columns import claims_by_event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE = "part-0.parquet"
GEOMETRY = "geometry"
SEARCH_TEXT = "search_text"
NUMBERS = ("lon", "lat")
DAYS = ("start_date", "end_date")
ROW_GROUP = 50_000
ADDED_FIELDS: Mapping[str, Mapping[str, str]] = {
    GEOMETRY: {"type": "any", "description": "The point as WKB (OGC:CRS84), null where none is known"},
    SEARCH_TEXT: {"type": "string", "description": "The words and sounds by which the event is found"},
}
"""Fields of the events beside those of the Table Schema."""


def write_partitioned(
    folder: Path,
    events: pd.DataFrame,
    claims: pd.DataFrame,
    columns: Mapping[str, list[str]],
    fingerprint: str,
    *,
    instead_of: Path | None = None,
) -> dict[str, list[str]]:
    """Write events and claims by the year of the event's first day.

    Parameters
    ----------
    folder
        A folder without such files.
    events
        Index event_id, in the order of first_day and event_id; columns first_day, search_text, and the
        columns of the table, lists as text.
    claims
        The claims on them, in any order.
    columns
        Columns of `events` and `claims` by the name of the table, in their order.
    fingerprint
        Of the names in search_text (:func:`geo.search.text_filter.fingerprint`).
    instead_of
        The folder whose place this one will take, which errors name.

    Returns
    -------
    dict
        Paths of the files inside the package, by the name of the table.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    claims = claims_by_event(claims, events.index)
    claim_rows = claims["event_id"].cat.codes.to_numpy()
    paths: dict[str, list[str]] = {"events": [], "claims": []}
    for year, rows in _years(events["first_day"].to_numpy()):
        of_year = slice(*np.searchsorted(claim_rows, [rows.start, rows.stop]))
        tables = {
            "events": _events(events.iloc[rows].reset_index(), columns["events"], fingerprint),
            "claims": pa.table({name: _text(claims.iloc[of_year], name) for name in columns["claims"]}),
        }
        for name, table in tables.items():
            path = f"{name}/year={year:04}/{FILE}"
            with naming((instead_of or folder) / path):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                pq.write_table(table, folder / path, compression="zstd", row_group_size=ROW_GROUP)
            paths[name].append(path)
    return paths


def _years(first_day: np.ndarray[Any, np.dtype[np.int32]]) -> Iterator[tuple[int, slice]]:
    """Yield each year with its rows; one without rows where there are none at all, to keep the columns."""
    years = first_day.astype("datetime64[D]").astype("datetime64[Y]").astype("int64") + 1970
    starts = [0, *(np.flatnonzero(np.diff(years)) + 1), len(years)]
    if not len(years):
        yield 1970, slice(0, 0)
        return
    for start, stop in pairwise(starts):
        yield int(years[start]), slice(int(start), int(stop))


def _column(frame: pd.DataFrame, name: str) -> pa.Array:
    """Return a column of a table in the type of its field, null where nothing is known."""
    if name in NUMBERS:
        values = frame[name].to_numpy(dtype="float64")
        return pa.array(values, mask=~np.isfinite(values))
    return pc.cast(_text(frame, name), pa.date32()) if name in DAYS else _text(frame, name)


def _text(frame: pd.DataFrame, name: str) -> pa.Array:
    if name not in frame:
        return pa.nulls(len(frame), pa.string())
    column = frame[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = pa.array(column.cat.categories.astype("str").array, pa.string())
        codes = column.cat.codes.to_numpy()
        texts = words.take(pa.array(codes, mask=codes < 0))
    else:
        texts = pa.array(column.astype(object).where(column.notna(), None), pa.string())
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def _events(frame: pd.DataFrame, columns: list[str], fingerprint: str) -> pa.Table:
    table = pa.table({name: _column(frame, name) for name in columns})
    lon, lat = (frame[name].to_numpy(dtype="float64") for name in NUMBERS)
    placed = np.isfinite(lon) & np.isfinite(lat)
    points = np.full(len(frame), None, dtype=object)
    points[placed] = shapely.to_wkb(shapely.points(lon[placed], lat[placed]))
    described: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"] if placed.any() else []}
    if placed.any():
        x, y = lon[placed], lat[placed]
        described["bbox"] = [float(side) for side in (x.min(), y.min(), x.max(), y.max())]
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: described}}
    table = table.append_column(GEOMETRY, pa.array(points, pa.binary()))
    table = table.append_column(SEARCH_TEXT, _text(frame, SEARCH_TEXT))
    return table.replace_schema_metadata({"geo": json.dumps(geo), SEARCH_TEXT: fingerprint})
