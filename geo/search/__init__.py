"""Search: districts, places and events under any name and by their words."""

from geo.search.index import is_indexed
from geo.search.large import MOST_READ
from geo.search.names import Name, place_names
from geo.search.query import Hit, errors_allowed, search
from geo.search.text_filter import events_with_words, fingerprint, search_texts
from geo.search.transliteration import words

__all__ = [
    "MOST_READ",
    "Hit",
    "Name",
    "errors_allowed",
    "events_with_words",
    "fingerprint",
    "is_indexed",
    "place_names",
    "search",
    "search_texts",
    "words",
]
