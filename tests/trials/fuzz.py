"""Trial: made-up tables with dates, coordinates, encodings and layouts as people have them, and worse.

No table may end in a traceback or take longer than ten seconds, and each row is shown or told to be not.
"""

from __future__ import annotations

import io
import random
import signal
import time
import traceback
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl

import geo
from geo.errors import DataPackageError
from geo.importers import import_events, read_table, recognise
from tests.checkout import KARABAKH

if TYPE_CHECKING:
    from collections.abc import Callable

LONG_SECONDS = 10
MOST_ROWS = 12
DATES = [
    *("2020-11-08", "08.11.2020", "11/08/2020", "8 November 2020", "8 noyabr 2020", "8 ноября 2020", "2020"),
    *("1993-04", "1993-04-02/1993-04-05", "about 1992", "?", "2020-02-30", "44143", "44143.5", "0000-00-00"),
    *("99999-01-01", "1992-W09", "November 2020", "2020-11-08T10:00:00Z", "1604793600", "-1", "1e9", "soon"),
    "\u0968\u0966\u0968\u0966",
]
DEGREES = [
    *(
        "46.75",
        "46,75",
        "46°45′",
        "46°45'36\"E",
        "E46 45.6",
        "39.76N",
        "46.75 39.76",
        "39.76, 46.75",
        "46.75°",
    ),
    *(
        "POINT(46.75 39.76)",
        "1e400",
        "nan",
        "inf",
        "-999",
        "0",
        "4675000",
        "38S 634000 4400000",
        "46.75.3",
        "",
    ),
    "\u06f4\u06f6.\u06f7",
]
TEXTS = [
    *(
        "Şuşa",
        "Շուշի",
        "Шуша",
        "a\nb",
        "a;b",
        '"',
        "=1+1",
        "\u200b=1",
        "\U0001f600",
        "\x00",
        "\u202e",
        "NULL",
    ),
    *("#REF!", "x" * 5_000, " ", ""),
]
HEADERS = [
    *(
        "title",
        "Name",
        "Ad",
        "Дата",
        "date",
        "start",
        "year",
        "event_date",
        "lat",
        "latitude",
        "Y",
        "lon",
        "lng",
    ),
    *(
        "x",
        "wkt",
        "coords",
        "place",
        "district",
        "rayon",
        "category",
        "type",
        "deaths",
        "best",
        "source",
        "url",
    ),
    *("note", "", "a"),
]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1254", "latin-1", "armscii-8", "koi8-r")


class TooLongError(Exception):
    """A table took longer than it may."""


def trial(count: int, seed: int) -> bool:
    """Import made-up tables and print the counts; True where nothing was found."""
    dataset = geo.load(KARABAKH)
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(count):
        name, content = made_up(random.Random(seed * 1_000_003 + number))
        begun = time.monotonic()
        signal.alarm(LONG_SECONDS)
        try:
            table = read_table(content, name)
            imported = import_events(
                table, recognise(table), dataset.districts, neighbours=dataset.neighbours
            )
            whole = imported.read == len(table.frame) + table.unread
            problems = imported.problem_rows
            told = problems.loc[problems["severity"] == "error", "line"].nunique()
            outcome = "imported" if whole and imported.shown + told >= imported.read else "LOST ROWS"
        except DataPackageError:
            outcome = "refused"
        except TooLongError:
            outcome = "OVER 10 S"
        except Exception:  # noqa: BLE001 (a traceback is what is looked for)
            traceback.print_exc()
            outcome = "TRACEBACK"
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.monotonic() - begun)
        outcomes[outcome] += 1
        if outcome.isupper():
            print(f"{outcome}: table {number} of seed {seed}, {name}, {content[:200]!r}")
    print("| tables | imported | refused | over 10 s | traceback | lost rows | slowest, s |")
    print("|---|---|---|---|---|---|---|")
    kinds = ("imported", "refused", "OVER 10 S", "TRACEBACK", "LOST ROWS")
    print(f"| {count} | " + " | ".join(str(outcomes[kind]) for kind in kinds) + f" | {slowest:.1f} |")
    return not any(outcome.isupper() for outcome in outcomes)


def _too_long(*_: object) -> None:
    raise TooLongError


def made_up(chance: random.Random) -> tuple[str, bytes]:
    """Return the name and content of a table."""
    width = chance.randint(1, 9)
    headers = [chance.choice(HEADERS) for _ in range(width)]
    columns = [chance.choice((DATES, DEGREES, TEXTS)) for _ in headers]
    if chance.random() < 0.7:  # Most tables of people have these three.
        headers[:0], columns[:0] = ["title", "date", "lat", "lon"], [TEXTS, DATES, DEGREES, DEGREES]
    rows = [[chance.choice(cells) for cells in columns] for _ in range(chance.randint(0, MOST_ROWS))]
    makers: tuple[Callable[[random.Random, list[list[str]]], tuple[str, bytes]], ...] = (
        _text,
        _text,
        _text,
        _sheet,
    )
    name, content = chance.choice(makers)(chance, [headers, *rows])
    if chance.random() < 0.15:
        content = _damaged(chance, content)
    return name, content


def _text(chance: random.Random, rows: list[list[str]]) -> tuple[str, bytes]:
    delimiter, end = chance.choice(",;\t|"), chance.choice(("\n", "\r\n", "\r"))
    quoted = chance.random() < 0.8
    lines = [
        delimiter.join(
            '"' + cell.replace('"', '""') + '"' if quoted else cell
            for cell in row[: len(row) - chance.choice((0,) * 9 + (1,))]
        )
        for row in rows
    ]
    if chance.random() < 0.2:
        lines.insert(0, chance.choice(("", "A report of 2020", "sep=;", "# comment")))
    encoding = chance.choice(ENCODINGS)
    try:
        content = end.join(lines).encode(encoding, "replace")
    except LookupError:  # Python has no Armenian code page; its letters stand above 0xA0.
        content = bytes(
            min(ord(letter), 255) if ord(letter) < 0x530 else 0xB2 + ord(letter) % 64
            for letter in end.join(lines)
        )
    return chance.choice(("mine.csv", "mine.tsv", "mine.txt", "mine")), content


def _sheet(chance: random.Random, rows: list[list[str]]) -> tuple[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        values: list[object] = []
        for cell in row:
            plain = "".join(letter for letter in cell if letter >= " ")
            number = plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit()
            values.append(float(plain) if number and chance.random() < 0.7 else plain)
        sheet.append(values)
    if chance.random() < 0.3:
        sheet.insert_rows(1, chance.randint(1, 3))
    if chance.random() < 0.3 and len(rows) > 1:
        sheet.merge_cells(start_row=1, end_row=2, start_column=1, end_column=1)
    for _ in range(chance.choice((0, 0, 0, 2))):
        book.create_sheet()
    target = io.BytesIO()
    book.save(target)
    return "mine.xlsx", target.getvalue()


def _damaged(chance: random.Random, content: bytes) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    kind = chance.randrange(3)
    if kind == 0:
        return content[:at]
    if kind == 1:
        return content[:at] + chance.randbytes(8) + content[at:]
    return content[:at] + chance.randbytes(1) + content[at + 1 :]
