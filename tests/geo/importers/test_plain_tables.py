"""Tables as people make them: languages, separators, encodings, dates, numbers and their mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyproj import Transformer

from geo.dates import day_date
from geo.i18n import sentence_text
from geo.importers import import_events, read_table, recognise
from geo.importers.date_parsing import find_order, parse_date

if TYPE_CHECKING:
    from collections.abc import Callable

    import geo
    from geo.importers import Imported
    from geo.importers.date_parsing import Order

HEADERS = [
    "title,date,longitude,latitude,category,source,url",
    "Başlıq,Tarix,Uzunluq,Enlik,Kateqoriya,Mənbə,Keçid",
    "Название,Дата,Долгота,Широта,Категория,Источник,Ссылка",
    "Վերնագիր,Ամսաթիվ,Երկայնություն,Լայնություն,Կատեգորիա,Աղբյուր,Հղում",
    "Titel,Datum,Längengrad,Breitengrad,Kategorie,Quelle,Link",
    "Titre,Date,Longitude,Latitude,Catégorie,Source,Lien",
    "Başlık,Tarih,Boylam,Enlem,Kategori,Kaynak,Bağlantı",
]
ROW = "Opening,2021-06-15,46.75,39.76,Visit,A paper,https://example.org/1"


@pytest.mark.parametrize("header", HEADERS)
def test_headers_are_known_in_seven_languages(bring: Callable[..., Imported], header: str) -> None:
    imported = bring(f"{header}\n{ROW}\n".encode())
    event = imported.events.iloc[0]
    assert (event["title"], event["start_date"], event["lon"], event["lat"], event["category"]) == (
        "Opening",
        "2021-06-15",
        46.75,
        39.76,
        "visit",
    )
    assert imported.sources[["publisher", "url"]].to_numpy().tolist() == [
        ["A paper", "https://example.org/1"]
    ]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("utf-8", "Şuşa — Шуша"),
        ("utf-8-sig", "Şuşa — Шуша"),
        ("utf-16", "Şuşa — Шуша"),
        ("utf-16-le", "Şuşa — Шуша"),
        ("cp1251", "Открытие новой школы в городе Шуша, в присутствии жителей"),
        ("cp1254", "Şuşa şəhərində deyil: Türkçe ağaç, ığdır, İstanbul'da öğretmen".replace("ə", "e")),
        ("cp1252", "Größe und Fläche: café, élève, où, naïve Straße für Öl"),
    ],
)
def test_text_is_read_in_the_encoding_it_is_in(
    bring: Callable[..., Imported], encoding: str, title: str
) -> None:
    rows = "".join(f'"{title}",2021-06-{day:02},46.75,39.76\n' for day in range(1, 25))
    imported = bring(f"title,date,lon,lat\n{rows}".encode(encoding))
    assert set(imported.events["title"]) == {title}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(bring: Callable[..., Imported], separator: str) -> None:
    lines = ["title,date,lon,lat", "a,2021-01-01,46.75,39.76", "b,2021-01-02,46.75,39.76"]
    imported = bring("\n".join(line.replace(",", separator) for line in lines).encode())
    assert imported.shown == 2


def test_decimal_commas_are_read_and_told(dataset: geo.Dataset) -> None:
    table = read_table(b"title;date;lon;lat\na;2021-01-01;46,75;39,76\n", "a.csv")
    mapping = recognise(table)
    assert "Coordinates are written with a decimal comma, and read so." in mapping.warnings
    event = import_events(table, mapping, dataset.districts).events.iloc[0]
    assert (event["lon"], event["lat"], event["district_ids"]) == (46.75, 39.76, ("shusha",))


def test_degrees_with_minutes_seconds_and_sides(bring: Callable[..., Imported]) -> None:
    event = bring("date|lon|lat\n2021-01-01|46°45′00″E|39°45'36\"N\n".encode()).events.iloc[0]
    assert (event["lon"], round(event["lat"], 6)) == (46.75, 39.76)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2020-09-27", "2020-09-27", "2020-09-27", "day"),
        ("2020-09-27T10:00:00Z", "2020-09-27", "2020-09-27", "day"),
        ("2020-09", "2020-09-01", "2020-09-30", "month"),
        ("2020", "2020-01-01", "2020-12-31", "year"),
        ("20200927", "2020-09-27", "2020-09-27", "day"),
        ("27.09.2020", "2020-09-27", "2020-09-27", "day"),
        ("27 сентября 2020 г.", "2020-09-27", "2020-09-27", "day"),
        ("27 sentyabr 2020", "2020-09-27", "2020-09-27", "day"),
        ("27 սեպտեմբերի 2020", "2020-09-27", "2020-09-27", "day"),
        ("27. September 2020", "2020-09-27", "2020-09-27", "day"),
        ("27 septembre 2020", "2020-09-27", "2020-09-27", "day"),
        ("27 Eylül 2020", "2020-09-27", "2020-09-27", "day"),
        ("September 27, 2020", "2020-09-27", "2020-09-27", "day"),
        ("27-Sep-2020", "2020-09-27", "2020-09-27", "day"),
        ("September 2020", "2020-09-01", "2020-09-30", "month"),
        ("2020-09-27/2020-11-10", "2020-09-27", "2020-11-10", "day"),
        ("1993-XX", "1993-01-01", "1993-12-31", "year"),
        ("199X", "1990-01-01", "1999-12-31", "year"),
    ],
)
def test_dates_are_intervals(text: str, first: str, last: str, precision: str) -> None:
    found = parse_date(text)
    assert found is not None
    days = (day_date(found.first).isoformat(), day_date(found.last).isoformat())
    assert (*days, ("day", "month", "year")[found.precision]) == (first, last, precision)


@pytest.mark.parametrize(
    "text", ["", "soon", "2020-02-30", "27.09.20", "2020-13", "1 2 3", "2021-01-02/2020-01-01"]
)
def test_what_is_no_date_is_not_made_one(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("texts", "order", "certain"),
    [
        (["03/04/2020", "25/04/2020"], "dmy", True),
        (["03/04/2020", "04/25/2020"], "mdy", True),
        (["03.04.2020"], "dmy", True),
        (["03/04/2020", "05/06/2020"], "dmy", False),
        (["25/04/2020", "04/25/2020", "26/04/2020"], "dmy", False),
        (["2020-04-03"], "", True),
    ],
)
def test_the_order_of_day_and_month_is_decided_over_the_column(
    texts: list[str],
    order: str,
    certain: bool,  # noqa: FBT001 (pytest passes by name)
) -> None:
    found = find_order(texts)
    assert (found.order, found.certain) == (order, certain)


def test_an_undecided_order_is_asked_and_follows_the_answer(dataset: geo.Dataset) -> None:
    table = read_table(b"title,date,lon,lat\na,03/04/2020,46.75,39.76\n", "a.csv")
    mapping = recognise(table)
    assert [sentence_text(words) for words in mapping.warnings] == [
        "Day or month first? 03/04/2020 and the others can be read both ways. Day first is assumed.",
    ]
    answers: list[tuple[Order, str]] = [("dmy", "2020-04-03"), ("mdy", "2020-03-04")]
    for order, day in answers:
        imported = import_events(table, replace(mapping, date_order=order), dataset.districts)
        assert imported.events["start_date"].tolist() == [day]


def test_separate_columns_for_year_month_and_day(bring: Callable[..., Imported]) -> None:
    content = b"title,year,month,day,lon,lat\na,1993,7,23,46.9,40\nb,1993,7,0,46.9,40\nc,1993,,,46.9,40\n"
    events = bring(content).events.set_index("title")
    assert events["date_precision"].to_dict() == {"a": "day", "b": "month", "c": "year"}
    assert events["start_date"].to_dict() == {"a": "1993-07-23", "b": "1993-07-01", "c": "1993-01-01"}


def test_wkt_in_a_projected_system_follows_the_epsg_number(dataset: geo.Dataset) -> None:
    x, y = Transformer.from_crs(4326, 32638, always_xy=True).transform(46.75, 39.76)
    table = read_table(f"title,date,x,y\na,2020-11-08,{x},{y}\n".encode(), "a.csv")
    mapping = recognise(table)
    assert any("EPSG" in sentence_text(warning) for warning in mapping.warnings)
    assert import_events(table, mapping, dataset.districts).shown == 0
    event = import_events(table, replace(mapping, epsg=32638), dataset.districts).events.iloc[0]
    assert (round(event["lon"], 6), round(event["lat"], 6)) == (46.75, 39.76)


def test_swapped_coordinates_are_offered_not_put_right(dataset: geo.Dataset) -> None:
    table = read_table(b"title,date,lon,lat\na,2020-11-08,39.76,46.75\nb,2020-11-09,39.60,46.50\n", "a.csv")
    imported = import_events(table, recognise(table), dataset.districts)
    assert (imported.read, imported.shown, imported.not_shown) == (2, 0, 2)
    (offer,) = imported.offers
    assert "exchanged" in sentence_text(offer.sentence)
    again = import_events(table, offer.mapping, dataset.districts)
    assert (again.shown, again.offers) == (2, ())


MISTAKES = """id,title,date,lon,lat,deaths
1,good,2020-11-08,46.75,39.76,3
2,no date,soon,46.75,39.76,
3,far away,2020-11-08,2.35,48.86,
4,no number,2020-11-08,east,39.76,
5,off the globe,2020-11-08,46.75,139.76,
1,again,2020-11-08,46.75,39.76,
6,no place,2020-11-08,,,
7,short row,2020-11-08
8,odd figure,2020-11-08,46.75,39.76,several
"""


def test_every_row_that_is_not_shown_is_told_and_the_counts_add_up(bring: Callable[..., Imported]) -> None:
    imported = bring(MISTAKES.encode())
    assert (imported.read, imported.shown, imported.not_shown) == (9, 3, 6)
    assert imported.summary() == "9 read, 3 shown, 6 not: see the list."
    assert imported.events["title"].tolist() == ["good", "no place", "odd figure"]
    rows = imported.problem_rows
    assert sorted(rows.loc[rows["severity"] == "error", "line"]) == [3, 4, 5, 6, 7, 9]
    assert rows.loc[rows["severity"] == "warning", ["line", "column", "value"]].to_numpy().tolist() == [
        [10, "deaths", "several"]
    ]
    told = [str(problem) for problem in imported.problems()]
    assert told[0] == (
        "events.csv, line 3, date: read 'soon', expected a date of the calendar. "
        "Write the date as year-month-day, as 2020-11-25; the year with four digits."
    )
    listed = imported.problems_csv().decode().splitlines()
    assert listed[0] == "line,column,value,reason,remedy,severity"
    assert len(listed) == 1 + len(rows)


def test_line_numbers_count_line_breaks_within_cells_and_blank_lines(bring: Callable[..., Imported]) -> None:
    imported = bring(
        b'title,date,lon,lat\n"a\nb",2020-11-08,46.75,39.76\n\n"c\nd\ne",soon,46.75,39.76\nf,x,,\n'
    )
    assert imported.problem_rows["line"].tolist() == [5, 8]
    assert imported.events["line"].tolist() == [2]


def test_mixed_separators_are_told_row_by_row(bring: Callable[..., Imported]) -> None:
    imported = bring(b"title,date,lon,lat\na,2020-11-08,46.75,39.76\nb;2020-11-08;46.75;39.76\n")
    assert (imported.read, imported.shown) == (2, 1)
    assert [sentence_text(words) for words in imported.problem_rows["remedy"]] == [
        "Separate the cells of this row by ',' too, not by ';'"
    ]


def test_a_district_by_name_places_an_event_without_a_point(bring: Callable[..., Imported]) -> None:
    imported = bring(
        "title,date,rayon\na,2020,Şuşa\nb,2020,Lachin\nc,2020,Atlantis\n".replace("Şuşa", "Shusha").encode()
    )
    events = imported.events.set_index("title")
    assert events["district_ids"].to_dict() == {"a": ("shusha",), "b": ("lachin",), "c": ()}
    assert events["placing"].to_dict() == {"a": "district", "b": "district", "c": "none"}
    assert imported.problem_rows["value"].tolist() == ["Atlantis"]


def test_categories_of_any_script_stay_apart(bring: Callable[..., Imported]) -> None:
    kinds = ["Бой", "Мина", "Մարտ", "Бой", "—", ""]
    rows = [f"{number},2021-01-0{number},{kind}" for number, kind in enumerate(kinds, start=1)]
    imported = bring("\n".join(["title,date,category", *rows]).encode())
    labels = imported.events.sort_values("title")["category"].map(imported.categories)
    assert labels.tolist() == ["Бой", "Мина", "Մարտ", "Бой", *["No category given"] * 2]
