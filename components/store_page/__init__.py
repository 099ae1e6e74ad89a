"""The page of a store: map, timeline, filters and panel from counts and from the rows that a view needs."""

from components.store_page.page import main

__all__ = ["main"]
