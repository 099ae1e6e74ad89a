"""Age of the record, in a line: its last event, its last change, and its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.wording.dates_and_counts import day_text
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from geo import Dataset


def record_text(dataset: Dataset) -> str:
    """Say when the last event was, when the data changed last, and which version they are."""
    about = dataset.about
    if not about.releases or not len(dataset.events):
        return _("Data version {version}").format(version=about.version)
    newest = about.releases[0]
    return _("Last event {event} · last change {change} · data version {release} ({version})").format(
        event=day_text(int(dataset.events["first_day"].iloc[-1])),
        change=day_text(newest.released),
        release=newest.version,
        version=about.version,
    )
