"""The page's own files are found, and its modules come together in one file."""

from __future__ import annotations

import ast
import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from components import assets
from components.assets import PAGE, address, bundle_address, component
from components.bundle import FRONTEND, bundle
from components.scene.packing import pack
from components.wording.script_json import script_json

if TYPE_CHECKING:
    from collections.abc import Callable

COMPONENTS = FRONTEND.parent


def test_an_address_leads_to_a_file_that_is_there() -> None:
    assert address("shared/hub.js").endswith("/shared/hub.js")
    with pytest.raises(FileNotFoundError):
        address("shared/nowhere.js")


def test_a_bundle_has_all_that_a_module_imports() -> None:
    assert set(bundle(["scene/index.js"])) == {
        "scene/index.js",
        "shared/hub.js",
        "shared/scene-words.js",
        "shared/scene.js",
    }


def test_every_component_of_the_page_is_in_its_bundle() -> None:
    files = {path.relative_to(FRONTEND).as_posix() for path in FRONTEND.glob("*/index.js")}
    assert files - {"revisions/index.js"} <= set(PAGE)  # That one is a script of pages without Streamlit.
    with pytest.raises(ValueError, match="none of the page's modules"):
        component("other", "map/main.js")


@pytest.mark.parametrize("entries", [PAGE, ("map/main.js",)])
def test_the_file_of_a_bundle_holds_its_sources_by_path(entries: tuple[str, ...]) -> None:
    name = bundle_address(*entries).rpartition("/")[2]
    text = (assets.bundle_folder() / name).read_text(encoding="utf-8")
    (line,) = re.findall(r"^const SOURCES = (\{.*\})$", text, re.MULTILINE)
    assert json.loads(line) == bundle(entries)
    assert bundle_address(*entries) == bundle_address(*entries)


def test_a_bundle_that_was_cleared_away_is_written_again() -> None:
    file = assets.bundle_folder() / bundle_address(*PAGE).rpartition("/")[2]
    text = file.read_text(encoding="utf-8")
    shutil.rmtree(file.parent)
    assets.keep_bundles()
    assert file.read_text(encoding="utf-8") == text


def test_an_import_that_is_written_otherwise_is_not_overlooked(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("frontend")
    (folder / "one.js").write_text("import {\n  two\n} from './two.js'\n", encoding="utf-8")
    monkeypatch.setattr("components.bundle.FRONTEND", folder)
    with pytest.raises(ValueError, match=r"one\.js has"):
        bundle(["one.js"])


@pytest.mark.parametrize("write", [assets.packed, script_json, lambda given: pack(given, {})])
def test_a_number_that_is_none_is_no_json(write: Callable[[dict[str, float]], object]) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write({"share": float("nan")})


def test_whatever_writes_json_for_a_browser_refuses_what_no_browser_reads() -> None:
    for path in COMPONENTS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "json.dumps":
                given = {one.arg: ast.unparse(one.value) for one in node.keywords}
                is_log = path.name == "logs.py"
                assert is_log or given.get("allow_nan") == "False", f"{path}:{node.lineno}"
