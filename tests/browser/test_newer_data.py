"""Data that change on the server while a page is open are told on it, and shown when its person asks."""

from __future__ import annotations

import csv
import json
import shutil
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from geo.dates import day_date
from tests.browser.conftest import TODAY
from tests.browser.page import DashboardPage, settled
from tests.browser.server import started
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

NOTICE = "The data changed on the server"
MOST_STEPS = 200


def forget_hashes(folder: Path) -> None:
    """Take out of a package what says that its tables are those it was written with."""
    file = folder / "datapackage.json"
    package = json.loads(file.read_text("utf-8"))
    for resource in package["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    file.write_text(json.dumps(package), "utf-8")


def test_newer_data_are_told_at_a_step_and_shown_in_place_with_the_view_kept(
    page: Page, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(KARABAKH, folder)
    forget_hashes(folder)
    environment = {"DASHBOARD_TODAY": TODAY, "DASHBOARD_DATASET": str(folder)}
    with started(tmp_path / "server.log", environment) as server:
        dashboard = DashboardPage(page, server.address).open("from=1992-01-01&to=1994-12-31&day=1993-04-03")
        dashboard.mark()
        table = folder / "events.csv"
        text = table.read_text("utf-8")
        title = next(csv.DictReader(text.splitlines()))["title"]
        table.write_text(text.replace(title, f"{title} again"), "utf-8")
        dashboard.choose(unit="day")
        notice = page.get_by_text(NOTICE)
        for _step in range(MOST_STEPS):
            if notice.is_visible():
                break
            before = page.url
            page.get_by_role("button", name="One step forward").click()
            page.wait_for_function("(before) => location.href !== before", arg=before)
        expect(notice).to_be_visible()
        days = dashboard.followed()
        dashboard.wait_for_part(day=day_date(days.day).isoformat())
        asked = dashboard.query
        page.get_by_role("button", name="Reload, keep my view").click()
        expect(notice).to_be_hidden()
        settled(page)
        dashboard.wait_for_query(**asked)
        assert dashboard.followed() == days
        assert dashboard.is_marked(), "the page or its map was loaded anew"
