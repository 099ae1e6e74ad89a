from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.control.comparison import Difference, compare_days
from geo.control.history import segments, state_at
from geo.dates import day_number

if TYPE_CHECKING:
    import geo

WAR_1 = (day_number("1993-04-01"), day_number("1993-04-03"))
WAR_2 = (day_number("2020-09-26"), day_number("2020-12-02"))


def difference(dataset: geo.Dataset, days: tuple[int, int], district_id: str) -> Difference:
    found = compare_days(dataset, *days).differing
    return next(one for one in found if one.district_id == district_id)


def shares(found: Difference) -> tuple[object, object]:
    assert found.before is not None
    assert found.after is not None
    return found.before.shares, found.after.shares


def test_between_1_and_3_april_1993_only_kalbajar_changed_hands(dataset: geo.Dataset) -> None:
    comparison = compare_days(dataset, *WAR_1)
    [kalbajar] = comparison.differing
    assert kalbajar.district_id == "kalbajar"
    assert shares(kalbajar) == ((("azerbaijan", "whole"),), (("armenian_forces", "whole"),))
    assert kalbajar.since_day == day_number("1993-04-02")
    assert (kalbajar.date_precision, kalbajar.event_ids, kalbajar.turns) == (
        "day",
        ("kalbajar-1993-04-02-capture",),
        1,
    )
    assert comparison.returned == ()


def test_the_autumn_of_2020_changed_all_districts_but_khankendi(dataset: geo.Dataset) -> None:
    comparison = compare_days(dataset, *WAR_2)
    changed = {found.district_id for found in comparison.differing}
    assert set(dataset.districts.index) - changed == {"khankendi"}


@pytest.mark.parametrize(
    ("district_id", "since", "event", "turns"),
    [
        ("kalbajar", "2020-11-25", "kalbajar-2020-11-25-handover", 1),
        ("lachin", "2020-12-01", "lachin-handover-2020", 2),
        ("gubadli", "2020-11-10", "trilateral-statement-2020", 2),
        ("shusha", "2020-11-08", "shusha-capture-2020", 1),
    ],
)
def test_each_difference_says_since_when_and_by_which_event(
    dataset: geo.Dataset, district_id: str, since: str, event: str, turns: int
) -> None:
    found = difference(dataset, WAR_2, district_id)
    assert found.since_day == day_number(since)
    assert (found.date_precision, found.event_ids, found.turns) == ("day", (event,), turns)


def test_a_date_is_no_more_precise_than_its_record(dataset: geo.Dataset) -> None:
    found = difference(dataset, (day_number("1993-06-01"), day_number("1993-12-31")), "tartar")
    assert found.date_precision == "month"


def test_a_part_that_grew_is_a_difference_though_the_shares_are_the_same(dataset: geo.Dataset) -> None:
    found = difference(dataset, (day_number("2020-10-02"), day_number("2020-10-03")), "aghdara")
    before, after = shares(found)
    assert before == after
    assert found.event_ids == ("sugovushan-talish-2020",)


def test_a_lost_town_is_a_difference_without_an_event_of_its_own(dataset: geo.Dataset) -> None:
    found = difference(dataset, (day_number("1993-12-01"), day_number("1994-02-01")), "fuzuli")
    assert (found.since_day, found.event_ids) == (day_number("1994-01-06"), ())


def test_a_district_held_alike_on_both_days_but_not_between_is_told_apart(dataset: geo.Dataset) -> None:
    comparison = compare_days(dataset, day_number("1988-06-01"), day_number("2026-01-01"))
    assert comparison.differing == ()
    assert set(comparison.returned) == set(dataset.districts.index)


def test_a_day_does_not_differ_from_itself(dataset: geo.Dataset) -> None:
    comparison = compare_days(dataset, WAR_2[1], WAR_2[1])
    assert (comparison.differing, comparison.returned) == ((), ())


def test_the_order_of_the_days_does_not_matter(dataset: geo.Dataset) -> None:
    assert compare_days(dataset, *WAR_2) == compare_days(dataset, *reversed(WAR_2))


def test_before_and_after_are_the_states_of_the_two_days(dataset: geo.Dataset) -> None:
    cuts = sorted({segment.from_day for history in segments(dataset).values() for segment in history})
    for first, last in zip(cuts, cuts[5:], strict=False):
        before, after = state_at(dataset, first), state_at(dataset, last)
        for found in compare_days(dataset, first, last).differing:
            assert (found.before, found.after) == (before[found.district_id], after[found.district_id])
            assert first < found.since_day <= last
