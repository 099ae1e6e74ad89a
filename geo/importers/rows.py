"""The rows of a table as records: keys, categories, texts and lists in the dataset's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.csv_injection import GUARD, restore
from geo.dataset.columns import arrow_texts, read_once
from geo.dataset.origin import NO_TITLE
from geo.dataset.record_columns import PLACING
from geo.i18n import marked
from geo.identifiers import slug, split_list
from geo.importers.cells import each, without_blank_words
from geo.importers.date_parsing import PRECISIONS, iso
from geo.importers.layouts import BY_ID, OWN
from geo.importers.mapping import JOINED
from geo.importers.row_dates import bounds_of, interval_of

if TYPE_CHECKING:
    import numpy.typing as npt
    from pandas.api.extensions import ExtensionArray

    from geo.importers.date_parsing import Dates
    from geo.importers.mapping import ColumnMapping
    from geo.importers.placement import Places
    from geo.importers.problems import Notes
    from geo.importers.table import Table

    Bools = npt.NDArray[np.bool_]

UNCATEGORISED = "uncategorised"
NO_CATEGORY = marked("No category given")
LONGEST_ID = 120


def ids_of(
    table: Table, mapping: ColumnMapping, notes: Notes
) -> tuple[npt.NDArray[np.object_] | ExtensionArray, Bools]:
    """Return the key of each row, and which repeat an earlier one."""
    frame = table.frame
    prefix = (
        mapping.layout if BY_ID[mapping.layout].signature else slug(table.name.rsplit(".", 1)[0]) or "event"
    )
    columns = mapping.columns("event_id")
    if not columns:
        numbers = pd.Series(frame.index.astype("str"), dtype="str")
        return _prefixed(numbers, f"{prefix}-"), np.zeros(len(frame), bool)
    texts = without_blank_words(frame[columns[0]])
    blank = (texts == "").to_numpy(bool)
    repeated = _repeated(texts) & ~blank
    if repeated.any():
        expected = marked("an id of its own (an earlier row has the same)")
        remedy = marked("Remove the row, give it its own id, or import without a column for the id")
        notes.add(frame.index[repeated], columns[0], texts[repeated], expected, remedy)
    plain = texts.str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").to_numpy(bool)
    if plain.all():
        return _prefixed(texts, "" if mapping.layout == OWN else f"{prefix}-"), repeated
    ids = texts.to_numpy(dtype=object).copy()
    ids[~plain] = [slug(text[:LONGEST_ID]).strip("-") for text in texts[~plain]]
    if mapping.layout != OWN:
        ids = np.array([f"{prefix}-{i}" for i in ids], dtype=object)
    missing = blank | (ids == "") | (ids == f"{prefix}-")
    ids[missing] = [f"{prefix}-{line}" for line in frame.index[missing]]
    # Ids of the file's own letters stay; those that were made, and became like another one, get a number behind.
    changed = missing | ~plain
    made = changed & ~repeated
    if made.any():
        _tell_apart(ids, made, ~repeated)
    return ids, repeated


def _prefixed(texts: pd.Series, prefix: str) -> ExtensionArray:
    """Return texts with something before each."""
    cells = pa.array(texts.array, pa.large_string())
    blank = pa.scalar("", pa.large_string())
    joined = pc.binary_join_element_wise(pa.scalar(prefix, pa.large_string()), cells, blank)
    made: ExtensionArray = pd.array(joined, dtype=pd.StringDtype(na_value=np.nan))
    return made


def _repeated(texts: pd.Series) -> Bools:
    """Return which rows have the text of an earlier one."""
    if pc.count_distinct(arrow_texts(texts.array)).as_py() == len(texts):
        return np.zeros(len(texts), bool)  # As nearly always, and found much sooner.
    return texts.duplicated().to_numpy(bool)


def _tell_apart(ids: npt.NDArray[np.object_], made: Bools, kept: Bools) -> None:
    """Give the made ids that another row has a number behind, so that all kept ids differ."""
    if not pd.Series(ids[kept]).duplicated().any():
        return
    taken = set(ids[kept & ~made])
    for row in np.flatnonzero(made & kept):
        own, number = ids[row], 2
        while ids[row] in taken:
            ids[row] = f"{own}-{number}"
            number += 1
        taken.add(ids[row])


def categories_of(table: Table, mapping: ColumnMapping) -> tuple[pd.Series, dict[str, str]]:
    """Return the id of each row's category, and the labels by id."""
    columns = mapping.columns("category")
    if not columns:
        return pd.Series(UNCATEGORISED, table.frame.index, dtype="str"), {UNCATEGORISED: NO_CATEGORY}
    texts = _labelled(table, mapping, columns[0])
    texts = texts.str.strip() if mapping.layout == OWN else without_blank_words(texts)
    ids: dict[str, str] = {}
    labels: dict[str, str] = {}
    for text in texts.drop_duplicates():
        category = text if mapping.layout == OWN else slug(text)
        ids[text] = category or UNCATEGORISED
        labels.setdefault(ids[text], text if category else NO_CATEGORY)
    return each(texts, ids.__getitem__), labels


def _labelled(table: Table, mapping: ColumnMapping, column: str) -> pd.Series:
    words = BY_ID[mapping.layout].labels.get(column.lower()) or BY_ID[mapping.layout].labels.get(column)
    texts = table.frame[column]
    return each(texts, lambda text: words.get(text.strip(), text)) if words else texts


def events_of(
    table: Table,
    mapping: ColumnMapping,
    *,
    dates: Dates,
    places: Places,
    categories: pd.Series,
    labels: dict[str, str],
) -> pd.DataFrame:
    """Return the rows in the columns of the dataset's events, index from 0, with the column line."""
    own = mapping.layout == OWN
    start, end = bounds_of(dates, keep_end=own)
    end_texts = _own_ends(table, mapping) if own else _later(start, end)
    first, last = interval_of(dates, start, end, end_texts)
    text = {name: _text(table, mapping, name) for name in ("title", "place_name", "summary", "status")}
    title, untitled = text["title"], text["title"] == ""
    if untitled.any():
        title = title.where(~untitled, categories.map(labels)).replace(NO_CATEGORY, NO_TITLE)
    precision, exactness = pd.factorize(places.precision)
    place_ids = _text(table, mapping, "place_ids")
    return pd.DataFrame(
        {
            "title": title.array,
            "start_date": iso(start).array,
            "end_date": _objects(end_texts.where(end_texts.notna(), None)),
            "date_precision": pd.array(list(PRECISIONS), dtype="str").take(dates.precision),
            "category": categories.array,
            "district_ids": _objects(places.district_ids),
            "place_name": text["place_name"].array,
            "place_ids": read_once(place_ids, split_list).array,
            "lon": places.lon,
            "lat": places.lat,
            "location_precision": pd.array(list(exactness), dtype="str").take(precision),
            "summary": text["summary"].array,
            "status": text["status"].where(text["status"] != "", "single_source").array,
            "first_day": first,
            "last_day": last,
            "region_wide": places.region_wide,
            "other_district_ids": _objects(places.other_district_ids),
            "placing": pd.array([PLACING[word] for word in exactness], dtype="str").take(precision),
            "located_in": _objects(places.located_in),
            "line": table.frame.index.to_numpy(),
        }
    )


def _later(start: npt.NDArray[np.int32], end: npt.NDArray[np.int32]) -> pd.Series:
    """Return last days in ISO 8601 where they are later than the first, None elsewhere."""
    later = np.flatnonzero(end > start)
    texts = np.full(len(end), None, dtype=object)
    texts[later] = iso(end[later]).to_numpy(dtype=object)
    return pd.Series(texts, dtype=object)


def _objects(values: object) -> pd.Series:
    """Return values as they are: pandas makes text of objects, and NaN of None, where it may."""
    return pd.Series(np.asarray(values, dtype=object), dtype=object)


def _own_ends(table: Table, mapping: ColumnMapping) -> pd.Series:
    texts = _text(table, mapping, "end_date").astype(object)
    return texts.where(texts != "", None)


def _text(table: Table, mapping: ColumnMapping, name: str) -> pd.Series:
    """Return the text of a field, several columns joined by commas."""
    columns = mapping.columns(name)
    texts = [_labelled(table, mapping, column) for column in (columns if name in JOINED else columns[:1])]
    if mapping.layout != OWN:
        texts = [without_blank_words(text) for text in texts]
    if len(texts) != 1:
        return _joined(texts, table.frame.index)
    joined = texts[0]
    guarded = joined.str.startswith(GUARD)
    if mapping.layout == OWN and guarded.any():
        joined = joined.where(~guarded, joined[guarded].map(restore).reindex(joined.index, fill_value=""))
    return joined


def _joined(texts: list[pd.Series], index: pd.Index) -> pd.Series:
    """Return texts row by row with commas between them; blank ones are passed over."""
    if not texts:
        return pd.Series("", index, dtype="str")
    cells = (pa.array(text.array, pa.large_string()) for text in texts)
    blank = pa.scalar(None, pa.large_string())
    given = [pc.if_else(pc.equal(cell, ""), blank, cell) for cell in cells]
    found = pc.binary_join_element_wise(*given, pa.scalar(", ", pa.large_string()), null_handling="skip")
    return pd.Series(found, index, dtype=pd.StringDtype(na_value=np.nan))
