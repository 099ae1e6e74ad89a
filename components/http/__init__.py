"""The server around the page: settings, what is asked before the page, and the addresses beside it."""

from components.http.app import apply, lifespan, middleware, routes
from components.settings import Settings, SettingsError, settings

__all__ = ["Settings", "SettingsError", "apply", "lifespan", "middleware", "routes", "settings"]
