"""The check of a data package: every problem of every row, and how many rows there are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.datapackage.crosscheck import crosscheck
from geo.datapackage.load import build, read_and_validate
from geo.errors import DataPackageError, Problem
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READABLE = 0
WRONG = 1
UNREADABLE = 2


@dataclass(frozen=True)
class Report:
    """What a check found.

    Parameters
    ----------
    folder
        The folder that was checked.
    rows
        Number of records or features by resource; empty when there is no descriptor to read.
    problems
        Errors and warnings.
    """

    folder: str
    rows: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return the problems that keep the dataset from being shown."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return the problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def exit_code(self) -> int:
        """Return 0 without errors, 1 with errors, 2 when the folder is no data package at all."""
        if not self.rows:
            return UNREADABLE
        return WRONG if self.errors else READABLE

    def as_json(self) -> dict[str, Any]:
        """Return the report as an object for JSON."""
        return {
            "folder": self.folder,
            "rows": dict(self.rows),
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "problems": [problem.as_json() for problem in self.problems],
        }

    def as_text(self) -> str:
        """Return the report as lines for a person."""
        lines = [marked_problem(problem) for problem in self.problems]
        # Names of resources, as they stand in the descriptor.
        rows = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.rows.items())
        if rows:
            lines.append(_("Read {rows}.").format(rows=rows))
        errors = _count_sentence(
            len(self.errors), _("No errors"), ngettext("{n} error", "{n} errors", len(self.errors))
        )
        count = len(self.warnings)
        warnings = _count_sentence(count, _("No warnings"), ngettext("{n} warning", "{n} warnings", count))
        lines.append(_("{errors}, {warnings}.").format(errors=errors, warnings=warnings))
        return "\n".join(lines)


def check(folder: str | Path) -> Report:
    """Check a data package; nothing wrong with it raises."""
    try:
        package, about, problems = read_and_validate(folder)
    except DataPackageError as error:
        return Report(str(folder), {}, error.problems)
    rows = {name: len(frame) for name, frame in {**package.tables, **package.layers}.items()}
    report = Report(str(folder), rows, tuple(problems))
    if report.errors:
        return report
    return replace(report, problems=(*problems, *crosscheck(package, build(package, about))))


def marked_problem(problem: Problem) -> str:
    """Return a problem with the word that says how severe it is, as a line."""
    words = _("error: {problem}") if problem.severity == "error" else _("warning: {problem}")
    return words.format(problem=problem)


def _count_sentence(count: int, none: str, some: str) -> str:
    return some.format(n=number_text(count)) if count else none
