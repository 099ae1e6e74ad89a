"""A made-up story on the bundled record, one step of it hostile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    from geo import Dataset

DISPLACEMENT = "kalbajar-1993-04-displacement"
ATTACK = " ".join(PAYLOADS)


def told_dataset(dataset: Dataset) -> Dataset:
    """Return the dataset with one story of two steps in the place of its own."""
    stories = pd.DataFrame(
        [{"story_id": "one", "order": "1", "title": f"One {ATTACK}", "summary": f"In short {ATTACK}"}]
    )
    source = str(dataset.claims.loc[dataset.claims["event_id"] == DISPLACEMENT, "source_id"].iloc[0])
    steps = [
        {
            "step": "1",
            "title": "Over the pass",
            "text": f"*Many* left.[^{source}]\n\nOthers say so too.[^no-such-source][^{source}]",
            "day": "1993-04-03",
            "from_date": "1993-03-01",
            "to_date": "1993-04-30",
            "district_id": "kalbajar",
            "event_ids": f"{DISPLACEMENT};no-such-event",
            "place_id": "aghdaban",
            "source_ids": source,
        },
        {
            "step": "2",
            "title": f"Then {ATTACK}",
            "text": f"Words {ATTACK}",
            "day": "2020-11-25",
            "from_date": "1900-01-01",
            "to_date": "2999-01-01",
            "district_id": "atlantis",
            "event_ids": "no-such-event",
            "place_id": "nowhere",
            "source_ids": "",
        },
    ]
    return replace(
        dataset, stories=stories, story_steps=pd.DataFrame([{"story_id": "one", **step} for step in steps])
    )
