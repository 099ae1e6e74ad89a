"""Datasets of any number of events: a real one, filled up with events that are made up at random."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

import geo
from geo.datapackage.seal import seal
from geo.dates import day_date, day_number

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import numpy.typing as npt

SEED = 1988
FIRST_DAY = day_number(date(1988, 1, 1))
LAST_DAY = day_number(date(2026, 11, 21))
DECIMALS = 5
"""Points are rounded to hundred-thousandths of a degree, as the browser draws them."""


def write_dataset(source: Path, folder: Path, count: int, seed: int = SEED) -> Path:
    """Write a data package of `count` events: those of another, and made-up ones for the rest.

    Parameters
    ----------
    source
        The data package to fill up. Its events stay, because its control periods and first view
        name them.
    folder
        Where to write; it is made anew.
    count
        Events in all; at least as many as `source` has.
    seed
        The same seed gives the same files.

    Returns
    -------
    Path
        `folder`. Each made-up event has a day, a point in a district, and one claim by one source.

    Raises
    ------
    ValueError
        When `source` has more than `count` events already.
    """
    dataset = geo.load(source)
    missing = count - len(dataset.events)
    if missing < 0:
        message = f"{source} has {len(dataset.events)} events; a dataset of {count} cannot be made of it"
        raise ValueError(message)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    random = np.random.default_rng(seed)
    events, claims = made_up(dataset, missing, random)
    events.to_csv(folder / "events.csv", mode="a", header=False, index=False, lineterminator="\n")
    claims.to_csv(folder / "claims.csv", mode="a", header=False, index=False, lineterminator="\n")
    seal(folder)
    return folder


def made_up(
    dataset: geo.Dataset, count: int, random: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return made-up events and one claim for each, with the columns of `events.csv` and `claims.csv`."""
    outlines = dataset.districts[dataset.districts["outlined"]]
    districts, lon, lat = points_within(outlines.geometry, count, random)
    days = [day_date(int(day)).isoformat() for day in random.integers(FIRST_DAY, LAST_DAY + 1, count)]
    names = outlines["name"].to_numpy()[districts]
    ids = [f"made-up-{number}" for number in range(1, count + 1)]
    events = pd.DataFrame(
        {
            "event_id": ids,
            "title": [f"Made-up event {number} in {name}" for number, name in enumerate(names, start=1)],
            "start_date": days,
            "end_date": "",
            "date_precision": "day",
            "category": random.choice(dataset.events["category"].to_numpy(), count),
            "district_ids": outlines.index.to_numpy()[districts],
            "place_name": "",
            "place_ids": "",
            "lon": lon,
            "lat": lat,
            "location_precision": "exact",
            "summary": "Made up at random to measure the page.",
            "status": "single_source",
        }
    )
    claims = pd.DataFrame(
        {
            "event_id": ids,
            "source_id": random.choice(dataset.sources.index.to_numpy(), count),
            "field": "start_date",
            "value": days,
            "unit": "",
            "note": "",
        }
    )
    return events, claims


def points_within(
    polygons: gpd.GeoSeries, count: int, random: np.random.Generator
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Draw points evenly over polygons, by throwing away those that fall beside all of them.

    Parameters
    ----------
    polygons
        EPSG:4326; where two overlap, a point belongs to the first.
    count
        How many points.
    random
        The source of chance.

    Returns
    -------
    positions, lon, lat
        The position of each point's polygon in `polygons`, and the point in degrees, rounded to
        `DECIMALS` and within that polygon as it stands.
    """
    west, south, east, north = polygons.total_bounds
    shapely.prepare(polygons.array)
    positions = np.empty(0, np.intp)
    lon = lat = np.empty(0)
    while len(positions) < count:
        some_lon = random.uniform(west, east, count).round(DECIMALS)
        some_lat = random.uniform(south, north, count).round(DECIMALS)
        found = np.full(count, -1, np.intp)
        for position, polygon in enumerate(polygons):
            found[(found == -1) & shapely.contains_xy(polygon, some_lon, some_lat)] = position
        hit = found >= 0
        positions = np.concatenate([positions, found[hit]])
        lon = np.concatenate([lon, some_lon[hit]])
        lat = np.concatenate([lat, some_lat[hit]])
    return positions[:count], lon[:count], lat[:count]
