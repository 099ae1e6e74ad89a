"""Downloads: the menu, the files it offers, and the standalone map."""

from components.downloads.menu import address, is_open, permalink, show, show_name

__all__ = ["address", "is_open", "permalink", "show", "show_name"]
