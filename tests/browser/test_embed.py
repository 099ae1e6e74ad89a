"""The embed in an article of another origin: it works without a session, and lets the article scroll."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.dates import day_number
from geo.stories import stories_of
from tests.browser.page import STILL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    import geo

READY = "() => window.stage?.ready === true"
FIRST_VIEW = 60_000
"""Milliseconds: the server's first answer reads and joins the dataset."""
Article = Callable[..., "list[Frame]"]
PRESS = """(several) => {
  const { map } = stage
  for (const { x, y } of stage.marks().filter(({ count }) => !several || count > 1)) {
    const point = L.point(x, y)
    const layerPoint = map.containerPointToLayerPoint(point)
    map.fire('click', { containerPoint: point, layerPoint, latlng: map.containerPointToLatLng(point) })
  }
}"""
"""Clicks marks of the map, those of several events alone where asked."""
KEPT = """() => {
  const kept = Object.keys(localStorage).filter((key) => key !== 'map-hints-seen') // The tests' own.
  return [document.cookie, kept.length, sessionStorage.length].join()
}"""


class Silent(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_parts: Any) -> None:  # noqa: ANN401 - The library's signature.
        """Say nothing."""


@contextmanager
def other_origin(folder: Path) -> Iterator[str]:
    """Serve a folder from an origin of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def article(page: Page, tmp_path: Path) -> Iterator[Article]:
    """Return what writes an article with frames and opens it from another origin."""
    with other_origin(tmp_path) as origin:

        def write(*frames: str) -> list[Frame]:
            text = "".join(f"<p style='height:300px'>Words</p>{frame}" for frame in frames)
            (tmp_path / "index.html").write_text(
                "<!DOCTYPE html><title>Article</title><link rel='icon' href='data:,'>"
                f"<body>{text}<p style='height:2000px'>More</p>",
                encoding="utf-8",
            )
            page.goto(f"{origin}/index.html", timeout=FIRST_VIEW)
            found = [frame for frame in page.frames if "/embed" in frame.url]
            for frame in found:
                # A frame of another origin that is out of sight draws nothing.
                frame.frame_element().scroll_into_view_if_needed()
                frame.wait_for_function(READY, timeout=FIRST_VIEW)
            page.evaluate("() => scrollTo(0, 0)")
            return found

        yield write


def test_it_works_in_an_article_of_another_origin(article: Article, page: Page, server: str) -> None:
    said: list[str] = []
    sockets: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("websocket", lambda socket: sockets.append(socket.url))
    query = "day=2020-11-25&amp;from=1992-01-01&amp;lang=en"
    wide, narrow = article(
        f'<iframe src="{server}/embed?{query}" width="640" height="480" style="border:0"></iframe>',
        f'<iframe src="{server}/embed?{query}&amp;at=39.8,46.7,9&amp;lang=hy" width="280" height="360"></iframe>',
    )
    assert wide.evaluate("stage.painted.day") == day_number("2020-11-25")
    assert narrow.evaluate("stage.map.getZoom()") == 9
    assert narrow.evaluate("document.documentElement.lang") == "hy"
    expect(narrow.locator("#map canvas").first).to_be_visible()
    expect(narrow.locator("[role=slider][data-part=day]")).to_be_visible()

    # The article scrolls over the map until it is pressed.
    wide.locator("#map").hover()
    zoom = wide.evaluate("stage.map.getZoom()")
    page.mouse.wheel(0, 200)
    page.wait_for_function("() => scrollY >= 200")
    assert wide.evaluate("stage.map.getZoom()") == zoom
    page.evaluate("() => scrollTo(0, 0)")

    # A district is chosen on the map: its history stands under the bars, and the credit leads to it.
    wide.wait_for_function(f"() => ({STILL})(stage)")
    frame = page.locator("iframe").first.bounding_box()
    assert frame is not None
    x, y = wide.evaluate("stage.pointOfDistrict('fuzuli')")
    page.mouse.click(frame["x"] + x, frame["y"] + y)
    credit = wide.get_by_role("link", name="Liberated districts and events")
    expect(credit).to_have_attribute("href", re.compile(rf"^{server}/\?.*day=2020-11-25.*district=fuzuli"))
    page.mouse.wheel(0, -240)
    wide.wait_for_function("(zoom) => stage.map.getZoom() > zoom", arg=zoom)

    # The timeline moves the day, and an event shows a card that leads to its record.
    day = wide.locator("[role=slider][data-part=day]")
    day.focus()
    page.keyboard.press("ArrowLeft")
    wide.wait_for_function("(day) => stage.painted.day < day", arg=day_number("2020-11-25"))
    wide.evaluate("stage.map.setZoom(7, { animate: false })")
    wide.wait_for_function(f"() => ({STILL})(stage)")
    wide.wait_for_function("() => stage.marks().some(({ count }) => count > 1)")
    wide.evaluate(PRESS, arg=True)
    card = wide.get_by_role("region", name="What was chosen on the map")
    expect(card.get_by_role("link").first).to_have_attribute("href", re.compile(rf"^{server}/event/"))
    card.get_by_role("button", name="Close").click()
    expect(card).to_be_hidden()

    for one in (wide, narrow):
        assert one.evaluate(KEPT) == ",0,0"
    assert page.context.cookies() == []
    assert sockets == []
    assert said == []


def test_a_frame_too_small_for_a_map_shows_a_picture_with_a_link(
    article: Article, page: Page, server: str
) -> None:
    (frame,) = article(
        f'<iframe src="{server}/embed?lang=en&amp;hide=timeline" width="260" height="200"></iframe>'
    )
    picture = frame.locator(".em-picture img")
    expect(picture).to_be_visible()
    frame.wait_for_function("() => document.querySelector('.em-picture img').naturalWidth === 1200")
    expect(frame.locator(".em-picture")).to_have_attribute("href", f"{server}/?lang=en")
    page.locator("iframe").evaluate("(frame) => Object.assign(frame, { width: 500, height: 400 })")
    expect(frame.locator("#map")).to_be_visible()
    expect(frame.locator("#timeline")).to_be_hidden()
    frame.wait_for_function("() => stage.map.getSize().y > 300")


def test_texts_that_attack_stay_texts_in_a_frame(article: Article, page: Page, hostile: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    (frame,) = article(
        f'<iframe src="{hostile}/embed?day=2020-11-25" width="640" height="480" style="border:0"></iframe>'
    )
    frame.evaluate(PRESS)
    expect(frame.locator("#card")).to_be_visible()
    assert frame.evaluate("window.attacked") is None
    assert said == []


def test_it_tells_a_story_that_can_be_left_and_come_back_to(
    article: Article, server: str, dataset: geo.Dataset
) -> None:
    story = stories_of(dataset)[0]
    [frame] = article(
        f"<iframe src='{server}/embed?story={story.id}&lang=en' width='640' height='480'></iframe>"
    )
    shows = "(day) => stage.painted.day === day"
    frame.get_by_role("button", name="Next step").click()
    expect(frame.get_by_role("heading", name=story.steps[1].title, exact=True)).to_be_visible()
    frame.wait_for_function(shows, arg=story.steps[1].day)
    expect(frame.locator("#whole")).to_have_attribute("href", re.compile(f"story={story.id}.*step=2"))
    frame.get_by_role("button", name="Explore from here").click()
    expect(frame.get_by_role("heading", name=story.steps[1].title, exact=True)).to_be_hidden()
    frame.get_by_role("button", name="Back to step 2").click()
    expect(frame.get_by_role("heading", name=story.steps[1].title, exact=True)).to_be_visible()
