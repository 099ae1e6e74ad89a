"""The guide: ways past the head for those who go by keyboard, the keys of the page, and names for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components.assets import component
from geo.i18n import gettext as _

if TYPE_CHECKING:
    from typing import Any

    from components.view.state import ViewState

    Json = dict[str, Any]

KEY = "guide"

_guide = component("guide", "guide/index.js", "guide/guide.css")


def show(state: ViewState, title: str) -> None:
    """Draw the links that come first in the order of tabs, unseen until they have the focus.

    Parameters
    ----------
    state
        Says which part of the page is open.
    title
        The name of the view, said when another part of the page is opened.
    """
    _guide(key=KEY, data=guide_model(state, title))


def guide_model(state: ViewState, title: str) -> Json:
    """Return what the browser draws. Parameters as in :func:`show`.

    Returns
    -------
    dict
        ``links`` (label and what they lead to), ``keys`` (the table), ``parts`` (the names of the
        page's parts by their selectors, with the role of each), ``part`` and ``said`` (which part is
        open, and what is said of a change).
    """
    has_map = state.page in {"map", "figures"} or (state.page == "stories" and state.story is not None)
    return {
        "label": _("Ways through the page"),
        "links": _links(state, has_map=has_map),
        "keys": {
            "open": _("Keys"),
            "title": _("The page by keyboard"),
            "close": _("Close"),
            "groups": _keys(),
        },
        "parts": [
            {"selector": ".st-key-actions", "role": "navigation", "label": _("Parts of the page and tools")},
            {"selector": ".st-key-filters", "role": "search", "label": _("Search and filters")},
            {"selector": ".st-key-stage", "role": "region", "label": _("Map and timeline")},
            {"selector": ".st-key-side", "role": "region", "label": _("Details")},
        ],
        "part": state.page,
        "said": title,
    }


def _links(state: ViewState, *, has_map: bool) -> list[Json]:
    if not has_map:
        return [{"label": _("Go to the text"), "to": "text"}]
    links = [
        {"label": _("Go to the details"), "to": "details"},
        {"label": _("Go to the timeline"), "to": "timeline"},
    ]
    if state.page == "figures":
        return [{"label": _("Go to the figures"), "to": "charts"}, *links]
    return [{"label": _("Go to the map"), "to": "map"}, *links]


def _keys() -> list[Json]:
    """Return the keys of each part of the page: what is pressed, and what it does."""
    return [
        {
            "title": _("Map"),
            "rows": [
                {"keys": ["← → ↑ ↓"], "text": _("To the next district or event that way")},
                {"keys": ["Enter"], "text": _("Choose it; a number of events is listed")},
                {"keys": ["Esc"], "text": _("Leave it, and end the note about it")},
                {"keys": ["Shift ← → ↑ ↓"], "text": _("Move the map")},
                {"keys": ["+", "−"], "text": _("Zoom in, zoom out")},
            ],
        },
        {
            "title": _("Timeline"),
            "rows": [
                {"keys": ["← →"], "text": _("One step: a day, month, year, or to the next event")},
                {"keys": ["Shift ← →"], "text": _("A larger step")},
                {"keys": ["PageUp", "PageDown"], "text": _("One year")},
                {"keys": ["Home", "End"], "text": _("To the start, to the end of the range")},
                {"keys": ["Space"], "text": _("Play and pause")},
                {"keys": ["+", "−", "0"], "text": _("Fewer years in view, more years, all years")},
            ],
        },
        {
            "title": _("Search"),
            "rows": [
                {"keys": ["↓ ↑"], "text": _("To the next result, to the one before")},
                {"keys": ["Enter"], "text": _("Open it")},
                {"keys": ["Esc"], "text": _("Close the results, then empty the field")},
            ],
        },
        {
            "title": _("Menus, figures and stories"),
            "rows": [
                {"keys": ["Enter"], "text": _("Open a menu; Tab goes through it and out of it")},
                {"keys": ["Esc"], "text": _("Close it")},
                {"keys": ["← →"], "text": _("To the next mark of a figure, to the next step of a story")},
            ],
        },
    ]
