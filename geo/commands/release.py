"""`release`: make a new version of a dataset from the suggestions that were accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.commands.mended_record import add_places, database, operator, releases
from geo.commands.output import GOOD, add_json, refuse, say
from geo.i18n import gettext as _
from geo.revisions.errors import RevisionError
from geo.revisions.record import read_record
from geo.revisions.release import make_release

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument(
        "--into", help=_("a folder that becomes the new version too, for example the dataset itself")
    )
    add_places(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Write the new version, and print what it changes."""
    into = Path(options.into) if options.into else None
    record = read_record(Path(options.dataset))
    try:
        made = make_release(database(options), record, releases(options), operator(), into)
    except RevisionError as error:
        return refuse(str(error))
    written = _("Version {version} is in {folder}.").format(version=made.version, folder=made.folder)
    result = {"version": made.version, "folder": str(made.folder), "changes": list(made.changes)}
    say(options, result, "\n".join([written, *made.changes]))
    return GOOD
