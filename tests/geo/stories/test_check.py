"""Numbers of a story stand in what its sources say, or it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geo.dataset.lookup import days_of
from geo.stories import Step, Story, findings, numbers
from geo.stories.check import values_of

if TYPE_CHECKING:
    import geo

EVENT = "kalbajar-1993-04-displacement"


@pytest.fixture
def step(dataset: geo.Dataset) -> Step:
    claims = dataset.claims[dataset.claims["event_id"] == EVENT]
    counted, other = (
        next(row for row in claims.to_dict("records") if values_of(row["value"]) == {number})
        for number in (53340, 60000)
    )
    day = days_of(dataset, EVENT)[0]
    text = f"53,340 people,[^{counted['source_id']}] or 60,000.[^{other['source_id']}]"
    sources = (str(counted["source_id"]), str(other["source_id"]))
    return Step("Title", text, day, day - 30, day + 30, "kalbajar", (EVENT,), "", sources)


def test_a_number_that_its_source_gives_is_founded(dataset: geo.Dataset, step: Step) -> None:
    assert numbers(dataset, step) == [("53,340", "founded"), ("60,000", "founded")]
    assert list(findings(dataset, Story("s", "S", "", (step,)))) == []


def test_a_number_of_another_source_of_the_step_is_doubtful(dataset: geo.Dataset, step: Step) -> None:
    one, two = step.source_ids
    exchanged = replace(step, text=f"53,340 people,[^{two}] or 60,000.[^{one}]")
    assert [standing for _number, standing in numbers(dataset, exchanged)] == ["doubtful", "doubtful"]
    assert {found.severity for found in findings(dataset, Story("s", "S", "", (exchanged,)))} == {"warning"}


def test_a_number_that_nobody_gives_is_an_error(dataset: geo.Dataset, step: Step) -> None:
    invented = replace(step, text=step.text.replace("53,340", "53,341"))
    found = list(findings(dataset, Story("s", "S", "", (invented,))))
    assert [(one.step, one.column, one.value, one.severity) for one in found] == [
        (1, "text", "53,341", "error")
    ]


def test_a_look_that_is_none_is_an_error(dataset: geo.Dataset, step: Step) -> None:
    looking = replace(step, at="40.1065,46.0383,9.50")
    assert list(findings(dataset, Story("s", "S", "", (looking,)))) == []
    [found] = findings(dataset, Story("s", "S", "", (step, replace(step, at="near Kalbajar"))))
    assert (found.step, found.column, found.value, found.severity) == (2, "at", "near Kalbajar", "error")


def test_the_dates_of_the_view_and_the_events_need_no_footnote(dataset: geo.Dataset, step: Step) -> None:
    dated = replace(step, text=f"In April 1993: {step.text}")
    assert numbers(dataset, dated)[0] == ("1993", "founded")


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"event_ids": (EVENT, "nothing-known")}, "event_ids"),
        ({"district_id": "nowhere"}, "district_id"),
        ({"place_id": "nowhere"}, "place_id"),
    ],
)
def test_an_unknown_id_is_an_error(
    dataset: geo.Dataset, step: Step, changes: dict[str, str | tuple[str, ...]], column: str
) -> None:
    found = list(findings(dataset, Story("s", "S", "", (replace(step, **changes),))))  # type: ignore[arg-type]
    assert [(one.column, one.severity) for one in found] == [(column, "error")]


def test_footnotes_and_listed_sources_are_the_same(dataset: geo.Dataset, step: Step) -> None:
    unlisted = replace(step, source_ids=step.source_ids[:1])
    assert [one.column for one in findings(dataset, Story("s", "S", "", (unlisted,)))] == ["text"]
    uncited = replace(step, text=step.text.split(",[^")[0])
    assert "source_ids" in {one.column for one in findings(dataset, Story("s", "S", "", (uncited,)))}


def test_numbers_of_dates_and_lists_are_read_one_by_one() -> None:
    assert values_of("25.11.2020") == {25, 11, 2020}
    assert values_of("1,200.5 and 3,4") == {1200.5, 3, 4}
