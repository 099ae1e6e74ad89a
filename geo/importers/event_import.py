"""The import of a table: its rows become events, by a mapping that a person has looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.dataset.columns import arrow_texts, compact, concatenate, event_order, ids_by_code, is_large
from geo.dataset.memory import release
from geo.errors import Problem
from geo.i18n import Sentence, marked, sentence_text
from geo.importers.angles import looks_like_pair
from geo.importers.claims import claims_of, signs_of, sources_of
from geo.importers.date_parsing import parse_date
from geo.importers.hxl import without_tags
from geo.importers.layouts import LINKED_PLACES
from geo.importers.placement import Outlines, place
from geo.importers.problems import ImportProblems, Notes, as_csv, as_problems
from geo.importers.row_dates import Days, date_texts, dates_of
from geo.importers.rows import categories_of, events_of, ids_of
from geo.importers.suggestions import open_offers, swap_offer
from geo.search.names import district_names, place_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import geopandas as gpd
    import numpy.typing as npt
    from pandas.api.extensions import ExtensionArray

    from geo.dataset.dataset import Dataset
    from geo.importers.mapping import ColumnMapping
    from geo.importers.suggestions import Offer
    from geo.importers.table import Table


MOST_REASONS = 3
ROWS = 100_000
"""Rows that are made into events at once: what is needed on the way takes memory for these alone."""


@dataclass(frozen=True, eq=False)
class Imported:
    """What became of a table.

    Parameters
    ----------
    name
        Name of the file.
    events
        Index event_id; the columns of `Dataset.events` but voices, n_sources, evidence and
        search_text, and columns line (int64: where in the file it stands) and source_id (its
        sources, several with a semicolon between).
    claims, sources
        As in the dataset, claims without what they take from their sources.
    categories
        Label by the id of each category, in the order of the table.
    problem_rows
        Every problem: columns line, column, value, expected, remedy, severity, rows (for how many
        rows it stands). Rows with an `error` are not shown.
    read, shown
        Number of rows in the file, and of events made of them.
    offers
        Changes to the mapping that seem right.
    """

    name: str
    events: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    categories: dict[str, str]
    problem_rows: pd.DataFrame
    read: int
    shown: int
    offers: tuple[Offer, ...] = ()

    @property
    def not_shown(self) -> int:
        """Number of rows that no event was made of; `read` is `shown` and these."""
        return self.read - self.shown

    def problems(self, limit: int | None = None) -> tuple[Problem, ...]:
        """Return the problems as sentences, the first `limit` of them."""
        return as_problems(self.name, self.problem_rows, limit)

    def problems_csv(self) -> bytes:
        """Return the problems as CSV (UTF-8): line, column, value, reason, remedy, severity; no formula."""
        return as_csv(self.problem_rows)

    def summary(self) -> str:
        """Return the counts in a sentence."""
        words = (
            marked("{read} read, {shown} shown, {left_out} not: see the list.")
            if self.not_shown
            else marked("{read} read, {shown} shown.")
        )
        counts = {"read": self.read, "shown": self.shown, "left_out": self.not_shown}
        return sentence_text(Sentence(words, counts))


def import_into(
    table: Table, mapping: ColumnMapping, dataset: Dataset, *, today: int | None = None
) -> Imported:
    """Make events of a table for a dataset: on its districts by all their names, within its days.

    Parameters
    ----------
    table, mapping
        As for :func:`import_events`.
    dataset
        The dataset on whose districts they are shown.
    today
        The last day that an event may begin on, in days since 1970-01-01.

    Raises
    ------
    ImportProblems
        As :func:`import_events` does.
    """
    names, days = names_and_days(mapping, dataset, today)
    return import_events(
        table, mapping, dataset.districts, neighbours=dataset.neighbours, names=names, days=days
    )


def names_and_days(
    mapping: ColumnMapping, dataset: Dataset, today: int | None = None
) -> tuple[dict[str, list[str]], Days]:
    """Return all names of the districts of a dataset by their ids, and the days that it tells of."""
    entries = dataset.about.districts
    names = district_names(entries, dataset.district_facts, place_names(dataset.places))
    first = None if dataset.events.empty or mapping.layout == LINKED_PLACES.id else dataset.about.first_day
    texts = {district: [name.text for name in known] for district, known in names.items()}
    return texts, Days.until_today(first, today)


def import_events(
    table: Table,
    mapping: ColumnMapping,
    districts: gpd.GeoDataFrame,
    *,
    neighbours: gpd.GeoDataFrame | None = None,
    names: Mapping[str, Iterable[str]] | None = None,
    days: Days | None = None,
) -> Imported:
    """Make events of a table.

    A row is shown when it has a date that can be read, and either a point on the map or none at
    all (then it is listed, and counts for the district that it names). Everything else is told
    with its line; nothing is put right in silence.

    Parameters
    ----------
    table
        From :func:`geo.importers.read_table`.
    mapping
        From :func:`geo.importers.recognise`, corrected by a person.
    districts, neighbours
        Outlines of the map as in the dataset: index the id, column name, EPSG:4326.
    names
        Other names of the districts by id.
    days
        The days within which events are shown; until today, without it.

    Raises
    ------
    ImportProblems
        When the mapping names columns that are not there, or no date.
    """
    table = read_columns(table, mapping)
    parts = Parts()
    outlines = Outlines.of(districts, neighbours, names)
    making = make_events(table, mapping, outlines, days or Days.until_today(), parts.take)
    return put_together(table, mapping, parts, making)


class Parts:
    """Events and claims of a table, so many rows at once: repeated texts as codes where they are many."""

    def __init__(self) -> None:
        """Begin without any."""
        self.events: list[pd.DataFrame] = []
        self.claims: list[pd.DataFrame] = []
        self.ids: list[pa.ChunkedArray] = []

    def keep(self, ids: pa.ChunkedArray, events: pd.DataFrame, claims: pd.DataFrame) -> None:
        """Take the next part as it is: as :meth:`take` does, where repeated texts are codes already."""
        self.ids.append(ids)
        self.events.append(events)
        self.claims.append(claims)

    def take(
        self,
        ids: npt.NDArray[np.object_] | ExtensionArray,
        events: pd.DataFrame,
        claims: pd.DataFrame,
        of: int,
    ) -> None:
        """Take the next part.

        Parameters
        ----------
        ids
            Keys of its events.
        events
            Columns as in :class:`Imported`, index from 0.
        claims
            Column row (int64: position of its event among all) instead of event_id.
        of
            Number of events of all parts.
        """
        if is_large(of):
            events, claims = compact(events, "events"), compact(claims, "claims")
        else:
            claims = claims.astype({"value": "str"})
        self.keep(arrow_texts(ids), events, claims)
        if of > ROWS:
            release()


@dataclass(frozen=True, eq=False)
class Making:
    """What is found out of a table besides the events of its parts.

    Parameters
    ----------
    sources
        As in :class:`Imported`.
    labels
        Label by the id of each category, of rows that are not shown too.
    notes
        Every problem.
    swapped
        Whether longitude and latitude look exchanged.
    """

    sources: pd.DataFrame
    labels: dict[str, str]
    notes: Notes
    swapped: bool


def read_columns(table: Table, mapping: ColumnMapping) -> Table:
    """Return a table with the columns alone that a mapping uses, without HXL tags.

    Raises
    ------
    ImportProblems
        When the mapping names columns that are not there, or no date.
    """
    table = without_tags(table)
    return replace(table, frame=table.frame[_used(table, mapping)])


def make_events(
    table: Table,
    mapping: ColumnMapping,
    outlines: Outlines,
    days: Days,
    take: Callable[[npt.NDArray[np.object_] | ExtensionArray, pd.DataFrame, pd.DataFrame, int], object],
) -> Making:
    """Make events of the rows of a table, and hand them over in parts.

    Parameters
    ----------
    table
        From :func:`read_columns`.
    mapping, days
        As for :func:`import_events`.
    outlines
        Of the districts and their neighbours.
    take
        Is given each part, as :meth:`Parts.take` is.
    """
    notes = Notes(list(table.notes.parts), table.notes.one_by_one)
    dates = dates_of(table, mapping, notes, days)
    places = place(table, mapping, outlines, notes)
    ids, repeated = ids_of(table, mapping, notes)
    shown = dates.read & ~places.outside & ~repeated
    categories, labels = categories_of(table, mapping)
    sources, source_ids = sources_of(table, mapping, shown)
    signs = signs_of(table, mapping)
    rows = np.flatnonzero(shown)
    for start in range(0, max(1, len(rows)), ROWS):
        some = rows[start : start + ROWS]
        part = replace(table, frame=_some_rows(table.frame, some))
        words, dated = categories.iloc[some], dates.at(some)
        made = events_of(part, mapping, dates=dated, places=places.at(some), categories=words, labels=labels)
        of_part = source_ids.iloc[start : start + ROWS]
        said = claims_of(
            part.frame,
            mapping,
            source_ids=of_part,
            dates=made["start_date"],
            written=approximate_date_texts(part, mapping, dated.qualified),
            signs=signs,
            notes=notes,
        )
        said["row"] += start
        made["source_id"] = of_part.array
        take(ids[some], made, said, len(rows))
    return Making(sources, labels, notes, places.swapped)


def put_together(table: Table, mapping: ColumnMapping, parts: Parts, making: Making) -> Imported:
    """Return what became of a table, its events in the order of their days; the columns are taken out of the parts."""
    chunks = [chunk for part in parts.ids for chunk in part.chunks]
    cells = pa.chunked_array(chunks, pa.large_string()).combine_chunks()
    ids = pd.Index(pd.array(cells, dtype=pd.StringDtype(na_value=np.nan)), name="event_id")
    events, claims = _in_order(parts.events, parts.claims, ids)
    kept = set(events["category"].unique())
    return Imported(
        table.name,
        events,
        claims,
        making.sources,
        {category: label for category, label in making.labels.items() if category in kept},
        making.notes.frame(),
        table.read,
        len(events),
        (*((swap_offer(mapping),) if making.swapped else ()), *open_offers(table, mapping)),
    )


def _some_rows(frame: pd.DataFrame, rows: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Return rows of a frame of texts; of many, which stand near each other, what lies between is left out in runs."""
    if len(frame) <= ROWS or not len(rows):
        return frame.iloc[rows]
    some = frame.iloc[rows[0] : rows[-1] + 1]
    kept = np.zeros(len(some), bool)
    kept[rows - rows[0]] = True
    return pd.DataFrame({name: some[name].array[kept] for name in some.columns}, index=some.index[kept])


def approximate_date_texts(
    table: Table, mapping: ColumnMapping, qualified: npt.NDArray[np.bool_]
) -> pd.Series:
    """Return the words of the dates that are only about so, "" for the others."""
    if not qualified.any():
        return pd.Series("", table.frame.index, dtype="str")
    texts, _ = date_texts(table, mapping)
    return texts.str.strip().where(qualified, "")


def _in_order(
    parts: list[pd.DataFrame], said: list[pd.DataFrame], ids: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the parts' events in the order of their days, and their claims in that of the rows.

    Many claims are in the order of the events. The columns are taken out of the parts.
    """
    days = np.concatenate([part["first_day"].to_numpy() for part in parts])
    order = event_order(days, ids)
    rows = np.concatenate([part.pop("row").to_numpy() for part in said])
    events = concatenate(parts, order, ids.take(order))
    if is_large(len(ids)):
        rank = np.empty(len(order), dtype="int32")
        rank[order] = np.arange(len(order), dtype="int32")
        rows = rank[rows]
        by_event = np.argsort(rows, kind="stable")
        event_ids = pd.Series(ids_by_code(rows[by_event], events.index))
    else:
        by_event = np.arange(len(rows))
        event_ids = pd.Series(ids.take(rows))
    claims = concatenate(said, by_event, pd.RangeIndex(len(rows)))
    claims.insert(0, "event_id", event_ids)
    return events, claims


def _used(table: Table, mapping: ColumnMapping) -> list[str]:
    """Return the columns that a mapping uses, each once, or raise ImportProblems with the true reason first."""
    used = list(dict.fromkeys(column for choice in mapping.fields.values() for column in choice.columns))
    lost = [column for column in used if column not in table.frame.columns]
    problems = [
        Problem(table.name, None, column, "", marked("this column"), marked("Choose another in the mapping"))
        for column in lost
    ]
    if not {"date", "year", "attested"} & set(mapping.fields):
        problems += as_problems(table.name, table.notes.frame(), MOST_REASONS)
        problems += _without_header(table)
        expected = marked("a column for the date, or for the year")
        problems.append(Problem(table.name, None, "", "", expected, marked("Choose it in the mapping")))
    if problems:
        raise ImportProblems(tuple(problems))
    return used


def _without_header(table: Table) -> list[Problem]:
    """Return the problem of a table whose first row was taken for its header."""
    value = next((name for name in table.columns if parse_date(name) or looks_like_pair(name)), None)
    if value is None:
        return []
    expected = marked("a line with the names of the columns at the beginning")
    remedy = marked("Add such a line, or say that there is none; this value was taken for a name")
    return [Problem(table.name, None, "", value, expected, remedy)]
