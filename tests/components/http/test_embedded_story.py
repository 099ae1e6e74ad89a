"""A story in an embed: its step is in the page, told in the language of the address, and hostile texts stay texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from geo.dates import day_number
from geo.stories import stories_of
from tests.components.stories.made_up_story import told_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset


def data_of(text: str) -> dict[str, Any]:
    [held] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    found: dict[str, Any] = json.loads(held)
    return found


def test_an_embed_tells_a_story_from_the_step_of_its_address(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    story = stories_of(karabakh)[0]
    told = data_of(client.get(f"/embed?story={story.id}&step=3").text)
    assert (told["story"]["id"], told["story"]["step"], len(told["story"]["steps"])) == (
        story.id,
        3,
        len(story.steps),
    )
    assert told["view"]["day"] == told["story"]["steps"][2]["view"]["day"] == story.steps[2].day
    assert f"story={story.id}&step=3" in told["page"]
    assert data_of(client.get(f"/embed?story={story.id}").text)["story"]["step"] == 1


def test_without_a_story_or_with_one_that_there_is_not_it_is_a_map(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    for query in ("", "?story=nothing", "?story=new", "?story=own&step=2"):
        assert data_of(client.get(f"/embed{query}").text)["story"] is None, query
    told = data_of(client.get("/embed?day=1993-04-03&story=new").text)
    assert told["view"]["day"] == day_number("1993-04-03")


def test_texts_that_attack_stay_texts(client_of: Callable[[Dataset], TestClient], karabakh: Dataset) -> None:
    text = client_of(told_dataset(karabakh)).get("/embed?story=one&step=2").text
    assert data_of(text)["story"]["step"] == 2
    assert "<img src=x" not in text
    assert "</script><script>" not in text
