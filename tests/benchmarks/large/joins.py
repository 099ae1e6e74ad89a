"""Which district does a point lie in: this project's grid and three other ways, with equal answers."""

from __future__ import annotations

import time
import warnings
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import sedonadb
import shapely

from geo.spatial.geojson_layer import CRS
from geo.spatial.point_in_polygon import NOWHERE, GridIndex
from tests.benchmarks.generator import SEED
from tests.benchmarks.large import titles
from tests.benchmarks.large.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    import geo

    Positions = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]
    Ask = Callable[[], Positions]

SAMPLES = 3
"""How often each way is timed with each number of points."""

QUERY = """
SELECT points.id, min(outlines.position) AS position
FROM points JOIN outlines ON ST_Intersects(outlines.geometry, {point})
GROUP BY points.id
"""


def measure(dataset: geo.Dataset, sizes: tuple[int, ...]) -> Iterator[Taken]:
    """Time each way with the same points, strewn evenly over the rectangle around all outlines.

    A way begins with the points and outlines in the form that it takes them in, already in memory, and
    ends with the position of the first outline that each point touches.

    Raises
    ------
    ValueError
        When two ways do not give the same answer for every point.
    """
    outlines = gpd.GeoSeries(
        pd.concat([dataset.districts.geometry.dropna(), dataset.neighbours.geometry]).to_numpy(), crs=CRS
    )
    random = np.random.default_rng(SEED)
    west, south, east, north = outlines.total_bounds
    for size in sizes:
        lon, lat = random.uniform(west, east, size), random.uniform(south, north, size)
        expected: Positions | None = None
        for way, prepare in WAYS.items():
            began = time.perf_counter()
            ask = prepare(outlines, lon, lat)
            if way == "grid":
                yield Taken(titles.GRID, way, size, [time.perf_counter() - began])
            taken = Taken(titles.JOIN, way, size)
            for _ in range(SAMPLES):
                began = time.perf_counter()
                found = ask()
                taken.samples.append(time.perf_counter() - began)
                expected = found if expected is None else expected
                if not np.array_equal(found, expected):
                    message = f"{way} places {np.sum(found != expected):,} of {size:,} points otherwise"
                    raise ValueError(message)
            yield taken


def _grid(outlines: gpd.GeoSeries, lon: Floats, lat: Floats) -> Ask:
    index = GridIndex(outlines)
    return lambda: index.locate(lon, lat)


def _geopandas(outlines: gpd.GeoSeries, lon: Floats, lat: Floats) -> Ask:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=CRS)
    polygons = outlines.to_frame("geometry")

    def ask() -> Positions:
        joined = gpd.sjoin(points, polygons, predicate="intersects")["index_right"]
        return _filled(len(lon), joined.groupby(level=0).min())

    return ask


def _duckdb(outlines: gpd.GeoSeries, lon: Floats, lat: Floats) -> Ask:
    connection = duckdb.connect()
    extensions = files("duckdb_extension_spatial") / f"extensions/v{duckdb.__version__}"
    connection.load_extension(str(extensions / "spatial.duckdb_extension"))
    connection.register("given_points", _points(lon, lat))
    connection.register(
        "given_outlines",
        pa.table({"position": np.arange(len(outlines)), "wkb": shapely.to_wkb(outlines.to_numpy())}),
    )
    connection.execute("CREATE TABLE points AS FROM given_points")
    connection.execute(
        "CREATE TABLE outlines AS SELECT position, ST_GeomFromWKB(wkb) AS geometry FROM given_outlines"
    )
    query = QUERY.format(point="ST_Point(points.lon, points.lat)")
    return lambda: _of_table(len(lon), connection.execute(query).to_arrow_table())


def _sedonadb(outlines: gpd.GeoSeries, lon: Floats, lat: Floats) -> Ask:
    with warnings.catch_warnings(action="ignore"):  # It looks for PROJ and GDAL, which a join needs not.
        context: Any = sedonadb.connect()
    context.create_data_frame(_points(lon, lat)).to_view("points")
    polygons = gpd.GeoDataFrame({"position": np.arange(len(outlines))}, geometry=outlines.to_numpy(), crs=CRS)
    context.create_data_frame(polygons).to_view("outlines")
    query = QUERY.format(point="ST_SetSRID(ST_Point(points.lon, points.lat), 4326)")
    return lambda: _of_table(len(lon), pa.table(context.sql(query)))


def _points(lon: Floats, lat: Floats) -> pa.Table:
    return pa.table({"id": np.arange(len(lon)), "lon": lon, "lat": lat})


def _of_table(size: int, table: pa.Table) -> Positions:
    return _filled(size, pd.Series(table["position"].to_numpy(), table["id"].to_numpy()))


def _filled(size: int, found: pd.Series[int]) -> Positions:
    positions = np.full(size, NOWHERE, dtype="int32")
    positions[found.index.to_numpy()] = found.to_numpy()
    return positions


WAYS: dict[str, Callable[[gpd.GeoSeries, Floats, Floats], Ask]] = {
    "grid": _grid,
    "geopandas": _geopandas,
    "duckdb": _duckdb,
    "sedonadb": _sedonadb,
}
