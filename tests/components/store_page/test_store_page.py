"""The page of a store: counts of all its events, rows of those that are listed, words for what it cannot answer."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components import server_store
from components.details import panel_model
from components.filters.search_field import Question, answer
from components.http import app
from components.scene.binned_columns import binned_columns, part_columns
from components.scene.build import version_of
from components.settings import settings
from components.store_page import view
from components.store_page.panel import amended
from components.view.selection import selection_of
from components.view.state import ViewState
from geo.i18n import gettext as _
from geo.spatial.map_tiles import FINEST, Cell, finest_of
from geo.store import searching
from tests.checkout import CHECKOUT
from tests.components.store_page.stores import ALL, COUNT
from tests.geo.store.stores import import_into

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    import pytest

    import geo
    from components.server_store import Opened


def panel(opened: Opened, state: ViewState) -> dict[str, Any]:
    listed = view.listed(opened, state)
    without_words = replace(state, text="")  # By which the rows were chosen.
    model = panel_model(listed.dataset, without_words, selection_of(without_words), today=20_000)
    found = amended(model, opened, state, listed)
    json.dumps(found)
    return dict(found["panel"])


def test_the_panel_counts_all_events_and_lists_the_latest(opened: Opened, rows: pd.DataFrame) -> None:
    state = ViewState(8800, 7500, 9000, order="newest")
    found = panel(opened, state)
    kept = rows[rows["first_day"] >= 7500]
    assert found["counts"]["of"] == _("{count} of {total}").format(count=len(kept), total=len(rows))
    by_day = kept[kept["first_day"] <= 8800].sort_values("first_day")
    assert found["latest"]["total"] == len(by_day)
    dates = list(by_day["first_day"])[::-1][: len(found["latest"]["rows"])]
    ids = [row["id"] for row in found["latest"]["rows"]]
    assert list(rows.set_index("event_id").loc[ids]["first_day"]) == dates
    assert str(len(kept) - len(by_day)) in str(found["latest"]["later"])


def test_a_cell_lists_its_latest_events_and_more_on_demand(opened: Opened, rows: pd.DataFrame) -> None:
    state = ViewState(9000, *ALL, list="cell:6/33/21", order="newest")
    where = view.listed_question(state).where
    assert where.cell is not None
    count = opened.store.count(view.listed_question(state))
    found = panel(opened, state)
    assert count > 200
    assert (len(found["events"]["rows"]), found["events"]["total"]) == (200, count)
    assert f"latest 200 of {count} events" in found["line"]
    assert found["events"]["more"]["pick"] == {"more": 400}
    oldest = panel(opened, ViewState(9000, *ALL, list="cell:6/33/21", order="oldest"))
    assert f"first 200 of {count} events" in oldest["line"]
    assert (
        oldest["events"]["rows"][0]["id"]
        == rows[rows["lon"].notna()].sort_values("first_day")["event_id"].iloc[0]
    )


def test_an_event_is_open_with_its_claims_and_leads_to_its_plain_page_alone(opened: Opened) -> None:
    state = ViewState(9000, *ALL, event="many-events-e17")
    found = panel(opened, state)
    assert found["title"] == "Title 17"
    assert (found["record"]["plain"], found["record"]["suggest"]) == ("event/many-events-e17", None)


def test_where_the_filters_leave_nothing_the_panel_says_what_brings_events_back(
    opened: Opened, rows: pd.DataFrame
) -> None:
    last = int(rows["first_day"].min()) - 1
    state = ViewState(last, last - 10, last, categories=frozenset({"clash"}))
    found = panel(opened, state)
    assert found["kind"] == "nothing"
    clashes = rows[rows["category"] == "clash"]
    assert str(len(clashes)) in found["hint"]
    assert found["buttons"][0]["pick"] == {"day": clashes["first_day"].min()}
    assert [row["remove"]["pick"] for row in found["filters"]] == [{"reset": "categories"}]


def test_what_is_drawn_of_a_filter_is_what_passes_it(opened: Opened, rows: pd.DataFrame) -> None:
    binned = binned_columns(opened.store, opened.base)
    columns = binned.columns
    assert binned.count == len(rows) == columns["begins"].sum() == columns["ends"].sum()
    assert columns["bin_begins"].sum() == len(rows)
    nowhere = np.iinfo(columns["x"].dtype).max
    assert columns["begins"][columns["x"] == nowhere].sum() == rows["lon"].isna().sum()
    at = [item.id for item in opened.base.about.categories].index("clash")
    assert columns["begins"][columns["category"] == at].sum() == (rows["category"] == "clash").sum()
    assert view.drawn(opened, ViewState(9000, *ALL))["mask"] is None
    drawn = view.drawn(opened, ViewState(9000, *ALL, categories=frozenset({"clash"})))
    assert drawn["mask"].count(".") == 2


def visit(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, opened_filters: tuple[str, ...] = (), **query: str
) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATASET", str(folder))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    visited = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=60)
    for name in opened_filters:  # What they hold is drawn while they are open.
        visited.session_state[f"{name}_filter"] = True
    for name, value in query.items():
        visited.query_params[name] = value
    visited.run()
    assert not visited.exception
    return visited


def test_the_page_opens_a_store_and_filters_it(
    folder: Path, rows: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited = visit(folder, monkeypatch, category="clash")
    told = "\n".join(str(element.value) for element in visited.markdown)
    assert "# Many events" in told
    assert f"**{(rows['category'] == 'clash').sum()} of {len(rows)} events**" in told
    assert not visited.warning


def test_choices_that_one_message_tells_do_not_undo_each_other(
    folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited = visit(folder, monkeypatch, opened_filters=("categories", "districts"))
    family = opened.base.about.category("clash").group
    visited.button_group(key=f"choose_categories_{family}").set_value(["clash"])
    visited.button_group(key="choose_districts").set_value(["north"])
    visited.run()
    assert not visited.exception
    assert dict(visited.query_params) == {"category": "clash", "in": "north"}


def test_what_the_counts_do_not_tell_apart_is_left_out_and_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (warning,) = visit(folder, monkeypatch, support="single").warning
    assert "voices and how well events are supported cannot be asked for" in warning.value
    told = "\n".join(str(element.value) for element in visit(folder, monkeypatch, page="figures").markdown)
    assert f"events {COUNT}" in told


def test_words_are_looked_for_in_the_events_of_a_view(opened: Opened, rows: pd.DataFrame) -> None:
    state = ViewState(9000, *ALL, text="title 17", order="newest")
    kept = rows[rows["title"].str.contains("17")]
    found = panel(opened, state)
    assert found["counts"]["of"] == _("{count} of {total}").format(count=len(kept), total=len(rows))
    assert {row["id"] for row in found["latest"]["rows"]} <= set(kept["event_id"])
    in_cell = panel(opened, replace(state, list="cell:6/33/21"))
    assert {row["id"] for row in in_cell["events"]["rows"]} == set(kept[kept["lon"] < 11.25]["event_id"])
    assert panel(opened, replace(state, text="nobody"))["kind"] == "nothing"


def test_a_text_is_answered_with_places_and_the_latest_events(opened: Opened, rows: pd.DataFrame) -> None:
    look = view.searched(opened, ViewState(9000, *ALL))
    found = look("title 17")
    told = answer(found.dataset, ViewState(9000, *ALL), Question(1, "title 17"), found)
    kept = rows[rows["title"].str.contains("17")]
    assert told["filter"]["count"] == str(len(kept))
    newest = set(kept.sort_values("first_day")["event_id"][-12:])
    assert {one["pick"]["event"] for group in told["groups"] for one in group["choices"]} <= newest
    north = opened.base.districts["name"].iloc[0]
    (group, *_more) = answer(look(north).dataset, ViewState(9000, *ALL), Question(2, north), look(north))[
        "groups"
    ]
    assert group["choices"][0]["title"] == north


def test_words_are_not_looked_for_in_too_many_events_and_the_page_says_what_to_ask(
    opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_SEARCHED", 500)
    found = view.searched(opened, ViewState(9000, *ALL))("title 17")
    told = answer(found.dataset, ViewState(9000, *ALL), Question(1, "title 17"), found)
    assert (told["filter"], f"these are {COUNT}" in told["note"]) == (None, True)
    (warning,) = visit(folder, monkeypatch, q="title 17").warning
    assert f"these are {COUNT}" in warning.value
    (info,) = visit(folder, monkeypatch, q="title 17", to="1990-01-01").info
    assert "that have the words" in info.value


def test_the_tiles_of_finer_cells_hold_every_event_with_a_point(opened: Opened, rows: pd.DataFrame) -> None:
    level = 12
    x, y = (axis >> (FINEST - level + 4) for axis in finest_of(*_points(rows)))
    tiles = [
        part_columns(opened.store, opened.base, level, Cell(level - 4, *one))
        for one in set(zip(x, y, strict=True))
    ]
    assert sum(one.columns["begins"].sum() for one in tiles) == rows["lon"].notna().sum()
    assert {one.header["level"] for one in tiles} == {level}


def _points(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    placed = rows[rows["lon"].notna()]
    return placed["lon"].to_numpy(float), placed["lat"].to_numpy(float)


def test_a_newer_version_is_told_and_shown_when_it_is_asked_for(
    folder: Path, made_up: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "store"
    shutil.copytree(folder, copied)
    visited = visit(copied, monkeypatch)
    older = server_store.opened(str(copied))
    held = visit(copied, monkeypatch, version=older.base.about.version)
    scene = version_of(older.base, settings().today)
    cells = f"/store/cells/12/135/86?version={scene}"
    client = TestClient(Starlette(routes=app.routes()))
    before = client.get(cells)
    (tmp_path / "more.csv").write_text(
        "id,title,start_date,longitude,latitude,category\nm1,One more,1991-01-01,10.5,50,Clash\n", "utf-8"
    )
    import_into(copied, [tmp_path / "more.csv"], made_up, title="Fewer events")
    visited.run()
    told = "\n".join(str(element.value) for element in visited.markdown)
    assert "The data changed on the server" in told
    assert "# Many events" in told
    assert server_store.of_scene(str(copied), scene, settings().today) is older
    after = client.get(cells)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    # A version is opened by its own manifest, whatever the newest is by then.
    manifests = iter([older.store.manifest, server_store.opened(str(copied)).store.manifest])
    with monkeypatch.context() as patch:
        patch.setattr(server_store, "manifest", lambda _folder: next(manifests))
        again = server_store.opened(f"{tmp_path}/./store")
    assert (again.store.version, again.base.about.version) == (older.store.version, older.base.about.version)
    assert len(again.store) == COUNT
    held.run().button(key="newest_button").click().run()
    assert "# Fewer events" in "\n".join(str(element.value) for element in held.markdown)
    visited.button(key="newer_reload").click().run()
    assert not visited.exception
    told = "\n".join(str(element.value) for element in visited.markdown)
    assert "# Fewer events" in told
    assert "The data changed on the server" not in told
