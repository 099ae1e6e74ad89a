"""Models of the maker: the view that would become a step, and what the record says of each step of a draft.

The draft itself lives in the browser. Python sees it as a story file, which is as untrusted as any other.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from components.details.frame_rows import present
from components.details.palette import Palette
from components.view.own_story import OWN
from components.wording.dates_and_counts import day_text
from geo.dataset.lookup import claims_of, is_event, row_of
from geo.dates import day_date
from geo.i18n import (
    browser_formats,
    browser_strings,
    counted,
    language_tag,
    marked,
    number_text,
    sentence_text,
)
from geo.i18n import gettext as _
from geo.stories import StoryFileError, findings, read_story, write_story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from components.view.state import ViewState
    from geo import Dataset
    from geo.stories import Finding, Step, Story

Json = dict[str, Any]

MOST_SOURCES = 60
"""Sources that are offered for a step; an event of the record has fewer."""

WORDS: dict[str, str] = {
    "title": marked("Make a story"),
    "kept": marked("Kept in this browser"),
    "not_kept": marked("This browser keeps nothing: save the story before you leave"),
    "story_title": marked("Title of the story"),
    "summary": marked("Summary in one or two sentences"),
    "steps": marked("Steps"),
    "reorder": marked("drag, or Alt with the arrow keys"),
    "sort": marked("Sort by day"),
    "empty": marked(
        "There is no step yet. Set the map and the timeline as a reader shall see them, then add the view."
    ),
    "add": marked("Add this view as a step"),
    "now": marked("Now on the map: {view}"),
    "step_title": marked("Title of step {number}"),
    "step_text": marked("Text of step {number}"),
    "text_hint": marked("A blank line begins a paragraph, *one* star around words slants them, **two** make them bold"),
    "open": marked("Open step {number}"),
    "view": marked("View: {view}"),
    "replace": marked("Replace with this view"),
    "show": marked("Show on the map"),
    "keep_look": marked("Hold the map's place and zoom"),
    "bold": marked("Bold"),
    "slanted": marked("Slanted"),
    "source_mark": marked("Source mark"),
    "no_sources": marked("Open an event on the map and replace the view: its sources are offered here"),
    "sources": marked("Sources that the text names"),
    "up": marked("Move step {number} up"),
    "down": marked("Move step {number} down"),
    "remove": marked("Remove step {number}"),
    "moved": marked("Step moved to place {number}"),
    "removed": marked("Step removed"),
    "undo": marked("Undo"),
    "added": marked("Step {number} added"),
    "preview": marked("Preview"),
    "save": marked("Save the story"),
    "clear": marked("Begin a new story"),
    "untitled": marked("Step without a title"),
}  # fmt: skip
COUNTED = {"words": counted("{count} word", "{count} words")}
"""The words of the maker, for the message catalogue."""


def maker_model(
    dataset: Dataset, state: ViewState, draft: Mapping[str, Any] | None, load: Json | None
) -> Json:
    """Return what the maker needs: the view on the map, and what was found in the draft that the browser sent last.

    Parameters
    ----------
    dataset, state
        What is shown.
    draft
        Of :func:`read_draft`; None before the browser has sent one.
    load
        A story that the person wants to change, as the browser keeps one, with a number; None for none.
    """
    return {
        "kind": "maker",
        "palette": Palette(dataset.about).model,
        "strings": browser_strings(WORDS, COUNTED),
        "locale": language_tag(),
        "formats": browser_formats(),
        "view": _view_now(dataset, state),
        "checked": _checked(dataset, draft) if draft else None,
        "load": load,
    }


def read_draft(value: object) -> Json | None:
    """Read a draft as the browser sends it: ``{"number": int, "text": the story as a file}``; None for all else."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return None
    number = value.get("number")
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return {"number": number, "text": value["text"]}


def story_of_draft(draft: Json) -> Story:
    """Return the story of a draft, as the person's own.

    Raises
    ------
    StoryFileError
        When it is none that can be read.
    """
    return as_own(read_story(draft["text"].encode("utf-8", "replace"), _("This story")))


def as_own(story: Story) -> Story:
    """Return a story under the name that a person's own has in the address."""
    return replace(story, id=OWN)


def draft_of(story: Story) -> Json:
    """Return a story as the browser keeps it."""
    content: Json = json.loads(write_story(story))
    return content


def _view_now(dataset: Dataset, state: ViewState) -> Json:
    event = state.event if state.event and is_event(dataset, state.event) else None
    return {
        "day": day_date(state.day).isoformat(),
        "from": day_date(state.first).isoformat(),
        "to": day_date(state.last).isoformat(),
        "district": state.district or "",
        "events": [event] if event else [],
        "place": state.place or "",
        "text": _view_text(dataset, state.day, state.district or "", [event] if event else []),
    }


def _view_text(dataset: Dataset, day: int, district: str, events: list[str]) -> str:
    """Say what a view shows: its day, its district and its first event, those that the record has."""
    parts = [day_text(day)]
    if district in dataset.districts.index:
        parts.append(str(dataset.districts["name"].loc[district]))
    known = [event for event in events if is_event(dataset, event)]
    if known:
        parts.append(str(dataset.events["title"].iloc[row_of(dataset, known[0])]))
    return " · ".join(parts)


def _checked(dataset: Dataset, draft: Mapping[str, Any]) -> Json:
    try:
        story = story_of_draft(dict(draft))
    except StoryFileError as error:
        return {
            "number": draft["number"],
            "problems": [str(problem) for problem in error.problems],
            "steps": [],
        }
    wrong = list(findings(dataset, story))
    return {
        "number": draft["number"],
        "problems": [],
        "steps": [
            {
                "view": _view_text(dataset, step.day, step.district_id, list(step.event_ids)),
                "day": day_text(step.day),
                "sources": _sources(dataset, step),
                "findings": [
                    {"severity": found.severity, "text": _finding_text(found)}
                    for found in wrong
                    if found.step == number
                ],
            }
            for number, step in enumerate(story.steps, 1)
        ],
    }


def _finding_text(found: Finding) -> str:
    return _("{value}: expected {expected}. {remedy}.").format(
        value=found.value, expected=sentence_text(found.expected), remedy=sentence_text(found.remedy)
    )


def _sources(dataset: Dataset, step: Step) -> list[Json]:
    """Return the sources that a step can cite: of its events, of its district, and those that it cites already."""
    ids = dict.fromkeys(step.source_ids)
    for event in (one for one in step.event_ids if is_event(dataset, one)):
        ids |= dict.fromkeys(str(source) for source in claims_of(dataset, event)["source_id"])
    facts, periods = dataset.district_facts, dataset.control_periods
    of_district = periods["district_id"] == step.district_id
    for named in periods.loc[of_district, "source_ids"]:
        ids |= dict.fromkeys(str(source) for source in named)
    ids |= dict.fromkeys(
        str(source) for source in facts.loc[facts["district_id"] == step.district_id, "source_id"]
    )
    known = [source for source in ids if source in dataset.sources.index]
    return [{"id": source, "name": _source_name(dataset, source)} for source in known[:MOST_SOURCES]]


def _source_name(dataset: Dataset, source: str) -> str:
    row = dataset.sources.loc[source]
    publisher, title, published = (present(row[name]) for name in ("publisher", "title", "published"))
    return ", ".join(part for part in (publisher or title or source, published) if part)


def opened_model(problems: list[str]) -> Json:
    """Return what the list says of own stories: how one is made and opened, and what was wrong with the last file."""
    return {
        "make": _("Make a story"),
        "open": _("Open a story file"),
        "about": _("A story of your own stays in this browser until you save it as a file."),
        "go_on": _("Go on with your draft"),
        "problems_title": _("This file cannot be opened as a story:"),
        "problems": problems[:MOST_PROBLEMS],
        "more": _("and {count} more").format(count=number_text(len(problems) - MOST_PROBLEMS))
        if len(problems) > MOST_PROBLEMS
        else None,
    }


MOST_PROBLEMS = 8
