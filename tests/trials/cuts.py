"""Trial: pages whose network is cut for as long as a laptop sleeps, before and after they were used."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import ARGUMENTS, DESKTOP, executable
from tests.browser.page import FIRST_VIEW_MILLISECONDS, DashboardPage
from tests.browser.proxy import Proxy, proxied
from tests.browser.server import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FORGETTING_SECONDS = 120
"""What a server keeps a session for whose page is gone: Streamlit's own."""
SECONDS = (20.0, 180.0, 600.0)
QUERY = "from=1992-01-01&to=1994-12-31&day=1993-04-03"
LOST = "Connection lost"
VISITED = "try { localStorage.setItem('map-hints-seen', '1') } catch {}"


class Cut(NamedTuple):
    """A page and the network between it and the server."""

    seconds: float
    is_used: bool
    dashboard: DashboardPage
    network: Proxy


def trial(lengths: tuple[float, ...] = SECONDS) -> bool:
    """Cut a page for each length before and after use, all at once; True where each goes on where it was."""
    print("| cut for s | used before | back after s | map, timeline and panel follow |")
    print("|---|---|---|---|")
    good = True
    with TemporaryDirectory() as folder, ExitStack() as open_things, sync_playwright() as playwright:
        environment = {"DASHBOARD_TODAY": "2026-11-21"}
        server = open_things.enter_context(
            started(Path(folder) / "server.log", environment, disconnectedSessionTTL=str(FORGETTING_SECONDS))
        )
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        cuts = []
        for seconds in sorted(lengths):
            for is_used in (False, True):
                network = open_things.enter_context(proxied(server.port))
                cuts.append(Cut(seconds, is_used, _opened(browser, network.port, is_used=is_used), network))
        begun = time.monotonic()
        for cut in cuts:
            cut.network.cut()
        for cut in cuts:
            Event().wait(max(0.0, begun + cut.seconds - time.monotonic()))
            good &= _goes_on(cut)
        browser.close()
    return good


def _opened(browser: Browser, port: int, *, is_used: bool) -> DashboardPage:
    page = browser.new_context(
        viewport={"width": DESKTOP["width"], "height": DESKTOP["height"]}, locale="en-GB"
    ).new_page()
    page.add_init_script(VISITED)
    dashboard = DashboardPage(page, f"http://127.0.0.1:{port}").open(QUERY)
    dashboard.mark()
    if is_used:
        dashboard.click_district("kalbajar")
        expect(dashboard.panel().get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()
    return dashboard


def _goes_on(cut: Cut) -> bool:
    page, dashboard = cut.dashboard.page, cut.dashboard
    said = "yes"
    mended = time.monotonic()
    try:
        expect(page.get_by_text(LOST, exact=True)).to_be_visible()
        cut.network.mend()
        mended = time.monotonic()
        expect(page.get_by_text(LOST, exact=True)).to_be_hidden(timeout=FIRST_VIEW_MILLISECONDS)
        back = f"{time.monotonic() - mended:.1f}"
        dashboard.choose(unit="month")
        page.get_by_role("button", name="One step forward").click()
        page.wait_for_url(lambda address: "day=1993-05-03" in address)
        dashboard.wait_for_day(dashboard.day_of("day"))
        dashboard.click_district("lachin")
        expect(dashboard.panel().get_by_role("heading", name="Lachin", exact=True)).to_be_visible()
        if not dashboard.is_marked():
            said = "no: loaded anew"
    except Exception as error:  # noqa: BLE001 (whatever stops a page is what the table is to tell)
        back, said = f"{time.monotonic() - mended:.1f}", f"no: {str(error).splitlines()[0]}"
    print(f"| {cut.seconds:g} | {'yes' if cut.is_used else 'no'} | {back} | {said} |", flush=True)
    return said == "yes"
