"""Words for the page: dates, counts, control and selections; text made safe for Markdown."""

from components.wording.control_text import held_text, shares_text, short_text
from components.wording.dates_and_counts import (
    day_and_month,
    day_text,
    days_text,
    event_count,
    interval_text,
    of_total,
    range_text,
    source_count,
    unit_text,
    weekday,
    written_date,
)
from components.wording.markdown_escape import plain
from components.wording.selection_text import filters_in_words, in_words

__all__ = [
    "day_and_month",
    "day_text",
    "days_text",
    "event_count",
    "filters_in_words",
    "held_text",
    "in_words",
    "interval_text",
    "of_total",
    "plain",
    "range_text",
    "shares_text",
    "short_text",
    "source_count",
    "unit_text",
    "weekday",
    "written_date",
]
