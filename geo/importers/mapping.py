"""The mapping of a table's columns: recognised, and open to correction before anything is imported."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

import pyarrow as pa
import pyarrow.compute as pc

from geo.dataset.origin import CLAIM_FIELDS
from geo.i18n import Sentence, marked
from geo.importers.angles import PairOrder, looks_like_pair, order_of, read_pair
from geo.importers.cells import is_blank, tidy
from geo.importers.coordinates import DECIMAL_COMMA, THOUSANDS, WKB
from geo.importers.counts import CountSign
from geo.importers.date_parsing import (
    DayNumbers,
    OpenEnds,
    Order,
    ShortYears,
    fault_of,
    find_order,
    looks_like_number,
    parse_date,
)
from geo.importers.header_synonyms import LATITUDE_FIRST, LONGITUDE_FIRST, WEAK, field_of, plain
from geo.importers.hxl import field_of_tag, tags_of, without_tags
from geo.importers.layouts import BY_ID, LAYOUTS, PLAIN, Layout
from geo.importers.precision_words import date_codes, place_codes
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from geo.i18n import Words
    from geo.importers.table import Table

FIELDS: Mapping[str, str] = {
    "event_id": marked("Key of the event"),
    "title": marked("Title"),
    "date": marked("Date, or first day"),
    "end_date": marked("Last day"),
    "year": marked("Year"),
    "month": marked("Month"),
    "day": marked("Day"),
    "date_precision": marked("Precision of the date"),
    "category": marked("Category"),
    "lon": marked("Longitude, or x"),
    "lat": marked("Latitude, or y"),
    "coordinates": marked("Latitude and longitude in one cell"),
    "wkt": marked("Geometry (WKT)"),
    "location_precision": marked("Precision of the place"),
    "district_ids": marked("District"),
    "place_ids": marked("Keys of places"),
    "place_name": marked("Place"),
    "summary": marked("Summary"),
    "status": marked("Status"),
    "source": marked("Source"),
    "url": marked("Address of the source"),
    "published": marked("Day of publication"),
    "claim_note": marked("What the record itself is based on"),
    "attested": marked("Year of attestation, where there is no date"),
    **CLAIM_FIELDS,
}
"""The fields that a column may be mapped to, with their words."""
JOINED = frozenset({"title", "place_name", "summary"})
"""Fields that may be made of several columns."""
WKT = re.compile(
    r"(?:SRID=[0-9]{1,6};)?[ ]{0,4}(?:(?:MULTI)?(?:POINT|POLYGON|LINESTRING)|GEOMETRYCOLLECTION)[ ]{0,4}"
    r"(?:ZM?|M)?[ ]{0,4}\(",
    re.IGNORECASE,
)
METRES = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,20})?")
MOST_DEGREES = 180
LEAST_BINARY = 40
"""Hexadecimal digits of a point in well-known binary."""
SAMPLE = 2000
SPARE = 10
"""Rows among which as many different texts are looked for first, for each of them."""
SURE, LIKELY, POSSIBLE = 1.0, 0.9, 0.6
MOST_SHORT = 40
"""Characters of a date, or two, whose year has two digits."""
HALF = frozenset({"before", "after"})
"""What is missing of a date that names one end."""
BY_A_PERSON = marked("chosen by a person")
NEARLY_ALL, MOST = 0.8, 0.5


@dataclass(frozen=True)
class Setting:
    """How cells are written, where a file may leave that open.

    Parameters
    ----------
    label
        What is asked.
    choices
        Words by value; "" is what stands until somebody answers.
    option
        The option of the command line that answers.
    """

    label: str
    choices: Mapping[str, str]
    option: str


SETTINGS: Mapping[str, Setting] = {
    "date_order": Setting(
        marked("Dates like 03/04/2020"),
        {"": marked("as they are written out"), "dmy": marked("day first"), "mdy": marked("month first")},
        "--date-order",
    ),
    "day_numbers": Setting(
        marked("Dates that are bare numbers"),
        {
            "": marked("no dates"),
            "excel": marked("days of Excel (from 1900)"),
            "excel-1904": marked("days of Excel (from 1904)"),
            "epoch": marked("seconds since 1970, or their thousandths"),
        },
        "--day-numbers",
    ),
    "short_years": Setting(
        marked("Years of two digits"),
        {
            "": marked("no dates"),
            "1900": marked("1900 to 1999"),
            "1950": marked("1950 to 2049"),
            "2000": marked("2000 to 2099"),
        },
        "--short-years",
    ),
    "open_ends": Setting(
        marked("Dates with one end, as “before 1994”"),
        {"": marked("no dates"), "record": marked("from the record's first day, or until today")},
        "--open-ends",
    ),
    "pair_order": Setting(
        marked("Both coordinates in one cell"),
        {
            "": marked("as their letters or their range say"),
            "lat-lon": marked("latitude first"),
            "lon-lat": marked("longitude first"),
        },
        "--pair-order",
    ),
    "count_sign": Setting(
        marked("Before the decimals of counts"),
        {"": marked("as the table decides"), "point": marked("a point"), "comma": marked("a comma")},
        "--count-sign",
    ),
}
"""What a person may be asked about the cells: the settings of a mapping by name."""


@dataclass(frozen=True)
class Choice:
    """The columns of a field, how sure that is (0 to 1), and why."""

    columns: tuple[str, ...]
    confidence: float
    reason: Words


@dataclass(frozen=True)
class ColumnMapping:
    """What the columns of a table mean; change it with :meth:`with_field` and `dataclasses.replace`.

    Parameters
    ----------
    layout
        Id of the published layout, or `plain`.
    fields
        Our field to its choice of columns.
    date_order
        `dmy` or `mdy` for dates like 03/04/2020; "" where none is written so.
    epsg
        Number of the coordinate system of x, y and WKT columns; 4326 is degrees.
    swapped
        Whether the columns for longitude and latitude are to be exchanged.
    location_codes, date_codes
        Precision codes of the table and our words for them.
    warnings
        What a person should look at before the import, in sentences.
    day_numbers
        What bare numbers in columns of dates count.
    short_years
        Which hundred years the years of two digits are of.
    open_ends
        What the other end is of dates that name only one.
    pair_order
        Which coordinate stands first in a column that holds both.
    count_sign
        The sign before the decimals of counts; "" where the table decides.
    open
        Settings that are only assumed, by name, with the warning that says so: a person is asked about them.
    """

    layout: str
    fields: Mapping[str, Choice]
    date_order: Order = ""
    epsg: int = 4326
    swapped: bool = False
    location_codes: Mapping[str, str] = field(default_factory=dict)
    date_codes: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Words, ...] = ()
    day_numbers: DayNumbers = ""
    short_years: ShortYears = ""
    open_ends: OpenEnds = ""
    pair_order: PairOrder = ""
    count_sign: CountSign = ""
    open: Mapping[str, Words] = field(default_factory=dict)

    def answered(self, **settings: Any) -> ColumnMapping:  # noqa: ANN401 (each setting has a type of its own)
        """Return the mapping with settings as a person gave them, which are no longer open."""
        told = [self.open[name] for name in settings if name in self.open]
        left = {name: words for name, words in self.open.items() if name not in settings}
        warnings = tuple(words for words in self.warnings if words not in told)
        return replace(self, **settings, open=left, warnings=warnings)

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns of a field, none when it is not mapped."""
        return self.fields[name].columns if name in self.fields else ()

    def with_field(self, name: str, *columns: str) -> ColumnMapping:
        """Return the mapping with other columns for a field; none removes it."""
        chosen = {other: choice for other, choice in self.fields.items() if other != name}
        if columns:
            chosen[name] = Choice(columns, SURE, BY_A_PERSON)
        return replace(self, fields=chosen)

    def as_json(self) -> dict[str, Any]:
        """Return the mapping as an object for JSON."""
        return {
            "layout": self.layout,
            "fields": {name: list(choice.columns) for name, choice in self.fields.items()},
            "dateOrder": self.date_order,
            "epsg": self.epsg,
            "swapped": self.swapped,
            "locationCodes": dict(self.location_codes),
            "dateCodes": dict(self.date_codes),
            "dayNumbers": self.day_numbers,
            "shortYears": self.short_years,
            "openEnds": self.open_ends,
            "pairOrder": self.pair_order,
            "countSign": self.count_sign,
        }


def from_json(content: Mapping[str, Any]) -> ColumnMapping:
    """Return a mapping from what :meth:`ColumnMapping.as_json` made of it.

    Raises
    ------
    ImportProblems
        When it is of another form.
    """
    try:
        fields = {
            str(name): Choice(tuple(map(str, columns)), SURE, BY_A_PERSON)
            for name, columns in content["fields"].items()
        }
        given = {
            name: content.get(key, "")
            for name, key, values in (
                ("date_order", "dateOrder", get_args(Order)),
                ("day_numbers", "dayNumbers", get_args(DayNumbers)),
                ("short_years", "shortYears", get_args(ShortYears)),
                ("open_ends", "openEnds", get_args(OpenEnds)),
                ("pair_order", "pairOrder", get_args(PairOrder)),
                ("count_sign", "countSign", get_args(CountSign)),
            )
            if content.get(key, "") in values
        }
        if set(fields) <= set(FIELDS) and set(given) == set(SETTINGS):
            return ColumnMapping(
                BY_ID[content.get("layout", PLAIN)].id,
                fields,
                epsg=int(content.get("epsg", 4326)),
                swapped=bool(content.get("swapped", False)),
                location_codes=dict(content.get("locationCodes", {})),
                date_codes=dict(content.get("dateCodes", {})),
                **given,
            )
    except (KeyError, ValueError, TypeError, AttributeError):
        pass  # Told below, as what is of the right form and makes no sense.
    example = '{"layout": "plain", "fields": {"lon": ["x"]}}'
    expected = Sentence(marked("an object like {example}"), {"example": example})
    name, remedy = "mapping", marked("Start from a mapping that was saved")
    raise refusal(name, "", expected, remedy)


def recognise(table: Table) -> ColumnMapping:
    """Recognise what the columns of a table mean.

    A published layout is known by the columns that only it has together, a table with HXL tags by these; of other
    tables the headers are compared with words in seven languages, and a column of dates or coordinates without
    such a header is known by its content.
    """
    tags = tags_of(table)
    table = without_tags(table)
    layout = BY_ID[table.layout] if table.layout else _layout(table.columns)
    if layout.id == PLAIN:
        fields = _by_tags(tags, table)
        used = {column for choice in fields.values() for column in choice.columns}
        fields |= {
            name: choice
            for name, choice in _by_words(table).items()
            if name not in fields and not set(choice.columns) & used
        }
        fields |= _by_content(table, fields)
        fields = _without_doubles(fields)
    else:
        fields = dict(_by_layout(layout, table))
    samples = _date_samples(table, fields)
    order = find_order(text for texts in samples for text in texts)
    opened: dict[str, Words] = {}
    if not order.certain:
        sentence = (
            marked("Day or month first? {reason}. Day first is assumed.")
            if order.order == "dmy"
            else marked("Day or month first? {reason}. Month first is assumed.")
        )
        opened["date_order"] = Sentence(sentence, {"reason": _as_sentence(order.reason)})
    pair_order, pairs_open = _pair_order(table, fields)
    if pairs_open:
        sentence = marked("Which coordinate is first in {column}? Both can be; latitude first is assumed.")
        opened["pair_order"] = Sentence(sentence, {"column": fields["coordinates"].columns[0]})
    if _are_numbers(samples):
        opened["day_numbers"] = marked("The dates are bare numbers: say what they count.")
    if any(_is_short(text) for texts in samples for text in texts):
        years = marked("Years are written with two digits: say which hundred years they are of.")
        opened["short_years"] = years
    if any(_is_half(text) for texts in samples for text in texts):
        opened["open_ends"] = marked(
            "Some dates name one end only: say whether the record's days are the other."
        )
    warnings: list[Words] = [*layout.remarks, *table.remarks, *opened.values()]
    warnings += _missing(table, fields) + _projected(table, fields)
    location, dated = _codes(layout, table, fields)
    return ColumnMapping(
        layout.id,
        fields,
        order.order,
        location_codes=location,
        date_codes=dated,
        warnings=tuple(warnings),
        pair_order=pair_order,
        open=opened,
    )


def _as_sentence(words: Words) -> Sentence:
    return words if isinstance(words, Sentence) else Sentence(words)


def _date_samples(table: Table, fields: Mapping[str, Choice]) -> list[list[str]]:
    return [
        _sample(table, column)
        for name in ("date", "end_date")
        if name in fields
        for column in fields[name].columns
    ]


def _are_numbers(samples: list[list[str]]) -> bool:
    """Whether most of the dates are numbers that may count days or seconds."""
    texts = [text for text in (samples[0] if samples else []) if not is_blank(text)]
    return bool(texts) and sum(bool(looks_like_number(tidy(text))) for text in texts) > len(texts) * MOST


def _is_short(text: str) -> bool:
    """Whether a text would be a date if the year had four digits."""
    return len(text) < MOST_SHORT and parse_date(text) is None and fault_of(text) == "years"


def _is_half(text: str) -> bool:
    """Whether a text is a date that names one end only."""
    return len(text) < MOST_SHORT and parse_date(text) is None and fault_of(text) in HALF


def _pair_order(table: Table, fields: Mapping[str, Choice]) -> tuple[PairOrder, bool]:
    """Return which coordinate is first in a column of both, and whether that is only assumed."""
    if "coordinates" not in fields:
        return "", False
    column = fields["coordinates"].columns[0]
    order = order_of(pair for text in _sample(table, column) if (pair := read_pair(text)))
    if order:
        return order, False
    if plain(column) in LATITUDE_FIRST:
        return "lat-lon", False
    if plain(column) in LONGITUDE_FIRST:
        return "lon-lat", False
    return "lat-lon", True


def _codes(
    layout: Layout, table: Table, fields: Mapping[str, Choice]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return what the codes of precision mean: by the layout's codebook, or by the scale of a plain column."""
    if layout.id != PLAIN:
        return layout.location_codes, layout.date_codes
    found: dict[str, Mapping[str, str]] = {}
    for name, scale in (("location_precision", place_codes), ("date_precision", date_codes)):
        if name in fields:
            column = fields[name].columns[0]
            found[name] = scale(
                plain(column), (text for text in _sample(table, column) if not is_blank(text))
            )
    return found.get("location_precision", {}), found.get("date_precision", {})


def _by_tags(tags: Mapping[str, str], table: Table) -> dict[str, Choice]:
    """Return the fields that HXL tags say."""
    fields: dict[str, Choice] = {}
    for column, tag in tags.items():
        name = field_of_tag(tag)
        if name and column in table.columns:
            reason = Sentence(marked("the tag {tag}"), {"tag": tag})
            fields.setdefault(name, Choice((column,), SURE, reason))
    return fields


def _without_doubles(fields: dict[str, Choice]) -> dict[str, Choice]:
    """Return fields without those that others say better: whole dates, and columns for each coordinate."""
    if "date" in fields:
        fields = {name: choice for name, choice in fields.items() if name not in {"year", "month", "day"}}
    if {"lon", "lat"} <= set(fields) or "wkt" in fields:
        fields.pop("coordinates", None)
    return fields


def _layout(columns: list[str]) -> Layout:
    lower = {column.lower() for column in columns}
    return next((layout for layout in LAYOUTS if layout.signature <= lower), BY_ID[PLAIN])


def _by_layout(layout: Layout, table: Table) -> Iterator[tuple[str, Choice]]:
    by_lower = {column.lower(): column for column in table.columns}
    for name, wanted in layout.fields.items():
        found = tuple(by_lower[column.lower()] for column in wanted if column.lower() in by_lower)
        if found:
            reason = Sentence(marked("a column of {layout}"), {"layout": Sentence(layout.title)})
            yield name, Choice(found, SURE, reason)


def _by_words(table: Table) -> dict[str, Choice]:
    fields: dict[str, Choice] = {}
    spare: dict[str, Choice] = {}
    for column in table.columns:
        name = field_of(column)
        texts = [text for text in _sample(table, column) if not is_blank(text)]
        if name in {"coordinates", "wkt"} and texts:
            name = next((kind for kind, fits in KINDS.items() if _mostly(fits, texts)), "")
        elif name == "place_name" and texts:  # "where" may head names, and coordinates.
            name = next((kind for kind, fits in KINDS.items() if _mostly(fits, texts)), name)
        if not name:
            continue
        choice = Choice((column,), LIKELY, Sentence(marked("the header {header}"), {"header": repr(column)}))
        # A blank column is the answer where no other one is: then the rows say that their date is missing.
        (fields if texts and plain(column) not in WEAK else spare).setdefault(name, choice)
    for name, choice in spare.items():
        fields.setdefault(name, choice)
    if table.geometry is not None:
        fields.pop("wkt", None)
    return fields


def _by_content(table: Table, fields: Mapping[str, Choice]) -> dict[str, Choice]:
    used = {column for choice in fields.values() for column in choice.columns}
    found: dict[str, Choice] = {}
    placed = (
        {"wkt", "coordinates"} & set(fields) or {"lon", "lat"} <= set(fields) or table.geometry is not None
    )
    dated = {"date", "year", "attested"} & set(fields)
    for column in (column for column in table.columns if column not in used):
        texts = [text.strip() for text in _sample(table, column) if not is_blank(text)]
        if not texts:
            continue
        kind = next((kind for kind, fits in KINDS.items() if all(map(fits, texts))), "")
        if kind and not placed and kind not in found:
            reason = (
                marked("the cells are WKT") if kind == "wkt" else marked("the cells are pairs of coordinates")
            )
            found[kind] = Choice((column,), LIKELY, reason)
        elif not dated and "date" not in found and _mostly(_is_date, texts, NEARLY_ALL):
            found["date"] = Choice((column,), POSSIBLE, marked("the cells are dates"))
        elif "url" not in {*fields, *found} and all(
            text.startswith(("http://", "https://")) for text in texts
        ):
            found["url"] = Choice((column,), POSSIBLE, marked("the cells are addresses"))
    return found


def _mostly(fits: Callable[[str], bool], texts: list[str], share: float = MOST) -> bool:
    return sum(map(fits, texts)) > share * len(texts)


def _is_wkt(text: str) -> bool:
    bare = text.strip()
    return WKT.match(bare) is not None or (len(bare) > LEAST_BINARY and WKB.fullmatch(bare) is not None)


def _is_date(text: str) -> bool:
    return len(text) > len("2020") and parse_date(text) is not None


KINDS: Mapping[str, Callable[[str], bool]] = {"wkt": _is_wkt, "coordinates": looks_like_pair}
"""Ways to write a place in one cell."""


def _sample(table: Table, column: str) -> list[str]:
    """Return the first different texts of a column; of a long one no more is looked at than these take."""
    cells: pd.Series = table.frame[column]
    if len(cells) <= SAMPLE:
        return list(cells)
    found = pc.unique(pa.array(cells.array[: SAMPLE * SPARE], pa.large_string()))
    if len(found) < SAMPLE:
        found = pc.unique(pa.array(cells.array, pa.large_string()))
    texts: list[str] = found[:SAMPLE].to_pylist()
    return texts


def _missing(table: Table, fields: Mapping[str, Choice]) -> list[Words]:
    warnings: list[Words] = []
    if not {"date", "year"} & set(fields):
        warnings.append(marked("No column for the date was found: choose one."))
    placed = (
        {"lon", "lat"} <= set(fields) or {"wkt", "coordinates"} & set(fields) or table.geometry is not None
    )
    if not placed and "district_ids" not in fields:
        warnings.append(
            marked(
                "No columns for longitude and latitude were found: choose them, or the events have no place."
            )
        )
    return warnings


def _projected(table: Table, fields: Mapping[str, Choice]) -> list[Words]:
    if "lon" not in fields:
        return []
    texts = [tidy(text) for text in _sample(table, fields["lon"].columns[0]) if not is_blank(text)]
    values = [float(text.replace(",", ".")) for text in texts if METRES.fullmatch(text)]
    values += [float(len(text)) * MOST_DEGREES for text in texts if THOUSANDS.fullmatch(text)]
    warnings: list[Words] = []
    if values and sum(abs(value) > MOST_DEGREES for value in values) > len(values) / 2:
        sentence = marked("The coordinates are no degrees: give the EPSG number of their coordinate system.")
        warnings.append(sentence)
    elif texts and all(DECIMAL_COMMA.fullmatch(text.strip()) for text in texts):
        warnings.append(marked("Coordinates are written with a decimal comma, and read so."))
    return warnings
