"""Coverage: counts by voice, language, year, category and district of who speaks and who hardly does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.claims.rules import RARELY
from geo.claims.voices import compare_voices, voices_of_events
from geo.dataset.cache import cached
from geo.dataset.coded_columns import coded_column, encode_values, pairs
from geo.dataset.columns import positions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

EVENTS = "events"
UNDATED = 0
"""The year of publications that give none."""
FEWEST = 5
"""Groups of fewer events say nothing of who is heard on them."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """Counts of claims, sources and events. Remarks of the researcher are no claims of a source.

    Parameters
    ----------
    remarks
        Number of the researcher's remarks on the sources.
    by_voice
        Index voice id in display order; columns label, claims, sources, events, only (as of
        `geo.claims.voices.compare_voices`) and claim_share (float, of all claims).
    by_language
        Index ISO 639 code, most claims first; columns claims, sources.
    by_year
        Index year of the event's first day, without a gap; columns events, then one for each voice
        with the number of its claims on events of the year.
    by_published
        Index year of publication (0: not given); one column for each voice with the number of its
        sources.
    by_category, by_district
        Index category or district id in display order; columns events, then one for each voice with
        the number of these events that it makes a claim on. A region-wide event is of every district.
    rarely_heard
        Groups of five events or more of which a voice speaks rarely (`geo.claims.rules`): columns dimension
        (`category` or `district`), id, voice, events, heard (int), share (float); the widest gaps first.
    """

    remarks: int
    by_voice: pd.DataFrame
    by_language: pd.DataFrame
    by_year: pd.DataFrame
    by_published: pd.DataFrame
    by_category: pd.DataFrame
    by_district: pd.DataFrame
    rarely_heard: pd.DataFrame


@cached(1)
def coverage(dataset: Dataset) -> Coverage:
    """Count who speaks in a dataset."""
    about, events = dataset.about, dataset.events
    fields = encode_values(dataset.claims["field"])
    is_remark = fields.where(about.claim_rules.remark_fields.__contains__)
    claims = np.flatnonzero(~is_remark)
    voices = [voice.id for voice in about.voices]
    by_voice = compare_voices(dataset)
    heard = voices_of_events(dataset, claims)
    by_category = _by_group(dataset, "category", heard, [entry.id for entry in about.categories])
    by_district = _by_group(dataset, "district_ids", heard, list(dataset.districts.index))
    years = _years(events["first_day"])
    return Coverage(
        remarks=int(is_remark.sum()),
        by_voice=by_voice.assign(claim_share=by_voice["claims"] / max(len(claims), 1)),
        by_language=_by_language(claims, dataset),
        by_year=_by_year(claims, dataset, years),
        by_published=_by_published(dataset.sources, voices),
        by_category=by_category,
        by_district=by_district,
        rarely_heard=_rarely_heard({"category": by_category, "district": by_district}, voices),
    )


def _by_group(dataset: Dataset, column: str, heard: NDArray[np.bool_], ids: Sequence[str]) -> pd.DataFrame:
    """Count the events of each group, and those of them that each voice speaks of."""
    groups = coded_column(dataset, column)
    voices = [voice.id for voice in dataset.about.voices]
    counts = {EVENTS: groups.counts_of_members()}
    counts |= {voice: groups.counts_of_members(heard[:, at]) for at, voice in enumerate(voices)}
    columns = {name: [found.get(group, 0) for group in ids] for name, found in counts.items()}
    return pd.DataFrame(columns, index=pd.Index(list(ids)), dtype="int64")


def _count_by(claims: NDArray[np.int64], column: str, dataset: Dataset) -> pd.DataFrame:
    """Count claims and different sources by another column of the claims."""
    groups, sources = (encode_values(dataset.claims[name]) for name in (column, "source_id"))
    counts = {
        "claims": np.bincount(groups.codes[claims], minlength=len(groups.different)),
        "sources": pairs(groups, sources, claims).sum(axis=1),
    }
    table = pd.DataFrame(counts, index=pd.Index(list(groups.different), name=column))
    return table[table["claims"] > 0].sort_index()


def _by_language(claims: NDArray[np.int64], dataset: Dataset) -> pd.DataFrame:
    counts = _count_by(claims, "language", dataset)
    return counts.sort_values("claims", ascending=False, kind="stable")


def _years(days: pd.Series[int]) -> NDArray[np.int64]:
    """Return the year of each day number."""
    return days.to_numpy().astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970


def _by_year(claims: NDArray[np.int64], dataset: Dataset, years: NDArray[np.int64]) -> pd.DataFrame:
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, -1)
    span = pd.Index(range(first, last + 1), name="year")
    rows = positions(dataset.claims["event_id"], dataset.events.index)
    speaking = encode_values(dataset.claims["voice"])
    columns = {EVENTS: np.bincount(years - first, minlength=len(span))}
    for voice in dataset.about.voices:
        own = claims[speaking.where(voice.id.__eq__)[claims]]
        columns[voice.id] = np.bincount(years[rows[own]] - first, minlength=len(span))
    return pd.DataFrame(columns, index=span, dtype="int64")


def _by_published(sources: pd.DataFrame, voices: Sequence[str]) -> pd.DataFrame:
    years = sources["published"].str[:4].replace("", str(UNDATED)).astype("int64")
    table = pd.crosstab(years.rename("year"), sources["voice"])
    return table.reindex(columns=list(voices), fill_value=0).astype("int64").rename_axis(columns=None)


def _rarely_heard(tables: dict[str, pd.DataFrame], voices: Sequence[str]) -> pd.DataFrame:
    rows = [
        {
            "dimension": dimension,
            "id": group,
            "voice": voice,
            "events": counts[EVENTS],
            "heard": counts[voice],
        }
        for dimension, table in tables.items()
        for group, counts in table.to_dict("index").items()
        for voice in voices
        if counts[EVENTS] >= FEWEST
    ]
    found = pd.DataFrame(rows, columns=["dimension", "id", "voice", "events", "heard"])
    found["share"] = found["heard"] / found["events"]
    rare = found[found["share"] < RARELY]
    order = ["dimension", "share", "events"]
    return rare.sort_values(order, ascending=[True, True, False], kind="stable").reset_index(drop=True)
