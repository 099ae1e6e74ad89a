"""What is sent is what it says it is: HTML without an error, JSON-LD that a reader understands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from pyld import jsonld

from components.http import health
from components.http.addresses import plain_path, slugs
from geo.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset

SCHEMA = "https://schema.org/"
"""Read without the network: its context says no more than that a word is schema.org's."""


@pytest.fixture(autouse=True)
def ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the server one that has its dataset."""
    state = health.State()
    state.is_ready()
    monkeypatch.setattr(health, "STATE", state)


def read(text: str) -> Any:  # noqa: ANN401 - A tree of html5lib.
    """Return the elements of a page; fails at the first error in its HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def addresses(dataset: Dataset, code: str) -> list[str]:
    chosen = list(slugs(dataset).event_of)[:3]
    pages = [plain_path("event", name, code) for name in chosen]
    pages += [plain_path("district", str(dataset.districts.index[0]), code)]
    pages += [plain_path("place", str(dataset.places.index[0]), code)]
    return [*pages, *(plain_path(kind, code=code) for kind in ("events", "districts", "places"))]


@pytest.mark.parametrize("of", ["made_up", "hostile_dataset"])
def test_every_kind_of_page_is_html_without_an_error(
    of: str, client_of: Callable[[Dataset], TestClient], request: pytest.FixtureRequest
) -> None:
    dataset = request.getfixturevalue(of)
    client = client_of(dataset)
    for number, code in enumerate(LANGUAGES):
        others = [f"/embed?lang={code}", plain_path("event", "2000-no-such", code)]
        for address in (*addresses(dataset, code)[number % 2 :: 2], *others):
            read(client.get(address).text)


def test_the_page_that_streamlit_fills_has_no_error_but_its_late_doctype(made_up_client: TestClient) -> None:
    text = made_up_client.get("/?lang=ru").text
    tree = read(text[text.index("<!DOCTYPE") :])
    assert tree.find(".//body/div[@id='root']") is not None
    assert [link.get("hreflang") for link in tree.findall(".//link[@rel='alternate']")] == [
        "x-default",
        *LANGUAGES,
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_robots_read_events_and_places(
    code: str, client_of: Callable[[Dataset], TestClient], karabakh: Dataset, hostile_dataset: Dataset
) -> None:
    for dataset in (karabakh, hostile_dataset):
        client = client_of(dataset)
        kinds = set()
        for address in addresses(dataset, code)[:5]:
            script = read(client.get(address).text).find(".//script[@type='application/ld+json']")
            (found,) = jsonld.expand(json.loads(script.text), {"documentLoader": schema})
            kinds.update(found["@type"])
            assert found[f"{SCHEMA}url"][0]["@value"] == f"http://testserver{address}"
            assert found[f"{SCHEMA}name"][0]["@value"]
            if found["@type"] == [f"{SCHEMA}Event"]:
                assert found[f"{SCHEMA}startDate"][0]["@value"][:4].isdigit()
                assert found[f"{SCHEMA}location"][0]["@type"] == [f"{SCHEMA}Place"]
        assert kinds == {f"{SCHEMA}Event", f"{SCHEMA}Place"}


def schema(address: str, _options: dict[str, Any]) -> dict[str, Any]:
    """Stand in for the address of schema.org's context."""
    assert address.startswith("https://schema.org")
    return {
        "contextUrl": None,
        "documentUrl": address,
        "contentType": "application/ld+json",
        "document": {"@context": {"@vocab": SCHEMA}},
    }
