"""A small made-up dataset for tests of the rules: it has what the bundled one lacks, and never grows.

Rivermark is four districts and a town without a country. In its record are gaps in control (`north` has one
in the middle, `harbour` has no beginning and no end), a time with a town alone (`isle`), a time with a smaller
part alone (`south`), another id than "unrecorded" for what is not recorded, a category that no event has,
names in one script only, and ids of every shape that the schema allows. The variant without events has no
category in use at all.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from geo.datapackage.table_schemas import TABLES

UNRECORDED = "nobody-knows"

TABLE_FILES = Path(__file__).parent / "rivermark"
SQUARES = {"North": (10, 50), "South": (10, 49), "Harbour": (11, 49), "Outland": (11, 50)}


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, all cells as text."""
    return list(csv.DictReader(io.StringIO((TABLE_FILES / f"{name}.csv").read_text("utf-8"))))


def write_table(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Write the rows of a table into the folder of a package."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(TABLES[name]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / f"{name}.csv").write_text(text.getvalue(), "utf-8", newline="")


def write_made_up(folder: Path, *, events: bool = True) -> Path:
    """Write the package into a new folder and return it.

    Parameters
    ----------
    folder
        Where it is written.
    events
        Whether the dataset has events, and the claims on them.
    """
    folder.mkdir(parents=True)
    for name in TABLES:
        is_left_out = not events and name in {"events", "claims"}
        rows = [] if is_left_out else table(name)
        if not events and name == "control_periods":
            rows = [row | {"begins_with_event_id": ""} for row in rows]
        write_table(folder, name, rows)
    features = [
        {"type": "Feature", "properties": {"name_en": name}, "geometry": _square(*corner)}
        for name, corner in SQUARES.items()
    ]
    layer = {"type": "FeatureCollection", "features": features}
    (folder / "districts.geojson").write_text(json.dumps(layer), "utf-8")
    (folder / "datapackage.json").write_text(
        json.dumps(descriptor(events=events), ensure_ascii=False), "utf-8"
    )
    return folder


def _square(west: float, south: float) -> dict[str, Any]:
    east, north = west + 1, south + 1
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def descriptor(*, events: bool = True) -> dict[str, Any]:
    """Return the package's descriptor."""
    licences = [
        {"name": "CC0-1.0", "title": "CC0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
    ]
    tables = [
        {
            "name": name,
            "path": f"{name}.csv",
            "title": name.replace("_", " ").capitalize(),
            "licenses": licences,
            "schema": {"fields": [{"name": column} for column in fields]},
        }
        for name, fields in TABLES.items()
    ]
    layer = {"name": "districts", "path": "districts.geojson", "title": "Districts", "licenses": licences}
    return {
        "name": "rivermark",
        "title": "Rivermark",
        "description": "A made-up land.",
        "resources": [*tables, layer],
        "dashboard": DASHBOARD | {"landmarks": DASHBOARD["landmarks"] if events else []},
    }


def _coloured(entry_id: str, label: str, light: str, dark: str, **more: str) -> dict[str, str]:
    return {"id": entry_id, "label": label, "light": light, "dark": dark, **more}


DASHBOARD: dict[str, Any] = {
    "defaultDay": "1904-05-02",
    "defaultRange": ["1901-01-01", "1904-12-31"],
    "firstDay": "1900-01-01",
    "bounds": {"south": 49, "west": 10, "north": 52, "east": 13},
    "attribution": "Made up",
    "districts": [
        {"id": "north", "seat": "fort"},
        {"id": "south"},
        {"id": "isle", "seat": "isle-town"},
        {"id": "harbour", "seat": "h"},
    ],
    "groups": [
        _coloured("war", "War", "#A3222F", "#F2666F"),
        _coloured("life", "Life", "#2F6B3A", "#7FCB8C"),
    ],
    "categories": [
        _coloured("battle", "Battles", "#A3222F", "#F2666F", group="war", icon="M2 2h12v12H2z"),
        _coloured("treaty", "Treaties", "#2F6B3A", "#7FCB8C", group="life", icon="M8 2l6 12H2z"),
        _coloured("building", "Building", "#4A6FA5", "#8FB3E8", group="life", icon="M2 8l6-6 6 6-6 6z"),
        _coloured("festival", "Festivals", "#7A5CA0", "#B79BE0", group="life", icon="M2 2h6v6H2z"),
    ],
    "controllers": [
        _coloured("reds", "Reds", "#A03030", "#E07070"),
        _coloured("blues", "Blues", "#3050A0", "#7090E0"),
    ],
    "unrecorded": _coloured(UNRECORDED, "Nobody knows", "#CFCABF", "#3A424B"),
    "voices": [
        {"id": "red", "label": "Red", "publisherKinds": ["red_press"]},
        {
            "id": "blue",
            "label": "Blue",
            "publisherKinds": ["blue_press", "blue_state"],
            "stateKinds": ["blue_state"],
        },
        {"id": "world", "label": "World", "publisherKinds": ["world_press"], "independent": True},
    ],
    "publisherKinds": {
        "red_press": "Red press",
        "blue_press": "Blue press",
        "blue_state": "Blue state body",
        "world_press": "World press",
    },
    "evidence": [
        {"id": "several", "label": "Several sides", "meaning": "Two voices or more speak of it."},
        {"id": "one_side", "label": "One side", "meaning": "Two sources or more of one voice speak of it."},
        {"id": "single", "label": "Single source", "meaning": "One source speaks of it."},
        {"id": "disputed", "label": "Disputed", "meaning": "Its sources contradict each other."},
    ],
    "jumps": [{"id": "all", "label": "All", "from": "1900-01-01", "to": None}],
    "landmarks": [{"label": "Peace", "eventId": "x-1-y-22", "rank": 1}],
    "fieldLabels": {"deaths": "Deaths"},
    "factLabels": {"area_km2": "Area (km²)"},
    "notes": {},
    "statementFields": ["statement"],
    "remarkFields": ["source_remark"],
    "noteWords": {"differ": ["disagree"], "apart": ["before"], "report": []},
    "measures": [
        {
            "id": "killed",
            "label": "Killed",
            "unit": "persons",
            "fields": [{"field": "deaths"}],
            "why": "Tolls overlap.",
        }
    ],
}
