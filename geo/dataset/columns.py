"""Large tables kept small: repeated texts as codes, and positions found without Python objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.memory import release
from geo.dataset.sizes import LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt
    from pandas.api.extensions import ExtensionArray

    Positions = npt.NDArray[np.int64]

REPEATED = {
    "events": (
        "title",
        "start_date",
        "date_precision",
        "category",
        "place_name",
        "summary",
        "location_precision",
        "status",
        "placing",
        "support",
        "evidence",
        "origin",
        "source_id",
    ),
    "claims": (
        "source_id",
        "field",
        "value",
        "unit",
        "publisher",
        "publisher_kind",
        "voice",
        "source_title",
        "published",
        "url",
        "language",
    ),
}
"""Text columns whose values come again in many rows."""
FEW = 100
"""Ids that are known for each that is looked for, from which these are few."""
LONG_RUN = 64
"""Rows on the average that stay together, from which they are moved together."""
PAYS = 4
"""Rows for each different text from which codes take less room than the texts."""


def is_large(events: int) -> bool:
    """Whether a dataset of so many events is large (:mod:`geo.dataset.sizes`)."""
    return events >= LARGE


def as_category(texts: pd.Series | pd.Categorical) -> pd.Categorical:
    """Return texts as `category`, sorted, so that codes compare as the texts do.

    Parameters
    ----------
    texts
        str, or `category` of str.
    """
    return _sorted(*pd.factorize(texts))


def _sorted(codes: npt.NDArray[np.int64], different: pd.Index) -> pd.Categorical:
    """Return what `pandas.factorize` found as a sorted `category`."""
    words = pd.Index(np.asarray(different, dtype=object), dtype="str")
    order = np.asarray(pc.sort_indices(pa.array(words.array, pa.large_string())), dtype="int64")
    rank = np.empty(len(words) + 1, dtype="int32")
    rank[order], rank[-1] = np.arange(len(words)), -1
    return pd.Categorical.from_codes(rank[codes], words[order])


def as_category_if_smaller(texts: pd.Series) -> pd.Series:
    """Return a column of texts as `category` where it repeats them, else as it is."""
    if isinstance(texts.dtype, pd.CategoricalDtype) and _is_sorted(texts.array):
        return texts
    codes, different = pd.factorize(texts)
    if isinstance(texts.dtype, pd.CategoricalDtype) or len(different) * PAYS <= len(texts):
        return pd.Series(_sorted(codes, different), texts.index)
    return texts


def _is_sorted(coded: pd.Categorical) -> bool:
    """Whether codes compare as their texts do, and each text is used."""
    return bool(coded.categories.is_monotonic_increasing) and bool(_used(coded).all())


def _used(coded: pd.Categorical) -> npt.NDArray[np.bool_]:
    """Return which categories are used."""
    found = np.zeros(len(coded.categories) + 1, dtype=bool)
    found[np.asarray(pc.unique(pa.array(coded.codes)), dtype="int64")] = (
        True  # -1 is the last, which is none.
    )
    return found[:-1]


def compact(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return a table (`events` or `claims`) with its repeated texts as `category`, where that pays."""
    known = (name for name in REPEATED[table] if name in frame)
    return frame.assign(**{name: as_category_if_smaller(frame[name]) for name in known})


def positions(ids: pd.Series, known: pd.Index) -> npt.NDArray[np.int32]:
    """Return where ids (str or `category`) stand in an index of str, -1 for those that are not there."""
    if isinstance(ids.dtype, pd.CategoricalDtype):
        categories = ids.cat.categories
        if _is_same(categories, known):
            return np.asarray(ids.cat.codes, dtype="int32")
        found = np.append(positions(categories.to_series(), known), np.int32(-1))
        of_row: npt.NDArray[np.int32] = found[ids.cat.codes]
        return of_row
    sought, there = (pa.array(column.array, pa.large_string()) for column in (ids, known))
    if len(sought) * FEW > len(there):
        return np.asarray(pc.fill_null(pc.index_in(sought, value_set=there), -1), dtype="int32")
    # Few are looked for: they are kept to hand while the many are gone through, and not the reverse.
    rows = np.flatnonzero(pc.is_in(there, value_set=sought))
    place = pc.index_in(sought, value_set=there.take(pa.array(rows)))
    of_few: npt.NDArray[np.int32] = np.append(rows, -1).astype("int32")[np.asarray(pc.fill_null(place, -1))]
    return of_few


def _is_same(first: pd.Index, second: pd.Index) -> bool:
    """Whether two indexes of str are one, or lie in the same memory."""
    if first.is_(second):
        return True
    chunks = [pa.chunked_array(pa.array(index.array, pa.large_string())).chunks for index in (first, second)]
    if len(first) != len(second) or not all(len(found) == 1 for found in chunks):
        return False
    (one,), (other,) = chunks
    memory = [
        (part.offset, *(buffer.address for buffer in part.buffers()[1:] if buffer)) for part in (one, other)
    ]
    return memory[0] == memory[1]


def claims_by_event(claims: pd.DataFrame, events: pd.Index) -> pd.DataFrame:
    """Return claims in the order of the events, their event_id as `category` over the events' ids."""
    rows = positions(claims["event_id"], events)
    if (rows[1:] < rows[:-1]).any():
        order = np.argsort(rows, kind="stable")
        claims, rows = claims.iloc[order], rows[order]
    return claims.reset_index(drop=True).assign(event_id=ids_by_code(rows, events))


def ids_by_code(rows: npt.NDArray[np.int32], ids: pd.Index) -> pd.Categorical:
    """Return unique ids by their positions, -1 for none, as `category`.

    That the ids differ is not tested once more: pandas would keep the index of a million texts that it
    makes for that, which takes more room than the codes.
    """
    dtype = pd.CategoricalDtype._from_fastpath(ids)  # type: ignore[attr-defined] # noqa: SLF001
    codes: pd.Categorical = pd.Categorical.from_codes(rows, dtype=dtype)
    return codes


def different_rows(columns: Sequence[pd.Series]) -> tuple[Positions, list[tuple[Any, ...]]]:
    """Return for each row the position of its cells among the different ones, and these."""
    codes, different = zip(*(pd.factorize(column) for column in columns), strict=True)
    sizes = [max(1, len(values)) for values in different]
    found, of_row = np.unique(np.ravel_multi_index(codes, sizes), return_inverse=True)
    parts = np.unravel_index(found, sizes)
    cells = (values.take(part) for values, part in zip(different, parts, strict=True))
    return of_row.ravel(), list(zip(*cells, strict=True))


def event_order(first_day: npt.NDArray[np.int32], event_ids: pd.Index | pd.Series) -> Positions:
    """Return the order of events: by their first day, then by their id.

    Days come as an array, here and elsewhere: when NumPy looks at a column of pandas whose index is of
    text, pandas makes an index of all ids, which for a million takes 100 MB and stays.
    """
    keys = {"day": pa.array(first_day), "id": pa.array(event_ids.array, pa.large_string())}
    by = [("day", "ascending"), ("id", "ascending")]
    return np.asarray(pc.sort_indices(pa.table(keys), sort_keys=by), dtype="int64")


def concatenate(parts: list[pd.DataFrame], order: Positions, index: pd.Index) -> pd.DataFrame:
    """Return tables one below the other and then in an order, with an index, column by column.

    Columns of `category` in any part stay such, with the words of all that are used. The columns are those of the
    first part; they are taken out of the parts, so that each is there twice only while it is joined.
    """
    large = is_large(len(index))
    if len(parts) == 1 and not large:
        (whole,) = parts
        coded = {str(name): as_category(whole[name]) for name in whole.select_dtypes("category")}
        return whole.assign(**coded).take(order).set_axis(index)
    columns: dict[Any, Any] = {}
    runs = _runs(order)
    for name in list(parts[0].columns):
        found = [part.pop(name) for part in parts]
        joined = _joined(found, order, runs)
        # Objects stay such: pandas makes text of a bare array of them where it may.
        columns[name] = pd.Series(joined, index, dtype=object) if _is_object(joined) else joined
        del found, joined
        if large:
            release()
    return pd.DataFrame(columns, index=index)


def _is_object(column: Any) -> bool:  # noqa: ANN401 (as above)
    dtype = getattr(column, "dtype", None)
    return isinstance(dtype, np.dtype) and dtype.kind == "O"


def _runs(order: Positions) -> list[tuple[int, int]]:
    """Return where positions that follow each other begin, and how many they are; none where they are short."""
    begins = np.flatnonzero(np.append(True, np.diff(order) != 1)) if len(order) else order
    if len(begins) * LONG_RUN > len(order):
        return []
    return list(zip(order[begins].tolist(), np.diff(np.append(begins, len(order))).tolist(), strict=True))


def _joined(found: list[pd.Series], order: Positions, runs: list[tuple[int, int]]) -> Any:  # noqa: ANN401 (an array of any kind)
    """Return columns one below the other, in an order; texts that stay together are moved together."""
    first = found[0].dtype
    if any(isinstance(column.dtype, pd.CategoricalDtype) for column in found):
        return _joined_codes(found, order)
    if all(isinstance(column.dtype, pd.StringDtype) for column in found):
        cells = pa.chunked_array(
            [chunk for column in found for chunk in arrow_texts(column.array).chunks], pa.large_string()
        )
        moved = _moved(cells, runs) if runs else cells.combine_chunks().take(pa.array(order))
        return pd.array(moved, dtype=pd.StringDtype(na_value=np.nan))
    if all(column.dtype == first for column in found) and isinstance(first, np.dtype):
        return np.concatenate([column.to_numpy() for column in found])[order]
    return pd.concat(found, ignore_index=True).take(order).array


def _moved(cells: pa.ChunkedArray, runs: list[tuple[int, int]]) -> pa.Array:
    """Return texts in an order that is told by its runs."""
    begins = np.cumsum([0, *map(len, cells.chunks)])
    parts = []
    for run, count in runs:
        start, end = run, run + count
        at = int(np.searchsorted(begins, start, "right")) - 1
        while start < end:
            part = cells.chunk(at).slice(start - int(begins[at]), end - start)
            parts.append(part)
            start, at = start + len(part), at + 1
    return pa.concat_arrays(parts)


def arrow_texts(texts: ExtensionArray | npt.NDArray[np.object_]) -> pa.ChunkedArray:
    """Return texts as Arrow has them, whatever pandas keeps them in."""
    cells = pa.array(texts, pa.large_string())
    whole = cells if isinstance(cells, pa.ChunkedArray) else pa.chunked_array([cells])
    return whole.cast(pa.large_string())


def _joined_codes(found: list[pd.Series], order: Positions) -> pd.Categorical:
    """Return columns of texts or of `category` one below the other, in an order, as one sorted `category`."""
    parts = [
        column.array if isinstance(column.dtype, pd.CategoricalDtype) else as_category(column)
        for column in found
    ]
    words, used = [], []
    for part in parts:
        of_part = pa.array(part.categories.array, pa.large_string())
        of_part = of_part.combine_chunks() if isinstance(of_part, pa.ChunkedArray) else of_part
        words.append(of_part)
        used.append(of_part.filter(pa.array(_used(part))))
    union = pc.unique(pa.concat_arrays(used))
    union = union.take(pc.sort_indices(union))
    size = next(size for size in ("int8", "int16", "int32") if len(union) <= np.iinfo(size).max)
    codes = np.empty(sum(map(len, parts)), size)
    start = 0
    for part, of_part in zip(parts, words, strict=True):
        moved = np.asarray(pc.fill_null(pc.index_in(of_part, value_set=union), -1)).astype(size)
        codes[start : start + len(part)] = np.append(moved, np.array([-1], size))[part.codes]
        start += len(part)
    return pd.Categorical.from_codes(codes[order], pd.Index(pd.array(union, dtype="str")))


def with_texts(column: pd.Series, texts: Mapping[int, str]) -> pd.Series:
    """Return a column of texts with some of them changed; of the others none is copied.

    Parameters
    ----------
    column
        str, or `category` of str.
    texts
        The new texts by position.
    """
    if not texts:
        return column
    rows, new = np.fromiter(texts, dtype="int64"), np.array(list(texts.values()), dtype=object)
    if isinstance(column.dtype, pd.CategoricalDtype):
        known = column.cat.categories
        every = pd.Index(np.unique(np.append(known.to_numpy(dtype=object), new)), dtype="str")
        codes = np.append(every.get_indexer(known), -1).astype("int32")[column.cat.codes]
        codes[rows] = every.get_indexer(pd.Index(new, dtype="str"))
        return pd.Series(pd.Categorical.from_codes(codes, every), column.index)
    old = pa.chunked_array(pa.array(column.array, pa.large_string()))
    order = np.argsort(rows)
    parts, start = [], 0
    for row, text in zip(rows[order].tolist(), new[order], strict=True):
        parts += [*old.slice(start, row - start).chunks, pa.array([text], pa.large_string())]
        start = row + 1
    changed = pa.chunked_array([*parts, *old.slice(start).chunks])
    return pd.Series(changed, dtype=pd.StringDtype(na_value=np.nan)).set_axis(column.index)


def read_once(column: pd.Series, read: Callable[[Any], object]) -> pd.Series:
    """Return what is read of each value, as objects; each different value is read once."""
    codes, different = pd.factorize(column)
    found = np.empty(len(different), dtype=object)
    found[:] = [read(value) for value in different]
    return pd.Series(found[codes], column.index, dtype=object)


def with_sources(claims: pd.DataFrame, sources: pd.DataFrame, *, large: bool) -> pd.DataFrame:
    """Return claims with what they take from their sources, as `category` where they are many.

    Parameters
    ----------
    claims
        Column source_id.
    sources
        Index source_id; columns publisher, publisher_kind, voice, title, published, url, language.
    large
        Whether the dataset is.
    """
    rows = sources.index.get_indexer(pd.Index(claims["source_id"]))
    named = {"title": "source_title"}
    added: dict[str, pd.Series | pd.Categorical] = {}
    for name in ("publisher", "publisher_kind", "voice", "title", "published", "url", "language"):
        texts = as_category(sources[name].fillna("").astype("str"))
        of_claims = texts.take(rows, allow_fill=True)
        added[named.get(name, name)] = (
            of_claims if large else pd.Series(of_claims, claims.index).astype("str")
        )
    return claims.assign(**added)
