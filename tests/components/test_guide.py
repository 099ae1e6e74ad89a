"""The ways past the head lead to what the part of the page has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.guide import guide_model
from components.view.state import Page, ViewState

STATE = ViewState(day=100, first=50, last=150)


@pytest.mark.parametrize(
    ("page", "ways"),
    [
        ("map", ["map", "details", "timeline"]),
        ("figures", ["charts", "details", "timeline"]),
        ("disagreements", ["text"]),
        ("about", ["text"]),
        ("stories", ["text"]),
    ],
)
def test_the_ways_lead_to_what_is_there(page: Page, ways: list[str]) -> None:
    assert [link["to"] for link in guide_model(replace(STATE, page=page), "Title")["links"]] == ways


def test_a_story_that_is_read_has_a_map() -> None:
    state = replace(STATE, page="stories", story="kalbajar", step=1)
    assert guide_model(state, "Title")["links"][0]["to"] == "map"


def test_every_key_says_what_it_does_and_every_part_has_a_name() -> None:
    model = guide_model(STATE, "Title")
    rows = [row for group in model["keys"]["groups"] for row in group["rows"]]
    assert all(row["keys"] and row["text"] for row in rows)
    assert {part["role"] for part in model["parts"]} == {"navigation", "search", "region"}
    assert len({part["label"] for part in model["parts"]}) == len(model["parts"])
