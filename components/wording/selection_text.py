"""The filters of a view in words, for whatever is taken out of the page and must say what it holds."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from geo.claims.evidence import SUPPORT
from geo.claims.rules import rule
from geo.dataset.cache import cached
from geo.i18n import date_text, language
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.dataset import Dataset
    from geo.selection.filters import Selection

RANGE = ("first", "last")


def in_words(dataset: Dataset, selection: Selection) -> str:
    """Say in a sentence which events a selection keeps: from when to when, and through which filters."""
    days = _("Events from {first} to {last}")
    range_words = days.format(first=date_text(selection.first), last=date_text(selection.last))
    return "; ".join(part for part in (range_words, filters_in_words(dataset, selection)) if part)


def filters_in_words(dataset: Dataset, selection: Selection) -> str:
    """Name the filters of a selection but for the range, "" where there are none.

    Parameters
    ----------
    dataset
        Gives the words of the choices.
    selection
        The choice. A filter that has no words of its own is told by its name, never left out.
    """
    labels, facets = _labels(dataset, language()), _facets()
    parts = []
    for field in fields(selection):
        chosen = getattr(selection, field.name)
        if field.name in RANGE or not chosen:
            continue
        known = labels.get(field.name, {})
        words = (
            _("“{text}”").format(text=chosen)
            if isinstance(chosen, str)
            else ", ".join(known.get(choice, choice) for choice in _ordered(chosen, known))
        )
        parts.append(_("{facet}: {choices}").format(facet=facets.get(field.name, field.name), choices=words))
    return "; ".join(parts)


def _facets() -> dict[str, str]:
    return {
        "categories": _("categories"),
        "districts": _("districts"),
        "evidence": _("evidence"),
        "voices": _("only what these voices speak of, support judged by their claims alone"),
        "support": _("support"),
        "text": _("containing"),
    }


@cached(8)
def _labels(dataset: Dataset, _language: str) -> dict[str, dict[str, str]]:
    about = dataset.about
    return {
        "categories": {item.id: item.label for item in about.categories},
        "districts": {str(key): name for key, name in dataset.districts["name"].items()},
        "evidence": {item.id: item.label for item in about.evidence},
        "voices": {item.id: item.label for item in about.voices},
        "support": {item: _(rule(item).name) for item in SUPPORT},
    }


def _ordered(chosen: frozenset[str], known: Mapping[str, str]) -> list[str]:
    """Return choices in the order in which the page shows them."""
    return [choice for choice in known if choice in chosen] + sorted(chosen - known.keys())
