"""The import command answers what a file leaves open, bounds what it prints, and states whose the data are."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
from openpyxl import Workbook
from shapely import box
from shapely.geometry import mapping

import geo
from geo.__main__ import main
from geo.commands.import_events import MOST_IN_JSON

if TYPE_CHECKING:
    from pathlib import Path

HEADERLESS = "A,2020-10-01,10.75,50.25\nB,2020-10-02,10.55,50.64\n"


Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def land(made_up: geo.Dataset) -> str:
    """Return the folder of the made-up dataset: small, it is loaded in a moment, and each command loads it."""
    return str(made_up.folder)


@pytest.fixture
def result_of(land: str, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return what imports into the dataset and gives the answer that is printed."""

    def ask(*arguments: str) -> dict[str, Any]:
        main(["import", land, *arguments, "--json"])
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return ask


def file(folder: Path, text: str, name: str = "mine.csv") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_what_is_asked_names_the_option_that_answers(
    land: str, result_of: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, HEADERLESS)
    result = result_of(path)
    assert result["read"] == 2
    (question,) = result["questions"]
    assert question["option"] == "--header"
    assert [answer["value"] for answer in question["answers"]] == ["none", "1"]
    assert question["answers"][0]["rows"][1] == ["A", "2020-10-01", "10.75", "50.25"]
    assert result["notUsed"] == ["column 1", "column 3", "column 4"]
    main(["import", land, path])
    said = capsys.readouterr().out
    assert "--header none  No line: the first row is data" in said
    assert "Columns that are not used: column 1, column 3, column 4" in said
    assert result_of(path, "--header", "none")["questions"] == []
    titled = file(tmp_path, "x,y\ntitle,date\na,2020\n", "b.csv")
    assert result_of(titled, "--header", "2")["mapping"]["fields"]["title"] == ["title"]
    assert main(["import", land, path, "--header", "soon"]) == 2


TITLED = "title,date,lon,lat,killed\n"
OPEN_FILES: dict[str, tuple[bytes, str, str]] = {
    "encoding": ("title,date\nВзрыв в городе,2020-10-01\n".encode("koi8-r"), "koi8-r", ""),
    "date-order": (f"{TITLED}a,03/04/2020,10.75,50.25,1\n".encode(), "mdy", "dateOrder"),
    "day-numbers": (f"{TITLED}a,44101,10.75,50.25,1\n".encode(), "excel", "dayNumbers"),
    "short-years": (f"{TITLED}a,27.09.20,10.75,50.25,1\n".encode(), "1950", "shortYears"),
    "open-ends": (f"{TITLED}a,before 1994,10.75,50.25,1\n".encode(), "record", "openEnds"),
    "count-sign": (f"{TITLED}a,2020,10.75,50.25,3.000\n".encode(), "point", "countSign"),
    "pair-order": (b'title,date,where\na,2020,"50.25, 10.75"\n', "lon-lat", "pairOrder"),
}
"""Files that leave something open, by the option that answers; the answer, and where the mapping keeps it."""


@pytest.mark.parametrize("option", OPEN_FILES)
def test_every_question_is_answered_by_its_option(result_of: Ask, tmp_path: Path, option: str) -> None:
    content, answer, kept = OPEN_FILES[option]
    path = tmp_path / "mine.csv"
    path.write_bytes(content)

    def asked(result: dict[str, Any]) -> str:
        return json.dumps([result["questions"], result["offers"]])

    open_result = result_of(str(path))
    assert f"--{option}" in asked(open_result)
    assert answer in asked(open_result)
    result = result_of(str(path), f"--{option}", answer)
    assert f"--{option}" not in asked(result)
    assert not kept or result["mapping"][kept] == answer


def test_the_sheet_and_the_separator_are_chosen(
    land: str, result_of: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    for title, rows in (("First", 1), ("Second", 2)):
        sheet = book.create_sheet(title)
        for row in [["title", "date"], *[["x", "2020"]] * rows]:
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    path = str(tmp_path / "a.xlsx")
    main(["import", land, path])
    assert "Read the sheet 'First'; not read: Sheet, Second." in capsys.readouterr().out
    assert result_of(path, "--part", "Second")["read"] == 2
    barred = file(tmp_path, "title/date\na/2020\n")
    assert result_of(barred, "--separator", "/")["mapping"]["fields"]["date"] == ["date"]


def test_what_a_layer_of_districts_leaves_open_has_options_of_its_own(
    land: str, result_of: Ask, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    square = box(5204000, 4830000, 5214000, 4840000)
    feature = {"type": "Feature", "properties": {"name": "One"}, "geometry": mapping(square)}
    layer = file(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), "a.geojson")
    path = file(tmp_path, "title,date,lon,lat\na,2020-10-01,46.8,39.78\n")
    asked = [path, "--districts", layer]
    assert main(["import", land, *asked]) == 2
    assert "--districts-epsg" in capsys.readouterr().err
    result = result_of(*asked, "--districts-epsg", "3857")
    assert (result["shown"], result["mapping"]["epsg"]) == (1, 4326)
    assert result["districts"] == {
        "layer": "",
        "layers": [],
        "name": "name",
        "columns": ["name"],
        "questions": [],
        "summary": "1 features read, 1 districts.",
    }


def test_the_answer_is_bounded_and_counts_every_kind_of_problem(result_of: Ask, tmp_path: Path) -> None:
    rows = "".join(f"a{n},soon,10.75,50.25\n" for n in range(3 * MOST_IN_JSON))
    path = file(tmp_path, f"title,date,lon,lat\n{rows}b,2020,10.75,50.25\n")
    listed = tmp_path / "problems.csv"
    result = result_of(path, "--problems", str(listed))
    assert result["problemCount"] == 3 * MOST_IN_JSON
    assert len(result["problems"]) == MOST_IN_JSON
    (kind,) = result["problemKinds"]
    assert (kind["column"], kind["rows"], kind["line"]) == ("date", 3 * MOST_IN_JSON, 2)
    assert len(listed.read_text("utf-8").splitlines()) == 3 * MOST_IN_JSON + 1


def test_layer_and_name_column_of_districts_are_chosen(land: str, tmp_path: Path) -> None:
    layers = tmp_path / "layers.gpkg"
    for layer, names in (("one", ["Alone"]), ("two", ["North", "South"])):
        shapes = [box(46, 39 + at, 47, 40 + at) for at in range(len(names))]
        frame = gpd.GeoDataFrame({"name": names, "code": [f"c{n}" for n in names]}, geometry=shapes, crs=4326)
        frame.to_file(layers, layer=layer, driver="GPKG")
    path = file(tmp_path, "title,date,lon,lat\na,2020-10-01,46.5,40.5\n")
    asked = ["--districts", str(layers), "--districts-layer", "two", "--districts-name", "code"]
    assert main(["import", land, path, *asked, "--output", str(tmp_path / "out"), "--json"]) == 0
    loaded = geo.load(tmp_path / "out")
    assert list(loaded.districts.index) == ["cnorth", "csouth"]
    assert loaded.events["district_ids"].tolist() == [("csouth",)]
    assert main(["import", land, path, "--districts", str(layers), "--districts-name", "none"]) == 2


def test_title_and_licence_are_stated(land: str, tmp_path: Path) -> None:
    path = file(tmp_path, "title,date,lon,lat\na,2020-10-01,10.75,50.25\n")
    out = str(tmp_path / "out")
    stated = ["--title", "My list", "--licence", "odbl 1.0"]
    assert main(["import", land, path, "--alone", "--output", out, *stated, "--json"]) == 0
    about = geo.load(out).about
    assert about.title == "My list"
    licences = {entry.name: [name for name, _, _ in entry.licences] for entry in about.resources}
    assert licences["events"] == ["ODbL-1.0"]
