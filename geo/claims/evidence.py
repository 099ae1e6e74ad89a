"""Evidence of an event: what its sources amount to, who says so, not who is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from geo.dataset.columns import positions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from geo.dataset.metadata import Voice

SEVERAL = "several"
ONE_SIDE = "one_side"
SINGLE = "single"
DISPUTED = "disputed"
VERDICTS = (SEVERAL, ONE_SIDE, SINGLE, DISPUTED)

TWO_SIDES = "two_sides"
INDEPENDENT = "independent"
SUPPORT = (TWO_SIDES, INDEPENDENT, DISPUTED, SINGLE)
"""What a person may ask of the support of an event; each is a rule of `geo.claims.rules`."""


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
    `geo.claims.disagreements` finds anything. The combined verdict of the marker is `disputed` for those,
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
        Index event_id as in events; columns n_sources, n_publishers (int32); voices (tuple of voice
        ids in display order); independent (bool); state_only (bool: it has sources, and all are
        bodies of a state); support (`several`, `one_side` or `single`); disputed (bool); evidence
        (`disputed` or the verdict on support).
    """
    rows = positions(claims["event_id"], events.index)
    source_codes, source_ids = pd.factorize(claims["source_id"])
    rows, named = _first_of_each(rows, source_codes, len(source_ids))
    said = claims[["voice", "publisher", "publisher_kind"]].iloc[named]
    n_sources = np.bincount(rows, minlength=len(events)).astype("int32")
    publishers, names = pd.factorize(said["publisher"])
    first, _ = _first_of_each(rows, publishers, len(names))
    n_publishers = np.bincount(first, minlength=len(events)).astype("int32")
    heard = _voices_of_events(rows, said["voice"], len(events), voices)
    n_sides = heard.sum(axis=1)
    state = frozenset(kind for voice in voices for kind in voice.state_kinds)
    of_others = np.bincount(rows[~said["publisher_kind"].isin(state)], minlength=len(events))
    verdicts = np.select([n_sources <= 1, n_sides <= 1], [SINGLE, ONE_SIDE], SEVERAL)
    contested = events.index.isin(list(disputed))
    return pd.DataFrame(
        {
            "n_sources": n_sources,
            "n_publishers": n_publishers,
            "voices": pd.Series(_tuples(heard, voices), index=events.index, dtype=object),
            "independent": heard[:, [voice.independent for voice in voices]].any(axis=1),
            "state_only": (n_sources > 0) & (of_others == 0),
            "support": verdicts,
            "disputed": contested,
            "evidence": np.where(contested, DISPUTED, verdicts),
        },
        index=events.index,
    )


def _first_of_each(
    rows: NDArray[np.int32], codes: NDArray[np.int64], n_codes: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the first of each different pair of an event and a code: its event, and where it stands.

    Those of no event (-1) are left out, as are those without a code.
    """
    known = np.flatnonzero((rows >= 0) & (codes >= 0))
    pairs = rows[known].astype("int64") * max(1, n_codes) + codes[known]
    _, first = np.unique(pairs, return_index=True)
    return rows[known[first]], known[first]


def _voices_of_events(
    rows: NDArray[np.int32], said: pd.Series, count: int, voices: Sequence[Voice]
) -> NDArray[np.bool_]:
    """Return which voices (columns) make a claim on which events (rows)."""
    codes, different = pd.factorize(said)
    columns = pd.Index([voice.id for voice in voices]).get_indexer(pd.Index(different))[codes]
    heard = np.zeros((count, len(voices)), dtype=bool)
    heard[rows[columns >= 0], columns[columns >= 0]] = True
    return heard


def _tuples(heard: NDArray[np.bool_], voices: Sequence[Voice]) -> NDArray[np.object_]:
    """Return the ids of the voices that each row hears, one tuple for all rows that hear the same."""
    pattern = np.zeros(len(heard), dtype="int64")
    for byte in np.packbits(heard, axis=1).T:
        pattern = np.unique(pattern * 256 + byte, return_inverse=True)[1].ravel()
    _, first, of_row = np.unique(pattern, return_index=True, return_inverse=True)
    ids = np.empty(len(first), dtype=object)
    ids[:] = [
        tuple(voice.id for voice, is_heard in zip(voices, row, strict=True) if is_heard)
        for row in heard[first]
    ]
    found: NDArray[np.object_] = ids[of_row.ravel()]
    return found
