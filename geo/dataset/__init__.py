"""Dataset in memory: typed frames, metadata, lookups, and what is worked out of a dataset and kept beside it."""

from geo.dataset.cache import cached
from geo.dataset.claim_rules import ClaimRules, NoteWords
from geo.dataset.coded_columns import coded_column, encode_values, pairs
from geo.dataset.columns import (
    claims_by_event,
    compact,
    concatenate,
    different_rows,
    event_order,
    ids_by_code,
    is_large,
    positions,
    read_once,
    with_sources,
)
from geo.dataset.dataset import Dataset
from geo.dataset.lookup import claims_of, days_of, districts_of, is_event, row_of, rows_of
from geo.dataset.measures import CountedField, Measure
from geo.dataset.memory import give_back, let_go, release
from geo.dataset.metadata import (
    About,
    Category,
    Controller,
    DistrictEntry,
    Evidence,
    Group,
    Jump,
    Landmark,
    Resource,
    Tiles,
    Voice,
)
from geo.dataset.origin import ADDED, BUNDLED, CLAIM_FIELDS, DEATHS, UNRECORDED
from geo.dataset.record_columns import (
    DISTRICT_TABLES,
    EVENTS,
    PLACING,
    RECORD_TABLES,
    REGION_WIDE,
    Column,
    names,
)
from geo.dataset.sizes import LARGE

__all__ = [
    "ADDED",
    "BUNDLED",
    "CLAIM_FIELDS",
    "DEATHS",
    "DISTRICT_TABLES",
    "EVENTS",
    "LARGE",
    "PLACING",
    "RECORD_TABLES",
    "REGION_WIDE",
    "UNRECORDED",
    "About",
    "Category",
    "ClaimRules",
    "Column",
    "Controller",
    "CountedField",
    "Dataset",
    "DistrictEntry",
    "Evidence",
    "Group",
    "Jump",
    "Landmark",
    "Measure",
    "NoteWords",
    "Resource",
    "Tiles",
    "Voice",
    "cached",
    "claims_by_event",
    "claims_of",
    "coded_column",
    "compact",
    "concatenate",
    "days_of",
    "different_rows",
    "districts_of",
    "encode_values",
    "event_order",
    "give_back",
    "ids_by_code",
    "is_event",
    "is_large",
    "let_go",
    "names",
    "pairs",
    "positions",
    "read_once",
    "release",
    "row_of",
    "rows_of",
    "with_sources",
]
