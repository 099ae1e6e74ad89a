"""Which claims need to be compared at all: those of events of which two things are said of anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.compact import positions
from geo.notes import says_otherwise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.about import About

    Mask = NDArray[np.bool_]
    Codes = NDArray[np.int64]


def worth_comparing(claims: pd.DataFrame, events: pd.DataFrame, disputed: Mask, about: About) -> Mask:
    """Return which claims are of events that may have a disagreement; of all others there can be none.

    Of a million imported events hardly any is told of twice, and reading all their values only to find
    nothing would take minutes. All claims of an event are kept together, or none.

    Parameters
    ----------
    claims
        Columns event_id, field, value, unit, note (str or category), without the researcher's remarks.
    events
        Index event_id.
    disputed
        Which events are marked as disputed.
    about
        Gives the words of notes, the fields of one meaning and those of statements.
    """
    rules = about.claim_rules
    rows = positions(claims["event_id"], events.index)
    field, fields = pd.factorize(claims["field"])
    value, values = pd.factorize(claims["value"])
    unit, units = pd.factorize(claims["unit"])
    note, notes = pd.factorize(claims["note"])
    statements = np.array([name in rules.statement_fields for name in fields], dtype=bool)
    is_statement = statements[field] if len(fields) else np.zeros(len(claims), dtype=bool)

    wanted = np.append(disputed, True)  # What is of no event (-1) is looked at as it is.
    same, meanings = pd.factorize(np.array([rules.same_fields.get(name, name) for name in fields], object))
    of_one = np.flatnonzero(~is_statement)
    thing = rows[of_one].astype(np.int64) * len(meanings) + same[field[of_one]]
    wanted[rows[of_one[_differing(thing, value[of_one] * max(1, len(units)) + unit[of_one])]]] = True
    wanted[rows[_telling(note, notes, about)]] = True
    aloud = np.flatnonzero(is_statement)
    wanted[rows[aloud[_telling(value[aloud], values, about)]]] = True
    kept: Mask = wanted[rows]
    return kept


def _differing(things: Codes, said: Codes) -> Codes:
    """Return where one claim of each thing is of which not all claims say the same."""
    if not len(things):
        return things
    order = np.argsort(things, kind="stable")
    starts = np.flatnonzero(np.diff(things[order], prepend=things[order[0]] - 1))
    lowest = np.minimum.reduceat(said[order], starts)
    highest = np.maximum.reduceat(said[order], starts)
    found: Codes = order[starts[lowest != highest]]
    return found


def _telling(codes: Codes, texts: pd.Index | NDArray[np.object_], about: About) -> Codes:
    """Return where a text has one of the words that say that accounts differ; each text is read once."""
    tells = np.zeros(len(texts) + 1, dtype=bool)
    for code in np.unique(codes[codes >= 0]):
        tells[code] = says_otherwise(str(texts[code]), about.claim_rules.note_words)
    found: Codes = np.flatnonzero(tells[codes])
    return found
