"""The operating system's colours change while the page is open: everything on it follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.page import DashboardPage

# Mean brightness (0 to 255) of what a canvas shows, transparent points left out.
BRIGHTNESS = """(canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let sum = 0
  let count = 0
  for (let at = 0; at < data.length; at += 4 * 97) {
    if (data[at + 3] < 255) continue
    sum += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]
    count++
  }
  return sum / count
}"""
BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"
DAYS = ("1992-01-01", "1993-04-03", "1994-12-31")


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_map_timeline_and_panel_are_recoloured_while_the_page_is_open(
    standing: DashboardPage, scheme: Literal["dark", "light"]
) -> None:
    standing.show(*DAYS)
    seen = standing.map_view()
    standing.page.emulate_media(color_scheme=scheme)
    standing.wait_for_map("(stage, theme) => stage.shared.theme === theme", scheme)
    expect(standing.page.locator(".tl")).to_have_attribute("data-theme", scheme)
    expect(standing.page.locator(".details")).to_have_attribute("data-theme", scheme)
    standing.followed()
    is_dark = scheme == "dark"
    colour = standing.ask_map("(stage) => stage.shared.palette.controllers[0]")
    assert colour == standing.ask_map("(stage, name) => stage.shared.scene.controllers[0][name]", scheme)
    backdrop = standing.ask_map(f"(stage) => ({BRIGHTNESS})(stage.map.getPane('stage-backdrop').firstChild)")
    assert (backdrop < 100) is is_dark
    assert (standing.page.locator(".tl").evaluate(BACKGROUND) == "rgb(255, 255, 255)") is not is_dark
    assert standing.map_view() == seen
