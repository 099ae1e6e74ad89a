"""The panel when nothing is selected: the chosen day."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from components.details.comparison import comparison_model
from components.details.event_rows import rows_model
from components.details.frame_rows import district_name
from components.details.holdings import parts_runs
from components.details.inline_text import Json, Run, Runs, data_text, fill, join_runs, pick_link, strong
from components.details.record_age import record_text
from components.wording.control_text import held_text, shares_text, short_text
from components.wording.dates_and_counts import day_and_month, day_text, of_total, weekday
from geo.control.city_days import city_days_from
from geo.control.history import WHOLE, changes_between, recorded_shares, state_at
from geo.dataset.cache import cached
from geo.dataset.coded_columns import coded_column
from geo.dataset.lookup import is_event
from geo.dates import day_date, day_number
from geo.i18n import gettext as _
from geo.i18n import language, ngettext, number_text, sort_key
from geo.selection.filters import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from components.details.palette import Palette
    from components.view.state import ViewState
    from geo import Dataset, Selection
    from geo.control.history import Change, Segment

FEW_ROWS = 6
_MOST_CHANGES = 24
_MOST_NAMES = 40
_COUNTED_DAYS = 366


def overview_model(
    dataset: Dataset,
    state: ViewState,
    selection: Selection,
    palette: Palette,
    *,
    today: int,
    rows: int = FEW_ROWS,
) -> Json:
    """Return the panel of a day: changes, holders, counts, the latest events, the next City Day."""
    kept = matches(dataset, selection)
    matching = np.flatnonzero(kept)
    begun = int(np.searchsorted(dataset.events["first_day"].to_numpy(), state.day, side="right"))
    until = matching[: np.searchsorted(matching, begun)][::-1]
    changes = changes_between(dataset, state.first, state.last)
    return {
        "kind": "overview",
        "title": day_text(state.day, "long"),
        "line": _day_line(state),
        "comparison": comparison_model(dataset, state, palette),
        "changed": [_change_runs(change, dataset, palette) for change in changes if change.day == state.day],
        "holders": _holders(dataset, state.day, palette),
        "changes": _changes_model(changes, dataset, state.day, palette),
        "counts": _counts(kept, dataset, palette),
        "latest": {
            "title": _("Latest by this day"),
            "empty": _("No event of the range by this day"),
            **rows_model(until, dataset, palette, limit=rows),
            "later": later_text(len(matching) - len(until), state),
        },
        "city_day": _city_day(dataset, today, language()),
        "record": [record_text(dataset), " ", pick_link(_("What changed"), page="about")],
    }


def later_text(count: int, state: ViewState) -> Runs | None:
    """Say how many events of the range the list leaves out because they come after the day, with the way to them."""
    if not count:
        return None
    text = ngettext(
        "{count} event of the range comes after this day",
        "{count} events of the range come after this day",
        count,
    )
    return [pick_link(text.format(count=number_text(count)), day=state.last)]


def _day_line(state: ViewState) -> str:
    length, position = state.last - state.first + 1, state.day - state.first + 1
    if length > _COUNTED_DAYS:
        return _("{weekday} · nothing selected").format(weekday=weekday(state.day))
    return _("{weekday} · day {position} of {length} in the range · nothing selected").format(
        weekday=weekday(state.day), position=number_text(position), length=number_text(length)
    )


def _change_runs(change: Change, dataset: Dataset, palette: Palette) -> Json:
    name = pick_link(district_name(dataset, change.district_id), district=change.district_id)
    runs: Runs = fill(
        _("{changed} {district}. Before: {before}. Since: {since}."),
        changed=strong(_("Changed on this day:")),
        district={**name, "strong": True},
        before=data_text(_words(change.before, dataset)),
        since=parts_runs(change.after, dataset.about),
    )
    parts = change.after.parts if change.after else ()
    began = {
        part.begins_with_event_id
        for part in parts
        if part.from_day == change.day and part.begins_with_event_id
    }
    for event_id in sorted(event_id for event_id in began if is_event(dataset, event_id)):
        runs += [" ", pick_link(_("Read the event"), event=event_id)]
    return {"swatch": _swatch(change.after, palette), "runs": runs}


def _swatch(segment: Segment | None, palette: Palette) -> list[list[int]]:
    return palette.swatch(segment.shares if segment else ())


def _words(segment: Segment | None, dataset: Dataset) -> str:
    return held_text(segment.shares, dataset.about) if segment else _("not recorded")


def _holders(dataset: Dataset, day: int, palette: Palette) -> Json:
    groups: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for district, segment in state_at(dataset, day).items():
        if recorded_shares(segment):
            groups[segment.shares].append(district)
    order = {item.id: position for position, item in enumerate(dataset.about.controllers)}
    title = _("Who held the {count} districts").format(count=number_text(len(dataset.districts)))
    rows = []
    for shares in sorted(groups, key=lambda shares: (len(shares), order[shares[0][0]], shares)):
        names = _by_name(groups[shares], dataset)
        links: list[Run] = [pick_link(name, district=district) for name, district in names]
        row = fill(
            _("{holder}: {districts}"),
            holder=strong(shares_text(shares, dataset.about)),
            districts=join_runs(links),
        )
        rows.append({"swatch": palette.swatch(shares), "count": number_text(len(names)), "runs": row})
    rows += _unrecorded(dataset, {district for names in groups.values() for district in names}, palette)
    return {"title": title, "rows": rows}


def _unrecorded(dataset: Dataset, recorded: set[str], palette: Palette) -> list[Json]:
    """Return the row of the districts whose holder no record names, by name where they are few."""
    missing = [str(district) for district in dataset.districts.index if district not in recorded]
    if not missing:
        return []
    holder = dataset.about.unrecorded
    names = _by_name(missing, dataset)
    row: Runs = [strong(holder.label)]
    if len(names) <= _MOST_NAMES:
        links: list[Run] = [pick_link(name, district=district) for name, district in names]
        row = fill(_("{holder}: {districts}"), holder=strong(holder.label), districts=join_runs(links))
    swatch = palette.swatch(((holder.id, WHOLE),))
    return [{"swatch": swatch, "count": number_text(len(names)), "runs": row}]


def _changes_model(changes: list[Change], dataset: Dataset, day: int, palette: Palette) -> Json | None:
    """Return the changes of a range that has few; districts that changed alike on one day share a row."""
    if not 0 < len(changes) <= _MOST_CHANGES:
        return None
    same_year = len({day_date(change.day).year for change in changes}) == 1
    alike: dict[tuple[int, object, object], list[Change]] = defaultdict(list)
    for change in changes:
        before, after = recorded_shares(change.before), recorded_shares(change.after)
        # What changes in parts or towns alone is told of each district.
        alike[change.day, before, after if before != after else change.after].append(change)
    rows = []
    for (change_day, _before, _after), group in alike.items():
        change = group[0]
        names: list[Run] = [
            pick_link(district_name(dataset, one.district_id), district=one.district_id) for one in group
        ]
        rows.append(
            {
                "date": pick_link(
                    day_and_month(change_day) if same_year else day_text(change_day), day=change_day
                ),
                "before": _swatch(change.before, palette),
                "after": _swatch(change.after, palette),
                "names": join_runs(names),
                "words": _new_holders(change, dataset),
                "now": change_day == day,
            }
        )
    return {"title": _("Changes of control in the range"), "count": number_text(len(changes)), "rows": rows}


def _new_holders(change: Change, dataset: Dataset) -> Runs:
    """Say in a few words who held the district; which parts they held, where only those changed."""
    if change.after is None or recorded_shares(change.before) == recorded_shares(change.after):
        return parts_runs(change.after, dataset.about)
    return [short_text(change.after.shares, dataset.about)]


def _counts(kept: NDArray[np.bool_], dataset: Dataset, palette: Palette) -> Json:
    found = coded_column(dataset, "category").counts_of_members(kept)
    return counts_model(found, int(kept.sum()), len(dataset.events), dataset, palette)


def counts_model(
    found: Mapping[str, int], shown: int, total: int, dataset: Dataset, palette: Palette
) -> Json:
    """Return how many events there are of each category and group, of so many that are shown of all."""
    about = dataset.about
    counts = {item.id: found.get(item.id, 0) for item in about.categories}
    largest = max([*counts.values(), 1])
    groups = []
    for group in about.groups:
        members = [item for item in about.categories if item.group == group.id]
        groups.append(
            {
                "group": palette.group(group.id),
                "label": group.label,
                "count": number_text(sum(counts[item.id] for item in members)),
                "rows": [
                    {
                        "icon": palette.icon(item.id),
                        "label": item.label,
                        "bar": 100 * counts[item.id] / largest,
                        "count": number_text(counts[item.id]),
                    }
                    for item in members
                ],
            }
        )
    return {
        "title": _("Events in the range"),
        "of": of_total(shown, total),
        "groups": groups,
    }


@cached(8)
def _city_day(dataset: Dataset, today: int, _language: str) -> Runs | None:
    return city_day_runs(dataset, today)


def city_day_runs(dataset: Dataset, today: int) -> Runs | None:
    """Say whose City Day is today, or whose is next."""
    upcoming = city_days_from(dataset.city_days, today)
    if not upcoming:
        return None
    coming = upcoming[0]
    names: list[Run] = [
        pick_link(district_name(dataset, one.district_id), district=one.district_id)
        for one in upcoming
        if one.days_until == coming.days_until
    ]
    if coming.days_until == 0:
        return fill(_("Today is the City Day of {districts}"), districts=join_runs(names))
    wait = ngettext("in {count} day", "in {count} days", coming.days_until)
    return fill(
        _("Next City Day, by Azerbaijani order: {districts}, {date} ({wait})"),
        districts=join_runs(names),
        date=day_and_month(day_number(coming.date), "long"),
        wait=wait.format(count=number_text(coming.days_until)),
    )


def _by_name(districts: Iterable[str], dataset: Dataset) -> list[tuple[str, str]]:
    """Return names and ids of districts, in the order of the language's alphabet."""
    named = ((district_name(dataset, district), district) for district in districts)
    return sorted(named, key=lambda one: (sort_key(one[0]), one[1]))
