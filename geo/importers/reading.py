"""Read a file that a person brings, whatever its format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.importers.delimited import read_delimited
from geo.importers.encoding import decode
from geo.importers.features import read_geojson
from geo.importers.layers import read_geopackage, read_parquet, read_shapefile
from geo.importers.limits import check_size, open_archive, read_file, unpack
from geo.importers.problems import refusal
from geo.importers.workbook import read_workbook

if TYPE_CHECKING:
    from geo.importers.table import Table

ZIP = b"PK"
SQLITE = b"SQLite format 3\x00"
PARQUET = b"PAR1"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
WORKBOOK = "xl/workbook.xml"
TABLES = (".csv", ".tsv", ".txt", ".geojson", ".json", ".gpkg", ".parquet", ".geoparquet", ".xlsx")
PREFERRED = "events"
FORMATS = "CSV, TSV, XLSX, GeoJSON, GeoPackage, GeoParquet or Parquet, or a zip archive of one of them"


def read_table(source: str | Path | bytes, name: str = "", *, encoding: str = "", part: str = "") -> Table:
    """Read the rows of a file; its content decides the format, not its name.

    Parameters
    ----------
    source
        A path, or the content of an uploaded file.
    name
        The file's name; needed with content.
    encoding
        Of text, where a person knows better than the guess (`cp1251`).
    part
        The sheet of a workbook or the layer of a GeoPackage; "" for the likeliest.

    Raises
    ------
    ImportProblems
        When the file cannot be used at all: empty, too large, cut off, of no format that is known.
    """
    if isinstance(source, (str, Path)):
        path = Path(source)
        return read_table(read_file(path), name or path.name, encoding=encoding, part=part)
    check_size(name, source)
    if source.startswith(ZIP):
        return _read_zip(name, source, encoding, part)
    if source.startswith(SQLITE):
        return read_geopackage(name, source, part)
    if source.startswith(PARQUET):
        return read_parquet(name, source)
    if source.startswith(OLD_WORKBOOK):
        raise refusal(name, "an Excel 97-2003 workbook", FORMATS, "Save it as .xlsx")
    if source.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return read_geojson(name, source)
    return read_delimited(name, *decode(name, source, encoding))


def _read_zip(name: str, data: bytes, encoding: str, part: str) -> Table:
    archive = open_archive(name, data)
    entries = [entry for entry in archive.namelist() if not entry.endswith("/") and "__MACOSX" not in entry]
    if WORKBOOK in entries:
        return read_workbook(name, data, part)
    if any(entry.lower().endswith(".shp") for entry in entries):
        return read_shapefile(name, archive)
    tables = [entry for entry in entries if entry.lower().endswith(TABLES)]
    preferred = [entry for entry in tables if Path(entry).stem.lower() == PREFERRED]
    found = preferred or tables
    if len(found) != 1:
        read = f"{len(found)} files" if found else ""
        raise refusal(name, read, f"an archive of one file: {FORMATS}", "Give one of the files alone")
    content = unpack(name, archive, found[0])
    if content.startswith(ZIP) and not found[0].lower().endswith(".xlsx"):
        raise refusal(name, found[0], "a table, not an archive in an archive", "Unpack the inner archive")
    return read_table(content, Path(found[0]).name, encoding=encoding, part=part)
