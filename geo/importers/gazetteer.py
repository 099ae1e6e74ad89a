"""Settlements from a GeoNames country dump, joined to the districts they lie in.

The columns are those of the readme of the GeoNames dump (download.geonames.org/export/dump), tab
separated, in UTF-8, without a header. GeoNames data are CC BY 4.0.
"""

from __future__ import annotations

import json
import urllib.request
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from geo.csv_injection import neutralise_table
from geo.i18n import Sentence, marked
from geo.identifiers import slug
from geo.importers import recognise
from geo.importers.cage import read_apart
from geo.importers.limits import LARGEST_FILE, open_archive, read_file, too_large, unpack
from geo.importers.placement import read_points
from geo.importers.problems import Notes, refusal
from geo.spatial.point_in_polygon import GridIndex

if TYPE_CHECKING:
    from http.client import HTTPMessage
    from typing import IO

    import geopandas as gpd

COLUMNS = [
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
    "longitude",
    "feature_class",
    "feature_code",
    "country_code",
    "cc2",
    "admin1_code",
    "admin2_code",
    "admin3_code",
    "admin4_code",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modification_date",
]
POPULATED = "P"
KINDS = {
    "PPL": "populated place",
    "PPLA": "seat of a first-order division",
    "PPLA2": "seat of a second-order division",
    "PPLA3": "seat of a third-order division",
    "PPLA4": "seat of a fourth-order division",
    "PPLC": "capital",
    "PPLF": "farm village",
    "PPLG": "seat of government",
    "PPLH": "historical populated place",
    "PPLL": "populated locality",
    "PPLQ": "abandoned populated place",
    "PPLR": "religious populated place",
    "PPLS": "populated places",
    "PPLW": "destroyed populated place",
    "PPLX": "section of populated place",
}
PLACES = [
    "place_id",
    "name_en",
    "name_az",
    "name_hy",
    "name_ru",
    "kind",
    "lon",
    "lat",
    "district_id",
    "coordinate_source",
    "coordinate_precision",
    "note",
]
TIMEOUT_SECONDS = 60


def fetch(source: str) -> tuple[str, bytes]:
    """Return the name and content of a dump: a file, or what is at an address (http or https).

    An address that leads on to another is followed, by http or https alone and never from https to http.

    Raises
    ------
    ImportProblems
        When it cannot be read, is cut off, or is too large.
    """
    if urlsplit(source).scheme not in {"http", "https"}:
        return Path(source).name, read_file(Path(source))
    name = Path(urlsplit(source).path).name or source
    try:
        with _opener().open(source, timeout=TIMEOUT_SECONDS) as answer:
            content: bytes = answer.read(LARGEST_FILE + 1)
            told = answer.headers.get("Content-Length", "")
    except (URLError, OSError, ValueError, HTTPException) as error:
        raise refusal(
            name, str(error), marked("a file at this address"), marked("Check the address")
        ) from None
    if len(content) > LARGEST_FILE:
        raise too_large(name, len(content), LARGEST_FILE)
    if told.isdecimal() and len(content) < int(told):
        read = Sentence(marked("{count} of {total} bytes"), {"count": len(content), "total": int(told)})
        raise refusal(name, read, marked("the whole file"), marked("Download it again"))
    return name, content


class _Onwards(urllib.request.HTTPRedirectHandler):
    """Follows an address that leads on to another, where that is no less safe."""

    def redirect_request(  # noqa: PLR0917 (the library's parameters)
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request for the other address."""
        schemes = {"https"} if req.type == "https" else {"http", "https"}
        if urlsplit(newurl).scheme not in schemes:
            raise URLError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Return what opens addresses of http and https, and none of files."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Onwards(),
    ):
        opener.add_handler(handler)
    return opener


def settlements(name: str, content: bytes, districts: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the populated places of a dump that lie within districts.

    Parameters
    ----------
    name, content
        The dump (AZ.zip, AZ.txt), or any table or layer of points with a column of names.
    districts
        Index district_id, outlines (EPSG:4326).

    Returns
    -------
    DataFrame
        The columns of `places.csv`, lon and lat float64 degrees, and alternate_names (texts
        separated by commas, of which the dump does not say the language).

    Raises
    ------
    ImportProblems
        When it is neither.
    """
    found = _dump(name, content)
    places = _other(name, content) if found is None else found
    at = GridIndex(districts.geometry).locate(places["lon"], places["lat"])
    inside = places[at >= 0].assign(district_id=np.array([*districts.index, ""], dtype=object)[at[at >= 0]])
    ids = inside["name_en"].map(slug)
    taken = ids.duplicated(keep=False) | (ids == "")
    numbers = inside["key"].where(inside["key"] != "", [str(n) for n in range(1, len(inside) + 1)])
    inside = inside.assign(place_id=ids.where(~taken, (ids + "-" + numbers).str.strip("-")))
    inside = inside.sort_values(["district_id", "place_id"], ignore_index=True)
    return inside[[*PLACES, "alternate_names"]]


def _dump(name: str, content: bytes) -> pd.DataFrame | None:
    """Return the populated places of a GeoNames dump; None when the content is none."""
    if content.startswith(b"PK"):
        archive = open_archive(name, content)
        texts = [
            entry for entry in archive.namelist() if entry.endswith(".txt") and "readme" not in entry.lower()
        ]
        if len(texts) != 1:
            return None
        content = unpack(name, archive, texts[0])
    lines = content.decode("utf-8", "replace").split("\n")
    if lines[0].count("\t") != len(COLUMNS) - 1:
        return None
    rows = [cells for line in lines if len(cells := line.rstrip("\r").split("\t")) == len(COLUMNS)]
    table = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    table = table[table["feature_class"] == POPULATED]
    return pd.DataFrame(
        {
            "key": table["geonameid"],
            "name_en": table["asciiname"].where(table["asciiname"] != "", table["name"]),
            "name_az": "",
            "name_hy": "",
            "name_ru": "",
            "kind": table["feature_code"].map(KINDS).fillna(KINDS["PPL"]),
            "lon": pd.to_numeric(table["longitude"], errors="coerce"),
            "lat": pd.to_numeric(table["latitude"], errors="coerce"),
            "coordinate_source": "GeoNames " + table["geonameid"],
            "coordinate_precision": "settlement",
            "note": "",
            "alternate_names": _alternates(table),
        }
    )


def _alternates(table: pd.DataFrame) -> list[str]:
    return [
        ",".join(dict.fromkeys(text for text in (name, *others.split(",")) if text and text != plain))
        for name, plain, others in zip(
            table["name"], table["asciiname"], table["alternatenames"], strict=True
        )
    ]


def _other(name: str, content: bytes) -> pd.DataFrame:
    """Return the points of any table or layer with names."""
    table = read_apart(content, name)
    mapping = recognise(table)
    named = {column.lower(): column for column in table.columns}
    if not mapping.columns("title") and "name" not in named:
        remedy = marked("Give AZ.zip or AZ.txt, or a layer of points with a column name")
        raise refusal(
            name,
            "",
            Sentence(marked("a GeoNames dump of {count} columns, or names"), {"count": len(COLUMNS)}),
            remedy,
        )
    lon, lat = read_points(table, mapping, Notes())

    def text(*wanted: str) -> pd.Series:
        column = next((named[item] for item in wanted if item in named), "")
        return table.frame[column] if column else pd.Series("", table.frame.index, dtype="str")

    title = table.frame[(mapping.columns("title") or (named.get("name", ""),))[0]]
    key = text("geonameid", "geonames_id", "id")
    frame = pd.DataFrame({"key": key, "name_en": text("name").where(text("name") != "", title)})
    for column in ("name_az", "name_hy", "name_ru", "kind"):
        frame[column] = text(column)
    source = text("coordinate_source").where(text("coordinate_source") != "", name + (" " + key).str.rstrip())
    return frame.assign(
        lon=lon,
        lat=lat,
        coordinate_source=source,
        coordinate_precision="settlement",
        note="",
        alternate_names=text("alternate_names", "alternatenames"),
    )


def as_csv(places: pd.DataFrame) -> bytes:
    """Return settlements in the columns of `places.csv` (UTF-8, LF), without formulas."""
    return neutralise_table(places[PLACES]).to_csv(index=False, lineterminator="\n").encode()


def as_geojson(places: pd.DataFrame) -> bytes:
    """Return settlements as a GeoJSON collection of points (EPSG:4326)."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row.pop("lon"), row.pop("lat")]},
            "properties": row,
        }
        for row in places.to_dict("records")
    ]
    collection = {"type": "FeatureCollection", "attribution": "GeoNames, CC BY 4.0", "features": features}
    return json.dumps(collection, ensure_ascii=False).encode()
