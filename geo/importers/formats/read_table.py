"""One table of any file that a person brings, whatever its format."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from geo.i18n import Sentence, marked
from geo.importers.formats.delimited_text import read_delimited
from geo.importers.formats.encoding import decode
from geo.importers.formats.geojson import RECORD_SEPARATOR, read_json
from geo.importers.formats.open_document import read_open_document
from geo.importers.formats.other_workbooks import read_other_workbook
from geo.importers.formats.vector_layers import (
    read_exchange_layer,
    read_geopackage,
    read_parquet,
    read_shapefile,
)
from geo.importers.formats.web_page import is_web_page, read_web_page
from geo.importers.formats.xlsx import read_workbook
from geo.importers.limits import LARGEST_UNPACKED, check_size, open_archive, read_file, too_large, unpack
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from zipfile import ZipFile

    from geo.importers.table import Table

ZIP = b"PK\x03\x04"
GZIP = b"\x1f\x8b"
SQLITE = b"SQLite format 3\x00"
PARQUET = b"PAR1"
COMPOUND = b"\xd0\xcf\x11\xe0"
FLATGEOBUF = b"fgb\x03fgb"
OLD_XLS = re.compile(rb"\x09[\x00\x02\x04\x08]")
"""A workbook of Excel 2 to 4, or 5 without its container."""
XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?!!doctype\s+html)", re.IGNORECASE)
XML_ROOTS = frozenset({"kml", "gpx"})
WORKBOOK, BINARY_WORKBOOK, OPEN_DOCUMENT = "xl/workbook.xml", "xl/workbook.bin", "mimetype"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
TABLES = (
    *(
        ".csv",
        ".tsv",
        ".tab",
        ".txt",
        ".geojson",
        ".geojsonl",
        ".geojsons",
        ".geojsonseq",
        ".ndjson",
        ".jsonl",
        ".json",
    ),
    *(
        ".gpkg",
        ".parquet",
        ".geoparquet",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".xlsb",
        ".ods",
        ".kml",
        ".gpx",
        ".fgb",
        ".topojson",
        ".gz",
    ),
)
SHAPEFILE = ".shp"
UNPACKED_AT_ONCE = 1 << 20
PREFERRED = "events"
ABOUT = re.compile(
    r"readme|metadata|licen[cs]e|codebook|changelog|datapackage|manifest|schema|citation|notes?\b",
    re.IGNORECASE,
)
"""Names of files that tell of the others in an archive."""
FORMATS = marked(
    "CSV, TSV, XLSX, XLS, XLSB, ODS, GeoJSON, JSON, GeoPackage, GeoParquet, Parquet, KML, KMZ, GPX, FlatGeobuf,"
    " TopoJSON, or a zip or gzip archive of one of them or of a Shapefile"
)


def read_table(
    source: str | Path | bytes,
    name: str = "",
    *,
    encoding: str = "",
    part: str = "",
    separator: str = "",
    header: str = "",
    epsg: int = 0,
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
    header
        Where the names of the columns stand in a table: a line ("4"), two of them ("4-5") or `none`; "" to
        find out.
    epsg
        Number of the coordinate system of geometries, where the file names none and they are no degrees.

    Raises
    ------
    ImportProblems
        When the file cannot be used at all: empty, too large, cut off, of no format that is known.
    """
    if isinstance(source, (str, Path)):
        path = Path(source)
        content = read_file(path)
        name = name or path.name
    else:
        content = source
    check_size(name, content)
    if content.startswith(GZIP):
        content = _unzipped(name, content)
    ways: dict[str, Any] = {
        "encoding": encoding,
        "part": part,
        "separator": separator,
        "header": header,
        "epsg": epsg,
    }
    if content.startswith(b"PK"):
        return _read_zip(name, content, ways)
    return _read_bytes(name, content, **ways)


def _read_bytes(
    name: str, data: bytes, *, encoding: str, part: str, separator: str, header: str, epsg: int
) -> Table:
    table = _read_layer(name, data, part, epsg)
    if table is not None:
        return table
    if data.startswith(COMPOUND) or (OLD_XLS.match(data) and not data[:64].isascii()):
        return read_other_workbook(name, data, part, header)
    if is_web_page(data):
        return read_web_page(name, data, encoding, header)
    if _is_json(data):
        return read_json(name, data, encoding, part=part, epsg=epsg)
    return read_delimited(name, decode(name, data, encoding), separator=separator, header=header)


def _is_json(data: bytes) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n\x1e")[:1]
    wide = data[:4].replace(b"\x00", b"").lstrip(b"\xff\xfe")[:1] if b"\x00" in data[:8] else b""
    return bool({start, wide} & {b"{", b"["}) or data[:1] == RECORD_SEPARATOR.encode()


def is_delimited(start: bytes) -> bool:
    """Whether the beginning of a file is that of delimited text, and of none of the other formats."""
    known = (GZIP, SQLITE, PARQUET, FLATGEOBUF, COMPOUND, b"PK")
    old = OLD_XLS.match(start) and not start[:64].isascii()
    marked_up = XML.match(start[:256]) or is_web_page(start)
    return not (start.startswith(known) or old or marked_up or _is_json(start))


def _read_layer(name: str, data: bytes, part: str, epsg: int) -> Table | None:
    """Read a file whose first bytes say that it holds layers; None for another."""
    if data.startswith(SQLITE):
        return read_geopackage(name, data, part, epsg=epsg)
    if data.startswith(PARQUET):
        return read_parquet(name, data)
    if data.startswith(FLATGEOBUF):
        return read_exchange_layer(name, data, part, epsg=epsg)
    if XML.match(data[:256]) and not is_web_page(data):
        root = re.search(rb"<(?:\w+:)?(\w+)[\s>/]", re.sub(rb"<!--.*?-->", b"", data[:8192], flags=re.DOTALL))
        kind = root[1].decode().lower() if root else ""
        if kind in XML_ROOTS:
            return read_exchange_layer(name, data, part, epsg=epsg)
        if kind == "workbook":
            expected = marked("a table, not a workbook as XML of 2003")
            raise refusal(name, "", expected, marked("Open it in a spreadsheet program and save it as .xlsx"))
    return None


def read_bounded(file: gzip.GzipFile, most: int) -> bytes:
    """Return what a packed file holds, cut off once it is longer than the limit; memory is taken as it comes."""
    content = bytearray()
    while len(content) <= most and (part := file.read(UNPACKED_AT_ONCE)):
        content += part
    return bytes(content)


def _unzipped(name: str, data: bytes) -> bytes:
    """Return what a gzip archive holds, refused once it is larger than the limit."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            content = read_bounded(packed, LARGEST_UNPACKED)
    except (OSError, EOFError, zlib.error):
        remedy = marked("Download or save the file again; it may have been cut off")
        raise refusal(name, "", marked("a whole gzip archive"), remedy) from None
    if len(content) > LARGEST_UNPACKED:
        raise too_large(name, len(content), LARGEST_UNPACKED)
    check_size(name, content, LARGEST_UNPACKED)
    return content


def _read_zip(name: str, data: bytes, ways: dict[str, Any]) -> Table:
    archive = open_archive(name, data)
    entries = [entry for entry in archive.namelist() if not _is_of_the_system(entry)]
    part, header = str(ways["part"]), str(ways["header"])
    if WORKBOOK in entries:
        return read_workbook(name, data, part, header)
    if BINARY_WORKBOOK in entries:
        return read_other_workbook(name, data, part, header)
    if OPEN_DOCUMENT in entries and unpack(name, archive, OPEN_DOCUMENT).startswith(SPREADSHEET):
        return read_open_document(name, archive, part, header)
    found = [entry for entry in entries if entry.lower().endswith((SHAPEFILE, *TABLES))]
    if not found:
        expected = Sentence(marked("an archive of one file: {formats}"), {"formats": Sentence(FORMATS)})
        raise refusal(name, ", ".join(entries[:3]), expected, marked("Give one of the files alone"))
    several = len(found) > 1
    if several and part and part not in found:
        expected = Sentence(marked("one of the files {files}"), {"files": ", ".join(found)})
        raise refusal(name, part, expected, marked("Choose another"))
    chosen = part if several and part else _likeliest(archive, found)
    table = _read_entry(name, archive, chosen, {**ways, "part": "" if several else part})
    if not several:
        return table
    others = ", ".join(entry for entry in found if entry != chosen)
    remark = Sentence(
        marked("Read the file {file}; not read: {others}."), {"file": repr(chosen), "others": others}
    )
    return replace(table, remarks=(remark, *table.remarks), parts=tuple(found), part=chosen)


def _read_entry(name: str, archive: ZipFile, chosen: str, ways: dict[str, Any]) -> Table:
    if chosen.lower().endswith(SHAPEFILE):
        return read_shapefile(name, archive, chosen, str(ways["encoding"]), epsg=int(ways["epsg"]))
    content = unpack(name, archive, chosen)
    if content.startswith(GZIP):
        content = _unzipped(chosen, content)
    if content.startswith(ZIP) and not chosen.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".ods")):
        expected = marked("a table, not an archive in an archive")
        raise refusal(name, chosen, expected, marked("Unpack the inner archive"))
    return read_table(content, PurePosixPath(chosen).name, **ways)


def _is_of_the_system(entry: str) -> bool:
    """Whether an entry is a folder, or a file that an operating system puts beside those of a person."""
    path = PurePosixPath(entry)
    return entry.endswith("/") or "__MACOSX" in path.parts or path.name.startswith(".")


def _likeliest(archive: ZipFile, found: list[str]) -> str:
    """Return the file of an archive that is most likely meant.

    That is `events`, else a layer, else the largest that is not called after what tells of others.
    """
    named = (entry for entry in found if PurePosixPath(entry).stem.lower() == PREFERRED)
    layers = (entry for entry in found if entry.lower().endswith(SHAPEFILE))
    tables = [entry for entry in found if not ABOUT.search(PurePosixPath(entry).stem)] or found
    plain = [entry for entry in tables if not entry.lower().endswith((".json", ".txt"))] or tables
    largest = max(plain, key=lambda entry: archive.getinfo(entry).file_size)
    return next(named, None) or next(layers, largest)
