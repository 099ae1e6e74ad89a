"""The details panel's model: what it says of a day, a district, an event, and of nothing found."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from components.details import Pick, panel_model, read_pick
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.dates import day_number
from tests.counting import events_in
from tests.golden import CHANGES_OF_THE_44_DAYS

if TYPE_CHECKING:
    from geo import Dataset

TODAY = day_number("2026-11-21")
ALL = ViewState(day=day_number("2020-11-25"), first=day_number("1988-01-01"), last=TODAY)
YEARS_1992_94 = replace(
    ALL, day=day_number("1993-04-03"), first=day_number("1992-01-01"), last=day_number("1994-12-31")
)


def panel(dataset: Dataset, state: ViewState, today: int = TODAY) -> dict[str, Any]:
    model = panel_model(dataset, state, selection_of(state), today=today)
    shown: dict[str, Any] = json.loads(json.dumps(model))["panel"]
    return shown


def record(dataset: Dataset, event_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = panel(dataset, replace(ALL, event=event_id))["record"]
    return shown


def text_of(model: object) -> str:
    """Every text of a model, in reading order."""
    if isinstance(model, dict):
        return " ".join(text_of(value) for value in model.values())
    if isinstance(model, list):
        return " ".join(text_of(value) for value in model)
    return model if isinstance(model, str) else ""


def said(runs: list[Any]) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in runs)


def field(shown: dict[str, Any], title: str) -> dict[str, Any]:
    return next(one for one in shown["claims"]["fields"] if one["title"] == title)


def values_by_voice(shown: dict[str, Any]) -> dict[str, list[str]]:
    return {card["voice"]: [entry["value"]["text"] for entry in card["entries"]] for card in shown["cards"]}


def test_kalbajar_on_3_april_1993_was_wholly_under_armenian_forces_since_2_april(dataset: Dataset) -> None:
    shown = panel(dataset, replace(YEARS_1992_94, district="kalbajar"))
    control = shown["control"]
    assert shown["title"] == "Kalbajar"
    assert said(shown["line"]) == "district, East Zangezur"
    assert (control["title"], control["held"], control["since"]) == (
        "On 3 Apr 1993 under the control of",
        "Armenian control, whole",
        "since 2 Apr 1993",
    )
    [part] = control["parts"]
    lines = [said(line) for line in part["lines"]]
    assert lines[0] == "taking dated 2, 3 or 4 April 1993"
    assert lines[1].startswith("Began with: ")
    assert lines[2].startswith("According to ")
    assert any(isinstance(run, dict) and "href" in run for run in part["lines"][2])


def test_differing_facts_are_shown_together_with_the_sources_of_each(dataset: Dataset) -> None:
    facts = {one["label"]: one for one in panel(dataset, replace(ALL, district="kalbajar"))["more"]["facts"]}
    area = facts["Area"]
    assert (area["value"]["text"], area["unit"], area["note"]) == ("3,050 or 3,054", "km²", "2 sources")
    assert [said(line).split(",", 2)[0:2] for line in area["details"]] == [
        ["3", "050 km²"],
        ["3", "054 km²"],
    ]
    assert facts["City Day"]["value"] == "25 November"
    assert facts["City Day"]["note"] == "decree of 31 Jul 2023"


def figures(dataset: Dataset, district: str) -> dict[str, Any]:
    shown = panel(dataset, replace(ALL, district=district))
    return {one["label"]: one for one in shown["figures"]}


def test_the_head_of_a_district_says_who_was_displaced_and_who_lives_there(dataset: Dataset) -> None:
    kalbajar = figures(dataset, "kalbajar")
    assert list(kalbajar) == [
        "Displaced, 1990s",
        "Displaced, 2020",
        "Population, before",
        "Population, now",
    ]
    assert kalbajar["Displaced, 1990s"]["value"]["text"] == "53,340 or 60,000"
    neither = kalbajar["Displaced, 2020"]
    assert (neither["short"], neither["value"], neither["missing"]) == ("2020, 2022–23", None, "not recorded")


def test_people_of_several_districts_are_said_to_be_of_them_together(dataset: Dataset) -> None:
    left = figures(dataset, "khankendi")["Displaced, 2022–23"]
    assert left["note"] == "4 districts together"
    assert left["value"]["text"].endswith(" to 100,490")
    lines = [said(line) for line in left["details"]]
    assert any("100,490 (Armenian government" in line and "Khojaly" in line for line in lines)
    assert figures(dataset, "shusha")["Displaced, 1990s"]["note"] == ""


def test_a_name_that_only_the_town_has_is_said_to_be_the_towns(dataset: Dataset) -> None:
    names = {one["code"]: one for one in panel(dataset, replace(ALL, district="kalbajar"))["names"]}
    assert names["az"]["values"] == ["Kəlbəcər"]
    assert names["az"]["note"] == ""
    assert names["hy"]["note"] == "(the town)"


def test_a_district_held_in_part_names_every_holder_with_extent_and_note(dataset: Dataset) -> None:
    state = replace(ALL, day=day_number("2022-01-01"), district="lachin")
    control = panel(dataset, state)["control"]
    assert control["held"] == "Mostly Azerbaijani control, part Russian peacekeepers"
    assert [said(part["head"]) for part in control["parts"]] == [
        "Azerbaijani control, the larger part, since 1 Dec 2020",
        "Russian peacekeepers, the smaller part, since 1 Dec 2020",
    ]
    assert [width for _holder, width in control["swatch"]] == [8, 4]
    assert "corridor" in text_of(control["parts"])


def test_the_history_strip_covers_all_days_without_gaps(dataset: Dataset) -> None:
    for district in dataset.districts.index:
        history = panel(dataset, replace(ALL, district=district))["control"]["history"]
        ends = [0.0] + [segment["at"] + segment["width"] for segment in history["strip"]]
        starts = [segment["at"] for segment in history["strip"]] + [100.0]
        assert starts == pytest.approx(ends), district
        assert sum(row["now"] for row in history["rows"]) == 1


def test_a_district_without_an_open_outline_says_so(dataset: Dataset) -> None:
    assert "No open outline" in panel(dataset, replace(ALL, district="aghdara"))["note"]
    assert panel(dataset, replace(ALL, district="kalbajar"))["note"] is None


def test_the_events_of_a_district_are_counted_ordered_and_open_in_place(dataset: Dataset) -> None:
    state = replace(YEARS_1992_94, district="kalbajar", event="kalbajar-1993-04-displacement")
    events = panel(dataset, state)["events"]
    assert events["title"] == "Events here, 1992–1994"
    here = events_in(dataset, state.first, state.last, district="kalbajar")
    assert events["of"] == f"{here} of {events_in(dataset, last=TODAY, district='kalbajar')}"
    assert [row["id"] for row in events["rows"] if "record" in row] == ["kalbajar-1993-04-displacement"]
    newest = panel(dataset, replace(state, order="newest"))["events"]
    assert [row["id"] for row in newest["rows"]] == [row["id"] for row in reversed(events["rows"])]
    assert [choice["pressed"] for choice in newest["orders"]] == [False, True]


def test_a_selected_event_outside_the_list_stands_apart(dataset: Dataset) -> None:
    state = replace(YEARS_1992_94, district="kalbajar", event="kalbajar-2020-11-25-handover")
    events = panel(dataset, state)["events"]
    assert events["apart"]["id"] == "kalbajar-2020-11-25-handover"
    assert all("record" not in row for row in events["rows"])


def test_long_lists_travel_in_pages(dataset: Dataset) -> None:
    events = panel(dataset, replace(ALL, district="kalbajar", rows=100))["events"]
    total = events_in(dataset, last=TODAY, district="kalbajar")
    assert (len(events["rows"]), events["total"]) == (100, total)
    assert events["more"] == {"text": f"Show {min(total - 100, 200)} more", "pick": {"more": 300}}
    opened = events["rows"][0]["id"], dataset.events.index[-1]
    assert opened[0] != opened[1]


def test_the_figures_of_the_displacement_stand_side_by_side_by_voice(dataset: Dataset) -> None:
    shown = record(dataset, "kalbajar-1993-04-displacement")
    displaced = field(shown, "People displaced")
    assert shown["date"] == "April 1993, day not known"
    assert shown["badge"]["text"] == "Sources differ: people displaced 53,340 or 60,000"
    assert said(shown["place"]) == "Omar (Murov) pass, exact point"
    assert displaced["differ"] == "2 figures"
    assert values_by_voice(displaced) == {"Azerbaijani": ["53,340"], "Reference works": ["60,000"]}
    assert [mark["text"] for mark in displaced["picture"]["marks"]] == ["53,340", "60,000"]
    assert [mark["text"] for mark in displaced["picture"]["others"]] == ["39,000"]
    assert "39,000" in values_by_voice(shown["claims"]["rest"])["International media"]
    assert shown["claims"]["silent"] == ["Russian"]
    assert shown["research"] == "Research status: disputed"


def test_the_decree_shows_both_dates_of_the_city_day(dataset: Dataset) -> None:
    shown = record(dataset, "city-days-decree-2023")
    city_day = field(shown, "City Day")
    assert city_day["differ"] == "2 dates"
    assert set(values_by_voice(city_day)["Azerbaijani"]) == {"25 November", "20 October"}
    assert "the opening line of the same text has 25 November" in text_of(city_day)
    assert city_day["picture"] is None
    assert shown["badge"]["text"] == "Sources differ: City Day"


def test_the_visit_of_2022_shows_that_the_notice_dates_it_to_2023(dataset: Dataset) -> None:
    shown = record(dataset, "kalbajar-2022-06-26-visit")
    dates = field(shown, "Date, or first day")
    assert dates["differ"] == "2 dates"
    assert values_by_voice(dates)["Azerbaijani"] == ["26 Jun 2022", "26 Jun 2023"]


def test_an_event_without_a_place_says_so(dataset: Dataset) -> None:
    shown = record(dataset, "city-days-decree-2023")
    assert said(shown["place"]) == "Baku, no place on the map"
    assert shown["districts_label"] == "Districts"


def test_every_claim_of_every_event_is_on_its_record(dataset: Dataset) -> None:
    for event_id, claims in dataset.claims.groupby("event_id"):
        shown = text_of(record(dataset, str(event_id))["claims"])
        for publisher in claims.loc[claims["field"] != "source_independence", "publisher"]:
            assert publisher in shown, event_id


def test_the_day_says_who_held_what_and_what_changed(dataset: Dataset) -> None:
    shown = panel(dataset, replace(ALL, last=ALL.day))
    assert (shown["title"], shown["line"]) == ("25 November 2020", "Wednesday · nothing selected")
    [changed] = shown["changed"]
    assert said(changed["runs"]).startswith(
        "Changed on this day: Kalbajar. Before: Armenian control, whole. "
        "Since: Azerbaijani control (the district"
    )
    assert {"event": "kalbajar-2020-11-25-handover"} in [
        run["pick"] for run in changed["runs"] if isinstance(run, dict) and "pick" in run
    ]
    assert sum(int(row["count"]) for row in shown["holders"]["rows"]) == len(dataset.districts)
    assert "Armenian control: Khankendi" in [said(row["runs"]) for row in shown["holders"]["rows"]]
    assert shown["counts"]["of"] == f"{events_in(dataset, last=ALL.day)} of {len(dataset.events)}"


def test_a_short_range_lists_its_changes_of_control(dataset: Dataset) -> None:
    state = replace(
        ALL, day=day_number("2020-11-08"), first=day_number("2020-09-27"), last=day_number("2020-11-10")
    )
    shown = panel(dataset, state)
    assert shown["line"] == "Sunday · day 43 of 45 in the range · nothing selected"
    assert shown["changes"]["count"] == str(CHANGES_OF_THE_44_DAYS)
    last = shown["changes"]["rows"][-1]
    assert sorted(said(last["names"]).split(", ")) == ["Fuzuli", "Gubadli", "Jabrayil", "Zangilan"]
    assert last["words"] == ["Azerbaijani control, whole"]
    assert [said([row["date"]]) for row in shown["changes"]["rows"] if row["now"]] == ["8 Nov"]


@pytest.mark.parametrize(
    ("today", "sentence"),
    [
        ("2026-11-21", "Next City Day, by Azerbaijani order: Kalbajar, 25 November (in 4 days)"),
        ("2026-11-24", "Next City Day, by Azerbaijani order: Kalbajar, 25 November (in 1 day)"),
        ("2026-11-25", "Today is the City Day of Kalbajar"),
    ],
)
def test_the_next_city_day_is_named(dataset: Dataset, today: str, sentence: str) -> None:
    assert said(panel(dataset, ALL, day_number(today))["city_day"]) == sentence


def test_four_districts_that_share_a_city_day_are_all_named(dataset: Dataset) -> None:
    sentence = said(panel(dataset, ALL, day_number("2026-09-20"))["city_day"])
    assert all(name in sentence for name in ("Khankendi", "Khojaly", "Khojavend", "Aghdara"))


def test_nothing_found_names_the_filter_that_leaves_out_most(dataset: Dataset) -> None:
    state = replace(ALL, categories=frozenset({"environment"}), text="no such words")
    shown = panel(dataset, state)
    assert shown["kind"] == "nothing"
    assert shown["title"] == f"0 of {len(dataset.events)}"
    without = events_in(dataset, last=TODAY, categories={"environment"})
    assert shown["hint"] == f"What leaves out most is the search. Without it there would be {without} events."
    assert shown["chosen"] == "no such words"
    assert shown["buttons"][0]["pick"] == {"reset": "text"}
    assert shown["buttons"][-1]["pick"] == {"reset": "all"}
    assert [(row["chosen"], row["remove"]["pick"]) for row in shown["filters"]] == [
        ("no such words", {"reset": "text"}),
        (dataset.about.category("environment").label, {"reset": "categories"}),
    ]
    assert [row["without"] for row in shown["filters"]] == [
        f"without it: {without} events",
        "without it: 0 events",
    ]


def test_an_empty_range_offers_the_nearest_day_with_a_matching_event(dataset: Dataset) -> None:
    state = replace(
        ALL, first=day_number("1989-04-01"), last=day_number("1989-04-04"), categories=frozenset({"visit"})
    )
    shown = panel(dataset, state)
    visits = dataset.events.loc[dataset.events["category"] == "visit", "first_day"]
    assert shown["buttons"][0]["pick"] == {"day": int(visits.min())}


def test_the_list_of_unplaced_events_holds_exactly_those(dataset: Dataset) -> None:
    shown = panel(dataset, replace(ALL, list="unplaced"))
    unplaced = dataset.events.index[dataset.events["placing"] == "none"]
    assert [row["id"] for row in shown["events"]["rows"]] == list(unplaced)


@pytest.mark.parametrize(
    ("message", "pick"),
    [
        ({"district": "kalbajar"}, Pick("district", "kalbajar")),
        ({"district": None}, Pick("district", None)),
        ({"event": "operation-2023"}, Pick("event", "operation-2023")),
        ({"day": 8500}, Pick("day", 8500)),
        ({"order": "newest"}, Pick("order", "newest")),
        ({"reset": "text"}, Pick("reset", "text")),
        ({"list": "unplaced"}, Pick("list", "unplaced")),
        ({"more": 400}, Pick("more", 400)),
        ({"page": "disagreements"}, Pick("page", "disagreements")),
        ({"reset": "voices"}, Pick("reset", "voices")),
        ({"district": "atlantis"}, None),
        ({"event": ["operation-2023"]}, None),
        ({"day": "8500"}, None),
        ({"day": True}, None),
        ({"day": None}, None),
        ({"more": 10**9}, None),
        ({"reset": "__class__"}, None),
        ({"district": "kalbajar", "event": None}, None),
        ({"delete": "all"}, None),
        ("district", None),
        (None, None),
    ],
)
def test_only_choices_that_the_page_offers_are_read(
    dataset: Dataset, message: object, pick: Pick | None
) -> None:
    assert read_pick(message, dataset) == pick


def test_values_that_may_all_be_right_are_not_drawn_as_a_contradiction(dataset: Dataset) -> None:
    assert field(record(dataset, "kalbajar-1993-04-displacement"), "People displaced")["contradicted"]
    growing = field(record(dataset, "operation-2023"), "Deaths")
    assert (growing["differ"], growing["contradicted"]) == ("2 figures", False)


def test_a_figure_of_a_part_says_so_and_is_written_with_separators(dataset: Dataset) -> None:
    khojaly = figures(dataset, "khojaly")
    assert (khojaly["Population, before"]["value"]["text"], khojaly["Population, before"]["note"]) == (
        "7,000",
        "Khojaly town",
    )
    assert khojaly["Population, now"]["value"]["text"] == "1,734 returned"
