"""What an imported table says of its events, as claims with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from geo.identifiers import slug
from geo.importers.coordinates import numbers
from geo.importers.layouts import BY_ID
from geo.schema import is_web_address

if TYPE_CHECKING:
    import numpy.typing as npt

    from geo.importers.layouts import Origin
    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table

UNRECORDED = "unrecorded"
"""Kind of publisher where a table names a source and not what it is."""
DEATHS = ("deaths_total", "deaths_total_low", "deaths_total_high")
DEATHS_BY_SIDE = ("deaths_side_a", "deaths_side_b", "deaths_civilian", "deaths_unknown")
SOURCE_COLUMNS = ["title", "publisher", "publisher_kind", "language", "published", "url", "accessed", "note"]
CLAIM_COLUMNS = ["event_id", "source_id", "field", "value", "unit", "note"]


def sources_of(table: Table, mapping: ColumnMapping, shown: npt.NDArray[np.bool_]) -> tuple[pd.DataFrame, pd.Series]:
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
    ids = [f"{prefix}-source-{number}" for number in range(1, len(entries) + 1)]
    return _frame(entries, ids), pd.Series(np.array(ids, dtype=object)[groups.to_numpy()], rows.index, dtype="str")


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
    frame = pd.DataFrame(entries, index=pd.Index(ids, name="source_id"), columns=SOURCE_COLUMNS)
    return frame.fillna("").astype("str")


def claims_of(
    rows: pd.DataFrame,
    mapping: ColumnMapping,
    event_ids: pd.Series,
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
    event_ids, source_ids, dates
        Of the same rows; dates in ISO 8601.
    """
    note = _note(rows, mapping)
    parts, spoken = [], np.zeros(len(rows), dtype=bool)
    for name in (*DEATHS, *DEATHS_BY_SIDE):
        for column in mapping.columns(name)[:1]:
            figures = numbers(rows[column])
            wrong = ~(figures >= 0) & (rows[column].str.strip() != "").to_numpy(bool)
            remedy = "Write the number of people in figures"
            notes.add(rows.index[wrong], column, rows[column][wrong], "a number of people", remedy, "warning")
            given = (figures >= 0) & ((figures > 0) | (name in DEATHS))
            spoken |= given
            said = note[given] if name == DEATHS[0] else pd.Series("", rows.index[given], dtype="str")
            parts.append(_claims(event_ids[given], source_ids[given], name, _counts(figures[given]), "persons", said))
    silent = ~spoken
    parts.append(
        _claims(event_ids[silent], source_ids[silent], "start_date", dates[silent].to_numpy(), "", note[silent])
    )
    return pd.concat(parts, ignore_index=True)[CLAIM_COLUMNS]


def _claims(
    events: pd.Series, sources: pd.Series, field: str, values: npt.ArrayLike, unit: str, note: pd.Series
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "event_id": events.array,
            "source_id": sources.array,
            "field": pd.Series(field, range(len(events)), dtype="str").array,
            "value": pd.Series(values, dtype="str").array,
            "unit": pd.Series(unit, range(len(events)), dtype="str").array,
            "note": note.array,
        }
    )


def _counts(figures: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    codes, different = pd.factorize(figures)
    words = np.array([str(int(f)) if f.is_integer() else repr(f) for f in different.tolist()], dtype=object)
    return words[codes] if len(words) else np.array([], dtype=object)


def _note(rows: pd.DataFrame, mapping: ColumnMapping) -> pd.Series:
    columns = mapping.columns("claim_note")
    if not columns:
        return pd.Series("", rows.index, dtype="str")
    based = rows[columns[0]].str.strip()
    return based.where(based == "", "Based on: " + based)
