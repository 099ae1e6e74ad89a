"""Small Markdown of story texts: paragraphs, emphasis and footnotes; all else is letters.

A text becomes runs for whoever shows it: nothing of it is ever markup, so a hostile text is shown letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "em", "strong"]

LONGEST_TEXT = 20_000
"""Characters of a step's text that are read; a step has some hundred words."""

_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_MARK = re.compile(r"\[\^([a-z0-9][a-z0-9-]{0,119})\]")
_TOKEN = re.compile(
    r"\[\^(?P<note>[a-z0-9][a-z0-9-]{0,119})\]|\*\*(?P<strong>[^*]{1,500})\*\*|\*(?P<em>[^*]{1,500})\*"
)


@dataclass(frozen=True)
class Words:
    """A run of letters in one style."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True)
class Footnote:
    """A mark that names a source."""

    source_id: str


Run = Words | Footnote


def paragraphs(text: str) -> tuple[tuple[Run, ...], ...]:
    """Return a text as paragraphs of runs.

    >>> paragraphs("*Both* said so.[^afp-2020]")
    ((Words(text='Both', style='em'), Words(text=' said so.', style='plain'), Footnote(source_id='afp-2020')),)
    """
    whole = text[:LONGEST_TEXT].strip()
    return tuple(_inline_runs(" ".join(part.split())) for part in _PARAGRAPHS.split(whole) if part.strip())


def footnotes(text: str) -> tuple[str, ...]:
    """Return the sources that a text names, each once, in the order of their marks: the first is number 1."""
    return tuple(dict.fromkeys(_MARK.findall(text[:LONGEST_TEXT])))


def cited_parts(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the parts of a text with the sources that stand behind each; the last may have none.

    >>> cited_parts("Two[^a][^b] or three.[^c] Nobody knows.")
    [('Two', ('a', 'b')), (' or three.', ('c',)), (' Nobody knows.', ())]
    """
    parts: list[tuple[str, tuple[str, ...]]] = []
    words, end = "", 0
    marks: list[str] = []
    whole = text[:LONGEST_TEXT]
    for mark in _MARK.finditer(whole):
        between = whole[end : mark.start()]
        if marks and between:
            parts.append((words, tuple(marks)))
            words, marks = "", []
        words += between
        marks.append(mark[1])
        end = mark.end()
    if words or marks:
        parts.append((words, tuple(marks)))
    if whole[end:]:
        parts.append((whole[end:], ()))
    return parts


def plain_text(text: str) -> str:
    """Return a text without its marks: for a preview, a page's description or a count of words."""
    return " ".join(
        "".join(run.text for run in paragraph if isinstance(run, Words)) for paragraph in paragraphs(text)
    )


def _inline_runs(paragraph: str) -> tuple[Run, ...]:
    found: list[Run] = []
    end = 0
    for token in _TOKEN.finditer(paragraph):
        if token.start() > end:
            found.append(Words(paragraph[end : token.start()]))
        if token["note"]:
            found.append(Footnote(token["note"]))
        else:
            found.append(Words(token["strong"], "strong") if token["strong"] else Words(token["em"], "em"))
        end = token.end()
    if end < len(paragraph):
        found.append(Words(paragraph[end:]))
    return tuple(found)
