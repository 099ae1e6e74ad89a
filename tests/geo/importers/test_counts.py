"""Counts of people: thousands, ranges and bounds; never divided, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.importers.counts import Signs, find_signs, odd_texts, read_count, read_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.importers import Imported


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("1200", "1200"),
        ("+7", "7"),
        ("3.0", "3"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1\u202f234 567", "1234567"),
        ("1'234", "1234"),
        ("1’234", "1234"),
        ("10-12", "10-12"),
        ("10–12", "10-12"),
        ("between 10 and 12", "10-12"),
        ("от 10 до 12", "10-12"),
        ("10 to 12", "10-12"),
        ("at least 5", "at least 5"),
        ("не менее 5", "at least 5"),
        (">100", "at least 100"),
        ("80+", "at least 80"),
        ("up to 20", "at most 20"),
        ("≤ 3", "at most 3"),
        ("около 30 человек", "about 30"),
        ("~30", "about 30"),
        ("12 killed", "12"),
    ],
)
def test_a_count_is_read_as_people_write_it(text: str, claim: str) -> None:
    found = read_count(text, Signs(thousands=","))
    assert found is not None
    assert found.text == claim


@pytest.mark.parametrize(
    "text",
    ["-3", "(5)", "2.5", "several", "12-10", "1,23", "1,2345", "9999999999", "0,500", "3 5", "5%", "x" * 300],
)
def test_what_is_no_count_is_none(text: str) -> None:
    assert read_count(text, Signs(thousands=",")) is None


@pytest.mark.parametrize(
    ("texts", "coordinates", "signs"),
    [
        (["1,200", "30,000", "500"], "", Signs(",")),
        (["1.234"], "", Signs(".")),
        (["1.234.567", "3.000"], ".", Signs(".")),
        (["10,000"], ".", Signs(",")),
        (["10.000"], ",", Signs(".")),
        (["10.000"], ".", Signs(open=".")),
        (["10,000"], "", Signs(open=",")),
        (["10,000", "5"], "", Signs(",")),
        (["3.0", "10.000"], "", Signs()),
        (["1.234,0"], "", Signs(".")),
    ],
)
def test_all_counts_of_a_table_decide_together_what_a_sign_means(
    texts: list[str], coordinates: str, signs: Signs
) -> None:
    assert find_signs(texts, file_decimal=coordinates) == signs


def test_a_person_decides_what_a_table_leaves_open() -> None:
    assert read_count("10.000", find_signs(["10.000"], file_decimal=".")) is None
    for answer, number in (("comma", 10_000), ("point", 10)):
        found = read_count("10.000", find_signs(["10.000"], decimal=answer))  # type: ignore[arg-type]
        assert found is not None
        assert found.low == number


@given(
    st.lists(st.integers(0, 999_999_999), min_size=1, max_size=8), st.sampled_from([",", ".", " ", "'", ""])
)
def test_whole_numbers_come_out_as_they_went_in_or_are_open(numbers: list[int], sign: str) -> None:
    texts = [f"{number:,}".replace(",", sign) for number in numbers]
    column = pd.Series(texts, dtype="str")
    signs = find_signs(odd_texts(column))
    found = read_counts(column, signs)
    assert not (found.wrong & ~found.open).any()
    read = iter(found.texts.to_pylist())
    assert all(
        int(next(read)) == number for number, given_ in zip(numbers, found.given, strict=True) if given_
    )


def test_deaths_of_thousands_are_thousands_of_claims(bring: Callable[..., Imported]) -> None:
    rows = 'title,date,lon,lat,killed,wounded\na,2020-10-01,46.75,39.76,"10,000",3\nb,2020-10-02,46.75,39.76,-1,NA\n'
    imported = bring(rows.encode())
    claims = imported.claims.astype("str")
    assert claims[["field", "value"]].to_numpy().tolist() == [
        ["deaths_total", "10000"],
        ["injured", "3"],
        ["start_date", "2020-10-02"],
    ]
    assert imported.problem_rows["value"].tolist() == ["-1"]
