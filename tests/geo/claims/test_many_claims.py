"""Very many claims on one field of one event: compared by their different values, in seconds."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from geo.claims.disagreements import MOST_COMPARED, find_disagreements
from tests.bundled import bundled

DATASET = bundled()
MANY = 20_000


def claims(values: list[str]) -> pd.DataFrame:
    count = range(len(values))
    return pd.DataFrame(
        {
            "event_id": str(DATASET.events.index[0]),
            "source_id": [f"source-{at}" for at in count],
            "field": "killed",
            "value": values,
            "unit": "persons",
            "note": "",
            "publisher": [f"publisher {at}" for at in count],
            "published": "2020-01-01",
            "voice": "research",
        }
    )


@pytest.mark.parametrize("different", [5, MANY])
def test_many_claims_take_seconds(different: int) -> None:
    values = [str(10 + 7 * (at % different)) for at in range(MANY)]
    begun = time.process_time()
    found = find_disagreements(claims(values), DATASET.events, DATASET.about)
    assert time.process_time() - begun < 10  # Compared in pairs they would take minutes.
    (row,) = found.to_dict("records")
    assert row["lowest"] == 10
    assert row["highest"] == 10 + 7 * (different - 1)
    assert row["n_values"] == min(different, MOST_COMPARED)


def test_two_values_of_one_source_are_told_apart_among_many() -> None:
    table = claims(["10", "500", "10", "500"])
    assert len(find_disagreements(table, DATASET.events, DATASET.about)) == 1
    same = table.assign(source_id="one-source")
    assert find_disagreements(same, DATASET.events, DATASET.about).empty
