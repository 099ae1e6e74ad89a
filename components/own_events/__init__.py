"""A person's own events: read, mapped, shown beside the bundled ones; kept in their session alone."""

from components.own_events.dialog import open_dialog
from components.own_events.session import Own, current, forget, take
from components.own_events.told import show as show_told

__all__ = ["Own", "current", "forget", "open_dialog", "show_told", "take"]
