"""The command line of the data side: `python -m geo check data/karabakh`."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from geo.check import check

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 is good, 1 found errors, 2 could not run."""
    parser = argparse.ArgumentParser(prog="python -m geo", description="Work with data packages.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    checking = commands.add_parser("check", help="validate every row of a data package")
    checking.add_argument("folder", help="the folder with datapackage.json")
    checking.add_argument("--json", action="store_true", help="print the report as JSON")
    checking.set_defaults(run=run_check)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def run_check(options: argparse.Namespace) -> int:
    """Print what is wrong with a data package."""
    report = check(options.folder)
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        print(report.as_text())
    return report.exit_code


if __name__ == "__main__":
    sys.exit(main())
