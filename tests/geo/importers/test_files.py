"""Files of every format, and broken ones: a sentence for each, never a traceback."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from functools import cache
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from shapely import Point

import geo
from geo import export
from geo.importers import ImportProblems, import_events, limits, read_table, recognise
from geo.importers.formats import delimited_text
from tests.bundled import bundled
from tests.geo.importers.conftest import GDELT_ROW

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.importers import Imported

CSV = b"title,date,lon,lat\na,2020-11-08,46.75,39.76\nb,2020-11-09,46.55,39.64\n"
DATASET = bundled()
RECORDS = export.select(DATASET, geo.Selection(0, 100_000))
PROVENANCE = export.Provenance(DATASET.about, "all", "", dt.date(2026, 1, 1))
EXPORTS: dict[str, Callable[[], bytes]] = {
    "events.zip": lambda: export.csv_package(RECORDS, PROVENANCE),
    "events.geojson": lambda: export.geojson(RECORDS, PROVENANCE),
    "events.gpkg": lambda: export.geopackage(RECORDS, export.district_layers(DATASET), PROVENANCE),
    "parquet.zip": lambda: export.geoparquet(RECORDS, PROVENANCE),
    "events.xlsx": lambda: export.spreadsheet(RECORDS, PROVENANCE),
}
SAME = [
    *("title", "start_date", "end_date", "date_precision", "first_day", "last_day", "category"),
    *("district_ids", "other_district_ids", "region_wide", "place_name", "place_ids", "lon", "lat"),
    *("location_precision", "placing", "located_in", "summary", "status"),
]


def layer(driver: str, crs: int = 4326) -> bytes:
    rows = {"title": ["a", "b"], "date": ["2020-11-08", "2020-11-09"]}
    points = [Point(46.75, 39.76), Point(46.55, 39.64)]
    frame = gpd.GeoDataFrame(rows, geometry=points, crs=4326).to_crs(crs)
    target = io.BytesIO()
    frame.to_parquet(target) if driver == "parquet" else frame.to_file(target, driver=driver)
    return target.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def packed(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("name", EXPORTS)
def test_reading_back_what_was_exported_changes_nothing(name: str) -> None:
    table = read_table(EXPORTS[name](), name)
    imported = import_events(table, recognise(table), DATASET.districts, neighbours=DATASET.neighbours)
    assert imported.problem_rows.empty
    assert imported.events.index.tolist() == DATASET.events.index.tolist()
    for column in SAME:
        pairs = zip(imported.events[column], DATASET.events[column], strict=True)
        assert all(new == old or (new != new and old != old) for new, old in pairs), column  # noqa: PLR0124 (NaN)


@pytest.mark.parametrize("driver", ["GeoJSON", "GPKG", "parquet"])
@pytest.mark.parametrize("crs", [4326, 32638])
def test_layers_are_read_in_their_coordinate_system(
    bring: Callable[..., Imported], driver: str, crs: int
) -> None:
    imported = bring(layer(driver, crs), "layer")
    assert imported.events["lon"].round(6).tolist() == [46.75, 46.55]
    assert imported.events["district_ids"].tolist() == [("shusha",), ("lachin",)]


def test_a_workbook_with_days_numbers_and_formulas(bring: Callable[..., Imported]) -> None:
    imported = bring(
        workbook(
            ["title", "date", "lon", "lat", "deaths"],
            ["a", dt.datetime(2020, 11, 8), 46.75, 39.76, 3.0],  # noqa: DTZ001 (a workbook's days have no zone)
            ["=A2", dt.date(2020, 11, 9), 46.75, 39.76, "=1+1"],
        ),
        "events.xlsx",
    )
    assert imported.events["start_date"].tolist() == ["2020-11-08", "2020-11-09"]
    assert imported.claims["value"].tolist() == ["3", "2020-11-09"]
    told = imported.problem_rows[["line", "column", "value", "expected"]].to_numpy().tolist()
    assert told == [
        [3, "title", "=A2", "a value beside the formula"],
        [3, "deaths", "=1+1", "a value beside the formula"],
    ]


def test_a_table_in_a_zip_archive(bring: Callable[..., Imported]) -> None:
    assert bring(packed("folder/events.csv", CSV), "events.zip").shown == 2


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ImportProblems) as raised:
        read_table(content, name)
    return str(raised.value)


def test_an_empty_file_is_told() -> None:
    expected = "a.csv: expected a file with content, not an empty one. Save or download the file again."
    assert refusal(b"", "a.csv") == expected
    assert "a header line and rows" in refusal(b"\n\n", "a.csv")
    assert "rows below the header" in refusal(b"title,date\n", "a.csv")


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)  # A hole: it takes no room, and would be read as two gigabytes.
    with pytest.raises(ImportProblems) as raised:
        read_table(path)
    assert "read '2,048 MiB', expected at most 1,024 MiB" in str(raised.value)


def test_an_archive_that_unpacks_to_far_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SMALL", 1 << 16)
    bomb = packed("events.csv", b"0" * (1 << 22))
    assert "expected an archive that unpacks to at most 300 times its size" in refusal(bomb, "bomb.zip")
    assert "expected an archive" in refusal(packed("xl/workbook.xml", b" " * (1 << 22)), "bomb.xlsx")


@pytest.mark.parametrize("name", [*EXPORTS, "layer.parquet"])
def test_a_truncated_file_is_told(name: str) -> None:
    content = layer("parquet") if name == "layer.parquet" else EXPORTS[name]()
    assert name in refusal(content[: len(content) // 2], name)


def test_a_truncated_table_shows_what_is_whole(bring: Callable[..., Imported]) -> None:
    imported = bring(CSV[:-10])
    assert (imported.read, imported.shown) == (2, 1)
    assert "may have been cut off" in imported.problem_rows["remedy"].iloc[0]


def test_an_old_workbook_and_a_picture_are_refused() -> None:
    assert "save it as .xlsx" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls")
    assert "a.png" in refusal(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.png")


@cache
def seeds() -> list[bytes]:
    """Return the beginnings of files; made when they are asked for, not by each process that collects the tests."""
    gdelt = "\t".join(GDELT_ROW.values()).encode()
    return [CSV, gdelt, *(EXPORTS[name]()[:4000] for name in EXPORTS), layer("GPKG")]


@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)),
    st.deferred(lambda: st.sampled_from(seeds())),
    st.data(),
)
def test_no_bytes_raise_anything_but_problems(noise: bytes, seed: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(seed)))
    for content in (noise, seed[:at] + noise + seed[at + len(noise) :], seed[:at] + noise):
        try:
            table = read_table(content, "file")
            import_events(table, recognise(table), DATASET.districts)
        except geo.DataPackageError as error:
            assert error.problems  # noqa: PT017 (either outcome is right)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_whatever_the_cells_the_counts_add_up(rows: list[tuple[str, str, str, str]]) -> None:
    lines = [json.dumps({"title": a, "date": b, "lon": c, "lat": d}) for a, b, c, d in rows]
    features = ",".join(f'{{"type": "Feature", "geometry": null, "properties": {line}}}' for line in lines)
    table = read_table(f'{{"type": "FeatureCollection", "features": [{features}]}}'.encode(), "a.geojson")
    mapping = recognise(table)
    for name in ("title", "date", "lon", "lat"):
        mapping = mapping.with_field(name, name)
    imported = import_events(table, mapping, DATASET.districts)
    errors = imported.problem_rows[imported.problem_rows["severity"] == "error"]
    assert imported.read == len(rows)
    assert imported.shown == len(imported.events)
    assert imported.not_shown == errors["line"].nunique()
    assert imported.events.index.is_unique


@pytest.mark.parametrize("bad", ["", "c,2020-10-03\n", 'c,"open\n'])
def test_long_text_is_read_as_short_text_is(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    content = f'title,date,lon,lat\na,2020-10-01,46.75,39.76\n"b\nb",2020-10-02,46.55,39.64\n{bad}'.encode()
    short = read_table(content, "a.csv")
    monkeypatch.setattr(delimited_text, "LONG", 0)
    long = read_table(content, "a.csv")
    assert long.frame.equals(short.frame)
    assert (long.unread, long.notes.frame().to_dict()) == (short.unread, short.notes.frame().to_dict())
    assert short.unread == bool(bad)
