from __future__ import annotations

import csv
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from geo.__main__ import main
from geo.datapackage.check import check
from tests.bundled import report
from tests.checkout import KARABAKH
from tests.golden import ROWS, WARNINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geo
    from tests.geo.conftest import Copy


def test_the_dataset_has_no_errors_and_the_known_warnings() -> None:
    assert report().errors == ()
    assert Counter((problem.file, problem.column) for problem in report().warnings) == WARNINGS
    assert report().rows == {name: count for name, count in ROWS.items() if name != "translations"}


def test_each_known_warning_is_explained_in_the_notes_on_the_data(dataset: geo.Dataset) -> None:
    explained = (KARABAKH.parent / "README.md").read_text("utf-8")
    for problem in report().warnings:
        row = _row(dataset.folder / problem.file, problem.row)
        named = (
            f"`{row['story_id']}`, step {row['step']}" if "step" in row else f"`{next(iter(row.values()))}`"
        )
        assert named in explained, problem


def _row(path: Path, line: int | None) -> dict[str, str]:
    """Return a row of a table by its line; the header is the first."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return next(row for row in reader if reader.line_num == line)


def test_a_point_across_a_border_is_a_warning_with_both_districts() -> None:
    events = [problem for problem in report().warnings if problem.file == "events.csv"]
    farukh = next(problem for problem in events if "aghdam" in str(problem.expected))
    assert farukh.value == "khojaly"
    assert farukh.row is not None
    assert farukh.severity == "warning"


def test_events_of_aghdara_are_not_compared_with_older_outlines() -> None:
    warned = {problem.value for problem in report().warnings}
    assert "aghdara" not in warned


BROKEN_CELLS: list[tuple[str, int, dict[str, str], str]] = [
    ("events.csv", 2, {"event_id": ""}, "events.csv, line 2, event_id: expected a value"),
    ("events.csv", 3, {"event_id": "nkao-soviet-vote-1988"}, "line 2 has the same event_id"),
    ("events.csv", 2, {"event_id": "Not An Id"}, "events.csv, line 2, event_id: read 'Not An Id'"),
    ("events.csv", 2, {"start_date": "20.02.1988"}, "expected a date like 2020-11-25"),
    ("events.csv", 2, {"end_date": "1988-02-19"}, "expected a last day on or after the first, 1988-02-20"),
    ("events.csv", 2, {"date_precision": "week"}, "expected one of day, month, year"),
    ("events.csv", 2, {"category": "party"}, "expected an entry of dashboard.categories"),
    (
        "events.csv",
        2,
        {"district_ids": "shusha;atlantis"},
        "events.csv, line 2, district_ids: read 'atlantis'",
    ),
    ("events.csv", 2, {"district_ids": "shusha;shusha"}, "expected each id once"),
    ("events.csv", 2, {"place_ids": "atlantis"}, "read 'atlantis', expected a place_id of places.csv"),
    (
        "events.csv",
        2,
        {"lon": "181"},
        "events.csv, line 2, lon: read '181', expected a number from -180 to 180",
    ),
    ("events.csv", 2, {"lon": "46,75"}, "events.csv, line 2, lon: read '46,75', expected a number"),
    ("events.csv", 2, {"lat": "nan"}, "events.csv, line 2, lat: read 'nan', expected a number"),
    ("events.csv", 2, {"lon": "", "lat": ""}, "expected degrees, because location_precision is 'settlement'"),
    ("events.csv", 4, {"lon": "46"}, "expected no point, because location_precision is 'district'"),
    ("claims.csv", 2, {"event_id": "nothing"}, "read 'nothing', expected an event_id of events.csv"),
    ("claims.csv", 2, {"source_id": "nothing"}, "read 'nothing', expected a source_id of sources.csv"),
    ("sources.csv", 2, {"publisher_kind": "blog"}, "expected an entry of dashboard.voices"),
    ("sources.csv", 2, {"published": "2023-13"}, "read '2023-13', expected a date of the calendar"),
    ("control_periods.csv", 2, {"controller": "nobody"}, "expected an entry of dashboard.controllers"),
    ("control_periods.csv", 2, {"district_id": "baku"}, "expected an entry of dashboard.districts"),
    ("control_periods.csv", 2, {"to_date": "1988-01-01"}, "expected a day after from_date, 1988-01-01"),
    (
        "control_periods.csv",
        2,
        {"to_date": "1993-07-24"},
        "expected no period of aghdam beside one of the whole",
    ),
    ("control_periods.csv", 2, {"source_ids": "nothing"}, "expected a source_id of sources.csv"),
    ("control_periods.csv", 3, {"begins_with_event_id": "nothing"}, "expected an event_id of events.csv"),
    (
        "places.csv",
        2,
        {"lat": "-90.5"},
        "places.csv, line 2, lat: read '-90.5', expected a number from -90 to 90",
    ),
    ("places.csv", 3, {"place_id": "aghali"}, "line 2 has the same place_id"),
    ("city_days.csv", 2, {"city_day": "02-30"}, "expected a day of the year like 11-25"),
    ("city_days.csv", 3, {"district_id": "lachin"}, "line 2 has the same district_id"),
    ("district_facts.csv", 2, {"value": ""}, "district_facts.csv, line 2, value: expected a value"),
]


@pytest.mark.parametrize(("name", "line", "cells", "expected"), BROKEN_CELLS)
def test_a_broken_cell_says_file_line_column_value_and_what_is_expected(
    package: Copy, name: str, line: int, cells: dict[str, str], expected: str
) -> None:
    package.set(name, line, **cells)
    report = check(package.folder)
    assert any(expected in str(problem) for problem in report.errors), [str(p) for p in report.errors]
    assert all(problem.remedy for problem in report.errors)
    assert report.exit_code == 1


def bow_tie(features: list[dict[str, Any]]) -> None:
    features[2]["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[46, 40], [47, 41], [47, 40], [46, 41], [46, 40]]],
    }


def open_ring(features: list[dict[str, Any]]) -> None:
    features[4]["geometry"] = {"type": "Polygon", "coordinates": [[[46, 40], [47, 40], [47, 41], [46, 41]]]}


def turned(features: list[dict[str, Any]]) -> None:
    features[0]["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[40, 146], [41, 146], [41, 147], [40, 146]]],
    }


def no_geometry(features: list[dict[str, Any]]) -> None:
    features[1]["geometry"] = None


def a_line(features: list[dict[str, Any]]) -> None:
    features[1]["geometry"] = {"type": "LineString", "coordinates": [[46, 40], [47, 41]]}


def twice(features: list[dict[str, Any]]) -> None:
    features.append(features[0])


def nameless(features: list[dict[str, Any]]) -> None:
    features[3]["properties"]["name_en"] = None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (bow_tie, "districts.geojson, feature 3, geometry: read 'Self-intersection"),
        (open_ring, "districts.geojson, feature 5, geometry: expected closed rings"),
        (turned, "districts.geojson, feature 1, geometry: expected longitudes from -180 to 180"),
        (no_geometry, "districts.geojson, feature 2, geometry: expected a geometry"),
        (a_line, "feature 2, geometry: read 'LineString', expected Polygon or MultiPolygon"),
        (twice, "districts.geojson, feature 78, name_en: read 'Absheron', expected a name of its own"),
        (nameless, "districts.geojson, feature 4, name_en: expected a name"),
    ],
)
def test_a_broken_outline_says_which(
    package: Copy, change: Callable[[list[dict[str, Any]]], None], expected: str
) -> None:
    package.features("districts.geojson", change)
    assert any(expected in str(problem) for problem in check(package.folder).errors)


def test_a_gap_in_control_is_a_warning(package: Copy) -> None:
    package.set("control_periods.csv", 2, to_date="1993-07-20")
    report = check(package.folder)
    assert report.exit_code == 0
    assert any("1993-07-20 to 1993-07-22" in str(problem.expected) for problem in report.warnings)


def test_an_event_without_claims_is_a_warning(package: Copy) -> None:
    claims = [row for row in package.rows("claims.csv") if row["event_id"] != "askeran-clash-1988"]
    package.write("claims.csv", claims)
    assert any(problem.value == "askeran-clash-1988" for problem in check(package.folder).warnings)


def test_an_address_that_is_none_of_the_web_is_a_warning(package: Copy) -> None:
    package.set("sources.csv", 2, url="javascript:alert(1)")
    report = check(package.folder)
    assert report.exit_code == 0
    assert any("without a link" in str(problem.remedy) for problem in report.warnings)


def test_the_command_prints_the_report(dataset: geo.Dataset, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(dataset.folder)]) == 0
    text = capsys.readouterr().out
    assert (
        f"Read {ROWS['events']} events, {ROWS['claims']} claims, {ROWS['sources']} sources, "
        f"{ROWS['control_periods']} control periods, {ROWS['places']} places"
    ) in text
    assert text.endswith(f"No errors, {sum(WARNINGS.values())} warnings.\n")


def test_the_command_prints_json(package: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    package.set("events.csv", 2, category="party")
    assert main(["check", "--json", str(package.folder)]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["errors"] == len(report["problems"]) == 2
    assert report["problems"][0] | {"expected": "", "remedy": ""} == {
        "file": "events.csv",
        "row": 2,
        "column": "category",
        "value": "party",
        "expected": "",
        "remedy": "",
        "severity": "error",
    }


def test_the_command_says_when_there_is_no_package(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "expected a data package" in capsys.readouterr().out


def test_a_wrong_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["chekc", "data"])
    assert exit_.value.code == 2
    assert "invalid choice" in capsys.readouterr().err
