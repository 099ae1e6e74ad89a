"""Claims and what they amount to: evidence, disagreements, voices, coverage, and the rules behind them."""

from geo.claims.coverage import EVENTS, UNDATED, Coverage
from geo.claims.disagreements import COLUMNS, Group, Span, find_disagreements, groups_of, spans_of
from geo.claims.evidence import DISPUTED, INDEPENDENT, SINGLE, SUPPORT, TWO_SIDES, VERDICTS
from geo.claims.parsed_values import (
    SPELLINGS,
    ComparedClaim,
    Reading,
    Value,
    as_text,
    by_event_and_field,
    gather,
    in_order,
    merge_readings,
)
from geo.claims.quantities import UNITS, Quantity, read_quantity
from geo.claims.rules import RULES, rule
from geo.claims.voices import record_of

__all__ = [
    "COLUMNS",
    "DISPUTED",
    "EVENTS",
    "INDEPENDENT",
    "RULES",
    "SINGLE",
    "SPELLINGS",
    "SUPPORT",
    "TWO_SIDES",
    "UNDATED",
    "UNITS",
    "VERDICTS",
    "ComparedClaim",
    "Coverage",
    "Group",
    "Quantity",
    "Reading",
    "Span",
    "Value",
    "as_text",
    "by_event_and_field",
    "find_disagreements",
    "gather",
    "groups_of",
    "in_order",
    "merge_readings",
    "read_quantity",
    "record_of",
    "rule",
    "spans_of",
]
