"""Features: every collection has what the dataset has, and each parameter keeps what it says."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as search
from hypothesis import strategies as st

from geo import features
from geo.control.history import state_at
from geo.dataset.columns import as_category, claims_by_event, compact
from geo.dates import day_date, day_number
from geo.features import encoding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import Dataset

TODAY = day_number("2026-11-27")
MANY = 1000


def asked(dataset: Dataset, collection: str, *given: tuple[str, str]) -> dict[str, Any]:
    """The answer to parameters, as it is read back."""
    query = features.read_query(collection, [("limit", str(MANY)), *given])
    result = features.select_features(dataset, collection, query, TODAY)
    found: dict[str, Any] = json.loads(features.items_json(result, []))
    return found


def ids(answer: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in answer["features"]]


@pytest.mark.parametrize("collection", features.COLLECTIONS)
def test_a_collection_has_every_record_of_the_dataset_once(any_dataset: Dataset, collection: str) -> None:
    frame = getattr(any_dataset, collection)
    found = features.table(any_dataset, collection, TODAY)
    rows = np.arange(len(frame))
    assert found.length == len(frame)
    names = found.ids(rows)
    assert len(set(names)) == len(frame)
    assert [features.find(any_dataset, collection, name) for name in names] == rows.tolist()
    assert features.find(any_dataset, collection, "nothing of this name") is None


def test_events_are_those_of_the_dataset(any_dataset: Dataset) -> None:
    answer = asked(any_dataset, "events")
    assert ids(answer) == any_dataset.events.index.tolist()
    for feature, event in zip(answer["features"], any_dataset.events.to_dict("records"), strict=True):
        said = feature["properties"]
        assert said["title"] == event["title"]
        assert said["district_ids"] == list(event["district_ids"])
        assert (day_number(said["first_day"]), day_number(said["last_day"])) == (
            event["first_day"],
            event["last_day"],
        )
        assert said["n_sources"] == event["n_sources"]
        assert said["evidence"] == event["evidence"]
        point = feature["geometry"] and feature["geometry"]["coordinates"]
        assert point == (None if event["lon"] != event["lon"] else [event["lon"], event["lat"]])


def test_districts_say_who_held_them_on_the_day(any_dataset: Dataset) -> None:
    for day in (*any_dataset.control_periods["from_day"].tolist()[:6], TODAY):
        held = state_at(any_dataset, day)
        answer = asked(any_dataset, "districts", ("datetime", day_date(day).isoformat()))
        assert ids(answer) == any_dataset.districts.index.tolist()
        for feature in answer["features"]:
            segment = held.get(feature["id"])
            shares = [(one["controller"], one["share"]) for one in feature["properties"]["control"]]
            assert shares == list(segment.shares if segment else ())
            first = shares[0] if shares else (None, None)
            assert (feature["properties"]["controller"], feature["properties"]["share"]) == first


def test_a_period_without_an_end_has_none_and_goes_on(any_dataset: Dataset) -> None:
    answer = asked(any_dataset, "control_periods", ("datetime", "2100-01-01/.."))
    open_ended = any_dataset.control_periods["to_day"].isna()
    assert answer["numberMatched"] == int(open_ended.sum())
    assert all(feature["properties"]["last_day"] is None for feature in answer["features"])


def test_pages_laid_together_are_the_whole(any_dataset: Dataset) -> None:
    whole, found = ids(asked(any_dataset, "claims"))[:60], list[str]()
    while len(found) < len(whole):
        query = features.read_query("claims", [("limit", "7"), ("offset", str(len(found)))])
        result = features.select_features(any_dataset, "claims", query, TODAY)
        assert result.matched == len(any_dataset.claims)
        found += ids(json.loads(features.items_json(result, [])))
    assert found[: len(whole)] == whole


DAYS = st.integers(day_number("1899-01-01"), day_number("2030-01-01"))
CORNER = st.floats(-180, 180, allow_nan=False).map(lambda number: round(number, 3))


@search(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(DAYS, DAYS).map(sorted), st.sampled_from(["both", "start", "end", "day"]))
def test_datetime_keeps_what_overlaps(made_up: Dataset, range_: Sequence[int], given_: str) -> None:
    first, last = range_
    written = {
        "both": f"{day_date(first)}/{day_date(last)}",
        "start": f"{day_date(first)}T12:00:00Z/..",
        "end": f"../{day_date(last)}",
        "day": f"{day_date(first)}",
    }[given_]
    begin, end = {
        "both": (first, last),
        "start": (first, 10**6),
        "end": (-(10**6), last),
        "day": (first, first),
    }[given_]
    events = made_up.events
    expected = events.index[(events["first_day"] <= end) & (events["last_day"] >= begin)].tolist()
    assert ids(asked(made_up, "events", ("datetime", written))) == expected


@search(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CORNER, CORNER, st.tuples(st.floats(-90, 90), st.floats(-90, 90)).map(sorted))
def test_a_box_keeps_what_is_in_it_and_what_is_nowhere(
    made_up: Dataset, west: float, east: float, north_south: Sequence[float]
) -> None:
    south, north = north_south
    events = made_up.events
    lon, lat = events["lon"].to_numpy(), events["lat"].to_numpy()
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    expected = events.index[(across & (lat >= south) & (lat <= north)) | np.isnan(lon)].tolist()
    assert ids(asked(made_up, "events", ("bbox", f"{west!r},{south!r},{east!r},{north!r}"))) == expected


def test_a_property_keeps_what_has_it(any_dataset: Dataset) -> None:
    events = any_dataset.events
    district = str(any_dataset.districts.index[0])
    cases = {
        ("district_ids", district): [district in entries for entries in events["district_ids"]],
        ("disputed", "true"): events["disputed"].tolist(),
        ("n_sources", "2"): (events["n_sources"] == 2).tolist(),
        ("date_precision", "month"): (events["date_precision"] == "month").tolist(),
    }
    for parameter, kept in cases.items():
        assert ids(asked(any_dataset, "events", parameter)) == events.index[kept].tolist()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("bbox", "1,2,3", "four numbers"),
        ("bbox", "1,2,3,nan", "four numbers"),
        ("bbox", "0,50,1,40", "four numbers"),
        ("bbox", "0,0,181,1", "four numbers"),
        ("datetime", "2020", "a day, or two"),
        ("datetime", "../..", "a day, or two"),
        ("datetime", "2021-01-01/2020-01-01", "a day, or two"),
        ("datetime", "2020-01-01T10:00:00", "a day, or two"),
        ("limit", "0", "a whole number"),
        ("limit", "ten", "a whole number"),
        ("offset", "-1", "a whole number"),
        ("bbox-crs", "EPSG:3857", "is not known"),
        ("f", "xml", "is not known"),
        ("n_sources", "many", "a number"),
        ("disputed", "maybe", "is not known"),
        ("first_day", "yesterday", "a day like"),
        ("title", "a" * 201, "a shorter text"),
        ("distrikt", "x", "no parameter distrikt"),
        ("filter", "n_sources >", "no CQL2 Text"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(name: str, value: str, said: str) -> None:
    with pytest.raises(features.QueryError, match=said):
        features.read_query("events", [(name, value)])


def test_a_larger_limit_than_there_is_gives_the_most(any_dataset: Dataset) -> None:
    query = features.read_query("claims", [("limit", "999999")])
    assert query.limit == features.MOST_FEATURES
    result = features.select_features(any_dataset, "claims", query, TODAY)
    assert len(result.positions) == min(features.MOST_FEATURES, len(any_dataset.claims))


def test_csv_has_the_same_rows(any_dataset: Dataset) -> None:
    for collection in features.COLLECTIONS:
        query = features.read_query(collection, [("f", "csv"), ("limit", "50")])
        result = features.select_features(any_dataset, collection, query, TODAY)
        rows = list(csv.DictReader(io.StringIO(features.items_csv(result).decode())))
        key = features.COLLECTIONS[collection].key
        assert [row[key] for row in rows] == result.table.ids(result.positions)


def test_a_large_dataset_is_answered_alike(any_dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    large = replace(
        any_dataset,
        events=any_dataset.events.assign(
            **{name: as_category(any_dataset.events[name]) for name in ("title", "category", "place_name")}
        ),
        claims=claims_by_event(compact(any_dataset.claims, "claims"), any_dataset.events.index),
    )
    expected = {name: asked(any_dataset, name) for name in ("events", "sources")}
    monkeypatch.setattr(encoding, "LARGE", 1)
    assert {name: asked(large, name) for name in expected} == expected
    category = ("category", str(any_dataset.about.categories[0].id))
    assert asked(large, "events", category) == asked(any_dataset, "events", category)
    said = [feature["properties"] for feature in asked(large, "claims")["features"]]
    plain = [feature["properties"] for feature in asked(any_dataset, "claims")["features"]]
    assert len(said) == len(plain)
    if len(any_dataset.claims) <= MANY:
        assert sorted(said, key=str) == sorted(plain, key=str)


def test_documents_name_every_collection_and_what_can_be_asked(any_dataset: Dataset) -> None:
    about, root = any_dataset.about, "https://example.org/api"
    listed = features.collections_document(any_dataset, about, root, TODAY)["collections"]
    assert [one["id"] for one in listed] == list(features.COLLECTIONS)
    described = features.openapi(about, root)
    for collection in features.COLLECTIONS.values():
        path = described["paths"][f"/collections/{collection.id}/items"]["get"]
        own = {one["name"] for one in path["parameters"] if "name" in one}
        assert own == set(collection.queryables)
        asked_for = set(features.queryables(collection, root)["properties"]) - {"geometry"}
        assert asked_for == own
    json.dumps(described, allow_nan=False)
