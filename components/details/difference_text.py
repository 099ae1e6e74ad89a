"""Words for a disagreement: what it is about, and how far apart its values are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.claims.disagreements import DATE_FIELDS
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text, numbers_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.details.frame_rows import Record
    from geo.dataset.metadata import About

_MOST_POINTS = 3
_PAIR = 2
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


def points_text(found: Sequence[Record], about: About) -> str:
    """Say in a few words on what the claims on an event differ: `injured 3 or 4, date, what happened`.

    Parameters
    ----------
    found
        Rows of `geo.claims.disagreements.disagreements` of one event; more than three are counted.
    about
        Gives the labels of the fields.
    """
    named = list(dict.fromkeys(_point(row, about) for row in found))
    text = ", ".join(named[:_MOST_POINTS])
    rest = len(named) - _MOST_POINTS
    if rest <= 0:
        return text
    more = ngettext("{points} and {count} more", "{points} and {count} more", rest)
    return more.format(points=text, count=number_text(rest))


def _point(found: Record, about: About) -> str:
    field, values = found["field"], found["values"]
    if field in DATE_FIELDS:
        return _("date")
    if found["kind"] == "statement":
        return _("what happened") if field in about.claim_rules.statement_fields else _inside(field, about)
    if found["kind"] != "number":
        return _inside(field, about)
    parts = [value for value in values if value.field]
    if parts:
        totals = [value for value in values if not value.field]
        return _("{whole} {total}, {part} {count}").format(
            whole=_inside(field, about),
            total=numbers_written(totals[-1].text),
            part=_inside(parts[-1].field, about),
            count=numbers_written(parts[-1].text),
        )
    first, last = numbers_written(values[0].text), numbers_written(values[-1].text)
    template = _("{field} {first} or {last}") if len(values) <= _PAIR else _("{field} {first} to {last}")
    return template.format(field=_inside(field, about), first=first, last=last)


def _inside(field: str, about: About) -> str:
    """Return the label of a field as it stands inside a sentence: names keep their capital."""
    label = about.field_label(field)
    first, _space, rest = label.partition(" ")
    names = {word for voice in about.voices for word in voice.label.split()}
    is_name = (
        first in names or first[1:].lower() != first[1:] or (rest[:1].isupper() and not first.endswith(","))
    )
    return label if is_name else label[:1].lower() + label[1:]


def _shortened(ratio: float) -> float:
    if ratio >= _WHOLE_RATIO:
        return round(ratio)
    return round(ratio, 1 if ratio >= _NEAR_RATIO else 3)
