"""The facts that must be findable: each is read from the panel a person opens, not from the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from components.details import panel_model
from components.view.selection import selection_of
from components.view.state import default_state
from geo.dates import day_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.dataset.dataset import Dataset

TODAY = day_number("2026-11-21")

FACTS = [
    ("kalbajar-1993-04-02-capture", ["2 Apr 1993", "3 Apr 1993", "4 Apr 1993", "City Day notice"]),
    ("kalbajar-1993-04-displacement", ["53,340", "60,000", "City Day notice"]),
    ("kalbajar-1993-04-casualties", ["55", "511", "321", "150", "City Day notice"]),
    ("unsc-822-1993", ["UN Security Council Resolution 822 on Kalbajar", "30 April 1993"]),
    ("trilateral-statement-2020", ["10 November 2020", "15 Nov 2020"]),
    (
        "kalbajar-2020-11-15-extension",
        [
            "Handover deadline moved from 15 to 25 November",
            "25 Nov 2020",
            "Armenia asked for ten more days to take out its troops",
            "driven by principles of humanism",
            "a request of President Putin",
        ],
    ),
    (
        "operation-2023",
        [
            "Local anti-terror measures to carry out the statement of 2020",
            "disarm and withdraw the Armenian forces",
            "restore the constitutional structure",
            "Yerevan: large-scale aggression",
        ],
    ),
    ("kalbajar-2020-11-25-handover", ["Kalbajar district handed over to Azerbaijan", "25 November 2020"]),
    ("kalbajar-2020-11-25-settlement-count", ["147", "the city and 147 settlements"]),
    ("kalbajar-2021-08-16-visit", ["President Aliyev visits Kalbajar and raises the flag", "16 August 2021"]),
    (
        "kalbajar-2022-06-26-visit",
        ["26 June 2022", "26 Jun 2023", "no other source has a visit on that day of 2023"],
    ),
    (
        "city-days-decree-2023",
        ["31 July 2023", "25 November", "20 October", "the opening line of the same text has 25 November"],
    ),
    ("kalbajar-2023-08-25-soyugbulag", ["25 August 2023", "Soyugbulag"]),
    ("kalbajar-2023-08-25-chirag-1", ["25 August 2023", "Chirag-1"]),
    ("kalbajar-2023-08-25-chirag-2", ["25 August 2023", "Chirag-2"]),
    ("kalbajar-2023-08-25-istisu-works", ["25 August 2023", "Istisu water plant and spa works inspected"]),
    ("kalbajar-2023-08-25-zar", ["25 August 2023", "Foundation of Zar village laid"]),
    ("kalbajar-2023-09-20-vangli-control", ["19–20 Sep 2023", "a little over 23 hours", "23"]),
    ("kalbajar-2023-11-07-vangli-visit", ["7 November 2023", "Vangli"]),
    (
        "kalbajar-2025-11-25-city-day",
        [
            "Tik-Tik Khanum",
            "Ganja State National Drama Theatre",
            "concert",
            "fireworks",
            "From the Lens to History",
        ],
    ),
    ("kalbajar-2023-11-25-city-day", ["77,000", "More than"]),
]


def texts(value: object) -> Iterator[str]:
    """Give every text in a panel, links and identifiers included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def panel_text(dataset: Dataset, **chosen: object) -> str:
    state = replace(default_state(dataset, TODAY), last=TODAY, **chosen)  # type: ignore[arg-type]
    return " | ".join(texts(panel_model(dataset, state, selection_of(state), today=TODAY)["panel"]))


@pytest.mark.parametrize(("event_id", "facts"), FACTS, ids=[event_id for event_id, _ in FACTS])
def test_a_fact_is_on_its_events_page(dataset: Dataset, event_id: str, facts: list[str]) -> None:
    shown = panel_text(dataset, event=event_id)
    assert [fact for fact in facts if fact not in shown] == []


CONTROL = [
    ("1995-01-01", "kalbajar", "Armenian control, whole"),
    ("1995-01-01", "lachin", "Armenian control, whole"),
    ("1995-01-01", "aghdam", "Mostly Armenian control, part Azerbaijani control"),
    ("1995-01-01", "jabrayil", "Mostly Armenian control, part Azerbaijani control"),
    ("1995-01-01", "tartar", "Part Azerbaijani control, part Armenian control"),
    ("2020-11-26", "kalbajar", "about 20 former Mardakert villages"),
    ("2020-11-26", "aghdam", "Azerbaijani control, whole"),
    ("2020-11-26", "lachin", "Mostly Armenian control, part Azerbaijani control"),
    ("2020-11-26", "khankendi", "Armenian control, whole"),
    ("2022-01-01", "lachin", "Russian peacekeepers"),
    ("2023-10-01", "kalbajar", "Azerbaijani control, whole"),
    ("2023-10-01", "khankendi", "Azerbaijani control, whole"),
]


@pytest.mark.parametrize(("day", "district", "words"), CONTROL)
def test_control_on_a_day_is_said_in_words(dataset: Dataset, day: str, district: str, words: str) -> None:
    assert words in panel_text(dataset, district=district, day=day_number(day))


def test_aghdara_says_that_no_outline_is_open(dataset: Dataset) -> None:
    assert "No open outline" in panel_text(dataset, district="aghdara")


def test_the_displaced_of_kalbajar_are_at_the_head_of_the_district(dataset: Dataset) -> None:
    state = replace(default_state(dataset, TODAY), district="kalbajar")
    head = panel_model(dataset, state, selection_of(state), today=TODAY)["panel"]["figures"][0]
    assert head["label"] == "Displaced, 1990s"
    assert head["value"]["text"] == "53,340 or 60,000"
    assert "City Day notice" in " | ".join(texts(head["details"]))
