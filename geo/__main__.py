"""The command line of the data side: `python -m geo COMMAND DATASET ...`."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from geo.atomic_write import WriteError
from geo.commands import (
    backup,
    check,
    export,
    gazetteer,
    import_events,
    join,
    parser_words,
    redact,
    release,
    restore,
    seal,
    serve,
)
from geo.commands.output import IMPOSSIBLE, refuse
from geo.errors import DataPackageError
from geo.i18n import LANGUAGES, marked, preferred, speaking
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import ModuleType

COMMANDS: dict[str, tuple[ModuleType, str]] = {
    "check": (check, marked("validate every row of a dataset")),
    "seal": (seal, marked("write size, hash and rows of each file into the descriptor")),
    "import": (import_events, marked("bring events from a file, and tell what cannot be used")),
    "join": (join, marked("say in which district each point of a file lies")),
    "export": (export, marked("write the events in a common format")),
    "gazetteer": (gazetteer, marked("make places of a GeoNames country dump")),
    "release": (release, marked("make a new version from the suggestions that were accepted")),
    "backup": (backup, marked("write suggestions, decisions, history and releases into one file")),
    "restore": (restore, marked("put a backup into an empty database")),
    "redact": (redact, marked("delete the texts of an unlawful suggestion; the history says so")),
    "serve": (serve, marked("start the page with a dataset")),
}
EXIT_CODES = marked("Exit codes: 0 all is well, 1 something is wrong with the data, 2 it could not be done.")
LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that say what language a person reads, the strongest first."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in the current language."""
    whole = argparse.ArgumentParser(
        prog="python -m geo", description=_("Work with datasets."), epilog=_(EXIT_CODES)
    )
    _add_language(whole)
    commands = whole.add_subparsers(dest="command", required=True, metavar="command")
    for name, (module, marked_purpose) in COMMANDS.items():
        purpose = _(marked_purpose)
        command = commands.add_parser(name, help=purpose, description=f"{purpose[:1].upper()}{purpose[1:]}.")
        nargs = "?" if module is serve else None  # A server knows its dataset from its settings.
        command.add_argument("dataset", nargs=nargs, help=_("the folder with datapackage.json"))
        _add_language(command)
        module.describe(command)
        command.set_defaults(run=module.run)
    return whole


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("the language of what is said; by default that of the variable LANG, else English"),
    )


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the code of the language to speak: that of `--lang`, else of the variables, else the default.

    It is asked before the arguments are parsed, since their help speaks it.
    """
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    asked.add_argument("--lang", nargs="?")
    code = asked.parse_known_args(arguments)[0].lang
    if code is None:
        told = next((value for name in LANGUAGE_VARIABLES if (value := environment.get(name))), "")
        code = preferred([told.split(".")[0].replace("_", "-")])
    return str(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 is good, 1 found errors, 2 could not run."""
    given = sys.argv[1:] if arguments is None else arguments
    parser_words.speak()
    with speaking(chosen_language(given, os.environ)):
        options = parser().parse_args(given)
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
