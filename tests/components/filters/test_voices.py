"""How well an event is supported, and what the record looks like through chosen voices."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from components.details import panel_model
from components.scene.build import build_scene
from components.view.selection import selection_of, view_message
from components.view.state import ViewState
from components.view.voices import counts, scene_with_voices, with_voices
from geo.claims.evidence import SUPPORT
from geo.dates import day_number
from geo.selection.filters import facet_counts, matches

if TYPE_CHECKING:
    from geo import Dataset

TODAY = day_number("2026-11-21")
ALL = ViewState(day=day_number("2020-11-25"), first=day_number("1988-01-01"), last=TODAY)
ARMENIAN = replace(ALL, voices=frozenset({"armenian"}))
DISPLACEMENT = "kalbajar-1993-04-displacement"


def model(dataset: Dataset, state: ViewState) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(
        json.dumps(panel_model(dataset, state, selection_of(state), today=TODAY))
    )
    return shown


def record(dataset: Dataset, event: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    shown: dict[str, Any] = model(dataset, replace(ALL, event=event, **changes))["panel"]["record"]
    return shown


def spoken_by(dataset: Dataset, voice: str) -> set[str]:
    claims = dataset.claims
    return set(claims.loc[claims["voice"] == voice, "event_id"])


@pytest.mark.parametrize("voice", ["azerbaijani", "armenian", "russian", "international"])
def test_a_voice_keeps_the_events_on_which_it_makes_a_claim(dataset: Dataset, voice: str) -> None:
    state = replace(ALL, voices=frozenset({voice}))
    kept = set(dataset.events.index[matches(dataset, selection_of(state))])
    assert kept == spoken_by(dataset, voice)
    assert facet_counts(dataset, selection_of(ALL))["voices"][voice] == len(kept)


def test_the_map_is_told_which_events_the_voices_leave(dataset: Dataset) -> None:
    mask = view_message(dataset, ARMENIAN)["mask"]
    bits = np.unpackbits(np.frombuffer(base64.b64decode(mask), np.uint8), bitorder="little")
    kept = set(dataset.events.index[bits[: len(dataset.events)].astype(bool)])
    assert kept == spoken_by(dataset, "armenian")
    assert view_message(dataset, ALL)["mask"] is None


@pytest.mark.parametrize("support", SUPPORT)
def test_the_map_and_the_counts_follow_the_choice_of_support(dataset: Dataset, support: str) -> None:
    state = replace(ALL, support=frozenset({support}))
    kept = matches(dataset, selection_of(state))
    assert 0 < kept.sum() < len(kept)
    assert facet_counts(dataset, selection_of(ALL))["support"][support] == kept.sum()
    assert view_message(dataset, state)["mask"] is not None


@pytest.mark.parametrize(
    "changes", [{}, {"event": DISPLACEMENT}, {"district": "kalbajar"}, {"list": "unplaced"}]
)
def test_every_panel_says_through_which_voices_it_is_seen(dataset: Dataset, changes: dict[str, str]) -> None:
    heard, count = len(spoken_by(dataset, "armenian")), len(dataset.events)
    banner = model(dataset, replace(ARMENIAN, **changes))["voices_banner"]  # type: ignore[arg-type]
    assert banner["title"] == "As these voices have it: Armenian"
    assert banner["text"] == (
        f"{heard} of {count} events. They make no claim on {count - heard} more events of this range."
    )
    assert banner["all"]["pick"] == {"reset": "voices"}
    assert model(dataset, replace(ALL, **changes))["voices_banner"] is None  # type: ignore[arg-type]


def test_the_claims_of_the_chosen_voices_come_first_and_are_marked(dataset: Dataset) -> None:
    shown = record(dataset, DISPLACEMENT, voices=frozenset({"reference"}))
    cards = shown["claims"]["fields"][0]["cards"]
    assert [(card["voice"], card["chosen"]) for card in cards] == [
        ("Reference works", True),
        ("Azerbaijani", False),
    ]
    assert [side["label"] for side in shown["support"]["sides"] if side["chosen"]] == ["Reference works"]
    unchosen = record(dataset, DISPLACEMENT)["claims"]["fields"][0]["cards"]
    assert [card["voice"] for card in unchosen] == ["Azerbaijani", "Reference works"]


def test_a_record_counts_its_sources_by_side_and_names_what_they_disagree_on(dataset: Dataset) -> None:
    support = record(dataset, DISPLACEMENT)["support"]
    claims = dataset.claims[dataset.claims["event_id"] == DISPLACEMENT].drop_duplicates("source_id")
    assert sum(int(side["count"]) for side in support["sides"]) == len(claims)
    assert {"field": "People displaced", "size": "1.1 to 1"} in support["disagreements"]["items"]
    assert support["disagreements"]["link"]["pick"] == {"page": "disagreements"}


def test_one_side_is_said_plainly_even_when_several_outlets_repeat_it(dataset: Dataset) -> None:
    events = dataset.events
    repeated = events[(events["support"] == "one_side") & (events["n_publishers"] > 2)]
    event = str(repeated.index[0])
    [first, *_rest] = record(dataset, event)["support"]["notes"]
    count, publishers = repeated[["n_sources", "n_publishers"]].iloc[0]
    labels = {voice.id: voice.label for voice in dataset.about.voices}
    assert first == (
        f"One side only: all {count} sources are {labels[repeated['voices'].iloc[0][0]]}, of {publishers} "
        "publishers. That a claim is repeated does not make it independent."
    )


def test_bodies_of_a_state_are_counted(dataset: Dataset) -> None:
    kinds = {kind for voice in dataset.about.voices for kind in voice.state_kinds}
    named = dataset.claims.drop_duplicates(["event_id", "source_id"])
    of_state = named["publisher_kind"].isin(kinds).groupby(named["event_id"]).sum()
    counts = {str(event): int(count) for event, count in of_state.items()}
    totals = {str(event): int(total) for event, total in dataset.events["n_sources"].items()}
    some = next(event for event, count in counts.items() if 1 < count < totals[event])
    assert (
        f"{counts[some]} of {totals[some]} sources are bodies of a state."
        in (record(dataset, some)["support"]["notes"])
    )
    only = dataset.events.index[dataset.events["state_only"] & (dataset.events["n_sources"] == 1)][0]
    assert "The source is a body of a state." in record(dataset, str(only))["support"]["notes"]


def test_a_place_is_named_as_both_sides_name_it(dataset: Dataset) -> None:
    [place] = record(dataset, "kalbajar-1993-04-02-capture")["names"]
    names = {name["code"]: name["text"] for name in place["names"]}
    assert names["az"] == "Kəlbəcər"
    assert names["hy"].startswith("Քարվաճառ")


@pytest.mark.parametrize(
    ("voice", "category", "facet", "chosen"),
    [
        ("armenian", "landmine", "voices", "Armenian"),
        ("russian", "control_change", "support", "Single source"),
    ],
)
def test_nothing_found_names_the_voices_or_the_support_that_leave_out_most(
    dataset: Dataset, voice: str, category: str, facet: str, chosen: str
) -> None:
    state = replace(
        ALL,
        categories=frozenset({category}),
        voices=frozenset({voice}),
        support=frozenset({"single"}),
    )
    shown = model(dataset, state)["panel"]
    assert (shown["kind"], shown["chosen"]) == ("nothing", chosen)
    assert [button["pick"] for button in shown["buttons"]] == [{"reset": facet}, {"reset": "all"}]


def test_through_chosen_voices_support_and_disagreements_are_theirs_alone(dataset: Dataset) -> None:
    voices = frozenset({"armenian"})
    seen = with_voices(dataset, voices)
    told = seen.events[matches(seen, selection_of(ARMENIAN))]
    assert set(told.index) == spoken_by(dataset, "armenian")
    assert set(told["voices"]) == {("armenian",)}
    assert "several" not in set(told["support"])
    assert all(set(row) == {"armenian"} for row in seen.disagreements["voices"])
    assert len(seen.disagreements) < len(dataset.disagreements)
    assert with_voices(dataset, frozenset()) is dataset
    assert list(seen.events.index) == list(dataset.events.index)


def test_each_voice_counts_what_it_would_show_whatever_other_voice_is_chosen(dataset: Dataset) -> None:
    beside = counts(dataset, selection_of(ARMENIAN))
    assert beside["voices"] == facet_counts(dataset, selection_of(ALL))["voices"]
    assert beside["support"]["two_sides"] == 0
    assert sum(beside["evidence"].values()) == beside["voices"]["armenian"]


def test_the_scene_of_chosen_voices_is_another_one_for_the_browser(dataset: Dataset) -> None:
    assert scene_with_voices(dataset, frozenset({"armenian"}), TODAY) != build_scene(dataset, TODAY)


def test_a_record_through_a_voice_is_judged_by_its_claims_and_keeps_the_others_in_sight(
    dataset: Dataset,
) -> None:
    reference = frozenset({"reference"})
    shown = record(with_voices(dataset, reference), DISPLACEMENT, voices=reference)
    assert shown["badge"]["text"] == "Single source: Reference works"
    assert shown["support"]["disagreements"] is None
    assert "Azerbaijani" in [side["label"] for side in shown["support"]["sides"]]
    russian = frozenset({"russian"})
    silent = record(with_voices(dataset, russian), DISPLACEMENT, voices=russian)
    assert silent["support"]["notes"] == ["The chosen voices make no claim on it."]
