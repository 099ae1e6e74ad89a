"""Disagreements of sources: all contradictions that the program finds in the current view, side by side.

Python makes the whole page as a model of plain words and numbers; the browser only draws it.
"""

from components.disagreements.page import disagreements_model, show

__all__ = ["disagreements_model", "show"]
