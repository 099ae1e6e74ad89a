"""The details panel: the chosen day, a district, an event with its claims, or why nothing is found.

Python makes the whole panel as a model of plain words and numbers; the browser only draws it.
"""

from components.details.panel import panel_model, show
from components.view.picks import Pick, read_pick

__all__ = ["Pick", "panel_model", "read_pick", "show"]
