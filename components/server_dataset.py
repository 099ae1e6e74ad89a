"""The dataset that this server shows, and its scene: loaded and packed once, before the first visitor."""

from __future__ import annotations

import errno
import importlib
import logging
from pathlib import Path

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

import geo
from components.scene.build import build_scene
from components.settings import is_store, settings
from geo.datapackage.descriptor import FILE
from geo.datapackage.newer import Watched
from geo.dataset.cache import cached
from geo.revisions.database import exists, opened, reading
from geo.revisions.errors import RevisionError
from geo.revisions.history import releases
from geo.revisions.record import seal_of
from geo.revisions.release import newest as newest_release

_log = logging.getLogger(__name__)
_WATCHED: dict[str, Watched] = {}
"""What is watched, by folder."""


@st.cache_resource(show_spinner=False)
def load(folder: str) -> geo.Dataset:
    """Load and join a dataset once for the process.

    Raises
    ------
    DataPackageError
        When it cannot be shown.
    """
    return geo.load(Path(folder))


@st.cache_resource(show_spinner=False)
def watched(folder: str) -> Watched:
    """Return the dataset of a folder, which may be replaced by a newer one while it is shown.

    Its newest release is shown in its place, where there is one.
    """
    try:
        shown = shown_folder(Path(folder))
    except OSError as error:
        _log.warning("%s; the dataset's own folder is shown", error)
        shown = Path(folder)
    return Watched(Path(folder), load(str(shown)), find=shown_folder)


def newest(folder: str) -> geo.Dataset:
    """Return what the server shows now of a folder.

    Raises
    ------
    DataPackageError
        When it cannot be shown.
    """
    if is_store(Path(folder)):
        # Whoever shows a dataset needs nothing of stores.
        base: geo.Dataset = importlib.import_module("components.server_store").opened(folder).base
        return base
    # Streamlit's cache takes longer to find it than an answer from it takes to make.
    found = _WATCHED.get(folder)
    if found is None:
        found = _WATCHED[folder] = watched(folder)
    return found.newest()


def at_hand(folder: str) -> geo.Dataset | None:
    """Return what the server shows now of a folder where that is known without looking at any file, else None."""
    found = _WATCHED.get(folder)
    return None if found is None or found.is_due() else found.shown


def look_again(folder: str) -> None:
    """Look at once whether there is something newer, as after a release."""
    watched(folder).look_again()


def shown_folder(folder: Path) -> Path:
    """Return the folder of the newest release of a dataset, its own where there is none.

    Raises
    ------
    OSError
        When the database cannot be asked: what is shown then stays.
    """
    given = settings()
    try:
        if folder != given.dataset or not exists(given.database):
            return folder
        return newest_release(opened(given.database), seal_of(folder), given.releases) or folder
    except (RevisionError, SQLAlchemyError) as error:
        message = f"the releases cannot be looked at ({type(error).__name__})"
        raise OSError(errno.EIO, message, str(folder)) from error


def as_of(folder: str, version: str) -> geo.Dataset | None:
    """Return a dataset as of a version that was released, or that it has on disk; None where that is unknown.

    Parameters
    ----------
    folder
        Of the dataset.
    version
        The version that the page shows, :attr:`geo.dataset.metadata.About.version`.
    """
    shown = newest(folder)
    if version in shown.about.versions:
        return shown
    given = settings()
    try:
        if not exists(given.database):
            return None
        with reading(opened(given.database)) as connection:
            found = [one for one in releases(connection) if version in {one.content, one.version}]
        places = [given.releases / one.folder for one in found]
    except (OSError, RevisionError, SQLAlchemyError) as error:
        _log.warning("The releases of %s cannot be looked at: %s", folder, error)
        return None
    for place in places:
        if (place / FILE).is_file():
            return past(str(place))
    return _base(folder, version)


def _base(folder: str, version: str) -> geo.Dataset | None:
    """Return the dataset as it is in its own folder, where that is the version that is asked for."""
    try:
        dataset = None if shown_folder(Path(folder)) == Path(folder) else past(folder)
    except (OSError, geo.DataPackageError):
        return None
    return dataset if dataset is not None and version in dataset.about.versions else None


@st.cache_resource(show_spinner=False, max_entries=3)
def past(folder: str) -> geo.Dataset:
    """Load a version that is no longer shown; the last few are kept.

    Raises
    ------
    DataPackageError
        When it cannot be shown.
    """
    return geo.load(Path(folder))


@cached(2)
def scene_of(dataset: geo.Dataset, today: int) -> bytes:
    """Pack what the browser draws once for a dataset and a day (in days since 1970-01-01)."""
    return build_scene(dataset, today)
