"""Trials before a release: hostile inputs, made-up tables, kill -9, full disks, many people at once, corrections.

`python -m tests.trials [hostile] [fuzz] [kill] [disk] [load] [mending] [--variants 3] [--fuzz 20000] [--kills 100]`
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tests.trials import disk, fuzz, hostile, kill, load, mending

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("hostile", "fuzz", "kill", "disk", "load", "mending")


def main() -> int:
    """Run the trials that are asked for, all by default; 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="sh .run/trials", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trials", nargs="*", metavar="trial", help=", ".join(NAMES))
    parser.add_argument(
        "--variants", type=int, metavar="COUNT", help="hostile inputs of each kind, all by default"
    )
    parser.add_argument("--fuzz", type=int, default=20_000, metavar="TABLES", help="made-up tables")
    parser.add_argument("--seed", type=int, default=1, help="of what is made up")
    parser.add_argument("--kills", type=int, default=100, metavar="COUNT", help="kills of each command")
    parser.add_argument("--people", default="10,40", help="people at once, one run for each number")
    parser.add_argument("--seconds", type=float, default=30, help="of each run of the load")
    parser.add_argument(
        "--suggestions", type=int, default=1000, metavar="COUNT", help="of twenty people at once"
    )
    options = parser.parse_args()
    unknown = set(options.trials) - set(NAMES)
    if unknown:
        parser.error(f"there is no trial {', '.join(sorted(unknown))}: {', '.join(NAMES)}")
    runs: dict[str, Callable[[], bool]] = {
        "hostile": lambda: hostile.trial(options.variants),
        "fuzz": lambda: fuzz.trial(options.fuzz, options.seed),
        "kill": lambda: kill.trial(options.kills, options.seed),
        "disk": disk.trial,
        "load": lambda: load.trial([int(count) for count in options.people.split(",")], options.seconds),
        "mending": lambda: mending.trial(options.suggestions, options.kills, options.seed),
    }
    good = True
    for name in options.trials or NAMES:
        print(f"\n## {name}", flush=True)
        good = runs[name]() and good
    print("\nNothing was found." if good else "\nThe lines above say what was found.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
