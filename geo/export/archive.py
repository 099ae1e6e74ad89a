"""Several files as one: a zip archive made in memory."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def archive(files: Mapping[str, bytes], made: date) -> bytes:
    """Return a zip archive of files, in their order.

    Parameters
    ----------
    files
        Content by name.
    made
        The day that the archive gives for each file: the same files give the same bytes.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
