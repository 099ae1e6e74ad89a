"""Stage: map and timeline, kept in step."""

from components.stage.bottom_sheet import SHEET_KEY
from components.stage.bottom_sheet import handle as sheet_handle
from components.stage.folium_map import FRAME
from components.stage.stage import CHANNEL, jumps_of, landmarks_of, show

__all__ = ["CHANNEL", "FRAME", "SHEET_KEY", "jumps_of", "landmarks_of", "sheet_handle", "show"]
