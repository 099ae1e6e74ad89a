"""The dashboard as it is with more events than can be drawn one by one; here that is more than a hundred."""

from __future__ import annotations

from functools import partial

from components import page, server_dataset
from components.scene.build import build_scene

server_dataset.build_scene = partial(build_scene, painted=100)  # type: ignore[attr-defined]
page.main()
