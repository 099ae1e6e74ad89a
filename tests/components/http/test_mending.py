"""The pages of the mended record: suggest, review by another person, release, history, revert; on both databases."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import auth_util
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

import geo
from components import http, server_dataset
from components.http.visitors import USER_COOKIE
from components.settings import settings
from geo.i18n import LANGUAGES
from tests.components.http.test_plain_pages import Page
from tests.hostile import LINKS, PAYLOADS
from tests.postgresql import empty
from tests.revisions import folder, postgresql_record, postgresql_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from httpx2 import Response

__all__ = ["folder", "postgresql_record", "postgresql_server"]

BOTH = pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
"""Of a test of what the database does; the others are of the pages, and run on SQLite alone."""

LOCAL = "http://localhost:8501"
SITE = "http://map.example.org"
CLAIM = "/suggest?event=1&source=1&field=deaths"


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database: SQLite, where a test does not ask for another."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite:///{tmp_path / 'record' / 'record.sqlite'}"
    url: str = request.getfixturevalue("postgresql_record")
    empty(url)
    return url


@pytest.fixture
def serve(
    monkeypatch: pytest.MonkeyPatch, folder: Path, database_url: str, tmp_path: Path
) -> Callable[..., TestClient]:
    """Return what makes a client of a server that shows the made-up dataset."""
    dataset = geo.load(folder)
    monkeypatch.setattr(server_dataset, "newest", lambda _folder: dataset)
    monkeypatch.setattr(server_dataset, "look_again", lambda _folder: None)

    def make(site: str = LOCAL, client: str = "127.0.0.1", **variables: str) -> TestClient:
        given = {
            "DASHBOARD_DATASET": str(folder),
            "DASHBOARD_TODAY": "2026-11-27",
            "DASHBOARD_REVISIONS": database_url,
            "DASHBOARD_RELEASES": str(tmp_path / "releases"),
            "DASHBOARD_HOSTS": "",
            "DASHBOARD_ANONYMOUS_SUGGESTIONS": "",
            **variables,
        }
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        app = Starlette(routes=http.routes(), middleware=http.middleware(settings()))
        return TestClient(app, base_url=site, client=(client, 50_000), follow_redirects=False)

    return make


@pytest.fixture
def signing(monkeypatch: pytest.MonkeyPatch, serve: Callable[..., TestClient]) -> Callable[..., TestClient]:
    """Return what makes a client who signed in at a server with a provider."""
    monkeypatch.setattr(auth_util, "get_secrets_auth_section", lambda: {"client_id": "x"})

    def make(name: str = "", **more: str | bool) -> TestClient:
        client = serve(
            SITE, "203.0.113.7", DASHBOARD_HOSTS="map.example.org", DASHBOARD_REVIEWERS="bea@example.org, cem"
        )
        if name:
            user = {
                "iss": "https://id.example.org",
                "sub": name,
                "name": name.title(),
                "email": f"{name}@example.org",
                "email_verified": True,
                "is_logged_in": True,
                **more,
            }
            signed = create_signed_value(get_cookie_secret(), USER_COOKIE, json.dumps(user))
            client.cookies.set(USER_COOKIE, signed.decode("latin-1"))
        return client

    return make


def send(client: TestClient, path: str, form: dict[str, str], **headers: str) -> Response:
    origin = str(client.base_url).rstrip("/")
    return client.post(path, data=form, headers={"origin": origin, **headers})


def form_of(client: TestClient, path: str = CLAIM, **typed: str) -> dict[str, str]:
    """Open a form and fill it in; names with a dot are written with two underscores."""
    page = client.get(path)
    assert page.status_code == 200
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    return hidden | {name.replace("__", "."): value for name, value in typed.items()}


def suggested(client: TestClient, value: str = "13", **more: str) -> str:
    """Suggest another value for the claim, and return the address that follows it."""
    form = form_of(client, question="misquoted", misquoted__value=value, misquoted__unit="persons", **more)
    answer = send(client, "/suggest", form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@BOTH
def test_the_whole_way_between_two_people(
    signing: Callable[..., TestClient], folder: Path, tmp_path: Path
) -> None:
    ann, bea = signing("ann"), signing("bea")
    followed = suggested(ann, comment="The text says 13.", email="ann@private.example")
    page = text(ann.get(followed).text)
    assert "Waiting for a reviewer" in page
    queue = bea.get("/review").text
    assert "ann@private.example" in queue
    assert "<del>12</del>" in queue
    assert "<ins>13</ins>" in queue
    assert "No errors" in queue
    assert "Evidence of the event" in queue
    for other in (ann, signing()):
        assert "ann@private.example" not in other.get("/review").text
        assert send(other, "/review/1", {"outcome": "accept"}).status_code == 403
    assert send(bea, "/review/1", {"outcome": "accept", "reason": "So it is."}).status_code == 303
    again = send(signing("cem"), "/review/1", {"outcome": "refuse", "reason": "No."})
    assert (again.status_code, "accepted by another reviewer" in again.text) == (409, True)
    assert send(ann, "/review/release", {}).status_code == 403
    assert send(bea, "/review/release", {}).status_code == 303
    released = next((tmp_path / "releases").glob("0001-*"))
    assert "1,1,deaths,13," in (released / "claims.csv").read_text()
    assert "1,1,deaths,12," in (folder / "claims.csv").read_text()
    past = bea.get("/history?about=events/1").text
    assert "Accepted suggestion 1 by Ann" in past
    assert "ann@private.example" not in past
    revert = re.search(r'action="(/history/\d+/revert)"', past)
    assert revert is not None
    assert send(ann, revert[1], {"reason": "No."}).status_code == 403
    assert send(bea, revert[1], {"reason": "The other page.", "about": "events/1"}).status_code == 303
    past = text(ann.get("/history?about=events/1").text)
    assert "Took a change back" in past
    assert "The other page." in past
    assert ann.get("/history.json?about=events/1").json()["entries"][0]["question"] == "revert"


def test_a_reviewer_is_told_that_their_own_suggestion_is_for_another(
    signing: Callable[..., TestClient],
) -> None:
    bea = signing("bea")
    suggested(bea)
    assert "your own suggestion" in bea.get("/review").text
    assert send(bea, "/review/1", {"outcome": "accept"}).status_code == 403


def test_an_address_that_the_provider_did_not_verify_makes_no_reviewer(
    signing: Callable[..., TestClient],
) -> None:
    for more in ({"email_verified": False}, {"email_verified": "true"}, {"email": "eve@example.org"}):
        assert (
            "Review queue" not in signing("bea2", **{"email": "bea@example.org", **more}).get("/review").text
        )
    assert "Review queue" in signing("bea").get("/review").text
    assert (
        "Review queue" in signing("cem", email_verified=False).get("/review").text
    )  # By the provider's own name.


def test_who_signed_in_is_led_back_to_where_they_were_once(
    signing: Callable[..., TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auth_util, "encode_provider_token", lambda _provider: "token")
    client = signing()
    for referer in ("http://evil.example/x", "", f"{SITE}//evil.example/x", f"{SITE}{CLAIM}"):
        answer = client.get("/sign-in", headers={"referer": referer})
        assert answer.headers["location"] == "/auth/login?provider=token"
    client.cookies.set(USER_COOKIE, "signed by the provider")
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, CLAIM)
    assert client.get("/").status_code != 303


def test_a_forged_cookie_is_nobody(signing: Callable[..., TestClient]) -> None:
    client = signing()
    client.cookies.set(USER_COOKIE, "eyJzdWIiOiJjZW0ifQ.forged.signature")
    assert "Signed in" not in client.get("/review").text


def test_whoever_sits_at_the_machine_does_both_and_everyone_else_reads(
    serve: Callable[..., TestClient],
) -> None:
    here = serve()
    suggested(here)
    strangers = ({"client": "192.0.2.4"}, {"DASHBOARD_HOSTS": "map.example.org"})
    for of_stranger in strangers:
        stranger = serve(**of_stranger)
        assert "Suggestions are taken from those who have signed in" in stranger.get(CLAIM).text
        assert send(stranger, "/review/1", {"outcome": "accept"}).status_code == 403
        assert stranger.get("/review").status_code == 200
    here = serve()
    for header in (
        "x-forwarded-for",
        "forwarded",
        "via",
        "x-real-ip",
        "cf-connecting-ip",
        "x-forwarded-host",
    ):
        assert send(here, "/review/1", {"outcome": "accept"}, **{header: "x"}).status_code == 403
    assert send(here, "/review/1", {"outcome": "accept"}).status_code == 303
    assert "their own suggestion" in here.get("/history?about=events/1").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": LOCAL, "sec-fetch-site": "cross-site"},
        {"origin": "http://localhost:8502"},
    ],
)
def test_a_form_of_another_site_is_refused(serve: Callable[..., TestClient], headers: dict[str, str]) -> None:
    client = serve()
    form = form_of(client, question="misquoted", misquoted__value="13")
    assert client.post("/suggest", data=form, headers=headers).status_code == 403
    assert "Nothing is waiting" in client.get("/review").text


@BOTH
def test_strangers_suggest_only_where_they_may_and_so_many_a_day(serve: Callable[..., TestClient]) -> None:
    closed = serve(client="192.0.2.4")
    assert (
        send(closed, "/suggest", form_of(closed, question="misquoted", misquoted__value="13")).status_code
        == 403
    )
    allowed = serve(client="192.0.2.4", DASHBOARD_ANONYMOUS_SUGGESTIONS="1")
    suggested(allowed, "13", name="Passer-by")
    again = form_of(allowed, question="misquoted", misquoted__value="14")
    answer = send(allowed, "/suggest", again)
    assert (answer.status_code, "1 suggestions came within a day" in answer.text) == (403, True)


def test_what_is_wrong_is_told_beside_what_was_typed(serve: Callable[..., TestClient]) -> None:
    client = serve()
    form = form_of(
        client, "/suggest?table=events&key=1", question="misquoted", misquoted__title="", misquoted__lon="200"
    )
    form |= {"misquoted.start_date": "1901-02-30", "source": "somewhere", "comment": "What I typed"}
    answer = send(client, "/suggest", form)
    page = text(answer.text)
    assert answer.status_code == 422
    for sentence in (
        "Fill in this field.",
        "Read “200”, expected a number from -180 to 180. Correct the number.",
        "Read “1901-02-30”, expected a date like 2020-11-25.",
        "expected an address that begins with https:// or http://, or one of the 5 sources in the data",
    ):
        assert sentence in page
    assert "What I typed" in page
    said = send(client, "/suggest/check", form, accept="application/json").json()
    assert set(said["problems"]) == {"misquoted.title", "misquoted.lon", "misquoted.start_date", "source"}


def test_another_source_adds_a_claim_and_its_description(serve: Callable[..., TestClient]) -> None:
    client = serve()
    form = form_of(
        client, question="beside", beside__value="14", beside__unit="persons", source="https://new.example/a"
    )
    answer = send(client, "/suggest", form, accept="application/json")
    assert set(answer.json()["problems"]) == {"source.title", "source.publisher_kind"}
    form |= {"source.title": "A letter", "source.publisher": "New", "source.publisher_kind": "world_press"}
    assert send(client, "/suggest", form, accept="application/json").json()["sent"]
    assert send(client, "/review/1", {"outcome": "accept"}).status_code == 303
    page = text(client.get(CLAIM).text)
    assert "Beside it, same question" in page
    assert "14 persons" in page
    known = form_of(client, question="beside", beside__value="15", source="http://www.new.example/a/")
    assert send(client, "/suggest/check", known).json()["known"] is True


def test_a_new_event_comes_with_its_first_claim(serve: Callable[..., TestClient]) -> None:
    client = serve()
    form = form_of(
        client, "/suggest?new=1", question="new", new__title="A ferry sails", new__start_date="1903-05-01"
    )
    form |= {"new.date_precision": "day", "new.category": "building", "new.district_ids": "south"}
    form |= {"new.location_precision": "district", "new.summary": "It sails.", "source": "b"}
    assert send(client, "/suggest", form).status_code == 303
    assert send(client, "/review/1", {"outcome": "accept"}).status_code == 303
    assert "A ferry sails" in client.get("/suggest?event=a-ferry-sails-1903").text


def test_a_record_that_changed_meanwhile_is_told_and_sent_again_with_one_click(
    serve: Callable[..., TestClient],
) -> None:
    client = serve()
    mine = form_of(client, question="misquoted", misquoted__value="14", comment="Mine")
    suggested(client, "13")
    assert send(client, "/review/1", {"outcome": "accept"}).status_code == 303
    answer = send(client, "/suggest", mine)
    assert answer.status_code == 409
    assert "The record has changed since you opened it" in answer.text
    assert "Mine" in answer.text
    assert "recorded: 13" in answer.text
    fresh = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    assert send(client, "/suggest", mine | fresh).status_code == 303


@BOTH
def test_a_stale_suggestion_is_made_anew_with_one_click(serve: Callable[..., TestClient]) -> None:
    client = serve()
    suggested(client, "13")
    form = form_of(
        client, question="misquoted", misquoted__value="12", misquoted__unit="persons", misquoted__note="N"
    )
    assert send(client, "/suggest", form).status_code == 303
    assert send(client, "/review/1", {"outcome": "accept"}).status_code == 303
    queue = client.get("/review?number=2").text
    assert "Stale" in queue
    assert "/review/2/rebase" in queue
    assert send(client, "/review/2", {"outcome": "accept"}).status_code == 409
    assert send(client, "/review/2/rebase", {}).status_code == 303
    assert send(client, "/review/3", {"outcome": "accept"}).status_code == 303
    page = text(client.get(CLAIM).text)
    assert "13 persons N" in page


@BOTH
def test_asked_back_it_is_written_anew_by_its_sender(signing: Callable[..., TestClient]) -> None:
    ann, bea = signing("ann"), signing("bea")
    followed = suggested(ann)
    send(bea, "/review/1", {"outcome": "ask_back", "reason": "Which page?"})
    page = ann.get(followed).text
    assert "Which page?" in page
    again = re.search(r'href="(/suggest\?replaces=[^"]+)"', page)
    assert again is not None
    form = form_of(ann, again[1], question="misquoted", misquoted__value="15", comment="Page 2")
    assert send(ann, "/suggest", form).status_code == 303
    assert "written anew" in text(ann.get(followed).text)
    assert "Page 2" in bea.get("/review").text


def test_hostile_text_in_every_field_stays_text(serve: Callable[..., TestClient]) -> None:
    client = serve(LOCAL, "127.0.0.1")
    for number, attack in enumerate(PAYLOADS):
        form = form_of(client, question="beside", comment=attack, name=attack, email=attack[:300])
        form |= {"beside.value": attack, "beside.unit": attack, "beside.note": attack}
        form |= {
            "source": f"https://attack.example/{number}",
            "source.title": attack,
            "source.publisher": attack,
        }
        form |= {"source.publisher_kind": "world_press", "source.published": "", "form_id": f"form-{number}"}
        assert send(client, "/suggest", form).status_code == 303
        if number < 3:
            outcome = ("accept", "refuse", "ask_back")[number]
            assert (
                send(client, f"/review/{number + 1}", {"outcome": outcome, "reason": attack}).status_code
                == 303
            )
    for link in LINKS:
        answer = send(client, "/suggest", form_of(client, question="beside", beside__value="1", source=link))
        assert answer.status_code in {303, 422}
        assert_harmless(answer.text)
    for path in (
        *(f"/review?number={number}&status={status}" for number in range(4, 12) for status in ("waiting",)),
        "/review?status=accepted",
        "/review?status=refused",
        "/review?status=asked",
        "/history",
        "/my-suggestions",
        CLAIM,
        "/suggest?event=1",
        f"/review?status={PAYLOADS[0]}&district={PAYLOADS[3]}&done=release-{PAYLOADS[0]}",
        f"/suggest?event={PAYLOADS[0]}&source={PAYLOADS[3]}",
        f"/history?about={PAYLOADS[0]}&show={PAYLOADS[3]}",
    ):
        assert_harmless(client.get(path).text)


def assert_harmless(page: str) -> None:
    """Nothing in a page runs but its own script, and its links lead to pages."""
    found = Page(page)
    for tag, attributes in found.tags:
        assert tag not in {"iframe", "img", "object", "style", "svg"}
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        address = attributes.get("href") or attributes.get("action") or ""
        assert not address or address.startswith(("/", "#", "http://", "https://"))
    assert all(script.get("src") == "/revisions/index.js" for script in found.all("script"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_pages_speak_every_language(serve: Callable[..., TestClient], code: str) -> None:
    client, prefix = serve(), "" if code == "en" else f"/{code}"
    for path in (
        CLAIM,
        "/suggest?new=1",
        "/review",
        "/history",
        "/my-suggestions",
        "/suggest?district=north",
    ):
        page = client.get(prefix + path)
        assert page.status_code == 200
        assert f'<html lang="{code}' in page.text
    answer = send(client, f"{prefix}/suggest", form_of(client, prefix + CLAIM, question="misquoted"))
    assert answer.status_code == 422


def test_what_nobody_can_use_is_refused(serve: Callable[..., TestClient]) -> None:
    client = serve()
    assert client.get("/suggestion/nothing").status_code == 409
    assert client.get("/suggest?table=claims&key=none").status_code == 404
    assert client.get("/suggest?table=secrets&key=none").status_code == 404
    assert (
        send(client, "/suggest", {"table": "claims", "key": "none", "question": "misquoted"}).status_code
        == 404
    )
    assert send(client, "/suggest", {"table": "secrets", "question": "misquoted"}).status_code == 409
    assert send(client, "/review/999", {"outcome": "accept"}).status_code == 409
    assert send(client, "/review/release", {}).status_code == 409
    assert client.post("/suggest", content=b"x" * 500_000, headers={"origin": LOCAL}).status_code == 413
    assert client.get("/revisions/nothing.js").status_code == 404
    assert client.get("/revisions/index.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/sign-in").headers["location"] == "/"
