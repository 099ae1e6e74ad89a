"""What the sources of an event amount to: who says so, not who is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

SEVERAL = "several"
ONE_SIDE = "one_side"
SINGLE = "single"
DISPUTED = "disputed"
VERDICTS = (SEVERAL, ONE_SIDE, SINGLE, DISPUTED)


def evidence(events: pd.DataFrame, claims: pd.DataFrame, voices: Sequence[str]) -> pd.DataFrame:
    """Judge the evidence of each event from its claims and from who published them.

    The verdict is the first of these that holds:

    `disputed`
        the researcher's status of the event is `disputed`;
    `single`
        its claims name one source, or none;
    `one_side`
        all sources that its claims name speak with one voice;
    `several`
        its claims name sources of two voices or more.

    Every claim names its source, the researcher's remark `source_independence` too. That two
    publishers of one voice agree does not make them independent, so they are one side.

    Parameters
    ----------
    events
        Index event_id, column status.
    claims
        Columns event_id, source_id, voice.
    voices
        Ids of the voices in display order.

    Returns
    -------
    DataFrame
        Index event_id as in events; columns n_sources (int), voices (tuple of voice ids in
        display order), evidence (str).
    """
    named = claims.drop_duplicates(["event_id", "source_id"])
    counts = named.groupby("event_id").size().reindex(events.index, fill_value=0)
    order = {voice: position for position, voice in enumerate(voices)}
    spoken = {
        event_id: tuple(sorted(set(group), key=order.__getitem__))
        for event_id, group in named.groupby("event_id")["voice"]
    }
    event_voices = [spoken.get(event_id, ()) for event_id in events.index]
    verdicts = [
        _verdict(status, n_sources, heard)
        for status, n_sources, heard in zip(events["status"], counts, event_voices, strict=True)
    ]
    return pd.DataFrame(
        {
            "n_sources": counts.astype("int64"),
            "voices": pd.Series(event_voices, index=events.index, dtype=object),
            "evidence": verdicts,
        },
        index=events.index,
    )


def _verdict(status: str, n_sources: int, voices: tuple[str, ...]) -> str:
    if status == DISPUTED:
        return DISPUTED
    if n_sources <= 1:
        return SINGLE
    return ONE_SIDE if len(voices) == 1 else SEVERAL
