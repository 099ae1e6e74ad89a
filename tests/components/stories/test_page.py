"""The parts of the page that stories have, in Streamlit's own test runner."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from components.assets import JSON_MARK
from components.heading import title_of
from components.view.state import ViewState
from geo.stories import stories_of
from tests.checkout import CHECKOUT, KARABAKH

if TYPE_CHECKING:
    import geo


def run_page(monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATASET", str(KARABAKH))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    app = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def drawn(app: AppTest) -> list[str]:
    """The kinds of what stories draw on the page, in its order."""
    kinds = []
    for element in app.get("bidi_component"):
        proto: Any = element.proto
        if proto.component_name == "stories":
            kinds.append(json.loads(proto.bytes.removeprefix(JSON_MARK))["kind"])
    return kinds


def test_the_list_has_neither_filters_nor_map(monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(monkeypatch, page="stories")
    assert not app.exception
    assert drawn(app) == ["list"]


def test_the_reader_has_bar_step_and_paper_in_the_place_of_filters_and_details(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset
) -> None:
    app = run_page(monkeypatch, page="stories", story=stories_of(dataset)[0].id, step="2")
    assert not app.exception
    assert drawn(app) == ["bar", "step", "paper"]
    assert "events** in the range" not in "".join(str(one.value) for one in app.markdown)


def test_the_tab_is_named_after_the_story_that_is_read(dataset: geo.Dataset) -> None:
    story = stories_of(dataset)[0]
    state = ViewState(day=8_000, first=8_000, last=8_000, page="stories", story=story.id, step=1)
    assert title_of(dataset, state).startswith(f"{story.title} · Stories · ")


@pytest.mark.parametrize(("page", "expected"), [("map", ["note"]), ("figures", ["note"]), ("about", [])])
def test_a_story_that_was_left_has_its_way_back_beside_the_details(
    monkeypatch: pytest.MonkeyPatch, dataset: geo.Dataset, page: str, expected: list[str]
) -> None:
    app = run_page(monkeypatch, page=page, story=stories_of(dataset)[0].id, step="2")
    assert not app.exception
    assert drawn(app) == expected
