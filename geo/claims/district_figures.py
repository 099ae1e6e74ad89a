"""Figures of a district: who was displaced when, how many lived there before and live there now.

A figure is what the facts of the district say. What they lack is taken from the claims of its events, by the
rule `geo.claims.rules` has in words as `district_figures`. None are added up, averaged or chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.claims.quantities import read_quantity
from geo.dataset.cache import cached

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.dataset.dataset import Dataset
    from geo.dataset.metadata import DistrictFigure

_QUALIFIED = re.compile(r"(?P<value>[^()]+?)\s*\((?P<note>.+)\)")


@dataclass(frozen=True)
class Given:
    """A figure as sources give it.

    Parameters
    ----------
    value
        As written, without what stands in brackets behind it.
    note
        What stands in brackets, or the note of the claim; "" for none.
    source_ids
        The sources that give it so.
    event_id
        The event of whose claims it is; "" for a fact of the district.
    together
        The districts that it is of together; empty where it is of the one alone.
    """

    value: str
    note: str
    source_ids: tuple[str, ...]
    event_id: str = ""
    together: tuple[str, ...] = ()


@dataclass(frozen=True)
class FigureOf:
    """What is recorded of one figure of a district.

    Parameters
    ----------
    figure
        What is counted.
    own
        Of the district alone, the lowest number first, what is no number last.
    shared
        Of the district together with others, likewise.
    """

    figure: DistrictFigure
    own: tuple[Given, ...]
    shared: tuple[Given, ...]


@cached(32)
def district_figures(dataset: Dataset, district_id: str) -> tuple[FigureOf, ...]:
    """Return the figures of a district, in the dataset's order.

    Parameters
    ----------
    dataset
        Names the figures (`About.district_figures`).
    district_id
        A district of the dataset.
    """
    facts = dataset.district_facts
    facts = facts[facts["district_id"] == district_id]
    found = []
    for figure in dataset.about.district_figures:
        claimed = _claimed(dataset, district_id, figure)
        stated = _stated(facts[facts["field"].isin(figure.facts)])
        own = stated or [given for given in claimed if not given.together]
        shared = [given for given in claimed if given.together]
        found.append(FigureOf(figure, _in_order(own), _in_order(shared)))
    return tuple(found)


def _stated(facts: pd.DataFrame) -> list[Given]:
    sources: dict[tuple[str, str], list[str]] = {}
    for text, source_id in zip(facts["value"].astype(str), facts["source_id"].astype(str), strict=True):
        sources.setdefault(_parted(text), []).append(source_id)
    return [Given(value, note, tuple(dict.fromkeys(ids))) for (value, note), ids in sources.items()]


def _claimed(dataset: Dataset, district_id: str, figure: DistrictFigure) -> list[Given]:
    """Return the claims that count, of events of the district that begin in the figure's years."""
    sources: dict[tuple[str, str, str], list[str]] = {}
    districts: dict[str, tuple[str, ...]] = {}
    for value, note, event_id, source_id, ids in _counted(dataset, figure):
        if district_id in ids:
            sources.setdefault((value, note, event_id), []).append(source_id)
            districts[event_id] = ids
    return [
        Given(
            value,
            note,
            tuple(dict.fromkeys(ids)),
            event_id,
            districts[event_id] if len(districts[event_id]) > 1 else (),
        )
        for (value, note, event_id), ids in sources.items()
    ]


@cached(32, of_large=1)
def _counted(
    dataset: Dataset, figure: DistrictFigure
) -> tuple[tuple[str, str, str, str, tuple[str, ...]], ...]:
    """Return value, note, event, source and the event's districts of the claims that count for any district."""
    if not figure.claims:
        return ()
    events = dataset.events
    days = events["first_day"]
    inside = ~events["region_wide"] & (days >= figure.first) & (days <= figure.last)
    districts = {
        str(event_id): tuple(ids) for event_id, ids in events.loc[inside, "district_ids"].items() if ids
    }
    claims = dataset.claims
    claims = claims[claims["field"].isin(figure.claims) & claims["event_id"].isin(list(districts))]
    columns = (claims[name].astype(str) for name in ("value", "note", "event_id", "source_id"))
    return tuple((*cells, districts[cells[2]]) for cells in zip(*columns, strict=True))


def _parted(text: str) -> tuple[str, str]:
    """Part `58300 (Stepanakert, 2020)` into the figure and what it is of."""
    match = _QUALIFIED.fullmatch(text)
    return (match["value"], match["note"]) if match else (text, "")


def _in_order(given: Iterable[Given]) -> tuple[Given, ...]:
    def place(one: Given) -> tuple[float, str, str]:
        number = read_quantity(one.value)
        return number.low if number else float("inf"), one.value, one.note

    return tuple(sorted(given, key=place))
