"""Long work beside the page: it says what is happening, and a person may turn away from it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from components.wording.markdown_escape import plain
from geo.i18n import in_this_language, ngettext, number_text
from geo.importers.cage import Turn, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")
LOOK_SECONDS = 0.25
"""How often the page is looked at while work goes on."""


def wait_for(sentence: str, work: Callable[[], Result]) -> Result:
    """Do work in a thread of its own, when its turn has come, while the page says what is happening.

    Parameters
    ----------
    sentence
        What is happening, in Markdown.
    work
        Draws nothing; what it raises is raised here.
    """
    return wait_in_turn(sentence, lambda turn: in_turn(turn, work))


def wait_in_turn(sentence: str, work: Callable[[Turn], Result]) -> Result:
    """Do work that takes its turn by itself, while the page says what is happening and what comes first.

    What is drawn in between lets Streamlit leave the run: whoever closes the dialog or goes elsewhere
    is answered at once, and their turn is given up, which ends the reading of a file.

    Parameters
    ----------
    sentence
        What is happening, in Markdown.
    work
        Is given the turn, and draws nothing; what it raises is raised here.
    """
    executor = ThreadPoolExecutor(1, thread_name_prefix="own-events")
    turn = Turn()
    with st.spinner(sentence, show_time=True):
        future = executor.submit(in_this_language(partial(work, turn)))
        executor.shutdown(wait=False)
        place = st.empty()
        try:
            while not wait((future,), LOOK_SECONDS).done:
                place.markdown(plain(_place(turn.ahead)) if turn.ahead else "")
            place.empty()
            return future.result()
        finally:
            if not future.done():
                turn.give_up()


def _place(ahead: int) -> str:
    words = ngettext("One file is before yours.", "{count} files are before yours.", ahead)
    return words.format(count=number_text(ahead))
