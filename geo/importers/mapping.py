"""What the columns of a table mean: recognised, and open to correction before anything is imported."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

from geo.dataset.origin import DEATHS
from geo.importers.coordinates import DECIMAL_COMMA
from geo.importers.date_parsing import Order, find_order, parse_date
from geo.importers.header_synonyms import BY_WORD, plain
from geo.importers.layouts import BY_ID, LAYOUTS, PLAIN, Layout
from geo.importers.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from geo.i18n import Words
    from geo.importers.table import Table

FIELDS: Mapping[str, str] = {
    "event_id": "Key of the event",
    "title": "Title",
    "date": "Date, or first day",
    "end_date": "Last day",
    "year": "Year",
    "month": "Month",
    "day": "Day",
    "date_precision": "Precision of the date",
    "category": "Category",
    "lon": "Longitude, or x",
    "lat": "Latitude, or y",
    "wkt": "Geometry (WKT)",
    "location_precision": "Precision of the place",
    "district_ids": "District",
    "place_ids": "Keys of places",
    "place_name": "Place",
    "summary": "Summary",
    "status": "Status",
    "source": "Source",
    "url": "Address of the source",
    "published": "Day of publication",
    "claim_note": "What the record itself is based on",
    "attested": "Year of attestation, where there is no date",
    **DEATHS,
}
"""The fields that a column may be mapped to, with their words."""
JOINED = frozenset({"title", "place_name", "summary"})
"""Fields that may be made of several columns."""
WKT = re.compile(r"(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|POLYGON|LINESTRING)\s*Z?\s*\(", re.IGNORECASE)
SAMPLE = 2000
SURE, LIKELY, POSSIBLE = 1.0, 0.9, 0.6


@dataclass(frozen=True)
class Choice:
    """The columns of a field, how sure that is (0 to 1), and why."""

    columns: tuple[str, ...]
    confidence: float
    reason: str


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
    """

    layout: str
    fields: Mapping[str, Choice]
    date_order: Order = ""
    epsg: int = 4326
    swapped: bool = False
    location_codes: Mapping[str, str] = field(default_factory=dict)
    date_codes: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Words, ...] = ()

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns of a field, none when it is not mapped."""
        return self.fields[name].columns if name in self.fields else ()

    def with_field(self, name: str, *columns: str) -> ColumnMapping:
        """Return the mapping with other columns for a field; none removes it."""
        chosen = {other: choice for other, choice in self.fields.items() if other != name}
        if columns:
            chosen[name] = Choice(columns, SURE, "chosen by a person")
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
            str(name): Choice(tuple(map(str, columns)), SURE, "chosen by a person")
            for name, columns in content["fields"].items()
        }
        order = content.get("dateOrder", "")
        if set(fields) <= set(FIELDS) and order in get_args(Order):
            return ColumnMapping(
                BY_ID[content.get("layout", PLAIN)].id,
                fields,
                order,
                int(content.get("epsg", 4326)),
                bool(content.get("swapped", False)),
                dict(content.get("locationCodes", {})),
                dict(content.get("dateCodes", {})),
            )
    except (KeyError, ValueError, TypeError, AttributeError):
        pass  # Told below, as what is of the right form and makes no sense.
    expected = 'an object like {"layout": "plain", "fields": {"lon": ["x"]}}'
    name, remedy = "mapping", "Start from a mapping that was saved"
    raise refusal(name, "", expected, remedy)


def recognise(table: Table) -> ColumnMapping:
    """Recognise what the columns of a table mean.

    A published layout is known by the columns that only it has together; of other tables the
    headers are compared with words in seven languages, and a column of dates or WKT without
    such a header is known by its content.
    """
    layout = BY_ID[table.layout] if table.layout else _layout(table.columns)
    fields = dict(_by_layout(layout, table)) if layout.id != PLAIN else _by_words(table)
    if layout.id == PLAIN:
        fields |= _by_content(table, fields)
    dates = [
        _sample(table, column)
        for name in ("date", "end_date")
        if name in fields
        for column in fields[name].columns
    ]
    order = find_order(text for texts in dates for text in texts)
    warnings: list[Words] = [*layout.remarks, *table.remarks]
    if not order.certain:
        warnings.append(
            f"Day or month first? {order.reason[:1].upper()}{order.reason[1:]}."
            f" {'Day' if order.order == 'dmy' else 'Month'} first is assumed."
        )
    warnings += _missing(table, fields) + _projected(table, fields)
    return ColumnMapping(
        layout.id,
        fields,
        order.order,
        location_codes=layout.location_codes,
        date_codes=layout.date_codes,
        warnings=tuple(warnings),
    )


def _layout(columns: list[str]) -> Layout:
    lower = {column.lower() for column in columns}
    return next((layout for layout in LAYOUTS if layout.signature <= lower), BY_ID[PLAIN])


def _by_layout(layout: Layout, table: Table) -> Iterator[tuple[str, Choice]]:
    by_lower = {column.lower(): column for column in table.columns}
    for name, wanted in layout.fields.items():
        found = tuple(by_lower[column.lower()] for column in wanted if column.lower() in by_lower)
        if found:
            yield name, Choice(found, SURE, f"a column of {layout.title}")


def _by_words(table: Table) -> dict[str, Choice]:
    fields: dict[str, Choice] = {}
    for column in table.columns:
        name = BY_WORD.get(plain(column)) or BY_WORD.get(plain(re.sub(r"\(.*\)|\[.*\]", "", column)))
        if name and name not in fields and any(text.strip() for text in _sample(table, column)):
            fields[name] = Choice((column,), LIKELY, f"the header {column!r}")
    if "date" in fields:  # A table that has whole dates needs no parts of them.
        fields = {name: choice for name, choice in fields.items() if name not in {"year", "month", "day"}}
    if table.geometry is not None:
        fields.pop("wkt", None)
    return fields


def _by_content(table: Table, fields: Mapping[str, Choice]) -> dict[str, Choice]:
    used = {column for choice in fields.values() for column in choice.columns}
    found: dict[str, Choice] = {}
    for column in (column for column in table.columns if column not in used):
        texts = [text.strip() for text in _sample(table, column) if text.strip()]
        if not texts:
            continue
        if "wkt" not in {*fields, *found} and table.geometry is None and all(map(_is_wkt, texts)):
            found["wkt"] = Choice((column,), LIKELY, "the cells are WKT")
        elif not {"date", "year"} & {*fields, *found} and all(map(_is_date, texts)):
            found["date"] = Choice((column,), POSSIBLE, "the cells are dates")
        elif "url" not in {*fields, *found} and all(
            text.startswith(("http://", "https://")) for text in texts
        ):
            found["url"] = Choice((column,), POSSIBLE, "the cells are addresses")
    return found


def _is_wkt(text: str) -> bool:
    return (
        re.match(r"(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|POLYGON|LINESTRING)\s*Z?\s*\(", text, re.IGNORECASE)
        is not None
    )


def _is_date(text: str) -> bool:
    return len(text) > len("2020") and parse_date(text) is not None


def _sample(table: Table, column: str) -> list[str]:
    """Return the first different texts of a column."""
    cells: pd.Series = table.frame[column]
    return list(cells.drop_duplicates().head(SAMPLE)) if len(cells) > SAMPLE else list(cells)


def _missing(table: Table, fields: Mapping[str, Choice]) -> list[str]:
    warnings = []
    if not {"date", "year"} & set(fields):
        warnings.append("No column for the date was found: choose one.")
    placed = {"lon", "lat"} <= set(fields) or "wkt" in fields or table.geometry is not None
    if not placed and "district_ids" not in fields:
        warnings.append(
            "No columns for longitude and latitude were found: choose them, or the events have no place."
        )
    return warnings


def _projected(table: Table, fields: Mapping[str, Choice]) -> list[str]:
    if "lon" not in fields:
        return []
    texts = [text for text in _sample(table, fields["lon"].columns[0]) if text.strip()]
    values = [
        float(text.replace(",", ".")) for text in texts if re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", text.strip())
    ]
    warnings = []
    if values and sum(abs(value) > 180 for value in values) > len(values) / 2:  # noqa: PLR2004 (degrees)
        warnings.append("The coordinates are no degrees: give the EPSG number of their coordinate system.")
    elif texts and all(DECIMAL_COMMA.fullmatch(text.strip()) for text in texts):
        warnings.append("Coordinates are written with a decimal comma, and read so.")
    return warnings
