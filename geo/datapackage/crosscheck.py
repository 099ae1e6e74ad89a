"""Cross-checks of what a dataset says in two places; differences are warnings, some are there on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.claims.claimed_dates import read_date
from geo.control.history import segments
from geo.datapackage.schema_rules import each_once
from geo.datapackage.vocabulary import district_ids
from geo.dataset.columns import different_rows, positions
from geo.dates import day_date
from geo.errors import Problem
from geo.i18n import Sentence, marked
from geo.spatial.point_in_polygon import located_in
from geo.stories import findings, stories_of
from geo.translations import stale
from geo.translations.table import CLAIMS, FACTS, PERIODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.datapackage.read_files import Package
    from geo.dataset.dataset import Dataset
    from geo.i18n import Words

DATE_FIELDS = ("start_date", "end_date")
REMARK = "source_independence"
ONE_SIDE_REMARK = "one_side_only"


def crosscheck(package: Package, dataset: Dataset) -> list[Problem]:
    """Return the warnings of a package without errors.

    Parameters
    ----------
    package
        The files as read, for line numbers.
    dataset
        The dataset made of them.
    """
    return [
        *_misplaced_events(package, dataset),
        *_misplaced_places(package, dataset),
        *_contradicted_remarks(package, dataset),
        *_events_without_claims(package, dataset),
        *_inexact_dates(package),
        *_gaps_in_control(package, dataset),
        *_stale_translations(package),
        *_doubtful_stories(package, dataset),
    ]


def _doubtful_stories(package: Package, dataset: Dataset) -> Iterator[Problem]:
    """Yield what is wrong with the steps of stories: unknown ids, numbers that their sources do not give."""
    for story in stories_of(dataset):
        steps = package.tables["story_steps"]
        of_story = steps[steps["story_id"] == story.id]
        order = np.argsort(of_story["step"].astype(int).to_numpy(), kind="stable")
        lines = of_story.index[order]
        for found in findings(dataset, story):
            yield Problem(
                package.path("story_steps"),
                int(lines[found.step - 1]),
                found.column,
                Sentence(
                    marked("{value} (story {story}, step {step})"),
                    {"value": found.value, "story": story.id, "step": found.step},
                ),
                found.expected,
                found.remedy,
                found.severity,
            )


def _stale_translations(package: Package) -> Iterator[Problem]:
    """Yield, once for a file and table, translations of what the dataset no longer says."""
    tables = package.tables
    texts = {
        ("events", key, name): text
        for name in ("title", "summary", "place_name")
        for key, text in zip(tables["events"]["event_id"], tables["events"][name], strict=True)
    }
    periods = tables["control_periods"]
    keys: Iterable[str] = periods[list(PERIODS)].agg("|".join, axis=1) if len(periods) else []
    texts |= {
        ("control_periods", key, "extent_note"): text
        for key, text in zip(keys, periods["extent_note"], strict=True)
    }
    texts |= {
        ("places", key, name): text
        for name, column in (("name", "name_en"), ("note", "note"))
        for key, text in zip(tables["places"]["place_id"], tables["places"][column], strict=True)
    }
    claims = tables["claims"]
    said = {
        CLAIMS: {*claims["value"].unique(), *claims["note"].unique()},
        FACTS: set(tables["district_facts"]["value"].unique()),
    }
    for path, table in package.translations.items():
        lines: dict[str, list[int]] = {}
        for line in stale(table, texts, said):
            lines.setdefault(str(table["table"][line]), []).append(line)
        for name, found in lines.items():
            expected = Sentence(
                marked(
                    "the English text of today, in all rows of table {table} (not here, and not in {more} more)"
                ),
                {"table": name, "more": len(found) - 1},
            )
            remedy = marked("Translate the text anew; until then the English is shown")
            yield Problem(path, found[0], "en", str(table["en"][found[0]]), expected, remedy, "warning")


def _misplaced_events(package: Package, dataset: Dataset) -> Iterator[Problem]:
    """Yield events whose point falls in no outline of their districts.

    An event of a district without an outline cannot be compared and is left out.
    """
    outlined = dataset.districts["outlined"].to_dict()
    table = package.tables["events"]
    events = dataset.events[dataset.events["placing"] == "point"]
    once, different = different_rows(
        [events["district_ids"], events["other_district_ids"], events["located_in"].fillna("")]
    )
    misplaced = [
        fallen not in (*own, *others) and all(outlined.get(district, True) for district in (*own, *others))
        for own, others, fallen in different
    ]
    wrong = np.flatnonzero(np.array(misplaced, dtype=bool)[once])
    lines = table.index[positions(events.index[wrong].to_series(), pd.Index(table["event_id"]))]
    for line, position in zip(lines, wrong, strict=True):
        own, others, fallen = different[once[position]]
        yield Problem(
            package.path("events"),
            int(line),
            "district_ids",
            ";".join((*own, *others)),
            _expected(fallen or None),
            marked("Check the point and the districts; near a border the outline may be the one that is off"),
            "warning",
        )


def _misplaced_places(package: Package, dataset: Dataset) -> Iterator[Problem]:
    places = dataset.places
    outlines = _outlines(dataset)
    found = located_in(places["lon"], places["lat"], outlines)
    for line, district, fallen in zip(
        package.tables["places"].index, places["district_id"], found, strict=True
    ):
        if district in outlines.index and fallen != district:
            yield Problem(
                package.path("places"),
                int(line),
                "district_id",
                district,
                _expected(fallen),
                marked(
                    "Check the point and the district; near a border the outline may be the one that is off"
                ),
                "warning",
            )


def _expected(fallen: str | None) -> Words:
    if fallen is None:
        return marked("a point inside an outline, this one is in none")
    return Sentence(marked("{district}, in whose outline the point lies"), {"district": fallen})


def _contradicted_remarks(package: Package, dataset: Dataset) -> Iterator[Problem]:
    """Yield remarks that all sources are on one side where the publishers' kinds say otherwise."""
    table = package.tables["claims"]
    remarks = table[table["field"] == REMARK]
    remarks = remarks[remarks["value"] == ONE_SIDE_REMARK]
    rows = positions(remarks["event_id"].astype("str"), dataset.events.index)
    for line, heard in zip(remarks.index, dataset.events["voices"].array[rows], strict=True):
        if len(heard) > 1:
            expected = Sentence(
                marked("sources of one voice, the publishers' kinds give {voices}"),
                {"voices": ", ".join(heard)},
            )
            remedy = Sentence(
                marked("Check the remark and publisher_kind in {file}"), {"file": package.path("sources")}
            )
            yield Problem(
                package.path("claims"), int(line), "value", ONE_SIDE_REMARK, expected, remedy, "warning"
            )


def _events_without_claims(package: Package, dataset: Dataset) -> Iterator[Problem]:
    table = package.tables["events"]
    claimed = np.zeros(len(table), dtype=bool)
    claimed[positions(dataset.claims["event_id"], pd.Index(table["event_id"]))] = True
    for line, event_id in table.loc[~claimed, "event_id"].items():
        remedy = Sentence(marked("Add what a source says to {file}"), {"file": package.path("claims")})
        expected = marked("at least one claim about the event")
        yield Problem(
            package.path("events"), int(str(line)), "event_id", event_id, expected, remedy, "warning"
        )


def _inexact_dates(package: Package) -> Iterator[Problem]:
    """Yield claims about a day whose value is no date that can be compared."""
    table = package.tables["claims"]
    about_days = table.loc[table["field"].isin(DATE_FIELDS), "value"]
    for line, value in about_days[~each_once(about_days, _is_compared)].items():
        expected = marked("a date like 2023, 2023-11 or 2023-11-25, to be compared with the others")
        remedy = marked("Write the date so, or leave it if the source says no more")
        yield Problem(package.path("claims"), int(str(line)), "value", value, expected, remedy, "warning")


def _is_compared(value: str) -> bool:
    """Whether a claim's value is a date that is compared with others."""
    return read_date(value, "year") is not None


def _gaps_in_control(package: Package, dataset: Dataset) -> Iterator[Problem]:
    """Yield days between the dataset's first and now for which no holder of a district is recorded."""
    table = package.tables["control_periods"]
    lines = {district: int(line) for line, district in zip(table.index, table["district_id"], strict=True)}
    histories = segments(dataset)
    for district in district_ids(package):
        reached: int | None = dataset.about.first_day
        for segment in histories[district]:
            if reached is not None and segment.from_day > reached:
                yield _gap(package, lines[district], district, reached, segment.from_day)
            reached = segment.to_day
        if reached is not None:
            yield _gap(package, lines.get(district, 1), district, reached, None)


def _gap(package: Package, line: int, district: str, first: int, end: int | None) -> Problem:
    start = day_date(first).isoformat()
    if end is None:
        expected = Sentence(marked("a period that covers {first} to now"), {"first": start})
    else:
        values = {"first": start, "last": day_date(end - 1).isoformat()}
        expected = Sentence(marked("a period that covers {first} to {last}"), values)
    remedy = marked("Add the period if a source gives one")
    return Problem(
        package.path("control_periods"), line, "district_id", district, expected, remedy, "warning"
    )


def _outlines(dataset: Dataset) -> gpd.GeoDataFrame:
    own: Iterable[gpd.GeoDataFrame] = [
        dataset.districts.loc[dataset.districts["outlined"], ["geometry"]],
        dataset.neighbours[["geometry"]],
    ]
    return gpd.GeoDataFrame(pd.concat(own))
