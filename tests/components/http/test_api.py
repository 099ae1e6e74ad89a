"""The API: read whole by GDAL, answered as it describes itself, and never with an error of the server."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import numpy as np
import pyogrio
import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as search
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from components import server_dataset
from components.http import api, api_routes
from components.http.api_routes import PATHS
from components.http.recent import Recent
from geo import features
from geo.dates import day_number
from geo.features.query import PARAMETERS
from geo.i18n import LANGUAGES
from tests.components.http.serving import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.testclient import TestClient

    from geo import Dataset

DAY = day_number(TODAY)
DOCUMENTS = ("/api", "/api/", "/api/openapi.json", "/api/conformance", "/api/collections")
ADDRESSES = (
    *DOCUMENTS,
    "/api/collections/events",
    "/api/collections/events/queryables",
    "/api/collections/events/schema",
    "/api/collections/events/items",
    "/api/collections/events/items/1",
)


@pytest.mark.parametrize("path", ADDRESSES)
def test_everybody_may_read_and_is_told_what_is_the_same(path: str, made_up_client: TestClient) -> None:
    first = made_up_client.get(path)
    assert first.status_code == 200
    assert first.headers["api-version"] == features.API_VERSION
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    preflight = made_up_client.options(path, headers=asked)
    again = made_up_client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for answer in (first, preflight, again):
        assert answer.headers["access-control-allow-origin"] == "*"
    assert "if-none-match" in preflight.headers["access-control-allow-headers"]
    assert made_up_client.post(path).status_code == 405


def test_every_link_of_a_document_leads_somewhere(made_up_client: TestClient) -> None:
    listed = made_up_client.get("/api/collections").json()
    links = [*made_up_client.get("/api").json()["links"], *listed["links"]]
    links += [link for one in listed["collections"] for link in one["links"] if link["rel"] != "license"]
    for link in links:
        answer = made_up_client.get(link["href"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].split(";")[0] == link["type"].split(";")[0]


def test_the_address_patterns_are_those_that_are_described(made_up_client: TestClient) -> None:
    described = made_up_client.get("/api/openapi.json").json()["paths"]
    patterns = {
        f"/api{path}".replace("{featureId}", "{feature_id}").replace(f"/{name}", "/{collection_id}")
        for path in described
        for name in features.COLLECTIONS
        if path.split("/")[2:3] == [name]
    }
    fixed = {f"/api{path}" for path in described if path.count("/") == 1}
    assert patterns | fixed | {"/api", "/api/openapi.json"} == set(PATHS)


def test_pages_lead_on_and_back(made_up_client: TestClient, made_up: Dataset) -> None:
    found: list[str] = []
    address: str | None = "/api/collections/claims/items?limit=4&field=start_date"
    before: list[str] = []
    while address is not None:
        answer = made_up_client.get(address)
        page = answer.json()
        found += [feature["id"] for feature in page["features"]]
        rels = {link["rel"]: link["href"] for link in page["links"]}
        assert ('rel="next"' in answer.headers.get("link", "")) == ("next" in rels)
        if before:
            assert made_up_client.get(rels["prev"]).json()["features"][0]["id"] == before[-1]
        before.append(page["features"][0]["id"])
        address = rels.get("next")
    expected = made_up.claims["field"] == "start_date"
    assert len(found) == len(set(found)) == int(expected.sum()) > 4


TAKES_GZIP = {
    "gzip, br": True,
    "br;q=1.0, GZIP ; q=0.2": True,
    "identity": False,
    "": False,
    "gzip;q=0": False,
    "gzip; q=0.": False,
    "gzip;q=0.000, br": False,
    "*": True,
    "*;q=0, gzip": True,
    "gzip;q=0, *": False,
}
"""Headers Accept-Encoding: what is said of a coding by its name goes before what is said of all."""


def test_an_answer_is_packed_for_whoever_takes_it(made_up_client: TestClient) -> None:
    path = "/api/collections/events/items"
    for accepted, packs in TAKES_GZIP.items():
        with made_up_client.stream("GET", path, headers={"accept-encoding": accepted}) as answer:
            body = b"".join(answer.iter_raw())
        assert (answer.headers.get("content-encoding") == "gzip") == packs
        assert int(answer.headers["content-length"]) == len(body)
        assert answer.headers["vary"] == "accept-encoding"
        assert json.loads(gzip.decompress(body) if packs else body)["type"] == "FeatureCollection"


CORNERS = st.tuples(
    *(st.floats(low, high) for low, high in ((-1.0, 1.0), (-1.0, 1.0), (0.0, 3.0), (0.0, 3.0)))
)


@search(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    collection=st.sampled_from(("events", "places", "claims", "sources", "control_periods", "nothing")),
    asked=st.fixed_dictionaries(
        {},
        optional={
            "bbox": CORNERS.map(lambda found: ",".join(f"{number:.3f}" for number in found)),
            "limit": st.sampled_from(("1", "3", "100", "1000", "0", "x")),
            "offset": st.sampled_from(("0", "2", "900")),
            "datetime": st.sampled_from(("1901-05-01/..", "1902-01-01", "never")),
            "lang": st.sampled_from((*LANGUAGES, "xx")),
            "f": st.sampled_from(("json", "csv")),
        },
    ),
    accepted=st.sampled_from(("gzip", "identity")),
)
def test_what_is_answered_at_once_or_kept_is_what_a_thread_makes(
    made_up_client: TestClient,
    made_up: Dataset,
    monkeypatch: pytest.MonkeyPatch,
    *,
    collection: str,
    asked: dict[str, str],
    accepted: str,
) -> None:
    def answer(dataset: Dataset | None) -> tuple[int, bytes, list[tuple[str, str]]]:
        monkeypatch.setattr(server_dataset, "at_hand", lambda _folder: dataset)
        found = made_up_client.get(
            f"/api/collections/{collection}/items", params=asked, headers={"accept-encoding": accepted}
        )
        told = [(name, value) for name, value in found.headers.items() if name != "x-request-id"]
        return found.status_code, found.content, sorted(told)

    monkeypatch.setattr(api, "RECENT", Recent(0, 0, len))
    plain = answer(None)
    at_once = answer(made_up)
    monkeypatch.setattr(api, "RECENT", Recent(10, 1 << 20, lambda body: len(body.content)))
    kept = [answer(made_up) for _ in range(2)]
    assert [at_once, *kept] == [plain] * 3


def test_boxes_are_answered_without_a_thread(
    made_up_client: TestClient, made_up: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "/api/collections/events/items?limit=100"
    known = made_up_client.get(path)
    monkeypatch.setattr(server_dataset, "at_hand", lambda _folder: made_up)
    threads: list[str] = []

    async def in_thread(work: Callable[..., Any], request: Request, name: str) -> Any:  # noqa: ANN401
        threads.append(str(request.url))
        return work(request, name)

    monkeypatch.setattr(api_routes, "run_in_threadpool", in_thread)
    assert made_up_client.get(path).content == known.content
    for box in ("-1,-1,1,1", "0,0,2,2"):
        assert made_up_client.get(f"{path}&bbox={box}").status_code == 200
    assert not threads
    slow = [path + more for more in ("&filter=region_wide", "&f=csv", "&district_ids=north")]
    slow += [path.replace("100", limit) for limit in ("201", "1000", "000000000000001000", "0100")]
    for address in slow:
        made_up_client.get(address)
    assert len(threads) == len(slow)


def test_a_feature_has_an_address(made_up_client: TestClient, made_up: Dataset) -> None:
    for collection in features.COLLECTIONS:
        table = features.table(made_up, collection, DAY)
        for name in table.ids(np.arange(table.length))[:3]:
            feature = made_up_client.get(f"/api/collections/{collection}/items/{name}").json()
            assert (feature["type"], feature["id"]) == ("Feature", name)
    day = "1902-07-20"
    held = made_up_client.get(f"/api/collections/districts/items/north?datetime={day}").json()
    assert held["properties"]["day"] == day


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/collections/nothing", 404, "nothing at this address"),
        ("/api/collections/nothing/items", 404, "nothing at this address"),
        ("/api/collections/events/items/nothing", 404, "nothing at this address"),
        ("/api/collections/events/items?limit=x", 400, "limit: read 'x'"),
        ("/api/collections/events/items?filter=x", 400, "filter: "),
        ("/api/collections/events/items?limit=1&limit=2", 400, "limit is given more than once"),
        ("/api/collections/events/items/1?datetime=1901-01-01", 400, "no parameter datetime"),
        ("/api?lang=xx", 400, "lang: 'xx' is not known"),
        ("/api?f=html", 400, "f: 'html' is not known"),
    ],
)
def test_what_cannot_be_answered_is_told(
    path: str, status: int, said: str, made_up_client: TestClient
) -> None:
    answer = made_up_client.get(path)
    assert answer.status_code == status
    assert said in answer.json()["description"]
    assert answer.headers["cache-control"] == "no-store"


def test_the_api_speaks_four_languages(made_up_client: TestClient) -> None:
    told = {
        made_up_client.get(f"/api/collections/events?lang={code}").json()["title"]
        for code in ("en", "az", "hy", "ru")
    }
    assert len(told) == 4


def test_formulas_are_neutralised(client_of: Callable[..., TestClient], hostile_dataset: Dataset) -> None:
    client = client_of(hostile_dataset)
    for collection in features.COLLECTIONS:
        text = client.get(f"/api/collections/{collection}/items?f=csv&limit=1000").text
        assert not [cell for row in csv.reader(io.StringIO(text)) for cell in row if cell.startswith("=")]


@pytest.mark.parametrize(("name", "size"), [("made_up", 3), ("karabakh", 400)])
def test_gdal_reads_every_collection_as_it_is(name: str, size: int, request: pytest.FixtureRequest) -> None:
    dataset: Dataset = request.getfixturevalue(name)
    address: str = request.getfixturevalue(f"served_{name}")
    assert {layer for layer, _kind in pyogrio.list_layers(f"OAPIF:{address}/api")} == set(
        features.COLLECTIONS
    )
    for collection, described in features.COLLECTIONS.items():
        table = features.table(dataset, collection, DAY)
        rows = np.arange(table.length)
        read = pyogrio.read_dataframe(f"OAPIF:{address}/api", layer=collection, PAGE_SIZE=str(size))
        assert read["id"].tolist() == table.ids(rows)
        expected = table.rows(rows)
        for one in described.properties:
            if one.kind not in {"strings", "objects"} and one.name in read:
                assert [_told(cell) for cell in read[one.name]] == [_told(row[one.name]) for row in expected]
        shapes = table.geometries(rows)
        for found, shape in zip(read.get("geometry", [None] * table.length), shapes, strict=True):
            assert (found is None) == (shape is None)
            if shape is not None:
                assert found.normalize().equals_exact(shape.normalize(), 1e-9)


def _told(cell: Any) -> str:  # noqa: ANN401 - A cell of either.
    """A cell as both sides tell it: GDAL has whole days as days, also in a column of texts, and truths as numbers."""
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN is unlike itself.
        return ""
    if isinstance(cell, (bool, int, float, np.bool_, np.number)):
        return str(float(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return re.sub(r"^(\d{4})/(\d\d)/(\d\d)$", r"\1-\2-\3", str(cell))


def test_gdal_asks_for_a_part(served_karabakh: str, karabakh: Dataset) -> None:
    address = served_karabakh
    box = (46.5, 39.5, 47.0, 40.0)
    read = pyogrio.read_dataframe(f"OAPIF:{address}/api", layer="events", bbox=box)
    events = karabakh.events
    inside = events["lon"].between(box[0], box[2]) & events["lat"].between(box[1], box[3])
    assert set(read["id"]) == set(events.index[inside])
    category = str(events["category"].iloc[0])
    some = pyogrio.read_dataframe(f"OAPIF:{address}/api", layer="events", where=f"category = '{category}'")
    assert set(some["id"]) == set(events.index[events["category"] == category]) != set()


CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


def test_the_api_answers_as_it_describes_itself(made_up_client: TestClient) -> None:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", made_up_client.app)
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) == 3 + 5 * len(features.COLLECTIONS)
    # The collections are described alike: two stand for all here, the trial asks all.
    for operation in [
        one for one in operations if {"api", "events", "districts"}.intersection(one.tags or ())
    ]:

        @search(max_examples=2, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=list(CHECKS))

        ask()


NAMES = sorted({*PARAMETERS, "title", "district_ids", "n_sources", "x"})


@search(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(features.COLLECTIONS)),
    st.lists(
        st.tuples(
            st.sampled_from(NAMES),
            st.one_of(
                st.text(max_size=30),
                st.dates().map(str),
                st.integers().map(str),
                st.lists(st.floats(), min_size=3, max_size=6).map(lambda box: ",".join(map(str, box))),
            ),
        ),
        max_size=4,
    ),
    st.text(max_size=10),
)
def test_no_request_is_an_error_of_the_server(
    made_up_client: TestClient, collection: str, query: list[tuple[str, str]], name: str
) -> None:
    written = urlencode([(key, value.encode("utf-8", "surrogatepass")) for key, value in query])
    for path in (f"/api/collections/{collection}/items", f"/api/collections/{collection}"):
        assert made_up_client.get(f"{path}?{written}").status_code in {200, 400}
    written = urlencode({"x": name.encode("utf-8", "surrogatepass")})[2:].replace("+", "%20")
    path = f"/api/collections/{collection}/items/{written}"
    assert made_up_client.get(path).status_code in {200, 400, 404}
