"""Differences between two days in words; the facts come from ``geo.control.comparison``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import district_name, event_title
from components.details.holdings import parts_runs
from components.details.inline_text import Json, Run, Runs, data_text, fill, join_runs, pick_link, strong
from components.wording.control_text import shares_text
from components.wording.dates_and_counts import day_text, days_text
from geo.control.comparison import compare_days
from geo.control.history import recorded_shares
from geo.dataset.lookup import is_event
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text

if TYPE_CHECKING:
    from components.details.palette import Palette
    from components.view.state import ViewState
    from geo import Dataset
    from geo.control.comparison import Comparison, Difference
    from geo.control.history import Segment


def comparison_model(dataset: Dataset, state: ViewState, palette: Palette) -> Json | None:
    """Return what differs between the day and ``state.compare``; None when no day is compared.

    With a district selected only that district is spoken of.
    """
    if state.compare is None:
        return None
    comparison = compare_days(dataset, state.day, state.compare)
    differing = [one for one in comparison.differing if state.district in {None, one.district_id}]
    returned = [one for one in comparison.returned if state.district in {None, one}]
    return {
        "title": _("Compared with {date}: what changed").format(date=day_text(state.compare)),
        "line": _line(comparison, differing, dataset, state.district),
        "rows": [_row(one, dataset, palette, named=state.district is None) for one in differing],
        "returned": _returned(returned, dataset) if returned else None,
    }


def _line(comparison: Comparison, differing: list[Difference], dataset: Dataset, district: str | None) -> str:
    if comparison.first == comparison.last:
        return _("Both days are the same: nothing differs.")
    days = {"first": day_text(comparison.first, "long"), "last": day_text(comparison.last, "long")}
    if not differing:
        return _("Nothing differs between {first} and {last}.").format(**days)
    if district is not None:
        return _("From {first} to {last}").format(**days)
    count, total = len(differing), len(dataset.districts)
    sentence = ngettext(
        "From {first} to {last}, {count} of {total} districts changed",
        "From {first} to {last}, {count} of {total} districts changed",
        count,
    )
    return sentence.format(count=number_text(count), total=number_text(total), **days)


def _row(difference: Difference, dataset: Dataset, palette: Palette, *, named: bool) -> Json:
    before, after = difference.before, difference.after
    name = district_name(dataset, difference.district_id)
    district: Run = {**pick_link(name, district=difference.district_id), "strong": True}
    return {
        "before": palette.swatch(before.shares if before else ()),
        "after": palette.swatch(after.shares if after else ()),
        "runs": fill(
            _sentence(before, after),
            district=district if named else strong(name),
            before=data_text(_words(before, dataset)),
            after=data_text(_words(after, dataset)),
            date=days_text(
                difference.since_day, difference.since_day, difference.date_precision, length="long"
            ),
            parts=parts_runs(after, dataset.about),
        ),
        "notes": _notes(difference, dataset),
    }


def _sentence(before: Segment | None, after: Segment | None) -> str:
    earlier, later = recorded_shares(before), recorded_shares(after)
    if earlier == later:
        return _("{district}: still {after}, but other parts since {date}: {parts}")
    if len(earlier) > 1 or len(later) > 1:
        return _("{district}: {before}; then {after}, since {date}")
    return _("{district}: {before}, then {after} since {date}")


def _words(segment: Segment | None, dataset: Dataset) -> str:
    return shares_text(segment.shares, dataset.about, inside=True) if segment else _("not recorded")


def _notes(difference: Difference, dataset: Dataset) -> list[Runs]:
    """Say with which event it began, and that others held the district in between."""
    notes = [
        fill(_("Began with: {event}"), event=pick_link(event_title(dataset, event), event=event))
        for event in difference.event_ids
        if is_event(dataset, event)
    ]
    if difference.turns > 1:
        sentence = ngettext(
            "Held otherwise in between: {count} change in all",
            "Held otherwise in between: {count} changes in all",
            difference.turns,
        )
        notes.append([sentence.format(count=number_text(difference.turns))])
    return notes


def _returned(districts: list[str], dataset: Dataset) -> Runs:
    names: list[Run] = [
        pick_link(district_name(dataset, district), district=district) for district in districts
    ]
    return fill(_("Alike on both days, otherwise in between: {districts}"), districts=join_runs(names))
