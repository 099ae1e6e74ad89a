"""The floor: the dashboard's folium map as a page of its own, drawn by the same code, without Streamlit."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from branca.element import Element

import geo
from components import assets
from components.bundle import FRONTEND
from components.scene.build import build_scene
from components.stage.folium_map import build_map
from components.view.selection import view_message
from components.view.state import default_state
from components.wording.script_json import script_json
from geo.dates import day_number
from tests.benchmarks.results import Cell
from tests.benchmarks.sampling import FEWEST, TODAY, Bench, drag_offsets, samples
from tests.benchmarks.session import NoAnswerError, Session, session

if TYPE_CHECKING:
    from collections.abc import Iterator

APPS = Path(__file__).parent / "apps"
STRIP_HEIGHT = 40
STRIP = f"#strip {{ position: fixed; bottom: 0; width: 100%; height: {STRIP_HEIGHT}px; z-index: 9999 }}"
"""Where the pointer is dragged: an empty element before the map, so that the map does not see it."""


def measure(bench: Bench, way: str, sizes: list[int]) -> Iterator[Cell]:
    """Measure the bare page with each number of events."""
    for size in sizes:
        cell = Cell(way, size)
        write_page(bench, size, bench.folder / "floor")
        with served(bench.folder / "floor") as address, session(bench.browser, bench.map_size) as opened:
            try:
                cell.first_map = samples(partial(opened.first_map, f"{address}/page/"), 2 * FEWEST)
                _handle(opened, bench, cell)
            except NoAnswerError as error:
                cell.no_answer = str(error)
        yield cell


def prepare(bench: Bench, size: int) -> tuple[bytes, dict[str, Any]]:
    """Return the scene and the first view of a dataset; read from files where this was done before."""
    scene, view = bench.folder / f"{size}.scene", bench.folder / f"{size}.json"
    if not view.exists():
        dataset = geo.load(bench.dataset(size))
        today = day_number(TODAY)
        scene.write_bytes(build_scene(dataset, today))
        state = default_state(dataset, today)
        view.write_text(json.dumps({**view_message(dataset, state), "theme": "light"}), encoding="utf-8")
    return scene.read_bytes(), json.loads(view.read_text(encoding="utf-8"))


def write_page(bench: Bench, size: int, folder: Path) -> None:
    """Write the page and what it names to a folder: the map as folium renders it, its scene and its view."""
    scene, view = prepare(bench, size)
    figure = build_map("floor", embedded_scene=scene)
    root: Any = figure.get_root()
    root.header.add_child(Element(f"<style>{STRIP}</style>"))
    root.html.add_child(Element('<div id="strip"></div><script src="steps.js"></script>'))
    root.script.add_child(
        Element(f"window.commandStage({script_json(view)}); window.takeSteps({script_json(view)});")
    )
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "page").mkdir(parents=True)
    (folder / "page" / "index.html").write_text(root.render(), encoding="utf-8")
    shutil.copy(APPS / "steps.js", folder / "page")
    # The map names its files relative to a component's page, which the folder stands for.
    components = folder / Path(assets.address("map/start.js")).parts[1]
    components.symlink_to(FRONTEND, target_is_directory=True)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Print nothing: a request is no news here."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handle(opened: Session, bench: Bench, cell: Cell) -> None:
    mouse, keyboard = opened.page.mouse, opened.page.keyboard
    x, y = bench.map_size[0] // 2, bench.map_size[1] - STRIP_HEIGHT // 2
    mouse.move(x, y)
    mouse.down()
    offsets = drag_offsets()

    def move() -> float:
        return opened.picture_after("pointermove", lambda: mouse.move(x + next(offsets), y))

    cell.drag_step = samples(move, bench.steps)
    cell.key_step = samples(
        lambda: opened.picture_after("keydown", lambda: keyboard.press("ArrowLeft")), bench.steps
    )
    cell.heap[len(cell.drag_step) + len(cell.key_step)] = opened.heap()
