"""The charts of what was counted: the numbers of the data side, the view's filters, and who says so."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import geo
from components.figures import figures_model
from components.view.selection import selection_of
from components.view.state import ViewState, default_state
from geo.dates import day_number as day
from geo.figures import counted_claims
from geo.figures.series import figures
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from pathlib import Path

TODAY = day("2026-11-21")
DISPLACEMENT = "kalbajar-1993-04-displacement"


@pytest.fixture(scope="module")
def everything(dataset: geo.Dataset) -> ViewState:
    return replace(default_state(dataset, TODAY), first=dataset.about.first_day, last=TODAY)


def model_of(dataset: geo.Dataset, state: ViewState) -> dict[str, Any]:
    model: dict[str, Any] = figures_model(dataset, state, selection_of(state), today=TODAY)
    return model


def chart(model: dict[str, Any], measure: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in model["charts"] if one["id"] == measure)
    return found


def words(runs: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in runs)


def test_there_is_a_chart_for_each_thing_that_was_counted(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    model = model_of(dataset, everything)
    counted = list(dict.fromkeys(series.measure.id for series in figures(dataset)))
    assert [one["id"] for one in model["charts"]] == counted
    assert {"displaced", "killed_civilians", "injured", "returned_families", "capacity", "cleared"} <= set(
        counted
    )


def test_every_figure_is_drawn_and_stands_in_the_table(dataset: geo.Dataset, everything: ViewState) -> None:
    model = model_of(dataset, everything)
    for one in model["charts"]:
        points = [
            point for series in figures(dataset) if series.measure.id == one["id"] for point in series.points
        ]
        assert len(one["marks"]) == len(points)
        assert sorted(mark["event"] for mark in one["marks"]) == sorted(point.event_id for point in points)
        assert len(one["rows"]) >= len(points)
        assert len({mark["key"] for mark in one["marks"]}) == len(points), (
            "the focus finds its mark by the key"
        )
        for mark in one["marks"]:
            assert 0 <= mark["low"] <= mark["high"] <= 100 + 1e-9
            assert all(mark["low"] - 1e-9 <= dot["at"] <= mark["high"] + 1e-9 for dot in mark["dots"])


def test_the_displaced_of_kalbajar_are_a_range_with_its_sources(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    model = model_of(dataset, replace(everything, district="kalbajar", event=DISPLACEMENT))
    displaced = chart(model, "displaced")
    mark = next(mark for mark in displaced["marks"] if mark["event"] == DISPLACEMENT)
    assert mark["differ"]
    assert mark["chosen"]
    assert "53,340 to 60,000 persons" in mark["text"]
    row = next(row for row in displaced["rows"] if row["event"] == DISPLACEMENT)
    assert row["range"] == "53,340 to 60,000"
    assert [value["text"] for value in row["values"]] == ["53,340", "60,000"]
    said = {
        value["text"]: {model["sources"][source]["voice"] for source in value["sources"]}
        for value in row["values"]
    }
    assert said == {"53,340": {"Azerbaijani"}, "60,000": {"Reference works"}}
    addresses = [source["url"] for source in model["sources"].values() if source["url"]]
    assert addresses
    assert all(address.startswith(("http://", "https://")) for address in addresses)


def test_each_chart_says_what_was_and_was_not_added(dataset: geo.Dataset, everything: ViewState) -> None:
    model = model_of(dataset, everything)
    assert "Nothing is added up" in chart(model, "killed_civilians")["added"]["text"]
    assert chart(model, "killed_civilians")["added"]["title"] is None
    capacity = next(series for series in figures(dataset) if series.measure.id == "capacity")
    assert capacity.total is not None
    assert chart(model, "capacity")["added"]["title"] == f"Added: {capacity.total.lowest:g} MW."
    reasons = [row["left_out"] for row in chart(model, "capacity")["rows"] if row["left_out"]]
    assert len(reasons) == len(capacity.left_out) > 0
    assert chart(model, "returned_persons_total")["added"]["title"].startswith("Latest: ")


def test_running_totals_are_joined_by_place_and_stay_apart(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    returned = chart(model_of(dataset, everything), "returned_persons_total")
    series = [one for one in figures(dataset) if one.measure.id == "returned_persons_total"]
    assert len(returned["lines"]) == sum(len(one.points) > 1 for one in series) > 1
    for line in returned["lines"]:
        assert [step[0] for step in line] == sorted(step[0] for step in line)
    assert chart(model_of(dataset, everything), "displaced")["lines"] == []


def test_the_range_is_on_the_axis_and_figures_outside_it_are_not_in_the_table(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    state = replace(everything, first=day("1992-03-01"), last=day("1993-12-31"), day=day("1993-04-03"))
    model = model_of(dataset, state)
    assert model["time"]["first"] < state.first <= state.last < model["time"]["last"]
    assert model["view"] == {"from": state.first, "to": state.last, "day": state.day}
    for one in model["charts"]:
        events = dataset.events.loc[[row["event"] for row in one["rows"]]]
        assert (events["first_day"] <= state.last).all()
        assert (events["last_day"] >= state.first).all()
    drawn = {mark["event"] for one in model["charts"] for mark in one["marks"]}
    listed = {row["event"] for one in model["charts"] for row in one["rows"]}
    assert drawn - listed, "a mark a little before or after the range is drawn pale"
    assert "Mines on maps handed over" in model["without"]


def test_filters_and_voices_leave_out_what_they_leave_out_elsewhere(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    only_mines = model_of(dataset, replace(everything, categories=frozenset({"landmine"})))
    categories = dataset.events["category"]
    listed = [row["event"] for one in only_mines["charts"] for row in one["rows"]]
    assert listed
    assert {categories[event] for event in listed} == {"landmine"}
    armenian = model_of(dataset, replace(everything, voices=frozenset({"armenian"})))
    assert {source["voice"] for source in armenian["sources"].values()} == {"Armenian"}
    assert len(armenian["charts"]) < len(model_of(dataset, everything)["charts"])


def test_a_district_is_named_and_has_no_figure_of_the_whole_region(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    model = model_of(dataset, replace(everything, district="lachin"))
    assert words(model["title"]) == "Figures of Lachin"
    assert {"district": None} in [run["pick"] for run in model["line"] if isinstance(run, dict)]
    assert "mine_victims" not in [one["id"] for one in model["charts"]]
    districts = dataset.events["district_ids"]
    for one in model["charts"]:
        if not one["lines"]:
            assert all("lachin" in districts[mark["event"]] or mark["dots"] for mark in one["marks"])


def test_without_a_figure_the_page_says_why_and_how_to_go_on(
    dataset: geo.Dataset, everything: ViewState
) -> None:
    nothing = model_of(dataset, replace(everything, text="xyzzy"))
    assert nothing["charts"] == []
    assert nothing["empty"]["buttons"][0]["pick"] == {"reset": "all"}
    early = replace(everything, first=day("1998-01-01"), last=day("1998-12-31"), day=day("1998-01-01"))
    quiet = model_of(dataset, early)
    assert quiet["charts"] == []
    assert "widen the range" in quiet["empty"]["hint"]
    assert quiet["empty"]["buttons"] == []


def test_hostile_words_stay_words_and_hostile_addresses_are_left_out(
    tmp_path: Path, everything: ViewState
) -> None:
    hostile = geo.load(write_hostile_dataset(tmp_path))
    model = model_of(hostile, everything)
    assert {source["url"] for source in model["sources"].values()} <= {None} | {
        source["url"]
        for source in model["sources"].values()
        if source["url"] and source["url"].startswith("https://")
    }
    assert "javascript:" not in json.dumps([source["url"] for source in model["sources"].values()])


def test_what_is_too_much_to_draw_is_told(
    dataset: geo.Dataset, everything: ViewState, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = model_of(dataset, everything)
    monkeypatch.setattr(counted_claims, "MOST_CLAIMS", 40)
    model = model_of(dataset, everything)
    left = [one["id"] for one in model["charts"]]
    assert "Civilians killed (" in words(model["line"])
    assert "claims)" in words(model["line"])
    assert "killed_civilians" not in left
    assert [chart(model, name) for name in left] == [chart(whole, name) for name in left]
    early = replace(everything, first=day("1992-01-01"), last=day("1992-06-30"), day=day("1992-06-30"))
    shown = model_of(dataset, early)
    assert len(chart(shown, "killed_civilians")["rows"]) > 3
    assert "side by side" not in words(shown["line"])
    monkeypatch.setattr(counted_claims, "MOST_CLAIMS", 0)
    nothing = model_of(dataset, early)
    assert (nothing["charts"], nothing["empty"]["title"]) == ([], "Too many figures to draw")
