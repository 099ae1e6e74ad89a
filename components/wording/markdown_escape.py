"""Text from data, made safe for the places where Streamlit reads Markdown."""

from __future__ import annotations

import re

from geo.short_texts import cached_if_short

# All of ASCII's punctuation but the marks that mean nothing wherever they stand, and the dash within a word: a screen
# reader reads the backslashes of a widget's name.
_PUNCTUATION = re.compile(r"((?<!\w)-|-(?!\w)|[!#$&()*+.:<>@\[\\\]^_`|~])")
_BREAKS = re.compile(r"[\s\u2028\u2029]+")


def plain(text: object) -> str:
    r"""Escape text so that Streamlit's Markdown shows it letter by letter.

    Every ASCII punctuation mark that can mean something gets a backslash, as CommonMark allows: no
    link, image, HTML tag, formula (``$``), colour (``:red[``) or icon (``:material/``) can come out of
    it. Line breaks become blanks.

    >>> plain("<b>5 * 3</b>")
    '\\<b\\>5 \\* 3\\</b\\>'
    >>> plain("Latitude, or y; 5-km")
    'Latitude, or y; 5-km'
    """
    return _escaped(str(text))


@cached_if_short(4_096, longest=1_000)
def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(r"\\\1", _BREAKS.sub(" ", text))
