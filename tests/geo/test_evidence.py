from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.evidence import evidence

if TYPE_CHECKING:
    import geo

VOICES = ("azerbaijani", "armenian", "reference")


@pytest.mark.parametrize(
    ("status", "claims", "verdict", "voices"),
    [
        ("corroborated", [("a", "azerbaijani"), ("b", "armenian")], "several", ("azerbaijani", "armenian")),
        ("corroborated", [("a", "azerbaijani"), ("b", "azerbaijani")], "one_side", ("azerbaijani",)),
        ("corroborated", [("a", "armenian"), ("a", "armenian")], "single", ("armenian",)),
        ("single_source", [("a", "reference"), ("b", "armenian")], "several", ("armenian", "reference")),
        ("disputed", [("a", "armenian")], "disputed", ("armenian",)),
        ("corroborated", [], "single", ()),
    ],
)
def test_the_verdict_follows_from_the_sources(
    status: str, claims: list[tuple[str, str]], verdict: str, voices: tuple[str, ...]
) -> None:
    events = pd.DataFrame({"status": [status]}, index=pd.Index(["e"], name="event_id"))
    said = pd.DataFrame(
        {
            "event_id": ["e"] * len(claims),
            "source_id": [source for source, _ in claims],
            "voice": [voice for _, voice in claims],
        }
    )
    judged = evidence(events, said, VOICES).loc["e"]
    assert judged["evidence"] == verdict
    assert judged["voices"] == voices
    assert judged["n_sources"] == len({source for source, _ in claims})


def test_the_dataset_shows_more_one_sided_events_than_the_status_admits(dataset: geo.Dataset) -> None:
    counts = dataset.events["evidence"].value_counts().to_dict()
    assert counts == {"single": 107, "one_side": 97, "several": 91, "disputed": 82}
    corroborated = dataset.events[dataset.events["status"] == "corroborated"]
    assert (corroborated["evidence"] == "one_side").sum() == 97


def test_where_the_researcher_and_the_publishers_kinds_differ_is_known(dataset: geo.Dataset) -> None:
    remark = dataset.claims[dataset.claims["field"] == "source_independence"]
    one_sided = set(remark.loc[remark["value"] == "one_side_only", "event_id"])
    judged = dataset.events.loc[list(one_sided), "evidence"]
    assert set(judged.index[judged == "several"]) == {
        "maraga-second-attack-1992",
        "kalbajar-2023-05-27-military-hospital",
        "kalbajar-2023-05-27-visit",
        "kalbajar-2024-09-02-istisu-substation",
        "kalbajar-2024-09-02-second-quarter",
        "kalbajar-2024-09-02-visit",
    }
