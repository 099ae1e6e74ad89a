"""A file that a person brings: dropped, read once, and read again as they choose."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.own_events.background import wait_in_turn
from components.uploads import GATE
from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers import recognise
from geo.importers.cage import read_apart
from geo.importers.formats.delimited_text import SEPARATORS
from geo.importers.limits import MEBIBYTE

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geo.importers import ColumnMapping, Table
    from geo.importers.cage import Turn

PREVIEW_ROWS = 5
ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1252": "Western European (Windows-1252)",
    "cp1254": "Turkish (Windows-1254)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1250": "Central European (Windows-1250)",
    "cp1256": "Arabic (Windows-1256)",
    "iso-8859-9": "Turkish (ISO 8859-9)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "cp866": "Cyrillic (DOS, 866)",
    "mac_cyrillic": "Cyrillic (Macintosh)",
}
"""What is offered besides the guess; their names in English, as spreadsheet programs have them."""


@dataclass(frozen=True)
class Way:
    """A way to read a file: its part, encoding and separator, "" to find out."""

    part: str = ""
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True)
class Guess:
    """What was found out of a file, and the choices that it leaves."""

    parts: tuple[str, ...]
    part: str
    encoding: str
    separator: str
    unsure: bool


@dataclass(frozen=True, eq=False)
class Brought:
    """A file as the person wants it read.

    Attributes
    ----------
    identity
        Differs for each file and each way to read it; names what is chosen for its columns.
    table
        Its rows.
    mapping
        What its columns seem to mean.
    """

    identity: str
    table: Table
    mapping: ColumnMapping


@dataclass(eq=False)
class Remembered:
    """What is kept of a file between the runs of the dialog: the guesses by part, and the last reading."""

    file_id: str
    guesses: dict[str, Guess] = field(default_factory=dict)
    last: tuple[Way, Brought] | None = None


def ask(key: str, label: str, turn: int = 0) -> Brought | None:
    """Draw the place to drop a file, and return its rows as the person wants them read.

    Parameters
    ----------
    key
        Names the widgets and what is remembered.
    label
        What may be dropped, for a person.
    turn
        How often the dialog was opened: each time it begins without a file.

    Raises
    ------
    ImportProblems
        When the file cannot be read this way; what can be chosen is drawn all the same.
    """
    GATE.expect()
    file = st.file_uploader(label, key=f"own_{key}_file_{turn}")
    if file is None:
        st.session_state.pop(_key(key), None)
        return None
    remembered: Remembered | None = st.session_state.get(_key(key))
    if remembered is None or remembered.file_id != file.file_id:
        remembered = st.session_state[_key(key)] = Remembered(file.file_id)
    prefix = f"own_{key}_{file.file_id}"
    likeliest = _guess(remembered, file, "")
    part = _part(prefix, file.name, likeliest)
    guess = _guess(remembered, file, part)
    return _read(remembered, file, _spelling(f"{prefix}_{part}", part, guess))


def forget(key: str) -> None:
    """Forget a file that was dropped, and give its memory back: Streamlit keeps it while the page is open."""
    GATE.forget()
    remembered: Remembered | None = st.session_state.pop(_key(key), None)
    context = get_script_run_ctx()
    files = context.uploaded_file_mgr if context is not None else None
    if remembered is not None and context is not None and isinstance(files, MemoryUploadedFileManager):
        files.remove_file(context.session_id, remembered.file_id)


def preview(table: Table) -> None:
    """Draw the first rows of a file."""
    rows = _("First {rows} of {count} rows").format(
        rows=number_text(min(PREVIEW_ROWS, len(table.frame))), count=number_text(table.read)
    )
    st.caption(plain(rows))
    st.dataframe(table.frame.head(PREVIEW_ROWS), height="content")


def _key(key: str) -> str:
    return f"own_{key}_remembered"


def _guess(remembered: Remembered, file: UploadedFile, part: str) -> Guess:
    """Return what was found out of a part of a file, worked out once."""
    if part not in remembered.guesses:
        table = _read(remembered, file, Way(part)).table
        unsure = any("guess" in remark for remark in table.remarks)
        found = Guess(table.parts, table.part, table.encoding, table.separator, unsure)
        remembered.guesses[part] = found
    return remembered.guesses[part]


def _read(remembered: Remembered, file: UploadedFile, way: Way) -> Brought:
    """Read a file once for each way, however often the dialog runs; the last reading is kept."""
    if remembered.last is None or remembered.last[0] != way:
        remembered.last = None  # One table is enough in memory.
        sentence = _("Reading {name} ({size} MB)")
        size = number_text(max(0.1, round(file.size / MEBIBYTE, 1)))
        identity = "_".join(("own", file.file_id, *astuple(way)))
        work = partial(_brought, identity, file.getvalue(), file.name, way)
        remembered.last = way, wait_in_turn(plain(sentence.format(name=file.name, size=size)), work)
    return remembered.last[1]


def _brought(identity: str, content: bytes, name: str, way: Way, turn: Turn) -> Brought:
    table = read_apart(
        content, name, part=way.part, encoding=way.encoding, separator=way.separator, turn=turn
    )
    return Brought(identity, table, recognise(table))


def _part(prefix: str, name: str, guess: Guess) -> str:
    """Draw the choice of a part where there are several; return it, "" for the likeliest."""
    if not guess.parts:
        return ""
    endings = {".xlsx": _("Sheet"), ".gpkg": _("Layer")}
    chosen = st.selectbox(
        next((word for ending, word in endings.items() if name.lower().endswith(ending)), _("File")),
        guess.parts,
        index=guess.parts.index(guess.part),
        key=f"{prefix}_part",
    )
    return "" if chosen == guess.part else str(chosen)


def _spelling(prefix: str, part: str, guess: Guess) -> Way:
    """Draw the choice of encoding and separator where the format does not say them."""
    if not guess.encoding or not (guess.separator or guess.unsure or guess.encoding[:3].lower() != "utf"):
        return Way(part)
    encodings = {_encoding_name(guess.encoding): ""} | {
        name: encoding for encoding, name in ENCODINGS.items() if name != _encoding_name(guess.encoding)
    }
    separators = {guess.separator: ""} | {sign: sign for sign in SEPARATORS if sign != guess.separator}
    signs = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
    title = _("How the text was read: {encoding}").format(encoding=_encoding_name(guess.encoding))
    with st.expander(plain(title), expanded=guess.unsure), st.container(horizontal=True):
        encoding = st.selectbox(_("Encoding of the text"), list(encodings), key=f"{prefix}_encoding")
        separator = guess.separator
        if guess.separator:
            separator = st.selectbox(
                _("Between the cells"),
                list(separators),
                key=f"{prefix}_separator",
                format_func=signs.__getitem__,
            )
    return Way(part, encodings[encoding], separators[separator])


def _encoding_name(encoding: str) -> str:
    """Return an encoding's name; one that is none of the usual by the name that it was found under."""
    return ENCODINGS.get(encoding.lower().removesuffix("-sig"), encoding.upper())
