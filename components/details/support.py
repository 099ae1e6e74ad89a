"""Support of an event: how many sources on which sides, whose voices, and where they disagree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from components.details.difference_text import field_text, size_text
from components.details.frame_rows import records_of
from components.wording.dates_and_counts import source_count
from geo.claims.disagreements import disagreements
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text

if TYPE_CHECKING:
    import pandas as pd

    from components.details.frame_rows import Record
    from components.details.inline_text import Json
    from geo import Dataset


def support_model(event: Record, claims: pd.DataFrame, dataset: Dataset, chosen: frozenset[str]) -> Json:
    """Return the evidence of an event in short.

    Parameters
    ----------
    event
        A row of ``dataset.events``.
    claims
        The rows of ``dataset.claims`` on it.
    dataset
        Gives the voices and the disagreements.
    chosen
        The voices that are listened to; they are marked.

    Returns
    -------
    dict
        ``sides``: number of sources by voice, the silent ones left out; ``notes``: plain sentences;
        ``disagreements``: field and size of each that was found, with the way to their page.
    """
    # Of each source the first claim: its voice and what publishes it. A frame for so few rows takes longer to make.
    named: dict[str, tuple[str, str]] = {}
    for source, voice, kind in zip(
        *(claims[name] for name in ("source_id", "voice", "publisher_kind")), strict=True
    ):
        named.setdefault(source, (voice, kind))
    counts = Counter(voice for voice, _kind in named.values())
    kinds = [kind for voice, kind in named.values() if not chosen or voice in chosen]
    return {
        "title": _("Who says so"),
        "sides": [
            {"label": voice.label, "count": number_text(counts[voice.id]), "chosen": voice.id in chosen}
            for voice in dataset.about.voices
            if voice.id in counts
        ],
        "notes": [_("The chosen voices make no claim on it.")]
        if chosen and not kinds
        else _notes(event, kinds, dataset),
        "disagreements": _disagreements(str(claims["event_id"].iloc[0]), dataset) if len(claims) else None,
    }


def _notes(event: Record, kinds: list[str], dataset: Dataset) -> list[str]:
    """Say what a count of sources alone would hide; `kinds` has of each what publishes it."""
    if not kinds:
        return []
    notes = []
    labels = {voice.id: voice.label for voice in dataset.about.voices}
    if event["support"] == "one_side":
        publishers = int(event["n_publishers"])
        notes.append(
            ngettext(
                "One side only: all {sources} are {voice}, of {count} publisher. "
                "That a claim is repeated does not make it independent.",
                "One side only: all {sources} are {voice}, of {count} publishers. "
                "That a claim is repeated does not make it independent.",
                publishers,
            ).format(
                sources=source_count(int(event["n_sources"])),
                voice=labels[event["voices"][0]],
                count=number_text(publishers),
            )
        )
    elif not event["independent"]:
        notes.append(_("No independent voice among the sources."))
    notes.append(_state_text(event, kinds, dataset))
    return [note for note in notes if note]


def _state_text(event: Record, kinds: list[str], dataset: Dataset) -> str:
    of_states = {kind for voice in dataset.about.voices for kind in voice.state_kinds}
    count, total = sum(kind in of_states for kind in kinds), int(event["n_sources"])
    if event["state_only"]:
        return _("All sources are bodies of a state.") if total > 1 else _("The source is a body of a state.")
    if not count:
        return _("No body of a state among the sources.") if total else ""
    text = ngettext(
        "{count} of {total} sources is a body of a state.",
        "{count} of {total} sources are bodies of a state.",
        count,
    )
    return text.format(count=number_text(count), total=number_text(total))


def _disagreements(event_id: str, dataset: Dataset) -> Json | None:
    found = disagreements(dataset)
    rows = records_of(found[found["event_id"] == event_id])
    if not rows:
        return None
    return {
        "title": _("Sources disagree on:"),
        "items": [{"field": field_text(row, dataset.about), "size": size_text(row)} for row in rows],
        "link": {"text": _("See them side by side"), "pick": {"page": "disagreements"}},
    }
