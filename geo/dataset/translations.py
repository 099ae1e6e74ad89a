"""Translated texts of a dataset: titles, summaries, notes and labels in another language than their English."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

MACHINE = "machine"
"""Who translated a text that no person has translated."""

Key = tuple[str, str, str]
"""Table, key of the row and field of a text; the key is "" for a text that may stand in many rows."""


@dataclass(frozen=True)
class Translation:
    """A text in another language, and the English text that it was made from.

    Parameters
    ----------
    en, text
        The text in English and in the other language.
    by
        Who translated it; `MACHINE` for a program.
    checked_by
        Who has read it and found it right, "" for nobody.
    """

    en: str
    text: str
    by: str = MACHINE
    checked_by: str = ""

    @property
    def is_by_machine(self) -> bool:
        """Whether a program translated it and nobody has checked it."""
        return self.by == MACHINE and not self.checked_by


@dataclass(frozen=True, eq=False)
class Texts:
    """The translations into one language.

    Parameters
    ----------
    language
        Its code (ISO 639-1).
    of_rows
        Texts by table, key and field.
    repeated
        Texts that may stand in many rows, by table and English text.
    """

    language: str
    of_rows: Mapping[Key, Translation] = field(default_factory=dict)
    repeated: Mapping[tuple[str, str], Translation] = field(default_factory=dict)

    def of(self, table: str, key: str, name: str, english: str) -> Translation | None:
        """Return the translation of a text, None where there is none of the English text as it is now."""
        found = self.of_rows.get((table, key, name))
        if found is not None and found.en == english:
            return found
        return self.repeated.get((table, english))

    def words(self, table: str, english: str) -> str:
        """Return a text that may stand in many rows, in English where it is not translated."""
        found = self.repeated.get((table, english))
        return english if found is None else found.text


@dataclass(frozen=True, eq=False)
class Spoken:
    """How a dataset is told in another language than English.

    Parameters
    ----------
    texts
        The translations that were used.
    english
        Columns title, summary and place_name of the events in English, in the order of the events.
    """

    texts: Texts
    english: pd.DataFrame
