"""Encodings of text, found out from a file's bytes; where they leave it open, asked."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from geo.i18n import Sentence, marked
from geo.importers.problems import refusal
from geo.importers.table import Alternative, Question

if TYPE_CHECKING:
    from geo.i18n import Words

NAMES = {
    "cp1251": marked("Cyrillic (Windows-1251)"),
    "koi8-r": marked("Cyrillic (KOI8-R)"),
    "cp866": marked("Cyrillic (DOS, 866)"),
    "mac_cyrillic": marked("Cyrillic (Macintosh)"),
    "iso8859-5": marked("Cyrillic (ISO 8859-5)"),
    "cp1254": marked("Turkish (Windows-1254)"),
    "cp1252": marked("Western European (Windows-1252)"),
    "cp1250": marked("Central European (Windows-1250)"),
}
"""What text that is no Unicode may be in, with the names that spreadsheet programs have; of two that fit
equally well the first is taken."""
CYRILLIC = ("cp1251", "koi8-r", "cp866", "mac_cyrillic", "iso8859-5")
SAMPLE = 1 << 18
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TAIL = 4
"""Bytes: a file cut off within a letter of UTF-8 lacks less than this."""
BROKEN = "\x00"
"""Stands for a byte that is no text, until the rows that hold one are told."""
WHOLE_FOR_BROKEN = 4
"""Letters of UTF-8 that must be whole for each broken one, so that the text is taken for UTF-8."""
WORD = re.compile(r"[^\W\d_]+")
FREQUENT = "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё"
"""Russian letters from the most frequent on (National Corpus of the Russian language)."""
TURKISH, CENTRAL = frozenset("ŞşĞğİıÇçÖöÜü"), frozenset("ŠšŽžČčŘřŁłŃńĄąĘęŚśŹźŻżĎďŤťŇňĚěŮůŐőŰű")
WESTERN = frozenset("ÀàÁáÂâÃãÄäÅåÆæÇçÈèÉéÊêËëÍíÎîÏïÑñÓóÔôÕõÖöØøÚúÛûÜüßœŒ")
SHOWN_LINES, SHOWN_CHARACTERS = 3, 80
OFFERED = 4
"""Encodings between which a person chooses by their first lines; the others are named on request."""


@dataclass(frozen=True)
class Decoded:
    """The text of a file, in UTF-8, and how it was found.

    Parameters
    ----------
    data
        UTF-8; bytes that are no text have become NUL (`BROKEN`).
    encoding
        What the file was in.
    remarks, questions
        What had to be guessed.
    """

    data: bytes
    encoding: str
    remarks: tuple[Words, ...] = ()
    questions: tuple[Question, ...] = ()


CUT_OFF = marked("The file ends within a letter; it may have been cut off.")
KNOWN_TABLE = marked("Give a table (CSV, TSV, XLSX), GeoJSON, GeoPackage or Parquet file")


def decode(name: str, data: bytes, encoding: str = "") -> Decoded:
    """Return the text of a file in UTF-8, its encoding, and what had to be guessed.

    A byte order mark decides; then UTF-16, if every other byte is zero; then UTF-8, if nearly all bytes
    fit. Otherwise the code page is taken in which the letters make the likeliest words, and asked for.

    Parameters
    ----------
    name
        Name of the file, for messages.
    data
        Its bytes. Those that are UTF-8 already are neither decoded nor copied.
    encoding
        What a person says it is; "" to find out.

    Raises
    ------
    ImportProblems
        When it is no text.
    """
    if encoding and encoding.lower().replace("_", "-") not in {"utf-8", "utf8"}:
        return _as_told(name, data, encoding)
    for mark, marked_encoding in MARKS:
        if data.startswith(mark):
            return _whole(data, marked_encoding)
    if not encoding and b"\x00" in data[:SAMPLE] and (wide := _wide(name, data)):
        return _whole(data, wide)
    if _is_utf8(data):
        return Decoded(data, encoding or "utf-8")
    text, cut = _nearly_utf8(data)
    broken = text.count(BROKEN) - data.count(b"\x00")
    whole = sum(map(len, re.findall(rb"[\x80-\xff]+", data))) - broken
    if encoding or (cut and not broken) or whole >= 2 * WHOLE_FOR_BROKEN * broken:
        if encoding and broken * 2 > whole:
            raise _not_in(name, encoding)
        return Decoded(text.encode(), encoding or "utf-8", (CUT_OFF,) if cut else ())
    return _guess(name, data)


def text_of(name: str, data: bytes, encoding: str = "") -> tuple[str, Decoded]:
    """Return the text of a file as :func:`decode` finds it, with U+FFFD for bytes that are none."""
    found = decode(name, data, encoding)
    return found.data.decode("utf-8", "replace").replace(BROKEN, "\ufffd"), found


def _is_utf8(data: bytes) -> bool:
    ends = pa.py_buffer(np.array([0, len(data)], dtype="int64"))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(data)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _nearly_utf8(data: bytes) -> tuple[str, bool]:
    """Return UTF-8 with `BROKEN` for what is none, and whether it is cut off within a letter at the end."""
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if error.start >= len(data) - TAIL and error.start > 0 and "unexpected end" in error.reason:
            return data[: error.start].decode("utf-8"), True
    kept = data.replace("\ufffd".encode(), b"\x01\x02\x01")  # One that was there before stays as it is.
    text = kept.decode("utf-8", "replace").replace("\ufffd", BROKEN).replace("\x01\x02\x01", "\ufffd")
    return text, False


def _as_told(name: str, data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError):
        raise _not_in(name, encoding) from None
    broken = text.count("\ufffd")
    wide = encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32"))
    if broken * WHOLE_FOR_BROKEN > len(text) or (wide and broken):
        raise _not_in(name, encoding)
    return Decoded(text.replace("\ufffd", BROKEN).encode("utf-8", "replace"), encoding)


def _not_in(name: str, encoding: str) -> Exception:
    expected = Sentence(marked("text in {encoding}"), {"encoding": encoding})
    return refusal(name, "", expected, marked("Choose another encoding"))


def _whole(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    unit = {"utf-8-sig": 1, "utf-32": 4}.get(encoding, 2)
    cut = text.endswith("\ufffd") and (unit == 1 or len(data) % unit > 0)
    text = text.rstrip("\ufffd") if cut else text
    plain = text.replace("\ufffd", BROKEN).removeprefix("\ufeff").encode("utf-8", "replace")
    return Decoded(plain, encoding, (CUT_OFF,) if cut else ())


def _wide(name: str, data: bytes) -> str:
    """Return the kind of UTF-16 that text without a mark is in, "" where zeros only stand among the text."""
    sample = data[: min(SAMPLE, len(data) // 2 * 2)]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) <= max(2, len(sample) // 200):
        return ""
    for encoding in ("utf-16-be", "utf-16-le") if even > odd else ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        good = sum(letter.isalnum() or letter in " \t\r\n.,;:-\"'()/|" for letter in text)
        near = sum(letter < "\u0600" or letter == "\ufffd" for letter in text)
        if good > 0.8 * len(text) and near > 0.8 * len(text):
            return encoding
    if even + odd > len(sample) // 20:
        raise refusal(name, "", marked("a text file or a format that is known"), KNOWN_TABLE)
    return ""


def _guess(name: str, data: bytes) -> Decoded:
    sample = data[:SAMPLE]
    scores = {encoding: _likeness(sample, encoding) for encoding in NAMES}
    order = sorted(NAMES, key=lambda encoding: -scores[encoding])
    best = order[0]
    control = sum(byte < 32 and byte not in b"\t\r\n\x0b\x0c\x1a\x1e" for byte in sample)  # noqa: PLR2004 (a blank)
    if control > len(sample) // 50:
        raise refusal(name, "", marked("text in an encoding that is known"), marked("Save the file as UTF-8"))
    fitting = [encoding for encoding in order if _fits(sample, encoding)]
    offered = [best, *(encoding for encoding in fitting if encoding != best)][:OFFERED]
    alternatives = tuple(
        Alternative(encoding, NAMES[encoding], _first_lines(sample, encoding)) for encoding in offered
    )
    remark = Sentence(
        marked("Read as {encoding}, which is a guess: look at the letters, and choose another if wrong."),
        {"encoding": Sentence(NAMES[best])},
    )
    question = Question("encoding", marked("In which of these are the letters right?"), alternatives)
    text = data.decode(best, "replace").replace("\ufffd", BROKEN)
    return Decoded(text.encode("utf-8"), best, (remark,), (question,))


def _fits(data: bytes, encoding: str) -> bool:
    return data.decode(encoding, "replace").count("\ufffd") * 10 < len(data)


def _first_lines(data: bytes, encoding: str) -> tuple[tuple[str, ...], ...]:
    """Return the first lines with letters that no other encoding shares, each as one cell."""
    lines = (line for line in data.splitlines() if any(byte > 127 for byte in line))  # noqa: PLR2004 (ASCII)
    few = [
        line.decode(encoding, "replace").strip()[:SHOWN_CHARACTERS]
        for line, _ in zip(lines, range(SHOWN_LINES), strict=False)
    ]
    return tuple((line,) for line in few)


def _likeness(data: bytes, encoding: str) -> float:
    """Return how much text looks like words when it is read so: the mean over its letters beyond ASCII."""
    text = data.decode(encoding, "replace")
    foreign = sum(ord(letter) > 127 for letter in text)  # noqa: PLR2004 (ASCII)
    if not foreign:
        return 0.0
    score = 0.0
    for word in WORD.findall(text):
        if not word.isascii():
            score += _word_score(word, cyrillic=encoding in CYRILLIC, encoding=encoding)
    letters = sum(ord(letter) > 127 and letter.isalpha() for letter in text)  # noqa: PLR2004 (ASCII)
    odd = foreign - letters - sum(text.count(sign) for sign in "«»—–„“”’‘…°№§©\u00a0")
    return (score - odd) / foreign


@cache
def _weights() -> dict[str, float]:
    """Return how likely each Russian letter is, 1 for the most frequent to near 0."""
    return {letter: 1 - position / (1.3 * len(FREQUENT)) for position, letter in enumerate(FREQUENT)}


def _word_score(word: str, *, cyrillic: bool, encoding: str) -> float:
    foreign = [letter for letter in word if ord(letter) > 127]  # noqa: PLR2004 (ASCII)
    shaped = word.islower() or word.isupper() or word.istitle()
    if cyrillic:
        weights = _weights()
        alone = len(foreign) == len(word)
        score = sum(weights.get(letter.lower(), -0.5) for letter in foreign)
        return score * (1 if shaped else -0.5) if alone else -len(foreign)
    known = TURKISH if encoding == "cp1254" else CENTRAL if encoding == "cp1250" else WESTERN
    share = len(foreign) / len(word)
    score = sum(0.9 if letter in known else -0.5 for letter in foreign)
    if share > 0.5 and len(word) > 2:  # noqa: PLR2004 (accents on most letters of a word are no word)
        return -0.5 * len(foreign)
    return score * (1 if shaped else 0.5)
