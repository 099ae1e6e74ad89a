"""Bring your own events: read a file, recognise its columns, make events of its rows.

>>> table = read_table(content, "events.csv")                               # doctest: +SKIP
>>> mapping = recognise(table)                                              # doctest: +SKIP
>>> imported = import_events(table, mapping, dataset.districts)             # doctest: +SKIP
"""

from geo.importers.imported import Imported, import_events
from geo.importers.mapping import FIELDS, Choice, ColumnMapping, from_json, recognise
from geo.importers.offers import Offer, offers_of
from geo.importers.problems import ImportProblems
from geo.importers.reading import read_table
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
