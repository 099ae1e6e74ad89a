"""Dates as people and programs write them; after a date nothing may stand but a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.dates import day_date, day_number
from geo.i18n import sentence_text
from geo.importers import from_json, import_events, import_into, read_table, recognise
from geo.importers.date_parsing import PRECISIONS, fault_of, iso_date, parse_date
from geo.importers.problems import Notes
from geo.importers.row_dates import Days, dates_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import geo
    from geo.importers import Imported
    from geo.importers.date_parsing import DayNumbers

WAR = ("2020-09-27", "2020-11-10", "day")


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1992-00-00", "1992-01-01", "1992-12-31", "year"),
        ("1992-05-00", "1992-05-01", "1992-05-31", "month"),
        ("00.05.1992", "1992-05-01", "1992-05-31", "month"),
        ("1795-00-00T00:00:00Z", "1795-01-01", "1795-12-31", "year"),
        ("2020-9-27", "2020-09-27", "2020-09-27", "day"),
        ("+2020-11-08T00:00:00Z", "2020-11-08", "2020-11-08", "day"),
        ("2020-11-08+04:00", "2020-11-08", "2020-11-08", "day"),
        ("20201108101500", "2020-11-08", "2020-11-08", "day"),
        ("2020-W48-3", "2020-11-25", "2020-11-25", "day"),
        ("27 Sep–10 Nov 2020", *WAR),
        ("27.09.2020 - 10.11.2020", *WAR),
        ("27.09–10.11.2020", *WAR),
        ("27 September to 10 November 2020", *WAR),
        ("с 27 сентября по 10 ноября 2020 г.", *WAR),
        ("du 27 septembre au 10 novembre 2020", *WAR),
        ("2020-09-27..2020-11-10", *WAR),
        ("2020-09-27 10:00 - 2020-11-10 12:00", *WAR),
        ("27-28 February 1992", "1992-02-27", "1992-02-28", "day"),
        ("September 27-28, 2020", "2020-09-27", "2020-09-28", "day"),
        ("27 Dec - 3 Jan 2021", "2020-12-27", "2021-01-03", "day"),
        ("May–June 1992", "1992-05-01", "1992-06-30", "month"),
        ("1988–1994", "1988-01-01", "1994-12-31", "year"),
        ("1988-94", "1988-01-01", "1994-12-31", "year"),
        ("25.11.2020 г.", "2020-11-25", "2020-11-25", "day"),
        ("25.11.2020г", "2020-11-25", "2020-11-25", "day"),
        ("27 сен 2020", "2020-09-27", "2020-09-27", "day"),
        ("27-го сентября 2020 года", "2020-09-27", "2020-09-27", "day"),
        ("в мае 1992", "1992-05-01", "1992-05-31", "month"),
        ("2020-ci il sentyabrın 27-də", "2020-09-27", "2020-09-27", "day"),
        ("Sept. 27th, 2020", "2020-09-27", "2020-09-27", "day"),
        ("Sunday, 27 September 2020", "2020-09-27", "2020-09-27", "day"),
        ("воскресенье, 27 сентября 2020 г.", "2020-09-27", "2020-09-27", "day"),
        ("Sun Sep 27 2020 00:00:00 GMT+0400 (Azerbaijan Standard Time)", "2020-09-27", "2020-09-27", "day"),
        ("27/09/2020 5:30 PM", "2020-09-27", "2020-09-27", "day"),
        ("\u200e27.09.2020", "2020-09-27", "2020-09-27", "day"),
        ("2020‑09‑27\ufeff", "2020-09-27", "2020-09-27", "day"),
        ("27\u00a0сентября\u00a02020", "2020-09-27", "2020-09-27", "day"),
    ],
)
def test_a_date_is_read_with_the_precision_that_it_has(
    text: str, first: str, last: str, precision: str
) -> None:
    found = parse_date(text)
    assert found is not None
    days = (day_date(found.first).isoformat(), day_date(found.last).isoformat())
    assert (*days, PRECISIONS[found.precision]) == (first, last, precision)
    assert not found.qualified


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("c. 1992", "1992-01-01", "1992-12-31"),
        ("около 1992 г.", "1992-01-01", "1992-12-31"),
        ("early 1992", "1992-01-01", "1992-12-31"),
        ("в конце мая 1992", "1992-05-01", "1992-05-31"),
        ("1992?", "1992-01-01", "1992-12-31"),
        ("spring 1992", "1992-03-01", "1992-05-31"),
        ("1990s", "1990-01-01", "1999-12-31"),
        ("1990-е годы", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_date_that_is_about_so_is_known_as_such(text: str, first: str, last: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert (day_date(found.first).isoformat(), day_date(found.last).isoformat()) == (first, last)
    assert found.qualified


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2020-09-27 2020-11-10", "unread"),
        ("1992 2000 people", "unread"),
        ("27.09.2020 died 5", "unread"),
        ("2020-09-27 25:00", "unread"),
        ("10.11.2020 - 27.09.2020", "unread"),
        ("31.11.2020", "unread"),
        ("before 1994", "before"),
        ("until May 1994", "before"),
        ("до 1994 г.", "before"),
        ("../1994", "before"),
        ("after 1994", "after"),
        ("1994-05-12 to present", "after"),
        ("1988/..", "after"),
        ("27.09.20", "years"),
        ("27-Sep-92", "years"),
        ("27 сен 92 г.", "years"),
        ("9/27/92 10:30", "years"),
        ("Sep 27", "unread"),
        ("-0065-01-01T00:00:00Z", "era"),
        ("65 BC", "era"),
        ("44101", "numbers"),
        ("1601150400000", "numbers"),
        ("2020-09-27" + " " * 300 + "x", "unread"),
    ],
)
def test_what_is_no_date_says_why(text: str, fault: str) -> None:
    assert parse_date(text) is None
    assert fault_of(text) == fault


@pytest.mark.parametrize(
    ("text", "numbers", "day"),
    [
        ("44101", "excel", "2020-09-27"),
        ("44101.5", "excel", "2020-09-27"),
        ("42639", "excel-1904", "2020-09-27"),
        ("1601164800", "epoch", "2020-09-27"),
        ("1601164800000", "epoch", "2020-09-27"),
        ("1601164800.0", "epoch", "2020-09-27"),
    ],
)
def test_numbers_count_what_a_person_says(text: str, numbers: DayNumbers, day: str) -> None:
    found = parse_date(text, "dmy", numbers)
    assert found is not None
    assert day_date(found.first).isoformat() == day


@given(st.dates(date(1000, 1, 1), date(9998, 12, 31)), st.integers(0, 400))
def test_days_and_ranges_come_out_as_they_went_in(first: date, length: int) -> None:
    last = min(first + timedelta(length), date(9999, 12, 31))
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y", "%Y/%m/%d"):
        one = parse_date(first.strftime(form))
        both = parse_date(f"{first.strftime(form)} – {last.strftime(form)}")
        assert one is not None
        assert both is not None
        assert (day_date(one.first), day_date(both.first), day_date(both.last)) == (first, first, last)


@given(st.text(max_size=40))
def test_no_text_is_swallowed_behind_a_date(rest: str) -> None:
    found = parse_date(f"2020-09-27 & {rest}")
    assert found is None


def test_both_ends_of_a_range_are_kept_whatever_its_precision(bring: Callable[..., Imported]) -> None:
    rows = "title,date,end date,date precision,lon,lat\n"
    rows += "a,1992-01-01,1992-05-15,year,46.75,39.76\nb,1992-05-08,1992-05-27,month,46.75,39.76\n"
    rows += "c,1992-05-01,1992-05-31,month,46.75,39.76\nd,1992-05-08,present,day,46.75,39.76\n"
    events = bring(rows.encode()).events.set_index("title")
    assert events["start_date"].to_dict() == {
        "a": "1992-01-01",
        "b": "1992-05-08",
        "c": "1992-05-01",
        "d": "1992-05-08",
    }
    assert events["end_date"].to_dict() == {"a": "1992-05-15", "b": "1992-05-27", "c": None, "d": None}


def test_a_period_of_a_month_is_the_month(bring: Callable[..., Imported]) -> None:
    header = "location,events,fatalities,reference_period_start,reference_period_end"
    event = bring(f"{header}\nx,12,30,2020-10-01,2020-10-31\n".encode()).events.iloc[0]
    assert (event["start_date"], event["date_precision"]) == ("2020-10-01", "month")
    assert day_date(event["last_day"]).isoformat() == "2020-10-31"


def test_the_words_of_a_doubtful_date_are_kept_in_a_claim(bring: Callable[..., Imported]) -> None:
    imported = bring(b"title,date,lon,lat,killed\na,c. 1992,46.75,39.76,3\n")
    claims = imported.claims.astype("str")
    assert claims[["field", "note"]].to_numpy().tolist() == [
        ["deaths_total", ""],
        ["start_date", "As written: c. 1992"],
    ]


def test_days_that_the_dataset_does_not_tell_of_are_told_and_not_shown(dataset: geo.Dataset) -> None:
    first = day_date(dataset.about.first_day - 1).isoformat()
    table = read_table(
        f"title,date,lon,lat\na,{first},46.75,39.76\nb,2035-01-01,46.75,39.76\nc,2020-11-25,46.75,39.76\n".encode(),
        "a.csv",
    )
    imported = import_into(table, recognise(table), dataset, today=dataset.about.default_day + 40_000)
    assert imported.events["title"].tolist() == ["b", "c"] or imported.events["title"].tolist() == ["c", "b"]
    imported = import_into(table, recognise(table), dataset)
    assert imported.events["title"].tolist() == ["c"]
    assert imported.problem_rows["line"].tolist() == [2, 3]
    alone = import_events(table, recognise(table), dataset.districts)
    assert alone.shown == 2


def test_bare_numbers_as_dates_are_asked_about_in_one_sentence(bring: Callable[..., Imported]) -> None:
    imported = bring(b"title,date,lon,lat\na,44101,46.75,39.76\nb,44145,46.75,39.76\n")
    assert (imported.shown, imported.problem_rows["rows"].tolist()) == (0, [2])
    assert [offer.option for offer in imported.offers] == ["--day-numbers excel", "--day-numbers excel-1904"]
    assert imported.offers[0].examples[0] == ("44101", "–", "2020-09-27")


def test_years_of_two_digits_are_told_and_asked(bring: Callable[..., Imported]) -> None:
    rows = b"title,date,lon,lat\na,27.09.20,46.75,39.76\nb,12-May-94,46.75,39.76\nc,10.11.2020,46.75,39.76\n"
    imported = bring(rows)
    assert imported.events["title"].tolist() == ["c"]
    assert imported.problem_rows["line"].tolist() == [2, 3]
    assert {sentence_text(words) for words in imported.problem_rows["expected"]} == {
        "a date whose year has four digits"
    }
    (offer,) = imported.offers
    assert offer.option == "--short-years 1950"
    assert offer.examples == (("27.09.20", "–", "2020-09-27"), ("12-May-94", "–", "1994-05-12"))
    table = read_table(rows, "a.csv")
    told = recognise(table).answered(short_years="1950")
    assert dict(told.open) == {}
    assert from_json(told.as_json()).short_years == "1950"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("before 1994", "a date with a first day; this one only says before when it was"),
        ("after May 1994", "a date with a last day; this one only says after when it was"),
    ],
)
def test_a_date_with_one_end_is_told_and_no_other_end_is_made_up(
    bring: Callable[..., Imported], date: str, expected: str
) -> None:
    imported = bring(f"title,date,lon,lat\na,{date},46.75,39.76\n".encode())
    assert imported.shown == 0
    (problem,) = imported.problems()
    assert sentence_text(problem.expected) == expected
    assert "1992-01-01/1993-12-31" in sentence_text(problem.remedy)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("before 1994", "1988-02-13", "1993-12-31"),
        ("until May 1994", "1988-02-13", "1994-05-31"),
        ("до 1994 г.", "1988-02-13", "1993-12-31"),
        ("../1994-05-03", "1988-02-13", "1994-05-03"),
        ("after 1994", "1995-01-01", "2020-11-10"),
        ("since 1994", "1994-01-01", "2020-11-10"),
        ("1994-05-12 to present", "1994-05-12", "2020-11-10"),
        ("1988/..", "1988-01-01", "2020-11-10"),
    ],
)
def test_a_date_with_one_end_has_the_days_of_the_record_for_the_other_where_a_person_says_so(
    text: str, first: str, last: str
) -> None:
    table = read_table(f"title,date,lon,lat\na,{text},46.75,39.76\n".encode(), "a.csv")
    mapping = recognise(table)
    assert set(mapping.open) == {"open_ends"}
    notes = Notes()
    days = Days(day_number(date(1988, 2, 13)), day_number(date(2020, 11, 10)))
    found = dates_of(table, mapping.answered(open_ends="record"), notes, days)
    assert [day_date(int(day)).isoformat() for day in (found.first[0], found.last[0])] == [first, last]
    assert found.read[0]
    assert found.qualified[0]
    assert not dates_of(table, mapping, Notes(), days).read[0]
    assert notes.frame()["severity"].tolist() == ["warning"]


@pytest.mark.parametrize("text", ["before 1988", "after 2021", "before Christmas 7"])
def test_a_date_whose_other_end_would_come_first_stays_unread(text: str) -> None:
    table = read_table(f"title,date,lon,lat\na,{text},46.75,39.76\n".encode(), "a.csv")
    days = Days(day_number(date(1988, 2, 13)), day_number(date(2020, 11, 10)))
    found = dates_of(table, recognise(table).answered(open_ends="record"), Notes(), days)
    assert not found.read[0]


def test_the_first_rows_under_a_reading_with_the_days_of_the_record(bring: Callable[..., Imported]) -> None:
    imported = bring(b"title,date,lon,lat\na,before 1994,46.75,39.76\nb,after 1994,46.75,39.76\n")
    (offer,) = imported.offers
    assert offer.option == "--open-ends record"
    assert [example[2] for example in offer.examples] == [
        "\u2026 \u2013 1993-12-31",
        "1995-01-01 \u2013 \u2026",
    ]


def test_a_missing_date_is_told_as_missing(bring: Callable[..., Imported]) -> None:
    imported = bring("title,date,lon,lat\na,,46.75,39.76\nb,нет,46.75,39.76\n".encode())
    assert {sentence_text(words) for words in imported.problem_rows["expected"]} == {"a date; it is missing"}
    assert imported.problem_rows["line"].tolist() == [2, 3]


@pytest.mark.parametrize(
    ("text", "written"),
    [("12.03.2020", "2020-03-12"), ("March 2020", "2020-03"), ("2020", "2020"), ("soon", "")],
)
def test_a_day_of_publication_is_written_as_packages_have_it(text: str, written: str) -> None:
    assert iso_date(text) == written
