"""Data that changed on the server are told to who looks at the old ones, and shown when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

import geo
from components import server_dataset
from components.wording.markdown_escape import plain
from geo.datapackage import newer
from geo.revisions import decide, make_release, opened, read_record
from tests.checkout import CHECKOUT
from tests.made_up.package import table, write_made_up, write_table
from tests.revisions import REVIEWER, suggest_value

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Told otherwise"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written = write_made_up(tmp_path / "rivermark")
    monkeypatch.setenv("DASHBOARD_DATASET", str(written))
    monkeypatch.setenv("DASHBOARD_TODAY", "2026-11-21")
    monkeypatch.setattr(newer, "LOOK_SECONDS", 0.0)
    return written


def visit(folder: Path) -> AppTest:
    """Open the page as somebody new, once what is newer has been read."""
    visited = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=60).run()
    return settled(visited, folder)


def settled(visited: AppTest, folder: Path) -> AppTest:
    server_dataset.watched(str(folder)).settled()
    visited.run()
    assert not visited.exception
    return visited


def change(folder: Path) -> None:
    rows = table("events")
    write_table(folder, "events", [rows[0] | {"title": TITLE}, *rows[1:]])


def said(visited: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*visited.markdown, *visited.caption))


def titles(visited: AppTest) -> set[str]:
    return set(visited.session_state["bundled"].events["title"])


def test_nothing_is_told_while_the_data_stay(folder: Path) -> None:
    assert "The data changed" not in said(visit(folder))


def test_changed_data_are_told_and_shown_only_when_asked_for_with_the_view_kept(folder: Path) -> None:
    visited = visit(folder)
    version = visited.session_state["bundled"].about.version
    visited.query_params["category"] = visited.session_state["bundled"].about.categories[0].id
    change(folder)
    settled(visited.run(), folder)
    assert "The data changed on the server" in said(visited)
    told = plain(f"Events: 0 new, 1 changed, 0 removed. You see version {version}.")
    assert told in said(visited)
    assert TITLE not in titles(visited)
    asked = dict(visited.query_params)
    visited.button(key="newer_reload").click().run()
    assert not visited.exception
    assert "The data changed" not in said(visited)
    assert TITLE in titles(visited)
    assert dict(visited.query_params) == asked


def test_later_closes_the_notice_until_the_data_change_again(folder: Path) -> None:
    visited = visit(folder)
    change(folder)
    settled(visited.run(), folder)
    visited.button(key="newer_later_button").click().run()
    assert "The data changed" not in said(visited)
    assert TITLE not in titles(visited)
    claims = table("claims")
    write_table(folder, "claims", [claims[0] | {"note": "Said otherwise"}, *claims[1:]])
    settled(visited.run(), folder)
    assert "The data changed on the server" in said(visited)


def test_who_comes_after_the_change_sees_the_new_data_and_no_notice(folder: Path) -> None:
    visit(folder)
    change(folder)
    first = visit(folder)
    late = visit(folder)
    assert "The data changed on the server" in said(first)
    assert "The data changed" not in said(late)
    assert TITLE in titles(late)


def test_a_release_is_shown_and_every_version_can_still_be_opened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_REVISIONS", f"sqlite:///{tmp_path / 'record.sqlite'}")
    monkeypatch.setenv("DASHBOARD_RELEASES", str(tmp_path / "releases"))
    first = geo.load(folder).about.version
    engine, record = opened(f"sqlite:///{tmp_path / 'record.sqlite'}"), read_record(folder)
    sent = suggest_value(engine, record, "13")
    decide(engine, record, sent.id, "accept", REVIEWER)
    assert "The data changed" not in said(visit(folder))
    open_page = visit(folder)
    make_release(engine, record, tmp_path / "releases", REVIEWER)
    assert "The data changed on the server" in said(settled(open_page.run(), folder))
    newest = visit(folder).session_state["bundled"].about.version
    assert newest != first
    for version, earlier in ((first, True), (newest, False)):
        visited = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=60)
        visited.query_params["version"] = version
        visited.run()
        assert not visited.exception
        assert ("You see an earlier version of the data" in said(visited)) is earlier
    visited = AppTest.from_file(str(CHECKOUT / "dashboard.py"), default_timeout=60)
    visited.query_params["version"] = "nothing"
    visited.run()
    assert any("version=nothing" in str(warning.value) for warning in visited.warning)
