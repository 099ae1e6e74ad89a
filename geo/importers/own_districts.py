"""A person's own districts: any layer of polygons with names becomes a dataset without events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.i18n import Sentence, marked, sentence_text
from geo.identifiers import slug
from geo.importers.empty_dataset import bare_dataset
from geo.importers.header_synonyms import BY_WORD, plain
from geo.importers.problems import ImportProblems, Notes, as_csv, as_problems, refusal
from geo.spatial.geojson_layer import CRS, LATITUDES, LONGITUDES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from geo.dataset.dataset import Dataset
    from geo.errors import Problem
    from geo.importers import Table

    Bools = npt.NDArray[np.bool_]

POLYGONS = (3, 6)
"""Shapely's numbers of the types Polygon and MultiPolygon."""
COLLECTION = 7
"""Shapely's number of the type GeometryCollection."""
ROUNDING = 1e-6
"""Degrees: what a coordinate may be beyond the limits because it was rounded."""
WORD = "district"
NAME_COLUMNS = (
    "name_en",
    "name",
    "shapename",
    "adm2_en",
    "adm1_en",
    "name_2",
    "name_1",
    "namelsad",
    "district",
)
LETTER = r"[^\W\d_]"


@dataclass(frozen=True, eq=False)
class Boundaries:
    """A dataset of districts, and what became of the layer that they were made of.

    Parameters
    ----------
    name
        Name of the file.
    dataset
        The districts, without events.
    problem_rows
        What was wrong: columns line (position of the feature from 1), column, value, expected,
        remedy, severity. Features with an `error` are left out, those with a `warning` are not.
    read, repaired, left_out
        Number of features in the layer, of those whose rings were repaired, and of those that
        are no district.
    """

    name: str
    dataset: Dataset
    problem_rows: pd.DataFrame
    read: int
    repaired: int
    left_out: int

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong, as sentences."""
        return as_problems(self.name, self.problem_rows)

    def problems_csv(self) -> bytes:
        """Return what was wrong as CSV (UTF-8), without formulas."""
        return as_csv(self.problem_rows)

    def summary(self) -> str:
        """Return the counts in a sentence."""
        words = (
            marked(
                "{read} features read, {districts} districts, {repaired} repaired, {left_out} left out: see the list."
            )
            if self.repaired and self.left_out
            else marked("{read} features read, {districts} districts, {repaired} repaired.")
            if self.repaired
            else marked("{read} features read, {districts} districts, {left_out} left out: see the list.")
            if self.left_out
            else marked("{read} features read, {districts} districts.")
        )
        counts: dict[str, str | int | float | Sentence] = {
            "read": self.read,
            "districts": len(self.dataset.districts),
            "repaired": self.repaired,
            "left_out": self.left_out,
        }
        return sentence_text(Sentence(words, counts))


@dataclass(frozen=True, eq=False)
class NamedOutlines:
    """Outlines of districts with their names, as they were made of a layer.

    Parameters
    ----------
    name
        Name of the file.
    ids, labels
        Id and name of each district.
    shapes
        Their outlines: valid polygons and multipolygons, EPSG:4326.
    problem_rows, read, repaired, left_out
        As in :class:`Boundaries`.
    """

    name: str
    ids: list[str]
    labels: list[str]
    shapes: npt.NDArray[np.object_]
    problem_rows: pd.DataFrame
    read: int
    repaired: int
    left_out: int


def name_column(table: Table) -> str:
    """Return the column that most likely holds the names of the features, "" without any.

    That is one with a header which says so, or else the first whose texts all differ and have letters.
    """
    lower = {column.lower(): column for column in table.columns}
    known = (lower[name] for name in NAME_COLUMNS if name in lower)
    worded = (column for column in table.columns if BY_WORD.get(plain(column)) in {"title", "district_ids"})
    named = (column for name, column in lower.items() if "name" in name)
    found = next((column for guesses in (known, worded, named) for column in guesses), "")
    return found or next((column for column in table.columns if _are_names(table.frame[column])), "")


def _are_names(texts: pd.Series) -> bool:
    return texts.is_unique and bool(texts.str.contains(LETTER, regex=True).all())


def read_boundaries(table: Table, column: str = "") -> Boundaries:
    """Make a dataset of a layer of polygons, as :func:`outlines_of` and :func:`boundaries_of` do it."""
    return boundaries_of(outlines_of(table, column))


def boundaries_of(outlines: NamedOutlines) -> Boundaries:
    """Return the dataset of outlines with names, and what became of their layer."""
    index = pd.Index(outlines.ids, name="district_id", dtype="str")
    districts = _districts(pd.Series(outlines.labels, index), gpd.GeoSeries(outlines.shapes, index, crs=CRS))
    return Boundaries(
        outlines.name,
        bare_dataset(outlines.name, districts),
        outlines.problem_rows,
        read=outlines.read,
        repaired=outlines.repaired,
        left_out=outlines.left_out,
    )


def is_polygon(shapes: npt.NDArray[np.object_]) -> Bools:
    """Return which geometries have an area."""
    found: Bools = np.isin(shapely.get_type_id(shapes), POLYGONS) & ~shapely.is_empty(shapes)
    return found


def outlines_of(table: Table, column: str = "") -> NamedOutlines:
    """Return the outlines of a layer of polygons with their names.

    Rings that cross themselves are repaired (`shapely.make_valid`, of which the areas are kept)
    and told. Features of one name become one district.

    Parameters
    ----------
    table
        A layer from :func:`geo.importers.read_table`.
    column
        The column with the names; "" for the likeliest.

    Raises
    ------
    ImportProblems
        When it has no polygons, or no column with names.
    """
    column = column or name_column(table)
    if column not in table.frame.columns:
        words = marked("a column with the names of the districts, one of {columns}")
        expected = Sentence(words, {"columns": ", ".join(table.columns)})
        raise refusal(table.name, column, expected, marked("Choose the column"))
    if table.geometry is None:
        raise refusal(
            table.name,
            "",
            marked("a layer of polygons"),
            marked("Give GeoJSON, GeoPackage, Shapefile or GeoParquet"),
        )
    notes = Notes(list(table.notes.parts))
    shapes, usable, crossed = _repaired(table, notes)
    names = table.frame[column].str.strip()
    unnamed = usable & (names.map(slug) == "").to_numpy(bool)
    lines = table.frame.index
    notes.add(
        lines[unnamed],
        column,
        names[unnamed],
        marked("a name with letters or digits"),
        marked("Name the feature"),
    )
    usable &= ~unnamed
    if not usable.any():
        raise _nowhere(table)
    ids = names[usable].map(slug)
    repeated = ids.duplicated()
    notes.add(
        ids.index[repeated],
        column,
        names[usable][repeated],
        marked("a name of its own (an earlier feature has the same)"),
        marked("Rename one; until then both are one district"),
        severity="warning",
    )
    merged = gpd.GeoSeries(shapes[usable], crs=CRS).groupby(ids.to_numpy(), sort=False).agg(shapely.union_all)
    labels = names[usable].groupby(ids.to_numpy(), sort=False).first()
    used = int(usable.sum())
    return NamedOutlines(
        table.name,
        list(map(str, labels.index)),
        list(labels),
        np.asarray(merged, dtype=object),
        notes.frame(),
        read=table.read,
        repaired=int((usable & crossed).sum()),
        left_out=table.read - used,
    )


def _repaired(table: Table, notes: Notes) -> tuple[npt.NDArray[np.object_], Bools, Bools]:
    """Return valid polygons, which features have one, and which had rings that cross."""
    assert table.geometry is not None  # noqa: S101 (looked at by the caller)
    shapes = shapely.force_2d(table.geometry)
    collections = shapely.get_type_id(shapes) == COLLECTION
    shapes[collections] = [_areas(shape) for shape in shapes[collections]]
    present = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    invalid = present & ~shapely.is_valid(shapes)
    reasons = [str(reason) for reason in shapely.is_valid_reason(shapes[invalid])]
    remedy = marked("It was repaired here; look at its outline on the map")
    lines = table.frame.index
    notes.add(
        lines[invalid], "geometry", reasons, marked("rings that do not cross"), remedy, severity="warning"
    )
    shapes[invalid] = [_areas(shape) for shape in shapely.make_valid(shapes[invalid])]
    polygons = is_polygon(shapes)
    kinds = [shape.geom_type if shape is not None else "no geometry" for shape in table.geometry[~polygons]]
    notes.add(
        lines[~polygons], "geometry", kinds, marked("a polygon"), marked("Give the outline, or leave it out")
    )
    shapes[polygons] = _rounded_in(shapes[polygons])
    west, south, east, north = np.nan_to_num(shapely.bounds(shapes)).T
    within = (
        (west >= LONGITUDES[0]) & (east <= LONGITUDES[1]) & (south >= LATITUDES[0]) & (north <= LATITUDES[1])
    )
    expected = marked("degrees, or a coordinate system that the file names")
    notes.add(
        lines[polygons & ~within],
        "geometry",
        [""] * int((polygons & ~within).sum()),
        expected,
        marked("Save the layer with its coordinate system"),
    )
    return shapes, polygons & within, invalid


def _nowhere(table: Table) -> Exception:
    """Return the refusal of a layer of which no feature can be a district, with the true reason."""
    if any(question.about == "epsg" for question in table.questions):
        expected = marked("a coordinate system that the file names, for its coordinates are metres")
        remedy = marked("Choose the coordinate system, or give its EPSG number (--districts-epsg)")
        return refusal(table.name, "", expected, remedy)
    return refusal(table.name, "", marked("polygons with names"), marked("Choose another layer"))


def _rounded_in(shapes: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Return outlines that reach beyond 180 or 90 degrees by a rounding only, without that."""
    limits = np.array([[LONGITUDES[0], LATITUDES[0]], [LONGITUDES[1], LATITUDES[1]]])

    def inward(xy: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        clipped = np.clip(xy, *limits)
        return np.where(np.abs(clipped - xy) <= ROUNDING, clipped, xy)

    moved: npt.NDArray[np.object_] = shapely.transform(shapes, inward) if len(shapes) else shapes
    return moved


def has_areas(table: Table) -> bool:
    """Whether a table has polygons, by themselves or within collections."""
    if table.geometry is None:
        return False
    kinds = shapely.get_type_id(table.geometry)
    parts = shapely.get_type_id(shapely.get_parts(table.geometry[kinds == COLLECTION]))
    return bool(np.isin([*kinds, *parts], POLYGONS).any())


def likeliest_layer(read: Callable[[str], Table]) -> Table:
    """Return that part of a file which is most likely a layer of districts.

    The program's own exports have events first and districts behind them.

    Parameters
    ----------
    read
        Reads a part of the file; "" for the likeliest of all.

    Raises
    ------
    ImportProblems
        When not even its likeliest part can be read.
    """
    table = read("")
    if has_areas(table):
        return table
    others = [part for part in table.parts if part != table.part]
    for part in sorted(others, key=lambda part: WORD not in part.casefold()):
        try:
            other = read(part)
        except ImportProblems:
            continue
        if has_areas(other):
            return other
    return table


def _areas(shape: shapely.Geometry) -> shapely.Geometry:
    """Return what has an area of a repaired geometry, without stray lines and points."""
    parts = shapely.get_parts(shape)
    return shapely.union_all(parts[np.isin(shapely.get_type_id(parts), POLYGONS)])


def _districts(labels: pd.Series, shapes: gpd.GeoSeries) -> gpd.GeoDataFrame:
    points = shapes.representative_point()
    return gpd.GeoDataFrame(
        {
            "name": labels.to_numpy(),
            "label_lon": points.x.to_numpy(),
            "label_lat": points.y.to_numpy(),
            "seat_lon": np.nan,
            "seat_lat": np.nan,
            "outlined": True,
            "economic_region": "",
        },
        geometry=shapes.to_numpy(),
        index=pd.Index(labels.index, name="district_id"),
        crs=CRS,
    )
