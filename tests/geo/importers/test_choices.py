"""What a person is asked about a file: which part of it, how its text is spelt, which change seems right."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pytest
from openpyxl import Workbook
from pyproj import Transformer
from shapely import Point

from geo.i18n import sentence_text
from geo.importers import ImportProblems, import_events, offers_of, read_table, recognise

if TYPE_CHECKING:
    from pathlib import Path

    import geo

CSV = b"title,date,lon,lat\na,2020-11-08,46.75,39.76\n"
OTHER = b"title,date,lon,lat\nb,2020-11-09,46.55,39.64\nc,2020-11-10,46.55,39.64\n"


def archive(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


def shapefile(folder: Path, title: str, encoding: str = "UTF-8") -> bytes:
    """Return a Shapefile of one point in a zip archive."""
    frame = gpd.GeoDataFrame(
        {"title": [title], "date": ["2020-11-08"]}, geometry=[Point(46.75, 39.76)], crs=4326
    )
    frame.to_crs(32638).to_file(folder / "points.shp", encoding=encoding)
    return archive(
        **{f"data__{path.name.replace('.', '_')}": path.read_bytes() for path in folder.glob("points.*")}
    )


def test_the_sheet_of_a_workbook_is_chosen() -> None:
    book = Workbook()
    for title, rows in (("Notes", 0), ("First", 2), ("Second", 3)):
        sheet = book.create_sheet(title)
        for row in [["title", "date"], *[["x", "2020"]] * rows][: rows + 1 if rows else 0]:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    guessed = read_table(content.getvalue(), "a.xlsx")
    assert guessed.part == "First"
    assert set(guessed.parts) == {"Sheet", "Notes", "First", "Second"}
    remarks = list(map(sentence_text, guessed.remarks))
    assert "Read the sheet 'First'; not read: Sheet, Notes, Second." in remarks
    assert read_table(content.getvalue(), "a.xlsx", part="Second").read == 3


def test_the_layer_of_a_geopackage_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    for name, count in (("one", 1), ("two", 2)):
        frame = gpd.GeoDataFrame({"title": ["x"] * count}, geometry=[Point(46, 39)] * count, crs=4326)
        frame.to_file(path, layer=name, driver="GPKG")
    assert (read_table(path).part, read_table(path).parts) == ("one", ("one", "two"))
    assert read_table(path, part="two").read == 2


def test_of_the_files_of_an_archive_the_likeliest_is_read_and_another_can_be_chosen() -> None:
    content = archive(readme_txt=b"about", a_csv=CSV, b__c_csv=OTHER)
    guessed = read_table(content, "a.zip")
    assert (guessed.name, guessed.part, guessed.read) == ("c.csv", "b/c.csv", 2)
    assert guessed.parts == ("readme.txt", "a.csv", "b/c.csv")
    assert read_table(content, "a.zip", part="a.csv").read == 1
    assert read_table(archive(events_csv=CSV, more_csv=OTHER), "a.zip").part == "events.csv"
    with pytest.raises(ImportProblems, match=r"one of the files readme\.txt, a\.csv, b/c\.csv"):
        read_table(content, "a.zip", part="d.csv")


def test_one_file_has_no_parts_to_choose() -> None:
    assert read_table(archive(a_csv=CSV), "a.zip").parts == ()


def test_a_shapefile_in_a_zip_is_read_in_its_coordinate_system(dataset: geo.Dataset, tmp_path: Path) -> None:
    table = read_table(shapefile(tmp_path, "Şuşa — Шуша"), "points.zip")
    assert (table.parts, table.encoding.upper()) == ((), "UTF-8")
    event = import_events(table, recognise(table), dataset.districts).events.iloc[0]
    assert (event["title"], event["district_ids"]) == ("Şuşa — Шуша", ("shusha",))
    assert (round(event["lon"], 6), round(event["lat"], 6)) == (46.75, 39.76)


def test_the_encoding_of_a_shapefile_follows_the_answer(tmp_path: Path) -> None:
    content = shapefile(tmp_path, "Шуша", "cp1251")
    assert read_table(content, "points.zip", encoding="cp1251").frame["title"].tolist() == ["Шуша"]
    assert read_table(content, "points.zip", encoding="cp1252").frame["title"].tolist() == ["Øóøà"]


def test_a_shapefile_without_its_table_is_told(tmp_path: Path) -> None:
    shapefile(tmp_path, "a")
    content = archive(points_shp=(tmp_path / "points.shp").read_bytes())
    with pytest.raises(ImportProblems, match=r"points\.zip: read 'points\.shp', expected a whole Shapefile"):
        read_table(content, "points.zip")


def test_encoding_and_separator_follow_the_answer() -> None:
    text = "title;date;place, as written\nШуша;2020;a, b\n"
    table = read_table(text.encode("koi8-r"), "a.csv", encoding="koi8-r", separator=";")
    assert (table.encoding, table.separator) == ("koi8-r", ";")
    assert table.frame.iloc[0].tolist() == ["Шуша", "2020", "a, b"]
    assert read_table(text.encode(), "a.csv", separator=",").columns == ["title;date;place", "as written"]
    with pytest.raises(ImportProblems, match=r"expected text in utf-16\. Choose another encoding"):
        read_table(text.encode("koi8-r"), "a.csv", encoding="utf-16")
    geojson = '{"type": "Feature", "properties": {"title": "Шуша"}, "geometry": null}'
    assert read_table(geojson.encode("cp1251"), "a.geojson", encoding="cp1251").frame["title"].tolist() == [
        "Шуша"
    ]


def rows(*points: tuple[float, float], first: str = "lon", second: str = "lat") -> bytes:
    lines = [f"a{n},2020-11-08,{x},{y}" for n, (x, y) in enumerate(points)]
    return "\n".join([f"title,date,{first},{second}", *lines]).encode()


def test_exchanged_axes_are_offered_before_anything_is_imported(dataset: geo.Dataset) -> None:
    table = read_table(rows((39.76, 46.75), (39.64, 46.55), (46.75, 39.76)), "a.csv")
    (offer,) = offers_of(table, recognise(table), dataset.districts, dataset.neighbours)
    assert sentence_text(offer.sentence).endswith("longitude and latitude exchanged. Exchange them?")
    assert offer.mapping.swapped
    assert offers_of(table, offer.mapping, dataset.districts, dataset.neighbours) == ()


def test_points_that_are_right_are_offered_nothing(dataset: geo.Dataset) -> None:
    for content in (rows((46.75, 39.76), (39.76, 46.75)), b"title,date\na,2020\n", rows((2.35, 48.86))):
        table = read_table(content, "a.csv")
        assert offers_of(table, recognise(table), dataset.districts, dataset.neighbours) == ()


@pytest.mark.parametrize(
    ("epsg", "title"), [(32638, "UTM zone 38N"), (32639, "UTM zone 39N"), (3857, "Web Mercator")]
)
def test_the_coordinate_system_in_which_points_lie_on_the_map_is_offered(
    dataset: geo.Dataset, epsg: int, title: str
) -> None:
    change = Transformer.from_crs(4326, epsg, always_xy=True)
    points = [change.transform(lon, lat) for lon, lat in ((46.75, 39.76), (46.55, 39.64))]
    table = read_table(rows(*points, first="x", second="y"), "a.csv")
    mapping = recognise(table)
    (offer,) = offers_of(table, mapping, dataset.districts)
    assert f"read in {title} (EPSG:{epsg})" in sentence_text(offer.sentence)
    assert offer.option == f"--epsg {epsg}"
    assert import_events(table, mapping, dataset.districts).shown == 0
    shown = import_events(table, offer.mapping, dataset.districts).events
    assert np.allclose(shown[["lon", "lat"]], [[46.75, 39.76], [46.55, 39.64]])
