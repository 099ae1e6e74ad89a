"""Scene: what the browser draws, packed once for a dataset."""

from components.scene.build import MOST_TITLES, build_scene

__all__ = ["MOST_TITLES", "build_scene"]
