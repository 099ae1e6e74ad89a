"""Where numbers and days stand in a chart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.axis import axis_of, scale_of, time_ticks
from geo.dates import day_date
from geo.dates import day_number as day

LIMITS = (day("1988-01-01"), day("2026-11-21"))
NUMBERS = st.lists(st.floats(min_value=0, max_value=1e9).map(lambda number: round(number, 2)), max_size=12)


@given(NUMBERS)
def test_every_number_stands_inside_and_larger_ones_stand_higher(numbers: list[float]) -> None:
    scale = scale_of(numbers)
    heights = [scale.at(number) for number in sorted(numbers)]
    assert heights == sorted(heights)
    assert all(-1e-9 <= height <= 100 + 1e-9 for height in heights)
    assert [round(line["at"], 6) for line in scale.lines] == sorted(
        round(line["at"], 6) for line in scale.lines
    )
    if scale.by_tens:
        assert min(numbers) >= scale.ticks[0] > 0
    else:
        assert (scale.at(0), scale.lines[0]["text"]) == (0, "0")


def test_near_numbers_stand_on_an_even_scale() -> None:
    scale = scale_of([53_340, 60_000])
    assert not scale.by_tens
    assert list(scale.ticks) == [0, 20_000, 40_000, 60_000]
    assert scale.at(30_000) == 50


def test_numbers_far_apart_stand_on_lines_of_tens() -> None:
    scale = scale_of([35, 53_340])
    assert scale.by_tens
    assert list(scale.ticks) == [10, 100, 1_000, 10_000, 100_000]
    assert scale.at(100) == pytest.approx(25)


def test_a_scale_of_tens_has_no_zero() -> None:
    scale = scale_of([0, 35, 53_340])
    assert not scale.by_tens
    assert scale.at(0) == 0


def test_few_people_are_counted_in_whole_numbers() -> None:
    assert scale_of([1, 2]).ticks == (0, 1, 2)
    assert scale_of([1]).ticks == (0, 1)
    assert scale_of([]).ticks == (0, 1)


def test_an_axis_shows_the_range_and_a_little_more_within_the_data() -> None:
    war = (day("2020-09-27"), day("2020-11-10"))
    first, last = axis_of(*war, LIMITS)
    assert first < war[0] <= war[1] < last
    assert last - first < 1.3 * (war[1] - war[0])
    assert axis_of(*LIMITS, LIMITS) == LIMITS


@given(st.integers(*LIMITS), st.integers(0, 14_000))
def test_the_days_named_below_a_chart_are_few_in_order_and_inside(first: int, length: int) -> None:
    last = min(first + length, LIMITS[1])
    ticks = time_ticks(first, last)
    days = [tick for tick, _precision in ticks]
    assert days == sorted(set(days))
    assert len(days) <= 8
    assert all(first <= tick <= last for tick in days)
    for tick, precision in ticks:
        date = day_date(tick)
        assert precision == "day" or date.day == 1
        assert precision != "year" or date.month == 1


def test_years_are_named_in_round_steps() -> None:
    ticks = time_ticks(*LIMITS)
    assert [day_date(tick).year for tick, _precision in ticks] == [
        1990,
        1995,
        2000,
        2005,
        2010,
        2015,
        2020,
        2025,
    ]
