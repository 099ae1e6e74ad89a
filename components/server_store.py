"""The store that this server shows, in place of a dataset: opened once a version, its events left where they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.scene.binned_columns import binned_columns, part_columns
from components.scene.build import build_scene, version_of
from components.scene.packing import pack
from geo.dataset.world import amid_the_world
from geo.errors import DataPackageError, Problem
from geo.i18n import marked
from geo.store.base import load_base
from geo.store.importing import manifest
from geo.store.query import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.dataset import Dataset
    from geo.spatial.map_tiles import Cell


MOST_EARLIER = 2
"""Versions that are known, the newest too: whoever looks at the one before still gets its finer cells."""


@dataclass(frozen=True, eq=False)
class Opened:
    """A version of a store.

    Parameters
    ----------
    store
        Is asked for counts and rows.
    base
        The dataset of its districts, without events.
    """

    store: Store
    base: Dataset


_EARLIER: dict[tuple[str, str], Opened] = {}


def opened(folder: str) -> Opened:
    """Return the version of a store that is to be shown now.

    Raises
    ------
    DataPackageError
        When it cannot be shown.
    """
    found = manifest(folder)
    if found is None:
        expected = marked("a store of the form that this program reads")
        remedy = marked("Import the files again, with the same command")
        raise DataPackageError((Problem("store.json", None, "", "", expected, remedy),))
    return _opened(folder, str(found["version"]), found)


def of_scene(folder: str, scene: str, today: int) -> Opened | None:
    """Return the version of a store of which a browser has the scene, None where that is not known.

    Parameters
    ----------
    folder
        Of the store.
    scene
        The scene's version, :func:`components.scene.build.version_of`.
    today
        The day of the scene.
    """
    newest = opened(folder)
    known = (one for one in (newest, *_EARLIER.values()) if version_of(one.base, today) == scene)
    return next(known, None)


@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(folder: str, version: str, _manifest: Mapping[str, Any]) -> Opened:
    """Open a version by its manifest: the store's newest may be another by now."""
    store = Store(folder, _manifest)
    made = _made(store, _manifest)
    _EARLIER[folder, version] = made
    while len(_EARLIER) > MOST_EARLIER:
        del _EARLIER[next(iter(_EARLIER))]
    return made


def _made(store: Store, found: Mapping[str, Any]) -> Opened:
    return Opened(store, amid_the_world(load_base(store.place, found), store.extent))


@st.cache_resource(show_spinner=False, max_entries=2)
def _scene(folder: str, version: str, today: int, _one: Opened) -> bytes:  # noqa: ARG001 - By them it is kept.
    return build_scene(_one.base, today, binned=binned_columns(_one.store, _one.base))


def scene_of(one: Opened, today: int) -> bytes:
    """Return what the browser draws once of a store: counts by cell and time, and the outlines."""
    return _scene(one.store.place.address, one.store.version, today, one)


@lru_cache(64)
def _tile(store: Store, base: Dataset, level: int, tile: Cell) -> bytes:
    part = part_columns(store, base, level, tile)
    return pack({"events": {"count": part.count, "cells": part.header}}, part.columns)


def tile_of(one: Opened, level: int, tile: Cell) -> bytes:
    """Return the counts of a tile for cells of a level, as ``frontend/map/fine-cells.js`` reads them."""
    return _tile(one.store, one.base, level, tile)
