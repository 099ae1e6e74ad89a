"""Places of imported events: their points, how exact these are, and which districts they count for."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely

from geo.dataset.record_columns import REGION_WIDE
from geo.i18n import Sentence, marked
from geo.importers.angles import in_order, read_pair
from geo.importers.cells import code_text, is_blank, tidied
from geo.importers.coordinates import (
    LIMITS,
    inside,
    points_of,
    read_column,
    reproject,
    shapes_of,
    transformer,
)
from geo.importers.district_names import by_name, read_districts
from geo.importers.geometry_parts import districts_of
from geo.importers.layouts import GDELT, PLAIN
from geo.importers.precision_words import one_of, place_precision
from geo.spatial.point_in_polygon import GridIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import geopandas as gpd
    import numpy.typing as npt

    from geo.importers.angles import Axis
    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table

    Bools = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]
    Objects = npt.NDArray[np.object_]

MANY = 50_000
COARSE, FINE = 256, 1024
"""Columns and rows of the grid for few and for many points."""
MOST = 0.5
"""Share of points that lie in a district with longitude and latitude exchanged, where that is offered."""
TWICE = 2
STAND_INS = (-99.0, -999.0, -9999.0, -99999.0, 999.0, 9999.0, 99999.0)
"""Numbers that are written where there is none."""


@dataclass(frozen=True)
class Outlines:
    """The outlines of a map: its districts first, then their neighbours."""

    ids: tuple[str, ...]
    own: frozenset[str]
    by_name: dict[str, str]
    geometry: tuple[object, ...]
    bounds: tuple[float, float, float, float]

    @cached_property
    def _grids(self) -> dict[int, GridIndex]:
        return {}

    def grid(self, cells: int) -> GridIndex:
        """Return the grid over the outlines with so many columns and rows; it is made once."""
        if cells not in self._grids:
            self._grids[cells] = GridIndex(self.geometry, cells)
        return self._grids[cells]

    @classmethod
    def of(
        cls,
        districts: gpd.GeoDataFrame,
        neighbours: gpd.GeoDataFrame | None = None,
        names: Mapping[str, Iterable[str]] | None = None,
    ) -> Outlines:
        """Take the outlines of districts and neighbours (index the id, column name, EPSG:4326).

        `names` are other names of the districts by id.
        """
        layers = [layer for layer in (districts, neighbours) if layer is not None]
        ids = [str(i) for layer in layers for i in layer.index]
        shapes = [shape for layer in layers for shape in layer.geometry]
        said = [(i, i) for i in ids] + [
            (str(i), str(name)) for layer in layers for i, name in layer["name"].items()
        ]
        said += [(i, name) for i, other in (names or {}).items() if i in ids for name in other]
        own = frozenset(map(str, districts.index))
        boxes = np.array([layer.total_bounds for layer in layers if layer.geometry.notna().any()])
        box = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)) if len(boxes) else (-180, -90, 180, 90)
        west, south, east, north = (float(side) for side in box)
        return cls(tuple(ids), own, by_name(said), tuple(shapes), (west, south, east, north))


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
    found = _points(table, mapping, notes)
    lon, lat, wrong = found.lon, found.lat, found.wrong
    declared, others, wide = _declared(table, mapping, outlines, notes)
    silent = _empty(declared) & _empty(others) if mapping.columns("district_ids") else np.ones(len(lon), bool)
    _drop_stand_ins(found, outlines, ~silent, table, notes)
    precision = _precision(table, mapping, np.isfinite(lon), found.larger, notes)
    precision[found.larger & np.isin(precision, ["exact", "settlement"])] = "district"
    given = np.isfinite(lon)
    parts = districts_of(found.shapes, found.larger, outlines.geometry, outlines.bounds)
    off = given & ~inside(lon, lat, outlines.bounds) & ~parts.on_map
    _note_points(table, found, off, notes)
    lines, remedy = (
        table.frame.index,
        marked("Check the geometry; the event counts for those parts that lie on it"),
    )
    expected = marked("a geometry whose sides seldom cross each other")
    rough = marked("Check the geometry; the event counts for all that lies between its outermost corners")
    notes.add(lines[parts.tangled], "", [""] * int(parts.tangled.sum()), expected, rough, severity="warning")
    cut = parts.partly & ~off
    words = shapes_text(found.shapes, cut)
    notes.add(
        lines[cut], "", words, marked("a geometry that lies wholly on the map"), remedy, severity="warning"
    )
    stands = given & ~off & (precision != "none")
    located, at = _locate(lon, lat, stands & ~found.larger, outlines)
    swapped = looks_swapped(lon, lat, outlines)
    district_ids, other_ids = _merge(declared, others, at, silent, outlines)
    _add_areas(district_ids, other_ids, parts.positions, stands & silent, outlines)
    lost = np.flatnonzero(~stands & ~wrong & (precision == "district"))
    precision[lost[_empty(district_ids[lost]) & _empty(other_ids[lost])]] = "none"
    drawn = stands & ~found.larger & np.isin(precision, ["exact", "settlement"])
    located[~drawn] = None
    if mapping.layout == GDELT.id:
        nowhere = ~given & ~wrong
        expected, remedy = marked("a place"), marked("Events without a place are listed, and not on the map")
        notes.tell(
            lines[nowhere], "ActionGeo_Lat", [""] * nowhere.sum(), expected, remedy, severity="warning"
        )
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


def _drop_stand_ins(found: Points, outlines: Outlines, named: Bools, table: Table, notes: Notes) -> None:
    """Take 0, 0 for no place where a district is named and the map does not reach there."""
    nowhere = (found.lon == 0) & (found.lat == 0) & named & ~inside(found.lon, found.lat, outlines.bounds)
    expected = marked("a point on the map, or blank cells")
    remedy = marked("The event counts for the district that its row names, without a point")
    values = ["0, 0"] * nowhere.sum()
    notes.tell(table.frame.index[nowhere], "", values, expected, remedy, severity="warning")
    found.lon[nowhere] = found.lat[nowhere] = np.nan


def looks_swapped(lon: Floats, lat: Floats, outlines: Outlines) -> bool:
    """Whether most points lie in a district with longitude and latitude exchanged, and far fewer as they are.

    The box around the map is not enough: points of elsewhere may fall in it either way.
    """
    given = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat))
    some = given[:: max(1, -(-len(given) // MANY))]
    x, y = lat[some], lon[some]
    there = inside(x, y, outlines.bounds)
    here = inside(lon[some], lat[some], outlines.bounds)
    if not len(some) or there.mean() <= MOST or here.sum() * TWICE > there.sum():
        return False
    _, at = _locate(x, y, there, outlines)
    return bool((at >= 0).mean() > MOST)


def _add_areas(
    own: Objects, other: Objects, positions: dict[int, tuple[int, ...]], silent: Bools, outlines: Outlines
) -> None:
    """Count areas and geometries of several parts for all the districts that they lie in."""
    for row, found in positions.items():
        if silent[row]:
            ids = [outlines.ids[position] for position in found]
            own[row] = tuple(dict.fromkeys(i for i in ids if i in outlines.own))
            other[row] = tuple(dict.fromkeys(i for i in ids if i not in outlines.own))


def shapes_text(shapes: Objects | None, rows: Bools) -> list[str]:
    """Return geometries of rows as WKT with few decimals, as they are told."""
    if shapes is None:
        return []
    return [shapely.to_wkt(shape, rounding_precision=4) for shape in shapes[rows]]


@dataclass(frozen=True)
class Points:
    """Points of rows: lon and lat (EPSG:4326, NaN without), which stand for something larger, which are wrong."""

    lon: Floats
    lat: Floats
    larger: Bools
    wrong: Bools
    shapes: Objects | None = None


def read_points(table: Table, mapping: ColumnMapping, notes: Notes) -> tuple[Floats, Floats]:
    """Return lon and lat of rows in degrees (EPSG:4326), NaN where there is no point."""
    found = _points(table, mapping, notes)
    return found.lon, found.lat


def _cells(table: Table, mapping: ColumnMapping, name: str) -> pd.Series | None:
    columns = mapping.columns(name)
    return table.frame[columns[0]] if columns else None


def _points(table: Table, mapping: ColumnMapping, notes: Notes) -> Points:
    """Return the points of rows: of two columns, of one with both, or of geometries."""
    count = len(table.frame)
    lon, lat = np.full(count, np.nan), np.full(count, np.nan)
    larger, wrong = np.zeros(count, bool), np.zeros(count, bool)
    x, y = _cells(table, mapping, "lon"), _cells(table, mapping, "lat")
    pairs, texts = _cells(table, mapping, "coordinates"), _cells(table, mapping, "wkt")
    if x is not None and y is not None:
        lon, lat, wrong = _two_columns(table, (y, x) if mapping.swapped else (x, y), mapping.epsg, notes)
    elif pairs is not None:
        lon, lat, wrong = _one_column(table, pairs, mapping, notes)
    shapes = table.geometry
    if texts is not None:
        shapes, broken = _geometries(table, texts, mapping, notes)
        wrong |= broken & ~np.isfinite(lon)
    elif shapes is not None and x is None and mapping.epsg != DEGREES:
        shapes = reproject(table.name, shapes, mapping.epsg)
    used = None
    if shapes is not None:
        x_of, y_of, large = points_of(shapes)
        if mapping.swapped and x is None:
            x_of, y_of = y_of, x_of
        free = ~np.isfinite(lon) & ~wrong
        lon, lat = np.where(free, x_of, lon), np.where(free, y_of, lat)
        larger = free & large
        used = (
            shapes
            if not (mapping.swapped and x is None)
            else shapely.transform(shapes, lambda xy: xy[:, ::-1])
        )
    return Points(lon, lat, larger, wrong, used)


def _geometries(
    table: Table, texts: pd.Series, mapping: ColumnMapping, notes: Notes
) -> tuple[Objects, Bools]:
    """Return the geometries of a column of texts in degrees, and which cannot be read."""
    found = shapes_of(texts)
    shapes = found.shapes
    blank = (tidied(texts) == "").to_numpy(bool)
    broken = shapely.is_missing(shapes) & ~blank
    lines, name = table.frame.index, str(texts.name)
    unread = broken & ~found.strange
    remedy = marked("Write it as POINT (46.75 39.82), longitude first")
    notes.add(lines[unread], name, texts[unread], marked("a geometry as WKT"), remedy)
    expected = marked("a geometry in a coordinate system that is known")
    remedy = marked("Write the number of the EPSG registry as its SRID, or the geometry in degrees (4326)")
    notes.add(lines[found.strange], name, texts[found.strange], expected, remedy)
    if mapping.epsg != DEGREES:
        plain = ~found.named & ~broken & ~blank
        shapes = shapes.copy()
        shapes[plain] = reproject(table.name, shapes[plain], mapping.epsg)
    return shapes, broken


def _one_column(
    table: Table, texts: pd.Series, mapping: ColumnMapping, notes: Notes
) -> tuple[Floats, Floats, Bools]:
    """Return lon, lat and faults of a column that holds both."""
    cells = tidied(texts)
    codes, different = pd.factorize(cells)
    lon, lat = np.full(len(different), np.nan), np.full(len(different), np.nan)
    for position, text in enumerate(different):
        pair = read_pair(text) if text else None
        if pair is not None:
            x, y = in_order(pair, mapping.pair_order)
            fits = not (x.fault or y.fault) and {x.axis, y.axis} not in ({"lon"}, {"lat"})
            if fits and abs(x.value) <= LIMITS["lon"] and abs(y.value) <= LIMITS["lat"]:
                lon[position], lat[position] = (
                    (x.value, y.value) if not mapping.swapped else (y.value, x.value)
                )
    lon, lat = lon[codes], lat[codes]
    wrong = np.isnan(lon) & (cells != "").to_numpy(bool)
    expected = marked("latitude and longitude in one cell")
    remedy = marked(
        "Write them in degrees with a comma between, as 39.82, 46.75; minutes and seconds below 60"
    )
    notes.add(table.frame.index[wrong], str(texts.name), texts[wrong], expected, remedy)
    return lon, lat, wrong


def _two_columns(
    table: Table, columns: tuple[pd.Series, pd.Series], epsg: int, notes: Notes
) -> tuple[Floats, Floats, Bools]:
    """Return lon, lat and faults of a column for each."""
    x, y = map(tidied_numbers, columns)
    blank = (x == "").to_numpy(bool) & (y == "").to_numpy(bool)
    bad = np.zeros(len(x), bool)
    values, lines = [], table.frame.index
    axes: tuple[Axis, Axis] = ("lon", "lat")
    for texts, axis in zip((x, y), axes, strict=True):
        found = read_column(texts, axis if epsg == DEGREES else "", metres=epsg != DEGREES)
        values.append(found.degrees.copy())
        alone = (texts == "").to_numpy(bool) & ~blank
        remedy = marked("Write it in degrees with a point before the decimals, as 46.75")
        unread = found.having("unread") | alone
        for rows, expected in (
            (unread, marked("a number")),
            (found.having("minutes"), marked("degrees with minutes and seconds below 60")),
            (found.having("sign"), marked("either a minus sign or a letter for the side, not both")),
            (found.having("open"), OTHER_LETTER[axis]),
        ):
            notes.add(lines[rows], str(texts.name), texts[rows], expected, remedy)
            bad |= rows
    nowhere = ~bad & ~blank & np.isin(values[0], STAND_INS) & np.isin(values[1], STAND_INS)
    if epsg == DEGREES:
        expected = marked("a number, or a blank cell")
        remedy = marked("It counts as blank")
        notes.tell(lines[nowhere], str(x.name), x[nowhere], expected, remedy, severity="warning")
        blank |= nowhere
    lon, lat = _to_degrees(table, values[0], values[1], epsg)
    lon[blank] = lat[blank] = np.nan
    for name, texts, found_degrees in (("lon", x, lon), ("lat", y, lat)):
        beyond = ~bad & ~blank & ~(np.abs(found_degrees) <= LIMITS[name])
        limit = f"{LIMITS[name]:.0f}"
        words = Sentence(marked("degrees from {low} to {high}"), {"low": f"-{limit}", "high": limit})
        remedy = marked("Correct the number; if the columns are metres, give the EPSG number of their system")
        add = notes.tell if beyond.sum() > 1 and beyond.all() else notes.add
        add(lines[beyond], str(texts.name), texts[beyond], words, remedy)
        bad |= beyond
    return np.where(bad, np.nan, lon), np.where(bad, np.nan, lat), bad


OTHER_LETTER = {
    "lon": marked("a longitude; its letter is that of a latitude"),
    "lat": marked("a latitude; its letter is that of a longitude"),
}
DEGREES = 4326


def tidied_numbers(texts: pd.Series) -> pd.Series:
    """Return a column of numbers tidied; one that is all plain numbers is left as it is, which takes no time."""
    cells = pa.array(texts, pa.large_string())
    try:
        filled = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.large_string()), cells)
        if pc.all(pc.is_finite(pc.cast(filled, pa.float64()))).as_py() is not False:
            return texts
    except pa.ArrowInvalid:
        pass  # Some are written otherwise.
    return tidied(texts)


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
        of_row, different = pd.factorize(codes)
        plain, meaning = [code_text(text) for text in different], _meaning(mapping)
        words = _objects([meaning(text) for text in plain])[of_row]
        known = np.array([meaning(text) is not None for text in plain], bool)[of_row]
        strange = ~known & ~np.array([is_blank(text) for text in plain], bool)[of_row]
        listed = ", ".join(mapping.location_codes)
        expected = one_of(listed)
        remedy = marked("Add the code to the mapping; until then the point counts as given")
        notes.add(
            table.frame.index[strange], str(codes.name), codes[strange], expected, remedy, severity="warning"
        )
        usable = known & (has_point | np.isin(words, ["district", "none"]))
        precision[usable] = words[usable]
    return precision


def _meaning(mapping: ColumnMapping) -> Callable[[str], str | None]:
    """Return what says what a code of precision means."""
    codes = mapping.location_codes

    def known(text: str) -> str | None:
        return codes.get(text) or (place_precision(text, codes) if mapping.layout == PLAIN else None)

    return known


def _note_points(table: Table, found: Points, off: Bools, notes: Notes) -> None:
    """Tell the points that are off the map, in one sentence where all of them are."""
    lon, lat, given = found.lon, found.lat, np.isfinite(found.lon)
    lines = table.frame.index[off]
    if not notes.one_by_one and off.sum() > 1 and (off == given).all():
        expected = marked("a point on the map; all points of this file lie outside of it")
        remedy = marked("Bring districts of your own around these points, or a file about this region")
        first = int(np.flatnonzero(off)[0])
        notes.tell(lines, "", [f"{lon[first]:.5f}, {lat[first]:.5f}"], expected, remedy)
        return
    shown = [f"{x:.5f}, {y:.5f}" for x, y in zip(lon[off], lat[off], strict=True)]
    remedy = marked("Correct the point; or leave it, the event is only not shown on this map")
    notes.add(lines, "", shown, marked("a point on the map"), remedy)


def _locate(
    lon: Floats, lat: Floats, asked: Bools, outlines: Outlines
) -> tuple[Objects, npt.NDArray[np.int64]]:
    at = np.full(len(lon), -1, dtype="int64")
    if asked.any():
        cells = FINE if asked.sum() > MANY else COARSE
        at[asked] = outlines.grid(cells).locate(lon[asked], lat[asked])
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
    codes, different = pd.factorize(tidied(texts))
    own, others, wide, unknown = [], [], [], []
    for text in different:
        ids, rest = read_districts(text, outlines.by_name)
        wide.append(REGION_WIDE in map(str.lower, rest))
        own.append(tuple(i for i in ids if i in outlines.own))
        others.append(tuple(i for i in ids if i not in outlines.own))
        unknown.append(len(rest) > wide[-1])
    every = tuple(i for i in outlines.ids if i in outlines.own)
    own = [every if whole else ids for whole, ids in zip(wide, own, strict=True)]
    strange = np.array(unknown, dtype=bool)[codes]
    remedy = marked("Correct the name; the event does not count for this district")
    notes.add(
        table.frame.index[strange],
        str(texts.name),
        texts[strange],
        marked("a district of the map"),
        remedy,
        severity="warning",
    )
    return _tuples(own)[codes], _tuples(others)[codes], np.array(wide, dtype=bool)[codes]


def _merge(
    declared: Objects, others: Objects, at: npt.NDArray[np.int64], silent: Bools, outlines: Outlines
) -> tuple[Objects, Objects]:
    """Return the declared districts; of rows that declare none, the outline that the point falls in."""
    own = _tuples([*((i,) if i in outlines.own else () for i in outlines.ids), ()])[at]
    other = _tuples([*((i,) if i not in outlines.own else () for i in outlines.ids), ()])[at]
    if silent.all():
        return own, other
    return np.where(silent, own, declared), np.where(silent, other, others)


def _objects(values: list[str | None]) -> Objects:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _tuples(values: list[tuple[str, ...]]) -> Objects:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _empty(values: Objects) -> Bools:
    return np.fromiter((not value for value in values), dtype=bool, count=len(values))
