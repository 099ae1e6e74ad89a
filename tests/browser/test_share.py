"""The dialog Share: what is copied opens the same view, and the code's frame works at once."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geo.dates import day_number

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.page import DashboardPage


def test_a_view_is_shared_as_link_frame_picture_and_citation(dashboard: DashboardPage, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dashboard.open("district=aghdam&from=2020-09-27&to=2020-12-31&day=2020-11-20&evidence=disputed,several")
    panel = page.locator(".st-key-side").locator(".details")
    expect(panel.get_by_role("heading", level=2).first).to_be_visible()
    shown, events = panel.inner_text(), dashboard.painted()["events"]
    dashboard.ask_map("({ map }) => map.setView([39.9, 46.8], 9, { animate: false })")
    share = page.get_by_role("button", name="Share", exact=True)
    share.click()
    dialog = page.get_by_role("dialog", name="Share this view")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Hold the map's place and zoom").check()
    dialog.get_by_role("button", name="Copy", exact=True).click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    query = parse_qs(urlsplit(link).query)
    assert query["at"] == ["39.9,46.8,9"]
    assert "lang" not in query
    assert query["version"][0]

    dialog.get_by_role("tab", name="Embed").click()
    dialog.get_by_label("Narrow").check()
    dialog.get_by_label("Legend, one line").uncheck()
    code = dialog.get_by_role("textbox", name="Code")
    expect(code).to_have_text(re.compile(r'width="320" height="400"'))
    source = unescape(code.inner_text().split('src="')[1].split('"')[0])
    assert parse_qs(urlsplit(source).query)["hide"] == ["legend"]
    frame = dialog.locator("iframe").content_frame
    frame.locator("[data-ready]").wait_for(state="attached", timeout=60_000)
    expect(frame.locator(".stage-legend")).to_be_hidden()

    dialog.get_by_role("tab", name="Picture").click()
    picture = dialog.locator(".picture img")
    expect(picture).to_have_attribute("src", re.compile("^blob:"))
    with page.expect_download() as saved:
        dialog.get_by_role("button", name="Save picture").click()
    assert saved.value.suggested_filename == "map-2020-11-20.png"
    expect(dialog.get_by_role("textbox", name="Description")).to_contain_text(
        "Map of 13 districts on 20 November 2020"
    )

    dialog.get_by_role("tab", name="Calendar and feeds").click()
    expect(dialog.get_by_text("feed.atom?district=aghdam")).to_be_visible()
    dialog.get_by_role("tab", name="Citation").click()
    dialog.get_by_role("button", name="BibTeX").click()
    expect(dialog.get_by_role("textbox", name="BibTeX")).to_contain_text("@misc{view")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(share).to_be_focused()

    page.goto("about:blank")
    page.goto(link)
    dashboard.wait_for_day(day_number("2020-11-20"))
    dashboard.wait_for_map("({ map }) => map.getZoom() === 9 && Math.abs(map.getCenter().lat - 39.9) < 1e-3")
    assert shown
    expect(panel).to_have_text(shown, use_inner_text=True)
    dashboard.wait_for_map("(stage, events) => stage.painted.events === events", events)


@pytest.mark.parametrize("lang", ["hy"])
def test_on_a_phone_it_is_a_sheet_in_the_language_of_the_page(
    lang: str, dashboard: DashboardPage, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    dashboard.open(f"lang={lang}")
    page.locator(".st-key-actions_bar button.link").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("code").first).to_contain_text(f"lang={lang}")
    embed = dialog.locator("#tab-embed")
    embed.click()
    frame = dialog.locator("iframe")
    expect(frame).to_be_visible()
    box = frame.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    dialog.locator("button.back").click()
    expect(embed).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
