"""GeoJSON and Linked Places, checked against RFC 7946 and the format's own rules."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pytest
import shapely

from geo.export import Provenance, Records, geojson, linked_places
from geo.export.geojson import geometry_json
from tests.geo.export.conftest import ADDRESS

if TYPE_CHECKING:
    from pathlib import Path

    import geo

Json = dict[str, Any]
EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def is_turning_left(ring: list[list[float]]) -> bool:
    area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
    return area > 0


def check_geometry(geometry: Json | None) -> None:
    if geometry is None:
        return
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            check_geometry(part)
        return
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        check_position(coordinates)
        return
    assert geometry["type"] in {"Polygon", "MultiPolygon"}
    for polygon in [coordinates] if geometry["type"] == "Polygon" else coordinates:
        for number, ring in enumerate(polygon):
            assert len(ring) >= 4
            assert ring[0] == ring[-1]
            assert is_turning_left(ring) == (number == 0)
            for position in ring:
                check_position(position)


def check_position(position: list[float]) -> None:
    lon, lat = position
    assert 44 < lon < 49
    assert 38 < lat < 42


def check_rfc_7946(data: bytes) -> Json:
    """Read GeoJSON and hold it against the standard; return the collection."""
    assert not data.startswith(b"\xef\xbb\xbf")
    collection: Json = json.loads(data.decode("utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties"} <= feature.keys()
        assert "coordinates" not in feature
        check_geometry(feature["geometry"])
    return collection


@pytest.mark.parametrize("name", ["everything", "hostile"])
def test_geojson_holds_the_same_records(
    request: pytest.FixtureRequest, provenance: Provenance, name: str
) -> None:
    records: Records = request.getfixturevalue(name)
    collection = check_rfc_7946(geojson(records, provenance))
    claims = []
    for feature, event in zip(collection["features"], records.events.to_dict("records"), strict=True):
        properties = feature["properties"]
        assert feature["id"] == properties["event_id"] == event["event_id"]
        for column in ("title", "date", "start_date", "summary", "status", "evidence", "place_name"):
            assert (properties[column] or "") == event[column], column
        for column in ("district_ids", "place_ids", "voices"):
            assert ";".join(properties[column]) == event[column], column
        assert properties["n_sources"] == event["n_sources"]
        if event["lon"] == event["lon"]:
            assert feature["geometry"] == {"type": "Point", "coordinates": [event["lon"], event["lat"]]}
        else:
            assert feature["geometry"] is None
        claims += [{"event_id": feature["id"], **claim} for claim in properties["claims"]]
    blanked = [{key: cell or "" for key, cell in claim.items()} for claim in claims]
    by_event = records.claims.assign(
        at=records.claims["event_id"].map({key: at for at, key in enumerate(records.events["event_id"])})
    ).sort_values("at", kind="stable")
    assert blanked == by_event.drop(columns="at").to_dict("records")
    sources = [{key: cell or "" for key, cell in source.items()} for source in collection["sources"]]
    assert sources == records.sources.to_dict("records")


def test_geojson_says_where_it_comes_from(everything: Records, provenance: Provenance) -> None:
    about = check_rfc_7946(geojson(everything, provenance))["dataset"]
    assert about["version"] == provenance.about.version
    assert about["permalink"] == provenance.permalink
    assert about["selection"] == provenance.selection
    assert {licence["name"] for licence in about["licences"]} == {"CC-BY-4.0"}
    assert "GeoNames" in about["attributions"][0]["attribution"]


def test_another_program_reads_the_geojson(
    everything: Records, provenance: Provenance, tmp_path: Path
) -> None:
    path = tmp_path / "events.geojson"
    path.write_bytes(geojson(everything, provenance))
    frame = gpd.read_file(path)
    assert frame.crs.to_epsg() == 4326
    assert list(frame["event_id"]) == list(everything.events["event_id"])
    assert list(frame.geometry.isna()) == list(everything.events["lon"].isna())


def test_polygons_follow_the_right_hand_rule_whichever_way_they_came() -> None:
    hole = [(46.2, 39.2), (46.4, 39.2), (46.4, 39.4), (46.2, 39.4)]
    shell = [(46.0, 39.0), (47.0, 39.0), (47.0, 40.0), (46.0, 40.0)]
    for outer in (shell, shell[::-1]):
        for inner in (hole, hole[::-1]):
            check_geometry(geometry_json(shapely.Polygon(outer, [inner])))
    assert geometry_json(None) is None


# --- Linked Places ---


@pytest.fixture(scope="module")
def districts(dataset: geo.Dataset, provenance: Provenance) -> dict[str, Json]:
    collection = check_rfc_7946(linked_places(dataset, provenance, ADDRESS))
    assert collection["@context"].endswith("linkedplaces-context-v1.1.jsonld")
    assert collection["dataset"]["version"] == dataset.about.version
    return {feature["properties"]["district_id"]: feature for feature in collection["features"]}


def test_linked_places_has_what_the_format_asks_for(dataset: geo.Dataset, districts: dict[str, Json]) -> None:
    assert list(districts) == list(dataset.districts.index)
    for key, feature in districts.items():
        assert feature["@id"] == f"{ADDRESS}?district={key}"
        assert feature["properties"]["title"] == dataset.districts.at[key, "name"]
        assert feature["properties"]["fclasses"] == ["A"]
        assert feature["geometry"]["type"] == "GeometryCollection"
        assert len(feature["geometry"]["geometries"]) == 1
        assert all({"toponym", "lang"} <= name.keys() for name in feature["names"])
        assert any(name.get("citations") for name in feature["names"])
        assert feature["types"][0]["identifier"].startswith("aat:")
        assert all(re.match("https?://", link["identifier"]) for link in feature["links"])


def test_linked_places_has_every_control_period_with_its_sources(
    dataset: geo.Dataset, districts: dict[str, Json]
) -> None:
    for key, periods in dataset.control_periods.groupby("district_id"):
        relations = districts[str(key)]["relations"]
        assert [relation["controller"] for relation in relations] == list(periods["controller"])
        for relation, period in zip(relations, periods.to_dict("records"), strict=True):
            assert len(relation["citations"]) == len(set(period["source_ids"]))
            [span] = relation["when"]["timespans"]
            for bound in (*span["start"].values(), *span["end"].values()):
                assert EDTF.fullmatch(bound)
            assert ("earliest" in span["end"]) == (period["to_date"] == "")


def test_linked_places_dates_are_those_of_the_record(districts: dict[str, Json]) -> None:
    before, held, *_, now = districts["kalbajar"]["relations"]
    assert before["when"]["timespans"] == [{"start": {"latest": "1988-01-01"}, "end": {"in": "1993-04-02"}}]
    assert held["when"]["timespans"] == [{"start": {"in": "1993-04-02"}, "end": {"in": "2020-11-25"}}]
    assert held["label"] == "held whole: Armenian control"
    assert now["when"]["timespans"] == [{"start": {"in": "2023-09-20"}, "end": {"earliest": "2026-11-21"}}]


def test_linked_places_ends_are_no_finer_than_what_follows(districts: dict[str, Json]) -> None:
    contested = districts["aghdara"]["relations"][1]
    assert contested["when"]["timespans"] == [{"start": {"in": "1991"}, "end": {"in": "1992-07"}}]


def test_a_district_without_an_outline_is_the_point_of_its_seat(
    dataset: geo.Dataset, districts: dict[str, Json]
) -> None:
    [point] = districts["aghdara"]["geometry"]["geometries"]
    seat = dataset.districts.loc["aghdara"]
    assert (point["type"], point["coordinates"]) == ("Point", [seat["seat_lon"], seat["seat_lat"]])
    assert "not openly published" in districts["aghdara"]["descriptions"][0]["value"]
    assert "descriptions" not in districts["kalbajar"]


def test_names_come_in_their_languages_with_who_uses_them(districts: dict[str, Json]) -> None:
    names = {(name["toponym"], name["lang"]): name for name in districts["kalbajar"]["names"]}
    assert ("Kəlbəcər", "az") in names
    assert names["Kalbajar", "en"]["citations"][0]["@id"].startswith("https://news.az/")
