"""Long work beside the page: it says what is happening, and a person may turn away from it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from geo.i18n import in_this_language

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")
LOOK_SECONDS = 0.25
"""How often the page is looked at while work goes on."""


def wait_for(sentence: str, work: Callable[[], Result]) -> Result:
    """Do work in a thread of its own while the page says what is happening.

    What is drawn in between lets Streamlit leave the run: whoever closes the dialog or goes elsewhere
    is answered at once, and the result is dropped.

    Parameters
    ----------
    sentence
        What is happening, in Markdown.
    work
        Draws nothing; what it raises is raised here.
    """
    executor = ThreadPoolExecutor(1, thread_name_prefix="own-events")
    with st.spinner(sentence, show_time=True):
        future = executor.submit(in_this_language(work))
        executor.shutdown(wait=False)
        beat = st.empty()
        while not wait((future,), LOOK_SECONDS).done:
            beat.empty()
        return future.result()
