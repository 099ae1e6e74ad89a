"""The mapping of columns, shown for correction before anything is loaded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.messages import gettext as _
from components.messages import number_text
from components.plain_text import plain
from geo.importers import FIELDS

if TYPE_CHECKING:
    from geo.importers import ColumnMapping, Table

FIRST_FIELDS = ("title", "date", "lon", "lat", "category", "place_name", "source", "url")
"""Fields that are always offered; the others when a column was found for them, or on request."""

DEGREES = 4326


def edit(table: Table, mapping: ColumnMapping) -> ColumnMapping:
    """Show what the columns mean and return it as the person corrected it.

    Parameters
    ----------
    table
        The file's rows.
    mapping
        What was recognised.
    """
    for sentence in (*table.remarks, *mapping.warnings):
        st.warning(plain(sentence), icon=":material/visibility:")
    st.markdown(f"**{plain(_('What the columns mean'))}**")
    known = [name for name in FIELDS if name in FIRST_FIELDS or name in mapping.fields]
    mapping = _fields(table, mapping, known)
    with st.expander(_("More fields and how values are written")):
        mapping = _fields(table, mapping, [name for name in FIELDS if name not in known])
        mapping = _ways(mapping)
    return mapping


def _fields(table: Table, mapping: ColumnMapping, names: list[str]) -> ColumnMapping:
    columns = st.columns(2)
    for position, name in enumerate(names):
        with columns[position % 2]:
            chosen = st.multiselect(
                plain(FIELDS[name]),
                table.columns,
                default=[column for column in mapping.columns(name) if column in table.columns],
                key=f"own_{table.name}_{name}",
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


def _ways(mapping: ColumnMapping) -> ColumnMapping:
    orders = {"": _("as they are written out"), "dmy": _("day first"), "mdy": _("month first")}
    order: Any = st.radio(
        _("Dates like 03/04/2020"),
        list(orders),
        index=list(orders).index(mapping.date_order),
        format_func=orders.__getitem__,
        horizontal=True,
        key="own_date_order",
    )
    epsg = st.number_input(
        _("Number of the coordinate system (EPSG; 4326 is degrees)"),
        min_value=1024,
        max_value=32767,
        value=mapping.epsg,
        key="own_epsg",
    )
    swapped = st.checkbox(_("Longitude and latitude are exchanged"), value=mapping.swapped, key="own_swapped")
    return replace(mapping, date_order=order, epsg=int(epsg), swapped=swapped)
