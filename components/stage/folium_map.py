"""The map: a small folium map that never changes, drawn by streamlit-folium.

Everything a person sees on it is painted in the browser by ``frontend/map`` from the scene, which
travels once over the session's channel. The folium map itself carries no data: it names the scripts
and starts ours, so that its bytes stay the same through every rerun and the page never flickers.
Without a channel the scene is embedded and the view follows as a tiny command.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeGuard

import folium
import streamlit as st
import streamlit_folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template
from streamlit_folium import st_folium

from components import assets
from components.bundle import MAP_FRAME
from components.scene.alone import LEAFLET_OPTIONS
from components.wording.map_words import COUNTED, STRINGS
from components.wording.script_json import script_json
from geo.i18n import browser_strings
from geo.selection.named_lists import CELL, UNPLACED

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = "map"
FRAME = MAP_FRAME


@dataclass(frozen=True)
class MapPick:
    """What a person picked on the map. Exactly one of the last five is set.

    Attributes
    ----------
    seq
        Rises with each pick of a map.
    district
        A district's id.
    event
        An event's position in the scene.
    cluster
        Positions of events that share a spot, first day first, at most 500.
    within
        The id of a district whose events without a known place are asked for.
    list
        The name of a list of :mod:`geo.selection.named_lists`: the events without a place, or those in a cell.
    """

    seq: int
    district: str | None = None
    event: int | None = None
    cluster: tuple[int, ...] = ()
    within: str | None = None
    list: str | None = None


BUNDLE = assets.bundle_address("map/main.js").replace("component/", "../../", 1)
"""The map's modules in one file, by its address seen from ``start.js``."""


class OfflineMap(folium.Map):
    """A folium map that names no address but the bundled Leaflet."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (folium's own options)
        super().__init__(**options)
        self.default_js = [("leaflet", _beside("vendor/leaflet/leaflet.js"))]
        self.default_css = [("leaflet_css", _beside("vendor/leaflet/leaflet.css"))]


class Stage(JSCSSMixin, MacroElement):
    """The one element of our own: loads ``frontend/map`` and starts it on its map.

    Parameters
    ----------
    options
        JSON-serialisable; reaches ``start`` in ``frontend/map/main.js``.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.startStage({{ this._parent.get_name() }}, {{ this.options }});"
        "{% endmacro %}"
    )

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Stage"
        self.options = script_json(options)
        self.default_js = [("stage", _beside("map/start.js"))]


class Command(MacroElement):
    """A view sent to a standing stage, for browsers without a channel.

    Parameters
    ----------
    view
        The view as the channel would send it.
    """

    # streamlit-folium keeps every group it ever added; emptying its list first keeps memory flat.
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.feature_group = [];window.commandStage({{ this.view }});"
        "{% endmacro %}"
    )

    def __init__(self, view: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Command"
        self.view = script_json(view)


def show(
    channel: str,
    *,
    height: int,
    on_pick: Callable[[MapPick], None],
    strings: Mapping[str, str] | None = None,
    locale: str = "en-GB",
    formats: Mapping[str, Any] | None = None,
    embedded_scene: bytes | None = None,
    embedded_words: Mapping[str, Any] | None = None,
    view: Mapping[str, Any] | None = None,
) -> None:
    """Draw the map.

    Parameters
    ----------
    channel
        Name of the session's channel between the page and the map.
    height
        Of the map in pixels; the page may restyle the iframe, the map fills it.
    on_pick
        Called, before the rerun, with what the person picked.
    strings
        The words: `STRINGS` and `COUNTED` as :func:`geo.i18n.browser_strings` translates them.
    locale
        BCP 47 tag by which dates and numbers are written.
    formats
        How that is done, of :func:`geo.i18n.browser_formats`; the browser does not know every language.
    embedded_scene, embedded_words
        The scene and its words, for pages without a channel; they are sent again at each rerun.
    view
        The view, for pages without a channel.
    """

    def picked() -> None:
        found = read_map_pick(st.session_state.get(KEY))
        if found is not None:
            on_pick(found)

    options: dict[str, Any] = {"channel": channel, "strings": strings, "locale": locale, "formats": formats}
    if embedded_scene is None and view is None:
        arguments = _arguments(json.dumps(options, allow_nan=False), height)
    else:
        figure = build_map(**options, embedded_scene=embedded_scene, embedded_words=embedded_words)
        arguments = rendered(figure, height, None if view is None else command_group(view))

    def changed() -> None:
        st.session_state[KEY] = st.session_state.get(arguments["key"], {})
        picked()

    streamlit_folium._component_func(**{**arguments, "on_change": changed})  # noqa: SLF001 (what st_folium ends with)


@lru_cache(64)
def _arguments(options: str, height: int) -> dict[str, Any]:
    """Render a map that carries nothing but its options, once for each set of them: one for a language."""
    return rendered(build_map(**json.loads(options)), height)


def rendered(figure: folium.Map, height: int, group: folium.FeatureGroup | None = None) -> dict[str, Any]:
    """Return what `st_folium` sends to the browser for a map, without sending it.

    `st_folium` compiles folium's templates and sends what comes out in one go, at each rerun: as long as the
    rest of a change of the view takes. Here its last step, the call of its component, hands the arguments back.
    """
    sent: list[dict[str, Any]] = []
    own_end = {**vars(streamlit_folium), "_component_func": lambda **arguments: sent.append(arguments)}
    render = FunctionType(st_folium.__code__, own_end, st_folium.__name__, st_folium.__defaults__)
    render(
        figure,
        key=KEY,
        height=height,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=group,
    )
    return sent[0]


def build_map(
    channel: str,
    *,
    strings: Mapping[str, str] | None = None,
    locale: str = "en-GB",
    formats: Mapping[str, Any] | None = None,
    embedded_scene: bytes | None = None,
    embedded_words: Mapping[str, Any] | None = None,
) -> folium.Map:
    """Build the folium map, anew in each run because streamlit-folium changes the map it is given.

    The same arguments give the same bytes once streamlit-folium has named the variables.
    """
    figure = OfflineMap(location=[0, 0], zoom_start=7, tiles=None, **LEAFLET_OPTIONS)
    scene = None if embedded_scene is None else base64.b64encode(embedded_scene).decode("ascii")
    options = {
        "channel": channel,
        "strings": dict(browser_strings(STRINGS, COUNTED) if strings is None else strings),
        "locale": locale,
        "formats": formats,
        "scene": scene,
        "words": embedded_words,
    }
    Stage({**options, "bundle": BUNDLE}).add_to(figure)
    return figure


def command_group(view: Mapping[str, Any]) -> folium.FeatureGroup:
    """Wrap a view in the feature group by which streamlit-folium runs something on a standing map."""
    group = folium.FeatureGroup(name="view")
    group.add_child(Command(view))
    return group


def read_map_pick(value: object) -> MapPick | None:
    """Read what the map's component sent.

    Parameters
    ----------
    value
        Anything: a browser sent it. Understood is ``{"seq": int, "pick": {...}}`` with one of
        ``district`` or ``within`` (text), ``event`` (position), ``list`` (``unplaced`` or a cell's) or
        ``cluster`` (positions).

    Returns
    -------
    Pick or None
        None for everything else.
    """
    if not isinstance(value, Mapping):
        return None
    seq, content = value.get("seq"), value.get("pick")
    if not _is_position(seq) or not isinstance(content, Mapping):
        return None
    district, within = content.get("district"), content.get("within")
    event, cluster = content.get("event"), content.get("cluster")
    named = content.get("list")
    found = None
    if isinstance(named, str) and (named == UNPLACED or named.startswith(CELL)):
        found = MapPick(seq, list=named)
    elif isinstance(district, str):
        found = MapPick(seq, district=district)
    elif isinstance(within, str):
        found = MapPick(seq, within=within)
    elif _is_position(event):
        found = MapPick(seq, event=event)
    elif isinstance(cluster, list) and cluster and all(map(_is_position, cluster)):
        found = MapPick(seq, cluster=tuple(cluster))
    return found


def _is_position(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _beside(path: str) -> str:
    """Address of a bundled file as streamlit-folium's iframe reaches it: both are Streamlit's components.

    Relative, so that it holds under ``server.baseUrlPath``.
    """
    return assets.address(path).replace("component/", "../", 1)
