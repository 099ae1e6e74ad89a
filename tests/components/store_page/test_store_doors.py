"""The doors beside the page of a store: the same pages and data, made of the few events that each answer needs."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as search
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from components.http import app, health, records, store_records
from components.http.answers import Asked
from components.http.limits import Limits
from components.http.records import AROUND
from components.settings import settings
from geo.dates import day_date
from geo.store import subset
from geo.store.query import Question, Where
from tests.components.store_page.stores import COUNT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

    from components.server_store import Opened
    from geo.store.query import Key

EVENT = "many-events-e17"
ITEMS = "/api/collections/events/items"
OTHERS = ("sources", "districts", "places", "control_periods")
MAGIC = (b"\x89PNG", b"PAR1", b"PK\x03\x04", b"SQLi")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATASET", str(folder))
        patch.setenv("DASHBOARD_TODAY", "2026-11-21")
        health.STATE.is_ready()
        yield TestClient(Starlette(routes=app.routes()), follow_redirects=False)


PNG, PARQUET, ZIP, SQLITE = "\x89PNG", "PAR1", "PK\x03\x04", "SQLite format 3"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/events?page=9", 'href="/event/'),
        ("/hy/events", 'href="/hy/event/'),
        (f"/event/{EVENT}", "<bdi>Title 17</bdi>"),
        (f"/ru/event/{EVENT}", "<bdi>Title 17</bdi>"),
        ("/districts", 'href="/district/north"'),
        ("/district/north", 'href="/event/'),
        ("/places", 'href="/place/'),
        ("/stories", "<h1"),
        ("/sitemap.xml", "/district/north<"),
        ("/robots.txt", "Sitemap: "),
        ("/calendar.ics", "BEGIN:VCALENDAR"),
        ("/share.json", f"Events shown: {COUNT} of {COUNT}"),
        (f"/share.json?event={EVENT}", '"title": "Title 17"'),
        ("/share.json?district=north&category=clash&q=title", "Filters: "),
        ("/preview.png", PNG),
        (f"/preview/event/{EVENT}.png", PNG),
        ("/preview/district/north.png", PNG),
        (f"/preview.png?event={EVENT}", PNG),
        ("/embed", f"Events shown: {COUNT} of {COUNT}"),
        (f"/embed?event={EVENT}", "<title>Title 17</title>"),
        ("/embed?district=north&category=clash&q=title&voice=x", "Filters: "),
        ("/", f"Events shown: {COUNT} of {COUNT}"),
        (f"/?event={EVENT}", "<title>Title 17</title>"),
        ("/?category=clash", "Filters: "),
        ("/?page=figures", "Many events"),
        ("/store/cells/12/135/86", '"cells"'),
        ("/api", "/api/collections"),
        ("/api/openapi.json", '"openapi"'),
        ("/api/conformance", "conformsTo"),
        ("/api/collections", '"control_periods"'),
        ("/api/collections/events", '"events"'),
        (ITEMS, f'"numberMatched":{COUNT}'),
        (f"{ITEMS}/{EVENT}", '"Title 17"'),
        (f"{ITEMS}?f=csv", "Title "),
        (f"{ITEMS}?title=Title%2017", '"numberMatched":1,'),
        (f"{ITEMS}?filter=title='Title 17'", '"numberMatched":1,'),
        (f"/api/collections/claims/items?event_id={EVENT}", '"numberReturned"'),
        (f"/api/collections/claims/items/{EVENT}.1", EVENT),
        *((f"/api/collections/{one}/items", '"numberMatched"') for one in OTHERS),
        ("/events.csv?category=clash", "Title "),
        ("/events.json?category=clash", "Title "),
        ("/events.geojson?category=clash", '"FeatureCollection"'),
        ("/events.parquet?category=clash", PARQUET),
        ("/events.xlsx?category=clash", ZIP),
        ("/events.gpkg?category=clash", SQLITE),
        ("/claims.csv", EVENT),
        ("/sources.json", '"source_id"'),
        ("/districts.geojson", '"north"'),
        ("/places.csv", "place_id"),
        ("/control_periods.parquet", PARQUET),
    ],
)
def test_a_store_answers_at_the_addresses_of_a_dataset(client: TestClient, address: str, said: str) -> None:
    answer = client.get(address)
    text = answer.content.decode("latin-1" if answer.content[:4] in MAGIC else "utf-8", "replace")
    assert (answer.status_code, said if said in text else text[:600]) == (200, said)


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


def test_an_event_has_its_claims_and_the_events_around_it_on_its_page(
    client: TestClient, rows: pd.DataFrame
) -> None:
    page = client.get(f"/event/{EVENT}").text
    assert "<h1><bdi>Title 17</bdi></h1>" in page
    (event,) = rows[rows["event_id"] == EVENT].to_dict("records")
    near = rows[rows["district_ids"] == event["district_ids"]] if event["district_ids"] else rows
    near = near.sort_values("first_day", kind="stable", ignore_index=True)
    at = int(near.index[near["event_id"] == EVENT][0])
    around = [*near["event_id"][at - AROUND : at], *near["event_id"][at + 1 : at + 1 + AROUND]]
    linked = {part.split('"')[0] for part in page.split('href="/event/')[1:]} - {EVENT}
    assert linked == set(around)
    assert "/suggest" not in page
    assert "/history" not in page


def test_the_words_of_a_view_count_the_events_of_the_store(client: TestClient, rows: pd.DataFrame) -> None:
    clashes = (rows["category"] == "clash").sum()
    told = client.get("/share.json?category=clash").json()["description"]
    assert f"Events shown: {clashes} of {COUNT}" in told
    assert f"Events shown: {clashes} of {COUNT}" in client.get("/embed?category=clash").text


def test_the_words_of_a_view_name_no_filter_by_which_a_store_does_not_count(
    client: TestClient, opened: Opened
) -> None:
    voice = opened.base.about.voices[0].id
    for query in ("q=title+17", "support=single", f"voice={voice}"):
        shared = client.get(f"/share.json?{query}").json()
        for text in (shared["description"], *(client.get(f"/{door}?{query}").text for door in ("", "embed"))):
            assert f"Events shown: {COUNT} of {COUNT}" in text
            assert "Filters: " not in text
        assert "title 17" not in shared["chosen"] + str(shared["pictured"])
    assert client.get("/share.json?q=title+17").json()["query"]["q"] == "title 17"


def test_no_link_of_a_store_holds_a_version(client: TestClient) -> None:
    shared = client.get("/share.json?category=clash").json()
    assert shared["version"] is None
    assert "version=" not in json.dumps([shared["cite"], shared["pictured"]])
    assert "holds the data version" not in shared["words"]["cite.note"]


def test_cells_of_a_version_that_is_not_known_are_not_those_of_the_newest(client: TestClient) -> None:
    answer = client.get("/store/cells/12/135/86?version=gone")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "no-store")


def test_the_scene_of_an_embed_is_packed_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[int] = []
    real = gzip.compress

    def note(content: bytes, level: int) -> bytes:
        packed.append(len(content))
        return real(content, level)

    monkeypatch.setattr(gzip, "compress", note)
    scene = client.get("/embed").text.split("embed/scene-")[1].split('"')[0]
    assert {client.get(f"/embed/scene-{scene}").status_code for _ in range(3)} == {200}
    assert len(packed) <= 1


def test_a_long_list_leads_to_events_that_are_not_on_it(
    client: TestClient, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_records, "MOST_LISTED", 100)
    store = opened.store
    for path, district in (("/events", ""), ("/district/north", "north")):
        page = html.unescape(client.get(path).text)
        address = page.split("found by their days: ")[1].split("<")[0].removeprefix("http://testserver")
        question = Question(*store.days, district=district)
        newest_left = store.keys(question, 101)[100]
        found = client.get(f"{address}&limit=1000").json()["features"]
        (left,) = store.rows([newest_left], ["event_id"]).column(0).to_pylist()
        assert left in {feature["id"] for feature in found}
        for feature in found:
            assert district in ("", *feature["properties"]["district_ids"])


def test_beyond_the_last_feature_there_is_none_and_nothing_is_read(
    client: TestClient, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = opened.store.keys

    def note(question: Question, limit: int, **others: Any) -> list[Key]:  # noqa: ANN401 - Whatever it is asked.
        asked.append(limit)
        return real(question, limit, **others)

    monkeypatch.setattr(store_records, "_store", lambda _asked: opened.store)
    monkeypatch.setattr(opened.store, "keys", note)
    assert client.get(f"{ITEMS}?offset={COUNT}").json()["features"] == []
    assert len(client.get(f"{ITEMS}?offset={COUNT - 3}").json()["features"]) == 3
    assert asked == [COUNT]


def test_the_events_around_one_of_a_district_are_not_those_of_the_whole_region(
    opened: Opened, rows: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Question] = []

    def note(question: Question, _limit: int, **_others: Any) -> list[Key]:  # noqa: ANN401
        asked.append(question)
        return []

    monkeypatch.setattr(opened.store, "keys", note)
    about = Asked(opened.base, 20_000, "", opened)
    with_district = rows["district_ids"].notna()
    for kept, district in ((with_district, True), (~with_district, False)):
        asked.clear()
        records.with_event(about, str(rows["event_id"][kept].iloc[0]))
        assert {(bool(one.district), one.everywhere) for one in asked} == {(district, not district)}


def test_addresses_for_which_a_store_looks_through_its_ids_are_counted(folder: Path) -> None:
    given = settings({"DASHBOARD_DATASET": str(folder), "DASHBOARD_DATA_PER_MINUTE": "3"})
    limited = TestClient(Limits(PlainTextResponse("let in"), given))
    asked = [
        f"/event/{EVENT}",
        "/events",
        f"/?event={EVENT}",
        "/",
        f"/embed?event={EVENT}",
        "/?category=clash",
    ]
    assert {limited.get(address).text for address in asked} == {"let in"}
    refused = (f"/event/{EVENT}", f"/hy/event/{EVENT}", f"/?event={EVENT}", f"/share.json?event={EVENT}")
    assert {limited.get(address).status_code for address in refused} == {429}
    assert limited.get("/events").status_code == 200


def test_a_download_holds_the_events_of_its_choice(client: TestClient, rows: pd.DataFrame) -> None:
    kept = rows[(rows["first_day"] >= 7500) & (rows["first_day"] <= 7900) & (rows["category"] == "talks")]
    query = f"from={day_date(7500)}&to={day_date(7900)}&category=talks"
    found = list(csv.DictReader(io.StringIO(client.get(f"/events.csv?{query}").text)))
    assert {row["event_id"] for row in found} == set(kept["event_id"])
    claimed = list(csv.DictReader(io.StringIO(client.get(f"/claims.csv?{query}").text)))
    assert {row["event_id"] for row in claimed} == set(kept["event_id"])


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


def test_a_part_of_a_list_is_of_the_district_that_is_asked_for(opened: Opened, rows: pd.DataFrame) -> None:
    asked = Asked(opened.base, 20_000, "", opened)
    district = str(opened.base.districts.index[0])
    part = records.part_of(asked, "district", district, 0, 50)
    kept = rows["district_ids"].fillna("").str.split(";").map(lambda ids: bool({district, "all"} & set(ids)))
    assert 0 < kept.sum() < COUNT
    assert part.total == part.listed == records.district_count(asked, district) == kept.sum()
    assert len(part.positions) == 50
    assert all(district in ids for ids in part.asked.dataset.events["district_ids"])
    assert json.dumps(part.positions)
