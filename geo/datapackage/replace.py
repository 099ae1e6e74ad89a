"""A data package that takes the place of another in one step: at any moment the old is whole or the new is.

Where the folder holds the package alone, the new one is written beside it and the two folders change places. Elsewhere
(a mounted folder, other files beside the package, a file system without such an exchange) its files are put beside the
old ones under names that are free, and the descriptor, which alone says which files are meant, is renamed last.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import atomic_write
from geo.datapackage.descriptor import FILE
from geo.datapackage.resource_paths import named_paths, package_files

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_OTHERS = 100
"""Other files of the folder that are taken over into the new one; with more it stays where it is."""
JOURNAL = "moved.json"
"""In a folder that is moved file by file: the files that may be left over when that is cut short."""


@contextmanager
def replacing(folder: str | Path) -> Iterator[Path]:
    """Give an empty folder to write a whole package into; it takes the place of the old one when the block ends well.

    Parameters
    ----------
    folder
        Where the package shall stand; is made where it is not there. Other files in it stay.

    Raises
    ------
    OSError
        When it cannot be written; what stood there is as it was.
    """
    folder = Path(folder).resolve()  # A link to the folder stays.
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clean(folder)
    whole = _stands_alone(folder)
    if not whole:
        folder.mkdir(exist_ok=True)
    with atomic_write.folder_beside(folder, within=None if whole else folder) as new:
        yield new
        atomic_write.sync_all(new)
        if not (whole and _exchanged(new, folder)):
            _move_in(new, folder)


def _descriptor(folder: Path) -> Any:  # noqa: ANN401 (whatever the file holds)
    try:
        return json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None


def _files(folder: Path) -> set[Path]:
    """Return the files that belong to the package in a folder; those of stored years without being named too."""
    stored = (file for name in ("events", "claims") for file in folder.glob(f"{name}/year=*/*.parquet"))
    return package_files(folder, _descriptor(folder)) | {file.relative_to(folder) for file in stored}


def _others(folder: Path) -> list[Path] | None:
    """Return the other files of a folder, relative to it; None where they are many, or not files alone."""
    own, found = _files(folder), []
    for parent, folders, names in os.walk(folder):
        paths = [Path(parent, name) for name in names]
        if any(Path(parent, name).is_symlink() for name in folders) or not (folders or names):
            return None
        for path in paths:
            if path.relative_to(folder) not in own:
                found.append(path.relative_to(folder))
                if path.is_symlink() or not path.is_file():
                    return None
        if len(found) > MOST_OTHERS:
            return None
    return found


def _stands_alone(folder: Path) -> bool:
    """Whether another folder may take the place of this one: nobody stands in it and nothing is mounted on it."""
    if not os.access(folder.parent, os.W_OK | os.X_OK):
        return False
    if not folder.exists() or not any(folder.iterdir()):
        return not folder.is_mount()
    return (
        not folder.is_mount()
        and not Path.cwd().is_relative_to(folder)
        and folder.stat().st_dev == folder.parent.stat().st_dev
        and _others(folder) is not None
    )


def _exchanged(new: Path, folder: Path) -> bool:
    """Let the new folder take the place of the old one; False where that cannot be done in one step."""
    if folder.exists():
        old = folder.stat()
        new.chmod(stat.S_IMODE(old.st_mode))
        with suppress(OSError):
            os.chown(new, old.st_uid, old.st_gid)
    if not folder.exists() or not any(folder.iterdir()):
        with suppress(OSError):
            new.rename(folder)
            atomic_write.sync(folder.parent)
            return True
        return False
    others = _others(folder)
    if others is None:
        return False
    for path in others:
        if not (new / path).exists():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(folder / path, new / path)
            except OSError:  # A file system without links to files.
                shutil.copy2(folder / path, new / path)
                atomic_write.sync(new / path)
    if not atomic_write.exchange(new, folder):
        for path in others:
            (new / path).unlink(missing_ok=True)
        return False
    atomic_write.sync(folder.parent)
    return True


def _move_in(new: Path, folder: Path) -> None:
    """Move the files of a new package into a folder, under names that are free there, the descriptor last."""
    folder.mkdir(exist_ok=True)
    descriptor = _descriptor(new)
    old = _files(folder) - {Path(FILE)}
    moves: dict[Path, Path] = {}
    kept: set[Path] = set()
    for path in sorted(package_files(new, descriptor) - {Path(FILE)}):
        content = (new / path).read_bytes()
        target = path
        if os.path.lexists(folder / path):
            if (folder / path).is_file() and (folder / path).read_bytes() == content:
                kept.add(path)
                continue
            target = path.with_stem(f"{path.stem}-{hashlib.sha256(content).hexdigest()[:8]}")
        moves[path] = target
    for resource in descriptor["resources"]:
        renamed = [moves.get(Path(str(path)), Path(str(path))).as_posix() for path in named_paths(resource)]
        resource["path"] = renamed if isinstance(resource.get("path"), list) else renamed[0]
    gone = old - kept - set(moves.values())
    journal = json.dumps(sorted(path.as_posix() for path in {*moves.values(), *gone}))
    atomic_write.write_file(new / JOURNAL, journal.encode())
    for path, target in moves.items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        (new / path).replace(folder / target)
    for parent in {(folder / target).parent for target in moves.values()}:
        atomic_write.sync(parent)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    atomic_write.write_file(folder / FILE, text.encode())
    _remove(folder, gone)


def _clean(folder: Path) -> None:
    """Take away what killed runs left beside a package and in its folder."""
    for left in [*atomic_write.leftovers(folder), *atomic_write.leftovers(folder, within=folder)]:
        try:
            paths = json.loads((left / JOURNAL).read_bytes())
        except (OSError, ValueError, RecursionError):
            paths = []
        _remove(folder, {Path(path) for path in paths} - package_files(folder, _descriptor(folder)))
        atomic_write.remove(left)
    atomic_write.remove_leftovers(folder / FILE)


def _remove(folder: Path, paths: set[Path]) -> None:
    """Remove files of a package, and their folders where nothing else is in them."""
    for path in sorted(paths):
        with suppress(OSError):
            (folder / path).unlink()
        for parent in path.parents[:-1]:
            with suppress(OSError):
                (folder / parent).rmdir()
