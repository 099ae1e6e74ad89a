"""The page stands before Streamlit does: outlines at once, and nothing jumps when the map takes their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.page import DashboardPage

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_SHIFT = 0.1
WATCH = """
window.shift = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
}).observe({ type: 'layout-shift', buffered: true })
addEventListener('map-drawn', () => {
  const svg = document.querySelector('#first-paint svg')
  const { left, top, width } = svg.getBoundingClientRect()
  const [x, y, wide] = svg.getAttribute('viewBox').split(' ').map(Number)
  const [boxX, boxY] = svg.dataset.box.split(' ').map(Number)
  window.first = {
    title: document.querySelector('#first-paint h1').textContent,
    outlines: svg.querySelectorAll('.f-districts path').length,
    corner: [left + (boxX - x) * width / wide, top + (boxY - y) * width / wide]
  }
}, true)
"""
"""Notes what stands there in the moment in which the map takes its place."""
CORNER = """({ map, shared }) => {
  const boxes = shared.districts.shapes.boxes.filter(Boolean)
  const [left, top] = ['left', 'top'].map((side) => Math.min(...boxes.map((box) => box[side])))
  const { x, y } = map.options.crs.latLngToPoint(map.getCenter(), map.getZoom())
  const size = 256 * 2 ** map.getZoom()
  const view = map.getSize()
  return [left * size - x + view.x / 2, top * size - y + view.y / 2]
}"""
"""Where the north-west corner of the districts is on the map."""


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_map_takes_the_place_of_its_outlines_without_a_jump(
    width: int, height: int, page: Page, server: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script(WATCH)
    dashboard = DashboardPage(page, server).open("lang=ru")
    expect(page.locator("#first-paint")).to_have_count(0)
    expect(page.locator(".st-key-side")).to_be_visible()
    first = page.evaluate("window.first")
    assert first["title"] == "Освобождённые районы и события"
    assert first["outlines"] > 10
    frame = page.locator("iframe[data-map]").bounding_box()
    assert frame is not None
    x, y = dashboard.ask_map(CORNER)
    assert first["corner"] == pytest.approx([frame["x"] + 1 + x, frame["y"] + 1 + y], abs=4)
    assert page.evaluate("window.shift") <= MOST_SHIFT
