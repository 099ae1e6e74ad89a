"""Data packages on disk: read, checked, loaded as a dataset, written."""

from geo.datapackage.schema_rules import is_web_address
from geo.datapackage.table_schemas import TABLES
from geo.datapackage.write import write_package

__all__ = ["TABLES", "is_web_address", "write_package"]
