"""The doors beside the page of a store: the same pages and data, made of the few events that each answer needs."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as search
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.http import app, health, records, store_records
from components.http.answers import Asked
from geo.dates import day_date
from geo.store import subset
from geo.store.query import Question, Where
from tests.components.store_page.stores import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from components.server_store import Opened

EVENT = "many-events-e17"
ITEMS = "/api/collections/events/items"


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATASET", str(folder))
        patch.setenv("DASHBOARD_TODAY", "2026-11-21")
        health.STATE.is_ready()
        yield TestClient(Starlette(routes=app.routes()), follow_redirects=False)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "/events?page=9",
            "/hy/events",
            f"/event/{EVENT}",
            f"/ru/event/{EVENT}",
            "/districts",
            "/district/north",
        ),
        *("/places", "/stories", "/sitemap.xml", "/robots.txt", "/calendar.ics"),
        *("/share.json", f"/share.json?event={EVENT}", "/share.json?district=north&category=clash&q=title"),
        *(
            "/preview.png",
            f"/preview/event/{EVENT}.png",
            "/preview/district/north.png",
            f"/preview.png?event={EVENT}",
        ),
        *("/embed", f"/embed?event={EVENT}", "/embed?district=north&category=clash&q=title&voice=x", "/"),
        *(f"/?event={EVENT}", "/?category=clash", "/?page=figures", "/store/cells/12/135/86"),
        *("/api", "/api/openapi.json", "/api/conformance", "/api/collections", "/api/collections/events"),
        *(
            ITEMS,
            f"{ITEMS}/{EVENT}",
            f"{ITEMS}?f=csv",
            f"{ITEMS}?title=Title%2017",
            f"{ITEMS}?filter=title='Title 17'",
        ),
        f"/api/collections/claims/items?event_id={EVENT}",
        f"/api/collections/claims/items/{EVENT}.1",
        *(f"/api/collections/{one}/items" for one in ("sources", "districts", "places", "control_periods")),
        *(f"/events.{one}?category=clash" for one in ("csv", "json", "geojson", "parquet", "xlsx", "gpkg")),
        *("/claims.csv", "/sources.json", "/districts.geojson", "/places.csv", "/control_periods.parquet"),
    ],
)
def test_a_store_answers_at_the_addresses_of_a_dataset(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 200


def test_what_a_store_does_not_have_is_said_in_a_sentence(client: TestClient, opened: Opened) -> None:
    for address in ("/feed.atom", "/history", "/suggest"):
        answer = client.get(address)
        assert (answer.status_code, "shows a store" in answer.text) == (404, True)
    for address in (
        f"/event/{EVENT}x",
        "/events?page=10",
        "/place/nowhere",
        f"{ITEMS}/none",
        "/preview/event/x.png",
    ):
        assert client.get(address).status_code == 404
    assert "not by place" in client.get(f"/place/{opened.base.places.index[0]}").text
    answer = client.get("/api/collections/claims/items")
    assert (answer.status_code, "event_id" in answer.json()["description"]) == (400, True)
    answer = client.get(f"{ITEMS}?offset={store_records.LAST_OFFSET + 1}")
    assert (answer.status_code, "datetime" in answer.json()["description"]) == (400, True)


def test_too_many_events_are_refused_with_the_narrower_question(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another filter than that of other tests: what was answered is kept.
    monkeypatch.setattr(subset.chosen_events, "__kwdefaults__", {"most": 100, "claims": True})
    answer = client.get("/events.csv")
    assert (answer.status_code, answer.text.startswith("These are 900 events")) == (400, True)
    assert client.get("/events.csv?from=1990-01-01&to=1990-02-01").status_code == 200
    answer = client.get(f"{ITEMS}?filter=title='Title 18'")
    assert (answer.status_code, "100 at most" in answer.json()["description"]) == (400, True)


def test_the_list_of_all_events_has_each_once_the_newest_first(
    client: TestClient, rows: pd.DataFrame
) -> None:
    found: list[str] = []
    for number in range(1, 10):
        page = client.get(f"/events?page={number}").text
        found += [part.split('"')[0] for part in page.split('href="/event/')[1:]]
    assert sorted(found) == sorted(rows["event_id"])
    days = rows.set_index("event_id").loc[found, "first_day"].tolist()
    assert days == sorted(days, reverse=True)


def test_an_event_has_its_claims_and_the_events_around_it_on_its_page(client: TestClient) -> None:
    page = client.get(f"/event/{EVENT}").text
    assert "<h1><bdi>Title 17</bdi></h1>" in page
    assert page.count('href="/event/') >= 4
    assert "/suggest" not in page
    assert "/history" not in page


def test_the_words_of_a_view_count_the_events_of_the_store(client: TestClient, rows: pd.DataFrame) -> None:
    clashes = (rows["category"] == "clash").sum()
    told = client.get("/share.json?category=clash").json()["description"]
    assert f"Events shown: {clashes} of {COUNT}" in told
    assert f"Events shown: {clashes} of {COUNT}" in client.get("/embed?category=clash").text


def test_a_download_holds_the_events_of_its_choice(client: TestClient, rows: pd.DataFrame) -> None:
    kept = rows[(rows["first_day"] >= 7500) & (rows["first_day"] <= 7900) & (rows["category"] == "talks")]
    query = f"from={day_date(7500)}&to={day_date(7900)}&category=talks"
    found = list(csv.DictReader(io.StringIO(client.get(f"/events.csv?{query}").text)))
    assert {row["event_id"] for row in found} == set(kept["event_id"])
    claimed = list(csv.DictReader(io.StringIO(client.get(f"/claims.csv?{query}").text)))
    assert {row["event_id"] for row in claimed} <= set(kept["event_id"])


def test_words_are_looked_for_in_a_download(client: TestClient) -> None:
    found = list(csv.DictReader(io.StringIO(client.get("/events.csv?q=title+17").text)))
    assert EVENT in {row["event_id"] for row in found}
    assert len(found) < COUNT / 2


def test_the_pages_of_the_api_hold_each_event_once(client: TestClient) -> None:
    found: list[str] = []
    address = f"{ITEMS}?limit=250&category=clash"
    while address:
        answer = client.get(address).json()
        found += [feature["id"] for feature in answer["features"]]
        address = next((one["href"] for one in answer["links"] if one["rel"] == "next"), "")
    assert len(found) == len(set(found)) == answer["numberMatched"]


NUMBERS = st.floats(9.5, 12.5).map(lambda one: round(one, 2))


@given(
    sides=st.tuples(*[NUMBERS] * 4),
    days=st.tuples(st.integers(6900, 9100), st.integers(6900, 9100)),
)
@search(max_examples=25, deadline=None)
def test_a_box_and_a_time_find_what_reading_all_events_finds(
    opened: Opened, rows: pd.DataFrame, sides: tuple[float, ...], days: tuple[int, int]
) -> None:
    west, east = sides[:2]
    south, north = sorted(side + 39 for side in sides[2:])
    box = (west, south, east, north)
    first, last = sorted(days)
    question = Question(first, last, where=Where(box=box))
    across = (
        rows["lon"].between(west, east) if west <= east else (rows["lon"] >= west) | (rows["lon"] <= east)
    )
    within = rows["lon"].isna() | (across & rows["lat"].between(box[1], box[3]))
    kept = rows[within & (rows["last_day"] >= first) & (rows["first_day"] <= last)]
    store = opened.store
    keys = store.keys(question, COUNT)
    assert store.count(question) == len(keys) == len(kept)
    ids = store.rows(keys, ["event_id"]).column(0).to_pylist()
    assert set(ids) == set(kept["event_id"])


def test_a_part_of_a_list_is_of_the_district_that_is_asked_for(opened: Opened) -> None:
    asked = Asked(opened.base, 20_000, "", opened)
    district = str(opened.base.districts.index[0])
    part = records.part_of(asked, "district", district, 0, 50)
    assert part.total == records.district_count(asked, district) == part.listed
    assert all(district in ids for ids in part.asked.dataset.events["district_ids"])
    assert json.dumps(part.positions)
