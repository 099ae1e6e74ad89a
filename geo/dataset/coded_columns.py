"""The columns of events that hold few different values, as small numbers: what filters count and compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.dataset.cache import cached

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset

    Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CodedColumn:
    """A column of few different values.

    Parameters
    ----------
    different
        Each different value once: texts, or tuples of them; None where a cell is blank.
    codes
        The position of each row's value in `different`: uint8, or wider where there are more of them.
    """

    different: tuple[Any, ...]
    codes: NDArray[np.unsignedinteger[Any]]

    def where(self, holds: Callable[[Any], bool]) -> Mask:
        """Return of which rows something holds; each different value is asked once."""
        answers = np.fromiter(map(holds, self.different), dtype=bool, count=len(self.different))
        return answers[self.codes] if len(answers) else np.zeros(len(self.codes), dtype=bool)

    def counts(self, kept: Mask | None = None) -> NDArray[np.int64]:
        """Return how many rows have each of `different`, of all rows or of those that are kept."""
        codes = self.codes if kept is None else self.codes[kept]
        return np.bincount(codes, minlength=len(self.different))

    def counts_of_members(self, kept: Mask | None = None) -> dict[Any, int]:
        """Return how many rows hold each member of their tuples, or each value that is no tuple."""
        found: dict[Any, int] = {}
        for value, count in zip(self.different, self.counts(kept).tolist(), strict=True):
            for member in value if isinstance(value, tuple) else (value,):
                found[member] = found.get(member, 0) + count
        return found


def pairs(one: CodedColumn, other: CodedColumn, rows: NDArray[np.int64]) -> Mask:
    """Return which values of two columns of one table stand beside each other in some of its rows.

    Returns
    -------
    ndarray of bool, shape (different values of `one`, different values of `other`)
    """
    beside = np.zeros((len(one.different), len(other.different)), dtype=bool)
    beside[one.codes[rows], other.codes[rows]] = True
    return beside


@cached(16)
def coded_column(dataset: Dataset, column: str) -> CodedColumn:
    """Return a column of `Dataset.events` as codes; it is read once and kept as long as the dataset.

    Parameters
    ----------
    dataset
        The dataset.
    column
        A column of text (str or category) or of tuples. One of many different values takes more room
        and time than it saves.
    """
    return encode_values(dataset.events[column])


def encode_values(column: pd.Series) -> CodedColumn:
    """Return a column as codes; see :func:`coded_column`."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, values = column.cat.codes.to_numpy(), column.cat.categories.tolist()
    else:
        codes, different = pd.factorize(column)
        values = list(different)
    if (codes < 0).any():
        codes = np.where(codes < 0, len(values), codes)
        values = [*values, None]
    return CodedColumn(tuple(values), codes.astype(np.min_scalar_type(max(len(values) - 1, 0))))
