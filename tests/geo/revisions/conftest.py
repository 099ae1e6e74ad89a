"""Fixtures of the mended record."""

from tests.revisions import database_url, engine, folder, postgresql_record, postgresql_server, record

__all__ = ["database_url", "engine", "folder", "postgresql_record", "postgresql_server", "record"]
