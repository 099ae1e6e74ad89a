"""`serve`: start the page with a dataset."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import geo
from geo.i18n import gettext as _

if TYPE_CHECKING:
    import argparse

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "dashboard.py"


def describe(parser: argparse.ArgumentParser) -> None:
    """Say what the command is asked."""
    parser.add_argument("--port", type=int, default=8501, help=_("the port on this machine (default 8501)"))
    parser.add_argument(
        "--check", action="store_true", help=_("only say what the settings are and what is wrong with them")
    )
    parser.add_argument("--headless", action="store_true", help=_("do not open a browser"))


def command(options: argparse.Namespace) -> list[str]:
    """Return the command line that starts the page, or checks its settings."""
    if options.check:
        return [sys.executable, "-m", "components.settings_check"]
    started = [sys.executable, "-m", "streamlit", "run", str(PAGE), "--server.port", str(options.port)]
    return [*started, "--server.headless", "true"] if options.headless else started


def run(options: argparse.Namespace) -> int:
    """Check that the dataset loads, then become the page: this process is the server, and ends with it.

    Without a dataset it is that of the settings.
    """
    environment = dict(os.environ)
    if options.dataset is not None:
        if not options.check:
            geo.load(options.dataset)
        environment["DASHBOARD_DATASET"] = str(Path(options.dataset).resolve())
    if options.check:
        os.chdir(CHECKOUT)  # Where the module that checks is found.
    started = command(options)
    # The interpreter and the page's own path, and a number: nothing that a shell would see.
    os.execve(started[0], started, environment)  # noqa: S606
