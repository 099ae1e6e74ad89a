"""The timeline's Python side: what it sends to the browser and what it believes from there."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from components.assets import JSON_MARK
from components.bundle import FRONTEND
from components.stage import stage, timeline
from components.stage.timeline import Commit, read_commit
from components.view.state import ViewState
from components.wording import timeline_words

if TYPE_CHECKING:
    import geo

FIRST, LAST = 6574, 20778
MODULES = FRONTEND / "timeline"


def test_a_commit_is_read_as_it_was_sent() -> None:
    value = {"day": 18591, "from": 18532, "to": 18600, "compare": 8493}
    assert read_commit(value, FIRST, LAST) == Commit(18591, 18532, 18600, 8493)


def test_whole_floats_are_days_because_json_has_one_kind_of_number() -> None:
    value = {"day": 18591.0, "from": 18532.0, "to": 18600.0, "compare": None}
    commit = read_commit(value, FIRST, LAST)
    assert commit == Commit(18591, 18532, 18600, None)
    assert all(type(day) is int for day in (commit.day, commit.from_day, commit.to_day))


@pytest.mark.parametrize(
    ("day", "from_day", "to_day", "expected"),
    [
        (0, 0, 10**12, Commit(FIRST, FIRST, LAST, None)),
        (-(10**30), -(10**30), -(10**30), Commit(FIRST, FIRST, FIRST, None)),
        (1e300, 1e300, 1e300, Commit(LAST, LAST, LAST, None)),
        (9000, 9500, 8500, Commit(9000, 8500, 9500, None)),
        (8000, 8500, 9500, Commit(8500, 8500, 9500, None)),
        (9999, 8500, 9500, Commit(9500, 8500, 9500, None)),
    ],
)
def test_days_are_kept_within_the_data_and_in_order(
    day: float, from_day: float, to_day: float, expected: Commit
) -> None:
    assert read_commit({"day": day, "from": from_day, "to": to_day}, FIRST, LAST) == expected


@pytest.mark.parametrize(
    "bad",
    [
        math.nan,
        math.inf,
        -math.inf,
        9000.5,
        "9000",
        "<script>",
        None,
        True,
        [9000],
        {"day": 9000},
        b"9000",
    ],
)
@pytest.mark.parametrize("name", ["day", "from", "to"])
def test_a_day_that_is_no_whole_number_voids_the_commit(name: str, bad: object) -> None:
    assert read_commit({"day": 9000, "from": 8500, "to": 9500, name: bad}, FIRST, LAST) is None


@pytest.mark.parametrize("name", ["day", "from", "to"])
def test_a_missing_day_voids_the_commit(name: str) -> None:
    value = {"day": 9000, "from": 8500, "to": 9500}
    del value[name]
    assert read_commit(value, FIRST, LAST) is None


@pytest.mark.parametrize("value", [None, "", 5, [], [9000, 8500, 9500], True, math.nan, object()])
def test_what_is_no_mapping_is_no_commit(value: object) -> None:
    assert read_commit(value, FIRST, LAST) is None


@pytest.mark.parametrize("bad", [math.nan, "today", [1], {}, 3.2, True])
def test_a_bad_second_day_is_left_out(bad: object) -> None:
    value = {"day": 9000, "from": 8500, "to": 9500, "compare": bad}
    assert read_commit(value, FIRST, LAST) == Commit(9000, 8500, 9500, None)


def test_a_second_day_is_kept_within_the_data_but_not_within_the_range() -> None:
    value = {"day": 9000, "from": 8500, "to": 9500, "compare": 99999}
    assert read_commit(value, FIRST, LAST) == Commit(9000, 8500, 9500, LAST)


def _page() -> None:
    # AppTest runs this function's text alone.
    from components.stage import timeline  # noqa: PLC0415
    from components.wording import timeline_words  # noqa: PLC0415

    timeline.show(
        "session-1",
        {"day": 9000, "from": 8500, "to": 9500, "mask": None, "district": None, "event": -1, "compare": None},
        jumps=({"id": "all", "label": "All", "from": 6574, "to": None},),
        landmarks=({"day": 8493, "label": "Kalbajar 1993"},),
        strings=timeline_words.STRINGS,
        locale="en",
        on_commit=lambda: None,
        on_pick=lambda: None,
        on_live_change=lambda: None,
    )


def test_the_component_mounts_with_the_view_and_the_words() -> None:
    page = AppTest.from_function(_page).run()
    assert not page.exception
    (proto,) = [node.proto for node in page.main if node.type == "bidi_component"]
    assert proto.component_name.endswith("timeline")
    data = json.loads(proto.bytes.removeprefix(JSON_MARK))
    assert data["channel"] == "session-1"
    assert data["view"]["day"] == 9000
    assert data["jumps"] == [{"id": "all", "label": "All", "from": 6574, "to": None}]
    assert data["landmarks"] == [{"day": 8493, "label": "Kalbajar 1993"}]
    assert data["strings"] == timeline_words.STRINGS
    assert data["locale"] == "en"


def test_a_commit_is_heard_before_the_run_that_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, Any] = {}
    shown: list[dict[str, Any]] = []
    told: list[str] = []
    monkeypatch.setattr(timeline, "_renderer", lambda: lambda **arguments: shown.append(arguments))
    monkeypatch.setattr("components.stage.timeline.st.session_state", session)

    def show() -> None:
        timeline.show(
            "session-1",
            {},
            jumps=(),
            landmarks=(),
            strings={},
            locale="en",
            on_commit=lambda: told.append("commit"),
            on_pick=lambda: None,
            on_live_change=lambda: None,
        )

    show()
    assert shown[-1]["data"]["last_commit"] is None
    for commit, heard in (({"number": 7}, 7), ({"number": "8"}, 7), ("9", 7), ({"number": 10}, 10)):
        session["timeline"] = {"commit": commit}
        shown[-1]["on_commit_change"]()
        show()
        assert shown[-1]["data"]["last_commit"] == heard
    assert len(told) == 4


def test_the_browser_uses_only_words_that_exist() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in MODULES.glob("*.js"))
    used = set(re.findall(r"\bwords\.say\('([\w.]+)'", source))
    counted = set(re.findall(r"\bwords\.count\('([\w.]+)'", source))
    assert used
    assert counted
    assert used <= set(timeline_words.STRINGS)
    assert counted <= set(timeline_words.COUNTED)


def test_the_browser_never_makes_markup_of_text() -> None:
    for path in MODULES.glob("*.js"):
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", path.read_text(encoding="utf-8")
        ), path


def test_days_are_chosen_in_the_view_of_now_not_in_that_which_was_drawn(
    made_up: geo.Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = ViewState(9000, 8500, 9500)
    now = replace(drawn, categories=frozenset({"clash"}))
    given: dict[str, Any] = {}
    monkeypatch.setattr(timeline, "show", lambda *_asked, **others: given.update(others))
    sent = {"day": 9100, "from": 9050, "to": 9200, "compare": None}
    monkeypatch.setattr("streamlit.session_state", {stage.TIMELINE_KEY: {"commit": sent}})
    gone: list[ViewState] = []
    stage.show_timeline(
        made_up,
        drawn,
        today=LAST,
        go=lambda to: gone.append(to(now)),
        follow=lambda _choice: None,
        on_live_change=lambda: None,
    )
    given["on_commit"]()
    assert gone == [replace(now, day=9100, first=9050, last=9200)]
