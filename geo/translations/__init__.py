"""A dataset told in another language: its titles, summaries, notes, names and labels, with fallback to English."""

from geo.translations.labels import spoken_about
from geo.translations.names import names_in
from geo.translations.spoken import (
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
    period_translation,
    spoken,
    story_translation,
)
from geo.translations.table import COLUMNS, read_texts, stale

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
    "names_in",
    "period_translation",
    "read_texts",
    "spoken",
    "spoken_about",
    "stale",
    "story_translation",
]
