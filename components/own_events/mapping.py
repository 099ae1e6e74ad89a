"""The mapping of columns, shown for correction before anything is loaded."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers import FIELDS, offers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from components.own_events.upload import Brought
    from geo.dataset.dataset import Dataset
    from geo.importers import ColumnMapping, Offer, Table

FIRST_FIELDS = ("title", "date", "lon", "lat", "category", "place_name", "source", "url")
"""Fields that are always offered; the others when a column was found for them, or on request."""


def edit(brought: Brought, outlines: Dataset) -> ColumnMapping:
    """Show what the columns mean and return it as the person corrected it.

    Parameters
    ----------
    brought
        The file's rows and what was recognised.
    outlines
        The dataset on whose districts the events are shown: changes are offered that put them there.

    Raises
    ------
    ImportProblems
        When the coordinate system that was given is not known.
    """
    table, mapping, identity = brought.table, brought.mapping, brought.identity
    remarks = st.container(gap="small")
    with remarks:
        told = [sentence for sentence in mapping.warnings if not _is_chosen(table, sentence)]
        if told:
            lines = "\n\n".join(map(plain, told))
            st.warning(lines, icon=":material/visibility:")
    st.markdown(f"**{plain(_('What the columns mean'))}**")
    known = [name for name in FIELDS if name in FIRST_FIELDS or name in mapping.fields]
    mapping = _fields(table, mapping, known, identity)
    with st.expander(_("More fields and how values are written")):
        mapping = _fields(table, mapping, [name for name in FIELDS if name not in known], identity)
        mapping = _ways(mapping, identity)
    with remarks:
        for offer in offers_of(table, mapping, outlines.districts, outlines.neighbours):
            show_offer(offer, f"{identity}_offer", partial(_accept, offer, identity))
    return mapping


def _is_chosen(table: Table, sentence: str) -> bool:
    """Whether a remark only names the part that was read, which the person sees chosen."""
    return bool(table.part) and repr(table.part) in sentence and sentence in table.remarks


def show_offer(offer: Offer, key: str, accept: Callable[[], None]) -> None:
    """Draw a change that seems right: its sentence, and the button that makes it."""
    with st.container(key=f"{key}_row", horizontal=True, vertical_alignment="center"):
        st.info(plain(offer.sentence), icon=":material/lightbulb:", width="stretch")
        st.button(_("Yes, change it"), key=key, on_click=accept)


def _accept(offer: Offer, identity: str) -> None:
    st.session_state[f"{identity}_swapped"] = offer.mapping.swapped
    st.session_state[f"{identity}_epsg"] = offer.mapping.epsg


def _fields(table: Table, mapping: ColumnMapping, names: list[str], identity: str) -> ColumnMapping:
    columns = st.columns(2)
    for position, name in enumerate(names):
        with columns[position % 2]:
            chosen = st.multiselect(
                plain(FIELDS[name]),
                table.columns,
                default=[column for column in mapping.columns(name) if column in table.columns],
                key=f"{identity}_{name}",
                placeholder=_("no column"),
                help=_why(mapping, name),
            )
        if tuple(chosen) != mapping.columns(name):
            mapping = mapping.with_field(name, *chosen)
    return mapping


def _why(mapping: ColumnMapping, name: str) -> str | None:
    choice = mapping.fields.get(name)
    if choice is None:
        return None
    sure = _("{percent} % sure").format(percent=number_text(round(choice.confidence * 100)))
    return plain(f"{choice.reason} ({sure})")


def _ways(mapping: ColumnMapping, identity: str) -> ColumnMapping:
    orders = {"": _("as they are written out"), "dmy": _("day first"), "mdy": _("month first")}
    order: Any = st.radio(
        _("Dates like 03/04/2020"),
        list(orders),
        index=list(orders).index(mapping.date_order),
        format_func=orders.__getitem__,
        horizontal=True,
        key=f"{identity}_date_order",
    )
    st.session_state.setdefault(f"{identity}_epsg", mapping.epsg)
    epsg = st.number_input(
        _("Number of the coordinate system (EPSG; 4326 is degrees)"),
        min_value=1024,
        max_value=32767,
        key=f"{identity}_epsg",
    )
    st.session_state.setdefault(f"{identity}_swapped", mapping.swapped)
    swapped = st.checkbox(_("Longitude and latitude are exchanged"), key=f"{identity}_swapped")
    return replace(mapping, date_order=order, epsg=int(epsg), swapped=swapped)
