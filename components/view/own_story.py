"""A person's own story, for as long as their session lasts: never written to a file or another session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.stories import stories_of

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.stories import Story

OWN = "own"
"""What a person's own story is called in the address, whatever its title."""
NEW = "new"
"""Stands in the address while a person makes a story."""
_KEY = "own_story"


def own_story() -> Story | None:
    """Return the story that was opened or is previewed in this session; None outside of one."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    found: Story | None = st.session_state.get(_KEY)
    return found


def keep_own_story(story: Story) -> None:
    """Keep a story for this session, in the place of the one before."""
    st.session_state[_KEY] = story


def known_stories(dataset: Dataset) -> tuple[Story, ...]:
    """Return the stories of a dataset, and the person's own behind them."""
    own = own_story()
    return (*stories_of(dataset), *([own] if own else []))
