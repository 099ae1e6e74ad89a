"""The scene: everything the browser draws, packed once for a dataset: outlines, control, places and events."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.ops import polylabel

from components.program import program
from components.scene.event_columns import DEGREE, cell_columns, event_columns, quantise
from components.scene.packing import pack
from components.wording.control_text import held_text
from geo.control.history import unbroken_history
from geo.dataset.cache import cached
from geo.i18n import DEFAULT, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

    from components.scene.binned_columns import Binned
    from components.scene.event_columns import Columns
    from geo.dataset.dataset import Dataset

PAINTED = 300_000
"""Up to this many events each is drawn by itself; above, the map counts them by cell."""

MOST_TITLES = 5_000
"""Above this many events, identifiers and titles stay on the server and are asked for one by one."""

MOST_SHORT = 1 << 16
"""Up to this many shapes of a layer their numbers are written in two bytes, above in four."""

MARGINS = (0.6, 0.05)
"""Degrees (longitude, latitude) around the districts within which countries and waters are named."""


def build_scene(
    dataset: Dataset, today: int, *, seen: str = "", painted: int = PAINTED, binned: Binned | None = None
) -> bytes:
    """Pack a dataset for the browser.

    Parameters
    ----------
    dataset
        The loaded dataset; its frames are not changed. The scene's words are in its language.
    today
        The last day of the timeline, in days since 1970-01-01.
    seen
        How the dataset is seen, where more than one scene is made of it; the browser keeps a scene of the
        same version.
    painted
        How many events are drawn one by one.
    binned
        The counts of a store (:func:`components.scene.binned_columns.binned_columns`), in place of the events.

    Returns
    -------
    bytes
        The buffer that ``frontend/shared/scene.js`` reads. Positions are EPSG:4326 in units of
        1e-5 degrees, days are whole days since 1970-01-01.
    """
    with speaking(_language(dataset)):  # Whoever asks first: the scene of a dataset is everybody's.
        return _packed(dataset, today, seen, painted, binned)


def _language(dataset: Dataset) -> str:
    return DEFAULT if dataset.spoken is None else dataset.spoken.texts.language


def _packed(dataset: Dataset, today: int, seen: str, painted: int, binned: Binned | None) -> bytes:
    columns: Columns = {}
    outlines = {"districts": dataset.districts, "neighbours": dataset.neighbours, **dataset.backdrop}
    shapes = {}
    for layer, frame in outlines.items():
        shapes[layer] = len(frame)
        columns |= _shape_columns(layer, frame.geometry)
    cells: Mapping[str, Any] | None = None
    if binned is not None:
        cells, counted = binned.header, binned.columns
        columns |= counted
    elif len(dataset.events) > painted:
        cells, counted = cell_columns(dataset)
        columns |= counted
    else:
        columns |= event_columns(dataset)
    columns |= {
        "place_lon": quantise(dataset.places.geometry.x),
        "place_lat": quantise(dataset.places.geometry.y),
    }
    header = _header(dataset, today, shapes)
    header["events"]["cells"] = cells
    if binned is not None:
        header["events"] |= {"count": binned.count, "ids": None, "titles": None, "places": None}
    if dataset.about.start is not None:
        header["start"] = dataset.about.start
    header["version"] = version_of(dataset, today, seen)
    return pack(header, columns)


def _header(dataset: Dataset, today: int, shapes: dict[str, int]) -> dict[str, Any]:
    about = dataset.about
    small = len(dataset.events) <= MOST_TITLES
    events: dict[str, Any] = {"count": len(dataset.events), "ids": None, "titles": None, "places": None}
    if small:
        events |= {
            "ids": dataset.events.index.tolist(),
            "titles": dataset.events["title"].tolist(),
            "places": dataset.events["place_name"].fillna("").tolist(),
        }
    return {
        "today": today,
        "range": [about.first_day, today],
        "controllers": [_coloured(item) for item in (*about.controllers, about.unrecorded)],
        "unrecorded": len(about.controllers),
        "groups": [_coloured(item) for item in about.groups],
        "categories": [
            {**_coloured(item), "group": item.group, "path": item.icon_path} for item in about.categories
        ],
        "evidence": [{"id": item.id, "label": item.label} for item in about.evidence],
        "districts": _districts(dataset),
        "neighbours": [{"name": name} for name in dataset.neighbours["name"]],
        "countries": _labelled(dataset, "countries"),
        "waters": _labelled(dataset, "waters"),
        "shapes": shapes,
        "places": [
            {"id": place_id, "name": name, "kind": row.kind, "district": row.district_id}
            for place_id, name, row in zip(
                dataset.places.index, names_of(dataset.places), dataset.places.itertuples(), strict=True
            )
        ],
        "events": events,
        "bounds": about.bounds,
        "attribution": about.attribution,
        "tiles": [
            {"name": item.name, "url": item.url, "attribution": item.attribution} for item in about.tiles
        ],
    }


@cached(2)
def scene_words(dataset: Dataset, version: str) -> dict[str, Any]:
    """Return the words of a scene in the language of a dataset, to be said over those in the scene itself.

    Parameters
    ----------
    dataset
        Of :func:`geo.translations.translated_dataset`: the scene's dataset in another language.
    version
        Of the scene, which all people share whatever their language.

    Returns
    -------
    dict
        By the scene's own keys, in the order of its lists; ``language`` and ``version``.
    """
    about, events = dataset.about, dataset.events
    small = len(events) <= MOST_TITLES
    history = unbroken_history(dataset)
    return {
        "language": _language(dataset),
        "version": version,
        "labels": {
            "controllers": [item.label for item in (*about.controllers, about.unrecorded)],
            "groups": [item.label for item in about.groups],
            "categories": [item.label for item in about.categories],
            "evidence": [item.label for item in about.evidence],
        },
        "names": {
            "districts": dataset.districts["name"].tolist(),
            "neighbours": dataset.neighbours["name"].tolist(),
            "places": names_of(dataset.places),
            **{layer: _names(dataset, layer) for layer in ("countries", "waters")},
            "tiles": [item.name for item in about.tiles],
        },
        "control": [
            [held_text(segment.shares, about) for segment in history[district]]
            for district in dataset.districts.index
        ],
        "titles": events["title"].tolist() if small and len(events) else None,
        "places": events["place_name"].fillna("").tolist() if small and len(events) else None,
        "attribution": about.attribution,
    }


def names_of(frame: pd.DataFrame) -> list[Any]:
    """Return the names of places or shapes in the dataset's language."""
    return list(frame["name"] if "name" in frame else frame["name_en"])


def _names(dataset: Dataset, layer: str) -> list[str | None]:
    frame = dataset.backdrop.get(layer)
    return [] if frame is None else [None if _missing(name) else str(name) for name in names_of(frame)]


def version_of(dataset: Dataset, today: int, seen: str = "") -> str:
    """Return what tells one scene from another; the parameters are those of :func:`build_scene`.

    Another program may pack the same data otherwise, and a browser keeps what it has by this name for a year.
    """
    parts = f"{dataset.about.version}/{today}/{seen}/{program()}"
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def _coloured(item: Any) -> dict[str, str]:  # noqa: ANN401 - any of the vocabulary's dataclasses
    return {"id": item.id, "label": item.label, "light": item.light, "dark": item.dark}


def _labelled(dataset: Dataset, layer: str) -> list[dict[str, Any]]:
    """Name the shapes of a backdrop layer and find where their names stand clear of the districts."""
    frame = dataset.backdrop.get(layer)
    if frame is None:
        return []
    (south, west), (north, east) = dataset.about.bounds
    wide, high = MARGINS
    free = shapely.box(west - wide, south - high, east + wide, north + high).difference(
        dataset.districts.geometry.dropna().union_all()
    )
    described: list[dict[str, Any]] = []
    for name, shape in zip(names_of(frame), frame.geometry, strict=True):
        if _missing(name):
            described.append({"name": None, "label": None})
            continue
        parts = [part for part in shapely.get_parts(shape.intersection(free)) if part.area > 0]
        spot = polylabel(max(parts, key=lambda part: part.area), high) if parts else None
        described.append({"name": str(name), "label": [spot.x, spot.y] if spot else None})
    return described


def _districts(dataset: Dataset) -> list[dict[str, Any]]:
    codes = {
        item.id: code for code, item in enumerate((*dataset.about.controllers, dataset.about.unrecorded))
    }
    history = unbroken_history(dataset)
    described = []
    for row in dataset.districts.itertuples():
        seat = None if _missing(row.seat_lon) else [row.seat_lon, row.seat_lat]
        described.append(
            {
                "id": row.Index,
                "name": row.name,
                "label": [row.label_lon, row.label_lat],
                "seat": seat,
                "outlined": bool(row.outlined),
                "segments": [
                    {
                        "from": segment.from_day,
                        "text": held_text(segment.shares, dataset.about),
                        "shares": [[codes[controller], size] for controller, size in segment.shares],
                    }
                    for segment in history[row.Index]
                ],
            }
        )
    return described


def _shape_columns(layer: str, geometry: gpd.GeoSeries) -> Columns:
    """Write the rings (or lines) of a layer as delta-coded coordinates."""
    coordinates: list[npt.NDArray[np.int64]] = []
    lengths: list[int] = []
    owners: list[int] = []
    for position, shape in enumerate(geometry):
        for ring in _rings(shape):
            points = np.rint(shapely.get_coordinates(ring) * DEGREE).astype(np.int64)
            coordinates.append(np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int64)).ravel())
            lengths.append(len(points))
            owners.append(position)
    joined = np.concatenate(coordinates) if coordinates else np.zeros(0, np.int64)
    return {
        f"{layer}_xy": joined.astype(np.int32),
        f"{layer}_rings": np.array(lengths, np.uint32),
        f"{layer}_ring_of": np.array(owners, np.uint16 if len(geometry) <= MOST_SHORT else np.uint32),
    }


def _rings(shape: shapely.Geometry | None) -> list[shapely.Geometry]:
    if shape is None or shape.is_empty:
        return []
    rings: list[shapely.Geometry] = []
    for part in shapely.get_parts(shape):
        rings += [part.exterior, *part.interiors] if isinstance(part, shapely.Polygon) else [part]
    return rings


def _missing(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN is the one value unlike itself
