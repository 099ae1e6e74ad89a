"""`restore`: put a backup into an empty database; SQLite and PostgreSQL read each other's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.backup import told
from geo.commands.mended_record import add_places, database, releases
from geo.commands.output import GOOD, add_json, refuse, say
from geo.i18n import gettext as _
from geo.revisions.backup import restore
from geo.revisions.errors import RevisionError

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("--input", required=True, help=_("the file that `backup` wrote"))
    add_places(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Put the rows and the releases where they belong, and print how many there are."""
    try:
        rows = restore(database(options), releases(options), Path(options.input))
    except RevisionError as error:
        return refuse(str(error))
    say(options, {"file": options.input, "rows": rows}, told(options.input, rows))
    return GOOD
