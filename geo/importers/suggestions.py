"""Changes to a mapping that seem right: a person is asked, nothing is put right in silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.dates import day_date, day_number
from geo.errors import shorten
from geo.i18n import Sentence, marked
from geo.importers.angles import in_order, read_pair
from geo.importers.cells import is_blank
from geo.importers.claims import COUNTS, signs_of
from geo.importers.coordinates import inside
from geo.importers.counts import find_signs, odd_texts, read_count
from geo.importers.date_parsing import fault_of, one_end, parse_date
from geo.importers.hxl import without_tags
from geo.importers.mapping import HALF, SETTINGS
from geo.importers.placement import Outlines, looks_swapped, read_points
from geo.importers.problems import Notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import geopandas as gpd

    from geo.i18n import Words
    from geo.importers.counts import CountSign, Signs
    from geo.importers.date_parsing import Order
    from geo.importers.mapping import ColumnMapping
    from geo.importers.table import Table

    Example = tuple[str, str, str]

SAMPLE = 2000
"""Rows that are looked at."""
EXAMPLES = 3
DEGREES = 4326
WEB_MERCATOR = 3857
NORTH, SOUTH = 32600, 32700
"""EPSG numbers of the UTM zones of WGS 84, to which the zone is added."""
MOST = 0.5
FAR = day_number(date.min), day_number(date.max)
"""Days for the end that a date does not name, while it is only shown how it would be read."""
UNREAD = "–"
"""Stands for a reading that there is none of."""


@dataclass(frozen=True)
class Offer:
    """A change that a person may want.

    Parameters
    ----------
    sentence
        What is offered, as a question.
    mapping
        The mapping that makes it.
    changes
        The fields of the mapping that it changes, with their values.
    option
        The option of the command line that makes it.
    examples
        The first rows: as they are written, as they are read now, as they would be read.
    """

    sentence: Words
    mapping: ColumnMapping
    changes: Mapping[str, Any] = field(default_factory=dict)
    option: str = ""
    examples: tuple[Example, ...] = ()


def offers_of(
    table: Table,
    mapping: ColumnMapping,
    districts: gpd.GeoDataFrame,
    neighbours: gpd.GeoDataFrame | None = None,
) -> tuple[Offer, ...]:
    """Return the changes that seem right by a sample of the rows, before anything is imported.

    Parameters
    ----------
    table
        From :func:`geo.importers.read_table`.
    mapping
        What its columns mean so far.
    districts, neighbours
        Outlines of the map: index the id, column name, EPSG:4326.

    Raises
    ------
    ImportProblems
        When the mapping names a coordinate system that is not known.
    """
    table = without_tags(table)
    step = max(1, -(-len(table.frame) // SAMPLE))
    geometry = None if table.geometry is None else table.geometry[::step]
    sample = replace(table, frame=table.frame.iloc[::step], geometry=geometry)
    questions = _questions(sample, mapping)
    outlines = Outlines.of(districts, neighbours)
    lon, lat = read_points(sample, mapping, Notes())
    if "pair_order" not in mapping.open and looks_swapped(lon, lat, outlines):
        return (swap_offer(mapping), *questions)
    are_degrees = bool((np.isfinite(lon) & (np.abs(lon) <= 180)).any())  # noqa: PLR2004 (degrees)
    epsg = None if are_degrees else _projection(sample, mapping, outlines.bounds)
    if epsg is None:
        return questions
    sentence = Sentence(
        marked("Most points lie on the map when they are read in {system}. Read them so?"),
        {"system": _title(epsg)},
    )
    return (Offer(sentence, replace(mapping, epsg=epsg), {"epsg": epsg}, f"--epsg {epsg}"), *questions)


def swap_offer(mapping: ColumnMapping) -> Offer:
    """Return the offer to exchange longitude and latitude."""
    sentence = marked("Most points lie on the map only with longitude and latitude exchanged. Exchange them?")
    swapped = not mapping.swapped
    return Offer(sentence, replace(mapping, swapped=swapped), {"swapped": swapped}, "--swap")


def open_offers(table: Table, mapping: ColumnMapping) -> tuple[Offer, ...]:
    """Return the questions that the cells of a table leave open, with its first rows under each reading."""
    return _questions(replace(table, frame=table.frame.head(SAMPLE)), mapping)


def _questions(table: Table, mapping: ColumnMapping) -> tuple[Offer, ...]:
    offers: list[Offer] = []
    if "date_order" in mapping.open:
        other: Order = "mdy" if mapping.date_order == "dmy" else "dmy"
        sentence = (
            marked("Dates can be read in two ways. Read them with the month first?")
            if other == "mdy"
            else marked("Dates can be read in two ways. Read them with the day first?")
        )
        offers.append(
            _setting(mapping, sentence, "date_order", other, _dates(table, mapping, date_order=other))
        )
    if "day_numbers" in mapping.open and not mapping.day_numbers:
        for value, sentence in (
            ("excel", marked("The dates are bare numbers. Read them as day numbers of Excel?")),
            ("excel-1904", marked("Read them as day numbers of Excel that begin in 1904?")),
            ("epoch", marked("The dates are bare numbers. Read them as milliseconds or seconds since 1970?")),
        ):
            examples = _dates(table, mapping, day_numbers=value)
            if any(then not in {UNREAD, now} for _, now, then in examples):
                offers.append(_setting(mapping, sentence, "day_numbers", value, examples))
    if "short_years" in mapping.open and not mapping.short_years:
        sentence = marked("Years are written with two digits. Read them as years from 1950 to 2049?")
        examples = _dates(table, mapping, short_years="1950")
        offers.append(_setting(mapping, sentence, "short_years", "1950", examples))
    if "open_ends" in mapping.open and not mapping.open_ends:
        sentence = marked(
            "Some dates name one end only, as “before 1994”. Take the record's first day, or today, for the other?"
        )
        offers.append(_setting(mapping, sentence, "open_ends", "record", _half_dates(table, mapping)))
    if "pair_order" in mapping.open:
        value = "lat-lon" if mapping.pair_order == "lon-lat" else "lon-lat"
        sentence = (
            marked("Both coordinates of a cell can be either. Read the longitude first?")
            if value == "lon-lat"
            else marked("Both coordinates of a cell can be either. Read the latitude first?")
        )
        offers.append(_setting(mapping, sentence, "pair_order", value, _pairs(table, mapping, value)))
    offers += _signs(table, mapping)
    return tuple(offers)


def _setting(
    mapping: ColumnMapping, sentence: Words, name: str, value: str, examples: Iterable[Example]
) -> Offer:
    option = f"{SETTINGS[name].option} {value}"
    return Offer(sentence, mapping.answered(**{name: value}), {name: value}, option, tuple(examples))


def _signs(table: Table, mapping: ColumnMapping) -> Iterator[Offer]:
    """Yield the two readings of counts like 3.000, where the table leaves both open."""
    if mapping.count_sign or not set(COUNTS) & set(mapping.fields):
        return
    signs = signs_of(table, mapping)
    if not signs.open:
        return
    texts = [
        text
        for name in COUNTS
        for column in mapping.columns(name)[:1]
        for text in odd_texts(table.frame[column])
    ]
    thousands = marked("Counts like {example} can be read in two ways. Read the sign as one of thousands?")
    decimals = marked("Counts like {example} can be read in two ways. Read the sign as one before decimals?")
    is_point = signs.open[0] == "."
    readings: tuple[tuple[CountSign, str], ...] = (
        ("comma" if is_point else "point", thousands),
        ("point" if is_point else "comma", decimals),
    )
    example = next((text for text in texts if signs.open[0] in text), texts[0])
    for value, template in readings:
        then = find_signs((), decimal=value)
        examples = _examples(texts, partial(_count, signs=signs), partial(_count, signs=then))
        sentence = Sentence(template, {"example": shorten(example)})
        yield _setting(mapping, sentence, "count_sign", value, examples)


def _count(text: str, signs: Signs) -> str:
    found = read_count(text, signs)
    return found.text if found else UNREAD


def _dates(table: Table, mapping: ColumnMapping, **settings: str) -> list[Example]:
    columns = mapping.columns("date")
    if not columns:
        return []
    then = mapping.answered(**settings)
    return _examples(
        table.frame[columns[0]], lambda text: _date(text, mapping), lambda text: _date(text, then)
    )


def _half_dates(table: Table, mapping: ColumnMapping) -> list[Example]:
    """Return the first dates that name one end only, with the end that they name."""

    def then(text: str) -> str:
        found = (
            one_end(text, mapping.date_order, mapping.short_years, FAR) if fault_of(text) in HALF else None
        )
        if found is None:
            return _date(text, mapping)
        first, last = ("…" if day in FAR else day_date(day).isoformat() for day in found[:2])
        return f"{first} – {last}"

    columns = mapping.columns("date")
    texts = table.frame[columns[0]] if columns else ()
    return _examples(texts, lambda text: _date(text, mapping), then)


def _date(text: str, mapping: ColumnMapping) -> str:
    found = parse_date(text, mapping.date_order, mapping.day_numbers, mapping.short_years)
    if found is None:
        return UNREAD
    days = dict.fromkeys(day_date(day).isoformat() for day in (found.first, found.last))
    return " – ".join(days) if found.spans else next(iter(days))[: (10, 7, 4)[found.precision]]


def _pairs(table: Table, mapping: ColumnMapping, value: str) -> list[Example]:
    other = mapping.answered(pair_order=value)
    return _examples(
        table.frame[mapping.columns("coordinates")[0]],
        lambda text: _pair(text, mapping),
        lambda text: _pair(text, other),
    )


def _pair(text: str, mapping: ColumnMapping) -> str:
    pair = read_pair(text)
    if pair is None:
        return UNREAD
    lon, lat = in_order(pair, mapping.pair_order)
    return f"{lat.value:.4f} N, {lon.value:.4f} E"


def _examples(texts: Iterable[str], now: Callable[[str], str], then: Callable[[str], str]) -> list[Example]:
    """Return the first different cells that the two readings read differently."""
    found: dict[str, Example] = {}
    for text in texts:
        if text in found or is_blank(text):
            continue
        example = (text, now(text), then(text))
        if example[1] != example[2]:
            found[text] = example
        if len(found) == EXAMPLES:
            break
    return list(found.values())


def _projection(
    table: Table, mapping: ColumnMapping, bounds: tuple[float, float, float, float]
) -> int | None:
    """Return the EPSG number in which most x and y that are no degrees lie on the map, None without one."""
    x, y = (mapping.columns(name) for name in ("lon", "lat"))
    if mapping.epsg != DEGREES or not ((x and y) or mapping.columns("wkt") or table.geometry is not None):
        return None
    plain = replace(mapping, epsg=WEB_MERCATOR)
    for epsg in (*_zones(bounds), WEB_MERCATOR):
        lon, lat = read_points(table, replace(plain, epsg=epsg), Notes())
        if inside(lon, lat, bounds).mean() >= MOST:
            return epsg
    return None


def _zones(bounds: tuple[float, float, float, float]) -> Iterator[int]:
    """Return the EPSG numbers of the UTM zones over and beside a map, that of its middle first."""
    west, south, east, north = bounds
    side = NORTH if south + north >= 0 else SOUTH
    first, last = (int((lon + 180) // 6) + 1 for lon in (west, east))
    middle = (first + last) / 2
    for zone in sorted(range(first - 1, last + 2), key=lambda number: abs(number - middle)):
        yield side + (zone - 1) % 60 + 1


def _title(epsg: int) -> Sentence:
    if epsg == WEB_MERCATOR:
        return Sentence(marked("Web Mercator (EPSG:{epsg})"), {"epsg": str(epsg)})
    side = "N" if epsg < SOUTH else "S"
    return Sentence(
        marked("UTM zone {zone} (EPSG:{epsg})"), {"zone": f"{epsg % 100}{side}", "epsg": str(epsg)}
    )
