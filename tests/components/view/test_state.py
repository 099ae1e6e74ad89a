"""The address holds the whole view, and reads back as the same view."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.view.state import (
    KINDS,
    LONGEST_TEXT,
    PAGES,
    SORTS,
    ViewState,
    at_days,
    default_state,
    from_query,
    to_query,
    without,
)
from geo.claims.evidence import SUPPORT
from geo.dates import day_number
from geo.stories import stories_of

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

TODAY = day_number("2026-11-21")


def some_states(dataset: Dataset) -> st.SearchStrategy[ViewState]:
    about = dataset.about
    day = st.integers(about.first_day, TODAY)

    told = [(story.id, step) for story in stories_of(dataset) for step in range(1, len(story.steps) + 1)]

    def build(days: list[int], read: tuple[str | None, int], **others: object) -> ViewState:
        first, chosen, last = sorted(days)
        story, step = read
        return ViewState(day=chosen, first=first, last=last, story=story, step=step, **others)  # type: ignore[arg-type]

    return st.builds(
        build,
        st.lists(day, min_size=3, max_size=3),
        st.just((None, 0)) | st.sampled_from(told),
        categories=st.frozensets(st.sampled_from([item.id for item in about.categories])),
        districts=st.frozensets(st.sampled_from(list(dataset.districts.index))),
        evidence=st.frozensets(st.sampled_from([item.id for item in about.evidence])),
        support=st.frozensets(st.sampled_from(SUPPORT)),
        voices=st.frozensets(st.sampled_from([item.id for item in about.voices])),
        text=st.text(max_size=LONGEST_TEXT),
        district=st.none() | st.sampled_from(list(dataset.districts.index)),
        event=st.none() | st.sampled_from(list(dataset.events.index)),
        order=st.sampled_from(["oldest", "newest"]),
        place=st.none() | st.sampled_from(list(dataset.places.index)),
        list=st.none() | st.sampled_from(["unplaced", "at:shusha-capture-1992", "within:lachin"]),
        compare=st.none() | day,
        rows=st.integers(0, 2_000),
        page=st.sampled_from(PAGES),
        sort=st.sampled_from(SORTS),
        kind=st.none() | st.sampled_from(KINDS),
        at=st.none()
        | st.tuples(
            st.integers(-850_000, 850_000).map(lambda value: value / 10_000),
            st.integers(-1_800_000, 1_800_000).map(lambda value: value / 10_000),
            st.integers(0, 2_200).map(lambda value: value / 100),
        ),
    )


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_view_survives_the_address(dataset: Dataset, data: st.DataObject) -> None:
    state = data.draw(some_states(dataset))
    read, not_understood = from_query(to_query(state, dataset, TODAY), dataset, TODAY)
    assert read == state
    assert not_understood == ()


@settings(max_examples=300, deadline=None)
@given(
    query=st.dictionaries(
        st.sampled_from(
            [
                "day",
                "from",
                "to",
                "category",
                "in",
                "evidence",
                "q",
                "district",
                "event",
                "order",
                "list",
                "compare",
                "support",
                "voice",
                "sort",
                "kind",
                "story",
                "at",
                "step",
            ]
        ),
        st.text(max_size=30)
        | st.sampled_from(["1993-04-03", "9999-12-31", "0001-01-01", "kalbajar", "2020-13-45"]),
    )
)
def test_any_address_gives_a_view_within_bounds(dataset: Dataset, query: dict[str, str]) -> None:
    state, _ = from_query(query, dataset, TODAY)
    assert dataset.about.first_day <= state.first <= state.day <= state.last <= TODAY


def test_an_address_without_parameters_is_the_default_view(dataset: Dataset) -> None:
    assert from_query({}, dataset, TODAY) == (default_state(dataset, TODAY), ())
    assert to_query(default_state(dataset, TODAY), dataset, TODAY) == {}


def test_what_the_address_names_wrongly_is_left_out_and_told(dataset: Dataset) -> None:
    state, not_understood = from_query(
        {"district": "atlantis", "day": "soon", "category": "military,x"}, dataset, TODAY
    )
    assert state.district is None
    assert state.categories == {"military"}
    assert sorted(not_understood) == ["category=x", "day=soon", "district=atlantis"]


def test_the_address_of_voices_support_and_the_list_of_disagreements(dataset: Dataset) -> None:
    query = {
        "voice": "armenian,russian",
        "support": "two_sides",
        "page": "disagreements",
        "sort": "sources",
        "kind": "number",
    }
    state, not_understood = from_query(query, dataset, TODAY)
    assert state.voices == {"armenian", "russian"}
    assert state.support == {"two_sides"}
    assert (state.page, state.sort, state.kind) == ("disagreements", "sources", "number")
    assert not_understood == ()
    assert to_query(state, dataset, TODAY) == query
    wrong = {"voice": "martian", "support": "all", "sort": "random", "kind": "x"}
    state, not_understood = from_query(wrong, dataset, TODAY)
    assert state == default_state(dataset, TODAY)
    assert sorted(not_understood) == ["kind=x", "sort=random", "support=all", "voice=martian"]


def test_a_range_given_without_a_day_takes_the_nearest_day(dataset: Dataset) -> None:
    state, _ = from_query({"from": "1992-01-01", "to": "1994-12-31"}, dataset, TODAY)
    assert state.day == day_number("1994-12-31")


def test_a_day_outside_its_range_widens_the_range(dataset: Dataset) -> None:
    state, _ = from_query({"from": "2020-09-27", "to": "2020-11-10", "day": "2023-09-20"}, dataset, TODAY)
    assert (state.day, state.last) == (day_number("2023-09-20"), day_number("2023-09-20"))


def test_moving_keeps_the_day_within_the_range(dataset: Dataset) -> None:
    state = at_days(default_state(dataset, TODAY), day=5, first=10, last=20)
    assert (state.day, state.first, state.last) == (10, 10, 20)


@pytest.mark.parametrize("facet", ["categories", "districts", "evidence", "support", "voices", "text", "all"])
def test_one_filter_or_all_can_be_taken_away(dataset: Dataset, facet: str) -> None:
    every = replace(
        default_state(dataset, TODAY),
        categories=frozenset({"military"}),
        districts=frozenset({"lachin"}),
        evidence=frozenset({"disputed"}),
        support=frozenset({"independent"}),
        voices=frozenset({"russian"}),
        text="mine",
    )
    left = without(every, facet)
    assert left.is_filtered is (facet != "all")
    if facet != "all":
        assert not getattr(left, facet)


@pytest.mark.parametrize(
    "text", ["39.9,46.2", "39.9,46.2,nan", "91,46.2,9", "39.9,46.2,99", "39.9,46.2,9,1", "a,b,c", "1e1,46,9"]
)
def test_a_look_that_is_none_is_told_and_left_out(dataset: Dataset, text: str) -> None:
    state, not_understood = from_query({"at": text}, dataset, TODAY)
    assert state.at is None
    assert not_understood == (f"at={text}",)
