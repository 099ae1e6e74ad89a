"""Plain pages: every record has one in every language, without script, whatever its texts are."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as search
from hypothesis import strategies as st

from components.http import answers, plain_pages
from components.http.addresses import LONGEST, plain_path, slugs
from geo.dataset.lookup import claims_of
from geo.i18n import LANGUAGES
from geo.stories import stories_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.testclient import TestClient

    from geo import Dataset

LISTS = ("events", "districts", "places")
OWN_PICTURE = re.compile(r"(/[a-z]{2})?/story/[a-z0-9-]+/[0-9]+/map\.svg")
HEADINGS = {f"h{level}" for level in range(1, 7)}
VOID = {"img", "meta", "link", "input"}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.linked = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.linked += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def addresses(dataset: Dataset, code: str) -> list[str]:
    pages = [(kind, "") for kind in LISTS]
    pages += [("event", name) for name in slugs(dataset).event_of]
    pages += [("district", str(name)) for name in dataset.districts.index]
    pages += [("place", str(name)) for name in dataset.places.index]
    return [plain_path(kind, name, code) for kind, name in pages]


def assert_is_plain(text: str) -> Page:
    """Nothing in a page runs, its links lead to pages, and no heading is two levels below the one before."""
    page = Page(text)
    assert page.open == []
    levels = [0, *(int(tag[1]) for tag, _attributes in page.tags if tag in HEADINGS)]
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels)), levels
    for tag, attributes in page.tags:
        assert tag not in {"iframe", "object", "style"}
        assert tag != "img" or OWN_PICTURE.fullmatch(attributes["src"] or ""), "pictures are the server's own"
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            address = attributes.get(name)
            if address is not None and not address.startswith(("/", "#")):
                assert urlsplit(address).scheme in {"http", "https"}
    assert all(script == {"type": "application/ld+json"} for script in page.all("script"))
    if page.linked:
        assert json.loads(page.linked)["@context"] == "https://schema.org"
    return page


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_record_has_a_page(
    code: str, client_of: Callable[[Dataset], TestClient], made_up: Dataset
) -> None:
    client = client_of(made_up)
    for address in addresses(made_up, code):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-language"]) == (200, code), address
        page = assert_is_plain(answer.text)
        assert (page.all("html")[0]["lang"] or "").startswith(code)
        links = {
            link.get("hreflang"): link["href"] for link in page.all("link") if link["rel"] == "alternate"
        }
        assert set(links) == {*LANGUAGES, "x-default"}
        canonical = next(link["href"] for link in page.all("link") if link["rel"] == "canonical")
        assert canonical == links[code] == f"http://testserver{address}"
        og = {meta.get("property") for meta in page.all("meta")}
        assert {"og:title", "og:description"} <= og
        assert "og:image" in og


def test_the_bundled_records_have_pages(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    for number, address in enumerate(addresses(karabakh, "en")[::3]):
        code = LANGUAGES[number % len(LANGUAGES)]
        path = address if code == "en" else f"/{code}{address}"
        assert client.get(path).status_code == 200, path


def test_texts_that_attack_stay_texts(
    client_of: Callable[[Dataset], TestClient], hostile_dataset: Dataset
) -> None:
    client = client_of(hostile_dataset)
    found = addresses(hostile_dataset, "en")
    for address in [*found[:30], *found[30::15]]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert_is_plain(answer.text)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "script-src" not in policy


def test_the_page_of_an_event_shows_all_voices_and_the_map(
    made_up_client: TestClient, made_up: Dataset
) -> None:
    name = next(iter(slugs(made_up).event_of))
    text = made_up_client.get(plain_path("event", name)).text
    for voice in made_up.about.voices:
        assert f"<h3>{voice.label} <span" in text
    assert '<svg viewBox="0 0 640' in text
    event = slugs(made_up).event_of[name]
    assert re.search(rf'class="button" href="/\?event={event}&amp;day=', text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_id_leads_to_the_address_of_its_event(
    code: str, made_up_client: TestClient, made_up: Dataset
) -> None:
    for event, name in slugs(made_up).of_event.items():
        answer = made_up_client.get(plain_path("event", event, code))
        assert (answer.status_code, answer.headers["location"]) == (301, plain_path("event", name, code))


def test_a_slug_is_day_and_title_and_short(made_up: Dataset, hostile_dataset: Dataset) -> None:
    for dataset in (made_up, hostile_dataset):
        known = slugs(dataset)
        assert len(known.event_of) == len(dataset.events)
        for name in known.event_of:
            assert re.fullmatch(r"[0-9]{4}(-[a-z0-9]+)*", name)
            assert len(name) <= LONGEST + 4


def test_a_name_in_other_letters_leads_to_its_page(made_up_client: TestClient, made_up: Dataset) -> None:
    district, place = str(made_up.districts.index[0]), str(made_up.places.index[0])
    for kind, name in (("district", district), ("place", place)):
        answer = made_up_client.get(f"/{kind}/{name.upper()}")
        assert (answer.status_code, answer.headers["location"]) == (301, f"/{kind}/{name}")


def test_a_page_of_the_bundled_record_is_small(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    longest = max(slugs(karabakh).event_of.items(), key=lambda one: len(claims_of(karabakh, one[1])))[0]
    for code in LANGUAGES:
        pages = [plain_path("events", code=code), plain_path("event", longest, code)]
        pages += [plain_path("district", str(name), code) for name in karabakh.districts.index]
        for address in pages:
            assert len(client.get(address).content) < 60_000, address


def test_a_long_list_of_events_is_parted(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    for path in ("/district/kalbajar", "/az/district/kalbajar", "/events"):
        found: list[str] = []
        page = 1
        while (answer := client.get(f"{path}?page={page}")).status_code == 200:
            rows = answer.text.split('<ul class="rows">')[1:]
            found += re.findall(r'href="([^"]*/event/[^"]+)"', "".join(rows))
            page += 1
        assert page > 3
        assert len(found) == len(set(found))
    assert len(found) == len(karabakh.events)


def test_a_former_address_leads_to_its_event(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset
) -> None:
    client = client_of(karabakh)
    for name in list(slugs(karabakh).event_of)[::40]:
        day, title = name[:10], name[10:]
        for former in (f"{name}-and-more", f"1999-12-31{title}", f"{day}{title.rpartition('-')[0]}-renamed"):
            answer = client.get(f"/hy/event/{former}")
            if answer.status_code == 302:
                assert answer.headers["location"] == f"/hy/event/{name}", former
            else:
                assert answer.status_code == 404
                assert f'href="/hy/event/{name}"' in answer.text, former


@pytest.mark.parametrize(
    "path",
    [
        "/event/nothing",
        "/az/event/nothing",
        "/district/x",
        "/place/%00",
        "/hy/place/%ED%A0%80",
        "/events?page=99",
        "/district/lachin?page=99",
    ],
)
def test_an_unknown_page_is_404_with_ways_on(path: str, made_up_client: TestClient) -> None:
    answer = made_up_client.get(path)
    assert answer.status_code == 404
    page = assert_is_plain(answer.text)
    code = path.split("/")[1] if path.split("/")[1] in LANGUAGES else "en"
    assert {plain_path(kind, code=code) for kind in LISTS} <= {link["href"] for link in page.all("a")}
    assert page.all("form")[0]["action"] == "/"
    assert answer.headers["cache-control"] == "no-store"


def test_who_has_a_page_is_told_that_it_is_the_same(made_up_client: TestClient) -> None:
    tags = set()
    for path in ("/events", "/az/events", "/districts", "/plain.css", "/sitemap.xml"):
        first = made_up_client.get(path)
        tags.add(first.headers["etag"])
        assert first.headers["cache-control"].startswith("public")
        for known in (first.headers["etag"], f'"other", {first.headers["etag"]}', "*"):
            again = made_up_client.get(path, headers={"if-none-match": known})
            assert (again.status_code, again.content) == (304, b"")
        assert made_up_client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    assert len(tags) == 5


def test_pages_are_packed_for_whoever_can_unpack(made_up_client: TestClient) -> None:
    packed = made_up_client.get("/districts", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    for refused in ("identity", "gzip;q=0", "br, *;q=0"):
        plain = made_up_client.get("/districts", headers={"accept-encoding": refused})
        assert "content-encoding" not in plain.headers
        assert plain.text == packed.text


def test_a_page_asks_for_its_dataset_once(
    client_of: Callable[[Dataset], TestClient], karabakh: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[str] = []

    def counted(request: Request) -> answers.Asked:
        asked_for.append(request.url.path)
        return answers.asked(request)

    monkeypatch.setattr(plain_pages, "asked", counted)
    story = stories_of(karabakh)[0].id
    kinds = {
        "events": "",
        "event": slugs(karabakh).of_event[karabakh.events.index[0]],
        "district": karabakh.districts.index[0],
        "place": karabakh.places.index[0],
        "story": story,
    }
    paths = [*(plain_path(kind, name, "en") for kind, name in kinds.items()), f"/story/{story}/1"]
    client = client_of(karabakh)
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    assert asked_for == paths


def test_the_map_of_the_site_names_every_page_in_every_language(
    made_up_client: TestClient, made_up: Dataset
) -> None:
    text = made_up_client.get("/sitemap.xml").text
    found = set(re.findall(r"<loc>http://testserver([^<]+)</loc>", text))
    assert found == {path for code in LANGUAGES for path in addresses(made_up, code)}
    assert "Sitemap: http://testserver/sitemap.xml" in made_up_client.get("/robots.txt").text


def test_a_dataset_without_events_has_pages(
    client_of: Callable[[Dataset], TestClient], made_up_without_events: Dataset
) -> None:
    client = client_of(made_up_without_events)
    for address in addresses(made_up_without_events, "en"):
        assert client.get(address).status_code == 200


@search(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["/event/", "/az/district/", "/place/", "/events?page=", "/districts?"]),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
def test_no_address_is_an_error_of_the_server(made_up_client: TestClient, path: str, rest: bytes) -> None:
    written = "".join(f"%{byte:02x}" for byte in rest)
    assert made_up_client.get(f"{path}{written}").status_code in {200, 301, 302, 404}
