"""Who speaks in a dataset and who hardly does: counts by voice, language, year, category and district."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from geo.dates import day_date
from geo.rules import RARELY
from geo.voices import compare_voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.dataset import Dataset

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
        Index voice id in display order; columns label, claims, sources, events, only, vanished (as of
        `geo.voices.compare_voices`) and claim_share (float, of all claims).
    by_kind
        Index kind of publisher; columns voice, claims, sources, publishers.
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
        Groups of five events or more of which a voice speaks rarely (`geo.rules`): columns dimension
        (`category` or `district`), id, voice, events, heard (int), share (float); the widest gaps first.
    """

    remarks: int
    by_voice: pd.DataFrame
    by_kind: pd.DataFrame
    by_language: pd.DataFrame
    by_year: pd.DataFrame
    by_published: pd.DataFrame
    by_category: pd.DataFrame
    by_district: pd.DataFrame
    rarely_heard: pd.DataFrame


@lru_cache(maxsize=8)
def coverage(dataset: Dataset) -> Coverage:
    """Count who speaks in a dataset."""
    about = dataset.about
    is_remark = dataset.claims["field"].isin(about.claim_rules.remark_fields)
    claims = dataset.claims[~is_remark]
    voices = [voice.id for voice in about.voices]
    by_voice = compare_voices(dataset)
    heard = _heard(claims, dataset, voices)
    by_category = _by_group(dataset.events["category"], heard, [entry.id for entry in about.categories])
    by_district = _by_group(dataset.events["district_ids"].explode(), heard, list(dataset.districts.index))
    return Coverage(
        remarks=int(is_remark.sum()),
        by_voice=by_voice.assign(claim_share=by_voice["claims"] / max(len(claims), 1)),
        by_kind=_by_kind(claims, dataset),
        by_language=_counted(claims, "language").sort_values("claims", ascending=False, kind="stable"),
        by_year=_by_year(claims, dataset, voices),
        by_published=_by_published(dataset.sources, voices),
        by_category=by_category,
        by_district=by_district,
        rarely_heard=_rarely_heard({"category": by_category, "district": by_district}, voices),
    )


def _heard(claims: pd.DataFrame, dataset: Dataset, voices: Sequence[str]) -> pd.DataFrame:
    """Return for each event (index) and voice (columns) whether it makes a claim."""
    table = pd.crosstab(claims["event_id"], claims["voice"]) > 0
    table = table.reindex(index=dataset.events.index, columns=list(voices), fill_value=False)
    return table.rename_axis(columns=None)


def _by_group(groups: pd.Series, heard: pd.DataFrame, ids: Sequence[str]) -> pd.DataFrame:
    spread = heard.loc[groups.index].assign(events=1).groupby(groups.to_numpy()).sum()
    return spread.reindex(list(ids), fill_value=0).astype("int64")[[EVENTS, *heard.columns]]


def _counted(claims: pd.DataFrame, column: str) -> pd.DataFrame:
    groups = claims.groupby(column)["source_id"]
    return pd.DataFrame({"claims": groups.size(), "sources": groups.nunique()})


def _by_kind(claims: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    kinds = list(dataset.about.publisher_kinds)
    counts = _counted(claims, "publisher_kind")
    counts["publishers"] = claims.groupby("publisher_kind")["publisher"].nunique()
    table = counts.reindex(kinds, fill_value=0).astype("int64")
    table.insert(0, "voice", [dataset.about.voice_of(kind).id for kind in kinds])
    return table


def _by_year(claims: pd.DataFrame, dataset: Dataset, voices: Sequence[str]) -> pd.DataFrame:
    years = dataset.events["first_day"].map(lambda day: day_date(day).year)
    counts = pd.crosstab(claims["event_id"].map(years), claims["voice"])
    table = counts.reindex(columns=list(voices), fill_value=0)
    table.insert(0, EVENTS, years.value_counts())
    span = range(years.min(), years.max() + 1) if len(years) else range(0)
    return table.reindex(pd.Index(span, name="year")).fillna(0).astype("int64").rename_axis(columns=None)


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
