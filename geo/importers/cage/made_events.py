"""Events that are made in the cage: a table, its mapping and a map go in; events, claims and sources come out.

What comes out is data of the columns that are expected, whose words and ids are those that the map, the mapping and
the answer itself know: the process may have been taken over by what it was given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.dataset.columns import read_once
from geo.dataset.record_columns import PLACING
from geo.identifiers import LIST_DELIMITER, split_list
from geo.importers.cage.answers import (
    LINE,
    TEXT,
    NoAnswerError,
    read_notes,
    read_shapes,
    read_table_back,
    write_notes,
    write_shapes,
    write_table,
)
from geo.importers.claims import SOURCE_COLUMNS
from geo.importers.date_parsing import PRECISIONS
from geo.importers.event_import import Making, Parts, make_events
from geo.importers.mapping import from_json
from geo.importers.placement import Outlines
from geo.importers.problems import Notes
from geo.importers.row_dates import Days

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.importers.cage.answers import Answer, Writer
    from geo.importers.mapping import ColumnMapping
    from geo.importers.table import Table

OPTIONAL = ("end_date", "located_in")
"""Texts that may be missing, None then."""
LISTS = ("district_ids", "place_ids", "other_district_ids")
"""Tuples of ids, written with a semicolon between, which no id has in it."""
EVENTS = pa.schema(
    [
        ("event_id", TEXT),
        *((name, TEXT) for name in ("title", "start_date", "end_date", "date_precision", "category")),
        *((name, TEXT) for name in ("district_ids", "place_name", "place_ids")),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        *((name, TEXT) for name in ("location_precision", "summary", "status")),
        ("first_day", pa.int32()),
        ("last_day", pa.int32()),
        ("region_wide", pa.bool_()),
        *((name, TEXT) for name in ("other_district_ids", "placing", "located_in")),
        ("line", LINE),
        ("source_id", TEXT),
    ]
)
"""In the order in which :func:`geo.importers.rows.events_of` has them."""
TEXTS = tuple(
    field.name for field in EVENTS if field.type == TEXT and field.name not in {"event_id", *OPTIONAL, *LISTS}
)
NUMBERS = {field.name: field.type for field in EVENTS if field.type != TEXT}
REPEATED = ("source_id", "field", "unit")
CLAIMS = pa.schema(
    [("row", LINE), *((name, TEXT) for name in ("source_id", "field", "value", "unit", "note"))]
)
SOURCES = pa.schema([("source_id", TEXT), *((name, TEXT) for name in SOURCE_COLUMNS)])
_TEXT = pd.StringDtype(na_value=np.nan)


def write_request(
    writer: Writer, table: Table, mapping: ColumnMapping, outlines: Outlines, days: Days
) -> dict[str, Any]:
    """Write what events are to be made of, and return what the head says of it.

    Parameters
    ----------
    writer
        Of the request.
    table
        From :func:`geo.importers.event_import.read_columns`; its notes stay here.
    mapping, days
        As for :func:`geo.importers.event_import.make_events`.
    outlines
        Of the map.
    """
    bare = replace(table, notes=Notes(), remarks=(), questions=(), parts=(), tags={})
    shapes = np.empty(len(outlines.geometry), dtype=object)
    shapes[:] = outlines.geometry
    return {
        "table": write_table(writer, bare),
        "mapping": mapping.as_json(),
        "days": [days.first, days.last],
        "ids": outlines.ids,
        "own": sorted(outlines.own),
        "names": outlines.by_name,
        "bounds": outlines.bounds,
        "shapes": write_shapes(writer, shapes),
    }


def make(request: Answer, writer: Writer) -> dict[str, Any]:
    """Make events as :func:`write_request` asked, write them, and return what the head says of them."""
    asked = request.head
    west, south, east, north = asked["bounds"]
    outlines = Outlines(
        tuple(asked["ids"]),
        frozenset(asked["own"]),
        asked["names"],
        tuple(read_shapes(request, asked["shapes"])),
        (west, south, east, north),
    )
    parts: list[tuple[int, int]] = []

    def take(ids: npt.NDArray[np.object_], events: pd.DataFrame, claims: pd.DataFrame, _of: int) -> None:
        parts.append((_write_events(writer, ids, events), _write_claims(writer, claims)))

    table = read_table_back(request, asked["table"])
    making = make_events(table, from_json(asked["mapping"]), outlines, Days(*asked["days"]), take)
    sources = [_texts(making.sources.index), *(_texts(making.sources[name]) for name in SOURCE_COLUMNS)]
    return {
        "parts": parts,
        "sources": writer.table(pa.table(sources, schema=SOURCES)),
        "labels": making.labels,
        "notes": write_notes(writer, making.notes.frame()),
        "swapped": making.swapped,
    }


def read_made(answer: Answer, table: Table, outlines: Outlines) -> tuple[Parts, Making]:
    """Return what :func:`make` made of a table.

    Raises
    ------
    NoAnswerError
        When it is none of this table on this map.
    """
    head = answer.head
    swapped, labels, numbers = head.get("swapped"), head.get("labels"), head.get("parts")
    if not isinstance(swapped, bool) or not isinstance(labels, dict) or not isinstance(numbers, list):
        raise NoAnswerError
    labels = {str(category): _text(label) for category, label in labels.items()}
    told = answer.table(head.get("sources"), SOURCES).to_pandas(types_mapper={TEXT: _TEXT}.get)
    sources = told.set_index("source_id")
    _demand(sources.index.is_unique)
    events = [_events(answer, entry[0]) for entry in numbers]
    claims = [_claims(answer, entry[1]) for entry in numbers]
    count = sum(map(len, events))
    _demand(count <= len(table.frame) and bool(events))
    ids = pd.concat([part["event_id"] for part in events], ignore_index=True)
    _demand(ids.is_unique and (ids != "").all())
    parts, past = Parts(), 0
    for made, said in zip(events, claims, strict=True):
        _demand_known(made, labels, sources.index, outlines)
        rows = said["row"].to_numpy()
        _demand(not len(rows) or bool(past <= rows.min() <= rows.max() < past + len(made)))
        _demand(said["source_id"].cat.categories.isin(sources.index).all())
        parts.take(made.pop("event_id").to_numpy(dtype=object), made, said, count)
        past += len(made)
    notes = Notes([*table.notes.parts, read_notes(answer, head.get("notes"))])
    return parts, Making(sources, labels, notes, swapped)


def _write_events(writer: Writer, ids: npt.NDArray[np.object_], events: pd.DataFrame) -> int:
    columns = {"event_id": pa.array(ids, TEXT)}
    columns |= {name: _texts(events[name]) for name in TEXTS}
    columns |= {name: pa.array(events[name], TEXT, from_pandas=True) for name in OPTIONAL}
    columns |= {name: _texts(read_once(events[name], LIST_DELIMITER.join)) for name in LISTS}
    columns |= {name: pa.array(events[name].to_numpy(), kind) for name, kind in NUMBERS.items()}
    return writer.table(pa.table([columns[name] for name in EVENTS.names], schema=EVENTS))


def _write_claims(writer: Writer, claims: pd.DataFrame) -> int:
    rows = pa.array(claims["row"].to_numpy(np.int64), LINE)
    columns = [rows, *(_texts(claims[name].astype("str")) for name in CLAIMS.names[1:])]
    return writer.table(pa.table(columns, schema=CLAIMS))


def _texts(cells: pd.Series | pd.Index) -> pa.Array | pa.ChunkedArray:
    return pa.array(cells.array, TEXT)


def _events(answer: Answer, number: object) -> pd.DataFrame:
    rows = answer.table(number, EVENTS, may_be_missing=OPTIONAL)
    frame: pd.DataFrame = rows.to_pandas(types_mapper={TEXT: _TEXT}.get)
    for name in OPTIONAL:
        codes = rows.column(name).combine_chunks().dictionary_encode()
        words = np.array(
            [*codes.dictionary.to_pylist(), None], dtype=object
        )  # Each text once, for all its rows.
        frame[name] = pd.Series(words[codes.indices.fill_null(len(words) - 1).to_numpy()], dtype=object)
    for name in LISTS:
        frame[name] = read_once(frame[name], split_list)
    return frame


def _claims(answer: Answer, number: object) -> pd.DataFrame:
    rows = answer.table(number, CLAIMS)
    frame: pd.DataFrame = rows.to_pandas(types_mapper={TEXT: _TEXT}.get)
    for name in REPEATED:
        codes = rows.column(name).combine_chunks().dictionary_encode()
        words = pd.Index(codes.dictionary.to_pylist(), dtype="str")
        frame[name] = pd.Categorical.from_codes(codes.indices.to_numpy(), words)
    return frame


def _demand_known(
    events: pd.DataFrame, labels: dict[str, str], sources: pd.Index, outlines: Outlines
) -> None:
    """Raise NoAnswerError where events name what there is not."""
    for name, known in (
        ("category", labels),
        ("date_precision", PRECISIONS),
        ("location_precision", PLACING),
        ("placing", PLACING.values()),
    ):
        _demand(set(events[name].unique()) <= set(known))
    places = set(outlines.ids)
    for name in ("district_ids", "other_district_ids"):
        _demand(places.issuperset(one for ids in events[name].unique() for one in ids))
    _demand(places.issuperset(events["located_in"].dropna().unique()))
    named = {one for ids in events["source_id"].unique() for one in ids.split(LIST_DELIMITER)}
    _demand(named <= set(sources))
    degrees = {"lon": 180.0, "lat": 90.0}
    _demand(all((events[name].abs().fillna(0) <= most).all() for name, most in degrees.items()))
    _demand((events["first_day"] <= events["last_day"]).all())


def _demand(is_so: object) -> None:
    if not is_so:
        raise NoAnswerError


def _text(found: object) -> str:
    _demand(isinstance(found, str))
    return str(found)
