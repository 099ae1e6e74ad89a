"""Plain pages of stories: all steps with their maps, each step by itself, in every language, whatever the texts are."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

import pytest

from components.http.addresses import plain_path
from components.http.locator import locator
from geo.dates import day_number
from geo.i18n import LANGUAGES
from geo.stories import stories_of
from tests.components.http.test_plain_pages import Page, assert_is_plain
from tests.components.stories.made_up_story import told_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset

LARGEST_BYTES = 60_000
"""Of a step's page as it is sent."""
LARGEST_STORY = 60_000
"""Of a story's page before it is packed: its text in the longest script, and no map."""
SHAPES = {"svg", "defs", "pattern", "rect", "path", "title", "circle"}


def assert_marks_lead_to_sources(page: Page) -> None:
    """The marks of a page count its sources, each of which some mark leads to."""
    marks = [link["href"] for link in page.all("a") if re.fullmatch(r"#s\d+", str(link["href"]))]
    listed = [item["id"] for item in page.all("li") if item.get("id")]
    assert listed == [f"s{at + 1}" for at in range(len(listed))]
    assert list(dict.fromkeys(marks)) == [f"#{name}" for name in listed]


def elements_of(drawing: str) -> list[str]:
    """The names of what a drawing holds."""
    parser, names = expat.ParserCreate(), []
    parser.StartElementHandler = lambda name, _attributes: names.append(name)
    parser.Parse(drawing, True)  # noqa: FBT003 - The whole text: it has no name.
    return names


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_story_and_step_has_a_page(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    listed = client.get(plain_path("stories", code=code)).text
    every = stories_of(karabakh)
    for story in every:
        assert f'href="{plain_path("story", story.id, code)}"' in listed
    for story in every if code == "en" else every[:1]:
        path = plain_path("story", story.id, code)
        answer = client.get(path)
        assert answer.status_code == 200
        page = assert_is_plain(answer.text)
        assert [one["id"] for one in page.all("section")] == [
            *(f"step-{at + 1}" for at in range(len(story.steps))),
            "sources",
        ]
        assert len(page.all("figure")) == len(story.steps)
        ids = [attributes["id"] for _tag, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        assert_marks_lead_to_sources(page)
        pictures = [one["src"] for one in page.all("img")]
        assert pictures == [f"{path}/{at + 1}/map.svg" for at in range(len(story.steps))]
        drawing = client.get(str(pictures[0]))
        assert drawing.headers["content-type"].startswith("image/svg+xml")
        assert set(elements_of(drawing.text)) <= SHAPES
        assert len(answer.content) < LARGEST_STORY, f"{story.id}: {len(answer.content)}"
    first = every[0]
    step = client.get(plain_path("story", f"{first.id}/2", code))
    page = assert_is_plain(step.text)
    ways = {link["rel"]: link["href"] for link in page.all("a") if link.get("rel") in {"prev", "next"}}
    assert ways == {
        "prev": plain_path("story", f"{first.id}/1", code),
        "next": plain_path("story", f"{first.id}/3", code),
    }
    assert len(gzip.compress(step.content)) < LARGEST_BYTES


def test_a_step_says_its_text_with_marks_that_lead_to_its_sources(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    text = client_of(karabakh).get("/story/kalbajar/3").text
    page = assert_is_plain(text)
    assert_marks_lead_to_sources(page)
    assert "/?page=stories&amp;story=kalbajar&amp;step=3" in text


def test_what_is_no_story_or_step_has_no_page(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset, made_up: Dataset
) -> None:
    client = client_of(karabakh)
    for path in (
        "/story/nothing",
        "/story/kalbajar/0",
        "/story/kalbajar/999",
        "/story/kalbajar/x",
        "/story/nothing/1",
        "/story/kalbajar/999/map.svg",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/story/Kalbajar").headers["location"] == "/story/kalbajar"
    assert "/stories" not in client_of(made_up).get("/events").text


def test_texts_that_attack_stay_texts(client_of: Callable[[Dataset], TestClient], karabakh: Dataset) -> None:
    client = client_of(told_dataset(karabakh))
    for path in ("/stories", "/story/one", "/story/one/1", "/story/one/2"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert_is_plain(answer.text)
        assert "<img src=x" not in answer.text
    drawing = client.get("/story/one/2/map.svg")
    assert set(elements_of(drawing.text)) <= SHAPES
    assert "default-src 'none'" in drawing.headers["content-security-policy"]


def test_the_site_map_names_the_stories(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    text = client_of(karabakh).get("/sitemap.xml").text
    for path in ("/stories", "/az/story/kalbajar"):
        assert f"<loc>http://testserver{path}</loc>" in text


def test_a_look_shows_a_part_of_the_drawing_and_nothing_beyond_it(karabakh: Dataset) -> None:
    day = day_number("1993-04-03")
    whole = locator(karabakh, karabakh, day)
    assert whole is not None
    assert (whole["box"], whole["unit"]) == (f"0 0 {whole['width']} {whole['height']}", 1)
    for look, is_part in (
        ((40.1065, 46.0383, 9.5), True),
        ((-80.0, 170.0, 22.0), True),
        ((40.0, 46.5, 5.0), False),
    ):
        seen = locator(karabakh, karabakh, day, look=look)
        assert seen is not None
        left, top, wide, high = (float(number) for number in seen["box"].split())
        assert min(left, top) >= 0
        assert left + wide <= whole["width"] + 0.1
        assert top + high <= whole["height"] + 0.1
        assert (seen["unit"] < 1) == is_part
