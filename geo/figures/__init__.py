"""Figures of what was counted, as estimates and series of them."""

from geo.figures.estimates import InWords, Point
from geo.figures.series import Series, crowded_measures, figures

__all__ = ["InWords", "Point", "Series", "crowded_measures", "figures"]
