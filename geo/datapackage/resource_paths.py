"""Paths of a data package's resources: relative ones, which lead to something inside its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any

from geo.datapackage.descriptor import FILE
from geo.errors import Problem
from geo.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INSIDE = marked("a path inside the folder of the package")
MOVE_INSIDE = marked("Move the file into the folder and name it there")


def inside(folder: Path, path: object) -> Path | None:
    """Return what a path of a package leads to, links followed; None where that is no place inside the folder.

    Absolute paths, addresses, ``..`` and what is no text at all lead nowhere, and neither does a link that leaves the
    folder. What is returned need not exist.
    """
    if not isinstance(path, str) or not path or "://" in path or PureWindowsPath(path).drive:
        return None
    parts = PurePosixPath(path.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        return None
    try:
        target = (folder / path).resolve()
        whole = folder.resolve()
    except (OSError, ValueError, RuntimeError):  # What no file system takes, and links that lead in a circle.
        return None
    return target if target.is_relative_to(whole) else None


def named_paths(resource: Mapping[str, Any]) -> list[object]:
    """Return what a resource of the descriptor names as its path or paths."""
    path = resource.get("path")
    return list(path) if isinstance(path, list) else [path]


def path_outside(name: str, path: object) -> Problem:
    """Return the problem of a path that leads to no place inside the folder."""
    return Problem(FILE, None, f"{name}.path", str(path), INSIDE, MOVE_INSIDE)


def paths_outside(folder: Path, resources: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """Yield a problem for each path of resources that leads to no place inside the folder."""
    for name, resource in resources.items():
        for path in named_paths(resource):
            if path is not None and inside(folder, path) is None:
                yield path_outside(name, path)


def package_files(folder: Path, descriptor: object) -> set[Path]:
    """Return the files inside the folder that a descriptor names, itself included, relative to the folder.

    Nothing that is wrong with the descriptor raises; what cannot be understood names no file.
    """
    entries = descriptor.get("resources") if isinstance(descriptor, dict) else None
    found = {Path(FILE)}
    for entry in entries if isinstance(entries, list) else []:
        for path in named_paths(entry) if isinstance(entry, dict) else []:
            target = inside(folder, path)
            if target is None:
                continue
            named = folder / str(path)
            files = (file for file in named.rglob("*") if file.is_file()) if target.is_dir() else [named]
            found.update(file.relative_to(folder) for file in files)
    return found
