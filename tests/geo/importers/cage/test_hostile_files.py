"""Files made to read others, to fetch, to crash, to fill the memory or to last for ever: refused or harmless."""

from __future__ import annotations

import io
import os
import socket
import sqlite3
import struct
import threading
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shapely import Point

from geo.importers import ImportProblems, import_events, recognise
from geo.importers.cage import draw_apart, nursery, read_apart
from geo.importers.formats.safety import check_geopackage
from geo.spatial.nesting import from_wkb, from_wkt, is_shallow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geo
    from geo.importers import Table

SECRET = "secret-of-the-server"  # noqa: S105 (what a file holds that nobody may read)
VRT = (
    "<OGRVRTDataSource><OGRVRTLayer name='{layer}'><SrcDataSource>{source}</SrcDataSource></OGRVRTLayer>"
    "</OGRVRTDataSource>"
)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.csv"
    path.write_text(f"title,lon,lat\n{SECRET},46,39\n", encoding="utf-8")
    return path


@pytest.fixture
def listening() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and whoever connected to it."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    came.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield int(server.getsockname()[1]), came
        over.set()
        thread.join()


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def refused(content: bytes, name: str) -> str:
    """Return why a file is refused; what it gave where it is not."""
    try:
        table = read_apart(content, name)
    except ImportProblems as problems:
        return str(problems)
    return f"read: {table.frame.to_csv()}"


def layers_that_reach_out(secret: Path, port: int) -> dict[str, bytes]:
    address = f"http://127.0.0.1:{port}/a.csv"
    sources = {
        "a table": f"CSV:{secret}",
        "a path": str(secret),
        "a path with a drive": f"/vsifile/{secret}",
        "a fetched table": f"/vsicurl/{address}",
        "a fetched table, as it comes": f"/vsicurl_streaming/{address}",
        "a fetched archive": f"/vsizip//vsicurl/{address}",
        "a service": f"WFS:{address}",
        "a feature service": f"OAPIF:{address}",
        "GeoJSON from afar": address,
        "what a program prints": f"/vsistdin/{secret}",
    }
    made = {name: VRT.format(layer="secret", source=source).encode() for name, source in sources.items()}
    made["KML with a link"] = (
        f"<kml><NetworkLink><Link><href>{address}</href></Link></NetworkLink></kml>".encode()
    )
    made["GML with a schema"] = f"<gml:a xmlns:gml='x' xsi:schemaLocation='{address} {address}'/>".encode()
    made["an address alone"] = address.encode()
    made["GDALG"] = b'{"type": "gdal_streamed_alg", "command_line": "gdal vector read %s"}' % bytes(secret)
    return made


def test_a_shapefile_that_is_none_reads_no_file_and_fetches_nothing(
    secret: Path, listening: tuple[int, list[object]]
) -> None:
    port, came = listening
    found = {
        name: refused(packed({"a.shp": content, "a.dbf": content, "a.shx": content}), "a.zip")
        for name, content in layers_that_reach_out(secret, port).items()
    }
    assert len(found) > 10
    assert {name: told for name, told in found.items() if "whole Shapefile" not in told} == {}
    assert came == []


def test_what_reaches_out_under_any_other_name_reads_nothing_either(
    secret: Path, listening: tuple[int, list[object]]
) -> None:
    port, came = listening
    for name in ("a.gpkg", "a.geojson", "a.csv", "a.parquet"):
        for content in layers_that_reach_out(secret, port).values():
            assert SECRET not in refused(content, name)
    assert came == []


def geopackage(tmp_path: Path, *statements: str, schema: tuple[str, str] | None = None) -> bytes:
    path = tmp_path / "a.gpkg"
    path.unlink(missing_ok=True)
    gpd.GeoDataFrame({"title": ["a"]}, geometry=[Point(46, 39)], crs=4326).to_file(path, layer="a")
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        if schema:
            name, sql = schema
            database.execute("PRAGMA writable_schema = ON")
            database.execute("INSERT INTO sqlite_master VALUES ('table', ?, ?, 0, ?)", (name, name, sql))
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('secret', 'attributes', 'secret')"
        )
        database.commit()
    return path.read_bytes()


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
VIEWS = (
    f"CREATE VIEW secret AS {ENDLESS}",
    "CREATE VIEW secret AS SELECT * FROM a",
    "CREATE VIEW secret AS SELECT zeroblob(1000000000) AS x",
    "create view secret as select 1 as x",
    "CREATE VIEW 'secret' AS SELECT hex(randomblob(100000000)) AS x",
)
VIRTUAL = (
    "CREATE VIRTUAL TABLE secret USING VirtualText('{path}','UTF-8',1)",
    "CREATE VIRTUAL TABLE secret USING VirtualOGR('{path}')",
    "CREATE VIRTUAL TABLE secret USING VirtualShape('{path}', 'UTF-8', 4326)",
    "CREATE VIRTUAL TABLE secret USING VirtualDbf('{path}', 'UTF-8')",
    "CREATE VIRTUAL TABLE secret USING VirtualXL('{path}')",
    "CREATE VIRTUAL TABLE secret USING VirtualElementary()",
    "CREATE VIRTUAL TABLE secret USING fts5(x)",
    "CREATE VIRTUAL TABLE \"secret using rtree(a)\" USING VirtualText('{path}','UTF-8',1)",
    "CREATE VIRTUAL TABLE secret /* USING rtree(a) */ USING VirtualText('{path}','UTF-8',1)",
    "CREATE VIRTUAL TABLE secret USING rtreeVirtualText('{path}')",
    "CREATE  VIRTUAL\nTABLE [secret] USING 'VirtualText'('{path}','UTF-8',1)",
)


@pytest.mark.parametrize("view", VIEWS)
def test_a_geopackage_with_a_view_is_refused(tmp_path: Path, view: str) -> None:
    assert "without views" in refused(geopackage(tmp_path, view), "a.gpkg")


@pytest.mark.parametrize("sql", VIRTUAL)
def test_a_geopackage_with_a_virtual_table_is_refused(tmp_path: Path, secret: Path, sql: str) -> None:
    told = refused(geopackage(tmp_path, schema=("secret", sql.format(path=secret))), "a.gpkg")
    assert "expected a GeoPackage" in told
    assert SECRET not in told


def test_a_geopackage_with_a_spatial_index_is_read(tmp_path: Path) -> None:
    content = geopackage(tmp_path, "CREATE TABLE secret (x TEXT)")
    check_geopackage("a.gpkg", content)
    assert b"rtree" in content
    assert read_apart(content, "a.gpkg", part="a").read == 1


def wkb(levels: int, kind: int = 7, order: int = 1, bits: int = 0) -> bytes:
    sign = "<" if order == 1 else ">"
    srid = struct.pack(f"{sign}I", 4326) if bits & 0x20000000 else b""
    level = struct.pack(f"{sign}BI", order, kind | bits) + srid + struct.pack(f"{sign}I", 1)
    return level * levels + struct.pack("<BIdd", 1, 1, 46.0, 39.0)


NESTED = {
    "collections": wkb(100_000),
    "collections, big-endian": wkb(100_000, order=0),
    "collections of EWKB": wkb(100_000, bits=0x20000000),
    "collections with heights": wkb(100_000, kind=1007),
    "collections with heights, as EWKB": wkb(100_000, bits=0x80000000),
    "collections with bits that mean nothing": wkb(100_000, bits=0x00010000),
    "multipoints": wkb(100_000, kind=4),
    "multilines": wkb(100_000, kind=5),
    "multipolygons": wkb(100_000, kind=6),
    "an order of bytes that there is not": wkb(1)[:9] + (b"\2" + wkb(1)[1:9]) * 100_000,
    "a little too deep": wkb(40),
}


def parquet(cells: list[bytes]) -> bytes:
    geo = b'{"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}'
    table = pa.table({"title": ["a"] * len(cells), "geometry": pa.array(cells, pa.binary())})
    target = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({b"geo": geo}), target)
    return target.getvalue()


@pytest.mark.parametrize("name", NESTED)
def test_deeply_nested_well_known_binary_is_no_geometry(name: str) -> None:
    good = Point(46, 39).wkb
    table = read_apart(parquet([NESTED[name], good]), "a.parquet")
    assert table.geometry is not None
    assert table.geometry[0] is None
    assert table.geometry[1] == Point(46, 39)


def test_what_layers_nest_is_read() -> None:
    assert from_wkb([wkb(30)])[0] is not None
    assert is_shallow(wkb(30))
    assert not is_shallow(wkb(60))
    assert from_wkb([None, b"", b"\1"]).tolist() == [None, None, None]


@pytest.mark.parametrize("word", ["GEOMETRYCOLLECTION", "GeometryCollection Z ", "MULTIPOINT", "POLYGON", ""])
def test_deeply_nested_well_known_text_is_no_geometry(word: str, dataset: geo.Dataset) -> None:
    deep = f"{word}(" * 50_000
    assert from_wkt([deep, "POINT (46 39)"]).tolist() == [None, Point(46, 39)]
    content = f'title,date,wkt\na,2020-11-08,"{deep}"\nb,2020-11-08,POINT (46.75 39.76)\n'.encode()
    table = read_apart(content, "a.csv")
    assert import_events(table, recognise(table), dataset.districts).shown >= 1  # The other one has no place.


@pytest.mark.parametrize("depth", [500, 950, 2_000, 100_000])
def test_deeply_nested_geojson_is_refused_or_no_geometry(depth: int) -> None:
    inner = '{"type": "GeometryCollection", "geometries": [' * depth + "]}" * depth
    told = refused(
        b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"a": 1}, "geometry": '
        + inner.encode()
        + b"}]}",
        "a.geojson",
    )
    assert "Traceback" not in told
    assert told


def test_half_a_surrogate_in_geojson_becomes_a_sign_that_can_be_written() -> None:
    properties = r'{"title": "a\ud800", "b\udfff": ["\ud83d"], "c": {"d": "\udc00"}}'
    feature = f'{{"type": "Feature", "properties": {properties}, "geometry": null}}'
    table = read_apart(f'{{"type": "FeatureCollection", "features": [{feature}]}}'.encode(), "a.geojson")
    assert len(table.columns) == 3
    assert "\ufffd" in table.frame.to_csv().encode().decode()


def sheet_of(size: int) -> bytes:
    workbook = {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": b"<row/>" * size}
    return packed(workbook)


def bombs() -> dict[str, Callable[[], tuple[str, bytes]]]:
    return {
        "blanks in a small archive": lambda: ("a.zip", packed({"a.csv": b"a,b\n" + b" " * 3_000_000})),
        "blanks in an archive of 60 MiB": lambda: ("a.zip", packed({"a.csv": b"a,b\n" + b"\n" * (60 << 20)})),
        "a workbook of the same row": lambda: ("a.xlsx", sheet_of(2_000_000)),
        "one long text in a dictionary": lambda: ("a.parquet", dictionary(100_000, 20_000)),
        "a longer one": lambda: ("a.parquet", dictionary(1_000_000, 20_000)),
        "line feeds alone": lambda: ("a.csv", b"a,b\n1,2\n" + b"\n" * (48 << 20)),
    }


def dictionary(length: int, rows: int) -> bytes:
    cells = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * length]))
    target = io.BytesIO()
    pq.write_table(pa.table({"title": cells}), target)
    return target.getvalue()


@pytest.mark.parametrize("name", bombs())
def test_a_bomb_is_refused_with_a_sentence(name: str) -> None:
    title, content = bombs()[name]()
    told = refused(content, title)
    assert title in told
    assert "expected" in told


def comb(teeth: int) -> str:
    """Return a polygon that crosses itself so often that mending it takes long."""
    ring = [(46 + (at * 7919 % teeth) / teeth, 39 + (at * 104_729 % teeth) / teeth) for at in range(teeth)]
    return ", ".join(f"[{lon:.6f}, {lat:.6f}]" for lon, lat in [*ring, ring[0]])


def test_polygons_that_take_for_ever_to_mend_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.importers.cage.limits.LEAST_SECONDS", 2)
    feature = '{"type": "Feature", "properties": {"name": "a"}, "geometry": {"type": "Polygon", "coordinates": [[%s]]}}'
    content = '{"type": "FeatureCollection", "features": [%s]}' % (feature % comb(6_000))
    table: Table = read_apart(content.encode(), "a.geojson")
    with pytest.raises(ImportProblems, match="expected a file"):
        draw_apart(table, "name")


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(ImportProblems, match="not a folder, pipe or device"):
        read_apart(tmp_path / "a.csv")


def test_after_all_this_the_nursery_lives() -> None:
    assert read_apart(b"title,date\na,2020-11-08\n", "a.csv").read == 1
    assert nursery.FORKS is (os.uname().sysname == "Linux")
