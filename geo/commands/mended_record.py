"""The options of the commands on the mended record: its database and the folder of its releases."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.i18n import gettext as _
from geo.revisions.database import opened
from geo.revisions.people import Person
from geo.revisions.places import DATABASE, RELEASES, default_releases, default_url

if TYPE_CHECKING:
    import argparse

    from sqlalchemy import Engine


def add_places(parser: argparse.ArgumentParser) -> None:
    """Give a command the options `--database` and `--releases`."""
    words = _(
        "address of the database; by default the variable {variable}, else SQLite in a folder of its own"
    )
    parser.add_argument("--database", help=words.format(variable=DATABASE))
    words = _("folder of the releases; by default the variable {variable}, else one beside the database")
    parser.add_argument("--releases", help=words.format(variable=RELEASES))


def database(options: argparse.Namespace) -> Engine:
    """Return the database that is asked for.

    Raises
    ------
    RevisionError
        When it cannot be opened.
    """
    return opened(options.database or default_url(Path(options.dataset)))


def releases(options: argparse.Namespace) -> Path:
    """Return the folder of the releases that is asked for."""
    return Path(options.releases) if options.releases else default_releases(Path(options.dataset))


def operator() -> Person:
    """Return whoever runs the command: the operator, who may do everything."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # A user without a name, as in some containers.
        name = ""
    return Person("local", name, "local")
