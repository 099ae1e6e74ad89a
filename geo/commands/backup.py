"""`backup`: write suggestions, decisions, history and releases of a dataset into one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.mended_record import add_places, database, releases
from geo.commands.output import GOOD, add_json, refuse, say
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.revisions.backup import backup
from geo.revisions.errors import RevisionError

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("--output", required=True, help=_("the file to write, a zip archive"))
    add_places(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the backup, and print how many rows it has; the server may go on."""
    try:
        rows = backup(database(options), releases(options), Path(options.output))
    except RevisionError as error:
        return refuse(str(error))
    say(options, {"file": options.output, "rows": rows}, told(options.output, rows))
    return GOOD


def told(file: str, rows: dict[str, int]) -> str:
    """Say what a backup holds."""
    return _(
        "{file}: {suggestions} suggestions, {decisions} decisions, {revisions} changes, {releases} releases"
    ).format(
        file=file,
        suggestions=number_text(rows["suggestion"]),
        decisions=number_text(rows["decision"]),
        revisions=number_text(rows["revision"]),
        releases=number_text(rows["release"]),
    )
