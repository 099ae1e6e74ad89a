"""Changes to a mapping that seem right: a person is asked, nothing is put right in silence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.importers.coordinates import inside, look_swapped
from geo.importers.placement import Outlines, read_points
from geo.importers.problems import Notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

    from geo.importers.mapping import ColumnMapping
    from geo.importers.table import Table

SAMPLE = 2000
"""Rows that are looked at."""
DEGREES = 4326
WEB_MERCATOR = 3857
NORTH, SOUTH = 32600, 32700
"""EPSG numbers of the UTM zones of WGS 84, to which the zone is added."""
MOST = 0.5


@dataclass(frozen=True)
class Offer:
    """A change that a person may want: a sentence, and the mapping that makes it."""

    sentence: str
    mapping: ColumnMapping


def offers_of(
    table: Table,
    mapping: ColumnMapping,
    districts: gpd.GeoDataFrame,
    neighbours: gpd.GeoDataFrame | None = None,
) -> tuple[Offer, ...]:
    """Return the changes that seem right by a sample of the rows, before anything is imported.

    Parameters
    ----------
    table
        From :func:`geo.importers.read_table`.
    mapping
        What its columns mean so far.
    districts, neighbours
        Outlines of the map: index the id, column name, EPSG:4326.

    Raises
    ------
    ImportProblems
        When the mapping names a coordinate system that is not known.
    """
    step = max(1, -(-len(table.frame) // SAMPLE))
    geometry = None if table.geometry is None else table.geometry[::step]
    sample = replace(table, frame=table.frame.iloc[::step], geometry=geometry)
    bounds = Outlines.of(districts, neighbours).bounds
    lon, lat = read_points(sample, mapping, Notes())
    if look_swapped(lon, lat, bounds):
        return (swap_offer(mapping),)
    are_degrees = bool(np.isfinite(lon).any())
    epsg = None if are_degrees else _projection(sample, mapping, bounds)
    if epsg is None:
        return ()
    sentence = f"Most points lie on the map when they are read in {_title(epsg)}. Read them so?"
    return (Offer(sentence, replace(mapping, epsg=epsg)),)


def swap_offer(mapping: ColumnMapping) -> Offer:
    """Return the offer to exchange longitude and latitude."""
    sentence = "Most points lie on the map only with longitude and latitude exchanged. Exchange them?"
    return Offer(sentence, replace(mapping, swapped=not mapping.swapped))


def _projection(
    table: Table, mapping: ColumnMapping, bounds: tuple[float, float, float, float]
) -> int | None:
    """Return the EPSG number in which most x and y that are no degrees lie on the map, None without one."""
    x, y = (mapping.columns(name) for name in ("lon", "lat"))
    if mapping.epsg != DEGREES or not (x and y):
        return None
    plain = replace(mapping, epsg=WEB_MERCATOR)
    for epsg in (*_zones(bounds), WEB_MERCATOR):
        lon, lat = read_points(table, replace(plain, epsg=epsg), Notes())
        if inside(lon, lat, bounds).mean() >= MOST:
            return epsg
    return None


def _zones(bounds: tuple[float, float, float, float]) -> Iterator[int]:
    """Return the EPSG numbers of the UTM zones over and beside a map, that of its middle first."""
    west, south, east, north = bounds
    side = NORTH if south + north >= 0 else SOUTH
    first, last = (int((lon + 180) // 6) + 1 for lon in (west, east))
    middle = (first + last) / 2
    for zone in sorted(range(first - 1, last + 2), key=lambda number: abs(number - middle)):
        yield side + (zone - 1) % 60 + 1


def _title(epsg: int) -> str:
    if epsg == WEB_MERCATOR:
        return f"Web Mercator (EPSG:{epsg})"
    side = "N" if epsg < SOUTH else "S"
    return f"UTM zone {epsg % 100}{side} (EPSG:{epsg})"
