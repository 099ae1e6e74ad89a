"""The store that this server shows, in place of a dataset: opened once a version, its events left where they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import streamlit as st

from components.scene.binned_columns import binned_columns, part_columns
from components.scene.build import build_scene
from components.scene.packing import pack
from geo.dataset.world import amid_the_world
from geo.errors import DataPackageError, Problem
from geo.i18n import marked
from geo.store.base import load_base
from geo.store.importing import manifest
from geo.store.query import Store

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.spatial.map_tiles import Cell


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
    return _opened(folder, str(found["version"]))


@st.cache_resource(show_spinner=False, max_entries=2)
def _opened(folder: str, _version: str) -> Opened:
    found = manifest(folder) or {}
    store = Store(folder, found)
    return Opened(store, amid_the_world(load_base(store.place, found), store.extent))


@st.cache_resource(show_spinner=False, max_entries=2)
def _scene(folder: str, version: str, today: int) -> bytes:
    one = _opened(folder, version)
    return build_scene(one.base, today, binned=binned_columns(one.store, one.base))


def scene_of(one: Opened, today: int) -> bytes:
    """Return what the browser draws once of a store: counts by cell and time, and the outlines."""
    return _scene(one.store.place.address, one.store.version, today)


@lru_cache(64)
def _tile(store: Store, base: Dataset, level: int, tile: Cell) -> bytes:
    part = part_columns(store, base, level, tile)
    return pack({"events": {"count": part.count, "cells": part.header}}, part.columns)


def tile_of(one: Opened, level: int, tile: Cell) -> bytes:
    """Return the counts of a tile for cells of a level, as ``frontend/map/fine-cells.js`` reads them."""
    return _tile(one.store, one.base, level, tile)
