"""The panel of a district: names, facts, control on the chosen day, history, events in the range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from components.details.comparison import comparison_model
from components.details.event_lists import events_model
from components.details.event_rows import PAGE
from components.details.frame_rows import district_name, event_title, present, record_of
from components.details.holdings import history_model, part_card, source_links
from components.details.inline_text import Json, Run, Runs, data_text, fill, pick_link
from components.details.plain_page import history_address, plain_page_of_district, suggest_address
from components.wording.control_text import held_text
from components.wording.dates_and_counts import (
    day_and_month,
    day_text,
    of_total,
    range_text,
    source_count,
    written_date,
)
from geo.claims.district_figures import district_figures
from geo.claims.quantities import read_quantity
from geo.control.history import recorded_shares, segment_at, segments, unbroken_history
from geo.dataset.cache import cached
from geo.dates import day_number
from geo.i18n import gettext as _
from geo.i18n import language, locale, ngettext, number_text, numbers_written
from geo.selection.filters import matches, within
from geo.translations import claim_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from components.details.frame_rows import Record
    from components.details.palette import Palette
    from components.view.state import ViewState
    from geo import Dataset, Selection
    from geo.claims.district_figures import FigureOf, Given

_NAMES = ("az", "hy", "ru")
_UNITS = {"area_km2": "km²"}
_COUNTED = frozenset(
    {
        *("area_km2", "settlements_count"),
        *("population_azerbaijani_1989", "population_karabakh_administration", "population_registered"),
    }
)
_MORE_FACTS = (
    *("area_km2", "settlements_count", "population_azerbaijani_1989", "population_karabakh_administration"),
    *("population_registered", "admin_centre", "iso_3166_2", "name_en"),
)
_MOST_ALTERNATIVES = 2
"""More different numbers are told by the lowest and the highest."""


def district_model(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    palette: Palette,
    *,
    today: int,
    rows: int = PAGE,
) -> Json:
    """Return the panel of ``state.district``; a selected event of it is open in its list.

    Raises
    ------
    KeyError
        When there is no such district.
    """
    district_id = str(state.district)
    return {
        "kind": "district",
        "id": district_id,
        **_facts_model(dataset, district_id, language()),
        "comparison": comparison_model(dataset, state, palette),
        "control": _control(district_id, state, today, dataset, palette),
        "events": _events(dataset, state, selection, palette, rows=rows),
        "plain": plain_page_of_district(district_id),
        "suggest": suggest_address(district=district_id),
        "history": history_address("districts", district_id),
        "close": {"district": None},
    }


@cached(128)
def _facts_model(dataset: Dataset, district_id: str, _language: str) -> Json:
    """Return what the panel tells of a district whatever the day and the range."""
    district = record_of(dataset.districts, district_id)
    facts = dataset.district_facts[dataset.district_facts["district_id"] == district_id]
    return {
        "title": str(district["name"]),
        "line": _kind_line(district),
        "names": [_name(code, district_id, facts, dataset) for code in _NAMES],
        "note": _outline_note(district_id, district, dataset),
        "figures": _in_groups([_figure(one, dataset) for one in district_figures(dataset, district_id)]),
        "figures_title": _("Displaced people and residents"),
        "figures_sources": _("Sources"),
        "more": {
            "title": _("More recorded facts"),
            "facts": [
                _city_day(district_id, dataset),
                *(_fact(field, facts, dataset) for field in _MORE_FACTS if field in set(facts["field"])),
            ],
        },
    }


def _kind_line(district: Record) -> Runs:
    region = present(district["economic_region"])
    kind = _("town") if district.get("kind") == "city" else _("district")
    return fill(_("{kind}, {region}"), kind=kind, region=data_text(region)) if region else [kind]


def _outline_note(district_id: str, district: Record, dataset: Dataset) -> str | None:
    if district["outlined"]:
        return None
    note = dataset.about.notes.get(district_id) or dataset.about.notes.get("no_outline")
    return (note or _("The outline of {district} is not openly published.")).replace(
        "{district}", str(district["name"])
    )


def _name(code: str, district_id: str, facts: pd.DataFrame, dataset: Dataset) -> Json:
    """Return a district's name in a language; where no source gives it, that of its town, said to be so."""
    found = facts[facts["field"] == f"name_{code}"]
    names = list(dict.fromkeys(found["value"].astype(str)))
    seats = {entry.id: entry.seat for entry in dataset.about.districts}
    of_town = ""
    if not names and seats.get(district_id) in dataset.places.index:
        of_town = present(dataset.places[f"name_{code}"][seats[district_id]])
    return {
        "code": code,
        "language": locale().languages.get(code, code),
        "values": names or [name for name in [of_town] if name],
        "note": _("(the town)") if of_town else "",
        "missing": _("not recorded"),
    }


def _control(district_id: str, state: ViewState, today: int, dataset: Dataset, palette: Palette) -> Json:
    known = unbroken_history(dataset)[district_id]
    on_day = segment_at(segments(dataset)[district_id], state.day)
    model: Json = {
        "title": _("On {date} under the control of").format(date=day_text(state.day)),
        "history": history_model(known, state.day, today, dataset, palette),
        "history_title": _("Control history"),
    }
    if on_day is None:
        return {
            **model,
            "swatch": palette.swatch(()),
            "held": _("not recorded"),
            "since": "",
            "parts": [],
            "headed": False,
            "apart": False,
        }
    return {
        **model,
        "swatch": palette.swatch(on_day.shares),
        "held": held_text(on_day.shares, dataset.about),
        "since": _since(on_day.from_day, dataset),
        "parts": [part_card(part, dataset, palette) for part in on_day.parts],
        "headed": len(on_day.parts) > 1 or not recorded_shares(on_day),
        "apart": not recorded_shares(on_day),  # Then the line above says of none of them who held it.
    }


def _since(day: int, dataset: Dataset) -> str:
    if day <= dataset.about.first_day:
        return _("since before {date}").format(date=day_text(dataset.about.first_day))
    return _("since {date}").format(date=day_text(day))


def _fact(field: str, facts: pd.DataFrame, dataset: Dataset) -> Json:
    found = facts[facts["field"] == field]
    by_value: dict[str, list[str]] = {}
    for value, source_id in zip(found["value"].astype(str), found["source_id"], strict=True):
        by_value.setdefault(value, []).append(str(source_id))
    figures = {value: figure for value in by_value if (figure := read_quantity(value))}
    if len(figures) == len(by_value):
        by_value = dict(sorted(by_value.items(), key=lambda entry: figures[entry[0]].low))
    # A code and a name are written as they are; what counts something gets separators.
    written = {value: _figure_text(value) if field in _COUNTED else value for value in by_value}
    unit = _UNITS.get(field, "")
    return {
        "label": dataset.about.field_label(field).removesuffix(f" ({unit})"),
        "value": data_text(_alternatives(list(written.values()))) if written else None,
        "unit": unit if written else "",
        "missing": _("not recorded"),
        "note": source_count(found["source_id"].nunique()) if written else "",
        "details": [
            fill(
                _("{value}, according to {sources}"),
                value=data_text(f"{written[value]} {unit}".strip()),
                sources=source_links(tuple(dict.fromkeys(sources)), dataset),
            )
            for value, sources in by_value.items()
        ],
    }


def _figure(found: FigureOf, dataset: Dataset) -> Json:
    """Return a figure: of the district alone, or else of several together, with who gives each."""
    shown = found.own or found.shared
    return {
        "label": found.figure.label,
        "value": data_text(_between(shown)) if shown else None,
        "missing": _("not recorded"),
        "note": _of_what(shown),
        "details": [_fact_runs(given, dataset) for given in (*found.own, *found.shared)],
    }


def _in_groups(figures: list[Json]) -> list[Json]:
    """Say once what labels have in common: `Displaced, 1990s` and `Displaced, 2020` are of the group `Displaced`."""
    parted = [str(figure["label"]).partition(", ") for figure in figures]
    groups = [group for group, _comma, rest in parted if rest]
    named: list[Json] = []
    for figure, (group, _comma, rest) in zip(figures, parted, strict=True):
        is_shared = bool(rest) and groups.count(group) > 1
        begins = is_shared and (not named or named[-1]["group"] != group)
        named.append(
            {
                **figure,
                "group": group if is_shared else "",
                "begins": begins,
                "short": rest if is_shared else figure["label"],
            }
        )
    return _told_together(named)


def _told_together(figures: list[Json]) -> list[Json]:
    """Say of neighbours in a group at once that they are not recorded: `2020, 2022-23 not recorded`."""
    told: list[Json] = []
    for figure in figures:
        before = told[-1] if told else None
        is_with = before and figure["group"] and figure["group"] == before["group"]
        if before and is_with and not any(one["value"] or one["details"] for one in (before, figure)):
            told[-1] = {**before, "short": f"{before['short']}, {figure['short']}"}
        else:
            told.append(figure)
    return told


def _of_what(given: Sequence[Given]) -> str:
    """Say of what a figure is where it is not of the whole district alone."""
    together = max((len(one.together) for one in given), default=0)
    if together:
        words = ngettext("{count} district together", "{count} districts together", together)
        return words.format(count=number_text(together))
    return "; ".join(dict.fromkeys(one.note for one in given if one.note and not one.event_id))


def _between(given: Sequence[Given]) -> str:
    """Say one or two different figures, or the lowest and the highest of more."""
    texts = list(dict.fromkeys(_figure_text(one.value) for one in given))
    if len(texts) <= _MOST_ALTERNATIVES or any(read_quantity(one.value) is None for one in given):
        return _alternatives(texts)
    return _("{lowest} to {highest}").format(lowest=texts[0], highest=texts[-1])


def _figure_text(value: str) -> str:
    """Write a figure with separators, also where words follow it: `1734 returned`."""
    number, space, words = value.partition(" ")
    return f"{numbers_written(number)}{space}{numbers_written(words)}"


def _fact_runs(given: Given, dataset: Dataset) -> Runs:
    value, note = _figure_text(claim_text(dataset, given.value)), claim_text(dataset, given.note)
    said = data_text(f"{value} ({note})" if note else value)
    sources = source_links(given.source_ids, dataset)
    if not given.event_id:
        return fill(_("{value}, according to {sources}"), value=said, sources=sources)
    event = pick_link(event_title(dataset, given.event_id), event=given.event_id)
    if not given.together:
        return fill(_("{value}, according to {sources}: {event}"), value=said, sources=sources, event=event)
    names = "; ".join(district_name(dataset, district_id) for district_id in given.together)
    return fill(
        _("{value}, of {districts} together, according to {sources}: {event}"),
        value=said,
        districts=data_text(names),
        sources=sources,
        event=event,
    )


def _alternatives(values: list[str]) -> str:
    text = values[0]
    for value in values[1:]:
        text = _("{values} or {another}").format(values=text, another=value)
    return text


def _city_day(district_id: str, dataset: Dataset) -> Json:
    label = _("City Day")
    found = dataset.city_days[dataset.city_days["district_id"] == district_id]
    if found.empty:
        return {
            "label": label,
            "value": None,
            "unit": "",
            "missing": _("not recorded"),
            "note": "",
            "details": [],
        }
    row = found.iloc[0]
    date = day_and_month(day_number(f"2000-{int(row['month']):02d}-{int(row['day']):02d}"), "long")
    decree = written_date(str(row["decree_date"])[:10]) or str(row["decree_date"])
    sources = source_links((str(row["source_id"]),), dataset)
    return {
        "label": label,
        "value": date,
        "unit": "",
        "missing": "",
        "note": _("decree of {date}").format(date=decree),
        "details": [fill(_("{value}, according to {sources}"), value=date, sources=sources)],
    }


def _events(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    palette: Palette,
    *,
    rows: int,
) -> Json:
    here = within(dataset, str(state.district))
    positions = np.flatnonzero(here & matches(dataset, selection))
    title = _("Events here, {range}").format(range=range_text(state.first, state.last))
    orders: list[Run] = [
        {"text": _("Oldest first"), "pick": {"order": "oldest"}, "pressed": state.order == "oldest"},
        {"text": _("Newest first"), "pick": {"order": "newest"}, "pressed": state.order == "newest"},
    ]
    return {
        "title": title,
        "of": of_total(len(positions), int(here.sum())),
        "orders": orders,
        **events_model(
            positions,
            dataset,
            state,
            palette,
            rows=rows,
            empty=_("No event of this district passes the filters in this range."),
        ),
    }
