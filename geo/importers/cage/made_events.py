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
import pyarrow.compute as pc

from geo.dataset.columns import arrow_texts, compact, is_large
from geo.dataset.record_columns import PLACING
from geo.identifiers import LIST_DELIMITER, split_list
from geo.importers.cage.answers import (
    CODED,
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
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt
    from pandas.api.extensions import ExtensionArray

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
EVENT_TEXTS = tuple(field.name for field in EVENTS if field.type == TEXT and field.name != "event_id")
CLAIM_TEXTS = ("source_id", "field", "value", "unit")
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

    def take(
        ids: npt.NDArray[np.object_] | ExtensionArray, events: pd.DataFrame, claims: pd.DataFrame, of: int
    ) -> None:
        if is_large(of):
            events, claims = compact(events, "events"), compact(claims, "claims")
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
    sources = _sources(answer, head.get("sources"))
    events = [answer.table(entry[0], EVENTS, may_be_missing=OPTIONAL, coded=EVENT_TEXTS) for entry in numbers]
    claims = [answer.table(entry[1], CLAIMS, coded=CLAIM_TEXTS) for entry in numbers]
    count = sum(map(len, events))
    _demand(count <= len(table.frame) and bool(events))
    ids = pa.chunked_array([chunk for part in events for chunk in part.column("event_id").chunks], TEXT)
    _demand(pc.count_distinct(ids).as_py() == count and not pc.any(pc.equal(ids, "")).as_py())
    parts, past = Parts(), 0
    for made, said in zip(events, claims, strict=True):
        some, of_some = _events(made, large=is_large(count)), _claims(said, large=is_large(count))
        _demand_known(some, labels, sources.index, outlines)
        rows = of_some["row"].to_numpy()
        _demand(not len(rows) or bool(past <= rows.min() <= rows.max() < past + len(some)))
        _demand(of_some["source_id"].cat.categories.isin(sources.index).all())
        parts.keep(made.column("event_id"), some, of_some)
        past += len(some)
    notes = Notes([*table.notes.parts, read_notes(answer, head.get("notes"))])
    return parts, Making(sources, labels, notes, swapped)


def _sources(answer: Answer, number: object) -> pd.DataFrame:
    """Return the sources, which a session keeps: copied, so that they keep nothing else of the answer."""
    rows = answer.table(number, SOURCES)
    rows = rows.take(pa.array(np.arange(len(rows))))
    sources: pd.DataFrame = rows.to_pandas(types_mapper={TEXT: _TEXT}.get).set_index("source_id")
    _demand(sources.index.is_unique)
    return sources


def _write_events(writer: Writer, ids: npt.NDArray[np.object_] | ExtensionArray, events: pd.DataFrame) -> int:
    columns = {"event_id": arrow_texts(ids)}
    columns |= {name: _texts(events[name]) for name in TEXTS}
    columns |= {name: pa.array(events[name], TEXT, from_pandas=True).dictionary_encode() for name in OPTIONAL}
    columns |= {name: _lists(events[name]) for name in LISTS}
    columns |= {name: pa.array(events[name].to_numpy(), kind) for name, kind in NUMBERS.items()}
    return writer.table(_as_written(columns, EVENTS))


def _write_claims(writer: Writer, claims: pd.DataFrame) -> int:
    columns = {"row": pa.array(claims["row"].to_numpy(np.int64), LINE)}
    columns |= {name: _texts(claims[name]) for name in CLAIMS.names[1:]}
    return writer.table(_as_written(columns, CLAIMS))


def _as_written(columns: Mapping[str, pa.Array], schema: pa.Schema) -> pa.Table:
    """Return a table in the order of a schema; codes stay such."""
    coded = {name for name, column in columns.items() if pa.types.is_dictionary(column.type)}
    fields = [field.with_type(CODED) if field.name in coded else field for field in schema]
    return pa.table([columns[name] for name in schema.names], schema=pa.schema(fields))


def _lists(cells: pd.Series) -> pa.Array:
    """Return tuples of ids as codes, each different one written once."""
    codes, different = pd.factorize(cells)
    texts = pa.array([LIST_DELIMITER.join(ids) for ids in different], TEXT)
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), texts)


def _texts(cells: pd.Series | pd.Index) -> pa.Array | pa.ChunkedArray:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        coded: pd.Categorical = cells.array
        words = pa.array(coded.categories.astype("str").array, TEXT)
        words = words.combine_chunks() if isinstance(words, pa.ChunkedArray) else words
        return pa.DictionaryArray.from_arrays(pa.array(coded.codes, pa.int32()), words)
    return pa.array(cells.array, TEXT)


def _events(rows: pa.Table, *, large: bool) -> pd.DataFrame:
    columns: dict[str, object] = {}
    for name in rows.column_names:
        column = rows.column(name)
        if name in OPTIONAL:
            codes, words = _codes(column)
            columns[name] = _objects([*words, None], codes)
        elif name in LISTS:
            codes, words = _codes(column)
            columns[name] = _objects(map(split_list, words), codes)
        elif name in NUMBERS:
            columns[name] = column.to_numpy()
        elif name != "event_id":
            columns[name] = _text_column(column, coded=large)
    return pd.DataFrame(columns)


def _claims(rows: pa.Table, *, large: bool) -> pd.DataFrame:
    columns: dict[str, object] = {"row": rows.column("row").to_numpy()}
    for name in REPEATED:
        codes, words = _codes(rows.column(name))
        columns[name] = pd.Categorical.from_codes(codes, words)
    columns |= {name: _text_column(rows.column(name), coded=large) for name in ("value", "note")}
    return pd.DataFrame({name: columns[name] for name in CLAIMS.names})


def _text_column(column: pa.ChunkedArray, *, coded: bool) -> pd.Categorical | ExtensionArray:
    """Return texts: as codes where they came so, and may stay so."""
    if coded and column.type == CODED:
        codes, words = _codes(column)
        return pd.Categorical.from_codes(codes, words)
    if column.type == CODED:
        _codes(column)
        column = column.cast(TEXT)
    cells: ExtensionArray = pd.array(column, dtype=_TEXT)
    return cells


def _codes(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.int32], pd.Index]:
    """Return the position of each text among the different ones, -1 for none, and these, copied."""
    coded = column if column.type == CODED else column.dictionary_encode()
    whole = coded.unify_dictionaries().combine_chunks()
    _demand(whole.dictionary.null_count == 0)
    words = pd.Index(whole.dictionary.to_pylist(), dtype="str")
    _demand(words.is_unique)
    return whole.indices.fill_null(-1).to_numpy(), words


def _objects(values: Iterable[object], codes: npt.NDArray[np.int32]) -> pd.Series:
    """Return objects by their codes; each is read once, for all its rows."""
    listed = list(values)
    found = np.empty(len(listed), dtype=object)
    found[:] = listed
    return pd.Series(found[codes], dtype=object)


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
        _demand(set(_different(events[name])) <= set(known))
    places = set(outlines.ids)
    for name in ("district_ids", "other_district_ids"):
        _demand(places.issuperset(one for ids in events[name].unique() for one in ids))
    _demand(places.issuperset(events["located_in"].dropna().unique()))
    named = {one for ids in _different(events["source_id"]) for one in ids.split(LIST_DELIMITER)}
    _demand(named <= set(sources))
    degrees = {"lon": 180.0, "lat": 90.0}
    _demand(all((events[name].abs().fillna(0) <= most).all() for name, most in degrees.items()))
    _demand((events["first_day"] <= events["last_day"]).all())


def _different(texts: pd.Series) -> pd.Index | npt.NDArray[np.object_]:
    return texts.cat.categories if isinstance(texts.dtype, pd.CategoricalDtype) else texts.unique()


def _demand(is_so: object) -> None:
    if not is_so:
        raise NoAnswerError


def _text(found: object) -> str:
    _demand(isinstance(found, str))
    return str(found)
