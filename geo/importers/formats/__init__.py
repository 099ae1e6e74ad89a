"""Formats of foreign files: each read into one plain table."""

from geo.importers.formats.delimited_text import SEPARATORS
from geo.importers.formats.read_table import FORMATS

__all__ = ["FORMATS", "SEPARATORS"]
