"""The dataset on which a store's events are shown, without events of its own: districts, places, words, histories."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geo
from geo.datapackage.write import write_package
from geo.dataset.metadata import Jump, Voice
from geo.errors import DataPackageError, Problem
from geo.i18n import marked
from geo.importers.merge import added_categories

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.dataset import Dataset
    from geo.store.address import Place

FOLDER = "dataset"
"""In the folder of a version: a data package."""


def write_base(store: Place, version: str, dataset: Dataset) -> None:
    """Write the dataset of a store beside its events, without events, claims on them and stories of them."""
    periods = dataset.control_periods.assign(begins_with_event_id="")
    bare = replace(
        dataset,
        about=replace(dataset.about, landmarks=()),
        events=dataset.events.iloc[:0],
        claims=dataset.claims.iloc[:0],
        disagreements=dataset.disagreements.iloc[:0],
        control_periods=periods,
        stories=None,
        story_steps=None,
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary, FOLDER)
        write_package(bare, folder, "csv")
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                name = file.relative_to(folder).as_posix()
                store.write(f"versions/{version}/{FOLDER}/{name}", file.read_bytes(), lasting=False)


def load_base(store: Place, manifest: Mapping[str, Any]) -> Dataset:
    """Return the dataset of a store without events, which knows the categories, voices and days of the events.

    Raises
    ------
    DataPackageError
        When it is not there, as in a store whose import was not finished, or cannot be shown.
    """
    name = f"versions/{manifest['version']}/{FOLDER}"
    if not store.exists(f"{name}/datapackage.json"):
        problem = Problem(
            f"{FOLDER}/datapackage.json",
            None,
            "",
            "",
            marked("the dataset of the districts beside the events of the store"),
            marked("Import the files again, with the same command"),
        )
        raise DataPackageError((problem,))
    if store.is_local:
        return _told(geo.load(Path(store.path(name))), manifest)
    with tempfile.TemporaryDirectory() as temporary:
        for file in store.every(name):
            target = Path(temporary, file)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(store.read(f"{name}/{file}"))
        return _told(geo.load(temporary), manifest)


def _told(dataset: Dataset, manifest: Mapping[str, Any]) -> Dataset:
    about = dataset.about
    groups, categories = added_categories(about, manifest["categories"])
    changed = replace(
        about,
        title=manifest["title"] or about.title,
        subtitle="",
        groups=groups,
        categories=categories,
        voices=tuple(
            Voice(**{**one, "publisher_kinds": tuple(one["publisher_kinds"])}) for one in manifest["voices"]
        ),
        version=f"{about.version}-{manifest['version']}",
    )
    first, last = manifest["firstDay"], manifest["lastDay"]
    if first is not None:
        everything = Jump("all", marked("All"), first, None)
        changed = replace(
            changed, first_day=first, default_day=last, default_range=(first, last), jumps=(everything,)
        )
    return replace(dataset, about=changed)
