"""The table of large data has a column for each number of rows, and says which target is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.importers import import_events, read_table, recognise
from tests.benchmarks.large import titles
from tests.benchmarks.large.report import MILLION, section, table, verdicts, written
from tests.benchmarks.large.taken import Taken
from tests.benchmarks.large.ucdp import write_table
from tests.bundled import bundled

if TYPE_CHECKING:
    from pathlib import Path

JOINS = [
    Taken(titles.JOIN, "grid", MILLION, [0.11, 0.09, 0.1]),
    Taken(titles.JOIN, "geopandas", MILLION, [3.0]),
    Taken(titles.JOIN, "sedonadb", MILLION, [0.4]),
    Taken(titles.JOIN, "grid", 10 * MILLION, [1.0]),
]
PAGES = [
    Taken(titles.KEY_STEP, "dashboard", MILLION, [70, 50, 55]),
    Taken(titles.SERVER, "dashboard", MILLION, [1600]),
]


def cells(lines: list[str], start: str) -> list[str]:
    (line,) = (line for line in lines if line.startswith(f"| {start}"))
    return [text.strip() for text in line.strip("|").split("|")][1:]


def test_a_row_has_the_medians_and_a_blank_where_nothing_was_measured() -> None:
    lines = table(JOINS)
    assert cells(lines, "points, rows or events") == ["1,000,000", "10,000,000"]
    assert cells(lines, "this project's grid") == ["0.10", "1.00"]
    assert cells(lines, "SedonaDB") == ["0.40", ""]


def test_a_ratio_is_reached_from_its_bound_up_and_what_was_not_measured_is_left_out() -> None:
    lines = verdicts(JOINS)
    assert cells(lines, "The join of 1,000,000 points is at least 20 times") == ["30.0 x", "reached"]
    assert cells(lines, "The join of 1,000,000 points is at least 5 times") == ["4.00 x", "**missed**"]
    assert not any("10,000,000" in line for line in lines)


def test_a_measure_is_reached_up_to_its_bound() -> None:
    lines = verdicts(PAGES)
    assert cells(lines, "A step by key") == ["55.0 ms", "reached"]
    assert cells(lines, "The server of 1,000,000") == ["1,600 MB", "**missed**"]


def test_a_ratio_that_is_to_be_small_is_reached_up_to_its_bound() -> None:
    for seconds, verdict in ((15.0, "reached"), (15.2, "**missed**")):
        ways = [
            Taken(titles.IMPORT, "import", MILLION, [seconds]),
            Taken(titles.IMPORT, "plain", MILLION, [10.0]),
        ]
        assert cells(verdicts(ways), "1,000,000 rows, 1 % of them faulty") == [
            f"{seconds / 10:.2f} x",
            verdict,
        ]


def test_the_section_names_the_machine() -> None:
    assert "Measured on: processor One; duckdb 1." in section({"processor": "One", "duckdb": "1"}, PAGES)


def test_numbers_keep_three_digits() -> None:
    assert [written(value) for value in (0.061, 1.949, 12.34, 1234.5)] == ["0.06", "1.95", "12.3", "1,234"]


def test_every_row_of_the_made_up_table_is_an_event_of_its_layout(tmp_path: Path) -> None:
    real = bundled()
    written_table = read_table(write_table(tmp_path / "rows.csv", real.districts, 60))
    mapping = recognise(written_table)
    imported = import_events(written_table, mapping, real.districts, neighbours=real.neighbours)
    assert (mapping.layout, imported.read, imported.shown) == ("ucdp-ged", 60, 60)
    assert (
        write_table(tmp_path / "again.csv", real.districts, 60).read_bytes()
        == (tmp_path / "rows.csv").read_bytes()
    )


def test_rows_that_are_made_faulty_are_told(tmp_path: Path) -> None:
    real = bundled()
    table = read_table(write_table(tmp_path / "rows.csv", real.districts, 100, faulty=0.07))
    imported = import_events(table, recognise(table), real.districts, neighbours=real.neighbours)
    problems = imported.problem_rows
    assert (imported.read, len(problems)) == (100, 7)
    assert imported.not_shown == (problems["severity"] == "error").sum() > 0
