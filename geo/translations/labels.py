"""Labels and texts of a dataset's description in another language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dataset.metadata import ATTRIBUTIONS
from geo.i18n import Sentence, gettext, sentence_text
from geo.translations.table import LABELS, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.dataset.metadata import About
    from geo.dataset.translations import Texts


def translated_about(about: About, texts: Texts) -> About:
    """Return what a dataset says of itself with its labels translated.

    Parameters
    ----------
    about
        In English.
    texts
        The translations. A text that is not among them is looked for in the catalogue of messages, since
        categories and voices of a person's own events have their words from there; else it stays English.

    Notes
    -----
    The catalogue is that of the language of the run, which is that of the texts.
    """

    def said(text: str) -> str:
        found = texts.words(LABELS, text)
        if found != text or not text:
            return found
        if text not in about.sentences:
            return gettext(text)
        made = about.sentences[text]
        values = {name: said(one) if isinstance(one, str) else one for name, one in made.values.items()}
        return sentence_text(Sentence(made.template, values))

    def every_owner(attribution: str) -> str:
        found = said(attribution)
        if found != attribution:
            return found
        return ATTRIBUTIONS.join(map(said, attribution.split(ATTRIBUTIONS)))

    def every(labels: Mapping[str, str]) -> dict[str, str]:
        return {key: said(text) for key, text in labels.items()}

    return replace(
        about,
        title=said(about.title),
        subtitle=said(about.subtitle),
        title_note=said(about.title_note),
        categories=tuple(replace(item, label=said(item.label)) for item in about.categories),
        groups=tuple(replace(item, label=said(item.label)) for item in about.groups),
        controllers=tuple(replace(item, label=said(item.label)) for item in about.controllers),
        unrecorded=replace(about.unrecorded, label=said(about.unrecorded.label)),
        voices=tuple(replace(item, label=said(item.label)) for item in about.voices),
        evidence=tuple(
            replace(item, label=said(item.label), meaning=said(item.meaning)) for item in about.evidence
        ),
        jumps=tuple(replace(item, label=said(item.label)) for item in about.jumps),
        landmarks=tuple(replace(item, label=said(item.label)) for item in about.landmarks),
        field_labels=every(about.field_labels),
        fact_labels=every(about.fact_labels),
        publisher_kinds=every(about.publisher_kinds),
        notes=every(about.notes),
        measures=tuple(replace(item, label=said(item.label), why=said(item.why)) for item in about.measures),
        resources=tuple(
            replace(item, title=said(item.title), attribution=every_owner(item.attribution))
            for item in about.resources
        ),
        tiles=tuple(replace(item, name=said(item.name)) for item in about.tiles),
        attribution=every_owner(about.attribution),
        district_figures=tuple(replace(item, label=said(item.label)) for item in about.district_figures),
        releases=tuple(
            replace(item, changes=tuple(said(change) for change in item.changes)) for item in about.releases
        ),
        units={en: one.text for (table, en), one in texts.repeated.items() if table == UNITS},
    )
