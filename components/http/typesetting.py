"""Type on pictures: fonts for the scripts of the languages, lines that fit, and texts of which nothing is to be feared.

A letter that the fonts have not is written in Latin letters, so that no empty boxes stand in a picture.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii
from PIL import ImageFont

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FOLDER = Path(__file__).parent / "fonts"
LONGEST = 400
"""Characters of a text that are looked at."""
ELLIPSIS = "…"
ARMENIAN = re.compile("[\u0530-\u058f\ufb13-\ufb17]+")
KNOWN = re.compile(
    "[\u0020-\u007e\u00a0-\u017f\u018f\u0259\u01cd-\u01e3\u0218-\u021b\u02b0-\u02bf\u0400-\u04ff\u1e80-\u1e9e"
    "\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212"
    "\u0530-\u058f\ufb13-\ufb17]"
)
"""What the fonts have: see `fonts/OFL.txt` for how they were taken out of larger ones."""


class Face(NamedTuple):
    """Size (pixels) and weight of a text."""

    size: int
    bold: bool = False


@cache
def font(name: str, face: Face) -> FreeTypeFont:
    """Return a font: `NotoSans` or `NotoSansArmenian`."""
    weight = "Bold" if face.bold else "Regular"
    return ImageFont.truetype(
        FOLDER / f"{name}-{weight}.ttf", face.size, layout_engine=ImageFont.Layout.BASIC
    )


def safe(text: str) -> str:
    """Return a text as it can be set: one line, no control characters, no letters that the fonts have not.

    Examples
    --------
    >>> safe("Kəlbəcər  Քարվաճառ")
    'Kəlbəcər Քարվաճառ'
    >>> safe("北京")
    'BeiJing'
    """
    shown = unicodedata.normalize("NFC", text[:LONGEST])
    letters = (
        letter
        if KNOWN.match(letter)
        else " "
        if letter.isspace()
        else anyascii(letter)
        if letter.isprintable()
        else ""
        for letter in shown
    )
    return " ".join("".join(letters).split())


def runs(text: str, face: Face) -> list[tuple[str, FreeTypeFont]]:
    """Return the pieces of a safe text, each with the font that has its letters."""
    pieces, at = [], 0
    for found in ARMENIAN.finditer(text):
        if found.start() > at:
            pieces.append((text[at : found.start()], font("NotoSans", face)))
        pieces.append((found.group(), font("NotoSansArmenian", face)))
        at = found.end()
    if at < len(text):
        pieces.append((text[at:], font("NotoSans", face)))
    return pieces


def width(text: str, face: Face) -> float:
    """Return the width of a safe text in pixels."""
    return sum(one.getlength(piece) for piece, one in runs(text, face))


def wrapped(text: str, face: Face, most: float, lines: int) -> list[str]:
    """Return a safe text in lines.

    Parameters
    ----------
    text, face
        What is set, and how.
    most
        Width of a line in pixels. A word that is longer is cut.
    lines
        How many lines there may be; what is left over is an ellipsis.
    """
    found: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", face) <= most:
            line = f"{line} {words.pop(0)}"
        if width(line, face) > most:
            kept = _fitting(line, face, most)
            words.insert(0, line[len(kept) :])
            line = kept
        found.append(line)
        if len(found) == lines and words:
            found[-1] = _fitting(line, face, most - width(ELLIPSIS, face)).rstrip(" ,;:.") + ELLIPSIS
            break
    return found


def _fitting(text: str, face: Face, most: float) -> str:
    """Return as much of the beginning of a text as fits, one letter at least."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle], face) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low]


def fitted(text: str, faces: tuple[Face, ...], most: float, lines: int) -> tuple[Face, list[str]]:
    """Return a safe text in the first face in which it fits whole, or else cut in the last."""
    for face in faces:
        found = wrapped(text, face, most, lines)
        if not found or not found[-1].endswith(ELLIPSIS):
            return face, found
    return faces[-1], wrapped(text, faces[-1], most, lines)


def write(
    draw: ImageDraw,
    at: tuple[float, float],
    text: str,
    face: Face,
    *,
    fill: str,
    halo: str | None = None,
) -> float:
    """Write a safe text with its baseline at a point; return where it ends, from the left in pixels.

    Parameters
    ----------
    draw
        The picture's pen.
    at
        Left end of the baseline in pixels.
    text, face
        What is set, and how.
    fill, halo
        Colour of the letters, and of a line around them.
    """
    x, y = at
    for piece, one in runs(text, face):
        if halo:
            draw.text((x, y), piece, fill, one, anchor="ls", stroke_width=3, stroke_fill=halo)
        else:
            draw.text((x, y), piece, fill, one, anchor="ls")
        x += one.getlength(piece)
    return x
