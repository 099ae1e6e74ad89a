"""Counting and choosing by codes gives what a look at each row of the table gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from geo.claims.evidence import SUPPORT
from geo.dataset.coded_columns import coded_column, encode_values
from geo.dates import day_number
from geo.search.text_filter import SHORTEST_SOUND, contain_words, searchable
from geo.search.transliteration import sound, words
from geo.selection.filters import COUNTED, FACETS, Selection, facet_counts, matches, strongest_filter

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    import geo

REPEATED = ("category", "placing", "support", "evidence", "status", "date_precision")
Dtype = Literal["str", "category"]
DTYPES: tuple[Dtype, ...] = ("str", "category")
FIRST, LAST = day_number("1988-01-01"), day_number("2026-11-21")
DAYS = st.integers(FIRST, LAST)
TEXTS = ("", "kalbajar", "school", "Kəlbəcər", "mine shusha", "a", "?!", "no such word")


def occur(asked: Collection[str], text: str) -> bool:
    """Return whether all words are in a text: as a part of a word, or by their sound at a name's beginning."""
    sounds = {word: sound(word).upper() for word in asked}
    spoken = {word: f" {heard}" + " " * (len(heard) < SHORTEST_SOUND) for word, heard in sounds.items()}
    return all(word in text or spoken[word] in text for word in asked)


def some(values: Collection[str]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(values)), max_size=2)


SELECTIONS = st.builds(
    Selection,
    first=DAYS,
    last=DAYS | st.just(LAST),
    categories=some(["military", "visit", "decree", "landmine"]),
    districts=some(["kalbajar", "aghdara", "shusha"]),
    evidence=some(["several", "one_side", "single", "disputed"]),
    voices=some(["azerbaijani", "armenian", "reference"]),
    support=some(SUPPORT),
    text=st.sampled_from(TEXTS),
)


def sampled(dataset: geo.Dataset, seed: int, *, dtype: Dtype) -> geo.Dataset:
    """Return a dataset of some of the events, repeated or not, with other districts and voices."""
    random = np.random.default_rng(seed)
    count = int(random.integers(0, 60))
    events = dataset.events.iloc[np.sort(random.integers(0, len(dataset.events), count))]
    names = list(dataset.districts.index)
    districts = [tuple(random.choice(names, random.integers(0, 4), replace=False)) for _ in range(count)]
    events = events.set_axis([f"event-{row}" for row in range(count)]).assign(
        district_ids=pd.Series(districts, [f"event-{row}" for row in range(count)], dtype=object)
    )
    return replace(dataset, events=events.astype(dict.fromkeys(REPEATED, dtype)))


def plainly(dataset: geo.Dataset, selection: Selection, ignore: Collection[str] = ()) -> NDArray[np.bool_]:
    """Return which events a look at each row would choose."""
    return np.array(
        [_is_chosen(event, selection, ignore) for event in dataset.events.to_dict("records")], dtype=bool
    )


def _is_chosen(event: dict[Any, Any], selection: Selection, ignore: Collection[str]) -> bool:
    held = {
        "two_sides": len(event["voices"]) > 1,
        "independent": event["independent"],
        "disputed": event["disputed"],
        "single": event["support"] == "single",
    }
    asked = words(selection.text)
    passed = {
        "time": event["first_day"] <= selection.last and event["last_day"] >= selection.first,
        "categories": not selection.categories or event["category"] in selection.categories,
        "districts": not selection.districts or selection.districts & set(event["district_ids"]),
        "evidence": not selection.evidence or event["evidence"] in selection.evidence,
        "voices": not selection.voices or selection.voices & set(event["voices"]),
        "support": not selection.support or any(held[entry] for entry in selection.support),
        "text": not selection.text or (asked and occur(asked, event["search_text"])),
    }
    return all(passed[facet] for facet in FACETS if facet not in ignore)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32 - 1), dtype=st.sampled_from(DTYPES), selection=SELECTIONS)
def test_filters_by_codes_are_filters_by_rows(
    dataset: geo.Dataset, seed: int, dtype: Dtype, selection: Selection
) -> None:
    few = sampled(dataset, seed, dtype=dtype)
    assert_array_equal(matches(few, selection), plainly(few, selection))
    without = {facet: plainly(few, selection, [facet]) for facet in FACETS}
    for facet in FACETS:
        assert_array_equal(matches(few, selection, ignore=[facet]), without[facet])
    most = max(FACETS, key=lambda facet: without[facet].sum())
    brings_back = without[most].sum() > plainly(few, selection).sum()
    assert strongest_filter(few, selection) == (most if brings_back else None)


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32 - 1), dtype=st.sampled_from(DTYPES), selection=SELECTIONS)
def test_facets_by_codes_count_what_exploded_lists_count(
    dataset: geo.Dataset, seed: int, dtype: Dtype, selection: Selection
) -> None:
    few = sampled(dataset, seed, dtype=dtype)
    counts = facet_counts(few, selection)
    columns = {
        "categories": "category",
        "districts": "district_ids",
        "evidence": "evidence",
        "voices": "voices",
    }
    assert tuple(counts) == COUNTED
    for facet, column in columns.items():
        listed = few.events.loc[plainly(few, selection, [facet]), column].explode().tolist()
        assert counts[facet] == {entry: listed.count(entry) for entry in counts[facet]}
        assert sum(counts[facet].values()) == sum(isinstance(entry, str) for entry in listed)


@settings(max_examples=60)
@given(
    texts=st.lists(st.builds(searchable, st.text(max_size=20), st.lists(st.text(max_size=8), max_size=2))),
    asked=st.lists(st.text(max_size=6), max_size=3),
)
@example(texts=[" school kalbajar KALPACAR ", " schools "], asked=["kalbajar", "school"])
@example(texts=[], asked=["a"])
def test_words_occur_in_a_column_as_in_each_text(texts: list[str], asked: list[str]) -> None:
    sought = [word for text in asked for word in words(text)]
    found = contain_words(sought, pd.Series(texts, dtype="str"))
    assert found.tolist() == [occur(sought, text) for text in texts]


@pytest.mark.parametrize("dtype", ["str", "category", "object"])
def test_a_blank_is_a_value_of_its_own(dtype: Any) -> None:  # noqa: ANN401 - pandas' names of dtypes
    column = encode_values(pd.Series(["b", None, "a", "b"]).astype(dtype))
    assert [column.different[code] for code in column.codes] == ["b", None, "a", "b"]
    assert column.where(lambda value: value is None).tolist() == [False, True, False, False]
    assert column.counts_of_members(np.array([True, True, False, True])) == {"a": 0, "b": 2, None: 1}


def test_codes_are_as_narrow_as_they_can_be() -> None:
    assert encode_values(pd.Series(["a", "b"])).codes.dtype == np.uint8
    assert encode_values(pd.Series([(str(number),) for number in range(257)])).codes.dtype == np.uint16
    assert encode_values(pd.Series([], dtype="str")).where(bool).shape == (0,)


def test_a_column_is_read_once(dataset: geo.Dataset) -> None:
    assert coded_column(dataset, "district_ids") is coded_column(dataset, "district_ids")
