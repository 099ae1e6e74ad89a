"""The tables of translations: one a language, a row a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dataset.translations import MACHINE, Texts, Translation

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    import pandas as pd

    from geo.dataset.translations import Key

COLUMNS = ("table", "key", "field", "en", "text", "by", "checked_by")
LABELS = "labels"
"""The table of a text that stands in the descriptor: the label of a category, a note, the title."""
CLAIMS = "claims"
"""The table of a statement or a note of claims, which many claims may repeat."""
FACTS = "facts"
"""The table of a fact of a district that is not a number alone."""
UNITS = "units"
"""The table of the units of claims."""
PERIODS = ("district_id", "extent", "from_date", "controller")
"""Columns of the control periods that make the key of their notes, joined by a bar."""


def read_texts(language: str, table: pd.DataFrame, labels: Mapping[str, str]) -> Texts:
    """Return the translations into one language.

    Parameters
    ----------
    language
        Its code.
    table
        Columns `COLUMNS` (str, "" where blank); a row without a text is left out.
    labels
        Texts of the descriptor that have their translation beside them, by the English text; these were
        written with the dataset, and count as checked.
    """
    repeated = {(LABELS, en): Translation(en, text, "dataset", "dataset") for en, text in labels.items()}
    of_rows = {}
    for name, key, field, en, text, by, checked_by in table[list(COLUMNS)].itertuples(index=False, name=None):
        if not text:
            continue
        translation = Translation(en, text, by or MACHINE, checked_by)
        if key:
            of_rows[name, key, field] = translation
        else:
            repeated.setdefault((name, en), translation)
    return Texts(language, of_rows, repeated)


def stale(
    table: pd.DataFrame, texts: Mapping[Key, str], repeated: Mapping[str, Container[str]]
) -> Iterator[int]:
    """Yield the rows of a table of translations whose English text is no longer in the dataset.

    Parameters
    ----------
    table
        Columns `COLUMNS`, index the line number.
    texts
        The dataset's English texts by table, key and field.
    repeated
        By table, the texts that may stand in many rows.

    Yields
    ------
    int
        Line numbers. Rows of tables that are named in neither are left alone.
    """
    known = {name for name, _key, _field in texts}
    for line, name, key, field, en in table[["table", "key", "field", "en"]].itertuples(name=None):
        if key and name in known:
            is_stale = texts.get((name, key, field)) != en
        else:
            is_stale = not key and name in repeated and en not in repeated[name]
        if is_stale:
            yield int(line)
