"""A copy of the dataset whose texts attack the page, for every place where text from data is shown."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.checkout import KARABAKH
from tests.unsealed import copy_unsealed

if TYPE_CHECKING:
    from pathlib import Path

PAYLOADS = (
    "<img src=x onerror=\"window.attacked='img'\">",
    "${window.attacked='template'}",
    "`${alert(1)}`",
    "</script><script>window.attacked='script'</script>",
    "{{ 7*7 }}{% raw %}",
    "\u202eright to left\u2066\u200f",
    "<svg/onload=window.attacked='svg'>",
    "![x](http://attack.example/x.png) [link](javascript:alert(1)) :red[x] $x$",
    "'\"><iframe srcdoc='<script>parent.attacked=1</script>'></iframe>",
    '=HYPERLINK("http://attack.example")',
    "w" * 10_000,
)
LINKS = (
    "javascript:window.attacked='link'",
    "data:text/html,<script>parent.attacked=1</script>",
    'https://attack.example/"onmouseover="window.attacked=1',
    " java\tscript:alert(1)",
)

TEXTS = {
    "events.csv": ("title", "summary", "place_name"),
    "claims.csv": ("value", "unit", "note"),
    "sources.csv": ("title", "publisher", "note"),
    "places.csv": ("name_en", "name_az", "name_hy", "name_ru", "note"),
    "control_periods.csv": ("extent_note",),
    "stories.csv": ("title", "summary"),
    "story_steps.csv": ("title", "text"),
}


def write_hostile_dataset(folder: Path) -> Path:
    """Copy the bundled dataset to ``folder`` and put an attack into every text of it.

    Each text keeps its first word, so that a person (or a test) still finds the record; the
    attacks take turns, so that each stands in each column.
    """
    target = folder / "hostile"
    copy_unsealed(KARABAKH, target)
    for name, columns in TEXTS.items():
        path = target / name
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for at, column in enumerate(columns):
                if row[column]:
                    row[column] = f"{row[column].split()[0]} {PAYLOADS[(number + at) % len(PAYLOADS)]}"
            if name == "sources.csv":
                row["url"] = LINKS[number % len(LINKS)]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return target
