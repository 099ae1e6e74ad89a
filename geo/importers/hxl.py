"""What HXL tags say of columns: the Humanitarian Exchange Language names them in a row below the header.

Tags and attributes are those of the HXL core schema 1.1 (https://hxlstandard.org/standard/1-1final/dictionary/).
"""

from __future__ import annotations

FIELDS: tuple[tuple[str, frozenset[str], str], ...] = (
    ("#date", frozenset({"end"}), "end_date"),
    ("#date", frozenset({"reported"}), "published"),
    ("#date", frozenset(), "date"),
    ("#geo", frozenset({"lat"}), "lat"),
    ("#geo", frozenset({"lon"}), "lon"),
    ("#event", frozenset({"id"}), "event_id"),
    ("#event", frozenset({"code"}), "event_id"),
    ("#event", frozenset({"type"}), "category"),
    ("#event", frozenset({"category"}), "category"),
    ("#event", frozenset({"description"}), "summary"),
    ("#event", frozenset({"name"}), "title"),
    ("#event", frozenset(), "title"),
    ("#cause", frozenset(), "category"),
    ("#crisis", frozenset({"type"}), "category"),
    ("#description", frozenset(), "summary"),
    ("#affected", frozenset({"killed", "civilians"}), "deaths_civilian"),
    ("#affected", frozenset({"killed", "civilian"}), "deaths_civilian"),
    ("#affected", frozenset({"killed", "min"}), "deaths_total_low"),
    ("#affected", frozenset({"killed", "max"}), "deaths_total_high"),
    ("#affected", frozenset({"killed"}), "deaths_total"),
    ("#loc", frozenset({"name"}), "place_name"),
    ("#loc", frozenset(), "place_name"),
    ("#adm2", frozenset({"name"}), "district_ids"),
    ("#adm2", frozenset(), "district_ids"),
    ("#meta", frozenset({"source"}), "source"),
    ("#meta", frozenset({"url"}), "url"),
    ("#org", frozenset({"source"}), "source"),
)
"""Tag, attributes that it must have, and our field; the first that fits counts."""
NOT_NAMES = frozenset({"code", "id"})
"""Attributes of places that are codes, not names."""


def field_of(tag: str) -> str:
    """Return our field for a tag with its attributes, "" for one that is none.

    >>> field_of("#date +start"), field_of("#affected+killed"), field_of("#adm2+code")
    ('date', 'deaths_total', '')
    """
    base, *attributes = (part.strip().lower() for part in tag.split("+"))
    have = frozenset(attributes)
    if base in {"#loc", "#adm2"} and have & NOT_NAMES:
        return ""
    return next((field for name, needed, field in FIELDS if name == base and needed <= have), "")
