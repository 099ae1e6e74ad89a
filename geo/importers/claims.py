"""Claims of an imported table on its events, with their sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.datapackage.schema_rules import is_web_address
from geo.dataset.columns import PAYS, arrow_texts
from geo.dataset.origin import SIDES, UNRECORDED
from geo.i18n import marked
from geo.identifiers import LIST_DELIMITER, slug
from geo.importers.cells import tidied, without_blank_words
from geo.importers.coordinates import DECIMAL_COMMA
from geo.importers.counts import Signs, find_signs, odd_texts, read_counts
from geo.importers.date_parsing import iso_date
from geo.importers.layouts import BY_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from geo.importers.date_parsing import Order
    from geo.importers.layouts import Origin
    from geo.importers.mapping import ColumnMapping
    from geo.importers.problems import Notes
    from geo.importers.table import Table

Publication = tuple[str, str, str]
"""Its publisher or title, its address and its day, as a row names them."""
DEATHS = ("deaths_total", "deaths_total_low", "deaths_total_high")
DEATHS_BY_SIDE = ("deaths_side_a", "deaths_side_b", "deaths_civilian", "deaths_unknown")
COUNTS = (*DEATHS, *DEATHS_BY_SIDE, "injured")
"""Fields that count people."""
SEPARATORS = re.compile(r"[;|\n]")
"""What parts the publications that a cell names."""
MOST_SOURCES = 20
SAMPLE = 2000
SOURCE_COLUMNS = ["title", "publisher", "publisher_kind", "language", "published", "url", "accessed", "note"]


def sources_of(
    table: Table,
    mapping: ColumnMapping,
    shown: npt.NDArray[np.bool_],
    key: Callable[[Publication], str] | None = None,
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the sources that the rows name, and the id of each row's source.

    A published dataset is the source of its records. A plain table names a source, its address
    and its day by row; rows that name none have the file itself as source.

    Parameters
    ----------
    table, mapping
        As for :func:`geo.importers.import_events`.
    shown
        Which rows are.
    key
        Returns what tells a publication from others, for its id; without it they are numbered.

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
            name: without_blank_words(rows[columns[0]]) if columns else pd.Series("", rows.index, dtype="str")
            for name, columns in named.items()
        }
    )
    groups = parts.groupby(["source", "url", "published"], sort=False).ngroup()
    distinct = parts[~groups.duplicated()]
    prefix = slug(table.name.rsplit(".", 1)[0]) or "file"
    entries: dict[Publication, str] = {}
    named_by = []
    for cells in distinct.itertuples(index=False):
        keys = [
            entries.setdefault(part, f"{prefix}-source-{key(part) if key else len(entries) + 1}")
            for part in _publications(*map(str, cells))
        ]
        named_by.append(LIST_DELIMITER.join(keys))
    frame = _frame([_of_row(table, mapping.date_order, *cells) for cells in entries], list(entries.values()))
    return frame, pd.Series(np.array(named_by, dtype=object)[groups.to_numpy()], rows.index, dtype="str")


def _publications(source: str, url: str, published: str) -> list[Publication]:
    """Return the publications that a row names: several where its cell parts them ("Xinhua; Khaama Press").

    An address for each belongs to it; one address for several is where each of them can be read.
    """
    names = [part.strip() for part in SEPARATORS.split(source) if part.strip()]
    names = list(dict.fromkeys(names)) if len(names) <= MOST_SOURCES else [source]
    urls = [part.strip() for part in SEPARATORS.split(url) if part.strip()]
    if not all(map(is_web_address, urls)) or len(urls) > MOST_SOURCES:
        urls = [url]
    if len(names) <= 1 and len(urls) > 1:
        return [(source, address, published) for address in dict.fromkeys(urls)]
    if len(names) > 1 and len(urls) == len(names):
        return [(name, address, published) for name, address in zip(names, urls, strict=True)]
    if len(names) > 1 and len(urls) <= 1:
        return [(name, url, published) for name in names]
    return [(source, url, published)]


def _of_origin(origin: Origin) -> dict[str, str]:
    return {
        "title": origin.title,
        "publisher": origin.publisher,
        "publisher_kind": origin.publisher_kind,
        "language": "en",
        "url": origin.url,
    }


def _of_row(table: Table, order: Order, source: str, url: str, published: str) -> dict[str, str]:
    address = url if is_web_address(url) else ""
    if not address and is_web_address(source):
        address, source = source, ""
    publisher = source or (urlsplit(address).hostname or "").removeprefix("www.")
    note = "" if source or address else "The table names no source for these events."
    day = iso_date(published, order) if published else ""
    if published and not day:
        note = f"{note} Published, as written: {published}".strip()
    title = source or address or table.name
    return {
        "title": title,
        "publisher": publisher,
        "publisher_kind": UNRECORDED,
        "published": day,
        "url": address,
        "note": note,
    }


def _frame(entries: list[dict[str, str]], ids: list[str]) -> pd.DataFrame:
    columns = {
        name: pd.array([entry.get(name, "") for entry in entries], dtype="str") for name in SOURCE_COLUMNS
    }
    return pd.DataFrame(columns, index=pd.Index(ids, name="source_id"))


def signs_of(table: Table, mapping: ColumnMapping) -> Signs:
    """Return what points and commas mean in the table's counts, decided over all of them together."""
    decimal = decimal_of(table, mapping)
    return find_signs(odd_counts(table, mapping), decimal=mapping.count_sign, file_decimal=decimal)


def odd_counts(table: Table, mapping: ColumnMapping) -> list[str]:
    """Return the different texts of a table's counts, one whole number of each column for all the whole ones."""
    columns = [column for name in COUNTS for column in mapping.columns(name)[:1]]
    return [text for column in columns for text in odd_texts(table.frame[column])]


def decimal_of(table: Table, mapping: ColumnMapping) -> str:
    """Return the sign before the decimals of a table's coordinates, "" where they have none."""
    decimal = ""
    for column in mapping.columns("lon"):
        cells = table.frame[column].head(SAMPLE)
        commas = sum(DECIMAL_COMMA.fullmatch(text.strip()) is not None for text in cells)
        points = int(cells.str.contains(".", regex=False).sum())
        decimal = "," if commas > points else "." if points else ""
    return decimal


def claims_of(
    rows: pd.DataFrame,
    mapping: ColumnMapping,
    *,
    source_ids: pd.Series,
    dates: pd.Series,
    written: pd.Series,
    signs: Signs,
    notes: Notes,
) -> pd.DataFrame:
    """Return what the rows claim: numbers of people, who took part, and the date where they say nothing else.

    The lowest, best and highest figure are three claims. The figures by side are claims where they
    are not zero: a published dataset writes zero for most. What is no number of people is told and left
    out. Of a row with several sources each of them makes its claims.

    Parameters
    ----------
    rows
        The rows that are shown, index the line.
    source_ids, dates, written
        Of the same rows; dates in ISO 8601, and the words of a date that is only about so, "" otherwise.
    signs
        From :func:`signs_of`.

    Returns
    -------
    DataFrame
        Columns row (int64, the position in `rows`), source_id, field, value, unit, note, in the order
        of the rows; source_id, field, unit, and a value that comes again in many, as `category`.
    """
    count = len(rows)
    fields: list[str] = []
    positions, values = [], []
    spoken = np.zeros(count, dtype=bool)
    for name in COUNTS:
        for column in mapping.columns(name)[:1]:
            found = read_counts(rows[column], signs)
            _note_counts(rows, column, found.wrong, found.open, notes)
            given = found.given if name in DEATHS else found.positive
            spoken |= given
            fields.append(name)
            positions.append(np.flatnonzero(given))
            values.append(found.texts if name in DEATHS else found.texts.filter(pa.array(given[found.given])))
    for name in SIDES:
        for column in mapping.columns(name)[:1]:
            texts = without_blank_words(rows[column])
            given = (texts != "").to_numpy(bool)
            spoken |= given
            fields.append(name)
            positions.append(np.flatnonzero(given))
            values.append(arrow_texts(texts[given].array))
    about = (written != "").to_numpy(bool)
    silent = np.flatnonzero(~spoken | about)
    fields.append("start_date")
    positions.append(silent)
    values.append(arrow_texts(dates.iloc[silent].array))
    of_row = np.concatenate(positions)
    of_field = np.repeat(np.arange(len(fields)), [len(found) for found in positions])
    order = np.argsort(of_row, kind="stable")
    of_row, of_field = of_row[order], of_field[order]
    units = ["persons" if name in COUNTS else "" for name in fields]
    based = np.isin(of_field, [fields.index(name) for name in (DEATHS[0], "start_date") if name in fields])
    remarks = _notes(rows, mapping, of_row, based)
    if about.any():
        dated = (of_field == fields.index("start_date")) & about[of_row]
        remarks = remarks.mask(dated, "As written: " + written.iloc[of_row].reset_index(drop=True))
    claims = pd.DataFrame(
        {
            "row": of_row,
            "source_id": source_ids.astype("category").array.take(of_row),
            "field": _repeating(fields, of_field),
            "value": _values(values, order),
            "unit": _repeating(units, of_field),
            "note": remarks,
        }
    )
    return _by_source(claims)


def _note_counts(
    rows: pd.DataFrame, column: str, wrong: npt.NDArray[np.bool_], unsure: npt.NDArray[np.bool_], notes: Notes
) -> None:
    """Tell the cells that are no number of people, and those that may be two."""
    if not wrong.any():
        return
    wrong = wrong & (tidied(rows[column]) != "").to_numpy(bool)
    remedy = marked("Write the number of people in figures")
    expected = marked("a number of people")
    plain = wrong & ~unsure
    notes.add(rows.index[plain], column, rows[column][plain], expected, remedy, severity="warning")
    both = wrong & unsure
    expected = marked("a number of people that can be read in one way only")
    remedy = marked("Say which sign stands before decimals: the other one parts thousands")
    notes.add(rows.index[both], column, rows[column][both], expected, remedy, severity="warning")


def _by_source(claims: pd.DataFrame) -> pd.DataFrame:
    """Return each claim once for each of its sources."""
    named = claims["source_id"].cat.categories
    if not any(LIST_DELIMITER in str(name) for name in named):
        return claims
    several = claims["source_id"].astype("str").str.split(LIST_DELIMITER)
    spread = claims.assign(source_id=several).explode("source_id", ignore_index=True)
    return spread.astype({"source_id": "category"})


def _values(
    parts: Sequence[pa.Array | pa.ChunkedArray], order: npt.NDArray[np.int64]
) -> pd.Categorical | pd.Series:
    """Return the texts of all fields in an order: numbers of people come again, so codes are moved and not texts."""
    # Arrow takes a chunked array among others for a list, and reads each of its texts by itself.
    chunks = [chunk for part in parts for chunk in getattr(part, "chunks", [part])]
    coded = pa.chunked_array([chunk.dictionary_encode() for chunk in chunks]).unify_dictionaries()
    coded = coded.combine_chunks()
    codes, words = coded.indices.to_numpy()[order], coded.dictionary
    if len(words) * PAYS > len(codes):
        return pd.Series(words.take(pa.array(codes)), dtype=pd.StringDtype(na_value=np.nan))
    by_text = np.asarray(pc.sort_indices(words))
    rank = np.empty(len(words), dtype="int32")
    rank[by_text] = np.arange(len(words))
    texts = pd.array(words.take(pa.array(by_text)), dtype=pd.StringDtype(na_value=np.nan))
    return pd.Categorical.from_codes(rank[codes], pd.Index(texts))


def _repeating(words: list[str], positions: npt.NDArray[np.int64]) -> pd.Categorical:
    """Return words by position, each kept once."""
    different = list(dict.fromkeys(words))
    codes = np.array([different.index(word) for word in words])
    return pd.Categorical.from_codes(codes[positions], pd.Index(different, dtype="str"))


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
    taken = said.take(pa.array(of_row, mask=~based))  # Most claims have none; their texts are never copied.
    return pd.Series(pc.fill_null(taken, ""), dtype=pd.StringDtype(na_value=np.nan))
