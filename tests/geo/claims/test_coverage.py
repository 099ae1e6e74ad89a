"""Who is counted how often, against counting the tables anew."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pandas.testing import assert_frame_equal

from geo.claims.coverage import Coverage, coverage
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    import geo


@pytest.fixture(scope="module")
def counts(dataset: geo.Dataset) -> Coverage:
    return coverage(dataset)


@pytest.fixture(scope="module")
def kinds() -> dict[str, str]:
    with (KARABAKH / "sources.csv").open(encoding="utf-8", newline="") as table:
        return {row["source_id"]: row["publisher_kind"] for row in csv.DictReader(table)}


@pytest.fixture(scope="module")
def claims() -> list[dict[str, str]]:
    with (KARABAKH / "claims.csv").open(encoding="utf-8", newline="") as table:
        return [row for row in csv.DictReader(table) if row["field"] != "source_independence"]


def test_claims_are_counted_by_voice_without_the_researchers_remarks(
    counts: Coverage, dataset: geo.Dataset, claims: list[dict[str, str]], kinds: dict[str, str]
) -> None:
    expected = Counter(dataset.about.voice_of(kinds[row["source_id"]]).id for row in claims)
    assert counts.by_voice["claims"].to_dict() == expected
    assert counts.by_voice["claims"].sum() == len(claims)
    assert counts.by_language["claims"].sum() == len(claims)
    assert counts.remarks == len(dataset.claims) - len(claims)
    assert counts.by_voice["claim_share"].sum() == pytest.approx(1)


def test_most_claims_are_azerbaijani_and_most_are_in_english(counts: Coverage) -> None:
    assert counts.by_voice["claims"].idxmax() == "azerbaijani"
    assert counts.by_voice["claim_share"].to_dict()["azerbaijani"] > 0.5
    assert counts.by_language.index[0] == "en"


def test_years_have_no_gap_and_hold_every_event_and_claim(
    counts: Coverage, dataset: geo.Dataset, claims: list[dict[str, str]]
) -> None:
    years = [int(start[:4]) for start in dataset.events["start_date"]]
    assert counts.by_year.index.tolist() == list(range(min(years), max(years) + 1))
    assert counts.by_year["events"].to_dict() == {year: years.count(year) for year in counts.by_year.index}
    assert 0 in counts.by_year["events"].tolist()
    assert counts.by_year.drop(columns="events").to_numpy().sum() == len(claims)


def test_every_source_has_a_year_or_none(counts: Coverage, kinds: dict[str, str]) -> None:
    assert counts.by_published.to_numpy().sum() == len(kinds)
    assert counts.by_published.index[0] == 0


def test_groups_count_the_events_on_which_a_voice_speaks(counts: Coverage, dataset: geo.Dataset) -> None:
    assert counts.by_category["events"].sum() == len(dataset.events)
    mines = dataset.events[dataset.events["category"] == "landmine"]
    of_mines = dataset.claims[dataset.claims["event_id"].isin(mines.index)]
    of_mines = of_mines[of_mines["field"] != "source_independence"]
    for voice, spoken in counts.by_category.loc["landmine"].drop("events").items():
        assert spoken == of_mines.loc[of_mines["voice"] == voice, "event_id"].nunique()
    for district, row in counts.by_district.iterrows():
        assert row["events"] == sum(district in ids for ids in dataset.events["district_ids"])
        assert row.drop("events").max() <= row["events"]


def test_who_is_rarely_heard_on_what(counts: Coverage) -> None:
    rare = set(zip(counts.rarely_heard["id"], counts.rarely_heard["voice"], strict=True))
    assert {("landmine", "armenian"), ("visit", "armenian")} <= rare
    assert not {voice for _, voice in rare} & {"azerbaijani"}
    assert (counts.rarely_heard["share"] < 0.1).all()
    assert (counts.rarely_heard["events"] >= 5).all()


def test_a_kind_of_publisher_without_a_voice_is_counted_for_none(dataset: geo.Dataset) -> None:
    kinds = {"unrecorded": "Not recorded", **dataset.about.publisher_kinds}
    with_added = replace(dataset, about=replace(dataset.about, publisher_kinds=kinds))
    assert coverage(with_added).by_voice.equals(coverage(dataset).by_voice)


def test_counts_are_alike_for_texts_and_codes(dataset: geo.Dataset, counts: Coverage) -> None:
    texts = ["event_id", "source_id", "field", "publisher", "publisher_kind", "voice", "language"]
    claims = dataset.claims.astype(dict.fromkeys(texts, "category"))
    events = dataset.events.astype({"category": "category"})
    coded = coverage(replace(dataset, claims=claims, events=events))
    for name in ("by_voice", "by_year", "by_category", "by_district", "rarely_heard"):
        assert_frame_equal(getattr(coded, name), getattr(counts, name))
    assert coded.by_language.to_dict("index") == counts.by_language.to_dict("index")
