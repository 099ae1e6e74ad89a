"""An import into a store: gone on with after a kill, seen once it is whole, told to the last row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.__main__ import main
from geo.commands.output import WRONG
from geo.store import counts, executor, layout, parts
from geo.store.importing import Sizes, manifest
from tests.geo.store.dying import die_once
from tests.geo.store.stores import contents, import_into, table, text_of

if TYPE_CHECKING:
    from pathlib import Path

    import geo
    from geo.importers import Table
    from geo.store.plan import Plan
    from geo.store.slices import Source

SIZES = Sizes(slice_bytes=120, file_rows=10)
COLUMNS = ["id", "title", "date", "end_date", "lon", "lat", "category"]
KINDS = ("Clash", "Talks")


def rows(count: int, start: int = 0) -> list[list[str]]:
    return [
        [
            f"e{at}",
            f"Event {at}",
            f"1990-01-{1 + at % 28:02}",
            f"1990-02-{1 + at % 28:02}",
            lon,
            "50.5",
            KINDS[at % 2],
        ]
        for at in range(start, start + count)
        for lon in [f"{10.1 + at % 8 / 10:.1f}" if at % 5 else ""]
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(
        text_of(COLUMNS, [[*row[:5], row[5] if row[4] else "", row[6]] for row in rows(40)]), "utf-8"
    )
    return path


def test_an_import_that_was_cut_short_goes_on_where_it_was_and_the_old_store_is_read_until_then(
    made_up: geo.Dataset, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = tmp_path / "store", tmp_path / "first.csv"
    other.write_text(text_of(COLUMNS, rows(5, 100)), "utf-8")
    import_into(store, [other], made_up)
    before = contents(store)
    made: list[int] = []
    make = parts.make_parts

    def counted(table: Table, source: Source, plan: Plan) -> parts.Parts:
        made.append(1)
        if len(made) == 4:
            raise KeyboardInterrupt
        return make(table, source, plan)

    def never(_table: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(parts, "make_parts", counted)
    with pytest.raises(KeyboardInterrupt):
        import_into(store, [path], made_up, sizes=SIZES)
    with monkeypatch.context() as patch:
        patch.setattr(layout, "with_geometry", never)
        with pytest.raises(KeyboardInterrupt):
            import_into(store, [path], made_up, sizes=SIZES)
    assert contents(store) == before
    slices = len(made) - 1  # One was begun twice.
    found = import_into(store, [path], made_up, sizes=SIZES)
    assert len(made) - 1 == slices > 4
    assert found["read"] == 40
    import_into(tmp_path / "whole", [path], made_up, sizes=SIZES)
    assert contents(store) == contents(tmp_path / "whole")


def test_the_same_import_is_not_done_twice_and_only_one_older_version_is_kept(
    made_up: geo.Dataset, tmp_path: Path
) -> None:
    store, path = tmp_path / "store", tmp_path / "events.csv"
    for count in (2, 3, 4):
        path.write_text(text_of(COLUMNS, rows(count, 1)), "utf-8")
        assert "again" not in import_into(store, [path], made_up)
    assert import_into(store, [path], made_up)["again"]
    assert len(list((store / "versions").iterdir())) == 2
    assert not list((store / "work").iterdir())
    assert len(table(store, "events")) == 4


def test_a_view_of_a_tile_and_a_year_reads_few_row_groups(
    made_up: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "ROW_GROUP", 50)
    places = np.random.default_rng(1).uniform((10, 49), (12, 51), (2000, 2)).round(4)
    made = [
        [f"e{at}", "t", f"{1990 + at % 2}-05-{1 + at % 28:02}", "", str(lon), str(lat), "Clash"]
        for at, (lon, lat) in enumerate(places)
    ]
    path = tmp_path / "events.csv"
    path.write_text(text_of(COLUMNS, made), "utf-8")
    import_into(tmp_path / "store", [path], made_up)
    (file,) = (tmp_path / "store").glob("versions/*/events/year=1990/part-0.parquet")
    groups = pq.ParquetFile(file)
    tiles = groups.read(["tile"]).column("tile").to_numpy()
    assert (np.diff(tiles) >= 0).all()
    at = groups.schema_arrow.names.index("tile")
    bounds = [groups.metadata.row_group(one).column(at).statistics for one in range(groups.num_row_groups)]
    asked = tiles[len(tiles) // 2]
    assert len(bounds) == 20
    assert sum(one.min <= asked <= one.max for one in bounds) <= 3


def test_other_programs_read_the_files_and_the_counts_are_theirs(
    made_up: geo.Dataset, path: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    found = import_into(store, [path], made_up, sizes=SIZES)
    folder = store / "versions" / found["version"]
    frame = gpd.read_parquet(next(iter(sorted(folder.glob("events/*/*.parquet")))))
    assert frame.crs == "OGC:CRS84"
    placed = frame[frame["lon"].notna()]
    assert (placed.geometry.x == placed["lon"]).all()
    assert frame[frame["lon"].isna()].geometry.isna().all()
    read = duckdb.read_parquet(f"{folder}/events/**/*.parquet").filter("tile is not null")
    finest = duckdb.read_parquet(f"{folder}/counts/level=4/bin=year/*.parquet", hive_partitioning=False)
    told = finest.filter("cell is not null").aggregate("category, sum(begins), sum(ends)")
    asked = read.aggregate("category, count(*), count(*)")
    assert sorted(told.fetchall()) == sorted(asked.fetchall())


def test_events_of_a_range_are_those_that_have_begun_but_those_that_have_ended() -> None:
    first = np.array([0, 3, 3, 40, 400], "int32")
    last = np.array([2, 3, 50, 41, 401], "int32")
    tile = layout.tile_of(
        np.array([10.5, 10.5, 11.5, 10.5, np.nan]), np.array([50.5, 50.5, 50.5, 50.5, np.nan])
    )
    events = pa.table(
        {
            "tile": pa.array(tile.astype("int32"), mask=tile < 0),
            "district_ids": ["north", "north;south", None, "north", "north;south"],
            "category": ["a", "a", "b", "b", "b"],
            "evidence": ["single"] * 5,
            "first_day": first,
            "last_day": last,
        }
    )
    found = dict(zip(counts.KINDS, counts.count(events), strict=True))
    for level in counts.LEVELS:
        days = found[level, "day"].to_pandas()
        placed = days[days["cell"].notna()]
        number = (pd.to_datetime(placed["bin"]) - pd.Timestamp(0)).dt.days
        for start, stop in ((0, 0), (3, 3), (2, 45), (51, 60)):
            told = placed["begins"][number <= stop].sum() - placed["ends"][number < start].sum()
            assert told == ((first <= stop) & (last >= start) & (tile >= 0)).sum()
        unplaced = days[days["cell"].isna()]
        assert sorted(unplaced[unplaced["begins"] > 0]["district"]) == ["north;south"]
        for name in counts.BINS:
            assert found[level, name].to_pandas()[["begins", "ends"]].sum().tolist() == [5, 5]
    weeks = found[10, "week"].to_pandas()["bin"]
    assert {day.weekday() for day in weeks} == {0}


def test_the_command_imports_several_files_and_lists_what_is_refused_by_file(
    made_up: geo.Dataset, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(text_of(COLUMNS, [["e1", "Again", "1990-01-01", "", "10.5", "50.5", "Clash"]]), "utf-8")
    store, listed = tmp_path / "store", tmp_path / "problems.csv"
    given = ["import", str(made_up.folder), str(path), str(other), "--output", str(store), "--processes", "1"]
    assert main([*given, "--json", "--problems", str(listed)]) == WRONG
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["shown"], told["notShown"], told["repeated"]) == (41, 40, 1, 1)
    assert told["events"] == 40 + len(made_up.events) == len(table(store, "events"))
    problems = pd.read_csv(listed)
    assert problems[["file", "line", "column", "value"]].to_numpy().tolist() == [["other.csv", 2, "id", "e1"]]
    found = manifest(str(store))
    assert found is not None
    assert [one["read"] for one in found["inputs"]] == [40, 1]


def test_what_a_killed_process_had_is_done_again(tmp_path: Path) -> None:
    tasks = [(str(tmp_path), number) for number in range(3)]
    with executor.Executor(processes=1) as workers:
        assert sorted(workers.run(die_once, tasks)) == [(0, 0), (1, 1), (2, 2)]
        assert list(workers.run(die_once, tasks[:1])) == [(0, 0)]
