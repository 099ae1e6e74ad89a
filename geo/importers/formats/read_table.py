"""One table of any file that a person brings, whatever its format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.importers.formats.delimited_text import read_delimited
from geo.importers.formats.encoding import as_utf8
from geo.importers.formats.geojson import read_geojson
from geo.importers.formats.vector_layers import read_geopackage, read_parquet, read_shapefile
from geo.importers.formats.xlsx import read_workbook
from geo.importers.limits import check_size, open_archive, read_file, unpack
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from zipfile import ZipFile

    from geo.importers.table import Table

ZIP = b"PK"
SQLITE = b"SQLite format 3\x00"
PARQUET = b"PAR1"
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
WORKBOOK = "xl/workbook.xml"
TABLES = (".csv", ".tsv", ".txt", ".geojson", ".json", ".gpkg", ".parquet", ".geoparquet", ".xlsx")
SHAPEFILE = ".shp"
PREFERRED = "events"
FORMATS = (
    "CSV, TSV, XLSX, GeoJSON, GeoPackage, GeoParquet or Parquet,"
    " or a zip archive of one of them or of a Shapefile"
)


def read_table(
    source: str | Path | bytes, name: str = "", *, encoding: str = "", part: str = "", separator: str = ""
) -> Table:
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
        The sheet of a workbook, the layer of a GeoPackage or the file of an archive; "" for the
        likeliest.
    separator
        Between the cells of delimited text; "" to find out.

    Raises
    ------
    ImportProblems
        When the file cannot be used at all: empty, too large, cut off, of no format that is known.
    """
    if isinstance(source, (str, Path)):
        path = Path(source)
        content = read_file(path)
        return read_table(content, name or path.name, encoding=encoding, part=part, separator=separator)
    check_size(name, source)
    if source.startswith(ZIP):
        return _read_zip(name, source, encoding, part, separator)
    if source.startswith(SQLITE):
        return read_geopackage(name, source, part)
    if source.startswith(PARQUET):
        return read_parquet(name, source)
    if source.startswith(OLD_WORKBOOK):
        raise refusal(name, "an Excel 97-2003 workbook", FORMATS, "Save it as .xlsx")
    if source.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return read_geojson(name, source, encoding)
    return read_delimited(name, *as_utf8(name, source, encoding), separator=separator)


def _read_zip(name: str, data: bytes, encoding: str, part: str, separator: str) -> Table:
    archive = open_archive(name, data)
    entries = [entry for entry in archive.namelist() if not entry.endswith("/") and "__MACOSX" not in entry]
    if WORKBOOK in entries:
        return read_workbook(name, data, part)
    found = [entry for entry in entries if entry.lower().endswith((SHAPEFILE, *TABLES))]
    if not found:
        raise refusal(name, "", f"an archive of one file: {FORMATS}", "Give one of the files alone")
    several = len(found) > 1
    if several and part and part not in found:
        raise refusal(name, part, f"one of the files {', '.join(found)}", "Choose another")
    chosen = part if several and part else _likeliest(archive, found)
    inner = "" if several else part
    if chosen.lower().endswith(SHAPEFILE):
        table = read_shapefile(name, archive, chosen, encoding)
    else:
        content = unpack(name, archive, chosen)
        if content.startswith(ZIP) and not chosen.lower().endswith(".xlsx"):
            raise refusal(name, chosen, "a table, not an archive in an archive", "Unpack the inner archive")
        title = Path(chosen).name
        table = read_table(content, title, encoding=encoding, part=inner, separator=separator)
    if not several:
        return table
    remark = f"Read the file {chosen!r}; there are {len(found) - 1} more."
    return replace(table, remarks=(remark, *table.remarks), parts=tuple(found), part=chosen)


def _likeliest(archive: ZipFile, found: list[str]) -> str:
    """Return the file of an archive that is most likely meant: `events`, else a layer, else the largest."""
    named = (entry for entry in found if Path(entry).stem.lower() == PREFERRED)
    layers = (entry for entry in found if entry.lower().endswith(SHAPEFILE))
    largest = max(found, key=lambda entry: archive.getinfo(entry).file_size)
    return next(named, None) or next(layers, largest)
