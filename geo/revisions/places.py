"""Places of the database and the releases of a dataset: a dot-folder of the checkout, or where the settings say."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import TemporaryFile

FOLDER = Path(__file__).parents[2] / ".revisions"
"""Where the database and the releases lie where the settings name no other place."""
DATABASE = "DASHBOARD_REVISIONS"
RELEASES = "DASHBOARD_RELEASES"
"""Variables of the environment that name other places."""


def default_url(dataset: Path) -> str:
    """Return the address of the database of a dataset: that of the environment, else a file of SQLite."""
    return os.environ.get(DATABASE, "").strip() or own_database(dataset)


def own_database(dataset: Path) -> str:
    """Return the address of a file of SQLite in the dot-folder."""
    return f"sqlite:///{_folder(dataset) / 'record.sqlite'}"


def own_releases(dataset: Path) -> Path:
    """Return the folder of the releases in the dot-folder."""
    return _folder(dataset) / "releases"


def default_releases(dataset: Path) -> Path:
    """Return the folder of the releases of a dataset: that of the environment, else one beside the database."""
    named = os.environ.get(RELEASES, "").strip()
    return Path(named) if named else own_releases(dataset)


def try_writing(folder: Path) -> None:
    """Write a file without a name in a folder, or where it is not there yet in the next above that is.

    Raises
    ------
    OSError
        When nothing can be written there.
    """
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    with TemporaryFile(dir=there):
        pass


def _folder(dataset: Path) -> Path:
    whole = dataset.resolve()
    return FOLDER / f"{whole.name}-{hashlib.sha256(os.fsencode(whole)).hexdigest()[:8]}"
