"""Choices of a person in the panel, read from the browser's message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

from components.view.state import KINDS, ORDERS, PAGES, SORTS
from geo.dataset.lookup import is_event
from geo.selection.named_lists import is_list

if TYPE_CHECKING:
    from geo import Dataset

Kind = Literal["district", "event", "place", "day", "order", "reset", "list", "more", "page", "sort", "kind"]

FACETS = ("categories", "districts", "evidence", "support", "voices", "text", "all")
_MOST_ROWS = 2000
_LAST_DAY = date.max.toordinal() - date(1970, 1, 1).toordinal()
"""The last day that there is a date for, in days since 1970-01-01."""


@dataclass(frozen=True)
class Pick:
    """One choice.

    Attributes
    ----------
    kind
        ``district`` and ``event`` (an identifier, or None to close it), ``place`` (an identifier), ``day``
        (days since 1970-01-01),
        ``order`` (``oldest`` or ``newest``), ``reset`` (a facet of the filters, or ``all``),
        ``list`` (one of :mod:`geo.selection.named_lists`, or None), ``more`` (how many rows to show), ``page`` (a part
        of the page), ``sort`` and ``kind`` (how the disagreements are sorted, and which kind of them is
        listed, or None for all).
    value
        What was chosen.
    """

    kind: Kind
    value: str | int | None


def read_pick(value: object, dataset: Dataset) -> Pick | None:
    """Return the choice in a message from the browser, or None when it is none the page offers.

    Parameters
    ----------
    value
        The component's ``pick`` trigger: a mapping with one entry, ``{kind: value}``.
    dataset
        Tells which districts and events exist.
    """
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((kind, chosen),) = value.items()
    if kind not in get_args(Kind):
        return None
    return Pick(kind, chosen) if _is_offered(kind, chosen, dataset) else None


def _is_offered(kind: Kind, chosen: object, dataset: Dataset) -> bool:
    if chosen is None:
        return kind in {"district", "event", "list", "kind"}
    if isinstance(chosen, int) and not isinstance(chosen, bool):
        in_time = kind == "day" and dataset.about.first_day <= chosen <= _LAST_DAY
        return in_time or (kind == "more" and 0 < chosen <= _MOST_ROWS)
    if not isinstance(chosen, str):
        return False
    known = {
        "district": dataset.districts.index,
        "place": dataset.places.index,
        "order": ORDERS,
        "reset": FACETS,
        "page": PAGES,
        "sort": SORTS,
        "kind": KINDS,
    }
    if kind == "list":
        return is_list(dataset, chosen)
    if kind == "event":
        return is_event(dataset, chosen)
    return kind in known and chosen in known[kind]
