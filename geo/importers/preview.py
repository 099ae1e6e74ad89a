"""A look ahead: what the columns of a file are taken for, what they cost, and the first rows as they are read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.importers.coordinates import inside
from geo.importers.event_import import import_into
from geo.importers.placement import Outlines, read_points
from geo.importers.problems import ROWS, ImportProblems, Notes

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from geo.dataset.dataset import Dataset
    from geo.importers.event_import import Imported
    from geo.importers.mapping import ColumnMapping
    from geo.importers.table import Table

LOOKED_AT = 2_000
"""Rows of a file that are read ahead."""
SHOWN = 5
"""Of them, those that are shown as they are read."""
LONGEST = 60
NEARLY_ALL = 0.95


@dataclass(frozen=True, eq=False)
class Preview:
    """What a mapping makes of the first rows of a file.

    Parameters
    ----------
    columns
        One row for each column of the file: column, fields (tuple of our fields, none where it is not used),
        example (its first text), cost (how many of the rows are not shown because of it).
    rows
        The first rows: line, date_written, date_read, place_written, place_read (texts; "" where nothing is
        read).
    looked_at
        How many rows were read ahead.
    outside
        How many rows have a point, if nearly all of those lie off the map; 0 otherwise.
    """

    columns: pd.DataFrame
    rows: pd.DataFrame
    looked_at: int
    outside: int


def preview_of(
    table: Table,
    mapping: ColumnMapping,
    dataset: Dataset,
    make: Callable[[Table, ColumnMapping, Dataset], Imported] = import_into,
) -> Preview:
    """Read the first rows of a table by a mapping.

    Parameters
    ----------
    table
        From :func:`geo.importers.read_table`.
    mapping
        What its columns mean so far.
    dataset
        The dataset on whose districts the events are to be shown.
    make
        Makes events of the first rows, as :func:`geo.importers.import_into` does.

    Raises
    ------
    ImportProblems
        When the mapping names a coordinate system that is not known.
    """
    some = table.frame.iloc[:LOOKED_AT]
    geometry = None if table.geometry is None else table.geometry[:LOOKED_AT]
    sample = replace(table, frame=some, geometry=geometry, unread=0, notes=Notes())
    lon, lat = read_points(sample, mapping, Notes())
    placed = np.isfinite(lon)
    off = placed & ~inside(lon, lat, Outlines.of(dataset.districts, dataset.neighbours).bounds)
    outside = int(placed.sum()) if placed.any() and off.sum() >= NEARLY_ALL * placed.sum() else 0
    try:
        imported = make(sample, mapping, dataset)
        events, problems = imported.events, imported.problem_rows
    except ImportProblems:  # No column for the date yet; the columns are shown all the same.
        events, problems = pd.DataFrame(), Notes().frame()
    wrong = problems[problems["severity"] == "error"]
    cost = wrong.groupby("column")[ROWS].sum()
    fields = {
        column: tuple(name for name, choice in mapping.fields.items() if column in choice.columns)
        for column in table.columns
    }
    columns = pd.DataFrame(
        {
            "column": table.columns,
            "fields": pd.Series([fields[column] for column in table.columns], dtype=object),
            "example": [_example(some[column]) for column in table.columns],
            "cost": [int(cost.get(column, 0)) for column in table.columns],
        }
    )
    return Preview(columns, _rows(sample, mapping, events, dataset.districts), len(some), outside)


def _example(cells: pd.Series) -> str:
    found = next((cell.strip() for cell in cells if cell.strip()), "")
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 1]}…"


def _rows(
    table: Table, mapping: ColumnMapping, events: pd.DataFrame, districts: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Return the first rows: the cells of date and place as they are written, and as they are read."""
    first = table.frame.head(SHOWN)
    dates = _cell_texts(first, mapping, ("date", "end_date", "year", "month", "day", "attested"))
    places = _cell_texts(first, mapping, ("lat", "lon", "coordinates", "wkt", "district_ids", "place_name"))
    by_line = events.set_index("line") if len(events) else events
    read = [by_line.loc[line] if line in by_line.index else None for line in first.index]
    return pd.DataFrame(
        {
            "line": first.index,
            "date_written": dates,
            "date_read": [_date(row) for row in read],
            "place_written": places,
            "place_read": [_place(row, districts) for row in read],
        }
    )


def _cell_texts(rows: pd.DataFrame, mapping: ColumnMapping, fields: tuple[str, ...]) -> list[str]:
    columns = dict.fromkeys(column for name in fields for column in mapping.columns(name))
    cells = [rows[column] for column in columns if column in rows.columns]
    return [_joined(texts) for texts in zip(*cells, strict=True)] if cells else [""] * len(rows)


def _joined(texts: tuple[str, ...]) -> str:
    whole = " | ".join(text.strip() for text in texts if text.strip())
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - 1]}…"


def _date(event: pd.Series | None) -> str:
    if event is None:
        return ""
    first, last = (str(np.datetime64(int(event[name]), "D")) for name in ("first_day", "last_day"))
    return first if first == last else f"{first} – {last}"


def _place(event: pd.Series | None, districts: gpd.GeoDataFrame) -> str:
    if event is None:
        return ""
    names = [str(districts["name"].get(i, i)) for i in event["district_ids"]]
    few = [*names[:3], *["…"] * (len(names) > 3)]  # noqa: PLR2004 (enough to know them by)
    point = f"{event['lat']:.4f}, {event['lon']:.4f}" if np.isfinite(event["lon"]) else ""
    return "; ".join(filter(None, (point, ", ".join(few))))
