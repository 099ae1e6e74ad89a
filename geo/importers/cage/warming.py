"""Libraries, code pages and databases of projections that a caged process opens before it is shut in."""

from __future__ import annotations

import ctypes
import encodings
import importlib
import io
import pkgutil
import sqlite3
import sys
from contextlib import closing, suppress
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq
from anyascii import anyascii
from openpyxl import Workbook
from pyproj import CRS
from shapely import Point, to_wkb

from geo.i18n import date_text, gettext, number_text
from geo.importers.date_words import months_by_name, weekdays
from geo.importers.formats.read_table import read_table

CODE_PAGES = {name for _finder, name, _package in pkgutil.iter_modules(encodings.__path__)}
WINDOWS_ONLY = {"mbcs", "oem"}
LETTERS_OF_A_BLOCK = 0x100
"""The tables of other scripts are files of so many letters each, opened when the first of them is met."""
UTM = 32638
"""EPSG code of a projected coordinate system."""
TABLES = """
PRAGMA application_id = {application};
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
 organization_coordsys_id INTEGER, definition TEXT, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,
 last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
 srs_id INTEGER, z TINYINT, m TINYINT);
CREATE TABLE a (fid INTEGER PRIMARY KEY, geom POINT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('a', {epsg}, 'EPSG', {epsg}, 'undefined', '');
INSERT INTO gpkg_contents VALUES ('a', 'features', 'a', '', '2020-01-01T00:00:00.000Z', 0, 0, 1, 1, {epsg});
INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 'POINT', {epsg}, 0, 0);
"""
"""The least GeoPackage."""


def warm_once() -> None:
    """Load what reading any format loads, once for all children.

    Nothing here uses a projection: their databases are opened anew in each child, which may use none that its
    parent has open.
    """
    for name in sorted(CODE_PAGES - WINDOWS_ONLY):
        with suppress(ImportError):
            importlib.import_module(f"encodings.{name}")
    _keep_code_pages_of_c()
    anyascii("".join(map(chr, range(0, sys.maxunicode, LETTERS_OF_A_BLOCK))))
    for words in (months_by_name, weekdays):
        words()
    for written in (number_text(1.5), date_text(0), "Close"):
        gettext(written)
    feature = b'{"type": "Feature", "properties": {"a": "b"}, "geometry": {"type": "Point", "coordinates": [46, 39]}}'
    samples = {
        "a.csv": "title,date,lon,lat\nü,2020-11-08,46.5,39.5\n".encode("cp1252"),
        "a.geojson": b'{"type": "FeatureCollection", "features": [' + feature + b"]}",
        "a.parquet": _parquet(),
        "a.xlsx": _workbook(),
    }
    for title, content in samples.items():
        read_table(content, title)


def warm_after_fork() -> None:
    """Open the databases of projections: GDAL's and pyproj's, each of which stays open from its first use."""
    read_table(_geopackage(), "a.gpkg")
    CRS.from_wkt(CRS.from_epsg(UTM).to_wkt()).to_epsg()


def _keep_code_pages_of_c() -> None:
    """Open the C library's code pages, by which GDAL reads the texts of a Shapefile, and leave them open."""
    opened = getattr(ctypes.CDLL(None), "iconv_open", None) if sys.platform == "linux" else None
    if opened is not None:
        opened.restype = ctypes.c_void_p
        for name in sorted(CODE_PAGES):
            opened(b"UTF-8", name.replace("_", "-").encode())


@cache
def _geopackage() -> bytes:
    """Return a layer of one point in a projected coordinate system, made without GDAL."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(TABLES.format(application=0x47504B47, epsg=UTM))
        database.execute("INSERT INTO a VALUES (1, ?)", (b"GP\0\1" + UTM.to_bytes(4, "little") + _point(),))
        database.commit()
        return database.serialize()


def _point() -> bytes:
    return bytes(to_wkb(Point(500_000, 4_400_000)))


def _parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"title": ["a"]}), file)
    return file.getvalue()


def _workbook() -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.create_sheet()
    for row in (("title", "date"), ("a", "2020-11-08")):
        sheet.append(row)
    book.save(file)
    return file.getvalue()
