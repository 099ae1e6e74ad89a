"""The dashboard as a person handles it: the map, the timeline, the panel and the address line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import expect

from components.stage.folium_map import FRAME
from geo.dates import day_number

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Frame, Locator, Page

SliderPart = Literal["day", "from", "to", "compare"]

MAP = FRAME
PILL = ".tl-pill"
READY = "() => window.stage?.ready === true"
SHOWS = """({ painted, shared }, { time, district, event }) =>
  Object.entries(time).every(([name, value]) => painted[name] === value) &&
  (shared.scene.districts[shared.selected]?.id ?? null) === district &&
  (shared.scene.events.ids[shared.event] ?? null) === event"""
GO = """(query) => {
  history.pushState(null, '', query)
  dispatchEvent(new PopStateEvent('popstate'))
}"""
PAINTED = """({ painted }, [from, day, to]) =>
  painted.from === from && painted.day === day && painted.to === to"""
DRAWN = (
    "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))"
)
STILL = """async ({ map }) => {
  const numbers = () => [map.getCenter(), map.getSize()].flatMap(Object.values)
  const look = () => [map._animatingZoom, map.getZoom(), ...numbers()]
  const before = look()
  for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame)
  return !before[0] && look().join() === before.join()
}"""
STAGE_PADDING = 14
PLOT_MIDDLE = 60
DRAG_STEPS = 12
FIRST_VIEW_MILLISECONDS = 60_000  # The server's first page reads and joins the dataset.


class Days(NamedTuple):
    """A range and the day shown, in days since 1970-01-01."""

    first: int
    day: int
    last: int


class DashboardPage:
    """Handles one open page; waits for what the page says of itself, never for a time."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.sent = 0
        """Messages that the page has sent to the server so far."""
        page.on("websocket", lambda socket: socket.on("framesent", self._note_sent))

    def _note_sent(self, _message: str | bytes) -> None:
        self.sent += 1

    def open(self, query: str = "") -> DashboardPage:
        """Load the page, with a view such as ``district=kalbajar``, and wait until its map is drawn."""
        self.page.goto(f"{self.address}/?{query}" if query else self.address)
        # Where the map is told by way of the server, its first frame makes way for one that holds the scene.
        drawn = self.page.locator(MAP).last.content_frame.locator("[data-ready]")
        drawn.wait_for(state="attached", timeout=FIRST_VIEW_MILLISECONDS)
        settled(self.page)
        return self

    def show(self, first: str, day: str, last: str, **others: str) -> None:
        """Go to another view of the open page by its address, without loading the page anew."""
        days = {"from": first, "day": day, "to": last, **others}
        self.page.evaluate(GO, f"?{urlencode(days)}")
        time = {
            name: day_number(days[name]) if name in days else None
            for name in ("from", "day", "to", "compare")
        }
        asked = {"time": time, "district": others.get("district"), "event": others.get("event")}
        self.wait_for_map(SHOWS, asked)
        for part in ("from", "day", "to"):
            expect(self.slider(part)).to_have_attribute("aria-valuenow", str(time[part]))

    def wait_for_query(self, **expected: str) -> None:
        """Wait until the address holds this view and nothing else."""
        self.page.wait_for_url(lambda url: _query(url) == expected)

    def wait_for_part(self, **expected: str | None) -> None:
        """Wait until the address holds these parameters, or not those that are None, whatever else it holds."""
        self.page.wait_for_url(
            lambda url: all(_query(url).get(name) == value for name, value in expected.items())
        )

    def mark(self) -> None:
        """Mark the documents of the page and of its map."""
        for frame in (self.page.main_frame, self.map_frame()):
            frame.evaluate("() => { window.marked = true }")

    def is_marked(self) -> bool:
        """Whether both are still the documents that were marked."""
        return all(
            frame.evaluate("window.marked === true") for frame in (self.page.main_frame, self.map_frame())
        )

    @property
    def query(self) -> dict[str, str]:
        """The view in the address line."""
        return _query(self.page.url)

    # --- the map ---

    def map_frame(self) -> Frame:
        """The map's frame, once the map has drawn itself."""
        # A former map stays until the one of another language has drawn itself.
        expect(self.page.locator(MAP)).to_have_count(1, timeout=FIRST_VIEW_MILLISECONDS)
        element = self.page.locator(MAP).element_handle()
        frame = element.content_frame()
        assert frame is not None, "the map's element holds no frame"
        frame.wait_for_function(READY)
        return frame

    def ask_map(self, expression: str, argument: object = None) -> Any:  # noqa: ANN401 - JavaScript's value
        """Evaluate a function of ``(stage, argument)`` in the map's frame."""
        return self.map_frame().evaluate(f"(argument) => ({expression})(window.stage, argument)", argument)

    def wait_for_map(self, expression: str, argument: object = None) -> None:
        """Wait until a function of ``(stage, argument)`` is true in the map's frame."""
        self.map_frame().wait_for_function(
            f"(argument) => ({expression})(window.stage, argument)", arg=argument
        )

    def panel(self) -> Locator:
        """The details."""
        return self.page.locator(".st-key-side")

    def map_view(self) -> dict[str, Any]:
        """Zoom and centre of the map."""
        seen: dict[str, Any] = self.ask_map("({ map }) => ({ zoom: map.getZoom(), ...map.getCenter() })")
        return seen

    def legend(self) -> Locator:
        """The map's legend."""
        return self.page.frame_locator(MAP).locator(".stage-legend-full")

    def holders(self) -> dict[str, int]:
        """How many districts each controller held whole, as the legend says."""
        rows = self.legend().locator(".stage-legend-row:has(.stage-legend-number:not(:empty))")
        texts = (row.split("\n") for row in rows.all_inner_texts())
        return {label: int(number) for label, number in texts}

    def painted(self) -> dict[str, Any]:
        """What the map shows: ``day``, ``from``, ``to`` (days since 1970-01-01), ``events``, ``sequence``."""
        shown: dict[str, Any] = self.ask_map("(stage) => stage.painted")
        return shown

    def wait_for_day(self, day: int) -> None:
        """Wait until the map shows a day."""
        self.wait_for_map("(stage, day) => stage.painted.day === day", day)

    def wait_for_still_map(self) -> None:
        """Wait until the map has come to rest: what is read off a map on its way is soon elsewhere."""
        self.wait_for_map(STILL)

    def point_of_district(self, district: str) -> tuple[float, float]:
        """Where on the page a district's label point is drawn, in CSS pixels."""
        self.wait_for_still_map()
        return self._on_page(self.ask_map("(stage, id) => stage.pointOfDistrict(id)", district))

    def point_of_event(self, index: int) -> tuple[float, float]:
        """Where on the page an event's marker, or the cluster that holds it, is drawn, in CSS pixels."""
        self.wait_for_still_map()
        return self._on_page(self.ask_map("(stage, index) => stage.pointOfEvent(index)", index))

    def click_district(self, district: str) -> None:
        """Click a district's polygon with the mouse."""
        self.page.mouse.click(*self.point_of_district(district))

    def click_event(self, index: int) -> None:
        """Click an event's marker with the mouse."""
        self.page.mouse.click(*self.point_of_event(index))

    def click_map(self, x: float, y: float) -> None:
        """Click a spot of the map, in CSS pixels from its corner, with the mouse."""
        self.page.mouse.click(*self._on_page((x, y)))

    def _on_page(self, point: tuple[float, float]) -> tuple[float, float]:
        frame = _box(self.page.locator(MAP))
        return frame["x"] + point[0], frame["y"] + point[1]

    # --- the menu of downloads ---

    def open_downloads(self, name: str = "Download") -> Locator:
        """Open the menu of downloads, if it is not open, and give what is in it once the page is at rest.

        A file that is made when it is asked for has an address of the run that drew its button.
        """
        button = self.page.get_by_role("button", name=name, exact=True)
        menu = self.page.locator(".st-key-exports")
        if button.get_attribute("aria-expanded") != "true":
            button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(menu.get_by_test_id("stDownloadButton").last).to_be_visible()
        expect(menu.locator("button.picture")).to_be_visible()
        settled(self.page)
        return menu

    # --- the timeline ---

    def slider(self, part: SliderPart) -> Locator:
        """A slider of the timeline."""
        return self.page.locator(f"[role=slider][data-part={part}]")

    def day_of(self, part: SliderPart) -> int:
        """The day at which a slider stands, in days since 1970-01-01."""
        return int(self.slider(part).get_attribute("aria-valuenow") or "")

    def days(self) -> Days:
        """The range and the day that the timeline shows."""
        return Days(self.day_of("from"), self.day_of("day"), self.day_of("to"))

    def follow_the_hand(self) -> None:
        """Wait until the page has drawn what the mouse or a key has just done."""
        self.page.wait_for_function(DRAWN)

    def followed(self) -> Days:
        """The days of the timeline, once the map shows them."""
        self.follow_the_hand()
        days = self.days()
        self.wait_for_map(PAINTED, list(days))
        return days

    def chart_box(self) -> FloatRect:
        """The part of the timeline below its buttons, in CSS pixels of the page."""
        return _box(self.page.locator(".tl-chart"))

    def plot_point(self, day: int) -> tuple[float, float]:
        """Where on the page a day stands in the histogram while all years are in view."""
        first, last = (
            int(self.slider("day").get_attribute(f"aria-value{end}") or "") for end in ("min", "max")
        )
        box = self.chart_box()
        width = box["width"] - 2 * STAGE_PADDING
        return box["x"] + STAGE_PADDING + (day + 0.5 - first) / (last + 1 - first) * width, box[
            "y"
        ] + PLOT_MIDDLE

    def choose(self, **options: str) -> None:
        """Choose the timeline's ``unit`` or ``speed``."""
        for name, value in options.items():
            self.page.locator(f".tl-{name}").select_option(value)

    def press_switch(self, name: str, *, on: bool) -> None:
        """Press a button of the timeline that stays pressed, if it is not as wanted."""
        button = self.page.get_by_role("button", name=name)
        if button.get_attribute("aria-pressed") != str(on).lower():
            button.click()
        expect(button).to_have_attribute("aria-pressed", str(on).lower())

    def play(self) -> None:
        """Press Play; it then offers Pause."""
        self.page.get_by_role("button", name="Play", exact=True).click()
        expect(self.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()

    def pause(self) -> None:
        """Press Pause; it then offers Play."""
        self.page.get_by_role("button", name="Pause", exact=True).click()
        expect(self.page.get_by_role("button", name="Play", exact=True)).to_be_visible()

    def grip_of(self, part: SliderPart) -> tuple[float, float]:
        """Where on the page a slider can be grasped: the middle of its label, or of its handle."""
        slider = self.slider(part)
        box = _box(slider.locator(PILL) if part in {"day", "compare"} else slider)
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def drag(self, part: SliderPart, pixels: float, *, release: bool = True) -> None:
        """Drag a slider sideways with the mouse, in steps as a hand does."""
        self.drag_from(*self.grip_of(part), pixels, release=release)

    def drag_from(self, x: float, y: float, pixels: float, *, release: bool = True) -> None:
        """Drag whatever is at a point of the page sideways with the mouse."""
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=DRAG_STEPS)
        if release:
            self.page.mouse.up()


def settled(page: Page) -> None:
    """Wait until the server has drawn the whole page: before that, parts of it are still to come or to go."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=FIRST_VIEW_MILLISECONDS)


def choose_district(page: Page, name: str) -> None:
    """Choose a district of the panel's list by keyboard; Enter takes what is found, once the list is searched."""
    choice = page.get_by_role("combobox", name="District")
    found = page.locator(
        "[role=option]:visible"
    )  # The timeline's own lists have options without the attribute.
    choice.click()
    expect(found.nth(1)).to_be_visible()
    choice.fill(name)
    expect(found.first).to_have_text(name)
    choice.press("Enter")


def _query(address: str) -> dict[str, str]:
    """Return the view in an address, without where a hand or a test has moved the map."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(address).query).items() if name != "at"}


def _box(locator: Locator) -> FloatRect:
    locator.wait_for()
    box = locator.bounding_box()
    assert box is not None, f"{locator} is not on the page"
    return box
