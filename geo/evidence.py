"""What the sources of an event amount to: who says so, not who is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from geo.about import Voice

SEVERAL = "several"
ONE_SIDE = "one_side"
SINGLE = "single"
DISPUTED = "disputed"
VERDICTS = (SEVERAL, ONE_SIDE, SINGLE, DISPUTED)
SUPPORT_ORDER = (SINGLE, ONE_SIDE, SEVERAL)
"""Verdicts on support alone, from the weakest to the strongest."""

TWO_SIDES = "two_sides"
INDEPENDENT = "independent"
SUPPORT = (TWO_SIDES, INDEPENDENT, DISPUTED, SINGLE)
"""What a person may ask of the support of an event; each is a rule of `geo.rules`."""


def evidence(
    events: pd.DataFrame, claims: pd.DataFrame, voices: Sequence[Voice], disputed: Collection[str]
) -> pd.DataFrame:
    """Judge the support of each event from its claims and from who published them.

    A source is a publication that a claim on the event names, the researcher's remark on the sources
    too; its side is the voice of its publisher's kind. The verdict on support is the first of these
    that holds:

    `single`
        its claims name one source, or none;
    `one_side`
        all sources that its claims name speak with one voice;
    `several`
        its claims name sources of two voices or more.

    That two publishers of one voice agree does not make them independent, so they are one side.

    An event has independent voices when at least one of its sources speaks with a voice that the
    dataset marks as independent: of no party to the conflict and of no power in it (for Karabakh
    international media, the UN, non-governmental organisations and academics, and reference works;
    not the Russian one). It may speak beside the parties or alone, and it may repeat what one of them
    told it.

    Whether an event is disputed does not depend on the number of its sides: it is where
    `geo.disagreements` finds anything. The combined verdict of the marker is `disputed` for those,
    and the verdict on support for all others.

    Parameters
    ----------
    events
        Index event_id.
    claims
        Columns event_id, source_id, voice, publisher, publisher_kind. Their order changes nothing.
    voices
        The voices in display order.
    disputed
        Ids of the events of which sources disagree.

    Returns
    -------
    DataFrame
        Index event_id as in events; columns n_sources, n_publishers (int); voices (tuple of voice
        ids in display order); independent (bool); state_only (bool: it has sources, and all are
        bodies of a state); support (`several`, `one_side` or `single`); disputed (bool); evidence
        (`disputed` or the verdict on support).
    """
    named = claims.drop_duplicates(["event_id", "source_id"])
    by_event = named.groupby("event_id")
    n_sources = by_event.size().reindex(events.index, fill_value=0).astype("int64")
    publishers = by_event["publisher"].nunique().reindex(events.index, fill_value=0).astype("int64")
    heard = _heard(events, named, voices)
    n_sides = heard.sum(axis=1)
    state = frozenset(kind for voice in voices for kind in voice.state_kinds)
    of_state = named["publisher_kind"].isin(state).groupby(named["event_id"]).all()
    verdicts = np.select([n_sources <= 1, n_sides <= 1], [SINGLE, ONE_SIDE], SEVERAL)
    contested = events.index.isin(list(disputed))
    return pd.DataFrame(
        {
            "n_sources": n_sources,
            "n_publishers": publishers,
            "voices": pd.Series(_tuples(heard, voices), index=events.index, dtype=object),
            "independent": heard[:, [voice.independent for voice in voices]].any(axis=1),
            "state_only": of_state.reindex(events.index, fill_value=False).astype(bool),
            "support": verdicts,
            "disputed": contested,
            "evidence": np.where(contested, DISPUTED, verdicts),
        },
        index=events.index,
    )


def _heard(events: pd.DataFrame, named: pd.DataFrame, voices: Sequence[Voice]) -> NDArray[np.bool_]:
    """Return which voices (columns) make a claim on which events (rows)."""
    rows = events.index.get_indexer(pd.Index(named["event_id"]))
    columns = pd.Index([voice.id for voice in voices]).get_indexer(pd.Index(named["voice"]))
    known = (rows >= 0) & (columns >= 0)
    heard = np.zeros((len(events), len(voices)), dtype=bool)
    heard[rows[known], columns[known]] = True
    return heard


def _tuples(heard: NDArray[np.bool_], voices: Sequence[Voice]) -> list[tuple[str, ...]]:
    patterns, of_row = np.unique(heard, axis=0, return_inverse=True)
    ids = [
        tuple(voice.id for voice, is_heard in zip(voices, row, strict=True) if is_heard) for row in patterns
    ]
    return [ids[position] for position in of_row.ravel()]
