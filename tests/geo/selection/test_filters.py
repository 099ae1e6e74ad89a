from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from geo.dates import day_number
from geo.selection.filters import FACETS, Selection, facet_counts, mask, matches, strongest_filter

if TYPE_CHECKING:
    import geo

ALL = Selection(day_number("1988-01-01"), day_number("2026-11-21"))
DAYS = st.integers(ALL.first - 100, ALL.last + 100)


def subset(values: list[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


SELECTIONS = st.builds(
    Selection,
    first=DAYS,
    last=DAYS,
    categories=subset(["military", "visit", "decree", "landmine"]),
    districts=subset(["kalbajar", "aghdara", "shusha"]),
    evidence=subset(["several", "one_side", "single", "disputed"]),
    voices=subset(["azerbaijani", "armenian", "reference"]),
    support=subset(["two_sides", "independent", "disputed", "single"]),
    text=st.sampled_from(["", "kalbajar", "school", "Kəlbəcər", "no such word"]),
)


def by_hand(event: dict[Any, Any], selection: Selection) -> bool:
    return (
        event["first_day"] <= selection.last
        and event["last_day"] >= selection.first
        and (not selection.categories or event["category"] in selection.categories)
        and (not selection.districts or bool(selection.districts & set(event["district_ids"])))
        and (not selection.evidence or event["evidence"] in selection.evidence)
        and (not selection.voices or bool(selection.voices & set(event["voices"])))
        and (not selection.support or any(held(event, entry) for entry in selection.support))
    )


def held(event: dict[Any, Any], support: str) -> bool:
    answers = {
        "two_sides": len(event["voices"]) >= 2,
        "independent": bool({"international", "un_ngo_academic", "reference"} & set(event["voices"])),
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
def test_matches_what_a_reader_of_the_table_would_choose(dataset: geo.Dataset, selection: Selection) -> None:
    chosen = matches(dataset, replace(selection, text=""))
    events = dataset.events.to_dict("records")
    expected = [by_hand(event, selection) for event in events]
    assert_array_equal(chosen, expected)
    assert not (matches(dataset, selection) & ~chosen).any()


@settings(max_examples=30, deadline=None)
@given(selection=SELECTIONS)
def test_a_facet_counts_what_choosing_its_value_alone_would_find(
    dataset: geo.Dataset, selection: Selection
) -> None:
    counts = facet_counts(dataset, selection)
    for facet, values in counts.items():
        for value, count in values.items():
            assert matches(dataset, with_only(selection, facet, value)).sum() == count


def test_everything_is_in_the_widest_range(dataset: geo.Dataset) -> None:
    assert matches(dataset, ALL).all()


def test_ranges_find_the_events_that_have_a_day_in_them(dataset: geo.Dataset) -> None:
    days = list(zip(dataset.events["first_day"], dataset.events["last_day"], strict=True))
    for first, last in (dataset.about.default_range, (day_number("2020-09-27"), day_number("2020-11-10"))):
        expected = [start <= last and end >= first for start, end in days]
        assert matches(dataset, Selection(first, last)).tolist() == expected


def test_an_event_is_in_a_range_that_has_any_of_its_days(dataset: geo.Dataset) -> None:
    position = dataset.events.index.get_loc("operation-2023")
    for text, expected in [
        ("2023-09-18", False),
        ("2023-09-19", True),
        ("2023-09-20", True),
        ("2023-09-21", False),
    ]:
        assert matches(dataset, Selection(day_number(text), day_number(text)))[position] == expected


def test_the_mask_ignores_time_only(dataset: geo.Dataset) -> None:
    selection = Selection(0, 0, categories=frozenset({"visit"}))
    assert mask(dataset, selection).sum() == (dataset.events["category"] == "visit").sum()
    assert matches(dataset, selection).sum() == 0


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
