"""Lists of events that belong together on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.selection.named_lists import MOST_POINTS, at_points, events_of_list, is_list
from tests.bundled import bundled

if TYPE_CHECKING:
    import geo


@pytest.fixture(scope="module")
def karabakh() -> geo.Dataset:
    return bundled()


def test_events_without_a_place_are_those_of_the_table(karabakh: geo.Dataset) -> None:
    unplaced = karabakh.events["location_precision"] == "none"
    np.testing.assert_array_equal(events_of_list(karabakh, "unplaced"), unplaced)


def test_events_at_one_point_share_its_coordinates(karabakh: geo.Dataset) -> None:
    shusha = events_of_list(karabakh, "at:shusha-capture-1992")
    places = karabakh.events[shusha][["lon", "lat"]].drop_duplicates()
    assert len(places) == 1
    assert shusha.sum() > 10


def test_events_at_several_points_are_those_of_each_together(karabakh: geo.Dataset) -> None:
    placed = np.flatnonzero(karabakh.events["placing"] == "point")[:9].tolist()
    name = at_points(karabakh, placed)
    assert is_list(karabakh, name)
    held = events_of_list(karabakh, name)
    assert held[placed].all()
    each = [events_of_list(karabakh, f"at:{karabakh.events.index[row]}") for row in placed]
    np.testing.assert_array_equal(held, np.logical_or.reduce(each))


def test_a_list_of_points_leaves_out_what_no_address_should_hold(karabakh: geo.Dataset) -> None:
    placed = np.flatnonzero(karabakh.events["placing"] == "point").tolist()
    assert is_list(karabakh, at_points(karabakh, placed))
    assert not is_list(karabakh, "at:shusha-capture-1992,nowhere")
    assert not is_list(karabakh, "at:" + ",".join(["shusha-capture-1992"] * (MOST_POINTS + 1)))


def test_events_within_a_district_have_no_point_of_their_own(karabakh: geo.Dataset) -> None:
    rows = karabakh.events[events_of_list(karabakh, "within:kalbajar")]
    assert rows["lon"].isna().all()
    assert all("kalbajar" in ids for ids in rows["district_ids"])
    assert len(rows) > 30


def test_the_cells_of_a_level_hold_each_placed_event_once(karabakh: geo.Dataset) -> None:
    west, east, north, south = 1279, 1295, 770, 790
    names = [f"cell:11/{x}/{y}" for x in range(west, east) for y in range(north, south)]
    held = np.sum([events_of_list(karabakh, name) for name in names], axis=0)
    np.testing.assert_array_equal(held, karabakh.events["lon"].notna())


@pytest.mark.parametrize(
    "name",
    ["", "at:", "at:nowhere", "within:atlantis", "kalbajar", "at:unsc-822-1993", "cell:", "cell:11/2048/0"],
)
def test_another_name_is_no_list(karabakh: geo.Dataset, name: str) -> None:
    assert not is_list(karabakh, name)
    with pytest.raises(ValueError, match="no list of events"):
        events_of_list(karabakh, name)
