"""`check`: validate every row of a dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.commands.output import add_json, say, steps
from geo.datapackage.check import check
from geo.i18n import gettext as _

if TYPE_CHECKING:
    import argparse


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong with a data package."""
    with steps(1) as begin:
        begin(_("Checking every row"))
        report = check(options.dataset)
    say(options, report.as_json(), report.as_text())
    return report.exit_code
