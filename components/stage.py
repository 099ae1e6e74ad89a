"""Brings the scene to the browser: once for a dataset, whatever changes on the page afterwards."""

from __future__ import annotations

from components.assets import component

_scene = component("scene", "scene/index.js")


def publish(scene: bytes) -> None:
    """Send the packed scene to this session's page.

    Streamlit keeps large messages in the browser and repeats only their hash, so an unchanged
    scene costs a rerun next to nothing.

    Parameters
    ----------
    scene
        What :func:`components.scene.build_scene` packed.
    """
    _scene(key="scene", data=scene, height="content")
