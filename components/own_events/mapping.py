"""The mapping of columns, shown for correction before anything is loaded."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.own_events.background import wait_in_turn
from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import ngettext, number_text, sentence_text
from geo.importers import FIELDS, SETTINGS, offers_of
from geo.importers.cage import import_apart
from geo.importers.preview import preview_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from components.own_events.upload import Brought
    from geo.dataset.dataset import Dataset
    from geo.i18n import Words
    from geo.importers import ColumnMapping, Offer, Table
    from geo.importers.cage import Turn
    from geo.importers.preview import Preview

FIRST_FIELDS = ("title", "date", "lon", "lat", "category", "place_name", "source", "url")
"""Fields that are always offered; the others when a column was found for them, or on request."""


def edit(
    brought: Brought, outlines: Dataset, bring_districts: Callable[[], None] | None = None
) -> ColumnMapping:
    """Show what the columns mean and return it as the person corrected it.

    Parameters
    ----------
    brought
        The file's rows and what was recognised.
    outlines
        The dataset on whose districts the events are shown: changes are offered that put them there.
    bring_districts
        Asks for a person's own districts, offered where the events lie outside of these.

    Raises
    ------
    ImportProblems
        When the coordinate system that was given is not known.
    """
    table, identity = brought.table, brought.identity
    mapping = _answered(brought.mapping, identity)
    remarks = st.container(gap="small")
    with remarks:
        told = [sentence for sentence in mapping.warnings if not _is_chosen(table, sentence)]
        if told:
            lines = "\n\n".join(plain(sentence_text(sentence)) for sentence in told)
            st.warning(lines, icon=":material/visibility:")
    ahead = st.expander(_("Look at all columns, and at the first rows as they are read"), expanded=True)
    heading = _("What the columns mean")
    st.markdown(f"**{plain(heading)}**")
    known = [name for name in FIELDS if name in FIRST_FIELDS or name in mapping.fields]
    mapping = _fields(table, mapping, known, identity)
    with st.expander(_("More fields and how values are written")):
        mapping = _fields(table, mapping, [name for name in FIELDS if name not in known], identity)
        mapping = _ways(mapping, identity)
    with remarks:
        offers = offers_of(table, mapping, outlines.districts, outlines.neighbours)
        for offer in offers:
            show_offer(offer, f"{identity}_{offer_key(offer)}", partial(_accept, offer, identity))
    with ahead:
        looked = _looked_ahead(table, mapping, identity, outlines)
        _overview(looked, mapping)
    if looked.outside and not offers:
        with remarks:
            _all_outside(looked.outside, f"{identity}_outside", bring_districts)
    return mapping


_AHEAD = "own_looked_ahead"


def _looked_ahead(table: Table, mapping: ColumnMapping, identity: str, outlines: Dataset) -> Preview:
    """Read the first rows by a mapping, once for each; the last look is kept."""
    key = (identity, repr(mapping.as_json()), outlines.about.version)
    kept: tuple[object, Preview] | None = st.session_state.get(_AHEAD)
    if kept is None or kept[0] != key:
        # What geometries lie in may take long to find out, however few they are; other rows are read at once.
        hard = table.geometry is not None or bool(mapping.columns("wkt"))
        look = preview_of if not hard else _preview_apart
        kept = key, look(table, mapping, outlines)
        st.session_state[_AHEAD] = kept
    return kept[1]


def _preview_apart(table: Table, mapping: ColumnMapping, outlines: Dataset) -> Preview:
    def work(turn: Turn) -> Preview:
        return preview_of(table, mapping, outlines, partial(import_apart, turn=turn))

    return wait_in_turn(plain(_("Looking at the first rows")), work)


def _overview(looked: Preview, mapping: ColumnMapping) -> None:
    """Draw every column with what it is taken for, and the first rows as they are read."""
    heading = _("Every column of the file")
    st.markdown(f"**{plain(heading)}**")
    words = {name: _(FIELDS[name]) for name in mapping.fields}
    taken = [
        ", ".join(words[name] for name in fields) or _("not used") for fields in looked.columns["fields"]
    ]
    cost = _("Rows not shown because of it, of the first {count}").format(count=number_text(looked.looked_at))
    st.dataframe(
        looked.columns.assign(fields=taken)[["column", "fields", "example", "cost"]].rename(
            columns={
                "column": _("Column"),
                "fields": _("Taken for"),
                "example": _("Example"),
                "cost": cost,
            }
        ),
        hide_index=True,
    )
    heading = _("Dates and places as they are read")
    st.markdown(f"**{plain(heading)}**")
    not_read = _("not shown")
    rows = looked.rows.assign(
        date_read=looked.rows["date_read"].where(looked.rows["date_read"] != "", not_read),
        place_read=[
            place or (_("no place") if date else not_read)
            for place, date in zip(looked.rows["place_read"], looked.rows["date_read"], strict=True)
        ],
    )
    st.dataframe(
        rows.rename(
            columns={
                "line": _("Line"),
                "date_written": _("Date in the file"),
                "date_read": _("Date as read"),
                "place_written": _("Place in the file"),
                "place_read": _("Place as read"),
            }
        ),
        hide_index=True,
    )


def _all_outside(count: int, key: str, bring_districts: Callable[[], None] | None) -> None:
    """Say that the file is of another part of the world, and offer to bring its outlines."""
    words = ngettext(
        "The one point that was looked at lies outside this map. The events need the outlines that it belongs to.",
        "All {count} points that were looked at lie outside this map, or nearly all. The events need the outlines"
        " that they belong to.",
        count,
    )
    with st.container(key=f"{key}_row", horizontal=True, vertical_alignment="center"):
        st.warning(plain(words.format(count=number_text(count))), icon=":material/public:", width="stretch")
        if bring_districts is not None:
            st.button(_("Bring my own districts"), key=key, on_click=bring_districts)


def _is_chosen(table: Table, words: Words) -> bool:
    """Whether a remark only names the part that was read, which the person sees chosen."""
    return bool(table.part) and words in table.remarks and repr(table.part) in sentence_text(words)


def offer_key(offer: Offer) -> str:
    """Name an offer by what it changes.

    By its place it would have another name once the one before it is answered, and a press while the page
    follows would be for an offer that is no more.
    """
    return "_".join(["offer", *(f"{name}_{value}" for name, value in offer.changes.items())])


def show_offer(offer: Offer, key: str, accept: Callable[[], None]) -> None:
    """Draw a change that seems right: its sentence, and the button that makes it."""
    with st.container(key=f"{key}_row", horizontal=True, vertical_alignment="center"):
        lines = [plain(sentence_text(offer.sentence))]
        lines += [plain(f"{written}: {now} → {then}") for written, now, then in offer.examples]
        st.info("  \n".join(lines), icon=":material/lightbulb:", width="stretch")
        st.button(_("Yes, change it"), key=key, on_click=accept)


def _accept(offer: Offer, identity: str) -> None:
    for name, value in offer.changes.items():
        st.session_state[f"{identity}_{name}"] = value
        _answer(f"{identity}_{name}")


def _answer(key: str) -> None:
    st.session_state[f"{key}_answered"] = True


def _answered(mapping: ColumnMapping, identity: str) -> ColumnMapping:
    """Return a mapping with the settings that the person has answered, which are asked no more."""
    keys = {name: f"{identity}_{name}" for name in SETTINGS}
    answers = {
        name: st.session_state[key] for name, key in keys.items() if st.session_state.get(f"{key}_answered")
    }
    return mapping.answered(**answers)


def _fields(table: Table, mapping: ColumnMapping, names: list[str], identity: str) -> ColumnMapping:
    columns = st.columns(2)
    for position, name in enumerate(names):
        with columns[position % 2]:
            chosen = st.multiselect(
                _(FIELDS[name]),
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
    return plain(f"{sentence_text(choice.reason)} ({sure})")


def _choice_text(choices: Mapping[str, str], value: str) -> str:
    return plain(_(choices[value]))


def _ways(mapping: ColumnMapping, identity: str) -> ColumnMapping:
    given: dict[str, Any] = {}
    for name, setting in SETTINGS.items():
        key = f"{identity}_{name}"
        st.session_state.setdefault(key, getattr(mapping, name))
        given[name] = st.radio(
            _(setting.label),
            list(setting.choices),
            format_func=partial(_choice_text, setting.choices),
            horizontal=True,
            key=key,
            on_change=partial(_answer, key),
        )
    mapping = _answered(replace(mapping, **given), identity)
    st.session_state.setdefault(f"{identity}_epsg", mapping.epsg)
    epsg = st.number_input(
        _("Number of the coordinate system (EPSG; 4326 is degrees)"),
        min_value=1024,
        max_value=32767,
        key=f"{identity}_epsg",
    )
    st.session_state.setdefault(f"{identity}_swapped", mapping.swapped)
    swapped = st.checkbox(_("Longitude and latitude are exchanged"), key=f"{identity}_swapped")
    return replace(mapping, epsg=int(epsg), swapped=swapped)
