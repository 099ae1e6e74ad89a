"""A broken data package says what is wrong and where, all of it, and never raises anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.geo.conftest import Copy

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 5), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)
CELLS = st.one_of(
    st.sampled_from(
        ["", "x", "-", "1e999", "nan", "2020-02-30", "0000-01-01", "all;all", "\x00", '"', "a,b", "é"]
    ),
    st.text(max_size=12),
)


def test_a_folder_that_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(geo.DataPackageError) as raised:
        geo.load(tmp_path)
    assert len(raised.value.problems) == 1
    assert "expected a data package, which is a folder with a datapackage.json" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "valid JSON"),
        (b'{"resources": [', "valid JSON"),
        (b"[" * 100_000, "valid JSON"),
        (b"[]", "a JSON object"),
        (b'{"title": "\xff"}', "text in UTF-8"),
        (b"{}", "a list of objects"),
    ],
)
def test_a_descriptor_that_cannot_be_read(package: Copy, content: bytes, expected: str) -> None:
    package.bytes("datapackage.json", lambda _: content)
    assert any(f"expected {expected}" in error for error in package.errors())


BROKEN_FILES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("events.csv", lambda _: b"", "events.csv: expected a header line and rows"),
    ("events.csv", lambda _: b"\n\n", "events.csv: expected a header line and rows"),
    ("claims.csv", lambda data: b"\xef\xbb\xbf" + data, "claims.csv, line 1: read 'a UTF-8 byte order mark'"),
    (
        "claims.csv",
        lambda data: data.decode().encode("utf-16"),
        "claims.csv, line 1: read 'a UTF-16 byte order",
    ),
    (
        "places.csv",
        lambda data: data.split(b"\n")[0] + b"\nA\xfegh\n",
        "places.csv, line 2: read 'the byte 0xFE', expected text in UTF-8",
    ),
    ("sources.csv", lambda data: data.replace(b",", b";"), "columns separated by ';'"),
    ("sources.csv", lambda data: data.replace(b",", b"\t"), "columns separated by 'tab'"),
    ("events.csv", lambda data: data.replace(b"start_date", b"started", 1), "events.csv, line 1, start_date"),
    ("events.csv", lambda data: data.replace(b"start_date", b"started", 1), "events.csv, line 1, started"),
    ("city_days.csv", lambda data: data.replace(b"source_id", b"city_day", 1), "each column once"),
    (
        "city_days.csv",
        lambda data: data.replace(b"08-26,", b"08-26,x,", 1),
        "city_days.csv, line 2: read '5 cells'",
    ),
    ("events.csv", lambda data: data + b'x,"never closed', "expected well-formed CSV"),
    (
        "districts.geojson",
        lambda _: b"",
        "districts.geojson: expected a feature collection, not an empty file",
    ),
    ("districts.geojson", lambda data: data[: len(data) // 2], "expected valid GeoJSON"),
    ("districts.geojson", lambda _: b'{"features": ' + b"[" * 100_000, "expected valid GeoJSON"),
    ("districts.geojson", lambda _: b'{"type": "Feature"}', "an object of type FeatureCollection"),
    ("districts.geojson", lambda _: b'{"type": "FeatureCollection", "features": []}', "at least one feature"),
    (
        "backdrop/rivers.geojson",
        lambda data: data.replace(b"LineString", b"Nonsense"),
        "backdrop/rivers.geojson",
    ),
    ("backdrop/water.geojson", lambda data: data[:-20], "backdrop/water.geojson: read"),
]


@pytest.mark.parametrize(("name", "change", "expected"), BROKEN_FILES)
def test_a_broken_file_says_what_is_wrong(
    package: Copy, name: str, change: Callable[[bytes], bytes], expected: str
) -> None:
    package.bytes(name, change)
    assert any(expected in error for error in package.errors()), package.errors()


TABLES_AND_OUTLINES = [
    "events.csv",
    "claims.csv",
    "sources.csv",
    "places.csv",
    "city_days.csv",
    "districts.geojson",
]


@pytest.mark.parametrize("name", TABLES_AND_OUTLINES)
def test_a_missing_file_is_named_and_its_absence_not_told_again_for_each_link(
    package: Copy, name: str
) -> None:
    (package.folder / name).unlink()
    errors = package.errors()
    assert len(errors) == 1
    assert errors[0].startswith(f"{name}: expected a file")


def test_all_problems_are_told_at_once(package: Copy) -> None:
    package.set("events.csv", 2, category="unknown", start_date="1988-02-31")
    package.set("places.csv", 3, lat="95")
    (package.folder / "city_days.csv").unlink()
    errors = package.errors()
    assert any(
        "events.csv, line 2, category: read 'unknown', expected one of control_change" in e for e in errors
    )
    assert any("events.csv, line 2, start_date: read '1988-02-31', expected a date like" in e for e in errors)
    assert any("places.csv, line 3, lat: read '95', expected a number from -90 to 90" in e for e in errors)
    assert any(error.startswith("city_days.csv: expected a file") for error in errors)


def test_lines_are_those_of_the_file_when_cells_have_several(package: Copy) -> None:
    package.set("events.csv", 2, summary="one\ntwo\nthree")
    package.set("events.csv", 3, status="")
    assert any("events.csv, line 5, status: expected a value" in error for error in package.errors())


def test_a_path_out_of_the_folder_is_not_read(package: Copy) -> None:
    (package.folder.parent / "events.csv").write_bytes((package.folder / "events.csv").read_bytes())
    package.descriptor(lambda content: content["resources"][0].update(path="../events.csv"))
    assert any("a path inside the folder of the package" in error for error in package.errors())


def test_a_package_without_a_backdrop_is_fine(package: Copy) -> None:
    def without(content: dict[str, Any]) -> None:
        content["resources"] = [
            resource for resource in content["resources"] if not str(resource["path"]).startswith("backdrop")
        ]

    package.descriptor(without)
    assert {name: len(layer) for name, layer in geo.load(package.folder).backdrop.items()} == {
        "countries": 0,
        "waters": 0,
        "rivers": 0,
    }


def test_columns_may_stand_in_another_order(package: Copy, dataset: geo.Dataset) -> None:
    rows = package.rows("claims.csv")
    package.write("claims.csv", [dict(reversed(row.items())) for row in rows])
    assert geo.load(package.folder).claims["value"].tolist() == dataset.claims["value"].tolist()


def paths(content: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of everything in a JSON value but the long lists of labels."""
    found = [path] if path else []
    if isinstance(content, dict):
        for key, value in content.items():
            if key not in {"fieldLabels", "notes", "keywords"}:
                found += paths(value, (*path, key))
    elif isinstance(content, list):
        for position, value in enumerate(content[:3]):
            found += paths(value, (*path, position))
    return found


@pytest.fixture
def small(package: Copy) -> Copy:
    """Return a package of few records, to be broken often."""
    kept = {row["event_id"] for row in package.rows("events.csv")[:12]}
    package.write("events.csv", [row for row in package.rows("events.csv") if row["event_id"] in kept])
    package.write("claims.csv", [row for row in package.rows("claims.csv") if row["event_id"] in kept])
    periods = package.rows("control_periods.csv")
    package.write("control_periods.csv", [row for row in periods if not row["begins_with_event_id"]])

    for language in ("az", "hy", "ru"):
        package.write(f"translations/{language}.csv", package.rows(f"translations/{language}.csv")[::40])

    def trim(content: dict[str, Any]) -> None:
        content["dashboard"]["landmarks"] = [{"label": "Vote", "eventId": "nkao-soviet-vote-1988", "rank": 1}]
        for measure in content["dashboard"]["measures"]:
            measure.pop("adds", None)
        backdrop = [resource for resource in content["resources"] if "backdrop" in resource["path"]]
        for resource in backdrop[:2]:
            content["resources"].remove(resource)

    package.descriptor(trim)
    package.features("districts.geojson", lambda features: features.__delitem__(slice(60, None)))
    geo.load(package.folder)
    return package


EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EXAMPLES
@given(data=st.data())
def test_whatever_is_in_the_descriptor_the_error_is_one_for_a_person(
    small: Copy, data: st.DataObject
) -> None:
    original = (small.folder / "datapackage.json").read_bytes()
    content = json.loads(original)
    *above, last = data.draw(st.sampled_from(paths(content)))
    parent = content
    for key in above:
        parent = parent[key]
    parent[last] = data.draw(JSON)
    loads_or_says_what_is_wrong(small, "datapackage.json", json.dumps(content).encode())


@EXAMPLES
@given(data=st.data())
def test_whatever_is_in_a_cell_the_error_is_one_for_a_person(small: Copy, data: st.DataObject) -> None:
    names = ["events.csv", "claims.csv", "control_periods.csv", "places.csv", "city_days.csv"]
    name = data.draw(st.sampled_from(names))
    original = (small.folder / name).read_bytes()
    rows = small.rows(name)
    row = data.draw(st.sampled_from(rows))
    row[data.draw(st.sampled_from(list(row)))] = data.draw(CELLS)
    small.write(name, rows)
    broken = (small.folder / name).read_bytes()
    small.bytes(name, lambda _: original)
    loads_or_says_what_is_wrong(small, name, broken)


@EXAMPLES
@given(data=st.data())
def test_whatever_is_in_an_outline_the_error_is_one_for_a_person(small: Copy, data: st.DataObject) -> None:
    original = (small.folder / "districts.geojson").read_bytes()
    content = json.loads(original)
    feature = data.draw(st.sampled_from(content["features"]))
    *above, last = data.draw(st.sampled_from(paths(feature)))
    parent = feature
    for key in above:
        parent = parent[key]
    parent[last] = data.draw(JSON)
    loads_or_says_what_is_wrong(small, "districts.geojson", json.dumps(content).encode())


def loads_or_says_what_is_wrong(package: Copy, name: str, broken: bytes) -> None:
    """Load a package with one file replaced; anything raised but a DataPackageError fails the test."""
    original = (package.folder / name).read_bytes()
    problems: tuple[geo.Problem, ...] | None = None
    package.bytes(name, lambda _: broken)
    try:
        geo.load(package.folder)
    except geo.DataPackageError as error:
        problems = error.problems
    finally:
        package.bytes(name, lambda _: original)
    assert problems is None or problems
    assert all("expected" in str(problem) for problem in problems or ())
