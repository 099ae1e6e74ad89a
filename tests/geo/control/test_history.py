from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from geo.control.history import changes_between, segments, state_at
from geo.dates import day_number
from tests.golden import CHANGES_OF_THE_44_DAYS
from tests.made_up.package import UNRECORDED

if TYPE_CHECKING:
    import geo


def test_a_segment_holds_until_the_day_before_the_next(dataset: geo.Dataset) -> None:
    before = state_at(dataset, day_number("2020-11-24"))["kalbajar"]
    after = state_at(dataset, day_number("2020-11-25"))["kalbajar"]
    assert before.to_day == after.from_day == day_number("2020-11-25")
    assert before.shares == (("armenian_forces", "whole"),)
    assert after.shares == (("azerbaijan", "larger"), ("armenian_forces", "smaller"))


def test_a_part_tells_since_when_by_which_event_and_who_says_so(dataset: geo.Dataset) -> None:
    part = state_at(dataset, day_number("2021-06-01"))["kalbajar"].parts[1]
    assert part.note.startswith("about 20 former Mardakert villages")
    assert part.from_day == day_number("2020-11-25")
    assert part.to_day == day_number("2023-09-20")
    assert part.begins_with_event_id == "kalbajar-2020-11-25-handover"
    assert part.source_ids == ("newsam-charektar", "newsaz-2025-08-21-vangli", "ar-18177")


def test_between_two_records_nothing_is_known(made_up: geo.Dataset) -> None:
    assert "north" in state_at(made_up, day_number("1905-02-28"))
    for text in ("1905-03-01", "1905-06-09"):
        assert "north" not in state_at(made_up, day_number(text))
    assert state_at(made_up, day_number("1905-06-10"))["north"].shares == (("blues", "whole"),)


def test_a_record_may_begin_late_and_end(made_up: geo.Dataset) -> None:
    held = {
        text: "harbour" in state_at(made_up, day_number(text))
        for text in ("1902-07-14", "1902-07-15", "1903-12-23", "1903-12-24", "1910-01-01")
    }
    assert list(held.values()) == [False, True, True, False, False]


def test_what_is_not_recorded_has_the_datasets_own_id(made_up: geo.Dataset) -> None:
    shares = dict(state_at(made_up, day_number("1905-01-01"))["south"].shares)
    assert shares["blues"] == "smaller"
    assert set(shares) == {"blues", UNRECORDED}


def test_a_town_alone_is_told_and_holds_no_share_of_the_district(made_up: geo.Dataset) -> None:
    isle = state_at(made_up, day_number("1903-01-01"))["isle"]
    assert [(part.extent, part.controller) for part in isle.parts] == [("town", "blues")]
    assert "blues" not in dict(isle.shares)


def test_segments_never_overlap_and_say_what_the_periods_say(any_dataset: geo.Dataset) -> None:
    for district_id, history in segments(any_dataset).items():
        rows = any_dataset.control_periods[any_dataset.control_periods["district_id"] == district_id]
        for earlier, later in pairwise(history):
            assert earlier.to_day is not None
            assert earlier.to_day <= later.from_day
        for segment in history:
            days = rows["from_day"].le(segment.from_day) & (
                rows["to_day"].isna() | rows["to_day"].gt(segment.from_day)
            )
            assert sorted(rows.loc[days.fillna(value=True), "controller"]) == sorted(
                part.controller for part in segment.parts
            )


def test_history_runs_without_gaps_from_the_first_day_to_now(dataset: geo.Dataset) -> None:
    for history in segments(dataset).values():
        assert history[0].from_day == dataset.about.first_day
        assert history[-1].to_day is None
        for earlier, later in pairwise(history):
            assert earlier.to_day == later.from_day


def test_a_town_is_an_exception_in_words_and_no_share(dataset: geo.Dataset) -> None:
    fuzuli = state_at(dataset, day_number("1993-10-15"))["fuzuli"]
    assert [part.extent for part in fuzuli.parts] == ["part", "part", "town"]
    assert fuzuli.shares == (("armenian_forces", "larger"), ("azerbaijan", "smaller"))


def test_where_only_a_part_is_recorded_the_other_share_is_unrecorded(dataset: geo.Dataset) -> None:
    state = state_at(dataset, day_number("2020-11-08"))
    assert state["fuzuli"].shares == (("contested", "even"), ("unrecorded", "even"))
    khojaly = state_at(dataset, day_number("1991-12-01"))["khojaly"]
    assert khojaly.shares == (("contested", "larger"), ("unrecorded", "smaller"))


def test_two_parts_of_one_holder_are_one_share(dataset: geo.Dataset) -> None:
    tartar = state_at(dataset, day_number("2020-11-25"))["tartar"]
    assert len(tartar.parts) == 3
    assert tartar.shares == (("azerbaijan", "even"), ("armenian_forces", "even"))


def test_before_the_first_record_there_is_no_state(dataset: geo.Dataset) -> None:
    assert state_at(dataset, day_number("1987-12-31")) == {}


def test_changes_of_the_44_days(dataset: geo.Dataset) -> None:
    changes = changes_between(dataset, day_number("2020-09-27"), day_number("2020-11-10"))
    assert len(changes) == CHANGES_OF_THE_44_DAYS
    assert [change.day for change in changes] == sorted(change.day for change in changes)
    shusha = next(change for change in changes if change.district_id == "shusha")
    assert shusha.day == day_number("2020-11-08")
    assert shusha.before is not None
    assert shusha.after is not None
    assert shusha.before.shares == (("armenian_forces", "whole"),)
    assert shusha.after.shares[0] == ("azerbaijan", "larger")


def test_the_beginning_of_the_record_is_no_change(dataset: geo.Dataset) -> None:
    first = dataset.about.first_day
    assert changes_between(dataset, first, first) == []


@pytest.mark.parametrize("text", ["1988-01-01", "1993-04-02", "2020-11-10", "2023-09-20", "2026-11-21"])
def test_every_district_has_a_state_on_every_day(dataset: geo.Dataset, text: str) -> None:
    state = state_at(dataset, day_number(text))
    assert list(state) == list(dataset.districts.index)
    for segment in state.values():
        sizes = [size for _, size in segment.shares]
        assert sizes == ["whole"] or len(sizes) > 1
