from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from geo.control.city_days import CityDay, city_days_from
from geo.dates import day_date, day_number

if TYPE_CHECKING:
    import geo


def first_coming(city_days: pd.DataFrame, today: int, district_id: str | None = None) -> CityDay | None:
    return next(iter(city_days_from(city_days, today, district_id)), None)


@pytest.mark.parametrize(
    ("today", "district", "when", "days"),
    [
        ("2026-11-21", "kalbajar", "2026-11-25", 4),
        ("2026-11-25", "kalbajar", "2026-11-25", 0),
        ("2026-11-26", "lachin", "2027-08-26", 273),
        ("2023-12-31", "lachin", "2024-08-26", 239),
    ],
)
def test_the_first_coming(dataset: geo.Dataset, today: str, district: str, when: str, days: int) -> None:
    city_day = first_coming(dataset.city_days, day_number(today))
    assert city_day is not None
    assert (city_day.district_id, city_day.date.isoformat(), city_day.days_until) == (district, when, days)


def test_the_city_day_of_a_district(dataset: geo.Dataset) -> None:
    city_day = first_coming(dataset.city_days, day_number("2026-11-26"), "kalbajar")
    assert city_day is not None
    assert city_day.date == day_date(day_number("2027-11-25"))
    assert city_day.decree_date == "2023-07-31"


def test_a_district_without_a_city_day_has_none(dataset: geo.Dataset) -> None:
    assert first_coming(dataset.city_days, day_number("2026-11-21"), "tartar") is None


def test_four_districts_share_the_20th_of_september(dataset: geo.Dataset) -> None:
    coming = city_days_from(dataset.city_days, day_number("2026-09-20"))
    today = {city_day.district_id for city_day in coming if city_day.days_until == 0}
    assert today == {"khankendi", "khojaly", "khojavend", "aghdara"}
    assert len(coming) == 12


def test_the_leap_day_is_kept_on_the_28th_in_common_years() -> None:
    leap = pd.DataFrame(
        {"district_id": ["x"], "month": [2], "day": [29], "decree_date": ["2020-01-01"], "source_id": ["s"]}
    )
    for today, when in [("2027-01-01", "2027-02-28"), ("2028-01-01", "2028-02-29")]:
        city_day = first_coming(leap, day_number(today))
        assert city_day is not None
        assert city_day.date.isoformat() == when
