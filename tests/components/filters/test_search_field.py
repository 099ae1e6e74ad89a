"""What the search field is told, and what it may ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.filters.search_field import Question, answer, language_name, read_question, read_text
from components.view.navigation import after_pick
from components.view.picks import Pick, read_pick
from components.view.selection import selection_of, view_message
from components.view.state import LONGEST_TEXT, ViewState, default_state, from_query, to_query
from geo.dataset import sizes
from geo.dates import day_number
from geo.selection.filters import matches

if TYPE_CHECKING:
    import geo

TODAY = day_number("2026-11-21")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@pytest.fixture
def state(dataset: geo.Dataset) -> ViewState:
    return default_state(dataset, TODAY)


def asked(dataset: geo.Dataset, state: ViewState, text: str) -> dict[str, Any]:
    return answer(dataset, state, Question(7, text))


def choices(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [choice for group in found["groups"] for choice in group["choices"]]


def test_an_answer_has_its_questions_number_and_groups(dataset: geo.Dataset, state: ViewState) -> None:
    found = asked(dataset, state, " Քարվաճառ ")
    assert (found["seq"], found["text"], found["nothing"]) == (7, "Քարվաճառ", None)
    assert [group["label"] for group in found["groups"]] == ["Districts and places", "Events"]
    assert found["groups"][0]["choices"] == [
        {
            "pick": {"district": "kalbajar"},
            "kind": "district",
            "icon": None,
            "title": "Kalbajar",
            "name": "Քարվաճառ",
            "lang": "hy",
            "language": "Armenian, name of its seat",
            "about": "District, East Zangezur",
        },
        {
            "pick": {"place": "kalbajar"},
            "kind": "place",
            "icon": None,
            "title": "Kalbajar",
            "name": "Քարվաճառ",
            "lang": "hy",
            "language": "Armenian",
            "about": "Town in Kalbajar",
        },
    ]
    census = found["groups"][1]["choices"][0]
    assert census["title"] == "Karabakh Armenian census counts residents of Kalbajar (Karvachar)"
    assert (census["name"], census["about"]) == (None, "2005 · Moving in")
    assert census["icon"] == dataset.about.category("moving_in").icon_path


def test_every_choice_is_one_the_page_offers(dataset: geo.Dataset, state: ViewState) -> None:
    for text in ("kalbajar", "k", "mines", "Şuşa"):
        picked = [read_pick(choice["pick"], dataset) for choice in choices(asked(dataset, state, text))]
        assert picked
        assert None not in picked


def test_the_filter_counts_what_it_would_leave(dataset: geo.Dataset, state: ViewState) -> None:
    mines = replace(state, categories=frozenset({"landmine"}), last=TODAY)
    found = asked(dataset, mines, "fuzuli")["filter"]
    left = matches(dataset, selection_of(replace(mines, text="fuzuli"))).sum()
    assert found["count"] == str(left) != "0"
    assert read_text(found["pick"]) == "fuzuli"


def test_nothing_found_says_what_was_tried(dataset: geo.Dataset, state: ViewState) -> None:
    found = asked(dataset, state, "зщгъфпж ab")
    assert (found["groups"], found["filter"]["count"]) == ([], "0")
    assert found["nothing"]["tried"] == [
        "“zshchgfpzh”: as written, by its sound, and with up to 2 letters wrong",
        "“ab”: as written and by its sound",
    ]
    assert asked(dataset, state, "xyzzyxyzzy")["nothing"]["tried"] == [
        "“xyzzyxyzzy”: as written, by its sound, and with up to 2 letters wrong"
    ]
    assert asked(dataset, state, "?!")["nothing"]["tried"] == ["There is no letter or number in it."]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("hy", "Armenian"),
        ("az", "Azerbaijani"),
        ("hy-Latn", "Armenian, in Latin letters"),
        ("qqq", "qqq"),
        ("?", "?"),
    ],
)
def test_languages_are_named(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_a_question_is_read_as_far_as_it_goes() -> None:
    assert read_question({"seq": 3, "text": "k" * 10_000}) == Question(3, "k" * LONGEST_TEXT)
    assert read_text({"text": "  Karvachar  "}) == "Karvachar"
    assert read_text({"text": ""}) == ""


@pytest.mark.parametrize(
    "message", [None, 1, "text", [], {}, {"seq": 1}, {"seq": True, "text": "a"}, {"seq": "1", "text": "a"}]
)
def test_what_is_no_question_is_not_read(message: object) -> None:
    assert read_question(message) is None


@given(JSON)
def test_no_message_breaks_the_reading(dataset: geo.Dataset, message: object) -> None:
    read_question(message)
    read_text(message)
    assert read_pick({"place": message}, dataset) is None or message in dataset.places.index


def test_a_place_opens_its_district_and_is_in_the_address(dataset: geo.Dataset, state: ViewState) -> None:
    before = replace(state, event="unsc-822-1993", list="unplaced")
    there = after_pick(before, Pick("place", "istisu"), dataset)
    assert (there.place, there.district, there.event, there.list) == ("istisu", "kalbajar", None, None)
    query = to_query(there, dataset, TODAY)
    assert query == {"district": "kalbajar", "place": "istisu"}
    assert from_query(query, dataset, TODAY) == (there, ())
    assert view_message(dataset, there)["place"] == dataset.places.index.get_loc("istisu")


@pytest.mark.parametrize(
    "pick",
    [
        Pick("district", "lachin"),
        Pick("district", None),
        Pick("event", "unsc-822-1993"),
        Pick("list", "unplaced"),
    ],
)
def test_another_choice_leaves_the_place(dataset: geo.Dataset, state: ViewState, pick: Pick) -> None:
    there = after_pick(state, Pick("place", "istisu"), dataset)
    assert after_pick(there, pick, dataset).place is None


def test_a_place_that_is_not_there_is_told(dataset: geo.Dataset) -> None:
    state, unknown = from_query({"place": "atlantis"}, dataset, TODAY)
    assert (state.place, unknown) == (None, ("place=atlantis",))
    assert view_message(dataset, state)["place"] == -1


def test_it_says_that_so_many_events_are_not_searched_for_wrong_letters(
    dataset: geo.Dataset, state: ViewState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sizes, "LARGE", 100)
    large = replace(dataset)
    labels = [group["label"] for group in asked(large, state, "kalbajar")["groups"]]
    assert labels == ["Districts and places", "Events, by the words as they are written"]
    monkeypatch.setattr("components.filters.search_field.MOST_READ", 10)
    labels = [group["label"] for group in asked(large, state, "kalbajar")["groups"]]
    assert labels[1] == "Events, by the words as they are written: the best of the latest 10"
    tried = asked(large, state, "xyzzyxyzzy")["nothing"]["tried"]
    assert tried[-1] == (
        "Wrong letters are looked for in the names of districts and places, "
        f"not in {len(dataset.events)} events."
    )


def test_a_day_in_a_question_can_be_gone_to_beside_the_places_that_it_names(
    dataset: geo.Dataset, state: ViewState
) -> None:
    found = asked(dataset, state, "Lachin 1 January 2022")
    picks = [choice["pick"] for choice in choices(found)]
    assert picks[0] == {"day": day_number("2022-01-01")}
    assert {"district": "lachin"} in picks
    picked = read_pick(picks[0], dataset)
    assert picked is not None
    assert after_pick(state, picked, dataset).day == day_number("2022-01-01")
    assert asked(dataset, state, "1 January 1900")["nothing"] is not None
