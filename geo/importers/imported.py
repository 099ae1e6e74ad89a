"""Make events of the rows of a table, by a mapping that a person has looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.errors import Problem
from geo.export.cells import GUARD, restore
from geo.identifiers import slug, split_list
from geo.importers.claims import claims_of, sources_of
from geo.importers.layouts import BY_ID, OWN
from geo.importers.mapping import JOINED, ColumnMapping
from geo.importers.placing import Outlines, place
from geo.importers.problems import ImportProblems, Notes, as_problems
from geo.importers.times import DAY, MONTH, PRECISIONS, YEAR, Dates, from_parts, iso, month_bounds, parse_dates
from geo.importers.times import year_bounds
from geo.load import PLACING

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    from geo.importers.placing import Places
    from geo.importers.table import Table

    Bools = npt.NDArray[np.bool_]

UNCATEGORISED = "uncategorised"
NO_CATEGORY = "No category given"
NO_TITLE = "Without a title"


@dataclass(frozen=True)
class Offer:
    """A change that a person may want: a sentence, and the mapping that makes it."""

    sentence: str
    mapping: ColumnMapping


@dataclass(frozen=True, eq=False)
class Imported:
    """What became of a table.

    Parameters
    ----------
    name
        Name of the file.
    events
        Index event_id; the columns of `Dataset.events` but voices, n_sources, evidence and
        search_text, and column line (int64): where in the file it stands.
    claims, sources
        As in the dataset, claims without what they take from their sources.
    categories
        Label by the id of each category, in the order of the table.
    problem_rows
        Every problem: columns line, column, value, expected, remedy, severity. Rows with an `error`
        are not shown.
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
        """Return the problems as CSV (UTF-8): line, column, value, reason, remedy, severity."""
        rows = self.problem_rows.assign(reason="expected " + self.problem_rows["expected"].astype("str"))
        columns = ["line", "column", "value", "reason", "remedy", "severity"]
        return rows[columns].to_csv(index=False, lineterminator="\r\n").encode()

    def summary(self) -> str:
        """Return the counts in a sentence."""
        rest = f", {self.not_shown:,} not: see the list" if self.not_shown else ""
        return f"{self.read:,} read, {self.shown:,} shown{rest}."


def import_events(
    table: Table,
    mapping: ColumnMapping,
    districts: gpd.GeoDataFrame,
    *,
    neighbours: gpd.GeoDataFrame | None = None,
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

    Raises
    ------
    ImportProblems
        When the mapping names columns that are not there, or no date.
    """
    table = replace(table, frame=table.frame[_used(table, mapping)])
    notes = Notes(list(table.notes.parts))
    dates = _dates(table, mapping, notes)
    places = place(table, mapping, Outlines.of(districts, neighbours), notes)
    ids, repeated = _ids(table, mapping, notes)
    shown = dates.read & ~places.outside & ~repeated
    categories, labels = _categories(table, mapping)
    events = _events(table, mapping, dates, places, categories, labels)
    events.index = pd.Index(ids, name="event_id")
    events = events if shown.all() else events[shown]
    lines = pd.Index(events["line"].to_numpy(), name="line")
    sources, source_ids = sources_of(table, mapping, shown)
    claims = claims_of(
        table.frame if shown.all() else table.frame[shown],
        mapping,
        pd.Series(events.index.array, lines),
        source_ids,
        pd.Series(events["start_date"].array, lines),
        notes,
    )
    kept = set(events["category"].unique())
    order = np.lexsort([events.index.to_numpy(dtype=object), events["first_day"].to_numpy()]) if len(events) else []
    return Imported(
        table.name,
        events.iloc[order],
        claims,
        sources,
        {category: label for category, label in labels.items() if category in kept},
        notes.frame(),
        table.read,
        len(events),
        _offers(mapping, places),
    )


def _used(table: Table, mapping: ColumnMapping) -> list[str]:
    """Return the columns that a mapping uses, each once; raise ImportProblems for a mapping that cannot be."""
    used = list(dict.fromkeys(column for choice in mapping.fields.values() for column in choice.columns))
    lost = [column for column in used if column not in table.frame.columns]
    problems = [
        Problem(table.name, None, column, "", "this column", "Choose another in the mapping") for column in lost
    ]
    if not {"date", "year", "attested"} & set(mapping.fields):
        expected = "a column for the date, or for the year"
        problems.append(Problem(table.name, None, "", "", expected, "Choose it in the mapping"))
    if problems:
        raise ImportProblems(tuple(problems))
    return used


def _dates(table: Table, mapping: ColumnMapping, notes: Notes) -> Dates:
    """Read the dates, make them no finer than the table's codes, and tell what cannot be read."""
    frame = table.frame
    texts, column = _date_texts(table, mapping)
    dates = parse_dates(texts, mapping.date_order)
    first, last = dates.first.copy(), dates.last.copy()
    precision, read = dates.precision.copy(), dates.read.copy()
    remedy = "Write the date as year-month-day, as 2020-11-25; the year with four digits"
    notes.add(frame.index[~read], column, texts[~read], "a date of the calendar", remedy)
    for end_column in mapping.columns("end_date"):
        ends = frame[end_column].str.strip()
        given = (ends != "").to_numpy(bool)
        found = parse_dates(ends, mapping.date_order)
        unread, early = given & read & ~found.read, given & read & found.read & (found.last < first)
        notes.add(frame.index[unread], end_column, ends[unread], "a date of the calendar", remedy)
        expected = "a last day on or after the first"
        notes.add(frame.index[early], end_column, ends[early], expected, "Correct one of the days")
        good = given & read & found.read & ~early
        last[good] = found.last[good]
        precision[good] = np.maximum(precision, found.precision)[good]
        read &= ~unread & ~early
    doubtful = dates.qualified & read
    expected = "a date without ? or ~"
    remedy = "It is shown like a certain one; say in the summary that it is not"
    notes.add(frame.index[doubtful], column, texts[doubtful], expected, remedy, "warning")
    coarse = _date_codes(table, mapping, notes)
    return replace(dates, first=first, last=last, precision=np.maximum(precision, coarse), read=read)


def _date_texts(table: Table, mapping: ColumnMapping) -> tuple[pd.Series, str]:
    frame = table.frame
    column = (mapping.columns("date") or mapping.columns("year") or mapping.columns("attested"))[0]
    if mapping.columns("date"):
        texts = frame[column].str.strip()
        for spare in mapping.columns("attested"):
            texts = texts.where(texts != "", frame[spare].str.strip())
        return texts, column
    if mapping.columns("year"):
        month, day = (frame[name] if name else None for name in
                      (next(iter(mapping.columns(field)), "") for field in ("month", "day")))
        return from_parts(frame[column], month, day), column
    return frame[column].str.strip(), column


def _date_codes(table: Table, mapping: ColumnMapping, notes: Notes) -> npt.NDArray[np.int8]:
    coarse = np.zeros(len(table.frame), dtype="int8")
    for column in mapping.columns("date_precision"):
        codes = table.frame[column].str.strip().str.replace(r"\.0$", "", regex=True)
        words = codes.map(dict(mapping.date_codes))
        strange = (words.isna() & (codes != "")).to_numpy(bool)
        expected = f"one of {', '.join(mapping.date_codes) or 'the codes of the mapping'}"
        remedy = "Add the code to the mapping; until then the date counts as it is written"
        notes.add(table.frame.index[strange], column, codes[strange], expected, remedy, "warning")
        positions = {word: code for code, word in enumerate(PRECISIONS)}
        coarse = words.map(positions).fillna(DAY).to_numpy(dtype="int8")
    return coarse


def _ids(table: Table, mapping: ColumnMapping, notes: Notes) -> tuple[npt.NDArray[np.object_], Bools]:
    """Return the key of each row, and which repeat an earlier one."""
    frame = table.frame
    prefix = mapping.layout if BY_ID[mapping.layout].signature else slug(table.name.rsplit(".", 1)[0]) or "event"
    numbered = (prefix + "-" + frame.index.astype("str")).to_numpy(dtype=object)
    columns = mapping.columns("event_id")
    if not columns:
        return numbered, np.zeros(len(frame), bool)
    texts = frame[columns[0]].str.strip()
    blank = (texts == "").to_numpy(bool)
    repeated = texts.duplicated().to_numpy(bool) & ~blank
    if repeated.any():
        expected = "an id of its own (an earlier row has the same)"
        remedy = "Remove the row, give it its own id, or import without a column for the id"
        notes.add(frame.index[repeated], columns[0], texts[repeated], expected, remedy)
    plain = texts.str.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*").to_numpy(bool)
    ids = texts.to_numpy(dtype=object).copy()
    ids[~plain] = [slug(text) for text in texts[~plain]]
    if mapping.layout != OWN:
        ids = np.array([f"{prefix}-{i}" for i in ids], dtype=object)
    missing = blank | (ids == "") | (ids == f"{prefix}-")
    alike = pd.Series(ids).duplicated().to_numpy() & ~repeated & ~missing
    ids[alike] = [f"{i}-{line}" for i, line in zip(ids[alike], frame.index[alike], strict=True)]
    ids[missing] = numbered[missing]
    return ids, repeated


def _categories(table: Table, mapping: ColumnMapping) -> tuple[pd.Series, dict[str, str]]:
    """Return the id of each row's category, and the labels by id."""
    columns = mapping.columns("category")
    if not columns:
        return pd.Series(UNCATEGORISED, table.frame.index, dtype="str"), {UNCATEGORISED: NO_CATEGORY}
    texts = _labelled(table, mapping, columns[0]).str.strip()
    ids: dict[str, str] = {}
    labels: dict[str, str] = {}
    for text in texts.drop_duplicates():
        category = text if mapping.layout == OWN else slug(text)
        ids[text] = category or UNCATEGORISED
        labels.setdefault(ids[text], text or NO_CATEGORY)
    return texts.map(ids), labels


def _labelled(table: Table, mapping: ColumnMapping, column: str) -> pd.Series:
    words = BY_ID[mapping.layout].labels.get(column.lower()) or BY_ID[mapping.layout].labels.get(column)
    texts = table.frame[column]
    return texts.map({text: words.get(text.strip(), text) for text in texts.unique()}) if words else texts


def _events(
    table: Table,
    mapping: ColumnMapping,
    dates: Dates,
    places: Places,
    categories: pd.Series,
    labels: dict[str, str],
) -> pd.DataFrame:
    own = mapping.layout == OWN
    start, end = _bounds(dates, keep_end=own)
    end_texts = _own_ends(table, mapping) if own else iso(end).astype(object).where(pd.Series(end > start), None)
    first, last = _interval(dates, start, end, end_texts)
    text = {name: _text(table, mapping, name) for name in ("title", "place_name", "summary", "status")}
    untitled = text["title"] == ""
    title = text["title"].where(~untitled, categories.map(labels)).replace(NO_CATEGORY, NO_TITLE)
    place_ids = _text(table, mapping, "place_ids")
    return pd.DataFrame(
        {
            "title": title.array,
            "start_date": iso(start).array,
            "end_date": _objects(end_texts.where(end_texts.notna(), None)),
            "date_precision": np.array(PRECISIONS, dtype=object)[dates.precision],
            "category": categories.array,
            "district_ids": _objects(places.district_ids),
            "place_name": text["place_name"].array,
            "place_ids": _lists(place_ids),
            "lon": places.lon,
            "lat": places.lat,
            "location_precision": places.precision,
            "summary": text["summary"].array,
            "status": text["status"].where(text["status"] != "", "single_source").array,
            "first_day": first,
            "last_day": last,
            "region_wide": places.region_wide,
            "other_district_ids": _objects(places.other_district_ids),
            "placing": pd.Series(places.precision).map(PLACING).to_numpy(dtype=object),
            "located_in": _objects(places.located_in),
            "line": table.frame.index.to_numpy(),
        }
    ).astype({"date_precision": "str", "location_precision": "str", "placing": "str"})


def _objects(values: object) -> pd.Series:
    """Return values as they are: pandas makes text of objects, and NaN of None, where it may."""
    return pd.Series(np.asarray(values, dtype=object), dtype=object)


def _lists(cells: pd.Series) -> pd.Series:
    codes, different = pd.factorize(cells)
    lists = np.empty(len(different), dtype=object)
    lists[:] = [split_list(cell) for cell in different]
    return _objects(lists[codes])


def _bounds(dates: Dates, *, keep_end: bool) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the first and last day, the last as the first where it is only what the precision says."""
    start, end = dates.first.copy(), dates.last.copy()
    if not keep_end:
        for code, bounds in ((MONTH, month_bounds), (YEAR, year_bounds)):
            of_start, of_end = bounds(start), bounds(end)
            one = (dates.precision == code) & (of_start[0] == of_end[0])
            end[one] = start[one]
    return start, end


def _own_ends(table: Table, mapping: ColumnMapping) -> pd.Series:
    texts = _text(table, mapping, "end_date").astype(object)
    return texts.where(texts != "", None)


def _interval(
    dates: Dates, start: npt.NDArray[np.int32], end: npt.NDArray[np.int32], end_texts: pd.Series
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the days as :func:`geo.dates.interval` does: without an end, the whole month or year."""
    first, last = start.copy(), end.copy()
    open_ended = pd.isna(end_texts).to_numpy(bool)
    for code, bounds in ((MONTH, month_bounds), (YEAR, year_bounds)):
        whole = open_ended & (dates.precision == code)
        of_first, of_last = bounds(start)
        first[whole], last[whole] = of_first[whole], of_last[whole]
    day = open_ended & (dates.precision == DAY)
    last[day] = first[day]
    return first, last


def _text(table: Table, mapping: ColumnMapping, name: str) -> pd.Series:
    """Return the text of a field, several columns joined by commas."""
    columns = mapping.columns(name)
    joined = pd.Series("", table.frame.index, dtype="str")
    for column in columns if name in JOINED else columns[:1]:
        texts = _labelled(table, mapping, column)
        texts = texts if mapping.layout == OWN else texts.str.strip()
        glue = pd.Series(", ", joined.index, dtype="str").where((joined != "") & (texts != ""), "")
        joined = joined + glue + texts
    guarded = joined.str.startswith(GUARD)
    if mapping.layout == OWN and guarded.any():
        joined = joined.where(~guarded, joined[guarded].map(restore).reindex(joined.index, fill_value=""))
    return joined


def _offers(mapping: ColumnMapping, places: Places) -> tuple[Offer, ...]:
    if not places.swapped:
        return ()
    sentence = "Most points lie on the map only with longitude and latitude exchanged. Exchange them?"
    return (Offer(sentence, replace(mapping, swapped=not mapping.swapped)),)
