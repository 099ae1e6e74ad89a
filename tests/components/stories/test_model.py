"""What list, bar, step, note and paper say: the text with its sources, and what is computed from the claims."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from components.stories.model import bar_model, dots_model, list_model, note_model, paper_model, step_model
from components.stories.view import step_view
from components.view.own_story import NEW
from components.view.state import default_state
from geo.dataset.lookup import claims_of
from geo.dataset.translations import Texts, Translation
from geo.dates import day_number
from geo.i18n import speaking
from geo.stories import stories_of
from geo.translations import translated_dataset
from tests.components.stories.made_up_story import ATTACK, DISPLACEMENT, told_dataset

if TYPE_CHECKING:
    import geo

TODAY = day_number("2026-11-21")


@pytest.fixture(scope="module")
def told(dataset: geo.Dataset) -> geo.Dataset:
    return told_dataset(dataset)


def reading(told: geo.Dataset, step: int = 1) -> Any:  # noqa: ANN401 - a view
    state = replace(default_state(told, TODAY), page="stories", story="one", step=step)
    return step_view(told, state, TODAY)


def sent(model: object) -> dict[str, Any]:
    """The model as the browser gets it."""
    found: dict[str, Any] = json.loads(json.dumps(model))
    return found


def test_a_card_tells_years_steps_minutes_sources_and_days(told: geo.Dataset) -> None:
    shown = sent(list_model(told, TODAY))
    [card] = shown["cards"]
    assert card["years"] == "1993–2020"
    assert card["size"] == ["2 steps", "about 1 minute"]
    assert card["sources"] == "1 source, 1 voice"
    assert card["open"] == {"story": "one", "step": 1}
    assert card["continue"] == ["Continue at step 1", "Continue at step 2"]
    first, second = card["dots"]
    assert 0 < first < second < 100
    assert shown["ticks"][0] == {"at": 0, "text": "1988"}
    assert [tick["text"] for tick in shown["ticks"][1:]] == ["2000", "2010", "2020"]
    assert shown["empty"] is None


def test_the_timelines_dots_are_the_steps_of_the_story_that_is_read(told: geo.Dataset) -> None:
    dots = sent(dots_model(told, reading(told, 2)))
    assert dots["current"] == 2
    assert [step["text"].split(":")[0] for step in dots["steps"]] == ["Step 1 of 2", "Step 2 of 2"]
    assert dots["steps"][0]["day"] < dots["steps"][1]["day"]
    assert dots_model(told, replace(reading(told), page="map")) is None


def test_the_timelines_dots_are_those_of_the_draft_while_a_story_is_made(told: geo.Dataset) -> None:
    making = replace(default_state(told, TODAY), page="stories", story=NEW)
    [draft] = stories_of(told)
    dots = sent(dots_model(told, making, draft))
    assert (dots["current"], dots["place"], len(dots["steps"])) == (0, "", 2)
    assert dots_model(told, making) is None


def test_a_dataset_without_stories_says_so(dataset: geo.Dataset) -> None:
    shown = list_model(replace(dataset, stories=None, story_steps=None), TODAY)
    assert shown["cards"] == []
    assert shown["empty"] == "This dataset has no stories."


def test_a_step_numbers_its_sources_in_the_order_of_the_text(told: geo.Dataset) -> None:
    shown = sent(step_model(told, reading(told)))
    assert (shown["place"], shown["date"], shown["title"]["text"]) == (
        "Step 1 of 2",
        "3 April 1993",
        "Over the pass",
    )
    assert shown["announce"] == "Step 1 of 2: Over the pass"
    assert shown["paragraphs"] == [
        [{"text": "Many", "style": "em"}, {"text": " left.", "style": "plain"}, {"note": 1}],
        [{"text": "Others say so too.", "style": "plain"}, {"note": 2}, {"note": 1}],
    ]
    known, unknown = shown["sources"]
    row = told.sources.loc[claims_of(told, DISPLACEMENT)["source_id"].iloc[0]]
    assert known["name"] == row["publisher"]
    assert known["voice"] in {voice.label for voice in told.about.voices}
    assert {name for name, value in unknown.items() if value} == {"name"}
    assert unknown["name"] == "no-such-source"


def test_who_says_so_is_counted_from_the_claims_of_the_steps_events(told: geo.Dataset) -> None:
    support = sent(step_model(told, reading(told)))["support"]
    named = claims_of(told, DISPLACEMENT).drop_duplicates("source_id")
    labels = {voice.id: voice.label for voice in told.about.voices}
    expected = {labels[str(voice)]: str(count) for voice, count in named["voice"].value_counts().items()}
    assert {side["label"]: side["count"] for side in support["sides"]} == expected
    assert all(label in support["silent"] for label in labels.values() if label not in expected)
    [event] = support["events"]
    assert event["badge"]["evidence"] == told.events.loc[DISPLACEMENT, "evidence"]


def test_the_range_of_a_disputed_figure_is_drawn(told: geo.Dataset) -> None:
    [figure] = sent(step_model(told, reading(told)))["pictures"]
    assert figure["title"] == "People displaced"
    assert [mark["text"] for mark in figure["picture"]["marks"]] == ["53,340", "60,000"]


def test_the_ways_end_with_the_story(told: geo.Dataset) -> None:
    first, last = (sent(step_model(told, reading(told, step)))["buttons"] for step in (1, 2))
    assert (first["previous"], first["next"]["pick"]) == (None, {"story": "one", "step": 2})
    assert (last["previous"]["pick"], last["next"]) == ({"story": "one", "step": 1}, None)


def test_hostile_words_come_through_as_letters_and_no_link(told: geo.Dataset) -> None:
    """What Markdown or HTML would be is text; the browser makes text nodes of it."""
    letters = " ".join(ATTACK.replace("*", "").split())
    step = sent(step_model(told, reading(told, 2)))
    assert step["title"]["text"].endswith(ATTACK)
    text = "".join(run["text"] for paragraph in step["paragraphs"] for run in paragraph)
    assert text.replace("*", "") == f"Words {letters}"
    assert step["sources"] == []
    assert step["support"] is None
    assert sent(bar_model(told, reading(told)))["title"]["text"].endswith(ATTACK)
    assert ATTACK in sent(note_model(told, replace(reading(told), page="map")))["text"]


def test_only_web_addresses_are_links(told: geo.Dataset) -> None:
    source = str(claims_of(told, DISPLACEMENT)["source_id"].iloc[0])
    sources = told.sources.assign(url="javascript:alert(1)")
    shown = sent(step_model(replace(told, sources=sources), reading(told)))
    assert shown["sources"][0]["url"] is None
    sources = told.sources.assign(url="https://example.org/one")
    shown = sent(step_model(replace(told, sources=sources), reading(told)))
    assert shown["sources"][0] == {**shown["sources"][0], "url": "https://example.org/one"}
    assert source in told.sources.index


def test_the_note_leads_back_and_the_paper_has_every_step(told: geo.Dataset) -> None:
    note = sent(note_model(told, replace(reading(told, 2), page="map")))
    assert note["back"] == {"text": "Back to step 2", "pick": {"story": "one", "step": 2}}
    paper = sent(paper_model(told, reading(told)))
    assert [step["place"] for step in paper["steps"]] == ["Step 1 of 2", "Step 2 of 2"]
    assert paper["steps"][0]["sources"] == sent(step_model(told, reading(told)))["sources"]


def test_nothing_is_told_without_a_story(told: geo.Dataset) -> None:
    state = default_state(told, TODAY)
    assert [model(told, state) for model in (bar_model, step_model, note_model, paper_model)] == [None] * 4


def test_a_story_is_told_in_the_language_with_the_mark_and_falls_back_to_english(told: geo.Dataset) -> None:
    texts = Texts(
        "az",
        {
            ("stories", "one", "title"): Translation(f"One {ATTACK}", "Bir"),
            ("story_steps", "one|1", "title"): Translation("Over the pass", "Aşırımdan"),
            ("story_steps", "one|2", "title"): Translation("An older wording", "Köhnə"),
        },
    )
    with speaking("az"):
        other = translated_dataset(replace(told, texts={"az": texts}))
        one, two = (sent(step_model(other, reading(told, step))) for step in (1, 2))
        listed = sent(list_model(other, TODAY))
    assert one["title"] == {"text": "Aşırımdan", "lang": None}
    assert one["lang"] == "en"
    assert one["translated"]
    assert two["title"]["lang"] == "en"
    assert two["title"]["text"].startswith("Then ")
    assert listed["cards"][0]["title"] == {"text": "Bir", "lang": None}
    assert listed["cards"][0]["summary"]["lang"] == "en"
    assert sent(step_model(told, reading(told)))["translated"] is None
