"""Filters: search, facets and the choice of a district."""

from components.filters.district_choice import show as choose_district
from components.filters.row import show
from components.filters.search_field import FOCUS_KEY

__all__ = ["FOCUS_KEY", "choose_district", "show"]
