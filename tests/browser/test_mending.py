"""The whole way of a correction in a browser: two people who sign in, a release, the open page, history, revert."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import expect

from tests.browser.conftest import EXPECT_MILLISECONDS, TODAY, guarded
from tests.browser.page import FIRST_VIEW_MILLISECONDS, DashboardPage
from tests.browser.server import started
from tests.postgresql import make_schema
from tests.revisions import postgresql_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

__all__ = ["postgresql_server"]

EVENT = "khojavend-capture-1992"
SOURCE = "todayaz-2018-10-02-khojavend"
CLAIM = f"suggest?event={EVENT}&source={SOURCE}&field=deaths_total"
VIEW = f"event={EVENT}&from=1992-01-01&to=1992-12-31&day=1992-10-02"
MOST_STEPS = 80
PROVIDERS = ("https://cdn.",)
"""What the page of the provider who signs people in asks for: its style."""
PEOPLE = tuple(
    User(sub=name, claims={"name": name.title(), "email": f"{name}@example.org", "email_verified": True})
    for name in ("ann", "bea")
)
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "of the tests, and of no server that anybody uses"
client_id = "record"
client_secret = "of the tests"
server_metadata_url = "http://127.0.0.1:{port}/.well-known/openid-configuration"
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Variables of a server whose people sign in at a provider on this machine."""
    with run_server_in_thread(user_claims=PEOPLE) as provider:
        secrets = tmp_path / "secrets.toml"
        secrets.write_text(SECRETS.format(port=provider.server_port))
        yield {
            "DASHBOARD_TODAY": TODAY,
            "DASHBOARD_RELEASES": str(tmp_path / "releases"),
            "DASHBOARD_REVIEWERS": "bea@example.org",
            "STREAMLIT_SECRETS_FILES": str(secrets),
        }


@pytest.fixture(params=["sqlite"])
def address(request: pytest.FixtureRequest, environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """Address of a server that keeps suggestions in SQLite, or in PostgreSQL."""
    url = f"sqlite:///{tmp_path / 'record.sqlite'}"
    if request.param == "postgresql":
        url = make_schema(request.getfixturevalue("postgresql_server"), "browsed")
    with started(tmp_path / "server.log", {**environment, "DASHBOARD_REVISIONS": url}) as server:
        yield server.address


@pytest.fixture
def people(
    browser: Browser, browser_context_args: dict[str, Any], address: str
) -> Iterator[tuple[Page, Page]]:
    """Pages of Ann, who suggests, and of Bea, who decides; each signed in."""
    one, other = (browser.new_context(**browser_context_args) for _ in range(2))
    with guarded(one, PROVIDERS), guarded(other, PROVIDERS):
        pages = one.new_page(), other.new_page()
        for page, name in zip(pages, ("ann", "bea"), strict=True):
            page.set_default_timeout(FIRST_VIEW_MILLISECONDS)
            page.goto(f"{address}/review")
            page.get_by_role("link", name="Sign in").first.click()
            page.get_by_role("button", name=name, exact=True).click()
            page.wait_for_url(f"{address}/review")
        yield pages
    one.close()
    other.close()


def test_a_correction_goes_its_whole_way(page: Page, people: tuple[Page, Page], address: str) -> None:
    ann, bea = people
    reader = _is_corrected(page, people, address)
    ann.goto(f"{address}/history?about=events/{EVENT}")
    expect(ann.locator(".entries li").first).to_contain_text("Accepted suggestion 1 by Ann")
    expect(ann.locator(".revert")).to_have_count(0)
    version = ann.locator('a[href*="version="]').first.get_attribute("href")

    bea.goto(f"{address}/history?about=events/{EVENT}")
    bea.locator(".revert summary").click()
    bea.locator(".revert input[name=reason]").fill("It is on the other page.")
    bea.locator(".revert button").click()
    expect(bea.locator(".entries li").first).to_contain_text("Took a change back")
    bea.goto(f"{address}/review")
    bea.locator(".release button").click()
    bea.wait_for_url("**done=release-**")

    _shown(reader, "147", "146")
    ann.goto(f"{address}{version}&{VIEW}")
    expect(ann.get_by_text("You see an earlier version of the data")).to_be_visible()
    expect(ann.locator(".record .value", has_text="146")).to_be_visible()
    expect(ann.locator(".record .value", has_text="147")).to_have_count(0)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_it_goes_its_way_in_postgresql_too(page: Page, people: tuple[Page, Page], address: str) -> None:
    """What comes after, the history and what is taken back, is tried with both databases without a browser."""
    _is_corrected(page, people, address)


def _is_corrected(page: Page, people: tuple[Page, Page], address: str) -> DashboardPage:
    """Ann suggests, Bea accepts and releases, and an open page shows it; returned."""
    ann, bea = people
    page.set_default_timeout(FIRST_VIEW_MILLISECONDS)
    reader = DashboardPage(page, address).open(VIEW)
    entry = page.locator(f'.record a.suggest[href*="source={SOURCE}"][href*="field=deaths_total"]')
    expect(entry).to_be_visible()
    way = entry.get_attribute("href")

    _suggests(ann, f"{address}/{way}")
    bea.goto(f"{address}/review")
    expect(bea.locator(".visitor")).to_contain_text("Bea")
    expect(bea.locator(".change del")).to_have_text("147")
    expect(bea.locator(".change ins")).to_have_text("146")
    bea.keyboard.press("a")
    bea.keyboard.press("Control+Enter")
    bea.wait_for_url("**done=accept-1**")
    bea.locator(".release button").click()
    bea.wait_for_url("**done=release-**")

    _shown(reader, "146", "147")
    return reader


def _suggests(ann: Page, way: str) -> None:
    """Ann suggests a value: checked while she types, kept over a reload and a lost connection, sent once."""
    ann.goto(way)
    value = ann.locator("[name='misquoted.value']")
    value.fill("")
    ann.locator("[name=comment]").fill("The text says 146.")
    value.fill("146")
    expect(ann.locator("[data-for='misquoted.value']")).to_have_text(re.compile("fits its field"))
    ann.reload()
    expect(value).to_have_value("146")
    expect(ann.locator("#draft")).to_be_visible()
    ann.context.set_offline(True)
    ann.get_by_role("button", name="Send suggestion").click()
    expect(ann.locator("#note")).to_contain_text("there is no connection")
    ann.context.set_offline(False)
    ann.get_by_role("button", name="Send suggestion").click()
    ann.wait_for_url("**/suggestion/**")
    expect(ann.locator(".badge")).to_have_text("Waiting for a reviewer")
    assert (
        ann.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('suggestion-draft')).length")
        == 0
    )


def _shown(reader: DashboardPage, now: str, before: str) -> None:
    """An open page says that the data changed, and shows them when its reader asks."""
    page = reader.page
    reader.choose(unit="day")
    notice = page.get_by_text("The data changed on the server")
    for _step in range(MOST_STEPS):  # The server looks whenever the view changes.
        if notice.is_visible():
            break
        before_step = page.url
        page.get_by_role("button", name="One step forward").click()
        page.wait_for_function("(before) => location.href !== before", arg=before_step)
    expect(notice).to_be_visible(timeout=EXPECT_MILLISECONDS)
    page.get_by_role("button", name="Reload, keep my view").click()
    expect(page.locator(".record .value", has_text=now)).to_be_visible()
    expect(page.locator(".record .value", has_text=before)).to_have_count(0)
