"""The record through chosen voices only: what is left of it, and what vanishes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from geo.claimed_dates import read_date
from geo.disagreements import DATE_FIELDS, find_disagreements
from geo.evidence import evidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.dataset import Dataset


@dataclass(frozen=True, eq=False)
class Record:
    """What chosen voices say.

    Parameters
    ----------
    voices
        Ids of the voices, in display order.
    claims
        Their claims, columns as of `Dataset.claims`, without the researcher's remarks.
    events
        Index event_id as of `Dataset.events`; columns told (bool: they make a claim), n_claims (int);
        first_day, last_day (Int32 day numbers: the first and last day that they give it, as precisely as
        they do, NA where they give none); and n_sources, n_publishers, voices, independent, state_only,
        support, disputed, evidence as of `geo.evidence`, judged by their claims alone.
    disagreements
        Where they disagree among themselves; columns as of `geo.disagreements.find_disagreements`.
    """

    voices: tuple[str, ...]
    claims: pd.DataFrame
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


@lru_cache(maxsize=64)
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
    about = dataset.about
    claims = dataset.claims
    spoken = claims[claims["voice"].isin(voices) & ~claims["field"].isin(about.claim_rules.remark_fields)]
    found = find_disagreements(spoken, dataset.events.assign(status=_status(dataset, voices)), about)
    counts = spoken.groupby("event_id").size().reindex(dataset.events.index, fill_value=0).astype("int64")
    events = pd.DataFrame({"told": counts > 0, "n_claims": counts})
    events = events.join(_days(spoken, events.index))
    judged = evidence(dataset.events, spoken, about.voices, frozenset(found["event_id"]))
    return Record(
        voices=tuple(voice.id for voice in about.voices if voice.id in voices),
        claims=spoken.reset_index(drop=True),
        events=events.join(judged),
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
    spoken = dataset.claims[~dataset.claims["field"].isin(dataset.about.claim_rules.remark_fields)]
    pairs = spoken[["event_id", "voice"]].drop_duplicates()
    alone = pairs[~pairs["event_id"].duplicated(keep=False)]
    by_voice = spoken.groupby("voice")["source_id"]
    voices = pd.Index([voice.id for voice in dataset.about.voices], name="voice")
    table = pd.DataFrame(
        {
            "claims": by_voice.size(),
            "sources": by_voice.nunique(),
            "events": pairs["voice"].value_counts(),
            "only": alone["voice"].value_counts(),
        }
    )
    table = table.reindex(voices).fillna(0).astype("int64")
    table.insert(0, "label", [voice.label for voice in dataset.about.voices])
    return table.assign(vanished=len(dataset.events) - table["events"])


def _status(dataset: Dataset, voices: frozenset[str]) -> list[str]:
    """Return the researcher's status of events of which only the voices speak: of others it is of more."""
    heard = zip(dataset.events["status"], dataset.events["voices"], strict=True)
    return [status if voices.issuperset(of_event) else "" for status, of_event in heard]


def _days(spoken: pd.DataFrame, index: pd.Index[str]) -> pd.DataFrame:
    """Return the first and last day that claims on the dates of events give them."""
    days = spoken.loc[spoken["field"].isin(DATE_FIELDS), ["event_id", "field", "value", "unit"]]
    dates = [read_date(value, unit) for value, unit in zip(days["value"], days["unit"], strict=True)]
    read = [date for date in dates if date is not None and not date.yearly]
    kept = [date is not None and not date.yearly for date in dates]
    given = days.loc[kept, ["event_id", "field"]].assign(
        first=pd.array([date.first for date in read], "Int32"),
        last=pd.array([date.last for date in read], "Int32"),
    )
    starts = given[given["field"] == "start_date"].groupby("event_id")["first"].min()
    lasts = given.groupby("event_id")["last"].max()
    return pd.DataFrame({"first_day": starts.reindex(index), "last_day": lasts.reindex(index)})
