"""Messages that no page sends: whatever the browser says, nothing is raised and nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from components.filters.search_field import read_question, read_text
from components.stage.folium_map import read_map_pick
from components.stage.timeline import read_commit
from components.stories.view import read_choice
from components.view.picks import read_pick
from tests.bundled import bundled

if TYPE_CHECKING:
    from components.view.picks import Pick

DATASET = bundled()
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
)
KINDS = (
    "district",
    "event",
    "place",
    "day",
    "order",
    "reset",
    "list",
    "more",
    "page",
    "sort",
    "kind",
    "text",
    "x",
)


@given(st.one_of(JSON, st.dictionaries(st.sampled_from(KINDS), JSON, min_size=1, max_size=1)))
def test_a_forged_pick_is_none_or_one_that_the_page_offers(message: object) -> None:
    found: Pick | None = read_pick(message, DATASET)
    assert found is None or found.value is None or isinstance(found.value, str | int)


NAMES = (
    "seq",
    "pick",
    "district",
    "event",
    "cluster",
    "list",
    "day",
    "from",
    "to",
    "compare",
    "story",
    "step",
    "text",
)


@given(st.one_of(JSON, st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4)))
def test_whatever_else_the_browser_says_is_read_or_left(message: object) -> None:
    first, last = DATASET.about.first_day, DATASET.about.default_day
    commit = read_commit(message, first, last)
    assert commit is None or first <= commit.from_day <= commit.day <= commit.to_day <= last
    question, text = read_question(message), read_text(message)
    assert question is None or isinstance(question.text, str)
    assert text is None or isinstance(text, str)
    assert read_choice(message, DATASET) is None or isinstance(message, dict)
    picked = read_map_pick(message)
    assert picked is None or isinstance(picked.seq, int)


def test_a_day_that_no_calendar_has_is_no_pick() -> None:
    assert read_pick({"day": 10**30}, DATASET) is None
    assert read_pick({"day": DATASET.about.first_day}, DATASET) is not None
    assert read_pick({"district": ["lachin"]}, DATASET) is None
    assert read_pick([{"district": "lachin"}], DATASET) is None
