"""The record through chosen voices only: what is left of it, and what vanishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.claims.claimed_dates import read_date
from geo.claims.disagreements import DATE_FIELDS, find_disagreements
from geo.claims.evidence import evidence
from geo.dataset.cache import cached
from geo.dataset.coded_columns import coded_column, encode_values, pairs
from geo.dataset.columns import compact, is_large, positions

if TYPE_CHECKING:
    from collections.abc import Container

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

_JUDGED_BY = ("event_id", "source_id", "voice", "publisher", "publisher_kind")
_NEVER = 2**40


@dataclass(frozen=True, eq=False)
class Record:
    """What chosen voices say.

    Parameters
    ----------
    voices
        Ids of the voices, in display order.
    events
        Index event_id as of `Dataset.events`; columns has_claims (bool: they make a claim), n_claims (int);
        first_day, last_day (Int32 day numbers: the first and last day that they give it, as precisely as
        they do, NA where they give none); and n_sources, n_publishers, voices, independent, state_only,
        support, disputed, evidence as of `geo.claims.evidence`, judged by their claims alone.
    disagreements
        Where they disagree among themselves; columns as of `geo.claims.disagreements.find_disagreements`.
    """

    voices: tuple[str, ...]
    events: pd.DataFrame
    disagreements: pd.DataFrame

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Which events they speak of, in the order of `Dataset.events`."""
        return self.events["has_claims"].to_numpy(dtype=bool)


def claims_by_voices(dataset: Dataset, voices: Container[str]) -> NDArray[np.bool_]:
    """Return which claims of `Dataset.claims` are of some voices; the researcher's remarks are of none."""
    is_remark = encode_values(dataset.claims["field"]).where(
        dataset.about.claim_rules.remark_fields.__contains__
    )
    theirs = encode_values(dataset.claims["voice"]).where(voices.__contains__)
    return theirs & ~is_remark


@cached(8, of_large=1)
def record_of(dataset: Dataset, voices: frozenset[str]) -> Record:
    """Return the record through chosen voices only.

    Their figures are those of `geo.figures.series.figures` with the same voices.

    Parameters
    ----------
    dataset
        The dataset.
    voices
        Ids of voices; none of them leaves nothing.
    """
    about, index, claims = dataset.about, dataset.events.index, dataset.claims
    spoken = claims_by_voices(dataset, voices)
    marked = dataset.events[["first_day", "last_day"]].assign(status=_status(dataset, voices))
    found = find_disagreements(claims, marked, about, among=spoken)
    rows = positions(claims["event_id"], index)
    counts = np.bincount(rows[spoken & (rows >= 0)], minlength=len(index))
    events = pd.DataFrame({"has_claims": counts > 0, "n_claims": counts}, index=index)
    events = events.assign(**_days(claims, rows, spoken, len(index)))
    theirs = claims.loc[spoken, list(_JUDGED_BY)]
    judged = evidence(dataset.events, theirs, about.voices, frozenset(found["event_id"]))
    judged = compact(judged, "events") if is_large(len(index)) else judged
    return Record(
        voices=tuple(voice.id for voice in about.voices if voice.id in voices),
        events=events.assign(**{str(name): column for name, column in judged.items()}),
        disagreements=found,
    )


def compare_voices(dataset: Dataset) -> pd.DataFrame:
    """Compare what each voice alone tells.

    Returns
    -------
    DataFrame
        Index voice id in display order; columns label (str), claims, sources, events (int: those it
        makes a claim on), only (int: those nobody else speaks of). Remarks of the researcher are no claims.
    """
    voices = dataset.about.voices
    ids = [voice.id for voice in voices]
    rows = np.flatnonzero(claims_by_voices(dataset, ids))
    heard = voices_of_events(dataset, rows)
    speaking, sources = (encode_values(dataset.claims[name]) for name in ("voice", "source_id"))
    counts = np.bincount(speaking.codes[rows], minlength=len(speaking.different))
    claims = dict(zip(speaking.different, counts.tolist(), strict=True))
    named = dict(zip(speaking.different, pairs(speaking, sources, rows).sum(axis=1).tolist(), strict=True))
    return pd.DataFrame(
        {
            "label": [voice.label for voice in voices],
            "claims": [claims.get(voice, 0) for voice in ids],
            "sources": [named.get(voice, 0) for voice in ids],
            "events": heard.sum(axis=0),
            "only": heard[heard.sum(axis=1) == 1].sum(axis=0),
        },
        index=pd.Index(ids, name="voice"),
    )


def voices_of_events(dataset: Dataset, claims: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each event (rows) and voice (columns, in display order) whether it makes one of some claims.

    Parameters
    ----------
    dataset
        The dataset.
    claims
        Positions in `Dataset.claims`.
    """
    events = positions(dataset.claims["event_id"], dataset.events.index)[claims]
    speaking = encode_values(dataset.claims["voice"])
    columns = {voice.id: column for column, voice in enumerate(dataset.about.voices)}
    of_code = np.array([columns.get(voice, -1) for voice in speaking.different], dtype=np.int64)
    of_claim = of_code[speaking.codes[claims]] if len(of_code) else np.zeros(0, np.int64)
    known = (events >= 0) & (of_claim >= 0)
    heard = np.zeros((len(dataset.events), len(columns)), dtype=bool)
    heard[events[known], of_claim[known]] = True
    return heard


def _status(dataset: Dataset, voices: frozenset[str]) -> pd.Categorical[str]:
    """Return whether events are marked as disputed of which only the voices speak: others are of more."""
    is_theirs = coded_column(dataset, "voices").where(voices.issuperset)
    is_marked = coded_column(dataset, "status").where("disputed".__eq__)
    return pd.Categorical.from_codes((is_theirs & is_marked).astype(np.int8), pd.Index(["", "disputed"]))


def _days(
    claims: pd.DataFrame, rows: NDArray[np.int32], spoken: NDArray[np.bool_], count: int
) -> dict[str, pd.arrays.IntegerArray]:
    """Return the first and last day that claims on the dates of events give them; each text is read once."""
    fields = encode_values(claims["field"])
    dated = np.flatnonzero(fields.where(DATE_FIELDS.__contains__) & spoken & (rows >= 0))
    said = claims[["value", "unit"]].iloc[dated]
    texts, first_of = pd.factorize(pd.MultiIndex.from_frame(said))
    dates = [read_date(value, unit) for value, unit in first_of]
    is_day = np.array([date is not None and not date.yearly for date in dates], dtype=bool)
    ends = np.array([(date.first, date.last) if date else (0, 0) for date in dates], dtype=np.int64)
    given = np.flatnonzero(is_day[texts]) if dates else np.zeros(0, np.int64)
    of_event, read = rows[dated[given]], texts[given]
    is_start = fields.where("start_date".__eq__)[dated[given]]
    first = np.full(count, _NEVER)
    last = np.full(count, -_NEVER)
    if len(given):
        np.minimum.at(first, of_event[is_start], ends[read[is_start], 0])
        np.maximum.at(last, of_event, ends[read, 1])
    return {"first_day": _or_none(first), "last_day": _or_none(last)}


def _or_none(days: NDArray[np.int64]) -> pd.arrays.IntegerArray:
    is_missing = np.abs(days) == _NEVER
    return pd.arrays.IntegerArray(np.where(is_missing, 0, days).astype(np.int32), is_missing)
