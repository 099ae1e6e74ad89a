"""Coordinates of rows: numbers and WKT of many spellings, coordinate systems, swapped axes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo.importers.problems import refusal
from geo.spatial.nesting import from_wkt

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]
    Shapes = npt.NDArray[np.object_]

LIMITS = {"lon": 180.0, "lat": 90.0}
POINT = 0
"""Shapely's number of the type Point."""
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
DEGREES = re.compile(
    r"""(?P<sign>[+-]?)(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*[°º]?\s*
    (?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?
    (?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”|'')\s*)?
    (?P<side>[NSEW]?)""",
    re.VERBOSE | re.IGNORECASE,
)
SRID = re.compile(r"^\s*SRID=\d+;", re.IGNORECASE)


def numbers(texts: pd.Series) -> Floats:
    """Return texts as numbers, NaN where there is none.

    A decimal comma, degrees with minutes and seconds, and a letter for the side are understood:
    `46,75`, `46°45′00″E`, `46.75 W` (negative).
    """
    values = _plain_numbers(texts)
    rest = np.flatnonzero(np.isnan(values) & (texts != "").to_numpy(dtype=bool))
    if rest.size:
        left = texts.iloc[rest]
        known = {text: _number(text) for text in left.unique()}
        values[rest] = [known[text] for text in left]
    return values


def _plain_numbers(texts: pd.Series) -> Floats:
    """Return texts as finite numbers where they are written with a decimal point, NaN elsewhere."""
    cells = pa.array(texts, pa.large_string())
    try:
        filled = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.large_string()), cells)
        values = pc.cast(filled, pa.float64()).to_numpy(zero_copy_only=False).astype("float64")
    except pa.ArrowInvalid:  # Not all of them are; this way takes each by itself, and longer.
        values = pd.to_numeric(texts.str.strip(), errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def _number(text: str) -> float:
    text = text.strip().replace("\u00a0", "").replace("−", "-")
    if DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    found = DEGREES.fullmatch(text)
    if found is None:
        return float("nan")
    parts = [float((found[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    negative = found["sign"] == "-" or found["side"].upper() in {"S", "W"}
    return -value if negative else value


def shapes_of(texts: pd.Series) -> Shapes:
    """Return WKT (or EWKT) as geometries, None where there is none."""
    plain = np.array([text or None for text in texts.str.replace(SRID, "", regex=True)], dtype=object)
    return from_wkt(plain)


def points_of(shapes: Shapes) -> tuple[Floats, Floats, Bools]:
    """Return lon and lat of geometries, a point within those that are larger, and which are larger."""
    kinds = shapely.get_type_id(shapes)
    present = (kinds >= 0) & ~shapely.is_empty(shapes)
    larger = present & (kinds != POINT)
    points = shapes.copy()
    points[larger] = shapely.point_on_surface(shapes[larger])
    points[~present] = None
    lon, lat = shapely.get_x(points), shapely.get_y(points)
    finite = np.isfinite(lon) & np.isfinite(lat)
    return np.where(finite, lon, np.nan), np.where(finite, lat, np.nan), larger


def transformer(name: str, crs: Any) -> Transformer | None:  # noqa: ANN401 (whatever names a CRS)
    """Return what takes coordinates to EPSG:4326 (lon, lat); None when they are such already.

    Raises
    ------
    ImportProblems
        When nothing is known under that name.
    """
    if not crs:
        return None
    try:
        found = CRS.from_user_input(crs)
        if found.to_epsg() == 4326 or str(crs).endswith(("CRS84", "4326")):  # noqa: PLR2004 (WGS 84)
            return None
        return Transformer.from_crs(found, "EPSG:4326", always_xy=True)
    except (CRSError, ProjError, ValueError, TypeError):
        remedy = "Give the number of the EPSG registry, as 32638 for UTM zone 38N"
        raise refusal(name, str(crs), "a coordinate system that is known", remedy) from None


def reproject(name: str, shapes: Shapes, crs: Any) -> Shapes:  # noqa: ANN401 (whatever names a CRS)
    """Return geometries in EPSG:4326 (lon, lat in degrees)."""
    change = transformer(name, crs)
    if change is None:
        return shapes
    moved: Shapes = shapely.transform(
        shapes, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    )
    return moved


def inside(lon: Floats, lat: Floats, bounds: tuple[float, float, float, float]) -> Bools:
    """Return which points lie within (west, south, east, north) in degrees."""
    west, south, east, north = bounds
    return (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)


def look_swapped(lon: Floats, lat: Floats, bounds: tuple[float, float, float, float]) -> bool:
    """Whether most points lie on the map only with longitude and latitude exchanged."""
    given = np.isfinite(lon) & np.isfinite(lat)
    if not given.any():
        return False
    here, there = inside(lon[given], lat[given], bounds), inside(lat[given], lon[given], bounds)
    return bool((there & ~here).mean() > 0.5)  # noqa: PLR2004 (most of them)
