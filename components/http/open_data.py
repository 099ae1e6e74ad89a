"""Data at addresses that stay: the records of a choice, and districts, places and control periods, read-only."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response

from components.http import records
from components.http.answers import OPEN, answer, asked
from components.http.ranges import RECENT, in_part
from components.wording.control_text import held_text
from components.wording.selection_text import in_words
from geo.claims.evidence import SUPPORT
from geo.control.history import state_at
from geo.dataset.record_columns import names
from geo.dates import day_date, day_number
from geo.export import (
    Provenance,
    district_layers,
    geojson,
    geopackage,
    in_language,
    layer_parquet,
    layers_in_language,
    record_parquet,
    select,
    spreadsheet,
)
from geo.export.csv_package import table_csv
from geo.export.geojson import geometry_json, json_bytes
from geo.export.provenance import DISTRICTS, RECORDS
from geo.export.records import missing
from geo.i18n import LANGUAGES, language, marked, speaking
from geo.i18n import gettext as _
from geo.selection.filters import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import geopandas as gpd
    import pandas as pd
    from starlette.requests import Request

    from components.http.answers import Asked
    from geo.dataset.record_columns import Column
    from geo.export import Records

CSV = "text/csv"
GEOJSON = "application/geo+json"
JSON = "application/json"
PARQUET = "application/vnd.apache.parquet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GPKG = "application/geopackage+sqlite3"
LONGEST_TEXT = 200
FILTERS = ("from", "to", "category", "district", "evidence", "support", "voice", "q", "lang")
NOT_A_DAY = marked("{name}: read {value}, expected a day like 2020-11-25.")
UNKNOWN = marked("{name}: {value} is not known. Known are: {known}.")
NO_PARAMETER = marked("There is no parameter {name} here. There are: {known}.")
TWICE = marked("{name} is given more than once; separate several values by commas.")
TOO_LONG = marked("{name} may have {count} characters at most.")
BACKWARDS = marked("from is after to.")


class BadParameterError(ValueError):
    """A parameter of an address cannot be used; the message is a sentence."""


def events_csv(request: Request) -> Response:
    """Answer with the events of a choice as CSV."""
    return _records(request, CSV, partial(_table, "events"))


def claims_csv(request: Request) -> Response:
    """Answer with the claims on the events of a choice as CSV."""
    return _records(request, CSV, partial(_table, "claims"))


def sources_csv(request: Request) -> Response:
    """Answer with the sources of those claims as CSV."""
    return _records(request, CSV, partial(_table, "sources"))


def events_geojson(request: Request) -> Response:
    """Answer with the events of a choice as GeoJSON, each with its claims."""
    return _records(
        request,
        GEOJSON,
        lambda about, selection, page: geojson(
            _chosen(about, selection), _provenance(about, in_words(about.told, selection), page)
        ),
    )


def events_json(request: Request) -> Response:
    """Answer with the events of a choice, their claims and sources as JSON."""

    def body(about: Asked, selection: Selection, page: str) -> bytes:
        found = _chosen(about, selection)
        provenance = _provenance(about, in_words(about.told, selection), page)
        return json_bytes(
            {
                "dataset": provenance.as_json(RECORDS, found.language),
                **{name: _plain_rows(table) for name, table in found.tables().items()},
            }
        )

    return _records(request, JSON, body)


def events_parquet(request: Request) -> Response:
    """Answer with the events of a choice as GeoParquet."""
    return _records(request, PARQUET, partial(_table_parquet, "events"))


def claims_parquet(request: Request) -> Response:
    """Answer with the claims on the events of a choice as Parquet."""
    return _records(request, PARQUET, partial(_table_parquet, "claims"))


def sources_parquet(request: Request) -> Response:
    """Answer with the sources of those claims as Parquet."""
    return _records(request, PARQUET, partial(_table_parquet, "sources"))


def claims_json(request: Request) -> Response:
    """Answer with the claims on the events of a choice as JSON."""
    return _records(request, JSON, partial(_table_json, "claims"))


def sources_json(request: Request) -> Response:
    """Answer with the sources of those claims as JSON."""
    return _records(request, JSON, partial(_table_json, "sources"))


def events_xlsx(request: Request) -> Response:
    """Answer with the events of a choice, their claims and sources as a workbook."""
    return _records(
        request,
        XLSX,
        lambda about, selection, page: spreadsheet(
            _chosen(about, selection), _provenance(about, in_words(about.told, selection), page)
        ),
    )


def events_gpkg(request: Request) -> Response:
    """Answer with the events of a choice, their claims and sources, and all districts and places as GeoPackage."""

    def body(about: Asked, selection: Selection, page: str) -> bytes:
        layers, columns = _layers(about)
        provenance = _provenance(about, in_words(about.told, selection), page)
        return geopackage(_chosen(about, selection), layers, provenance, columns)

    return _records(request, GPKG, body)


def districts_geojson(request: Request) -> Response:
    """Answer with the districts as GeoJSON, with who held each on a day: `?day=2020-11-25`, else today."""

    def body(about: Asked) -> bytes:
        day = _day(request, "day", about.today)
        held = state_at(about.dataset, day)
        told = about.told.about
        features = _features(about, "districts")
        for feature in features:
            segment = held.get(feature["id"])
            feature["properties"] |= {
                "day": day_date(day).isoformat(),
                "control": [
                    {"controller": holder, "label": told.controller(holder).label, "share": size}
                    for holder, size in (segment.shares if segment else ())
                ],
                "control_text": held_text(segment.shares, told) if segment else None,
            }
        return _collection(about, features, request)

    return data(request, GEOJSON, ("day", "lang"), body)


def places_geojson(request: Request) -> Response:
    """Answer with the places as GeoJSON."""
    return data(
        request,
        GEOJSON,
        ("lang",),
        lambda about: _collection(about, _features(about, "places"), request),
    )


def places_csv(request: Request) -> Response:
    """Answer with the places as CSV."""

    def body(about: Asked) -> bytes:
        layers, known = _layers(about)
        columns = known["places"]
        table = layers["places"][names(columns)]
        text = [column.name for column in columns if column.kind == "string"]
        return table_csv(table.assign(**{name: table[name].fillna("") for name in text}), columns)

    return data(request, CSV, ("lang",), body)


def districts_parquet(request: Request) -> Response:
    """Answer with the districts as GeoParquet."""
    return _layer_parquet(request, "districts")


def places_parquet(request: Request) -> Response:
    """Answer with the places as GeoParquet."""
    return _layer_parquet(request, "places")


def control_periods_parquet(request: Request) -> Response:
    """Answer with who held which district when, as GeoParquet: the outline is the whole district's."""
    return _layer_parquet(request, "control_periods")


def control_periods_csv(request: Request) -> Response:
    """Answer with who held which district when, as CSV; `?district=` keeps some."""

    def body(about: Asked) -> bytes:
        chosen = several(request, "district", [str(name) for name in about.dataset.districts.index])
        layers, columns = _layers(about)
        table = layers["control_periods"][names(columns["control_periods"])]
        if chosen:
            table = table[table["district_id"].isin(chosen)]
        return table_csv(table.astype(object).where(table.notna(), ""), columns["control_periods"])

    return data(request, CSV, ("district", "lang"), body)


def _records(request: Request, media_type: str, make: Callable[[Asked, Selection, str], bytes]) -> Response:
    def body(about: Asked) -> bytes:
        return make(about, selection_asked(request, about), str(request.url))

    return data(request, media_type, FILTERS, body)


def data(
    request: Request, media_type: str, known: Collection[str], make: Callable[[Asked], bytes]
) -> Response:
    """Answer with data, or with 400 and a sentence where a parameter cannot be used.

    Parameters
    ----------
    request
        What is asked.
    media_type
        Of the data.
    known
        Names of the parameters that there are.
    make
        Makes the data, in the language of `lang`; may raise `BadParameterError`.
    """
    about = asked(request)
    with speaking(request.query_params.get("lang", "")):
        try:
            check_names(request, known)
            return _answered(request, about, partial(make, about), media_type)
        except (BadParameterError, records.AskedTooMuchError) as error:
            return PlainTextResponse(f"{error}\n", 400, headers={**OPEN, "cache-control": "no-store"})


def _answered(request: Request, about: Asked, make: Callable[[], bytes], media_type: str) -> Response:
    """Answer with data, or with the part of it that is asked for."""
    if "range" not in request.headers:
        return in_part(request, answer(request, about, make, media_type, OPEN))
    key = "\n".join((about.dataset.about.version, str(about.today), language(), str(request.url)))
    kept = answer(request, about, lambda: RECENT.get(key, make), media_type, OPEN)
    # What is packed has other parts than the file.
    kept.headers["content-encoding"] = "identity"
    return in_part(request, kept)


def check_names(request: Request, known: Collection[str]) -> None:
    """Refuse parameters that there are not: a misspelt filter would give all records.

    Raises
    ------
    BadParameterError
        Where there is one, where one is given twice, or where the language is none.
    """
    given = [name for name, _value in request.query_params.multi_items()]
    for name in given:
        if name not in known:
            raise _wrong(NO_PARAMETER, name=name[:LONGEST_TEXT], known=", ".join(known))
        if given.count(name) > 1:
            raise _wrong(TWICE, name=name)
    several(request, "lang", LANGUAGES)


def selection_asked(request: Request, about: Asked) -> Selection:
    """Return the choice of events that an address makes; without parameters all of them.

    Raises
    ------
    BadParameterError
        When a parameter cannot be used.
    """
    dataset = about.dataset
    told = dataset.about
    earliest, latest = records.days_of(about)
    first = _day(request, "from", min(earliest, told.first_day))
    last = _day(request, "to", max(latest, about.today))
    if first > last:
        raise _wrong(BACKWARDS)
    text = request.query_params.get("q", "")
    if len(text) > LONGEST_TEXT:
        raise _wrong(TOO_LONG, name="q", count=LONGEST_TEXT)
    return Selection(
        first=first,
        last=last,
        categories=several(request, "category", [one.id for one in told.categories]),
        districts=several(request, "district", [str(name) for name in dataset.districts.index]),
        evidence=several(request, "evidence", [one.id for one in told.evidence]),
        support=several(request, "support", SUPPORT),
        voices=several(request, "voice", [one.id for one in told.voices]),
        text=text,
    )


def _day(request: Request, name: str, usual: int) -> int:
    value = request.query_params.get(name)
    if value is None:
        return usual
    try:
        return day_number(value)
    except ValueError:
        raise _wrong(NOT_A_DAY, name=name, value=repr(value[:LONGEST_TEXT])) from None


def several(request: Request, name: str, known: Collection[str]) -> frozenset[str]:
    """Return the values of a parameter, separated by commas; none without it.

    Raises
    ------
    BadParameterError
        When one is not known.
    """
    values = request.query_params.get(name)
    chosen = frozenset(() if values is None else values.split(","))
    for value in sorted(chosen - set(known)):
        raise _wrong(UNKNOWN, name=name, value=repr(value[:LONGEST_TEXT]), known=", ".join(known))
    return chosen


def _wrong(sentence: str, **parts: object) -> BadParameterError:
    return BadParameterError(_(sentence).format(**parts))


def _chosen(about: Asked, selection: Selection) -> Records:
    """Return the records of a choice, with the texts of the language that is asked for beside the English ones."""
    holding = records.chosen(about, selection)
    return in_language(select(holding.dataset, selection), holding.told)


def _table(name: str, about: Asked, selection: Selection, _page: str) -> bytes:
    found = _chosen(about, selection)
    return table_csv(found.tables()[name], found.columns[name])


def _table_parquet(name: str, about: Asked, selection: Selection, page: str) -> bytes:
    provenance = _provenance(about, in_words(about.told, selection), page)
    return record_parquet(_chosen(about, selection), name, provenance)


def _table_json(name: str, about: Asked, selection: Selection, page: str) -> bytes:
    provenance = _provenance(about, in_words(about.told, selection), page)
    found = _chosen(about, selection)
    return json_bytes(
        {"dataset": provenance.as_json(RECORDS, found.language), name: _plain_rows(found.tables()[name])}
    )


def _layer_parquet(request: Request, layer: str) -> Response:
    def body(about: Asked) -> bytes:
        layers, _columns = _layers(about)
        provenance = _provenance(about, "", str(request.url))
        return layer_parquet(layers[layer], provenance, DISTRICTS, language())

    return data(request, PARQUET, ("lang",), body)


def _layers(about: Asked) -> tuple[dict[str, gpd.GeoDataFrame], dict[str, tuple[Column, ...]]]:
    """Return the layers of districts with the texts of the language that is asked for, and their columns."""
    return layers_in_language(district_layers(about.dataset), about.told)


def _provenance(about: Asked, words: str, address: str) -> Provenance:
    return Provenance(about.told.about, words, address, day_date(about.today))


def _plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows for JSON, which knows no NaN."""
    return [
        {str(name): None if value != value else value for name, value in row.items()}  # noqa: PLR0124 - NaN.
        for row in missing(table).to_dict("records")
    ]


def _features(about: Asked, layer: str) -> list[dict[str, Any]]:
    layers, known = _layers(about)
    frame, columns = layers[layer], names(known[layer])
    rows = _plain_rows(frame[columns])
    return [
        {"type": "Feature", "id": row[columns[0]], "geometry": geometry_json(shape), "properties": row}
        for row, shape in zip(rows, frame.geometry, strict=True)
    ]


def _collection(about: Asked, features: list[dict[str, Any]], request: Request) -> bytes:
    provenance = _provenance(about, "", str(request.url))
    return json_bytes(
        {"type": "FeatureCollection", "dataset": provenance.as_json(DISTRICTS), "features": features}
    )
