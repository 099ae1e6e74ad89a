"""Numbers read out of claims, their units, and when two of them agree."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.claims.quantities import (
    UNITS,
    WORDS,
    Bound,
    Quantity,
    agree,
    exceeds,
    in_common_unit,
    is_share,
    read_quantity,
    read_sum,
)

BOUNDS: tuple[Bound, ...] = ("exact", "about", "at_least", "at_most", "vague")


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    low = draw(st.floats(0, 1e9))
    high = draw(st.one_of(st.just(low), st.floats(low, 1e9)))
    return Quantity(low, high, draw(st.sampled_from(BOUNDS)), draw(st.sampled_from([0.1, 1.0, 10.0, 1000.0])))


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("53,340", Quantity(53_340, 53_340)),
        ("128000", Quantity(128_000, 128_000)),
        ("846.7", Quantity(846.7, 846.7)),
        ("about 60,000", Quantity(60_000, 60_000, "about")),
        ("at least 20", Quantity(20, 20, "at_least")),
        ("more than 77,000", Quantity(77_000, 77_000, "at_least")),
        ("80+", Quantity(80, 80, "at_least")),
        ("up to 12", Quantity(12, 12, "at_most")),
        ("no more than 50", Quantity(50, 50, "at_most")),
        ("500-1000", Quantity(500, 1000)),
        ("5,000–7,000", Quantity(5000, 7000)),
        ("between 5,000 and 7,000", Quantity(5000, 7000)),
        ("2 million", Quantity(2_000_000, 2_000_000)),
        ("two", Quantity(2, 2)),
        ("at least seven", Quantity(7, 7, "at_least")),
        ("about half", Quantity(50, 50, "about")),
        ("thousands", Quantity(*WORDS["thousands"], "vague")),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, quantity: Quantity) -> None:
    assert read_quantity(text) == quantity


@pytest.mark.parametrize(
    "text",
    ["2020-11-15", "2020-11", "1992-94", "20:40", "8 / 20", "33 + 28", "8.25 / 6 / 10.5", "5 and 7",
     "half of them", "A/59/747-S/2005/187", "40.3217N 46.9056E", "007", "8,25", "1,23,456", "", "-",
     "w" * 10_000, "9" * 10_000, "nan", "inf", "１２", "many", "about"],
)  # fmt: skip
def test_what_is_not_plainly_a_number_stays_text(text: str) -> None:
    assert read_quantity(text) is None


@pytest.mark.parametrize("text", ["half", "about half", "60%", "60 %", "more than 60%", " Half ", "50-60%"])
def test_a_share_of_a_hundred_is_a_number_of_percent_alone(text: str) -> None:
    for unit in ("persons", "km2", "year", "settlements"):
        assert read_quantity(text, unit) is None
    for share in ("percent", "%", "", None):
        assert read_quantity(text, share) == read_quantity(text)
    assert read_quantity(text) is not None


@given(st.text(), st.sampled_from(sorted(UNITS)))
def test_a_number_that_is_no_share_is_the_same_in_every_unit(text: str, unit: str) -> None:
    assert is_share(text) or read_quantity(text, unit) == read_quantity(text)


@given(st.integers(0, 10**12))
def test_any_whole_number_is_read_with_and_without_separators(number: int) -> None:
    assert read_quantity(str(number)) == Quantity(number, number)
    assert read_quantity(f"{number:,}") == Quantity(number, number)


@given(st.text())
def test_reading_never_fails_and_gives_an_ordered_range(text: str) -> None:
    quantity = read_quantity(text)
    assert quantity is None or 0 <= quantity.low <= quantity.high
    read_sum(text)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5))
def test_a_written_sum_is_its_sum(parts: list[int]) -> None:
    assert read_sum(" + ".join(map(str, parts))) == Quantity(sum(parts), sum(parts))


@pytest.mark.parametrize("text", ["33", "33 +", "+ 33", "33+28", "8 / 20", "33 + x"])
def test_other_texts_are_no_sum(text: str) -> None:
    assert read_sum(text) is None


@given(quantities(), quantities(), st.booleans())
def test_agreeing_is_symmetric(first: Quantity, second: Quantity, measured: bool) -> None:  # noqa: FBT001
    assert agree(first, second, measured=measured) == agree(second, first, measured=measured)


@given(quantities(), st.booleans())
def test_every_figure_agrees_with_itself(quantity: Quantity, measured: bool) -> None:  # noqa: FBT001
    assert agree(quantity, quantity, measured=measured)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_two_counts_written_to_the_last_digit_agree_only_if_they_are_equal(first: int, second: int) -> None:
    assume(first % 10 and second % 10)
    numbers = [read_quantity(str(number)) for number in (first, second)]
    assert numbers[0]
    assert numbers[1]
    assert agree(numbers[0], numbers[1]) == (first == second)


@given(quantities(), quantities())
def test_what_agrees_as_a_count_agrees_as_a_measurement(first: Quantity, second: Quantity) -> None:
    assert not agree(first, second) or agree(first, second, measured=True)


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        ("90000", "91000", True),  # rounds to it
        ("60,000", "53,340", False),
        ("about 60,000", "53,340", False),
        ("6000", "5897", True),
        ("100", "53", False),
        ("20", "21", False),
        ("351", "352", False),
        ("511", "at least 150", False),
        ("more than 126000", "128000", True),
        ("more than 126000", "125000", False),
        ("up to 12", "10-12", True),
        ("up to 12", "11.5", True),
        ("5,000-7,000", "6,123", True),
        ("5,000-7,000", "7,001", False),
        ("thousands", "4,500", True),
        ("thousands", "12", False),
        ("two", "2", True),
        ("101.9", "101.5", False),
    ],
)
def test_figures_agree_as_far_as_they_are_written(first: str, second: str, *, agrees: bool) -> None:
    one, other = read_quantity(first), read_quantity(second)
    assert one
    assert other
    assert agree(one, other) is agrees


def test_measurements_in_two_units_agree_within_one_percent_in_one_as_they_are_rounded() -> None:
    first, second = Quantity(101.5, 101.5, step=0.1), Quantity(101.9, 101.9, step=0.1)
    assert agree(first, second, measured=True, converted=True)
    assert not agree(first, second, measured=True)
    assert agree(Quantity(76, 76), Quantity(75.8, 75.8, step=0.1), measured=True)
    assert not agree(Quantity(846.7, 846.7, step=0.1), Quantity(882, 882), measured=True, converted=True)


@given(quantities(), quantities())
def test_a_figure_is_above_none_that_it_agrees_with(first: Quantity, second: Quantity) -> None:
    assert not exceeds(first, first)
    assert not (exceeds(first, second) and (agree(first, second) or exceeds(second, first)))


@pytest.mark.parametrize(
    ("part", "whole", "above"),
    [
        ("100", "40", True),
        ("more than 100", "40", True),
        ("up to 100", "40", False),
        ("100", "at least 40", False),
        ("40", "100", False),
        ("about 41", "40", False),
    ],
)
def test_a_bound_leaves_room_for_a_part(part: str, whole: str, *, above: bool) -> None:
    one, other = read_quantity(part), read_quantity(whole)
    assert one
    assert other
    assert exceeds(one, other) is above


@pytest.mark.parametrize(
    ("number", "unit", "common", "expected"),
    [
        (125_368, "ha", "km2", 1253.68),
        (237, "hectares", "km2", 2.37),
        (23_401.8, "m", "km", 23.4018),
        (71.5, "miles", "km", 115.068096),
        (36, "million USD", "million USD", 36),
        (60, "percent", "percent", 60),
    ],
)
def test_units_are_converted_where_that_is_exact(
    number: float, unit: str, common: str, expected: float
) -> None:
    quantity, found = in_common_unit(Quantity(number, number), unit)
    assert found == common
    assert quantity.low == quantity.high == pytest.approx(expected)


@given(quantities(), st.sampled_from(sorted(UNITS)))
def test_converting_keeps_the_order_and_the_bound(quantity: Quantity, unit: str) -> None:
    converted, common = in_common_unit(quantity, unit)
    assert converted.low <= converted.high
    assert converted.bound == quantity.bound
    assert in_common_unit(converted, common) == (converted, common)


def test_a_half_and_a_percentage_are_shares() -> None:
    assert is_share("about half")
    assert is_share("60%")
    assert not is_share("60")
