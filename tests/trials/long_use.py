"""Trial of long use: memory after hundreds of steps, filters, clicks and a person's own tables."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright

import geo
from geo.dates import day_number
from tests.browser.chromium import ARGUMENTS, DESKTOP, executable
from tests.browser.page import DashboardPage
from tests.browser.server import started
from tests.browser.test_memory import PUT, Reading, collected, filter_by_turns, resident_bytes, step
from tests.checkout import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS, FILTERS, CLICKS, TABLES = 500, 60, 30, 10
WARM = 5
VIEW = ("1988-01-01", "1992-01-01", "2026-11-21")
PATIENCE = 60_000
# What a round may leave behind: a kept picture of each step alone would be ten times as much.
MOST = Reading(heap=3_000_000, nodes=400, listeners=80, server=40_000_000)
SEEN = "try { localStorage.setItem('map-hints-seen', '1') } catch {}"


def trial() -> bool:
    """Print memory in use before and after each kind of use; true where it stays."""
    dataset = geo.load(CHECKOUT / "data" / "karabakh")
    environment = {**os.environ, "DASHBOARD_TODAY": "2026-11-21"}
    with (
        tempfile.TemporaryDirectory() as folder,
        started(Path(folder) / "server.log", environment) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable(), args=list(ARGUMENTS))
        context = browser.new_context(viewport=DESKTOP, locale="en-GB", timezone_id="UTC")  # type: ignore[arg-type]
        context.add_init_script(SEEN)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        dashboard = DashboardPage(page, server.address).open()
        session = context.new_cdp_session(page)
        session.send("Performance.enable")

        def read() -> Reading:
            dashboard.show(*VIEW)
            for _ in range(3):
                metrics = collected(session, dashboard)
            return Reading(
                metrics["JSHeapUsedSize"],
                metrics["Nodes"],
                metrics["JSEventListeners"],
                resident_bytes(server.port),
            )

        acts: dict[str, Callable[[int], None]] = {
            f"{STEPS} steps of a day": lambda count: steps(dashboard, count),
            f"{FILTERS} filters": lambda count: filter_by_turns(dashboard, dataset, count),
            f"{CLICKS} clicks": lambda count: clicks(dashboard, count),
            f"{TABLES} own tables": lambda count: tables(dashboard, count),
        }
        counts = (STEPS, FILTERS, CLICKS, TABLES)
        good = True
        print("| what | heap, MB | nodes | listeners | server, MB |\n| --- | ---: | ---: | ---: | ---: |")
        for (name, act), count in zip(acts.items(), counts, strict=True):
            act(min(WARM, count))
            before = read()
            act(count)
            after = read()
            grown = Reading(
                *(late - early for early, late in zip(_parts(before), _parts(after), strict=True))
            )
            good &= all(more < most for more, most in zip(_parts(grown), _parts(MOST), strict=True))
            print(
                f"| {name} | {before.heap / 1e6:.1f} {grown.heap / 1e6:+.1f} | {before.nodes} {grown.nodes:+} | "
                f"{before.listeners} {grown.listeners:+} | {before.server / 1e6:.0f} {grown.server / 1e6:+.0f} |",
                flush=True,
            )
        browser.close()
    return good


def _parts(reading: Reading) -> tuple[int, int, int, int]:
    return reading.heap, reading.nodes, reading.listeners, reading.server


def steps(dashboard: DashboardPage, count: int) -> None:
    """Go on day by day from the same day."""
    dashboard.show(*VIEW)
    dashboard.choose(unit="day")
    step(dashboard, count)
    assert dashboard.days().day >= day_number(VIEW[1])


def clicks(dashboard: DashboardPage, count: int) -> None:
    """Open districts on the map by turns, and close them."""
    for turn in range(count):
        district = ("kalbajar", "lachin", "aghdam")[turn % 3]
        dashboard.click_district(district)
        dashboard.page.wait_for_url(re.compile(f"district={district}"))
        close = dashboard.panel().get_by_role("button", name="Close").first
        close.click()
        dashboard.page.wait_for_url(re.compile("^(?!.*district=)"))


def tables(dashboard: DashboardPage, count: int) -> None:
    """Add a table and remove it again."""
    page = dashboard.page
    for turn in range(count):
        page.get_by_role("button", name="Add events").click()
        dialog = page.get_by_role("dialog")
        rows = "".join(f"Event {turn} {row},2021-06-0{row % 9 + 1},39.9,46.1\n" for row in range(50))
        content = f"title,date,lat,lon\n{rows}"
        dialog.locator("input[type=file]").first.wait_for(state="attached")
        page.evaluate(PUT, content)
        dialog.get_by_role("button", name="Show on the map").click()
        page.locator(".st-key-own_events").get_by_role("button", name="Remove").click()
        page.get_by_role("button", name="Forget it").click()
        expect(page.get_by_role("button", name="Forget it")).to_have_count(0)
