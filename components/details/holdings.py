"""Holders of a district, in words and swatches. The facts come from ``geo.control.history``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.details.frame_rows import event_title, present, record_of
from components.details.inline_text import (
    Json,
    Run,
    Runs,
    data_text,
    fill,
    join_runs,
    pick_link,
    quiet,
    strong,
    web_link,
)
from components.wording.control_text import held_text
from components.wording.dates_and_counts import day_text, days_text
from geo.dataset.cache import cached
from geo.dataset.lookup import is_event
from geo.dates import day_number
from geo.i18n import gettext as _
from geo.i18n import language

if TYPE_CHECKING:
    from components.details.palette import Palette
    from geo import Dataset
    from geo.control.history import Part, Segment
    from geo.dataset.metadata import About


def parts_runs(segment: Segment | None, about: About) -> Runs:
    """Say in a row who held which parts, each with the note of the sources."""
    if segment is None:
        return [_("not recorded")]
    pieces: list[Runs] = []
    for part in segment.parts:
        label = about.controller(part.controller).label
        if part.extent == "whole":
            pieces.append([_("{holder}, whole").format(holder=label)])
        elif part.note:
            pieces.append([data_text(label), " ", quiet(f"({part.note})")])
        else:
            pieces.append([_("{holder}, part").format(holder=label)])
    runs: Runs = []
    for position, piece in enumerate(pieces):
        runs += ["; ", *piece] if position else piece
    return runs


def extent_text(part: Part) -> str:
    """Say how much of the district a part is."""
    if part.extent == "whole":
        return _("whole district")
    if part.extent == "town":
        return _("a town or village")
    sizes = {"larger": _("the larger part"), "smaller": _("the smaller part")}
    return sizes.get(present(part.size), _("a part"))


def part_card(part: Part, dataset: Dataset, palette: Palette) -> Json:
    """Return one part of a district: holder, extent, since when, the note, the event and the sources."""
    swatch = palette.swatch(((part.controller, "whole"),))
    return {"swatch": swatch, **_part_text(dataset, part, language())}


@cached(1024)
def _part_text(dataset: Dataset, part: Part, _language: str) -> Json:
    about = dataset.about
    holder = about.controller(part.controller).label
    since = days_text(part.from_day, part.from_day, part.date_precision)
    is_start = part.from_day <= about.first_day
    head = fill(
        _("{holder}, {extent}") if is_start else _("{holder}, {extent}, since {date}"),
        holder=strong(holder),
        extent=extent_text(part),
        date=since,
    )
    lines: list[Runs] = []
    if present(part.note):
        lines.append([data_text(part.note)])
    event = present(part.begins_with_event_id)
    if event and is_event(dataset, event):
        title = event_title(dataset, event)
        lines.append(fill(_("Began with: {event}"), event=pick_link(title, event=event)))
    if part.source_ids:
        lines.append(fill(_("According to {sources}"), sources=source_links(part.source_ids, dataset)))
    return {"head": head, "lines": lines}


def source_links(source_ids: tuple[str, ...], dataset: Dataset) -> Runs:
    """Return links to sources, named by their publisher."""
    links: list[Run] = []
    for source_id in source_ids:
        source = record_of(dataset.sources, source_id, ("publisher", "title", "url"))
        name = present(source["publisher"]) or present(source["title"])
        link = web_link(name, present(source["url"]))
        if isinstance(link, dict):
            link["hint"] = present(source["title"])
        links.append(link)
    return join_runs(links)


def until_text(segment: Segment, first_day: int) -> str:
    """Write the days of a segment, ``2 Apr 1993 – 24 Nov 2020``; its end day is the first of the next."""
    if segment.to_day is None:
        return _("since {date}").format(date=day_text(segment.from_day))
    end = day_text(int(segment.to_day) - 1)
    if segment.from_day <= first_day:
        return _("until {date}").format(date=end)
    return _("{first} – {last}").format(first=day_text(segment.from_day), last=end)


def history_model(
    segments: tuple[Segment, ...], day: int, today: int, dataset: Dataset, palette: Palette
) -> Json:
    """Return the strip of a district's control from the first day to today, and its list."""
    start = dataset.about.first_day
    span = max(today - start, 1)
    strip, rows = [], []
    for segment in segments:
        end = today if segment.to_day is None else min(int(segment.to_day), today)
        begin = max(segment.from_day, start)
        if end <= begin:
            continue
        swatch = palette.swatch(segment.shares)
        words = held_text(segment.shares, dataset.about)
        period = until_text(segment, start)
        width = 100 * (end - begin) / span
        strip.append(
            {
                "at": 100 * (begin - start) / span,
                "width": width,
                "swatch": swatch,
                "hint": f"{words}: {period}",
            }
        )
        parts = [part_card(part, dataset, palette) for part in segment.parts]
        rows.append(
            {
                "period": pick_link(period, day=begin),
                "now": segment.from_day <= day and (segment.to_day is None or day < segment.to_day),
                "parts": parts or [{"swatch": swatch, "head": [words], "lines": []}],
            },
        )
    years = [year for year in range(1990, 2200, 10) if start <= day_number(f"{year}-01-01") <= today]
    ticks = [{"at": 100 * (day_number(f"{year}-01-01") - start) / span, "text": str(year)} for year in years]
    at = 100 * (min(max(day, start), today) - start) / span
    return {"strip": strip, "rows": rows, "ticks": ticks, "day": {"at": at, "text": day_text(day)}}
