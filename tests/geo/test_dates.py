from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import day_date, day_number, interval, month_day, partial_interval


def test_a_day_is_counted_from_1970() -> None:
    assert day_number("1970-01-01") == 0
    assert day_number("1988-01-01") == 6574
    assert day_number(date(2020, 11, 25)) == day_number("2020-11-25")


@given(st.dates())
def test_a_day_number_and_its_date_are_one(when: date) -> None:
    assert day_date(day_number(when)) == when


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1993-12", "1993-12-01", "1993-12-31"),
        ("2020-11-25", "2020-11-25", "2020-11-25"),
    ],
)
def test_a_partial_date_is_all_its_days(text: str, first: str, last: str) -> None:
    assert partial_interval(text) == (day_number(first), day_number(last))


@pytest.mark.parametrize(
    "text", ["", "25 November", "2020-13", "2021-02-29", "2020-11/12", "20-11-25", "2020-"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        partial_interval(text)


@pytest.mark.parametrize(
    ("start", "end", "precision", "first", "last"),
    [
        ("2020-11-25", None, "day", "2020-11-25", "2020-11-25"),
        ("2023-09-19", "2023-09-20", "day", "2023-09-19", "2023-09-20"),
        ("1993-04-01", None, "month", "1993-04-01", "1993-04-30"),
        ("2005-01-01", "", "year", "2005-01-01", "2005-12-31"),
        ("1992-07-01", "1993-07-31", "month", "1992-07-01", "1993-07-31"),
        ("2021", "2024", "year", "2021-01-01", "2024-12-31"),
        ("2020-10-26", "2020-11-08", "month", "2020-10-26", "2020-11-08"),
    ],
)
def test_an_interval_has_both_its_ends(
    start: str, end: str | None, precision: str, first: str, last: str
) -> None:
    assert interval(start, end, precision) == (day_number(first), day_number(last))


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="on or after 2020-11-25, read '2020-11-24'"):
        interval("2020-11-25", "2020-11-24", "day")


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="day, month or year, read 'decade'"):
        interval("2020-11-25", None, "decade")


def test_a_yearly_day_may_be_the_leap_day() -> None:
    assert month_day("02-29") == (2, 29)


@pytest.mark.parametrize("text", ["02-30", "13-01", "1-1", "25 November"])
def test_other_texts_are_no_yearly_days(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        month_day(text)
