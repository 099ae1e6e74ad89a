"""However rows are cut into files and slices, the store is the same, and the same as an import in memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.importers import import_into as import_in_memory
from geo.importers import read_table, recognise
from geo.store.importing import Sizes
from tests.geo.importers.conftest import UCDP_COLUMNS, UCDP_ROW, table_text
from tests.geo.store.stores import TODAY, contents, import_into, table, text_of

if TYPE_CHECKING:
    import geo

COLUMNS = ["id", "title", "date", "lon", "lat", "source", "deaths", "category"]
ROWS = [
    [
        f"e{at}",
        f'Event {at}, "quoted"\nover two lines',
        f"{1990 + at % 2}-0{1 + at % 9}-11",
        "10.5",
        "50.5",
        f"Agency {at % 3}; Other",
        str(at),
        "Clash" if at % 2 else "Talks",
    ]
    for at in range(12)
]
ROWS[3][2] = "soon"
ROWS[5][0] = "e1"
ROWS[6][0] = "E 2"
ROWS[7][0] = "e-2"
ROWS[8][0], ROWS[8][3] = "", "5"
ROWS[10][0] = ROWS[11][0] = ""
ROWS[11] = list(ROWS[10])
ROWS[2][6] = "1,200"
ROWS[4][6] = "several"


@pytest.fixture(scope="module")
def whole(made_up: geo.Dataset) -> dict[str, list[tuple[str, ...]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "all.csv")
        path.write_text(text_of(COLUMNS, ROWS), "utf-8")
        import_into(Path(folder, "store"), [path], made_up)
        return contents(Path(folder, "store"))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.sets(st.integers(1, len(ROWS) - 1), max_size=3),
    size=st.integers(1, 1500),
    rows=st.integers(1, 5),
    kinds=st.lists(st.sampled_from(["csv", "crlf", "parquet"]), min_size=4, max_size=4),
)
def test_any_split_into_files_and_slices_gives_the_same_store(
    made_up: geo.Dataset,
    whole: dict[str, list[tuple[str, ...]]],
    *,
    cuts: set[int],
    size: int,
    rows: int,
    kinds: list[str],
) -> None:
    edges = [0, *sorted(cuts), len(ROWS)]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for start, stop, kind in zip(edges[:-1], edges[1:], kinds, strict=False):
            some = ROWS[start:stop]
            path = Path(folder, f"{start}.{kind}")
            if kind == "parquet":
                cells = dict(zip(COLUMNS, map(list, zip(*some, strict=True)), strict=True))
                pq.write_table(pa.table(cells), path, row_group_size=2)
            else:
                newline = "\r\n" if kind == "crlf" else "\n"
                path.write_bytes(text_of(COLUMNS, some, newline).encode())
            files.append(path)
        store = Path(folder, "store")
        found = import_into(store, files, made_up, sizes=Sizes(rows, size))
        assert contents(store) == whole
        assert found["read"] == len(ROWS) == found["shown"] + found["notShown"]


def test_the_store_holds_what_an_import_in_memory_makes(made_up: geo.Dataset, tmp_path: Path) -> None:
    rows = [
        {**UCDP_ROW, "id": str(at), "date_start": f"{1990 + at % 3}-01-0{1 + at % 9}"} for at in range(90)
    ]
    rows = [
        {**row, "date_end": row["date_start"], "longitude": "11.5", "latitude": "50.5" if at % 4 else "0"}
        for at, row in enumerate(rows)
    ]
    rows[40]["id"], rows[41]["best"] = "7", "many"
    path = tmp_path / "ucdp.csv"
    path.write_bytes(table_text(UCDP_COLUMNS, rows))
    read = read_table(path)
    memory = import_in_memory(read, recognise(read), made_up, today=TODAY)
    store = tmp_path / "store"
    found = import_into(store, [path], made_up, sizes=Sizes(slice_bytes=4000, file_rows=20))
    assert (found["read"], found["shown"]) == (memory.read, memory.shown)
    events = table(store, "events").set_index("event_id").loc[memory.events.index]
    for name in (
        "title",
        "category",
        "summary",
        "place_name",
        "location_precision",
        "date_precision",
        "line",
    ):
        assert events[name].fillna("").tolist() == memory.events[name].tolist(), name
    assert events["start_date"].astype(str).tolist() == memory.events["start_date"].tolist()
    assert events["district_ids"].fillna("").tolist() == [
        ";".join(ids) for ids in memory.events["district_ids"]
    ]
    assert events["lon"].fillna(0).tolist() == memory.events["lon"].fillna(0).tolist()
    columns = ["event_id", "source_id", "field", "value", "unit", "note"]
    said = table(store, "claims")[columns].fillna("")
    assert sorted(said.itertuples(index=False, name=None)) == sorted(
        memory.claims[columns].itertuples(index=False, name=None)
    )
    told = table(store, "problems")
    lines = sorted(zip(told["line"], told["column"], told["value"], strict=True))
    by_row = {line for line, *_ in lines}
    assert {int(line) for line in memory.problem_rows["line"]} <= by_row
    assert len(told[told["severity"] == "error"]["line"].unique()) == found["notShown"]
