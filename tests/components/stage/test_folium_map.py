"""The folium map carries nothing that changes, names no outside address and runs no text as script."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import folium
import pytest
import streamlit
import streamlit_folium

from components.stage import folium_map as event_map
from components.stage.folium_map import MapPick, build_map, command_group, read_map_pick
from components.wording import map_words

HOSTILE = "</script><img src=x onerror=alert(1)>${alert(2)}`'\"&\u2028\u2029{{7*7}}"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Collect what streamlit-folium would send to the browser."""
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **arguments: messages.append(arguments))
    return messages


def shown(**arguments: Any) -> None:  # noqa: ANN401 (any of show's)
    event_map.show("channel", **{"height": 508, "on_pick": lambda _: None, **arguments})


def test_every_build_sends_the_same_bytes(sent: list[dict[str, Any]]) -> None:
    shown()
    shown()
    first, second = ({key: value for key, value in message.items() if key != "on_change"} for message in sent)
    assert first == second


def test_a_view_changes_the_command_and_not_the_map(sent: list[dict[str, Any]]) -> None:
    shown(view={"day": 8493}, embedded_scene=b"scene")
    shown(view={"day": 18591}, embedded_scene=b"scene")
    for name in ("script", "key", "header", "html", "js_links", "css_links"):
        assert sent[0][name] == sent[1][name], name
    assert sent[0]["feature_group"] != sent[1]["feature_group"]
    assert 'window.commandStage({"day":8493});' in sent[0]["feature_group"]
    assert len(sent[0]["feature_group"]) < 1000


def test_a_command_leaves_nothing_behind_from_the_one_before(sent: list[dict[str, Any]]) -> None:
    shown(view={"day": 8493})
    command = sent[0]["feature_group"]
    assert command.index("window.feature_group = [];") < command.index("window.feature_group.push")


def test_only_our_own_scripts_and_styles_are_loaded(sent: list[dict[str, Any]]) -> None:
    shown()
    message = sent[0]
    assert message["js_links"] == [
        "../components.assets.assets/vendor/leaflet/leaflet.js",
        "../components.assets.assets/map/start.js",
    ]
    assert message["css_links"] == ["../components.assets.assets/vendor/leaflet/leaflet.css"]
    everything = json.dumps({key: value for key, value in message.items() if key != "on_change"})
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", everything) == []


def test_folium_itself_is_left_as_it_was() -> None:
    before = list(folium.Map.default_js)
    build_map("channel")
    assert folium.Map.default_js == before


@pytest.mark.parametrize("where", ["channel", "strings", "view"])
def test_text_cannot_leave_its_string(where: str, sent: list[dict[str, Any]]) -> None:
    if where == "channel":
        event_map.show(HOSTILE, height=508, on_pick=lambda _: None)
    elif where == "strings":
        shown(strings={"map.label": HOSTILE})
    else:
        shown(view={"district": HOSTILE})
    script = sent[0]["feature_group" if where == "view" else "script"]
    for piece in ("</script", "<img", "${", "`", "\u2028", "\u2029", "onerror=alert(1)>"):
        assert piece not in script, piece
    options = re.search(r"(?:startStage\(map_div, |commandStage\()(.*)\);", script)
    assert options is not None
    read = json.loads(options[1])
    assert HOSTILE in (*read.values(), *read.get("strings", {}).values())


def test_text_cannot_leave_its_string_in_a_whole_page_either() -> None:
    page = build_map(HOSTILE).get_root().render()
    assert "<img src=x" not in page


def test_the_scene_travels_in_the_map_only_where_asked(sent: list[dict[str, Any]]) -> None:
    shown()
    shown(embedded_scene=b"\x00scene", view={"day": 1})
    assert '"scene":null' in sent[0]["script"]
    assert base64.b64encode(b"\x00scene").decode() in sent[1]["script"]


def test_every_word_has_its_key_and_its_places() -> None:
    translated = {key: f"«{text}»" for key, text in map_words.STRINGS.items()}
    script = build_map("channel", strings=translated).get_root().render()
    assert script.count("«") == len(translated)
    assert map_words.STRINGS["legend.held"].count("{day}") == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"district": "kalbajar"}, MapPick(7, district="kalbajar")),
        ({"event": 0}, MapPick(7, event=0)),
        ({"cluster": [3, 5]}, MapPick(7, cluster=(3, 5))),
        ({"list": "unplaced"}, MapPick(7, list="unplaced")),
        ({"list": "cell:11/1290/777"}, MapPick(7, list="cell:11/1290/777")),
        ({"list": "unplaced", "cluster": [1]}, MapPick(7, list="unplaced")),
    ],
)
def test_what_the_map_sends_is_understood(content: object, expected: MapPick) -> None:
    assert read_map_pick({"seq": 7, "pick": content}) == expected


@pytest.mark.parametrize(
    "value",
    [
        None,
        "kalbajar",
        [],
        {},
        {"seq": 1},
        {"pick": {"event": 1}},
        {"seq": True, "pick": {"event": 1}},
        {"seq": -1, "pick": {"event": 1}},
        {"seq": 1, "pick": None},
        {"seq": 1, "pick": {"event": -1}},
        {"seq": 1, "pick": {"event": 1.5}},
        {"seq": 1, "pick": {"event": True}},
        {"seq": 1, "pick": {"district": 5}},
        {"seq": 1, "pick": {"district": {"$": 1}}},
        {"seq": 1, "pick": {"cluster": []}},
        {"seq": 1, "pick": {"cluster": ["0"]}},
        {"seq": 1, "pick": {"cluster": "012"}},
        {"seq": 1, "pick": {"list": "everything"}},
    ],
)
def test_what_no_map_sends_is_no_pick(value: object) -> None:
    assert read_map_pick(value) is None


def test_a_pick_reaches_its_listener(monkeypatch: pytest.MonkeyPatch, sent: list[dict[str, Any]]) -> None:
    picks: list[MapPick] = []
    session: dict[str, object] = {}
    monkeypatch.setattr(streamlit, "session_state", session)
    shown(on_pick=picks.append)
    session[sent[0]["key"]] = {"seq": 1, "pick": {"district": "lachin"}}
    sent[0]["on_change"]()
    session[sent[0]["key"]] = {"seq": 2, "pick": "garbage"}
    sent[0]["on_change"]()
    assert picks == [MapPick(1, district="lachin")]


def test_a_map_is_rendered_once_for_each_language(
    monkeypatch: pytest.MonkeyPatch, sent: list[dict[str, Any]]
) -> None:
    built: list[object] = []

    def build(*arguments: Any, **options: Any) -> folium.Map:  # noqa: ANN401 (any of build_map's)
        built.append(options["locale"])
        return build_map(*arguments, **options)

    monkeypatch.setattr(event_map, "build_map", build)
    event_map._arguments.cache_clear()  # noqa: SLF001 (other tests have asked before)
    for locale in ("en-GB", "az", "en-GB", "az"):
        shown(locale=locale)
    assert built == ["en-GB", "az"]
    assert sent[0]["script"] == sent[2]["script"] != sent[1]["script"]


def test_the_command_is_one_group_with_one_element() -> None:
    assert len(command_group({"day": 1})._children) == 1  # noqa: SLF001 (folium has no other way to ask)
