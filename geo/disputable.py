"""Which of many events sources may disagree on at all, found without looking at each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.compact import is_large, positions

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from geo.about import About


def open_to_dispute(
    claims: pd.DataFrame, events: pd.DataFrame, about: About
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the claims and events among which :func:`geo.disagreements.find_disagreements` finds all.

    Of most events of a large dataset one source says one thing. Disagreements are only where an event
    has two claims on one field, where its record is marked as disputed, or where a note or a statement
    has one of the dataset's words for it. Of a small dataset everything is returned.

    Parameters
    ----------
    claims, events, about
        As `find_disagreements` takes them.
    """
    if not is_large(len(events)):
        return claims, events
    rows = positions(claims["event_id"], events.index)
    rules = about.claim_rules
    codes, fields = pd.factorize(claims["field"])
    main = pd.factorize(np.array([rules.same_fields.get(field, field) for field in fields], dtype=object))[0]
    spoken = (rows >= 0) & ~claims["field"].isin(rules.remark_fields).to_numpy(dtype=bool)
    kept = (events["status"] == "disputed").to_numpy(dtype=bool, copy=True)
    kept[_twice(rows[spoken], main[codes[spoken]], len(fields))] = True
    statements = claims["field"].isin(rules.statement_fields).to_numpy(dtype=bool)
    if rules.note_words.differ:
        kept[rows[spoken & _has_words(claims["note"], rules.note_words.differ)]] = True
        aloud = np.flatnonzero(spoken & statements)
        told = _has_words(claims["value"].iloc[aloud], rules.note_words.differ)
        kept[rows[aloud[told]]] = True
    chosen = claims[(rows >= 0) & kept[rows]]
    texts = {name: chosen[name].astype("str") for name in chosen}
    return pd.DataFrame(texts), events.loc[kept, ["first_day", "last_day", "status"]]


def _twice(rows: npt.NDArray[np.int32], fields: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """Return the events of which a field is claimed twice or more."""
    pairs = np.sort(rows.astype("int64") * max(1, count) + fields)
    again: npt.NDArray[np.int64] = pairs[1:][pairs[1:] == pairs[:-1]] // max(1, count)
    return again


def _has_words(texts: pd.Series, beginnings: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Return which texts have one of the words, as :func:`geo.notes.says_otherwise` finds them or more."""
    pattern = "|".join(re.escape(word) for word in beginnings)
    if isinstance(texts.dtype, pd.CategoricalDtype):
        words = texts.cat.categories.to_series()
        return np.append(_has_words(words, beginnings), np.False_)[texts.cat.codes]
    found = pc.match_substring_regex(pa.array(texts.array, pa.large_string()), pattern, ignore_case=True)
    return np.asarray(found, dtype=bool)
