"""The page's own files are found, and every module of a component is named ahead."""

from __future__ import annotations

import pytest

from components.assets import FRONTEND, address, modules_of


def test_an_address_leads_to_a_file_that_is_there() -> None:
    assert address("shared/hub.js").endswith("/shared/hub.js")
    with pytest.raises(FileNotFoundError):
        address("shared/nowhere.js")


def test_the_modules_of_a_component_are_all_it_imports() -> None:
    found = modules_of("scene/index.js")
    assert found[0] == "scene/index.js"
    assert set(found) == {"scene/index.js", "shared/hub.js", "shared/scene.js"}


@pytest.mark.parametrize(
    "module", [path.relative_to(FRONTEND).as_posix() for path in FRONTEND.glob("*/index.js")]
)
def test_every_import_of_every_component_leads_to_a_file(module: str) -> None:
    assert [path for path in modules_of(module) if not (FRONTEND / path).is_file()] == []
