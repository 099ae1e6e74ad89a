"""Figures: what was counted, as ranges over time, with who says so."""

from components.figures.page import figures_model, show

__all__ = ["figures_model", "show"]
