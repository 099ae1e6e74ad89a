"""The view that the page shows: what its address asks for, in the data of this session, and how it becomes another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from components import downloads, newer_data, own_events, stage, stories
from components.settings import settings
from components.view import address, undo
from components.view.language import speak
from components.view.navigation import after_pick
from components.view.selection import selection_of
from components.view.state import ViewState, from_query, to_query
from components.view.voices import with_voices
from geo.i18n import language
from geo.spatial.look import read_look
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.view.picks import Pick
    from geo import Dataset, Selection

    Choice = TypeVar("Choice")

PAGE = "page"
SIDE, TIMELINE, ROW, NAME = PARTS = ("side_part", "timeline_part", "row_part", "name_part")
"""The keys of the fragments: the page, and its parts that tell of day, range, filters and selection. What is waited for
comes first: the map moves by itself in the browser, the panel does not."""
_DRAWN = "drawn"
"""In the session: the frame that the page was last drawn for from its beginning to its end."""

_READ = "view_read"
"""In the session: the address that the view was read from last, and the view."""


@dataclass(frozen=True, eq=False)
class PageView:
    """What a run of the page shows.

    Attributes
    ----------
    bundled
        The dataset that the session began with.
    own
        What its person added; None without.
    whole
        The one with the other.
    record
        The same with the claims of the chosen voices alone.
    dataset
        The same in the page's language.
    state
        What is chosen.
    not_understood
        The parts of the address that choose nothing.
    today
        The last day, in days since 1970-01-01.
    """

    bundled: Dataset
    own: own_events.Own | None
    whole: Dataset
    record: Dataset
    dataset: Dataset
    state: ViewState
    not_understood: tuple[str, ...]
    today: int

    @property
    def selection(self) -> Selection:
        """The filters as the data side takes them."""
        return selection_of(self.state)

    @property
    def is_list(self) -> bool:
        """Whether the stories are listed."""
        return self.state.page == "stories" and not self.is_told

    @property
    def is_told(self) -> bool:
        """Whether a story is read or made."""
        return stories.is_reading(self.state) or stories.is_making(self.state)

    def go(self, next_state: ViewState) -> None:
        """Put the next view into the address, and remember which filters the one before had."""
        if stories.is_reading(next_state):
            self.go_told(next_state)
            return
        # The map tells the address by itself where a person has moved it: that may be newer than this run.
        at = read_look(address.query().get(address.LOOK, ""))
        # A step that is left to explore leaves the map where it had it look.
        self.go_told(
            replace(next_state, at=at or (self.state.at if stories.is_reading(self.state) else None))
        )

    def go_told(self, next_state: ViewState) -> None:
        """Go to a view of which a story's step says itself where the map looks."""
        undo.note(self.state, next_state)
        address.write(to_query(next_state, self.dataset, self.today))

    @property
    def frame(self) -> tuple[object, ...] | None:
        """What the page is drawn from but for its parts; None where these are not all that follows a choice."""
        state = self.state
        if state.page != "map" or self.own is not None or self.not_understood or not stage.is_live():
            return None
        return state.story, state.step, language(), state.version, state.voices, self.bundled.about.version


def change(to: Callable[[ViewState], ViewState]) -> None:
    """Go to what becomes of the view: it may have become another since that was drawn in which something was chosen."""
    now = page_view()
    now.go(to(now.state))


def choose(to: Callable[[ViewState], ViewState]) -> None:
    """Go to what a filter makes of the view and have it drawn, where it is another.

    Streamlit tells of a choice anew when its menu is closed: a person may have gone to another address by then.
    """
    now = page_view()
    after = to(now.state)
    if after != now.state:
        then_drawn(now.go)(after)


def follow(choice: Pick) -> None:
    """Go where a choice on the map, the timeline or in the panel leads.

    Whatever is touched in a story's map or timeline is exploring: the ordinary page, from the step's view.
    """
    view = page_view()  # The one that is shown may be newer than the part in which something was chosen.
    after = after_pick(explored(view.state), choice, view.dataset)
    then_drawn(view.go)(stories.still_making(view.state, after))


def then_drawn(act: Callable[[Choice], None]) -> Callable[[Choice], None]:
    """Return an act of a part of the page, after which all that it concerns is drawn.

    Drawing the parts alone spares server, network and browser what would come out as it stands.
    """

    def acted(choice: Choice) -> None:
        act(choice)
        speak()
        frame = page_view().frame
        stands = frame is not None and frame == st.session_state.get(_DRAWN) and not downloads.is_open()
        st.rerun(PARTS if stands else PAGE)

    return acted


def note_drawn(view: PageView | None) -> None:
    """Remember that the page was drawn; with None, that it is being drawn."""
    st.session_state[_DRAWN] = view and view.frame


def page_view() -> PageView:
    """Read the view from the address; each part of the page asks for it, of one address it is read once."""
    given = settings()
    bundled = newer_data.session_dataset(str(given.dataset))
    own = own_events.current()
    asked_for = (address.query(), language(), given.today)
    known: tuple[object, PageView] | None = st.session_state.get(_READ)
    if known and known[0] == asked_for and known[1].bundled is bundled and known[1].own is own:
        return known[1]
    view = _read(bundled, own, given.today)
    st.session_state[_READ] = asked_for, view
    return view


def _read(bundled: Dataset, own: own_events.Own | None, today: int) -> PageView:
    whole = own.dataset if own else bundled
    asked, not_understood = from_query(address.query(), whole, today)
    state = stories.step_view(whole, asked, today)
    record = with_voices(whole, state.voices)
    return PageView(bundled, own, whole, record, translated_dataset(record), state, not_understood, today)


def explored(state: ViewState) -> ViewState:
    """Return the state on the page that is explored: a story's step is told on a page of its own."""
    return replace(state, page="map") if state.page == "stories" else state
