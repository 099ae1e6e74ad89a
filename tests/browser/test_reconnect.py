"""A page that is open while its server ends, is started anew, or cannot be reached, goes on where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.dates import day_number
from tests.browser.conftest import TODAY
from tests.browser.page import FIRST_VIEW_MILLISECONDS, DashboardPage, settled
from tests.browser.proxy import proxied
from tests.browser.server import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.proxy import Proxy
    from tests.browser.server import Server

ENVIRONMENT = {"DASHBOARD_TODAY": TODAY}
SPRING = ("1992-01-01", "1993-04-03", "1994-12-31")
LOST = "Connection lost"


@pytest.fixture(scope="module")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that forgets a session soon after its page is gone."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    with started(log, ENVIRONMENT, disconnectedSessionTTL="1") as server:
        yield server


@pytest.fixture
def network(forgetful: Server) -> Iterator[Proxy]:
    """What lies between the page and the forgetful server."""
    with proxied(forgetful.port) as proxy:
        yield proxy


def opened(page: Page, port: int, query: str = "") -> DashboardPage:
    dashboard = DashboardPage(page, f"http://127.0.0.1:{port}").open(query)
    dashboard.mark()
    return dashboard


def assert_it_follows(dashboard: DashboardPage) -> None:
    """Fail unless a step of the timeline and a click on a district reach map, panel and address."""
    settled(dashboard.page)
    dashboard.choose(unit="month")
    day, address = dashboard.day_of("day"), dashboard.page.url
    dashboard.page.get_by_role("button", name="One step back").click()
    expect(dashboard.slider("day")).not_to_have_attribute("aria-valuenow", str(day))
    dashboard.wait_for_day(dashboard.day_of("day"))
    dashboard.page.wait_for_url(lambda now: now != address)
    dashboard.ask_map("({ map }) => { map.setView([39.69, 46.63], 8.25, { animate: false }) }")
    dashboard.click_district("lachin")
    expect(dashboard.panel().get_by_role("heading", name="Lachin", exact=True)).to_be_visible()
    dashboard.wait_for_map("({ shared }) => shared.scene.districts[shared.selected]?.id === 'lachin'")
    assert dashboard.is_marked(), "the page or its map was loaded anew"


@pytest.mark.parametrize("is_used", [False, True], ids=["before use", "after use"])
def test_a_page_goes_on_when_its_server_was_killed_and_started_anew(
    page: Page, tmp_path: Path, *, is_used: bool
) -> None:
    with started(tmp_path / "first.log", ENVIRONMENT) as server:
        dashboard = opened(page, server.port, "from=1992-01-01&to=1994-12-31&day=1993-04-03")
        if is_used:
            dashboard.choose(unit="day")
            page.get_by_role("button", name="One step forward").click()
            page.wait_for_url(lambda address: "day=1993-04-04" in address)
        server.process.kill()
        server.process.wait()
        expect(page.get_by_text(LOST, exact=True)).to_be_visible()
    with started(tmp_path / "second.log", ENVIRONMENT, port=server.port):
        expect(page.get_by_text(LOST, exact=True)).to_be_hidden(timeout=FIRST_VIEW_MILLISECONDS)
        day = day_number("1993-04-04" if is_used else "1993-04-03")
        expect(dashboard.slider("day")).to_have_attribute("aria-valuenow", str(day))
        dashboard.wait_for_day(day)
        assert_it_follows(dashboard)


def test_a_page_goes_on_with_a_session_that_was_forgotten(page: Page, network: Proxy) -> None:
    dashboard = opened(page, network.port)
    network.cut()
    expect(page.get_by_text(LOST, exact=True)).to_be_visible()
    page.get_by_role("button", name="Try now").click()
    expect(page.get_by_text("The server does not answer yet.")).to_be_visible()
    network.mend()
    expect(page.get_by_text(LOST, exact=True)).to_be_hidden()
    assert_it_follows(dashboard)


def test_map_and_timeline_go_on_without_a_connection_and_the_panel_follows_when_it_is_back(
    page: Page, network: Proxy
) -> None:
    dashboard = opened(page, network.port, "from=1992-01-01&to=1994-12-31&day=1993-04-03")
    network.cut()
    expect(page.get_by_text(LOST, exact=True)).to_be_visible()
    dashboard.choose(unit="month")
    page.get_by_role("button", name="One step forward").click()
    dashboard.wait_for_day(day_number("1993-05-03"))
    page.wait_for_url(lambda address: "day=1993-05-03" in address)
    network.mend()
    expect(page.get_by_text(LOST, exact=True)).to_be_hidden()
    expect(dashboard.panel().get_by_role("heading", name="3 May 1993")).to_be_visible()
    assert dashboard.followed() == tuple(map(day_number, ("1992-01-01", "1993-05-03", "1994-12-31")))
    assert dashboard.is_marked(), "the page or its map was loaded anew"
