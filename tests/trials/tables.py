"""Made-up tables of every form that people bring: text, workbooks, web pages, records, features, archives.

Each row has a mark of its own, so that it can be looked for wherever the import put or told it.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
from shapely import Point

from tests.trials import spellings

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

MARK = re.compile(r"m\d{3}x")
"""What tells the rows of a table apart."""
MOST_ROWS = 12
HEADERS: dict[str, tuple[str, ...]] = {
    "text": (
        *("title", "Name", "Ad", "Название", "place", "category", "type", "source", "url", "note", "", "a"),
        *("Population 2020", "id", "event", "description", "a"),
    ),
    "date": ("date", "Дата", "start", "event_date", "Date of event", "tarix"),
    "lon": ("lon", "lng", "longitude", "x", "Долгота, град.", "decimalLongitude"),
    "lat": ("lat", "latitude", "Y", "Широта, град.", "decimalLatitude"),
    "count": ("deaths", "best_death", "fatalities", "killed", "nkill"),
    "district": ("district", "rayon", "район", "admin2"),
}
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1254", "koi8-r", "cp866")
ABOVE = (
    *(["Events of 2020"], ["A report", "", "second line of it"], ["# exported by a program"], [""]),
    *(["Updated 3 March 2021", "Rows: 2"], ["Source: a newspaper"]),
)


@dataclass(frozen=True)
class Written:
    """A table as it was meant, and how it was written down.

    Parameters
    ----------
    columns
        Names of the columns.
    rows
        Cells of each row; one of them holds its mark.
    name, content
        Of the file.
    equal
        Whether every cell must come back as it was written.
    told
        Lines beside the rows that must be told, or must be no rows: a title, a total.
    """

    columns: list[str]
    rows: list[list[str]]
    name: str = ""
    content: bytes = b""
    equal: bool = True
    damaged: bool = False


def made_up(chance: random.Random) -> Written:
    """Return a made-up table in a made-up form, the same for the same state of the chance."""
    table = _table(chance)
    forms: Sequence[tuple[int, Callable[[random.Random, Written], Written]]] = (
        (60, _delimited),
        (14, _workbook),
        (4, _open_document),
        (5, _page),
        (5, _features),
        (6, _records),
        (2, _kml),
        (1, _layer),
        (3, _packed),
    )
    write = chance.choices([form for _, form in forms], [weight for weight, _ in forms])[0]
    written = write(chance, table)
    return _damaged(chance, written) if chance.random() < 0.1 else written


def _table(chance: random.Random) -> Written:
    kinds = [chance.choice(list(HEADERS)) for _ in range(chance.randint(0, 5))]
    if chance.random() < 0.8:  # Most tables of people have these.
        kinds[:0] = ["text", "date", "lat", "lon"]
    if chance.random() < 0.3:
        chance.shuffle(kinds)
    columns = [chance.choice(HEADERS[kind]) for kind in kinds]
    odd = chance.random() < 0.15
    few = chance.random() < 0.5
    cells = {kind: _cells(chance, kind, odd=odd, few=few) for kind in HEADERS}
    mark = chance.choice((0, 0, 0, len(columns))) if columns else 0
    columns.insert(mark, chance.choice(HEADERS["text"]))
    rows = []
    for number in range(chance.randint(0, MOST_ROWS)):
        row = [chance.choice(cells[kind]) for kind in kinds]
        row.insert(mark, f"m{number:03}x {chance.choice(('', 'Event', 'Взрыв', 'Hadisə'))}".strip())
        rows.append(row)
    return Written(columns, rows, equal=not odd)


def _cells(chance: random.Random, kind: str, *, odd: bool, few: bool) -> list[str]:
    """Return the cells to choose from: of a column that is of one hand, few spellings."""
    every: dict[str, Sequence[str]] = {
        "text": (*spellings.TEXTS, *(spellings.ODD if odd else ())),
        "date": tuple(spellings.DATES),
        "lon": tuple(spellings.LONGITUDES),
        "lat": tuple(spellings.LATITUDES),
        "count": tuple(spellings.COUNTS),
        "district": tuple(spellings.DISTRICTS),
    }
    return chance.choices(every[kind], k=3) if few else list(every[kind])


def _delimited(chance: random.Random, table: Written) -> Written:
    delimiter, end = chance.choice(",;\t|"), chance.choice(("\n", "\n", "\r\n", "\r"))
    quoted = chance.random() < 0.7
    equal = table.equal and (quoted or not any(_needs_quotes(cell, delimiter) for cell in _all(table)))
    if end == "\r" or not quoted:
        equal = equal and not any("\n" in cell for cell in _all(table))
    header = chance.random() < 0.93
    rows = [table.columns, *table.rows] if header else list(table.rows)
    trailing = delimiter if chance.random() < 0.08 else ""
    lines = []
    for row in rows:
        cut = quoted and header and chance.random() < 0.02 and not MARK.search(row[-1])
        equal &= not cut
        cells = row[: len(row) - cut]
        lines.append(delimiter.join(_quoted(cell) if quoted else cell for cell in cells) + trailing)
    lines, plain = _surrounded(chance, table, lines, delimiter)
    encoding = chance.choice(ENCODINGS)
    text = end.join(lines) + (end if chance.random() < 0.8 else "")
    content = text.encode(encoding, "replace")
    whole = content.decode(encoding) == text and encoding.startswith("utf")
    ending = {"\t": ("mine.tsv", "mine.tab"), ",": ("mine.csv",)}.get(delimiter, ("mine.csv", "mine.txt"))
    name = chance.choice((*ending, "mine"))
    return replace(table, name=name, content=content, equal=equal and whole and header and plain)


def _surrounded(
    chance: random.Random, table: Written, lines: list[str], delimiter: str
) -> tuple[list[str], bool]:
    """Return the lines of a table with what people write above and below it, and whether there is nothing."""
    plain = True
    if chance.random() < 0.1 and delimiter in ";,":
        lines = [f"sep={delimiter}", *lines]
    if chance.random() < 0.12:
        lines, plain = [*chance.choice(ABOVE), *lines], False
    if chance.random() < 0.06 and len(lines) > 2:
        lines = [*lines, delimiter.join(["Total", *["7"] * (len(table.columns) - 1)])]
        plain = False
    if chance.random() < 0.1:
        lines = [*lines, "", delimiter * (len(table.columns) - 1)]
    return lines, plain


def _needs_quotes(cell: str, delimiter: str) -> bool:
    return any(sign in cell for sign in (delimiter, '"', "\n", "\r")) or cell != cell.strip()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _all(table: Written) -> list[str]:
    return [cell for row in (table.columns, *table.rows) for cell in row]


def _plain(cell: str) -> str:
    """Return a cell without the signs that no XML can hold."""
    return "".join(letter for letter in cell if letter >= " " or letter in "\n\t")


def _workbook(chance: random.Random, table: Written) -> Written:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    equal = table.equal and bool(table.rows)
    left = [None] * chance.choice((0, 0, 0, 1, 3))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        sheet.append([])
    if chance.random() < 0.2:
        sheet.append([*left, "Events of 2020"])
        equal = False
    for row in [table.columns, *table.rows]:
        cells: list[object] = [_typed(chance, _plain(cell)) for cell in row]
        equal &= not any(isinstance(cell, str) and cell.startswith("=") for cell in cells)
        sheet.append([*left, *cells])
    if chance.random() < 0.1 and table.rows:
        sheet.append([*left, "Total", 7])
        equal = False
    if chance.random() < 0.25:
        other = book.create_sheet("Hidden", 0)
        other.append(["code", "meaning"])
        other.append(["1", "one"])
        other.sheet_state = "hidden"
        book.active = 1
    for _ in range(chance.choice((0, 0, 0, 2))):
        book.create_sheet()
    target = io.BytesIO()
    book.save(target)
    return replace(table, name="mine.xlsx", content=target.getvalue(), equal=equal)


def _typed(chance: random.Random, cell: str) -> object:
    """Return a cell as a number where it is one that comes back as it was written."""
    if cell.isascii() and cell.replace(".", "", 1).isdigit() and chance.random() < 0.7:
        number = float(cell)
        if cell == (str(int(number)) if number.is_integer() else str(number)):
            return number
    return cell or None


def _open_document(_chance: random.Random, table: Written) -> Written:
    def row(cells: list[str]) -> str:
        texts = (
            "".join(f"<text:p>{html.escape(_plain(part), quote=False)}</text:p>" for part in cell.split("\n"))
            for cell in cells
        )
        inner = "".join(
            f'<table:table-cell office:value-type="string">{text}</table:table-cell>' for text in texts
        )
        return f"<table:table-row>{inner}</table:table-row>"

    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    body = "".join(map(row, [table.columns, *table.rows]))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="One">{body}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    spaced = any("  " in cell or cell != cell.strip() for cell in _all(table))
    return replace(
        table,
        name="mine.ods",
        content=target.getvalue(),
        equal=table.equal and not spaced and bool(table.rows),
    )


def _page(chance: random.Random, table: Written) -> Written:
    kind = chance.choice(("th", "td"))
    head = "".join(f"<{kind}>{html.escape(_plain(name))}</{kind}>" for name in table.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_plain(cell))}</td>" for cell in row) + "</tr>"
        for row in table.rows
    )
    page = (
        f'<html><head><meta charset="utf-8"></head><body><table><tr>{head}</tr>{body}</table></body></html>'
    )
    spaced = any(cell != " ".join(cell.split()) for cell in _all(table))
    return replace(table, name="mine.xls", content=page.encode(), equal=table.equal and not spaced)


def _objects(table: Written) -> list[dict[str, str]]:
    names = [
        name if name and table.columns.index(name) == at else f"{name or 'column'} {at + 1}"
        for at, name in enumerate(table.columns)
    ]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def _features(chance: random.Random, table: Written) -> Written:
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": chance.choice((None, {"type": "Point", "coordinates": [46.75, 39.76]})),
        }
        for properties in _objects(table)
    ]
    form = chance.randrange(4)
    if form == 0:
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    else:
        sign = "\x1e" if form == 1 else ""
        text = "\n".join(sign + json.dumps(feature, ensure_ascii=form == 3) for feature in features)
    return replace(table, name="mine.geojson", content=text.encode("utf-8", "replace"), equal=False)


def _records(chance: random.Random, table: Written) -> Written:
    records = _objects(table)
    form = chance.randrange(4)
    if form == 0:
        text = json.dumps(records, ensure_ascii=False)
    elif form == 1:
        text = json.dumps({"count": len(records), "data": records})
    elif form == 2:
        text = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    else:
        features = [{"attributes": record, "geometry": {"x": 46.75, "y": 39.76}} for record in records]
        fields = [
            {"name": name, "type": "esriFieldTypeString"} for name in dict.fromkeys(table.columns) if name
        ]
        text = json.dumps(
            {
                "geometryType": "esriGeometryPoint",
                "spatialReference": {"wkid": 4326},
                "fields": fields,
                "features": features,
            }
        )
    return replace(table, name="mine.json", content=text.encode("utf-8", "replace"), equal=False)


def _kml(chance: random.Random, table: Written) -> Written:
    marks = [next(cell for cell in row if MARK.match(cell)) for row in table.rows]
    placemarks = "".join(
        f"<Placemark><name>{html.escape(mark)}</name><TimeStamp><when>2020-11-08</when></TimeStamp>"
        "<Point><coordinates>46.75,39.76</coordinates></Point></Placemark>"
        for mark in marks
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"{placemarks}</Document></kml>"
    )
    content = text.encode()
    if chance.random() < 0.3:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("doc.kml", content)
        return replace(table, name="mine.kmz", content=target.getvalue(), equal=False)
    return replace(table, name="mine.kml", content=content, equal=False)


def _layer(chance: random.Random, table: Written) -> Written:
    names = [f"{name or 'column'} {at}" for at, name in enumerate(table.columns)]
    cells = (
        {
            name: [_plain(cell) for cell in column]
            for name, column in zip(names, zip(*table.rows, strict=True), strict=True)
        }
        if table.rows
        else {name: [] for name in names}
    )
    frame = gpd.GeoDataFrame(cells, geometry=[Point(46.75, 39.76)] * len(table.rows), crs=4326)
    if chance.random() < 0.5:
        frame = frame.to_crs(32638)
    target = io.BytesIO()
    frame.to_parquet(target)
    return replace(table, name="mine.parquet", content=target.getvalue(), equal=False)


def _packed(chance: random.Random, table: Written) -> Written:
    written = _delimited(chance, table)
    if chance.random() < 0.3:
        return replace(written, name=f"{written.name}.gz", content=gzip.compress(written.content, 1))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if chance.random() < 0.5:
            archive.writestr("__MACOSX/._mine.csv", b"\x00\x05\x16\x07" * 200)
            archive.writestr("readme.txt", "What this is. " * 200)
        archive.writestr("mine.csv", written.content)
    return replace(written, name="mine.zip", content=target.getvalue())


def _damaged(chance: random.Random, table: Written) -> Written:
    content = table.content
    if not content:
        return table
    at = chance.randrange(len(content))
    kind = chance.randrange(3)
    if kind == 0:
        content = content[:at]
    elif kind == 1:
        content = content[:at] + chance.randbytes(8) + content[at:]
    else:
        content = content[:at] + chance.randbytes(1) + content[at + 1 :]
    return replace(table, content=content, equal=False, damaged=True)
