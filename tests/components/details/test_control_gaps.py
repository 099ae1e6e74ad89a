"""Scene and panel where the record of control has gaps, or speaks of a town or of a smaller part alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from components.details import panel_model
from components.scene.build import build_scene
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.dates import day_number
from tests.control_periods import NOBODY, with_control

if TYPE_CHECKING:
    from geo import Dataset

TODAY = day_number("2026-11-21")
ALL = ViewState(day=TODAY, first=day_number("1988-01-01"), last=TODAY)
LABEL = "Control not recorded"


@pytest.fixture(scope="module")
def made_up(dataset: Dataset) -> Dataset:
    return with_control(dataset)


def panel(dataset: Dataset, **changes: int | str) -> dict[str, Any]:
    state = replace(ALL, **changes)  # type: ignore[arg-type]
    model = panel_model(dataset, state, selection_of(state), today=TODAY)
    found: dict[str, Any] = json.loads(json.dumps(model))["panel"]
    return found


def written(runs: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in runs)


def scene_of(dataset: Dataset) -> dict[str, Any]:
    packed = build_scene(dataset, TODAY)
    header: dict[str, Any] = json.loads(packed[4 : 4 + int.from_bytes(packed[:4], "little")])
    return header


def test_the_scene_names_the_controller_that_stands_for_not_recorded(made_up: Dataset) -> None:
    scene = scene_of(made_up)
    assert scene["controllers"][scene["unrecorded"]]["id"] == NOBODY


def test_a_gap_is_a_segment_of_the_scene(made_up: Dataset) -> None:
    scene = scene_of(made_up)
    (kalbajar,) = (item for item in scene["districts"] if item["id"] == "kalbajar")
    nobody = [[scene["unrecorded"], "whole"]]
    assert [(segment["from"], segment["text"]) for segment in kalbajar["segments"]] == [
        (made_up.about.first_day, LABEL),
        (day_number("1990-01-01"), "Azerbaijani control, whole"),
        (day_number("1993-04-02"), LABEL),
        (day_number("1995-01-01"), "Armenian control, whole"),
        (day_number("2020-11-25"), LABEL),
    ]
    assert [segment["shares"] == nobody for segment in kalbajar["segments"]] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_town_alone_and_a_smaller_part_alone_are_segments_of_the_scene(made_up: Dataset) -> None:
    scene = scene_of(made_up)
    texts = {item["id"]: [segment["text"] for segment in item["segments"]] for item in scene["districts"]}
    assert texts["lachin"] == [LABEL, LABEL]
    assert texts["zangilan"] == ["Armenian control in part, rest not recorded"]
    assert texts["aghdam"] == [LABEL]


@pytest.mark.parametrize(
    ("day", "recorded"),
    [("1988-01-01", 2), ("1992-05-18", 3), ("1993-04-02", 2), ("1996-01-01", 3), ("2026-11-21", 2)],
)
def test_the_overview_counts_every_district_once(made_up: Dataset, day: str, recorded: int) -> None:
    shown = panel(made_up, day=day_number(day), compare=day_number("1994-06-01"))
    rows = {written(row["runs"]).split(":")[0]: int(row["count"]) for row in shown["holders"]["rows"]}
    assert sum(rows.values()) == len(made_up.districts)
    assert rows["Armenian control in part, rest not recorded"] == 1
    assert rows[LABEL] == len(made_up.districts) - recorded


def test_a_change_of_a_town_alone_is_told_by_its_parts(made_up: Dataset) -> None:
    shown = panel(
        made_up, day=day_number("1993-08-23"), first=day_number("1993-08-01"), last=day_number("1993-08-31")
    )
    (row,) = shown["changes"]["rows"]
    assert row["before"] == row["after"]
    assert written(row["words"]) == "Azerbaijani control, whole; Armenian control (Horadiz)"


def test_the_beginning_and_the_end_of_a_record_change_the_swatch(made_up: Dataset) -> None:
    shown = panel(
        made_up, day=day_number("1993-04-02"), first=day_number("1993-04-01"), last=day_number("1993-04-03")
    )
    (row,) = shown["changes"]["rows"]
    assert row["before"] != row["after"] == [[len(made_up.about.controllers), 12]]
    assert written(row["words"]) == "not recorded"


def test_two_days_that_differ_in_a_town_alone(made_up: Dataset) -> None:
    shown = panel(made_up, day=day_number("1993-09-01"), compare=day_number("1988-02-01"))
    sentences = [written(row["runs"]) for row in shown["comparison"]["rows"]]
    assert (
        "Lachin: still not recorded, but other parts since 18 May 1992: Armenian control (the town)"
        in sentences
    )
    parts = "Azerbaijani control, whole; Armenian control (Horadiz)"
    assert f"Fuzuli: still Azerbaijani control, but other parts since 23 August 1993: {parts}" in sentences


def test_the_panel_of_a_town_alone_says_who_held_the_town(made_up: Dataset) -> None:
    control = panel(made_up, day=day_number("1993-01-01"), district="lachin")["control"]
    assert (control["held"], control["headed"]) == (LABEL, True)
    assert written(control["parts"][0]["head"]).startswith(
        "Armenian control, a town or village, since 18 May 1992"
    )


def test_the_panel_of_a_smaller_part_alone_says_that_the_rest_is_not_recorded(made_up: Dataset) -> None:
    control = panel(made_up, day=day_number("1993-01-01"), district="zangilan")["control"]
    assert (control["held"], control["headed"]) == ("Armenian control in part, rest not recorded", False)
    (narrow, wide) = control["swatch"]
    assert narrow[1] < wide[1]


def test_the_panels_history_has_the_gaps(made_up: Dataset) -> None:
    control = panel(made_up, day=day_number("1994-01-01"), district="kalbajar")["control"]
    assert control["held"] == "not recorded"
    history = control["history"]
    assert len(history["strip"]) == len(history["rows"]) == 5
    assert sum(segment["width"] for segment in history["strip"]) == pytest.approx(100)
    assert [written(row["parts"][0]["head"]).split(",")[0] for row in history["rows"]] == [
        LABEL,
        "Azerbaijani control",
        LABEL,
        "Armenian control",
        LABEL,
    ]
    assert [row["now"] for row in history["rows"]] == [False, False, True, False, False]


@pytest.mark.parametrize("district", ["kalbajar", "lachin", "zangilan", "fuzuli", "aghdam"])
@pytest.mark.parametrize("day", ["1988-01-01", "1993-08-23", "2026-11-21"])
def test_no_day_of_no_district_fails(made_up: Dataset, district: str, day: str) -> None:
    assert panel(made_up, day=day_number(day), compare=day_number("1994-06-01"), district=district)["control"]
