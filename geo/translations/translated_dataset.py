"""A dataset in the language of the run: the same records, their texts translated where there are translations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.cache import cached
from geo.dataset.columns import with_texts
from geo.dataset.lookup import row_of, rows_of
from geo.dataset.origin import ADDED, NO_TITLE
from geo.dataset.translations import Spoken, Texts
from geo.i18n import DEFAULT, gettext, language
from geo.translations.labels import translated_about
from geo.translations.names import district_names, names_of_places, names_of_shapes
from geo.translations.table import CLAIMS, FACTS, LABELS, PERIODS

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    import pandas as pd

    from geo.dataset.dataset import Dataset
    from geo.dataset.translations import Translation

EVENT_TEXTS = ("title", "summary", "place_name")
STORIES = "stories"
"""The table of stories; the key of a text is its story's id."""
STEPS = "story_steps"
"""The table of their steps; the key of a text is the story's id and the step's number, joined by a bar."""
_STORY_TEXTS = {STORIES: ("title", "summary"), STEPS: ("title", "text")}


def translated_dataset(dataset: Dataset) -> Dataset:
    """Return a dataset in the language of this run; the dataset itself in English.

    Parameters
    ----------
    dataset
        In English. Nothing that compares claims may be asked of what is returned: the words of notes by
        which claims are told apart are English.

    Returns
    -------
    Dataset
        The same events, days and claims. Labels, titles, summaries, names and notes are translated; statements
        and notes of claims stay as they are, for :func:`claim_texts`.
    """
    code = language()
    return dataset if code == DEFAULT else _translate_dataset(dataset, code)


@cached(4, of_large=2)
def _translate_dataset(dataset: Dataset, code: str) -> Dataset:
    texts = dataset.texts.get(code) or Texts(code)
    events = _events(dataset, texts)
    places = dataset.places
    districts = dataset.districts
    return replace(
        dataset,
        about=translated_about(dataset.about, texts),
        events=events,
        control_periods=_periods(dataset.control_periods, texts),
        places=places.assign(name=names_of_places(places, texts)),
        districts=districts.assign(
            name=district_names(districts, dataset.district_facts, texts),
            economic_region=[texts.words(LABELS, region) for region in districts["economic_region"]],
        ),
        district_facts=dataset.district_facts.assign(
            value=[texts.words(FACTS, str(value)) for value in dataset.district_facts["value"]]
        ),
        neighbours=dataset.neighbours.assign(
            name=district_names(dataset.neighbours, dataset.district_facts.iloc[:0], texts)
        ),
        backdrop={
            name: layer.assign(name=names_of_shapes(layer, texts)) if "name_en" in layer else layer
            for name, layer in dataset.backdrop.items()
        },
        stories=_stories(dataset.stories, texts, STORIES),
        story_steps=_stories(dataset.story_steps, texts, STEPS),
        spoken=Spoken(texts, dataset.events[list(EVENT_TEXTS)]),
    )


def _events(dataset: Dataset, texts: Texts) -> pd.DataFrame:
    events = dataset.events
    found: dict[str, dict[int, str]] = {name: {} for name in EVENT_TEXTS}
    keyed = [entry for entry in texts.of_rows.items() if entry[0][0] == "events" and entry[0][2] in found]
    rows = rows_of(dataset, [key for (_table, key, _name), _translation in keyed])
    for ((_table, _key, name), translation), row in zip(keyed, rows, strict=True):
        if row >= 0 and translation.en == events[name].iloc[row]:
            found[name][int(row)] = translation.text
    if "origin" in events:
        untitled = ((events["title"] == NO_TITLE) & (events["origin"] == ADDED)).to_numpy(bool)
        found["title"] |= dict.fromkeys(np.flatnonzero(untitled).tolist(), gettext(NO_TITLE))
    return events.assign(**{name: with_texts(events[name], by_row) for name, by_row in found.items()})


def _stories(table: pd.DataFrame | None, texts: Texts, name: str) -> pd.DataFrame | None:
    """Return the stories, or their steps, with the texts that are translated."""
    if table is None:
        return None
    keys = table["story_id"] if name == STORIES else table["story_id"] + "|" + table["step"].astype(str)
    told = {}
    for column in _STORY_TEXTS[name]:
        found = (texts.of(name, key, column, text) for key, text in zip(keys, table[column], strict=True))
        told[column] = [one.text if one else text for one, text in zip(found, table[column], strict=True)]
    return table.assign(**told)


def _periods(periods: pd.DataFrame, texts: Texts) -> pd.DataFrame:
    notes = []
    for *key, note in periods[[*PERIODS, "extent_note"]].itertuples(index=False, name=None):
        found = texts.of("control_periods", "|".join(map(str, key)), "extent_note", str(note))
        notes.append(found.text if found else note)
    return periods.assign(extent_note=notes)


def is_translated(dataset: Dataset, event_id: str, name: str = "title") -> bool:
    """Whether a text of an event (title, summary or place_name) is told in another language than English."""
    if dataset.spoken is None:
        return False
    row = row_of(dataset, event_id)
    return bool(dataset.events[name].iloc[row] != dataset.spoken.english[name].iloc[row])


def is_by_machine(dataset: Dataset, event_id: str) -> bool:
    """Whether a program translated the title or the summary of an event, and nobody has checked it."""
    if dataset.spoken is None:
        return False
    found = (dataset.spoken.texts.of_rows.get(("events", event_id, name)) for name in ("title", "summary"))
    return any(
        one is not None and one.is_by_machine and is_translated(dataset, event_id, name)
        for one, name in zip(found, ("title", "summary"), strict=True)
    )


def english_text(dataset: Dataset, event_id: str, name: str) -> str:
    """Return a text of an event in English; a blank one is ""."""
    events = dataset.events if dataset.spoken is None else dataset.spoken.english
    text = events[name].iloc[row_of(dataset, event_id)]
    return text if isinstance(text, str) else ""


def story_translation(dataset: Dataset, table: str, key: str, name: str, text: str) -> Translation | None:
    """Return the translation that a text of a story is told in; None where it is told in English.

    Parameters
    ----------
    dataset
        Of :func:`translated_dataset`.
    table, key, name
        `STORIES` or `STEPS`, the key of its row there, and the column.
    text
        As it is told.
    """
    found = dataset.spoken and dataset.spoken.texts.of_rows.get((table, key, name))
    return found if found and found.text == text else None


def event_translation(dataset: Dataset, event_id: str, name: str, english: str) -> Translation | None:
    """Return the translation of an event's title, summary or place_name; None where there is none of this text."""
    return dataset.spoken.texts.of("events", event_id, name, english) if dataset.spoken else None


def claim_translation(dataset: Dataset, english: str) -> Translation | None:
    """Return the translation of a statement or a note of a claim; None where there is none."""
    return dataset.spoken.texts.repeated.get((CLAIMS, english)) if dataset.spoken else None


def period_translation(dataset: Dataset, period: Mapping[Hashable, object]) -> Translation | None:
    """Return the translation of the note of a control period, a row of `Dataset.control_periods`."""
    key = "|".join(str(period[name]) for name in PERIODS)
    note = str(period["extent_note"])
    return dataset.spoken.texts.of("control_periods", key, "extent_note", note) if dataset.spoken else None


def has_translations(dataset: Dataset) -> bool:
    """Whether texts of a dataset are told in another language that a program may have translated."""
    if dataset.spoken is None:
        return False
    texts = dataset.spoken.texts
    return any(one.is_by_machine for one in (*texts.of_rows.values(), *texts.repeated.values()))


def claim_text(dataset: Dataset, text: str) -> str:
    """Return a statement or a note of a claim in the language of a dataset."""
    return text if dataset.spoken is None else dataset.spoken.texts.words(CLAIMS, text)


def label_text(dataset: Dataset, text: str) -> str:
    """Return a word of the dataset's description in its language."""
    return text if dataset.spoken is None else dataset.spoken.texts.words(LABELS, text)


def claim_texts(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """Return claims with their statements and notes in the language of a dataset, for showing them alone.

    Parameters
    ----------
    dataset
        Of :func:`translated_dataset`.
    claims
        Rows of `Dataset.claims`.
    """
    if dataset.spoken is None or not len(claims):
        return claims
    texts = dataset.spoken.texts
    changed = {
        name: [texts.words(CLAIMS, text) if isinstance(text, str) else text for text in claims[name]]
        for name in ("value", "note")
    }
    return claims.assign(**changed)
