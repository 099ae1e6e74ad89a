"""The plan of an import: all that a worker must know to make the parts of a slice, as a file that it reads once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import shapely

from geo.dataset.metadata import Voice
from geo.importers import from_json
from geo.importers.counts import Signs
from geo.importers.placement import Outlines
from geo.importers.row_dates import Days
from geo.store.address import Place
from geo.store.slices import Reading, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.importers.mapping import ColumnMapping

FORMAT = 2
"""Of the files of a store; one of another format is not gone on with."""
WORK = 2
"""Of the files of an unfinished import; what was begun with another is begun anew."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What an import does.

    Parameters
    ----------
    name
        What the events are called where a row names no source and has no id: the title, or the store's name.
    files
        The files, in their order.
    identities
        What tells each from another of the same name (:func:`geo.store.address.identity`).
    mappings
        What the columns mean, by their names.
    signs
        How counts are written, by the names of the columns.
    reading
        How the files are read.
    outlines, days
        The districts and the days of the dataset.
    voices, categories
        Of the dataset: who speaks, and the ids by label.
    taken
        Ids of the dataset's own events.
    terms
        Title and licence of the imported data.
    language
        In which problems are told.
    decimals
        The sign before the decimals of coordinates, by the names of the columns.
    own
        Version of the dataset whose own events stay, "" for none.
    rows, size
        Rows and bytes of a slice.
    """

    name: str
    files: tuple[Source, ...]
    identities: tuple[Mapping[str, object], ...]
    mappings: Mapping[tuple[str, ...], ColumnMapping]
    signs: Mapping[tuple[str, ...], Signs]
    reading: Reading
    outlines: Outlines
    days: Days
    voices: tuple[Voice, ...]
    categories: Mapping[str, str]
    taken: frozenset[str] = frozenset()
    terms: tuple[str, str] = ("", "")
    language: str = "en"
    decimals: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    own: str = ""
    rows: int = 0
    size: int = 0

    @property
    def id(self) -> str:
        """What tells it from any other plan: its version of the store is named so."""
        return hashlib.sha256(json.dumps(self.as_json(), sort_keys=True).encode()).hexdigest()[:16]

    def mapping_of(self, source: Source) -> ColumnMapping:
        """Return what the columns of a file mean."""
        return self.mappings[source.columns]

    def as_json(self) -> dict[str, Any]:
        """Return the plan as an object for JSON."""
        outlines = self.outlines
        return {
            "format": FORMAT,
            "work": WORK,
            "name": self.name,
            "files": [asdict(source) for source in self.files],
            "identities": [dict(one) for one in self.identities],
            "mappings": [
                {
                    "columns": list(columns),
                    "mapping": mapping.as_json(),
                    "signs": asdict(self.signs.get(columns, Signs())),
                    "decimal": self.decimals.get(columns, ""),
                }
                for columns, mapping in self.mappings.items()
            ],
            "reading": asdict(self.reading),
            "outlines": {
                "ids": list(outlines.ids),
                "own": sorted(outlines.own),
                "byName": outlines.by_name,
                "geometry": [
                    None if shape is None else shapely.to_wkb(shape, hex=True) for shape in outlines.geometry
                ],
                "bounds": list(outlines.bounds),
            },
            "days": [self.days.first, self.days.last],
            "voices": [asdict(voice) for voice in self.voices],
            "categories": dict(self.categories),
            "taken": sorted(self.taken),
            "terms": list(self.terms),
            "language": self.language,
            "own": self.own,
            "rows": self.rows,
            "size": self.size,
        }


def plan_from(told: Mapping[str, Any]) -> Plan:
    """Return a plan from what :meth:`Plan.as_json` made of it."""
    outlines = told["outlines"]
    shapes = (None if shape is None else shapely.from_wkb(shape) for shape in outlines["geometry"])
    west, south, east, north = outlines["bounds"]
    groups = {tuple(entry["columns"]): entry for entry in told["mappings"]}
    first, last = told["days"]
    title, licence = told["terms"]
    decimals = {columns: entry["decimal"] for columns, entry in groups.items()}
    return Plan(
        told["name"],
        tuple(Source(**{**entry, "columns": tuple(entry["columns"])}) for entry in told["files"]),
        tuple(told["identities"]),
        {columns: from_json(entry["mapping"]) for columns, entry in groups.items()},
        {columns: Signs(**entry["signs"]) for columns, entry in groups.items()},
        Reading(**told["reading"]),
        Outlines(
            tuple(outlines["ids"]),
            frozenset(outlines["own"]),
            dict(outlines["byName"]),
            tuple(shapes),
            (west, south, east, north),
        ),
        Days(first, last),
        tuple(_voice(entry) for entry in told["voices"]),
        dict(told["categories"]),
        frozenset(told["taken"]),
        (title, licence),
        told["language"],
        decimals,
        told["own"],
        told["rows"],
        told["size"],
    )


def _voice(told: Mapping[str, Any]) -> Voice:
    known = {**told, "publisher_kinds": tuple(told["publisher_kinds"])}
    return Voice(**{**known, "state_kinds": tuple(told["state_kinds"])})


def work_folder(plan_id: str) -> str:
    """Return the folder of what an import has made so far."""
    return f"work/{plan_id}"


def write_plan(store: Place, plan: Plan) -> None:
    """Put a plan where the workers read it."""
    store.write_json(f"{work_folder(plan.id)}/plan.json", plan.as_json())


@lru_cache(maxsize=1)
def read_plan(address: str, plan_id: str) -> Plan:
    """Return a plan of a store; a worker reads it once."""
    told = Place(address).read_json(f"{work_folder(plan_id)}/plan.json")
    return plan_from(told)


def with_signs(plan: Plan, signs: Mapping[tuple[str, ...], Signs]) -> Plan:
    """Return a plan in which counts are read otherwise."""
    return replace(plan, signs=dict(signs))
