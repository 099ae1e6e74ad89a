"""The small map on a story's card: the day that tells most of it, drawn from the same outlines as the plain pages'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.scene.outlines import BANNER, banner
from components.wording.dates_and_counts import day_text
from geo.control.history import segment_at, unbroken_history
from geo.dataset.cache import cached

if TYPE_CHECKING:
    from components.details.inline_text import Json
    from components.details.palette import Palette
    from components.scene.outlines import Drawn
    from geo.dataset.dataset import Dataset
    from geo.stories import Step, Story

Shares = tuple[tuple[str, str], ...]

ROOM = 1.7
"""How much higher than the chosen district the part that is shown is."""
NEAREST = 0.4
"""The smallest part of the drawing that is shown: nearer, its outlines would be coarse."""
WHOLE = 0.78
"""The part of the drawing that is shown where no district is chosen: most of all districts, large enough to see."""


def ground_model(dataset: Dataset) -> Json | None:
    """Return the outlines that the maps of all cards share; None where the dataset has none."""
    drawn = banner(dataset)
    return drawn and {"land": drawn.land, "water": drawn.water, "districts": drawn.districts}


def thumbnail(dataset: Dataset, story: Story, palette: Palette, today: int) -> Json | None:
    """Return the map of a story's card; None where the dataset has no outlines.

    Returns
    -------
    dict or None
        ``day``; ``box``, the part of the drawing that is shown (left, top, width, height); the stripes of each
        district; and the one that is marked, "" for none.
    """
    drawn = banner(dataset)
    if drawn is None:
        return None
    step = telling_step(dataset, story)
    day = min(step.day, today)
    marked = step.district_id if step.district_id in drawn.districts else ""
    return {
        "day": day_text(day),
        "box": _box(dataset, drawn, marked),
        "fills": {
            district: palette.swatch(shares)
            for district, shares in _held(dataset, day).items()
            if district in drawn.districts
        },
        "marked": marked,
    }


def telling_step(dataset: Dataset, story: Story) -> Step:
    """Return the first step whose day changed something, where it looks, since the story's beginning.

    That is the district that the step chose, and any where it chose none. It is the story's first step where
    nothing changed.
    """
    begin, *later = story.steps
    before = _held(dataset, begin.day)
    for step in later:
        now = _held(dataset, step.day)
        seen = [step.district_id] if step.district_id in now else list(now)
        if any(now[district] != before[district] for district in seen):
            return step
    return begin


@cached(64)
def _held(dataset: Dataset, day: int) -> dict[str, Shares]:
    """Return who held each district on a day."""
    return {
        district: segment.shares if (segment := segment_at(spans, day)) else ()
        for district, spans in unbroken_history(dataset).items()
    }


def _box(dataset: Dataset, drawn: Drawn, marked: str) -> list[float]:
    """Return the part of the drawing around a district or all of them: never beyond its edges."""
    frame = drawn.frame
    bounds = dataset.districts.geometry[marked].bounds if marked else dataset.districts.total_bounds
    (left, bottom), (right, top) = frame.corners(bounds)
    if marked:
        high = max((bottom - top) * ROOM, (right - left) * ROOM / BANNER, frame.height * NEAREST)
    else:
        high = frame.height * WHOLE
    high = min(high, frame.height)
    wide = min(high * frame.width / frame.height, frame.width)
    across = min(max((left + right - wide) / 2, 0), frame.width - wide)
    down = min(max((top + bottom - high) / 2, 0), frame.height - high)
    return [round(value, 1) for value in (across, down, wide, high)]
