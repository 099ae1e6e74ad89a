"""The command line: results, exit codes, and help that the README tells."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from babel.messages.pofile import read_po

import geo
from geo.__main__ import COMMANDS, chosen_language, main, parser
from geo.commands.export import NAMES
from geo.datapackage.check import check
from geo.i18n import messages
from geo.i18n.catalogue import TEMPLATE, written
from geo.importers.gazetteer import COLUMNS, as_geojson, settlements
from tests.checkout import CHECKOUT, KARABAKH
from tests.golden import ROWS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.geo.conftest import Copy

FOLDER = KARABAKH
README = CHECKOUT / "README.md"
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


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


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
    options += ["--format", "parquet"]
    assert main(["import", str(FOLDER), events, *options]) == 1
    result = printed(capsys)
    assert (result["read"], result["shown"], result["notShown"]) == (2, 1, 1)
    assert result["problems"][0]["row"] == 3
    assert "soon" in listed.read_text("utf-8")
    assert (folder / "events/year=2020/part-0.parquet").is_file()
    assert len(geo.load(folder).events) == len(geo.load(FOLDER).events) + 1
    assert main(["import", str(FOLDER), events, "--mapping", str(saved)]) == 1
    assert "2 read, 1 shown, 1 not: see the list." in capsys.readouterr().out


@pytest.mark.parametrize("alone", [[], ["--alone"]])
def test_a_file_of_which_no_row_is_an_event_adds_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], alone: list[str]
) -> None:
    path, folder = tmp_path / "mine.csv", tmp_path / "out"
    path.write_text("title,date,lon,lat\na,soon,46.75,39.76\n", "utf-8")
    assert main(["import", str(FOLDER), str(path), "--output", str(folder), *alone]) == 1
    assert "1 read, 0 shown, 1 not: see the list." in capsys.readouterr().out
    assert len(geo.load(folder).events) == (0 if alone else len(geo.load(FOLDER).events))
    assert check(folder).errors == ()


def test_join_adds_the_district_of_each_row(events: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["join", str(FOLDER), events]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert table["district_id"].tolist() == ["shusha", "shusha"]


def test_what_join_and_gazetteer_write_is_no_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text('title,date,lon,lat,=x\n"=HYPERLINK(1)",2020,46.75,39.76,-5\n', "utf-8")
    assert main(["join", str(FOLDER), str(path)]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header == "title,date,lon,lat,'=x,district_id"
    assert row == "'=HYPERLINK(1),2020,46.75,39.76,-5,shusha"
    (tmp_path / "AZ.txt").write_bytes(dump(SETTLEMENT | {"asciiname": "@SUM(A1)"}))
    target = tmp_path / "places.csv"
    assert main(["gazetteer", str(FOLDER), str(tmp_path / "AZ.txt"), "--output", str(target)]) == 0
    (place,) = csv.DictReader(io.StringIO(target.read_text("utf-8")))
    assert (place["name_en"], place["lon"]) == ("'@SUM(A1)", "46.75")


class Dumps(BaseHTTPRequestHandler):
    """Answers as servers of dumps do, well and badly."""

    def do_GET(self) -> None:
        content = zipped({"AZ.txt": dump(SETTLEMENT), "readme.txt": b"about"})
        match self.path:
            case "/AZ.zip":
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/AZ.zip")
            case "/loop":
                self.send_response(302)
                self.send_header("Location", "/loop")
            case "/elsewhere":
                self.send_response(302)
                self.send_header("Location", "ftp://127.0.0.1:9/AZ.zip")
            case "/cut.zip":
                self.send_response(200)
                self.send_header("Content-Length", str(len(content) + 100))
            case "/chunks.zip":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
            case _:
                self.send_response(503)
        self.end_headers()
        if self.path in {"/AZ.zip", "/cut.zip", "/chunks.zip"}:
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Keep the test's output quiet."""


@pytest.fixture(scope="module")
def dumps() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Dumps) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["AZ.zip", "moved"])
def test_gazetteer_takes_a_download_address(
    dumps: str, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "places.csv")
    assert main(["gazetteer", str(FOLDER), f"{dumps}/{path}", "--output", target, "--json"]) == 0
    assert printed(capsys)["settlements"] == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("gone.zip", "gone.zip: read 'HTTP Error 503"),
        ("loop", "expected a file at this address. Check the address."),
        ("elsewhere", "elsewhere: read '<urlopen error ftp://127.0.0.1:9/AZ.zip>'"),
        ("cut.zip", "expected the whole file. Download it again."),
        ("chunks.zip", "expected a file at this address. Check the address."),
        ("a b\x01", "expected a file at this address. Check the address."),
    ],
)
def test_an_address_that_gives_no_dump_is_a_sentence(
    dumps: str, path: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gazetteer", str(FOLDER), f"{dumps}/{path}"]) == 2
    assert words in capsys.readouterr().err


def test_an_address_where_nobody_answers_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/AZ.zip"
        assert main(["gazetteer", str(FOLDER), address]) == 2
    assert "AZ.zip: read" in capsys.readouterr().err


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
    assert 0 < printed(capsys)["events"] < ROWS["events"]


def test_a_dataset_without_events_is_exported_as_one(
    made_up_without_events: geo.Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in NAMES:
        target = tmp_path / kind
        assert (
            main(["export", str(made_up_without_events.folder), str(target), "--format", kind, "--json"]) == 0
        )
        assert printed(capsys)["events"] == 0
        assert target.stat().st_size > 0


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
    archive = zipped({"AZ.txt": content, "readme.txt": b"about"})
    for name, data in (("AZ.txt", content), ("AZ.zip", archive)):
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
    started: list[tuple[str, list[str], str]] = []

    def become(program: str, command: list[str], environment: dict[str, str]) -> None:
        started.append((program, command, environment["DASHBOARD_DATASET"]))
        raise SystemExit(0)  # A process that becomes another one does not come back.

    monkeypatch.setattr("geo.commands.serve.os.execve", become)
    with pytest.raises(SystemExit):
        main(["serve", str(FOLDER), "--port", "9001", "--headless"])
    ((program, command, served),) = started
    assert program == command[0] == sys.executable
    assert command[1:4] == ["-m", "streamlit", "run"]
    assert Path(command[4]).name == "dashboard.py"
    assert command[5:] == ["--server.port", "9001", "--server.headless", "true"]
    assert Path(served) == FOLDER


def test_serve_can_check_the_settings_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[tuple[list[str], str | None]] = []

    def become(_program: str, command: list[str], environment: dict[str, str]) -> None:
        started.append((command, environment.get("DASHBOARD_DATASET")))
        raise SystemExit(0)

    monkeypatch.setattr("geo.commands.serve.os.execve", become)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DASHBOARD_DATASET", raising=False)
    for arguments in (["serve", "--check"], ["serve", "some", "--check"]):
        monkeypatch.chdir(tmp_path)
        with pytest.raises(SystemExit):
            main(arguments)
    checks = [sys.executable, "-m", "components.settings_check"]
    assert started == [(checks, None), (checks, str(tmp_path / "some"))]


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


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "az_AZ.UTF-8"}, "az"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": "hy_AM"}, "hy"),
        ([], {"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        (["--lang", "ru", "check"], {"LANG": "az_AZ"}, "ru"),
        (["check", "data", "--lang=hy", "--json"], {}, "hy"),
        (["check", "--language", "hy"], {}, "en"),
    ],
)
def test_the_language_is_that_of_the_option_or_of_the_variables(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert chosen_language(arguments, environment) == language


def test_commands_speak_the_language_that_is_asked_for(
    package: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with TEMPLATE.open("rb") as file:
        catalog = read_po(file, locale="az")
    for message in list(catalog):
        if message.id and isinstance(message.id, str):
            message.string = f"«{message.id}»"
        elif message.id:
            message.string = tuple(f"«{form}»" for form in message.id)
    (tmp_path / "az.po").write_text(written(catalog), encoding="utf-8")
    monkeypatch.setattr(messages, "LOCALE_DIRECTORY", tmp_path)
    messages._translations.cache_clear()  # noqa: SLF001 - the cache would keep the bundled words
    package.set("events.csv", 2, category="party", lat="95", start_date="x")
    package.bytes("places.csv", lambda data: data + b"a,b\n")
    assert main(["check", str(package.folder), "--lang", "az"]) == 1
    said = capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--lang", "az", "--help"])
    help_text = capsys.readouterr().out
    messages._translations.cache_clear()  # noqa: SLF001
    *problems, read, counted = said.splitlines()
    assert problems
    for line in problems:
        assert line.startswith(("«error: «", "«warning: «"))
        assert len(re.findall("«", line)) >= 5, line  # The line, the place, the sentence, expected, remedy.
    assert read.startswith("«Read ")
    assert counted.startswith("««")
    assert "«validate every row of a dataset»" in " ".join(help_text.split())


def test_what_json_says_is_text(package: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    package.bytes("places.csv", lambda data: data + b"a,b\n")
    assert main(["check", str(package.folder), "--json"]) == 1
    told = printed(capsys)["problems"]
    assert all(isinstance(problem[key], str) for problem in told for key in ("value", "expected", "remedy"))
    assert "2 cells" in {problem["value"] for problem in told}
