"""What is imported, written and loaded again is the same, whatever stands in its cells."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo import export
from geo.datapackage.write import write_package
from geo.importers import import_events, read_table, recognise
from geo.importers.merge import combine
from geo.importers.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.importers import Imported

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
BREAKS = st.sampled_from(["a\rb", "\r", "a\r\nb\rc", "a\nb\r", 'q"\r', "x,\ry"])


def imported_of(districts: geo.Dataset, rows: Sequence[dict[str, str]]) -> Imported:
    features = [{"type": "Feature", "properties": row, "geometry": None} for row in rows]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    table = read_table(content, "mine.geojson")
    mapping = recognise(table)
    for name in ("title", "date", "summary", "source", "published"):
        mapping = mapping.with_field(name, name)
    return import_events(table, mapping, districts.districts)


def written(dataset: geo.Dataset) -> geo.Dataset:
    with TemporaryDirectory() as folder:
        write_package(dataset, Path(folder) / "out")
        return geo.load(Path(folder) / "out")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS | BREAKS, TEXTS | BREAKS, TEXTS | BREAKS), min_size=1, max_size=4))
def test_what_is_written_is_loaded_as_it_was(made_up: geo.Dataset, rows: list[tuple[str, str, str]]) -> None:
    given_rows = [
        {
            "title": f"t{title}",
            "summary": f"s{summary}",
            "source": source,
            "published": source,
            "date": "2020",
        }
        for title, summary, source in rows
    ]
    imported = imported_of(made_up, given_rows)
    combined = combine(made_up, imported, bundled=False)
    loaded = written(combined)
    for column in ("title", "summary", "first_day", "last_day"):
        assert loaded.events[column].tolist() == combined.events[column].tolist()
    assert loaded.sources["publisher"].tolist() == combined.sources["publisher"].tolist()
    assert loaded.claims["value"].tolist() == combined.claims["value"].tolist()


def test_events_alone_keep_no_jump_no_title_and_no_licence_of_the_dataset(dataset: geo.Dataset) -> None:
    row = {"title": "a", "summary": "", "source": "AFP", "published": "", "date": "2020-10-01"}
    imported = imported_of(dataset, [row])
    alone = written(combine(dataset, imported, bundled=False))
    assert [jump.id for jump in alone.about.jumps] == ["all"]
    assert alone.about.title == "mine"
    licences = {entry.name: entry.licences for entry in alone.about.resources}
    assert licences["events"] == licences["claims"] == ()
    assert licences["districts"] == {e.name: e.licences for e in dataset.about.resources}["districts"]
    stated = written(combine(dataset, imported, bundled=False, terms=Terms("My list", "cc by 4.0")))
    assert stated.about.title == "My list"
    licences = {entry.name: entry.licences for entry in stated.about.resources}
    assert [name for name, _, _ in licences["events"]] == ["CC-BY-4.0"]


def test_events_beside_others_leave_no_licence_that_speaks_for_both(dataset: geo.Dataset) -> None:
    row = {"title": "a", "summary": "", "source": "AFP", "published": "", "date": "2020-10-01"}
    both = written(combine(dataset, imported_of(dataset, [row])))
    assert both.about.title == f"{dataset.about.title}, with mine.geojson"
    licences = {entry.name: entry.licences for entry in both.about.resources}
    assert licences["events"] == licences["claims"] == licences["sources"] == ()
    assert [jump.id for jump in both.about.jumps] == [jump.id for jump in dataset.about.jumps]


def test_what_is_exported_of_added_events_states_no_licence_that_their_importer_did_not(
    dataset: geo.Dataset,
) -> None:
    row = {"title": "a", "summary": "", "source": "AFP", "published": "", "date": "2020-10-01"}
    imported = imported_of(dataset, [row])
    for bundled in (True, False):
        for terms, stated in ((Terms(), False), (Terms(licence="CC0-1.0"), True)):
            combined = combine(dataset, imported, bundled=bundled, terms=terms)
            provenance = export.Provenance(combined.about, "all", "", dt.date(2026, 1, 1))
            records = export.select(combined, geo.Selection(0, 100_000))
            with zipfile.ZipFile(io.BytesIO(export.csv_package(records, provenance))) as packed:
                described = json.loads(packed.read("datapackage.json"))
            for resource in described["resources"]:
                names = [licence["name"] for licence in resource["licenses"]]
                assert ("CC0-1.0" in names) == stated, resource["name"]
                assert bool(names) == stated
                assert ("CC-BY-4.0" in names) == (stated and bundled)
