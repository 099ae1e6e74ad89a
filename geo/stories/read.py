"""Reader of stories from the tables `stories` and `story_steps` of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset.cache import cached
from geo.dates import day_number
from geo.identifiers import split_list
from geo.stories.story import Step, Story

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.dataset.dataset import Dataset


@cached(1)
def stories_of(dataset: Dataset) -> tuple[Story, ...]:
    """Return the stories of a dataset, in their order; none where it has none."""
    if dataset.stories is None or dataset.story_steps is None:
        return ()
    return read_stories(dataset.stories, dataset.story_steps)


def read_stories(stories: pd.DataFrame, steps: pd.DataFrame) -> tuple[Story, ...]:
    """Return the stories of two checked tables, in their order.

    Parameters
    ----------
    stories
        Columns story_id, order, title, summary (str).
    steps
        Columns story_id, step, title, text, day, from_date, to_date, district_id, event_ids, place_id,
        source_ids (str; dates ISO 8601, lists separated by ``;``), and at if some step says where the map looks.
    """
    of_story: dict[str, list[Mapping[str, str]]] = {}
    for row in sorted(steps.to_dict("records"), key=lambda row: int(row["step"])):
        of_story.setdefault(str(row["story_id"]), []).append(
            {str(name): str(cell) for name, cell in row.items()}
        )
    ordered = sorted(stories.to_dict("records"), key=lambda row: int(row["order"]))
    return tuple(
        Story(
            str(row["story_id"]),
            str(row["title"]),
            str(row["summary"]),
            tuple(_step(step) for step in of_story.get(str(row["story_id"]), [])),
        )
        for row in ordered
    )


def _step(row: Mapping[str, str]) -> Step:
    return Step(
        title=row["title"],
        text=row["text"],
        day=day_number(row["day"]),
        first_day=day_number(row["from_date"]),
        last_day=day_number(row["to_date"]),
        district_id=row["district_id"],
        event_ids=split_list(row["event_ids"]),
        place_id=row["place_id"],
        source_ids=split_list(row["source_ids"]),
        at=row.get("at", ""),
    )
