"""A person's own events and districts: read, mapped, shown instead of or beside the bundled ones.

Kept in their session alone.
"""

from components.own_events.dialog import open_dialog
from components.own_events.session import Own, current, forget, make, put
from components.own_events.summary import show as show_told
from components.own_events.summary import show_removed

__all__ = ["Own", "current", "forget", "make", "open_dialog", "put", "show_removed", "show_told"]
