"""The record through chosen voices: what is left, what vanishes, and what the voices say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from geo.claims.claimed_dates import read_date
from geo.claims.voices import claims_by_voices, compare_voices, record_of
from geo.dates import day_number
from geo.selection.filters import Selection, mask

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import geo

IDS = ("azerbaijani", "armenian", "russian", "international", "un_ngo_academic", "reference")
Dtype = Literal["str", "category"]
DTYPES: tuple[Dtype, ...] = ("str", "category")
VOICES = st.frozensets(st.sampled_from(IDS))


@settings(max_examples=20)
@given(voices=VOICES)
def test_what_is_left_is_what_they_claim(dataset: geo.Dataset, voices: frozenset[str]) -> None:
    record = record_of(dataset, voices)
    claims = dataset.claims[claims_by_voices(dataset, voices)]
    assert set(claims["voice"]) <= voices
    assert set(record.events.index[record.mask]) == set(claims["event_id"])
    assert set(record.events.index[~record.mask]) == set(dataset.events.index) - set(claims["event_id"])
    assert record.events.index.equals(dataset.events.index)
    assert "source_independence" not in set(claims["field"])


@settings(max_examples=20)
@given(voices=VOICES, more=VOICES)
def test_more_voices_tell_more(dataset: geo.Dataset, voices: frozenset[str], more: frozenset[str]) -> None:
    few, many = record_of(dataset, voices), record_of(dataset, voices | more)
    assert (many.mask >= few.mask).all()
    assert (many.events["n_sources"] >= few.events["n_sources"]).all()


def test_all_voices_are_the_whole_record(dataset: geo.Dataset) -> None:
    record = record_of(dataset, frozenset(IDS))
    assert record.mask.all()
    pd.testing.assert_frame_equal(record.disagreements, dataset.disagreements)
    assert_array_equal(record.events["evidence"], dataset.events["evidence"])


def test_the_filter_by_voice_keeps_what_the_voice_tells(dataset: geo.Dataset) -> None:
    for voice in IDS:
        chosen = Selection(0, 0, voices=frozenset({voice}))
        assert_array_equal(mask(dataset, chosen), record_of(dataset, frozenset({voice})).mask)


def test_armenian_sources_do_not_tell_of_the_capture_of_kalbajar(dataset: geo.Dataset) -> None:
    record = record_of(dataset, frozenset({"armenian"}))
    assert "kalbajar-1993-04-02-capture" not in record.events.index[record.mask]
    assert "kalbajar-1993-04-02-capture" in record.events.index


def test_each_voice_has_its_own_dates(dataset: geo.Dataset) -> None:
    event = "karkijahan-capture-1991"
    azerbaijani = record_of(dataset, frozenset({"azerbaijani"})).events.loc[event]
    armenian = record_of(dataset, frozenset({"armenian"})).events.loc[event]
    assert azerbaijani["first_day"] == day_number("1991-12-28")
    assert armenian["first_day"] == armenian["last_day"] == day_number("1992-01-19")


def test_a_voice_without_a_date_gives_none(dataset: geo.Dataset) -> None:
    record = record_of(dataset, frozenset({"armenian"}))
    event = record.events.loc[["operation-ring-1991"]]
    assert event["first_day"].isna().all()
    assert event["last_day"].tolist() == [day_number("1991-08-31")]


def test_what_sides_contradict_each_other_on_is_no_disagreement_within_one(dataset: geo.Dataset) -> None:
    fields = ["event_id", "field"]
    alone = record_of(dataset, frozenset({"armenian"})).disagreements[fields].to_numpy().tolist()
    assert ["karkijahan-capture-1991", "start_date"] not in alone
    assert ["karkijahan-capture-1991", "start_date"] in dataset.disagreements[fields].to_numpy().tolist()
    displaced = ["operation-ring-1991", "displaced_persons"]
    assert displaced not in alone


def test_the_comparison_adds_up(dataset: geo.Dataset) -> None:
    table = compare_voices(dataset)
    assert tuple(table.index) == IDS
    assert table["claims"].sum() == claims_by_voices(dataset, IDS).sum()
    assert (table["only"] <= table["events"]).all()


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32 - 1), voices=VOICES, dtype=st.sampled_from(DTYPES))
def test_voices_are_counted_as_a_reader_of_the_claims_would(
    dataset: geo.Dataset, seed: int, voices: frozenset[str], dtype: Dtype
) -> None:
    rows = np.random.default_rng(seed).integers(0, len(dataset.claims), 300)
    claims = dataset.claims.iloc[rows].reset_index(drop=True)
    coded = claims.astype(dict.fromkeys(("event_id", "voice", "field", "value", "unit", "source_id"), dtype))
    few = replace(dataset, claims=coded)
    said = [row for row in claims.to_dict("records") if row["field"] != "source_independence"]
    table = compare_voices(few)
    for voice in IDS:
        own = [row for row in said if row["voice"] == voice]
        events = {row["event_id"] for row in own}
        others = {row["event_id"] for row in said if row["voice"] != voice}
        sources = {row["source_id"] for row in own}
        expected = [len(own), len(sources), len(events), len(events - others)]
        assert list(table.drop(columns="label").loc[voice]) == expected
    record = record_of(few, voices).events
    for event_id, (first, last) in by_hand(row for row in said if row["voice"] in voices).items():
        given_days = record.loc[[event_id], ["first_day", "last_day"]].iloc[0]
        assert [None if pd.isna(day) else day for day in given_days] == [first, last]


def by_hand(said: Iterable[dict[Hashable, Any]]) -> dict[str, tuple[int | None, int | None]]:
    """Return the first start and the last day that claims give each event."""
    starts: dict[str, list[int]] = {}
    ends: dict[str, list[int]] = {}
    for row in said:
        starts.setdefault(row["event_id"], [])
        ends.setdefault(row["event_id"], [])
        date = read_date(row["value"], row["unit"]) if row["field"] in {"start_date", "end_date"} else None
        if date is not None and not date.yearly:
            ends[row["event_id"]].append(date.last)
            starts[row["event_id"]] += [date.first] if row["field"] == "start_date" else []
    return {event: (min(starts[event], default=None), max(ends[event], default=None)) for event in ends}
