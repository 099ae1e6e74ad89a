"""A real server and a real browser, and a guard that no request leaves the machine."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import ARGUMENTS, DESKTOP, executable
from tests.browser.page import DashboardPage
from tests.browser.server import running
from tests.bundled import bundled
from tests.hostile import write_hostile_dataset

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Request

    import geo

TODAY = "2026-11-21"
EXPECT_MILLISECONDS = 60_000
expect.set_options(timeout=EXPECT_MILLISECONDS)

VISITED = "try { localStorage.setItem('map-hints-seen', '1') } catch {}"
"""Says that this is no first visit, whose hints would lie over the map."""
FORGOTTEN_STORAGE = "local_storage,indexeddb,cache_storage,service_workers,file_systems,shared_storage"
"""All that pages keep beside cookies; what the browser has fetched is no part of it."""
INSIDE_SCHEMES = ("data", "blob", "about", "chrome")


class Serve(Protocol):
    """Start a server, or give the address of the one that runs for these arguments already."""

    def __call__(self, dataset: Path | None = None, **environment: str) -> str: ...


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Serve another dataset than the project's: ``serve(folder)`` gives the address of its page."""
    addresses: dict[tuple[tuple[str, str], ...], str] = {}
    with ExitStack() as servers:

        def start(dataset: Path | None = None, **environment: str) -> str:
            variables = {"DASHBOARD_TODAY": TODAY, **environment}
            if dataset is not None:
                variables["DASHBOARD_DATASET"] = str(dataset)
            key = tuple(sorted(variables.items()))
            if key not in addresses:
                log = tmp_path_factory.mktemp("server") / "server.log"
                addresses[key] = servers.enter_context(running(log, variables))
            return addresses[key]

        yield start


@pytest.fixture(scope="session")
def server(serve: Serve) -> str:
    """Address of the page with the project's own data, on a fixed day."""
    return serve()


@pytest.fixture(scope="session")
def hostile(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of the page with a dataset whose texts are attacks."""
    return serve(write_hostile_dataset(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": executable(), "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": DESKTOP,
        "locale": "en-GB",
        "timezone_id": "UTC",
        "color_scheme": "light",
    }


@contextmanager
def guarded(context: BrowserContext, others: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Note the addresses off the machine that a context's pages ask for, and fail where any is left.

    The browser cannot resolve a name, so none of them is answered either. ``others`` are beginnings of addresses
    that a page which is not ours asks for.
    """
    context.add_init_script(VISITED)
    with watched(context, others) as asked:
        yield asked


@contextmanager
def watched(context: BrowserContext, others: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Do the same for a context whose documents know already that this is no first visit."""
    asked: list[str] = []

    def note(address: str) -> None:
        parts = urlsplit(address)
        if (
            parts.scheme not in INSIDE_SCHEMES
            and parts.hostname != "127.0.0.1"
            and not address.startswith(others)
        ):
            asked.append(address)

    def note_request(request: Request) -> None:
        note(request.url)

    def note_sockets(page: Page) -> None:
        page.on("websocket", lambda socket: note(socket.url))

    context.on("request", note_request)
    context.on("page", note_sockets)
    yield asked
    context.remove_listener("request", note_request)
    context.remove_listener("page", note_sockets)
    assert asked == [], "the page asked for addresses off the machine"


class Visitor:
    """A browser context that many tests use one after the other, each with pages and a store of its own.

    Only what the browser has fetched and compiled stays: a first view costs a third less than in a new context.
    """

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context = browser.new_context(**options)
        self.context.add_init_script(VISITED)
        self._keeper = self.context.new_page()  # Browsers forget for a page; it stays empty itself.
        self._session = self.context.new_cdp_session(self._keeper)
        self._origins: set[str] = set()
        self.context.on("request", self._note_origin)

    def _note_origin(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"}:
            self._origins.add(f"{parts.scheme}://{parts.netloc}")

    def forget(self) -> None:
        """Close the pages and forget what they kept, asked and were allowed."""
        for page in self.context.pages:
            if page is not self._keeper:
                page.close()
        self.context.unroute_all()
        self.context.clear_permissions()
        self.context.clear_cookies()
        self.context.set_offline(offline=False)
        for origin in self._origins:
            self._session.send(
                "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": FORGOTTEN_STORAGE}
            )
        self._origins.clear()


@pytest.fixture(scope="session")
def visitor(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Visitor]:
    """The context of all tests that ask for a page and for nothing else."""
    visitor = Visitor(browser, browser_context_args)
    yield visitor
    visitor.context.close()


@pytest.fixture
def context(visitor: Visitor) -> Iterator[BrowserContext]:
    """The visitor's context, in which nothing is left of earlier tests but what the browser has fetched."""
    yield visitor.context
    visitor.forget()


@pytest.fixture(autouse=True)
def outside_requests(context: BrowserContext) -> Iterator[list[str]]:
    """Addresses off the machine that the test's page asked for."""
    with watched(context) as asked:
        yield asked


@pytest.fixture
def page(page: Page) -> Page:
    page.set_default_timeout(EXPECT_MILLISECONDS)
    return page


@pytest.fixture
def dashboard(page: Page, server: str) -> DashboardPage:
    """The page with the project's data; ``dashboard.open()`` loads it."""
    return DashboardPage(page, server)


@pytest.fixture(scope="module")
def standing(browser: Browser, browser_context_args: dict[str, Any], server: str) -> Iterator[DashboardPage]:
    """One page for all tests of a module; ``standing.show(...)`` brings it to a test's view.

    It is loaded once: at the end the documents of the page and of its map are still the first ones,
    and no script of theirs has failed.
    """
    with standing_page(browser, browser_context_args, server) as dashboard:
        yield dashboard


@contextmanager
def standing_page(
    browser: Browser, options: dict[str, Any], server: str, script: str = "", *, query: str = ""
) -> Iterator[DashboardPage]:
    """Open a page for many tests, in a browser context of its own with these options.

    ``script`` runs in every document before its own scripts do; ``query`` is the view that is opened.
    """
    failures: list[str] = []
    context = browser.new_context(**options)
    context.add_init_script(script)
    with guarded(context):
        page = context.new_page()
        page.set_default_timeout(EXPECT_MILLISECONDS)
        page.on("pageerror", lambda error: failures.append(str(error)))
        dashboard = DashboardPage(page, server).open(query)
        dashboard.mark()
        yield dashboard
        assert dashboard.is_marked(), "the page or its map was loaded anew"
    context.close()
    assert failures == []


@pytest.fixture(scope="session")
def dataset() -> geo.Dataset:
    """What the page shows."""
    return bundled()
