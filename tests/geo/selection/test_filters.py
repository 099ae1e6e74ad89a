from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from geo.dates import day_number
from geo.selection.filters import FACETS, Selection, facet_counts, mask, matches, strongest_filter

if TYPE_CHECKING:
    import geo

ALL = Selection(day_number("1900-01-01"), day_number("2026-11-21"))
DAYS = st.integers(ALL.first - 100, ALL.last + 100)


def subset(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


SELECTIONS = st.builds(
    Selection,
    first=DAYS,
    last=DAYS,
    categories=subset(["military", "visit", "decree", "landmine", "battle", "building", "festival"]),
    districts=subset(["kalbajar", "aghdara", "shusha", "north", "isle", "harbour"]),
    evidence=subset(["several", "one_side", "single", "disputed"]),
    voices=subset(["azerbaijani", "armenian", "reference", "red", "blue", "world"]),
    support=subset(["two_sides", "independent", "disputed", "single"]),
    text=st.sampled_from(
        ["", "kalbajar", "school", "Kəlbəcər", "no such word", "bridge", "Çayqala", "Остров"]
    ),
)


def by_hand(event: dict[Any, Any], selection: Selection, independent: set[str]) -> bool:
    return (
        event["first_day"] <= selection.last
        and event["last_day"] >= selection.first
        and (not selection.categories or event["category"] in selection.categories)
        and (not selection.districts or bool(selection.districts & set(event["district_ids"])))
        and (not selection.evidence or event["evidence"] in selection.evidence)
        and (not selection.voices or bool(selection.voices & set(event["voices"])))
        and (not selection.support or any(is_met(event, entry, independent) for entry in selection.support))
    )


def is_met(event: dict[Any, Any], support: str, independent: set[str]) -> bool:
    answers = {
        "two_sides": len(event["voices"]) >= 2,
        "independent": bool(independent & set(event["voices"])),
        "disputed": event["evidence"] == "disputed",
        "single": event["n_sources"] <= 1,
    }
    return bool(answers[support])


def with_only(selection: Selection, facet: str, value: str) -> Selection:
    chosen = frozenset({value})
    if facet == "categories":
        return replace(selection, categories=chosen)
    if facet == "districts":
        return replace(selection, districts=chosen)
    if facet == "voices":
        return replace(selection, voices=chosen)
    if facet == "support":
        return replace(selection, support=chosen)
    return replace(selection, evidence=chosen)


@settings(max_examples=50, deadline=None)
@given(selection=SELECTIONS)
def test_matches_what_a_reader_of_the_table_would_choose(
    any_dataset: geo.Dataset, selection: Selection
) -> None:
    chosen = matches(any_dataset, replace(selection, text=""))
    events = any_dataset.events.to_dict("records")
    independent = {voice.id for voice in any_dataset.about.voices if voice.independent}
    expected = np.array([by_hand(event, selection, independent) for event in events], dtype=bool)
    assert_array_equal(chosen, expected)
    assert not (matches(any_dataset, selection) & ~chosen).any()


@settings(max_examples=30, deadline=None)
@given(selection=SELECTIONS)
def test_a_facet_counts_what_choosing_its_value_alone_would_find(
    any_dataset: geo.Dataset, selection: Selection
) -> None:
    counts = facet_counts(any_dataset, selection)
    for facet, values in counts.items():
        for value, count in values.items():
            assert matches(any_dataset, with_only(selection, facet, value)).sum() == count


def test_everything_is_in_the_widest_range(any_dataset: geo.Dataset) -> None:
    assert matches(any_dataset, ALL).all()


def test_a_range_finds_what_overlaps_it(made_up: geo.Dataset) -> None:
    war = Selection(day_number("1901-02-04"), day_number("1902-07-01"))
    assert set(made_up.events.index[matches(made_up, war)]) == {"007", "a"}


def test_a_month_and_a_year_are_found_on_each_of_their_days(made_up: geo.Dataset) -> None:
    def found(day: str) -> set[str]:
        return set(made_up.events.index[matches(made_up, Selection(day_number(day), day_number(day)))])

    assert found("1902-07-31") == {"a"}
    assert found("1905-12-31") == {"market-1905"}
    assert found("1902-02-28") == {"007"}
    assert found("1902-03-01") == set()


def test_an_event_is_in_a_range_that_has_any_of_its_days(dataset: geo.Dataset) -> None:
    position = dataset.events.index.get_loc("operation-2023")
    for text, expected in [
        ("2023-09-18", False),
        ("2023-09-19", True),
        ("2023-09-20", True),
        ("2023-09-21", False),
    ]:
        assert matches(dataset, Selection(day_number(text), day_number(text)))[position] == expected


def test_the_mask_ignores_time_only(made_up: geo.Dataset) -> None:
    selection = Selection(0, 0, categories=frozenset({"treaty"}))
    assert set(made_up.events.index[mask(made_up, selection)]) == {"x-1-y-22", "leap"}
    assert matches(made_up, selection).sum() == 0


def test_a_category_without_events_counts_none(made_up: geo.Dataset) -> None:
    assert facet_counts(made_up, ALL)["categories"]["festival"] == 0


@pytest.mark.parametrize(
    "text", ["Two Bridges", "two bridg", "Остров", "isle", "ostrov", "Çayqala", "Cayqala", "BERD"]
)
def test_a_made_up_place_is_found_by_its_names(made_up: geo.Dataset, text: str) -> None:
    found = set(made_up.events.index[matches(made_up, replace(ALL, text=text))])
    assert found & {"a", "x-1-y-22", "1"}


@pytest.mark.parametrize("text", ["Kalbajar", "kəlbəcər", "KELBECER", "Քարվաճառ", "  kalbajar  "])
def test_a_place_is_found_by_its_names(dataset: geo.Dataset, text: str) -> None:
    found = dataset.events.index[matches(dataset, replace(ALL, text=text))]
    assert "kalbajar-2020-11-25-handover" in found


def test_all_words_must_be_found(dataset: geo.Dataset) -> None:
    both = matches(dataset, replace(ALL, text="kalbajar school")).sum()
    assert 0 < both < matches(dataset, replace(ALL, text="kalbajar")).sum()


def test_the_strongest_filter_is_named(dataset: geo.Dataset) -> None:
    assert strongest_filter(dataset, replace(ALL, text="no such word")) == "text"
    assert strongest_filter(dataset, Selection(0, 1)) == "time"
    rare = replace(ALL, categories=frozenset({"environment"}), districts=frozenset({"kalbajar", "lachin"}))
    assert strongest_filter(dataset, rare) == "categories"
    assert strongest_filter(dataset, ALL) is None


def test_ignoring_every_facet_finds_everything(dataset: geo.Dataset) -> None:
    nothing = Selection(
        0,
        0,
        frozenset({"x"}),
        frozenset({"x"}),
        frozenset({"x"}),
        "x y z",
        frozenset({"x"}),
        frozenset({"disputed"}),
    )
    assert matches(dataset, nothing, ignore=FACETS).all()
