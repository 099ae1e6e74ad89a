"""The reading by hand of the Karabakh claims: where sources contradict each other, where they only differ.

Made before a rule was tuned and without a look at what a rule finds, for the record of autumn 2026 (474
events and 2,501 claims). The reader saw each event's title, dates and status and of each claim the value,
unit and note with the publisher, its kind and the day of publication; and had seen a part of the list of an
earlier reading of a smaller record. No script decided: one listed what was to be read and checked that
nothing was left out.

What has a row in `disagreements_by_hand.csv`
    Every field of an event for which claims give more than one value, remarks on sources
    (`source_independence`) left out; the field of which two claims give one number and notes say that they
    do not count the same; and groups of kindred fields of one event, joined with `;` in alphabetical order,
    between which a contradiction could stand. A group counts as found where a rule names any of its fields.
    Fields with a single claim have no row, even where that one claim tells that two sides disagree
    (`kalbajar-2022-01-11-clash`, `kalbajar-2024-02-24-yellija`, `armenian-exodus-2023`).

What a contradiction is
    At least two claims cannot both be right on a number, a date or what happened. So were read:

    - Two exact numbers or days for one thing contradict each other however close they are, unless the coarser
      one is a rounding of the other. A number marked as an estimate or "about" agrees with one up to a
      twentieth away.
    - "More than", "at least" and a plus sign stand for a number close to the one named: they agree with one
      up to a quarter above it and with none below.
    - A first or early report agrees with a later number that is higher, or that its note explains as a
      correction. A count of the dead that falls without an explanation is a contradiction.
    - A month or year agrees with a day in it; a day agrees with a span it lies in, if a source gives it.
    - Statements are compared with the event's other claims too. They contradict where one denies what another
      says, where they name another side as the one that did it or began, another place, or another nature or
      purpose of the act, and where a number or day within them cannot stand with another. What is left out in
      one of them, a judgement or a comment is no contradiction.

Columns
    `event_id`, `field`
        As in the claims; several fields joined with `;` are read against each other.
    `kind`
        `number`, `date` or `account` (what happened: statements and other texts).
    `verdict`
        `contradiction` or `compatible`.
    `reason`
        One of `REASONS`.
    `note`
        What was seen, in a sentence.
    `held_out`
        True for about a third of the rows, on which no rule is to be tuned: those whose
        `int(sha256(f"{event_id}|{field}"), 16)` is divisible by three (`is_held_out`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd

PATH = Path(__file__).with_name("disagreements_by_hand.csv")

REASONS = {
    "contradiction": {
        "values_differ": "two numbers or names for one thing",
        "dates_differ": "two days for one act",
        "denied": "one says it was so, another that it was not",
        "who_began": "each side says that the other began, attacked or fired first",
        "who_did_it": "two are named for one act",
        "nature_differs": "the nature, cause or purpose of the act is told in two ways",
        "place_differs": "two places for one act",
    },
    "compatible": {
        "other_day": "counts or groups as of different days",
        "running_count": "a count that grew",
        "first_report": "a first or early report and what was known later",
        "plan_and_outcome": "a plan and a later plan or what came of it",
        "part_and_total": "parts of one sum, or a part and the sum",
        "other_scope": "another place, group, side, plant, road or way of counting",
        "then_and_now": "people displaced then and people displaced later, or still",
        "rounding": "a rounded or approximate number, a bound or another unit",
        "coarser_date": "a month or year that contains the day",
        "within_span": "a day of the span that another source gives",
        "report_date": "the day of the report, not of the act",
        "announcement": "the day of the act and of its announcement or document",
        "other_act": "days of two acts",
        "same_meaning": "one thing in other words",
        "statement_compatible": "statements that can both be right",
    },
}
"""What each `reason` means, under the verdict it belongs to."""


def read_hand_reading() -> pd.DataFrame:
    """Read the verdicts.

    Returns
    -------
    pandas.DataFrame
        One row for each field or group of fields that was read, sorted by event and field: `event_id`,
        `field`, `kind`, `verdict`, `reason` and `note` as text and `held_out` as bool.
    """
    verdicts = pd.read_csv(PATH, dtype="str", keep_default_na=False)
    return verdicts.assign(held_out=verdicts["held_out"].eq("true"))


def is_held_out(event_id: str, field: str) -> bool:
    """Whether a field of an event belongs to the third on which no rule is tuned."""
    return int(hashlib.sha256(f"{event_id}|{field}".encode()).hexdigest(), 16) % 3 == 0
