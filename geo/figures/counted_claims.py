"""Claims that count something in a view, and measures that have too many to put side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.dataset.cache import cached
from geo.dataset.coded_columns import encode_values
from geo.dataset.columns import positions
from geo.selection.filters import within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.dataset.measures import CountedField, Measure

    Mask = NDArray[np.bool_]
    Positions = NDArray[np.int32]

MOST_CLAIMS = 1_000
"""Claims of one measure in a view that are read and drawn; nobody can tell more of them apart."""


class CountedClaims(NamedTuple):
    """The claims by which a field counts for a measure: their positions, and those of their events."""

    measure: Measure
    entry: CountedField
    claims: Positions
    events: Positions


class InView(NamedTuple):
    """The counted claims of a view.

    Parameters
    ----------
    claims
        Positions in `Dataset.claims` by measure, those of the measures that are not crowded.
    crowded
        The number of claims of each measure that has more than `MOST_CLAIMS`, in the order of the
        measures.
    """

    claims: Mapping[str, Positions]
    crowded: Mapping[str, int]


@cached(1)
def counted_claims(dataset: Dataset) -> tuple[CountedClaims, ...]:
    """Return the claims that count something, by measure and field."""
    fields = encode_values(dataset.claims["field"])
    rows = positions(dataset.claims["event_id"], dataset.events.index)
    found = []
    for measure in dataset.about.measures:
        for entry in measure.fields:
            claims = np.flatnonzero(fields.where(entry.field.__eq__) & (rows >= 0)).astype(np.int32)
            events = rows[claims]
            counts = np.ones(len(claims), dtype=bool)
            if entry.beside:
                counts &= np.isin(events, rows[fields.where(entry.beside.__eq__)])
            if entry.without:
                counts &= ~np.isin(events, rows[fields.where(entry.without.__eq__)])
            found.append(CountedClaims(measure, entry, claims[counts], events[counts]))
    return tuple(found)


def in_view(
    dataset: Dataset,
    district: str | None = None,
    *,
    mask: Mask | None = None,
    voices: frozenset[str] = frozenset(),
) -> InView:
    """Return the claims of a view that count something.

    Parameters
    ----------
    dataset
        The dataset.
    district
        A district's id for the claims on its events; None for all. Of measures that count by place all
        claims are returned: the place decides.
    mask
        Which events count, in the order of `Dataset.events`; None for all.
    voices
        Whose claims count; empty counts all.
    """
    return _in_view(
        dataset, district, None if mask is None else np.packbits(mask).tobytes(), voices, most=MOST_CLAIMS
    )


@cached(8)
def _in_view(
    dataset: Dataset, district: str | None, mask: bytes | None, voices: frozenset[str], *, most: int
) -> InView:
    count = len(dataset.events)
    kept = np.ones(count, dtype=bool)
    if mask is not None:
        kept = np.unpackbits(np.frombuffer(mask, np.uint8), count=count).astype(bool)
    here = kept
    if district is not None:
        here = kept & within(dataset, district) & ~dataset.events["region_wide"].to_numpy(dtype=bool)
    by_measure: dict[str, list[Positions]] = {}
    for counted in counted_claims(dataset):
        if district is not None and counted.measure.everywhere:
            continue
        is_placed = counted.measure.counting == "running" or bool(counted.entry.place)
        claims = counted.claims[(kept if is_placed else here)[counted.events]]
        if voices:
            claims = claims[dataset.claims["voice"].iloc[claims].isin(voices).to_numpy(dtype=bool)]
        by_measure.setdefault(counted.measure.id, []).append(claims)
    joined = {measure: np.concatenate(parts) for measure, parts in by_measure.items()}
    return InView(
        {measure: claims for measure, claims in joined.items() if len(claims) <= most},
        {measure: len(claims) for measure, claims in joined.items() if len(claims) > most},
    )
