"""Checks of stories: that what they name exists, and that each number stands in what its source says.

A number is looked for in the claims that the step's events have by the source of the footnote behind it, in the
control periods and district facts of that source, and in their dates. One that stands only in the rest of the
step's record is doubtful; one that stands nowhere in it is unfounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from geo.dataset.lookup import claims_of, is_event
from geo.dates import day_date
from geo.i18n import Sentence, marked
from geo.spatial.look import read_look
from geo.stories.markdown import cited_parts, footnotes
from geo.stories.story import AT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from geo.dataset.dataset import Dataset
    from geo.errors import Severity
    from geo.i18n import Words
    from geo.stories.story import Step, Story

Standing = Literal["founded", "doubtful", "unfounded"]

_NUMBER = re.compile(r"\d{1,30}(?:[.,]\d{1,30}){0,10}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Finding:
    """Something wrong with a step.

    Parameters
    ----------
    step
        Its number, from 1.
    column
        The column of `story_steps` that it is in.
    value
        The id or the number.
    expected, remedy
        As of :class:`geo.errors.Problem`.
    severity
        An error or a warning.
    """

    step: int
    column: str
    value: str
    expected: Words
    remedy: Words
    severity: Severity = "error"


def findings(dataset: Dataset, story: Story) -> Iterator[Finding]:
    """Yield what is wrong with a story: ids that are not there, days out of order, numbers without a source."""
    for number, step in enumerate(story.steps, 1):
        yield from _unknown_ids(dataset, step, number)
        yield from _days(step, number)
        if step.at and read_look(step.at) is None:
            yield Finding(number, "at", step.at, AT, marked("Correct it in the file"))
        yield from _footnotes(step, number)
        for text, standing in numbers(dataset, step):
            if standing == "unfounded":
                yield Finding(
                    number,
                    "text",
                    text,
                    marked("a number that stands in the step's claims, control periods, facts or dates"),
                    marked("Take the number from a claim of the step's events, or add the event that has it"),
                )
            elif standing == "doubtful":
                yield Finding(
                    number,
                    "text",
                    text,
                    marked("a number that the source of the next footnote gives"),
                    marked("Move the footnote to the source that gives the number"),
                    "warning",
                )


def numbers(dataset: Dataset, step: Step) -> list[tuple[str, Standing]]:
    """Return each number of a step's text with how it stands, in the order of the text.

    Returns
    -------
    list
        The number as it is written; `founded` where the sources of the next footnotes or a date of the step have
        it, `doubtful` where only another source of the step has it, else `unfounded`.
    """
    record = _Record(dataset, step)
    found: list[tuple[str, Standing]] = []
    for text, sources in cited_parts(step.text):
        for match in _NUMBER.finditer(text):
            values = values_of(match[0])
            if values <= record.dates or (sources and values <= record.of_sources(sources)):
                found.append((match[0], "founded"))
            elif values <= record.whole:
                found.append((match[0], "doubtful"))
            else:
                found.append((match[0], "unfounded"))
    return found


def values_of(text: str) -> frozenset[float]:
    """Return the numbers of a text: grouped ones whole, the parts of dates and lists each by itself.

    >>> sorted(values_of("53,340 of 60,000 on 2-3 April 1993, 1.5 km"))
    [1.5, 2.0, 3.0, 1993.0, 53340.0, 60000.0]
    """
    found: set[float] = set()
    for match in _NUMBER.findall(text.replace("-", " ")):
        if _GROUPED.fullmatch(match):
            found.add(float(match.replace(",", "")))
        elif _PLAIN.fullmatch(match):
            found.add(float(match))
        else:
            found.update(float(part) for part in re.split("[.,]", match) if part)
    return frozenset(found)


class _Record:
    """What the record has on the events of a step, as numbers by source."""

    def __init__(self, dataset: Dataset, step: Step) -> None:
        self._dataset = dataset
        self._step = step
        self._events = [event for event in step.event_ids if is_event(dataset, event)]
        self._by_sources: dict[frozenset[str], frozenset[float]] = {}

    @cached_property
    def dates(self) -> frozenset[float]:
        """Numbers of the dates of the step's view and events."""
        step = self._step
        events = self._dataset.events.loc[self._events, ["start_date", "end_date"]]
        texts = [day_date(day).isoformat() for day in (step.day, step.first_day, step.last_day)]
        return values_of(" ".join([*texts, *_cells(events)]))

    @cached_property
    def _claims(self) -> list[Mapping[str, str]]:
        return [
            {str(name): str(cell) for name, cell in row.items()}
            for event in self._events
            for row in claims_of(self._dataset, event)[
                ["source_id", "field", "value", "unit", "note"]
            ].to_dict("records")
        ]

    def of_sources(self, source_ids: Iterable[str]) -> frozenset[float]:
        """Numbers in what some sources say: their claims on the step's events, control periods, facts, dates."""
        wanted = frozenset(source_ids)
        if wanted not in self._by_sources:
            self._by_sources[wanted] = self._read(wanted)
        return self._by_sources[wanted]

    def _read(self, wanted: frozenset[str]) -> frozenset[float]:
        texts = [
            text for claim in self._claims if claim["source_id"] in wanted for text in _claim_texts(claim)
        ]
        periods = self._dataset.control_periods
        texts += _cells(
            periods.loc[[bool(wanted & set(ids)) for ids in periods["source_ids"]], list(_PERIOD)]
        )
        facts = self._dataset.district_facts
        texts += _cells(facts.loc[facts["source_id"].isin(wanted), list(_FACT)])
        sources = self._dataset.sources
        texts += _cells(sources.loc[sources.index.isin(wanted), ["title", "published"]])
        return values_of(" ".join(texts))

    @cached_property
    def whole(self) -> frozenset[float]:
        """Numbers of all that the record has on the step, and in the titles and summaries of its events."""
        periods, facts = self._dataset.control_periods, self._dataset.district_facts
        district = self._step.district_id
        texts = [text for claim in self._claims for text in _claim_texts(claim)]
        texts += _cells(self._dataset.events.loc[self._events, ["title", "summary"]])
        texts += _cells(periods.loc[periods["district_id"] == district, list(_PERIOD)])
        texts += _cells(facts.loc[facts["district_id"] == district, list(_FACT)])
        return values_of(" ".join(texts)) | self.of_sources(self._step.source_ids) | self.dates


_PERIOD = ("from_date", "to_date", "extent", "extent_note")
_FACT = ("field", "value")


def _claim_texts(claim: Mapping[str, str]) -> tuple[str, ...]:
    return claim["value"], claim["note"], claim["field"].replace("_", " "), claim["unit"]


def _cells(frame: pd.DataFrame) -> list[str]:
    return [str(cell).replace("_", " ") for row in frame.itertuples(index=False) for cell in row if cell]


def _unknown_ids(dataset: Dataset, step: Step, number: int) -> Iterator[Finding]:
    named = (
        (
            "event_ids",
            step.event_ids,
            lambda known: is_event(dataset, known),
            marked("an event of the dataset"),
        ),
        (
            "source_ids",
            step.source_ids,
            dataset.sources.index.__contains__,
            marked("a source of the dataset"),
        ),
        (
            "district_id",
            (step.district_id,),
            dataset.districts.index.__contains__,
            marked("a district of the dataset"),
        ),
        ("place_id", (step.place_id,), dataset.places.index.__contains__, marked("a place of the dataset")),
    )
    for column, ids, is_known, expected in named:
        for unknown in (one for one in ids if one and not is_known(one)):
            yield Finding(number, column, unknown, expected, marked("Correct the id, or add the record"))


def _days(step: Step, number: int) -> Iterator[Finding]:
    if step.first_day > step.last_day:
        expected = marked("a first day that is not after the last day")
        yield Finding(
            number, "from_date", day_date(step.first_day).isoformat(), expected, marked("Exchange the days")
        )


def _footnotes(step: Step, number: int) -> Iterator[Finding]:
    marks = footnotes(step.text)
    for source in (one for one in marks if one not in step.source_ids):
        remedy = marked("List the source in source_ids, or correct the footnote")
        yield Finding(number, "text", source, marked("a footnote to one of the step's source_ids"), remedy)
    for source in (one for one in step.source_ids if one not in marks):
        expected = Sentence(marked("a footnote [^{source}] in the text"), {"source": source})
        yield Finding(
            number, "source_ids", source, expected, marked("Cite the source, or take it out"), "warning"
        )
