"""Stage: map and timeline, kept in step."""

from components.stage.bottom_sheet import SHEET_KEY
from components.stage.bottom_sheet import handle as sheet_handle
from components.stage.folium_map import FRAME
from components.stage.stage import CHANNEL, hand_over, is_live, show_map, show_timeline

__all__ = [
    "CHANNEL",
    "FRAME",
    "SHEET_KEY",
    "hand_over",
    "is_live",
    "sheet_handle",
    "show_map",
    "show_timeline",
]
