"""The files of a data package, read: the descriptor, its tables as text, its layers as geometry."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.datapackage.descriptor import FILE, Section
from geo.datapackage.parquet import PARTITIONED, read_partitioned
from geo.datapackage.parquet.paths import is_partitioned, paths_of
from geo.datapackage.resource_paths import inside, named_paths, path_outside, paths_outside
from geo.datapackage.seal import GIVE_PACKAGE, NO_PACKAGE, broken_seal, content_digest
from geo.datapackage.strict_csv import read_strict_csv
from geo.datapackage.table_schemas import ALL_TABLES, OPTIONAL_TABLES, TABLES, Field, merge_fields
from geo.errors import DataPackageError, Problem
from geo.i18n import Sentence, marked
from geo.spatial.geojson_layer import LINES, POLYGONS, empty_layer, read_layer
from geo.translations import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from hashlib import _Hash as Hash

    import geopandas as gpd

    from geo.datapackage.parquet.read import Read

BACKDROP = ("countries", "waters", "rivers")
LAYERS = ("districts", *BACKDROP)
TRANSLATIONS = "translations"
"""The resource of translated texts: one file a language, named by its code."""
DELIMITERS = (",", ";", "\t", "|")
VERSION_LENGTH = 12


@dataclass(frozen=True)
class Package:
    """The files of a data package as they were read.

    Parameters
    ----------
    folder
        Where it was read from.
    root
        The whole descriptor.
    resources
        The descriptor's resources by name.
    fields
        The fields of each table by name: its Table Schema with what every package must have.
    tables
        Tables by name: all columns text, "" where blank, index the line number in the file.
    layers
        Layers by name, EPSG:4326, index the position of the feature from 1.
    unread
        Names of tables and layers that are not there or could not be read.
    problems
        What was wrong so far.
    version
        Short hash of the content of all files.
    partitioned
        What was read of Parquet files, by the name of the table: their rows are in `tables` as
        `geo.datapackage.parquet.read` gives them, their index the row from 1.
    translations
        The tables of the resource `translations` by their path: columns as `geo.translations.COLUMNS`.
    """

    folder: Path
    root: Section
    resources: Mapping[str, Mapping[str, Any]]
    fields: Mapping[str, Mapping[str, Field]]
    tables: Mapping[str, pd.DataFrame]
    layers: Mapping[str, gpd.GeoDataFrame]
    unread: frozenset[str]
    problems: list[Problem]
    version: str
    partitioned: Mapping[str, Read] = field(default_factory=dict)
    translations: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def path(self, name: str) -> str:
        """Return the path of a resource inside the package; of several files that of their folder."""
        resource = self.resources.get(name, {})
        return f"{name}/" if is_partitioned(resource) else str(resource.get("path", name))


def read_package(folder: str | Path) -> Package:
    """Read a data package; what is wrong with its files is in its problems.

    Raises
    ------
    DataPackageError
        When there is no descriptor that can be read.
    """
    folder = Path(folder)
    descriptor, content = _read_descriptor(folder)
    problems: list[Problem] = []
    root = Section(descriptor, "", problems)
    resources = {str(entry.content.get("name", "")): entry.content for entry in root.sections("resources")}
    known = (
        *TABLES,
        *(name for name in OPTIONAL_TABLES if name in resources),
        *LAYERS,
    )
    problems.extend(paths_outside(folder, {k: v for k, v in resources.items() if k not in known}))
    digest = hashlib.sha256(content)
    unread: set[str] = set()
    fields: dict[str, dict[str, Field]] = {}
    tables: dict[str, pd.DataFrame] = {}
    layers: dict[str, gpd.GeoDataFrame] = {}
    partitioned: dict[str, Read] = {}
    for name in known:
        if name in PARTITIONED and is_partitioned(resources.get(name, {})):
            fields[name] = merge_fields(name, resources[name].get("schema"), problems)
            paths = paths_of(folder, name, resources[name], problems)
            sum_of_files, size = _digest([folder / path for path in paths])
            digest.update(sum_of_files.encode())
            ids = tables["events"]["event_id"] if name == "claims" else None
            read = (
                read_partitioned(name, folder, paths, fields[name], problems, event_ids=ids)
                if paths
                else None
            )
            if read is not None:
                partitioned[name] = read
            tables[name] = pd.DataFrame(columns=list(fields[name]), dtype=str) if read is None else read.frame
            unread |= {name} if read is None else set()
            if read is not None:
                problems += broken_seal(f"{name}/", resources[name], sum_of_files, size, len(read.frame))
            continue
        data = _read_bytes(folder, name, resources, problems)
        if data is not None:
            digest.update(data)
        if name in ALL_TABLES:
            fields[name] = merge_fields(name, resources.get(name, {}).get("schema"), problems)
            columns = list(fields[name])
            table = None if data is None else _table(name, data, resources[name], columns, problems)
            tables[name] = pd.DataFrame(columns=columns, dtype=str) if table is None else table
            unread |= {name} if table is None else set()
        else:
            kinds = LINES if name == "rivers" else POLYGONS
            layer = None if data is None else read_layer(str(resources[name]["path"]), data, kinds, problems)
            layers[name] = empty_layer() if layer is None else layer
            unread |= {name} if layer is None else set()
        if data is not None:
            rows = None if name in unread else len(tables[name] if name in ALL_TABLES else layers[name])
            path, sum_of_file = str(resources[name]["path"]), hashlib.sha256(data).hexdigest()
            problems += broken_seal(path, resources[name], sum_of_file, len(data), rows)
    translations = _translations(folder, resources, problems, digest)
    version = digest.hexdigest()[:VERSION_LENGTH]
    return Package(
        folder,
        root,
        resources,
        fields,
        tables,
        layers,
        frozenset(unread),
        problems,
        version,
        partitioned,
        translations,
    )


def _translations(
    folder: Path, resources: Mapping[str, Mapping[str, Any]], problems: list[Problem], digest: Hash
) -> dict[str, pd.DataFrame]:
    """Return the tables of translations; they are read strictly like all others, and none must be there."""
    resource = resources.get(TRANSLATIONS, {})
    found = {}
    content = hashlib.sha256()
    size = 0
    for path in named_paths(resource) if resource else []:
        data = _read_bytes(folder, TRANSLATIONS, {TRANSLATIONS: {"path": path}}, problems)
        if data is None:
            continue
        for one in (digest, content):
            one.update(data)
        size += len(data)
        table = _table(TRANSLATIONS, data, {**resource, "path": path}, list(COLUMNS), problems)
        if table is not None:
            found[str(path)] = table
    if resource:
        problems += broken_seal(f"{TRANSLATIONS}/", resource, content.hexdigest(), size, None)
    return found


def _digest(paths: list[Path]) -> tuple[str, int]:
    try:
        return content_digest(paths)
    except OSError:  # Told where the file is read.
        return "", 0


def _read_descriptor(folder: Path) -> tuple[dict[str, Any], bytes]:
    path = folder / FILE
    try:
        content = _read_regular(path)
    except OSError:
        problem = Problem(FILE, None, "", str(folder), NO_PACKAGE, GIVE_PACKAGE)
        raise DataPackageError((problem,)) from None
    try:
        descriptor = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        problem = Problem(FILE, None, "", "", marked("text in UTF-8"), marked("Save the file as UTF-8"))
        raise DataPackageError((problem,)) from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        correct = marked("Correct the file at this place")
        problem = Problem(FILE, line, "", str(error), marked("valid JSON"), correct)
        raise DataPackageError((problem,)) from None
    if not isinstance(descriptor, dict):
        problem = Problem(
            FILE, None, "", "", marked("a JSON object"), marked("Put everything inside { and }")
        )
        raise DataPackageError((problem,))
    return descriptor, content


def _read_bytes(
    folder: Path, name: str, resources: Mapping[str, Mapping[str, Any]], problems: list[Problem]
) -> bytes | None:
    """Return a resource's content; None when it is not there, which is noted if it must be."""
    path = resources.get(name, {}).get("path")
    if path is None:
        if name not in BACKDROP:
            expected = Sentence(marked("a resource named {name} with a path"), {"name": name})
            problems.append(Problem(FILE, None, "resources", "", expected, marked("Add the resource")))
        return None
    target = inside(folder, path)
    if target is None:
        problems.append(path_outside(name, path))
        return None
    try:
        return _read_regular(target)
    except (OSError, ValueError):
        pass
    expected = Sentence(marked("a file, the resource {name}"), {"name": name})
    problems.append(Problem(str(path), None, "", "", expected, marked("Add the file to the folder")))
    return None


def _read_regular(path: Path) -> bytes:
    """Return the content of a file; of a pipe or device, which may have no end, nothing is read.

    Raises
    ------
    OSError
        When there is no such file.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:  # Without waiting for whoever writes into a pipe.
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileNotFoundError(path)
        return file.read()


def _table(
    name: str, data: bytes, resource: Mapping[str, Any], columns: list[str], problems: list[Problem]
) -> pd.DataFrame | None:
    dialect = resource.get("dialect")
    delimiter = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
    if isinstance(delimiter, str) and delimiter in DELIMITERS:
        return read_strict_csv(str(resource["path"]), data, columns, delimiter, problems)
    where, expected = f"{name}.dialect.delimiter", marked("a comma, semicolon, tab or bar")
    problems.append(Problem(FILE, None, where, str(delimiter), expected, marked("Correct the delimiter")))
    return None
