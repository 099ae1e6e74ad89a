"""A table of any number of rows in the layout of UCDP GED, made up at random on the map of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dates import day_date
from tests.benchmarks.generator import FIRST_DAY, LAST_DAY, SEED, points_within
from tests.geo.importers.conftest import UCDP_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd


FAULTS = (
    ("date_start", "2020-02-30 00:00:00.000"),
    ("latitude", "39.76N?"),
    ("longitude", ""),
    ("latitude", "-33.9"),
    ("where_prec", "9"),
    ("best", "several"),
    ("id", "1"),
)
"""Columns and what is wrong in them, by turns."""


def write_table(
    path: Path,
    districts: gpd.GeoDataFrame,
    count: int,
    seed: int = SEED,
    *,
    faulty: float = 0,
    first: int = 0,
) -> Path:
    """Write `count` rows as CSV and return the path; the same seed gives the same file.

    Parameters
    ----------
    path
        Where to write.
    districts
        Outlines (EPSG:4326) within which the points lie; column name.
    count
        Number of rows.
    seed
        Of the chance.
    first
        How many tables of as many rows are before this one, which have other ids.
    faulty
        Share of the rows that have a cell which is wrong.
    """
    random = np.random.default_rng(seed)
    outlines = districts[districts["outlined"]]
    positions, lon, lat = points_within(outlines.geometry, count, random)
    days = np.sort(random.integers(FIRST_DAY, LAST_DAY + 1, count))
    dates = np.array([day_date(int(day)).isoformat() for day in days], dtype=object)
    numbers = np.arange(first * count + 1, (first + 1) * count + 1).astype(str)
    village = random.integers(0, 5000, count).astype(str)
    best = random.integers(0, 30, count)
    cells = {
        "id": numbers,
        "relid": [f"AZE-{date[:4]}-1-388-{number}" for date, number in zip(dates, numbers, strict=True)],
        "year": [date[:4] for date in dates],
        "type_of_violence": random.integers(1, 4, count),
        "conflict_name": "Made-up conflict",
        "dyad_name": "Made-up side A - Made-up side B",
        "side_a": "Made-up side A",
        "side_b": "Made-up side B",
        "number_of_sources": random.integers(1, 4, count),
        "source_article": [
            f'Made-up agency, {date}, "Headline {number}"'
            for date, number in zip(dates, numbers, strict=True)
        ],
        "source_headline": "Made-up headline",
        "where_prec": random.integers(1, 5, count),
        "where_coordinates": [f"Made-up village {number}" for number in village],
        "where_description": [f"near made-up village {number}" for number in village],
        "adm_1": outlines["name"].to_numpy()[positions],
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": [f"POINT ({x} {y})" for x, y in zip(lon, lat, strict=True)],
        "country": "Azerbaijan",
        "region": "Europe",
        "event_clarity": random.integers(1, 3, count),
        "date_prec": random.integers(1, 6, count),
        "date_start": [f"{date} 00:00:00.000" for date in dates],
        "date_end": [f"{date} 00:00:00.000" for date in dates],
        **{
            name: random.integers(0, 3, count)
            for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        },
        "best": best,
        "high": best + 1,
        "low": best,
    }
    table = pd.DataFrame({name: cells.get(name, "") for name in UCDP_COLUMNS}, index=range(count))
    wrong = random.choice(count, int(count * faulty), replace=False)
    for number, (column, value) in enumerate(FAULTS if faulty else ()):
        cells_of = table[column].astype(object)
        cells_of.iloc[wrong[number :: len(FAULTS)]] = value
        table[column] = cells_of
    table.to_csv(path, index=False)
    return path
