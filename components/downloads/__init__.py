"""Downloads: the menu, the files it offers, and the standalone map."""

from components.downloads.menu import address, permalink, show

__all__ = ["address", "permalink", "show"]
