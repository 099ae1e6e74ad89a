"""A dataset told in another language: its titles, summaries, notes, names and labels, with fallback to English."""

from geo.translations.labels import translated_about
from geo.translations.names import names_in
from geo.translations.table import COLUMNS, read_texts, stale
from geo.translations.translated_dataset import (
    STEPS,
    STORIES,
    claim_text,
    claim_texts,
    english_text,
    has_translations,
    is_by_machine,
    is_translated,
    story_translation,
    translated_dataset,
)

__all__ = [
    "COLUMNS",
    "STEPS",
    "STORIES",
    "claim_text",
    "claim_texts",
    "english_text",
    "has_translations",
    "is_by_machine",
    "is_translated",
    "names_in",
    "read_texts",
    "stale",
    "story_translation",
    "translated_about",
    "translated_dataset",
]
