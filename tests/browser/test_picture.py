"""The picture of the map: the map of its day, crisp, with its legend and who made it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import standing_page
from tests.browser.page import MAP

if TYPE_CHECKING:
    from typing import Any

    import numpy.typing as npt
    from playwright.sync_api import Browser

    import geo
    from tests.browser.page import DashboardPage

MARGIN = 24
RATIO = 2
LEGEND_PIXELS = 5_000
"""More of a colour than its swatches in the legend have is on the map."""


def picture(dashboard: DashboardPage) -> npt.NDArray[np.uint8]:
    """Open the menu, take the picture, and read it with another program: rows of RGB."""
    menu = dashboard.open_downloads()
    with dashboard.page.expect_download() as coming:
        menu.get_by_role("button", name="Picture").click()
    with Image.open(io.BytesIO(coming.value.path().read_bytes())) as image:
        assert image.format == "PNG"
        return np.asarray(image.convert("RGB"))


def amount(pixels: npt.NDArray[np.uint8], colour: str) -> int:
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return int((pixels == wanted).all(axis=2).sum())


@pytest.fixture(scope="module")
def colours(dataset: geo.Dataset) -> dict[str, str]:
    return {holder.id: holder.light for holder in dataset.about.controllers}


def test_the_picture_is_twice_as_fine_as_the_map_and_has_room_for_words(standing: DashboardPage) -> None:
    standing.show("1988-01-01", "1994-06-01", "2026-11-21")
    pixels = picture(standing)
    width, height = standing.ask_map("({ map }) => [map.getSize().x, map.getSize().y]")
    assert pixels.shape[1] == (width + 2 * MARGIN) * RATIO
    assert pixels.shape[0] > (height + 2 * MARGIN + 60) * RATIO


def test_the_picture_shows_the_day(standing: DashboardPage, colours: dict[str, str]) -> None:
    standing.show("1988-01-01", "1994-06-01", "2026-11-21")
    during = picture(standing)
    standing.show("1988-01-01", "2024-06-01", "2026-11-21")
    after = picture(standing)
    assert amount(during, colours["armenian_forces"]) > 20 * LEGEND_PIXELS
    assert amount(after, colours["armenian_forces"]) < LEGEND_PIXELS
    assert amount(after, colours["azerbaijan"]) > 20 * LEGEND_PIXELS


def test_two_days_are_each_on_their_side(standing: DashboardPage, colours: dict[str, str]) -> None:
    standing.show("1988-01-01", "1994-06-01", "2026-11-21", compare="2024-06-01")
    pixels = picture(standing)
    middle = pixels.shape[1] // 2
    left, right = pixels[:, :middle], pixels[:, middle:]
    assert amount(left, colours["armenian_forces"]) > 10 * LEGEND_PIXELS
    assert amount(right, colours["armenian_forces"]) < LEGEND_PIXELS


def test_taking_a_picture_leaves_the_map_as_it_was(standing: DashboardPage) -> None:
    standing.show("1988-01-01", "1994-06-01", "2026-11-21")
    seen = (standing.map_view(), standing.ask_map("(stage) => stage.marks()"))
    picture(standing)
    assert (standing.map_view(), standing.ask_map("(stage) => stage.marks()")) == seen
    standing.page.keyboard.press("Escape")
    expect(standing.page.locator(".st-key-exports")).to_be_hidden()
    standing.click_district("kalbajar")
    expect(standing.panel().get_by_role("heading", name="Kalbajar", exact=True)).to_be_visible()


def test_on_paper_the_picture_stands_in_the_maps_place(standing: DashboardPage) -> None:
    standing.show("1988-01-01", "1994-06-01", "2026-11-21")
    page = standing.page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("canvas.print-map")
    expect(printed).to_be_visible()
    expect(page.locator(MAP)).to_be_hidden()
    box = printed.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(
        printed.evaluate("({ width, height }) => width / height"), rel=0.01
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(printed).to_have_count(0)
    expect(page.locator(MAP)).to_be_visible()


def test_paper_is_white_in_the_dark_too(
    browser: Browser, browser_context_args: dict[str, Any], server: str
) -> None:
    options = {**browser_context_args, "color_scheme": "dark"}
    with standing_page(browser, options, server) as dashboard:
        page = dashboard.page
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        corner = "(canvas) => [...canvas.getContext('2d').getImageData(1, 1, 1, 1).data]"
        assert page.locator("canvas.print-map").evaluate(corner) == [255, 255, 255, 255]
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        dashboard.wait_for_map("({ shared }) => shared.theme === 'dark'")
