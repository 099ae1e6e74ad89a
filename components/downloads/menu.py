"""The menu of what can be taken along: records, districts, the map, and how to cite them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from components.assets import component
from components.downloads import files, use_data
from components.downloads.video import video_model
from components.stage.folium_map import FRAME
from components.view.selection import selection_of
from components.view.state import to_query
from components.wording.picture_text import picture_text
from components.wording.selection_text import filters_in_words, in_words
from geo.dataset.lookup import claims_of
from geo.dates import day_date
from geo.export import Provenance, citations, count
from geo.i18n import gettext as _
from geo.i18n import in_this_language, ngettext, number_text
from geo.translations import translated_dataset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from components.downloads.files import Download
    from components.view.state import ViewState
    from geo.dataset.dataset import Dataset
    from geo.export import Counts
    from geo.selection.filters import Selection

KEY = "download"

STAGE = ".st-key-stage"

_paper = component("paper", "exports/index.js")
_print = component("print", "exports/print.js")


def show(dataset: Dataset, state: ViewState, today: int) -> None:
    """Draw the button that opens the menu; what is in the menu is drawn only while it is open.

    Parameters
    ----------
    dataset, state
        What is shown; the dataset in English. Records are taken along with the texts of the page's language beside
        the English ones; what a file says of itself and the map are in the language of the page.
    today
        The day of access, in days since 1970-01-01.
    """
    menu = st.popover(_("Download"), key=KEY, icon=":material/download:", on_change="rerun")
    if menu.open:
        told = translated_dataset(dataset)
        provenance = _provenance(told, state, today)
        with menu, st.container(key="exports", gap="small"):
            _menu(dataset, state, today, provenance, _picture(told, state, provenance))


def is_open() -> bool:
    """Whether the menu is open."""
    return bool(st.session_state.get(KEY))


def show_name(title: str, dataset: Dataset, state: ViewState, today: int) -> None:
    """Name the view where the browser does: in its tab, its history, its bookmarks, and on paper.

    Parameters
    ----------
    title
        The name.
    dataset, state, today
        As in :func:`show`.
    """
    told = translated_dataset(dataset)
    picture = _picture(told, state, _provenance(told, state, today))
    _print(key="print", data={"title": title, "frame": FRAME, "place": STAGE, "picture": picture})


def permalink(dataset: Dataset, state: ViewState, today: int) -> str:
    """Return the address of a view, "" where the page does not know its own."""
    query = urlencode(to_query(state, dataset, today))
    return f"{address()}?{query}" if address() and query else address()


def address() -> str:
    """Return the page's address without parameters, "" where the page does not know its own."""
    parts = urlsplit(st.context.url or "")
    return urlunsplit(parts._replace(path=parts.path or "/")) if parts.netloc else ""


def _provenance(dataset: Dataset, state: ViewState, today: int) -> Provenance:
    return Provenance(
        about=dataset.about,
        selection=_holds(dataset, selection_of(state)),
        permalink=permalink(dataset, state, today),
        made=day_date(today),
    )


def _picture(dataset: Dataset, state: ViewState, provenance: Provenance) -> dict[str, Any]:
    selection = selection_of(state)
    filters, name = filters_in_words(dataset, selection), files.base_name(dataset, selection)
    text = picture_text(provenance, filters, name)
    return {**text, "foot": [*text["foot"], provenance.permalink]}


def _menu(
    dataset: Dataset, state: ViewState, today: int, provenance: Provenance, picture: dict[str, Any]
) -> None:
    selection = selection_of(state)
    counts = count(dataset, selection)
    _heading(_("Records of this view"), f"{counts_text(counts)}. {provenance.selection}.")
    _buttons(files.record_files(dataset, selection, provenance))
    _heading(_("Districts"))
    _buttons([files.district_file(dataset, provenance, address())])
    _heading(_("Map"))
    _buttons([files.map_file(translated_dataset(dataset), state, selection, today, provenance)])
    _paper_buttons(picture, video_model(translated_dataset(dataset), state, today, provenance, address()))
    if address() and use_data.is_at_addresses(dataset):
        added = "origin" in dataset.events
        _heading(
            _("Use this data"),
            _("The records of this view at an address that stays, for programs, without those that you added")
            if added
            else _("The records of this view at an address that stays, for programs"),
        )
        use_data.show(address(), selection, f"{KEY}_use")
    _heading(_("Cite this view"))
    _citation(citations.of_view(provenance.about, provenance.permalink, provenance.made))
    _sources(dataset, state, selection, counts)


def _holds(dataset: Dataset, selection: Selection) -> str:
    """Say which events a file holds, and that what a person has added is not behind the address."""
    words = in_words(dataset, selection)
    if "origin" not in dataset.events:
        return words
    added = _("{selection}; with records that were added to the page and are not at its address")
    return added.format(selection=words)


def counts_text(counts: Counts) -> str:
    """Say how many records there are, for example ``124 events, 612 claims, 250 sources``."""
    numbers = (
        ngettext("{count} event", "{count} events", counts.events).format(count=number_text(counts.events)),
        ngettext("{count} claim", "{count} claims", counts.claims).format(count=number_text(counts.claims)),
        ngettext("{count} source", "{count} sources", counts.sources).format(
            count=number_text(counts.sources)
        ),
    )
    return ", ".join(numbers)


def _heading(title: str, text: str = "") -> None:
    st.markdown(f"**{title}**")
    if text:
        st.text(text)


def _buttons(files: Iterable[Download]) -> None:
    """Draw a row for each file: its button, and what it holds."""
    for file in files:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _button(file, width=150)
            st.caption(file.holds, width="stretch")


def _button(file: Download, width: int | None = None) -> None:
    st.download_button(
        file.label,
        in_this_language(file.make),
        file_name=file.file,
        mime=file.mime,
        key=f"{KEY}_{file.key}",
        on_click="ignore",
        width=width or "content",
    )


def _paper_buttons(picture: dict[str, Any], video: dict[str, Any]) -> None:
    _paper(
        key="paper",
        data={
            "frame": FRAME,
            "picture": picture,
            "video": video,
            "words": {
                "picture": _("Picture"),
                "picture_holds": _("The map as it is now, with day and legend (.png)"),
                "making": _("Making the picture"),
                "failed": _("There is no map to take a picture of: open the map first"),
                "video": _("Video"),
                "video_holds": _("The timeline or a story, made in this browser (.mp4, .webm or .gif)"),
                "video_failed": _("The video could not be opened: load the page again"),
                "print": _("Print"),
                "print_holds": _("The page on paper; an event alone when it is open"),
            },
        },
    )


def _citation(work: citations.Citation) -> None:
    """Show a citation in each format, with Streamlit's own button to copy it."""
    text, bibtex, ris, csl = st.tabs([_("Text"), _("BibTeX"), _("RIS"), _("CSL-JSON")], key=f"{KEY}_formats")
    text.code(citations.line(work), language=None, wrap_lines=True)
    bibtex.code(citations.bibtex([work]).strip(), language=None, wrap_lines=True)
    ris.code(citations.ris([work]).strip(), language=None, wrap_lines=True)
    csl.code(citations.csl_json([work]), language=None, wrap_lines=True)


def _sources(dataset: Dataset, state: ViewState, selection: Selection, counts: Counts) -> None:
    """Offer the sources of the view as files, and those of the open event as text to copy."""
    if state.event is not None:
        _heading(_("Cite the sources of this event"))
        claims = claims_of(dataset, state.event)
        named = dataset.sources[dataset.sources.index.isin(claims["source_id"])].reset_index()
        for work in citations.of_sources(named):
            st.code(citations.line(work), language=None, wrap_lines=True)
    _heading(
        ngettext(
            "Cite the {count} source of this view", "Cite the {count} sources of this view", counts.sources
        ).format(count=number_text(counts.sources))
    )
    with st.container(horizontal=True, gap="small"):
        for file in files.source_files(dataset, selection):
            _button(file)
