"""Safety of foreign layers, looked at before a library opens them: they are what they say, and reach nothing else.

GDAL guesses among some sixty drivers by content, and several of them read other files and addresses. A GeoPackage
is a database, whose views and virtual tables run what somebody wrote. A Parquet file says little of its size.
"""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pyarrow as pa

from geo.i18n import marked
from geo.importers.limits import LARGEST_UNPACKED, too_large
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow.parquet as pq

SHAPEFILE_MAGIC = (9994).to_bytes(4, "big")
SHAPEFILE_VERSION = (1000).to_bytes(4, "little")
SHAPEFILE_HEADER = 100
"""Bytes."""
APPLICATIONS = {b"GPKG", b"GP10", b"GP11"}
"""Application ids of GeoPackage 1.2 and later, 1.0, 1.1, at byte 68 of the database."""
WAL = slice(18, 20)
"""Bytes of a database that say how it was written; 2 asks for a second file, which none that comes alone has."""
NAME = r"""(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|`(?:[^`]|``)*`|\w+)"""
RTREE = re.compile(
    rf"create\s+virtual\s+table\s+{NAME}\s+using\s+[\"']?rtree[\"']?\s*\(.*\)\s*", re.IGNORECASE | re.DOTALL
)
LONGEST_SQL = 10_000
BATCH_ROWS = 8_192
AGAIN = marked("Download or save the file again; it may have been cut off")


def check_geopackage(name: str, data: bytes) -> None:
    """Refuse a GeoPackage that is none, or that holds more than tables: views run, virtual tables reach out.

    Only the list of what the database holds is read, by SQLite alone, which has no such tables.

    Raises
    ------
    ImportProblems
        When it holds a view, or a virtual table other than a spatial index.
    """
    if data[68:72] not in APPLICATIONS:
        raise refusal(name, "", marked("a GeoPackage with a layer"), AGAIN)
    plain = data if data[WAL] == b"\1\1" else data[: WAL.start] + b"\1\1" + data[WAL.stop :]
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(plain)
            database.execute("PRAGMA trusted_schema = OFF")
            held = database.execute("SELECT type, name, rootpage, sql FROM sqlite_master").fetchall()
    except (sqlite3.Error, ValueError, OverflowError, TypeError):
        raise refusal(name, "", marked("a GeoPackage with a layer"), AGAIN) from None
    for kind, title, page, sql in held:
        written = str(sql or "")
        reaches = (
            kind == "table" and not page and not (len(written) < LONGEST_SQL and RTREE.fullmatch(written))
        )
        if kind == "view" or reaches:
            expected = marked("a GeoPackage of plain tables, without views and virtual tables")
            remedy = marked("Export the layer into a new GeoPackage")
            raise refusal(name, str(title), expected, remedy)


def check_shapefile(name: str, entry: str, content: bytes) -> None:
    """Refuse what is no Shapefile by its first bytes, whatever it is called.

    Raises
    ------
    ImportProblems
        When it begins otherwise.
    """
    begins = content[:4] == SHAPEFILE_MAGIC and content[28:32] == SHAPEFILE_VERSION
    if not begins or len(content) < SHAPEFILE_HEADER:
        remedy = marked("Put the .shp, .shx, .dbf and .prj of one layer into the archive")
        raise refusal(name, entry, marked("a whole Shapefile"), remedy)


def as_archive(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts of a Shapefile in an archive that is read in memory; nothing is written to a folder."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for title, content in parts.items():
            archive.writestr(title, content)
    return target.getvalue()


def read_bounded(name: str, file: pq.ParquetFile, largest: int = LARGEST_UNPACKED) -> pa.Table:
    """Return the rows of a Parquet file, as long as they are not too long.

    A file says how long its columns are encoded; a dictionary of one long text makes many times that of them.

    Raises
    ------
    ImportProblems
        When they are longer than the limit in bytes.
    """
    batches, size = [], 0
    for batch in file.iter_batches(BATCH_ROWS, use_threads=False):
        size += batch.nbytes
        if size > largest:
            raise too_large(name, size, largest)
        batches.append(batch)
    return pa.Table.from_batches(batches, file.schema_arrow)
