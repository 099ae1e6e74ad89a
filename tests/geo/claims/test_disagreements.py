"""Where sources disagree: what a reader finds in the dataset, and what the rule does with any claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.claims.disagreements import COLUMNS, disagreements, find_disagreements
from tests.geo.claims.claim_tables import ROWS, TABLES, claims_of, events_of, said
from tests.geo.claims.compared import compare
from tests.geo.claims.hand_reading import read_hand_reading

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import pandas as pd

    import geo
    from tests.geo.claims.claim_tables import Row

AZ, HY, EN = "azerbaijani_media:a", "armenian_media:h", "international_media:i"


def found(
    dataset: geo.Dataset, rows: Sequence[Row], status: str = "corroborated", days: tuple[int, int] = (0, 0)
) -> pd.DataFrame:
    return find_disagreements(claims_of(rows), events_of(status=status, days=days), dataset.about)


def of(dataset: geo.Dataset, event_id: str, field: str) -> pd.Series:
    rows = disagreements(dataset)
    return rows[(rows["event_id"] == event_id) & (rows["field"] == field)].iloc[0]


# Of all rows, and of the third that was held out while the rule was tuned. Measured when the rule was last changed:
# 0.961 and 0.984 of all, 0.980 and 0.961 of those held out.
AT_LEAST = {"all": (0.95, 0.95), "held out": (0.95, 0.95)}


@pytest.mark.parametrize("part", AT_LEAST)
def test_the_rule_says_what_a_reader_says(dataset: geo.Dataset, part: str) -> None:
    rows = disagreements(dataset)
    named = set(zip(rows["event_id"], rows["field"], strict=True))
    verdicts = read_hand_reading()
    among = verdicts["held_out"] if part == "held out" else None
    compared = compare(named, verdicts, dataset.about.claim_rules.same_fields, among)
    precision, recall = AT_LEAST[part]
    assert compared.precision >= precision
    assert compared.recall >= recall


@pytest.mark.parametrize(
    ("event_id", "field", "texts", "ends"),
    [
        ("kalbajar-1993-04-displacement", "displaced_persons", ["53,340", "60,000"], (53_340, 60_000)),
        ("kalbajar-1993-04-casualties", "deaths_military", ["55", "400"], (55, 400)),
        ("khojaly-capture-1992", "deaths_civilian", ["161+", "485", "500-1000", "613"], (161, 1000)),
        ("kalbajar-2007-sotk-licence", "share_azerbaijan", ["about half", "74"], (50, 74)),
    ],
)
def test_numbers_of_the_dataset(
    dataset: geo.Dataset, event_id: str, field: str, texts: list[str], ends: tuple[float, float]
) -> None:
    row = of(dataset, event_id, field)
    assert (row["kind"], row["lowest"], row["highest"]) == ("number", *ends)
    assert [value.text for value in row["values"]] == texts
    assert row["ratio"] == ends[1] / ends[0]


def test_kalbajar_was_captured_on_three_days(dataset: geo.Dataset) -> None:
    row = of(dataset, "kalbajar-1993-04-02-capture", "start_date")
    assert [value.text for value in row["values"]] == ["1993-04-02", "1993-04-03", "1993-04-04"]
    assert [len(value.source_ids) for value in row["values"]] == [2, 3, 1]
    assert (row["days"], row["unit"], row["n_sources"]) == (2, "date", 6)
    assert row["voices"] == ("azerbaijani", "international", "reference")


def test_one_text_gives_two_city_days(dataset: geo.Dataset) -> None:
    row = of(dataset, "city-days-decree-2023", "city_day")
    october, november = row["values"]
    assert (october.text, november.text, row["unit"], row["days"]) == (
        "20 October",
        "25 November",
        "yearly day",
        36,
    )
    assert "city-day-notice-2023" in october.source_ids
    assert "city-day-notice-2023" in november.source_ids


def test_days_of_every_year_are_one_value_each_in_the_order_of_the_calendar(dataset: geo.Dataset) -> None:
    texts = ["1993-11-25", "20 October", "2020-11-25", "25 November", "2020-10-20"]
    rows = [
        said(text, f"{source}:{text}", field="city_day", unit="")
        for text, source in zip(texts, ["armenian_media", "un"] * 3, strict=False)
    ]
    [row] = found(dataset, rows).to_dict("records")
    assert [value.text for value in row["values"]] == ["20 October", "25 November"]
    assert (row["n_values"], row["n_sources"], row["unit"]) == (2, 5, "yearly day")
    assert [len(value.source_ids) for value in row["values"]] == [2, 3]


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.sampled_from(["1993", "2020", ""]), st.sampled_from(["05-01", "05-02", "11-25"])),
        min_size=2,
        max_size=6,
    )
)
def test_values_of_dates_ascend_and_none_comes_twice(
    dataset: geo.Dataset, days: list[tuple[str, str]]
) -> None:
    words = {"05-01": "1 May", "05-02": "2 May", "11-25": "25 November"}
    rows = [
        said(f"{year}-{day}" if year else words[day], f"un:{place}", field="city_day", unit="")
        for place, (year, day) in enumerate(days)
    ]
    for row in found(dataset, rows).to_dict("records"):
        ends = [(value.lowest, value.highest) for value in row["values"]]
        assert ends == sorted(set(ends))


def test_the_largest_come_first_and_kinds_stay_together(dataset: geo.Dataset) -> None:
    rows = disagreements(dataset)
    assert list(rows.columns) == list(COLUMNS)
    assert rows["kind"].drop_duplicates().tolist() == ["number", "date", "statement"]
    assert rows.loc[rows["kind"] == "number", "ratio"].is_monotonic_decreasing
    assert rows.loc[rows["kind"] == "date", "days"].is_monotonic_decreasing
    assert rows.loc[rows["kind"] != "statement", "n_values"].min() >= 2


def test_a_number_and_its_other_way_of_writing_are_one_value(dataset: geo.Dataset) -> None:
    assert found(dataset, [said("53,340", AZ), said("53340", HY), said("33 + 28", AZ, field="x"),
                           said("61", HY, field="x")]).empty  # fmt: skip


def test_exact_units_are_compared(dataset: geo.Dataset) -> None:
    same = [said("125368", AZ, field="area", unit="ha"), said("1253.68", HY, field="area", unit="km2")]
    assert found(dataset, same).empty
    other = found(dataset, [*same, said("900", EN, field="area", unit="square km")])
    assert other[["unit", "lowest", "n_values"]].to_numpy().tolist() == [["km2", 900, 2]]


def test_fields_are_compared_as_one_where_the_dataset_says_so(dataset: geo.Dataset) -> None:
    row = found(dataset, [said("10", AZ, field="returnees"), said("20", HY, field="returned_persons")])
    assert row.loc[0, "field"] == "returned_persons"
    assert found(dataset, [said("10", AZ, field="one"), said("20", HY, field="other")]).empty


@pytest.mark.parametrize(
    "notes",
    [
        ("Before the war", "After the war"),
        ("", "15 March"),
        ("as a whole", ""),
        ("2011", "2020, nominal"),
    ],
)
def test_other_moments_and_extents_are_no_contradiction(dataset: geo.Dataset, notes: tuple[str, str]) -> None:
    assert found(dataset, [said("191", AZ, notes[0]), said("79", HY, notes[1])]).empty
    contradicted = [said("191", AZ, notes[0]), said("79", HY, f"{notes[1]}; disagreement with 191")]
    assert len(found(dataset, contradicted)) == 1


def test_an_early_figure_contradicts_only_a_later_one_that_is_lower(dataset: geo.Dataset) -> None:
    assert found(dataset, [said("3", AZ, "first report"), said("4", HY)]).empty
    row = found(dataset, [said("4", AZ, "first report"), said("3", HY)]).loc[0]
    assert (row["lowest"], row["highest"]) == (3, 4)
    assert found(dataset, [said("4", AZ, "early figure"), said("3", HY, "corrected")]).empty
    assert found(dataset, [said("4", AZ, "12 May, early figure"), said("3", HY, "13 May")]).empty


def test_shares_are_as_exact_as_they_are_written(dataset: geo.Dataset) -> None:
    assert len(found(dataset, [said("99.98", AZ, unit="percent"), said("99.89", HY, unit="percent")])) == 1
    assert found(dataset, [said("99.98", AZ, unit="percent"), said("100", HY, unit="percent")]).empty


def test_measures_in_one_unit_are_as_exact_as_they_are_written_in_two_a_percent_apart(
    dataset: geo.Dataset,
) -> None:
    assert len(found(dataset, [said("99.98", AZ, unit="km"), said("99.89", HY, unit="km")])) == 1
    assert found(dataset, [said("76", AZ, unit="km"), said("75.8", HY, unit="km")]).empty
    assert found(dataset, [said("71.5", AZ, unit="miles"), said("116", HY, unit="km")]).empty
    assert len(found(dataset, [said("71.5", AZ, unit="miles"), said("118", HY, unit="km")])) == 1


def test_one_claim_alone_is_no_disagreement(dataset: geo.Dataset) -> None:
    told = said("Baku accuses Yerevan, which denies it", EN, field="statement", unit="")
    assert found(dataset, [told]).empty
    assert len(found(dataset, [told, said("It rained", AZ, field="statement", unit="")])) == 1
    assert len(found(dataset, [said("It rained", AZ, "differs from 3", field="statement", unit="")])) == 1


def test_one_source_or_publisher_means_two_things_by_two_values_unless_it_is_said(
    dataset: geo.Dataset,
) -> None:
    assert found(dataset, [said("82", AZ), said("76", AZ)]).empty
    assert found(dataset, [said("82", AZ), said("76", AZ), said("82", HY)]).empty
    assert found(dataset, [said("32", AZ + ":2025-01-16"), said("53", AZ + ":2025-07-22")]).empty
    assert len(found(dataset, [said("53", AZ + ":2025-01-16"), said("32", AZ + ":2025-07-22")])) == 1
    assert len(found(dataset, [said("82", AZ), said("76", AZ, "Contradicts its own opening line")])) == 1


def test_one_source_that_gives_the_counts_of_two_sides_tells_of_a_disagreement(dataset: geo.Dataset) -> None:
    assert (
        len(found(dataset, [said("800", EN, "Armenian figure"), said("2000", EN, "Azerbaijani figure")])) == 1
    )
    assert found(dataset, [said("800", EN, "Armenian figure"), said("2000", EN, "Armenian count")]).empty
    assert found(dataset, [said("800", EN, "Armenian side"), said("2000", EN, "Azerbaijani side")]).empty


def test_a_part_above_its_whole_is_a_disagreement_that_says_which_is_the_part(dataset: geo.Dataset) -> None:
    whole, part = said("40", AZ), said("100", HY, field="deaths_civilian")
    [row] = found(dataset, [whole, part]).to_dict("records")
    assert (row["field"], row["kind"], row["lowest"], row["highest"]) == ("deaths_total", "number", 40, 100)
    assert [(value.text, value.field) for value in row["values"]] == [("40", ""), ("100", "deaths_civilian")]
    assert len(found(dataset, [whole, said("more than 100", HY, field="deaths_civilian")])) == 1
    for other in (
        said("30", HY, field="deaths_civilian"),
        said("up to 100", HY, field="deaths_civilian"),
        said("100", AZ, field="deaths_civilian"),
        said("100", HY, "whole war", field="deaths_civilian"),
        said("100", HY, field="trees_planted"),
    ):
        assert found(dataset, [whole, other]).empty
    assert found(dataset, [said("at least 40", AZ), part]).empty


def test_numbers_in_sentences_contradict_where_another_count_is_shared(dataset: geo.Dataset) -> None:
    text = said("10 families (45 people) came on 19 July; it rained", AZ, field="statement", unit="")
    number = said("58", HY, "first group of 10 families", field="returned_persons")
    [row] = found(dataset, [text, number]).to_dict("records")
    assert (row["field"], row["kind"]) == ("statement", "statement")
    assert {(value.text, value.field) for value in row["values"]} == {
        (text[3], ""),
        ("58", "returned_persons"),
    }
    other = said("ten families, 58 people", HY, field="statement", unit="")
    assert len(found(dataset, [text, other])) == 1
    for apart in (
        said("58", HY, "first group of 12 families", field="returned_persons"),
        said("58", HY, "20 July, 10 families", field="returned_persons"),
        said("58", AZ, "first group of 10 families", field="returned_persons"),
        said("about 45", HY, "first group of 10 families", field="returned_persons"),
        said("10 families left; 58 people stayed", HY, field="statement", unit=""),
    ):
        assert found(dataset, [text, apart]).empty


def test_a_field_that_a_note_sets_against_another_stands_beside_what_happened(dataset: geo.Dataset) -> None:
    rows = [
        said("Baku denies it", AZ, field="statement", unit=""),
        said("It rained", HY, field="statement", unit=""),
        said(
            "147", AZ, "the sources disagree on what is counted", field="settlements_total", unit="villages"
        ),
        said("147", HY, field="settlements_total", unit="villages"),
    ]
    assert sorted(found(dataset, rows)["field"]) == ["settlements_total", "statement"]


def test_a_day_within_an_event_of_several_days_contradicts_no_other_unless_it_is_disputed(
    dataset: geo.Dataset,
) -> None:
    rows = [
        said("1970-01-02", AZ, field="start_date", unit=""),
        said("1970-01-03", HY, field="start_date", unit=""),
    ]
    ended = [*rows, said("1970-01-04", EN, field="end_date", unit="")]
    assert found(dataset, ended, days=(1, 3)).empty
    assert len(found(dataset, ended, days=(1, 3), status="disputed")) == 1
    assert len(found(dataset, rows, days=(1, 3))) == 1
    assert len(found(dataset, rows, days=(1, 1))) == 1


def test_statements_are_different_accounts_where_one_says_so_or_the_record_is_disputed(
    dataset: geo.Dataset,
) -> None:
    plain = [
        said("It rained", AZ, field="statement", unit=""),
        said("It snowed", HY, field="statement", unit=""),
    ]
    denied = [plain[0], said("Yerevan denies it", HY, field="statement", unit="")]
    assert found(dataset, plain).empty
    assert found(dataset, plain, status="disputed")["kind"].tolist() == ["statement"]
    row = found(dataset, denied).loc[0]
    assert (row["kind"], row["n_values"], row["voices"]) == ("statement", 2, ("azerbaijani", "armenian"))
    numbers = [said("10", AZ), said("20", HY)]
    assert found(dataset, [*plain, *numbers], status="disputed")["kind"].tolist() == ["number"]


def test_remarks_of_the_researcher_contradict_nothing(dataset: geo.Dataset) -> None:
    rows = [
        said(value, AZ, field="source_independence", unit="") for value in ("one_side_only", "1990", "1991")
    ]
    assert found(dataset, rows).empty


def as_records(frame: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@settings(max_examples=40)
@given(rows=TABLES, data=st.data(), status=st.sampled_from(["corroborated", "disputed"]))
def test_the_order_of_claims_changes_nothing(
    dataset: geo.Dataset, rows: list[Row], data: st.DataObject, status: str
) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert as_records(found(dataset, rows, status)) == as_records(found(dataset, shuffled, status))


@settings(max_examples=40)
@given(row=ROWS, other=ROWS)
def test_disagreeing_is_symmetric(dataset: geo.Dataset, row: Row, other: Row) -> None:
    swapped = [(*row[:1], other[1], *row[2:]), (*other[:1], row[1], *other[2:])]
    assert len(found(dataset, [row, other])) == len(found(dataset, swapped))


@settings(max_examples=40)
@given(rows=TABLES, data=st.data())
def test_a_repeated_claim_is_no_disagreement(
    dataset: geo.Dataset, rows: list[Row], data: st.DataObject
) -> None:
    repeated = data.draw(st.sampled_from(rows))
    assert as_records(found(dataset, rows)) == as_records(found(dataset, [*rows, repeated]))


@settings(max_examples=40)
@given(rows=TABLES)
def test_every_row_says_what_its_values_say(dataset: geo.Dataset, rows: list[Row]) -> None:
    for row in found(dataset, rows).to_dict("records"):
        values = row["values"]
        assert row["n_values"] == len(values) >= 1
        assert row["n_sources"] == len({source for value in values for source in value.source_ids})
        assert set(row["voices"]) == {voice for value in values for voice in value.voices}
        if row["kind"] != "statement":
            assert row["lowest"] == min(value.lowest for value in values)
            assert row["highest"] == max(value.highest for value in values)
            assert len(values) >= 2
            assert [value.lowest for value in values] == sorted(value.lowest for value in values)


@settings(max_examples=40)
@given(rows=TABLES)
def test_events_do_not_mix(dataset: geo.Dataset, rows: list[Row]) -> None:
    apart = [(f"e{position}", *row[1:]) for position, row in enumerate(rows)]
    found_apart = find_disagreements(claims_of(apart), events_of([row[0] for row in apart]), dataset.about)
    assert (found_apart["kind"] == "statement").all()
