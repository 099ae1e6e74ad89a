"""Models of the plain pages of stories: the list, a story with all its steps and maps, and a step by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.details.frame_rows import event_of
from components.http.addresses import plain_path
from components.http.locator import locator
from components.stories.model import STEP_OF, list_model, source_model, text_model
from components.wording.dates_and_counts import day_text, range_text
from geo.dataset.lookup import is_event
from geo.i18n import gettext as _
from geo.i18n import language, marked, number_text
from geo.spatial.look import read_look
from geo.stories import footnotes, plain_text, stories_of

if TYPE_CHECKING:
    from components.http.answers import Asked
    from geo.stories import Step, Story

Json = dict[str, Any]

LOCATOR = marked("Control of the districts on {date}")
"""What the map of a day is called."""


def names(asked: Asked) -> dict[str, int]:
    """Return the stories of a dataset with how many steps each has."""
    return {story.id: len(story.steps) for story in stories_of(asked.dataset)}


def stories_page(asked: Asked) -> Json:
    """Return the list of stories."""
    listed = list_model(asked.told, asked.today)
    return {
        "title": listed["title"],
        "hint": listed["intro"],
        "empty": listed["empty"],
        "machine": listed["translated"] or "",
        "cards": listed["cards"],
    }


def story_page(asked: Asked, name: str) -> Json:
    """Return a story with all its steps, each with the map of its day, and its sources at the end, each once."""
    story = _story(asked, name)
    marks = tuple(dict.fromkeys(source for step in story.steps for source in footnotes(step.text)))
    told = [
        _step(asked, story, number) | text_model(asked.told, story, number, marks) | {"sources": []}
        for number in range(1, len(story.steps) + 1)
    ]
    holders = {one["label"]: one for step in told if step["locator"] for one in step["locator"]["legend"]}
    return _head(asked, story) | {
        "title": story.title,
        "steps": told,
        "legend": list(holders.values()),
        "sources": [source_model(asked.told, source) for source in marks],
    }


def step_page(asked: Asked, name: str, number: int) -> Json:
    """Return a step of a story, the first is 1."""
    story = _story(asked, name)
    step = story.steps[number - 1]
    return _head(asked, story) | {
        "title": step.title,
        "number": number,
        "summary": plain_text(step.text),
        "steps": [_step(asked, story, number)],
        "before": _other(story, number - 1),
        "after": _other(story, number + 1),
    }


def _story(asked: Asked, name: str) -> Story:
    return next(story for story in stories_of(asked.told) if story.id == name)


def _head(asked: Asked, story: Story) -> Json:
    first, last = story.days
    listed = list_model(asked.told, asked.today)
    card = next(card for card in listed["cards"] if card["id"] == story.id)
    return {
        "id": story.id,
        "story": story.title,
        "summary": story.summary,
        "size": card["size"],
        "years": range_text(first, last),
        "machine": listed["translated"] or "",
        "number": 0,
        "legend": [],
        "sources": [],
        "before": None,
        "after": None,
    }


def _other(story: Story, number: int) -> Json | None:
    if not 1 <= number <= len(story.steps):
        return None
    return {"name": f"{story.id}/{number}", "title": story.steps[number - 1].title}


def _step(asked: Asked, story: Story, number: int) -> Json:
    step = story.steps[number - 1]
    day = min(step.day, asked.today)
    count = len(story.steps)
    return text_model(asked.told, story, number) | {
        "number": number,
        "name": f"{story.id}/{number}",
        "place": _(STEP_OF).format(number=number_text(number), count=number_text(count)),
        "locator": _locator(asked, step),
        "map": f"{plain_path('story', f'{story.id}/{number}', language())}/map.svg",
        "locator_day": day_text(day),
        "events": [
            {"id": event, "title": str(event_of(asked.told, event)["title"])}
            for event in step.event_ids
            if is_event(asked.dataset, event)
        ],
    }


def map_model(asked: Asked, name: str, number: int) -> Json | None:
    """Return the map of a step of a story, the first is 1; None where no outline is published."""
    step = _story(asked, name).steps[number - 1]
    day = day_text(min(step.day, asked.today))
    drawn = _locator(asked, step)
    return drawn and drawn | {"label": _(LOCATOR).format(date=day)}


def _locator(asked: Asked, step: Step) -> Json | None:
    day = min(step.day, asked.today)
    districts = (step.district_id,) if step.district_id else ()
    return locator(asked.dataset, asked.told, day, districts, _point(asked, step), look=read_look(step.at))


def _point(asked: Asked, step: Step) -> tuple[float, float] | None:
    """Return where the first event of a step that has a place on the map happened."""
    for name in step.event_ids:
        if is_event(asked.dataset, name):
            event = event_of(asked.dataset, name)
            if event["placing"] == "point":
                return float(event["lon"]), float(event["lat"])
    return None
