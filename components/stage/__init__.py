"""Stage: map and timeline, kept in step."""

from components.stage.bottom_sheet import SHEET_KEY
from components.stage.bottom_sheet import handle as sheet_handle
from components.stage.folium_map import FRAME
from components.stage.stage import CHANNEL, show

__all__ = ["CHANNEL", "FRAME", "SHEET_KEY", "sheet_handle", "show"]
