"""`export`: write the events of a dataset in a common format."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import geo
from geo import export
from geo.commands.output import GOOD, add_json, refuse, say, steps, write
from geo.dates import day_date, partial_interval
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.translations import translated_dataset

if TYPE_CHECKING:
    import argparse

FORMATS = {
    ".zip": "csv",
    ".geojson": "geojson",
    ".gpkg": "gpkg",
    ".xlsx": "xlsx",
    ".json": "linked-places",
}
NAMES = ("csv", "geojson", "gpkg", "xlsx", "geoparquet", "linked-places")


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("output", help=_("the file to write; its ending chooses the format"))
    parser.add_argument(
        "--format", choices=NAMES, help=_("csv and geoparquet are zip archives of several files")
    )
    parser.add_argument(
        "--from", dest="first", metavar="DAY", help=_("only events from this day, month or year on")
    )
    parser.add_argument(
        "--to", dest="last", metavar="DAY", help=_("only events up to this day, month or year")
    )
    parser.add_argument(
        "--category", action="append", default=[], help=_("only this category; may be repeated")
    )
    parser.add_argument(
        "--district", action="append", default=[], help=_("only this district; may be repeated")
    )
    parser.add_argument(
        "--address", default="", help=_("the address of the page, of which Linked Places makes identifiers")
    )
    parser.add_argument("--text", default="", help=_("only events with these words"))
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the chosen events, their claims and sources."""
    kind = options.format or next(
        (kind for end, kind in FORMATS.items() if options.output.endswith(end)), None
    )
    if kind is None:
        words = _("{file}: expected a file that ends in {endings}. Or give --format.")
        return refuse(words.format(file=options.output, endings=", ".join(FORMATS)))
    with steps(3) as begin:
        begin(_("Reading the dataset"))
        dataset = geo.load(options.dataset)
        try:
            selection = _selection(options, dataset)
        except ValueError as error:
            words = _("{error}. Write days as 2020-11-25, and ids as in the dataset.")
            return refuse(words.format(error=error))
        begin(_("Choosing"))
        told = translated_dataset(dataset)
        records = export.in_language(export.select(dataset, selection), told)
        begin(_("Writing"))
        made = datetime.now(UTC).date()
        provenance = export.Provenance(told.about, _words(selection, told), "", made)
        target = write(options.output, _content(options, kind, dataset, records, provenance))
    counts = records.counts
    numbers = {name: number_text(count) for name, count in vars(counts).items()}
    text = _("{file}: {events} events, {claims} claims, {sources} sources.").format(file=target, **numbers)
    say(options, {"file": str(target), "format": kind, **vars(counts)}, text)
    return GOOD


def _selection(options: argparse.Namespace, dataset: geo.Dataset) -> geo.Selection:
    first, last = _days_of_all(dataset)
    first = _days_of(options.first)[0] if options.first else first
    last = _days_of(options.last)[1] if options.last else last
    categories, districts = frozenset(options.category), frozenset(options.district)
    unknown = [
        *sorted(categories - {entry.id for entry in dataset.about.categories}),
        *sorted(districts - set(dataset.districts.index)),
    ]
    if unknown:
        message = _("nothing is known under the id {id}").format(id=repr(unknown[0]))
        raise ValueError(message)
    return geo.Selection(first, last, categories, districts, text=options.text)


def _days_of(text: str) -> tuple[int, int]:
    """Return the first and last day of a day, month or year.

    Raises
    ------
    ValueError
        When the text is none, with a sentence in the language of the run.
    """
    try:
        return partial_interval(text)
    except ValueError:
        message = _("{text} is no day, month or year").format(text=repr(text))
        raise ValueError(message) from None


def _days_of_all(dataset: geo.Dataset) -> tuple[int, int]:
    """Return the first and last day of any event; without events those of the dataset's first view."""
    events = dataset.events
    if events.empty:
        return dataset.about.default_range
    return int(events["first_day"].min()), int(events["last_day"].max())


def _words(selection: geo.Selection, told: geo.Dataset) -> str:
    """Say which events are chosen: days, categories, districts and words, in the language of the run."""
    first, last = (day_date(day).isoformat() for day in (selection.first, selection.last))
    labels = {category.id: category.label for category in told.about.categories}
    words = [
        _("{first} to {last}").format(first=first, last=last),
        *(labels.get(key, key) for key in sorted(selection.categories)),
        *(str(told.districts["name"][key]) for key in sorted(selection.districts)),
    ]
    return "; ".join([*words, selection.text] if selection.text else words)


def _content(
    options: argparse.Namespace,
    kind: str,
    dataset: geo.Dataset,
    records: export.Records,
    provenance: export.Provenance,
) -> bytes:
    if kind == "gpkg":
        layers, columns = export.layers_in_language(
            export.district_layers(dataset), translated_dataset(dataset)
        )
        return export.geopackage(records, layers, provenance, columns)
    if kind == "linked-places":
        return export.linked_places(dataset, provenance, options.address)
    writers = {
        "csv": export.csv_package,
        "geojson": export.geojson,
        "xlsx": export.spreadsheet,
        "geoparquet": export.geoparquet,
    }
    return writers[kind](records, provenance)
