"""A story file opens as it was saved, and a hostile or broken one is told, never run."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.spatial.look import look_text
from geo.stories import Step, Story, StoryFileError, read_story, write_story
from tests.hostile import PAYLOADS

IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
DAYS = st.integers(-25_000, 25_000)
LOOKS = st.tuples(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 22))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Step(
        title=draw(TEXTS),
        text=draw(TEXTS),
        day=draw(DAYS),
        first_day=first,
        last_day=last,
        district_id=draw(IDS | st.just("")),
        event_ids=tuple(draw(st.lists(IDS, max_size=3))),
        place_id=draw(IDS | st.just("")),
        source_ids=tuple(draw(st.lists(IDS, max_size=3))),
        at=draw(st.just("") | LOOKS.map(look_text)),
    )


@given(title=TEXTS, summary=TEXTS, steps=st.lists(steps(), min_size=1, max_size=4))
def test_a_saved_story_opens_as_it_was(title: str, summary: str, steps: list[Step]) -> None:
    story = Story("mine", title, summary, tuple(steps))
    assert replace(read_story(write_story(story), "story.json"), id="mine") == story


STORY = Story("mine", "Mine", "", (Step("One", "Text.", 18591, 18000, 18600),))


def broken(**changes: object) -> bytes:
    content = json.loads(write_story(STORY))
    content["steps"][0] |= changes
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    ("content", "column"),
    [
        (broken(day="2020-11-31"), "day"),
        (broken(day=18591), "day"),
        (broken(to="2010-01-01"), "from"),
        (broken(events=["<img src=x>"]), "events"),
        (broken(events={"a": 1}), "events"),
        (broken(sources=[["nested"]]), "sources"),
        (broken(district=7), "district"),
        (broken(at="<script>"), "at"),
        (broken(at="99,46,9"), "at"),
        (broken(at="40,46,1e9"), "at"),
        (broken(at=[40.1, 46.0, 9]), "at"),
        (broken(text=None), "text"),
        (broken(title="x" * 301), "title"),
    ],
)
def test_what_is_wrong_is_told_with_its_step_and_value(content: bytes, column: str) -> None:
    with pytest.raises(StoryFileError) as raised:
        read_story(content, "story.json")
    assert {(problem.row, problem.column) for problem in raised.value.problems} == {(1, column)}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"\xff\xfe", b'{"format": "another"}', b"[" * 200_000, b'{"format": NaN}', b"0" * 2_000_001],
)
def test_what_is_no_story_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(StoryFileError) as raised:
        read_story(content, "story.json")
    assert len(raised.value.problems) == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_texts_stay_texts(payload: str) -> None:
    hostile = replace(STORY, title=payload[:300], steps=(replace(STORY.steps[0], text=payload),))
    assert read_story(write_story(hostile), "story.json").steps[0].text == payload


def test_half_a_surrogate_does_not_get_in() -> None:
    story = read_story(broken(text="a\ud800b"), "story.json")
    assert write_story(story)
