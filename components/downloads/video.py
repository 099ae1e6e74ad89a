"""The model of the video: what its dialog says, and the stories that can be shown in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from components.downloads import files
from components.stage import folium_map as event_map
from components.stage.stage import CHANNEL
from components.stories import step_events, step_headings, step_states
from components.view.own_story import known_stories
from components.view.selection import selection_of, view_message
from components.wording import map_words
from components.wording.dates_and_counts import range_text
from components.wording.selection_text import filters_in_words
from geo.i18n import browser_formats, browser_strings, language_tag, marked, translated

if TYPE_CHECKING:
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.export import Provenance

STRINGS: dict[str, str] = {
    "title": marked("Video of the timeline"),
    "what": marked("What it shows"),
    "timeline": marked("The timeline"),
    "story": marked("The story “{title}”"),
    "format": marked("Format"),
    "from_to": marked("From – to"),
    "from_day": marked("First day"),
    "to_day": marked("Last day"),
    "seconds": marked("Length in seconds"),
    "seconds_step": marked("Seconds for each step"),
    "rate": marked("Frames a second"),
    "size": marked("Size"),
    "size_film": marked("Wide"),
    "size_square": marked("Square"),
    "size_upright": marked("Upright"),
    "size_embed": marked("Small"),
    "title_field": marked("Title in the picture"),
    "legend": marked("Legend on the map"),
    "events": marked("Events on the map"),
    "hold": marked("Stand still for a second when control changes"),
    "credit_note": marked("The day and the credit line are always in the picture."),
    "insecure": marked(
        "At this address the browser makes no MP4 or WebM: that needs https or the machine of the server itself. "
        "A GIF can be made anywhere."
    ),
    "no_encoder": marked("This browser cannot write MP4 or WebM. A GIF can be made."),
    "no_days": marked("Choose a first day before the last, both within the timeline"),
    "too_long": marked("This would be too long: choose fewer seconds or fewer frames a second"),
    "preview": marked("Preview"),
    "frame_of": marked("frame {number} of {count}, {day}"),
    "frame_shown": marked("Frame that is shown"),
    "sum": marked("{seconds} seconds, {frames} frames."),
    "nothing_sent": marked("Made in this browser; nothing is sent."),
    "make": marked("Make the video"),
    "cancel": marked("Cancel"),
    "save": marked("Save the video"),
    "progress": marked("Progress of the video"),
    "drawing": marked("Drawing frame {made} of {count} · {share} %"),
    "left": marked("about {seconds} s left"),
    "done": marked("The video is ready: {size} MB."),
    "large_gif": marked("Many places take no GIF of more than 20 MB; an MP4 is smaller."),
    "cancelled": marked("Nothing was made."),
    "failed": marked("The browser could not make the video. Try a smaller size or another format."),
    "no_codec": marked("This browser cannot write this format in this size. Try another format."),
    "goes_on": marked(
        "You can close this window: a note at the foot of the page tells when the video is ready."
    ),
    "show": marked("Show"),
    "close": marked("Close"),
    "dismiss": marked("Discard the video"),
}
"""The words of the dialog, for the message catalogue."""


def video_model(
    dataset: Dataset, state: ViewState, today: int, provenance: Provenance, address: str
) -> dict[str, Any]:
    """Return what the browser needs to make a video of the view.

    Parameters
    ----------
    dataset, state
        What is shown, in the language of the page.
    today
        The last day of the timeline, in days since 1970-01-01.
    provenance
        Gives title and data version.
    address
        Of the page, for the credit line; "" where it does not know its own.

    Returns
    -------
    dict
        Words and formats, the days and the name that the fields begin with, and of each story the views of its
        steps, which are messages of :func:`components.view.selection.view_message` with a heading.
    """
    about, selection = dataset.about, selection_of(state)
    return {
        "channel": CHANNEL,
        "frame": event_map.FRAME,
        "words": translated(STRINGS),
        "strings": browser_strings(map_words.STRINGS, map_words.COUNTED),
        "locale": language_tag(),
        "formats": browser_formats(),
        "held": " · ".join(
            filter(None, [range_text(state.first, state.last), filters_in_words(dataset, selection)])
        ),
        "from": state.first,
        "to": state.last,
        "title": about.title,
        "credit": " · ".join(filter(None, [address, f"{about.title} {provenance.about.version}"])),
        "file": files.base_name(dataset, selection).split("-", 1)[0],
        "story": state.story if state.page == "stories" else None,
        "stories": [
            {
                "id": story.id,
                "title": story.title,
                "steps": [
                    view_message(dataset, step, step_events(dataset, step)) | heading
                    for step, heading in zip(
                        step_states(dataset, story, state, today), step_headings(story), strict=True
                    )
                ],
            }
            for story in known_stories(dataset)
        ],
    }
