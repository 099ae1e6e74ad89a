"""The output of commands: results to standard output, progress and errors to standard error."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from geo.atomic_write import write_file
from geo.i18n import gettext as _

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from geo.errors import Problem

GOOD, WRONG, IMPOSSIBLE = 0, 1, 2
"""Exit codes: all is well; done, but something is wrong with the data; it could not be done."""


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a command the option `--json`."""
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def say(options: argparse.Namespace, result: dict[str, Any], text: str) -> None:
    """Print a result, as JSON where that is asked."""
    print(json.dumps(result, ensure_ascii=False, indent=2) if options.json else text)


def as_json(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """Return problems as objects for JSON."""
    return [{**problem.as_json(), "sentence": str(problem)} for problem in problems]


def refuse(sentence: str) -> int:
    """Say on standard error why a command could not run, and return its exit code."""
    print(sentence, file=sys.stderr)
    return IMPOSSIBLE


def note(lines: Iterable[str]) -> None:
    """Say beside the result, on standard error, what a person should look at."""
    for line in lines:
        print(line, file=sys.stderr)


def write(path: str, content: bytes) -> Path:
    """Write a file whole and return its path; one that stood there is as it was until then."""
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(target, content)
    return target


@contextmanager
def steps(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on standard error where that is a terminal; call what it gives as each step begins."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        begun = 0

        def begin(description: str) -> None:
            nonlocal begun
            progress.update(task, description=description, completed=begun)
            begun += 1

        yield begin
