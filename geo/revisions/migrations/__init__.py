"""Migrations of the database of the mended record, run by Alembic when it is opened."""
