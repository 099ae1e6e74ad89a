"""Figures of a district: its facts first, then claims of its own events, then those of several districts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from geo.claims.district_figures import district_figures
from geo.dataset.metadata import DistrictFigure
from geo.dates import day_number

if TYPE_CHECKING:
    import geo

DISPLACED = DistrictFigure(
    "displaced",
    "Displaced",
    ("displaced",),
    ("displaced_persons",),
    day_number("1993-01-01"),
    day_number("1993-12-31"),
)
EVENTS = {
    "own": (("lachin",), "1993-05-01", False),
    "shared": (("lachin", "shusha"), "1993-06-01", False),
    "late": (("lachin",), "2020-10-01", False),
    "everywhere": (("lachin", "shusha"), "1993-07-01", True),
}
CLAIMS = [
    ("own", "10", "", "a"),
    ("own", "8", "", "b"),
    ("own", "10", "", "c"),
    ("shared", "50", "both", "a"),
    ("late", "99", "", "a"),
    ("everywhere", "700", "", "a"),
]


def made_up(dataset: geo.Dataset, facts: list[tuple[str, str, str, str]]) -> geo.Dataset:
    events = pd.DataFrame(
        {
            "district_ids": [districts for districts, _, _ in EVENTS.values()],
            "first_day": [day_number(day) for _, day, _ in EVENTS.values()],
            "region_wide": [wide for _, _, wide in EVENTS.values()],
        },
        index=pd.Index(EVENTS, name="event_id"),
    )
    claims = pd.DataFrame(CLAIMS, columns=["event_id", "value", "note", "source_id"])
    return replace(
        dataset,
        about=replace(dataset.about, district_figures=(DISPLACED,)),
        events=events,
        claims=claims.assign(field="displaced_persons"),
        district_facts=pd.DataFrame(facts, columns=["district_id", "field", "value", "source_id"]),
    )


def test_what_the_facts_lack_is_taken_from_claims_of_events_of_the_district(dataset: geo.Dataset) -> None:
    [found] = district_figures(made_up(dataset, []), "lachin")
    assert [(given.value, given.source_ids, given.event_id) for given in found.own] == [
        ("8", ("b",), "own"),
        ("10", ("a", "c"), "own"),
    ]


def test_facts_stand_alone_with_what_is_in_brackets_apart(dataset: geo.Dataset) -> None:
    facts = [
        ("lachin", "displaced", "70 (the town, 1993)", "x"),
        ("lachin", "displaced", "60", "y"),
        ("lachin", "area_km2", "1840", "y"),
        ("shusha", "displaced", "1", "y"),
    ]
    [found] = district_figures(made_up(dataset, facts), "lachin")
    assert [(given.value, given.note, given.source_ids) for given in found.own] == [
        ("60", "", ("y",)),
        ("70", "the town, 1993", ("x",)),
    ]


def test_claims_of_several_districts_are_told_apart_and_those_of_all_are_of_none(
    dataset: geo.Dataset,
) -> None:
    for district in ("lachin", "shusha"):
        [found] = district_figures(made_up(dataset, []), district)
        assert [(given.value, given.note, given.together) for given in found.shared] == [
            ("50", "both", ("lachin", "shusha"))
        ]
    assert [given.value for given in found.own] == []


def test_nothing_is_made_up_where_nothing_is_recorded(dataset: geo.Dataset) -> None:
    [found] = district_figures(made_up(dataset, []), "kalbajar")
    assert (found.own, found.shared) == ((), ())
