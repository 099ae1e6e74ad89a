"""Coordinates of rows: numbers and WKT of many spellings, coordinate systems, swapped axes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo.i18n import marked
from geo.importers.angles import Angle, read_angle
from geo.importers.cells import LONGEST
from geo.importers.problems import ImportProblems, refusal
from geo.spatial.nesting import from_wkb, from_wkt

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.importers.angles import Axis, Fault

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]
    Shapes = npt.NDArray[np.object_]

LIMITS = {"lon": 180.0, "lat": 90.0}
POINT = 0
"""Shapely's number of the type Point."""
DECIMAL_COMMA = re.compile(r"[+-]?[0-9]{1,9},[0-9]{1,20}")
THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:[ '’][0-9]{3}){1,3}(?:[.,][0-9]{1,20})?")
"""Metres with their thousands parted."""
PLAIN = r"\A-?[0-9]{1,15}(?:\.[0-9]{1,20})?\z"
"""A number that Arrow reads."""
SRID = re.compile(r"SRID=([0-9]{1,6});", re.IGNORECASE)
WKB = re.compile(r"0[01][0-9A-F]{8,}", re.IGNORECASE)
"""Well-known binary in hexadecimal digits, as databases write a geometry."""
DEGREES = 4326
FAULTS: tuple[Fault, ...] = ("", "unread", "minutes", "sign", "open")


@dataclass(frozen=True)
class Angles:
    """Numbers of a column of coordinates.

    Parameters
    ----------
    degrees
        float64, NaN where there is none; metres where the column is of a projected system.
    faults
        int8, positions in `FAULTS`; "open" is a letter that contradicts the column.
    """

    degrees: Floats
    faults: npt.NDArray[np.int8]

    def having(self, fault: Fault) -> Bools:
        """Return the rows with a fault."""
        rows: Bools = self.faults == FAULTS.index(fault)
        return rows


def read_column(texts: pd.Series, axis: Axis = "", *, metres: bool = False) -> Angles:
    """Read a column of coordinates.

    A decimal comma, degrees with minutes and seconds, and a letter for the side are understood:
    `46,75`, `46°45′00″E`, `46.75 W` (negative).

    Parameters
    ----------
    texts
        Tidied, "" where there is none.
    axis
        What the column holds; a letter of the other one contradicts it.
    metres
        Whether the numbers are of a projected system, and may have thousands.
    """
    values = _plain_numbers(texts)
    faults = np.zeros(len(values), dtype="int8")
    rest = np.flatnonzero(np.isnan(values) & (texts != "").to_numpy(dtype=bool))
    if rest.size:
        codes, different = pd.factorize(texts.iloc[rest])
        found = [_number(text, metres=metres) for text in different]
        read = np.array([angle.value for angle in found])
        wrong = [
            "open" if angle.axis and axis and angle.axis != axis and not angle.fault else angle.fault
            for angle in found
        ]
        told = np.array([FAULTS.index(fault) for fault in wrong], dtype="int8")
        values[rest] = np.where(told > 0, np.nan, read)[codes]
        faults[rest] = told[codes]
    return Angles(values, faults)


def _plain_numbers(texts: pd.Series) -> Floats:
    """Return texts as finite numbers where they are written with a decimal point, NaN elsewhere."""
    cells = pa.array(texts, pa.large_string())
    try:
        filled = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.large_string()), cells)
        values = pc.cast(filled, pa.float64()).to_numpy(zero_copy_only=False).astype("float64")
    except pa.ArrowInvalid:  # Not all of them are; each of the others is taken by itself, which is longer.
        plain = pc.match_substring_regex(cells, PLAIN)
        values = np.full(len(texts), np.nan)
        is_plain = plain.to_numpy(zero_copy_only=False)
        values[is_plain] = pc.cast(cells.filter(plain), pa.float64()).to_numpy(zero_copy_only=False)
        rest = cells.filter(pc.invert(plain))
        short = pc.less_equal(pc.utf8_length(rest), LONGEST)
        bare = pd.Series(pc.if_else(short, rest, pa.scalar("x", pa.large_string())).to_pandas())
        values[~is_plain] = pd.to_numeric(bare, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    return np.where(np.isfinite(values), values, np.nan)


def _number(text: str, *, metres: bool) -> Angle:
    if metres and len(text) <= LONGEST:
        if DECIMAL_COMMA.fullmatch(text):
            return Angle(float(text.replace(",", ".")))
        if THOUSANDS.fullmatch(text):
            return Angle(float(text.translate(PARTING).replace(",", ".")))
    return read_angle(text)


PARTING = str.maketrans("", "", " '’")


@dataclass(frozen=True)
class Geometries:
    """Geometries of a column of texts.

    Parameters
    ----------
    shapes
        In degrees (EPSG:4326) where a text names its system, in that of the column otherwise; None where
        there is none.
    named
        Which texts name a coordinate system, so that the geometry is in degrees already.
    strange
        Which name one that is not known.
    """

    shapes: Shapes
    named: Bools
    strange: Bools


def shapes_of(texts: pd.Series) -> Geometries:
    """Return WKT, EWKT or hexadecimal WKB as geometries."""
    bare, systems = [], np.zeros(len(texts), dtype="int64")
    binary = np.zeros(len(texts), bool)
    for position, cell in enumerate(texts):
        text = cell.strip()
        if text[:4].upper() == "SRID" and (found := SRID.match(text)):
            systems[position], text = int(found[1]), text[found.end() :]
        binary[position] = text[:1] == "0" and WKB.fullmatch(text) is not None
        bare.append(text or None)
    cells = np.array([*bare, None], dtype=object)[:-1]
    shapes: Shapes = np.full(len(cells), None, dtype=object)
    with np.errstate(
        over="ignore", invalid="ignore"
    ):  # A number beyond all numbers makes a point of nowhere.
        shapes[~binary] = from_wkt(cells[~binary])
    if binary.any():
        shapes[binary] = from_wkb([_bytes(text) for text in cells[binary]])
        systems[binary] = shapely.get_srid(shapes[binary])
    strange = np.zeros(len(cells), bool)
    for system in set(systems[systems > 0].tolist()) - {DEGREES}:
        rows = systems == system
        try:
            shapes[rows] = reproject("", shapes[rows], system)
        except ImportProblems:
            strange |= rows
            shapes[rows] = None
    return Geometries(shapes, systems > 0, strange)


def _bytes(text: str) -> bytes:
    """Return what hexadecimal digits write; half a byte at the end is none."""
    return bytes.fromhex(text[: len(text) // 2 * 2])


def points_of(shapes: Shapes) -> tuple[Floats, Floats, Bools]:
    """Return lon and lat of geometries, a point within those that are larger, and which are larger."""
    kinds = shapely.get_type_id(shapes)
    present = (kinds >= 0) & ~shapely.is_empty(shapes)
    larger = present & (kinds != POINT)
    points = shapes.copy()
    alone = larger & (shapely.get_num_coordinates(shapes) == 1)  # A collection of one point is that point.
    points[alone] = shapely.centroid(shapes[alone])
    larger &= ~alone
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
        remedy = marked("Give the number of the EPSG registry, as 32638 for UTM zone 38N")
        raise refusal(name, str(crs), marked("a coordinate system that is known"), remedy) from None


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
