"""The command line of the data side: `python -m geo COMMAND DATASET ...`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from geo.atomic_write import WriteError
from geo.commands import check, export, gazetteer, import_events, join, seal, serve
from geo.commands.output import IMPOSSIBLE, refuse
from geo.errors import DataPackageError
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "check": (check, "validate every row of a dataset"),
    "seal": (seal, "write size, hash and rows of each file into the descriptor"),
    "import": (import_events, "bring events from a file, and tell what cannot be used"),
    "join": (join, "say in which district each point of a file lies"),
    "export": (export, "write the events in a common format"),
    "gazetteer": (gazetteer, "make places of a GeoNames country dump"),
    "serve": (serve, "start the page with a dataset"),
}
EXIT_CODES = "Exit codes: 0 all is well, 1 something is wrong with the data, 2 it could not be done."


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    whole = argparse.ArgumentParser(
        prog="python -m geo", description="Work with datasets.", epilog=EXIT_CODES
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="command")
    for name, (module, purpose) in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=f"{purpose[:1].upper()}{purpose[1:]}.")
        command.add_argument("dataset", help="the folder with datapackage.json")
        module.describe(command)
        command.set_defaults(run=module.run)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 is good, 1 found errors, 2 could not run."""
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DataPackageError as error:
        return refuse(str(error))
    except WriteError as error:
        return refuse(_not_written(error))
    except OSError as error:
        return refuse(f"{error.filename or options.dataset}: {error.strerror or error}.")
    except KeyboardInterrupt:
        return IMPOSSIBLE


def _not_written(error: WriteError) -> str:
    if error.is_full:
        message = _(
            "{file}: there is no room for it on the disk. What stood there is as it was. Free some room, then"
            " run the command again."
        )
    else:
        message = _("{file}: it could not be written ({reason}). What stood there is as it was.")
    return message.format(file=error.filename, reason=error.strerror)


if __name__ == "__main__":
    sys.exit(main())
