"""A story as a person reads it: to its end by keys, left to explore and come back to, on a phone, on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from geo.stories import stories_of
from tests.browser.page import settled
from tests.bundled import bundled

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from geo.stories import Story

FIRST_VIEW = 60_000
SWIPE = """(step) => {
  const at = (x) => new Touch({ identifier: 1, target: step, clientX: x, clientY: 700 })
  const send = (type, x, touches) =>
    step.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches: [at(x)] }))
  send('touchstart', 300, [at(300)])
  send('touchend', 120, [])
}"""


@pytest.fixture(scope="module")
def story() -> Story:
    return stories_of(bundled())[0]


def open_stories(page: Page, address: str, query: str = "page=stories") -> None:
    page.goto(f"{address}/?{query}")
    expect(page.locator(".story-card, .ways").first).to_be_visible(timeout=FIRST_VIEW)
    settled(page)


def expect_step(page: Page, story: Story, number: int) -> None:
    """The panel tells a step, says so to a screen reader, and the timeline stands at its day."""
    step = story.steps[number - 1]
    panel = page.locator(".stories[data-kind=step]")
    expect(panel.get_by_role("heading", name=step.title, exact=True)).to_be_visible()
    expect(panel.get_by_role("status")).to_have_text(f"Step {number} of {len(story.steps)}: {step.title}")
    day = min(max(step.day, step.first_day), step.last_day)
    expect(page.locator("[role=slider][data-part=day]")).to_have_attribute("aria-valuenow", str(day))


def test_a_story_is_read_to_its_end_by_keys_and_remembered(page: Page, server: str, story: Story) -> None:
    open_stories(page, server)
    card = page.locator(f".story-card[data-story={story.id}]")
    card.get_by_role("button", name=story.title).click()
    for number in range(1, len(story.steps) + 1):
        expect_step(page, story, number)
        if number < len(story.steps):
            page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect_step(page, story, len(story.steps) - 1)
    page.get_by_role("group", name="Steps of the story").get_by_role("button", name="Step 4 of").click()
    expect_step(page, story, 4)
    expect(page.locator(".tl-step[aria-current=step]")).to_have_text("4")
    page.evaluate(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve() }"
    )
    page.get_by_role("button", name="Link to this step").click()
    page.wait_for_function("() => window.copied")
    copied = parse_qs(urlsplit(page.evaluate("window.copied")).query)
    assert copied == {"page": ["stories"], "story": [story.id], "step": ["4"]}
    page.keyboard.press("Home")
    expect_step(page, story, 1)
    page.keyboard.press("ArrowRight")
    expect_step(page, story, 2)
    page.get_by_role("button", name="All stories").first.click()
    card.get_by_role("button", name="Continue at step 2").click()
    expect_step(page, story, 2)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-filters")).to_be_visible()
    expect(page).not_to_have_url(re.compile("story="))


def test_a_mark_leads_to_its_source(page: Page, server: str, story: Story) -> None:
    open_stories(page, server, f"page=stories&story={story.id}&step=3")
    panel = page.locator(".stories[data-kind=step]")
    panel.get_by_role("button", name="Source 2", exact=True).first.click()
    source = panel.locator(".step-sources [data-number='2']")
    expect(source).to_be_focused()
    expect(source).to_be_in_viewport()
    for link in panel.locator(".step-sources a").all():
        expect(link).to_have_attribute("href", re.compile("^https?://"))
        expect(link).to_have_attribute("rel", re.compile("noopener"))


def test_touching_the_timeline_is_exploring_and_one_click_restores_the_step(
    page: Page, server: str, story: Story
) -> None:
    open_stories(page, server, f"page=stories&story={story.id}&step=3")
    expect_step(page, story, 3)
    page.locator("[role=slider][data-part=day]").focus()
    page.keyboard.press("ArrowRight")
    back = page.get_by_role("button", name="Back to step 3")
    expect(back).to_be_visible()
    expect(page.locator(".st-key-filters")).to_be_visible()
    expect(page).to_have_url(re.compile(f"story={story.id}.*step=3"))
    expect(page).not_to_have_url(re.compile("page=stories"))
    back.click()
    expect_step(page, story, 3)
    restored = {"page": ["stories"], "story": [story.id], "step": ["3"]}
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query) == restored)


def test_a_story_reads_on_a_phone_and_turns_by_a_swipe(browser: Browser, server: str, story: Story) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, locale="en-GB")
    page = context.new_page()
    open_stories(page, server, f"page=stories&story={story.id}")
    expect_step(page, story, 1)
    page.locator(".stories[data-kind=step]").evaluate(SWIPE)
    expect_step(page, story, 2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("Explore from here", "Previous step"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    context.close()


def test_paper_has_the_whole_story_and_nothing_else(page: Page, server: str, story: Story) -> None:
    open_stories(page, server, f"page=stories&story={story.id}&step=2")
    expect_step(page, story, 2)
    page.emulate_media(media="print")
    paper = page.locator(".stories[data-kind=paper]")
    for step in story.steps:
        expect(paper.get_by_role("heading", name=step.title, exact=True)).to_be_visible()
    expect(page.locator(".ways")).to_be_hidden()
    expect(page.locator(".st-key-timeline")).to_be_hidden()
