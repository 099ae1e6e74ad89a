"""A file or pasted rows that a person brings: read once, and read again as they choose."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.own_events import questions
from components.own_events.background import wait_in_turn
from components.uploads import GATE
from components.wording.markdown_escape import plain
from geo.i18n import gettext as _
from geo.i18n import number_text
from geo.importers import recognise
from geo.importers.cage import read_apart
from geo.importers.formats.delimited_text import SEPARATORS
from geo.importers.limits import MEBIBYTE
from geo.importers.own_districts import likeliest_layer

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from geo.importers import ColumnMapping, Table
    from geo.importers.cage import Turn
    from geo.importers.table import Question

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
    """A way to read a file: its part, encoding, separator, header and coordinate system, "" to find out."""

    part: str = ""
    encoding: str = ""
    separator: str = ""
    header: str = ""
    epsg: str = ""


@dataclass(frozen=True)
class Pasted:
    """Rows that were pasted, as a file that was dropped."""

    text: str
    name: str = "pasted.tsv"

    @property
    def file_id(self) -> str:
        """Differs with the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def size(self) -> int:
        """Size in bytes, or nearly."""
        return len(self.text)

    def getvalue(self) -> bytes:
        """Return the text in UTF-8."""
        return self.text.encode()


@dataclass(frozen=True)
class Guess:
    """What was found out of a file, and the choices that it leaves."""

    parts: tuple[str, ...]
    part: str
    encoding: str
    separator: str
    header: str
    questions: tuple[Question, ...]


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
class KeptChoices:
    """What is kept of a file between the runs of the dialog: the guesses by part, and the last reading."""

    file_id: str
    areas: bool = False
    guesses: dict[str, Guess] = field(default_factory=dict)
    last: tuple[Way, Brought] | None = None


def ask(key: str, label: str, turn: int = 0, *, areas: bool = False, paste: bool = False) -> Brought | None:
    """Draw the place to drop a file, and return its rows as the person wants them read.

    Parameters
    ----------
    key
        Names the widgets and what is remembered.
    label
        What may be dropped, for a person.
    turn
        How often the dialog was opened: each time it begins without a file.
    areas
        Whether a part with polygons is the likeliest.
    paste
        Whether rows may be pasted instead.

    Raises
    ------
    ImportProblems
        When the file cannot be read this way; what can be chosen is drawn all the same.
    """
    GATE.expect()
    dropped = st.file_uploader(label, key=f"own_{key}_file_{turn}")
    pasted = _pasted(key, turn) if paste and dropped is None else None
    file = dropped or pasted
    if file is None:
        st.session_state.pop(_key(key), None)
        return None
    remembered: KeptChoices | None = st.session_state.get(_key(key))
    if remembered is None or remembered.file_id != file.file_id:
        remembered = st.session_state[_key(key)] = KeptChoices(file.file_id, areas)
    prefix = f"own_{key}_{file.file_id}"
    likeliest = _guess(remembered, file, "")
    part = _part(prefix, file.name, likeliest)
    guess = _guess(remembered, file, part)
    return _read_once(remembered, file, _reading(f"{prefix}_{part}", part, guess))


def _pasted(key: str, turn: int) -> Pasted | None:
    """Draw the place to paste rows; None while there are none."""
    with st.expander(_("Or paste rows from a spreadsheet")):
        text = st.text_area(
            _("Rows, with the names of the columns first"), key=f"own_{key}_pasted_{turn}", height=140
        )
    return Pasted(text) if text.strip() else None


def forget(key: str) -> None:
    """Forget a file that was dropped, and give its memory back: Streamlit keeps it while the page is open."""
    GATE.forget()
    remembered: KeptChoices | None = st.session_state.pop(_key(key), None)
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
    st.dataframe(table.frame.head(PREVIEW_ROWS).rename_axis(_("Line")), height="content")


def _key(key: str) -> str:
    return f"own_{key}_remembered"


def _guess(remembered: KeptChoices, file: UploadedFile | Pasted, part: str) -> Guess:
    """Return what was found out of a part of a file, worked out once."""
    if part not in remembered.guesses:
        table = _read_once(remembered, file, Way(part)).table
        remembered.guesses[part] = Guess(
            table.parts, table.part, table.encoding, table.separator, table.header, table.questions
        )
    return remembered.guesses[part]


def _read_once(remembered: KeptChoices, file: UploadedFile | Pasted, way: Way) -> Brought:
    """Read a file once for each way, however often the dialog runs; the last reading is kept."""
    if remembered.last is None or remembered.last[0] != way:
        remembered.last = None  # One table is enough in memory.
        sentence = _("Reading {name} ({size} MB)")
        size = number_text(max(0.1, round(file.size / MEBIBYTE, 1)))
        identity = "_".join(("own", file.file_id, *astuple(way)))
        work = partial(_brought, identity, file, way, remembered)
        remembered.last = way, wait_in_turn(plain(sentence.format(name=file.name, size=size)), work)
    return remembered.last[1]


def _brought(
    identity: str, file: UploadedFile | Pasted, way: Way, remembered: KeptChoices, turn: Turn
) -> Brought:
    content = file.getvalue()

    def read(part: str) -> Table:
        return read_apart(
            content,
            file.name,
            part=part,
            encoding=way.encoding,
            separator=way.separator,
            header=way.header,
            epsg=int(way.epsg or 0),
            turn=turn,
        )

    table = likeliest_layer(read) if remembered.areas and not way.part else read(way.part)
    return Brought(identity, table, recognise(table))


def _part(prefix: str, name: str, guess: Guess) -> str:
    """Draw the choice of a part where there are several; return it, "" for the likeliest."""
    if not guess.parts:
        return ""
    endings = {
        **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"), _("Sheet")),
        **dict.fromkeys((".gpkg", ".kml", ".kmz", ".gpx", ".topojson"), _("Layer")),
    }
    chosen = st.selectbox(
        next((word for ending, word in endings.items() if name.lower().endswith(ending)), _("File")),
        guess.parts,
        index=guess.parts.index(guess.part),
        key=f"{prefix}_part",
    )
    return "" if chosen == guess.part else str(chosen)


def _reading(prefix: str, part: str, guess: Guess) -> Way:
    """Draw what the file leaves open, and the choices that its format does not make; return the answers."""
    answers: dict[str, str] = {}
    for question in guess.questions:
        answer = questions.ask(question, f"{prefix}_ask_{question.about}")
        first = question.alternatives[0].value
        answers[question.about] = "" if answer == first else answer
    if answers.get("epsg") == questions.OTHER:
        number = st.number_input(
            _("Number of the coordinate system (EPSG; 4326 is degrees)"),
            1024,
            32767,
            4326,
            key=f"{prefix}_epsg",
        )
        answers["epsg"] = str(int(number))
    if answers.get("encoding") == questions.OTHER:
        answers["encoding"] = _encoding(prefix, guess)
    if answers.get("header") == questions.OTHER:
        answers["header"] = _header(prefix, guess)
    return Way(part, **{**_spelling(prefix, guess, set(answers)), **answers})


def _spelling(prefix: str, guess: Guess, asked: set[str]) -> dict[str, str]:
    """Draw the choice of encoding, separator and header where nothing asks for them."""
    text = bool(guess.encoding) and (bool(guess.separator) or guess.encoding[:3].lower() != "utf")
    if not text and not guess.header:
        return {}
    chosen: dict[str, str] = {}
    title = _("How the file was read")
    with st.expander(plain(title)), st.container(horizontal=True, vertical_alignment="bottom"):
        if text and "encoding" not in asked:
            chosen["encoding"] = _encoding(prefix, guess)
        if guess.separator:
            chosen["separator"] = _separator(prefix, guess)
        if guess.header and "header" not in asked:
            chosen["header"] = _header(prefix, guess)
    return chosen


def _header(prefix: str, guess: Guess) -> str:
    written = st.text_input(
        _("Line with the names of the columns"),
        placeholder=guess.header,
        key=f"{prefix}_header",
        help=plain(_("A line (4), two of them (4-5), or none")),
    )
    return "" if written.strip() == guess.header else written.strip()


def _encoding(prefix: str, guess: Guess) -> str:
    encodings = {_encoding_name(guess.encoding): ""} | {
        name: encoding for encoding, name in ENCODINGS.items() if name != _encoding_name(guess.encoding)
    }
    chosen = st.selectbox(_("Encoding of the text"), list(encodings), key=f"{prefix}_encoding")
    return encodings[chosen]


def _separator(prefix: str, guess: Guess) -> str:
    separators = {guess.separator: ""} | {sign: sign for sign in SEPARATORS if sign != guess.separator}
    signs = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("bar")}
    chosen = st.selectbox(
        _("Between the cells"),
        list(separators),
        key=f"{prefix}_separator",
        format_func=lambda sign: plain(signs.get(sign, sign)),
    )
    return separators[chosen]


def _encoding_name(encoding: str) -> str:
    """Return an encoding's name; one that is none of the usual by the name that it was found under."""
    return ENCODINGS.get(encoding.lower().removesuffix("-sig"), encoding.upper())
