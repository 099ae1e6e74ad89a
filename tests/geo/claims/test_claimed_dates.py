"""Dates read out of claims as precisely as they are given, and when two of them agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.claimed_dates import ClaimedDate, dates_agree, read_date
from geo.dates import day_number

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
TEXTS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: f"{day.day} {day:%B}"),
)


@pytest.mark.parametrize(
    ("text", "unit", "first", "last"),
    [
        ("1993-04-03", "", "1993-04-03", "1993-04-03"),
        ("1993-04", "", "1993-04-01", "1993-04-30"),
        ("1992", "year", "1992-01-01", "1992-12-31"),
        ("2027", "", "2027-01-01", "2027-12-31"),
        ("2020-11/12", "", "2020-11-01", "2020-12-31"),
        ("1868-1870", "year", "1868-01-01", "1870-12-31"),
        ("2020-09-27/2020-11-10", "", "2020-09-27", "2020-11-10"),
    ],
)
def test_a_date_is_the_days_it_may_mean(text: str, unit: str, first: str, last: str) -> None:
    assert read_date(text, unit) == ClaimedDate(day_number(first), day_number(last))


def test_a_day_of_every_year() -> None:
    found = read_date("25 November")
    assert found == ClaimedDate(day_number("2000-11-25"), day_number("2000-11-25"), yearly=True)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1992", "persons"),
        ("53,340", ""),
        ("822", ""),
        ("4013", ""),
        ("1993-02-30", ""),
        ("31 November", ""),
        ("2020-12/11", ""),
        ("1870-1868", "year"),
        ("20:40", ""),
        ("", ""),
    ],
)
def test_what_is_no_date_is_none(text: str, unit: str) -> None:
    assert read_date(text, unit) is None


@given(st.text(), st.sampled_from(["", "year", "persons"]))
def test_reading_never_fails(text: str, unit: str) -> None:
    found = read_date(text, unit)
    assert found is None or found.first <= found.last


@given(TEXTS, TEXTS)
def test_agreeing_is_symmetric_and_each_date_agrees_with_itself(first: str, second: str) -> None:
    one, other = read_date(first), read_date(second)
    assert one
    assert other
    assert dates_agree(one, other) == dates_agree(other, one)
    assert dates_agree(one, one)


@given(DAYS)
def test_a_day_agrees_with_its_month_its_year_and_its_day_of_every_year(day: date) -> None:
    texts = (day.isoformat()[:7], day.isoformat()[:4], f"{day.day} {day:%B}")
    exact = read_date(day.isoformat())
    assert exact
    for text in texts:
        coarse = read_date(text)
        assert coarse
        assert dates_agree(exact, coarse)


@given(DAYS)
def test_the_next_day_contradicts(day: date) -> None:
    dates = [read_date(each.isoformat()) for each in (day, day + timedelta(1))]
    assert dates[0]
    assert dates[1]
    assert not dates_agree(dates[0], dates[1])


def test_two_days_of_every_year_contradict() -> None:
    october, november, in_2024 = map(read_date, ("20 October", "25 November", "2024-11-25"))
    assert october
    assert november
    assert in_2024
    assert not dates_agree(october, november)
    assert not dates_agree(october, in_2024)
    assert dates_agree(november, in_2024)
