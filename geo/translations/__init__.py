"""A dataset told in another language: its titles, summaries, notes, names and labels, with fallback to English."""

from geo.translations.labels import translated_about
from geo.translations.names import names_in
from geo.translations.table import COLUMNS, read_texts, stale
from geo.translations.translated_dataset import (
    STEPS,
    STORIES,
    claim_text,
    claim_texts,
    claim_translation,
    english_text,
    event_translation,
    has_translations,
    is_by_machine,
    is_translated,
    label_text,
    period_translation,
    story_translation,
    translated_dataset,
)

__all__ = [
    "COLUMNS",
    "STEPS",
    "STORIES",
    "claim_text",
    "claim_texts",
    "claim_translation",
    "english_text",
    "event_translation",
    "has_translations",
    "is_by_machine",
    "is_translated",
    "label_text",
    "names_in",
    "period_translation",
    "read_texts",
    "stale",
    "story_translation",
    "translated_about",
    "translated_dataset",
]
