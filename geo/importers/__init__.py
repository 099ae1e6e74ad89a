"""Bring your own events: read a file, recognise its columns, make events of its rows.

>>> table = read_table(content, "events.csv")                               # doctest: +SKIP
>>> mapping = recognise(table)                                              # doctest: +SKIP
>>> imported = import_into(table, mapping, dataset)                         # doctest: +SKIP
"""

from geo.importers.event_import import Imported, import_events, import_into
from geo.importers.formats.read_table import read_table
from geo.importers.mapping import FIELDS, SETTINGS, Choice, ColumnMapping, Setting, from_json, recognise
from geo.importers.problems import ImportProblems
from geo.importers.suggestions import Offer, offers_of
from geo.importers.table import Table

__all__ = [
    "FIELDS",
    "SETTINGS",
    "Choice",
    "ColumnMapping",
    "ImportProblems",
    "Imported",
    "Offer",
    "Setting",
    "Table",
    "from_json",
    "import_events",
    "import_into",
    "offers_of",
    "read_table",
    "recognise",
]
