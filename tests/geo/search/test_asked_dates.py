"""The dates in a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import day_date, day_number
from geo.search.asked_dates import FIRST_YEAR, LAST_YEAR, read_dates
from geo.search.transliteration import words


@pytest.mark.parametrize(
    ("text", "rest", "first", "last"),
    [
        ("25 August 2023", "", "2023-08-25", "2023-08-25"),
        ("August 25, 2023", "", "2023-08-25", "2023-08-25"),
        ("2023-08-25", "", "2023-08-25", "2023-08-25"),
        ("25.08.2023", "", "2023-08-25", "2023-08-25"),
        ("Susuzlug June 2021", "susuzlug", "2021-06-01", "2021-06-30"),
        ("Sep 2020 shelling", "shelling", "2020-09-01", "2020-09-30"),
        ("1993", "", "1993-01-01", "1993-12-31"),
        ("25 августа 2023", "", "2023-08-25", "2023-08-25"),
        ("25 avqust 2023", "", "2023-08-25", "2023-08-25"),
        ("օգոստոս 2023", "", "2023-08-01", "2023-08-31"),
    ],
)
def test_days_months_and_years_are_read(text: str, rest: str, first: str, last: str) -> None:
    left, (asked,) = read_dates(words(text))
    assert " ".join(left) == rest
    assert (asked.first, asked.last) == (day_number(first), day_number(last))


@pytest.mark.parametrize("text", ["Resolution 822", "May flowers", "31 villages", "100490", "12 3"])
def test_a_number_or_a_month_alone_is_no_date(text: str) -> None:
    assert read_dates(words(text)) == (tuple(words(text)), ())


def test_a_day_that_no_month_has_is_left_to_its_month_or_year() -> None:
    rest, dates = read_dates(words("31 June 2021"))
    assert rest == ("31",)
    assert [(one.first, one.last) for one in dates] == [(day_number("2021-06-01"), day_number("2021-06-30"))]


@given(st.dates(min_value=day_date(day_number("1900-01-01")), max_value=day_date(day_number("2099-12-31"))))
def test_every_day_is_read_from_its_iso_date(day: object) -> None:
    rest, (asked,) = read_dates(words(str(day)))
    assert (rest, asked.first, asked.last) == ((), day_number(str(day)), day_number(str(day)))


@given(st.lists(st.text(alphabet="abc0123456789", min_size=1, max_size=5), max_size=8))
def test_no_word_is_lost(asked: list[str]) -> None:
    rest, dates = read_dates(asked)
    assert sorted([*rest, *(word for one in dates for word in one.words)]) == sorted(asked)
    assert all(FIRST_YEAR <= day_date(one.first).year <= LAST_YEAR for one in dates)
