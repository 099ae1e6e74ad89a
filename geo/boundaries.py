"""A person's own districts: any layer of polygons with names becomes a dataset without events."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.about import About, Controller, DistrictEntry, Evidence, Jump, Resource
from geo.claim_rules import ClaimRules
from geo.dataset import Dataset
from geo.dates import day_number
from geo.disagreements import COLUMNS as DISAGREEMENTS
from geo.identifiers import slug
from geo.importers.problems import Notes, as_problems, refusal
from geo.importers.words import BY_WORD, plain
from geo.layers import CRS, LATITUDES, LONGITUDES
from geo.model import TABLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.errors import Problem
    from geo.importers import Table

POLYGONS = (3, 6)
"""Shapely's numbers of the types Polygon and MultiPolygon."""
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
UNRECORDED = Controller("unrecorded", "No holder recorded", "#CFCABF", "#3A424B")
EVIDENCE = (
    Evidence("several", "Several sides", "Two or more sources that speak with different voices."),
    Evidence("one_side", "One side", "Two or more sources, and all of them speak with one voice."),
    Evidence("single", "Single source", "All its claims come from one source."),
    Evidence("disputed", "Disputed", "The sources contradict one another about it."),
)
FIRST_DAY = day_number("1988-01-01")
MARGIN = 0.05
"""Share of the extent that the first view leaves free on each side."""


@dataclass(frozen=True, eq=False)
class Boundaries:
    """A dataset of districts, and what was wrong with the layer."""

    dataset: Dataset
    problems: tuple[Problem, ...]


def name_column(table: Table) -> str:
    """Return the column that most likely holds the names of the features, "" without any."""
    lower = {column.lower(): column for column in table.columns}
    known = next((lower[name] for name in NAME_COLUMNS if name in lower), "")
    worded = (column for column in table.columns if BY_WORD.get(plain(column)) in {"title", "district_ids"})
    return known or next(worded, "")


def read_boundaries(table: Table, column: str = "") -> Boundaries:
    """Make a dataset of a layer of polygons.

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
        expected = f"a column with the names of the districts, one of {', '.join(table.columns)}"
        raise refusal(table.name, column, expected, "Choose the column")
    if table.geometry is None:
        raise refusal(
            table.name, "", "a layer of polygons", "Give GeoJSON, GeoPackage, Shapefile or GeoParquet"
        )
    notes = Notes(list(table.notes.parts))
    shapes, usable = _repaired(table, notes)
    names = table.frame[column].str.strip()
    unnamed = usable & (names.map(slug) == "").to_numpy(bool)
    lines = table.frame.index
    notes.add(lines[unnamed], column, names[unnamed], "a name with letters or digits", "Name the feature")
    usable &= ~unnamed
    if not usable.any():
        raise refusal(table.name, "", "polygons with names", "Choose another layer")
    ids = names[usable].map(slug)
    repeated = ids.duplicated()
    notes.add(
        ids.index[repeated],
        column,
        names[usable][repeated],
        "a name of its own (an earlier feature has the same)",
        "Rename one; until then both are one district",
        severity="warning",
    )
    merged = gpd.GeoSeries(shapes[usable], crs=CRS).groupby(ids.to_numpy(), sort=False).agg(shapely.union_all)
    labels = names[usable].groupby(ids.to_numpy(), sort=False).first()
    districts = _districts(labels, gpd.GeoSeries(merged, crs=CRS))
    return Boundaries(_dataset(table, districts), as_problems(table.name, notes.frame()))


def _repaired(table: Table, notes: Notes) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """Return valid polygons, and which features have one."""
    assert table.geometry is not None  # noqa: S101 (looked at by the caller)
    shapes = shapely.force_2d(table.geometry)
    present = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    invalid = present & ~shapely.is_valid(shapes)
    reasons = [str(reason) for reason in shapely.is_valid_reason(shapes[invalid])]
    remedy = "It was repaired here; look at its outline on the map"
    lines = table.frame.index
    notes.add(lines[invalid], "geometry", reasons, "rings that do not cross", remedy, severity="warning")
    shapes[invalid] = [_areas(shape) for shape in shapely.make_valid(shapes[invalid])]
    polygons = np.isin(shapely.get_type_id(shapes), POLYGONS) & ~shapely.is_empty(shapes)
    kinds = [shape.geom_type if shape is not None else "no geometry" for shape in table.geometry[~polygons]]
    notes.add(lines[~polygons], "geometry", kinds, "a polygon", "Give the outline, or leave it out")
    west, south, east, north = np.nan_to_num(shapely.bounds(shapes)).T
    within = (
        (west >= LONGITUDES[0]) & (east <= LONGITUDES[1]) & (south >= LATITUDES[0]) & (north <= LATITUDES[1])
    )
    expected = "degrees, or a coordinate system that the file names"
    notes.add(
        lines[polygons & ~within],
        "geometry",
        [""] * int((polygons & ~within).sum()),
        expected,
        "Save the layer with its coordinate system",
    )
    return shapes, polygons & within


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


def _dataset(table: Table, districts: gpd.GeoDataFrame) -> Dataset:
    empty = {
        name: pd.DataFrame({field: pd.Series(dtype="str") for field in fields})
        for name, fields in TABLES.items()
    }
    places = gpd.GeoDataFrame(
        empty["places"].astype({"lon": "float64", "lat": "float64"}).set_index("place_id"),
        geometry=[],
        crs=CRS,
    )
    lines = gpd.GeoDataFrame({"name_en": pd.Series(dtype="str")}, geometry=[], crs=CRS)
    periods = (
        empty["control_periods"]
        .assign(from_day=pd.Series(dtype="int32"), to_day=pd.Series(dtype="Int32"))
        .astype({"source_ids": "object"})
    )
    days = pd.DataFrame(
        {
            "district_id": pd.Series(dtype="str"),
            "month": pd.Series(dtype="int64"),
            "day": pd.Series(dtype="int64"),
            "decree_date": pd.Series(dtype="str"),
            "source_id": pd.Series(dtype="str"),
        }
    )
    sources = empty["sources"].set_index("source_id")
    sources.insert(2, "voice", pd.Series(dtype="str"))
    said = {
        name: pd.Series(dtype="str")
        for name in ("publisher", "publisher_kind", "voice", "source_title", "published", "url", "language")
    }
    return Dataset(
        folder=Path(table.name),
        about=_about(table, districts),
        events=_no_events(empty["events"]),
        claims=empty["claims"].assign(**said),
        sources=sources,
        control_periods=periods,
        places=places,
        city_days=days,
        district_facts=empty["district_facts"],
        districts=districts,
        neighbours=districts.iloc[:0],
        backdrop={"countries": lines, "waters": lines, "rivers": lines},
        disagreements=pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in DISAGREEMENTS.items()}),
    )


def _no_events(table: pd.DataFrame) -> pd.DataFrame:
    kinds = {
        "lon": "float64",
        "lat": "float64",
        "first_day": "int32",
        "last_day": "int32",
        "region_wide": "bool",
        "n_sources": "int64",
        "n_publishers": "int64",
        "independent": "bool",
        "state_only": "bool",
        "disputed": "bool",
        "placing": "str",
        "support": "str",
        "evidence": "str",
        "search_text": "str",
        **dict.fromkeys(
            ("end_date", "district_ids", "place_ids", "other_district_ids", "located_in", "voices"), "object"
        ),
    }
    extra = {name: pd.Series(dtype=kind) for name, kind in kinds.items()}
    return table.set_index("event_id").assign(**extra)


def _about(table: Table, districts: gpd.GeoDataFrame) -> About:
    west, south, east, north = (float(side) for side in districts.total_bounds)
    wide, high = (east - west) * MARGIN, (north - south) * MARGIN
    digest = hashlib.sha256(b"".join(shapely.to_wkb(districts.geometry.to_numpy()))).hexdigest()
    title = Path(table.name).stem.replace("_", " ").strip() or "Own districts"
    return About(
        title=title,
        subtitle="",
        first_day=FIRST_DAY,
        default_day=FIRST_DAY,
        default_range=(FIRST_DAY, FIRST_DAY),
        categories=(),
        groups=(),
        controllers=(),
        unrecorded=UNRECORDED,
        voices=(),
        evidence=EVIDENCE,
        jumps=(Jump("all", "All", FIRST_DAY, None),),
        landmarks=(),
        tiles=(),
        field_labels={},
        fact_labels={},
        publisher_kinds={},
        notes={},
        claim_rules=ClaimRules(),
        measures=(),
        districts=tuple(DistrictEntry(str(i), "") for i in districts.index),
        resources=(Resource("districts", table.name, "Districts", (), "", len(districts)),),
        attribution="",
        bounds=((south - high, west - wide), (north + high, east + wide)),
        version=digest[:12],
    )
