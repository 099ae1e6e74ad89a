"""Paths of the files of a partitioned table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.datapackage.descriptor import FILE
from geo.errors import Problem

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
    path = resource.get("path")
    given: list[object] = path if isinstance(path, list) else [path]
    before = len(problems)
    found: list[str] = []
    for entry in given:
        entry = str(entry)  # noqa: PLW2901 (what is no text is no path, and told as it was read)
        try:
            target = (folder / entry).resolve()
        except (OSError, ValueError):  # A path may hold what no file system takes.
            target = None
        if target is None or not target.is_relative_to(folder.resolve()):
            expected = "a path inside the folder of the package"
            remedy = "Move the file into the folder and name it there"
            problems.append(Problem(FILE, None, f"{name}.path", entry, expected, remedy))
        elif target.is_dir():
            inside = sorted(target.rglob(f"*{ENDING}"))
            found.extend(str(Path(entry) / file.relative_to(target)) for file in inside)
        elif target.is_file():
            found.append(entry)
        else:
            expected, remedy = f"a file, a part of the resource {name}", "Add the file to the folder"
            problems.append(Problem(entry, None, "", "", expected, remedy))
    if not found and len(problems) == before:
        expected, remedy = f"a file of the resource {name}", "Add the files to the folder"
        problems.append(Problem(FILE, None, f"{name}.path", str(path), expected, remedy))
    return found if len(problems) == before else []
