"""What an imported table says of its events, as claims with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.datapackage.schema_rules import is_web_address
from geo.dataset.origin import UNRECORDED
from geo.identifiers import slug
from geo.importers.coordinates import numbers
from geo.importers.layouts import BY_ID

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.importers.layouts import Origin
    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table

DEATHS = ("deaths_total", "deaths_total_low", "deaths_total_high")
DEATHS_BY_SIDE = ("deaths_side_a", "deaths_side_b", "deaths_civilian", "deaths_unknown")
SOURCE_COLUMNS = ["title", "publisher", "publisher_kind", "language", "published", "url", "accessed", "note"]


def sources_of(
    table: Table, mapping: ColumnMapping, shown: npt.NDArray[np.bool_]
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the sources that the rows name, and the id of each row's source.

    A published dataset is the source of its records. A plain table names a source, its address
    and its day by row; rows that name none have the file itself as source.

    Returns
    -------
    DataFrame, Series
        Index source_id, columns as in the dataset's sources; and ids by line.
    """
    origin = BY_ID[mapping.layout].origin
    if origin is not None:
        ids = pd.Series(origin.source_id, table.frame.index[shown], dtype="str")
        return _frame([_of_origin(origin)], [origin.source_id]), ids
    rows = table.frame[shown]
    named = {name: mapping.columns(name) for name in ("source", "url", "published")}
    parts = pd.DataFrame(
        {
            name: rows[columns[0]].str.strip() if columns else pd.Series("", rows.index, dtype="str")
            for name, columns in named.items()
        }
    )
    groups = parts.groupby(["source", "url", "published"], sort=False).ngroup()
    distinct = parts[~groups.duplicated()]
    prefix = slug(table.name.rsplit(".", 1)[0]) or "file"
    entries = [_of_row(table, *cells) for cells in distinct.itertuples(index=False)]
    keys = [f"{prefix}-source-{number}" for number in range(1, len(entries) + 1)]
    return _frame(entries, keys), pd.Series(
        np.array(keys, dtype=object)[groups.to_numpy()], rows.index, dtype="str"
    )


def _of_origin(origin: Origin) -> dict[str, str]:
    return {
        "title": origin.title,
        "publisher": origin.publisher,
        "publisher_kind": origin.publisher_kind,
        "language": "en",
        "url": origin.url,
    }


def _of_row(table: Table, source: str, url: str, published: str) -> dict[str, str]:
    address = url if is_web_address(url) else ""
    if not address and is_web_address(source):
        address, source = source, ""
    publisher = source or (urlsplit(address).hostname or "").removeprefix("www.")
    note = "" if source or address else "The table names no source for these events."
    title = source or address or f"{table.name}, an added file"
    return {
        "title": title,
        "publisher": publisher,
        "publisher_kind": UNRECORDED,
        "published": published,
        "url": address,
        "note": note,
    }


def _frame(entries: list[dict[str, str]], ids: list[str]) -> pd.DataFrame:
    columns = {
        name: pd.array([entry.get(name, "") for entry in entries], dtype="str") for name in SOURCE_COLUMNS
    }
    return pd.DataFrame(columns, index=pd.Index(ids, name="source_id"))


def claims_of(
    rows: pd.DataFrame,
    mapping: ColumnMapping,
    *,
    source_ids: pd.Series,
    dates: pd.Series,
    notes: Notes,
) -> pd.DataFrame:
    """Return what the rows claim: the number of deaths, and the date where they say nothing else.

    The lowest, best and highest figure are three claims. The figures by side are claims where they
    are not zero: a published dataset writes zero for most. A figure that is no number is told and left
    out.

    Parameters
    ----------
    rows
        The rows that are shown, index the line.
    source_ids, dates
        Of the same rows; dates in ISO 8601.

    Returns
    -------
    DataFrame
        Columns row (int64, the position in `rows`), source_id, field, value, unit, note, in the order
        of the rows.
    """
    count = len(rows)
    fields: list[str] = []
    positions, values = [], []
    spoken = np.zeros(count, dtype=bool)
    for name in (*DEATHS, *DEATHS_BY_SIDE):
        for column in mapping.columns(name)[:1]:
            figures = numbers(rows[column])
            wrong = ~(figures >= 0) & (rows[column].str.strip() != "").to_numpy(bool)
            remedy = "Write the number of people in figures"
            notes.add(
                rows.index[wrong],
                column,
                rows[column][wrong],
                "a number of people",
                remedy,
                severity="warning",
            )
            given = (figures >= 0) & ((figures > 0) | (name in DEATHS))
            spoken |= given
            fields.append(name)
            positions.append(np.flatnonzero(given))
            values.append(_counts(figures[given]))
    silent = np.flatnonzero(~spoken)
    fields.append("start_date")
    positions.append(silent)
    values.append(pa.array(dates.iloc[silent], pa.large_string()))
    of_row = np.concatenate(positions)
    of_field = np.repeat(np.arange(len(fields)), [len(found) for found in positions])
    order = np.argsort(of_row, kind="stable")
    said = pa.chunked_array(values, pa.large_string()).combine_chunks().take(pa.array(order))
    of_row, of_field = of_row[order], of_field[order]
    units = ["" if name == "start_date" else "persons" for name in fields]
    based = np.isin(of_field, [fields.index(name) for name in (DEATHS[0], "start_date") if name in fields])
    return pd.DataFrame(
        {
            "row": of_row,
            "source_id": source_ids.astype("category").array.take(of_row),
            "field": _repeating(fields, of_field),
            "value": pd.Series(said, dtype=pd.StringDtype(na_value=np.nan)),
            "unit": _repeating(units, of_field),
            "note": _notes(rows, mapping, of_row, based),
        }
    )


def _repeating(words: list[str], positions: npt.NDArray[np.int64]) -> pd.Categorical:
    """Return words by position, each kept once."""
    different = list(dict.fromkeys(words))
    codes = np.array([different.index(word) for word in words])
    return pd.Categorical.from_codes(codes[positions], pd.Index(different, dtype="str"))


def _counts(figures: npt.NDArray[np.float64]) -> pa.Array:
    """Return numbers as text, whole ones without decimals."""
    whole = figures.astype("int64")
    if (whole == figures).all():
        return pc.cast(pa.array(whole), pa.large_string())
    return pa.array([str(int(f)) if f.is_integer() else repr(f) for f in figures.tolist()], pa.large_string())


def _notes(
    rows: pd.DataFrame, mapping: ColumnMapping, of_row: npt.NDArray[np.int64], based: npt.NDArray[np.bool_]
) -> pd.Series:
    """Return the remark of each claim: what the record is based on, once for each record."""
    columns = mapping.columns("claim_note")
    if not columns:
        return pd.Series("", range(len(of_row)), dtype="str")
    texts = pa.array(rows[columns[0]].str.strip(), pa.large_string())
    blank, prefix = pa.scalar("", pa.large_string()), pa.scalar("Based on: ", pa.large_string())
    said = pc.if_else(pc.equal(texts, blank), blank, pc.binary_join_element_wise(prefix, texts, blank))
    taken = pc.if_else(pa.array(based), said.take(pa.array(of_row)), blank)
    return pd.Series(taken, dtype=pd.StringDtype(na_value=np.nan))
