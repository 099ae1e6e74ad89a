"""What is kept as codes and made part by part is what it was as text and made at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.datapackage.parquet.mapped_texts import map_texts
from geo.dataset.columns import FEW, as_category, concatenate, event_order, positions, with_texts
from geo.dataset.memory import give_back
from geo.importers import import_events, read_table, recognise
from geo.importers.merge import combine
from tests.geo.importers.conftest import UCDP_COLUMNS, UCDP_ROW, table_text

if TYPE_CHECKING:
    import geo

WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), max_size=30)


def column(texts: list[str]) -> pd.Series:
    return pd.Series(texts, dtype="str")


def without_codes(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype(dict.fromkeys(map(str, frame.select_dtypes(["category", "str"])), object))


@given(WORDS)
def test_codes_compare_and_sort_as_their_texts_do(texts: list[str]) -> None:
    found = as_category(column(texts))
    assert list(found) == texts
    assert [found.categories[int(code)] for code in sorted(found.codes)] == sorted(texts)


@given(WORDS, WORDS)
def test_ids_are_found_where_they_stand_whether_few_or_many_are_looked_for(
    sought: list[str], known: list[str]
) -> None:
    different = list(dict.fromkeys(known))
    expected = [different.index(i) if i in different else -1 for i in sought]
    index = pd.Index(different, dtype="str")
    longer = pd.Index([*different, *(f"other {n}" for n in range(FEW * (len(sought) + 1)))], dtype="str")
    for ids in (column(sought), pd.Series(as_category(column(sought)))):
        assert positions(ids, index).tolist() == expected
        assert positions(ids, longer).tolist() == expected


@given(WORDS, st.dictionaries(st.integers(0, 29), st.text("aəШ", max_size=3), max_size=6))
def test_some_texts_are_changed_whether_they_are_texts_codes_or_mapped(
    texts: list[str], new: dict[int, str]
) -> None:
    new = {row: text for row, text in new.items() if row < len(texts)}
    expected = [new.get(row, text) for row, text in enumerate(texts)]
    plain = column(texts).set_axis([f"id {row}" for row in range(len(texts))])
    for kept in (plain, pd.Series(as_category(plain), plain.index), map_texts(plain)):
        changed = with_texts(kept, new)
        assert changed.tolist() == expected
        assert changed.index.equals(kept.index)
        assert (changed.dtype == "category") == (kept.dtype == "category")
        assert kept.tolist() == texts


@given(WORDS, WORDS)
def test_tables_are_joined_whether_they_have_texts_or_codes(first: list[str], second: list[str]) -> None:
    order = np.arange(len(first) + len(second), dtype="int64")[::-1]
    expected = [*first, *second][::-1]
    for parts in (
        [first, second],
        [as_category(column(first)), second],
        [first, as_category(column(second))],
    ):
        frames = [pd.DataFrame({"a": column(p) if isinstance(p, list) else p}) for p in parts]
        assert list(concatenate(frames, order, pd.RangeIndex(len(order)))["a"]) == expected


@given(WORDS, WORDS, st.permutations(range(6)))
def test_texts_that_stay_together_are_moved_where_they_would_go_one_by_one(
    first: list[str], second: list[str], moved: list[int]
) -> None:
    blocks = np.array_split(np.arange(len(first) + len(second), dtype="int64"), len(moved))
    order = np.concatenate([blocks[at] for at in moved])
    joined = [*first, *second]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("geo.dataset.columns.LONG_RUN", 1)
        found = concatenate(
            [pd.DataFrame({"a": column(part)}) for part in (first, second)], order, pd.RangeIndex(len(order))
        )
    assert list(found["a"]) == [joined[row] for row in order]


@given(st.lists(st.tuples(st.integers(-5, 5), st.text("ab-é", max_size=3)), max_size=20))
def test_events_are_ordered_by_day_and_then_by_id(keys: list[tuple[int, str]]) -> None:
    days = np.array([day for day, _ in keys], dtype="int32")
    order = event_order(days, pd.Index([event_id for _, event_id in keys], dtype="str"))
    assert [keys[row] for row in order] == sorted(keys)


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=10))
def test_mapped_texts_are_the_texts_also_after_their_pages_were_given_back(texts: list[str]) -> None:
    mapped = map_texts(column(texts))
    assert list(mapped) == texts
    give_back()
    assert list(mapped) == texts
    assert list(mapped[::-1]) == texts[::-1]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "date_start": st.sampled_from(["1993-07-23", "1993-01-01", "2020-11-08", "soon"]),
                "where_prec": st.sampled_from(["1", "3", "6"]),
                "type_of_violence": st.sampled_from(["1", "2"]),
                "best": st.integers(0, 3).map(str),
                "source_article": st.sampled_from(["", "Reuters", "AFP"]),
            }
        ),
        min_size=1,
        max_size=9,
    )
)
def test_a_large_file_becomes_the_same_events_as_a_small_one(
    dataset: geo.Dataset, monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, str]]
) -> None:
    filled = [UCDP_ROW | row | {"id": str(n), "date_end": row["date_start"]} for n, row in enumerate(rows)]
    table = read_table(table_text(UCDP_COLUMNS, filled), "ged.csv")
    found = []
    for at_once, large in ((100_000, 100_000), (3, 1)):
        with monkeypatch.context() as patched:
            patched.setattr("geo.importers.event_import.ROWS", at_once)
            patched.setattr("geo.dataset.columns.LARGE", large)
            imported = import_events(table, recognise(table), dataset.districts)
            found.append((imported, combine(dataset, imported, bundled=False)))
    (small, plain), (big, compact) = found
    assert big.summary() == small.summary()
    pd.testing.assert_frame_equal(big.problem_rows, small.problem_rows)
    for first, second in ((small, big), (plain, compact)):
        pd.testing.assert_frame_equal(
            without_codes(second.events), without_codes(first.events), check_index_type=False
        )
        by_event = (
            without_codes(first.claims)
            .set_index("event_id")
            .loc[list(dict.fromkeys(second.claims["event_id"]))]
        )
        pd.testing.assert_frame_equal(without_codes(second.claims).set_index("event_id"), by_event)
