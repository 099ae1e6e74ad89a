"""The columns of the events hold the dataset, whether they are drawn one by one or counted by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from components.scene.event_columns import PLACINGS, cell_columns, event_columns
from geo.spatial.map_tiles import FINEST, Cell, is_inside

if TYPE_CHECKING:
    from components.scene.event_columns import Columns
    from geo.dataset.dataset import Dataset

WORDS = ("category", "evidence", "placing", "status", "support")


@pytest.fixture(scope="module")
def counted(dataset: Dataset) -> tuple[dict[str, int], Columns]:
    return cell_columns(dataset)


def coded(dataset: Dataset) -> Dataset:
    """The dataset with its repeated words as categories, as a large one has them."""
    return replace(dataset, events=dataset.events.astype(dict.fromkeys(WORDS, "category")))


def test_each_event_is_counted_on_its_days(dataset: Dataset, counted: tuple[Any, Columns]) -> None:
    _, columns = counted
    first = np.repeat(columns["day"], np.diff(columns["day_start"]))
    last = first.copy()
    last[columns["long"]] = columns["long_last"]
    np.testing.assert_array_equal(first, dataset.events["first_day"])
    np.testing.assert_array_equal(last, dataset.events["last_day"])
    assert (np.diff(columns["day"]) > 0).all()


def test_each_point_lies_in_the_cell_that_it_is_counted_in(
    dataset: Dataset, counted: tuple[dict[str, int], Columns]
) -> None:
    header, columns = counted
    lon, lat = (dataset.events[axis].to_numpy(float) for axis in ("lon", "lat"))
    points = np.flatnonzero(columns["x"] != np.iinfo(columns["x"].dtype).max)
    assert points.tolist() == np.flatnonzero(dataset.events["placing"] == "point").tolist()
    for row in points[:: len(points) // 20]:
        cell = Cell(FINEST, header["x"] + int(columns["x"][row]), header["y"] + int(columns["y"][row]))
        assert is_inside(cell, lon[row : row + 1], lat[row : row + 1]).all()


def test_an_event_without_a_point_has_the_set_of_its_districts(
    dataset: Dataset, counted: tuple[Any, Columns]
) -> None:
    _, columns = counted
    names = dataset.districts.index
    starts = columns["set_start"]
    for row in np.flatnonzero(dataset.events["placing"] != "point"):
        of = columns["y"][row]
        members = tuple(names[columns["set_of"][starts[of] : starts[of + 1]]])
        within = dataset.events["placing"].iloc[row] == "district"
        assert members == (dataset.events["district_ids"].iloc[row] if within else ())


def test_events_too_far_apart_for_short_numbers_travel_in_longer_ones(dataset: Dataset) -> None:
    lon = dataset.events["lon"].to_numpy(float).copy()
    lon[np.flatnonzero(~np.isnan(lon))[0]] = -120
    header, columns = cell_columns(replace(dataset, events=dataset.events.assign(lon=lon)))
    near, short = cell_columns(dataset)
    assert [found["x"].dtype for found in (columns, short)] == [np.dtype("u4"), np.dtype("u2")]
    placed = np.flatnonzero(short["x"] != np.iinfo(np.uint16).max)[1:]
    shift = near["x"] - header["x"]
    np.testing.assert_array_equal(columns["x"][placed], short["x"][placed].astype(int) + shift)


def test_words_kept_as_categories_give_the_same_columns(dataset: Dataset) -> None:
    for columns, others in (
        (event_columns(dataset), event_columns(coded(dataset))),
        (cell_columns(dataset)[1], cell_columns(coded(dataset))[1]),
    ):
        for name, values in columns.items():
            np.testing.assert_array_equal(values, others[name], err_msg=name)


def test_a_dataset_without_events_has_empty_columns(dataset: Dataset) -> None:
    empty = replace(dataset, events=dataset.events.iloc[:0])
    header, columns = cell_columns(empty)
    assert header == {"level": FINEST, "x": 0, "y": 0}
    assert columns["day_start"].tolist() == [0]
    assert event_columns(empty)["district_start"].tolist() == [0]


def test_a_word_outside_the_vocabulary_is_refused(dataset: Dataset) -> None:
    wrong = replace(dataset, events=dataset.events.assign(placing="somewhere"))
    with pytest.raises(ValueError, match=f"'placing' has .*somewhere.*expected .*{PLACINGS[0]}"):
        event_columns(wrong)
