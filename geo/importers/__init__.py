r"""Importers of a person's own events: a file is read, its columns are recognised, its rows become events.

>>> table = read_table(b"title,date,lon,lat\nA bridge is opened,2020-11-08,46.75,39.76\n", "events.csv")
>>> {field: choice.columns for field, choice in recognise(table).fields.items()}
{'title': ('title',), 'date': ('date',), 'lon': ('lon',), 'lat': ('lat',)}

What is recognised can be corrected; :func:`import_into` then makes events of the rows, in the districts
of a dataset.
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
