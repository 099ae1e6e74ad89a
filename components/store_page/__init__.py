"""The page of a store: map, timeline, filters and panel from counts and from the rows that a view needs.

Its parts declare components, which is done in the first run of the page: what the doors need is in
:mod:`components.store_page.view`.
"""
