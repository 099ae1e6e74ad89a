"""Trials before a release: attacks, made-up tables and requests, kills, full disks, crowds, cut networks, axe, memory.

`python -m tests.trials [NAME ...]`, all by default, with `--variants 3`, `--kind polygon`, `--fuzz 20000` or
`--kills 100` for fewer of them.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tests.trials import (
    api,
    axe,
    cluster,
    cuts,
    disk,
    fuzz,
    hostile,
    kill,
    load,
    long_use,
    memory,
    mending,
    neighbours,
    readers,
    store_views,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CAGED_OF = 100
"""Of so many made-up tables one is read in the cage too."""
NAMES = (
    "hostile",
    "neighbours",
    "fuzz",
    "kill",
    "disk",
    "load",
    "mending",
    "readers",
    "memory",
    "cuts",
    "axe",
    "long",
    "api",
    "requests",
    "cluster",
)


OF_A_STORE = ("views",)
"""Trials that need a store: `python -m tests.trials views --store FOLDER`."""


def main() -> int:
    """Run the trials that are asked for, all by default; 0 where nothing was found."""
    parser = argparse.ArgumentParser(prog="sh .run/trials", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trials", nargs="*", metavar="trial", help=", ".join(NAMES))
    parser.add_argument(
        "--variants", type=int, metavar="COUNT", help="hostile inputs of each kind, all by default"
    )
    parser.add_argument("--kind", action="append", default=[], help="of hostile inputs, all by default")
    parser.add_argument("--fuzz", type=int, default=20_000, metavar="TABLES", help="made-up tables")
    parser.add_argument(
        "--first", type=int, default=0, metavar="NUMBER", help="of the made-up tables, to run them in parts"
    )
    parser.add_argument("--seed", type=int, default=1, help="of what is made up")
    parser.add_argument("--requests", type=int, default=10_000, metavar="COUNT", help="made-up requests")
    parser.add_argument("--kills", type=int, default=100, metavar="COUNT", help="kills of each command")
    parser.add_argument("--rows", type=int, default=2_000_000, metavar="COUNT", help="of an import")
    parser.add_argument("--people", default="10,40", help="people at once, one run for each number")
    parser.add_argument("--seconds", type=float, default=30, help="of each run of the load")
    parser.add_argument(
        "--suggestions", type=int, default=1000, metavar="COUNT", help="of twenty people at once"
    )
    parser.add_argument("--states", default="", metavar="PATTERN", help="of the page, that axe looks at")
    parser.add_argument(
        "--processes", type=int, default=1, help="servers that share the load behind one proxy"
    )
    parser.add_argument("--store", default="", metavar="FOLDER", help="whose views are counted, of `views`")
    parser.add_argument("--views", type=int, default=500, metavar="COUNT", help="random views of a store")
    options = parser.parse_args()
    unknown = set(options.trials) - {*NAMES, *OF_A_STORE}
    if unknown:
        parser.error(f"there is no trial {', '.join(sorted(unknown))}: {', '.join((*NAMES, *OF_A_STORE))}")
    runs: dict[str, Callable[[], bool]] = {
        "hostile": lambda: hostile.trial(options.variants, options.kind),
        "neighbours": lambda: neighbours.trial(options.variants, options.kind),
        "fuzz": lambda: fuzz.trial(
            options.fuzz, options.seed, first=options.first, caged=options.fuzz // CAGED_OF
        ),
        "kill": lambda: kill.trial(options.kills, options.seed),
        "disk": disk.trial,
        "mending": lambda: mending.trial(options.suggestions, options.kills, options.seed),
        "load": lambda: load.trial(
            [int(count) for count in options.people.split(",")], options.seconds, options.processes
        ),
        "readers": lambda: readers.trial(options.seconds),
        "memory": memory.trial,
        "cuts": cuts.trial,
        "axe": lambda: axe.trial(options.states),
        "long": long_use.trial,
        "api": lambda: api.load_trial(options.seconds),
        "cluster": lambda: cluster.trial(options.rows),
        "requests": lambda: api.requests_trial(options.requests, options.seed),
        "views": lambda: store_views.trial(options.store, options.views, options.seed),
    }
    good = True
    for name in options.trials or NAMES:
        print(f"\n## {name}", flush=True)
        good = runs[name]() and good
    print("\nNothing was found." if good else "\nThe lines above say what was found.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
