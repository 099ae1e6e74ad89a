"""Datasets that a test changes: without the seals by which a changed file would be told."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from geo.datapackage.seal import KEYS

if TYPE_CHECKING:
    from pathlib import Path


def copy_unsealed(source: Path, target: Path) -> Path:
    """Copy a dataset to a folder that is not there yet, take the seals out of its descriptor, and return it."""
    shutil.copytree(source, target)
    path = target / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    for resource in descriptor["resources"]:
        for key in KEYS:
            resource.pop(key, None)
    path.write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return target
