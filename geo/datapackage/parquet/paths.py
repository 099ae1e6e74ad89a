"""Paths of the files of a partitioned table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.datapackage.descriptor import FILE
from geo.datapackage.resource_paths import inside, named_paths, path_outside
from geo.errors import Problem
from geo.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDING = ".parquet"


def is_partitioned(resource: Mapping[str, Any]) -> bool:
    """Whether a resource of the descriptor is kept as Parquet: by its format, or the ending of its path."""
    path = resource.get("path")
    paths = path if isinstance(path, list) else [path]
    ends = all(isinstance(entry, str) and entry.endswith(ENDING) for entry in paths)
    return resource.get("format") == "parquet" or (bool(paths) and ends)


def paths_of(folder: Path, name: str, resource: Mapping[str, Any], problems: list[Problem]) -> list[str]:
    """Return the paths of a resource's files inside the package, those of a folder in their order.

    What is no path, lies outside the package or is not there goes to the problems, and the list is empty.
    """
    before = len(problems)
    found: list[str] = []
    for entry in named_paths(resource):
        target = inside(folder, entry)
        if target is None:
            problems.append(path_outside(name, entry))
        elif target.is_dir():
            files = sorted(target.rglob(f"*{ENDING}"))
            paths = [str(Path(str(entry)) / file.relative_to(target)) for file in files]
            problems.extend(path_outside(name, path) for path in paths if inside(folder, path) is None)
            found.extend(paths)
        elif target.is_file():
            found.append(str(entry))
        else:
            expected = Sentence(marked("a file, a part of the resource {name}"), {"name": name})
            remedy = marked("Add the file to the folder")
            problems.append(Problem(str(entry), None, "", "", expected, remedy))
    if not found and len(problems) == before:
        expected = Sentence(marked("a file of the resource {name}"), {"name": name})
        remedy = marked("Add the files to the folder")
        problems.append(Problem(FILE, None, f"{name}.path", str(resource.get("path")), expected, remedy))
    return found if len(problems) == before else []
