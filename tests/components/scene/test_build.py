"""The scene holds the dataset exactly: positions, days, control and membership."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from components.scene import build
from components.scene.build import _shape_columns, build_scene
from components.scene.event_columns import DEGREE
from geo.control.history import state_at
from geo.dates import day_number

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset

TODAY = day_number("2026-11-21")
Scene = tuple[dict[str, Any], dict[str, "np.ndarray[Any, Any]"]]
DTYPES = {"i32": "<i4", "u32": "<u4", "u16": "<u2", "u8": "u1"}


def unpack(packed: bytes) -> Scene:
    (length,) = struct.unpack_from("<I", packed)
    header = json.loads(packed[4 : 4 + length])
    start = -(-(4 + length) // 8) * 8
    columns = {
        item["name"]: np.frombuffer(packed, DTYPES[item["type"]], item["length"], start + item["offset"])
        for item in header["columns"]
    }
    return header, columns


@pytest.fixture(scope="module")
def scene(dataset: Dataset) -> Scene:
    return unpack(build_scene(dataset, TODAY))


def test_another_program_gives_the_scene_another_name(
    dataset: Dataset, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert scene[0]["version"] == build.version_of(dataset, TODAY)
    monkeypatch.setattr(build, "program", lambda: "another")
    assert scene[0]["version"] != build.version_of(dataset, TODAY)


def test_events_are_all_there_in_order(dataset: Dataset, scene: Scene) -> None:
    header, columns = scene
    assert header["events"]["ids"] == dataset.events.index.tolist()
    assert (np.diff(columns["first"]) >= 0).all()
    np.testing.assert_array_equal(columns["last"], dataset.events["last_day"])


def test_an_event_without_a_coordinate_gets_none(dataset: Dataset, scene: Scene) -> None:
    _, columns = scene
    without = dataset.events["lon"].isna().to_numpy()
    assert ((columns["placing"] != 0) == without).all()
    assert (columns["lon"][without] == 0).all()
    drawn = ~without
    np.testing.assert_allclose(
        columns["lon"][drawn] / DEGREE, dataset.events["lon"][drawn], atol=0.6 / DEGREE
    )


def test_membership_is_the_declared_one(dataset: Dataset, scene: Scene) -> None:
    header, columns = scene
    names = [item["id"] for item in header["districts"]]
    start = columns["district_start"]
    for row, declared in enumerate(dataset.events["district_ids"]):
        members = columns["district_of"][start[row] : start[row + 1]]
        assert [names[at] for at in members] == list(declared)


@pytest.mark.parametrize("day", ["1988-01-01", "1993-04-02", "2020-11-25", "2022-01-01", "2023-10-01"])
def test_control_in_the_scene_is_the_control_of_the_data(dataset: Dataset, scene: Scene, day: str) -> None:
    header, _ = scene
    wanted = state_at(dataset, day_number(day))
    codes = [item["id"] for item in header["controllers"]]
    for item in header["districts"]:
        begun = [segment for segment in item["segments"] if segment["from"] <= day_number(day)]
        shares = [(codes[code], size) for code, size in begun[-1]["shares"]]
        assert shares == [tuple(share) for share in wanted[item["id"]].shares]


def test_who_held_a_district_is_said_in_words(scene: Scene) -> None:
    header, _ = scene
    (kalbajar,) = (item for item in header["districts"] if item["id"] == "kalbajar")
    said = {segment["from"]: segment["text"] for segment in kalbajar["segments"]}
    assert said[day_number("1993-04-02")] == "Armenian control, whole"
    assert said[day_number("2020-11-25")] == "Mostly Azerbaijani control, part Armenian control"
    assert all(segment["text"] for item in header["districts"] for segment in item["segments"])


def test_outlines_keep_every_vertex(dataset: Dataset, scene: Scene) -> None:
    header, columns = scene
    at = [item["id"] for item in header["districts"]].index("kalbajar")
    rings = np.split(columns["districts_xy"].reshape(-1, 2), np.cumsum(columns["districts_rings"])[:-1])
    owned = [ring for ring, owner in zip(rings, columns["districts_ring_of"], strict=True) if owner == at]
    drawn = np.concatenate([ring.cumsum(axis=0) for ring in owned]) / DEGREE
    real = shapely.get_coordinates(dataset.districts.geometry["kalbajar"])
    np.testing.assert_allclose(drawn, real, atol=0.6 / DEGREE)


def test_aghdara_has_a_seat_and_no_outline(scene: Scene) -> None:
    header, columns = scene
    at = [item["id"] for item in header["districts"]].index("aghdara")
    assert header["districts"][at]["outlined"] is False
    assert header["districts"][at]["seat"]
    assert at not in columns["districts_ring_of"]


def test_a_new_day_or_new_data_gives_a_new_version(dataset: Dataset) -> None:
    versions = {unpack(build_scene(dataset, day))[0]["version"] for day in (TODAY, TODAY, TODAY + 1)}
    assert len(versions) == 2


@pytest.mark.parametrize("count", [65_536, 70_000])
def test_more_shapes_than_two_bytes_count_are_told_apart(count: int) -> None:
    corners = np.arange(count) % 300
    squares = gpd.GeoSeries(shapely.box(corners, 0, corners + 1, 1))
    numbers = _shape_columns("districts", squares)["districts_ring_of"]
    assert numbers.tolist() == list(range(count))
    assert numbers.dtype == (np.uint16 if count <= 65_536 else np.uint32)
