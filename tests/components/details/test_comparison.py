"""The panel's section of two compared days: every district that differs, in a sentence with links."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from components.details import panel_model, read_pick
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.dates import day_number

if TYPE_CHECKING:
    from geo import Dataset

TODAY = day_number("2026-11-21")
ALL = ViewState(day=TODAY, first=day_number("1988-01-01"), last=TODAY)


def section(
    dataset: Dataset, day: str, compare: str | None, district: str | None = None
) -> dict[str, Any] | None:
    compared = None if compare is None else day_number(compare)
    state = replace(ALL, day=day_number(day), compare=compared, district=district)
    model = panel_model(dataset, state, selection_of(state), today=TODAY)
    found: dict[str, Any] | None = json.loads(json.dumps(model))["panel"]["comparison"]
    return found


def shown(dataset: Dataset, day: str, compare: str, district: str | None = None) -> dict[str, Any]:
    found = section(dataset, day, compare, district)
    assert found is not None
    return found


def said(runs: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in runs)


def sentences(found: dict[str, Any]) -> list[str]:
    return [said(row["runs"]) for row in found["rows"]]


def notes_of(found: dict[str, Any], name: str) -> list[str]:
    [row] = [row for row in found["rows"] if said(row["runs"]).startswith(f"{name}:")]
    return [said(note) for note in row["notes"]]


def test_without_a_second_day_there_is_no_section(dataset: Dataset) -> None:
    assert section(dataset, "1993-04-03", None) is None
    assert section(dataset, "1993-04-03", None, "kalbajar") is None


def test_1_and_3_april_1993_differ_in_kalbajar(dataset: Dataset) -> None:
    found = shown(dataset, "1993-04-03", "1993-04-01")
    assert found["title"] == "Compared with 1 Apr 1993: what changed"
    assert found["line"] == "From 1 April 1993 to 3 April 1993, 1 of 13 districts changed"
    assert sentences(found) == ["Kalbajar: Azerbaijani control, then Armenian control since 2 April 1993"]
    assert notes_of(found, "Kalbajar") == ["Began with: Armenian forces take Kalbajar town and district"]
    assert found["returned"] is None


def test_before_and_after_the_war_of_2020_every_changed_district_has_its_sentence(dataset: Dataset) -> None:
    found = shown(dataset, "2020-12-02", "2020-09-26")
    assert found["line"] == "From 26 September 2020 to 2 December 2020, 12 of 13 districts changed"
    kalbajar = (
        "Armenian control; then mostly Azerbaijani control, part Armenian control, since 25 November 2020"
    )
    lachin = (
        "Armenian control; then mostly Azerbaijani control, part Russian peacekeepers, since 1 December 2020"
    )
    assert sentences(found)[:2] == [f"Kalbajar: {kalbajar}", f"Lachin: {lachin}"]
    aghdam = (
        "mostly Armenian control, part Azerbaijani control; then Azerbaijani control, since 20 November 2020"
    )
    assert f"Aghdam: {aghdam}" in sentences(found)
    assert "Zangilan: Armenian control, then Azerbaijani control since 10 November 2020" in sentences(found)
    assert notes_of(found, "Kalbajar") == ["Began with: Kalbajar district handed over to Azerbaijan"]
    assert notes_of(found, "Zangilan") == [
        "Began with: Russian-brokered statement ends the 2020 war",
        "Held otherwise in between: 2 changes in all",
    ]
    assert not any(sentence.startswith("Khankendi") for sentence in sentences(found))


def test_a_change_of_parts_alone_is_not_told_as_a_change_of_holders(dataset: Dataset) -> None:
    [sentence] = sentences(shown(dataset, "2022-08-25", "2022-08-26", "lachin"))
    assert sentence.startswith(
        "Lachin: still mostly Azerbaijani control, part Russian peacekeepers, but other parts "
        "since 26 August 2022: Azerbaijani control (Lachin town, Zabukh and Sus"
    )


def test_a_date_that_is_known_to_the_month_is_told_as_a_month(dataset: Dataset) -> None:
    [sentence] = sentences(shown(dataset, "1993-12-31", "1993-06-01", "tartar"))
    assert sentence == (
        "Tartar: Azerbaijani control; then part Azerbaijani control, part Armenian control, since June 1993"
    )


def test_a_day_does_not_differ_from_itself(dataset: Dataset) -> None:
    found = shown(dataset, "2020-12-02", "2020-12-02")
    assert found["line"] == "Both days are the same: nothing differs."
    assert (found["rows"], found["returned"]) == ([], None)


def test_districts_that_changed_there_and_back_are_named(dataset: Dataset) -> None:
    found = shown(dataset, "2026-01-01", "1988-06-01")
    assert found["line"] == "Nothing differs between 1 June 1988 and 1 January 2026."
    assert found["rows"] == []
    assert said(found["returned"]).startswith("Alike on both days, otherwise in between: Kalbajar, Lachin, ")


def test_the_panel_of_a_district_speaks_of_it_alone(dataset: Dataset) -> None:
    found = shown(dataset, "2020-12-02", "2020-09-26", "lachin")
    assert found["line"] == "From 26 September 2020 to 2 December 2020"
    assert [sentence.split(":")[0] for sentence in sentences(found)] == ["Lachin"]
    unchanged = shown(dataset, "2020-12-02", "2020-09-26", "khankendi")
    assert unchanged["line"] == "Nothing differs between 26 September 2020 and 2 December 2020."
    assert (unchanged["rows"], unchanged["returned"]) == ([], None)


@pytest.mark.parametrize("days", [("2020-12-02", "2020-09-26"), ("2026-01-01", "1988-06-01")])
def test_every_link_can_be_followed_and_every_district_is_one(
    dataset: Dataset, days: tuple[str, str]
) -> None:
    found = shown(dataset, *days)
    runs = [run for row in found["rows"] for line in (row["runs"], *row["notes"]) for run in line]
    runs += found["returned"] or []
    picks = [run["pick"] for run in runs if isinstance(run, dict) and "pick" in run]
    districts = {pick["district"] for pick in picks if "district" in pick}
    assert len(districts) >= len(found["rows"])
    assert all(read_pick(pick, dataset) is not None for pick in picks)
