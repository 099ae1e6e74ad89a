"""What the maker is told: the view on the map, what was found in the draft, and what can be cited."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from components.stories.maker import draft_of, maker_model, opened_model, read_draft, story_of_draft
from components.view.own_story import OWN
from components.view.state import default_state
from geo.dataset.lookup import claims_of
from geo.dates import day_number
from geo.stories import StoryFileError
from tests.components.stories.made_up_story import ATTACK, DISPLACEMENT

if TYPE_CHECKING:
    import geo

TODAY = day_number("2026-11-21")
STEP = {
    "title": "Many left",
    "text": "",
    "day": "1993-04-03",
    "from": "1993-01-01",
    "to": "1993-12-31",
    "district": "",
    "events": [DISPLACEMENT],
    "place": "",
    "sources": [],
}


def draft(*steps: dict[str, Any], **others: object) -> dict[str, Any]:
    content = {
        "format": "liberated-districts-story",
        "version": 1,
        "title": "Mine",
        "summary": "",
        "steps": steps,
    }
    return {"number": 3, "text": json.dumps(content | others)}


def checked(dataset: geo.Dataset, given: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = maker_model(dataset, default_state(dataset, TODAY), given, None)["checked"]
    return json.loads(json.dumps(found)) if found else {}


def test_the_view_that_would_become_a_step_is_told_in_ids_and_in_words(dataset: geo.Dataset) -> None:
    state = replace(
        default_state(dataset, TODAY), day=day_number("1993-04-03"), district="kalbajar", event=DISPLACEMENT
    )
    view = maker_model(dataset, state, None, None)["view"]
    assert (view["day"], view["district"], view["events"]) == ("1993-04-03", "kalbajar", [DISPLACEMENT])
    assert view["text"].startswith("3 Apr 1993 · Kalbajar · ")


def test_a_number_that_no_claim_has_is_told_with_its_step(dataset: geo.Dataset) -> None:
    source = str(claims_of(dataset, DISPLACEMENT)["source_id"].iloc[0])
    wrong = {**STEP, "text": f"In all 7654321 left.[^{source}]", "sources": [source]}
    first, second = checked(dataset, draft(STEP, wrong))["steps"]
    assert first["findings"] == []
    assert [(one["severity"], one["text"].split(":")[0]) for one in second["findings"]] == [
        ("error", "7654321")
    ]


def test_the_sources_of_the_events_of_a_step_are_offered(dataset: geo.Dataset) -> None:
    [step] = checked(dataset, draft(STEP))["steps"]
    claimed = set(claims_of(dataset, DISPLACEMENT)["source_id"])
    assert {one["id"] for one in step["sources"]} == claimed
    assert all(one["name"] for one in step["sources"])
    [nothing] = checked(dataset, draft({**STEP, "events": []}))["steps"]
    assert nothing["sources"] == []


def test_a_draft_that_cannot_be_read_says_why(dataset: geo.Dataset) -> None:
    found = checked(dataset, draft({**STEP, "day": "someday"}))
    assert found["steps"] == []
    assert "someday" in found["problems"][0]


@pytest.mark.parametrize(
    "value", [None, 3, "text", {}, {"text": "x"}, {"number": True, "text": "x"}, {"number": 1, "text": 2}]
)
def test_what_is_no_draft_is_none(value: object) -> None:
    assert read_draft(value) is None


def test_a_draft_becomes_the_persons_own_story_and_back() -> None:
    given = read_draft(draft(STEP))
    assert given is not None
    story = story_of_draft(given)
    assert (story.id, story.title, len(story.steps)) == (OWN, "Mine", 1)
    assert draft_of(story)["steps"] == [STEP]
    with pytest.raises(StoryFileError):
        story_of_draft({"number": 1, "text": "{"})
    attacked = story_of_draft(draft({**STEP, "text": ATTACK}, title=ATTACK[:200]))
    assert attacked.steps[0].text == ATTACK


def test_of_many_problems_of_a_file_some_are_told_and_the_rest_counted() -> None:
    told = opened_model([f"problem {number}" for number in range(20)])
    assert (len(told["problems"]), told["more"]) == (8, "and 12 more")
    assert opened_model([])["more"] is None
