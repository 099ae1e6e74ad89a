"""The view that a step sets, what a choice makes of it, and what the browser may say."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.stories import (
    after_choice,
    is_making,
    is_reading,
    read_choice,
    step_events,
    step_states,
    step_view,
    still_making,
)
from components.stories.view import view_of_draft
from components.view.own_story import NEW
from components.view.selection import view_message
from components.view.state import ViewState, default_state, from_query, to_query
from geo.dates import day_number
from geo.stories import stories_of
from tests.components.stories.made_up_story import DISPLACEMENT, told_dataset

if TYPE_CHECKING:
    import geo

TODAY = day_number("2026-11-21")


@pytest.fixture(scope="module")
def told(dataset: geo.Dataset) -> geo.Dataset:
    return told_dataset(dataset)


def at(told: geo.Dataset, step: int, **others: object) -> ViewState:
    state = replace(default_state(told, TODAY), page="stories", story="one", step=step)
    return replace(state, **others)  # type: ignore[arg-type]


def test_a_step_sets_day_range_district_place_and_its_first_event(told: geo.Dataset) -> None:
    view = step_view(told, at(told, 1, categories=frozenset({"military"}), text="left over", rows=9), TODAY)
    assert view == ViewState(
        day=day_number("1993-04-03"),
        first=day_number("1993-03-01"),
        last=day_number("1993-04-30"),
        district="kalbajar",
        place="aghdaban",
        event=DISPLACEMENT,
        page="stories",
        story="one",
        step=1,
    )


def test_a_step_says_where_the_map_looks_and_else_the_map_looks_at_what_is_chosen(told: geo.Dataset) -> None:
    assert step_view(told, at(told, 1, at=(40.0, 46.0, 8.0)), TODAY).at is None
    assert told.story_steps is not None
    for text, look in (("40.1065,46.0383,9.50", (40.1065, 46.0383, 9.5)), ("<script>", None)):
        looking = replace(told, story_steps=told.story_steps.assign(at=["", text]))
        view = step_view(looking, at(looking, 2), TODAY)
        assert view.at == look
        assert view_message(looking, view)["at"] == (None if look is None else list(look))


def test_the_day_of_a_step_is_within_its_range_and_the_range_within_the_timeline(told: geo.Dataset) -> None:
    view = step_view(told, at(told, 2), TODAY)
    assert (view.first, view.day, view.last) == (told.about.first_day, day_number("2020-11-25"), TODAY)


def test_what_a_step_names_wrongly_chooses_nothing(told: geo.Dataset) -> None:
    view = step_view(told, at(told, 2), TODAY)
    assert (view.district, view.place, view.event) == (None, None, None)
    assert step_events(told, view) == ()


def test_only_the_events_of_the_step_are_drawn(told: geo.Dataset) -> None:
    view = step_view(told, at(told, 1), TODAY)
    assert step_events(told, view) == (DISPLACEMENT,)
    drawn = view_message(told, view, step_events(told, view))
    everything = view_message(told, view)
    assert everything["mask"] is None
    assert sum(byte.bit_count() for byte in b64decode(drawn["mask"])) == 1
    assert {**drawn, "mask": None} == everything


def test_the_list_and_the_ordinary_page_keep_their_view(told: geo.Dataset) -> None:
    for state in (at(told, 0, story=None), at(told, 1, page="map"), at(told, 1, page="figures")):
        assert step_view(told, state, TODAY) == state
        assert step_events(told, state) == ()


def test_exploring_keeps_the_view_and_the_way_back_restores_the_step(told: geo.Dataset) -> None:
    reading = step_view(told, at(told, 1), TODAY)
    exploring = after_choice(told, reading, ("explore", None), TODAY)
    assert exploring == replace(reading, page="map")
    wandered = replace(exploring, day=exploring.first, district=None, event=None, text="mine")
    read, _ = from_query(to_query(wandered, told, TODAY), told, TODAY)
    assert read == wandered
    back = after_choice(told, read, ("one", read.step), TODAY)
    assert to_query(back, told, TODAY) == {"page": "stories", "story": "one"}
    assert step_view(told, back, TODAY) == reading


def test_leaving_forgets_the_story_and_stays_where_the_person_is(told: geo.Dataset) -> None:
    reading = step_view(told, at(told, 1), TODAY)
    assert after_choice(told, reading, ("leave", None), TODAY) == replace(
        reading, page="map", story=None, step=0
    )
    figures = replace(reading, page="figures")
    assert after_choice(told, figures, ("leave", None), TODAY) == replace(figures, story=None, step=0)


def test_all_stories_is_the_list_in_the_same_language(told: geo.Dataset) -> None:
    reading = step_view(told, at(told, 2, language="az"), TODAY)
    assert to_query(after_choice(told, reading, ("all", None), TODAY), told, TODAY) == {
        "page": "stories",
        "lang": "az",
    }


@settings(max_examples=200, deadline=None)
@given(
    step=st.integers(1, 2),
    page=st.sampled_from(["map", "stories", "figures"]),
    language=st.sampled_from(["", "ru"]),
)
def test_story_and_step_survive_the_address(told: geo.Dataset, step: int, page: str, language: str) -> None:
    state = step_view(told, at(told, step, page=page, language=language), TODAY)
    assert from_query(to_query(state, told, TODAY), told, TODAY) == (state, ())


@pytest.mark.parametrize(
    ("query", "story", "step", "unknown"),
    [
        ({"story": "one"}, "one", 1, ()),
        ({"story": "one", "step": "2"}, "one", 2, ()),
        ({"story": "one", "step": "3"}, "one", 1, ("step=3",)),
        ({"story": "one", "step": "0"}, "one", 1, ("step=0",)),
        ({"story": "one", "step": "²"}, "one", 1, ("step=²",)),
        ({"story": "one", "step": "9" * 5_000}, "one", 1, ("step=" + "9" * 5_000,)),
        ({"story": "none-such", "step": "2"}, None, 0, ("story=none-such",)),
        ({"step": "2"}, None, 0, ()),
    ],
)
def test_a_story_in_the_address(
    told: geo.Dataset, query: dict[str, str], story: str | None, step: int, unknown: tuple[str, ...]
) -> None:
    state, not_understood = from_query(query, told, TODAY)
    assert (state.story, state.step, not_understood) == (story, step, unknown)


@pytest.mark.parametrize(
    ("message", "choice"),
    [
        ({"explore": None}, ("explore", None)),
        ({"leave": None}, ("leave", None)),
        ({"all": None}, ("all", None)),
        ({"story": "one", "step": 2}, ("one", 2)),
        ({"story": "one", "step": 3}, None),
        ({"story": "one", "step": True}, None),
        ({"story": "one", "step": "2"}, None),
        ({"story": ["one"], "step": 1}, None),
        ({"story": "explore", "step": 1}, None),
        ({"explore": 1}, None),
        ({"story": "one"}, None),
        (["explore"], None),
        (None, None),
    ],
)
def test_only_what_stories_offer_is_a_choice(told: geo.Dataset, message: object, choice: object) -> None:
    assert read_choice(message, told) == choice


def test_a_dataset_without_stories_has_none_to_read(dataset: geo.Dataset) -> None:
    bare = replace(dataset, stories=None, story_steps=None)
    state, unknown = from_query({"page": "stories", "story": "one"}, bare, TODAY)
    assert (state.story, state.step, unknown) == (None, 0, ("story=one",))
    empty = replace(dataset, stories=pd.DataFrame(), story_steps=None)
    assert step_view(empty, state, TODAY) == state


def test_whoever_makes_a_story_goes_on_making_it_whatever_is_touched(told: geo.Dataset) -> None:
    made = after_choice(told, replace(default_state(told, TODAY), page="stories"), ("make", None), TODAY)
    assert is_making(made)
    assert not is_reading(made)
    assert step_view(told, made, TODAY) == made
    touched = replace(made, page="map", district="kalbajar")
    assert still_making(made, touched) == replace(touched, page="stories")
    read = at(told, 1)
    assert still_making(read, replace(read, page="map")).page == "map"


def test_making_is_in_the_address_and_begins_with_the_view_that_is_shown(told: geo.Dataset) -> None:
    shown = replace(default_state(told, TODAY), district="kalbajar", story=NEW)
    made = after_choice(told, shown, ("make", None), TODAY)
    assert (made.district, made.story, made.step) == ("kalbajar", NEW, 0)
    assert from_query(to_query(made, told, TODAY), told, TODAY) == (made, ())
    assert read_choice({"make": None}, told) == ("make", None)


def test_each_step_of_a_story_has_its_state(told: geo.Dataset) -> None:
    [story] = stories_of(told)
    states = step_states(told, story, default_state(told, TODAY), TODAY)
    assert states == [step_view(told, at(told, number), TODAY) for number in (1, 2)]


def test_a_step_of_a_draft_shows_its_view_and_is_still_a_draft(told: geo.Dataset) -> None:
    [story] = stories_of(told)
    making = replace(default_state(told, TODAY), page="stories", story=NEW)
    shown = view_of_draft(told, making, story.steps[0], TODAY)
    assert shown == replace(step_view(told, at(told, 1), TODAY), story=NEW, step=0)
    assert is_making(shown)
