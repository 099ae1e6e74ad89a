"""Changes of a dataset's tables since a commit, counted: an entry for its changelog and its descriptor.

    python data/make/changes.py data/karabakh 7ad4d90 2.0.0 2026-11-27

writes the entry of version 2.0.0 to `CHANGELOG.md` of the dataset and to `dashboard.releases` of its
descriptor, from which the page tells it. An entry of the same version is replaced.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

Row = dict[str, str]
KEYS = {"events": ("event_id",), "sources": ("source_id",), "places": ("place_id",)}
CLAIM = ("event_id", "source_id", "field", "value")
FACT = ("district_id", "field", "value", "source_id")
NAMES = {"claims": CLAIM, "district_facts": FACT, **KEYS}
WORDS = {
    "events": "events",
    "claims": "claims",
    "sources": "sources",
    "places": "places",
    "district_facts": "facts of districts",
}
HEAD = """# Changelog of the data

What each version of the tables changed, counted by `data/make/changes.py` from the tables themselves.
"""


class Compared(NamedTuple):
    """What became of the rows of a table: new and gone by their key, changed by column."""

    new: list[tuple[str, ...]]
    gone: list[tuple[str, ...]]
    changed: dict[str, int]


def main() -> None:
    """Write the entry of a version."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("since", help="the commit of the version before")
    parser.add_argument("version")
    parser.add_argument("released", help="the day, as in 2026-11-27")
    parser.add_argument("--also", action="append", default=[], help="a sentence on what counts do not tell")
    given = parser.parse_args()
    tables = {name: compare(name, *both(given.folder, given.since, name)) for name in NAMES}
    titles = {row["event_id"]: row["title"] for row in rows((given.folder / "events.csv").read_text("utf-8"))}
    events = sorted(key[0] for key in tables["events"].new)
    said = [*sentences(tables), *given.also]
    release = {
        "version": given.version,
        "released": given.released,
        "changes": said,
        "newEvents": events,
    }
    write_descriptor(given.folder / "datapackage.json", release)
    entry = [f"## [{given.version}] - {given.released}", "", *(f"- {sentence}" for sentence in said), ""]
    entry += ["New events:", "", *(f"- {titles[event]} (`{event}`)" for event in events), ""]
    write_changelog(given.folder / "CHANGELOG.md", given.version, "\n".join(entry))


def both(folder: Path, since: str, name: str) -> tuple[list[Row], list[Row]]:
    """Return a table as it was at a commit, and as it is."""
    path = f"{since}:./{name}.csv"
    was = subprocess.run(["git", "show", path], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607
    return rows(was.stdout.decode("utf-8")), rows((folder / f"{name}.csv").read_text("utf-8"))


def rows(text: str) -> list[Row]:
    """Read a table."""
    return list(csv.DictReader(io.StringIO(text)))


def compare(name: str, before: list[Row], after: list[Row]) -> Compared:
    """Compare the rows of a table by its key."""
    old, new = ({tuple(row[part] for part in NAMES[name]): row for row in table} for table in (before, after))
    changed: dict[str, int] = {}
    for key in old.keys() & new.keys():
        for column, value in new[key].items():
            if old[key].get(column) != value:
                changed[column] = changed.get(column, 0) + 1
    return Compared(sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys()), changed)


def sentences(tables: dict[str, Compared]) -> list[str]:
    """Say what changed, a sentence for what is new, gone and written otherwise."""
    new = [f"{len(tables[name].new):,} {words}" for name, words in WORDS.items() if tables[name].new]
    gone = [f"{len(tables[name].gone):,} {words}" for name, words in WORDS.items() if tables[name].gone]
    said = [f"Added: {', '.join(new)}."] if new else []
    if gone:
        said.append(f"Taken out or corrected: {', '.join(gone)}.")
    columns = ("title", "summary", "category", "status", "start_date", "end_date")
    changed = tables["events"].changed
    events = [
        f"{column.replace('_', ' ')} of {changed[column]:,}" for column in columns if changed.get(column)
    ]
    if events:
        said.append(f"Events that were there before, written otherwise: {', '.join(events)}.")
    if notes := tables["claims"].changed.get("note"):
        said.append(f"Claims with another note: {notes:,}.")
    return said


def write_descriptor(path: Path, release: dict[str, object]) -> None:
    """Put a release first in the descriptor, in the place of one of the same version."""
    content = json.loads(path.read_text("utf-8"))
    others = [
        entry for entry in content["dashboard"].get("releases", []) if entry["version"] != release["version"]
    ]
    content["version"] = release["version"]
    content["dashboard"]["releases"] = [release, *others]
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def write_changelog(path: Path, version: str, entry: str) -> None:
    """Put an entry first in the changelog, in the place of one of the same version."""
    text = path.read_text("utf-8") if path.exists() else HEAD
    entries = re.split(r"(?m)^(?=## \[)", text.removeprefix(HEAD).lstrip("\n"))
    others = [
        other.strip("\n") for other in entries if other.strip() and not other.startswith(f"## [{version}]")
    ]
    path.write_text("\n".join([HEAD, entry.strip("\n"), *(f"\n{other}" for other in others)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
