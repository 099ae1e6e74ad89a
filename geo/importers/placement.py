"""Places of imported events: their points, how exact these are, and which districts they count for."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dataset.columns import read_once
from geo.dataset.record_columns import REGION_WIDE
from geo.identifiers import slug, split_list
from geo.importers.coordinates import LIMITS, inside, look_swapped, numbers, points_of, shapes_of, transformer
from geo.spatial.point_in_polygon import GridIndex

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Objects = npt.NDArray[np.object_]

MANY = 50_000
COARSE, FINE = 256, 1024
"""Columns and rows of the grid for few and for many points."""


@dataclass(frozen=True)
class Outlines:
    """The outlines of a map: its districts first, then their neighbours."""

    ids: tuple[str, ...]
    own: frozenset[str]
    by_name: dict[str, str]
    geometry: tuple[object, ...]
    bounds: tuple[float, float, float, float]

    @classmethod
    def of(cls, districts: gpd.GeoDataFrame, neighbours: gpd.GeoDataFrame | None = None) -> Outlines:
        """Take the outlines of districts and neighbours (index the id, column name, EPSG:4326)."""
        layers = [layer for layer in (districts, neighbours) if layer is not None]
        ids = [str(i) for layer in layers for i in layer.index]
        shapes = [shape for layer in layers for shape in layer.geometry]
        named = {slug(str(name)): str(i) for layer in reversed(layers) for i, name in layer["name"].items()}
        own = frozenset(map(str, districts.index))
        boxes = np.array([layer.total_bounds for layer in layers if layer.geometry.notna().any()])
        box = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)) if len(boxes) else (-180, -90, 180, 90)
        west, south, east, north = (float(side) for side in box)
        return cls(tuple(ids), own, named | {i: i for i in ids}, tuple(shapes), (west, south, east, north))


@dataclass(frozen=True)
class Places:
    """Where rows are.

    Parameters
    ----------
    lon, lat
        float64 degrees (EPSG:4326), NaN where no point is to be drawn.
    precision
        exact, settlement, district or none.
    district_ids, other_district_ids
        Tuples of ids: of the map's districts, and of others.
    region_wide
        Which count for all districts.
    located_in
        Id of the outline that the point falls in, or None.
    outside
        Rows that cannot be shown: their point is off the map or no point at all.
    swapped
        Whether longitude and latitude look exchanged.
    """

    lon: Floats
    lat: Floats
    precision: Objects
    district_ids: Objects
    other_district_ids: Objects
    region_wide: Bools
    located_in: Objects
    outside: Bools
    swapped: bool

    def at(self, rows: npt.NDArray[np.int64]) -> Places:
        """Return those of some rows."""
        taken = {
            field.name: getattr(self, field.name)[rows] for field in fields(self) if field.name != "swapped"
        }
        return replace(self, **taken)


def place(table: Table, mapping: ColumnMapping, outlines: Outlines, notes: Notes) -> Places:
    """Find out where the rows of a table are."""
    lon, lat, larger, wrong = _points(table, mapping, notes)
    swapped = look_swapped(lon, lat, outlines.bounds)
    precision = _precision(table, mapping, np.isfinite(lon), larger, notes)
    stands = np.isfinite(lon) & (precision != "none")
    off = stands & ~inside(lon, lat, outlines.bounds)
    _note_points(table, lon, lat, off, notes)
    located, at = _locate(lon, lat, stands & ~off, outlines)
    declared, others, wide = _declared(table, mapping, outlines, notes)
    district_ids, other_ids = _merge(declared, others, at, outlines)
    lost = ~stands & ~wrong & (precision == "district") & _empty(district_ids) & _empty(other_ids)
    precision[lost] = "none"
    drawn = stands & np.isin(precision, ["exact", "settlement"])
    located[~drawn] = None
    return Places(
        np.where(drawn, lon, np.nan),
        np.where(drawn, lat, np.nan),
        precision,
        district_ids,
        other_ids,
        wide,
        located,
        off | wrong,
        swapped,
    )


def read_points(table: Table, mapping: ColumnMapping, notes: Notes) -> tuple[Floats, Floats]:
    """Return lon and lat of rows in degrees (EPSG:4326), NaN where there is no point."""
    lon, lat, _, _ = _points(table, mapping, notes)
    return lon, lat


def _cells(table: Table, mapping: ColumnMapping, name: str) -> pd.Series | None:
    columns = mapping.columns(name)
    return table.frame[columns[0]] if columns else None


def _points(table: Table, mapping: ColumnMapping, notes: Notes) -> tuple[Floats, Floats, Bools, Bools]:
    """Return lon, lat, which stand for something larger than a point, and which cannot be read."""
    count = len(table.frame)
    lon, lat = np.full(count, np.nan), np.full(count, np.nan)
    larger, wrong = np.zeros(count, bool), np.zeros(count, bool)
    x, y = _cells(table, mapping, "lon"), _cells(table, mapping, "lat")
    if mapping.swapped:
        x, y = y, x
    if x is not None and y is not None:
        lon, lat, wrong = _numbers(table, x, y, mapping.epsg, notes)
    texts = _cells(table, mapping, "wkt")
    shapes = table.geometry
    if texts is not None:
        shapes = shapes_of(texts)
        broken = np.array([shape is None for shape in shapes]) & (texts != "").to_numpy(bool)
        remedy = "Write it as POINT (46.75 39.82), longitude first"
        notes.add(table.frame.index[broken], str(texts.name), texts[broken], "a geometry as WKT", remedy)
        wrong |= broken & ~np.isfinite(lon)
    if shapes is not None:
        x_of, y_of, large = points_of(shapes)
        if texts is not None:
            x_of, y_of = _to_degrees(table, x_of, y_of, mapping.epsg)
        if mapping.swapped and x is None:
            x_of, y_of = y_of, x_of
        free = ~np.isfinite(lon) & ~wrong
        lon, lat = np.where(free, x_of, lon), np.where(free, y_of, lat)
        larger = free & large
    return lon, lat, larger, wrong


def _numbers(
    table: Table, x: pd.Series, y: pd.Series, epsg: int, notes: Notes
) -> tuple[Floats, Floats, Bools]:
    values, bad = [], np.zeros(len(x), bool)
    blank = (x.str.strip() == "").to_numpy(bool) & (y.str.strip() == "").to_numpy(bool)
    for texts in (x, y):
        found = numbers(texts)
        values.append(found)
        unread = ~np.isfinite(found) & ~blank
        remedy = "Write it in degrees with a point before the decimals, as 46.75"
        notes.add(table.frame.index[unread], str(texts.name), texts[unread], "a number", remedy)
        bad |= unread
    lon, lat = _to_degrees(table, values[0], values[1], epsg)
    for name, texts, found in (("lon", x, lon), ("lat", y, lat)):
        beyond = ~bad & ~blank & ~(np.abs(found) <= LIMITS[name])
        expected = f"degrees from -{LIMITS[name]:.0f} to {LIMITS[name]:.0f}"
        remedy = "Correct the number; if the columns are metres, give the EPSG number of their system"
        notes.add(table.frame.index[beyond], str(texts.name), texts[beyond], expected, remedy)
        bad |= beyond
    return np.where(bad, np.nan, lon), np.where(bad, np.nan, lat), bad


def _to_degrees(table: Table, x: Floats, y: Floats, epsg: int) -> tuple[Floats, Floats]:
    change = transformer(table.name, epsg)
    if change is None:
        return x, y
    lon, lat = change.transform(x, y)
    finite = np.isfinite(lon) & np.isfinite(lat)
    return np.where(finite, lon, np.nan), np.where(finite, lat, np.nan)


def _precision(
    table: Table, mapping: ColumnMapping, has_point: Bools, larger: Bools, notes: Notes
) -> Objects:
    """Return the precision by the table's codes; without any, a point is exact and an area its district."""
    unknown = "district" if mapping.columns("district_ids") else "none"
    precision = np.where(has_point, np.where(larger, "district", "exact"), unknown).astype(object)
    codes = _cells(table, mapping, "location_precision")
    if codes is not None:
        plain = codes.str.strip().str.replace(r"\.0$", "", regex=True)
        words = read_once(plain, mapping.location_codes.get).to_numpy()
        known = ~pd.isna(words)
        strange = ~known & (plain != "").to_numpy(bool)
        expected = f"one of {', '.join(mapping.location_codes) or 'the codes of the mapping'}"
        remedy = "Add the code to the mapping; until then the point counts as given"
        notes.add(
            table.frame.index[strange], str(codes.name), codes[strange], expected, remedy, severity="warning"
        )
        usable = known & (has_point | np.isin(words, ["district", "none"]))
        precision[usable] = words[usable]
    return precision


def _note_points(table: Table, lon: Floats, lat: Floats, off: Bools, notes: Notes) -> None:
    lines, shown = table.frame.index, [f"{x:.5f}, {y:.5f}" for x, y in zip(lon[off], lat[off], strict=True)]
    remedy = "Correct the point; or leave it, the event is only not shown on this map"
    notes.add(lines[off], "", shown, "a point on the map", remedy)


def _locate(
    lon: Floats, lat: Floats, asked: Bools, outlines: Outlines
) -> tuple[Objects, npt.NDArray[np.int64]]:
    at = np.full(len(lon), -1, dtype="int64")
    if asked.any():
        cells = FINE if asked.sum() > MANY else COARSE
        index = GridIndex(outlines.geometry, cells)
        at[asked] = index.locate(lon[asked], lat[asked])
    return np.array([*outlines.ids, None], dtype=object)[at], at


def _declared(
    table: Table, mapping: ColumnMapping, outlines: Outlines, notes: Notes
) -> tuple[Objects, Objects, Bools]:
    """Return the districts named by the rows: the map's, other outlines', and whether all are meant."""
    count = len(table.frame)
    texts = _cells(table, mapping, "district_ids")
    if texts is None:
        nothing = _tuples([()] * count)
        return nothing, nothing, np.zeros(count, dtype=bool)
    codes, different = pd.factorize(texts.str.strip())
    known = set(outlines.ids)
    own, others, wide, unknown = [], [], [], []
    for text in different:
        ids = [outlines.by_name.get(slug(item), slug(item)) for item in split_list(text) if slug(item)]
        wide.append(REGION_WIDE in ids)
        own.append(tuple(dict.fromkeys(i for i in ids if i in outlines.own)))
        rest = tuple(dict.fromkeys(i for i in ids if i not in outlines.own and i != REGION_WIDE))
        others.append(tuple(i for i in rest if i in known))
        unknown.append(len(others[-1]) < len(rest))
    every = tuple(i for i in outlines.ids if i in outlines.own)
    own = [every if whole else ids for whole, ids in zip(wide, own, strict=True)]
    strange = np.array(unknown, dtype=bool)[codes]
    remedy = "Correct the name; the event does not count for this district"
    notes.add(
        table.frame.index[strange],
        str(texts.name),
        texts[strange],
        "a district of the map",
        remedy,
        severity="warning",
    )
    return _tuples(own)[codes], _tuples(others)[codes], np.array(wide, dtype=bool)[codes]


def _merge(
    declared: Objects, others: Objects, at: npt.NDArray[np.int64], outlines: Outlines
) -> tuple[Objects, Objects]:
    """Return the declared districts; of rows that declare none, the outline that the point falls in."""
    own = _tuples([*((i,) if i in outlines.own else () for i in outlines.ids), ()])[at]
    other = _tuples([*((i,) if i not in outlines.own else () for i in outlines.ids), ()])[at]
    silent = _empty(declared) & _empty(others)
    return np.where(silent, own, declared), np.where(silent, other, others)


def _tuples(values: list[tuple[str, ...]]) -> Objects:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _empty(values: Objects) -> Bools:
    return np.fromiter((not value for value in values), dtype=bool, count=len(values))
