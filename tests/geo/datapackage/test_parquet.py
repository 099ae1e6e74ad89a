"""A dataset written as a package and read back is what it was, as CSV and as partitioned GeoParquet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.datapackage.check import check
from geo.datapackage.write import write_package
from geo.importers import import_events, read_table, recognise
from geo.importers.merge import combine
from tests.unsealed import copy_unsealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.datapackage.write import Form

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)
ROWS = st.lists(
    st.tuples(
        TEXTS,
        st.dates().map(str) | st.integers(1900, 2030).map(str) | st.just("1993-04"),
        st.floats(45.5, 47.5).map(str) | st.just(""),
        TEXTS,
        TEXTS,
        st.integers(0, 9).map(str) | st.just(""),
    ),
    min_size=1,
    max_size=12,
)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a dataset of ten events be large."""
    monkeypatch.setattr("geo.dataset.columns.LARGE", 10)


@pytest.fixture(scope="module")
def written(dataset: geo.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the dataset as partitioned GeoParquet, not to be changed."""
    folder = tmp_path_factory.mktemp("large")
    write_package(dataset, folder, "parquet")
    return folder


@pytest.fixture
def partitioned(written: Path, tmp_path: Path, large: None) -> Path:
    """Return a copy of it that a test may change."""
    del large
    return copy_unsealed(written, tmp_path / "large")


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with texts as text, whether they were kept as codes or not."""
    return frame.astype(dict.fromkeys(map(str, frame.columns[frame.dtypes != "float64"]), object))


def by_content(claims: pd.DataFrame) -> pd.DataFrame:
    return plain(claims).sort_values(list(map(str, claims))).reset_index(drop=True)


def same(found: geo.Dataset, expected: geo.Dataset) -> None:
    columns = [name for name in expected.events if name != "origin"]
    pd.testing.assert_frame_equal(
        plain(found.events)[columns], plain(expected.events)[columns], check_index_type=False
    )
    pd.testing.assert_frame_equal(by_content(found.claims), by_content(expected.claims)[list(found.claims)])
    for name in ("sources", "control_periods", "places", "disagreements", "district_facts"):
        assert getattr(found, name).equals(getattr(expected, name)), name


@pytest.mark.parametrize(("form", "size"), [("csv", 10), ("parquet", 10), ("parquet", 100_000)])
def test_a_dataset_written_and_read_back_is_the_same(
    dataset: geo.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: Form, size: int
) -> None:
    monkeypatch.setattr("geo.dataset.columns.LARGE", size)
    write_package(dataset, tmp_path, form)
    same(geo.load(tmp_path), dataset)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, form=st.sampled_from(["csv", "parquet"]), alone=st.booleans())
def test_imported_events_written_and_read_back_are_the_same(  # noqa: PLR0917 (fixtures, and what is drawn)
    dataset: geo.Dataset,
    tmp_path_factory: pytest.TempPathFactory,
    large: None,
    rows: list[tuple[str, ...]],
    form: Form,
    alone: bool,  # noqa: FBT001 (drawn by hypothesis)
) -> None:
    del large
    header = ["title", "date", "lon", "category", "summary", "deaths"]
    content = pd.DataFrame([*rows, ("Last", "2020-01-01", "46.5", "", "", "1")], columns=header)
    content["lat"] = ["39.5" if lon else "" for lon in content["lon"]]
    table = read_table(content.to_csv(index=False).encode(), "mine.csv")
    imported = import_events(table, recognise(table), dataset.districts, neighbours=dataset.neighbours)
    combined = combine(dataset, imported, bundled=not alone)
    folder = tmp_path_factory.mktemp("written")
    write_package(combined, folder, form)
    same(geo.load(folder), combined)


def test_a_large_dataset_is_written_by_year_in_the_order_of_its_days(
    dataset: geo.Dataset, written: Path
) -> None:
    resources = {r["name"]: r for r in json.loads((written / "datapackage.json").read_text())["resources"]}
    for name in ("events", "claims"):
        paths = resources[name]["path"]
        assert paths == sorted(str(p.relative_to(written)) for p in written.glob(f"{name}/*/*"))
        assert resources[name]["format"] == "parquet"
    assert "events/year=1992/part-0.parquet" in resources["events"]["path"]
    fields = [field["name"] for field in resources["events"]["schema"]["fields"]]
    parts = [pq.read_table(written / path) for path in resources["events"]["path"]]
    assert all(part.column_names == fields for part in parts)
    ids = [event_id for part in parts for event_id in part["event_id"].to_pylist()]
    assert ids == list(dataset.events.index)
    claimed = [
        list(dict.fromkeys(pq.read_table(written / p)["event_id"].to_pylist()))
        for p in resources["claims"]["path"]
    ]
    assert [i for part in claimed for i in part] == [i for i in ids if i in set(dataset.claims["event_id"])]


def test_the_files_of_events_are_geoparquet(dataset: geo.Dataset, written: Path) -> None:
    path = written / "events/year=1992/part-0.parquet"
    described = json.loads(pq.read_schema(path).metadata[b"geo"])
    assert described["version"] == "1.1.0"
    frame = gpd.read_parquet(path)
    points = frame[frame.geometry.notna()]
    assert len(points) > 3
    assert list(points.total_bounds) == described["columns"]["geometry"]["bbox"]
    first = dataset.events.loc[points["event_id"].iloc[0]]
    assert (points.geometry.x.iloc[0], points.geometry.y.iloc[0]) == (first["lon"], first["lat"])


def test_claims_of_a_large_dataset_are_in_the_order_of_its_events(partitioned: Path) -> None:
    loaded = geo.load(partitioned)
    codes = loaded.claims["event_id"].cat.codes
    assert codes.is_monotonic_increasing
    assert loaded.claims["event_id"].cat.categories.is_(loaded.events.index)
    assert {"category", "evidence", "support"} <= set(loaded.events.select_dtypes("category"))


def test_a_smaller_dataset_in_the_same_folder_leaves_no_year_behind(
    dataset: geo.Dataset, partitioned: Path
) -> None:
    table = read_table(b"title,date,lon,lat\na,2021-01-01,46.8,39.5\n", "a.csv")
    imported = import_events(table, recognise(table), dataset.districts)
    alone = combine(dataset, imported, bundled=False)
    write_package(alone, partitioned, "parquet")
    assert [p.name for p in partitioned.glob("events/*")] == ["year=2021"]
    write_package(geo.load(partitioned), partitioned, "csv")
    assert list(partitioned.glob("*/year=*")) == []
    same(geo.load(partitioned), alone)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def changed(change: Callable[[pa.Table], pa.Table]) -> Callable[[Path], None]:
    return lambda path: pq.write_table(change(pq.read_table(path)), path)


def cells(name: str, value: Any) -> Callable[[Path], None]:  # noqa: ANN401 (of any type)
    def change(table: pa.Table) -> pa.Table:
        return table.set_column(table.column_names.index(name), name, pa.array([value] * len(table)))

    return changed(change)


UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a whole Parquet file": cut,
    "a whole Parquet file, not": lambda path: path.write_bytes(b""),
    "this column": changed(lambda table: table.drop_columns(["title"])),
    "a column of numbers": cells("lon", "east"),
    "a column of text": cells("title", 7),
    "a value": cells("title", " "),
}
WRONG: dict[str, Callable[[Path], object]] = {
    "text of the form": cells("event_id", "No Id"),
    "a row of its own (row ": cells("event_id", "same"),
    "a number from -90 to 90": cells("lat", 91.0),
    "one of day, month, year": cells("date_precision", "decade"),
    "a date like 2020-11-25": cells("start_date", "soon"),
    "a district of datapackage.json": cells("district_ids", "atlantis"),
    "an entry of dashboard.categories": cells("category", "unheard-of"),
    "degrees, because": cells("lon", None),
}


@pytest.mark.parametrize("damages", [UNREADABLE, WRONG])
def test_damaged_and_foreign_files_are_told_in_sentences(
    partitioned: Path, damages: dict[str, Callable[[Path], object]]
) -> None:
    paths = sorted(partitioned.glob("events/*/*"), key=lambda path: -path.stat().st_size)
    named = {str(path.relative_to(partitioned)) for path in paths[: len(damages)]}
    for path, damage in zip(paths, damages.values(), strict=False):
        damage(path)
    with pytest.raises(geo.DataPackageError) as raised:
        geo.load(partitioned)
    told = [problem for problem in raised.value.problems if problem.severity == "error"]
    for expected in damages:
        assert any(expected.split(", not")[0] in str(problem) for problem in told), expected
    assert {problem.file for problem in told} >= (named if damages is UNREADABLE else {"events/"})


def test_files_outside_the_folder_and_files_that_are_not_there_are_not_read(partitioned: Path) -> None:
    path = partitioned / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"][0]["path"] = ["../elsewhere.parquet"]
    descriptor["resources"][1]["path"] = ["claims/year=1066/part-0.parquet"]
    path.write_text(json.dumps(descriptor), "utf-8")
    with pytest.raises(geo.DataPackageError) as raised:
        geo.load(partitioned)
    assert "a path inside the folder" in str(raised.value)
    assert "a file, a part of the resource claims" in str(raised.value)


def test_a_folder_may_be_named_whole_and_names_that_changed_since_are_found(
    dataset: geo.Dataset, partitioned: Path
) -> None:
    path = partitioned / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    for resource in descriptor["resources"][:2]:
        resource["path"] = resource["name"]
    path.write_text(json.dumps(descriptor), "utf-8")
    places = partitioned / "places.csv"
    places.write_text(places.read_text("utf-8").replace("Bashlibel", "Zzyzx"), "utf-8")
    loaded = geo.load(partitioned)
    assert list(loaded.events.index) == list(dataset.events.index)
    assert "zzyzx" in str(loaded.events["search_text"]["kalbajar-1993-04-18-bashlibel"])


def test_claims_on_no_event_are_told_and_the_check_counts_all_rows(
    dataset: geo.Dataset, partitioned: Path
) -> None:
    report = check(partitioned)
    assert report.exit_code == 0
    assert report.rows["claims"] == len(dataset.claims)
    cells("event_id", "nobody")(partitioned / "claims/year=1992/part-0.parquet")
    assert any("nobody" in str(problem) for problem in check(partitioned).errors)
