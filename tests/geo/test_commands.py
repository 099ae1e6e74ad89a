"""The command line: results, exit codes, and help that the README tells."""

from __future__ import annotations

import io
import json
import zipfile
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import geo
from geo.__main__ import COMMANDS, main, parser
from geo.gazetteer import COLUMNS, as_geojson, settlements

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parents[2] / "data" / "karabakh"
README = Path(__file__).parents[2] / "README.md"
CSV = "title,date,lon,lat\na,2020-11-08,46.75,39.76\nb,soon,46.75,39.76\n"
SETTLEMENT = {
    "geonameid": "584717",
    "name": "Şuşa",
    "asciiname": "Shusha",
    "alternatenames": "Shushi,Şuşa,Шуша,Շուշի",
    "latitude": "39.76",
    "longitude": "46.75",
    "feature_class": "P",
    "feature_code": "PPLA",
    "country_code": "AZ",
}


def dump(*places: dict[str, str]) -> bytes:
    """Return a GeoNames dump: 19 columns by the readme of the dump, no header."""
    return "".join("\t".join(place.get(column, "") for column in COLUMNS) + "\n" for place in places).encode()


@pytest.fixture
def events(tmp_path: Path) -> str:
    path = tmp_path / "mine.csv"
    path.write_text(CSV, "utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_import_tells_counts_and_problems_and_writes_a_dataset(
    events: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, saved, folder = tmp_path / "problems.csv", tmp_path / "mapping.json", tmp_path / "out"
    options = ["--json", "--output", str(folder), "--problems", str(listed), "--save-mapping", str(saved)]
    assert main(["import", str(FOLDER), events, *options]) == 1
    result = printed(capsys)
    assert (result["read"], result["shown"], result["notShown"]) == (2, 1, 1)
    assert result["problems"][0]["row"] == 3
    assert "soon" in listed.read_text("utf-8")
    assert len(geo.load(folder).events) == 378
    assert main(["import", str(FOLDER), events, "--mapping", str(saved)]) == 1
    assert "2 read, 1 shown, 1 not: see the list." in capsys.readouterr().out


def test_join_adds_the_district_of_each_row(events: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["join", str(FOLDER), events]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert table["district_id"].tolist() == ["shusha", "shusha"]


@pytest.mark.parametrize(
    ("name", "kind"), [("e.geojson", b"{"), ("e.xlsx", b"PK"), ("e.gpkg", b"SQLite"), ("e.json", b"{")]
)
def test_export_writes_the_format_that_the_ending_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, kind: bytes
) -> None:
    target = tmp_path / name
    some = ["--from", "1993", "--to", "1993-06"]
    assert main(["export", str(FOLDER), str(target), *some, "--json"]) == 0
    assert target.read_bytes().startswith(kind)
    assert 0 < printed(capsys)["events"] < 377


def test_gazetteer_makes_places_of_a_dump(
    dataset: geo.Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = SETTLEMENT | {
        "geonameid": "1",
        "asciiname": "Paris",
        "latitude": "48.86",
        "longitude": "2.35",
    }
    river = SETTLEMENT | {"geonameid": "2", "feature_class": "H", "feature_code": "STM"}
    content = dump(SETTLEMENT, elsewhere, river)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("AZ.txt", content)
        packed.writestr("readme.txt", "about")
    for name, data in (("AZ.txt", content), ("AZ.zip", archive.getvalue())):
        places = settlements(name, data, dataset.districts)
        assert places["place_id"].tolist() == ["shusha"]
        assert places["district_id"].tolist() == ["shusha"]
        assert places["alternate_names"].tolist() == ["Şuşa,Shushi,Шуша,Շուշի"]
    assert json.loads(as_geojson(places))["features"][0]["geometry"]["coordinates"] == [46.75, 39.76]
    (tmp_path / "AZ.txt").write_bytes(content)
    target = tmp_path / "places.csv"
    source = str(tmp_path / "AZ.txt")
    assert main(["gazetteer", str(FOLDER), source, "--output", str(target), "--json"]) == 0
    assert printed(capsys) == {"settlements": 1, "districts": {"shusha": 1}}
    assert list(pd.read_csv(target)) == list(pd.read_csv(FOLDER / "places.csv", nrows=0))


def test_serve_starts_the_page_with_the_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], str]] = []

    def run(command: list[str], *, env: dict[str, str], check: bool) -> Namespace:
        started.append((command, env["DASHBOARD_DATASET"]))
        return Namespace(returncode=int(check))

    monkeypatch.setattr("geo.commands.serving.subprocess.run", run)
    assert main(["serve", str(FOLDER), "--port", "9001", "--headless"]) == 0
    ((command, served),) = started
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert Path(command[4]).name == "dashboard.py"
    assert command[5:] == ["--server.port", "9001", "--server.headless", "true"]
    assert Path(served) == FOLDER


BROKEN: list[Callable[[str, str], list[str]]] = [
    lambda _, events: ["import", "nowhere", events],
    lambda folder, _: ["import", folder, "nowhere.csv"],
    lambda folder, events: ["import", folder, events, "--epsg", "1"],
    lambda folder, events: ["import", folder, events, "--mapping", events],
    lambda folder, events: ["gazetteer", folder, events + ".none"],
    lambda folder, _: ["export", folder, "events.doc"],
    lambda folder, _: ["export", folder, "e.geojson", "--from", "spring"],
    lambda folder, _: ["export", folder, "e.geojson", "--district", "atlantis"],
    lambda *_: ["serve", "nowhere"],
]


@pytest.mark.parametrize("arguments", BROKEN)
def test_what_cannot_be_done_is_a_sentence_and_exit_code_2(
    arguments: Callable[[str, str], list[str]], events: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments(str(FOLDER), events)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith(".")


def test_every_command_is_in_the_readme_in_the_words_of_its_help() -> None:
    text = README.read_text("utf-8")
    for name, (_, purpose) in COMMANDS.items():
        assert f"| `{name}` | {purpose} |" in text
    assert "0 all is well, 1 something is wrong with the data, 2 it could not be done" in text
    assert set(COMMANDS) <= set(
        parser().format_help().replace(",", " ").replace("{", " ").replace("}", " ").split()
    )
