"""Data at addresses that stay: the same records as the page's files, a sentence for what cannot be used."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as search
from hypothesis import strategies as st

from components.http.doors import DATA
from geo.control.history import state_at
from geo.dates import day_date, day_number
from geo.export import district_layers, select
from geo.selection.filters import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.testclient import TestClient

    from geo import Dataset

RECORDS = ("events", "claims", "sources")
ALL = (day_number("1900-01-01"), day_number("2100-01-01"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("path", DATA)
def test_everybody_may_read_and_is_told_what_is_the_same(path: str, made_up_client: TestClient) -> None:
    first = made_up_client.get(path)
    assert first.status_code == 200
    assert first.headers["access-control-allow-origin"] == "*"
    again = made_up_client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    assert made_up_client.post(path).status_code == 405


@pytest.mark.parametrize("table", RECORDS)
def test_without_parameters_a_table_holds_all_records(
    table: str, made_up_client: TestClient, made_up: Dataset
) -> None:
    found = rows(made_up_client.get(f"/{table}.csv").text)
    expected = select(made_up, Selection(*ALL)).tables()[table]
    key = "event_id" if table != "sources" else "source_id"
    assert [row[key] for row in found] == list(expected[key])


def test_parameters_choose_as_the_page_does(made_up_client: TestClient, made_up: Dataset) -> None:
    district, category = str(made_up.districts.index[0]), str(made_up.events["category"].iloc[0])
    day = day_date(int(made_up.events["first_day"].iloc[len(made_up.events) // 2])).isoformat()
    choices = [
        ({"district": district}, Selection(*ALL, districts=frozenset({district}))),
        ({"category": category}, Selection(*ALL, categories=frozenset({category}))),
        ({"from": day}, Selection(day_number(day), ALL[1])),
        ({"to": day}, Selection(ALL[0], day_number(day))),
    ]
    for query, selection in choices:
        expected = list(select(made_up, selection).events["event_id"])
        asked = urlencode(query)
        assert [row["event_id"] for row in rows(made_up_client.get(f"/events.csv?{asked}").text)] == expected
        collection = made_up_client.get(f"/events.geojson?{asked}").json()
        assert [feature["id"] for feature in collection["features"]] == expected
        assert [
            row["event_id"] for row in made_up_client.get(f"/events.json?{asked}").json()["events"]
        ] == expected
        assert collection["dataset"]["version"] == made_up.about.version


def test_districts_say_who_held_them_on_the_day(made_up_client: TestClient, made_up: Dataset) -> None:
    days = sorted({int(day) for day in made_up.control_periods["from_day"]})
    for day in days:
        text = day_date(day).isoformat()
        features = made_up_client.get(f"/districts.geojson?day={text}").json()["features"]
        assert [feature["id"] for feature in features] == list(made_up.districts.index)
        held = state_at(made_up, day)
        for feature in features:
            said = [(one["controller"], one["share"]) for one in feature["properties"]["control"]]
            segment = held.get(feature["id"])
            assert said == list(segment.shares if segment else ())


def test_places_and_control_periods_are_all_there(made_up_client: TestClient, made_up: Dataset) -> None:
    features = made_up_client.get("/places.geojson").json()["features"]
    assert [feature["id"] for feature in features] == list(made_up.places.index)
    periods = rows(made_up_client.get("/control_periods.csv").text)
    assert len(periods) == len(made_up.control_periods)
    district = periods[0]["district_id"]
    some = rows(made_up_client.get(f"/control_periods.csv?district={district}").text)
    assert some == [row for row in periods if row["district_id"] == district]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2020-13-01", "from: read '2020-13-01', expected a day"),
        ("from=2021-01-01&to=2020-01-01", "from is after to"),
        ("district=nowhere", "district: 'nowhere' is not known"),
        ("distrikt=x", "no parameter distrikt"),
        ("q=a&q=b", "q is given more than once"),
        (f"q={'a' * 201}", "q may have 200 characters"),
        ("lang=xx", "lang: 'xx' is not known"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(query: str, said: str, made_up_client: TestClient) -> None:
    for name in ("events.csv", "events.geojson", "events.json", "claims.csv", "sources.csv"):
        answer = made_up_client.get(f"/{name}?{query}")
        assert answer.status_code == 400
        assert said in answer.text
        assert answer.headers["content-type"].startswith("text/plain")


def test_formulas_are_neutralised_and_json_is_valid(
    client_of: Callable[[Dataset], TestClient], hostile_dataset: Dataset
) -> None:
    client = client_of(hostile_dataset)
    for table in RECORDS:
        for row in rows(client.get(f"/{table}.csv").text):
            assert not [cell for cell in row.values() if cell.startswith("=")]
    json.loads(client.get("/events.json").text)
    json.loads(client.get("/events.geojson").text)


QUICK = sorted(path for path in DATA if not path.endswith((".gpkg", ".xlsx")))
"""The others are of the same choice, and take longer to write."""


def test_every_format_has_the_same_records(made_up_client: TestClient, made_up: Dataset) -> None:
    day = day_date(int(made_up.events["first_day"].iloc[len(made_up.events) // 2])).isoformat()
    records = select(made_up, Selection(ALL[0], day_number(day)))

    def read(name: str) -> bytes:
        return made_up_client.get(f"/{name}?to={day}").content

    for table, frame in records.tables().items():
        key = "source_id" if table == "sources" else "event_id"
        parquet = pq.read_table(io.BytesIO(read(f"{table}.parquet")))
        assert parquet[key].to_pylist() == frame[key].tolist()
        assert json.loads(parquet.schema.metadata[b"dataset"])["version"] == made_up.about.version
        assert [row[key] for row in json.loads(read(f"{table}.json"))[table]] == frame[key].tolist()
        assert pyogrio.read_dataframe(read("events.gpkg"), layer=table)[key].tolist() == frame[key].tolist()
        sheet = pd.read_excel(io.BytesIO(read("events.xlsx")), sheet_name=table, dtype=str, engine="openpyxl")
        assert sheet[key].tolist() == frame[key].tolist()
    points = gpd.read_parquet(io.BytesIO(read("events.parquet")))
    assert points.geometry.notna().tolist() == records.events["lon"].notna().tolist()


def test_layers_are_there_as_geoparquet(made_up_client: TestClient, made_up: Dataset) -> None:
    for name, frame in district_layers(made_up).items():
        read_back = gpd.read_parquet(io.BytesIO(made_up_client.get(f"/{name}.parquet").content))
        assert list(read_back.columns) == list(frame.columns)
        assert read_back.geometry.geom_equals(frame.geometry).equals(frame.geometry.notna())
    places = rows(made_up_client.get("/places.csv").text)
    assert [row["place_id"] for row in places] == list(made_up.places.index)


@search(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(QUICK),
    st.lists(
        st.tuples(
            st.sampled_from(
                ["from", "to", "day", "category", "district", "voice", "q", "lang", "support", "x"]
            ),
            st.one_of(st.text(max_size=30), st.dates().map(str), st.just("")),
        ),
        max_size=4,
    ),
)
def test_no_query_is_an_error_of_the_server(
    made_up_client: TestClient, path: str, query: list[tuple[str, str]]
) -> None:
    written = urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in query])
    assert made_up_client.get(f"{path}?{written}").status_code in {200, 400}


@search(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 6000), st.one_of(st.none(), st.integers(0, 6000)), st.booleans())
def test_a_part_of_a_file_is_that_part(
    made_up_client: TestClient, start: int, end: int | None, from_the_end: object
) -> None:
    whole = made_up_client.get("/events.csv").content
    asked = f"bytes=-{start}" if from_the_end else f"bytes={start}-{'' if end is None else end}"
    answer = made_up_client.get("/events.csv", headers={"range": asked})
    if from_the_end:
        expected = whole[-start:] if start else b""
    else:
        expected = whole[start:] if end is None else whole[start : end + 1]
    if expected:
        assert (answer.status_code, answer.content) == (206, expected)
        place = whole.index(expected) if len(expected) > 1000 else None
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")
        assert place is None or answer.headers["content-range"].startswith(f"bytes {place}-")
    else:
        assert (answer.status_code, answer.content) == (416, b"")


def test_a_file_says_that_it_can_be_asked_for_in_parts(made_up_client: TestClient) -> None:
    whole = made_up_client.get("/events.csv")
    assert whole.headers["accept-ranges"] == "bytes"
    for asked in ("bytes=0-1,4-5", "lines=0-1", "bytes=-", "x"):
        answer = made_up_client.get("/events.csv", headers={"range": asked})
        assert (answer.status_code, answer.content) == (200, whole.content)
