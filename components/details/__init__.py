"""The details panel: the chosen day, a district, an event with its claims, or why nothing is found.

Python makes the whole panel as a model of plain words and numbers; the browser only draws it. The panel's component
is imported when it is asked for: the plain pages share the models, and a component that is first imported outside of
a run of the page is never known to the server.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from components.view.picks import Pick, read_pick

if TYPE_CHECKING:
    from components.details.panel import panel_model, show

__all__ = ["Pick", "panel_model", "read_pick", "show"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - Whichever of the panel's functions it is.
    """Return a function of the panel, which is imported now."""
    if name in {"panel_model", "show"}:
        return getattr(importlib.import_module("components.details.panel"), name)
    raise AttributeError(name)
