"""The record through chosen voices only: what is left of it, and what vanishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.claimed_dates import read_date
from geo.compact import compact, is_large, positions
from geo.disagreements import DATE_FIELDS, find_disagreements
from geo.event_columns import coded, coded_values
from geo.evidence import evidence
from geo.remembered import remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.dataset import Dataset

_READ = (
    *("event_id", "source_id", "field", "value", "unit", "note"),
    *("publisher", "publisher_kind", "published", "voice"),
)
_NEVER = 2**40


@dataclass(frozen=True, eq=False)
class Record:
    """What chosen voices say.

    Parameters
    ----------
    voices
        Ids of the voices, in display order.
    events
        Index event_id as of `Dataset.events`; columns told (bool: they make a claim), n_claims (int);
        first_day, last_day (Int32 day numbers: the first and last day that they give it, as precisely as
        they do, NA where they give none); and n_sources, n_publishers, voices, independent, state_only,
        support, disputed, evidence as of `geo.evidence`, judged by their claims alone.
    disagreements
        Where they disagree among themselves; columns as of `geo.disagreements.find_disagreements`.
    """

    voices: tuple[str, ...]
    events: pd.DataFrame
    disagreements: pd.DataFrame

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Which events they speak of, in the order of `Dataset.events`."""
        return self.events["told"].to_numpy(dtype=bool)

    @property
    def vanished(self) -> tuple[str, ...]:
        """Ids of the events that they do not speak of, in the order of `Dataset.events`."""
        return tuple(self.events.index[~self.mask])


def claims_by(dataset: Dataset, voices: frozenset[str]) -> pd.DataFrame:
    """Return the claims of chosen voices: rows of `Dataset.claims`, without the researcher's remarks."""
    claims = dataset.claims
    is_remark = claims["field"].isin(dataset.about.claim_rules.remark_fields)
    return claims.loc[(claims["voice"].isin(voices) & ~is_remark).to_numpy(dtype=bool), list(_READ)]


@remembered(8, of_large=1)
def record_of(dataset: Dataset, voices: frozenset[str]) -> Record:
    """Return the record through chosen voices only.

    Their figures are those of `geo.figures.figures` with the same voices.

    Parameters
    ----------
    dataset
        The dataset.
    voices
        Ids of voices; none of them leaves nothing.
    """
    about, index = dataset.about, dataset.events.index
    spoken = claims_by(dataset, voices)
    marked = dataset.events[["first_day", "last_day"]].assign(status=_status(dataset, voices))
    found = find_disagreements(spoken, marked, about)
    rows = positions(spoken["event_id"], index)
    counts = np.bincount(rows[rows >= 0], minlength=len(index))
    events = pd.DataFrame({"told": counts > 0, "n_claims": counts}, index=index)
    events = events.assign(**_days(spoken, rows, len(index)))
    judged = evidence(dataset.events, spoken, about.voices, frozenset(found["event_id"]))
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
        makes a claim on), only (int: those nobody else speaks of), vanished (int: those it does not speak
        of). Remarks of the researcher are no claims.
    """
    voices = dataset.about.voices
    spoken = claims_by(dataset, frozenset(voice.id for voice in voices))
    heard = heard_on(dataset, spoken)
    sources = spoken[["voice", "source_id"]].drop_duplicates()["voice"].value_counts()
    claims = spoken["voice"].value_counts()
    ids = [voice.id for voice in voices]
    table = pd.DataFrame(
        {
            "label": [voice.label for voice in voices],
            "claims": claims.reindex(ids).fillna(0).astype("int64"),
            "sources": sources.reindex(ids).fillna(0).astype("int64"),
            "events": heard.sum(axis=0),
            "only": heard[heard.sum(axis=1) == 1].sum(axis=0),
        },
        index=pd.Index(ids, name="voice"),
    )
    return table.assign(vanished=len(dataset.events) - table["events"])


def heard_on(dataset: Dataset, claims: pd.DataFrame) -> NDArray[np.bool_]:
    """Return for each event (rows) and voice (columns, in display order) whether it makes a claim."""
    rows = positions(claims["event_id"], dataset.events.index)
    speaking = coded_values(claims["voice"])
    columns = {voice.id: column for column, voice in enumerate(dataset.about.voices)}
    of_code = np.array([columns.get(voice, -1) for voice in speaking.different], dtype=np.int64)
    of_claim = of_code[speaking.codes] if len(of_code) else np.zeros(0, np.int64)
    known = (rows >= 0) & (of_claim >= 0)
    heard = np.zeros((len(dataset.events), len(columns)), dtype=bool)
    heard[rows[known], of_claim[known]] = True
    return heard


def _status(dataset: Dataset, voices: frozenset[str]) -> pd.Categorical[str]:
    """Return whether events are marked as disputed of which only the voices speak: others are of more."""
    is_theirs = coded(dataset, "voices").where(voices.issuperset)
    is_marked = coded(dataset, "status").where("disputed".__eq__)
    return pd.Categorical.from_codes((is_theirs & is_marked).astype(np.int8), pd.Index(["", "disputed"]))


def _days(spoken: pd.DataFrame, rows: NDArray[np.int32], count: int) -> dict[str, pd.arrays.IntegerArray]:
    """Return the first and last day that claims on the dates of events give them; each text is read once."""
    is_date = (spoken["field"].isin(DATE_FIELDS)).to_numpy(dtype=bool) & (rows >= 0)
    said = spoken.loc[is_date, ["value", "unit"]]
    texts, first_of = pd.factorize(pd.MultiIndex.from_frame(said))
    dates = [read_date(value, unit) for value, unit in first_of]
    is_day = np.array([date is not None and not date.yearly for date in dates], dtype=bool)
    ends = np.array([(date.first, date.last) if date else (0, 0) for date in dates], dtype=np.int64)
    given = np.flatnonzero(is_day[texts]) if dates else np.zeros(0, np.int64)
    of_event, read = rows[is_date][given], texts[given]
    is_start = (spoken.loc[is_date, "field"] == "start_date").to_numpy(dtype=bool)[given]
    first = np.full(count, _NEVER)
    last = np.full(count, -_NEVER)
    if len(given):
        np.minimum.at(first, of_event[is_start], ends[read[is_start], 0])
        np.maximum.at(last, of_event, ends[read, 1])
    return {"first_day": _or_none(first), "last_day": _or_none(last)}


def _or_none(days: NDArray[np.int64]) -> pd.arrays.IntegerArray:
    is_missing = np.abs(days) == _NEVER
    return pd.arrays.IntegerArray(np.where(is_missing, 0, days).astype(np.int32), is_missing)
