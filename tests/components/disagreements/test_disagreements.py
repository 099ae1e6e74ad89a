"""The page of disagreements: what is listed, in which order, with which values and whose."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from components.details import Pick, read_pick
from components.details.difference_text import size_text
from components.disagreements import disagreements_model
from components.view.navigation import after_pick
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.claims.rules import RULES
from geo.dates import day_number

if TYPE_CHECKING:
    from geo import Dataset

TODAY = day_number("2026-11-21")
ALL = ViewState(
    day=day_number("2020-11-25"), first=day_number("1988-01-01"), last=TODAY, page="disagreements"
)
DISPLACEMENT = "kalbajar-1993-04-displacement"


def page(dataset: Dataset, state: ViewState = ALL) -> dict[str, Any]:
    model = disagreements_model(dataset, state, selection_of(state))
    shown: dict[str, Any] = json.loads(json.dumps(model))["panel"]
    return shown


def rows(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for section in shown["sections"] for row in section["rows"]]


def row(shown: dict[str, Any], event: str, field: str) -> dict[str, Any]:
    return next(one for one in rows(shown) if (one["event"], one["field"]) == (event, field))


def whose(shown: dict[str, Any]) -> dict[str, set[str]]:
    """The values of a row and the voices that give each."""
    return {value["text"]: {voice["label"] for voice in value["who"]} for value in shown["values"]}


def test_those_displaced_from_kalbajar_are_side_by_side_with_a_picture(dataset: Dataset) -> None:
    shown = row(page(dataset), DISPLACEMENT, "People displaced")
    assert whose(shown) == {"53,340": {"Azerbaijani"}, "60,000": {"Reference works"}}
    assert shown["size"] == "1.1 to 1"
    assert [mark["text"] for mark in shown["picture"]["marks"]] == ["53,340", "60,000"]
    assert [value["unit"] for value in shown["values"]] == ["persons", "persons"]
    assert [run["pick"] for run in shown["districts"]] == [{"district": "kalbajar"}]
    assert shown["sources"] == "3 sources, 2 sides"


def test_the_three_dates_of_the_capture_of_kalbajar(dataset: Dataset) -> None:
    shown = row(page(dataset), "kalbajar-1993-04-02-capture", "Date, or first day")
    assert [value["text"] for value in shown["values"]] == ["2 Apr 1993", "3 Apr 1993", "4 Apr 1993"]
    assert shown["size"] == "2 days apart"
    assert shown["picture"] is None


def test_the_two_city_days_that_one_text_gives(dataset: Dataset) -> None:
    shown = row(page(dataset), "city-days-decree-2023", "City Day")
    notice = {
        value["text"]
        for value in shown["values"]
        for voice in value["who"]
        for source in voice["sources"]
        if source["hint"] == dataset.sources["title"]["city-day-notice-2023"]
    }
    assert notice == {"25 November", "20 October"}


def test_the_heading_counts_what_is_listed_and_the_rules_are_the_data_sides(dataset: Dataset) -> None:
    shown = page(dataset)
    events = {one["event"] for one in rows(shown)}
    assert shown["title"] == f"Sources disagree {len(rows(shown))} times, in {len(events)} events"
    assert [rule["name"] for rule in shown["rules"]["rest"]] == [
        rule.name for rule in RULES if rule.topic == "disagreement"
    ]
    assert "{" not in json.dumps([rule["sentence"] for rule in shown["rules"]["rest"]])


def size_of(words: str) -> float:
    """The number a size begins with; of "some against none" there is no greater."""
    return math.inf if words == "some against none" else float(words.split(maxsplit=1)[0].replace(",", ""))


def test_by_size_each_kind_falls_from_the_widest(dataset: Dataset) -> None:
    sections = page(dataset)["sections"]
    assert [section["title"] for section in sections] == ["Numbers", "Dates", "Accounts"]
    counts = dataset.disagreements["kind"].value_counts()
    for section, kind in zip(sections, ("number", "date", "statement"), strict=True):
        sizes = [size_of(one["size"]) for one in section["rows"]]
        assert sizes == sorted(sizes, reverse=True)
        assert len(sizes) == counts[kind]


def test_by_date_and_by_sources_the_kinds_are_mixed_in_one_list(dataset: Dataset) -> None:
    [by_date] = page(dataset, replace(ALL, sort="date"))["sections"]
    days = [int(dataset.events["first_day"][one["event"]]) for one in by_date["rows"]]
    assert days == sorted(days)
    [by_sources] = page(dataset, replace(ALL, sort="sources"))["sections"]
    counts = [int(one["sources"].split()[0]) for one in by_sources["rows"]]
    assert counts == sorted(counts, reverse=True)
    assert len(by_date["rows"]) == len(by_sources["rows"]) == len(dataset.disagreements)


@pytest.mark.parametrize("kind", ["number", "date", "statement"])
def test_a_kind_can_be_listed_alone_and_its_count_stands_beside_it(dataset: Dataset, kind: str) -> None:
    shown = page(dataset, replace(ALL, kind=kind))  # type: ignore[arg-type]
    assert {one["kind"] for one in rows(shown)} == {kind}
    [pressed] = [option for option in shown["choices"][0]["options"] if option["pressed"]]
    assert (pressed["pick"], pressed["count"]) == ({"kind": kind}, str(len(rows(shown))))


def test_the_list_follows_range_categories_districts_and_voices(dataset: Dataset) -> None:
    early = page(dataset, replace(ALL, last=day_number("1994-12-31"), day=day_number("1993-04-03")))
    assert rows(early)
    assert all(dataset.events["first_day"][one["event"]] <= day_number("1994-12-31") for one in rows(early))
    lachin = page(dataset, replace(ALL, districts=frozenset({"lachin"})))
    assert all("lachin" in dataset.events["district_ids"][one["event"]] for one in rows(lachin))
    armenian = page(dataset, replace(ALL, voices=frozenset({"armenian"})))
    assert 0 < len(rows(armenian)) < len(dataset.disagreements)
    for one in rows(armenian):
        assert "Armenian" in {voice["label"] for value in one["values"] for voice in value["who"]}


def test_the_chosen_voices_are_marked_and_come_first(dataset: Dataset) -> None:
    shown = page(dataset, replace(ALL, voices=frozenset({"international"})))
    for one in rows(shown):
        for value in one["values"]:
            marks = [voice["chosen"] for voice in value["who"]]
            assert marks == sorted(marks, reverse=True)
    assert any(voice["chosen"] for one in rows(shown) for value in one["values"] for voice in value["who"])


def test_a_view_without_disagreements_says_so_and_offers_the_way_out(dataset: Dataset) -> None:
    shown = page(dataset, replace(ALL, text="no such words"))
    assert shown["sections"] == []
    assert shown["empty"]["buttons"] == [{"text": "Reset all filters", "pick": {"reset": "all"}}]
    assert str(len(dataset.disagreements)) in shown["empty"]["text"]


def test_a_long_list_travels_in_pages(dataset: Dataset) -> None:
    shown = page(dataset, replace(ALL, rows=10))
    assert len(rows(shown)) == 10
    assert shown["more"]["pick"] == {"more": 210}


def test_the_selected_event_is_marked(dataset: Dataset) -> None:
    shown = page(dataset, replace(ALL, event=DISPLACEMENT))
    assert {one["event"] for one in rows(shown) if one["current"]} == {DISPLACEMENT}


def test_a_press_on_a_row_opens_its_event_on_the_map(dataset: Dataset) -> None:
    pick = read_pick({"event": DISPLACEMENT}, dataset)
    assert pick is not None
    opened = after_pick(replace(ALL, sort="date"), pick, dataset)
    assert (opened.page, opened.event) == ("map", DISPLACEMENT)
    assert after_pick(ALL, Pick("district", "lachin"), dataset).page == "map"


def test_sorting_and_kinds_are_choices_of_the_page(dataset: Dataset) -> None:
    longer = replace(ALL, rows=400)
    assert after_pick(longer, Pick("sort", "sources"), dataset) == replace(ALL, sort="sources")
    assert after_pick(longer, Pick("kind", "date"), dataset) == replace(ALL, kind="date")
    assert after_pick(replace(ALL, kind="date"), Pick("kind", None), dataset) == ALL
    assert after_pick(replace(ALL, page="map"), Pick("page", "disagreements"), dataset) == ALL
    assert read_pick({"sort": "__class__"}, dataset) is None
    assert read_pick({"kind": "numbers"}, dataset) is None
    assert read_pick({"page": None}, dataset) is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"kind": "number", "ratio": 60_000 / 53_340}, "1.1 to 1"),
        ({"kind": "number", "ratio": 352 / 351}, "1.003 to 1"),
        ({"kind": "number", "ratio": 400 / 55}, "7.3 to 1"),
        ({"kind": "number", "ratio": 15.2}, "15 to 1"),
        ({"kind": "number", "ratio": float("inf")}, "some against none"),
        ({"kind": "date", "days": 1.0}, "1 day apart"),
        ({"kind": "date", "days": 2191.0}, "2,191 days apart"),
        ({"kind": "statement", "n_values": 3}, "3 accounts"),
    ],
)
def test_a_size_is_said_in_words(found: dict[str, Any], words: str) -> None:
    assert size_text(found) == words
