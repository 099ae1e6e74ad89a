"""Models of the list, the bar, the step, the note and the paper: words, numbers and what pressing chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.claims import claims_model
from components.details.event_record import MACHINE_NOTE, evidence_text
from components.details.frame_rows import event_of, present
from components.details.inline_text import Json, safe_url
from components.details.palette import Palette
from components.details.plain_page import history_address, suggest_address
from components.details.sources import language_name, title_language
from components.stories.maker import opened_model
from components.stories.thumbnail import ground_model, thumbnail
from components.stories.view import MAKE, is_making, is_reading, step_events, step_states, story_of
from components.view.own_story import NEW, OWN
from components.view.selection import view_message
from components.wording.dates_and_counts import (
    day_text,
    days_text,
    interval_text,
    range_text,
    source_count,
    written_date,
)
from geo.dataset.lookup import claims_of, is_event
from geo.dates import day_date, day_number
from geo.i18n import gettext as _
from geo.i18n import language, marked, ngettext, number_text
from geo.stories import Footnote, footnotes, paragraphs, stories_of
from geo.translations import STEPS, STORIES, claim_texts, story_translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.view.state import ViewState
    from geo import Dataset
    from geo.stories import Story

STEP_OF = marked("Step {number} of {count}")
"""Where a step stands in its story."""
_MOST_PICTURES = 2
_DECADE = 10


def list_model(dataset: Dataset, today: int, problems: Sequence[str] = ()) -> Json:
    """Return the list of stories: a card each; `problems` of the file that was opened last."""
    stories = stories_of(dataset)
    palette = Palette(dataset.about)
    return {
        "kind": "list",
        "palette": palette.model,
        "title": _("Stories"),
        "intro": _(
            "A story is a fixed row of views of this map with a text to each. Its sentences name their sources; "
            "every step can be left to explore."
        ),
        "empty": None if stories else _("This dataset has no stories."),
        "ticks": _ticks(dataset, today),
        "ground": ground_model(dataset),
        "cards": [
            _card(dataset, story, today) | {"picture": thumbnail(dataset, story, palette, today)}
            for story in stories
        ],
        "translated": _machine_note(dataset, stories),
        "own": opened_model(list(problems)) | {"pick": dict([MAKE])},
    }


def _card(dataset: Dataset, story: Story, today: int) -> Json:
    sources, steps = story.source_ids, len(story.steps)
    listed = dataset.sources["voice"].reindex(list(sources)).dropna()
    first, last = story.days
    return {
        "id": story.id,
        "title": _story_text(dataset, STORIES, story.id, "title", story.title),
        "years": days_text(first, last, "year"),
        "size": [
            ngettext("{count} step", "{count} steps", steps).format(count=number_text(steps)),
            _minutes(story),
        ],
        "summary": _story_text(dataset, STORIES, story.id, "summary", story.summary),
        "dots": [_percent(dataset, step.day, today) for step in story.steps],
        "sources": _("{sources}, {voices}").format(
            sources=source_count(len(sources)), voices=_voice_count(listed.nunique())
        ),
        "open": {"story": story.id, "step": 1},
        "read": _("Read"),
        "continue": [
            _("Continue at step {step}").format(step=number_text(number)) for number in range(1, steps + 1)
        ],
    }


def _voice_count(count: int) -> str:
    return ngettext("{count} voice", "{count} voices", count).format(count=number_text(count))


def _minutes(story: Story) -> str:
    return ngettext("about {count} minute", "about {count} minutes", story.minutes).format(
        count=number_text(story.minutes)
    )


def _percent(dataset: Dataset, day: int, today: int) -> float:
    first = dataset.about.first_day
    return round(min(max(100 * (day - first) / max(1, today - first), 0), 100), 2)


def _ticks(dataset: Dataset, today: int) -> list[Json]:
    """Return the first year of the record and the decades after it, on the scale of the cards' tracks."""
    start, end = day_date(dataset.about.first_day).year, day_date(today).year
    decades = range((start // _DECADE + 1) * _DECADE, end, _DECADE)
    years = [start, *(year for year in decades if year - start > _DECADE // 2)]
    return [
        {"at": _percent(dataset, day_number(f"{year:04}-01-01"), today), "text": str(year)} for year in years
    ]


def bar_model(dataset: Dataset, state: ViewState) -> Json | None:
    """Return the bar above the map while a story is read: which one, how long it is, and the ways out."""
    if is_making(state):
        return {
            "kind": "bar",
            "palette": Palette(dataset.about).model,
            "all": _("All stories"),
            "title": {"text": _("New story"), "lang": None},
            "size": [_("Set the map and the timeline as a reader shall see them, then add the view.")],
            "keys": [],
            "leave": _("Leave the draft"),
            "link": None,
            "edit": None,
        }
    story = story_of(dataset, state)
    if story is None:
        return None
    steps = len(story.steps)
    return {
        "kind": "bar",
        "palette": Palette(dataset.about).model,
        "all": _("All stories"),
        "title": _story_text(dataset, STORIES, story.id, "title", story.title),
        "size": [
            ngettext("{count} step", "{count} steps", steps).format(count=number_text(steps)),
            _minutes(story),
            source_count(len(story.source_ids)),
        ],
        "keys": [
            {"keys": ["←", "→"], "text": _("step")},
            {"keys": ["Home"], "text": _("first")},
            {"keys": ["Esc"], "text": _("leave")},
        ],
        "leave": _("Leave the story"),
        "edit": {"text": _("Change this story"), "pick": dict([MAKE])} if story.id == OWN else None,
        "link": None  # A person's own story has no address for others.
        if story.id == OWN
        else {
            "label": _("Link to this step"),
            "copied": _("Link copied"),
            "failed": _("Not copied: copy the address from the browser's bar"),
            "language": language(),
        },
    }


def dots_model(dataset: Dataset, state: ViewState, draft: Story | None = None) -> Json | None:
    """Return the steps of the story that is read, or of the draft that is made, as the timeline's dots.

    None where there is neither.
    """
    story = draft if is_making(state) else story_of(dataset, state) if is_reading(state) else None
    if story is None:
        return None
    count = number_text(len(story.steps))
    return {
        "current": state.step,
        "place": _(STEP_OF).format(number=number_text(state.step), count=count) if state.step else "",
        "steps": [
            {
                "day": step.day,
                "text": _("{step}: {title}").format(
                    step=_(STEP_OF).format(number=number_text(number), count=count),
                    title=_story_text(dataset, STEPS, f"{story.id}|{number}", "title", step.title)["text"],
                ),
            }
            for number, step in enumerate(story.steps, 1)
        ],
    }


def step_headings(story: Story) -> list[Json]:
    """Return the place of each step in its story and its title, as a picture of the map says them."""
    count = number_text(len(story.steps))
    return [
        {
            "place_text": _(STEP_OF).format(number=number_text(number), count=count),
            "heading": step.title,
        }
        for number, step in enumerate(story.steps, 1)
    ]


def step_model(dataset: Dataset, state: ViewState) -> Json | None:
    """Return what the panel tells of the step that a state is at; None where no story is read."""
    story = story_of(dataset, state)
    if story is None:
        return None
    step, number, steps = story.steps[state.step - 1], state.step, len(story.steps)
    palette = Palette(dataset.about)
    events = [event for event in step.event_ids if is_event(dataset, event)]
    place = _(STEP_OF).format(number=number_text(number), count=number_text(steps))
    return {
        "kind": "step",
        "palette": palette.model,
        "story": story.id,
        "step": number,
        "place": place,
        "announce": _("{step}: {title}").format(step=place, title=step.title),
        **text_model(dataset, story, number),
        "pictures": _pictures(dataset, events),
        "support": _support(dataset, events, palette),
        "buttons": {
            "previous": _way(story, number - 1),
            "next": _way(story, number + 1),
            "first": _way(story, 1),
            "previous_text": _("Previous step"),
            "explore": _("Explore from here"),
            "end": _("All stories"),
        },
        "translated": _machine_note(dataset, [story], number),
        # A person's own story is theirs to mend.
        "suggest": None if story.id == OWN else suggest_address(story=story.id, step=str(number)),
        "history": None if story.id == OWN else history_address("stories", story.id),
    }


def _way(story: Story, number: int) -> Json | None:
    """Return the way to another step; None where there is no such step."""
    if not 1 <= number <= len(story.steps):
        return None
    return {
        "pick": {"story": story.id, "step": number},
        "text": _("Next: {title}").format(title=story.steps[number - 1].title),
    }


def text_model(dataset: Dataset, story: Story, number: int, marks: Sequence[str] | None = None) -> Json:
    """Return the day, the heading, the paragraphs and the numbered sources of a step.

    `marks` are the sources in the order of their numbers, where those of the whole story are counted through.
    """
    step = story.steps[number - 1]
    key = f"{story.id}|{number}"
    marks = footnotes(step.text) if marks is None else marks
    return {
        "date": day_text(step.day, "long"),
        "title": _story_text(dataset, STEPS, key, "title", step.title),
        "paragraphs": [
            [
                {"note": marks.index(run.source_id) + 1}
                if isinstance(run, Footnote)
                else {"text": run.text, "style": run.style}
                for run in paragraph
            ]
            for paragraph in paragraphs(step.text)
        ],
        "lang": _story_text(dataset, STEPS, key, "text", step.text)["lang"],
        "mark": _("Source {number}"),
        "sources_title": _("Sources of this step"),
        "sources": [source_model(dataset, source) for source in marks],
    }


def source_model(dataset: Dataset, source_id: str) -> Json:
    """Return what is told of a source that a text cites."""
    if source_id not in dataset.sources.index:
        return {
            "name": source_id,
            "title": "",
            "lang": None,
            "language": "",
            "date": "",
            "voice": "",
            "url": None,
        }
    row = dataset.sources.loc[source_id]
    published, publisher, title = (present(row[name]) for name in ("published", "publisher", "title"))
    voices = {voice.id: voice.label for voice in dataset.about.voices}
    return {
        "name": publisher or title or source_id,
        "title": title if publisher else "",
        "lang": title_language(dataset.about, source_id, present(row["language"])),
        "language": language_name(present(row["language"])),
        "date": (written_date(published) or published) if published else _("no date"),
        "voice": voices.get(present(row["voice"]), ""),
        "url": safe_url(present(row["url"])),
    }


def _pictures(dataset: Dataset, events: Iterable[str]) -> list[Json]:
    """Return the numbers of the step's events on which sources differ, on a scale each."""
    found: list[Json] = []
    for event in events:
        claims = claim_texts(dataset, claims_of(dataset, event))
        found += [
            {"title": field["title"], "differ": field["differ"], "picture": field["picture"]}
            for field in claims_model(claims, dataset.about)["fields"]
            if field["picture"]
        ]
    return found[:_MOST_PICTURES]


def _support(dataset: Dataset, events: list[str], palette: Palette) -> Json | None:
    """Return who speaks of the step's events, counted from their claims, and the evidence of each."""
    if not events:
        return None
    named = [claims_of(dataset, event).drop_duplicates("source_id") for event in events]
    voice_of = {
        str(source): str(voice)
        for claims in named
        for source, voice in zip(claims["source_id"], claims["voice"], strict=True)
    }
    counts = [(voice.label, list(voice_of.values()).count(voice.id)) for voice in dataset.about.voices]
    silent = [label for label, count in counts if not count]
    return {
        "title": _("Who says so"),
        "sides": [{"label": label, "count": number_text(count)} for label, count in counts if count],
        "silent": _("No claim on record: {voices}").format(voices=", ".join(silent)) if silent else None,
        "events_title": ngettext("The event of this step", "The events of this step", len(events)),
        "events": [_event(dataset, event, palette) for event in events],
    }


def _event(dataset: Dataset, event_id: str, palette: Palette) -> Json:
    event = event_of(dataset, event_id)
    return {
        "title": present(event["title"]),
        "date": interval_text(int(event["first_day"]), int(event["last_day"]), event["date_precision"]),
        "badge": {**palette.sign(event["evidence"]), "text": evidence_text(event_id, event, dataset)},
    }


def note_model(dataset: Dataset, state: ViewState) -> Json | None:
    """Return the note that leads back to a story that was left to explore; None where none was."""
    if state.story == NEW and state.page != "stories":
        return {
            "kind": "note",
            "palette": Palette(dataset.about).model,
            "title": _("You left a story that you are writing."),
            "text": "",
            "back": {"text": _("Back to the draft"), "pick": dict([MAKE])},
            "close": _("Leave the draft"),
        }
    story = story_of(dataset, state)
    if story is None:
        return None
    return {
        "kind": "note",
        "palette": Palette(dataset.about).model,
        "title": _("You left a story to explore."),
        "text": _("{story} · step {number} of {count}").format(
            story=story.title, number=number_text(state.step), count=number_text(len(story.steps))
        ),
        "back": {
            "text": _("Back to step {number}").format(number=number_text(state.step)),
            "pick": {"story": story.id, "step": state.step},
        },
        "close": _("Leave the story"),
    }


def paper_model(dataset: Dataset, state: ViewState) -> Json | None:
    """Return the whole story for paper: each step with its text and sources."""
    story = story_of(dataset, state)
    if story is None:
        return None
    steps = len(story.steps)
    first, last = story.days
    return {
        "kind": "paper",
        "palette": Palette(dataset.about).model,
        "title": _story_text(dataset, STORIES, story.id, "title", story.title),
        "years": range_text(first, last),
        "summary": _story_text(dataset, STORIES, story.id, "summary", story.summary),
        "steps": [
            {
                "place": _(STEP_OF).format(number=number_text(number), count=number_text(steps)),
                **text_model(dataset, story, number),
            }
            for number in range(1, steps + 1)
        ],
        "translated": _machine_note(dataset, [story]),
    }


def telling(dataset: Dataset, story: Story, state: ViewState, today: int) -> Json:
    """Return a whole story as a map in a file of its own tells it: the view, the text and the sources of each step.

    Parameters
    ----------
    dataset
        Whose events the file holds.
    story, state
        The story, and a state in the language of the page.
    today
        The last day of the timeline, in days since 1970-01-01.
    """
    states = step_states(dataset, story, state, today)
    return {
        "id": story.id,
        "title": _story_text(dataset, STORIES, story.id, "title", story.title),
        "steps": [
            {
                "view": view_message(dataset, view, step_events(dataset, view)),
                "place": heading["place_text"],
                **text_model(dataset, story, number),
            }
            for number, (view, heading) in enumerate(zip(states, step_headings(story), strict=True), 1)
        ],
    }


def _story_text(dataset: Dataset, table: str, key: str, name: str, text: str) -> Json:
    """Return a text of a story with its language where it is not the page's."""
    is_own = key.split("|", maxsplit=1)[0] == OWN  # Nobody knows the language of a person's own.
    is_english = (
        not is_own
        and dataset.spoken is not None
        and story_translation(dataset, table, key, name, text) is None
    )
    return {"text": text, "lang": "en" if is_english else None}


def _machine_note(dataset: Dataset, stories: Iterable[Story], number: int | None = None) -> str | None:
    """Return the mark of what a program translated: of titles and summaries, or of a step or all steps too."""
    found = [
        story_translation(dataset, STORIES, story.id, name, text)
        for story in stories
        for name, text in (("title", story.title), ("summary", story.summary))
    ]
    found += [
        story_translation(dataset, STEPS, f"{story.id}|{position}", name, text)
        for story in stories
        for position, step in enumerate(story.steps, 1)
        if number in {None, position}
        for name, text in (("title", step.title), ("text", step.text))
    ]
    return _(MACHINE_NOTE) if any(one is not None and one.is_by_machine for one in found) else None
