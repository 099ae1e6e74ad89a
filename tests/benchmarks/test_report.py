"""The table says what was measured, a target what was reached, and the README keeps the rest of its text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.report import publish, section, table, verdicts
from tests.benchmarks.results import Cell, Run
from tests.benchmarks.sampling import BUDGET_SECONDS, FEWEST, samples
from tests.benchmarks.targets import REAL
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path


def run_of(*cells: Cell) -> Run:
    return Run({"processor": "One, 2 cores"}, list(cells))


def row(lines: list[str], start: str) -> list[str]:
    (line,) = (line for line in lines if line.startswith(f"| {start}"))
    return [text.strip() for text in line.strip("|").split("|")]


BEGIN, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"

RUN = run_of(
    Cell(
        "dashboard",
        REAL,
        key_step=[30.2, 10, 20.4],
        details=[100, 120, 900],
        heap={10: 5_200_000, 500: 5_900_000},
    ),
    Cell("dashboard", 30_000, key_step=[30], details=[300], bytes_per_step=0.0),
    Cell("floor", REAL, key_step=[20]),
    Cell("floor", 30_000, key_step=[20]),
    Cell("geojson", REAL, key_step=[612], bytes_per_step=12_345),
    Cell("circles", REAL, key_step=[800]),
    Cell("geojson", 30_000, no_answer="the first map, within 60 s"),
    Cell("empty", REAL, first_map=[1000]),
)


def test_a_row_has_the_medians_in_a_column_for_each_number_of_events() -> None:
    lines = table(RUN)
    assert row(lines, "events") == ["events", str(REAL), "30,000"]
    assert row(lines, "this dashboard | 20") == ["this dashboard", "20", "30"]


def test_what_gave_no_answer_is_said_to_and_what_was_not_measured_stays_blank() -> None:
    assert row(table(RUN), "`st_folium` made anew, one GeoJson layer | 612")[1:] == ["612", "no answer"]
    assert row(table(RUN), "`st_folium` made anew, CircleMarkers")[1:] == ["800", ""]


def test_bytes_are_kilobytes_and_memory_says_after_how_many_steps() -> None:
    lines = table(RUN)
    assert row(lines, "`st_folium` made anew, one GeoJson layer | 12")[1] == "12"
    assert row(lines, "this dashboard |  | 0")[1:] == ["", "0"]
    assert row(lines, "this dashboard | 5 (10)")[1] == "5 (10); 6 (500)"


def test_a_measure_that_nothing_was_taken_of_has_no_rows() -> None:
    assert [line for line in table(RUN) if "click on a district" in line] == []


def test_a_target_is_reached_missed_or_missed_at_a_size() -> None:
    lines = verdicts(RUN)
    floor = row(lines, "A step by key takes at most 1.25 times the floor")
    assert floor[1:] == [f"1.02 x ({REAL}), 1.50 x (30,000)", "reached; **missed** at 30,000"]
    assert row(lines, "The panel follows within 250 ms")[1:] == [
        f"120 ms ({REAL}), 300 ms (30,000)",
        "reached; **missed** at 30,000",
    ]


def test_the_plain_way_that_is_compared_is_its_faster_form() -> None:
    assert row(verdicts(RUN), "A step by key is at least 20 times faster")[1:] == [
        f"30.00 x ({REAL})",
        "reached",
    ]


def test_a_target_whose_numbers_were_not_measured_is_left_out() -> None:
    assert [line for line in verdicts(RUN) if "100 times faster" in line or "first map" in line] == []


def test_the_first_map_is_compared_with_the_empty_one_at_every_size() -> None:
    run = run_of(*(Cell("dashboard", size, first_map=[1600]) for size in (REAL, 3_000)), *RUN.cells[-1:])
    assert row(verdicts(run), "The first map")[1:] == [f"1.60 x ({REAL}), 1.60 x (3,000)", "**missed**"]


def test_the_section_names_the_machine() -> None:
    assert "Measured on: processor One, 2 cores." in section(RUN)


def test_the_text_comes_between_the_marks_and_nothing_else_changes() -> None:
    document = f"before\n\n{BEGIN}\nold\n{END}\n\nafter\n"
    published = publish(document, "| new |\n")
    assert published == f"before\n\n{BEGIN}\n| new |\n{END}\n\nafter\n"
    assert publish(published, "| new |") == published


def test_the_readme_has_a_place_for_the_tables() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert f"{BEGIN}\n| new |\n{END}" in publish(text, "| new |")


@pytest.mark.parametrize(
    "document", ["", BEGIN, f"{END} {BEGIN}", f"{BEGIN} {BEGIN} {END}", f"{BEGIN}{END}{END}"]
)
def test_a_document_without_both_marks_is_an_error(document: str) -> None:
    with pytest.raises(ValueError, match="each once"):
        publish(document, "text")


def test_the_file_of_results_has_every_sample(tmp_path: Path) -> None:
    RUN.write(tmp_path / "results.json")
    read = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert read["machine"] == RUN.machine
    assert read["cells"][0]["key_step"] == [30.2, 10, 20.4]
    assert read["cells"][0]["heap"] == {"10": 5_200_000, "500": 5_900_000}


def test_slow_things_are_measured_a_few_times_and_quick_ones_as_often_as_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def slow() -> float:
        now[0] += BUDGET_SECONDS
        return now[0]

    assert len(samples(slow, 30)) == FEWEST
    assert len(samples(lambda: 1.0, 30)) == 30
