"""A story of a person's own: made from views, kept over a reload, saved, opened elsewhere, and harmless."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import guarded
from tests.hostile import PAYLOADS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Locator, Page

FIRST_VIEW = 60_000
VIEWS = (
    "day=1993-04-03&from=1993-01-01&to=1993-12-31&district=kalbajar&event=kalbajar-1993-04-displacement",
    "day=2020-11-25&district=kalbajar",
    "day=2023-09-20&from=2023-01-01&to=2023-12-31",
)
MAP = "iframe[data-map]"
ZOOM = """(zoom) => {
  const [look] = window[Symbol.for('map looks')]?.values() ?? []
  return look && Math.abs(look.zoom - zoom) < 0.01
}"""
GO = "(query) => { history.pushState(null, '', query); dispatchEvent(new PopStateEvent('popstate')) }"


def maker(page: Page) -> Locator:
    return page.locator(".maker")


def add_view(page: Page, view: str, number: int) -> None:
    """Show a view and make a step of it, as the view on the map has the day of the address."""
    page.evaluate(GO, f"?page=stories&story=new&{view}")
    year = re.search(r"day=(\d{4})", view)
    assert year is not None
    expect(maker(page).locator(".now")).to_contain_text(year[1])
    maker(page).get_by_role("button", name="Add this view as a step").click()
    expect(maker(page).locator(".card")).to_have_count(number)


def zoom_in(page: Page) -> float:
    """Move the map by hand; returns its zoom, as the address says it."""
    page.frame_locator(MAP).get_by_role("button", name="Zoom in").first.click()
    page.wait_for_url(re.compile("at="))
    return float(parse_qs(urlsplit(page.url).query)["at"][0].split(",")[2])


def open_file(page: Page, content: dict[str, Any] | bytes, name: str = "story.json") -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    expect(page.get_by_role("button", name="Open a story file")).to_be_visible(timeout=FIRST_VIEW)
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": data}
    )


def test_a_story_is_made_kept_saved_and_opened_in_a_fresh_browser(
    page: Page, server: str, browser: Browser, browser_context_args: dict[str, Any], tmp_path: Path
) -> None:
    page.goto(f"{server}/?page=stories")
    page.get_by_role("button", name="Make a story").click(timeout=FIRST_VIEW)
    expect(maker(page).get_by_text("There is no step yet.")).to_be_visible()
    maker(page).get_by_label("Title of the story").fill("Three days")
    for number, view in enumerate(VIEWS, 1):
        add_view(page, view, number)
        maker(page).get_by_label(f"Title of step {number}").fill(f"Day {number}")
    zoom = zoom_in(page)
    maker(page).get_by_label("Hold the map's place and zoom").check()
    maker(page).get_by_role("button", name="Open step 1").click()
    text = maker(page).get_by_label("Text of step 1")
    text.fill("In all *7654321* people left.")
    expect(maker(page).locator(".findings")).to_contain_text("7654321")
    text.fill("Many left.")
    expect(maker(page).locator(".findings li")).to_have_count(0)
    marks = maker(page).get_by_label("Source mark")
    expect(marks).to_be_enabled()
    marks.select_option(index=1)
    expect(text).to_have_value(re.compile(r"Many left\.\[\^[a-z0-9-]+\]"))
    maker(page).get_by_role("button", name="Open step 3").press("Alt+ArrowUp")
    expect(maker(page).locator(".card .name")).to_have_text(["Day 1", "Day 3", "Day 2"])

    dots = page.get_by_role("group", name="Steps of the story")
    # Pressed while the dots learn of the new order: a button that was replaced meanwhile would not be clicked.
    dots.get_by_role("button", name="Step 1 of 3: Day 1").hover()
    page.mouse.down()
    expect(dots.get_by_role("button", name="Step 2 of 3: Day 3")).to_have_count(1)
    page.mouse.up()
    expect(maker(page).locator(".now")).to_contain_text("1993")
    expect(maker(page)).to_be_visible()

    page.reload()
    expect(maker(page).locator(".card .name")).to_have_text(["Day 1", "Day 3", "Day 2"], timeout=FIRST_VIEW)
    with page.expect_download() as coming:
        maker(page).get_by_role("button", name="Save the story").click()
    assert coming.value.suggested_filename == "three-days.json"
    coming.value.save_as(tmp_path / "three-days.json")
    maker(page).get_by_role("button", name="Preview").click()
    expect(page.locator(".stories[data-kind=step]")).to_be_visible()
    expect(page.get_by_role("button", name="Change this story")).to_be_visible()

    context = browser.new_context(**browser_context_args)
    with guarded(context):
        other = context.new_page()
        other.goto(f"{server}/?page=stories")
        open_file(other, (tmp_path / "three-days.json").read_bytes())
        panel = other.locator(".stories[data-kind=step]")
        for title in ("Day 1", "Day 3", "Day 2"):
            expect(panel.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=FIRST_VIEW)
            if title == "Day 3":
                other.wait_for_function(ZOOM, arg=zoom)
            other.keyboard.press("ArrowRight")
        expect(panel.get_by_role("status")).to_have_text("Step 3 of 3: Day 2")
        other.get_by_role("button", name="Change this story").click()
        expect(maker(other).locator(".card .name")).to_have_text(["Day 1", "Day 3", "Day 2"])
    context.close()


def test_a_hostile_story_file_is_harmless_and_a_broken_one_says_why(page: Page, server: str) -> None:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))

    def note(dialog: Dialog) -> None:
        failures.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    attack = " ".join(PAYLOADS)
    step = {
        "title": attack[:250],
        "text": f"**{attack[:400]}**\n\n{attack}[^no-such-source]",
        "day": "1993-04-03",
        "from": "0001-01-01",
        "to": "9999-12-31",
        "district": "no-such-district",
        "events": ["no-such-event"],
        "place": "nowhere",
        "sources": ["no-such-source"],
    }
    hostile = {
        "format": "liberated-districts-story",
        "version": 1,
        "title": attack[:250],
        "summary": attack,
        "steps": [step, step],
    }
    page.goto(f"{server}/?page=stories")
    open_file(
        page,
        {**hostile, "steps": [{**step, "day": "<script>"}]},
        "<img src=x onerror=window.attacked=1>.json",
    )
    expect(page.get_by_role("alert")).to_contain_text("<script>")
    open_file(page, hostile)
    panel = page.locator(".stories[data-kind=step]")
    expect(panel.get_by_role("status")).to_contain_text("Step 1 of 2")
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("status")).to_contain_text("Step 2 of 2")
    page.get_by_role("button", name="Change this story").click()
    expect(maker(page).locator(".card")).to_have_count(2)
    for frame in page.frames:
        assert frame.evaluate("window.attacked") is None
        assert frame.locator("[onerror], [onload], iframe[srcdoc], img[src=x]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "a text widens the page"
    assert failures == []
