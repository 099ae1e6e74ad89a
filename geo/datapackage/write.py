"""Writer of a dataset as a folder that :func:`geo.load` reads: tables, layers and descriptor."""

from __future__ import annotations

import csv
import io
import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from geo.atomic_write import naming
from geo.datapackage.descriptor import FILE
from geo.datapackage.parquet import PARTITIONED, write_partitioned
from geo.datapackage.parquet.paths import is_partitioned
from geo.datapackage.parquet.write import ADDED_FIELDS
from geo.datapackage.replace import replacing
from geo.datapackage.resource_paths import named_paths, paths_outside
from geo.datapackage.seal import sealed
from geo.datapackage.table_schemas import KEYS, TABLES
from geo.dataset.columns import different_rows, is_large
from geo.dataset.origin import ADDED
from geo.dataset.record_columns import REGION_WIDE
from geo.dates import day_date
from geo.errors import DataPackageError
from geo.identifiers import LIST_DELIMITER, slug
from geo.search.text_filter import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas as gpd
    import numpy.typing as npt

    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import About, Category, Controller, Group

Json = dict[str, Any]
Form = Literal["auto", "csv", "parquet"]
TOUCHED = ("events", "claims", "sources", "control_periods")
"""Tables that imported events change; of a dataset that was loaded the other files are copied."""
ADDED_TO = frozenset({"events", "claims", "sources"})
"""Tables that hold rows of a dataset and rows that were added."""
STORY_TABLES = frozenset({"stories", "story_steps"})
"""Tables that a dataset may have been left without: events that were added alone have no stories."""
OPEN = frozenset({"category", "publisher_kind", "status"})
"""Columns that take words which the dataset's Table Schema does not list."""


def write_package(dataset: Dataset, folder: str | Path, form: Form = "auto") -> None:
    """Write a dataset, with imported events or of a person's own districts.

    Parameters
    ----------
    dataset
        From :func:`geo.importers.merge.combine` or :mod:`geo.importers.own_districts`.
    folder
        Is made; a package in it is replaced whole (:mod:`geo.datapackage.replace`), other files stay.
    form
        Of events and claims: `csv`, or `parquet` for partitioned GeoParquet (:mod:`geo.datapackage.parquet`);
        `auto` takes that for a large dataset. All other tables are CSV, all layers GeoJSON.

    Raises
    ------
    OSError
        When it cannot be written; what stood in the folder is as it was.
    DataPackageError
        When a resource of the dataset has a path outside its folder.
    """
    folder = Path(folder)
    source = dataset.folder / FILE
    descriptor = json.loads(source.read_text("utf-8")) if source.is_file() else _new_descriptor(dataset)
    descriptor["resources"] = [
        entry
        for entry in descriptor["resources"]
        if entry["name"] not in STORY_TABLES or getattr(dataset, entry["name"]) is not None
    ]
    resources = {entry["name"]: entry for entry in descriptor["resources"]}
    outside = tuple(paths_outside(dataset.folder, resources))
    if outside:
        raise DataPackageError(outside)
    partitioned = form == "parquet" or (form == "auto" and is_large(len(dataset.events)))
    fresh = {name for name in resources if name in TABLES and (name in TOUCHED or not source.is_file())}
    with naming(folder), replacing(folder) as new:
        target = _Target(new, folder)
        # Files of the dataset first: a further resource may name a file that is written anew.
        for name, resource in resources.items():
            if name not in fresh and source.is_file():
                for path in named_paths(resource):
                    _copy(dataset.folder, target, str(path))
            elif name not in fresh:
                with target.file(resource["path"]) as file:
                    file.write_text(_layer(dataset, name), "utf-8")
        for name, resource in resources.items():
            if name in fresh:
                resource["schema"] = _open_schema(resource["schema"])
                if not (partitioned and name in PARTITIONED):
                    _write_csv(_table(dataset, name), target, resource)
        if partitioned:
            _write_parquet(dataset, target, resources)
        _describe(descriptor, dataset.about)
        _leave_out(descriptor["dashboard"], dataset.events)
        rows = {name: len(getattr(dataset, name)) for name in TOUCHED}
        descriptor["resources"] = [
            sealed(new, resource, rows.get(resource["name"])) for resource in descriptor["resources"]
        ]
        with target.file(FILE) as file:
            file.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")


class _Target(NamedTuple):
    """The folder that is written, and the one whose place it will take, which errors name."""

    new: Path
    folder: Path

    @contextmanager
    def file(self, path: str) -> Iterator[Path]:
        """Give the place of a file to write."""
        with naming(self.folder / path):
            (self.new / path).parent.mkdir(parents=True, exist_ok=True)
            yield self.new / path


def _copy(source: Path, target: _Target, path: str) -> None:
    with target.file(path) as file:
        if (source / path).is_dir():
            shutil.copytree(source / path, file, dirs_exist_ok=True)
        else:
            shutil.copyfile(source / path, file)


def _write_csv(table: pd.DataFrame, target: _Target, resource: Json) -> None:
    if is_partitioned(resource):
        resource["path"] = f"{resource['name']}.csv"
        resource |= {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv"}
    columns = _columns(resource)
    delimiter = resource.get("dialect", {}).get("delimiter", ",")
    with target.file(resource["path"]) as file:
        file.write_bytes(csv_bytes(table.reindex(columns=columns), delimiter))
    fields = resource["schema"]["fields"]
    resource["schema"]["fields"] = [field for field in fields if field["name"] in columns]


def csv_bytes(table: pd.DataFrame, delimiter: str) -> bytes:
    """Return a table as CSV (UTF-8, LF), quoted where a cell holds a line break of any kind.

    Python's writer quotes a bare carriage return only where it ends lines.
    """
    texts = [name for name in table if not pd.api.types.is_numeric_dtype(table[name].dtype)]
    returns = any(
        isinstance(cell, str) and "\r" in cell
        for name in texts
        for cell in pd.unique(table[name].astype(object))
    )
    if not returns:
        plain: str = table.to_csv(sep=delimiter, index=False, lineterminator="\n")
        return plain.encode()
    lines = []
    for row in (list(table), *table.astype(object).where(table.notna(), "").itertuples(index=False)):
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(row)
        lines.append(line.getvalue()[:-2])
    return "".join(f"{line}\n" for line in lines).encode()


def _write_parquet(dataset: Dataset, target: _Target, resources: Mapping[str, Json]) -> None:
    """Write events and claims as Parquet, and say in their resources which files they are."""
    names = fingerprint(dataset.about.districts, dataset.district_facts, dataset.places)
    columns = {name: _columns(resources[name]) for name in PARTITIONED}
    events = _with_lists(dataset.events)
    paths = write_partitioned(target.new, events, dataset.claims, columns, names, instead_of=target.folder)
    for name in PARTITIONED:
        resource = resources[name]
        for key in ("dialect", "encoding", "profile"):  # They are of delimited text.
            resource.pop(key, None)
        resource |= {"path": paths[name], "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
        fields = [field for field in resource["schema"]["fields"] if field["name"] not in ADDED_FIELDS]
        added = [{"name": key, **field} for key, field in ADDED_FIELDS.items()] if name == "events" else []
        resource["schema"]["fields"] = [*fields, *added]


def _columns(resource: Json) -> list[str]:
    """Return the columns of a table, without those that only its Parquet files have."""
    names = [field["name"] for field in resource["schema"]["fields"]]
    return [name for name in names if name not in ADDED_FIELDS]


def _with_lists(events: pd.DataFrame) -> pd.DataFrame:
    """Return events with lists as text."""
    lists, declared = different_rows(
        [events[name] for name in ("region_wide", "district_ids", "other_district_ids")]
    )
    place_lists, places = different_rows([events["place_ids"]])
    named = [REGION_WIDE if wide else LIST_DELIMITER.join((*own, *rest)) for wide, own, rest in declared]
    return events.assign(
        district_ids=_texts(named, lists),
        place_ids=_texts([LIST_DELIMITER.join(ids) for (ids,) in places], place_lists),
    )


def _texts(texts: list[str], rows: npt.NDArray[np.int64]) -> pd.Categorical:
    """Return texts by position; two of them may be alike."""
    position = {text: number for number, text in enumerate(dict.fromkeys(texts))}
    codes = np.array([position[text] for text in texts], dtype="int64")
    found: pd.Categorical = pd.Categorical.from_codes(codes[rows], pd.Index(list(position), dtype="str"))
    return found


def _table(dataset: Dataset, name: str) -> pd.DataFrame:
    frame: pd.DataFrame = getattr(dataset, name)
    if name not in TOUCHED:
        return pd.DataFrame(columns=list(TABLES[name]))
    if name == "events":
        frame = _with_lists(frame)
    elif name == "control_periods" and len(frame):
        frame = frame.assign(source_ids=frame["source_ids"].map(LIST_DELIMITER.join))
    return frame.reset_index() if name in KEYS else frame


def _open_schema(schema: Json) -> Json:
    """Return a Table Schema that takes new categories and kinds, and cells that nothing is known for."""
    fields = []
    for field in schema["fields"]:
        constraints = dict(field.get("constraints", {}))
        constraints.pop("required", None)  # What every dataset must have is asked for all the same.
        if field["name"] in OPEN:
            constraints.pop("enum", None)
        fields.append({**field, "constraints": constraints})
    return {**schema, "fields": fields}


def _describe(descriptor: Json, about: About) -> None:
    """Put the words of the dataset's categories, voices and fields into its descriptor."""
    own = descriptor["dashboard"]
    own["firstDay"] = day_date(about.first_day).isoformat()
    own["defaultDay"] = day_date(about.default_day).isoformat()
    own["defaultRange"] = [day_date(day).isoformat() for day in about.default_range]
    own["groups"] = [_coloured(entry) for entry in about.groups]
    own["categories"] = [
        {**_coloured(entry), "group": entry.group, "icon": entry.icon_path} for entry in about.categories
    ]
    kinds = {voice.id: voice.publisher_kinds for voice in about.voices}
    own["voices"] = [
        {**entry, "publisherKinds": list(kinds.get(entry["id"], entry["publisherKinds"]))}
        for entry in own["voices"]
    ]
    have = {entry["id"] for entry in own["voices"]}
    own["voices"] += [
        {
            "id": voice.id,
            "label": voice.label,
            "publisherKinds": list(voice.publisher_kinds),
            "independent": voice.independent,
        }
        for voice in about.voices
        if voice.id not in have
    ]
    own["publisherKinds"] = dict(about.publisher_kinds)
    own["fieldLabels"] = dict(about.field_labels)
    kept = {landmark.event_id for landmark in about.landmarks}
    own["jumps"] = [
        {
            "id": jump.id,
            "label": jump.label,
            "from": day_date(jump.first).isoformat(),
            "to": None if jump.last is None else day_date(jump.last).isoformat(),
        }
        for jump in about.jumps
    ]
    own["landmarks"] = [entry for entry in own.get("landmarks", []) if entry["eventId"] in kept]
    _state_terms(descriptor, about)


def _state_terms(descriptor: Json, about: About) -> None:
    """State whose the dataset is: of events that were added, what their importer states, and no more.

    Events among those of a dataset keep its licence from speaking for the tables that hold both; events
    alone keep nothing of what the dataset said of its own.
    """
    added = next((entry for entry in about.resources if entry.name == ADDED), None)
    if added is None:
        return
    alone = not any(entry.name == "events" for entry in about.resources)
    of_all = descriptor.pop("licenses", [])
    stated = [
        {"name": n, "title": title, **({"path": path} if path else {})} for n, title, path in added.licences
    ]
    for resource in descriptor["resources"]:
        name = resource["name"]
        licences = resource.setdefault("licenses", list(of_all))
        if name in {"events", "claims"} and alone:
            resource["licenses"] = stated
            for key in ("attribution", "sources", "description"):
                resource.pop(key, None)
        elif name in ADDED_TO:
            new = [licence for licence in stated if licence not in licences]
            resource["licenses"] = [*licences, *new] if stated else []
            own = resource.get("attribution") or resource.get("title", "")
            resource["attribution"] = f"{own}; with rows added from {added.path}"
    descriptor["title"] = about.title
    for key in ("version", "id", "homepage", "created"):
        descriptor.pop(key, None)
    if alone:
        for key in ("keywords", "contributors", "sources"):
            descriptor.pop(key, None)
        descriptor["name"] = slug(about.title) or descriptor["name"]
        descriptor["description"] = f"Events from {added.path}"
    else:
        described = descriptor.get("description", "")
        descriptor["description"] = f"{described}. With events added from {added.path}".lstrip(". ")


def _leave_out(own: Json, events: pd.DataFrame) -> None:
    """Take events that are not written out of the sums of the measures."""
    for measure in own.get("measures", []):
        if "adds" in measure:
            there = set(events.index[events.index.isin(measure["adds"])])
            measure["adds"] = [event_id for event_id in measure["adds"] if event_id in there]


def _coloured(entry: Group | Category | Controller) -> Json:
    return {"id": entry.id, "label": entry.label, "light": entry.light, "dark": entry.dark}


def _new_descriptor(dataset: Dataset) -> Json:
    about = dataset.about
    (south, west), (north, east) = about.bounds
    own = {} if about.start else dataset.backdrop  # The countries of the earth are the program's.
    layers = [
        ("districts", "districts.geojson"),
        *((name, f"backdrop/{name}.geojson") for name, layer in own.items() if len(layer)),
    ]
    return {
        "profile": "data-package",
        "name": "own-districts",
        "title": about.title,
        "description": about.subtitle or about.title,
        "resources": [
            *(
                {
                    "name": name,
                    "path": f"{name}.csv",
                    "title": name.replace("_", " ").capitalize(),
                    "schema": _schema(name),
                    "licenses": [],
                }
                for name in TABLES
            ),
            *(
                {
                    "name": name,
                    "path": path,
                    "title": name.capitalize(),
                    "licenses": [],
                }
                for name, path in layers
            ),
        ],
        "dashboard": {
            "bounds": {"south": south, "west": west, "north": north, "east": east},
            "attribution": about.attribution or about.title,
            "districts": [{"id": entry.id} for entry in about.districts],
            "controllers": [_coloured(entry) for entry in about.controllers],
            "unrecorded": _coloured(about.unrecorded),
            "voices": [],
            "evidence": [{"id": e.id, "label": e.label, "meaning": e.meaning} for e in about.evidence],
            "landmarks": [],
        },
    }


def _schema(name: str) -> Json:
    fields = [
        {"name": column, "type": field["type"], **({"list": field["list"]} if "list" in field else {})}
        for column, field in TABLES[name].items()
    ]
    return {"fields": fields, **({"primaryKey": KEYS[name]} if name in KEYS else {})}


def _layer(dataset: Dataset, name: str) -> str:
    frame: gpd.GeoDataFrame = dataset.districts if name == "districts" else dataset.backdrop[name]
    if name == "districts":
        frame = frame[["name", "label_lon", "label_lat", "geometry"]].rename(columns={"name": "name_en"})
    text: str = frame.to_json(drop_id=True)
    return text
