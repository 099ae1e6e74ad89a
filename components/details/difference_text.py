"""Words for a disagreement: what it is about, and how far apart its values are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text

if TYPE_CHECKING:
    from components.details.frame_rows import Record
    from geo.dataset.metadata import About

_WHOLE_RATIO = 10
_NEAR_RATIO = 1.05


def size_text(found: Record) -> str:
    """Say how far apart the values are: `1.1 to 1`, `2 days apart`, `2 accounts`.

    Parameters
    ----------
    found
        A row of `geo.claims.disagreements.disagreements`.
    """
    if found["kind"] == "statement":
        count = int(found["n_values"])
        return ngettext("{count} account", "{count} accounts", count).format(count=number_text(count))
    if found["kind"] == "date":
        days = round(found["days"])
        return ngettext("{count} day apart", "{count} days apart", days).format(count=number_text(days))
    ratio = float(found["ratio"])
    if ratio == float("inf"):
        return _("some against none")
    return _("{ratio} to 1").format(ratio=number_text(_shortened(ratio)))


def field_text(found: Record, about: About) -> str:
    """Say what a disagreement is about: its field, or that accounts differ. `found` as in `size_text`."""
    if found["field"] in about.claim_rules.statement_fields:
        return _("Different accounts")
    return about.field_label(found["field"])


def _shortened(ratio: float) -> float:
    if ratio >= _WHOLE_RATIO:
        return round(ratio)
    return round(ratio, 1 if ratio >= _NEAR_RATIO else 3)
