"""Moments and extents in words: what a value is of, by the words of its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from components.wording.dates_and_counts import written_date
from geo.dates import month_names
from geo.identifiers import fold
from geo.translations import label_text

if TYPE_CHECKING:
    from geo import Dataset

_DATE = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\s+(\d{4})")


def moment_text(dataset: Dataset, scope: str) -> str:
    """Say of which moment and extent values are: ``26 Aug 1993; early``.

    Parameters
    ----------
    dataset
        Of :func:`geo.translations.translated_dataset`.
    scope
        As `geo.claims.disagreements.find_disagreements` gives it: words and dates of notes in small
        letters, separated by semicolons.
    """
    return "; ".join(_date(part) or label_text(dataset, part) for part in scope.split("; ")) if scope else ""


def _date(text: str) -> str | None:
    """Write a date in English words as the language does; None when it is none."""
    match = _DATE.fullmatch(text)
    month = month_names("en").get(fold(match[2])) if match else None
    if match is None or month is None:
        return written_date(text)
    day = f"-{int(match[1]):02d}" if match[1] else ""
    return written_date(f"{match[3]}-{month:02d}{day}")
