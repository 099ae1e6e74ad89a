"""What was counted: ranges of claims, and that nothing is added which may count the same twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import day_number
from geo.figures import counted_claims
from geo.figures.counted_claims import in_view
from geo.figures.estimates import points_of
from geo.figures.series import crowded_measures, figures
from geo.selection.filters import Selection, matches

if TYPE_CHECKING:
    import geo
    from geo.figures.series import Series

PLANTS = {
    "gulabird-hpp-opening-2021": 8,
    "sugovushan-hpp": 7.8,
    "kalbajar-2022-06-26-kalbajar-1": 4.4,
    "kalbajar-2023-05-27-gamishli": 6.33,
    "kalbajar-2023-05-27-meydan": 3.4,
    "kalbajar-2023-08-25-chirag-1": 8.33,
    "kalbajar-2023-08-25-chirag-2": 3.6,
    "kalbajar-2023-08-25-soyugbulag": 5.3,
    "kalbajar-2024-09-02-yukhari-vang": 22.5,
    "kalbajar-2024-09-02-zar-hpp": 4.3,
    "kalbajar-2025-08-21-ashagi-vang": 8.6,
    "kalbajar-2025-08-21-nadirkhanli": 8.8,
}
"""Megawatts of the plants that were opened, each by itself, read from the claims by hand."""


def series(
    dataset: geo.Dataset,
    measure: str,
    district: str | None = None,
    place: str = "",
    *,
    voices: frozenset[str] = frozenset(),
) -> Series:
    found = figures(dataset, district, voices=voices)
    return next(each for each in found if each.measure.id == measure and each.place_id == place)


def of(found: Series, event_id: str) -> list[tuple[float, float]]:
    return [(point.lowest, point.highest) for point in found.points if point.event_id == event_id]


@pytest.mark.parametrize(
    ("measure", "event_id", "ranges"),
    [
        ("displaced", "kalbajar-1993-04-displacement", [(53_340, 60_000)]),
        ("displaced", "aghdam-capture-1993", [(126_000, 128_000)]),
        ("killed_civilians", "kalbajar-1993-04-casualties", [(150, 150), (511, 511)]),
        ("killed_civilians", "khojaly-capture-1992", [(161, 1000)]),
        ("killed_military", "shusha-capture-1992", [(35, 58), (200, 300)]),  # two sides, one source
        ("killed_military", "kalbajar-1993-04-casualties", [(55, 400), (140, 140)]),
        ("capacity", "kalbajar-2020-11-hydropower-loss", [(79, 79), (191, 191)]),
        ("returned_persons", "jabrayil-return-2025", [(153, 153), (198, 198)]),  # two groups
        ("returned_families", "khojaly-villages-return-2025", [(61, 61)]),  # and 33 + 28
        ("returned_families", "kalbajar-2025-09-15-families", [(32, 32)]),
    ],
)
def test_figures_are_those_of_a_reader(
    dataset: geo.Dataset, measure: str, event_id: str, ranges: list[tuple[float, float]]
) -> None:
    assert of(series(dataset, measure), event_id) == ranges


def test_only_the_plants_that_the_dataset_names_are_added(dataset: geo.Dataset) -> None:
    found = series(dataset, "capacity")
    assert found.total
    assert set(found.total.event_ids) == set(PLANTS)
    assert found.total.lowest == found.total.highest == round(sum(PLANTS.values()), 6) == 91.36
    assert "Added up" in str(found.sentence)
    assert f"(added: {len(PLANTS)};" in str(found.sentence)
    left_out = {entry.point.event_id for entry in found.left_out}
    assert {"shafag-solar-foundation-2024", "kalbajar-2020-11-hydropower-loss"} <= left_out
    assert {words.event_id for words in found.in_words} >= {"lachin-hpps-2024"}


def test_a_plant_of_two_districts_is_in_the_sum_of_neither(dataset: geo.Dataset) -> None:
    found = series(dataset, "capacity", "aghdara")
    assert "sugovushan-hpp" in found.shared
    assert found.total is None
    assert series(dataset, "capacity", "lachin").total == (8.0, 8.0, ("gulabird-hpp-opening-2021",))


def test_people_are_never_added(dataset: geo.Dataset) -> None:
    for found in figures(dataset):
        if found.measure.unit in {"persons", "families"}:
            assert found.total is None
            assert found.left_out == ()
            assert "othing is added up" in str(found.sentence)


def test_a_running_total_is_the_latest_of_its_place(dataset: geo.Dataset) -> None:
    lachin = series(dataset, "returned_persons_total", "lachin", "lachin")
    assert [point.lowest for point in lachin.points] == [1000, 793, 1838, 1971, 2090]
    assert lachin.latest
    assert (lachin.latest.event_id, lachin.latest.highest) == ("lachin-return-september-2024", 2090)
    everywhere = series(dataset, "returned_persons_total")
    assert [point.lowest for point in everywhere.points] == [6754, 7762, 7901, 24_729]


def test_a_total_of_one_place_is_not_that_of_another_district(dataset: geo.Dataset) -> None:
    for district in dataset.districts.index:
        for found in figures(dataset, district):
            if found.measure.counting == "running":
                assert dataset.places.loc[found.place_id, "district_id"] == district


def test_counts_of_the_whole_country_are_of_no_district(dataset: geo.Dataset) -> None:
    victims = series(dataset, "mine_victims")
    assert victims.latest
    assert victims.latest.highest == 400
    assert victims.highest == 412
    for district in dataset.districts.index:
        assert not any(found.measure.everywhere for found in figures(dataset, district))


def test_the_toll_beside_a_running_total_is_not_that_of_the_event(dataset: geo.Dataset) -> None:
    killed = {point.event_id for point in series(dataset, "killed").points}
    assert "mine-victims-january-2023" not in killed
    assert "kalbajar-2021-06-04-susuzlug-mine" in killed
    assert [point.lowest for point in series(dataset, "mine_deaths").points][-1] == 65


def test_region_wide_figures_are_not_those_of_each_district(dataset: geo.Dataset) -> None:
    assert of(series(dataset, "displaced"), "displaced-1994-unhcr") == [(650_000, 658_000)]
    assert of(series(dataset, "displaced", "kalbajar"), "displaced-1994-unhcr") == []


def test_figures_through_one_voice_are_the_claims_of_that_voice(dataset: geo.Dataset) -> None:
    armenian = series(dataset, "killed_civilians", voices=frozenset({"armenian"}))
    assert of(armenian, "maraga-killings-1992") == [(100, 100)]
    assert of(series(dataset, "killed_civilians"), "maraga-killings-1992") == [(40, 100)]
    assert {voice for point in armenian.points for voice in point.voices} == {"armenian"}


def test_words_are_kept_as_words(dataset: geo.Dataset) -> None:
    injured = series(dataset, "injured", "kalbajar")
    assert ("kalbajar-1993-04-casualties", "thousands") in {
        (words.event_id, words.value.text) for words in injured.in_words
    }
    assert "kalbajar-1993-04-casualties" not in {point.event_id for point in injured.points}


@settings(max_examples=15)
@given(data=st.data())
def test_no_total_counts_an_event_twice_or_one_that_is_filtered_out(
    dataset: geo.Dataset, data: st.DataObject
) -> None:
    count = len(dataset.events)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    district = data.draw(st.sampled_from([None, "kalbajar", "lachin", "khojaly"]))
    kept = set(dataset.events.index[mask])
    for found in figures(dataset, district, mask=mask):
        events = [point.event_id for point in found.points]
        assert set(events) <= kept
        if found.total:
            assert len(set(found.total.event_ids)) == len(found.total.event_ids)
            assert set(found.total.event_ids) <= set(found.measure.adds) & set(events)
            assert found.total.lowest <= found.total.highest
            assert not found.shared & set(found.total.event_ids)
        added = set(found.total.event_ids) if found.total else set()
        if found.measure.adds:
            assert added.isdisjoint(entry.point.event_id for entry in found.left_out)


@settings(max_examples=10)
@given(
    voices=st.frozensets(
        st.sampled_from(["azerbaijani", "armenian", "russian", "international", "reference"])
    )
)
def test_each_claim_is_in_one_figure_or_in_words(dataset: geo.Dataset, voices: frozenset[str]) -> None:
    points = points_of(dataset, in_view(dataset, voices=voices))
    fields = {entry.field for measure in dataset.about.measures for entry in measure.fields}
    claims = dataset.claims[dataset.claims["field"].isin(fields)]
    claims = claims[claims["voice"].isin(voices)] if voices else claims
    said = {(row.event_id, row.field, row.source_id) for row in claims.itertuples()}
    drawn = chain(
        ((point.event_id, point.field, source) for point in points.figures for source in point.source_ids),
        ((words.event_id, words.field, words.value.source_ids[0]) for words in points.in_words),
    )
    assert set(drawn) <= said
    for point in points.figures:
        assert point.lowest == min(value.lowest for value in point.values if value.lowest is not None)
        assert point.highest == max(value.highest for value in point.values if value.highest is not None)


def test_every_figure_can_be_traced_to_its_sources(dataset: geo.Dataset) -> None:
    for point in points_of(dataset, in_view(dataset)).figures:
        assert point.source_ids
        assert set(point.source_ids) <= set(dataset.sources.index)
        assert point.event_id in dataset.events.index
        assert point.place_id in {"", *dataset.places.index}


@settings(max_examples=8)
@given(
    seed=st.integers(0, 2**32 - 1),
    district=st.none() | st.sampled_from(["kalbajar", "aghdam"]),
    voices=st.frozensets(st.sampled_from(["azerbaijani", "armenian", "reference"])),
)
def test_figures_of_a_view_are_those_of_all_that_are_in_it(
    dataset: geo.Dataset, seed: int, district: str | None, voices: frozenset[str]
) -> None:
    mask = np.random.default_rng(seed).random(len(dataset.events)) < 0.4
    at_once = figures(dataset, district, mask=mask, voices=voices)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counted_claims, "MOST_CLAIMS", 30)
        by_view = figures(dataset, district, mask=mask, voices=voices)
        too_many = crowded_measures(dataset, district, mask=mask, voices=voices)
    assert by_view == tuple(each for each in at_once if each.measure.id not in too_many)


def test_a_measure_of_too_many_claims_is_told_and_not_drawn(
    dataset: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not crowded_measures(dataset)
    monkeypatch.setattr(counted_claims, "MOST_CLAIMS", 40)
    fields = {"killed_civilians": ["deaths_civilian"], "displaced": ["displaced_persons"]}
    claims = {measure: dataset.claims["field"].isin(names).sum() for measure, names in fields.items()}
    told = {measure: count for measure, count in crowded_measures(dataset).items() if measure in fields}
    assert told == {measure: count for measure, count in claims.items() if count > 40}
    assert told.keys().isdisjoint(each.measure.id for each in figures(dataset))
    early = matches(dataset, Selection(day_number("1992-01-01"), day_number("1992-06-30")))
    assert told.keys().isdisjoint(crowded_measures(dataset, mask=early))
    assert {"killed_civilians"} <= {each.measure.id for each in figures(dataset, mask=early)}


def test_texts_and_codes_give_the_same_figures(dataset: geo.Dataset) -> None:
    texts = ["event_id", "source_id", "field", "value", "unit", "publisher", "published", "voice"]
    coded = replace(dataset, claims=dataset.claims.astype(dict.fromkeys(texts, "category")))
    assert figures(coded, "kalbajar") == figures(dataset, "kalbajar")
