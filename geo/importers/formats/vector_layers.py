"""Layers of points and polygons, read: GeoPackage, GeoParquet, zipped Shapefile, KML, GPX and their like."""

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

from geo.i18n import Sentence, marked
from geo.importers.coordinates import reproject
from geo.importers.formats.coordinate_system import degrees
from geo.importers.formats.encoding import decode
from geo.importers.formats.safety import as_archive, check_geopackage, check_shapefile, read_bounded
from geo.importers.limits import LARGEST_UNPACKED, check_shape, too_large, unpack
from geo.importers.problems import refusal
from geo.importers.table import Table, unique_names
from geo.spatial.nesting import from_wkb

if TYPE_CHECKING:
    import zipfile

    import numpy as np

    from geo.i18n import Words
    from geo.importers.table import Question

AGAIN = marked("Download or save the file again; it may have been cut off")
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


def read_geopackage(name: str, data: bytes, layer: str = "", *, epsg: int = 0) -> Table:
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
            return _table(
                name, pyogrio.raw.read(data, layer=chosen, force_2d=True), layers, chosen, epsg=epsg
            )
    except (*BROKEN_LAYER, IndexError) as error:
        if hasattr(error, "problems"):
            raise
        raise refusal(name, "", marked("a GeoPackage with a layer"), AGAIN) from None


def read_exchange_layer(name: str, data: bytes, layer: str = "", *, epsg: int = 0) -> Table:
    """Read a layer of a file that a driver of GDAL knows by its form: KML, KMZ, GPX, FlatGeobuf, TopoJSON, Esri.

    Of several layers the named one is read, else the one with the most features. Columns that are blank
    throughout, of which KML and GPX have many, are left out.

    Parameters
    ----------
    name, data
        The file.
    layer
        Its name; "" for the likeliest.
    epsg
        Number of its coordinate system, where it names none.

    Raises
    ------
    ImportProblems
        When it is no whole file of that form.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            layers = [_title(str(found)) for found, _ in pyogrio.list_layers(data)]
            counts = [_count(data, at) for at in range(len(layers))]
            filled = [at for at in range(len(layers)) if counts[at]] or [0]
            likeliest = max(filled, key=counts.__getitem__)
            at = layers.index(layer) if layer and layer in layers else likeliest
            raw = pyogrio.raw.read(data, layer=at, force_2d=True)
            table = _table(name, raw, [layers[one] for one in filled], layers[at], epsg=epsg)
    except (*BROKEN_LAYER, IndexError) as error:
        if hasattr(error, "problems"):
            raise
        raise refusal(name, "", marked("a whole file with a layer"), AGAIN) from None
    used = [column for column in table.columns if (table.frame[column] != "").any()]
    kml = KML_DEFAULTS.keys() <= set(used)
    return table.only(
        [
            name
            for name in used
            if not (kml and name in KML_DEFAULTS and _holds(table, name, KML_DEFAULTS[name]))
        ]
    )


KML_DEFAULTS = {"tessellate": "-1", "extrude": "0", "visibility": "-1"}
"""Columns that the driver of KML always gives, and what they hold where the file says nothing."""


def _holds(table: Table, column: str, value: str) -> bool:
    return bool((table.frame[column] == value).all())


MEMORY = "pyogrio_"
"""Begins the name that content without a name has in memory, and so a layer that has none of its own."""


def _title(layer: str) -> str:
    return "" if layer.startswith(MEMORY) else layer


def _count(data: bytes, layer: int) -> int:
    return int(pyogrio.read_info(data, layer=layer, force_feature_count=True)["features"])


def read_shapefile(
    name: str, archive: zipfile.ZipFile, shp: str, encoding: str = "", *, epsg: int = 0
) -> Table:
    """Read a Shapefile of a zip archive.

    Parameters
    ----------
    name, archive
        The archive.
    shp
        Path of the .shp in it; the other parts stand beside it under the same name.
    encoding
        Of its texts, where a person knows better than its .cpg and .dbf. Where neither says it, the texts
        decide, and that is asked.
    epsg
        Number of its coordinate system, where it has no .prj.

    Raises
    ------
    ImportProblems
        When one of its parts (.shp, .shx, .dbf) is missing or broken.
    """
    entries = {entry.lower(): entry for entry in archive.namelist()}
    stem = shp.lower().removesuffix(".shp")
    questions: tuple[Question, ...] = ()
    remarks: tuple[Words, ...] = ()
    present = [part for part in SHAPEFILE if stem + part in entries]
    parts = {f"layer{part}": unpack(name, archive, entries[stem + part]) for part in present}
    check_shapefile(name, shp, parts["layer.shp"])
    if "layer.dbf" in parts and "layer.cpg" not in parts and not encoding:
        texts = _texts_of_dbf(parts["layer.dbf"])
        if texts:
            found = decode(name, texts)
            encoding, questions, remarks = found.encoding, found.questions, found.remarks
    try:
        with warnings.catch_warnings(action="ignore"):
            raw = pyogrio.raw.read(as_archive(parts), encoding=encoding or None, force_2d=True)
            table = _table(name, raw, [shp], shp, epsg=epsg)
            return replace(
                table,
                encoding=encoding or str(raw[0]["encoding"]),
                questions=(*questions, *table.questions),
                remarks=(*remarks, *table.remarks),
            )
    except (*BROKEN_LAYER, LookupError) as error:
        if hasattr(error, "problems"):
            raise
        remedy = marked("Put the .shp, .shx, .dbf and .prj of one layer into the archive")
        raise refusal(name, shp, marked("a whole Shapefile"), remedy) from None


def _texts_of_dbf(content: bytes) -> bytes:
    """Return the records of a dBASE table with bytes beyond ASCII, one a line; none where it says its code page."""
    header, size = (int.from_bytes(content[at : at + 2], "little") for at in (8, 10))
    code_page = content[29] if len(content) > 29 else 0  # noqa: PLR2004 (the language driver of dBASE)
    if size < 1 or (code_page and code_page not in UNSURE_CODE_PAGES):
        return b""
    records = (content[at : at + size] for at in range(header, min(len(content), header + DBF_SAMPLE), size))
    return b"\n".join(record for record in records if not record.isascii())


DBF_SAMPLE = 1 << 18
UNSURE_CODE_PAGES = frozenset({0x03, 0x57})
"""Language drivers that programs write whatever the text is in: Windows ANSI, and the current one."""


def _table(
    name: str, raw: tuple[Any, Any, Any, Any], layers: list[str], chosen: str, *, epsg: int = 0
) -> Table:
    meta, _, wkb, values = raw
    names = unique_names(meta["fields"])
    rows = len(values[0]) if len(values) else (len(wkb) if wkb is not None else 0)
    check_shape(name, rows, names)
    if not rows:
        raise refusal(name, chosen, marked("a layer with features"), marked("Choose another layer"))
    index = pd.RangeIndex(1, rows + 1, name="line")
    frame = pd.DataFrame(
        {
            column: _texts(pa.array(cells, from_pandas=True))
            for column, cells in zip(names, values, strict=True)
        },
        index=range(rows),
    ).set_axis(index)
    geometry = None
    questions: tuple[Question, ...] = ()
    remarks: tuple[Words, ...] = ()
    if wkb is not None:
        geometry = from_wkb(wkb)
        if meta.get("crs"):
            geometry = reproject(name, geometry, meta["crs"])
        else:
            geometry, remarks, questions = degrees(name, geometry, epsg)
    others = [layer for layer in layers if layer != chosen]
    if others:
        words = marked("Read the layer {layer}; not read: {others}.")
        remarks = (Sentence(words, {"layer": repr(chosen), "others": ", ".join(others)}), *remarks)
    return Table(
        name,
        frame,
        remarks=remarks,
        geometry=geometry,
        parts=tuple(layers) if others else (),
        part=chosen if others else "",
        questions=questions,
    )


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
        frame, geometry = parquet_rows(name, table)
    except BROKEN_PARQUET as error:
        if hasattr(error, "problems"):
            raise
        raise refusal(name, "", marked("a Parquet file that can be read"), AGAIN) from None
    if not table.num_rows:
        raise refusal(name, "", marked("rows"), marked("Choose another file"))
    return Table(name, frame, geometry=geometry)


def parquet_rows(name: str, table: pa.Table) -> tuple[pd.DataFrame, np.ndarray[Any, Any] | None]:
    """Return rows of a Parquet file as text, index the position from 1, and their geometries, None without any."""
    geometry, column = _geometry(name, table)
    names = [field for field in table.schema.names if field != column]
    frame = pd.DataFrame({field: _texts(table.column(field).combine_chunks()) for field in names})
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="line")
    return frame, geometry


def _geometry(name: str, table: pa.Table) -> tuple[np.ndarray[Any, Any] | None, str]:
    """Return the primary geometry column of GeoParquet as geometries, and its name."""
    described = (table.schema.metadata or {}).get(b"geo")
    if not described:
        return None, ""
    meta = json.loads(described)
    column = str(meta["primary_column"])
    about = meta["columns"][column]
    if about.get("encoding") != "WKB":
        raise refusal(
            name, str(about.get("encoding")), marked("geometries as WKB"), marked("Write the file with WKB")
        )
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
