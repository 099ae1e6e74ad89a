"""Reader of events or claims in Parquet files, by columns: numbers, codes, mapped texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow.lib import ArrowException

from geo.datapackage.parquet.mapped_texts import TextFile, as_column
from geo.datapackage.parquet.write import DAYS, GEOMETRY, NUMBERS, SEARCH_TEXT
from geo.dataset.columns import as_category, ids_by_code, positions
from geo.errors import Problem
from geo.i18n import marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.datapackage.table_schemas import Field

LONG = {"events": ("title", "summary", SEARCH_TEXT), "claims": ("value", "note")}
"""Texts that differ from row to row and are only shown: they are mapped, not held."""
EVENT_ID = "event_id"
DAMAGED = (ArrowException, OSError, ValueError)


class Read(NamedTuple):
    """A table as it was read.

    Parameters
    ----------
    frame
        Index the row from 1; longitude and latitude float64, all other columns text or `category`
        of text, "" where blank.
    fingerprints
        What the files say of the names in their search texts; one where all say the same.
    """

    frame: pd.DataFrame
    fingerprints: frozenset[str]


def read_partitioned(
    name: str,
    folder: Path,
    paths: Sequence[str],
    fields: Mapping[str, Field],
    problems: list[Problem],
    *,
    event_ids: pd.Series | None = None,
) -> Read | None:
    """Read a table of Parquet files, one after the other.

    Parameters
    ----------
    name
        `events` or `claims`.
    folder
        The folder of the data package.
    paths
        Paths inside the package, in their order.
    fields
        The columns there must be; the geometry is not read, it is the point of lon and lat once more.
    problems
        What is wrong is added here: a file that is no whole Parquet file, a column that is not there or
        of another type, a blank cell where there must be a value.
    event_ids
        Those of the events, where they were read before the claims.
    """
    columns = [column for column in fields if column not in {GEOMETRY, SEARCH_TEXT}]
    reader = _Reader(name, columns, problems, frozenset(c for c in columns if _is_needed(fields[c])))
    for path in paths:
        reader.read(path, folder / path)
    return reader.table(pd.Index([], dtype="str") if event_ids is None else pd.Index(event_ids))


def _is_needed(field: Field) -> bool:
    return bool(field.get("constraints", {}).get("required"))


class _Reader:
    """Takes in one file after the other."""

    def __init__(
        self, name: str, columns: list[str], problems: list[Problem], needed: frozenset[str]
    ) -> None:
        self._name = name
        self._problems = problems
        self._before = len(problems)
        self._needed = needed
        self._columns = columns
        self._short: list[pa.Table] = []
        self._long = {column: TextFile() for column in LONG[name]}
        self._links: list[pa.DictionaryArray] = []
        self._fingerprints: set[str] = set()
        self._rows = 0

    def read(self, path: str, file: Path) -> None:
        """Take in a file; what is wrong with it goes to the problems."""
        try:
            schema = pq.read_schema(file)
            if not self._fits(path, schema):
                return
            metadata = schema.metadata or {}
            self._fingerprints.add(metadata.get(SEARCH_TEXT.encode(), b"").decode("utf-8", "replace"))
            self._read(path, ds.dataset(file, format=self._as_codes(schema)))
        except DAMAGED as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            remedy = marked("Restore the file, or write the dataset anew")
            self._problems.append(Problem(path, None, "", reason, marked("a whole Parquet file"), remedy))

    def _fits(self, path: str, schema: pa.Schema) -> bool:
        before = len(self._problems)
        for column in self._columns:
            if column not in schema.names:
                remedy = marked("Add the column, or write the dataset anew")
                self._problems.append(Problem(path, None, column, "", marked("this column"), remedy))
            elif not _is_of_kind(column, schema.field(column).type):
                kind = (
                    marked("a column of numbers")
                    if column in NUMBERS
                    else marked("a column of days or text")
                    if column in DAYS
                    else marked("a column of text")
                )
                read = str(schema.field(column).type)
                remedy = marked("Write the column in this type")
                self._problems.append(Problem(path, None, column, read, kind, remedy))
        return len(self._problems) == before

    def _as_codes(self, schema: pa.Schema) -> ds.ParquetFileFormat:
        """Return how to read a file: texts that are held come as the codes in which they are stored."""
        texts = (name for name in self._columns if name not in self._long and not self._is_key(name))
        coded_columns = {name for name in texts if pa.types.is_string(schema.field(name).type)}
        return ds.ParquetFileFormat(read_options=ds.ParquetReadOptions(dictionary_columns=coded_columns))

    def _read(self, path: str, found: ds.Dataset) -> None:
        short = [column for column in self._columns if column not in self._long]
        texts = [column for column in self._long if column in found.schema.names]
        for batch in found.to_batches(columns=[*short, *texts]):
            for column, file in self._long.items():
                known = column in texts
                part = batch.column(column) if known else pa.nulls(len(batch), pa.large_string())
                file.append(part.dictionary_decode() if pa.types.is_dictionary(part.type) else part)
                if column in self._needed:
                    self._note_blank(path, column, part)
            kept = {column: self._kept(column, batch.column(column)) for column in short}
            if self._name == "claims":
                self._links.append(kept.pop(EVENT_ID))
            self._short.append(pa.table(kept))
            self._rows += len(batch)

    def _kept(self, column: str, values: pa.Array) -> pa.Array:
        """Return numbers and the ids of events as they are, and other texts as codes."""
        if column in NUMBERS:
            return pc.cast(values, pa.float64())
        if pa.types.is_dictionary(values.type) and not values.null_count and not values.dictionary.null_count:
            words = pc.cast(values.dictionary, pa.large_string())
            words.validate(full=True)
            return pa.DictionaryArray.from_arrays(pc.cast(values.indices, pa.int32()), words)
        decoded = values.dictionary_decode() if pa.types.is_dictionary(values.type) else values
        texts = pc.fill_null(pc.cast(decoded, pa.large_string()), "")
        texts.validate(full=True)
        return texts if self._is_key(column) else texts.dictionary_encode()

    def _is_key(self, column: str) -> bool:
        return self._name == "events" and column == EVENT_ID

    def _note_blank(self, path: str, column: str, part: pa.Array) -> None:
        blank = pc.fill_null(pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(part)), 0), fill_value=True)
        for row in np.flatnonzero(blank.to_numpy(zero_copy_only=False)):
            expected, remedy = marked("a value"), marked("Fill in the cell")
            self._problems.append(Problem(path, self._rows + int(row) + 1, column, "", expected, remedy))

    def table(self, event_ids: pd.Index) -> Read | None:
        """Return all that was read; None where a file could not be."""
        if len(self._problems) > self._before or not self._short:
            return None
        parts = pa.concat_tables(self._short).unify_dictionaries().combine_chunks()
        self._short.clear()
        index = pd.RangeIndex(1, self._rows + 1, name="row")
        columns: dict[str, Any] = {}
        for column in dict.fromkeys((*self._columns, *self._long)):
            if column in self._long:
                columns[column] = as_column(self._long[column].mapped()).set_axis(index)
            elif column == EVENT_ID and self._name == "claims":
                columns[column] = pd.Series(self._linked(event_ids), index)
            else:
                columns[column] = self._held(column, parts.column(column).combine_chunks(), index)
        return Read(pd.DataFrame(columns), frozenset(self._fingerprints))

    def _held(self, column: str, values: pa.Array, index: pd.Index) -> pd.Series:
        if column in NUMBERS:
            return pd.Series(values.to_numpy(zero_copy_only=False), index, dtype="float64")
        if self._is_key(column):
            return as_column(values).set_axis(index)
        codes, words = values.indices.to_numpy(), as_column(values.dictionary)
        return pd.Series(as_category(pd.Categorical.from_codes(codes, pd.Index(words))), index)

    def _linked(self, event_ids: pd.Index) -> pd.Categorical:
        """Return the events' ids of claims, over the index of the events where all of them are there."""
        starts = np.cumsum([0, *(len(part.dictionary) for part in self._links)])
        codes = np.concatenate(
            [part.indices.to_numpy() + start for part, start in zip(self._links, starts, strict=False)]
        )
        words = as_column(pa.concat_arrays([part.dictionary for part in self._links]))
        rows = positions(words, event_ids)
        if (rows >= 0).all():
            return ids_by_code(rows[codes], event_ids)
        rows_of_words, different = pd.factorize(words)
        return ids_by_code(rows_of_words[codes], pd.Index(different))


def _is_of_kind(column: str, kind: pa.DataType) -> bool:
    if column in NUMBERS:
        return bool(pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_null(kind))
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    text = pa.types.is_string(value) or pa.types.is_large_string(value) or pa.types.is_null(value)
    return bool(text or (column in DAYS and pa.types.is_date(value)))
