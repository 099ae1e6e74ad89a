"""Candidates for a disagreement: claims of events of which two things are said of anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.claims.counts_in_words import count_pattern
from geo.dataset.coded_columns import encode_values
from geo.dataset.columns import positions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.dataset.claim_rules import ClaimRules
    from geo.dataset.metadata import About

    Mask = NDArray[np.bool_]
    Positions = NDArray[np.int64]

_FEW = 4
"""Where fewer than one claim in so many counts, its text is copied to be searched."""


def comparison_candidates(
    claims: pd.DataFrame, events: pd.DataFrame, about: About, among: Mask | None = None
) -> Positions:
    """Return which claims are of events that may have a disagreement; of all others there can be none.

    Of a million imported events hardly any is told of twice, and reading all their values only to find
    nothing would take minutes. Kept are all claims of an event of which a field is claimed with two
    values, where two sources give a part and its whole, where a statement of one of two sources counts
    something, where a note or a statement has one of the dataset's words for it, or whose record is
    marked as disputed; and of no other.

    Parameters
    ----------
    claims
        Columns event_id, field, value, unit, note (str or category).
    events
        Index event_id; column status.
    about
        Gives the words of notes, the fields of one meaning, of statements and of remarks.
    among
        Which of the claims count; None for all.

    Returns
    -------
    ndarray of int64
        Positions in `claims`, rising; the researcher's remarks are left out.
    """
    rules = about.claim_rules
    rows = positions(claims["event_id"], events.index)
    fields = encode_values(claims["field"])
    counts = ~fields.where(rules.remark_fields.__contains__)
    if among is not None:
        counts &= among
    is_statement = fields.where(rules.statement_fields.__contains__)
    # What is of no event (-1) is looked at as it is.
    wanted = np.append((events["status"] == "disputed").to_numpy(dtype=bool), np.True_)

    same = pd.factorize(np.array([rules.same_fields.get(name, name) for name in fields.different], object))[0]
    of_one = np.flatnonzero(counts & ~is_statement)
    things = rows[of_one].astype(np.int64) * max(1, len(same)) + same[fields.codes[of_one]]
    again = of_one[_repeated(things)]
    said = [encode_values(claims[name].iloc[again]) for name in ("value", "unit")]
    texts = said[0].codes.astype(np.int64) * max(1, len(said[1].different)) + said[1].codes
    things = rows[again].astype(np.int64) * max(1, len(same)) + same[fields.codes[again]]
    wanted[rows[again[_differing(things, texts)]]] = True

    sources = encode_values(claims["source_id"]).codes.astype(np.int64)
    kin = fields.where(_kin(rules).__contains__)
    of_kin = np.flatnonzero(counts & kin)
    wanted[rows[of_kin[_differing(rows[of_kin].astype(np.int64), sources[of_kin])]]] = True
    counting = _counting(claims["value"], np.flatnonzero(counts & is_statement), rules)
    if len(counting):
        asked = np.flatnonzero(counts & np.isin(rows, rows[counting]))
        wanted[rows[asked[_differing(rows[asked].astype(np.int64), sources[asked])]]] = True

    notes = _among(claims["note"], np.flatnonzero(counts), rules.note_words.differ)
    aloud = _among(claims["value"], np.flatnonzero(counts & is_statement), rules.note_words.differ)
    wanted[rows[notes]] = wanted[rows[aloud]] = True
    return np.flatnonzero(wanted[rows] & counts)


def _repeated(things: Positions) -> Mask:
    """Return which things come more than once."""
    if (things[1:] > things[:-1]).all():
        return np.zeros(len(things), dtype=bool)
    order = np.argsort(things, kind="stable")
    as_next = things[order][1:] == things[order][:-1]
    found = np.zeros(len(things), dtype=bool)
    found[order[1:][as_next]] = found[order[:-1][as_next]] = True
    return found


def _differing(things: Positions, texts: Positions) -> Positions:
    """Return where one claim of each thing is of which not all claims have the same text."""
    if not len(things):
        return things
    order = np.argsort(things, kind="stable")
    starts = np.flatnonzero(np.diff(things[order], prepend=things[order[0]] - 1))
    lowest = np.minimum.reduceat(texts[order], starts)
    highest = np.maximum.reduceat(texts[order], starts)
    found: Positions = order[starts[lowest != highest]]
    return found


def _kin(rules: ClaimRules) -> frozenset[str]:
    """Return the fields that are a part of another or have parts, and those that mean the same as one."""
    named = {*rules.part_fields, *(field for parts in rules.part_fields.values() for field in parts)}
    return frozenset(named | {field for field, main in rules.same_fields.items() if main in named})


def _counting(texts: pd.Series, rows: Positions, rules: ClaimRules) -> Positions:
    """Return those of some rows whose sentence counts something that the dataset has a noun for."""
    if not rules.counted_words:
        return rows[:0]
    found = pc.match_substring_regex(
        pa.array(texts.iloc[rows].astype(object), pa.large_string()),
        count_pattern(rules.counted_words),
        ignore_case=True,
    )
    kept: Positions = rows[np.asarray(pc.fill_null(found, False), dtype=bool)]  # noqa: FBT003 - Arrow's own order.
    return kept


def _among(texts: pd.Series, rows: Positions, beginnings: tuple[str, ...]) -> Positions:
    """Return those of some rows whose text has one of some words; texts are copied only if that is less."""
    if len(rows) * _FEW < len(texts):
        return rows[_tells(texts.iloc[rows], beginnings)]
    return rows[_tells(texts, beginnings)[rows]]


def _tells(texts: pd.Series, beginnings: tuple[str, ...]) -> Mask:
    """Return which texts have one of some words, as `geo.claims.claim_notes.says_otherwise` finds them, or more."""
    if not beginnings:
        return np.zeros(len(texts), dtype=bool)
    if isinstance(texts.dtype, pd.CategoricalDtype):
        words = _tells(texts.cat.categories.to_series(), beginnings)
        return np.append(words, np.False_)[texts.cat.codes]
    # Python takes the Turkish letters for an i too where it leaves case out of account, RE2 does not.
    pattern = "|".join(re.escape(word).replace("i", "[iıİ]").replace("I", "[iıİ]") for word in beginnings)
    found = pc.match_substring_regex(pa.array(texts.array, pa.large_string()), pattern, ignore_case=True)
    return np.asarray(pc.fill_null(found, False), dtype=bool)  # noqa: FBT003 - Arrow's own order.
