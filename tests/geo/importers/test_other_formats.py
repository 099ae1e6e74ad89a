"""Formats that come from elsewhere: other workbooks, JSON of every form, KML and its like, archives."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from openpyxl import Workbook
from shapely import Point, box

from geo.i18n import sentence_text
from geo.importers import ImportProblems, Table, read_table, recognise

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

XLS = zlib.decompress(
    base64.b85decode(
        "c-rk)O=uHA6#izjY0{E3Kel2klv1&3Z4cr>FG;FYtA~{8#UI4FZE^?=iKG$Ki`AN=Ab3)|6zaiCYcKxbzb6kuMGt}?Bzp8DD"
        "tKtSzW1^TX^qf8EmZbf=IxvJGc!By&CKq;oeShAXIl$chA<phH0x1UAyZW9OBFvzZ<@@O?rtikjdg{3HwCiJiO1eIE{-9`y8"
        "sRM^p`||&s0v~EC$l4c>5Y+zl_09Jcf|cDfcworqYNO8COu~h|mo}XT<i2&|Z;T6B;7hygG@w$UxU#YKO1mT8HQwi7Gr0pN}"
        "Hhg=W0wJic^Y6?5K+eVK%jTxW_l-GeDmNc-cdc!ujf+(83yg3uF<_Vo4T(L~{%!cVgu_)%KdFWPPS+R7D3{%fh+^%uFDg1B6"
        "ML(_qAm}e9xa}HkY(TkaoOpIm6a`0fr$)-ADM%I|872&paYqA?j$KsSa=gA_Q$R^_?BCEIqNTyRvjV!Ic)9M_Cl)*>9a04F$"
        "vTgX6Y#Ux#Odg^!_=FG0lJZkm^LM|!iw+M)hD0(hofi+3tvq^|xXd2p+$b8YtnU(jr_d|X>Sp0vg*MSs(!F!A*<ub(h|N{ec"
        "2YmP1@9x<D){Zh=e{0!*p~Ye*+Kktf8k=&^oPhKI_Q9lS)0TJx>dKjb(8TZQo1W^>-i+K<&SO1t@*97o7So6!vZfnLO>{6s4"
        "5mpESQG1AnuE*x8nF+i+OjTm?-Oa-u0^U&KAWQ&yJ&9)2ODGYYwV8D<Y&<jS$cIQ*4s42Jvi`+wdJ`&6Y5?!QNUGZ%w>imbW"
        "I}uf+TLA=Z2kvA4uts}_43Hf-3iVZ(-vRe`czwjI`MpVNA&bXos(7N{)Rze)aE97US0EPYZQK#J}eT&O93Ho~b&ZK)Odl>Qe"
        "oj#2L!jAB^EF<Nu}(no=+e4Z6M`d4oW)!P4JE#v&h{r?6vP!3i"
    )
)
"""A workbook of Excel 97: a hidden sheet, and `data` with the two rows of `ROWS` and days as Excel keeps them."""
ROWS = [["Şuşa", "2020-11-08", "46.75", "39.76"], ["b", "2020-11-09", "46.55", "39.64"]]
NAMES = ["title", "date", "lon", "lat"]
CSV = b"title,date,lon,lat\na,2020-11-08,46.75,39.76\n"


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return target.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def told(table: Table) -> list[str]:
    return [sentence_text(remark) for remark in table.remarks]


def refused(content: bytes, name: str) -> str:
    with pytest.raises(ImportProblems) as raised:
        read_table(content, name)
    return str(raised.value)


def test_a_workbook_of_excel_97_is_read_and_its_hidden_sheet_named() -> None:
    table = read_table(XLS, "a.xls")
    assert (table.columns, table.frame.to_numpy().tolist()) == (NAMES, ROWS)
    assert told(table) == ["Read the sheet 'data'; not read: lists (hidden)."]
    assert read_table(XLS, "a.xls", part="lists").columns == ["code"]


def ods(*, encrypted: bool = False, below: str = "<table:table-cell/>") -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    rows = "".join(
        "<table:table-row>"
        f'<table:table-cell office:value-type="string"><text:p>{title}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>d</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{lon}"/>'
        f'<table:table-cell office:value-type="float" office:value="{lat}"/>'
        '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for title, day, lon, lat in ROWS
    )
    header = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in NAMES
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>"
        '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        '<table:table table:name="codes" table:style-name="ta1"><table:table-row><table:table-cell>'
        "<text:p>x</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell>"
        "<text:p>y</text:p></table:table-cell></table:table-row></table:table>"
        f'<table:table table:name="data"><table:table-row>{header}</table:table-row>{rows}'
        f'<table:table-row table:number-rows-repeated="1048000">{below}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = b"<manifest:encryption-data/>" if encrypted else b"<manifest/>"
    return packed(
        {"mimetype": kind.encode(), "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    )


def test_an_open_document_is_read_however_far_its_blank_rows_reach() -> None:
    table = read_table(ods(), "a.ods")
    assert (table.columns, table.frame.to_numpy().tolist()) == (NAMES, ROWS)
    assert told(table) == ["Read the sheet 'data'; not read: codes (hidden)."]


def test_an_open_document_of_another_program_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS, columns=NAMES)
    pyogrio.write_dataframe(frame, tmp_path / "a.ods", driver="ODS")
    assert read_table(tmp_path / "a.ods").frame.to_numpy().tolist() == ROWS


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(600),
        ods(encrypted=True),
    ],
)
def test_a_workbook_with_a_password_is_named_for_what_it_is(content: bytes) -> None:
    sentence = refused(content, "a.xlsx")
    assert "expected a workbook without a password" in sentence
    assert "Open it with its password" in sentence


def test_what_a_workbook_declares_of_its_size_is_not_believed() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (NAMES, *ROWS):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    with zipfile.ZipFile(target) as archive:
        files = {entry: archive.read(entry) for entry in archive.namelist()}
    path = "xl/worksheets/sheet1.xml"
    for declared in (b"A1:A1", b"A1:D2", b"A1:XFD1048576", b"C7:D9"):
        changed = files[path].replace(b'ref="A1:D3"', b'ref="' + declared + b'"')
        assert changed != files[path]
        table = read_table(packed(files | {path: changed}), "a.xlsx")
        assert (table.columns, table.frame.to_numpy().tolist()) == (NAMES, ROWS)


def test_an_open_document_whose_last_row_repeats_without_end_is_refused() -> None:
    below = "<table:table-cell><text:p>a</text:p></table:table-cell>"
    assert "at most 100,000 rows that repeat one" in refused(ods(below=below), "a.ods")
    table = read_table(ods(below=below), "a.ods", part="codes")  # Another sheet of it can be read.
    assert table.columns == ["x"]


@pytest.mark.parametrize(
    "begin", [b"<html><head><meta charset='utf-8'></head>", b"<!DOCTYPE html>\n<html>", b""]
)
def test_a_web_page_under_the_name_of_a_workbook_is_read(begin: bytes) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (NAMES, *ROWS))
    page = begin + f"<table><tr><td>menu</td></tr></table><table>{rows}</table>".encode()
    table = read_table(page, "a.xls")
    assert (table.columns, table.frame.to_numpy().tolist()) == (NAMES, ROWS)
    assert "The file is a web page" in told(table)[0]
    assert "not a web page without one" in refused(b"<html><body>Not found</body></html>", "a.csv")


@pytest.mark.parametrize(
    ("wrong", "lost", "of"),
    [
        ("<tr><tq>A</td><td>2020-10-01</td></tr>", 2, 1),
        ("<tr><tdA</td><td>2020-10-01</td></tr>", 2, 1),
        ("<tr>A<td>2020-10-01</td></tr>", 2, 1),
        ("<tq><td>C</td><td>2020-10-03</td></tr>", 2, 1),
    ],
)
def test_what_stands_beside_the_cells_of_a_damaged_web_page_is_told(wrong: str, lost: int, of: int) -> None:
    page = f"<table><tr><td>title</td><td>date</td></tr>{wrong}<tr><td>B</td><td>2020-10-02</td></tr></table>"
    table = read_table(page.encode(), "a.xls")
    assert table.frame["title"].tolist()[-1] == "B"
    assert table.read == 1 + of
    notes = table.notes.frame()
    assert notes["line"].tolist() == ([lost] if lost else [])
    assert not lost or "text in the cells" in sentence_text(notes["expected"][0])


@pytest.mark.parametrize("odd", ["<![<![", "<![if !mso]>", "<![CDATA[", "<!odd>", "<!-- ", "<!", "<?", "<"])
def test_a_web_page_with_an_odd_declaration_is_read(odd: str) -> None:
    page = (
        f"<table><tr><td>title</td><td>date</td></tr><tr><td>A</td><td>2020-10-02</td></tr>{odd}</table>{odd}"
    )
    table = read_table(page.encode(), "a.xls")
    assert table.frame.to_numpy().tolist() == [["A", "2020-10-02"]]


def test_a_feature_whose_member_for_properties_is_damaged_is_told() -> None:
    whole = json.dumps(FEATURES[0])
    table = read_table(
        "\n".join([whole, whole.replace("properties", "proper?ies"), whole]).encode(), "a.geojsonl"
    )
    assert (table.frame.index.tolist(), table.unread) == ([1, 3], 1)
    notes = table.notes.frame()
    assert notes["line"].tolist() == [2]
    assert "proper?ies" in notes["value"][0]


def test_a_web_page_that_ends_within_a_cell_keeps_it() -> None:
    table = read_table(b"<table><tr><td>title</td><td>date</td></tr><tr><td>A</td><td>2020-10", "a.xls")
    assert table.frame.to_numpy().tolist() == [["A", "2020-10"]]


POINT = {"type": "Point", "coordinates": [46.75, 39.76]}
FEATURES = [
    {"type": "Feature", "properties": {"title": title, "date": "2020-11-08"}, "geometry": POINT}
    for title in "ab"
]


@pytest.mark.parametrize("begin", ["", "\x1e"])
def test_features_line_by_line_are_read_and_a_broken_line_is_told(begin: str) -> None:
    lines = [f"{begin}{json.dumps(feature)}" for feature in FEATURES]
    content = "\n".join([lines[0], f'{begin}{{"type": "Fea', lines[1], ""]).encode()
    table = read_table(content, "a.geojsonl")
    assert table.frame["title"].tolist() == ["a", "b"]
    assert table.frame.index.tolist() == [1, 3]
    assert (table.read, table.unread, table.notes.frame()["line"].tolist()) == (3, 1, [2])
    assert table.geometry is not None
    assert table.geometry[0] == Point(46.75, 39.76)


RECORDS = [{"title": "a", "n": 1, "tags": ["x", "y"]}, {"title": "b", "n": None, "more": {"k": 1}}]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS),
        "\n".join(map(json.dumps, RECORDS)),
        json.dumps({"meta": {"count": 2}, "results": RECORDS, "other": [{"x": 1}]}),
    ],
)
def test_records_are_rows(content: str) -> None:
    table = read_table(content.encode(), "a.json")
    assert table.frame.to_numpy().tolist() == [["a", "1", "x;y", ""], ["b", "", "", '{"k": 1}']]
    assert table.geometry is None


def test_an_answer_of_a_query_is_read() -> None:
    bindings = [{"item": {"type": "uri", "value": "http://x.org/1"}, "coord": {"value": "Point(46 39)"}}]
    content = json.dumps({"head": {"vars": ["item", "coord"]}, "results": {"bindings": bindings}})
    assert read_table(content.encode(), "a.json").frame.to_numpy().tolist() == [
        ["http://x.org/1", "Point(46 39)"]
    ]


def test_esri_json_is_read_with_all_attributes_and_its_days() -> None:
    fields = [{"name": "title", "type": "esriFieldTypeString"}, {"name": "day", "type": "esriFieldTypeDate"}]
    features = [
        {"attributes": {"title": "a", "day": 1601510400000, "more": 5}, "geometry": {"x": 46.75, "y": 39.76}}
    ]
    described = {"geometryType": "esriGeometryPoint", "spatialReference": {"wkid": 4326}, "fields": fields}
    table = read_table(json.dumps({**described, "features": features}).encode(), "a.json")
    assert table.frame.to_numpy().tolist() == [["a", "2020-10-01", "5"]]
    assert table.geometry is not None
    assert table.geometry[0] == Point(46.75, 39.76)
    cut = json.dumps({**described, "features": features, "exceededTransferLimit": True}).encode()
    assert any("cut its answer off" in sentence for sentence in told(read_table(cut, "a.json")))


KML = b"""<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>One</name><Placemark><name>x</name><TimeSpan><begin>2020-10-01</begin><end>2020-10-03</end></TimeSpan>
<Point><coordinates>46.75,39.76,0</coordinates></Point></Placemark></Folder><Folder><name>Two</name>
<Placemark><name>y</name><Point><coordinates>46,39</coordinates></Point></Placemark>
<Placemark><name>z</name><Point><coordinates>47,39</coordinates></Point></Placemark></Folder></Document></kml>"""
GPX = b"""<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="39.76" lon="46.75"><time>2020-10-01T08:00:00Z</time><name>a</name></wpt></gpx>"""
TOPOJSON = json.dumps(
    {
        "type": "Topology",
        "arcs": [[[46, 39], [47, 39], [47, 40], [46, 39]]],
        "objects": {
            "a": {
                "type": "GeometryCollection",
                "geometries": [{"type": "Polygon", "arcs": [[0]], "properties": {"name": "North"}}],
            }
        },
    }
).encode()


def test_kml_is_read_by_layer() -> None:
    for content, name in ((KML, "a.kml"), (zipped(doc__kml=KML), "a.kmz")):
        table = read_table(content, name)
        assert table.columns == ["Name"]
        assert (table.frame["Name"].tolist(), table.part, table.parts) == (["y", "z"], "Two", ("One", "Two"))
        assert "Read the layer 'Two'; not read: One." in told(table)
        other = read_table(content, name, part="One")
        assert other.frame["begin"].iloc[0].startswith("2020-10-01")
        assert recognise(other).columns("end_date") == ("end",)


def test_gpx_flatgeobuf_and_topojson_are_read(tmp_path: Path) -> None:
    assert read_table(GPX, "a.gpx").frame.to_numpy().tolist() == [["2020-10-01 08:00:00.000", "a"]]
    gpd.GeoDataFrame({"title": ["a"]}, geometry=[Point(46, 39)], crs=4326).to_file(
        tmp_path / "a.fgb", driver="FlatGeobuf"
    )
    assert read_table(tmp_path / "a.fgb").frame["title"].tolist() == ["a"]
    table = read_table(TOPOJSON, "a.topojson")
    assert table.geometry is not None
    assert (table.frame["name"].tolist(), table.geometry[0].geom_type) == (["North"], "Polygon")


@pytest.mark.parametrize("content", [KML[:300], GPX[:120], TOPOJSON[:90]])
def test_a_cut_off_layer_is_told(content: bytes) -> None:
    assert "a.x" in refused(content, "a.x")


def test_a_gzip_archive_is_opened() -> None:
    for content in (CSV, json.dumps(FEATURES[0]).encode(), KML):
        assert read_table(gzip.compress(content), "a.gz").read >= 1
    assert read_table(zipped(a__csv__gz=gzip.compress(CSV)), "a.zip").frame["title"].tolist() == ["a"]
    assert "a whole gzip archive" in refused(gzip.compress(CSV)[:-9], "a.gz")


@pytest.mark.parametrize(
    "others",
    [
        {"__MACOSX/._events 2020.csv": b"\x00" * 900},
        {"._data.csv": b"\x00\x05\x16\x07" + bytes(4000), ".DS_Store": b"x"},
        {"metadata.json": json.dumps({"a": ["b"] * 900}).encode()},
        {"README.txt": b"about\n" * 900, "licence.csv": b"a,b\n" * 900},
        {"codebook.xlsx": b"PK" + bytes(9000)},
    ],
)
def test_of_an_archive_the_table_is_read_not_what_tells_of_it(others: dict[str, bytes]) -> None:
    assert read_table(packed(others | {"table 2020.csv": CSV}), "a.zip").frame["title"].tolist() == ["a"]


def linked(**members: object) -> bytes:
    feature = {"type": "Feature", "properties": {"title": "A"}, "geometry": POINT, **members}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


SPAN = {"timespans": [{"start": {"in": "1752"}, "end": {"in": "1822"}}]}


@pytest.mark.parametrize(
    "content",
    [
        linked(when=SPAN),
        linked(**{"@id": "x"}, geometry={**POINT, "when": SPAN}),
        linked(names=[{"toponym": "A", "when": SPAN}]),
        linked(
            **{"@id": "x"}, geometry={"type": "GeometryCollection", "geometries": [{**POINT, "when": SPAN}]}
        ),
    ],
)
def test_linked_places_say_their_time_in_several_places(content: bytes) -> None:
    table = read_table(content, "a.json")
    assert (table.layout, table.frame[["start", "end"]].to_numpy().tolist()) == (
        "linked-places",
        [["1752", "1822"]],
    )


def test_links_alone_make_no_linked_places() -> None:
    table = read_table(linked(links=[{"rel": "self", "href": "http://x.org"}]), "a.geojson")
    assert (table.layout, table.columns) == ("", ["title"])


@pytest.mark.parametrize("epsg", [3857, 32638, 28408])
def test_metres_without_a_coordinate_system_are_asked_and_placed_by_the_answer(epsg: int) -> None:
    frame = gpd.GeoDataFrame({"title": ["a"]}, geometry=[box(46, 39, 47, 40)], crs=4326).to_crs(epsg)
    content = str(frame.to_json(drop_id=True)).encode()
    features = json.loads(content)
    features.pop("crs", None)
    bare = json.dumps(features).encode()
    table = read_table(bare, "a.geojson")
    assert table.geometry is not None
    assert table.geometry[0] is None
    (question,) = table.questions
    assert str(epsg) in [way.value for way in question.alternatives]
    placed = read_table(bare, "a.geojson", epsg=epsg)
    assert placed.geometry is not None
    assert np.allclose(shapely.bounds(placed.geometry[0]), (46, 39, 47, 40), atol=1e-6)
    assert placed.questions == ()


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
def test_a_shapefile_without_its_encoding_is_asked(tmp_path: Path, encoding: str) -> None:
    frame = gpd.GeoDataFrame({"NAME": ["Шуша", "Лачин"]}, geometry=[Point(46, 39), Point(47, 39)], crs=4326)
    frame.to_file(tmp_path / "a.shp", encoding=encoding)
    files = {path.name: path.read_bytes() for path in tmp_path.glob("a.*") if path.suffix != ".cpg"}
    dbf = bytearray(files["a.dbf"])
    dbf[29] = 0
    table = read_table(packed(files | {"a.dbf": bytes(dbf)}), "a.zip")
    offered = [way.value for way in table.questions[0].alternatives]
    assert encoding in offered
    if encoding == "cp1251":
        assert table.frame["NAME"].tolist() == ["Шуша", "Лачин"]
    told_so = read_table(packed(files | {"a.dbf": bytes(dbf)}), "a.zip", encoding=encoding)
    assert told_so.frame["NAME"].tolist() == ["Шуша", "Лачин"]


CONTENTS: list[Callable[[], bytes]] = [lambda: XLS, ods, lambda: KML, lambda: GPX, lambda: TOPOJSON]


@pytest.mark.parametrize("make", CONTENTS)
def test_what_is_cut_off_anywhere_is_read_or_a_sentence(make: Callable[[], bytes]) -> None:
    content = make()
    for keep in range(1, len(content), max(1, len(content) // 25)):
        try:
            read_table(content[:keep], "a.x")
        except ImportProblems as problems:
            assert str(problems).endswith(".")  # noqa: PT017 (either outcome is right)
