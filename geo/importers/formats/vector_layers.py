"""Read layers of points and polygons: GeoPackage, GeoParquet, Parquet, zipped Shapefile."""

from __future__ import annotations

import io
import json
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
from shapely.errors import GEOSException

from geo.importers.coordinates import reproject
from geo.importers.formats.safety import as_archive, check_geopackage, check_shapefile, read_bounded
from geo.importers.limits import LARGEST_UNPACKED, check_shape, too_large, unpack
from geo.importers.problems import refusal
from geo.importers.table import Table, unique_names
from geo.spatial.nesting import from_wkb

if TYPE_CHECKING:
    import zipfile

    import numpy as np

PREFERRED = "events"
SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
BROKEN_LAYER = (
    DataSourceError,
    DataLayerError,
    FieldError,
    GeometryError,
    GEOSException,
    ValueError,
    TypeError,
    KeyError,
    RuntimeError,
    UnboundLocalError,  # Of pyogrio, for some broken tables.
    OverflowError,
    MemoryError,
)
BROKEN_PARQUET = (pa.ArrowException, OSError, ValueError, KeyError, TypeError, MemoryError, OverflowError)


def read_geopackage(name: str, data: bytes, layer: str = "") -> Table:
    """Read a layer of a GeoPackage: the named one, else `events`, else the first.

    Raises
    ------
    ImportProblems
        When it is no whole GeoPackage.
    """
    check_geopackage(name, data)
    try:
        with warnings.catch_warnings(action="ignore"):
            layers = [str(found) for found, _ in pyogrio.list_layers(data)]
            chosen = next((found for found in (layer, PREFERRED) if found in layers), layers[0])
            return _table(name, pyogrio.raw.read(data, layer=chosen, force_2d=True), layers, chosen)
    except (*BROKEN_LAYER, IndexError):
        remedy = "Download or save the file again; it may have been cut off"
        raise refusal(name, "", "a GeoPackage with a layer", remedy) from None


def read_shapefile(name: str, archive: zipfile.ZipFile, shp: str, encoding: str = "") -> Table:
    """Read a Shapefile of a zip archive.

    Parameters
    ----------
    name, archive
        The archive.
    shp
        Path of the .shp in it; the other parts stand beside it under the same name.
    encoding
        Of its texts, where a person knows better than its .cpg and .dbf.

    Raises
    ------
    ImportProblems
        When one of its parts (.shp, .shx, .dbf) is missing or broken.
    """
    entries = {entry.lower(): entry for entry in archive.namelist()}
    stem = shp.lower().removesuffix(".shp")
    parts = {
        f"layer{part}": unpack(name, archive, entries[stem + part])
        for part in SHAPEFILE
        if stem + part in entries
    }
    check_shapefile(name, shp, parts["layer.shp"])
    try:
        with warnings.catch_warnings(action="ignore"):
            raw = pyogrio.raw.read(as_archive(parts), encoding=encoding or None, force_2d=True)
            return replace(_table(name, raw, [shp], shp), encoding=encoding or str(raw[0]["encoding"]))
    except (*BROKEN_LAYER, LookupError):
        remedy = "Put the .shp, .shx, .dbf and .prj of one layer into the archive"
        raise refusal(name, shp, "a whole Shapefile", remedy) from None


def _table(name: str, raw: tuple[Any, Any, Any, Any], layers: list[str], chosen: str) -> Table:
    meta, _, wkb, values = raw
    names = unique_names(meta["fields"])
    rows = len(values[0]) if len(values) else (len(wkb) if wkb is not None else 0)
    check_shape(name, rows, names)
    if not rows:
        raise refusal(name, chosen, "a layer with features", "Choose another layer")
    index = pd.RangeIndex(1, rows + 1, name="line")
    frame = pd.DataFrame(
        {
            column: _texts(pa.array(cells, from_pandas=True))
            for column, cells in zip(names, values, strict=True)
        }
    ).set_axis(index)
    geometry = None
    if wkb is not None:
        geometry = reproject(name, from_wkb(wkb), meta.get("crs"))
    several = len(layers) > 1
    remarks = (f"Read the layer {chosen!r}; there are {len(layers) - 1} more.",) if several else ()
    parts = tuple(layers) if several else ()
    return Table(name, frame, remarks=remarks, geometry=geometry, parts=parts, part=chosen if several else "")


def read_parquet(name: str, data: bytes) -> Table:
    """Read a Parquet file, a GeoParquet one with its geometries.

    Raises
    ------
    ImportProblems
        When it is cut off or broken, or holds more than the limits.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        check_shape(name, file.metadata.num_rows, file.schema_arrow.names)
        groups = range(file.metadata.num_row_groups)
        size = sum(file.metadata.row_group(group).total_byte_size for group in groups)
        if size > LARGEST_UNPACKED:
            raise too_large(name, size, LARGEST_UNPACKED)
        table = read_bounded(name, file)
        geometry, column = _geometry(name, table)
        names = [field for field in table.schema.names if field != column]
        frame = pd.DataFrame({field: _texts(table.column(field).combine_chunks()) for field in names})
        frame.index = pd.RangeIndex(1, len(frame) + 1, name="line")
    except BROKEN_PARQUET as error:
        if hasattr(error, "problems"):
            raise
        remedy = "Download or save the file again; it may have been cut off"
        raise refusal(name, "", "a Parquet file that can be read", remedy) from None
    if not table.num_rows:
        raise refusal(name, "", "rows", "Choose another file")
    return Table(name, frame, geometry=geometry)


def _geometry(name: str, table: pa.Table) -> tuple[np.ndarray[Any, Any] | None, str]:
    """Return the primary geometry column of GeoParquet as geometries, and its name."""
    described = (table.schema.metadata or {}).get(b"geo")
    if not described:
        return None, ""
    meta = json.loads(described)
    column = str(meta["primary_column"])
    about = meta["columns"][column]
    if about.get("encoding") != "WKB":
        raise refusal(name, str(about.get("encoding")), "geometries as WKB", "Write the file with WKB")
    wkb = table.column(column).to_numpy(zero_copy_only=False)
    shapes = from_wkb(wkb)
    return reproject(name, shapes, about.get("crs")), column


def _texts(values: pa.Array) -> pd.Series:
    """Return typed values as text, "" where there is none; whole numbers without decimals."""
    kind = values.type
    if pa.types.is_dictionary(kind):
        values = values.dictionary_decode()
        kind = values.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        values = pa.array([None if cell is None else ";".join(map(str, cell)) for cell in values.to_pylist()])
    elif pa.types.is_floating(kind):
        plain = [None if cell is None or cell != cell else repr(cell) for cell in values.to_pylist()]  # noqa: PLR0124 (NaN)
        values = pa.array(
            [cell[:-2] if cell and cell.endswith(".0") else cell for cell in plain], pa.string()
        )
    elif pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        values = pa.array([None if cell is None else str(cell) for cell in values.to_pylist()], pa.string())
    texts = pc.fill_null(pc.cast(values, pa.large_string()), "")
    return pd.Series(texts.to_numpy(zero_copy_only=False), dtype="str")
