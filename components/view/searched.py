"""The answer to a search in events that are not in memory, as the search field is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset


class Searched(NamedTuple):
    """What was found for a text.

    Parameters
    ----------
    dataset
        The few events that are shown.
    kept
        How many events of the view have the words; None where they were not looked for.
    note
        Why not, in a sentence.
    """

    dataset: Dataset
    kept: int | None
    note: str
