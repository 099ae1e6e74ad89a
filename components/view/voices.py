"""The dataset as chosen voices have it: support and disagreements judged by their claims alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from components.scene.build import build_scene
from geo.claims.voices import record_of
from geo.dataset.cache import cached
from geo.selection.filters import VOICES, facet_counts

if TYPE_CHECKING:
    import geo

_JUDGED = (
    "n_sources",
    "n_publishers",
    "voices",
    "independent",
    "state_only",
    "support",
    "disputed",
    "evidence",
)


def with_voices(dataset: geo.Dataset, voices: frozenset[str]) -> geo.Dataset:
    """Return a dataset as chosen voices have it; the dataset itself where none is chosen.

    Parameters
    ----------
    dataset
        The whole dataset.
    voices
        Ids of the chosen voices.

    Returns
    -------
    Dataset
        The same events, days and claims. How well each event is supported, and where sources disagree,
        is that of the voices' claims alone (`geo.claims.voices.record_of`); an event they do not speak of has
        no voices, so the choice of voices leaves it out.
    """
    return _dataset_of_voices(dataset, voices) if voices else dataset


@cached(16, of_large=3)
def _dataset_of_voices(dataset: geo.Dataset, voices: frozenset[str]) -> geo.Dataset:
    record = record_of(dataset, voices)
    judged = {column: record.events[column] for column in _JUDGED}
    return replace(dataset, events=dataset.events.assign(**judged), disagreements=record.disagreements)


@cached(16, of_large=3)
def scene_with_voices(dataset: geo.Dataset, voices: frozenset[str], today: int) -> bytes:
    """Pack what the browser draws of a dataset as chosen voices have it. Parameters as in :func:`with_voices`."""
    return build_scene(with_voices(dataset, voices), today, seen=seen_of(voices))


def seen_of(voices: frozenset[str]) -> str:
    """Return what tells the scene of chosen voices from others."""
    return "/".join(sorted(voices))


def counts(dataset: geo.Dataset, selection: geo.Selection) -> dict[str, dict[str, int]]:
    """Count the events behind each choice of each filter, given all other filters.

    Each voice counts the events that it would show by itself or beside the chosen ones, so the voices
    are counted in the whole dataset and all else as the chosen voices have it.
    """
    found = facet_counts(with_voices(dataset, selection.voices), selection)
    return found | facet_counts(dataset, selection, (VOICES,)) if selection.voices else found
