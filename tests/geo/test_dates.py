from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import (
    date_interval,
    day_date,
    day_number,
    interval,
    is_day,
    month_day,
    month_names,
    partial_interval,
    yearly_day,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
PRECISIONS = st.sampled_from([4, 7, 10])


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
    "text",
    ["2020-W48-3", "20201125", "２０２０-11-25", "2020-11-25 ", "2020-11", "2020-02-30", "2020-330", ""],
)
def test_a_day_has_one_form(text: str) -> None:
    assert not is_day(text)
    with pytest.raises(ValueError, match=r"."):
        day_number(text)


@given(st.text(st.sampled_from("0123456789-/–W０٣ "), max_size=12))
def test_each_grammar_takes_what_the_stricter_one_takes(text: str) -> None:
    if is_day(text):
        assert partial_interval(text) == (day_number(text),) * 2
    try:
        narrow = partial_interval(text)
    except ValueError:
        return
    assert date_interval(text) == narrow
    assert text.isascii()


@given(st.text(), st.sampled_from([date_interval, partial_interval, yearly_day, month_day, day_number]))
def test_what_is_no_date_is_refused_with_a_sentence(text: str, read: Callable[[str], object]) -> None:
    with suppress(ValueError):
        assert read(text) is not None


@given(DAYS, DAYS, PRECISIONS, PRECISIONS)
def test_an_interval_of_dates_reaches_from_the_first_day_of_one_to_the_last_of_the_other(
    one: date, other: date, length: int, other_length: int
) -> None:
    start, end = (
        day.isoformat()[:size] for day, size in zip(sorted([one, other]), (length, other_length), strict=True)
    )
    first, last = partial_interval(start)[0], partial_interval(end)[1]
    assert first <= last
    assert date_interval(f"{start}/{end}") == (first, last)


@given(DAYS, st.integers(0, 400))
def test_the_end_of_an_interval_may_leave_out_what_it_shares_with_the_start(one: date, days: int) -> None:
    other = day_date(min(day_number(one) + days, day_number("9999-12-31")))
    if one.year == other.year:
        whole = date_interval(f"{one:%Y-%m}/{other:%Y-%m}")
        assert date_interval(f"{one:%Y-%m}/{other:%m}") == whole
    if (one.year, one.month) == (other.year, other.month):
        assert date_interval(f"{one}/{other:%d}") == (day_number(one), day_number(other))
    assert date_interval(f"{one.year}-{other.year}") == date_interval(f"{one.year}/{other.year}")


@pytest.mark.parametrize(
    "text", ["1992/94", "1992-94", "2020-12/11", "2020/2019", "2020/", "/2020", "2020-11/1"]
)
def test_other_texts_are_no_intervals(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        date_interval(text)


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)))
def test_a_yearly_day_is_one_however_it_is_written(when: date) -> None:
    names = [name for name, number in month_names("en").items() if number == when.month]
    texts = [f"--{when:%m-%d}", *(f"{when.day} {name}" for name in names), f"{names[0].title()} {when.day}"]
    assert {yearly_day(text) for text in texts} == {(when.month, when.day)}
    assert month_day(f"{when:%m-%d}") == (when.month, when.day)


@pytest.mark.parametrize(
    "text", ["30 February", "November", "25 Novembre", "11-25", "--02-30", "25 November 2020"]
)
def test_other_texts_are_no_days_of_every_year(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        yearly_day(text)


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


@pytest.mark.parametrize("text", ["02-30", "13-01", "1-1", "25 November", "--11-25", "１１-25"])
def test_other_texts_are_no_yearly_days(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        month_day(text)
