"""What the notes of claims say of the values beside them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.claims.claim_notes import read_note, says_otherwise
from geo.dataset.claim_rules import NoteWords

WORDS = NoteWords(
    differ=("disagree", "denies", "differs"),
    apart=("before", "after", "first report", "as a whole"),
    report=("date of report",),
)


@pytest.mark.parametrize(
    ("note", "scope"),
    [
        ("Before the war", {"before"}),
        ("IDPs from Aghdam in 2020, incl. later births", {"2020"}),
        ("15 March", {"15 march"}),
        ("562 families on 15 March", {"15 march"}),
        ("At least, Saturday 14 November, Charektar", {"14 november"}),
        ("all Karabakh, October 1991 - April 1992", {"october 1991"}),
        ("first report; at least", {"first report"}),
        ("During the capture of the village as a whole", {"as a whole"}),
        ("APA 2013", set()),
        ("over; statement of 2020", set()),
        ("in five days", set()),
        ("May be wrong", set()),
        ("", set()),
    ],
)
def test_moments_and_extents_are_read(note: str, scope: set[str]) -> None:
    assert read_note(note, "1", WORDS).scope == scope


@pytest.mark.parametrize(
    ("note", "value", "bound"),
    [
        ("more than; IDPs in 2020", "154000", "at_least"),
        ("over, since 2020", "400", "at_least"),
        ("over 200, whole war", "200", "at_least"),
        ("over 200, whole war", "300", None),
        ("over five years of fighting", "5897", None),
        ("more than half Armenian civilians", "40", None),
        ("26 September, at least", "20", "at_least"),
        ("Up to", "12", "at_most"),
        ("Rounded estimate, Azerbaijanis and Kurds", "60,000", "about"),
        ("nearly", "6000", "about"),
        ("", "6000", None),
    ],
)
def test_a_bound_in_a_note_is_that_of_the_number(note: str, value: str, bound: str | None) -> None:
    assert read_note(note, value, WORDS).bound == bound


def test_a_note_that_says_it_differs_names_the_numbers_it_differs_from() -> None:
    assert not read_note("in 2020", "1", WORDS).differs
    everything = read_note("Disagreement on the day", "1", WORDS)
    assert everything.differs
    assert not everything.named
    assert read_note("2020, nominal; disagreement with 77,003", "94,100", WORDS).named == {77_003}


def test_the_day_of_a_report_is_not_the_day_of_what_it_reports() -> None:
    assert read_note("Date of report; the copy is dated 29 September", "2021-09-30", WORDS).reported
    assert not read_note("29 September", "2021-09-29", WORDS).reported


def test_words_count_from_their_beginning() -> None:
    assert says_otherwise("Baku denies it", WORDS)
    assert not says_otherwise("indenies", WORDS)


@given(st.text(), st.text())
def test_reading_never_fails_and_nothing_is_said_without_words(note: str, value: str) -> None:
    read = read_note(note, value, NoteWords())
    assert not read.differs
    assert not read.reported
