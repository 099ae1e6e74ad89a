"""The scale of figures, sentences made of pieces, and records that attack the panel."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st

from components.details import Pick, panel, panel_model
from components.details.axis_ticks import scale_ticks
from components.details.inline_text import fill, safe_url
from components.details.sources import title_language
from components.view.selection import selection_of
from components.view.state import default_state

if TYPE_CHECKING:
    import pandas as pd

    import geo

TODAY = 20_778
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "{url} {0} %s %(x)s {text.__class__}",
    "${alert(1)} `alert(1)`",
    "</script><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202eright to left\u2066",
    "w" * 10_000,
)


@given(st.floats(1e-6, 1e12))
def test_a_scale_starts_at_zero_reaches_the_largest_and_has_few_marks(largest: float) -> None:
    ticks = scale_ticks(largest)
    assert ticks[0] == 0
    assert ticks[-1] >= largest * (1 - 1e-6)
    assert 2 <= len(ticks) <= 6


def test_pieces_take_their_places_in_a_sentence_of_any_order() -> None:
    link = {"text": "Kalbajar", "pick": {"district": "kalbajar"}}
    assert fill("{date}: {name}.", name=link, date="1993") == ["1993", ": ", link, "."]


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" https://example.org", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, is_safe: bool) -> None:  # noqa: FBT001
    assert (safe_url(url) is not None) is is_safe


@pytest.fixture(scope="module")
def hostile(dataset: geo.Dataset) -> geo.Dataset:
    """Return the dataset with an attack in every text, as if nothing had been checked on loading."""

    def attacked(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
        texts = {column: list(islice(cycle(ATTACKS), len(frame))) for column in columns}
        return frame.assign(**texts)

    return replace(
        dataset,
        events=attacked(dataset.events, ("title", "summary", "place_name", "status")),
        claims=attacked(
            dataset.claims, ("value", "unit", "note", "publisher", "source_title", "published", "url")
        ),
        sources=attacked(dataset.sources, ("title", "publisher", "url")),
        control_periods=attacked(dataset.control_periods, ("extent_note",)),
        district_facts=attacked(dataset.district_facts, ("value",)),
    )


def links_in(model: Any) -> list[str]:  # noqa: ANN401
    if isinstance(model, dict):
        own = [str(model[name]) for name in ("href", "url") if model.get(name)]
        return own + [link for value in model.values() for link in links_in(value)]
    return [link for value in model for link in links_in(value)] if isinstance(model, list) else []


def test_hostile_texts_pass_through_as_text_and_hostile_links_are_dropped(hostile: geo.Dataset) -> None:
    usual = default_state(hostile, TODAY)
    for event_id in hostile.events.index[:60]:
        state = replace(usual, event=event_id)
        model = panel_model(hostile, state, selection_of(state), today=TODAY)
        record = json.loads(json.dumps(model))["panel"]["record"]
        assert record["title"] == hostile.events["title"][event_id]
        assert links_in(record) == []


def test_every_panel_of_a_hostile_dataset_is_made(hostile: geo.Dataset) -> None:
    usual = default_state(hostile, TODAY)
    states: list[dict[str, Any]] = [{"district": district} for district in hostile.districts.index] + [
        {},
        {"list": "unplaced"},
    ]
    for changed in states:
        state = replace(usual, **changed)
        assert panel_model(hostile, state, selection_of(state), today=TODAY)["panel"]["title"]


@pytest.mark.parametrize(
    ("message", "picks"),
    [({"district": "lachin"}, [Pick("district", "lachin")]), ({"district": "atlantis"}, []), (None, [])],
)
def test_what_the_browser_reports_reaches_the_page_once_it_is_checked(
    dataset: geo.Dataset, monkeypatch: pytest.MonkeyPatch, message: object, picks: list[Pick]
) -> None:
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(panel, "_panel", lambda **arguments: drawn.update(arguments))
    monkeypatch.setattr(streamlit, "session_state", {"details": {"pick": message}})
    state = default_state(dataset, TODAY)
    received: list[Pick] = []
    panel.show(dataset, state, selection_of(state), today=TODAY, on_pick=received.append)
    drawn["on_pick_change"]()
    assert received == picks
    assert drawn["data"]["panel"]["kind"] == "overview"


def test_a_title_in_square_brackets_is_english_where_the_dataset_says_so(dataset: geo.Dataset) -> None:
    described = dataset.sources["title"].str.startswith("[")
    assert dataset.about.own_titles == set(dataset.sources.index[described])
    for source_id, is_ours in described.items():
        assert title_language(dataset.about, str(source_id), "ru") == ("en" if is_ours else "ru")
