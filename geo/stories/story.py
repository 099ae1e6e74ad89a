"""Story and step: a fixed row of views of the map, each with a text whose sentences name their sources."""

from __future__ import annotations

from dataclasses import dataclass

from geo.i18n import marked

AT = marked("latitude, longitude and zoom of the map, for example 40.1065,46.0383,9.50")
"""What is expected where a step says where the map looks."""
WORDS_A_MINUTE = 130
"""How fast a text with figures and names is read; about two thirds of the speed of easy prose."""


@dataclass(frozen=True)
class Step:
    """One step of a story: a text and the view that belongs to it.

    Parameters
    ----------
    title
        The heading.
    text
        Paragraphs in a small Markdown (:mod:`geo.stories.markdown`) with footnotes ``[^source_id]``.
    day
        The day shown, in days since 1970-01-01.
    first_day, last_day
        The range of events shown, both included.
    district_id, place_id
        The district and the place that are chosen, "" for none.
    event_ids
        The events that the step is about, the chosen one first.
    source_ids
        The publications that its text names.
    at
        Where the map looks, as :func:`geo.spatial.look.look_text` writes it; "" where it looks at what is chosen.
    """

    title: str
    text: str
    day: int
    first_day: int
    last_day: int
    district_id: str = ""
    event_ids: tuple[str, ...] = ()
    place_id: str = ""
    source_ids: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True)
class Story:
    """A story: its id, title and summary, and its steps in order."""

    id: str
    title: str
    summary: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """Return how long it takes to read, in whole minutes, at least one."""
        words = sum(len(step.text.split()) for step in self.steps)
        return max(1, round(words / WORDS_A_MINUTE))

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the publications that it names, each once, in the order of the text."""
        return tuple(dict.fromkeys(source for step in self.steps for source in step.source_ids))

    @property
    def days(self) -> tuple[int, int]:
        """Return the first and the last day that it shows, in days since 1970-01-01."""
        days = [step.day for step in self.steps]
        return min(days), max(days)
