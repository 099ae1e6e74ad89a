"""The record through chosen voices: whose they are, how many events they speak of, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text
from geo.selection.filters import VOICES, matches

if TYPE_CHECKING:
    from components.details.inline_text import Json
    from components.view.state import ViewState
    from geo import Dataset, Selection


def voices_banner_model(dataset: Dataset, state: ViewState, selection: Selection) -> Json | None:
    """Say through which voices the record is seen; None where all are heard.

    Parameters
    ----------
    dataset
        Gives the voices and events.
    state
        Says which voices are chosen.
    selection
        All filters; the events that only the choice of voices leaves out are counted.
    """
    if not state.voices:
        return None
    shown = int(matches(dataset, selection).sum())
    silent = int(matches(dataset, selection, ignore=(VOICES,)).sum()) - shown
    labels = [voice.label for voice in dataset.about.voices if voice.id in state.voices]
    total = len(dataset.events)
    sentence = ngettext("{shown} of {total} event.", "{shown} of {total} events.", total)
    rest = ngettext(
        "They make no claim on {count} more event of this range.",
        "They make no claim on {count} more events of this range.",
        silent,
    )
    return {
        "title": _("As these voices have it: {voices}").format(voices=", ".join(labels)),
        "text": " ".join(
            part
            for part in (
                sentence.format(shown=number_text(shown), total=number_text(total)),
                rest.format(count=number_text(silent)) if silent else "",
            )
            if part
        ),
        "all": {"text": _("Hear all voices"), "pick": {"reset": "voices"}},
    }
