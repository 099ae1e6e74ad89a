"""Control where the record has gaps, or speaks of a town or of a smaller part alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.control.history import (
    recorded_shares,
    segment_at,
    segments,
    state_at,
    unbroken_history,
)
from geo.dates import day_date, day_number
from tests.control_periods import NOBODY, Period, with_control

if TYPE_CHECKING:
    from geo import Dataset

NOT_RECORDED = ((NOBODY, "whole"),)


@pytest.fixture(scope="module")
def made_up(dataset: Dataset) -> Dataset:
    return with_control(dataset)


def test_in_a_gap_there_is_no_state(made_up: Dataset) -> None:
    assert "kalbajar" in state_at(made_up, day_number("1993-04-01"))
    for day in ("1989-12-31", "1993-04-02", "1994-12-31", "2020-11-25"):
        assert "kalbajar" not in state_at(made_up, day_number(day)), day


def test_the_unbroken_history_has_the_gaps_as_segments_of_the_unrecorded(made_up: Dataset) -> None:
    history = unbroken_history(made_up)["kalbajar"]
    assert [(segment.from_day, segment.shares[0][0]) for segment in history] == [
        (made_up.about.first_day, NOBODY),
        (day_number("1990-01-01"), "azerbaijan"),
        (day_number("1993-04-02"), NOBODY),
        (day_number("1995-01-01"), "armenian_forces"),
        (day_number("2020-11-25"), NOBODY),
    ]
    assert history[-1].to_day is None


def test_where_nothing_is_recorded_the_whole_history_is_the_unrecorded(made_up: Dataset) -> None:
    (only,) = unbroken_history(made_up)["aghdam"]
    assert (only.from_day, only.to_day, only.shares) == (made_up.about.first_day, None, NOT_RECORDED)


def test_a_record_without_gaps_stays_as_it_is(dataset: Dataset) -> None:
    assert unbroken_history(dataset) == segments(dataset)


def test_with_a_town_alone_the_district_is_not_recorded(made_up: Dataset) -> None:
    lachin = state_at(made_up, day_number("1993-01-01"))["lachin"]
    assert [(part.controller, part.extent) for part in lachin.parts] == [("armenian_forces", "town")]
    assert lachin.shares == NOT_RECORDED
    assert recorded_shares(lachin) == ()


def test_with_a_smaller_part_alone_the_larger_rest_is_not_recorded(made_up: Dataset) -> None:
    zangilan = state_at(made_up, day_number("1993-01-01"))["zangilan"]
    assert zangilan.shares == (("armenian_forces", "smaller"), (NOBODY, "larger"))
    assert recorded_shares(zangilan) == zangilan.shares


@given(
    periods=st.lists(
        st.tuples(
            st.sampled_from(["azerbaijan", "armenian_forces", "contested"]),
            st.sampled_from(
                [("whole", ""), ("part", ""), ("part", "larger"), ("part", "smaller"), ("town", "")]
            ),
            st.integers(6000, 9000),
            st.none() | st.integers(1, 2000),
        ),
        max_size=5,
    )
)
def test_whatever_is_recorded_the_unbroken_history_agrees_with_it_and_covers_every_day(
    dataset: Dataset, periods: list[tuple[str, tuple[str, str], int, int | None]]
) -> None:
    made_up = with_control(
        dataset,
        tuple(
            Period(
                "lachin",
                controller,
                *extent,
                day_date(day).isoformat(),
                day_date(day + length).isoformat() if length else "",
            )
            for controller, extent, day, length in periods
        ),
    )
    history, unbroken = segments(made_up)["lachin"], unbroken_history(made_up)["lachin"]
    assert unbroken[-1].to_day is None
    assert unbroken[0].from_day <= made_up.about.first_day
    assert all(one.to_day == other.from_day for one, other in pairwise(unbroken))
    for day in range(made_up.about.first_day, 11_000, 97):
        segment = segment_at(unbroken, day)
        assert segment is not None
        assert segment.shares
        recorded = segment_at(history, day)
        assert segment == recorded if recorded else segment.shares == NOT_RECORDED
