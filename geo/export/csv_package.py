"""CSV: three tables, a Frictionless data package that describes them, and a note for a person."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from geo.csv_injection import neutralise
from geo.dataset.origin import ADDED
from geo.export.archive import archive
from geo.export.provenance import RECORDS
from geo.i18n import gettext, marked
from geo.identifiers import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.dataset.record_columns import Column
    from geo.export.provenance import Provenance
    from geo.export.records import Records

KEYS = {"events": "event_id", "sources": "source_id"}
LINKS = {"claims": {"event_id": "events", "source_id": "sources"}}
NOTE = marked(
    "The tables are CSV: UTF-8, commas, one line of names. Nothing known is a blank cell. "
    "A cell that a spreadsheet program would take for a formula has an apostrophe (') before it: "
    "take one away to have the text as it was. datapackage.json describes every column."
)


ADDED_TO = frozenset({"events", "claims", "sources"})
"""Tables that hold rows of the dataset and rows that were added."""


def csv_package(records: Records, provenance: Provenance) -> bytes:
    """Write records as a zip archive of CSV files.

    Parameters
    ----------
    records
        What to write.
    provenance
        Goes into `datapackage.json` and `README.txt`.

    Returns
    -------
    bytes
        An archive with `events.csv`, `claims.csv`, `sources.csv`, `datapackage.json` and
        `README.txt`. Text that looks like a formula is neutralised; numbers stay numbers.
    """
    tables = records.tables()
    files = {f"{name}.csv": table_csv(table, records.columns[name]) for name, table in tables.items()}
    descriptor = json.dumps(_descriptor(records, provenance), ensure_ascii=False, indent=2)
    files["datapackage.json"] = descriptor.encode()
    files["README.txt"] = f"{provenance.text(RECORDS, records.language)}\n{gettext(NOTE)}\n".encode()
    return archive(files, provenance.made)


def table_csv(table: pd.DataFrame, columns: Iterable[Column]) -> bytes:
    """Write one table as CSV (UTF-8, lines ended by CR LF as RFC 4180 has it)."""
    columns = tuple(columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    cells = [[_cell(value, column) for value in table[column.name]] for column in columns]
    writer.writerows(zip(*cells, strict=True))
    return text.getvalue().encode()


def _cell(value: Any, column: Column) -> str:  # noqa: ANN401 (a cell of any column)
    if column.kind == "string":
        return neutralise(value)
    if column.kind == "boolean":
        return "true" if value else "false"
    return "" if value != value else repr(value)  # noqa: PLR0124 (NaN is the one value unlike itself)


def _descriptor(records: Records, provenance: Provenance) -> dict[str, Any]:
    about = provenance.about
    described = provenance.as_json(RECORDS, records.language)
    kept = ("title", "description", "version", "translations")
    return {
        "profile": "tabular-data-package",
        "name": slug(about.title),
        **{key: described[key] for key in kept if key in described},
        "created": f"{provenance.made.isoformat()}T00:00:00Z",
        "selection": provenance.selection,
        "permalink": provenance.permalink,
        "resources": [
            _resource(name, len(table), records.columns[name], provenance)
            for name, table in records.tables().items()
        ],
    }


def _resource(name: str, rows: int, columns: Iterable[Column], provenance: Provenance) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": column.kind, "description": column.description} for column in columns
    ]
    schema: dict[str, Any] = {"fields": fields}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    if name in LINKS:
        schema["foreignKeys"] = [
            {"fields": field, "reference": {"resource": target, "fields": field}}
            for field, target in LINKS[name].items()
        ]
    origin = provenance.resources((name, ADDED) if name in ADDED_TO else (name,))
    stated = all(resource.licences for resource in origin)  # Of rows that were added it may not be known.
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": rows,
        "licenses": [
            {"name": licence, "title": title, "path": address}
            for resource in origin
            for licence, title, address in (resource.licences if stated else ())
        ],
        "attribution": "; ".join(resource.attribution for resource in origin if resource.attribution),
        "schema": schema,
    }
