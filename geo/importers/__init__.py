"""Bring your own events: read a file, recognise its columns, make events of its rows.

>>> table = read_table(content, "events.csv")                               # doctest: +SKIP
>>> mapping = recognise(table)                                              # doctest: +SKIP
>>> imported = import_events(table, mapping, dataset.districts)             # doctest: +SKIP
"""

from geo.importers.event_import import Imported, import_events
from geo.importers.formats.read_table import read_table
from geo.importers.mapping import FIELDS, Choice, ColumnMapping, from_json, recognise
from geo.importers.problems import ImportProblems
from geo.importers.suggestions import Offer, offers_of
from geo.importers.table import Table

__all__ = [
    "FIELDS",
    "Choice",
    "ColumnMapping",
    "ImportProblems",
    "Imported",
    "Offer",
    "Table",
    "from_json",
    "import_events",
    "offers_of",
    "read_table",
    "recognise",
]
