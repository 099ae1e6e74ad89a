"""The check of changes before they are made: the rules of `geo check`, asked of what lies around a change.

The whole package need not be read again for one row: the rows that its links, its event, its district and its stories
reach make a package of their own, which is checked without the change and with it. What is only wrong with it, is told.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from geo.datapackage.crosscheck import crosscheck
from geo.datapackage.load import about_package, build
from geo.datapackage.read_files import TRANSLATIONS
from geo.datapackage.schema_rules import field_rules
from geo.datapackage.table_schemas import LINKS, key_of
from geo.datapackage.validate import validate
from geo.dataset.lookup import is_event, row_of
from geo.errors import Problem
from geo.i18n import Sentence, marked
from geo.identifiers import split_list
from geo.revisions.record import digest, kind_of
from geo.stories.read import read_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.datapackage.read_files import Package
    from geo.dataset.dataset import Dataset
    from geo.revisions.record import Change, Record, Row

MOST_EVENTS = 60
"""Events that a change of a source is checked on."""
WHOLE = ("places", "district_facts", "city_days")
"""Tables that are small and taken as they are."""
LONGEST_CELL = 20_000
"""Characters of a cell that somebody suggests."""


@dataclass(frozen=True)
class Consequence:
    """What a change does to an event.

    Parameters
    ----------
    event_id, title
        The event.
    evidence_before, evidence_after
        Ids of the verdicts; "" where there is no event.
    differing_before, differing_after
        In how many points its sources differ.
    values
        Of each field that changes, what the sources say before and after.
    stories
        Titles of the stories that show it.
    """

    event_id: str
    title: str
    evidence_before: str
    evidence_after: str
    differing_before: int
    differing_after: int
    values: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    stories: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What the check found that is only wrong with the change in it, and what the change does."""

    problems: tuple[Problem, ...]
    consequences: tuple[Consequence, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what keeps the change from being accepted."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what a person may judge."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")


def cell_problems(
    record: Record, table: str, row: Mapping[str, str], columns: Iterable[str]
) -> list[Problem]:
    """Return what is wrong with cells by themselves, while they are typed: type, form, and that a link leads somewhere.

    Parameters
    ----------
    record
        The record as it is.
    table, row
        The row that is being made.
    columns
        Those that are asked of.

    Returns
    -------
    list of Problem
        Their `file` is the path of the table, and their row None.
    """
    name = kind_of(table)
    fields = record.package.fields.get(name, {})
    path = record.tables[table].path
    found: list[Problem] = []
    for column in columns:
        value, field = row.get(column, ""), fields.get(column, {})
        if len(value) > LONGEST_CELL:
            expected = Sentence(marked("at most {count} characters"), {"count": LONGEST_CELL})
            found.append(Problem(path, None, column, value, expected, marked("Shorten the text")))
            continue
        found += [
            Problem(path, None, column, value, rule.expected, rule.remedy, rule.severity)
            for rule in field_rules(field)
            if not rule.passes(value)
        ]
        target = LINKS.get((name, column)) or _reference(field)
        if target and target in record.tables and value and target != "districts":
            known = record.rows(target)
            for item in split_list(value) if _reference(field) else (value,):
                if item not in known:
                    expected = key_of(f"{target.removesuffix('s')}_id", record.tables[target].path)
                    remedy = marked("Correct the id or add what it stands for")
                    found.append(Problem(path, None, column, item, expected, remedy))
    return found


def _reference(field: Mapping[str, object]) -> str | None:
    listed = field.get("list")
    return str(listed.get("reference")) if isinstance(listed, dict) and listed.get("reference") else None


def errors_of(record: Record, changes: Iterable[Change]) -> tuple[Problem, ...]:
    """Return the errors that are only there with changes of a record; parameters as of :func:`check_changes`."""
    changes = tuple(changes)
    old, new = _both(record, changes)
    problems = _fresh(validate(new), Counter(map(_mark, validate(old))))
    return tuple(problem for problem in problems if problem.severity == "error")


def check_changes(record: Record, changes: Iterable[Change]) -> Checked:
    """Return what is wrong with changes of a record, and what they do to its events.

    Parameters
    ----------
    record
        The record as it is now.
    changes
        Made on it: none of them is stale.
    """
    changes = tuple(changes)
    old, new = _both(record, changes)
    known = Counter(map(_mark, validate(old)))
    problems = _fresh(validate(new), known)
    if any(problem.severity == "error" for problem in problems):
        return Checked(tuple(problems))
    one, other = (build(package, about_package(package)) for package in (old, new))
    warned = Counter(map(_mark, crosscheck(old, one)))
    problems += _fresh(crosscheck(new, other), warned)
    return Checked(tuple(problems), tuple(_consequences(one, other, changes)))


def _both(record: Record, changes: tuple[Change, ...]) -> tuple[Package, Package]:
    """Return the packages of what changes reach: without them and with them."""
    after = record.changed(changes)
    reach = _reach(record, changes) | _reach(after, changes)
    return _narrowed(record, reach), _narrowed(after, reach)


def _mark(problem: Problem) -> tuple[str, str, str, str, str]:
    """Return what tells a problem from others, wherever its row stands now."""
    return (problem.file, problem.column, str(problem.value), str(problem.expected), problem.severity)


def _fresh(problems: list[Problem], known: Counter[tuple[str, str, str, str, str]]) -> list[Problem]:
    left = Counter(known)
    found = []
    for problem in problems:
        mark = _mark(problem)
        if left[mark]:
            left[mark] -= 1
        else:
            found.append(
                replace(problem, row=None)
            )  # Its line is that of the narrowed table, not of the file.
    return found


@dataclass(frozen=True)
class _Reach:
    """Ids that a change reaches: events with their claims, events alone, sources, stories; periods, if it does."""

    events: frozenset[str]
    others: frozenset[str]
    sources: frozenset[str]
    stories: frozenset[str]
    periods: bool
    translations: frozenset[str]

    def __or__(self, other: _Reach) -> _Reach:
        return _Reach(
            self.events | other.events,
            self.others | other.others,
            self.sources | other.sources,
            self.stories | other.stories,
            self.periods or other.periods,
            self.translations | other.translations,
        )


def _reach(record: Record, changes: tuple[Change, ...]) -> _Reach:
    rows = [(change.table, row) for change in changes for row in (change.before, change.after) if row]
    events = {row["event_id"] for _table, row in rows if row.get("event_id")}
    for table, row in rows:
        if table == "sources":
            events |= _events_of_source(record, row["source_id"])
    stories = {row["story_id"] for _table, row in rows if row.get("story_id")}
    steps = record.rows("story_steps").values()
    stories |= {step["story_id"] for step in steps if not events.isdisjoint(split_list(step["event_ids"]))}
    told = [step for step in steps if step["story_id"] in stories]
    known = record.rows("events")
    events |= {event for step in told for event in split_list(step["event_ids"]) if event in known}
    # The numbers of a story may stand in the control periods.
    periods = bool(told) or any(table == "control_periods" for table, _row in rows)
    held = list(record.rows("control_periods").values()) if periods else []
    linked = [row for _table, row in rows] + told + held
    linked += [row for event in events for row in record.where("claims", "event_id", event).values()]
    linked += [row for name in ("district_facts", "city_days") for row in record.rows(name).values()]
    return _Reach(
        events=frozenset(events),
        others=frozenset(row["begins_with_event_id"] for row in held),
        sources=frozenset(source for row in linked for source in _source_ids(row)),
        stories=frozenset(stories),
        periods=periods,
        translations=frozenset(table for table, _row in rows if kind_of(table) == TRANSLATIONS),
    )


def _source_ids(row: Row) -> set[str]:
    return {row.get("source_id", ""), *split_list(row.get("source_ids", ""))} - {""}


def _events_of_source(record: Record, source: str) -> set[str]:
    found = {row["event_id"] for row in record.where("claims", "source_id", source).values()}
    return set(sorted(found)[:MOST_EVENTS])


def _narrowed(record: Record, reach: _Reach) -> Package:
    """Return the package of what a change reaches, of a record."""
    rows: dict[str, list[Row]] = {name: list(record.rows(name).values()) for name in WHOLE}
    rows["events"] = _by_key(record, "events", [*reach.events, *reach.others])
    rows["sources"] = _by_key(record, "sources", reach.sources)
    rows["claims"] = [
        row for event in sorted(reach.events) for row in record.where("claims", "event_id", event).values()
    ]
    rows["control_periods"] = list(record.rows("control_periods").values()) if reach.periods else []
    for name in ("stories", "story_steps"):
        rows[name] = [row for row in record.rows(name).values() if row["story_id"] in reach.stories]
    tables = {
        name: _frame(rows.get(name, []), [str(column) for column in frame.columns])
        for name, frame in record.package.tables.items()
    }
    translations = {
        record.tables[name].path: _frame(list(record.rows(name).values()), list(record.tables[name].columns))
        for name in reach.translations
        if name in record.tables
    }
    return replace(record.package, tables=tables, translations=translations, partitioned={})


def _by_key(record: Record, table: str, keys: Iterable[str]) -> list[Row]:
    rows = record.rows(table)
    return [rows[key] for key in sorted(set(keys)) if key in rows]


def _frame(rows: list[Row], names: list[str]) -> pd.DataFrame:
    cells = [[row.get(name, "") for name in names] for row in rows]
    return pd.DataFrame(cells, columns=names, index=pd.RangeIndex(2, 2 + len(rows), name="line"), dtype=str)


def _consequences(old: Dataset, new: Dataset, changes: tuple[Change, ...]) -> Iterable[Consequence]:
    """Yield what changes do to the events that they speak of."""
    events: dict[str, set[str]] = {}
    for change in changes:
        for row in (change.before, change.after):
            if row and change.table in {"claims", "events"}:
                events.setdefault(row["event_id"], set()).update([row["field"]] if "field" in row else [])
    for event_id, fields in events.items():
        told = new if is_event(new, event_id) else old
        stories = (
            []
            if new.stories is None or new.story_steps is None
            else read_stories(new.stories, new.story_steps)
        )
        yield Consequence(
            event_id=event_id,
            title=str(told.events["title"].iloc[row_of(told, event_id)]),
            evidence_before=_evidence(old, event_id),
            evidence_after=_evidence(new, event_id),
            differing_before=_differing(old, event_id),
            differing_after=_differing(new, event_id),
            values=tuple(
                (field, _values(old, event_id, field), _values(new, event_id, field))
                for field in sorted(fields)
            ),
            stories=tuple(
                story.title for story in stories if any(event_id in step.event_ids for step in story.steps)
            ),
        )


def _evidence(dataset: Dataset, event_id: str) -> str:
    if not is_event(dataset, event_id):
        return ""
    return str(dataset.events["evidence"].iloc[row_of(dataset, event_id)])


def _differing(dataset: Dataset, event_id: str) -> int:
    return int((dataset.disagreements["event_id"] == event_id).sum())


def _values(dataset: Dataset, event_id: str, field: str) -> tuple[str, ...]:
    claims = dataset.claims
    found = claims[(claims["event_id"].astype(str) == event_id) & (claims["field"].astype(str) == field)]
    return tuple(sorted(map(str, found["value"]), key=lambda value: (len(value), value)))


def is_same(one: Mapping[str, str] | None, other: Mapping[str, str] | None) -> bool:
    """Whether two rows have the same cells."""
    return digest(one) == digest(other)
