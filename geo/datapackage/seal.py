"""Seal of a data package: size, hash and number of rows of each resource's files, kept in the descriptor.

A table that was cut off, or another file put in its place, is told when the package is read
(`bytes` and `hash` are those of the Data Resource specification, `rowCount` is our own).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
from pyarrow.lib import ArrowException

from geo.atomic_write import write_file
from geo.datapackage.descriptor import FILE
from geo.datapackage.parquet.paths import is_partitioned
from geo.datapackage.resource_paths import inside, named_paths, path_outside
from geo.datapackage.table_schemas import ALL_TABLES
from geo.errors import DataPackageError, Problem
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ALGORITHM = "sha256:"
"""Begins a hash; those of other algorithms are left to other programs."""
KEYS = ("bytes", "hash", "rowCount")

NO_PACKAGE = Sentence(marked("a data package, which is a folder with a {descriptor}"), {"descriptor": FILE})
GIVE_PACKAGE = marked("Give the folder of a data package, or add the file")

_CHANGED = marked("the file that {descriptor} describes, not another of {rows} rows")
_OTHER_COUNT = marked("the file that {descriptor} describes: rows there {stated}, rows here {rows}")
_RESTORE = marked("Restore the file; if it was changed on purpose, run: python -m geo seal FOLDER")
_NOT_TOLD = marked("a number of bytes, a number of rows and a hash like sha256:0123…")
_SEAL = marked("Run: python -m geo seal FOLDER")


def sealed(folder: Path, resource: Mapping[str, Any], rows: int | None = None) -> dict[str, Any]:
    """Return a resource of a descriptor with size, hash and number of rows of its files as they are now.

    Parameters
    ----------
    folder
        The folder of the package.
    resource
        The resource; its paths lead to files inside the folder.
    rows
        How many rows there are, where that is known already.

    Raises
    ------
    OSError
        When a file cannot be read.
    DataPackageError
        When a path leads out of the folder.
    """
    files = list(_files(folder, resource))
    digest, size = content_digest(files)
    if rows is None:
        rows = _rows(files, resource)
    seal = {"bytes": size, "hash": f"{ALGORITHM}{digest}"} | ({} if rows is None else {"rowCount": rows})
    bare = {key: value for key, value in resource.items() if key not in KEYS}
    before = list(bare)[: list(bare).index("path") + 1]
    return {**{key: bare[key] for key in before}, **seal, **bare}


def seal(folder: str | Path) -> dict[str, Any]:
    """Bring the descriptor of a package in step with its files, and return it.

    Raises
    ------
    DataPackageError
        When there is no descriptor that can be read, or a file of it is not there.
    """
    folder = Path(folder)
    path = folder / FILE
    try:
        descriptor = json.loads(path.read_bytes())
        resources = [dict(entry) for entry in descriptor["resources"]]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise DataPackageError((Problem(FILE, None, "", str(folder), NO_PACKAGE, GIVE_PACKAGE),)) from None
    descriptor["resources"] = [sealed(folder, resource) for resource in resources]
    write_file(path, (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode())
    return dict(descriptor)


def content_digest(files: Iterable[Path]) -> tuple[str, int]:
    """Return the SHA-256 of the content of files, one after the other, as hexadecimal digits, and their size."""
    digest, size = hashlib.sha256(), 0
    for path in files:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
                size += len(part)
    return digest.hexdigest(), size


def broken_seal(
    path: str, resource: Mapping[str, Any], digest: str, size: int, rows: int | None
) -> list[Problem]:
    """Return what is wrong where a resource's content is not what the descriptor says; nothing without a seal.

    Parameters
    ----------
    path
        Of the file, or of the folder of several.
    resource
        The resource of the descriptor.
    digest, size
        Of its content, from :func:`content_digest`.
    rows
        Number of rows that were read, None where they could not be.
    """
    stated_size, stated_hash, stated_rows = (resource.get(key) for key in KEYS)
    whole = all(value is None or type(value) is int for value in (stated_size, stated_rows))
    if not whole or not isinstance(stated_hash, (str, type(None))):
        return [Problem(FILE, None, f"{resource.get('name', path)}.hash", "", _NOT_TOLD, _SEAL)]
    other = (
        stated_hash is not None and stated_hash.startswith(ALGORITHM) and stated_hash != ALGORITHM + digest
    )
    miscounted = rows is not None and stated_rows is not None and stated_rows != rows
    if miscounted:
        values: dict[str, str | int] = {"descriptor": FILE, "stated": stated_rows or 0, "rows": rows or 0}
        return [Problem(path, None, "", "", Sentence(_OTHER_COUNT, values), _RESTORE)]
    if other or (stated_size is not None and stated_size != size):
        if rows is None:
            expected = Sentence(marked("the file that {descriptor} describes"), {"descriptor": FILE})
        else:
            expected = Sentence(_CHANGED, {"descriptor": FILE, "rows": rows})
        return [Problem(path, None, "", "", expected, _RESTORE)]
    return []


def _files(folder: Path, resource: Mapping[str, Any]) -> Iterator[Path]:
    for path in named_paths(resource):
        target = inside(folder, path)
        if target is None:
            raise DataPackageError((path_outside(str(resource.get("name", "")), path),))
        if target.is_dir():
            yield from sorted(file for file in target.rglob("*") if file.is_file())
        elif target.is_file():
            yield target
        else:
            expected = Sentence(
                marked("a file, the resource {name}"), {"name": str(resource.get("name", ""))}
            )
            remedy = marked("Add the file to the folder")
            raise DataPackageError((Problem(str(path), None, "", "", expected, remedy),))


def _rows(files: list[Path], resource: Mapping[str, Any]) -> int | None:
    """Return the number of rows or features of a resource's files; None for what is no table and no layer."""
    try:
        if is_partitioned(resource):
            return sum(int(pq.read_metadata(file).num_rows) for file in files if file.suffix == ".parquet")
        if resource.get("name") in ALL_TABLES:
            dialect = resource.get("dialect")
            delimiter = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
            return sum(_csv_rows(file, delimiter) for file in files)
        if any(file.suffix != ".geojson" for file in files):
            return None
        return sum(len(json.loads(file.read_bytes())["features"]) for file in files)
    except (csv.Error, ArrowException, ValueError, TypeError, KeyError, RecursionError):
        return None  # What is wrong with the file is told where it is read.


def _csv_rows(file: Path, delimiter: str) -> int:
    """Return the rows of delimited text as :mod:`geo.datapackage.strict_csv` counts them: no header, no blank line."""
    text = io.StringIO(file.read_text("utf-8", errors="replace"), newline="")
    rows = csv.reader(text, delimiter=delimiter)
    header = next(rows, [])
    return sum(len(row) == len(header) for row in rows if row)
