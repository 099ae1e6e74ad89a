"""Questions to a store, compared with plain counting of its rows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.spatial.map_tiles import Cell, is_inside
from geo.store import layout
from geo.store.counts import ends_of
from geo.store.importing import manifest
from geo.store.layout import apart, together
from geo.store.query import WHOLE_REGION, Question, Store, Where
from tests.geo.store.stores import import_into, table, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    import pyarrow as pa

    import geo

FIRST, LAST = 7000, 9000
LATE = 8900


@pytest.fixture(scope="module")
def opened(made_up: geo.Dataset, tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, pd.DataFrame]:
    """Make a store of some hundred rows in small row groups, and return it with its rows."""
    random = np.random.default_rng(4)
    count = 600
    where = random.uniform((9.9, 48.9), (12.1, 51.1), (count, 2)).round(3).astype(str)
    where[random.random(count) < 0.1] = ""
    start = random.integers(FIRST, LAST, count)
    stop = start + np.where(random.random(count) < 0.3, random.integers(1, 500, count), 0)
    days = [one.astype("datetime64[D]").astype(str) for one in (start, stop)]
    rows = [
        [f"e{at}", f"Title {at}", days[0][at], days[1][at], *where[at], _category(at, start[at])]
        for at in range(count)
    ]
    folder = tmp_path_factory.mktemp("query")
    path = folder / "events.csv"
    columns = ("id", "title", "start_date", "end_date", "longitude", "latitude", "category")
    path.write_text(text_of(columns, rows), "utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(layout, "ROW_GROUP", 16)
        import_into(folder / "store", [path], made_up, own=True)
    found = manifest(str(folder / "store"))
    assert found is not None
    return Store(str(folder / "store"), found), table(folder / "store", "events")


def _category(at: int, start: int) -> str:
    """Return one that all years have, of the last year's end one that no other has."""
    return "Meeting" if start > LATE else ("Clash", "Talks", "Aid")[at % 3]


WHERES = st.one_of(
    st.just(Where()),
    st.sampled_from([Where(placed="unplaced"), Where(placed="within")]),
    st.integers(3, 13).flatmap(
        lambda level: st.builds(
            lambda lon, lat: Where(_cell(level, lon, lat)), st.floats(9.9, 12.1), st.floats(48.9, 51.1)
        )
    ),
)
DAYS = st.tuples(st.integers(FIRST - 40, LAST + 600), st.integers(0, 900))


def _cell(level: int, lon: float, lat: float) -> Cell:
    x, y = apart(layout.tile_of(np.array([lon]), np.array([lat]), level))
    return Cell(level, int(x[0]), int(y[0]))


def _kept(rows: pd.DataFrame, question: Question) -> pd.Series[bool]:
    kept = (rows["first_day"] <= question.last) & (rows["last_day"] >= question.first)
    lists = rows["district_ids"].fillna("").str.split(";").map(set)
    where = question.where
    if where.cell is not None:
        kept &= is_inside(where.cell, *(rows[axis].to_numpy(float) for axis in ("lon", "lat")))
    if where.placed:
        kept &= rows["lon"].isna() & ((lists == {""}) == (where.placed == "unplaced"))
    if question.categories:
        kept &= rows["category"].isin(question.categories)
    if question.evidence:
        kept &= rows["evidence"].isin(question.evidence)
    if question.districts:
        kept &= lists.map(lambda one: WHOLE_REGION in one or bool(one & question.districts))
    if not question.everywhere:
        kept &= lists.map(lambda one: WHOLE_REGION not in one)
    return kept


@st.composite
def questions(draw: st.DrawFn) -> Question:
    start, length = draw(DAYS)
    some = st.frozensets
    return Question(
        start,
        start + length,
        draw(some(st.sampled_from(["clash", "talks", "aid", "meeting"]), max_size=2)),
        draw(some(st.sampled_from(["north", "south", "west"]), max_size=2)),
        draw(some(st.sampled_from(["single", "several", "one_side"]), max_size=2)),
        draw(WHERES),
        everywhere=draw(st.booleans()),
    )


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=questions())
def test_counts_and_rows_of_any_view_are_those_of_plain_counting(
    opened: tuple[Store, pd.DataFrame], question: Question
) -> None:
    store, rows = opened
    kept = rows[_kept(rows, question)]
    assert store.count(question) == len(kept)
    told = {one: number for one, number in store.categories_in(question).items() if number}
    assert told == kept["category"].value_counts().to_dict()
    for newest in (True, False):
        page = store.keys(question, 7, newest=newest)
        following = store.keys(question, 1000, newest=newest, after=page[-1]) if page else []
        every = store.rows([*page, *following], ["event_id", "first_day"]).to_pandas()
        assert sorted(every["event_id"]) == sorted(kept["event_id"])
        assert (every["first_day"].diff().dropna() * (-1 if newest else 1) >= 0).all()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(level=st.integers(3, 13), most=st.sampled_from([1, 300, 100_000]), span=DAYS)
def test_the_entries_of_a_map_add_up_to_the_events_of_whole_bins(
    opened: tuple[Store, pd.DataFrame], level: int, most: int, span: tuple[int, int]
) -> None:
    store, rows = opened
    tile = _cell(max(0, level - 4), 11, 50) if level > layout.TILE_LEVEL else None
    name, found = store.entries(level, tile, most=most)
    first, last = span[0], sum(span)
    kept = (
        rows
        if tile is None
        else rows[is_inside(tile, *(rows[axis].to_numpy(float) for axis in ("lon", "lat")))]
    )
    ends = ends_of(found.day, name)
    begun, ended = found.begins[found.day <= last].sum(), found.ends[ends < first].sum()
    reach = (
        ends_of(np.array(found.day[found.day <= last])[-1:], name)
        if (found.day <= last).any()
        else [first - 1]
    )
    assert begun == (kept["first_day"] <= max(last, *reach)).sum()
    assert begun - ended >= ((kept["first_day"] <= last) & (kept["last_day"] >= first)).sum()
    placed = found.cell >= 0
    x, y = apart(found.cell[placed])
    assert (together(x, y) == found.cell[placed]).all()
    assert found.begins.sum() == len(kept)
    assert (np.diff(found.day) >= 0).all()


def test_facets_are_counted_under_the_other_filters_as_another_program_does(
    opened: tuple[Store, pd.DataFrame],
) -> None:
    store, rows = opened
    question = Question(7300, 8100, frozenset({"clash"}), frozenset({"north"}))
    told = store.facet_counts(question)
    read = duckdb.from_df(rows.drop(columns="geometry")).filter("first_day <= 8100 and last_day >= 7300")
    north = "(list_contains(split(district_ids, ';'), 'north') or district_ids = 'all')"
    asked = read.filter(north).aggregate("category, count(*)").fetchall()
    assert {one: number for one, number in told["categories"].items() if number} == dict(asked)
    (expected,) = read.filter(f"category = 'clash' and {north}").aggregate("count(*)").fetchall()
    assert told["districts"]["north"] == expected[0] == store.count(question)


def test_an_event_is_found_by_its_id_with_its_claims_and_sources(
    opened: tuple[Store, pd.DataFrame],
) -> None:
    store, _rows = opened
    key = store.find("made-up-e17")
    assert key is not None
    assert store.rows([key], ["title"]).to_pylist() == [{"title": "Title 17"}]
    claims = store.claims([key])
    assert set(claims.column("event_id").to_pylist()) == {"made-up-e17"}
    assert len(store.sources(claims.column("source_id").to_pylist())) == 1
    assert store.find("nobody") is None


def _reads(patched: pytest.MonkeyPatch) -> list[Sequence[str] | None]:
    """Return the columns of the row groups that are read from now on, None for all columns."""
    read: list[Sequence[str] | None] = []
    real = pq.ParquetFile.read_row_group

    def note(file: pq.ParquetFile, number: int, columns: Sequence[str] | None = None) -> pa.Table:
        read.append(columns)
        return real(file, number, columns)

    patched.setattr(pq.ParquetFile, "read_row_group", note)
    return read


@pytest.mark.parametrize("newest", [True, False])
def test_what_comes_after_an_event_is_found_without_what_came_before(
    opened: tuple[Store, pd.DataFrame], monkeypatch: pytest.MonkeyPatch, *, newest: bool
) -> None:
    store, rows = opened
    question = Question(*store.days)
    read = _reads(monkeypatch)
    every = store.keys(question, len(rows), newest=newest)
    groups = len(read)
    late = len(rows) * 5 // 6
    read.clear()
    assert store.keys(question, 4, newest=newest, after=every[late]) == every[late + 1 : late + 5]
    assert len(read) <= groups // 2


def test_once_all_that_there_are_were_seen_nothing_more_is_read(
    opened: tuple[Store, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, rows = opened
    read = _reads(monkeypatch)
    store.keys(Question(*store.days), len(rows))
    groups = len(read)
    question = Question(*store.days, categories=frozenset({"meeting"}))
    meetings = (rows["category"] == "meeting").sum()
    assert meetings == store.count(question) > 0
    read.clear()
    assert len(store.keys(question, 500)) == meetings
    assert len(read) <= groups // 2
    read.clear()
    assert store.keys(question, 0) == []
    assert not read


def test_ids_are_looked_for_one_at_a_time(
    opened: tuple[Store, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _rows = opened
    together = Barrier(2)
    met: list[int] = []
    real = pq.ParquetFile.read_row_group

    def note(file: pq.ParquetFile, number: int, columns: Sequence[str] | None = None) -> pa.Table:
        with suppress(BrokenBarrierError):
            together.wait(
                0.2
            )  # Never met by another where one waits for the other: the barrier stays broken.
            met.append(number)
        return real(file, number, columns)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", note)
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(store.find, ["made-up-e3x", "made-up-e4x"])) == [None, None]
    assert together.broken
    assert not met


def test_an_id_that_there_is_not_is_remembered(
    opened: tuple[Store, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _rows = opened
    read = _reads(monkeypatch)
    assert store.find("made-up-e5x") is None
    assert read
    assert {store.find(f"zz-{number}") for number in range(300)} == {None}
    read.clear()
    assert store.find("made-up-e5x") is None
    assert not read


def test_the_claims_on_an_event_are_read_without_those_of_other_row_groups(
    opened: tuple[Store, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    store, rows = opened
    ids = rows.loc[rows["category"] == "clash", "event_id"]
    keys = [key for key in map(store.find, ids.iloc[::20]) if key is not None]
    read = _reads(monkeypatch)
    for key in keys:
        read.clear()
        assert len(store.claims([key])) > 0
        assert sum(columns is None for columns in read) == 1
