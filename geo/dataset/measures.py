"""Measures of a dataset: which fields of claims count one thing, and which of them may be added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Counting = Literal["once", "running"]


@dataclass(frozen=True)
class CountedField:
    """A field that counts for a measure.

    Parameters
    ----------
    field
        The field of the claims.
    place
        Id of the place that it is always of, "" when the event tells.
    beside, without
        A field that must be claimed, or must not be claimed, of the same event; "" for none. A toll
        beside a running total is a running total itself.
    """

    field: str
    place: str = ""
    beside: str = ""
    without: str = ""


@dataclass(frozen=True)
class Measure:
    """Something counted, by one field or several.

    Parameters
    ----------
    id, label, unit
        Its name, in words for the page, and the unit as in the claims.
    counting
        `once`: a figure is of its event alone; `running`: a figure holds all before it.
    fields
        The fields that count it.
    everywhere
        Whether its figures are of the whole region wherever their event was, so that a district has
        none of its own.
    adds
        Events whose figures are of distinct things and may be added, as the dataset says.
    why
        A sentence that says why no other figures are added.
    """

    id: str
    label: str
    unit: str
    counting: Counting
    fields: tuple[CountedField, ...]
    everywhere: bool
    adds: tuple[str, ...]
    why: str
